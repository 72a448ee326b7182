/* byte_methods.h - what the files of the methods of bytes and bytearray share. */
#ifndef OURO_BYTE_METHODS_H
#define OURO_BYTE_METHODS_H

#include "base/utf8.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"

#define BYTE_METHOD(name, flags, signature)                                                        \
    Ob *byte_method_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);
#include "object/text/byte_methods.def"

#define DEFINE_BYTE_METHOD(name)                                                                   \
    Ob *byte_method_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)

OURO_INLINE bool byte_space(uint8_t c) { return ascii_space((char)c); }
OURO_INLINE bool byte_upper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
OURO_INLINE bool byte_lower(uint8_t c) { return c >= 'a' && c <= 'z'; }
OURO_INLINE bool byte_digit(uint8_t c) { return c >= '0' && c <= '9'; }

/* Index of `needle` in span[from:to], the first one (direction 1) or the last (-1); -1 when it is not
 * there. */
int64_t byte_find(Proc *p, ByteSpan span, int64_t from, int64_t to, ByteSpan needle, int direction);
/* The bytes of self from one place to another: self when that is all of an exact bytes. New. */
Ob *byte_part(Proc *p, Ob *self, int64_t from, int64_t to);
/* hex([sep[, bytes_per_sep]]) of whatever has bytes. */
Ob *bytes_hex(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames);
/* parser_ready for a method that both types have: `id` is that of bytes, the next one that of
 * bytearray. */
OURO_INLINE bool byte_parser_ready(Proc *p, const Ob *self, ParserId id, const Ob *kwnames) {
    return parser_ready(p, (ParserId)(id + ob_is(self, TYPE_BYTEARRAY)), kwnames != NULL);
}
/* All of self: itself if it is exactly a bytes, else a copy. New. */
Ob *byte_whole(Proc *p, Ob *self);

#endif
