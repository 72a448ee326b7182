/* bytes.c - immutable bytes (Objects/bytesobject.c); what it has in common with
 * bytearray is in byte_*.c. */
#include "object/text/bytes.h"

#include <string.h>

#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/core/singletons.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/byte_methods.h"
#include "object/text/memory_view.h"
#include "object/text/siphash.h"
#include "object/text/str_internal.h"
#include "object/type/instance.h"
#include "object/type/reduce.h"
#include "object/type/type.h"

static const MethodDef bytes_methods[] = {
    {"__getnewargs__", bytes_getnewargs, METH_PLAIN, NULL},
#define BYTE_METHOD(name, flags, signature) {#name, byte_method_##name, flags, signature},
#include "object/text/byte_methods.def"
    {NULL, NULL, 0, NULL},
};

static Ob *alloc_raw(Proc *p, TypeOb *type, size_t len) {
    Ob *o = ob_alloc(p, type, sizeof(BytesOb) + len + 1);
    if (!o) return NULL;
    ((BytesOb *)o)->base.ob_size = (int64_t)len;
    ((BytesOb *)o)->ob_shash = -1;
    return o;
}

static Ob *shared(Proc *p, Ob *o, ReuseKind kind) {
    img_emit(p, EV_REUSE, kind, 0, o, o->ob_type, 0);
    ob_incref(p, o);
    return o;
}

Ob *bytes_new(Proc *p, const void *data, size_t len) {
    if (len == 0) return shared(p, p->ob->empty_bytes, REUSE_SINGLETON);
    if (len == 1 && data) {
        uint8_t byte = *(const uint8_t *)data;
        Ob *known = p->ob->byte_chars[byte];
        if (known) return shared(p, known, REUSE_CHAR);
        Ob *o = alloc_raw(p, type_of_id(p, TYPE_BYTES), 1);
        if (!o) return NULL;
        ((BytesOb *)o)->ob_sval[0] = byte;
        p->ob->byte_chars[byte] = o;
        ob_hold(p, o, NULL, SLOT_CACHE, byte);
        return o;
    }
    if (len > INT64_MAX - (sizeof(BytesOb) + 1))
        return err_format(p, EXC_OverflowError, "byte string is too large");
    Ob *o = alloc_raw(p, type_of_id(p, TYPE_BYTES), len);
    if (o && data) memcpy(((BytesOb *)o)->ob_sval, data, len);
    return o;
}

static int64_t bytes_hash(Proc *p, Ob *o) {
    BytesOb *b = (BytesOb *)o;
    if (b->ob_shash == -1) b->ob_shash = hash_bytes(p, b->ob_sval, (size_t)b->base.ob_size);
    return b->ob_shash;
}

static Ob *bytes_repr(Proc *p, Ob *o) {
    ByteSpan span = bytes_span(o);
    Ob *out = str_alloc(p, bytes_write_repr(span, NULL, true), 127);
    if (out) bytes_write_repr(span, str_fill(p, out), true);
    return out;
}

/* ---- the type's table ------------------------------------------------------------------------ */

static void bytes_dealloc(Proc *p, Ob *o) { ob_free(p, o); }

Ob *bytes_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    bool views = ob_is(a, TYPE_BYTEARRAY) || ob_is(b, TYPE_BYTEARRAY);
    if (!ob_has_buffer(a) || !ob_has_buffer(b)) return not_implemented(p);
    if (!views && (!ob_is(a, TYPE_BYTES) || !ob_is(b, TYPE_BYTES))) return not_implemented(p);
    ByteSpan one, other;
    if (!byte_span(p, a, &one) || !byte_span(p, b, &other)) {
        err_clear(p);
        return not_implemented(p);
    }
    int order = memcmp(one.data, other.data, (size_t)min_i64(one.len, other.len));
    if (order == 0) order = (one.len > other.len) - (one.len < other.len);
    return compare_result(p, order, 0, op);
}

