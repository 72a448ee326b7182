/* str_internal.h - what the files of str share and nobody else needs. */
#ifndef OURO_STR_INTERNAL_H
#define OURO_STR_INTERNAL_H

#include "base/unicode/unicode.h"
#include "object/text/str.h"

/* What a character is in the Unicode of this Python. */
OURO_INLINE unsigned char_flags(const Proc *p, uint32_t cp) {
    return unicode_flags(p->s->profile.unicode, cp);
}
OURO_INLINE bool char_is(const Proc *p, uint32_t cp, UnicodeFlag flag) {
    return unicode_is(p->s->profile.unicode, cp, flag);
}
/* Largest code point that a string of this one's form may hold: 127, 255, 65535 or 0x10ffff. */
OURO_INLINE uint32_t str_maxchar(const Ob *o) {
    if (str_is_ascii(o)) return 127;
    return str_kind(o) == 1 ? 255 : str_kind(o) == 2 ? 0xffff : 0x10ffff;
}
/* resize_compact: a string with one reference gets another length; steals `s`, NULL with
 * MemoryError (and drops it). */
Ob *str_resize(Proc *p, Ob *s, int64_t len);
/* to[at..] = from[start..start+n), widened as needed; the kind of `to` is not narrower. */
void str_copy_chars(const Proc *p, Ob *to, int64_t at, const Ob *from, int64_t start, int64_t n);
/* The same for raw arrays. */
void chars_copy(int to_kind, void *to, int64_t at, int from_kind, const void *from, int64_t start,
                int64_t n);
/* Largest character of s[from:to], rounded up as PyUnicode_New wants it. */
uint32_t str_find_max(const Proc *p, const Ob *s, int64_t from, int64_t to);
/* unicode_result_unchanged: s itself if it is exactly a str, else a copy. */
Ob *str_unchanged(Proc *p, Ob *s);
/* unicode_result_ready: a fresh one-character result becomes the shared one; steals and returns. */
Ob *str_result(Proc *p, Ob *s);
/* Decode one code point of UTF-8 that may hold surrogates; returns its length. */
size_t str_decode_one(const char *text, size_t len, uint32_t *cp);
/* TypeError "must be str, not int" for arguments that must be strings. */
bool str_arg(Proc *p, const char *function, const char *which, Ob *o);
/* _PyArg_BadArgument: "f() argument 1 must be str, not int"; always NULL. */
Ob *bad_argument(Proc *p, const char *function, const char *which, const char *expected, Ob *o);
/* encoding and errors of encode() and decode(), positional or by name, as NUL-ended names; false:
 * TypeError. */
bool codec_args(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames,
                char code[32], char mode[32]);

extern const MethodDef str_methods[];

/* str_split.c, str_case.c, str_codec.c, str_template.c: method functions that the table names. */
#define STR_METHOD(name)                                                                           \
    Ob *str_method_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)
STR_METHOD(split);
STR_METHOD(rsplit);
STR_METHOD(splitlines);
STR_METHOD(join);
STR_METHOD(partition);
STR_METHOD(rpartition);
STR_METHOD(strip);
STR_METHOD(lstrip);
STR_METHOD(rstrip);
STR_METHOD(upper);
STR_METHOD(lower);
STR_METHOD(title);
STR_METHOD(capitalize);
STR_METHOD(swapcase);
STR_METHOD(casefold);
STR_METHOD(encode);
STR_METHOD(translate);
STR_METHOD(maketrans);
STR_METHOD(format);
STR_METHOD(format_map);

#endif
