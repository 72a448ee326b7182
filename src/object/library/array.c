/* array.c - array.array: the row of numbers, its room, and what sequences do (Modules/arraymodule.c). Its
 * methods are in array_methods.c, single items in array_item.c. */
#include "object/library/array.h"

#include <string.h>

#include "object/container/list.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/library/array_internal.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/byte_span.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/reduce.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

/* ---- the row --------------------------------------------------------------------------------- */

Ob *array_new(Proc *p, TypeOb *type, int64_t size, int64_t typecode) {
    int64_t bytes = size_mul(size, array_item_size(typecode));
    if (bytes == INT64_MAX) return err_no_memory(p);
    bool derived = (type->flags & TYPE_HEAP) != 0;
    ArrayOb *a = (ArrayOb *)(derived ? instance_alloc(p, type, 0) : ob_alloc(p, type, sizeof *a));
    if (!a) return NULL;
    if (!derived && ob_is_gc(&a->base.ob)) ob_gc_track(p, &a->base.ob);
    a->typecode = typecode;
    if (size > 0 && !(a->ob_item = mem_alloc(p, (size_t)bytes, BLOCK_OTHER))) {
        ob_decref(p, &a->base.ob);
        return err_no_memory(p);
    }
    a->base.ob_size = a->allocated = size;
    return &a->base.ob;
}

int array_resize(Proc *p, ArrayOb *a, int64_t size) {
    if (a->ob_exports > 0 && size != a->base.ob_size) {
        err_format(p, EXC_BufferError, "cannot resize an array that is exporting buffers");
        return -1;
    }
    if (a->allocated >= size && a->base.ob_size < size_add(size, 16) && a->ob_item) {
        a->base.ob_size = size;
        return 0;
    }
    if (size == 0) {
        mem_free(p, a->ob_item);
        a->ob_item = NULL;
        a->base.ob_size = a->allocated = 0;
        return 0;
    }
    int64_t room = size_add(size, (size >> 4) + (a->base.ob_size < 8 ? 3 : 7));
    int64_t bytes = size_mul(room, array_item_size(a->typecode));
    uint8_t *block = NULL;
    if (bytes < INT64_MAX)
        block = a->ob_item ? mem_realloc(p, a->ob_item, (size_t)bytes, BLOCK_OTHER)
                           : mem_alloc(p, (size_t)bytes, BLOCK_OTHER);
    if (!block) {
        err_no_memory(p);
        return -1;
    }
    a->ob_item = block;
    a->base.ob_size = size;
    a->allocated = room;
    return 0;
}

uint8_t *array_at(const ArrayOb *a, int64_t i) {
    return a->ob_item + i * array_item_size(a->typecode);
}

Ob *array_get(Proc *p, const ArrayOb *a, int64_t i) {
    return array_item(p, a->typecode, array_at(a, i));
}

static int array_set(Proc *p, ArrayOb *a, int64_t i, Ob *value) {
    uint8_t bytes[8];
    if (array_pack(p, a->typecode, value, bytes) < 0) return -1;
    /* the program's code may have run */
    if (i < a->base.ob_size) memcpy(array_at(a, i), bytes, (size_t)array_item_size(a->typecode));
    return 0;
}

int array_insert_item(Proc *p, ArrayOb *a, int64_t where, Ob *value) {
    uint8_t bytes[8];
    if (array_pack(p, a->typecode, value, bytes) < 0) return -1;
    int64_t n = a->base.ob_size;
    if (array_resize(p, a, size_add(n, 1)) < 0) return -1;
    if (where < 0) where = where + n < 0 ? 0 : where + n;
    if (where > n) where = n;
    size_t size = (size_t)array_item_size(a->typecode);
    if (where != n) memmove(array_at(a, where + 1), array_at(a, where), (size_t)(n - where) * size);
    memcpy(array_at(a, where), bytes, size);
    return 0;
}

