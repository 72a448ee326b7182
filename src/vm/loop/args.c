/* args.c - the arguments of a call become local variables of the new frame.
 *
 * Mirrors initialize_locals of Python/ceval.c (3.11+, `take`: references move into the frame) and
 * _PyEval_EvalCodeWithName (earlier: each value gets one more reference), with their order and
 * their messages. */
#include <string.h>

#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/protocol/recursion.h"
#include "object/text/str.h"
#include "vm/loop/state.h"

typedef struct Binding {
    Proc *p;
    Frame *f;
    FunctionOb *function;
    CodeOb *code;
    Ob *const *args;
    const Keywords *keywords;
    int nargs; /* positional */
    int total; /* named parameters: positional and keyword-only */
    bool take;
} Binding;

static Ob *shown_name(const Binding *b) {
    return py_errors_qualify_function(b->p) ? b->function->func_qualname : b->code->co_name;
}

static void put_local(const Binding *b, int slot, Ob *value) {
    b->f->localsplus[slot] = value;
    if (b->take) {
        ob_slot(b->p, value, b->f, SLOT_LOCAL, (uint64_t)slot);
    } else {
        ob_hold(b->p, value, b->f, SLOT_LOCAL, (uint64_t)slot);
    }
}

/* A value made here, or held already. */
static void put_new(const Binding *b, int slot, Ob *value) {
    b->f->localsplus[slot] = value;
    ob_slot(b->p, value, b->f, SLOT_LOCAL, (uint64_t)slot);
}

/* "'a', 'b', and 'c'" */
static Ob *list_names(const Binding *b, const int *slots, int n) {
    Ob *text = NULL;
    for (int i = 0; i < n; i++) {
        Ob *name = tuple_item(b->code->co_varnames, slots[i]);
        const char *glue = i == 0 ? "" : n == 2 ? " and " : i == n - 1 ? ", and " : ", ";
        Ob *longer =
            text ? str_format(b->p, "%U%s%R", text, glue, name) : str_format(b->p, "%R", name);
        ob_xdecref(b->p, text);
        if (!longer) return NULL;
        text = longer;
    }
    return text;
}

enum { NAMED_MAX = 64 };

/* missing_arguments */
static bool missing_arguments(const Binding *b, int from, int to, const char *kind) {
    int slots[NAMED_MAX], n = 0;
    for (int i = from; i < to; i++) {
        if (!b->f->localsplus[i] && n < NAMED_MAX) slots[n++] = i;
    }
    /* CPython collects the names in a list: it goes to the free list */
    Ob *list = list_new(b->p, n);
    Ob *names = list ? list_names(b, slots, n) : NULL;
    if (list) ob_decref(b->p, list);
    if (!names) return false;
    err_format(b->p, EXC_TypeError, "%U() missing %d required %s argument%s: %U", shown_name(b), n,
               kind, n == 1 ? "" : "s", names);
    ob_decref(b->p, names);
    return false;
}

static int default_count(const Binding *b) {
    return b->function->func_defaults ? (int)tuple_size(b->function->func_defaults) : 0;
}

/* too_many_positional */
static bool too_many_positional(const Binding *b) {
    Proc *p = b->p;
    const CodeOb *code = b->code;
    int given_kwonly = 0;
    for (int i = code->co_argcount; i < b->total; i++) given_kwonly += b->f->localsplus[i] != NULL;
    int defaults = default_count(b);
    bool plural = defaults ? true : code->co_argcount != 1;
    Ob *takes =
        defaults ? str_format(p, "from %d to %d", code->co_argcount - defaults, code->co_argcount)
                 : str_format(p, "%d", code->co_argcount);
    Ob *kwonly =
        given_kwonly
            ? str_format(p, " positional argument%s (and %d keyword-only argument%s)",
                         b->nargs != 1 ? "s" : "", given_kwonly, given_kwonly != 1 ? "s" : "")
            : str_from_cstr(p, "");
    if (takes && kwonly) {
        err_format(p, EXC_TypeError, "%U() takes %U positional argument%s but %d%U %s given",
                   shown_name(b), takes, plural ? "s" : "", b->nargs, kwonly,
                   b->nargs == 1 && !given_kwonly ? "was" : "were");
    }
    ob_xdecref(p, takes);
    ob_xdecref(p, kwonly);
    return false;
}

static Ob *keyword_name(const Binding *b, int64_t k) {
    return b->keywords->names[k * b->keywords->step];
}

/* positional_only_passed_as_keyword: true when that was the mistake. */
static bool positional_only_as_keyword(const Binding *b) {
    Proc *p = b->p;
    Ob *found = NULL;
    for (int i = 0; i < b->code->text->posonlyargcount; i++) {
        Ob *name = tuple_item(b->code->co_varnames, i);
        for (int64_t k = 0; k < b->keywords->count; k++) {
            if (!str_eq(p, name, keyword_name(b, k))) continue;
            Ob *longer = found ? str_format(p, "%U, %U", found, name) : str_format(p, "%U", name);
            ob_xdecref(p, found);
            if (!longer) return true;
            found = longer;
        }
    }
    if (!found) return false;
    err_format(p, EXC_TypeError,
               "%U() got some positional-only arguments passed as keyword arguments: '%U'",
               shown_name(b), found);
    ob_decref(p, found);
    return true;
}

