/* regex_chars.c - which characters a word of a pattern takes, and what a place is (Modules/_sre/sre.c,
 * Modules/_sre/sre_lib.h: SRE(charset), SRE(at), sre_category). Called from regex_run.c. */
#include "object/library/regex_chars.h"

#include "base/unicode/unicode.h"

uint32_t regex_lower_ascii(uint32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }
static uint32_t upper_ascii(uint32_t c) { return c >= 'a' && c <= 'z' ? c - 32 : c; }

static uint32_t mapped(const Proc *p, uint32_t c, UnicodeCase to) {
    uint32_t out[3];
    return unicode_map(p->s->profile.unicode, c, to, out) ? out[0] : c;
}
uint32_t regex_lower(const Proc *p, uint32_t c) {
    return c < 128 ? regex_lower_ascii(c) : mapped(p, c, CASE_LOWER);
}
uint32_t regex_upper(const Proc *p, uint32_t c) {
    return c < 128 ? upper_ascii(c) : mapped(p, c, CASE_UPPER);
}

static bool is_space(uint32_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
static bool is_word(uint32_t c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
static bool has(const Proc *p, uint32_t c, unsigned flags) {
    return (unicode_flags(p->s->profile.unicode, c) & flags) != 0;
}

static bool regex_category(const Proc *p, uint32_t category, uint32_t c) {
    switch (category) {
    case CH_DIGIT: return is_digit(c);
    case CH_NOT_DIGIT: return !is_digit(c);
    case CH_SPACE: return is_space(c);
    case CH_NOT_SPACE: return !is_space(c);
    case CH_WORD:
    case CH_LOC_WORD: return is_word(c);
    case CH_NOT_WORD:
    case CH_LOC_NOT_WORD: return !is_word(c);
    case CH_LINEBREAK: return c == '\n';
    case CH_NOT_LINEBREAK: return c != '\n';
    case CH_UNI_DIGIT: return has(p, c, UNI_DECIMAL);
    case CH_UNI_NOT_DIGIT: return !has(p, c, UNI_DECIMAL);
    case CH_UNI_SPACE: return has(p, c, UNI_SPACE);
    case CH_UNI_NOT_SPACE: return !has(p, c, UNI_SPACE);
    case CH_UNI_WORD:
        return c == '_' || has(p, c, UNI_ALPHA | UNI_DECIMAL | UNI_DIGIT | UNI_NUMERIC);
    case CH_UNI_NOT_WORD: return !regex_category(p, CH_UNI_WORD, c);
    case CH_UNI_LINEBREAK: return has(p, c, UNI_LINEBREAK);
    case CH_UNI_NOT_LINEBREAK: return !has(p, c, UNI_LINEBREAK);
    default: return false;
    }
}

/* The chunk of 256 characters that the map of a big set names, four to a word. */
static bool big_set_has(const PatternOb *pattern, int64_t pc, uint32_t c) {
    if (c >= 65536) return false;
    uint32_t word = regex_word(pattern, pc + (int64_t)(c >> 8) / 4);
    uint32_t chunk = word >> (c >> 8 & 3) * 8 & 255;
    uint32_t bits = regex_word(pattern, pc + 64 + (int64_t)chunk * 8 + (int64_t)(c & 255) / 32);
    return bits >> (c & 31) & 1;
}

bool regex_charset(const Proc *p, const PatternOb *pattern, int64_t pc, uint32_t c) {
    bool found = true;
    while (pc < pattern->codesize) {
        uint32_t first = regex_word(pattern, pc + 1);
        switch (regex_word(pattern, pc)) {
        case RX_NEGATE:
            found = !found;
            pc++;
            break;
        case RX_LITERAL:
            if (c == first) return found;
            pc += 2;
            break;
        case RX_CATEGORY:
            if (regex_category(p, first, c)) return found;
            pc += 2;
            break;
        case RX_RANGE:
            if (first <= c && c <= regex_word(pattern, pc + 2)) return found;
            pc += 3;
            break;
        case RX_RANGE_UNI_IGNORE: {
            uint32_t last = regex_word(pattern, pc + 2), upper = regex_upper(p, c);
            if ((first <= c && c <= last) || (first <= upper && upper <= last)) return found;
            pc += 3;
            break;
        }
        case RX_CHARSET:
            if (c < 256 && regex_word(pattern, pc + 1 + (int64_t)c / 32) >> (c & 31) & 1)
                return found;
            pc += 9;
            break;
        case RX_BIGCHARSET:
            if (big_set_has(pattern, pc + 2, c)) return found;
            pc += 2 + 64 + (int64_t)first * 8;
            break;
        default: return !found; /* FAILURE ends a set */
        }
    }
    return !found;
}

static bool in_either_case(const Proc *p, const PatternOb *pattern, int64_t pc, uint32_t c) {
    uint32_t lower = regex_lower_ascii(c), upper = upper_ascii(c);
    return regex_charset(p, pattern, pc, lower) ||
           (upper != lower && regex_charset(p, pattern, pc, upper));
}
static bool is_either_case(uint32_t literal, uint32_t c) {
    return c == literal || regex_lower_ascii(c) == literal || upper_ascii(c) == literal;
}

bool regex_takes(const Proc *p, const PatternOb *pattern, int64_t pc, uint32_t c) {
    uint32_t literal = regex_word(pattern, pc + 1);
    switch (regex_word(pattern, pc)) {
    case RX_ANY: return c != '\n';
    case RX_ANY_ALL: return true;
    case RX_LITERAL: return c == literal;
    case RX_NOT_LITERAL: return c != literal;
    case RX_LITERAL_IGNORE: return regex_lower_ascii(c) == literal;
    case RX_NOT_LITERAL_IGNORE: return regex_lower_ascii(c) != literal;
    case RX_LITERAL_UNI_IGNORE: return regex_lower(p, c) == literal;
    case RX_NOT_LITERAL_UNI_IGNORE: return regex_lower(p, c) != literal;
    case RX_LITERAL_LOC_IGNORE: return is_either_case(literal, c);
    case RX_NOT_LITERAL_LOC_IGNORE: return !is_either_case(literal, c);
    case RX_CATEGORY: return regex_category(p, literal, c);
    case RX_IN: return regex_charset(p, pattern, pc + 2, c);
    case RX_IN_IGNORE: return regex_charset(p, pattern, pc + 2, regex_lower_ascii(c));
    case RX_IN_UNI_IGNORE: return regex_charset(p, pattern, pc + 2, regex_lower(p, c));
    case RX_IN_LOC_IGNORE: return in_either_case(p, pattern, pc + 2, c);
    default: return false;
    }
}

bool regex_place(const RegexState *s, uint32_t place, int64_t at) {
    bool boundary = false;
    uint32_t word = CH_WORD;
    switch (place) {
    case AT_BEGINNING:
    case AT_BEGINNING_STRING: return at == 0;
    case AT_BEGINNING_LINE: return at == 0 || regex_char(s, at - 1) == '\n';
    case AT_END: return at == s->end || (at + 1 == s->end && regex_char(s, at) == '\n');
    case AT_END_LINE: return at == s->end || regex_char(s, at) == '\n';
    case AT_END_STRING: return at == s->end;
    case AT_BOUNDARY:
    case AT_LOC_BOUNDARY: boundary = true; break;
    case AT_NON_BOUNDARY:
    case AT_LOC_NON_BOUNDARY: break;
    case AT_UNI_BOUNDARY:
        boundary = true;
        word = CH_UNI_WORD;
        break;
    case AT_UNI_NON_BOUNDARY: word = CH_UNI_WORD; break;
    default: return false;
    }
    if (s->end == 0) return false; /* nothing, so no boundary and no lack of one */
    bool before = at > 0 && regex_category(s->p, word, regex_char(s, at - 1));
    bool behind = at < s->end && regex_category(s->p, word, regex_char(s, at));
    return (before != behind) == boundary;
}

bool regex_same(const Proc *p, uint32_t op, uint32_t a, uint32_t b) {
    switch (op) {
    case RX_GROUPREF_IGNORE: return regex_lower_ascii(a) == regex_lower_ascii(b);
    case RX_GROUPREF_UNI_IGNORE: return regex_lower(p, a) == regex_lower(p, b);
    case RX_GROUPREF_LOC_IGNORE: return regex_lower_ascii(a) == regex_lower_ascii(b);
    default: return a == b;
    }
}
