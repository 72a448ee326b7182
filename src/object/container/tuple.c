/* tuple.c - tuples: fixed arrays of references (Objects/tupleobject.c).
 *
 * Main entries: tuple_new, tuple_pack. Small dead tuples wait on one free list per size; the empty
 * tuple exists once. The collector stops watching tuples that hold nothing it knows, when it first
 * sees them. */
#include "object/container/tuple.h"
#include "object/protocol/named_args.h"

#include <stdarg.h>
#include <string.h>

#include "object/container/dict_internal.h"
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/slice.h"
#include "object/core/freelist.h"
#include "object/core/singletons.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/text/text_writer.h"
#include "object/type/generic_alias.h"
#include "object/type/instance.h"
#include "object/type/reduce.h"

/* Of more items than memory could hold: a size that no allocator grants. */
static size_t tuple_bytes(int64_t n) {
    return (size_t)size_add(sizeof(TupleOb), size_mul(n, sizeof(Ob *)));
}

void tuple_boot(Proc *p) {
    Ob *t = ob_alloc(p, type_of_id(p, TYPE_TUPLE), tuple_bytes(0));
    OURO_ASSERT(t != NULL);
    t->ob_refcnt = static_count(p);
    p->ob->empty_tuple =
        t; /* not watched: the collection of start-up has seen that it holds nothing */
}

/* A tuple of n > 0 empty slots that the collector does not watch yet. */
static Ob *tuple_alloc(Proc *p, int64_t n) {
    TypeOb *type = type_of_id(p, TYPE_TUPLE);
    Ob *t = n <= FREE_TUPLE_SIZES ? ob_alloc_from(p, &p->ob->free_tuples[n], type, tuple_bytes(n))
                                  : ob_alloc(p, type, tuple_bytes(n));
    if (t) ((VarOb *)t)->ob_size = n;
    return t;
}

Ob *tuple_new(Proc *p, int64_t n) {
    if (n == 0) return ob_newref(p, p->ob->empty_tuple);
    Ob *t = tuple_alloc(p, n);
    if (t) ob_gc_track(p, t);
    return t;
}

void tuple_set(Proc *p, Ob *t, int64_t i, Ob *v) {
    ((TupleOb *)t)->ob_item[i] = v;
    ob_slot(p, v, t, SLOT_INDEX, (uint64_t)i);
}

Ob *tuple_from_array(Proc *p, Ob *const *items, int64_t n) {
    if (n == 0) return tuple_new(p, 0);
    Ob *t = tuple_alloc(p, n);
    if (!t) return NULL;
    for (int64_t i = 0; i < n; i++) {
        ((TupleOb *)t)->ob_item[i] = items[i];
        ob_hold(p, items[i], t, SLOT_INDEX, (uint64_t)i);
    }
    ob_gc_track(p, t);
    return t;
}

Ob *tuple_from_array_take(Proc *p, Ob **items, int64_t n) {
    Ob *t = n ? tuple_alloc(p, n) : tuple_new(p, 0);
    if (!t) {
        for (int64_t i = 0; i < n; i++) ob_decref(p, items[i]);
        return NULL;
    }
    for (int64_t i = 0; i < n; i++) tuple_set(p, t, i, items[i]);
    if (n) ob_gc_track(p, t);
    return t;
}

Ob *tuple_pack(Proc *p, int64_t n, ...) {
    Ob *t = n ? tuple_alloc(p, n) : tuple_new(p, 0);
    if (!t) return NULL;
    va_list args;
    va_start(args, n);
    for (int64_t i = 0; i < n; i++) {
        Ob *item = va_arg(args, Ob *);
        ((TupleOb *)t)->ob_item[i] = item;
        ob_hold(p, item, t, SLOT_INDEX, (uint64_t)i);
    }
    va_end(args);
    if (n) ob_gc_track(p, t);
    return t;
}

/* _PyTuple_Resize of a tuple with one reference */
int tuple_resize(Proc *p, Ob **t, int64_t n) {
    int64_t old = tuple_size(*t);
    if (old == n) return 0;
    if (old == 0 || n == 0) {
        ob_decref(p, *t);
        *t = tuple_new(p, n);
        return *t ? 0 : -1;
    }
    bool tracked = ob_gc_is_tracked(p, *t);
    if (tracked) ob_gc_untrack(p, *t);
    for (int64_t i = n; i < old; i++) {
        Ob *item = ((TupleOb *)*t)->ob_item[i];
        ((TupleOb *)*t)->ob_item[i] = NULL;
        if (item) ob_release(p, item, *t, SLOT_INDEX, (uint64_t)i);
    }
    if (n < old) ((VarOb *)*t)->ob_size = n;
    Ob *moved = ob_realloc(p, *t, tuple_bytes(n));
    if (!moved) {
        ob_decref(p, *t);
        *t = NULL;
        return -1;
    }
    if (n > old) memset(((TupleOb *)moved)->ob_item + old, 0, (size_t)(n - old) * sizeof(Ob *));
    ((VarOb *)moved)->ob_size = n;
    *t = moved;
    ob_gc_track(p, moved);
    return 0;
}

