/* unraisable.c - errors that nobody can be told of: in finalizers, callbacks, threads (PyErr_WriteUnraisable
 * and the hook of Python/errors.c).
 *
 * Entry: unraisable_now, which err_write_unraisable reaches through ProcHooks.unraisable. They are shown
 * on standard error, or given to sys.unraisablehook when the program has put its own there. */
#include <stdio.h>

#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/text/str.h"
#include "object/type/namespace.h"
#include "vm/loop/state.h"

/* An exception that C code has raised and no frame has seen is shown with the frame that runs
 * (_PyErr_WriteUnraisableMsg). */
static void give_place(Proc *p, Ob *exc) {
    if (exc_traceback(exc) || !p->tstate->frame) return;
    Ob *saved = err_fetch(p);
    err_restore(p, ob_newref(p, exc));
    except_add_traceback(p, p->tstate->frame);
    err_restore(p, saved);
}

/* `before` and `after` stand around the name of `where`, the function or object whose code failed. */
static void show_unraisable(Proc *p, Ob *exc, const char *before, Ob *where, const char *after) {
    Ob *repr = where ? ob_repr(p, where) : NULL;
    if (where && !repr) err_clear(p);
    StderrMark mark;
    if (!stderr_begin(p, &mark)) { /* the interpreter is going down */
        ob_xdecref(p, repr);
        return;
    }
    if (repr) {
        out_format(p, OUT_STDERR, "%s", before);
        out_str(p, OUT_STDERR, repr);
        out_format(p, OUT_STDERR, "%s\n", after);
        ob_decref(p, repr);
    } else if (where) {
        out_format(p, OUT_STDERR, "%s<object repr() failed>%s\n", before, after);
    }
    vm_print_unraisable(p, exc);
    stderr_end(p, &mark);
}

void unraisable_show(Proc *p, Ob *exc, Ob *before, Ob *where) {
    char text[256];
    str_utf8(p, before, text, sizeof text);
    show_unraisable(p, exc, text, where, "");
}

/* make_unraisable_hook_args; new. */
static Ob *hook_args(Proc *p, Ob *exc, Ob *message, Ob *where) {
    static const char *const names[] = {"exc_type", "exc_value", "exc_traceback", "err_msg",
                                        "object"};
    Ob *none = OB_NONE(p), *traceback = exc_traceback(exc);
    Ob *const values[] = {&exc->ob_type->base.ob, exc, traceback ? traceback : none, message,
                          where ? where : none};
    Ob *args = namespace_new(p);
    int failed =
        args ? namespace_set_take(p, args, "_type", str_from_cstr(p, "UnraisableHookArgs")) |
                   namespace_set_take(p, args, "_items", tuple_from_array(p, values, 5))
             : -1;
    for (size_t i = 0; !failed && i < ARRAY_LEN(names); i++)
        failed = namespace_set_take(p, args, names[i], ob_newref(p, values[i]));
    if (failed) ob_xdecref(p, args);
    return failed ? NULL : args;
}

/* Give it to sys.unraisablehook of the program's own; false: there is none. */
static bool told_by_hook(Proc *p, Ob *exc, const char *message, Ob *where) {
    Ob *hook = sys_own_unraisablehook(p);
    if (!hook) return false;
    Ob *saved = err_fetch(p);
    ob_incref(p, hook);
    Ob *text = message ? str_from_cstr(p, message) : ob_newref(p, OB_NONE(p));
    Ob *args = text ? hook_args(p, exc, text, where) : NULL;
    Ob *result = args ? ob_call(p, hook, &args, 1, NULL) : NULL;
    Ob *error = result ? NULL : err_fetch(p);
    if (error) {
        show_unraisable(p, error, "Exception ignored in sys.unraisablehook: ", hook, "");
        ob_decref(p, error);
    }
    ob_xdecref(p, result);
    ob_xdecref(p, args);
    ob_xdecref(p, text);
    ob_decref(p, hook);
    err_restore(p, saved);
    return true;
}

static void tell_unraisable(Proc *p, Ob *exc, const char *message, Ob *where, const char *between,
                            const char *after) {
    if (py_unraisable_finds_place(p)) give_place(p, exc);
    if (told_by_hook(p, exc, message, where)) return;
    char before[96];
    snprintf(before, sizeof before, "%s%s", message ? message : "Exception ignored in", between);
    show_unraisable(p, exc, before, where, after);
}

/* PyErr_WriteUnraisable. */
void unraisable_now(Proc *p, Ob *exc, Ob *where) { tell_unraisable(p, exc, NULL, where, ": ", ""); }

void thread_unraisable(Proc *p, Ob *func) {
    Ob *exc = err_fetch(p);
    if (!py_thread_error_ignored(p))
        tell_unraisable(p, exc, "Unhandled exception in thread started by", func, " ", "");
    else if (py_unraisable_colon_last(p))
        tell_unraisable(p, exc, "Exception ignored in thread started by", func, " ", ":");
    else
        tell_unraisable(p, exc, "Exception ignored in thread started by", func, ": ", "");
    ob_decref(p, exc);
}
