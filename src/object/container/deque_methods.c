/* deque_methods.c - what Python code sees of a deque: methods, operators, comparison, iteration
 * (Modules/_collectionsmodule.c). */
#include "object/container/deque.h"
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/reduce.h"

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }
static Ob *none_or_error(Proc *p, int status) { return status < 0 ? NULL : none(p); }

static Ob *deque_iter(Proc *p, Ob *o);
static Ob *deque_reversed(Proc *p, Ob *o);

/* ---- making ---------------------------------------------------------------------------------- */

static Ob *deque_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return deque_new(p, type);
}

static int deque_tp_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"iterable", "maxlen"};
    static const Signature signature = {"deque", names, 2, 0, 0, 2};
    Ob *given[2];
    int64_t maxlen = -1;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return -1;
    if (given[1] && given[1] != OB_NONE(p)) {
        if (!ob_is(given[1], TYPE_INT) && !ob_is(given[1], TYPE_BOOL)) {
            err_format(p, EXC_TypeError, "an integer is required");
            return -1;
        }
        if (ob_as_ssize_arg(p, given[1], &maxlen) < 0) return -1;
        if (maxlen < 0) {
            err_format(p, EXC_ValueError, "maxlen must be non-negative");
            return -1;
        }
    }
    ((DequeOb *)o)->maxlen = maxlen;
    deque_clear(p, o);
    return given[0] ? deque_extend(p, o, given[0]) : 0;
}

/* deque_copy: of the class of the deque, with its limit. New. */
static Ob *copy_of(Proc *p, Ob *o) {
    int64_t maxlen = ((DequeOb *)o)->maxlen;
    if (ob_is_exact(p, o, TYPE_DEQUE)) {
        Ob *copy = deque_new(p, o->ob_type);
        if (!copy) return NULL;
        ((DequeOb *)copy)->maxlen = maxlen;
        int status = deque_size(o) == 1 ? deque_append_take(p, copy, ob_newref(p, deque_item(o, 0)))
                                        : deque_extend(p, copy, o);
        if (status == 0) return copy;
        ob_decref(p, copy);
        return NULL;
    }
    Ob *limit = maxlen < 0 ? NULL : int_from_i64(p, maxlen);
    if (maxlen >= 0 && !limit) return NULL;
    Ob *args[] = {o, limit};
    Ob *copy = ob_call(p, &o->ob_type->base.ob, args, limit ? 2 : 1, NULL);
    ob_xdecref(p, limit);
    if (!copy || ob_is(copy, TYPE_DEQUE)) return copy;
    err_format(p, EXC_TypeError, "%N() must return a deque, not %N", o->ob_type, copy->ob_type);
    ob_decref(p, copy);
    return NULL;
}

/* ---- operators ------------------------------------------------------------------------------- */

static Ob *deque_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (op == BIN_ADD) {
        if (!ob_is(b, TYPE_DEQUE)) {
            return err_format(p, EXC_TypeError, "can only concatenate deque (not \"%N\") to deque",
                              b->ob_type);
        }
        Ob *sum = copy_of(p, a);
        if (sum && deque_extend(p, sum, b) == 0) return sum;
        ob_xdecref(p, sum);
        return NULL;
    }
    if (op != BIN_MULTIPLY) return not_implemented(p);
    int64_t times;
    if (ob_as_count(p, b, &times) < 0) return NULL;
    Ob *product = copy_of(p, a);
    if (product && deque_repeat(p, product, times) == 0) return product;
    ob_xdecref(p, product);
    return NULL;
}

static Ob *deque_inplace(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    int64_t times;
    if (op == BIN_ADD) {
        if (deque_extend(p, a, b) < 0) return NULL;
    } else if (op == BIN_MULTIPLY) {
        if (ob_as_count(p, b, &times) < 0 || deque_repeat(p, a, times) < 0) return NULL;
    } else {
        return not_implemented(p);
    }
    return ob_newref(p, a);
}

