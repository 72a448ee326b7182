/* evaluate.c - expressions of scenarios: Python in a throw-away copy, with some extra names.
 *
 * `expect`, `ask` and the player's questions come here. The image is copied, the expression runs in
 * place, and the copy is put back: nothing of it remains. In the middle of an instruction the last
 * safe point before it is asked. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "alloc/alloc_view.h"
#include "base/i18n.h"
#include "engine/look/snapshot_internal.h"
#include "gc/gc_view.h"
#include "lang/compile.h"
#include "object/code/function.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/io/io.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"
#include "vm/vm.h"

enum { EVALUATION_EVENTS = 20000000 };

/* ---- views: small objects with attributes ---------------------------------------------------- */

/* A new class `name`, of views only; NULL with an exception. */
static TypeOb *view_class(Proc *p, const char *name) {
    Ob *name_str = str_interned_cstr(p, name), *bases = tuple_new(p, 0), *dict = dict_new(p);
    Ob *type = name_str && bases && dict
                   ? type_new_class(p, type_of_id(p, TYPE_TYPE), name_str, bases, dict, NULL)
                   : NULL;
    ob_xdecref(p, name_str), ob_xdecref(p, bases), ob_xdecref(p, dict);
    return (TypeOb *)type;
}

/* A new instance of a fresh class `name`; NULL with an exception. */
static Ob *view_new(Proc *p, const char *name) {
    TypeOb *type = view_class(p, name);
    Ob *view = type ? instance_alloc(p, type, 0) : NULL;
    if (type) ob_decref(p, &type->base.ob);
    return view;
}

/* Set an attribute; steals the value. False with an exception. */
static bool view_set(Proc *p, Ob *view, const char *name, Ob *value) {
    Ob *name_str = str_interned_cstr(p, name);
    bool done = view && value && name_str && ob_setattr(p, view, name_str, value) == 0;
    ob_xdecref(p, value), ob_xdecref(p, name_str);
    return done;
}

static Ob *view_done(Proc *p, Ob *view, bool good) {
    if (good) return view;
    ob_xdecref(p, view);
    return NULL;
}

/* ---- blocks ---------------------------------------------------------------------------------- */

/* All views of blocks in one expression have one class, by which they are known: a class of the
 * program's own may be called `block`, too. */
static Ob *block_view(Proc *p, const void *block) {
    Engine *e = p->owner;
    if (!e->block_views) e->block_views = view_class(p, "block");
    Ob *view = e->block_views ? instance_alloc(p, e->block_views, 0) : NULL;
    return view_done(p, view, view_set(p, view, "address", int_from_u64(p, img_vaddr(p, block))));
}

static bool is_block_view(Proc *p, const Ob *o) {
    const Engine *e = p->owner;
    return e->block_views && o->ob_type == e->block_views;
}

/* The block that an argument means: of a named block its own, of any object the one it lives in. */
static const void *block_of(Proc *p, Ob *o) {
    if (is_block_view(p, o)) {
        Ob *address = ob_getattr_cstr(p, o, "address");
        int64_t value = address ? int_as_i64_err(p, address) : 0;
        ob_xdecref(p, address);
        return img_pointer(p, (uint64_t)value);
    }
    return object_static(p, o) ? NULL : ob_block(p, o);
}

static Ob *no_block(Proc *p) {
    return err_format(p, EXC_ValueError,
                      "this object has no block of the heap: it belongs to the interpreter itself");
}

/* ---- the functions --------------------------------------------------------------------------- */

#define EXPRESSION_FUNCTION(name)                                                                  \
    static Ob *fn_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)
#define ONE_ARGUMENT(name)                                                                         \
    (void)self;                                                                                    \
    if (!args_check(p, name, nargs, 1, 1, kwnames)) return NULL

EXPRESSION_FUNCTION(refcount) {
    ONE_ARGUMENT("refcount");
    /* The call itself holds one reference on the stack. */
    return int_from_i64(p, ob_immortal(args[0]) ? args[0]->ob_refcnt : args[0]->ob_refcnt - 1);
}

