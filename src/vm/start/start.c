/* start.c - the counters and free lists of a fresh interpreter, from measured numbers and what compiling adds. */
#include "vm/start/start.h"

#include "vm/import/import.h"
#include "vm/loop/state.h"
#include "vm/start/compile_counts.h"

static const struct {
    int32_t counts[3], main_young, kept[5], tuples[FREE_TUPLE_SIZES + 1];
} before[PY_COUNT] = {
#define START(version, young, middle, old, main, objects, lists, dicts, ones, twos, ...)           \
    [version] = {{young, middle, old}, main, {objects, lists, dicts, ones, twos}, {0, __VA_ARGS__}},
#include "vm/start/start_state.def"
#undef START
};

static void leave(FreeList *list, int64_t count) {
    list->left = (int32_t)(count < 0 ? 0 : count < list->limit ? count : list->limit);
}

void start_as_python(Proc *p, const struct CodeUnit *unit) {
    PythonVersion version = p->s->profile.version;
    StartCounts c = {0};
    for (int i = 0; i < 3; i++) c.counts[i] = before[version].counts[i];
    for (int n = 1; n <= FREE_TUPLE_SIZES; n++) c.tuples[n] = before[version].tuples[n];
    if (unit) count_compiling(p, unit, &c);
    if (c.due) count_collection(p, &c);
    for (int i = 0; i < 3; i++) p->ob->generations[i].count = (int32_t)c.counts[i];
    if (before[version].main_young && !c.collected) module_make_member(p, p->vm->main_module, 0);
    leave(&p->ob->free_lists, c.lists);
    leave(&p->ob->free_dicts, c.dicts);
    for (int n = 1; n <= FREE_TUPLE_SIZES; n++) leave(&p->ob->free_tuples[n], c.tuples[n]);
    p->ob->counted_by_start = p->ob->generations[0].count;
    p->vm->started_as_python = true;
}

void start_imported(Proc *p, int64_t functions) {
    if (!p->vm->started_as_python) return;
    const int32_t *kept = before[p->s->profile.version].kept;
    FreeList *const lists[] = {&p->ob->free_lists, &p->ob->free_dicts, &p->ob->free_tuples[1],
                               &p->ob->free_tuples[2]};
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) leave(lists[i], lists[i]->left - kept[1 + i]);
    ob_count_unseen(p, functions + kept[0]);
}
