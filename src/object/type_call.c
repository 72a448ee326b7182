/* type_call.c - calling a class: __new__, then __init__ (Objects/typeobject.c, type_call; Objects/call.c,
 * _PyObject_MakeTpCall). */
#include "object/abstract.h"
#include "object/dict.h"
#include "object/object_type.h"
#include "object/tuple.h"
#include "object/type.h"

Ob *type_call_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (type_defines(type, SP_NEW)) {
        /* slot_tp_new: __new__ is a static method, it gets the class as first argument. */
        Ob *function = ob_getattr(p, &type->base.ob, p->ob->special_names[SP_NEW]);
        if (!function) return NULL;
        Ob *result = call_with_self(p, function, &type->base.ob, args, nargs, kwnames);
        ob_decref(p, function);
        return result;
    }
    const TypeOps *ops = type_ops[type->kind];
    if (!ops->tp_new) return err_format(p, EXC_TypeError, "cannot create '%N' instances", type);
    return ops->tp_new(p, type, args, nargs, kwnames);
}

/* slot_tp_init: whatever __init__ is, it must return None. */
static int python_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    Ob *init = type_lookup_special(p, o->ob_type, SP_INIT);
    if (!init) return 0;
    Ob *result;
    if (ob_is(init, TYPE_FUNCTION)) {
        result = call_with_self(p, init, o, args, nargs, kwnames);
    } else {
        Ob *bound = type_bind_special(p, o, SP_INIT);
        result = bound ? ob_call(p, bound, args, nargs, kwnames) : NULL;
        ob_xdecref(p, bound);
    }
    if (!result) return -1;
    bool is_none = result == OB_NONE(p);
    if (!is_none) err_format(p, EXC_TypeError, "__init__() should return None, not '%N'", result->ob_type);
    ob_decref(p, result);
    return is_none ? 0 : -1;
}

static Ob *new_and_init(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    Ob *o = type_call_new(p, type, args, nargs, kwnames);
    if (!o || !type_is_subtype(o->ob_type, type)) return o;
    const TypeOps *ops = ob_ops(o);
    int status = 0;
    if (type_defines(o->ob_type, SP_INIT)) status = python_init(p, o, args, nargs, kwnames);
    else if (ops->tp_init) status = ops->tp_init(p, o, args, nargs, kwnames);
    else status = object_tp_init(p, o, args, nargs, kwnames);
    if (status >= 0) return o;
    ob_decref(p, o);
    return NULL;
}

/* The keyword arguments as the dict that tp_new and tp_init of CPython get (_PyStack_AsDict): it holds the values. */
static Ob *keyword_dict(Proc *p, Ob *const *values, Ob *kwnames) {
    Ob *dict = dict_new(p);
    for (int64_t i = 0; dict && i < tuple_size(kwnames); i++)
        if (dict_setitem(p, dict, tuple_item(kwnames, i), values[i]) < 0) {
            ob_decref(p, dict);
            dict = NULL;
        }
    return dict;
}

Ob *type_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    TypeOb *type = (TypeOb *)o;
    bool keywords = kwnames && tuple_size(kwnames) > 0;
    if (type == type_of_id(p, TYPE_TYPE)) {
        if (nargs == 1 && !keywords) return ob_newref(p, &args[0]->ob_type->base.ob);
        if (nargs != 3) return err_format(p, EXC_TypeError, "type() takes 1 or 3 arguments");
    }
    /* Classes have no vectorcall: the arguments are put into a tuple, which holds them while __new__ and __init__ run.
     * Exceptions keep that very tuple as their args. */
    bool packs = type->flags & TYPE_HEAP && type->kind != TYPE_EXCEPTION;
    Ob *tuple = NULL, *dict = NULL;
    if (packs && nargs > 0) {
        tuple = tuple_from_array(p, args, (int64_t)nargs);
        if (!tuple) return NULL;
    }
    if (packs && keywords) {
        dict = keyword_dict(p, args + nargs, kwnames);
        if (!dict) {
            ob_xdecref(p, tuple);
            return NULL;
        }
    }
    Ob *result = new_and_init(p, type, args, nargs, kwnames);
    ob_xdecref(p, tuple);
    ob_xdecref(p, dict);
    return result;
}
