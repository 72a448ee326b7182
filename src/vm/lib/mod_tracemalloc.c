/* mod_tracemalloc.c - the module _tracemalloc: what traces.c knows, for Python (Modules/_tracemalloc.c). */
#include "object/code/module.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/number/int.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "vm/import/c_modules.h"
#include "vm/lib/traces.h"
#include "vm/loop/state.h"

#define FUNCTION(name)                                                                             \
    static Ob *f_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }

FUNCTION(is_tracing) {
    (void)self, (void)args;
    if (!args_check(p, "is_tracing", nargs, 0, 0, kwnames)) return NULL;
    return ob_newref(p, p->s->tracing ? p->ob->true_ : p->ob->false_);
}

FUNCTION(clear_traces) {
    (void)self, (void)args;
    if (!args_check(p, "clear_traces", nargs, 0, 0, kwnames)) return NULL;
    if (p->s->tracing) traces_clear(p);
    return none(p);
}

FUNCTION(start) {
    (void)self;
    int64_t limit = 1;
    if (!args_check(p, "start", nargs, 0, 1, kwnames)) return NULL;
    if (nargs && ob_as_int_arg(p, args[0], &limit) < 0) return NULL;
    int most = py_traceback_total(p) ? TRACED_FRAMES_MOST : TRACED_FRAMES_ONCE;
    if (limit < 1 || limit > most)
        return err_format(p, EXC_ValueError, "the number of frames must be in range [1; %d]", most);
    traces_start(p, limit);
    return none(p);
}

FUNCTION(stop) {
    (void)self, (void)args;
    if (!args_check(p, "stop", nargs, 0, 0, kwnames)) return NULL;
    traces_stop(p);
    return none(p);
}