/* Items are compared through iterators: the first pair that differs decides. */
static Ob *compare_items(Proc *p, Ob *ita, Ob *itb, CompareOp op) {
    for (;;) {
        Ob *x = ob_next(p, ita);
        if (!x && err_occurred(p)) return NULL;
        Ob *y = ob_next(p, itb);
        if (!x || !y) {
            bool more = x != NULL, other = y != NULL;
            ob_xdecref(p, x);
            ob_xdecref(p, y);
            return err_occurred(p) ? NULL : compare_result(p, more, other, op);
        }
        int equal = ob_richcompare_bool(p, x, y, CMP_EQ);
        Ob *answer = NULL;
        if (equal == 0) {
            int found = ob_richcompare_bool(p, x, y, op);
            if (found >= 0) answer = ob_newref(p, found ? p->ob->true_ : p->ob->false_);
        }
        ob_decref(p, x);
        ob_decref(p, y);
        if (equal <= 0) return answer;
    }
}

static Ob *deque_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!ob_is(a, TYPE_DEQUE) || !ob_is(b, TYPE_DEQUE)) return not_implemented(p);
    if (op == CMP_EQ || op == CMP_NE) {
        if (a == b) return compare_result(p, 0, 0, op);
        if (deque_size(a) != deque_size(b)) return compare_result(p, 0, 1, op);
    }
    Ob *ita = ob_iter(p, a), *itb = ita ? ob_iter(p, b) : NULL;
    Ob *answer = itb ? compare_items(p, ita, itb, op) : NULL;
    ob_xdecref(p, ita);
    ob_xdecref(p, itb);
    return answer;
}

static Ob *deque_repr(Proc *p, Ob *o) {
    int inside = repr_enter(p, o);
    if (inside) return inside < 0 ? NULL : str_from_cstr(p, "[...]");
    const TypeOb *type = o->ob_type;
    bool heap = type->flags & TYPE_HEAP && !py_repr_names_base(p);
    Ob *name = heap ? type->tp_name : type_of_id(p, TYPE_DEQUE)->qualname, *text = NULL;
    Ob *list = list_from_iterable(p, o);
    int64_t maxlen = ((DequeOb *)o)->maxlen;
    if (list) {
        text = maxlen < 0 ? str_format(p, "%U(%R)", name, list)
                          : str_format(p, "%U(%R, maxlen=%zd)", name, list, maxlen);
        ob_decref(p, list);
    }
    repr_leave(p, o);
    return text;
}

/* ---- items ----------------------------------------------------------------------------------- */

static int64_t deque_length(Proc *p, Ob *o) {
    (void)p;
    return deque_size(o);
}

/* PySequence_GetItem: a deque knows whole numbers only. */
static bool item_index(Proc *p, Ob *o, Ob *key, int64_t *i) {
    if (!ob_has_index(key)) {
        err_format(p, EXC_TypeError, "sequence index must be integer, not '%N'", key->ob_type);
        return false;
    }
    if (ob_as_ssize(p, key, i) < 0) return false;
    if (*i < 0) *i += deque_size(o);
    if (*i >= 0 && *i < deque_size(o)) return true;
    err_format(p, EXC_IndexError, "deque index out of range");
    return false;
}

static Ob *deque_getitem(Proc *p, Ob *o, Ob *key) {
    int64_t i;
    return item_index(p, o, key, &i) ? ob_newref(p, deque_item(o, i)) : NULL;
}

static int deque_setitem(Proc *p, Ob *o, Ob *key, Ob *value) {
    int64_t i;
    if (!item_index(p, o, key, &i)) return -1;
    if (!value) return deque_delete(p, o, i);
    deque_set_item(p, o, i, value);
    return 0;
}

/* What a search finds: its index from `start` on and before `stop`, -1, or SEARCH_FAILED with an
 * exception, `changed` of that class when an item's __eq__ has changed the deque. */
