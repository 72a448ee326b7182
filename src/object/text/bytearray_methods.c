/* bytearray_methods.c - the methods of bytearray that bytes has not (Objects/bytearrayobject.c). */
#include <string.h>

#include "object/container/tuple.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/byte_methods.h"
#include "object/text/bytearray.h"
#include "object/text/bytes.h"
#include "object/text/str_internal.h"
#include "object/type/reduce.h"

#define BYTEARRAY_METHOD(name)                                                                     \
    static Ob *method_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)

static Ob *none(Proc *p, bool good) { return good ? ob_newref(p, OB_NONE(p)) : NULL; }
static uint8_t *room(Ob *o) { return ((ByteArrayOb *)o)->ob_start; }

BYTEARRAY_METHOD(append) {
    if (!args_check(p, "append", nargs, 1, 1, kwnames)) return NULL;
    int byte = byte_value(p, args[0]);
    int64_t n = bytearray_len(self);
    if (byte < 0 || bytearray_resize(p, self, n + 1) < 0) return NULL;
    room(self)[n] = (uint8_t)byte;
    return none(p, true);
}

BYTEARRAY_METHOD(clear) {
    (void)args;
    if (!args_check(p, "clear", nargs, 0, 0, kwnames)) return NULL;
    return none(p, bytearray_resize(p, self, 0) == 0);
}

BYTEARRAY_METHOD(copy) {
    (void)args;
    if (!args_check(p, "copy", nargs, 0, 0, kwnames)) return NULL;
    return bytearray_new(p, bytearray_data(self), bytearray_len(self));
}

BYTEARRAY_METHOD(reverse) {
    (void)args;
    if (!args_check(p, "reverse", nargs, 0, 0, kwnames)) return NULL;
    for (int64_t i = 0, j = bytearray_len(self) - 1; i < j; i++, j--) {
        uint8_t c = room(self)[i];
        room(self)[i] = room(self)[j];
        room(self)[j] = c;
    }
    return none(p, true);
}

BYTEARRAY_METHOD(insert) {
    int64_t at;
    if (!args_check_format(p, "insert", nargs, 2, 2, kwnames)) return NULL;
    if (ob_as_ssize_arg(p, args[0], &at) < 0) return NULL;
    int byte = byte_value(p, args[1]);
    int64_t n = bytearray_len(self);
    if (byte < 0 || bytearray_resize(p, self, n + 1) < 0) return NULL;
    if (at < 0) at = at + n < 0 ? 0 : at + n;
    if (at > n) at = n;
    memmove(room(self) + at + 1, room(self) + at, (size_t)(n - at));
    room(self)[at] = (uint8_t)byte;
    return none(p, true);
}

/* One byte goes; false with an exception. */
static bool take_out(Proc *p, Ob *self, int64_t at) {
    int64_t n = bytearray_len(self);
    if (!bytearray_may_resize(p, self)) return false;
    memmove(room(self) + at, room(self) + at + 1, (size_t)(n - at));
    return bytearray_resize(p, self, n - 1) == 0;
}

BYTEARRAY_METHOD(pop) {
    int64_t at = -1;
    if (!args_check_format(p, "pop", nargs, 0, 1, kwnames)) return NULL;
    if (nargs > 0 && ob_as_ssize_arg(p, args[0], &at) < 0) return NULL;
    int64_t n = bytearray_len(self);
    if (n == 0) return err_format(p, EXC_IndexError, "pop from empty bytearray");
    if (at < 0) at += n;
    if (at < 0 || at >= n) return err_format(p, EXC_IndexError, "pop index out of range");
    int byte = room(self)[at];
    return take_out(p, self, at) ? int_from_i64(p, byte) : NULL;
}

