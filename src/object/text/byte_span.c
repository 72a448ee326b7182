/* byte_span.c - bytes in a row, whatever object they belong to (Objects/abstract.c: PyObject_GetBuffer;
 * Objects/bytesobject.c, Objects/bytearrayobject.c). */
#include "object/text/byte_span.h"
#include "object/library/array.h"

#include <string.h>

#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/bytearray.h"
#include "object/text/bytes.h"
#include "object/text/memory_view.h"

bool ob_has_buffer(const Ob *o) {
    return ob_is(o, TYPE_BYTES) || ob_is(o, TYPE_BYTEARRAY) || ob_is(o, TYPE_MEMORYVIEW) ||
           ob_is(o, TYPE_ARRAY);
}

/* The static byte where there are none: nobody gets NULL. */
static ByteSpan array_span(const Ob *o) {
    static const uint8_t none[1];
    const ArrayOb *a = (const ArrayOb *)o;
    int64_t bytes = a->base.ob_size * array_item_size(a->typecode);
    return (ByteSpan){a->ob_item ? a->ob_item : none, bytes};
}

ByteSpan bytes_span(const Ob *o) {
    if (ob_is(o, TYPE_BYTES)) return (ByteSpan){bytes_data(o), bytes_len(o)};
    if (ob_is(o, TYPE_ARRAY)) return array_span(o);
    return (ByteSpan){bytearray_data(o), bytearray_len(o)};
}

bool byte_span(Proc *p, Ob *o, ByteSpan *span) {
    if (ob_is(o, TYPE_MEMORYVIEW)) return memory_view_span(p, o, span);
    if (ob_has_buffer(o)) {
        *span = bytes_span(o);
        return true;
    }
    err_format(p, EXC_TypeError, "a bytes-like object is required, not '%N'", o->ob_type);
    return false;
}

void buffer_export(Ob *o, int change) {
    if (ob_is(o, TYPE_BYTEARRAY)) ((ByteArrayOb *)o)->ob_exports += change;
    if (ob_is(o, TYPE_ARRAY)) ((ArrayOb *)o)->ob_exports += change;
    if (ob_is(o, TYPE_MEMORYVIEW)) memory_view_export(o, change);
}

bool buffer_hold(Proc *p, Ob *o, ByteSpan *span) {
    if (!byte_span(p, o, span)) return false;
    ob_incref(p, o);
    buffer_export(o, 1);
    return true;
}

void buffer_let_go(Proc *p, Ob *o) {
    buffer_export(o, -1);
    ob_decref(p, o);
}

Ob *bytes_of_type(Proc *p, TypeId type, const void *data, int64_t len) {
    if (len < 0) return err_no_memory(p); /* the sum of lengths was too large */
    return type == TYPE_BYTEARRAY ? bytearray_new(p, data, len) : bytes_new(p, data, (size_t)len);
}

Ob *bytes_like(Proc *p, const Ob *self, const void *data, int64_t len) {
    return bytes_of_type(p, ob_is(self, TYPE_BYTEARRAY) ? TYPE_BYTEARRAY : TYPE_BYTES, data, len);
}

uint8_t *bytes_room(Ob *o) {
    return ob_is(o, TYPE_BYTES) ? ((BytesOb *)o)->ob_sval : ((ByteArrayOb *)o)->ob_start;
}

int byte_value(Proc *p, Ob *o) {
    Ob *index = ob_index(p, o);
    int64_t value;
    if (!index) return -1;
    bool good = int_as_i64(p, index, &value) && value >= 0 && value < 256;
    ob_decref(p, index);
    if (good) return (int)value;
    err_format(p, EXC_ValueError, "byte must be in range(0, 256)");
    return -1;
}

/* ---- repr ------------------------------------------------------------------------------------ */

static int64_t repr_width(uint8_t c, char quote) {
    if (c == (uint8_t)quote || c == '\\' || c == '\t' || c == '\n' || c == '\r') return 2;
    return c < ' ' || c >= 0x7f ? 4 : 1;
}

static char *write_escaped(char *s, uint8_t c, int64_t width) {
    if (width > 1) *s++ = '\\';
    if (width == 4) {
        *s++ = 'x';
        *s++ = "0123456789abcdef"[c >> 4];
        *s++ = "0123456789abcdef"[c & 15];
        return s;
    }
    bool letter = width == 2;
    *s++ = letter && c == '\t'   ? 't'
           : letter && c == '\n' ? 'n'
           : letter && c == '\r' ? 'r'
                                 : (char)c;
    return s;
}

int64_t bytes_write_repr(ByteSpan span, char *s, bool swap_quotes) {
    size_t len = (size_t)span.len;
    bool single = swap_quotes && len && memchr(span.data, '\'', len) != NULL;
    bool twice = single && memchr(span.data, '"', len) != NULL;
    char quote = single && !twice ? '"' : '\'';
    int64_t out = 3;
    if (s) {
        *s++ = 'b';
        *s++ = quote;
    }
    for (int64_t i = 0; i < span.len; i++) {
        int64_t width = repr_width(span.data[i], quote);
        out += width;
        if (s) s = write_escaped(s, span.data[i], width);
    }
    if (s) *s = quote;
    return out;
}
