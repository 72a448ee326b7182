/* partial.c - functools.partial: a callable with some arguments given already
 * (Modules/_functoolsmodule.c). */
#include "object/library/library.h"

#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/generic_alias.h"
#include "object/type/instance.h"
#include "object/type/reduce.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

enum PartialSlot { PARTIAL_FUNC, PARTIAL_ARGS, PARTIAL_KEYWORDS };

/* The arguments of a new partial: those of the inner one first, if `func` is one without attributes
 * of its own, whose function is taken then. */
static void flatten(Proc *p, const TypeOb *type, Ob **func, Ob **args, Ob **keywords) {
    *args = *keywords = NULL;
    if (type != type_of_id(p, TYPE_PARTIAL) || !ob_is_exact(p, *func, TYPE_PARTIAL)) return;
    PartialOb *inner = (PartialOb *)*func;
    if (inner->dict) return;
    *func = inner->fn;
    *args = inner->args;
    *keywords = inner->kw;
}

static Ob *joined_args(Proc *p, Ob *first, Ob *const *rest, size_t n) {
    int64_t before = first ? tuple_size(first) : 0;
    Ob *tuple = tuple_new(p, before + (int64_t)n);
    for (int64_t i = 0; tuple && i < before; i++)
        tuple_set(p, tuple, i, ob_newref(p, tuple_item(first, i)));
    for (size_t i = 0; tuple && i < n; i++)
        tuple_set(p, tuple, before + (int64_t)i, ob_newref(p, rest[i]));
    return tuple;
}

static Ob *joined_keywords(Proc *p, Ob *first, Ob *const *values, Ob *kwnames) {
    Ob *dict = first ? dict_copy(p, first) : dict_new(p);
    for (int64_t i = 0; dict && kwnames && i < tuple_size(kwnames); i++) {
        if (dict_setitem(p, dict, tuple_item(kwnames, i), values[i]) == 0) continue;
        ob_decref(p, dict);
        return NULL;
    }
    return dict;
}

static Ob *partial_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (nargs < 1)
        return err_format(p, EXC_TypeError, "type 'partial' takes at least one argument");
    if (!ob_is_callable(args[0]))
        return err_format(p, EXC_TypeError, "the first argument must be callable");
    Ob *func = args[0], *inner_args, *inner_keywords;
    flatten(p, type, &func, &inner_args, &inner_keywords);
    /* The dict of a call with keywords is taken over: it is older than the partial. */
    bool early = kwnames && tuple_size(kwnames) > 0 && !inner_keywords;
    Ob *keywords = early ? joined_keywords(p, NULL, args + nargs, kwnames) : NULL;
    if (early && !keywords) return NULL;
    PartialOb *o = (PartialOb *)instance_alloc(p, type, 0);
    if (!o) {
        ob_xdecref(p, keywords);
        return NULL;
    }
    field_hold(p, &o->fn, func, o, SLOT_FUNCTION, PARTIAL_FUNC);
    Ob *all = joined_args(p, inner_args, args + 1, nargs - 1);
    if (all) field_set_take(p, &o->args, all, o, SLOT_FUNCTION, PARTIAL_ARGS);
    if (all && !early) keywords = joined_keywords(p, inner_keywords, args + nargs, kwnames);
    if (all && keywords) {
        field_set_take(p, &o->kw, keywords, o, SLOT_FUNCTION, PARTIAL_KEYWORDS);
        return &o->base;
    }
    ob_xdecref(p, keywords);
    ob_decref(p, &o->base);
    return NULL;
}

/* partial_call: the arguments given now come behind, its keywords win. */
static Ob *partial_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    PartialOb *self = (PartialOb *)o;
    Ob *all = joined_args(p, self->args, args, nargs);
    bool plain = dict_size(self->kw) == 0 && !kwnames;
    Ob *keywords = all && !plain ? joined_keywords(p, self->kw, args + nargs, kwnames) : NULL;
    Ob *func = ob_newref(p, self->fn);
    Ob *result = all && (plain || keywords) ? call_tuple_and_dict(p, func, all, keywords) : NULL;
    ob_decref(p, func);
    ob_xdecref(p, keywords);
    ob_xdecref(p, all);
    return result;
}