/* array_do_extend, array_iter_extend. */
int array_extend(Proc *p, ArrayOb *a, Ob *from) {
    if (ob_is(from, TYPE_ARRAY)) {
        const ArrayOb *other = (ArrayOb *)from;
        if (other->typecode != a->typecode) {
            err_format(p, EXC_TypeError, "can only extend with array of same kind");
            return -1;
        }
        int64_t old = a->base.ob_size, more = other->base.ob_size;
        if (array_resize(p, a, size_add(old, more)) < 0) return -1;
        if (more)
            memcpy(array_at(a, old), other->ob_item, (size_t)(more * array_item_size(a->typecode)));
        return 0;
    }
    Ob *it = ob_iter(p, from), *item;
    if (!it) return -1;
    while ((item = ob_next(p, it)) != NULL) {
        int status = array_insert_item(p, a, a->base.ob_size, item);
        ob_decref(p, item);
        if (status < 0) break;
    }
    ob_decref(p, it);
    return err_occurred(p) ? -1 : 0;
}

int array_from_bytes(Proc *p, ArrayOb *a, Ob *from) {
    ByteSpan span;
    int64_t size = array_item_size(a->typecode), old = a->base.ob_size;
    if (!buffer_hold(p, from, &span)) return -1;
    int status = 0;
    if (span.len % size) {
        err_format(p, EXC_ValueError, "bytes length not a multiple of item size");
        status = -1;
    } else if (span.len) {
        status = array_resize(p, a, size_add(old, span.len / size));
        if (status == 0) memcpy(array_at(a, old), span.data, (size_t)span.len);
    }
    buffer_let_go(p, from);
    return status;
}

/* ---- birth and death ------------------------------------------------------------------------- */

/* What array(typecode, initial) is filled from; 0, -1. */
static int fill(Proc *p, ArrayOb *a, Ob *initial) {
    if (ob_is(initial, TYPE_LIST) || ob_is(initial, TYPE_TUPLE)) {
        for (int64_t i = 0; i < a->base.ob_size && i < seq_fast_size(initial); i++) {
            Ob *item = ob_newref(p, seq_fast_item(initial, i));
            int status = array_set(p, a, i, item);
            ob_decref(p, item);
            if (status < 0) return -1;
        }
        return 0;
    }
    if (ob_is(initial, TYPE_BYTES) || ob_is(initial, TYPE_BYTEARRAY))
        return array_from_bytes(p, a, initial);
    return array_extend(p, a, initial);
}

static bool right_kind(Proc *p, int64_t typecode, Ob *initial) {
    bool text = typecode == 'u' || typecode == 'w';
    if (ob_is(initial, TYPE_STR) && !text) {
        err_format(p, EXC_TypeError, "cannot use a str to initialize an array with typecode '%c'",
                   (int)typecode);
        return false;
    }
    if (!ob_is(initial, TYPE_ARRAY)) return true;
    int64_t other = ((ArrayOb *)initial)->typecode;
    bool other_text = other == 'u' || other == 'w';
    if (other_text == text) return true;
    err_format(p, EXC_TypeError,
               "cannot use a unicode array to initialize an array with typecode '%c'",
               (int)typecode);
    return false;
}

static Ob *array_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!no_keywords_for(p, type, SP_INIT, "array.array", kwnames)) return NULL;
    if (nargs < 1 || nargs > 2)
        return err_format(p, EXC_TypeError, "array() takes at %s argument%s (%zd given)",
                          nargs < 1 ? "least 1" : "most 2", nargs < 1 ? "" : "s", (int64_t)nargs);
    if (!ob_is(args[0], TYPE_STR) || str_len(args[0]) != 1) {
        return err_format(p, EXC_TypeError,
                          "array() argument 1 must be a unicode character, not %N",
                          args[0]->ob_type);
    }
    int64_t typecode = str_char(p, args[0], 0);
    bool there = array_item_size(typecode) && (typecode != 'w' || py_array_of_characters(p));
    if (!there)
        return err_format(p, EXC_ValueError,
                          "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    Ob *initial = nargs > 1 ? args[1] : NULL;
    if (initial && !right_kind(p, typecode, initial)) return NULL;
    bool counted = initial && (ob_is(initial, TYPE_LIST) || ob_is(initial, TYPE_TUPLE));
    ArrayOb *a = (ArrayOb *)array_new(p, type, counted ? seq_fast_size(initial) : 0, typecode);
    if (!a) return NULL;
    if (a->ob_item) memset(a->ob_item, 0, (size_t)(a->allocated * array_item_size(typecode)));
    if (!initial || fill(p, a, initial) == 0) return &a->base.ob;
    ob_decref(p, &a->base.ob);
    return NULL;
}

