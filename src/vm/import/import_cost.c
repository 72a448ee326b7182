/* import_cost.c - what imports of the library cost the collector (Modules/gcmodule.c: collect_generations).
 *
 * The library here makes other objects than the real one, whose modules come from files, through importlib. What a program
 * notices of that is when the next collection comes. So what is counted while a module of the library loads is taken back, and what the
 * real import counts is counted instead, with the collections that come of it. Only in a process that has begun as Python does
 * (vm/start/start.h). */
#include <string.h>

#include "gc/gc.h"
#include "object/text/str.h"
#include "vm/import/import.h"
#include "vm/loop/state.h"

typedef struct CostRow {
    PythonVersion version;
    const char *module;
    int allocations;
} CostRow;
typedef struct BringsRow {
    PythonVersion version;
    const char *module, *modules;
} BringsRow;

#define IMPORT_BRINGS(version, module, modules)
#define IMPORT_COST(version, module, allocations) {version, module, allocations},
static const CostRow costs[] = {
#include "vm/import/import_costs.def"
};
#undef IMPORT_COST
#undef IMPORT_BRINGS
#define IMPORT_COST(version, module, allocations)
#define IMPORT_BRINGS(version, module, modules) {version, module, modules},
static const BringsRow brings[] = {
#include "vm/import/import_costs.def"
};

/* The cost of one module, once: those that are paid have their bit, counted from the first row of the version. */
static int pay(VmState *vm, PythonVersion version, const char *name, size_t len) {
    size_t first = 0;
    while (first < ARRAY_LEN(costs) && costs[first].version != version) first++;
    for (size_t i = first; i < ARRAY_LEN(costs) && costs[i].version == version; i++) {
        if (strlen(costs[i].module) != len || memcmp(costs[i].module, name, len) != 0) continue;
        size_t word = (i - first) / 64;
        uint64_t bit = UINT64_C(1) << (i - first) % 64;
        OURO_ASSERT(word < ARRAY_LEN(vm->imports_paid));
        bool paid = vm->imports_paid[word] & bit;
        vm->imports_paid[word] |= bit;
        return paid ? 0 : costs[i].allocations;
    }
    return 0;
}

/* What the import of a module adds, with all that comes with it for the first time. */
static int64_t cost_of(Proc *p, PythonVersion version, const Ob *name) {
    int64_t sum = 0;
    for (size_t i = 0; i < ARRAY_LEN(brings); i++) {
        if (brings[i].version != version || !str_eq_cstr(p, name, brings[i].module)) continue;
        for (const char *at = brings[i].modules; *at; at += *at == ' ') {
            size_t len = strcspn(at, " ");
            sum += pay(p->vm, version, at, len);
            at += len;
        }
    }
    return sum;
}

ImportCount import_cost_begin(Proc *p) {
    ImportCount saved = {0};
    if (!p->vm->started_as_python || p->vm->import_depth++ > 0) return saved;
    saved.outermost = true;
    for (int i = 0; i < 3; i++) saved.counts[i] = p->ob->generations[i].count;
    p->ob->collections_wait = 1;
    p->vm->import_owed = 0;
    return saved;
}

void import_cost_end(Proc *p, const ImportCount *saved, const Ob *name) {
    VmState *vm = p->vm;
    if (!vm->started_as_python) return;
    vm->import_depth--;
    if (name) vm->import_owed += cost_of(p, p->s->profile.version, name);
    if (!saved->outermost) return;
    GcGeneration *generations = p->ob->generations;
    for (int i = 0; i < 3; i++) generations[i].count = saved->counts[i];
    p->ob->collections_wait = 0;
    bool collects = p->ob->gc_enabled && generations[0].threshold > 0 && !p->tstate->exc_current;
    while (vm->import_owed > 0) { /* from one collection to the next */
        int64_t room = (int64_t)generations[0].threshold + 1 - generations[0].count;
        int64_t step = !collects || room > vm->import_owed ? vm->import_owed : room > 0 ? room : 1;
        ob_count_unseen(p, step);
        if (collects) gc_run_pending(p);
        vm->import_owed -= step;
    }
}