BYTEARRAY_METHOD(remove) {
    if (!args_check(p, "remove", nargs, 1, 1, kwnames)) return NULL;
    int byte = byte_value(p, args[0]);
    if (byte < 0) return NULL;
    const uint8_t *data = bytearray_data(self);
    const uint8_t *found = memchr(data, byte, (size_t)bytearray_len(self));
    if (!found) return err_format(p, EXC_ValueError, "value not found in bytearray");
    return none(p, take_out(p, self, found - data));
}

/* ---- extend ---------------------------------------------------------------------------------- */

/* The numbers that come, in a bytearray with room for as many as are promised, then half as many more
 * each time. 0, -1. */
static int collect(Proc *p, Ob *it, Ob *into, int64_t room_for, int64_t *n) {
    Ob *item;
    while ((item = ob_next(p, it)) != NULL) {
        int byte = byte_value(p, item);
        ob_decref(p, item);
        if (byte < 0) return -1;
        if (*n == room_for && bytearray_resize(p, into, ++room_for) < 0) return -1;
        room(into)[(*n)++] = (uint8_t)byte;
        if (*n < room_for) continue;
        room_for = size_add(*n, (*n >> 1) + 1);
        if (bytearray_resize(p, into, room_for) < 0) return -1;
    }
    return err_occurred(p) ? -1 : 0;
}

static int extend_by_iterable(Proc *p, Ob *self, Ob *iterable) {
    Ob *it = ob_iter(p, iterable);
    if (!it) {
        if (!py_lost_encoding_named(p) || !err_matches(p, EXC_TypeError)) return -1;
        err_clear(p);
        err_format(p, EXC_TypeError, "can't extend bytearray with %N", iterable->ob_type);
        return -1;
    }
    int64_t hint = ob_length_hint(p, iterable, 32), n = 0;
    Ob *made = hint < 0 ? NULL : bytearray_new(p, NULL, hint);
    int status = made ? collect(p, it, made, hint, &n) : -1;
    ob_decref(p, it);
    if (status < 0 && py_extend_tells_str(p) && ob_is(iterable, TYPE_STR) &&
        err_matches(p, EXC_TypeError)) {
        err_clear(p);
        err_format(p, EXC_TypeError, "expected iterable of integers; got: 'str'");
    }
    if (status == 0) status = bytearray_resize(p, made, n);
    int64_t end = bytearray_len(self);
    if (status == 0) status = bytearray_set_slice(p, self, end, end, made);
    ob_xdecref(p, made);
    return status;
}

BYTEARRAY_METHOD(extend) {
    if (!args_check(p, "extend", nargs, 1, 1, kwnames)) return NULL;
    int64_t n = bytearray_len(self);
    return none(p, (ob_has_buffer(args[0]) ? bytearray_set_slice(p, self, n, n, args[0])
                                           : extend_by_iterable(p, self, args[0])) == 0);
}

/* ---- for the curious ------------------------------------------------------------------------- */

BYTEARRAY_METHOD(alloc) {
    (void)args;
    if (!args_check(p, "__alloc__", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, ((ByteArrayOb *)self)->ob_alloc);
}

#define ROW(name, signature)                                                                       \
    { #name, method_##name, METH_PLAIN, signature }
const MethodDef bytearray_methods[] = {
    {"__reduce__", bytearray_reduce, METH_PLAIN, NULL},
    {"__reduce_ex__", bytearray_reduce_ex, METH_PLAIN, NULL},
    {"__alloc__", method_alloc, METH_PLAIN, "__alloc__()"},
    ROW(append, "append(item)"),
    ROW(clear, "clear()"),
    ROW(copy, "copy()"),
    ROW(extend, "extend(iterable_of_ints)"),
    ROW(insert, "insert(index, item)"),
    ROW(pop, "pop([index])"),
    ROW(remove, "remove(value)"),
    ROW(reverse, "reverse()"),
#define BYTE_METHOD(name, flags, signature) {#name, byte_method_##name, flags, signature},
#include "object/text/byte_methods.def"
    {NULL, NULL, 0, NULL},
};
