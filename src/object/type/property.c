/* property.c - property, classmethod and staticmethod (Objects/descrobject.c,
 * Objects/funcobject.c). */
#include <stddef.h>

#include "object/code/function.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/core/wording.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/descriptor.h"
#include "object/type/instance.h"
#include "object/type/object_type.h"
#include "object/type/type.h"

/* ---- property -------------------------------------------------------------------------------- */

enum PropertySlot { PROP_GET, PROP_SET, PROP_DEL, PROP_DOC, PROP_NAME };

static Ob **property_field(Ob *o, int slot) {
    PropertyOb *prop = (PropertyOb *)o;
    switch (slot) {
    case PROP_GET: return &prop->prop_get;
    case PROP_SET: return &prop->prop_set;
    case PROP_DEL: return &prop->prop_del;
    case PROP_DOC: return &prop->prop_doc;
    default: break;
    }
    bool has_name = type_builtin_base(o->ob_type)->basicsize >= (int64_t)sizeof(PropertyOb);
    return has_name ? &prop->prop_name : NULL;
}

static void property_put(Proc *p, Ob *o, int slot, Ob *value) {
    Ob **field = property_field(o, slot);
    if (field) field_set(p, field, value, o, SLOT_FUNCTION, (uint64_t)slot);
}

static void property_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    for (int slot = PROP_GET; slot <= PROP_NAME; slot++) property_put(p, o, slot, NULL);
    ob_free(p, o);
}

static int property_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    for (int slot = PROP_GET; slot <= PROP_NAME; slot++) {
        Ob **field = property_field(o, slot);
        int r = field ? field_visit(p, *field, visit, arg) : 0;
        if (r) return r;
    }
    return 0;
}

static int property_clear(Proc *p, Ob *o) {
    property_put(p, o, PROP_DOC, NULL);
    return 0;
}

static Ob *none_is_null(Proc *p, Ob *value) { return value == OB_NONE(p) ? NULL : value; }

/* The text of a property itself is its own field, that of a property of a derived class an attribute. */
static int put_doc(Proc *p, Ob *self, Ob *doc) {
    if (self->ob_type == type_of_id(p, TYPE_PROPERTY)) {
        property_put(p, self, PROP_DOC, doc);
        return 0;
    }
    Ob *name = str_interned_cstr(p, "__doc__");
    int status = name ? ob_setattr(p, self, name, doc ? doc : OB_NONE(p)) : -1;
    ob_xdecref(p, name);
    return status;
}

/* Without a text of its own a property takes its getter's. From 3.12 on None is no text. */
static int init_doc(Proc *p, Ob *self, Ob *doc) {
    bool none_is_text = !py_property_none_is_no_doc(p);
    Ob *getter = ((PropertyOb *)self)->prop_get, *taken = NULL;
    bool given = doc && doc != OB_NONE(p);
    if (none_is_text) property_put(p, self, PROP_DOC, doc);
    if (none_is_text && (given || !getter)) return 0;
    if (!given && getter) {
        taken = ob_getattr_cstr(p, getter, "__doc__");
        if (!taken) {
            if (!err_matches(p, none_is_text ? EXC_Exception : EXC_AttributeError)) return -1;
            err_clear(p);
            return 0;
        }
        if (!none_is_text && taken == OB_NONE(p)) {
            ob_decref(p, taken);
            taken = NULL;
        }
        ((PropertyOb *)self)->getter_doc = taken != NULL;
    }
    int status = put_doc(p, self, given ? doc : taken);
    ob_xdecref(p, taken);
    bool forgiven = status < 0 && !none_is_text && !((PropertyOb *)self)->getter_doc &&
                    err_matches(p, EXC_AttributeError);
    if (!forgiven) return status;
    err_clear(p);
    return 0;
}

/* property(fget=None, fset=None, fdel=None, doc=None); without doc the getter's is taken. */
static int property_tp_init(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"fget", "fset", "fdel", "doc"};
    Ob *values[4] = {NULL};
    static const Signature signature = {"property", names, 4, 0, 0, 4};
    if (!named_args(p, &signature, args, nargs, kwnames, values)) return -1;
    for (int slot = PROP_GET; slot <= PROP_DEL; slot++)
        property_put(p, self, slot, none_is_null(p, values[slot]));
    return init_doc(p, self, values[PROP_DOC]);
}