enum { SEARCH_FAILED = -2 };
static int64_t search(Proc *p, Ob *o, Ob *value, int64_t start, int64_t stop, ExcId changed,
                      const char *words, bool holds) {
    const DequeOb *d = (DequeOb *)o;
    DequeWalk walk = deque_walk(o);
    uint64_t state = d->state;
    if (stop > walk.left) stop = walk.left;
    for (int64_t i = 0; i < stop; i++) {
        Ob *item = deque_walk_next(&walk);
        if (i < start) continue;
        int equal = item_equals_held(p, item, value, holds);
        if (equal < 0) return SEARCH_FAILED;
        if (d->state != state) {
            err_format(p, changed, "%s", words);
            return SEARCH_FAILED;
        }
        if (equal) return i;
    }
    return -1;
}

static const char mutated[] = "deque mutated during iteration";

static int deque_contains(Proc *p, Ob *o, Ob *value) {
    int64_t at =
        search(p, o, value, 0, INT64_MAX, EXC_RuntimeError, mutated, py_deque_search_holds(p));
    return at == SEARCH_FAILED ? -1 : at >= 0;
}

/* ---- methods --------------------------------------------------------------------------------- */

#define METHOD(name)                                                                               \
    static Ob *method_##name(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames)

METHOD(append) {
    if (!args_check(p, "deque.append", nargs, 1, 1, kwnames)) return NULL;
    return none_or_error(p, deque_append_take(p, o, ob_newref(p, args[0])));
}

METHOD(appendleft) {
    if (!args_check(p, "deque.appendleft", nargs, 1, 1, kwnames)) return NULL;
    return none_or_error(p, deque_appendleft_take(p, o, ob_newref(p, args[0])));
}

METHOD(extend) {
    if (!args_check(p, "deque.extend", nargs, 1, 1, kwnames)) return NULL;
    return none_or_error(p, deque_extend(p, o, args[0]));
}

METHOD(extendleft) {
    if (!args_check(p, "deque.extendleft", nargs, 1, 1, kwnames)) return NULL;
    return none_or_error(p, deque_extendleft(p, o, args[0]));
}

METHOD(pop) {
    (void)args;
    return args_check(p, "deque.pop", nargs, 0, 0, kwnames) ? deque_pop(p, o) : NULL;
}

METHOD(popleft) {
    (void)args;
    return args_check(p, "deque.popleft", nargs, 0, 0, kwnames) ? deque_popleft(p, o) : NULL;
}

METHOD(clear) {
    (void)args;
    if (!args_check(p, "deque.clear", nargs, 0, 0, kwnames)) return NULL;
    deque_clear(p, o);
    return none(p);
}

METHOD(copy) {
    (void)args;
    return args_check(p, "deque.copy", nargs, 0, 0, kwnames) ? copy_of(p, o) : NULL;
}

METHOD(rotate) {
    int64_t n = 1;
    if (!args_check(p, "deque.rotate", nargs, 0, 1, kwnames)) return NULL;
    if (nargs && ob_as_ssize_arg(p, args[0], &n) < 0) return NULL;
    return none_or_error(p, deque_rotate(p, o, n));
}

METHOD(reverse) {
    (void)args;
    if (!args_check(p, "deque.reverse", nargs, 0, 0, kwnames)) return NULL;
    DequeOb *d = (DequeOb *)o;
    DequeBlock *left = d->leftblock, *right = d->rightblock;
    int64_t i = d->leftindex, j = d->rightindex;
    for (int64_t n = d->base.ob_size / 2; n > 0; n--) {
        Ob *item = left->data[i];
        left->data[i] = right->data[j];
        right->data[j] = item;
        if (++i == DEQUE_BLOCKLEN && n > 1) {
            left = left->rightlink;
            i = 0;
        }
        if (--j < 0 && n > 1) {
            right = right->leftlink;
            j = DEQUE_BLOCKLEN - 1;
        }
    }
    return none(p);
}

