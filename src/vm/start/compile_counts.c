/* compile_counts.c - the containers that compiling takes and drops, in the order in which it does.
 *
 * They are only counted, not made: a taken one comes from the free list of its kind or counts as allocated, a dropped one
 * goes to the free list or counts as freed. The symbol table has for each block a dict and two lists, which live until the
 * code is made; its analysis has sets, which do not. The compiler has dicts for each unit, and keys (_PyCode_ConstantKey)
 * under which constants, tuples of names and tables are found again in the whole file: those live until the end. What is
 * left is a fuller free list and a higher counter - and, where the counter went over its threshold on the way, a collection. */
#include "vm/start/compile_counts.h"

#include <stdlib.h>
#include <string.h>

#include "lang/code/code_unit.h"
#include "lang/code/dis.h"

typedef struct Counting {
    const Proc *p;
    StartCounts *c;
    PythonVersion version;
    int64_t kept[FREE_TUPLE_SIZES + 1]; /* tuples of keys that live until the end, by size */
    int64_t kept_others;
    uint64_t *
        seen; /* hashes of what c_const_cache holds, 0 for none: a collision would make one key too few */
    size_t nseen, room;
} Counting;

/* ---- taking and dropping --------------------------------------------------------------------- */

/* collect_generations: the oldest generation whose counter is over its threshold; a full collection is far. The thresholds are those of
 * start-up, whatever the settings say. */
void count_collection(const Proc *p, StartCounts *c) {
    int generation = c->counts[1] > profile_of(p->s->profile.version)->gc_threshold[1] ? 1 : 0;
    for (int i = 0; i <= generation; i++) c->counts[i] = 0;
    c->counts[generation + 1]++;
    c->due = false;
    c->collected = true;
}

static void allocated(Counting *k) {
    if (++k->c->counts[0] <= profile_of(k->version)->gc_threshold[0]) return;
    if (py_gc_in_alloc(k->p))
        count_collection(k->p, k->c);
    else
        k->c->due = true;
}

static void freed(Counting *k) { k->c->counts[0] -= k->c->counts[0] > 0; }

static void take(Counting *k, int64_t *list, int64_t count) {
    for (; count > 0; count--) {
        if (*list > 0)
            --*list;
        else
            allocated(k);
    }
}

static void drop(Counting *k, int64_t *list, int64_t limit, int64_t count) {
    for (; count > 0; count--) {
        if (*list < limit)
            ++*list;
        else
            freed(k);
    }
}

static void take_lists(Counting *k, int64_t count) { take(k, &k->c->lists, count); }
static void drop_lists(Counting *k, int64_t count) {
    drop(k, &k->c->lists, k->p->s->profile.free_list, count);
}
static void take_dicts(Counting *k, int64_t count) { take(k, &k->c->dicts, count); }
static void drop_dicts(Counting *k, int64_t count) {
    drop(k, &k->c->dicts, k->p->s->profile.free_dict, count);
}
static void take_others(Counting *k, int64_t count) {
    while (count-- > 0) allocated(k);
}
static void drop_others(Counting *k, int64_t count) {
    while (count-- > 0) freed(k);
}

/* The empty tuple is there once. */
static bool small(const Counting *k, size_t n) {
    return n <= FREE_TUPLE_SIZES && k->p->ob->free_tuples[n].limit > 0;
}
static void take_tuple(Counting *k, size_t n) {
    if (n == 0) return;
    if (small(k, n))
        take(k, &k->c->tuples[n], 1);
    else
        allocated(k);
}
static void drop_tuple(Counting *k, size_t n) {
    if (n == 0) return;
    if (small(k, n))
        drop(k, &k->c->tuples[n], k->p->ob->free_tuples[n].limit, 1);
    else
        freed(k);
}
/* One that lives until the compiler is done. */
static void keep_tuple(Counting *k, size_t n) {
    if (n == 0) return;
    if (n <= FREE_TUPLE_SIZES)
        k->kept[n]++;
    else
        k->kept_others++;
}

/* ---- what was seen before -------------------------------------------------------------------- */

static uint64_t mixed(uint64_t hash, uint64_t with) {
    hash = (hash ^ with) * UINT64_C(1099511628211);
    return hash ^ hash >> 29;
}

