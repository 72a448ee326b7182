/* mod_atexit.c - the module atexit (Modules/atexitmodule.c). An entry is a structure outside the
 * collector; the table of entries grows by 16 places. */
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/loop/state.h"

/* atexit_callback, atexit_py_callback */
typedef struct AtexitEntry {
    Ob *func;
    Ob *args;   /* a tuple */
    Ob *kwargs; /* a dict, or NULL */
} AtexitEntry;
_Static_assert(sizeof(AtexitEntry) == 24, "atexit_callback");

enum { FIRST_CAPACITY = 32, MORE_CAPACITY = 16 };

static void entry_free(Proc *p, AtexitEntry *entry) {
    Ob *func = entry->func, *args = entry->args, *kwargs = entry->kwargs;
    mem_free(p, entry);
    ob_decref(p, func);
    ob_decref(p, args);
    ob_xdecref(p, kwargs);
}

/* atexit_delete_cb: the place stays, empty. */
static void delete_entry(Proc *p, int64_t i) {
    AtexitEntry *entry = p->vm->atexit_entries[i];
    p->vm->atexit_entries[i] = NULL;
    if (entry) entry_free(p, entry);
}

static void delete_all(Proc *p) {
    for (int64_t i = 0; i < p->vm->atexit_count; i++) delete_entry(p, i);
    p->vm->atexit_count = 0;
}

static bool reserve(Proc *p) {
    VmState *vm = p->vm;
    if (vm->atexit_count < vm->atexit_capacity) return true;
    int64_t capacity = vm->atexit_capacity + MORE_CAPACITY;
    AtexitEntry **more =
        mem_realloc(p, vm->atexit_entries, (size_t)capacity * sizeof(AtexitEntry *), BLOCK_OTHER);
    if (!more) return err_no_memory(p) != NULL;
    vm->atexit_entries = more;
    vm->atexit_capacity = capacity;
    return true;
}

static Ob *register_(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (nargs < 1)
        return err_format(p, EXC_TypeError, "register() takes at least 1 argument (0 given)");
    if (!ob_is_callable(args[0]))
        return err_format(p, EXC_TypeError, "the first argument must be callable");
    if (!reserve(p)) return NULL;
    AtexitEntry *entry = mem_alloc(p, sizeof *entry, BLOCK_OTHER);
    if (!entry) return err_no_memory(p);
    Ob *rest = tuple_from_array(p, args + 1, (int64_t)nargs - 1), *kwargs = NULL;
    bool ok = rest && (!kwnames || (kwargs = args_keyword_dict(p, args + nargs, kwnames)));
    if (!ok) {
        ob_xdecref(p, rest);
        mem_free(p, entry);
        return NULL;
    }
    *entry = (AtexitEntry){ob_newref(p, args[0]), rest, kwargs};
    p->vm->atexit_entries[p->vm->atexit_count++] = entry;
    return ob_newref(p, args[0]);
}

static Ob *unregister(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "unregister", nargs, 1, 1, kwnames)) return NULL;
    for (int64_t i = 0; i < p->vm->atexit_count; i++) {
        const AtexitEntry *entry = p->vm->atexit_entries[i];
        if (!entry) continue;
        int same = ob_richcompare_bool(p, entry->func, args[0], CMP_EQ);
        if (same < 0) return NULL;
        if (same && i < p->vm->atexit_count) delete_entry(p, i);
    }
    return ob_newref(p, OB_NONE(p));
}

static Ob *clear(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    if (!args_check(p, "_clear", nargs, 0, 0, kwnames)) return NULL;
    delete_all(p);
    return ob_newref(p, OB_NONE(p));
}