/* Slot of the parameter that a keyword names, -1, or -2 with RecursionError. */
static int find_parameter(const Binding *b, Ob *keyword) {
    Ob *names = b->code->co_varnames;
    for (int i = b->code->text->posonlyargcount; i < b->total; i++) {
        if (tuple_item(names, i) == keyword) return i;
    }
    int found = -1, first = b->code->text->posonlyargcount;
    if (first == b->total) return -1;
    if (recursion_enter(b->p, " in comparison") < 0)
        return -2; /* of names that are not the same object */
    for (int i = first; i < b->total && found < 0; i++)
        if (str_eq(b->p, tuple_item(names, i), keyword)) found = i;
    recursion_leave(b->p);
    return found;
}

static bool bind_keyword(const Binding *b, int64_t k, Ob *kwdict) {
    Proc *p = b->p;
    Ob *keyword = keyword_name(b, k), *value = b->keywords->values[k * b->keywords->step];
    if (!ob_is(keyword, TYPE_STR)) {
        err_format(p, EXC_TypeError, "%U() keywords must be strings", shown_name(b));
        return false;
    }
    int slot = find_parameter(b, keyword);
    if (slot == -2) return false;
    if (slot < 0) {
        if (kwdict) {
            if (dict_setitem(p, kwdict, keyword, value) < 0) return false;
            if (b->take) ob_decref(p, value);
            return true;
        }
        if (!positional_only_as_keyword(b)) {
            err_format(p, EXC_TypeError, "%U() got an unexpected keyword argument '%S'",
                       shown_name(b), keyword);
        }
        return false;
    }
    if (b->f->localsplus[slot]) {
        err_format(p, EXC_TypeError, "%U() got multiple values for argument '%S'", shown_name(b),
                   keyword);
        return false;
    }
    put_local(b, slot, value);
    return true;
}

/* When binding fails, the references that were to move are dropped (fail_post_args). */
static void drop_rest(const Binding *b, int64_t from, int64_t count) {
    for (int64_t i = from; b->take && i < count; i++) ob_decref(b->p, b->args[i]);
}

static bool bind_positional(const Binding *b) {
    Proc *p = b->p;
    int n = b->nargs < b->code->co_argcount ? b->nargs : b->code->co_argcount;
    for (int i = 0; i < n; i++) put_local(b, i, b->args[i]);
    if (b->code->co_flags & CO_VARARGS) {
        int extra = b->nargs - n;
        Ob *rest = tuple_new(p, extra);
        if (!rest) {
            drop_rest(b, n, b->nargs);
            return false;
        }
        for (int i = 0; i < extra; i++) {
            Ob *value = b->args[n + i];
            if (!b->take) ob_incref(p, value);
            tuple_set(p, rest, i, value);
        }
        put_new(b, b->total, rest);
    } else {
        drop_rest(b, n, b->nargs);
    }
    return true;
}

static bool fill_defaults(const Binding *b) {
    const CodeOb *code = b->code;
    int defaults = default_count(b), required = code->co_argcount - defaults;
    for (int i = b->nargs; i < required; i++) {
        if (!b->f->localsplus[i]) return missing_arguments(b, b->nargs, required, "positional");
    }
    for (int i = 0; i < defaults; i++) {
        int slot = required + i;
        if (slot < b->nargs || slot < 0 || b->f->localsplus[slot]) continue;
        Ob *value = tuple_item(b->function->func_defaults, i);
        b->f->localsplus[slot] = value;
        ob_hold(b->p, value, b->f, SLOT_LOCAL, (uint64_t)slot);
    }
    return true;
}

static bool fill_keyword_defaults(const Binding *b) {
    int missing = 0;
    for (int slot = b->code->co_argcount; slot < b->total; slot++) {
        if (b->f->localsplus[slot]) continue;
        Ob *defaults = b->function->func_kwdefaults;
        Ob *value =
            defaults ? dict_getitem(b->p, defaults, tuple_item(b->code->co_varnames, slot)) : NULL;
        if (value) {
            b->f->localsplus[slot] = value;
            ob_hold(b->p, value, b->f, SLOT_LOCAL, (uint64_t)slot);
        } else if (err_occurred(b->p)) {
            return false;
        } else {
            missing++;
        }
    }
    return missing ? missing_arguments(b, b->code->co_argcount, b->total, "keyword-only") : true;
}

bool bind_arguments(Proc *p, Frame *f, FunctionOb *function, Ob *const *args, size_t nargs,
                    const Keywords *keywords, bool take) {
    CodeOb *code = f->f_code;
    int named = code->co_argcount + code->co_kwonlyargcount;
    Binding b = {p, f, function, code, args, keywords, (int)nargs, named, take};
    int64_t nkw = keywords->count;
    int64_t count = (int64_t)nargs + nkw;
    Ob *kwdict = NULL;
    if (code->co_flags & CO_VARKEYWORDS) {
        kwdict = dict_new(p);
        if (!kwdict) {
            drop_rest(&b, 0, count);
            return false;
        }
        put_new(&b, b.total + ((code->co_flags & CO_VARARGS) != 0), kwdict);
    }
    if (!bind_positional(&b)) {
        drop_rest(&b, (int64_t)nargs, count);
        return false;
    }
    for (int64_t k = 0; k < nkw; k++) {
        if (!bind_keyword(&b, k, kwdict)) {
            drop_rest(&b, (int64_t)nargs + k, count);
            return false;
        }
    }
    if (b.nargs > code->co_argcount && !(code->co_flags & CO_VARARGS))
        return too_many_positional(&b);
    if (b.nargs < code->co_argcount && !fill_defaults(&b)) return false;
    return code->co_kwonlyargcount == 0 || fill_keyword_defaults(&b);
}