Ob *bytes_concat(Proc *p, Ob *a, Ob *b) {
    ByteSpan one = bytes_span(a), other;
    if (!ob_has_buffer(b))
        return err_format(p, EXC_TypeError, "can't concat %N to %N", b->ob_type, a->ob_type);
    if (!byte_span(p, b, &other)) return NULL;
    bool fixed = ob_is(a, TYPE_BYTES);
    if (fixed && one.len == 0 && ob_is_exact(p, b, TYPE_BYTES)) return ob_newref(p, b);
    if (fixed && other.len == 0 && ob_is_exact(p, a, TYPE_BYTES)) return ob_newref(p, a);
    int64_t len = size_add(one.len, other.len);
    Ob *o = bytes_like(p, a, NULL, len == INT64_MAX ? -1 : len);
    if (!o || len == 0) return o;
    memcpy(bytes_room(o), one.data, (size_t)one.len);
    memcpy(bytes_room(o) + one.len, other.data, (size_t)other.len);
    return o;
}

static Ob *bytes_repeat(Proc *p, Ob *o, Ob *count) {
    int64_t n;
    if (ob_as_count(p, count, &n) < 0) return NULL;
    if (n < 0) n = 0;
    int64_t len = bytes_len(o);
    if (n > 0 && len > INT64_MAX / n) {
        return err_format(p, EXC_OverflowError, "repeated bytes are too long");
    }
    if (n == 1 && ob_is_exact(p, o, TYPE_BYTES)) return ob_newref(p, o);
    if (len == 0 || n == 0) return bytes_new(p, NULL, 0);
    Ob *result = bytes_new(p, NULL, (size_t)(len * n));
    for (int64_t i = 0; result && i < n; i++) {
        memcpy(((BytesOb *)result)->ob_sval + i * len, bytes_data(o), (size_t)len);
    }
    return result;
}

static Ob *bytes_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    bool left = ob_is(a, TYPE_BYTES);
    if (op == BIN_ADD && left) return bytes_concat(p, a, b);
    if (op == BIN_MULTIPLY) return bytes_repeat(p, left ? a : b, left ? b : a);
    if (op == BIN_REMAINDER && left) return bytes_percent_format(p, a, b);
    return not_implemented(p);
}

static int bytes_truth(Proc *p, Ob *o) {
    (void)p;
    return bytes_len(o) != 0;
}

static int64_t bytes_length(Proc *p, Ob *o) {
    (void)p;
    return bytes_len(o);
}

static Ob *bytes_getitem(Proc *p, Ob *o, Ob *key) {
    if (ob_is(key, TYPE_SLICE)) {
        int64_t start;
        int64_t stop;
        int64_t step;
        int64_t count;
        if (slice_indices(p, key, bytes_len(o), &start, &stop, &step, &count) < 0) return NULL;
        if (count <= 0) return bytes_new(p, NULL, 0);
        if (step == 1 && count == bytes_len(o) && ob_is_exact(p, o, TYPE_BYTES))
            return ob_newref(p, o);
        if (step == 1 || count == 1) return bytes_new(p, bytes_data(o) + start, (size_t)count);
        Ob *part = bytes_new(p, NULL, (size_t)count);
        for (int64_t i = 0; part && i < count; i++)
            ((BytesOb *)part)->ob_sval[i] = bytes_data(o)[start + i * step];
        return part;
    }
    if (!ob_has_index(key)) {
        return err_format(p, EXC_TypeError, "byte indices must be integers or slices, not %N",
                          key->ob_type);
    }
    int64_t i;
    if (ob_as_ssize(p, key, &i) < 0) return NULL;
    if (i < 0) i += bytes_len(o);
    if (i < 0 || i >= bytes_len(o)) return err_format(p, EXC_IndexError, "index out of range");
    return int_from_i64(p, bytes_data(o)[i]);
}

/* The number of an index (taken) from 0 to 255; -1 with ValueError. */
static int take_byte(Proc *p, Ob *index, const char *words) {
    int64_t byte;
    bool good = int_as_i64(p, index, &byte) && byte >= 0 && byte < 256;
    ob_decref(p, index);
    if (good) return (int)byte;
    err_format(p, EXC_ValueError, "%s must be in range(0, 256)", words);
    return -1;
}

