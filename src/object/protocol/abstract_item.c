/* abstract_item.c - items, length, membership and iteration of any object (Objects/abstract.c,
 * typeobject.c). */
#include <string.h>

#include "object/code/function.h"
#include "object/container/dict.h"
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/generic_alias.h"
#include "object/type/type.h"

/* ---- kinds of object ------------------------------------------------------------------------- */

bool ob_is_sequence(const Ob *o) {
    if (ob_is_dict(o) || ob_is(o, TYPE_MAPPINGPROXY) || ob_is(o, TYPE_GENERIC_ALIAS) ||
        ob_is(o, TYPE_UNION))
        return false;
    return type_defines(o->ob_type, SP_GETITEM) || ob_ops(o)->getitem;
}
bool ob_is_mapping(const Ob *o) {
    return type_defines(o->ob_type, SP_GETITEM) || ob_ops(o)->getitem;
}
bool ob_is_iterable(Proc *p, const Ob *o) {
    if (ob_is(o, TYPE_GENERIC_ALIAS) && !py_alias_starred(p)) return false;
    return type_defines(o->ob_type, SP_ITER) || ob_ops(o)->iter;
}
bool ob_is_iterator(const Ob *o) {
    return type_defines(o->ob_type, SP_NEXT) || ob_ops(o)->iternext;
}
bool ob_has_number(const Proc *p, const Ob *o) {
    bool index = ob_has_index(o) && (py_index_is_number(p) || !type_defines(o->ob_type, SP_INDEX));
    return index || ob_is(o, TYPE_FLOAT) || ob_is(o, TYPE_COMPLEX) ||
           type_defines(o->ob_type, SP_INT) || type_defines(o->ob_type, SP_FLOAT);
}
bool ob_has_index(const Ob *o) {
    return ob_is(o, TYPE_INT) || ob_is(o, TYPE_BOOL) || type_defines(o->ob_type, SP_INDEX) ||
           ob_ops(o)->number;
}

/* ---- iterating ------------------------------------------------------------------------------- */

Ob *ob_iter(Proc *p, Ob *o) {
    const TypeOps *ops = ob_ops(o);
    bool defined = type_defines(o->ob_type, SP_ITER);
    if (ob_is_iterable(p, o)) {
        if (defined && type_lookup_special(p, o->ob_type, SP_ITER) == OB_NONE(p)) goto not_iterable;
        Ob *it = defined ? ob_call_special(p, o, SP_ITER, NULL, 0) : ops->iter(p, o);
        if (it && !ob_is_iterator(it)) {
            err_format(p, EXC_TypeError, "iter() returned non-iterator of type '%N'", it->ob_type);
            ob_decref(p, it);
            return NULL;
        }
        return it;
    }
    if (ob_is_sequence(o)) return seq_iterator_new(p, TYPE_SEQ_ITERATOR, o);
not_iterable:
    return err_format(p, EXC_TypeError, "'%N' object is not iterable", o->ob_type);
}

Ob *ob_iternext(Proc *p, Ob *it) {
    Ob *item;
    if (type_defines(it->ob_type, SP_NEXT)) {
        item = ob_call_special(p, it, SP_NEXT, NULL, 0);
    } else {
        const TypeOps *ops = ob_ops(it);
        if (!ops->iternext)
            return err_format(p, EXC_TypeError, "'%N' object is not an iterator", it->ob_type);
        img_nest(p); /* an iterator over an iterator over ... */
        item = ops->iternext(p, it);
        img_unnest(p);
    }
    return item;
}

Ob *ob_next(Proc *p, Ob *it) {
    Ob *item = ob_iternext(p, it);
    if (!item && err_occurred(p) && err_matches(p, EXC_StopIteration)) err_clear(p);
    return item;
}

Ob *iterator_self(Proc *p, Ob *o) { return ob_newref(p, o); }

/* ---- length ---------------------------------------------------------------------------------- */

static int64_t call_len(Proc *p, Ob *o) {
    Ob *r = ob_call_special(p, o, SP_LEN, NULL, 0);
    if (!r) return -1;
    Ob *n = ob_index(p, r);
    ob_decref(p, r);
    if (!n) return -1;
    int64_t len = -1;
    bool fits = int_as_i64(p, n, &len);
    if (int_sign(n) < 0 && (fits || !py_length_fits_first(p))) {
        len = -1;
        err_format(p, EXC_ValueError, "__len__() should return >= 0");
    } else if (!fits) {
        len = -1;
        err_format(p, EXC_OverflowError, "cannot fit 'int' into an index-sized integer");
    }
    ob_decref(p, n);
    return len;
}

