/* str.h - text: Objects/unicodeobject.c.
 *
 * A string is one block: a header, then its characters in the narrowest of 1, 2 or 4 bytes each,
 * and a NUL. Text that is ASCII only has the short header (PyASCIIObject), other text the longer
 * one (PyCompactUnicodeObject). Both are as large as in the profile's version. An instance of a
 * subclass keeps its characters in a block of its own. Strings never change once somebody else can
 * see them.
 *
 * Room object/text: str and bytes: their methods, formatting, hashing, interning and writers.
 * Called from: object, gc, vm, engine. */
#ifndef OURO_STR_H
#define OURO_STR_H

#include <stdarg.h>

#include "object/core/object.h"

/* The part that every string has. `state` holds CPython's bit field: interned:2, kind:3, compact:1,
 * ascii:1, ready:1 (the last up to 3.11). Up to 3.11 the wstr pointer, unused here, follows. */
typedef struct StrOb {
    Ob base;
    int64_t length; /* code points */
    int64_t hash;   /* -1: not computed yet */
    uint32_t state;
    uint32_t pad;
} StrOb;
_Static_assert(sizeof(StrOb) == 40, "PyASCIIObject");

enum StrState {
    STR_INTERNED_MASK = 3, /* 0 no, 1 mortal, 2 immortal (3.12+: 3 immortal static) */
    STR_KIND_SHIFT = 2,
    STR_COMPACT = 1 << 5,
    STR_ASCII = 1 << 6,
    STR_READY = 1 << 7
};

extern const TypeOps str_ops;

OURO_INLINE int64_t str_len(const Ob *o) { return ((const StrOb *)o)->length; }
/* Bytes of each character: 1, 2 or 4. */
OURO_INLINE int str_kind(const Ob *o) {
    return (int)(((const StrOb *)o)->state >> STR_KIND_SHIFT & 7);
}
OURO_INLINE bool str_is_ascii(const Ob *o) { return (((const StrOb *)o)->state & STR_ASCII) != 0; }
OURO_INLINE bool str_is_interned(const Ob *o) {
    return (((const StrOb *)o)->state & STR_INTERNED_MASK) != 0;
}
/* The characters: str_len items of str_kind bytes, then one that is 0. */
OURO_INLINE const void *str_data(const Proc *p, const Ob *o) {
    const Profile *profile = &p->s->profile;
    uint32_t state = ((const StrOb *)o)->state;
    if (unlikely((state & STR_COMPACT) ==
                 0)) { /* an instance of a subclass: PyUnicodeObject.data */
        return *(void *const *)(const void *)((const uint8_t *)o + profile->str_compact_header);
    }
    return (const uint8_t *)o +
           (state & STR_ASCII ? profile->str_ascii_header : profile->str_compact_header);
}
OURO_INLINE uint32_t str_read(int kind, const void *data, int64_t i) {
    if (kind == 1) return ((const uint8_t *)data)[i];
    if (kind == 2) return ((const uint16_t *)data)[i];
    return ((const uint32_t *)data)[i];
}
/* The character at index i, which is in range. */
OURO_INLINE uint32_t str_char(const Proc *p, const Ob *o, int64_t i) {
    return str_read(str_kind(o), str_data(p, o), i);
}

/* ---- making: new references, NULL with MemoryError ------------------------------------------- */

/* From UTF-8; bytes that are not UTF-8 become U+FFFD, three-byte surrogates are kept. Empty text
 * and single latin-1 characters are shared objects (emits REUSE). */
Ob *str_new(Proc *p, const char *utf8, size_t len);
Ob *str_from_cstr(Proc *p, const char *text);
Ob *str_from_ucs4(Proc *p, const uint32_t *text, size_t n);
/* The string of one code point. */
Ob *str_from_char(Proc *p, uint32_t cp);
/* For numbers in text: ASCII, with other decimal digits and spaces as '0' to '9' and ' ' and the rest
 * as '?'; the string itself when it is ASCII (_PyUnicode_TransformDecimalAndSpaceToASCII). */
Ob *str_decimals_to_ascii(Proc *p, Ob *s);
/* The same for float() and complex(): up to 3.6 an exception when the text cannot be written as UTF-8. */
Ob *str_float_to_ascii(Proc *p, Ob *s);
/* Directives as of err_format (object.h). */
Ob *str_format(Proc *p, const char *fmt, ...);
Ob *str_vformat(Proc *p, const char *fmt, va_list args);
/* Uninitialised characters for a maker that fills them at once; maxchar chooses the kind
 * (PyUnicode_New). For len 0 the shared empty string. */