int bytes_contains(Proc *p, Ob *o, Ob *value) {
    ByteSpan part;
    if (ob_has_index(value)) {
        int byte = byte_value(p, value);
        ByteSpan span = bytes_span(o);
        return byte < 0 ? -1 : memchr(span.data, byte, (size_t)span.len) != NULL;
    }
    if (!byte_span(p, value, &part)) return -1;
    ByteSpan span = bytes_span(o);
    return byte_find(p, span, 0, span.len, part, 1) >= 0;
}

static int64_t bytes_size_of(Proc *p, Ob *o) {
    (void)p;
    return o->ob_type->basicsize + bytes_len(o);
}

static Ob *bytes_iter(Proc *p, Ob *o) { return seq_iterator_new(p, TYPE_BYTES_ITERATOR, o); }

/* _PyBytesWriter: bytes of unknown number, in a buffer of the C stack until it is full, then in a
 * bytes object that grows. */
typedef struct BytesWriter {
    Ob *buffer; /* NULL while `small` is used */
    int64_t used, room;
    uint8_t small[512];
} BytesWriter;

static uint8_t *writer_bytes(BytesWriter *w) {
    return w->buffer ? ((BytesOb *)w->buffer)->ob_sval : w->small;
}

static int writer_grow(Proc *p, BytesWriter *w, int64_t room, bool more) {
    if (room <= w->room) return 0;
    if (more) room = size_add(room, room / 4);
    Ob *larger = bytes_new(p, NULL, (size_t)room);
    if (!larger) return -1;
    memcpy(((BytesOb *)larger)->ob_sval, writer_bytes(w), (size_t)w->used);
    ob_xdecref(p, w->buffer);
    w->buffer = larger;
    w->room = room;
    return 0;
}

/* The next item as a byte; drops the reference to it. */
static int writer_item(Proc *p, BytesWriter *w, Ob *item) {
    Ob *index = ob_index(p, item);
    ob_decref(p, item);
    int value = index ? take_byte(p, index, "bytes") : -1;
    if (value < 0) return -1;
    if (writer_grow(p, w, w->used + 1, true) < 0) return -1;
    writer_bytes(w)[w->used++] = (uint8_t)value;
    return 0;
}

/* _PyBytes_FromList and _PyBytes_FromTuple: the list may change under an __index__. */
static int write_sequence(Proc *p, BytesWriter *w, Ob *fast) {
    if (writer_grow(p, w, seq_fast_size(fast), false) < 0) return -1;
    for (int64_t i = 0; i < seq_fast_size(fast); i++)
        if (writer_item(p, w, ob_newref(p, seq_fast_item(fast, i))) < 0) return -1;
    return 0;
}

/* _PyBytes_FromIterator */
static int write_iterable(Proc *p, BytesWriter *w, Ob *source) {
    Ob *it = ob_iter(p, source), *item;
    if (!it) {
        if (!err_matches(p, EXC_TypeError)) return -1;
        err_clear(p);
        err_format(p, EXC_TypeError, "cannot convert '%N' object to bytes", source->ob_type);
        return -1;
    }
    int64_t hint = ob_length_hint(p, source, 64);
    int status = hint < 0 ? -1 : writer_grow(p, w, hint, false);
    while (status == 0 && (item = ob_next(p, it)) != NULL) status = writer_item(p, w, item);
    ob_decref(p, it);
    return status < 0 || err_occurred(p) ? -1 : 0;
}

/* PyBytes_FromObject */
static Ob *from_items(Proc *p, Ob *source) {
    BytesWriter w = {.room = sizeof w.small};
    bool fast = ob_is_exact(p, source, TYPE_LIST) || ob_is_exact(p, source, TYPE_TUPLE);
    int status = fast ? write_sequence(p, &w, source) : write_iterable(p, &w, source);
    Ob *result = status == 0 ? bytes_new(p, writer_bytes(&w), (size_t)w.used) : NULL;
    ob_xdecref(p, w.buffer);
    return result;
}

