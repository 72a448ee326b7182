/* objects.c - the objects of a record: those that have names, and what they lead to. */
#include "watcher.h"

enum { DEPTH = 3, MAX_OBJECTS = 6000, BUCKETS = 1 << 14 };

typedef struct Seen {
    PyObject *object;
    int depth;
    int generation;
} Seen;

static Seen seen[MAX_OBJECTS];
static int nseen;
static int buckets[BUCKETS];

static int find(PyObject *o, unsigned *bucket) {
    unsigned b = (unsigned)((uintptr_t)o >> 4) & (BUCKETS - 1);
    while (buckets[b] >= 0 && seen[buckets[b]].object != o) b = (b + 1) & (BUCKETS - 1);
    if (bucket) *bucket = b;
    return buckets[b];
}

unsigned long name_of(PyObject *o, int depth) {
    unsigned bucket;
    if (find(o, &bucket) < 0 && nseen < MAX_OBJECTS) {
        buckets[bucket] = nseen;
        seen[nseen++] = (Seen){o, depth, -1};
    }
    return (unsigned long)(uintptr_t)o;
}

static PyObject *program_globals, *builtin_names;

void objects_leave_out(PyObject *globals, PyObject *builtins) {
    program_globals = globals;
    builtin_names = builtins;
}

static bool is_opaque(PyObject *o) {
    return PyModule_Check(o) || PyCode_Check(o) || o == program_globals || o == builtin_names ||
           PyCFunction_Check(o) || PyFrame_Check(o);
}

static bool is_expanded(PyObject *o) {
    const PyTypeObject *type = Py_TYPE(o);
    if (is_opaque(o) || PyType_Check(o) || !has_gc_head(o) || !type->tp_traverse) return false;
    return PyList_Check(o) || PyTuple_Check(o) || PyDict_Check(o) || PyAnySet_Check(o) ||
           PyMethod_Check(o) || Py_TYPE(o) == &PyCell_Type || PyFunction_Check(o) ||
           PyGen_Check(o) || ((type->tp_flags & Py_TPFLAGS_HEAPTYPE) && !in_library(type));
}

static PyObject *children[4096];
static int nchildren;

static int add_child(PyObject *o, void *context) {
    (void)context;
    if (nchildren < 4096) children[nchildren++] = o;
    return 0;
}

static void find_children(PyObject *o) {
    nchildren = 0;
    Py_TYPE(o)->tp_traverse(o, add_child, NULL);
}

static void find_objects(void) {
    for (int i = 0; i < nseen; i++) {
        PyObject *o = seen[i].object;
        if (seen[i].depth >= DEPTH || !is_expanded(o)) continue;
        find_children(o);
        for (int k = 0; k < nchildren; k++)
            if (!is_opaque(children[k]) && !(PyType_Check(children[k]) && in_library(children[k])))
                name_of(children[k], seen[i].depth + 1);
    }
}

static void note_generation(PyObject *o, int generation) {
    int i = find(o, NULL);
    if (i >= 0) seen[i].generation = generation;
}

static void put_block(const char *key, const void *address) {
    put(",\"%s\":%u", key, block_bytes(address));
}

static bool is_small_int(PyObject *o) {
    int overflow = 0;
    if (!PyLong_CheckExact(o)) return false;
    long value = PyLong_AsLongAndOverflow(o, &overflow);
    return !overflow && value >= -5 && value <= 256;
}

static bool is_shared(PyObject *o) {
#if AT_LEAST(12)
    if (_Py_IsImmortal(o)) return true;
#endif
    return in_library(o) || is_small_int(o) ||
           (PyUnicode_CheckExact(o) && ((PyASCIIObject *)o)->state.interned);
}

static void put_instance(PyObject *o) {
#if AT_LEAST(11)
    const PyTypeObject *type = Py_TYPE(o);
    if (!(type->tp_flags & Py_TPFLAGS_MANAGED_DICT)) return;
#endif
#if AT_LEAST(13)
    const PyObject *dict = ((PyObject **)o)[-3];
    bool values = (type->tp_flags & Py_TPFLAGS_INLINE_VALUES) &&
                  ((PyDictValues *)((char *)o + type->tp_basicsize))->valid;
    put(",\"state\":\"%s\"", dict ? "dict" : values ? "values" : "none");
#elif AT_LEAST(12)
    uintptr_t word = ((uintptr_t *)o)[-3];
    put(",\"state\":\"%s\"", !word ? "none" : word & 1 ? "values" : "dict");
    if (word & 1) put_block("values", (char *)(word + 1) - ((uint8_t *)(word + 1))[-1]);
#elif AT_LEAST(11)
    uintptr_t values = ((uintptr_t *)o)[-4], dict = ((uintptr_t *)o)[-3];
    put(",\"state\":\"%s\"", values ? "values" : dict ? "dict" : "none");
    if (values) put_block("values", (char *)values - ((uint8_t *)values)[-1]);
#else
    (void)o;
#endif
}

static void put_object(const Seen *one) {
    PyObject *o = one->object;
    put("{\"type\":");
    put_bytes(Py_TYPE(o)->tp_name, strlen(Py_TYPE(o)->tp_name));
    put(",\"rc\":%zd,\"size\":%zd,\"shared\":%d", (Py_ssize_t)Py_REFCNT(o), size_of(o),
        is_shared(o));
    put_block("block", has_gc_head(o) ? (void *)gc_head(o) : (void *)o);
    if (has_gc_head(o)) {
        bool tracked = is_tracked(o);
        put(tracked && one->generation < 0 ? ",\"gen\":null" : ",\"gen\":%d", one->generation);
    }
    if (PyList_Check(o)) {
        const PyListObject *list = (const PyListObject *)o;
        put(",\"len\":%zd,\"allocated\":%zd", Py_SIZE(o), list->allocated);
        if (list->ob_item) put_block("items", list->ob_item);
    } else if (PyTuple_Check(o)) {
        put(",\"len\":%zd", Py_SIZE(o));
    } else if (PyDict_Check(o)) {
        const PyDictObject *dict = (const PyDictObject *)o;
        put(",\"len\":%zd,\"split\":%d", dict->ma_used, dict->ma_values != NULL);
        put_block("keys", dict->ma_keys);
    } else if (PyAnySet_Check(o)) {
        put(",\"len\":%zd,\"mask\":%zd", ((PySetObject *)o)->used, ((PySetObject *)o)->mask);
    }
    put_instance(o);
    if (one->depth < DEPTH && is_expanded(o)) {
        find_children(o);
        put(",\"refs\":[");
        for (int k = 0, n = 0; k < nchildren; k++)
            if (find(children[k], NULL) >= 0)
                put("%s%lu", n++ ? "," : "", (unsigned long)(uintptr_t)children[k]);
        put("]");
    }
    put("}");
}

void objects_begin(void) {
    nseen = 0;
    memset(buckets, -1, sizeof buckets);
}

void put_objects(void) {
    find_objects();
    each_tracked(note_generation);
    put("{");
    sizes_begin();
    for (int i = 0; i < nseen; i++) {
        put("%s\"%lu\":", i ? "," : "", (unsigned long)(uintptr_t)seen[i].object);
        put_object(&seen[i]);
    }
    sizes_end();
    put("}");
}