METHOD(count) {
    if (!args_check(p, "deque.count", nargs, 1, 1, kwnames)) return NULL;
    const DequeOb *d = (DequeOb *)o;
    DequeWalk walk = deque_walk(o);
    uint64_t state = d->state;
    int64_t n = 0;
    for (Ob *item; (item = deque_walk_next(&walk)) != NULL;) {
        int equal = item_equals_held(p, item, args[0], py_deque_search_holds(p));
        if (equal < 0) return NULL;
        if (d->state != state) return err_format(p, EXC_RuntimeError, "%s", mutated);
        n += equal;
    }
    return int_from_i64(p, n);
}

/* A bound of index(): like one of a slice. */
static bool bound(Proc *p, Ob *o, Ob *given, int64_t *value) {
    if (ob_as_clamped(p, given, value) < 0) return false;
    if (*value < 0) *value += deque_size(o);
    if (*value < 0) *value = 0;
    return true;
}

METHOD(index) {
    int64_t start = 0, stop = INT64_MAX;
    if (!args_check(p, "index", nargs, 1, 3, kwnames)) return NULL;
    if (nargs > 1 && !bound(p, o, args[1], &start)) return NULL;
    if (nargs > 2 && !bound(p, o, args[2], &stop)) return NULL;
    int64_t at =
        search(p, o, args[0], start, stop, EXC_RuntimeError, mutated, py_deque_index_holds(p));
    if (at >= 0) return int_from_i64(p, at);
    return at == SEARCH_FAILED ? NULL
                               : err_format(p, EXC_ValueError, "%R is not in deque", args[0]);
}

METHOD(insert) {
    int64_t i;
    if (!args_check(p, "insert", nargs, 2, 2, kwnames) || ob_as_ssize_arg(p, args[0], &i) < 0)
        return NULL;
    int64_t n = deque_size(o);
    if (((DequeOb *)o)->maxlen == n)
        return err_format(p, EXC_IndexError, "deque already at its maximum size");
    Ob *value = ob_newref(p, args[1]);
    if (i >= n) return none_or_error(p, deque_append_take(p, o, value));
    if (i <= -n || i == 0) return none_or_error(p, deque_appendleft_take(p, o, value));
    if (deque_rotate(p, o, -i) < 0) {
        ob_decref(p, value);
        return NULL;
    }
    int status = i < 0 ? deque_append_take(p, o, value) : deque_appendleft_take(p, o, value);
    return none_or_error(p, status < 0 ? -1 : deque_rotate(p, o, i));
}

METHOD(remove) {
    if (!args_check(p, "deque.remove", nargs, 1, 1, kwnames)) return NULL;
    bool named = py_deque_remove_names_value(p);
    int64_t at =
        search(p, o, args[0], 0, INT64_MAX, EXC_IndexError,
               named ? mutated : "deque mutated during remove().", py_deque_remove_holds(p));
    if (at == SEARCH_FAILED) return NULL;
    if (at >= 0) return none_or_error(p, deque_delete(p, o, at));
    return named ? err_format(p, EXC_ValueError, "%R is not in deque", args[0])
                 : err_format(p, EXC_ValueError, "deque.remove(x): x not in deque");
}

METHOD(reversed) {
    (void)args;
    return args_check(p, "deque.__reversed__", nargs, 0, 0, kwnames) ? deque_reversed(p, o) : NULL;
}

