/* iterators.c - iterators over sequences and the ones that builtins make (Objects/iterobject.c,
 * listobject.c, tupleobject.c, unicodeobject.c, enumobject.c).
 *
 * Positions in list, tuple, str, bytes and generic sequences share one layout (SeqIterOb). zip, map
 * and filter are in iterators_builtin.c. */
#include "object/container/iterators.h"

#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/bytearray.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/reduce.h"
#include "object/type/type.h"

Ob *seq_iterator_new(Proc *p, TypeId type, Ob *seq) {
    Ob *o = ob_alloc(p, type_of_id(p, type), sizeof(SeqIterOb));
    if (!o) return NULL;
    ((SeqIterOb *)o)->seq = seq;
    ob_hold(p, seq, o, SLOT_SELF, 0);
    ob_gc_track(p, o);
    return o;
}

/* The end is reached: let the sequence go. */
static Ob *exhausted(Proc *p, SeqIterOb *it) {
    Ob *seq = it->seq;
    it->seq = NULL;
    if (seq) ob_release(p, seq, it, SLOT_SELF, 0);
    return NULL;
}

static void seqiter_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    exhausted(p, (SeqIterOb *)o);
    ob_free(p, o);
}

static int seqiter_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    SeqIterOb *it = (SeqIterOb *)o;
    return it->seq ? visit(p, it->seq, arg) : 0;
}

static Ob *list_next(Proc *p, Ob *o) {
    SeqIterOb *it = (SeqIterOb *)o;
    if (!it->seq) return NULL;
    if (it->index < list_size(it->seq)) return ob_newref(p, list_item(it->seq, it->index++));
    return exhausted(p, it);
}
static Ob *list_reverse_next(Proc *p, Ob *o) {
    SeqIterOb *it = (SeqIterOb *)o;
    if (!it->seq) return NULL;
    if (it->index >= 0 && it->index < list_size(it->seq))
        return ob_newref(p, list_item(it->seq, it->index--));
    it->index = -1;
    return exhausted(p, it);
}
static Ob *tuple_next(Proc *p, Ob *o) {
    SeqIterOb *it = (SeqIterOb *)o;
    if (!it->seq) return NULL;
    if (it->index < tuple_size(it->seq)) return ob_newref(p, tuple_item(it->seq, it->index++));
    return exhausted(p, it);
}
static Ob *str_next(Proc *p, Ob *o) {
    SeqIterOb *it = (SeqIterOb *)o;
    if (!it->seq) return NULL;
    if (it->index < str_len(it->seq)) return str_from_char(p, str_char(p, it->seq, it->index++));
    return exhausted(p, it);
}
static Ob *bytes_next(Proc *p, Ob *o) {
    SeqIterOb *it = (SeqIterOb *)o;
    if (!it->seq) return NULL;
    if (it->index < bytes_len(it->seq)) return int_from_i64(p, bytes_data(it->seq)[it->index++]);
    return exhausted(p, it);
}

static Ob *bytearray_next(Proc *p, Ob *o) {
    SeqIterOb *it = (SeqIterOb *)o;
    if (!it->seq) return NULL;
    if (it->index < bytearray_len(it->seq))
        return int_from_i64(p, bytearray_data(it->seq)[it->index++]);
    return exhausted(p, it);
}

/* PySequence_GetItem: by a number, whatever the sequence is. */
static Ob *item_at(Proc *p, Ob *seq, int64_t i) {
    Ob *n = int_from_i64(p, i);
    if (!n) return NULL;
    Ob *item = ob_getitem(p, seq, n);
    ob_decref(p, n);
    return item;
}

static bool stops_iteration(Proc *p) {
    if (!err_matches(p, EXC_IndexError) && !err_matches(p, EXC_StopIteration)) return false;
    err_clear(p);
    return true;
}

static Ob *generic_next(Proc *p, Ob *o) {
    SeqIterOb *it = (SeqIterOb *)o;
    if (!it->seq) return NULL;
    Ob *item = item_at(p, it->seq, it->index);
    if (item) {
        it->index++;
        return item;
    }
    return stops_iteration(p) ? exhausted(p, it) : NULL;
}

