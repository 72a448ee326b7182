/* str_unicode.c - properties of code points, looked up by bisection in str_unicode.def. */
#include "object/text/str_unicode.h"

typedef struct Run {
    uint32_t first;
    uint32_t flags;
} Run;

static const Run runs[] = {
#define UNI_RUN(first, flags) {first, flags},
#include "object/text/str_unicode.def"
#undef UNI_RUN
};

typedef struct CaseRange {
    uint32_t first, last, stride;
    int32_t delta[3]; /* upper, lower, title */
} CaseRange;

static const CaseRange cases[] = {
#define UNI_CASE(first, last, stride, upper, lower, title)                                         \
    {first, last, stride, {upper, lower, title}},
#include "object/text/str_unicode.def"
#undef UNI_CASE
};

typedef struct SpecialCase {
    uint32_t cp, to;
    uint32_t out[3];
} SpecialCase;

static const SpecialCase specials[] = {
#define UNI_SPECIAL(cp, to, a, b, c) {cp, to, {a, b, c}},
#include "object/text/str_unicode.def"
#undef UNI_SPECIAL
};

static const Run *find_run(uint32_t cp) {
    size_t low = 0;
    size_t high = ARRAY_LEN(runs);
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (runs[middle].first <= cp) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &runs[low];
}

unsigned unicode_flags(uint32_t cp) { return find_run(cp)->flags; }

int unicode_decimal(uint32_t cp) {
    if (cp >= '0' && cp <= '9') return (int)(cp - '0');
    const Run *run = find_run(cp);
    if (!(run->flags & UNI_DECIMAL)) return -1;
    /* Decimal digits stand in groups of ten in order; a run may hold several groups. */
    return (int)((cp - run->first) % 10);
}

char unicode_to_ascii(uint32_t cp) {
    if (cp < 128) return (char)cp;
    if (unicode_is(cp, UNI_SPACE)) return ' ';
    int digit = unicode_decimal(cp);
    return digit < 0 ? '?' : (char)('0' + digit);
}

static const SpecialCase *find_special(uint32_t cp, UnicodeCase to) {
    size_t low = 0;
    size_t high = ARRAY_LEN(specials);
    while (low < high) {
        size_t middle = (low + high) / 2;
        const SpecialCase *row = &specials[middle];
        if (row->cp == cp && row->to == (uint32_t)to) return row;
        if (row->cp < cp || (row->cp == cp && row->to < (uint32_t)to)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

size_t unicode_map(uint32_t cp, UnicodeCase to, uint32_t *out) {
    out[0] = cp;
    if (cp < 128) {
        bool lower = to == CASE_LOWER || to == CASE_FOLD;
        if (lower && cp >= 'A' && cp <= 'Z') out[0] = cp + 32;
        if (!lower && cp >= 'a' && cp <= 'z') out[0] = cp - 32;
        return 1;
    }
    const SpecialCase *special = find_special(cp, to);
    if (!special && to == CASE_FOLD) return unicode_map(cp, CASE_LOWER, out);
    if (special) {
        size_t n = 0;
        for (; n < 3 && special->out[n]; n++) out[n] = special->out[n];
        return n;
    }
    /* Ranges may interleave with stride 2, so neighbours are looked at as well. */
    for (size_t i = 0; i < ARRAY_LEN(cases) && cases[i].first <= cp; i++) {
        const CaseRange *row = &cases[i];
        if (cp > row->last || (cp - row->first) % row->stride != 0) continue;
        out[0] = (uint32_t)((int64_t)cp + row->delta[to]);
        return 1;
    }
    return 1;
}
