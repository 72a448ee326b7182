/* bytearray.c - bytes that can change (Objects/bytearrayobject.c): the block and its spare room, items,
 * slices, operators. Its own methods are in bytearray_methods.c, those it shares with bytes in
 * byte_*.c. */
#include "object/text/bytearray.h"

#include <string.h>

#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/core/singletons.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/memory_view.h"
#include "object/text/str_internal.h"
#include "object/type/instance.h"
#include "object/type/type.h"

const uint8_t *bytearray_data(const Ob *o) {
    static const uint8_t empty[1];
    const uint8_t *start = ((const ByteArrayOb *)o)->ob_start;
    return start ? start : empty;
}

/* ---- the block ------------------------------------------------------------------------------- */

Ob *bytearray_new(Proc *p, const void *data, int64_t len) {
    ByteArrayOb *b = (ByteArrayOb *)ob_alloc(p, type_of_id(p, TYPE_BYTEARRAY), sizeof *b);
    if (!b || len == 0) return (Ob *)b;
    b->ob_bytes = b->ob_start = len < INT64_MAX ? mem_alloc(p, (size_t)len + 1, BLOCK_OTHER) : NULL;
    if (!b->ob_bytes) {
        ob_decref(p, (Ob *)b);
        return err_no_memory(p);
    }
    if (data) memcpy(b->ob_bytes, data, (size_t)len);
    b->ob_bytes[len] = '\0';
    b->ob_alloc = len + 1;
    b->base.ob_size = len;
    return (Ob *)b;
}

bool bytearray_may_resize(Proc *p, const Ob *o) {
    if (((const ByteArrayOb *)o)->ob_exports == 0) return true;
    err_format(p, EXC_BufferError, "Existing exports of data: object cannot be re-sized");
    return false;
}

/* How large the block becomes: exact, or with room when it grows by little. 0: it may stay. */
static int64_t room_for(const ByteArrayOb *b, int64_t size) {
    int64_t alloc = b->ob_alloc, offset = b->ob_start - b->ob_bytes;
    if (size < alloc - offset) return size < alloc / 2 ? size + 1 : 0;
    if (size - (alloc >> 3) > alloc) return size + 1;
    return size_add(size, (size >> 3) + (size < 9 ? 3 : 6));
}

int bytearray_resize(Proc *p, Ob *o, int64_t size) {
    ByteArrayOb *b = (ByteArrayOb *)o;
    if (size == b->base.ob_size) return 0;
    if (!bytearray_may_resize(p, o)) return -1;
    int64_t room = size == INT64_MAX ? size : room_for(b, size);
    if (room == 0) {
        b->base.ob_size = size;
        b->ob_start[size] = '\0';
        return 0;
    }
    uint8_t *block = NULL;
    if (room < INT64_MAX && b->ob_start != b->ob_bytes) {
        block = mem_alloc(p, (size_t)room, BLOCK_OTHER);
        if (block) {
            memcpy(block, b->ob_start, (size_t)min_i64(size, b->base.ob_size));
            mem_free(p, b->ob_bytes);
        }
    } else if (room < INT64_MAX) {
        block = b->ob_bytes ? mem_realloc(p, b->ob_bytes, (size_t)room, BLOCK_OTHER)
                            : mem_alloc(p, (size_t)room, BLOCK_OTHER);
    }
    if (!block) {
        err_no_memory(p);
        return -1;
    }
    b->ob_bytes = b->ob_start = block;
    b->base.ob_size = size;
    b->ob_alloc = room;
    block[size] = '\0';
    return 0;
}

static void bytearray_dealloc(Proc *p, Ob *o) {
    mem_free(p, ((ByteArrayOb *)o)->ob_bytes);
    ob_free(p, o);
}

/* ---- slices ---------------------------------------------------------------------------------- */

/* PyByteArray_FromObject. New. */
static Ob *copy_of(Proc *p, Ob *source) {
    return ob_call(p, &type_of_id(p, TYPE_BYTEARRAY)->base.ob, &source, 1, NULL);
}