static Ob *property_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return instance_alloc(p, type, 0);
}

/* AttributeError about the missing function; versions that remember the name say it. */
static Ob *property_missing(Proc *p, Ob *o, Ob *obj, WordingId text) {
    Ob **name = property_field(o, PROP_NAME);
    if (name && *name && ob_is(*name, TYPE_STR)) {
        Ob *shown = ob_repr(p, *name);
        if (!shown) return NULL;
        err_wording(p, EXC_AttributeError, text, shown, obj->ob_type, obj->ob_type->qualname);
        ob_decref(p, shown);
        return NULL;
    }
    WordingId plain = text == WORD_NO_GETTER   ? WORD_NO_GETTER_NAMELESS
                      : text == WORD_NO_SETTER ? WORD_NO_SETTER_NAMELESS
                                               : WORD_NO_DELETER_NAMELESS;
    return err_wording(p, EXC_AttributeError, plain, NULL, obj->ob_type, obj->ob_type->qualname);
}

/* Up to 3.7 one tuple serves all calls of getters that do not overlap; only one that somebody kept, or a
 * second one, is let go. */
static Ob *call_getter_kept(Proc *p, Ob *getter, Ob *obj) {
    Ob *args = p->ob->property_args;
    p->ob->property_args = NULL;
    if (!args) {
        args = tuple_new(p, 1);
        if (!args) return NULL;
        ob_gc_untrack(p, args);
    }
    Ob **item = ((TupleOb *)args)->ob_item;
    *item = obj;
    ob_hold(p, obj, args, SLOT_INDEX, 0);
    Ob *outer = p->tstate->packed_args;
    p->tstate->packed_args = args;
    Ob *result = ob_call(p, getter, item, 1, NULL);
    p->tstate->packed_args = outer;
    if (!p->ob->property_args && args->ob_refcnt == 1) {
        p->ob->property_args = args;
        *item = NULL;
        ob_release(p, obj, args, SLOT_INDEX, 0);
    } else {
        ob_gc_track(p, args);
        ob_decref(p, args);
    }
    return result;
}

static Ob *property_get(Proc *p, Ob *o, Ob *obj, Ob *type) {
    (void)type;
    if (!obj || obj == OB_NONE(p)) return ob_newref(p, o);
    Ob *getter = ((PropertyOb *)o)->prop_get;
    if (!getter) return property_missing(p, o, obj, WORD_NO_GETTER);
    return py_property_keeps_tuple(p) ? call_getter_kept(p, getter, obj)
                                      : ob_call(p, getter, &obj, 1, NULL);
}

static int property_set(Proc *p, Ob *o, Ob *obj, Ob *value) {
    PropertyOb *prop = (PropertyOb *)o;
    Ob *function = value ? prop->prop_set : prop->prop_del;
    if (!function) {
        property_missing(p, o, obj, value ? WORD_NO_SETTER : WORD_NO_DELETER);
        return -1;
    }
    Ob *args[] = {obj, value};
    Ob *result = ob_call(p, function, args, value ? 2 : 1, NULL);
    if (!result) return -1;
    ob_decref(p, result);
    return 0;
}

/* property_copy: p.setter(f) and the like make a new property with one function replaced. */
static Ob *property_copy(Proc *p, Ob *self, int slot, Ob *const *args, size_t nargs, Ob *kwnames,
                         const char *name) {
    if (!args_check(p, name, nargs, 1, 1, kwnames)) return NULL;
    PropertyOb *old = (PropertyOb *)self;
    Ob *values[4] = {old->prop_get, old->prop_set, old->prop_del, old->prop_doc};
    values[slot] = args[0];
    if (old->getter_doc && values[PROP_GET]) values[PROP_DOC] = NULL;
    for (int i = 0; i < 4; i++)
        if (!values[i]) values[i] = OB_NONE(p);
    Ob *copy = ob_call(p, &self->ob_type->base.ob, values, 4, NULL);
    Ob **old_name = property_field(self, PROP_NAME);
    if (copy && old_name && *old_name) property_put(p, copy, PROP_NAME, *old_name);
    return copy;
}