Ob *tuple_from_iterable(Proc *p, Ob *o) {
    if (ob_is_exact(p, o, TYPE_TUPLE)) return ob_newref(p, o);
    if (ob_is_exact(p, o, TYPE_LIST)) return list_as_tuple(p, o);
    Ob *it = ob_iter(p, o);
    if (!it) return NULL;
    int64_t n = ob_length_hint(p, o, 10), filled = 0;
    Ob *t = n < 0 ? NULL : tuple_new(p, n);
    while (t) {
        Ob *item = ob_next(p, it);
        if (!item) {
            if (err_occurred(p)) {
                ob_decref(p, t);
                t = NULL;
            }
            break;
        }
        if (filled >= n) {
            /* PySequence_Tuple: grow by a quarter and ten. */
            n += 10;
            n += n >> 2;
            if (tuple_resize(p, &t, n) < 0) {
                ob_decref(p, item);
                break;
            }
        }
        tuple_set(p, t, filled++, item);
    }
    if (t && filled < n && tuple_resize(p, &t, filled) < 0) t = NULL;
    ob_decref(p, it);
    return t;
}

static Ob *tuple_concat(Proc *p, Ob *a, Ob *b) {
    bool shares = py_tuple_sum_shares(p);
    if (shares && tuple_size(a) == 0 && ob_is_exact(p, b, TYPE_TUPLE)) return ob_newref(p, b);
    if (shares && tuple_size(b) == 0 && ob_is_exact(p, a, TYPE_TUPLE)) return ob_newref(p, a);
    int64_t n = tuple_size(a), m = tuple_size(b);
    if (n + m == 0) return tuple_new(p, 0);
    Ob *t = tuple_alloc(p, n + m);
    if (!t) return NULL;
    for (int64_t i = 0; i < n + m; i++) {
        Ob *item = i < n ? tuple_item(a, i) : tuple_item(b, i - n);
        ((TupleOb *)t)->ob_item[i] = item;
        ob_hold(p, item, t, SLOT_INDEX, (uint64_t)i);
    }
    ob_gc_track(p, t);
    return t;
}

static Ob *tuple_repeat(Proc *p, Ob *a, Ob *times) {
    int64_t n, size = tuple_size(a);
    if (ob_as_count(p, times, &n) < 0) return NULL;
    if (n < 0) n = 0;
    if ((size == 0 || n == 1) && ob_is_exact(p, a, TYPE_TUPLE)) return ob_newref(p, a);
    if (size == 0 || n == 0) return tuple_new(p, 0);
    int64_t total = size_mul(n, size);
    Ob *t = tuple_alloc(p, total);
    if (!t) return NULL;
    for (int64_t i = 0; i < total; i++) {
        Ob *item = tuple_item(a, i % size);
        ((TupleOb *)t)->ob_item[i] = item;
        ob_hold(p, item, t, SLOT_INDEX, (uint64_t)i);
    }
    ob_gc_track(p, t);
    return t;
}

void tuple_maybe_untrack(Proc *p, Ob *t) {
    if (!ob_is_exact(p, t, TYPE_TUPLE) || !ob_gc_is_tracked(p, t)) return;
    for (int64_t i = 0; i < tuple_size(t); i++) {
        Ob *item = tuple_item(t, i);
        if (!item || ob_may_be_tracked(p, item)) return;
    }
    ob_gc_untrack(p, t);
}

/* ---- operations of the type ------------------------------------------------------------------ */

static void tuple_dealloc(Proc *p, Ob *t) {
    ob_gc_untrack(p, t);
    Trash trash = ob_trashcan_begin(p, t);
    if (trash == TRASH_PUT_OFF) return;
    int64_t n = tuple_size(t);
    for (int64_t i = n; i-- > 0;) {
        Ob *item = tuple_item(t, i);
        if (!item) continue;
        ((TupleOb *)t)->ob_item[i] = NULL;
        ob_release(p, item, t, SLOT_INDEX, (uint64_t)i);
    }
    bool kept = n > 0 && n <= FREE_TUPLE_SIZES && ob_is_exact(p, t, TYPE_TUPLE) &&
                ob_freelist_put(p, &p->ob->free_tuples[n], t);
    if (!kept) ob_free(p, t);
    ob_trashcan_end(p, trash);
}

