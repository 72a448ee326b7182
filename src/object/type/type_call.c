/* type_call.c - calling a class: __new__, then __init__ (Objects/typeobject.c, type_call;
 * Objects/call.c, _PyObject_MakeTpCall). */
#include "object/code/convention.h"
#include "object/code/function.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/object_type.h"
#include "object/type/type.h"

/* ---- arguments as a tuple and a dict --------------------------------------------------------- */

/* The keyword arguments as a dict (_PyStack_AsDict): it holds the values. */
Ob *args_keyword_dict(Proc *p, Ob *const *values, Ob *kwnames) {
    Ob *dict = dict_new(p);
    for (int64_t i = 0; dict && i < tuple_size(kwnames); i++)
        if (dict_setitem(p, dict, tuple_item(kwnames, i), values[i]) < 0) {
            ob_decref(p, dict);
            dict = NULL;
        }
    return dict;
}

static bool has_keywords(const Ob *kwnames) { return kwnames && tuple_size(kwnames) > 0; }

bool args_pack(Proc *p, Ob *const *args, size_t nargs, Ob *kwnames, PackedArgs *packed) {
    *packed = (PackedArgs){NULL, NULL, p->tstate->packed_args};
    Ob *outer = packed->outer; /* handed on as it is (PyObject_Call of a tuple)? */
    bool same = outer && ((TupleOb *)outer)->ob_item == args && tuple_size(outer) == (int64_t)nargs;
    if (nargs > 0)
        packed->tuple = same ? ob_newref(p, outer) : tuple_from_array(p, args, (int64_t)nargs);
    if (nargs > 0 && !packed->tuple) return false;
    if (has_keywords(kwnames) && !(packed->dict = args_keyword_dict(p, args + nargs, kwnames))) {
        ob_xdecref(p, packed->tuple);
        return false;
    }
    p->tstate->packed_args = packed->tuple;
    return true;
}

void args_unpack(Proc *p, PackedArgs *packed) {
    p->tstate->packed_args = packed->outer;
    ob_xdecref(p, packed->tuple);
    ob_xdecref(p, packed->dict);
}

Ob *const *args_packed(const PackedArgs *packed, Ob *const *args) {
    return packed->tuple && !packed->dict ? ((TupleOb *)packed->tuple)->ob_item : args;
}

Ob *args_tuple(Proc *p, Ob *const *args, size_t nargs) {
    Ob *packed = p->tstate->packed_args;
    bool same = packed && tuple_size(packed) == (int64_t)nargs;
    for (size_t i = 0; same && i < nargs; i++) same = tuple_item(packed, (int64_t)i) == args[i];
    return same ? ob_newref(p, packed) : tuple_from_array(p, args, (int64_t)nargs);
}

/* _PyFunction_FastCallDict of 3.7: a tuple of names and values holds the keywords meanwhile. */
static Ob *call_with_pairs(Proc *p, Ob *function, Ob *self, Ob *const *args, size_t nargs,
                           Ob *kwnames) {
    int64_t named = tuple_size(kwnames);
    Ob *pairs = tuple_new(p, 2 * named);
    if (!pairs) return NULL;
    for (int64_t i = 0; i < named; i++) {
        tuple_set(p, pairs, 2 * i, ob_newref(p, tuple_item(kwnames, i)));
        tuple_set(p, pairs, 2 * i + 1, ob_newref(p, args[(int64_t)nargs + i]));
    }
    Ob *result = call_with_self(p, function, self, args, nargs, kwnames);
    ob_decref(p, pairs);
    return result;
}

/* _PyObject_FastCallDict: tuple and dict become an array again, which holds each argument when
 * there are keywords. */
static Ob *call_slot_function(Proc *p, Ob *function, Ob *self, Ob *const *args, size_t nargs,
                              Ob *kwnames) {
    if (!has_keywords(kwnames)) return call_with_self(p, function, self, args, nargs, NULL);
    if (py_keywords_in_pairs(p)) return call_with_pairs(p, function, self, args, nargs, kwnames);
    size_t named = (size_t)tuple_size(kwnames), total = 1 + nargs + named;
    Ob **stack = refs_alloc(p, 1 + (int64_t)total, BLOCK_OTHER);
    if (!stack) return NULL;
    stack[1] = ob_newref(p, self);
    for (size_t i = 0; i < nargs + named; i++) stack[i + 2] = ob_newref(p, args[i]);
    Ob *names = tuple_from_array(p, &((TupleOb *)kwnames)->ob_item[0], (int64_t)named);
    Ob *result = names ? ob_call(p, function, stack + 1, 1 + nargs, names) : NULL;
    ob_xdecref(p, names);
    for (size_t i = 0; i < total; i++) ob_decref(p, stack[i + 1]);
    mem_free(p, stack);
    return result;
}