#define COPIER(function, slot)                                                                     \
    static Ob *function(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {           \
        return property_copy(p, self, slot, args, nargs, kwnames, "property." #function);          \
    }
COPIER(getter, PROP_GET)
COPIER(setter, PROP_SET)
COPIER(deleter, PROP_DEL)
#undef COPIER

static Ob *property_set_name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!no_keywords(p, "__set_name__", kwnames)) return NULL;
    if (nargs != 2) {
        return err_format(p, EXC_TypeError,
                          "__set_name__() takes 2 positional arguments but %zd were given",
                          (ptrdiff_t)nargs);
    }
    property_put(p, self, PROP_NAME, args[1]);
    return ob_newref(p, OB_NONE(p));
}

static const MethodDef property_methods[] = {
    {"getter", getter, METH_PLAIN, NULL},
    {"setter", setter, METH_PLAIN, NULL},
    {"deleter", deleter, METH_PLAIN, NULL},
    {"__set_name__", property_set_name, METH_TUPLE | METH_SINCE(PY_3_10), NULL},
    {NULL, NULL, 0, NULL},
};

static Ob *or_none(Proc *p, Ob *value) { return ob_newref(p, value ? value : OB_NONE(p)); }
static Ob *get_fget(Proc *p, Ob *o) { return or_none(p, ((PropertyOb *)o)->prop_get); }
static Ob *get_fset(Proc *p, Ob *o) { return or_none(p, ((PropertyOb *)o)->prop_set); }
static Ob *get_fdel(Proc *p, Ob *o) { return or_none(p, ((PropertyOb *)o)->prop_del); }
static Ob *get_doc(Proc *p, Ob *o) { return or_none(p, ((PropertyOb *)o)->prop_doc); }
static int set_doc(Proc *p, Ob *o, Ob *value) {
    property_put(p, o, PROP_DOC, value);
    return 0;
}

static Ob *truth(Proc *p, int found) {
    return found < 0 ? NULL : ob_newref(p, found ? p->ob->true_ : p->ob->false_);
}

static Ob *property_is_abstract(Proc *p, Ob *o) {
    const PropertyOb *self = (const PropertyOb *)o;
    int found = ob_is_abstract(p, self->prop_get);
    if (found == 0) found = ob_is_abstract(p, self->prop_set);
    if (found == 0) found = ob_is_abstract(p, self->prop_del);
    return truth(p, found);
}

static const GetSetDef property_getsets[] = {
    {"fget", get_fget, NULL},
    {"fset", get_fset, NULL},
    {"fdel", get_fdel, NULL},
    {"__doc__", get_doc, set_doc},
    {"__isabstractmethod__", property_is_abstract, NULL},
    {NULL, NULL, NULL},
};

const TypeOps property_ops = {
    .dealloc = property_dealloc,
    .traverse = property_traverse,
    .clear = property_clear,
    .descr_get = property_get,
    .descr_set = property_set,
    .tp_new = property_tp_new,
    .tp_init = property_tp_init,
    .methods = property_methods,
    .getsets = property_getsets,
};

/* ---- classmethod, staticmethod --------------------------------------------------------------- */

static void put_callable(Proc *p, Ob *o, Ob *callable) {
    field_set(p, &((ClassMethodOb *)o)->cm_callable, callable, o, SLOT_FUNCTION, 0);
}

/* functools_wraps of 3.10: name, documentation, module and annotations of the function are copied
 * into the wrapper's dict; a function without annotations gets an empty dict of them by being
 * asked. */
static int copy_names(Proc *p, Ob *o, Ob *callable) {
    static const char *const names[] = {"__module__", "__name__", "__qualname__", "__doc__",
                                        "__annotations__"};
    if (!py_wrappers_copy_names(p)) return 0;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        Ob *name = str_interned_cstr(p, names[i]);
        Ob *value = NULL;
        int found = name ? ob_lookup_attr(p, callable, name, &value) : -1;
        if (found > 0) found = ob_setattr(p, o, name, value);
        ob_xdecref(p, name);
        ob_xdecref(p, value);
        if (found < 0) return -1;
    }
    return 0;
}

static Ob *wrapper_new(Proc *p, TypeId kind, Ob *callable) {
    Ob *o = instance_alloc(p, type_of_id(p, kind), 0);
    if (!o) return NULL;
    put_callable(p, o, callable);
    return o;
}
Ob *classmethod_new(Proc *p, Ob *callable) { return wrapper_new(p, TYPE_CLASSMETHOD, callable); }
Ob *staticmethod_new(Proc *p, Ob *callable) { return wrapper_new(p, TYPE_STATICMETHOD, callable); }

