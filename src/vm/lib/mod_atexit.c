/* mod_atexit.c - the module atexit (Modules/atexitmodule.c). An entry of the list is a tuple: the
 * function, its arguments, and the names of the last of them that are keywords, or None. */
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "vm/loop/state.h"

static Ob *register_(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (nargs < 1)
        return err_format(p, EXC_TypeError, "register() takes at least 1 argument (0 given)");
    if (!ob_is_callable(args[0]))
        return err_format(p, EXC_TypeError, "the first argument must be callable");
    size_t total = nargs - 1 + (kwnames ? (size_t)tuple_size(kwnames) : 0);
    Ob *rest = tuple_from_array(p, args + 1, (int64_t)total);
    if (!rest) return NULL;
    Ob *entry = tuple_pack(p, 3, args[0], rest, kwnames ? kwnames : OB_NONE(p));
    ob_decref(p, rest);
    if (!entry || list_append_take(p, p->vm->atexit_list, entry) < 0) return NULL;
    return ob_newref(p, args[0]);
}

static Ob *unregister(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "unregister", nargs, 1, 1, kwnames)) return NULL;
    Ob *list = p->vm->atexit_list;
    for (int64_t i = list_size(list); i-- > 0;) {
        int same = ob_richcompare_bool(p, tuple_item(list_item(list, i), 0), args[0], CMP_EQ);
        if (same < 0 || (same && list_setslice(p, list, i, i + 1, NULL) < 0)) return NULL;
    }
    return ob_newref(p, OB_NONE(p));
}

static Ob *clear(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    if (!args_check(p, "_clear", nargs, 0, 0, kwnames)) return NULL;
    list_clear(p, p->vm->atexit_list);
    return ob_newref(p, OB_NONE(p));
}

const MethodDef atexit_methods[] = {
    {"register", register_, METH_TUPLE, "register(func, *args, **kwargs)"},
    {"unregister", unregister, 0, "unregister(func)"},
    {"_clear", clear, 0, "_clear()"},
    {NULL, NULL, 0, NULL},
};

void atexit_boot(Proc *p) {
    p->vm->atexit_list = list_new(p, 0);
    OURO_ASSERT(p->vm->atexit_list != NULL);
    module_add(p, "atexit", VM_TABLE_ATEXIT);
}

/* What is printed when a callback fails; the callback's name is part of it from 3.10 on. */
static void report(Proc *p, Ob *function) {
    Ob *exc = err_fetch(p);
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
    ob_decref(p, exc);
}

void atexit_run(Proc *p) {
    Ob *list = p->vm->atexit_list;
    for (int64_t i = list_size(list); i-- > 0;) { /* what is registered meanwhile is not called */
        if (i >= list_size(list)) continue;
        Ob *entry = ob_newref(p, list_item(list, i));
        Ob *args = tuple_item(entry, 1), *names = tuple_item(entry, 2);
        if (names == OB_NONE(p)) names = NULL;
        int64_t positional = tuple_size(args) - (names ? tuple_size(names) : 0);
        /* 3.10+ holds the function itself, too (atexit_callfuncs). */
        Ob *held = py_atexit_holds_callback(p) ? ob_newref(p, tuple_item(entry, 0)) : NULL;
        Ob *result =
            ob_call(p, tuple_item(entry, 0), ((TupleOb *)args)->ob_item, (size_t)positional, names);
        if (result) {
            ob_decref(p, result);
        } else {
            report(p, tuple_item(entry, 0));
        }
        ob_xdecref(p, held);
        ob_decref(p, entry);
    }
    list_clear(p, list);
}