int64_t ob_length(Proc *p, Ob *o) {
    if (type_defines(o->ob_type, SP_LEN)) return call_len(p, o);
    const TypeOps *ops = ob_ops(o);
    if (ops->length) return ops->length(p, o);
    err_format(p, EXC_TypeError, "object of type '%N' has no len()", o->ob_type);
    return -1;
}

static const MethodDef *find_hint(const MethodDef *m) {
    for (; m && m->name; m++)
        if (strcmp(m->name, "__length_hint__") == 0) return m;
    return NULL;
}

/* What __length_hint__ answered: a count of items, or -1 with an exception. */
static int64_t checked_hint(Proc *p, Ob *n) {
    if (!ob_is(n, TYPE_INT) && !ob_is(n, TYPE_BOOL)) {
        err_format(p, EXC_TypeError, "__length_hint__ must be an integer, not %N", n->ob_type);
        return -1;
    }
    int64_t hint;
    if (ob_as_ssize_arg(p, n, &hint) < 0) return -1;
    if (hint >= 0) return hint;
    err_format(p, EXC_ValueError, "__length_hint__() should return >= 0");
    return -1;
}

int64_t ob_length_hint(Proc *p, Ob *o, int64_t fallback) {
    if (type_defines(o->ob_type, SP_LEN) || ob_ops(o)->length) {
        int64_t n = ob_length(p, o);
        if (n >= 0) return n;
        if (!err_matches(p, EXC_TypeError)) return -1;
        err_clear(p);
    }
    Ob *method = python_method(p, o, "__length_hint__");
    if (!method && err_occurred(p)) return -1;
    Ob *n;
    if (method) {
        n = call_with_self(p, method, o, NULL, 0, NULL);
    } else {
        /* The iterators here know how many items are left; asking makes an int only where CPython
         * makes one. */
        const MethodDef *own = find_hint(ob_ops(o)->methods);
        if (!own) return fallback;
        /* _PyObject_LookupSpecial: the method is bound before it is called. */
        uint32_t row = (uint32_t)(own - ob_ops(o)->methods);
        Ob *bound = builtin_new(p, CFUNCTION_ID(ob_kind(o), row), o, NULL);
        n = bound ? own->function(p, o, NULL, 0, NULL) : NULL;
        ob_xdecref(p, bound);
    }
    if (!n) {
        if (!err_matches(p, EXC_TypeError)) return -1;
        err_clear(p);
        return fallback;
    }
    int64_t hint = n == &p->ob->not_implemented ? fallback : checked_hint(p, n);
    ob_decref(p, n);
    return hint;
}

/* ---- items ----------------------------------------------------------------------------------- */

/* PyObject_GetItem, PySequence_GetItem: up to 3.6 what might have sq_item is asked for an item by its number. */
static Ob *not_subscriptable(Proc *p, Ob *o, Ob *key) {
    TypeId kind = ob_kind(o);
    bool sequence = (o->ob_type->flags & TYPE_HEAP) || kind == TYPE_SET || kind == TYPE_FROZENSET ||
                    kind == TYPE_DICT_KEYS || kind == TYPE_DICT_VALUES || kind == TYPE_DICT_ITEMS;
    bool indexed = py_index_error_of_sequences(p) && sequence && ob_has_index(key);
    return err_format(p, EXC_TypeError,
                      indexed ? "'%N' object does not support indexing"
                              : "'%N' object is not subscriptable",
                      o->ob_type);
}

Ob *ob_getitem(Proc *p, Ob *o, Ob *key) {
    if (type_defines(o->ob_type, SP_GETITEM)) return ob_call_special(p, o, SP_GETITEM, &key, 1);
    const TypeOps *ops = ob_ops(o);
    if (ops->getitem) return ops->getitem(p, o, key);
    if (ob_is(o, TYPE_TYPE)) {
        if (o == (Ob *)type_of_id(p, TYPE_TYPE) && py_generic_aliases(p))
            return generic_alias_new(p, o, key);
        if (!py_class_getitem(p)) return not_subscriptable(p, o, key);
        Ob *method = NULL;
        Ob *name = str_interned_cstr(p, "__class_getitem__");
        int found = name ? ob_lookup_attr(p, o, name, &method) : -1;
        ob_xdecref(p, name);
        if (found < 0) return NULL;
        if (found) {
            Ob *result = ob_call(p, method, &key, 1, NULL);
            ob_decref(p, method);
            return result;
        }
        if (py_type_subscript_named(p)) {
            return err_format(p, EXC_TypeError, "type '%N' is not subscriptable", (TypeOb *)o);
        }
    }
    return not_subscriptable(p, o, key);
}

