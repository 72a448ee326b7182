/* op_getters.c - operator.itemgetter, attrgetter and methodcaller (Modules/_operator.c). */
#include "object/library/op_getters.h"

#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"

/* Said alike whether they are made or called. */
static bool wants_one(Proc *p, const char *name, size_t nargs, bool more, Ob *kwnames) {
    if (!no_keywords(p, name, kwnames)) return false;
    if (nargs == 1 || (more && nargs > 1)) return true;
    err_format(p, EXC_TypeError, "%s expected 1 argument%s, got %zd", name,
               py_one_argument_singular(p) ? "" : "s", (int64_t)nargs);
    return false;
}

/* ---- itemgetter ------------------------------------------------------------------------------ */

static Ob *itemgetter_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!wants_one(p, "itemgetter", nargs, true, kwnames)) return NULL;
    Ob *item = nargs == 1 ? ob_newref(p, args[0]) : args_tuple(p, args, nargs);
    Ob *o = item ? ob_alloc(p, type, (size_t)type->basicsize) : NULL;
    if (!o) {
        ob_xdecref(p, item);
        return NULL;
    }
    ((ItemGetterOb *)o)->nitems = (int64_t)nargs;
    field_set_take(p, &((ItemGetterOb *)o)->item, item, o, SLOT_FUNCTION, 0);
    ob_gc_track(p, o);
    return o;
}

static Ob *itemgetter_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    const ItemGetterOb *self = (ItemGetterOb *)o;
    if (!wants_one(p, "itemgetter", nargs, false, kwnames)) return NULL;
    if (!self->item) return ob_newref(p, OB_NONE(p)); /* a collection has cleared it */
    if (self->nitems == 1) return ob_getitem(p, args[0], self->item);
    Ob *result = tuple_new(p, self->nitems);
    for (int64_t i = 0; result && i < self->nitems; i++) {
        Ob *value = ob_getitem(p, args[0], tuple_item(self->item, i));
        if (!value) {
            ob_decref(p, result);
            return NULL;
        }
        tuple_set(p, result, i, value);
    }
    return result;
}

static Ob *itemgetter_repr(Proc *p, Ob *o) {
    const ItemGetterOb *self = (ItemGetterOb *)o;
    int inside = repr_enter(p, o);
    if (inside) return inside < 0 ? NULL : str_format(p, "%N(...)", o->ob_type);
    Ob *text = str_format(p, self->nitems == 1 ? "%N(%R)" : "%N%R", o->ob_type, self->item);
    repr_leave(p, o);
    return text;
}

static int itemgetter_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((ItemGetterOb *)o)->item, visit, arg);
}

static int itemgetter_clear(Proc *p, Ob *o) {
    field_clear(p, &((ItemGetterOb *)o)->item, o, SLOT_FUNCTION, 0);
    return 0;
}

static void getter_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    ob_ops(o)->clear(p, o);
    ob_free(p, o);
}

/* (class, arguments): how a copy is made. */
static Ob *itemgetter_reduce(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    const ItemGetterOb *self = (ItemGetterOb *)o;
    (void)args;
    if (!args_check(p, "itemgetter.__reduce__", nargs, 0, 0, kwnames)) return NULL;
    Ob *given = self->nitems == 1 ? tuple_pack(p, 1, self->item) : ob_newref(p, self->item);
    Ob *pair = given ? tuple_pack(p, 2, &o->ob_type->base.ob, given) : NULL;
    ob_xdecref(p, given);
    return pair;
}

static const MethodDef itemgetter_methods[] = {
    {"__reduce__", itemgetter_reduce, 0, NULL},
    {NULL, NULL, 0, NULL},
};

const TypeOps itemgetter_ops = {
    .dealloc = getter_dealloc,
    .traverse = itemgetter_traverse,
    .clear = itemgetter_clear,
    .repr = itemgetter_repr,
    .call = itemgetter_call,
    .tp_new = itemgetter_tp_new,
    .methods = itemgetter_methods,
};

/* ---- attrgetter ------------------------------------------------------------------------------ */

/* "a.b" as the tuple of its names, "a" as itself; new. */
static Ob *dotted(Proc *p, Ob *name) {
    int64_t n = str_len(name), parts = 1, from = 0, at = 0;
    for (int64_t i = 0; i < n; i++) parts += str_char(p, name, i) == '.';
    if (parts == 1) return str_intern(p, ob_newref(p, name));
    Ob *tuple = tuple_new(p, parts);
    for (int64_t i = 0; tuple && i <= n; i++) {
        if (i < n && str_char(p, name, i) != '.') continue;
        Ob *part = str_substring(p, name, from, i);
        if (!part) {
            ob_decref(p, tuple);
            return NULL;
        }
        tuple_set(p, tuple, at++, str_intern(p, part));
        from = i + 1;
    }
    return tuple;
}