static Ob *seqiter_hint(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "__length_hint__", nargs, 0, 0, kwnames)) return NULL;
    SeqIterOb *it = (SeqIterOb *)o;
    int64_t n = 0;
    if (it->seq) {
        if (ob_is(o, TYPE_SEQ_ITERATOR) && !type_defines(it->seq->ob_type, SP_LEN) &&
            !ob_ops(it->seq)->length) {
            return not_implemented(p);
        }
        n = ob_length(p, it->seq);
        if (n < 0) return NULL;
        n = ob_is(o, TYPE_LIST_REVERSE_ITERATOR) || ob_is(o, TYPE_REVERSED) ? it->index + 1
                                                                            : n - it->index;
    }
    return int_from_i64(p, n < 0 ? 0 : n);
}
static const MethodDef seqiter_methods[] = {
    {"__length_hint__", seqiter_hint, METH_PLAIN, "__length_hint__()"},
    {"__reduce__", seq_iterator_reduce, METH_PLAIN, NULL},
    {"__setstate__", seq_iterator_setstate, METH_PLAIN, NULL},
    {0},
};

#define SEQ_ITERATOR(next_function)                                                                \
    {                                                                                              \
        .dealloc = seqiter_dealloc, .traverse = seqiter_traverse, .iter = iterator_self,           \
        .iternext = next_function, .methods = seqiter_methods                                      \
    }
const TypeOps list_iterator_ops = SEQ_ITERATOR(list_next);
const TypeOps list_reverse_iterator_ops = SEQ_ITERATOR(list_reverse_next);
const TypeOps tuple_iterator_ops = SEQ_ITERATOR(tuple_next);
const TypeOps str_iterator_ops = SEQ_ITERATOR(str_next);
const TypeOps bytes_iterator_ops = SEQ_ITERATOR(bytes_next);
const TypeOps bytearray_iterator_ops = SEQ_ITERATOR(bytearray_next);
const TypeOps seq_iterator_ops = SEQ_ITERATOR(generic_next);

/* ---- reversed -------------------------------------------------------------------------------- */

static Ob *reversed_next(Proc *p, Ob *o) {
    SeqIterOb *it = (SeqIterOb *)o;
    if (!it->seq) return NULL;
    if (it->index >= 0) {
        Ob *item = item_at(p, it->seq, it->index);
        if (item) {
            it->index--;
            return item;
        }
        if (!stops_iteration(p)) return NULL;
    }
    it->index = -1;
    return exhausted(p, it);
}

/* Does the C side give __reversed__ (list, dict and its views, range)? */
static const MethodDef *c_reversed(const Proc *p, const Ob *o) {
    const MethodDef *m = ob_ops(o)->methods;
    for (; m && m->name; m++) {
        if (m->name[0] == '_' && m->name[2] == 'r' && m->name[3] == 'e' && m->name[4] == 'v')
            return (m->flags >> METH_SINCE_SHIFT & METH_FAMILY_MASK) <= (int)p->s->profile.version
                       ? m
                       : NULL;
    }
    return NULL;
}

Ob *reversed_new(Proc *p, Ob *seq) {
    if (type_defines(seq->ob_type, SP_REVERSED)) {
        if (type_lookup_special(p, seq->ob_type, SP_REVERSED) == OB_NONE(p)) {
            return err_format(p, EXC_TypeError, "'%N' object is not reversible", seq->ob_type);
        }
        /* reversed_new binds the method first: it counts as a reference while it runs. */
        Ob *bound = type_bind_special(p, seq, SP_REVERSED);
        Ob *result = bound ? ob_call(p, bound, NULL, 0, NULL) : NULL;
        ob_xdecref(p, bound);
        return result;
    }
    const MethodDef *method = c_reversed(p, seq);
    if (method) return method->function(p, seq, NULL, 0, NULL);
    if (!ob_is_sequence(seq))
        return err_format(p, EXC_TypeError, "'%N' object is not reversible", seq->ob_type);
    int64_t n = ob_length(p, seq);
    if (n < 0) return NULL;
    Ob *it = seq_iterator_new(p, TYPE_REVERSED, seq);
    if (it) ((SeqIterOb *)it)->index = n - 1;
    return it;
}

