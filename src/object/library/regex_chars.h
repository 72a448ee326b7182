/* regex_chars.h - which characters a word of a pattern takes: between regex_chars.c and regex_run.c. */
#ifndef OURO_OBJECT_REGEX_CHARS_H
#define OURO_OBJECT_REGEX_CHARS_H

#include "object/library/regex.h"

enum RegexOp {
#define REGEX_OP(name) RX_##name,
#include "object/library/regex_codes.def"
#undef REGEX_OP
};
enum RegexAt {
#define REGEX_AT(name) AT_##name,
#include "object/library/regex_codes.def"
#undef REGEX_AT
};
enum RegexCategory {
#define REGEX_CH(name) CH_##name,
#include "object/library/regex_codes.def"
#undef REGEX_CH
};

/* The word at `pc`; FAILURE beyond the end. */
OURO_INLINE uint32_t regex_word(const PatternOb *pattern, int64_t pc) {
    return pc >= 0 && pc < pattern->codesize ? regex_code(pattern)[pc] : RX_FAILURE;
}
OURO_INLINE uint32_t regex_char(const RegexState *s, int64_t at) {
    if (s->kind == 1) return ((const uint8_t *)s->data)[at];
    if (s->kind == 2) return ((const uint16_t *)s->data)[at];
    return ((const uint32_t *)s->data)[at];
}
/* Does the set at `pc` have the character? */
bool regex_charset(const Proc *p, const PatternOb *pattern, int64_t pc, uint32_t c);
/* Does the single instruction at `pc`, one that takes one character, take this one? */
bool regex_takes(const Proc *p, const PatternOb *pattern, int64_t pc, uint32_t c);
bool regex_place(const RegexState *s, uint32_t place, int64_t at);
/* Are two characters the same to a reference to a group of that instruction? */
bool regex_same(const Proc *p, uint32_t op, uint32_t a, uint32_t b);

#endif