Ob *str_alloc(Proc *p, int64_t len, uint32_t maxchar);
/* The data of a string that its maker still fills. */
OURO_INLINE void *str_fill(Proc *p, Ob *o) { return (void *)(uintptr_t)str_data(p, o); }
OURO_INLINE void str_write(int kind, void *data, int64_t i, uint32_t cp) {
    if (kind == 1) {
        ((uint8_t *)data)[i] = (uint8_t)cp;
    } else if (kind == 2) {
        ((uint16_t *)data)[i] = (uint16_t)cp;
    } else {
        ((uint32_t *)data)[i] = cp;
    }
}

/* ---- looking --------------------------------------------------------------------------------- */

bool str_eq(const Proc *p, const Ob *a, const Ob *b);
bool str_eq_cstr(const Proc *p, const Ob *o, const char *ascii);
/* -1, 0, 1 by code points. */
int str_compare(const Proc *p, const Ob *a, const Ob *b);
/* Bytes of the UTF-8 form without NUL; writes what fits into buf[cap] and ends it with NUL when cap
 * > 0. */
size_t str_utf8(const Proc *p, const Ob *o, char *buf, size_t cap);
/* The same in fresh host memory, NUL-ended; the caller frees it before anything emits. */
char *str_utf8_dup(const Proc *p, const Ob *o, size_t *len);
/* Kept in the object once computed. Never -1. */
int64_t str_hash_slow(Proc *p, Ob *o);
OURO_INLINE int64_t str_hash(Proc *p, Ob *o) {
    int64_t hash = ((StrOb *)o)->hash;
    return likely(hash != -1) ? hash : str_hash_slow(p, o);
}
/* Index of the first (direction > 0) or last occurrence of `needle` in s[start:end], -1 when there
 * is none; start and end are adjusted like slice bounds. */
int64_t str_find(Proc *p, Ob *s, Ob *needle, int64_t start, int64_t end, int direction);

/* ---- working --------------------------------------------------------------------------------- */

Ob *str_concat(Proc *p, Ob *a, Ob *b);
/* *left += right; the reference to *left is taken and the new one put there (NULL on failure:
 * unicode_concatenate and PyUnicode_Append: grows in place when nobody else refers to *left).
 * `right` stays the caller's. */
Ob *str_concat_inplace(Proc *p, Ob **left, Ob *right);
Ob *str_join(Proc *p, Ob *separator, Ob *iterable);
/* Join n strings of an array (_PyUnicode_JoinArray); separator may be NULL. */
Ob *str_join_array(Proc *p, Ob *separator, Ob *const *items, int64_t n);
Ob *str_substring(Proc *p, Ob *s, int64_t from, int64_t to);
Ob *str_repr(Proc *p, Ob *s);
/* `repr` with everything beyond ASCII as \x, \u and \U escapes: what ascii() and %a make of a repr.
 */
Ob *str_ascii_only(Proc *p, Ob *repr);
/* s % args; args is a tuple, a mapping or one value. */
Ob *str_percent_format(Proc *p, Ob *fmt, Ob *args);
/* What string.Formatter asks: the pieces of a template, a list of (text, name, specification, conversion);
 * and a field's name as (first part, iterator of (is it an attribute, part)). New. */
Ob *template_pieces(Proc *p, Ob *fmt);
Ob *template_name_split(Proc *p, Ob *name);
Ob *bad_format_spec(Proc *p, Ob *spec); /* TypeError; always NULL */
/* __format__ of str, int, float and complex: a format specification applied to such an object. */
Ob *spec_format(Proc *p, Ob *o, Ob *spec);
Ob *str_to_bytes(Proc *p, Ob *s, const char *encoding, const char *errors); /* s.encode() */

/* ---- interning (object/text/intern.c) -------------------------------------------------------- */

/* PyUnicode_InternInPlace: the one string of this text. Takes the reference to `s`, returns a new
 * one. Strings of a subclass come back as they are. */
Ob *str_intern(Proc *p, Ob *s);
/* As above for names that the compiler or the engine interns; from 3.13 only these become immortal.
 */
Ob *str_intern_name(Proc *p, Ob *s);
/* New reference to the interned string of this text. */
Ob *str_interned_cstr(Proc *p, const char *text);

/* The shared empty string. Part of object_boot, as soon as types exist. */
void str_boot(Proc *p);
/* The modules are made that a real interpreter makes only when they are imported: of the strings of
 * one character stay those in the table that its start-up leaves. */
void str_boot_modules_done(Proc *p);

#endif