EXPRESSION_FUNCTION(generation) {
    ONE_ARGUMENT("generation");
    bool watched = ob_is_gc(args[0]) && ob_gc_is_tracked(p, args[0]);
    return int_from_i64(p, watched ? gc_view_generation(p, args[0]) : -1);
}

EXPRESSION_FUNCTION(address) {
    ONE_ARGUMENT("address");
    bool is_block = is_block_view(p, args[0]);
    return int_from_u64(p, img_vaddr(p, is_block ? block_of(p, args[0]) : args[0]));
}

EXPRESSION_FUNCTION(size) {
    ONE_ARGUMENT("size");
    if (is_block_view(p, args[0])) {
        const void *block = block_of(p, args[0]);
        return block ? int_from_i64(p, img_side(p, block)->asked) : NULL;
    }
    int64_t bytes = ob_getsizeof(p, args[0]);
    return bytes < 0 ? NULL : int_from_i64(p, bytes);
}

EXPRESSION_FUNCTION(block) {
    ONE_ARGUMENT("block");
    const void *block = block_of(p, args[0]);
    return block ? int_from_i64(p, (int64_t)mem_block_bytes(p, block)) : no_block(p);
}

/* As pool(x).state says and pools() asks. */
static const char *const pool_state_names[] = {[POOL_UNTOUCHED] = "untouched",
                                               [POOL_EMPTY] = "empty",
                                               [POOL_USED] = "used",
                                               [POOL_FULL] = "full"};

EXPRESSION_FUNCTION(pool) {
    ONE_ARGUMENT("pool");
    const void *block = block_of(p, args[0]);
    uint32_t arena, index;
    int32_t at;
    PoolView pool;
    if (!block || !alloc_view_locate(p, img_vaddr(p, block), &arena, &index, &at) ||
        !alloc_view_pool(p, arena, index, &pool))
        return no_block(p);
    Ob *view = view_new(p, "pool");
    bool good = view_set(p, view, "used", int_from_i64(p, pool.allocated)) &&
                view_set(p, view, "free", int_from_i64(p, pool.free)) &&
                view_set(p, view, "untouched", int_from_i64(p, pool.untouched)) &&
                view_set(p, view, "total", int_from_i64(p, pool.total)) &&
                view_set(p, view, "bytes", int_from_i64(p, pool.block_bytes)) &&
                view_set(p, view, "address", int_from_u64(p, pool.address)) &&
                view_set(p, view, "index", int_from_i64(p, pool.index)) &&
                view_set(p, view, "state", str_from_cstr(p, pool_state_names[pool.state]));
    return view_done(p, view, good);
}

EXPRESSION_FUNCTION(arena) {
    ONE_ARGUMENT("arena");
    const void *block = block_of(p, args[0]);
    uint32_t n, index;
    int32_t at;
    ArenaView arena;
    if (!block || !alloc_view_locate(p, img_vaddr(p, block), &n, &index, &at) ||
        !alloc_view_arena(p, n, &arena))
        return no_block(p);
    Ob *view = view_new(p, "arena");
    bool good = view_set(p, view, "used", int_from_i64(p, arena.npools - arena.nfreepools)) &&
                view_set(p, view, "free", int_from_i64(p, arena.nfreepools)) &&
                view_set(p, view, "untouched", int_from_i64(p, arena.npools - arena.ncarved)) &&
                view_set(p, view, "total", int_from_i64(p, arena.npools)) &&
                view_set(p, view, "bytes", int_from_u64(p, arena.bytes)) &&
                view_set(p, view, "address", int_from_u64(p, arena.address)) &&
                view_set(p, view, "index", int_from_i64(p, arena.index)) &&
                view_set(p, view, "state", str_from_cstr(p, arena.nfreepools ? "usable" : "full"));
    return view_done(p, view, good);
}

