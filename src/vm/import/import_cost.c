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

/* A row of either list; both are sorted by version, then by the bytes of the name. */
typedef struct CostRow {
    PythonVersion version;
    const char *module;
    int allocations;     /* IMPORT_COST */
    const char *modules; /* IMPORT_BRINGS */
} CostRow;

#define IMPORT_BRINGS(version, module, modules)
#define IMPORT_COST(version, module, allocations) {version, module, allocations, NULL},
static const CostRow costs[] = {
#include "vm/import/import_costs.def"
};
#undef IMPORT_COST
#undef IMPORT_BRINGS
#define IMPORT_COST(version, module, allocations)
#define IMPORT_BRINGS(version, module, modules) {version, module, 0, modules},
static const CostRow brings[] = {
#include "vm/import/import_costs.def"
};

/* Does the row stand before the name (len bytes) of the version? */
static bool stands_before(const CostRow *row, PythonVersion version, const char *name, size_t len) {
    if (row->version != version) return row->version < version;
    return strncmp(row->module, name, len) < 0; /* a longer one that begins so stands behind */
}

/* The first row that does not. */
static size_t place_of(const CostRow *rows, size_t count, PythonVersion version, const char *name,
                       size_t len) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (stands_before(&rows[middle], version, name, len))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The row of the name, NULL when the version has none. */
static const CostRow *row_of(const CostRow *rows, size_t count, PythonVersion version,
                             const char *name, size_t len) {
    size_t at = place_of(rows, count, version, name, len);
    bool found = at < count && rows[at].version == version && strlen(rows[at].module) == len &&
                 memcmp(rows[at].module, name, len) == 0;
    return found ? &rows[at] : NULL;
}

/* The cost of one module, once: those that are paid have their bit, counted from the first row of the version. */
static int pay(VmState *vm, PythonVersion version, const char *name, size_t len) {
    const CostRow *row = row_of(costs, ARRAY_LEN(costs), version, name, len);
    if (!row) return 0;
    size_t at = (size_t)(row - costs) - place_of(costs, ARRAY_LEN(costs), version, "", 0);
    uint64_t bit = UINT64_C(1) << at % 64;
    OURO_ASSERT(at / 64 < ARRAY_LEN(vm->imports_paid));
    bool paid = vm->imports_paid[at / 64] & bit;
    vm->imports_paid[at / 64] |= bit;
    return paid ? 0 : row->allocations;
}

/* What the import of a module adds, with all that comes with it for the first time. */
static int64_t cost_of(Proc *p, PythonVersion version, const Ob *name) {
    enum { NAME_BYTES = 128 };
    char text[NAME_BYTES];
    size_t len = str_utf8(p, name, text, sizeof text);
    if (len >= sizeof text) return 0; /* no module of the library */
    const CostRow *row = row_of(brings, ARRAY_LEN(brings), version, text, len);
    int64_t sum = 0;
    for (const char *at = row ? row->modules : ""; *at; at += *at == ' ') {
        size_t bytes = strcspn(at, " ");
        sum += pay(p->vm, version, at, bytes);
        at += bytes;
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