static void array_dealloc(Proc *p, Ob *o) {
    ArrayOb *a = (ArrayOb *)o;
    if (ob_is_gc(o)) ob_gc_untrack(p, o);
    if (a->weakreflist) weakref_clear_all(p, o);
    mem_free(p, a->ob_item);
    ob_free(p, o);
}

/* Its items are numbers: nothing to walk to. */
static int array_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    (void)p, (void)o, (void)visit, (void)arg;
    return 0;
}

static int64_t array_size_of(Proc *p, Ob *o) {
    (void)p;
    const ArrayOb *a = (ArrayOb *)o;
    return o->ob_type->basicsize + a->allocated * array_item_size(a->typecode);
}

static Ob *array_repr(Proc *p, Ob *o) {
    const ArrayOb *a = (ArrayOb *)o;
    char letter[2] = {(char)a->typecode, '\0'};
    bool heap = o->ob_type->flags & TYPE_HEAP && !py_repr_names_base(p);
    Ob *name = heap ? o->ob_type->tp_name : type_of_id(p, TYPE_ARRAY)->qualname;
    if (a->base.ob_size == 0) return str_format(p, "%U('%s')", name, letter);
    Ob *items = ob_call_method(
        p, o, a->typecode == 'u' || a->typecode == 'w' ? "tounicode" : "tolist", NULL, 0);
    Ob *text = items ? str_format(p, "%U('%s', %R)", name, letter, items) : NULL;
    ob_xdecref(p, items);
    return text;
}

/* ---- a sequence ------------------------------------------------------------------------------ */

static int64_t array_length(Proc *p, Ob *o) {
    (void)p;
    return ((ArrayOb *)o)->base.ob_size;
}

static Ob *array_getitem(Proc *p, Ob *o, Ob *key) {
    const ArrayOb *a = (ArrayOb *)o;
    int64_t start, stop, step, n;
    if (ob_is(key, TYPE_SLICE)) {
        if (slice_indices(p, key, a->base.ob_size, &start, &stop, &step, &n) < 0) return NULL;
        Ob *made = array_new(p, type_of_id(p, TYPE_ARRAY), n, a->typecode);
        size_t size = (size_t)array_item_size(a->typecode);
        for (int64_t i = 0; made && i < n; i++)
            memcpy(array_at((ArrayOb *)made, i), array_at(a, start + i * step), size);
        return made;
    }
    if (!ob_has_index(key)) return err_format(p, EXC_TypeError, "array indices must be integers");
    int64_t i;
    if (ob_as_ssize(p, key, &i) < 0) return NULL;
    if (i < 0) i += a->base.ob_size;
    if (i >= 0 && i < a->base.ob_size) return array_get(p, a, i);
    return err_format(p, EXC_IndexError, "array index out of range");
}

