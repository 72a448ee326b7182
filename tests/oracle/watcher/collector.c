/* collector.c - generations of Modules/gcmodule.c. */
#include "watcher.h"

#if AT_LEAST(9)
#define GC_STATE (&PyInterpreterState_Main()->gc)
#elif AT_LEAST(7)
#define GC_STATE (&_PyRuntime.gc)
#else
/* Variables of Modules/gcmodule.c, which are static. */
typedef struct Generation {
    PyGC_Head head;
    int threshold, count;
} Generation;
typedef struct GenerationStats {
    Py_ssize_t collections, collected, uncollectable;
} GenerationStats;
static struct {
    Generation *generations;
    GenerationStats *generation_stats;
    int collecting;
} gc_state;
#define GC_STATE (&gc_state)

#endif

void find_collector(void) {
#if !AT_LEAST(7)
    gc_state.generations = generations_symbol;
    gc_state.generation_stats = generation_stats_symbol;
#endif
}

PyGC_Head *gc_head(PyObject *o) { return (PyGC_Head *)o - 1; }
static PyGC_Head *gc_next(PyGC_Head *head) {
#if AT_LEAST(8)
    return (PyGC_Head *)(head->_gc_next & ~(uintptr_t)3);
#else
    return head->gc.gc_next;
#endif
}

bool is_tracked(PyObject *o) {
#if AT_LEAST(8)
    return gc_head(o)->_gc_next != 0;
#else
    return gc_head(o)->gc.gc_refs != _PyGC_REFS_UNTRACKED;
#endif
}

bool has_gc_head(PyObject *o) {
    const PyTypeObject *type = Py_TYPE(o);
    return (type->tp_flags & Py_TPFLAGS_HAVE_GC) && (!type->tp_is_gc || type->tp_is_gc(o));
}

void put_generations(void) {
    put(",\"count\":[");
    for (int g = 0; g < 3; g++) put("%s%d", g ? "," : "", GC_STATE->generations[g].count);
    put("],\"runs\":[");
    for (int g = 0; g < 3; g++)
        put("%s%zd", g ? "," : "", GC_STATE->generation_stats[g].collections);
    put("],\"collected\":[");
    for (int g = 0; g < 3; g++) put("%s%zd", g ? "," : "", GC_STATE->generation_stats[g].collected);
    put("]");
}

void each_tracked(void (*found)(PyObject *o, int generation)) {
    if (GC_STATE->collecting) return;
    for (int g = 0; g < 3; g++) {
        PyGC_Head *list = &GC_STATE->generations[g].head;
        for (PyGC_Head *head = gc_next(list); head != list; head = gc_next(head))
            found((PyObject *)(head + 1), g);
    }
}