static Ob *reversed_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)type;
    if (!no_keywords_for(p, type, SP_INIT, "reversed", kwnames)) return NULL;
    if (nargs != 1)
        return err_format(p, EXC_TypeError, "reversed expected 1 argument%s, got %zd",
                          py_one_argument_singular(p) ? "" : "s", (int64_t)nargs);
    return reversed_new(p, args[0]);
}

const TypeOps reversed_ops = {
    .dealloc = seqiter_dealloc,
    .traverse = seqiter_traverse,
    .iter = iterator_self,
    .iternext = reversed_next,
    .tp_new = reversed_tp_new,
    .methods = seqiter_methods,
};

/* ---- iter(callable, sentinel) ---------------------------------------------------------------- */

typedef struct CallIterOb {
    Ob base;
    Ob *callable; /* NULL: exhausted */
    Ob *sentinel;
} CallIterOb;

Ob *callable_iterator_new(Proc *p, Ob *callable, Ob *sentinel) {
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_CALLABLE_ITERATOR), sizeof(CallIterOb));
    if (!o) return NULL;
    CallIterOb *it = (CallIterOb *)o;
    it->callable = callable;
    ob_hold(p, callable, o, SLOT_FUNCTION, 0);
    it->sentinel = sentinel;
    ob_hold(p, sentinel, o, SLOT_SELF, 0);
    ob_gc_track(p, o);
    return o;
}

static void calliter_drop(Proc *p, CallIterOb *it) {
    Ob *callable = it->callable, *sentinel = it->sentinel;
    it->callable = NULL;
    if (callable) ob_release(p, callable, it, SLOT_FUNCTION, 0);
    it->sentinel = NULL;
    if (sentinel) ob_release(p, sentinel, it, SLOT_SELF, 0);
}

static Ob *calliter_next(Proc *p, Ob *o) {
    CallIterOb *it = (CallIterOb *)o;
    if (!it->callable) return NULL;
    Ob *result = ob_call(p, it->callable, NULL, 0, NULL);
    if (!result) {
        if (err_matches(p, EXC_StopIteration)) {
            err_clear(p);
            calliter_drop(p, it);
        }
        return NULL;
    }
    if (!it->sentinel) { /* the call exhausted this very iterator */
        ob_decref(p, result);
        return NULL;
    }
    int equal = ob_richcompare_bool(p, it->sentinel, result, CMP_EQ);
    if (equal == 0) return result;
    ob_decref(p, result);
    if (equal > 0) calliter_drop(p, it);
    return NULL;
}

static void calliter_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    calliter_drop(p, (CallIterOb *)o);
    ob_free(p, o);
}

static int calliter_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    CallIterOb *it = (CallIterOb *)o;
    int status = it->callable ? visit(p, it->callable, arg) : 0;
    return status || !it->sentinel ? status : visit(p, it->sentinel, arg);
}

static REDUCTION(calliter_reduce) {
    (void)args;
    if (!args_check(p, "__reduce__", nargs, 0, 0, kwnames)) return NULL;
    CallIterOb *it = (CallIterOb *)o;
    Ob *make = reduce_by(p, "iter"); /* looks names up: the iterator may be used up then */
    Ob *given[] = {it->callable ? ob_newref(p, it->callable) : tuple_new(p, 0),
                   it->callable ? ob_newref(p, it->sentinel) : NULL};
    return reduce_call(p, make, given, it->callable ? 2 : 1, NULL);
}
static const MethodDef calliter_methods[] = {{"__reduce__", calliter_reduce, METH_PLAIN, NULL},
                                             {0}};

const TypeOps callable_iterator_ops = {
    .methods = calliter_methods,
    .dealloc = calliter_dealloc,
    .traverse = calliter_traverse,
    .iter = iterator_self,
    .iternext = calliter_next,
};