/* array_ass_subscr of a slice in a row: the items between become those of `other` (NULL: none). */
static int set_range(Proc *p, ArrayOb *a, int64_t start, int64_t stop, const ArrayOb *other) {
    int64_t n = a->base.ob_size, needed = other ? other->base.ob_size : 0;
    if (stop < start) stop = start;
    int64_t growth = needed - (stop - start);
    size_t size = (size_t)array_item_size(a->typecode);
    if (growth > 0 && array_resize(p, a, size_add(n, growth)) < 0) return -1;
    if (growth && a->ob_exports > 0) {
        err_format(p, EXC_BufferError, "cannot resize an array that is exporting buffers");
        return -1;
    }
    if (growth && n > stop)
        memmove(array_at(a, stop + growth), array_at(a, stop), (size_t)(n - stop) * size);
    if (growth < 0 && array_resize(p, a, n + growth) < 0) return -1;
    if (needed) memcpy(array_at(a, start), other->ob_item, (size_t)needed * size);
    return 0;
}

static int set_slice(Proc *p, ArrayOb *a, Ob *key, Ob *value) {
    int64_t start, stop, step, n;
    if (value && !ob_is(value, TYPE_ARRAY)) {
        err_format(p, EXC_TypeError, "can only assign array (not \"%N\") to array slice",
                   value->ob_type);
        return -1;
    }
    if (value == &a->base.ob) { /* from a copy of itself */
        Ob *copy = array_new(p, type_of_id(p, TYPE_ARRAY), a->base.ob_size, a->typecode);
        if (!copy) return -1;
        if (a->base.ob_size)
            memcpy(((ArrayOb *)copy)->ob_item, a->ob_item,
                   (size_t)(a->base.ob_size * array_item_size(a->typecode)));
        int status = set_slice(p, a, key, copy);
        ob_decref(p, copy);
        return status;
    }
    const ArrayOb *other = (ArrayOb *)value;
    if (other && other->typecode != a->typecode) {
        err_format(p, EXC_TypeError, "bad argument type for built-in operation");
        return -1;
    }
    if (slice_indices(p, key, a->base.ob_size, &start, &stop, &step, &n) < 0) return -1;
    if (step == 1) return set_range(p, a, start, start + n, other);
    size_t size = (size_t)array_item_size(a->typecode);
    if (other) {
        if (other->base.ob_size != n) {
            err_format(p, EXC_ValueError,
                       "attempt to assign array of size %zd to extended slice of size %zd",
                       other->base.ob_size, n);
            return -1;
        }
        for (int64_t i = 0; i < n; i++)
            memcpy(array_at(a, start + i * step), array_at(other, i), size);
        return 0;
    }
    if (n == 0) return 0;
    if (a->ob_exports > 0) return array_resize(p, a, a->base.ob_size - n);
    if (step < 0) {
        start += step * (n - 1);
        step = -step;
    }
    int64_t to = start;
    for (int64_t i = start; i < a->base.ob_size; i++) {
        bool gone = (i - start) % step == 0 && (i - start) / step < n;
        if (gone) continue;
        memmove(array_at(a, to), array_at(a, i), size);
        to++;
    }
    return array_resize(p, a, to);
}

static int array_setitem(Proc *p, Ob *o, Ob *key, Ob *value) {
    ArrayOb *a = (ArrayOb *)o;
    if (ob_is(key, TYPE_SLICE)) return set_slice(p, a, key, value);
    if (!ob_has_index(key)) {
        err_format(p, EXC_TypeError,
                   py_array_errors_of_list(p) ? "array indices must be integer"
                                              : "array indices must be integers");
        return -1;
    }
    int64_t i;
    if (ob_as_ssize(p, key, &i) < 0) return -1;
    if (i < 0) i += a->base.ob_size;
    if (i < 0 || i >= a->base.ob_size) {
        err_format(p, EXC_IndexError, "array assignment index out of range");
        return -1;
    }
    return value ? array_set(p, a, i, value) : set_range(p, a, i, i + 1, NULL);
}

static int array_contains(Proc *p, Ob *o, Ob *value) {
    const ArrayOb *a = (ArrayOb *)o;
    for (int64_t i = 0; i < a->base.ob_size; i++) {
        Ob *item = array_get(p, a, i);
        if (!item) return -1;
        int same = ob_richcompare_bool(p, item, value, CMP_EQ);
        ob_decref(p, item);
        if (same) return same;
    }
    return 0;
}

