/* import_cost.c - what imports of the library do to the generations (Modules/gcmodule.c: collect_generations).
 *
 * The library here makes other objects than the real one. What matters to a program is whether the imports of the real one, on top
 * of what start-up has left in the counts, run a collection of the middle generation: then all that start-up made is in the oldest
 * one, older than whatever the program makes, and the exit finalizes in another order. Entry: import_cost_pay, after a
 * module of the library has been loaded. A version without rows in import_costs.def leaves start-up where it is. */
#include <string.h>

#include "gc/gc.h"
#include "object/text/str.h"
#include "vm/import/import.h"
#include "vm/loop/state.h"

typedef struct StartRow {
    PythonVersion version;
    int allocations, collections;
} StartRow;
typedef struct CostRow {
    PythonVersion version;
    const char *module;
    int allocations;
} CostRow;
typedef struct BringsRow {
    PythonVersion version;
    const char *module, *modules;
} BringsRow;

#define IMPORT_START(version, allocations, collections) {version, allocations, collections},
#define IMPORT_COST(version, module, allocations)
#define IMPORT_BRINGS(version, module, modules)
static const StartRow starts[] = {
#include "vm/import/import_costs.def"
};
#undef IMPORT_START
#undef IMPORT_COST
#define IMPORT_START(version, allocations, collections)
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

static const StartRow *start_of(PythonVersion version) {
    for (size_t i = 0; i < ARRAY_LEN(starts); i++)
        if (starts[i].version == version) return &starts[i];
    return NULL;
}

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

void import_cost_pay(Proc *p, Ob *name) {
    VmState *vm = p->vm;
    PythonVersion version = p->s->profile.version;
    const StartRow *start = start_of(version);
    if (!start) return;
    int64_t cost = cost_of(p, version, name);
    const GcGeneration *generations = p->ob->generations;
    if (!p->ob->gc_enabled || generations[0].threshold == 0) return; /* then nothing is collected */
    vm->import_allocations += cost;
    /* A collection when the count is over the threshold; one of the middle generation in place of it when its count is. */
    int64_t young = start->collections +
                    (start->allocations + vm->import_allocations) / (generations[0].threshold + 1);
    int64_t every = generations[1].threshold + 2;
    if (vm->imports_young == 0) vm->imports_young = start->collections;
    if (young / every > vm->imports_young / every)
        gc_age_startup(p, 1);
    else if (young > vm->imports_young)
        gc_age_startup(p, 0);
    vm->imports_young = young;
}