/* bytearray_setslice_linear: o[low:high] becomes these bytes, which are not its own. */
static int replace_range(Proc *p, Ob *o, int64_t low, int64_t high, ByteSpan by) {
    ByteArrayOb *b = (ByteArrayOb *)o;
    int64_t growth = by.len - (high - low), size = b->base.ob_size;
    if (growth < 0) {
        if (!bytearray_may_resize(p, o)) return -1;
        if (low == 0) {
            b->ob_start -= growth; /* what is cut off in front stays in the block */
        } else {
            memmove(b->ob_start + low + by.len, b->ob_start + high, (size_t)(size - high));
        }
        if (bytearray_resize(p, o, size + growth) < 0) {
            if (low == 0)
                b->ob_start += growth;
            else
                b->base.ob_size = size + growth;
            return -1;
        }
    } else if (growth > 0) {
        if (bytearray_resize(p, o, size_add(size, growth)) < 0) return -1;
        memmove(b->ob_start + low + by.len, b->ob_start + high, (size_t)(size - high));
    }
    if (by.len > 0) memcpy(b->ob_start + low, by.data, (size_t)by.len);
    return 0;
}

int bytearray_set_slice(Proc *p, Ob *o, int64_t low, int64_t high, Ob *values) {
    if (values == o) {
        Ob *copy = copy_of(p, o);
        int status = copy ? bytearray_set_slice(p, o, low, high, copy) : -1;
        ob_xdecref(p, copy);
        return status;
    }
    ByteSpan by = {0};
    if (values && !ob_has_buffer(values)) {
        err_format(p, EXC_TypeError, "can't set bytearray slice from %N", values->ob_type);
        return -1;
    }
    if (values && !buffer_hold(p, values, &by)) return -1;
    int64_t size = bytearray_len(o);
    low = low < 0 ? 0 : low;
    high = high < low ? low : high > size ? size : high;
    int status = replace_range(p, o, low, high, by);
    if (values) buffer_let_go(p, values);
    return status;
}

/* Every step-th byte goes. */
static int delete_steps(Proc *p, Ob *o, int64_t start, int64_t step, int64_t count) {
    if (!bytearray_may_resize(p, o)) return -1;
    if (count == 0) return 0;
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    uint8_t *data = ((ByteArrayOb *)o)->ob_start;
    int64_t size = bytearray_len(o), at = start;
    for (int64_t i = 0; i < count; i++, at += step) {
        int64_t keep = size - at <= step ? size - at - 1 : step - 1;
        memmove(data + at - i, data + at + 1, (size_t)keep);
    }
    if (at < size) memmove(data + at - count, data + at, (size_t)(size - at));
    return bytearray_resize(p, o, size - count);
}

static int set_steps(Proc *p, Ob *o, int64_t start, int64_t step, int64_t count, ByteSpan by) {
    if (by.len != count) {
        err_format(p, EXC_ValueError,
                   "attempt to assign bytes of size %zd to extended slice of size %zd", by.len,
                   count);
        return -1;
    }
    for (int64_t i = 0; i < count; i++) ((ByteArrayOb *)o)->ob_start[start + i * step] = by.data[i];
    return 0;
}