int ob_setitem(Proc *p, Ob *o, Ob *key, Ob *value) {
    if (type_defines(o->ob_type, SP_SETITEM)) {
        Ob *args[] = {key, value};
        Ob *r = ob_call_special(p, o, SP_SETITEM, args, 2);
        if (!r) return -1;
        ob_decref(p, r);
        return 0;
    }
    const TypeOps *ops = ob_ops(o);
    if (ops->setitem) return ops->setitem(p, o, key, value);
    err_format(p, EXC_TypeError, "'%N' object does not support item assignment", o->ob_type);
    return -1;
}

int ob_delitem(Proc *p, Ob *o, Ob *key) {
    if (type_defines(o->ob_type, SP_DELITEM)) {
        Ob *r = ob_call_special(p, o, SP_DELITEM, &key, 1);
        if (!r) return -1;
        ob_decref(p, r);
        return 0;
    }
    const TypeOps *ops = ob_ops(o);
    if (ops->setitem) return ops->setitem(p, o, key, NULL);
    /* By a number a sequence is asked, in other words: PySequence_DelItem. */
    bool sequence = o->ob_type->flags & TYPE_HEAP || ops->length || ops->contains;
    err_format(p, EXC_TypeError,
               sequence && ob_has_index(key) ? "'%N' object doesn't support item deletion"
                                             : "'%N' object does not support item deletion",
               o->ob_type);
    return -1;
}

/* ---- membership ------------------------------------------------------------------------------ */

int item_equals(Proc *p, Ob *item, Ob *value) {
    return py_contains_item_first(p) ? ob_richcompare_bool(p, item, value, CMP_EQ)
                                     : ob_richcompare_bool(p, value, item, CMP_EQ);
}

int item_equals_held(Proc *p, Ob *item, Ob *value, bool holds) {
    bool hold = holds || item->ob_refcnt == 1;
    if (hold) ob_incref(p, item);
    int equal = ob_richcompare_bool(p, item, value, CMP_EQ);
    if (hold) ob_decref(p, item);
    return equal;
}

/* _PySequence_IterSearch for PY_ITERSEARCH_CONTAINS: 1, 0, -1. */
static int iter_contains(Proc *p, Ob *o, Ob *value) {
    Ob *it = ob_iter(p, o);
    if (!it) {
        if (err_matches(p, EXC_TypeError)) {
            err_clear(p);
            err_format(p, EXC_TypeError, "argument of type '%N' is not iterable", o->ob_type);
        }
        return -1;
    }
    int found = 0;
    for (Ob *item; found == 0 && (item = ob_next(p, it)) != NULL;) {
        found = item_equals(p, item, value);
        ob_decref(p, item);
    }
    if (found == 0 && err_occurred(p)) found = -1;
    ob_decref(p, it);
    return found;
}

int ob_contains(Proc *p, Ob *o, Ob *value) {
    if (type_defines(o->ob_type, SP_CONTAINS)) {
        if (type_lookup_special(p, o->ob_type, SP_CONTAINS) == OB_NONE(p)) {
            err_format(p, EXC_TypeError, "'%N' object is not a container", o->ob_type);
            return -1;
        }
        Ob *r = ob_call_special(p, o, SP_CONTAINS, &value, 1);
        if (!r) return -1;
        int truth = ob_is_true(p, r);
        ob_decref(p, r);
        return truth;
    }
    const TypeOps *ops = ob_ops(o);
    if (ops->contains) return ops->contains(p, o, value);
    return iter_contains(p, o, value);
}

/* ---- lists and tuples alike ------------------------------------------------------------------ */

Ob *seq_fast(Proc *p, Ob *o, const char *message) {
    if (ob_is_exact(p, o, TYPE_LIST) || ob_is_exact(p, o, TYPE_TUPLE)) return ob_newref(p, o);
    Ob *it = ob_iter(p, o);
    if (!it) {
        if (err_matches(p, EXC_TypeError)) {
            err_clear(p);
            err_format(p, EXC_TypeError, "%s", message);
        }
        return NULL;
    }
    Ob *list = list_from_iterable(p, it);
    ob_decref(p, it);
    return list;
}

int64_t seq_fast_size(const Ob *fast) { return ((const VarOb *)fast)->ob_size; }
Ob *seq_fast_item(const Ob *fast, int64_t i) {
    return ob_is(fast, TYPE_LIST) ? list_item(fast, i) : tuple_item(fast, i);
}