/* How to make it again: class, arguments, attributes, items. */
METHOD(reduce) {
    (void)args;
    if (!args_check(p, "deque.__reduce__", nargs, 0, 0, kwnames)) return NULL;
    int64_t maxlen = ((DequeOb *)o)->maxlen;
    Ob *empty = tuple_new(p, 0), *limit = NULL, *given = NULL, *state = NULL, *result = NULL;
    if (maxlen < 0) {
        given = ob_newref(p, empty);
    } else if ((limit = int_from_i64(p, maxlen)) != NULL) {
        given = tuple_pack(p, 2, empty, limit);
    }
    Ob *it = given ? ob_iter(p, o) : NULL;
    if (it) {
        state = instance_has_attrs(o) ? instance_get_dict(p, o) : none(p);
        if (state) result = tuple_pack(p, 4, &o->ob_type->base.ob, given, state, it);
    }
    Ob *made[] = {empty, limit, given, state, it};
    for (size_t i = 0; i < ARRAY_LEN(made); i++) ob_xdecref(p, made[i]);
    return result;
}

static const MethodDef deque_methods[] = {
    {"append", method_append, 0, NULL},
    {"appendleft", method_appendleft, 0, NULL},
    {"clear", method_clear, 0, NULL},
    {"__copy__", method_copy, 0, NULL},
    {"copy", method_copy, 0, NULL},
    {"count", method_count, 0, NULL},
    {"extend", method_extend, 0, NULL},
    {"extendleft", method_extendleft, 0, NULL},
    {"index", method_index, METH_TUPLE_UNTIL(PY_3_6), NULL},
    {"insert", method_insert, METH_TUPLE_UNTIL(PY_3_6), NULL},
    {"pop", method_pop, 0, NULL},
    {"popleft", method_popleft, 0, NULL},
    {"__reduce__", method_reduce, 0, NULL},
    {"remove", method_remove, 0, NULL},
    {"__reversed__", method_reversed, 0, NULL},
    {"reverse", method_reverse, 0, NULL},
    {"rotate", method_rotate, METH_TUPLE_UNTIL(PY_3_6), NULL},
    {NULL, NULL, 0, NULL},
};

static Ob *get_maxlen(Proc *p, Ob *o) {
    int64_t maxlen = ((DequeOb *)o)->maxlen;
    return maxlen < 0 ? none(p) : int_from_i64(p, maxlen);
}

static const GetSetDef deque_getsets[] = {
    {"maxlen", get_maxlen, NULL},
    {NULL, NULL, NULL},
};

static int64_t deque_size_of(Proc *p, Ob *o) {
    (void)p;
    const DequeOb *d = (DequeOb *)o;
    int64_t blocks = (d->leftindex + d->base.ob_size + DEQUE_BLOCKLEN - 1) / DEQUE_BLOCKLEN;
    return o->ob_type->basicsize + blocks * (int64_t)sizeof(DequeBlock);
}

const TypeOps deque_ops = {
    .dealloc = deque_dealloc,
    .traverse = deque_traverse,
    .clear = deque_tp_clear,
    .repr = deque_repr,
    .hash = hash_not_implemented,
    .richcompare = deque_richcompare,
    .iter = deque_iter,
    .tp_new = deque_tp_new,
    .tp_init = deque_tp_init,
    .binary = deque_binary,
    .inplace = deque_inplace,
    .length = deque_length,
    .getitem = deque_getitem,
    .setitem = deque_setitem,
    .contains = deque_contains,
    .size_of = deque_size_of,
    .size_is_whole = true,
    .methods = deque_methods,
    .getsets = deque_getsets,
};

/* ---- iterators ------------------------------------------------------------------------------- */

static Ob *iterator_new(Proc *p, TypeId type, Ob *o) {
    const DequeOb *d = (DequeOb *)o;
    Ob *it = ob_alloc(p, type_of_id(p, type), sizeof(DequeIterOb));
    if (!it) return NULL;
    DequeIterOb *self = (DequeIterOb *)it;
    bool back = type == TYPE_DEQUE_REVERSE_ITERATOR;
    self->b = back ? d->rightblock : d->leftblock;
    self->index = back ? d->rightindex : d->leftindex;
    field_hold(p, &self->deque, o, it, SLOT_SELF, 0);
    self->state = d->state;
    self->counter = d->base.ob_size;
    ob_gc_track(p, it);
    return it;
}