static void partial_dealloc(Proc *p, Ob *o) {
    PartialOb *self = (PartialOb *)o;
    ob_gc_untrack(p, o);
    if (self->weaklist) weakref_clear_all(p, o);
    ob_ops(o)->clear(p, o);
    ob_free(p, o);
}

static int partial_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    PartialOb *self = (PartialOb *)o;
    Ob *const held[] = {self->fn, self->args, self->kw, self->dict};
    int stop = 0;
    for (size_t i = 0; !stop && i < ARRAY_LEN(held); i++)
        stop = field_visit(p, held[i], visit, arg);
    return stop;
}

static int partial_clear(Proc *p, Ob *o) {
    PartialOb *self = (PartialOb *)o;
    field_clear(p, &self->fn, o, SLOT_FUNCTION, PARTIAL_FUNC);
    field_clear(p, &self->args, o, SLOT_FUNCTION, PARTIAL_ARGS);
    field_clear(p, &self->kw, o, SLOT_FUNCTION, PARTIAL_KEYWORDS);
    field_clear(p, &self->dict, o, SLOT_DICT, 0);
    return 0;
}

/* Takes `text`. */
static Ob *append(Proc *p, Ob *text, Ob *more) {
    Ob *longer = text && more ? str_format(p, "%U, %U", text, more) : NULL;
    ob_xdecref(p, text);
    ob_xdecref(p, more);
    return longer;
}

/* Any of the texts may be made by code that gives the object other parts: they are held meanwhile. */
static Ob *shown(Proc *p, PartialOb *self) {
    Ob *fn = ob_newref(p, self->fn), *args = ob_newref(p, self->args);
    Ob *kw = ob_newref(p, self->kw);
    Ob *text = str_format(p, "%R", fn);
    for (int64_t i = 0; text && i < tuple_size(args); i++)
        text = append(p, text, ob_repr(p, tuple_item(args, i)));
    int64_t pos = 0;
    Ob *key, *value;
    while (text && dict_next(p, kw, &pos, &key, &value)) {
        ob_incref(p, key);
        ob_incref(p, value);
        text = append(p, text, str_format(p, "%S=%R", key, value));
        ob_decref(p, key);
        ob_decref(p, value);
    }
    ob_decref(p, fn);
    ob_decref(p, args);
    ob_decref(p, kw);
    return text;
}

static Ob *partial_repr(Proc *p, Ob *o) {
    int inside = repr_enter(p, o);
    if (inside) return inside < 0 ? NULL : str_from_cstr(p, "...");
    Ob *text = shown(p, (PartialOb *)o), *whole = NULL;
    if (text) {
        TypeOb *type = o->ob_type;
        Ob *module = type->flags & TYPE_HEAP && py_partial_repr_qualified(p)
                         ? dict_getitem_cstr(p, type->tp_dict, "__module__")
                         : NULL;
        whole = module ? str_format(p, "%S.%U(%U)", module, type->qualname, text)
                       : str_format(p, "%N(%U)", type, text);
    }
    ob_xdecref(p, text);
    repr_leave(p, o);
    return whole;
}

static Ob *get_func(Proc *p, Ob *o) { return ob_newref(p, ((PartialOb *)o)->fn); }
static Ob *get_args(Proc *p, Ob *o) { return ob_newref(p, ((PartialOb *)o)->args); }
static Ob *get_keywords(Proc *p, Ob *o) { return ob_newref(p, ((PartialOb *)o)->kw); }

static const GetSetDef partial_getsets[] = {
    {"func", get_func, NULL},
    {"args", get_args, NULL},
    {"keywords", get_keywords, NULL},
    {"__dict__", instance_get_dict, instance_set_dict},
    {NULL, NULL, NULL},
};

static const MethodDef partial_methods[] = {
    {"__reduce__", partial_reduce, METH_PLAIN, NULL},
    {"__setstate__", partial_setstate, METH_PLAIN, NULL},
    CLASS_GETITEM_METHOD,
    {0},
};

const TypeOps partial_ops = {
    .methods = partial_methods,
    .dealloc = partial_dealloc,
    .traverse = partial_traverse,
    .clear = partial_clear,
    .repr = partial_repr,
    .call = partial_call,
    .tp_new = partial_tp_new,
    .getsets = partial_getsets,
};