static Ob *ncallbacks(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    if (!args_check(p, "_ncallbacks", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, p->vm->atexit_count);
}

/* Up to 3.9 the last exception is passed on. */
static Ob *run_exitfuncs(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    if (!args_check(p, "_run_exitfuncs", nargs, 0, 0, kwnames)) return NULL;
    Ob *last = atexit_run(p);
    if (!last) return ob_newref(p, OB_NONE(p));
    err_restore(p, last);
    return NULL;
}

const MethodDef atexit_methods[] = {
    {"register", register_, METH_TUPLE, "register(func, *args, **kwargs)"},
    {"unregister", unregister, 0, "unregister(func)"},
    {"_clear", clear, 0, "_clear()"},
    {"_ncallbacks", ncallbacks, 0, "_ncallbacks()"},
    {"_run_exitfuncs", run_exitfuncs, 0, "_run_exitfuncs()"},
    {NULL, NULL, 0, NULL},
};

void atexit_boot(Proc *p) {
    VmState *vm = p->vm;
    vm->atexit_capacity = FIRST_CAPACITY;
    vm->atexit_entries = mem_alloc(p, FIRST_CAPACITY * sizeof(AtexitEntry *), BLOCK_OTHER);
    OURO_ASSERT(vm->atexit_entries != NULL);
    module_add(p, "atexit", VM_TABLE_ATEXIT);
}

int atexit_visit(Proc *p, VisitFn visit, void *arg) {
    for (int64_t i = 0; i < p->vm->atexit_count; i++) {
        const AtexitEntry *entry = p->vm->atexit_entries[i];
        if (!entry) continue;
        Ob *held[] = {entry->func, entry->args, entry->kwargs};
        for (size_t k = 0; k < ARRAY_LEN(held); k++) {
            int stop = held[k] ? visit(p, held[k], arg) : 0;
            if (stop) return stop;
        }
    }
    return 0;
}

/* What is printed when a callback fails with `exc`; the callback's name is part of it from 3.10 on. */
static void report(Proc *p, Ob *function, Ob *exc) {
    StderrMark mark;
    if (!stderr_begin(p, &mark)) return;
    Ob *repr = py_atexit_unraisable(p) ? ob_repr(p, function) : NULL;
    if (!repr) {
        err_clear(p);
        out_format(p, OUT_STDERR, "Error in atexit._run_exitfuncs:\n");
    } else {
        out_format(p, OUT_STDERR, "Exception ignored in atexit callback%s",
                   py_atexit_colon_last(p) ? " " : ": ");
        out_str(p, OUT_STDERR, repr);
        out_format(p, OUT_STDERR, py_atexit_colon_last(p) ? ":\n" : "\n");
        ob_decref(p, repr);
    }
    if (py_atexit_unraisable(p)) {
        vm_print_unraisable(p, exc);
    } else {
        vm_print_exception(p, exc);
    }
    stderr_end(p, &mark);
}

/* A callback has failed. Up to 3.9 the last exception is kept until all have run, and SystemExit is not
 * spoken of (atexit_callfuncs). */
static void failed(Proc *p, Ob *function, Ob **last) {
    bool keeps = !py_atexit_unraisable(p);
    if (keeps) {
        ob_xdecref(p, *last);
        *last = NULL;
    }
    Ob *exc = err_fetch(p);
    if (!keeps || !exc_matches_id(p, exc, EXC_SystemExit)) report(p, function, exc);
    if (keeps)
        *last = exc;
    else
        ob_decref(p, exc);
}

/* PyObject_Call: the keywords are an array again. */
static Ob *call_entry(Proc *p, Ob *func, Ob *args, Ob *kwargs) {
    size_t nargs = (size_t)tuple_size(args);
    if (!kwargs) return ob_call(p, func, ((TupleOb *)args)->ob_item, nargs, NULL);
    size_t named = (size_t)dict_size(kwargs);
    Ob *names = tuple_new(p, (int64_t)named), **stack = NULL;
    if (!names) return NULL;
    stack = mem_alloc(p, (nargs + named) * sizeof *stack, BLOCK_OTHER);
    if (!stack) {
        ob_decref(p, names);
        return err_no_memory(p);
    }
    for (size_t i = 0; i < nargs; i++) stack[i] = tuple_item(args, (int64_t)i);
    Ob *key, *value;
    int64_t at = 0;
    for (size_t i = 0; dict_next(p, kwargs, &at, &key, &value); i++) {
        tuple_set(p, names, (int64_t)i, ob_newref(p, key));
        stack[nargs + i] = ob_newref(p, value);
    }
    Ob *result = ob_call(p, func, stack, nargs, names);
    for (size_t i = 0; i < named; i++) ob_decref(p, stack[nargs + i]);
    mem_free(p, stack);
    ob_decref(p, names);
    return result;
}

Ob *atexit_run(Proc *p) {
    VmState *vm = p->vm;
    Ob *last = NULL;
    for (int64_t i = vm->atexit_count; i-- > 0;) { /* what is registered meanwhile is not called */
        if (i >= vm->atexit_count || !vm->atexit_entries[i]) continue;
        const AtexitEntry *entry = vm->atexit_entries[i];
        /* From 3.10 on the function itself is held, too (atexit_callfuncs); the arguments are held
         * here so that a callback may call _clear(). */
        Ob *func = entry->func;
        Ob *held = py_atexit_holds_callback(p) ? ob_newref(p, func) : NULL;
        Ob *args = ob_newref(p, entry->args), *kwargs = entry->kwargs;
        ob_xincref(p, kwargs);
        Ob *result = call_entry(p, func, args, kwargs);
        if (!result) failed(p, func, &last);
        ob_xdecref(p, result);
        ob_decref(p, args);
        ob_xdecref(p, kwargs);
        ob_xdecref(p, held);
    }
    delete_all(p);
    return last;
}