static int set_by_slice(Proc *p, Ob *o, Ob *key, Ob *values) {
    int64_t start, stop, step;
    if (slice_unpack(p, key, &start, &stop, &step) < 0) return -1;
    if (values && (values == o || !ob_is(values, TYPE_BYTEARRAY))) {
        bool number = ob_has_index(values) || ob_is(values, TYPE_FLOAT);
        if (number || ob_is(values, TYPE_STR)) {
            err_format(p, EXC_TypeError,
                       "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
            return -1;
        }
        Ob *copy = copy_of(p, values);
        int status = copy ? set_by_slice(p, o, key, copy) : -1;
        ob_xdecref(p, copy);
        return status;
    }
    ByteSpan by = values ? bytes_span(values) : (ByteSpan){0};
    int64_t count = slice_adjust(bytearray_len(o), &start, &stop, step);
    if ((step < 0 && start < stop) || (step > 0 && start > stop)) stop = start;
    if (step == 1) return replace_range(p, o, start, stop, by);
    return by.len == 0 ? delete_steps(p, o, start, step, count)
                       : set_steps(p, o, start, step, count, by);
}

/* The place of an index, or -1 with an exception. */
static int64_t place_of(Proc *p, Ob *o, Ob *key) {
    int64_t i;
    if (ob_as_ssize(p, key, &i) < 0) return -1;
    if (i < 0) i += bytearray_len(o);
    if (i >= 0 && i < bytearray_len(o)) return i;
    err_format(p, EXC_IndexError, "bytearray index out of range");
    return -1;
}

static bool refuse_key(Proc *p, Ob *key) {
    if (ob_is(key, TYPE_SLICE) || ob_has_index(key)) return false;
    err_format(p, EXC_TypeError, "bytearray indices must be integers or slices, not %N",
               key->ob_type);
    return true;
}

static int bytearray_setitem(Proc *p, Ob *o, Ob *key, Ob *value) {
    if (refuse_key(p, key)) return -1;
    if (ob_is(key, TYPE_SLICE)) return set_by_slice(p, o, key, value);
    /* The index is read first, then the value, whose __index__ may change the size. */
    int64_t i;
    if (ob_as_ssize(p, key, &i) < 0) return -1;
    int byte = value ? byte_value(p, value) : 0;
    if (byte < 0) return -1;
    if (i < 0) i += bytearray_len(o);
    if (i < 0 || i >= bytearray_len(o)) {
        err_format(p, EXC_IndexError, "bytearray index out of range");
        return -1;
    }
    if (!value) return replace_range(p, o, i, i + 1, (ByteSpan){0});
    ((ByteArrayOb *)o)->ob_start[i] = (uint8_t)byte;
    return 0;
}

static Ob *bytearray_getitem(Proc *p, Ob *o, Ob *key) {
    if (refuse_key(p, key)) return NULL;
    if (!ob_is(key, TYPE_SLICE)) {
        int64_t i = place_of(p, o, key);
        return i < 0 ? NULL : int_from_i64(p, bytearray_data(o)[i]);
    }
    int64_t start, stop, step;
    if (slice_unpack(p, key, &start, &stop, &step) < 0) return NULL;
    int64_t count = slice_adjust(bytearray_len(o), &start, &stop, step);
    if (count <= 0) return bytearray_new(p, NULL, 0);
    if (step == 1) return bytearray_new(p, bytearray_data(o) + start, count);
    Ob *part = bytearray_new(p, NULL, count);
    for (int64_t i = 0; part && i < count; i++)
        ((ByteArrayOb *)part)->ob_start[i] = bytearray_data(o)[start + i * step];
    return part;
}

/* ---- operators ------------------------------------------------------------------------------- */

/* bytearray_iconcat: 0, -1. */
static int append_buffer(Proc *p, Ob *o, Ob *other) {
    if (!ob_has_buffer(other)) {
        err_format(p, EXC_TypeError, "can't concat %N to %N", other->ob_type, o->ob_type);
        return -1;
    }
    ByteSpan by;
    if (other == o) { /* its own export would forbid it */
        int64_t size = bytearray_len(o);
        if (bytearray_resize(p, o, size_add(size, size)) < 0) return -1;
        if (size) memcpy(((ByteArrayOb *)o)->ob_start + size, bytearray_data(o), (size_t)size);
        return 0;
    }
    if (!buffer_hold(p, other, &by)) return -1;
    int64_t size = bytearray_len(o);
    int status = bytearray_resize(p, o, size_add(size, by.len));
    if (status == 0 && by.len) memcpy(((ByteArrayOb *)o)->ob_start + size, by.data, (size_t)by.len);
    buffer_let_go(p, other);
    return status;
}

/* A number of repetitions, not below zero; false with an exception. */
static bool times(Proc *p, Ob *o, Ob *count, int64_t *n) {
    if (ob_as_count(p, count, n) < 0) return false;
    if (*n < 0) *n = 0;
    if (*n == 0 || bytearray_len(o) <= INT64_MAX / *n) return true;
    err_no_memory(p);
    return false;
}

static void fill_repeated(uint8_t *to, const uint8_t *from, int64_t len, int64_t n) {
    for (int64_t i = 0; i < n && len; i++)
        if (to + i * len != from) memcpy(to + i * len, from, (size_t)len);
}

static Ob *bytearray_repeat(Proc *p, Ob *o, Ob *count) {
    int64_t n;
    if (!times(p, o, count, &n)) return NULL;
    Ob *result = bytearray_new(p, NULL, bytearray_len(o) * n);
    if (result && bytearray_len(result))
        fill_repeated(((ByteArrayOb *)result)->ob_start, bytearray_data(o), bytearray_len(o), n);
    return result;
}

static Ob *bytearray_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    bool left = ob_is(a, TYPE_BYTEARRAY);
    if (op == BIN_ADD && left) return bytes_concat(p, a, b);
    if (op == BIN_MULTIPLY) return bytearray_repeat(p, left ? a : b, left ? b : a);
    if (op == BIN_REMAINDER && left) return bytes_percent_format(p, a, b);
    return not_implemented(p);
}

