/* unicode.c - properties of code points, looked up by bisection in the runs of tables.def. */
#include "base/unicode/unicode.h"

enum { MANY = INT32_MAX }; /* in a record: the mapping has several code points */

static const char *const names[UNICODE_VERSION_COUNT] = {
#define UNICODE_VERSION(id, name) [UNICODE_##id] = name,
#include "base/unicode/tables.def"
#undef UNICODE_VERSION
};

typedef struct Record {
    uint16_t flags;
    uint8_t combining;
    int32_t delta[4]; /* by UnicodeCase */
} Record;

static const Record records[] = {
#define UNICODE_RECORDS
#include "base/unicode/tables.def"
#undef UNICODE_RECORDS
};

static const uint16_t histories[][UNICODE_VERSION_COUNT] = {
#define UNICODE_HISTORIES
#include "base/unicode/tables.def"
#undef UNICODE_HISTORIES
};

typedef struct Run {
    uint32_t first;
    uint16_t turns[2];
} Run;

static const Run runs[] = {
#define UNICODE_RUNS
#include "base/unicode/tables.def"
#undef UNICODE_RUNS
};

static const uint16_t ascii_flags[128] = {
#define UNICODE_ASCII
#include "base/unicode/tables.def"
#undef UNICODE_ASCII
};

typedef struct SpecialCase {
    uint32_t cp, to;
    uint32_t out[3];
} SpecialCase;

static const SpecialCase specials[] = {
#define UNICODE_SPECIALS
#include "base/unicode/tables.def"
#undef UNICODE_SPECIALS
};

const char *unicode_version_name(UnicodeVersion version) { return names[version]; }

static const Run *find_run(uint32_t cp) {
    size_t low = 0, high = ARRAY_LEN(runs);
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

static const Record *record_in(const Run *run, UnicodeVersion version, uint32_t cp) {
    return &records[histories[run->turns[(cp - run->first) % 2]][version]];
}

static const Record *record_of(UnicodeVersion version, uint32_t cp) {
    return record_in(find_run(cp), version, cp);
}

unsigned unicode_flags(UnicodeVersion version, uint32_t cp) {
    return cp < ARRAY_LEN(ascii_flags) ? ascii_flags[cp] : record_of(version, cp)->flags;
}

unsigned unicode_combining(UnicodeVersion version, uint32_t cp) {
    return record_of(version, cp)->combining;
}

int unicode_decimal(UnicodeVersion version, uint32_t cp) {
    if (cp >= '0' && cp <= '9') return (int)(cp - '0');
    const Run *run = find_run(cp);
    if (!(record_in(run, version, cp)->flags & UNI_DECIMAL)) return -1;
    /* Decimal digits stand in groups of ten in order; a run may hold several groups. */
    return (int)((cp - run->first) % 10);
}

char unicode_to_ascii(UnicodeVersion version, uint32_t cp) {
    if (cp < 128) return (char)cp;
    if (unicode_is(version, cp, UNI_SPACE)) return ' ';
    int digit = unicode_decimal(version, cp);
    return digit < 0 ? '?' : (char)('0' + digit);
}

static const SpecialCase *find_special(uint32_t cp, UnicodeCase to) {
    size_t low = 0, high = ARRAY_LEN(specials);
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        const SpecialCase *row = &specials[middle];
        if (row->cp < cp || (row->cp == cp && row->to <= (uint32_t)to)) {
            low = middle;
        } else {
            high = middle;
        }
    }
    OURO_ASSERT(specials[low].cp == cp && specials[low].to == (uint32_t)to);
    return &specials[low];
}

size_t unicode_map(UnicodeVersion version, uint32_t cp, UnicodeCase to, uint32_t *out) {
    int32_t delta = record_of(version, cp)->delta[to];
    if (delta != MANY) {
        out[0] = (uint32_t)((int64_t)cp + delta);
        return 1;
    }
    const SpecialCase *special = find_special(cp, to);
    size_t n = 0;
    for (; n < 3 && special->out[n]; n++) out[n] = special->out[n];
    return n;
}