static Ob *array_richcompare(Proc *p, Ob *l, Ob *r, CompareOp op) {
    if (!ob_is(l, TYPE_ARRAY) || !ob_is(r, TYPE_ARRAY)) return not_implemented(p);
    const ArrayOb *a = (ArrayOb *)l, *b = (ArrayOb *)r;
    if (a->base.ob_size != b->base.ob_size && (op == CMP_EQ || op == CMP_NE))
        return ob_newref(p, op == CMP_EQ ? p->ob->false_ : p->ob->true_);
    for (int64_t i = 0; i < a->base.ob_size && i < b->base.ob_size; i++) {
        Ob *x = array_get(p, a, i), *y = x ? array_get(p, b, i) : NULL, *answer = NULL;
        int same = y ? ob_richcompare_bool(p, x, y, CMP_EQ) : -1;
        bool decided = same == 0;
        if (decided && (op == CMP_EQ || op == CMP_NE))
            answer = ob_newref(p, op == CMP_EQ ? p->ob->false_ : p->ob->true_);
        else if (decided)
            answer = ob_richcompare(p, x, y, op);
        ob_xdecref(p, x);
        ob_xdecref(p, y);
        if (same != 1) return answer;
    }
    return compare_result(p, a->base.ob_size, b->base.ob_size, op);
}

static Ob *concatenated(Proc *p, Ob *l, Ob *r) {
    if (!ob_is(r, TYPE_ARRAY))
        return err_format(p, EXC_TypeError, "can only append array (not \"%N\") to array",
                          r->ob_type);
    const ArrayOb *a = (ArrayOb *)l, *b = (ArrayOb *)r;
    if (a->typecode != b->typecode)
        return err_format(p, EXC_TypeError, "bad argument type for built-in operation");
    int64_t n = a->base.ob_size, m = b->base.ob_size, size = array_item_size(a->typecode);
    Ob *made = array_new(p, type_of_id(p, TYPE_ARRAY), size_add(n, m), a->typecode);
    if (made && n) memcpy(((ArrayOb *)made)->ob_item, a->ob_item, (size_t)(n * size));
    if (made && m) memcpy(((ArrayOb *)made)->ob_item + n * size, b->ob_item, (size_t)(m * size));
    return made;
}

static void copy_times(uint8_t *to, int64_t bytes, int64_t times) {
    for (int64_t i = 1; i < times; i++) memcpy(to + i * bytes, to, (size_t)bytes);
}

static Ob *repeated(Proc *p, Ob *o, Ob *count) {
    const ArrayOb *a = (ArrayOb *)o;
    int64_t times;
    if (ob_as_count(p, count, &times) < 0) return NULL;
    if (times < 0) times = 0;
    int64_t n = size_mul(a->base.ob_size, times);
    if (n == INT64_MAX) return err_no_memory(p);
    Ob *made = array_new(p, type_of_id(p, TYPE_ARRAY), n, a->typecode);
    int64_t bytes = a->base.ob_size * array_item_size(a->typecode);
    if (!made || !n || !bytes) return made;
    memcpy(((ArrayOb *)made)->ob_item, a->ob_item, (size_t)bytes);
    copy_times(((ArrayOb *)made)->ob_item, bytes, times);
    img_work(p, (uint64_t)(bytes * times) / 64);
    return made;
}

static Ob *array_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (op == BIN_ADD) return concatenated(p, a, b);
    return op == BIN_MULTIPLY ? repeated(p, a, b) : not_implemented(p);
}

