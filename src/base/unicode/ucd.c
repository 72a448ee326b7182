/* ucd.c - names, categories, decompositions and numbers of the code points, looked up by bisection in names.def and ucd.def
 * (Modules/unicodedata.c). Called by the parser for \N{...} and by the module unicodedata. */
#include "base/unicode/ucd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"

static const char words[] = {
#define NAME_WORDS
#include "base/unicode/names.def"
#undef NAME_WORDS
};

static const uint32_t offsets[] = {
#define NAME_OFFSETS
#include "base/unicode/names.def"
#undef NAME_OFFSETS
};

static const struct {
    char name[48];
    uint32_t cp, since;
} aliases[] = {
#define NAME_ALIASES
#include "base/unicode/names.def"
#undef NAME_ALIASES
};

/* The last row stands behind all others. */
static const struct {
    uint32_t cp, since, first;
} named[] = {
#define NAME_CHARS
#include "base/unicode/names.def"
#undef NAME_CHARS
};
enum { NAMED = ARRAY_LEN(named) - 1 };

static const uint16_t sequences[] = {
#define NAME_SEQUENCES
#include "base/unicode/names.def"
#undef NAME_SEQUENCES
};

static const uint16_t by_name[] = {
#define NAME_ORDER
#include "base/unicode/names.def"
#undef NAME_ORDER
};

static const UcdRecord records[] = {
#define UCD_RECORDS
#include "base/unicode/ucd.def"
#undef UCD_RECORDS
};

static const uint16_t histories[][UNICODE_VERSION_COUNT] = {
#define UCD_HISTORIES
#include "base/unicode/ucd.def"
#undef UCD_HISTORIES
};

static const struct {
    uint32_t first, history;
} runs[] = {
#define UCD_RUNS
#include "base/unicode/ucd.def"
#undef UCD_RUNS
};

static const char tags[][12] = {
#define UCD_TAGS
#include "base/unicode/ucd.def"
#undef UCD_TAGS
};

typedef struct Parts {
    uint32_t cp;
    uint8_t since, tag;
    uint32_t first, count;
} Parts;
static const Parts parts_of[] = {
#define UCD_PARTS
#include "base/unicode/ucd.def"
#undef UCD_PARTS
};

static const struct {
    uint32_t a, b, both, since;
} pairs[] = {
#define UCD_PAIRS
#include "base/unicode/ucd.def"
#undef UCD_PAIRS
};

static const uint32_t points[] = {
#define UCD_POINTS
#include "base/unicode/ucd.def"
#undef UCD_POINTS
};

static const UcdNumber numbers[] = {
#define UCD_NUMBERS
#include "base/unicode/ucd.def"
#undef UCD_NUMBERS
};

/* Names that a rule makes: what stands in front of the number; a syllable of Hangul is spelled. */
enum { RULE_HANGUL = 5 };
static const char *const rules[] = {"",
                                    "CJK UNIFIED IDEOGRAPH-",
                                    "CJK COMPATIBILITY IDEOGRAPH-",
                                    "TANGUT IDEOGRAPH-",
                                    "NUSHU CHARACTER-",
                                    "HANGUL SYLLABLE ",
                                    "KHITAN SMALL SCRIPT CHARACTER-"};

enum {
    HANGUL = 0xAC00,
    LEADING = 0x1100,
    VOWEL = 0x1161,
    TRAILING = 0x11A7,
    LEADINGS = 19,
    VOWELS = 21,
    TRAILINGS = 28,
    SYLLABLES = LEADINGS * VOWELS * TRAILINGS
};
static const char *const leading_names[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                            "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
static const char *const vowel_names[] = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                          "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                          "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
static const char *const trailing_names[] = {
    "",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG", "LM", "LB", "LS", "LT",
    "LP", "LH", "M",  "B",  "BS", "S",  "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"};

/* ---- records --------------------------------------------------------------------------------- */

const UcdRecord *unicode_record(UnicodeVersion version, uint32_t cp) {
    size_t low = 0, high = ARRAY_LEN(runs);
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (runs[middle].first <= cp)
            low = middle;
        else
            high = middle;
    }
    return &records[histories[runs[low].history][version]];
}

/* ---- names ----------------------------------------------------------------------------------- */

/* The row of a code point in `named`, or -1. */
static int named_row(uint32_t cp) {
    int low = 0, high = NAMED;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (named[middle].cp <= cp)
            low = middle;
        else
            high = middle;
    }
    return named[low].cp == cp ? low : -1;
}