static Ob *bytearray_inplace(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (op == BIN_ADD) return append_buffer(p, a, b) < 0 ? NULL : ob_newref(p, a);
    if (op != BIN_MULTIPLY) return not_implemented(p);
    int64_t n, size = bytearray_len(a);
    if (!times(p, a, b, &n)) return NULL;
    if (n != 1 && bytearray_resize(p, a, size * n) < 0) return NULL;
    if (n > 1 && size) fill_repeated(((ByteArrayOb *)a)->ob_start, bytearray_data(a), size, n);
    return ob_newref(p, a);
}

/* ---- making ---------------------------------------------------------------------------------- */

static int put_byte(Proc *p, Ob *o, int64_t at, Ob *item) {
    int byte = byte_value(p, item);
    if (byte < 0) return -1;
    ByteArrayOb *b = (ByteArrayOb *)o;
    if (at < b->base.ob_size) {
        b->ob_start[at] = (uint8_t)byte;
        return 0;
    }
    int64_t size = b->base.ob_size + 1;
    if (size < b->ob_alloc) {
        b->base.ob_size = size;
        b->ob_start[size] = '\0';
    } else if (bytearray_resize(p, o, size) < 0) {
        return -1;
    }
    b->ob_start[size - 1] = (uint8_t)byte;
    return 0;
}

/* From a list or tuple, whose length is known (3.11+): one block, then the items. */
static int fill_from_fast(Proc *p, Ob *o, Ob *fast) {
    if (bytearray_resize(p, o, seq_fast_size(fast)) < 0) return -1;
    int status = 0;
    for (int64_t i = 0; status == 0 && i < seq_fast_size(fast); i++) {
        Ob *item = ob_newref(p, seq_fast_item(fast, i));
        status = put_byte(p, o, i, item);
        ob_decref(p, item);
    }
    return status;
}

static int fill_from_iterable(Proc *p, Ob *o, Ob *source) {
    if ((ob_is_exact(p, source, TYPE_LIST) || ob_is_exact(p, source, TYPE_TUPLE)) &&
        py_bytearray_of_list_exact(p))
        return fill_from_fast(p, o, source);
    Ob *it = ob_iter(p, source), *item;
    if (!it) {
        if (!py_lost_encoding_named(p) || !err_matches(p, EXC_TypeError)) return -1;
        err_clear(p);
        err_format(p, EXC_TypeError, "cannot convert '%N' object to bytearray", source->ob_type);
        return -1;
    }
    int status = 0;
    while (status == 0 && (item = ob_next(p, it)) != NULL) {
        status = put_byte(p, o, INT64_MAX, item);
        ob_decref(p, item);
    }
    ob_decref(p, it);
    return status < 0 || err_occurred(p) ? -1 : 0;
}

static int fill_from_buffer(Proc *p, Ob *o, Ob *source) {
    ByteSpan by;
    if (ob_is(source, TYPE_MEMORYVIEW) && !memory_view_in_row(source)) {
        Ob *flat = memory_view_bytes(p, source);
        int status = flat ? fill_from_buffer(p, o, flat) : -1;
        ob_xdecref(p, flat);
        return status;
    }
    if (!buffer_hold(p, source, &by)) return -1;
    int status = bytearray_resize(p, o, by.len);
    if (status == 0 && by.len) memcpy(((ByteArrayOb *)o)->ob_start, by.data, (size_t)by.len);
    buffer_let_go(p, source);
    return status;
}

/* From a number: so many zeros. 1 done, 0 it is no number, -1. */
static int fill_from_count(Proc *p, Ob *o, Ob *source) {
    int64_t n;
    if (!ob_has_index(source)) return 0;
    if (ob_as_count(p, source, &n) < 0) {
        if (!err_matches(p, EXC_TypeError)) return -1;
        err_clear(p);
        return 0;
    }
    if (n < 0) {
        err_format(p, EXC_ValueError, "negative count");
        return -1;
    }
    if (n > 0 && bytearray_resize(p, o, n) < 0) return -1;
    if (n > 0) memset(((ByteArrayOb *)o)->ob_start, 0, (size_t)n);
    return 1;
}