FUNCTION(get_traceback_limit) {
    (void)self, (void)args;
    if (!args_check(p, "get_traceback_limit", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, p->vm->traces ? p->vm->traces->limit : 1);
}

FUNCTION(get_tracemalloc_memory) {
    (void)self, (void)args;
    if (!args_check(p, "get_tracemalloc_memory", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, (int64_t)traces_own_bytes(p));
}

/* The numbers are those from before the tuple is made. */
FUNCTION(get_traced_memory) {
    (void)self, (void)args;
    if (!args_check(p, "get_traced_memory", nargs, 0, 0, kwnames)) return NULL;
    const Traces *t = p->s->tracing ? p->vm->traces : NULL;
    int64_t sizes[2] = {t ? (int64_t)t->traced_bytes : 0, t ? (int64_t)t->peak_bytes : 0};
    Ob *result = tuple_new(p, 2);
    for (int i = 0; result && i < 2; i++) {
        Ob *size = int_from_i64(p, sizes[i]);
        if (!size) {
            ob_decref(p, result);
            return NULL;
        }
        tuple_set(p, result, i, size);
    }
    return result;
}

FUNCTION(reset_peak) {
    (void)self, (void)args;
    if (!args_check(p, "reset_peak", nargs, 0, 0, kwnames)) return NULL;
    if (p->s->tracing) p->vm->traces->peak_bytes = p->vm->traces->traced_bytes;
    return none(p);
}

/* ---- traces as objects ----------------------------------------------------------------------- */

/* (filename, line); new, NULL with an exception. */
static Ob *frame_tuple(Proc *p, Ob *filename, int64_t line) {
    Ob *name = filename ? ob_newref(p, filename) : str_interned_cstr(p, "<unknown>");
    Ob *number = name ? int_from_i64(p, line) : NULL;
    Ob *result = number ? tuple_new(p, 2) : NULL;
    if (!result) {
        ob_xdecref(p, name);
        ob_xdecref(p, number);
        return NULL;
    }
    tuple_set(p, result, 0, name);
    tuple_set(p, result, 1, number);
    return result;
}

/* traceback_to_pyobject; new. */
static Ob *lines_tuple(Proc *p, const TraceLines *lines) {
    Ob *result = tuple_new(p, lines->nframe);
    for (int64_t i = 0; result && i < lines->nframe; i++) {
        Ob *frame = frame_tuple(p, lines->frames[i].filename, lines->frames[i].line);
        if (!frame) {
            ob_decref(p, result);
            return NULL;
        }
        tuple_set(p, result, i, frame);
    }
    return result;
}

/* trace_to_pyobject, stealing `from`, the tuple of its lines. */
static Ob *trace_tuple(Proc *p, const Trace *trace, Ob *from) {
    bool total = py_traceback_total(p);
    Ob *values[] = {int_from_i64(p, 0), int_from_i64(p, (int64_t)trace->bytes), from,
                    total ? int_from_i64(p, trace->lines->total) : NULL};
    int64_t n = total ? 4 : 3;
    bool whole = values[0] && values[1] && values[2] && (!total || values[3]);
    Ob *result = whole ? tuple_new(p, n) : NULL;
    for (int64_t i = 0; i < n; i++) {
        if (result)
            tuple_set(p, result, i, values[i]);
        else
            ob_xdecref(p, values[i]);
    }
    return result;
}

/* The lines of many traces are the same, and so is their tuple: of those met so far the newest for each place of a small
 * table. */
enum { KNOWN_TUPLES = 64 };
typedef struct KnownTuples {
    const TraceLines *lines[KNOWN_TUPLES];
    Ob *tuples[KNOWN_TUPLES]; /* owned */
} KnownTuples;

static Ob *known_tuple(Proc *p, KnownTuples *known, const TraceLines *lines) {
    size_t at = lines->hash >> 7 & (KNOWN_TUPLES - 1);
    if (known->lines[at] != lines) {
        Ob *made = lines_tuple(p, lines);
        if (!made) return NULL;
        ob_xdecref(p, known->tuples[at]);
        known->lines[at] = lines;
        known->tuples[at] = made;
    }
    return ob_newref(p, known->tuples[at]);
}

/* The list is traced; what goes into it is not (set_reentrant), and is not in it. */
FUNCTION(get_traces) {
    (void)self, (void)args;
    if (!args_check(p, "_get_traces", nargs, 0, 0, kwnames)) return NULL;
    Ob *list = list_new(p, 0);
    if (!list || !p->s->tracing) return list;
    uint64_t n;
    const Trace *traces = traces_copied(p, &n);
    KnownTuples known = {{NULL}, {NULL}};
    p->s->tracing = TRACING_DEATHS;
    int failed = 0;
    for (uint64_t i = 0; !failed && i < n; i++) {
        const Trace *trace = &traces[i];
        Ob *from = known_tuple(p, &known, trace->lines);
        Ob *made = from ? trace_tuple(p, trace, from) : NULL;
        failed = made ? list_append(p, list, made) : -1;
        ob_xdecref(p, made);
    }
    for (size_t i = 0; i < KNOWN_TUPLES; i++) ob_xdecref(p, known.tuples[i]);
    if (p->s->tracing) p->s->tracing = TRACING;
    if (!failed) return list;
    ob_decref(p, list);
    return NULL;
}

FUNCTION(get_object_traceback) {
    (void)self;
    if (!args_check(p, "_get_object_traceback", nargs, 1, 1, kwnames)) return NULL;
    const Trace *trace = traces_find(p, ob_block(p, args[0]));
    return trace ? lines_tuple(p, trace->lines) : none(p);
}

const MethodDef tracemalloc_module_functions[] = {
    {"is_tracing", f_is_tracing, 0, "is_tracing()"},
    {"clear_traces", f_clear_traces, 0, "clear_traces()"},
    {"_get_traces", f_get_traces, 0, "_get_traces()"},
    {"_get_object_traceback", f_get_object_traceback, 0, "_get_object_traceback(obj)"},
    {"start", f_start, 0, "start(nframe=1)"},
    {"stop", f_stop, 0, "stop()"},
    {"get_traceback_limit", f_get_traceback_limit, 0, "get_traceback_limit()"},
    {"get_tracemalloc_memory", f_get_tracemalloc_memory, 0, "get_tracemalloc_memory()"},
    {"get_traced_memory", f_get_traced_memory, 0, "get_traced_memory()"},
    {"reset_peak", f_reset_peak, METH_SINCE(PY_3_9), "reset_peak()"},
    {NULL, NULL, 0, NULL},
};

int tracemalloc_module_fill(Proc *p, Ob *module) {
    (void)p, (void)module;
    return 0;
}