static int tuple_traverse(Proc *p, Ob *t, VisitFn visit, void *arg) {
    for (int64_t i = tuple_size(t); i-- > 0;) {
        Ob *item = tuple_item(t, i);
        if (!item) continue;
        int status = visit(p, item, arg);
        if (status) return status;
    }
    return 0;
}

static Ob *tuple_repr(Proc *p, Ob *t) {
    int64_t n = tuple_size(t);
    if (n == 0) return str_from_cstr(p, "()");
    int shown = repr_enter(p, t);
    if (shown) return shown > 0 ? str_from_cstr(p, "(...)") : NULL;
    TextWriter w = {.overallocate = true, .min_length = n > 1 ? 1 + 1 + 3 * (n - 1) + 1 : 4};
    int status = text_writer_cstr(p, &w, "(");
    for (int64_t i = 0; i < n && status == 0; i++) {
        if (i) status = text_writer_cstr(p, &w, ", ");
        if (status == 0) status = text_writer_take(p, &w, ob_repr(p, tuple_item(t, i)));
    }
    w.overallocate = false;
    if (status == 0) status = text_writer_cstr(p, &w, n == 1 ? ",)" : ")");
    Ob *text = status == 0 ? text_writer_finish(p, &w) : NULL;
    if (!text) text_writer_drop(p, &w);
    repr_leave(p, t);
    return text;
}

/* Up to 3.7: the items from first to last, each with another multiplier. */
static int64_t tuple_hash37(Proc *p, Ob *t) {
    uint64_t acc = 0x345678, multiplier = 1000003;
    int64_t n = tuple_size(t);
    for (int64_t i = 0; i < n; i++) {
        int64_t item = ob_hash(p, tuple_item(t, i));
        if (item == -1) return -1;
        acc = (acc ^ (uint64_t)item) * multiplier;
        multiplier += (uint64_t)(82520 + 2 * (n - i - 1));
    }
    acc += 97531;
    return acc == UINT64_MAX ? -2 : (int64_t)acc;
}

/* xxHash's mixing of the hashes of the items (3.8+). */
static int64_t tuple_hash(Proc *p, Ob *t) {
    if (!py_tuple_hash_xx(p)) return tuple_hash37(p, t);
    const uint64_t prime1 = UINT64_C(11400714785074694791), prime2 = UINT64_C(14029467366897019727),
                   prime5 = UINT64_C(2870177450012600261);
    uint64_t acc = prime5;
    int64_t n = tuple_size(t);
    for (int64_t i = 0; i < n; i++) {
        int64_t lane = ob_hash(p, tuple_item(t, i));
        if (lane == -1) return -1;
        acc += (uint64_t)lane * prime2;
        acc = acc << 31 | acc >> 33;
        acc *= prime1;
    }
    acc += (uint64_t)n ^ (prime5 ^ UINT64_C(3527539));
    return acc == UINT64_MAX ? 1546275796 : (int64_t)acc;
}

static Ob *tuple_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!ob_is(a, TYPE_TUPLE) || !ob_is(b, TYPE_TUPLE)) return not_implemented(p);
    int64_t n = tuple_size(a), m = tuple_size(b), i;
    for (i = 0; i < n && i < m; i++) {
        int equal = ob_richcompare_bool(p, tuple_item(a, i), tuple_item(b, i), CMP_EQ);
        if (equal < 0) return NULL;
        if (!equal) break;
    }
    if (i >= n || i >= m) return compare_result(p, n, m, op);
    if (op == CMP_EQ || op == CMP_NE) return bool_from(p, op == CMP_NE);
    return ob_richcompare(p, tuple_item(a, i), tuple_item(b, i), op);
}

static int64_t tuple_length(Proc *p, Ob *t) {
    (void)p;
    return tuple_size(t);
}

static Ob *tuple_getitem(Proc *p, Ob *t, Ob *key) {
    int64_t n = tuple_size(t);
    if (ob_is(key, TYPE_SLICE)) {
        int64_t start, stop, step, count;
        if (slice_indices(p, key, n, &start, &stop, &step, &count) < 0) return NULL;
        if (count <= 0) return tuple_new(p, 0);
        if (start == 0 && step == 1 && count == n && ob_is_exact(p, t, TYPE_TUPLE))
            return ob_newref(p, t);
        Ob *result = tuple_alloc(p, count);
        if (!result) return NULL;
        for (int64_t i = 0; i < count; i++) {
            Ob *item = tuple_item(t, start + i * step);
            ((TupleOb *)result)->ob_item[i] = item;
            ob_hold(p, item, result, SLOT_INDEX, (uint64_t)i);
        }
        ob_gc_track(p, result);
        return result;
    }
    if (!ob_has_index(key)) {
        return err_format(p, EXC_TypeError, "tuple indices must be integers or slices, not %N",
                          key->ob_type);
    }
    int64_t i;
    if (ob_as_ssize(p, key, &i) < 0) return NULL;
    if (i < 0) i += n;
    if (i < 0 || i >= n) return err_format(p, EXC_IndexError, "tuple index out of range");
    return ob_newref(p, tuple_item(t, i));
}