static void spell(size_t row, StrBuf *out) {
    for (uint32_t i = named[row].first; i < named[row + 1].first; i++) {
        if (i > named[row].first) sb_putc(out, ' ');
        sb_put(out, words + offsets[sequences[i]]);
    }
}

size_t unicode_name(UnicodeVersion version, uint32_t cp, char name[UNICODE_NAME_MAX]) {
    name[0] = '\0';
    int rule = unicode_record(version, cp)->rule;
    if (rule == RULE_HANGUL) {
        uint32_t i = cp - HANGUL;
        return (size_t)snprintf(name, UNICODE_NAME_MAX, "%s%s%s%s", rules[rule],
                                leading_names[i / (VOWELS * TRAILINGS)],
                                vowel_names[i / TRAILINGS % VOWELS], trailing_names[i % TRAILINGS]);
    }
    if (rule) return (size_t)snprintf(name, UNICODE_NAME_MAX, "%s%X", rules[rule], (unsigned)cp);
    int row = named_row(cp);
    if (row < 0 || named[row].since > (uint32_t)version) return 0;
    StrBuf text = {0};
    spell((size_t)row, &text);
    size_t len = text.len < UNICODE_NAME_MAX ? text.len : UNICODE_NAME_MAX - 1;
    memcpy(name, text.data, len);
    name[len] = '\0';
    sb_free(&text);
    return len;
}

/* The order of a name and a row of by_name, word by word. */
static int compare_name(const char *name, size_t row) {
    for (uint32_t i = named[row].first;; i++) {
        if (!*name) return i == named[row + 1].first ? 0 : -1;
        if (i == named[row + 1].first) return 1;
        const char *word = words + offsets[sequences[i]];
        size_t n = strcspn(name, " "), m = strlen(word);
        int order = memcmp(name, word, n < m ? n : m);
        if (order || n != m) return order ? order : n < m ? -1 : 1;
        name += n;
        if (*name == ' ') name++;
    }
}

static bool by_rule(UnicodeVersion version, const char *name, uint32_t *cp) {
    for (int rule = 1; rule < (int)ARRAY_LEN(rules); rule++) {
        size_t n = strlen(rules[rule]);
        if (strncmp(name, rules[rule], n) != 0) continue;
        if (rule == RULE_HANGUL) {
            char whole[UNICODE_NAME_MAX];
            for (uint32_t i = 0; i < SYLLABLES; i++) {
                unicode_name(version, HANGUL + i, whole);
                if (strcmp(whole, name) == 0) {
                    *cp = HANGUL + i;
                    return true;
                }
            }
            return false;
        }
        char *end;
        size_t digits = strspn(name + n, "0123456789ABCDEF");
        unsigned long value = strtoul(name + n, &end, 16);
        if (*end || digits < 4 || digits > 5 || value > 0x10FFFF) return false;
        *cp = (uint32_t)value;
        return unicode_record(version, *cp)->rule == rule;
    }
    return false;
}

bool unicode_named(UnicodeVersion version, const char *name, size_t len, uint32_t *cp) {
    char upper[UNICODE_NAME_MAX];
    if (len == 0 || len >= sizeof upper) return false;
    for (size_t i = 0; i < len; i++)
        upper[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 'a' + 'A' : name[i]);
    upper[len] = '\0';
    if (strlen(upper) != len || upper[len - 1] == ' ') return false;
    if (by_rule(version, upper, cp)) return true;
    size_t low = 0, high = ARRAY_LEN(by_name);
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare_name(upper, by_name[middle]);
        if (order == 0) {
            *cp = named[by_name[middle]].cp;
            return named[by_name[middle]].since <= (uint32_t)version;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    for (size_t i = 0; i < ARRAY_LEN(aliases); i++) {
        if (strcmp(aliases[i].name, upper) != 0) continue;
        *cp = aliases[i].cp;
        return aliases[i].since <= (uint32_t)version;
    }
    return false;
}

/* ---- parts and numbers ----------------------------------------------------------------------- */

static const Parts *find_parts(UnicodeVersion version, uint32_t cp) {
    size_t low = 0, high = ARRAY_LEN(parts_of);
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (parts_of[middle].cp <= cp)
            low = middle;
        else
            high = middle;
    }
    return parts_of[low].cp == cp && parts_of[low].since <= (uint32_t)version ? &parts_of[low]
                                                                              : NULL;
}