Ob *call_packed(Proc *p, Ob *function, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    PackedArgs packed;
    if (!args_pack(p, args, nargs, kwnames, &packed)) return NULL;
    Ob *result = call_slot_function(p, function, self, args, nargs, kwnames);
    args_unpack(p, &packed);
    return result;
}

Ob *call_tuple_and_dict(Proc *p, Ob *func, Ob *tuple, Ob *dict) {
    int64_t n = tuple_size(tuple), named = dict ? dict_size(dict) : 0, pos = 0, at = 0;
    if (named == 0) return ob_call(p, func, ((TupleOb *)tuple)->ob_item, (size_t)n, NULL);
    Ob **all = refs_alloc(p, n + named, BLOCK_OTHER);
    Ob *names = all ? tuple_new(p, named) : NULL, *key, *value, *result = NULL;
    bool texts = names != NULL;
    for (int64_t i = 0; texts && i < n; i++) all[i] = tuple_item(tuple, i);
    while (texts && at < named && dict_next(p, dict, &pos, &key, &value)) {
        texts = ob_is(key, TYPE_STR);
        all[n + at] = value;
        tuple_set(p, names, at++, ob_newref(p, key));
    }
    if (texts)
        result = ob_call(p, func, all, (size_t)n, names);
    else if (names)
        err_format(p, EXC_TypeError, "keywords must be strings");
    ob_xdecref(p, names);
    mem_free(p, all);
    return result;
}

/* ---- __new__, then __init__ ------------------------------------------------------------------ */

Ob *type_call_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (type_defines(type, SP_NEW)) {
        /* slot_tp_new: __new__ is a static method, it gets the class as first argument. */
        Ob *function = ob_getattr(p, &type->base.ob, p->ob->special_names[SP_NEW]);
        if (!function) return NULL;
        Ob *result = call_slot_function(p, function, &type->base.ob, args, nargs, kwnames);
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
        Ob *bound = py_specials_are_bound(p) ? method_new(p, init, o) : NULL;
        if (!bound && err_occurred(p)) return -1;
        result = call_slot_function(p, init, o, args, nargs, kwnames);
        ob_xdecref(p, bound);
    } else {
        Ob *bound = type_bind_special(p, o, SP_INIT);
        result = bound ? ob_call(p, bound, args, nargs, kwnames) : NULL;
        ob_xdecref(p, bound);
    }
    if (!result) return -1;
    bool is_none = result == OB_NONE(p);
    if (!is_none)
        err_format(p, EXC_TypeError, "__init__() should return None, not '%N'", result->ob_type);
    ob_decref(p, result);
    return is_none ? 0 : -1;
}

static Ob *new_and_init(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    Ob *o = type_call_new(p, type, args, nargs, kwnames);
    if (!o || !type_is_subtype(o->ob_type, type)) return o;
    const TypeOps *ops = ob_ops(o);
    int status = 0;
    if (type_defines(o->ob_type, SP_INIT))
        status = python_init(p, o, args, nargs, kwnames);
    else if (ops->tp_init)
        status = ops->tp_init(p, o, args, nargs, kwnames);
    else
        status = object_tp_init(p, o, args, nargs, kwnames);
    if (status >= 0) return o;
    ob_decref(p, o);
    return NULL;
}

Ob *type_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    TypeOb *type = (TypeOb *)o;
    bool is_type = type == type_of_id(p, TYPE_TYPE),
         asks_type = is_type && nargs == 1 && !has_keywords(kwnames);
    if (is_type && !asks_type && nargs != 3)
        return err_format(p, EXC_TypeError, "type() takes 1 or 3 arguments");
    PackedArgs packed = {NULL, NULL, p->tstate->packed_args};
    /* type(name, bases, dict) packs where __build_class__ does, in type_new_class. */
    bool packs = convention_of_type(p, type) != CONV_ARRAY && (!is_type || asks_type);
    if (packs && !args_pack(p, args, nargs, kwnames, &packed)) return NULL;
    Ob *result = asks_type ? ob_newref(p, &args[0]->ob_type->base.ob)
                           : new_and_init(p, type, args_packed(&packed, args), nargs, kwnames);
    args_unpack(p, &packed);
    return result;
}
