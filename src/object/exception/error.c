/* error.c - the current exception: set, ask, take, put back (Python/errors.c).
 *
 * From 3.12 on an exception is made as soon as it is set. Before, class and value wait until somebody
 * wants the object (PyErr_NormalizeException): what C code sets and clears again never becomes one.
 * Called by everything that can fail. */
#include <stdarg.h>

#include "object/code/generator.h"
#include "object/exception/exception.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"

Ob *err_occurred(Proc *p) { return p->tstate->exc_current; }

/* Of a built-in class; a call of the class would be refused where recursion has come to its limit. */
static Ob *make_builtin(Proc *p, TypeOb *type, Ob *value) {
    if (value == OB_NONE(p)) return exc_new(p, type, NULL, 0);
    if (!ob_is(value, TYPE_TUPLE)) return exc_new(p, type, &value, 1);
    const VarOb *tuple = (const VarOb *)(const void *)value;
    return exc_new(p, type, (Ob *const *)(const void *)(tuple + 1), (size_t)tuple->ob_size);
}

Ob *err_instance(Proc *p) {
    ThreadState *t = p->tstate;
    while (unlikely(t->exc_type != NULL)) {
        TypeOb *type = t->exc_type;
        Ob *value = t->exc_current;
        t->exc_type = NULL;
        t->exc_current = NULL;
        Ob *exc = make_builtin(p, type, value);
        ob_decref(p, value);
        if (exc) err_restore(p, exc); /* else what prevented it is the exception now */
    }
    return t->exc_current;
}

Ob *err_fetch(Proc *p) {
    Ob *exc = err_instance(p);
    p->tstate->exc_current = NULL;
    return exc;
}

void err_restore(Proc *p, Ob *exc) {
    Ob *old = p->tstate->exc_current;
    p->tstate->exc_current = exc;
    p->tstate->exc_type = NULL;
    ob_xdecref(p, old);
}

void err_clear(Proc *p) { err_restore(p, NULL); }

bool err_matches(Proc *p, ExcId id) {
    const TypeOb *waits = p->tstate->exc_type;
    if (waits) return type_is_subtype(waits, exc_type(p, id));
    Ob *exc = p->tstate->exc_current;
    return exc && exc_matches_id(p, exc, id);
}

/* Only class and value are noted, when no exception is being handled that would become the context. The
 * class is a built-in one. */
static bool set_later(Proc *p, TypeOb *type, Ob *value) {
    if (!py_exceptions_made_late(p) || err_handled(p)) return false;
    err_restore(p, ob_newref(p, value));
    p->tstate->exc_type = type;
    return true;
}

Ob *err_handled(Proc *p) {
    Ob *value = p->tstate->exc_info.value;
    if (value || likely(p->tstate->generators == 0)) return value;
    for (Frame *f = p->tstate->frame; f && !value; f = f->f_back) {
        if (f->in_generator & GEN_SWAPPED) value = generator_outer_handled(p, f).value;
    }
    return value;
}

/* The exception being handled becomes the context of the new one. A chain that already leads to the
 * new one is cut there, so that no cycle arises (_PyErr_SetObject). */
static void chain_context(Proc *p, Ob *exc) {
    Ob *handled = err_handled(p);
    if (!handled || handled == exc) return;
    enum { LINKS = 4096, LINKS_PER_UNIT = 4 };
    Ob *slow = handled;
    bool step = false;
    uint64_t links = 0;
    for (Ob *o = handled, *context; (context = exc_context(o)) != NULL; o = context) {
        if (context == exc) {
            exc_set_context(p, o, NULL);
            break;
        }
        if (step) slow = exc_context(slow);
        step = !step;
        if (++links % LINKS == 0) img_work(p, LINKS / LINKS_PER_UNIT);
        if (context == slow) break; /* a cycle that was there before */
    }
    exc_set_context(p, exc, ob_newref(p, handled));
}