size_t unicode_parts(UnicodeVersion version, uint32_t cp, const uint32_t **parts,
                     const char **tag) {
    const Parts *found = find_parts(version, cp);
    if (!found) return 0;
    *parts = points + found->first;
    *tag = tags[found->tag];
    return found->count;
}

const UcdNumber *unicode_number(UnicodeVersion version, uint32_t cp) {
    size_t low = 0, high = ARRAY_LEN(numbers);
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (numbers[middle].cp <= cp)
            low = middle;
        else
            high = middle;
    }
    return numbers[low].cp == cp && numbers[low].since <= (uint32_t)version ? &numbers[low] : NULL;
}

/* ---- normal forms ---------------------------------------------------------------------------- */

typedef struct Points {
    uint32_t *data;
    size_t len, room;
} Points;

static void add_point(Points *out, uint32_t cp) {
    out->data = host_grow(out->data, &out->room, out->len + 1, sizeof *out->data);
    out->data[out->len++] = cp;
}

static void take_apart(UnicodeVersion version, uint32_t cp, bool compatible, Points *out) {
    if (cp >= HANGUL && cp < HANGUL + SYLLABLES) {
        uint32_t i = cp - HANGUL;
        add_point(out, LEADING + i / (VOWELS * TRAILINGS));
        add_point(out, VOWEL + i / TRAILINGS % VOWELS);
        if (i % TRAILINGS) add_point(out, TRAILING + i % TRAILINGS);
        return;
    }
    const Parts *found = find_parts(version, cp);
    if (!found || (found->tag && !compatible)) {
        add_point(out, cp);
        return;
    }
    for (uint32_t i = 0; i < found->count; i++)
        take_apart(version, points[found->first + i], compatible, out);
}

static unsigned class_of(UnicodeVersion version, uint32_t cp) {
    return unicode_record(version, cp)->combining;
}

/* Combining characters in the order of their classes; equal ones stay as they are. */
static void put_in_order(UnicodeVersion version, Points *text) {
    for (size_t i = 1; i < text->len; i++) {
        uint32_t cp = text->data[i];
        unsigned class = class_of(version, cp);
        if (class == 0) continue;
        size_t k = i;
        for (; k > 0 && class_of(version, text->data[k - 1]) > class; k--)
            text->data[k] = text->data[k - 1];
        text->data[k] = cp;
    }
}

/* The character that two make together, or 0. */
static uint32_t together(UnicodeVersion version, uint32_t a, uint32_t b) {
    if (a >= LEADING && a < LEADING + LEADINGS && b >= VOWEL && b < VOWEL + VOWELS)
        return HANGUL + ((a - LEADING) * VOWELS + (b - VOWEL)) * TRAILINGS;
    if (a >= HANGUL && a < HANGUL + SYLLABLES && (a - HANGUL) % TRAILINGS == 0 && b > TRAILING &&
        b < TRAILING + TRAILINGS)
        return a + (b - TRAILING);
    size_t low = 0, high = ARRAY_LEN(pairs);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (pairs[middle].a == a && pairs[middle].b == b)
            return pairs[middle].since <= (uint32_t)version ? pairs[middle].both : 0;
        if (pairs[middle].a < a || (pairs[middle].a == a && pairs[middle].b < b))
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

static void put_together(UnicodeVersion version, Points *text) {
    size_t out = 0, starter = SIZE_MAX;
    unsigned last = 0;
    for (size_t i = 0; i < text->len; i++) {
        uint32_t cp = text->data[i];
        unsigned class = class_of(version, cp);
        bool near = starter != SIZE_MAX && (starter + 1 == out || (last != 0 && last < class));
        uint32_t both = near ? together(version, text->data[starter], cp) : 0;
        if (both) {
            text->data[starter] = both;
            continue;
        }
        if (class == 0) starter = out;
        last = class;
        text->data[out++] = cp;
    }
    text->len = out;
}

uint32_t *unicode_normal_form(UnicodeVersion version, const uint32_t *text, size_t n,
                              bool compatible, bool compose, size_t *out_len) {
    Points out = {0};
    for (size_t i = 0; i < n; i++) take_apart(version, text[i], compatible, &out);
    put_in_order(version, &out);
    if (compose) put_together(version, &out);
    *out_len = out.len;
    if (!out.data) out.data = host_alloc(sizeof *out.data);
    return out.data;
}