/* Live objects whose class is `type`, or is called `name`. */
EXPRESSION_FUNCTION(alive) {
    ONE_ARGUMENT("alive");
    Ob *wanted = args[0];
    if (!ob_is(wanted, TYPE_TYPE) && !ob_is(wanted, TYPE_STR))
        return err_format(p, EXC_TypeError, "alive() needs a class or the name of one, not %R",
                          wanted);
    Census census;
    census_take(p, &census, CENSUS_PROGRAM);
    int64_t count = 0;
    for (size_t i = 0; i < census.count; i++) {
        const Ob *o = census.entries[i].object;
        const BlockInfo *info = img_side(p, ob_block(p, (Ob *)(uintptr_t)o));
        if (o->ob_refcnt == 0 || info->flags & BLOCK_ON_FREELIST) continue;
        count += ob_is(wanted, TYPE_TYPE) ? (Ob *)o->ob_type == wanted
                                          : str_eq(p, o->ob_type->tp_name, wanted) ||
                                                str_eq(p, o->ob_type->qualname, wanted);
    }
    census_free(&census);
    return int_from_i64(p, count);
}

EXPRESSION_FUNCTION(freed) {
    ONE_ARGUMENT("freed");
    Ob *wanted = args[0];
    if (!ob_is(wanted, TYPE_STR))
        return err_format(p, EXC_TypeError,
                          "freed() needs the name of a block or of a global variable, not %R",
                          wanted);
    size_t len;
    char *name = str_utf8_dup(p, wanted, &len);
    Engine *e = p->owner;
    const NamedBlock *block = driver_block(e, name);
    uint64_t event = block ? 0 : freed_event(e, name);
    free(name);
    if (!block && !e->freed) {
        e->freed_wanted = true;
        return err_format(p, EXC_RuntimeError, "the history is gone through first");
    }
    return int_from_i64(p, block ? block->block == NULL : event > 0 && event <= e->asked_at);
}