static Ob *deque_iter(Proc *p, Ob *o) { return iterator_new(p, TYPE_DEQUE_ITERATOR, o); }
static Ob *deque_reversed(Proc *p, Ob *o) {
    return iterator_new(p, TYPE_DEQUE_REVERSE_ITERATOR, o);
}

/* Is there another item? Not with an exception when the deque has changed. */
static bool may_go_on(Proc *p, DequeIterOb *it) {
    if (it->deque && ((DequeOb *)it->deque)->state != it->state) {
        it->counter = 0;
        err_format(p, EXC_RuntimeError, "%s", mutated);
    }
    return it->deque && it->counter > 0;
}

static Ob *forward_next(Proc *p, Ob *o) {
    DequeIterOb *it = (DequeIterOb *)o;
    if (!may_go_on(p, it)) return NULL;
    Ob *item = it->b->data[it->index++];
    if (--it->counter > 0 && it->index == DEQUE_BLOCKLEN) {
        it->b = it->b->rightlink;
        it->index = 0;
    }
    return ob_newref(p, item);
}

static Ob *backward_next(Proc *p, Ob *o) {
    DequeIterOb *it = (DequeIterOb *)o;
    if (!may_go_on(p, it)) return NULL;
    Ob *item = it->b->data[it->index--];
    if (--it->counter > 0 && it->index < 0) {
        it->b = it->b->leftlink;
        it->index = DEQUE_BLOCKLEN - 1;
    }
    return ob_newref(p, item);
}

/* _deque_iterator(deque, index): how a copy begins where the original stands. */
static Ob *iterator_made(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t skip = 0;
    if (!args_check(p, "__new__", nargs, 1, 2, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_DEQUE)) {
        return err_format(p, EXC_TypeError, "argument 1 must be %N, not %N",
                          type_of_id(p, TYPE_DEQUE), args[0]->ob_type);
    }
    if (nargs > 1 && ob_as_ssize_arg(p, args[1], &skip) < 0) return NULL;
    Ob *it = iterator_new(p, (TypeId)type->kind, args[0]);
    for (; it && skip > 0; skip--) {
        Ob *item = ob_next(p, it);
        if (!item) break;
        ob_decref(p, item);
    }
    if (!it || !err_occurred(p)) return it;
    ob_decref(p, it);
    return NULL;
}

static Ob *iterator_length_hint(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "__length_hint__", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, ((DequeIterOb *)o)->counter);
}

/* (type, (deque, how many items it has given)) */
static REDUCTION(iterator_reduce) {
    (void)args;
    if (!args_check(p, "__reduce__", nargs, 0, 0, kwnames)) return NULL;
    DequeIterOb *it = (DequeIterOb *)o;
    Ob *given[] = {ob_newref(p, it->deque),
                   int_from_i64(p, ((DequeOb *)it->deque)->base.ob_size - it->counter)};
    return reduce_call(p, ob_newref(p, &o->ob_type->base.ob), given, 2, NULL);
}

static const MethodDef iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, 0, NULL},
    {"__reduce__", iterator_reduce, 0, NULL},
    {NULL, NULL, 0, NULL},
};

static int iterator_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((DequeIterOb *)o)->deque, visit, arg);
}

static void iterator_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    field_clear(p, &((DequeIterOb *)o)->deque, o, SLOT_SELF, 0);
    ob_free(p, o);
}

const TypeOps deque_iterator_ops = {
    .dealloc = iterator_dealloc,
    .traverse = iterator_traverse,
    .iter = iterator_self,
    .iternext = forward_next,
    .tp_new = iterator_made,
    .methods = iterator_methods,
};

const TypeOps deque_reverse_iterator_ops = {
    .dealloc = iterator_dealloc,
    .traverse = iterator_traverse,
    .iter = iterator_self,
    .iternext = backward_next,
    .tp_new = iterator_made,
    .methods = iterator_methods,
};