static Ob *wrapper_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return instance_alloc(p, type, 0);
}

static int wrapper_tp_init(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    const char *name = ob_is(self, TYPE_CLASSMETHOD) ? "classmethod" : "staticmethod";
    if (!no_keywords(p, name, kwnames)) return -1;
    if (nargs != 1) {
        err_format(p, EXC_TypeError, "%s expected 1 argument%s, got %zd", name,
                   py_one_argument_singular(p) ? "" : "s", (ptrdiff_t)nargs);
        return -1;
    }
    put_callable(p, self, args[0]);
    return copy_names(p, self, args[0]);
}

static void wrapper_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    put_callable(p, o, NULL);
    field_clear(p, &((ClassMethodOb *)o)->cm_dict, o, SLOT_DICT, 0);
    ob_free(p, o);
}

static int wrapper_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    int r = field_visit(p, ((ClassMethodOb *)o)->cm_callable, visit, arg);
    return r ? r : field_visit(p, ((ClassMethodOb *)o)->cm_dict, visit, arg);
}

static int wrapper_clear(Proc *p, Ob *o) {
    put_callable(p, o, NULL);
    field_clear(p, &((ClassMethodOb *)o)->cm_dict, o, SLOT_DICT, 0);
    return 0;
}

static Ob *wrapper_repr(Proc *p, Ob *o) {
    bool shows_function = py_wrapper_repr_function(p);
    Ob *callable = ((ClassMethodOb *)o)->cm_callable;
    if (!shows_function || !callable) return object_repr(p, o);
    return str_format(p, "<%N(%R)>", o->ob_type, callable);
}

/* 3.9-3.12 hand a descriptor under classmethod on to its __get__; the others bind whatever it is.
 */
static Ob *classmethod_get(Proc *p, Ob *o, Ob *obj, Ob *type) {
    Ob *callable = ((ClassMethodOb *)o)->cm_callable;
    if (!callable) return err_format(p, EXC_RuntimeError, "uninitialized classmethod object");
    if (!type) type = &obj->ob_type->base.ob;
    bool chains = py_classmethod_chains(p);
    if (chains && descriptor_has_get(callable)) return descriptor_get(p, callable, type, type);
    return method_new(p, callable, type);
}

static Ob *staticmethod_get(Proc *p, Ob *o, Ob *obj, Ob *type) {
    (void)obj, (void)type;
    Ob *callable = ((ClassMethodOb *)o)->cm_callable;
    if (!callable) return err_format(p, EXC_RuntimeError, "uninitialized staticmethod object");
    return ob_newref(p, callable);
}

/* Callable itself from 3.10 on. */
static Ob *staticmethod_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!py_staticmethod_callable(p))
        return err_format(p, EXC_TypeError, "'%N' object is not callable", o->ob_type);
    return ob_call(p, ((ClassMethodOb *)o)->cm_callable, args, nargs, kwnames);
}

static Ob *get_func(Proc *p, Ob *o) { return or_none(p, ((ClassMethodOb *)o)->cm_callable); }
static Ob *get_dict(Proc *p, Ob *o) { return instance_get_dict(p, o); }

static Ob *wrapper_is_abstract(Proc *p, Ob *o) {
    return truth(p, ob_is_abstract(p, ((ClassMethodOb *)o)->cm_callable));
}

static const GetSetDef wrapper_getsets[] = {
    {"__func__", get_func, NULL},
    {"__wrapped__", get_func, NULL},
    {"__isabstractmethod__", wrapper_is_abstract, NULL},
    {"__dict__", get_dict, NULL},
    {NULL, NULL, NULL},
};

const TypeOps classmethod_ops = {
    .dealloc = wrapper_dealloc,
    .traverse = wrapper_traverse,
    .clear = wrapper_clear,
    .repr = wrapper_repr,
    .descr_get = classmethod_get,
    .tp_new = wrapper_tp_new,
    .tp_init = wrapper_tp_init,
    .getsets = wrapper_getsets,
};
const TypeOps staticmethod_ops = {
    .dealloc = wrapper_dealloc,
    .traverse = wrapper_traverse,
    .clear = wrapper_clear,
    .repr = wrapper_repr,
    .call = staticmethod_call,
    .descr_get = staticmethod_get,
    .tp_new = wrapper_tp_new,
    .tp_init = wrapper_tp_init,
    .getsets = wrapper_getsets,
};