static int fill(Proc *p, Ob *o, Ob *source) {
    int done = fill_from_count(p, o, source);
    if (done) return done < 0 ? -1 : 0;
    return ob_has_buffer(source) ? fill_from_buffer(p, o, source)
                                 : fill_from_iterable(p, o, source);
}

static int fill_encoded(Proc *p, Ob *o, Ob *text, Ob *const *names) {
    char code[32], mode[32];
    Ob *given[2] = {names[0], names[1]};
    if (!names[0]) {
        err_format(p, EXC_TypeError, "string argument without an encoding");
        return -1;
    }
    if (!codec_args(p, "bytearray", given, names[1] ? 2 : 1, NULL, code, mode)) return -1;
    Ob *encoded = str_to_bytes(p, text, code, mode);
    int status = encoded ? append_buffer(p, o, encoded) : -1;
    ob_xdecref(p, encoded);
    return status;
}

static int bytearray_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"source", "encoding", "errors"};
    static const Signature signature = {
        .function = "bytearray", .names = names, .count = 3, .positional = 3};
    Ob *given[3];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return -1;
    for (int i = 1; i < 3; i++) {
        if (!given[i] || ob_is(given[i], TYPE_STR)) continue;
        err_argument_type(p, "bytearray", i + 1, names[i], "str", given[i]);
        return -1;
    }
    if (bytearray_len(o) && bytearray_resize(p, o, 0) < 0) return -1;
    Ob *source = given[0];
    if (source && ob_is(source, TYPE_STR)) return fill_encoded(p, o, source, given + 1);
    if (given[1] || given[2]) {
        const char *which =
            py_lost_encoding_named(p) ? given[1] ? "encoding" : "errors" : "encoding or errors";
        err_format(p, EXC_TypeError, "%s without %s argument", which,
                   source || py_lost_encoding_named(p) ? "a string" : "sequence");
        return -1;
    }
    return source ? fill(p, o, source) : 0;
}

static Ob *bytearray_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return type == type_of_id(p, TYPE_BYTEARRAY) ? bytearray_new(p, NULL, 0)
                                                 : instance_alloc(p, type, 0);
}

/* ---- the rest of the type -------------------------------------------------------------------- */

/* "bytearray(b'...')", with the name of the class. */
static Ob *bytearray_repr(Proc *p, Ob *o) {
    ByteSpan span = bytes_span(o);
    Ob *text = str_alloc(p, bytes_write_repr(span, NULL, true), 127);
    if (!text) return NULL;
    bytes_write_repr(span, str_fill(p, text), true);
    const TypeOb *named = py_repr_names_base(p) ? type_of_id(p, TYPE_BYTEARRAY) : o->ob_type;
    Ob *repr = str_format(p, "%N(%U)", named, text);
    ob_decref(p, text);
    return repr;
}

static int bytearray_truth(Proc *p, Ob *o) {
    (void)p;
    return bytearray_len(o) != 0;
}

static int64_t bytearray_length(Proc *p, Ob *o) {
    (void)p;
    return bytearray_len(o);
}

static Ob *bytearray_iter(Proc *p, Ob *o) {
    return seq_iterator_new(p, TYPE_BYTEARRAY_ITERATOR, o);
}

static int64_t bytearray_size_of(Proc *p, Ob *o) {
    (void)p;
    return o->ob_type->basicsize + ((ByteArrayOb *)o)->ob_alloc;
}

const TypeOps bytearray_ops = {
    .dealloc = bytearray_dealloc,
    .repr = bytearray_repr,
    .str = bytearray_repr,
    .hash = hash_not_implemented,
    .richcompare = bytes_richcompare,
    .iter = bytearray_iter,
    .tp_new = bytearray_tp_new,
    .tp_init = bytearray_init,
    .binary = bytearray_binary,
    .inplace = bytearray_inplace,
    .truth = bytearray_truth,
    .length = bytearray_length,
    .getitem = bytearray_getitem,
    .setitem = bytearray_setitem,
    .contains = bytes_contains,
    .size_of = bytearray_size_of,
    .size_is_whole = true,
    .methods = bytearray_methods,
};