static Ob *attrgetter_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!wants_one(p, "attrgetter", nargs, true, kwnames)) return NULL;
    Ob *attr = tuple_new(p, (int64_t)nargs);
    for (size_t i = 0; attr && i < nargs; i++) {
        Ob *names = NULL;
        if (ob_is(args[i], TYPE_STR))
            names = dotted(p, args[i]);
        else
            err_format(p, EXC_TypeError, "attribute name must be a string");
        if (!names) {
            ob_decref(p, attr);
            return NULL;
        }
        tuple_set(p, attr, (int64_t)i, names);
    }
    Ob *o = attr ? ob_alloc(p, type, (size_t)type->basicsize) : NULL;
    if (!o) {
        ob_xdecref(p, attr);
        return NULL;
    }
    ((AttrGetterOb *)o)->nattrs = (int64_t)nargs;
    field_set_take(p, &((AttrGetterOb *)o)->attr, attr, o, SLOT_FUNCTION, 0);
    ob_gc_track(p, o);
    return o;
}

/* dotted_getattr; new. */
static Ob *get_dotted(Proc *p, Ob *o, Ob *names) {
    if (!ob_is(names, TYPE_TUPLE)) return ob_getattr(p, o, names);
    ob_incref(p, o);
    for (int64_t i = 0; o && i < tuple_size(names); i++) {
        Ob *value = ob_getattr(p, o, tuple_item(names, i));
        ob_decref(p, o);
        o = value;
    }
    return o;
}

static Ob *attrgetter_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    const AttrGetterOb *self = (AttrGetterOb *)o;
    if (!wants_one(p, "attrgetter", nargs, false, kwnames)) return NULL;
    if (!self->attr) return ob_newref(p, OB_NONE(p));
    if (self->nattrs == 1) return get_dotted(p, args[0], tuple_item(self->attr, 0));
    Ob *result = tuple_new(p, self->nattrs);
    for (int64_t i = 0; result && i < self->nattrs; i++) {
        Ob *value = get_dotted(p, args[0], tuple_item(self->attr, i));
        if (!value) {
            ob_decref(p, result);
            return NULL;
        }
        tuple_set(p, result, i, value);
    }
    return result;
}

/* The names as they were given; a new tuple. */
static Ob *names_again(Proc *p, const AttrGetterOb *self) {
    Ob *tuple = tuple_new(p, self->nattrs), *dot = tuple ? str_from_cstr(p, ".") : NULL;
    for (int64_t i = 0; dot && i < self->nattrs; i++) {
        Ob *names = tuple_item(self->attr, i);
        Ob *text = ob_is(names, TYPE_TUPLE) ? str_join(p, dot, names) : ob_newref(p, names);
        if (!text) {
            ob_decref(p, tuple);
            tuple = NULL;
            break;
        }
        tuple_set(p, tuple, i, text);
    }
    ob_xdecref(p, dot);
    return tuple;
}

static Ob *attrgetter_repr(Proc *p, Ob *o) {
    const AttrGetterOb *self = (AttrGetterOb *)o;
    int inside = repr_enter(p, o);
    if (inside) return inside < 0 ? NULL : str_format(p, "%N(...)", o->ob_type);
    Ob *names = names_again(p, self), *text = NULL;
    if (names && self->nattrs == 1)
        text = str_format(p, "%N(%R)", o->ob_type, tuple_item(names, 0));
    else if (names)
        text = str_format(p, "%N%R", o->ob_type, names);
    ob_xdecref(p, names);
    repr_leave(p, o);
    return text;
}

static int attrgetter_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((AttrGetterOb *)o)->attr, visit, arg);
}

static int attrgetter_clear(Proc *p, Ob *o) {
    field_clear(p, &((AttrGetterOb *)o)->attr, o, SLOT_FUNCTION, 0);
    return 0;
}

static Ob *attrgetter_reduce(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "attrgetter.__reduce__", nargs, 0, 0, kwnames)) return NULL;
    Ob *given = names_again(p, (AttrGetterOb *)o);
    Ob *pair = given ? tuple_pack(p, 2, &o->ob_type->base.ob, given) : NULL;
    ob_xdecref(p, given);
    return pair;
}

static const MethodDef attrgetter_methods[] = {
    {"__reduce__", attrgetter_reduce, 0, NULL},
    {NULL, NULL, 0, NULL},
};