EXPRESSION_FUNCTION(arenas) {
    (void)self, (void)args;
    if (!args_check(p, "arenas", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, alloc_view_arena_count(p));
}

EXPRESSION_FUNCTION(pools) {
    ONE_ARGUMENT("pools");
    int64_t counts[ARRAY_LEN(pool_state_names)] = {0};
    ArenaView arena;
    for (uint32_t n = 0; alloc_view_arena(p, n, &arena); n++) {
        PoolView pool;
        for (uint32_t i = 0; i < arena.npools; i++)
            if (alloc_view_pool(p, n, i, &pool)) counts[pool.state]++;
    }
    for (size_t i = 0; i < ARRAY_LEN(pool_state_names); i++)
        if (ob_is(args[0], TYPE_STR) && str_eq_cstr(p, args[0], pool_state_names[i]))
            return int_from_i64(p, counts[i]);
    return err_format(p, EXC_ValueError,
                      "pools() needs 'used', 'full', 'empty' or 'untouched', not %R", args[0]);
}

EXPRESSION_FUNCTION(gc_count) {
    ONE_ARGUMENT("gc_count");
    int64_t generation = int_as_i64_err(p, args[0]);
    if (generation < 0 || generation > 2)
        return err_occurred(p) ? NULL : err_format(p, EXC_ValueError, "generations are 0, 1 and 2");
    const Engine *e = p->owner;
    return int_from_i64(p, e->asked_counts[generation]);
}

EXPRESSION_FUNCTION(rss) {
    (void)self, (void)args;
    if (!args_check(p, "rss", nargs, 0, 0, kwnames)) return NULL;
    AllocStats stats;
    alloc_view_stats(p, &stats);
    return int_from_u64(p, stats.rss);
}

EXPRESSION_FUNCTION(stdout) {
    (void)self, (void)args;
    if (!args_check(p, "stdout", nargs, 0, 0, kwnames)) return NULL;
    size_t len;
    const char *text = vm_stdout(p, &len);
    return str_new(p, text, len);
}

/* The names of the files that are open, by their numbers. */
EXPRESSION_FUNCTION(open_files) {
    (void)self, (void)args;
    if (!args_check(p, "open_files", nargs, 0, 0, kwnames)) return NULL;
    Ob *names = list_new(p, 0);
    for (int fd = FD_FIRST; names && fd < FD_COUNT; fd++) {
        const OpenFile *open = file_of(p, fd);
        if (open && list_append_take(p, names, str_from_cstr(p, open->file->name)) < 0) return NULL;
    }
    return names;
}

/* What is in a file, as text; None when there is no such file. */
EXPRESSION_FUNCTION(file) {
    ONE_ARGUMENT("file");
    char name[FILE_NAME_BYTES];
    if (!ob_is(args[0], TYPE_STR))
        return err_format(p, EXC_TypeError, "file() takes the name of a file");
    const VirtualFileNode *file =
        str_utf8(p, args[0], name, sizeof name) < sizeof name ? file_find(p, name) : NULL;
    return file ? str_new(p, (const char *)file->data, (size_t)file->len)
                : ob_newref(p, OB_NONE(p));
}

/* Bytes that an open file's layers keep and the file has not got. */
EXPRESSION_FUNCTION(unwritten) {
    ONE_ARGUMENT("unwritten");
    if (!io_is_stream(args[0]))
        return err_format(p, EXC_TypeError, "unwritten() takes an open file");
    return int_from_i64(p, io_unwritten(args[0]));
}

static const MethodDef expression_functions[] = {
    {"refcount", fn_refcount, 0, NULL},
    {"generation", fn_generation, 0, NULL},
    {"address", fn_address, 0, NULL},
    {"size", fn_size, 0, NULL},
    {"block", fn_block, 0, NULL},
    {"pool", fn_pool, 0, NULL},
    {"arena", fn_arena, 0, NULL},
    {"alive", fn_alive, 0, NULL},
    {"freed", fn_freed, 0, NULL},
    {"arenas", fn_arenas, 0, NULL},
    {"pools", fn_pools, 0, NULL},
    {"gc_count", fn_gc_count, 0, NULL},
    {"rss", fn_rss, 0, NULL},
    {"stdout", fn_stdout, 0, NULL},
    {"open_files", fn_open_files, 0, NULL},
    {"file", fn_file, 0, NULL},
    {"unwritten", fn_unwritten, 0, NULL},
    {NULL, NULL, 0, NULL},
};

/* ---- evaluation ------------------------------------------------------------------------------ */

static bool add_blocks(Engine *e, Ob *names) {
    Proc *p = e->p;
    for (size_t i = 0; i < e->nnames; i++) {
        const BlockName *name = &e->names[i];
        Ob *value = name->count > 1 ? list_new(p, 0) : NULL;
        for (size_t j = 0; j < name->count; j++) {
            const void *block = e->driver->blocks[name->first + j].block;
            Ob *view = block ? block_view(p, block) : ob_newref(p, OB_NONE(p));
            if (!view) return false;
            if (!value)
                value = view;
            else if (list_append_take(p, value, view) < 0)
                return false;
        }
        bool stored = !name->name[0] || dict_setitem_cstr(p, names, name->name, value) == 0;
        ob_xdecref(p, value);
        if (!stored) return false;
    }
    return true;
}

static Ob *extra_names(Engine *e) {
    Proc *p = e->p;
    uint32_t table = (uint32_t)(CFUNC_VM_FIRST + p->ncfunction_tables - 1);
    Ob *names = dict_new(p);
    for (uint32_t i = 0; names && expression_functions[i].name; i++) {
        if (dict_getitem_cstr(p, vm_main_dict(p), expression_functions[i].name))
            continue; /* the program's own */
        Ob *function = builtin_new(p, CFUNCTION_ID(table, i), NULL, NULL);
        if (!function || dict_setitem_cstr(p, names, expression_functions[i].name, function) < 0)
            return NULL;
        ob_decref(p, function);
    }
    return names && add_blocks(e, names) ? names : NULL;
}

typedef struct Evaluation {
    Engine *e;
    CodeUnit *unit;
    Answer *answer;
} Evaluation;

static char *text_of(Proc *p, Ob *str) {
    size_t len;
    return str ? str_utf8_dup(p, str, &len) : host_strdup("?");
}

/* By the layout, so that no code of the program runs. */
static void fill_facts(Proc *p, Ob *value, Answer *answer) {
    switch (ob_kind(value)) {
    case TYPE_NONE: answer->kind = ANSWER_NONE; break;
    case TYPE_BOOL:
        answer->kind = ANSWER_BOOL;
        answer->truth = value == p->ob->true_;
        break;
    case TYPE_INT:
        answer->kind = ANSWER_NUMBER;
        answer->is_int = int_as_i64(p, value, &answer->number);
        break;
    case TYPE_FLOAT: answer->kind = ANSWER_NUMBER; break;
    case TYPE_STR:
        answer->kind = ANSWER_TEXT;
        answer->text = text_of(p, value);
        break;
    default: break;
    }
}

/* The keys of a dict of names, appended to a NULL-ended list. */
static void add_known(Proc *p, Ob *dict, char ***known, size_t *count, size_t *cap) {
    int64_t at = 0;
    Ob *key, *value;
    while (dict && dict_next(p, dict, &at, &key, &value)) {
        if (!ob_is(key, TYPE_STR)) continue;
        *known = host_grow(*known, cap, *count + 2, sizeof **known);
        (*known)[(*count)++] = text_of(p, key);
        (*known)[*count] = NULL;
    }
}

/* The name that a NameError is about is one that the expression reads and nobody knows. */
static char *nearest_name(Proc *p, const CodeUnit *unit, Ob *extra) {
    Ob *dicts[] = {vm_main_dict(p), extra, p->ob->builtins_dict};
    const char *missing = NULL;
    for (size_t i = 0; i < unit->nnames && !missing; i++) {
        bool found = false;
        for (size_t k = 0; k < ARRAY_LEN(dicts); k++)
            found |= dicts[k] && dict_getitem_cstr(p, dicts[k], unit->names[i]);
        if (!found) missing = unit->names[i];
    }
    char **known = NULL;
    size_t count = 0, cap = 0;
    for (size_t k = 0; k < ARRAY_LEN(dicts); k++) add_known(p, dicts[k], &known, &count, &cap);
    const char *nearest =
        missing && known ? diag_nearest(missing, (const char *const *)known) : NULL;
    char *copy = nearest ? host_strdup(nearest) : NULL;
    for (size_t i = 0; i < count; i++) free(known[i]);
    free(known);
    return copy;
}

static bool reads_names(Proc *p, const CodeUnit *unit, Ob *extra) {
    for (size_t i = 0; i < unit->nnames; i++)
        if (dict_getitem_cstr(p, vm_main_dict(p), unit->names[i]) ||
            (extra && dict_getitem_cstr(p, extra, unit->names[i])))
            return true;
    return false;
}

static void evaluate(Proc *p, void *context) {
    Evaluation *ev = context;
    Answer *answer = ev->answer;
    Ob *names = extra_names(ev->e);
    answer->looks = reads_names(p, ev->unit, names);
    Ob *value = names ? vm_eval_expr(p, ev->unit, names) : NULL;
    Ob *repr = value ? ob_repr(p, value) : NULL;
    if (repr) {
        fill_facts(p, value, answer);
        answer->repr = text_of(p, repr);
        return;
    }
    Ob *exc = err_fetch(p);
    Ob *message = exc ? ob_str(p, exc) : NULL;
    char *text = text_of(p, message), *type = text_of(p, exc ? exc->ob_type->tp_name : NULL);
    StrBuf out = {0};
    sb_printf(&out, "%s: %s", type, text);
    free(text), free(type);
    answer->error = sb_take(&out);
    if (exc && exc_matches_id(p, (Ob *)exc->ob_type, EXC_NameError))
        answer->nearest = nearest_name(p, ev->unit, names);
}

static char *first_error(DiagList *diags) {
    char *text =
        host_strdup(diags->count ? diags->items[0].message : _("this is not an expression"));
    diag_free(diags);
    return text;
}

/* The engine's own functions stand behind those of the VM. */
static void offer_functions(Engine *e) {
    if (e->function_tables) return;
    size_t n = e->p->ncfunction_tables;
    e->function_tables = host_alloc((n + 1) * sizeof *e->function_tables);
    for (size_t i = 0; i < n; i++) e->function_tables[i] = e->p->cfunction_tables[i];
    e->function_tables[n] = expression_functions;
    e->p->cfunction_tables = e->function_tables;
    e->p->ncfunction_tables = n + 1;
}

/* In the middle of an instruction nothing can run: stand where it, or the one around it, began. */
static void stand_safely(Engine *e) {
    enum { TRIES = 64 }; /* a call from C may hold many instructions */
    for (int i = 0; i < TRIES && e->mid && !e->p->between; i++)
        if (!engine_move(e, MOVE_INSTRUCTION, -1)) break;
    if (e->mid && !e->p->between) history_restore(e, engine_now(e));
}

/* Run the expression in the image at event `now`, and make the image anew from the checkpoint. */
static PauseReason evaluate_once(Engine *e, Evaluation *ev, uint64_t now) {
    stand_safely(e);
    e->asked_at = now;
    e->block_views = NULL;
    Proc *p = e->p;
    offer_functions(e);
    for (int i = 0; i < 3; i++) e->asked_counts[i] = p->ob->generations[i].count;
    uint64_t limit = p->s->event_limit;
    p->s->event_limit = p->s->clock + EVALUATION_EVENTS;
    /* What is asked about must not change because it is asked about: as at start-up, what the
     * expression makes lies outside the heap, and nothing counts towards a collection. */
    p->s->booted = 0;
    vm_stop_threads(p);
    PauseReason reason = img_run_guarded(p, UINT64_MAX, evaluate, ev);
    p->s->event_limit = limit;
    e->block_views = NULL;
    history_restore(e, now);
    engine_go_back(e, now);
    return reason;
}

void answer_free(Answer *answer) {
    free(answer->text), free(answer->repr), free(answer->error), free(answer->nearest);
    *answer = (Answer){0};
}

bool engine_ask(Engine *e, const char *expression, Answer *answer) {
    DiagList diags = {0};
    Evaluation ev = {.e = e, .answer = answer};
    *answer = (Answer){0};
    if (!vm_main_dict(e->p)) {
        answer->error =
            host_strdup(_("the interpreter has shut down: there are no names any more"));
        return false;
    }
    ev.unit = lang_compile(expression, strlen(expression), "<expression>", LANG_EXPR,
                           &e->program->profile, &diags);
    if (!ev.unit) {
        answer->error = first_error(&diags);
        return false;
    }
    uint64_t now = engine_now(e);
    e->freed_wanted = false;
    PauseReason reason = evaluate_once(e, &ev, now);
    /* freed() answers from the history, which cannot be gone through while the expression runs. The
     * first call, however it is reached, only says that it came to pass; with the table there, the
     * expression starts anew. */
    if (e->freed_wanted) {
        answer_free(answer);
        freed_prepare(e);
        reason = evaluate_once(e, &ev, now);
    }
    code_unit_free(ev.unit);
    if (reason != PAUSE_NONE && !answer->repr && !answer->error)
        answer->error = host_strdup(_("the expression takes too long"));
    return answer->repr != NULL;
}

bool engine_evaluate(Engine *e, const char *expression, char **repr, char **error) {
    Answer answer;
    bool good = engine_ask(e, expression, &answer);
    *repr = answer.repr, *error = answer.error;
    answer.repr = answer.error = NULL;
    answer_free(&answer);
    return good;
}