static Ob *new_value(Proc *p, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (nargs == 0 && (!kwnames || tuple_size(kwnames) == 0)) return bytes_new(p, NULL, 0);
    if (nargs == 0) return err_format(p, EXC_TypeError, "encoding without a string argument");
    Ob *source = args[0];
    if (nargs > 1 || (kwnames && tuple_size(kwnames) > 0)) {
        char code[32];
        char mode[32];
        if (!codec_args(p, "bytes", args + 1, nargs - 1, kwnames, code, mode)) return NULL;
        if (!ob_is(source, TYPE_STR))
            return err_format(p, EXC_TypeError, "encoding without a string argument");
        return str_to_bytes(p, source, code, mode);
    }
    if (ob_is_exact(p, source, TYPE_BYTES)) return ob_newref(p, source);
    Ob *by_method = type_bind_special(p, source, SP_BYTES);
    if (!by_method && err_occurred(p)) return NULL;
    if (by_method) {
        Ob *result = ob_call(p, by_method, NULL, 0, NULL);
        ob_decref(p, by_method);
        if (!result || ob_is(result, TYPE_BYTES)) return result;
        err_format(p, EXC_TypeError, "__bytes__ returned non-bytes (type %N)", result->ob_type);
        ob_decref(p, result);
        return NULL;
    }
    if (ob_is(source, TYPE_STR))
        return err_format(p, EXC_TypeError, "string argument without an encoding");
    if (ob_has_index(source)) {
        int64_t n;
        if (ob_as_count(p, source, &n) < 0) {
            if (!err_matches(p, EXC_TypeError)) return NULL;
            err_clear(p);
            return from_items(p, source);
        }
        if (n < 0) return err_format(p, EXC_ValueError, "negative count");
        uint8_t zero = 0;
        return n == 1 ? bytes_new(p, &zero, 1) : bytes_new(p, NULL, (size_t)n);
    }
    if (ob_is(source, TYPE_MEMORYVIEW)) return memory_view_bytes(p, source);
    if (ob_has_buffer(source)) {
        ByteSpan span = bytes_span(source);
        return bytes_new(p, span.data, (size_t)span.len);
    }
    return from_items(p, source);
}

static Ob *bytes_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    Ob *value = new_value(p, args, nargs, kwnames);
    if (!value || type == type_of_id(p, TYPE_BYTES)) return value;
    int64_t len = bytes_len(value);
    Ob *o = instance_alloc(p, type, len);
    if (o) {
        ((BytesOb *)o)->base.ob_size = len;
        ((BytesOb *)o)->ob_shash = ((BytesOb *)value)->ob_shash;
        memcpy(((BytesOb *)o)->ob_sval, bytes_data(value), (size_t)len);
    }
    ob_decref(p, value);
    return o;
}

const TypeOps bytes_ops = {
    .dealloc = bytes_dealloc,
    .repr = bytes_repr,
    .str = bytes_repr,
    .hash = bytes_hash,
    .richcompare = bytes_richcompare,
    .iter = bytes_iter,
    .tp_new = bytes_tp_new,
    .binary = bytes_binary,
    .truth = bytes_truth,
    .length = bytes_length,
    .getitem = bytes_getitem,
    .contains = bytes_contains,
    .size_of = bytes_size_of,
    .size_is_whole = true,
    .methods = bytes_methods,
};

void bytes_boot(Proc *p) {
    TypeOb *type = type_of_id(p, TYPE_BYTES);
    p->ob->empty_bytes = alloc_raw(p, type, 0);
    OURO_ASSERT(p->ob->empty_bytes);
    p->ob->empty_bytes->ob_refcnt = static_count(p);
    for (int byte = 0; byte < 256 && py_latin1_static(p); byte++) {
        Ob *o = alloc_raw(p, type, 1);
        OURO_ASSERT(o);
        o->ob_refcnt = static_count(p);
        ((BytesOb *)o)->ob_sval[0] = (uint8_t)byte;
        p->ob->byte_chars[byte] = o;
    }
}