static int tuple_contains(Proc *p, Ob *t, Ob *value) {
    for (int64_t i = 0; i < tuple_size(t); i++) {
        int equal = item_equals(p, tuple_item(t, i), value);
        if (equal) return equal;
    }
    return 0;
}

static Ob *tuple_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (op == BIN_MULTIPLY)
        return ob_is(a, TYPE_TUPLE) ? tuple_repeat(p, a, b) : tuple_repeat(p, b, a);
    if (op != BIN_ADD || !ob_is(a, TYPE_TUPLE)) return not_implemented(p);
    if (!ob_is(b, TYPE_TUPLE)) {
        return err_format(p, EXC_TypeError, "can only concatenate tuple (not \"%N\") to tuple",
                          b->ob_type);
    }
    return tuple_concat(p, a, b);
}

static Ob *tuple_iter(Proc *p, Ob *t) { return seq_iterator_new(p, TYPE_TUPLE_ITERATOR, t); }

static Ob *tuple_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"sequence"};
    static const Signature signature = {"tuple", names, 1, 0, 0, 1};
    Ob *sequence;
    if (!sole_argument(p, type, SP_INIT, &signature, args, nargs, kwnames, &sequence)) return NULL;
    Ob *items = sequence ? tuple_from_iterable(p, sequence) : tuple_new(p, 0);
    if (!items || !(type->flags & TYPE_HEAP)) return items;
    int64_t n = tuple_size(items);
    Ob *t = instance_alloc(p, type, n);
    for (int64_t i = 0; t && i < n; i++) {
        ((TupleOb *)t)->ob_item[i] = tuple_item(items, i);
        ob_hold(p, tuple_item(items, i), t, SLOT_INDEX, (uint64_t)i);
    }
    ob_decref(p, items);
    return t;
}

static Ob *tuple_index(Proc *p, Ob *t, Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t n = tuple_size(t), start = 0, stop = INT64_MAX;
    if (!args_check_format(p, "tuple.index", nargs, 1, 3, kwnames)) return NULL;
    if (nargs > 1 && slice_index_arg(p, args[1], &start) < 0) return NULL;
    if (nargs > 2 && slice_index_arg(p, args[2], &stop) < 0) return NULL;
    if (start < 0 && (start += n) < 0) start = 0;
    if (stop < 0 && (stop += n) < 0) stop = 0;
    for (int64_t i = start; i < stop && i < tuple_size(t); i++) {
        int equal = ob_richcompare_bool(p, tuple_item(t, i), args[0], CMP_EQ);
        if (equal) return equal > 0 ? int_from_i64(p, i) : NULL;
    }
    return err_format(p, EXC_ValueError, "tuple.index(x): x not in tuple");
}

static Ob *tuple_count(Proc *p, Ob *t, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!method_args(p, "tuple.count", nargs, 1, 1, kwnames)) return NULL;
    int64_t n = 0;
    for (int64_t i = 0; i < tuple_size(t); i++) {
        int equal = ob_richcompare_bool(p, tuple_item(t, i), args[0], CMP_EQ);
        if (equal < 0) return NULL;
        n += equal;
    }
    return int_from_i64(p, n);
}

static const MethodDef tuple_methods[] = {
    {"__getnewargs__", tuple_getnewargs, METH_PLAIN, NULL},
    {"index", tuple_index, METH_TUPLE_UNTIL(PY_3_6), "index(value, start=0, stop=sys.maxsize)"},
    {"count", tuple_count, METH_PLAIN, "count(value)"},
    CLASS_GETITEM_METHOD,
    {0},
};

const TypeOps tuple_ops = {
    .dealloc = tuple_dealloc,
    .traverse = tuple_traverse,
    .repr = tuple_repr,
    .hash = tuple_hash,
    .richcompare = tuple_richcompare,
    .iter = tuple_iter,
    .tp_new = tuple_tp_new,
    .binary = tuple_binary,
    .length = tuple_length,
    .getitem = tuple_getitem,
    .contains = tuple_contains,
    .methods = tuple_methods,
};