/* Is it new? */
static bool see(Counting *k, uint64_t hash) {
    hash |= 1;
    if (2 * (k->nseen + 1) > k->room) {
        size_t room = k->room ? 2 * k->room : 64;
        uint64_t *seen = host_alloc(room * sizeof *seen);
        for (size_t i = 0; i < k->room; i++) {
            size_t at = (size_t)(k->seen[i] >> 1) & (room - 1);
            if (!k->seen[i]) continue;
            while (seen[at]) at = (at + 1) & (room - 1);
            seen[at] = k->seen[i];
        }
        free(k->seen);
        k->seen = seen, k->room = room;
    }
    size_t at = (size_t)(hash >> 1) & (k->room - 1);
    for (; k->seen[at]; at = (at + 1) & (k->room - 1))
        if (k->seen[at] == hash) return false;
    k->seen[at] = hash;
    k->nseen++;
    return true;
}

/* Equal code is no equal constant: each is one of its own. */
static uint64_t identity(const Const *value) {
    if (value->kind == CONST_CODE) return mixed(1, (uint64_t)(uintptr_t)value->code);
    if (value->kind != CONST_TUPLE) return const_hash(value);
    uint64_t hash = mixed(2, value->count);
    for (size_t i = 0; i < value->count; i++) hash = mixed(hash, identity(&value->items[i]));
    return hash;
}