/* PyErr_NormalizeException for a class and what was raised with it. */
static Ob *make_instance(Proc *p, TypeOb *type, Ob *value) {
    if (value && ob_is_exception(value) && type_is_subtype(value->ob_type, type))
        return ob_newref(p, value);
    if (!value || value == OB_NONE(p)) return ob_call(p, &type->base.ob, NULL, 0, NULL);
    if (ob_is(value, TYPE_TUPLE) && type->kind == TYPE_EXCEPTION) {
        const VarOb *tuple = (const VarOb *)(const void *)value;
        return ob_call(p, &type->base.ob, (Ob *const *)(const void *)(tuple + 1),
                       (size_t)tuple->ob_size, NULL);
    }
    return ob_call(p, &type->base.ob, &value, 1, NULL);
}

Ob *err_set_object(Proc *p, TypeOb *type, Ob *value) {
    bool given = value && ob_is_exception(value);
    if (!given && !(type->flags & TYPE_HEAP) && set_later(p, type, value ? value : OB_NONE(p)))
        return NULL;
    err_clear(p); /* making the new one must not see the old */
    Ob *exc = make_instance(p, type, value);
    if (!exc) return NULL; /* whatever prevented it is the exception now */
    if (!ob_is_exception(exc)) {
        err_format(p, EXC_TypeError,
                   "calling %R should have returned an instance of BaseException, not %R", type,
                   exc->ob_type);
        ob_decref(p, exc);
        return NULL;
    }
    chain_context(p, exc);
    err_restore(p, exc);
    return NULL;
}

Ob *err_format(Proc *p, ExcId id, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    Ob *text = str_vformat(p, fmt, args);
    va_end(args);
    if (!text) return NULL;
    TypeOb *type = exc_type(p, id);
    err_clear(p);
    if (set_later(p, type, text)) {
        ob_decref(p, text);
        return NULL;
    }
    Ob *exc = exc_new(p, type, &text, 1);
    ob_decref(p, text);
    if (!exc) return NULL;
    chain_context(p, exc);
    err_restore(p, exc);
    return NULL;
}

static int warn_formatted(Proc *p, ExcId category, Ob *source, const char *fmt, va_list args) {
    if (!p->hooks.warn) return 0;
    Ob *text = str_vformat(p, fmt, args);
    if (!text) return -1;
    int failed = p->hooks.warn(p, category, text, source);
    ob_decref(p, text);
    return failed;
}

int err_warn(Proc *p, ExcId category, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    int failed = warn_formatted(p, category, NULL, fmt, args);
    va_end(args);
    return failed;
}

int err_warn_unclosed(Proc *p, Ob *source, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    int failed = warn_formatted(p, EXC_ResourceWarning, source, fmt, args);
    va_end(args);
    return failed;
}

Ob *err_no_memory(Proc *p) {
    Ob *exc = p->ob->no_memory;
    OURO_ASSERT(exc != NULL && "no memory at start-up");
    if (p->tstate->exc_current == exc) return NULL;
    if (exc->ob_refcnt ==
        1) { /* nobody keeps the last one: as good as new (MemoryError_new's free list) */
        exc_set_traceback(p, exc, NULL);
        exc_set_context(p, exc, NULL);
        exc_set_cause(p, exc, NULL);
        ((ExceptionOb *)exc)->suppress_context = 0;
    }
    ob_incref(p, exc);
    err_restore(p, exc);
    if (!exc_context(exc)) chain_context(p, exc);
    return NULL;
}

void err_write_unraisable(Proc *p, Ob *where) {
    Ob *exc = err_fetch(p);
    if (!exc) return;
    if (p->hooks.unraisable) p->hooks.unraisable(p, exc, where);
    ob_decref(p, exc);
}

bool args_check(Proc *p, const char *name, size_t nargs, size_t min, size_t max, Ob *kwnames) {
    return method_args(p, name, nargs, min, max, kwnames);
}