const TypeOps attrgetter_ops = {
    .dealloc = getter_dealloc,
    .traverse = attrgetter_traverse,
    .clear = attrgetter_clear,
    .repr = attrgetter_repr,
    .call = attrgetter_call,
    .tp_new = attrgetter_tp_new,
    .methods = attrgetter_methods,
};

/* ---- methodcaller ---------------------------------------------------------------------------- */

static Ob *methodcaller_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (nargs < 1) {
        return err_format(p, EXC_TypeError,
                          "methodcaller needs at least one argument, the method name");
    }
    if (!ob_is(args[0], TYPE_STR))
        return err_format(p, EXC_TypeError, "method name must be a string");
    Ob *rest = tuple_from_array(p, args + 1, (int64_t)nargs - 1), *kwds = NULL;
    bool good = rest != NULL;
    if (good && kwnames && tuple_size(kwnames))
        good = (kwds = args_keyword_dict(p, args + nargs, kwnames)) != NULL;
    Ob *o = good ? ob_alloc(p, type, (size_t)type->basicsize) : NULL;
    if (!o) {
        ob_xdecref(p, rest);
        ob_xdecref(p, kwds);
        return NULL;
    }
    MethodCallerOb *self = (MethodCallerOb *)o;
    field_set_take(p, &self->name, str_intern(p, ob_newref(p, args[0])), o, SLOT_FUNCTION, 0);
    field_set_take(p, &self->args, rest, o, SLOT_FUNCTION, 1);
    field_set_take(p, &self->kwds, kwds, o, SLOT_FUNCTION, 2);
    ob_gc_track(p, o);
    return o;
}

static Ob *methodcaller_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    const MethodCallerOb *self = (MethodCallerOb *)o;
    if (!wants_one(p, "methodcaller", nargs, false, kwnames)) return NULL;
    if (!self->name || !self->args) return ob_newref(p, OB_NONE(p));
    Ob *method = ob_getattr(p, args[0], self->name);
    if (!method) return NULL;
    Ob *result = call_tuple_and_dict(p, method, self->args, self->kwds);
    ob_decref(p, method);
    return result;
}

/* The arguments as they were written: "'name', 1, a=2"; new. */
static Ob *call_text(Proc *p, const MethodCallerOb *self) {
    Ob *parts = list_new(p, 0), *comma = NULL, *text = NULL, *key, *value;
    int64_t pos = 0;
    bool good = parts && list_append_take(p, parts, ob_repr(p, self->name)) == 0;
    for (int64_t i = 0; good && i < tuple_size(self->args); i++) {
        Ob *one = ob_repr(p, tuple_item(self->args, i));
        good = one && list_append_take(p, parts, one) == 0;
    }
    while (good && self->kwds && dict_next(p, self->kwds, &pos, &key, &value)) {
        Ob *one = str_format(p, "%U=%R", key, value);
        good = one && list_append_take(p, parts, one) == 0;
    }
    if (good && (comma = str_from_cstr(p, ", ")) != NULL) text = str_join(p, comma, parts);
    ob_xdecref(p, comma);
    ob_xdecref(p, parts);
    return text;
}

static Ob *methodcaller_repr(Proc *p, Ob *o) {
    int inside = repr_enter(p, o);
    if (inside) return inside < 0 ? NULL : str_format(p, "%N(...)", o->ob_type);
    Ob *inner = call_text(p, (MethodCallerOb *)o);
    Ob *text = inner ? str_format(p, "%N(%U)", o->ob_type, inner) : NULL;
    ob_xdecref(p, inner);
    repr_leave(p, o);
    return text;
}

static int methodcaller_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    const MethodCallerOb *self = (MethodCallerOb *)o;
    Ob *const held[] = {self->name, self->args, self->kwds};
    int stop = 0;
    for (size_t i = 0; !stop && i < ARRAY_LEN(held); i++)
        stop = field_visit(p, held[i], visit, arg);
    return stop;
}

static int methodcaller_clear(Proc *p, Ob *o) {
    MethodCallerOb *self = (MethodCallerOb *)o;
    field_clear(p, &self->name, o, SLOT_FUNCTION, 0);
    field_clear(p, &self->args, o, SLOT_FUNCTION, 1);
    field_clear(p, &self->kwds, o, SLOT_FUNCTION, 2);
    return 0;
}

const TypeOps methodcaller_ops = {
    .dealloc = getter_dealloc,
    .traverse = methodcaller_traverse,
    .clear = methodcaller_clear,
    .repr = methodcaller_repr,
    .call = methodcaller_call,
    .tp_new = methodcaller_tp_new,
};