static uint64_t text_hash(const char *text) {
    return const_hash(&(Const){.kind = CONST_STR, .text = (char *)text, .len = strlen(text)});
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* A set, or what else no free list keeps, counts as a tuple too large for them. */
enum { NOT_ON_A_LIST = FREE_TUPLE_SIZES + 1 };

/* _PyCode_ConstantKey: `each` for every tuple that the key of the value consists of. */
static void key_of(Counting *k, const Const *value, void (*each)(Counting *, size_t)) {
    bool alone = py_consts_shared_in_unit(
        k->p); /* before, ints, strings and code have their type beside them, too */
    switch (value->kind) {
    case CONST_NONE:
    case CONST_ELLIPSIS:
    case CONST_INT:
    case CONST_STR:
    case CONST_CODE:
        if (!alone) each(k, 2);
        return;
    case CONST_TRUE:
    case CONST_FALSE:
    case CONST_BYTES: each(k, 2); return;
    case CONST_FLOAT:
        each(k, value->number == 0 && __builtin_signbit(value->number) ? 3 : 2);
        return;
    case CONST_COMPLEX: {
        bool real = value->number == 0 && __builtin_signbit(value->number);
        bool imag = value->imag == 0 && __builtin_signbit(value->imag);
        each(k, real && imag ? 3 : imag ? 4 : real ? 3 : 2);
        return;
    }
    case CONST_FROZENSET: /* made of a tuple, which is dropped at once */
        if (each == take_tuple) take_tuple(k, value->count), drop_tuple(k, value->count);
        /* fall through */
    case CONST_TUPLE:
        each(k, value->kind == CONST_TUPLE ? value->count : NOT_ON_A_LIST);
        for (size_t i = 0; i < value->count; i++) key_of(k, &value->items[i], each);
        each(k, 2);
        return;
    }
}

/* merge_const_one: is it the first of its kind? Its key is kept then. */
static bool merge(Counting *k, const Const *value) {
    key_of(k, value, take_tuple);
    bool first = see(k, identity(value));
    key_of(k, value, first ? keep_tuple : drop_tuple);
    return first;
}

/* merge_consts_recursive */
static void add_const(Counting *k, const Const *value) {
    if (!py_consts_shared_in_unit(k->p)) {
        key_of(k, value, take_tuple);
        return;
    }
    if (!merge(k, value) || (value->kind != CONST_TUPLE && value->kind != CONST_FROZENSET)) return;
    for (size_t i = 0; i < value->count; i++) add_const(k, &value->items[i]);
}

/* A tuple of names of a code object: made, and exchanged for an equal one of the file. */
static void merge_names(Counting *k, char *const *names, size_t n) {
    if (!py_consts_shared_in_unit(k->p)) return;
    uint64_t hash = mixed(2, n);
    for (size_t i = 0; i < n; i++) hash = mixed(hash, text_hash(names[i]));
    take_tuple(k, n), take_tuple(k, 2);
    if (see(k, hash)) {
        keep_tuple(k, n), keep_tuple(k, 2);
    } else {
        drop_tuple(k, n), drop_tuple(k, 2);
        drop_tuple(k, n); /* the names themselves */
    }
}

static void merge_bytes(Counting *k, uint64_t hash) {
    take_tuple(k, 2);
    if (see(k, mixed(3, hash)))
        keep_tuple(k, 2);
    else
        drop_tuple(k, 2);
}

/* ---- code objects ---------------------------------------------------------------------------- */

static uint64_t bytecode_hash(const Counting *k, const CodeUnit *unit) {
    uint32_t len = dis_code_bytes(unit, k->version);
    uint8_t *bytes = host_alloc(len + 1);
    dis_code(unit, k->version, bytes);
    uint64_t hash = mixed(4, len);
    for (uint32_t i = 0; i < len; i++) hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
    free(bytes);
    return hash;
}

/* Equal where the tables of places would be: of places that lie alike, counted from the first line. */
static uint64_t places_hash(const Counting *k, const CodeUnit *unit) {
    bool columns = py_variable_names_shared(k->p) == 0; /* 3.11+ */
    uint64_t hash = 5;
    const SourceSpan *last = NULL;
    for (size_t i = 0; i < unit->ninstrs; i++) {
        const SourceSpan *span = &unit->spans[i];
        bool same =
            last && last->line == span->line && (!columns || memcmp(last, span, sizeof *span) == 0);
        if (same) continue;
        hash = mixed(hash, dis_start_offset(unit, i));
        hash = mixed(hash, (uint64_t)(int64_t)(span->line - unit->firstlineno));
        if (columns) {
            hash = mixed(hash, (uint64_t)(int64_t)(span->end_line - span->line));
            hash = mixed(hash, (uint64_t)(uint32_t)span->col << 32 | (uint32_t)span->end_col);
        }
        last = span;
    }
    return mixed(hash, unit->ninstrs ? dis_code_bytes(unit, k->version) : 0);
}

static uint64_t handlers_hash(const CodeUnit *unit) {
    uint64_t hash = 6;
    for (size_t i = 0; i < unit->nexc; i++) {
        const ExcRange *e = &unit->exc_table[i];
        hash = mixed(hash, (uint64_t)(uint32_t)e->start << 32 | (uint32_t)e->end);
        hash = mixed(hash,
                     (uint64_t)(uint32_t)e->target << 32 | (uint32_t)e->depth << 1 | e->push_lasti);
    }
    return hash;
}

static void merge_consts_tuple(Counting *k, const CodeUnit *unit) {
    take_tuple(k, unit->nconsts); /* PyList_AsTuple */
    drop_lists(k, 1);
    if (!py_consts_shared_in_unit(k->p)) return;
    const Const whole = {.kind = CONST_TUPLE, .items = unit->consts, .count = unit->nconsts};
    if (!merge(k, &whole)) drop_tuple(k, unit->nconsts);
}

/* The slots of a frame, as names: variables, cells that are no variables, free variables. */
static void merge_slots(Counting *k, const CodeUnit *unit) {
    char **names =
        host_alloc((unit->nvarnames + unit->ncellvars + unit->nfreevars + 1) * sizeof *names);
    size_t n = 0;
    for (size_t i = 0; i < unit->nvarnames; i++) names[n++] = unit->varnames[i];
    for (size_t i = 0; i < unit->ncellvars; i++)
        if (unit->cell_variables[i] < 0) names[n++] = unit->cellvars[i];
    for (size_t i = 0; i < unit->nfreevars; i++) names[n++] = unit->freevars[i];
    take_tuple(k, n);
    merge_names(k, names, n);
    free(names);
}

/* assemble, makecode */
static void make_code(Counting *k, const CodeUnit *unit) {
    take_lists(k, 1);                                                        /* the constants */
    if (!py_variable_names_shared(k->p) && py_consts_shared_in_unit(k->p)) { /* 3.11+ */
        merge_bytes(k, places_hash(k, unit));
        merge_bytes(k, handlers_hash(unit));
        merge_bytes(k, bytecode_hash(k, unit));
        take_tuple(k, unit->nnames);
        merge_names(k, unit->names, unit->nnames);
        merge_consts_tuple(k, unit);
        merge_slots(k, unit);
        return;
    }
    if (py_code_bytes_shared(k->p)) {
        merge_bytes(k, places_hash(k, unit));
        merge_bytes(k, bytecode_hash(k, unit));
    }
    if (!py_consts_shared_in_unit(k->p)) { /* a tuple first, of which the list is made */
        take_tuple(k, unit->nconsts);
        drop_tuple(k, unit->nconsts);
    }
    const struct {
        char **names;
        size_t n;
    } tuples[] = {{unit->names, unit->nnames},
                  {unit->varnames, unit->nvarnames},
                  {unit->cellvars, unit->ncellvars},
                  {unit->freevars, unit->nfreevars}};
    for (size_t i = 0; i < ARRAY_LEN(tuples); i++) take_tuple(k, tuples[i].n);
    for (size_t i = 0; i < ARRAY_LEN(tuples); i++) merge_names(k, tuples[i].names, tuples[i].n);
    merge_consts_tuple(k, unit);
}

/* compiler_enter_scope to compiler_exit_scope, with all units inside. */
static void compile_unit(Counting *k, const CodeUnit *unit, bool inner) {
    bool objects = py_instructions_are_object(k->p);
    int64_t dicts = py_comp_inlined(k->p) ? 6 : 5;
    size_t typed = py_consts_shared_in_unit(k->p)
                       ? 0
                       : unit->nvarnames + unit->ncellvars + unit->nfreevars + unit->nnames;
    take_dicts(k, 1);
    take_lists(k, 1), drop_lists(k, 1); /* dictbytype: the names in order */
    take_dicts(k, dicts - 1);
    take_others(k, objects + (objects && inner)); /* and the capsule with the unit around it */
    for (size_t i = 0; i < typed; i++) take_tuple(k, 2);
    for (size_t i = 0; i < unit->nconsts; i++) {
        if (unit->consts[i].kind == CONST_CODE) compile_unit(k, unit->consts[i].code, true);
        add_const(k, &unit->consts[i]);
    }
    make_code(k, unit);
    drop_dicts(k, dicts);
    drop_others(k, objects + (objects && inner));
    for (size_t i = 0; i < typed; i++) drop_tuple(k, 2);
    for (size_t i = 0; typed && i < unit->nconsts; i++) key_of(k, &unit->consts[i], drop_tuple);
}

/* ---- the symbol table ------------------------------------------------------------------------ */

/* analyze_block: sets of names for the block, and copies of them for each block in it. */
static void analyze(Counting *k, const CodeUnit *unit) {
    int64_t inlines = py_comp_inlined(k->p), own = 5 + inlines, copies = 3 + inlines;
    take_others(k, 1);
    take_dicts(k, 1);
    take_others(k, own - 1 - inlines);
    for (size_t i = 0; i < unit->nconsts; i++) {
        if (unit->consts[i].kind != CONST_CODE) continue;
        take_others(k, copies);
        analyze(k, unit->consts[i].code);
        drop_others(k, copies);
    }
    take_others(k, 1), drop_others(k, 1); /* an iterator */
    drop_dicts(k, 1);
    drop_others(k, own - inlines);
}

/* Tuples and sets that the optimizer of the syntax tree or the compiler makes as constants. */
static void make_constants(Counting *k, const Const *value) {
    if (value->kind == CONST_TUPLE) take_tuple(k, value->count);
    if (value->kind == CONST_FROZENSET) {
        take_tuple(k, value->count), take_others(k, 1), drop_tuple(k, value->count);
    }
    for (size_t i = 0; i < value->count; i++) make_constants(k, &value->items[i]);
    if (value->kind != CONST_CODE) return;
    for (size_t i = 0; i < value->code->nconsts; i++) make_constants(k, &value->code->consts[i]);
}

void count_compiling(const Proc *p, const CodeUnit *unit, StartCounts *c) {
    Counting k = {.p = p, .c = c, .version = p->s->profile.version};
    bool cache = py_consts_shared_in_unit(p);
    int64_t blocks = unit->blocks, directives = unit->blocks_with_directives;
    take_lists(
        &k, 2); /* what the parser's arena holds, and the units around the one that is compiled */
    take_dicts(&k, cache);
    for (size_t i = 0; i < unit->nconsts; i++) make_constants(&k, &unit->consts[i]);
    take_lists(&k, 1), take_dicts(&k, 1); /* st_stack, st_blocks */
    take_dicts(&k, blocks), take_lists(&k, 2 * blocks + directives);
    take_others(&k, 2 + py_comp_inlined(p));
    analyze(&k, unit);
    drop_others(&k, 2 + py_comp_inlined(p));
    compile_unit(&k, unit, false);
    drop_dicts(&k, 1 + blocks + cache),
        drop_lists(&k,
                   2 + 2 * blocks + directives); /* the arena waits for the end of the program */
    for (size_t n = 1; n <= FREE_TUPLE_SIZES; n++)
        while (k.kept[n]-- > 0) drop_tuple(&k, n);
    drop_others(&k, k.kept_others);
    free(k.seen);
}