static Ob *array_inplace(Proc *p, BinaryOp op, Ob *o, Ob *other) {
    ArrayOb *a = (ArrayOb *)o;
    if (op == BIN_ADD) {
        if (!ob_is(other, TYPE_ARRAY))
            return err_format(p, EXC_TypeError, "can only extend array with array (not \"%N\")",
                              other->ob_type);
        return array_extend(p, a, other) < 0 ? NULL : ob_newref(p, o);
    }
    if (op != BIN_MULTIPLY) return not_implemented(p);
    int64_t times, n = a->base.ob_size;
    if (ob_as_count(p, other, &times) < 0) return NULL;
    if (times < 0) times = 0;
    int64_t bytes = n * array_item_size(a->typecode);
    if (n && array_resize(p, a, size_mul(n, times)) < 0) return NULL;
    if (n && times) copy_times(a->ob_item, bytes, times);
    return ob_newref(p, o);
}

/* ---- iteration ------------------------------------------------------------------------------- */

static Ob *array_iter(Proc *p, Ob *o) {
    ArrayIteratorOb *it =
        (ArrayIteratorOb *)ob_alloc(p, type_of_id(p, TYPE_ARRAY_ITERATOR), sizeof *it);
    if (!it) return NULL;
    field_hold(p, &it->ao, o, it, SLOT_FUNCTION, 0);
    ob_gc_track(p, &it->base);
    return &it->base;
}

static Ob *iterator_next(Proc *p, Ob *o) {
    ArrayIteratorOb *it = (ArrayIteratorOb *)o;
    if (!it->ao) return NULL;
    const ArrayOb *a = (ArrayOb *)it->ao;
    if (it->index < a->base.ob_size) return array_get(p, a, it->index++);
    field_clear(p, &it->ao, o, SLOT_FUNCTION, 0);
    return NULL;
}

static int iterator_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((ArrayIteratorOb *)o)->ao, visit, arg);
}

static void iterator_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    field_clear(p, &((ArrayIteratorOb *)o)->ao, o, SLOT_FUNCTION, 0);
    ob_free(p, o);
}

static Ob *iterator_self(Proc *p, Ob *o) { return ob_newref(p, o); }

static REDUCTION(iterator_reduce) {
    (void)args;
    if (!args_check(p, "__reduce__", nargs, 0, 0, kwnames)) return NULL;
    ArrayIteratorOb *it = (ArrayIteratorOb *)o;
    Ob *make = reduce_by(p, "iter");
    Ob *over = it->ao ? ob_newref(p, it->ao) : tuple_new(p, 0);
    return reduce_call(p, make, &over, 1, it->ao ? &it->index : NULL);
}
static REDUCTION(iterator_setstate) {
    int64_t at;
    if (!args_check(p, "__setstate__", nargs, 1, 1, kwnames)) return NULL;
    if (ob_as_index(p, args[0], EXC_OverflowError, &at) < 0) return NULL;
    ArrayIteratorOb *it = (ArrayIteratorOb *)o;
    int64_t n = it->ao ? ((ArrayOb *)it->ao)->base.ob_size : 0;
    if (it->ao) it->index = at < 0 ? 0 : at > n ? n : at;
    return ob_newref(p, OB_NONE(p));
}
static const MethodDef iterator_methods[] = {
    {"__reduce__", iterator_reduce, METH_PLAIN, NULL},
    {"__setstate__", iterator_setstate, METH_PLAIN, NULL},
    {0},
};

const TypeOps array_iterator_ops = {
    .methods = iterator_methods,
    .dealloc = iterator_dealloc,
    .traverse = iterator_traverse,
    .iter = iterator_self,
    .iternext = iterator_next,
};

const TypeOps array_ops = {
    .dealloc = array_dealloc,
    .traverse = array_traverse,
    .repr = array_repr,
    .hash = hash_not_implemented,
    .richcompare = array_richcompare,
    .iter = array_iter,
    .tp_new = array_tp_new,
    .binary = array_binary,
    .inplace = array_inplace,
    .length = array_length,
    .getitem = array_getitem,
    .setitem = array_setitem,
    .contains = array_contains,
    .size_of = array_size_of,
    .methods = array_methods,
    .getsets = array_getsets,
};
