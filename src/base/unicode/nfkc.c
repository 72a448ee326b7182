/* nfkc.c - identifiers in the form NFKC: taken apart, put in order, composed again
 * (Modules/unicodedata.c: nfd_nfkd, nfc_nfkc). Called by the parser and by whoever asks whether a
 * name stays itself. */
#include <stdlib.h>

#include "base/unicode/unicode.h"

typedef struct Pair {
    uint32_t both, a, b;
} Pair;

static const Pair pairs[] = {
#define UNICODE_PAIRS
#include "base/unicode/tables.def"
#undef UNICODE_PAIRS
};

/* The same pairs by (a, b). */
static const uint16_t by_parts[ARRAY_LEN(pairs)] = {
#define UNICODE_PAIR_ORDER
#include "base/unicode/tables.def"
#undef UNICODE_PAIR_ORDER
};

typedef struct Move {
    uint32_t first, last, to;
} Move;

static const Move moves[] = {
#define UNICODE_MOVES
#include "base/unicode/tables.def"
#undef UNICODE_MOVES
};

typedef struct Apart {
    uint32_t cp;
    uint32_t out[UNICODE_NFKC_MAX];
} Apart;

static const Apart apart[] = {
#define UNICODE_APART
#include "base/unicode/tables.def"
#undef UNICODE_APART
};

/* Syllables of Hangul are composed of a leading consonant, a vowel and perhaps a trailing consonant
 * (Unicode, 3.12). */
enum {
    HANGUL = 0xAC00,
    LEADING = 0x1100,
    VOWEL = 0x1161,
    TRAILING = 0x11A7, /* one before the first */
    LEADINGS = 19,
    VOWELS = 21,
    TRAILINGS = 28,
    SYLLABLES = LEADINGS * VOWELS * TRAILINGS
};

/* The last of `count` rows of `size` bytes, sorted by the code point that each begins with, that
 * does not come after cp; the first if all do. */
static const void *find(const void *rows, size_t count, size_t size, uint32_t cp) {
    const char *low = rows;
    while (count > 1) {
        const char *middle = low + count / 2 * size;
        bool before = *(const uint32_t *)(const void *)middle <= cp;
        if (before) low = middle;
        count = before ? count - count / 2 : count / 2;
    }
    return low;
}
#define FIND(rows, cp) find(rows, ARRAY_LEN(rows), sizeof(rows)[0], cp)

/* The whole decomposition; at most UNICODE_NFKC_MAX. */
static size_t decompose(uint32_t cp, uint32_t *out) {
    if (cp - HANGUL < SYLLABLES) {
        uint32_t syllable = cp - HANGUL, last = syllable % TRAILINGS;
        out[0] = LEADING + syllable / (VOWELS * TRAILINGS);
        out[1] = VOWEL + syllable / TRAILINGS % VOWELS;
        if (last > 0) out[2] = TRAILING + last;
        return last > 0 ? 3 : 2;
    }
    const Pair *pair = FIND(pairs, cp);
    if (pair->both == cp) {
        size_t n = decompose(pair->a, out);
        return n + decompose(pair->b, out + n);
    }
    const Apart *row = FIND(apart, cp);
    if (row->cp == cp) {
        size_t n = 0;
        for (; n < UNICODE_NFKC_MAX && row->out[n]; n++) out[n] = row->out[n];
        return n;
    }
    const Move *move = FIND(moves, cp);
    out[0] = cp >= move->first && cp <= move->last ? move->to + (cp - move->first) : cp;
    return 1;
}

/* What a and b become together; 0: they stay. */
static uint32_t compose(uint32_t a, uint32_t b) {
    if (a - LEADING < LEADINGS && b - VOWEL < VOWELS)
        return HANGUL + ((a - LEADING) * VOWELS + (b - VOWEL)) * TRAILINGS;
    if (a - HANGUL < SYLLABLES && (a - HANGUL) % TRAILINGS == 0 && b > TRAILING &&
        b < TRAILING + TRAILINGS)
        return a + (b - TRAILING);
    size_t low = 0, high = ARRAY_LEN(by_parts);
    while (low < high) {
        size_t middle = (low + high) / 2;
        const Pair *pair = &pairs[by_parts[middle]];
        if (pair->a == a && pair->b == b) return pair->both;
        if (pair->a < a || (pair->a == a && pair->b < b)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return 0;
}

/* A mark in the order of classes, marks of one class in the order of the text. */
typedef struct Mark {
    size_t place;
    uint32_t cp;
    unsigned combining;
} Mark;

static int compare_marks(const void *left, const void *right) {
    const Mark *a = left, *b = right;
    if (a->combining != b->combining) return a->combining < b->combining ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}

/* Marks that follow each other are sorted by their combining classes. */
static void put_in_order(UnicodeVersion version, uint32_t *text, size_t n) {
    Mark *marks = NULL;
    size_t cap = 0;
    for (size_t i = 0, count; i < n; i += count + 1) {
        bool sorted = true;
        for (count = 0; i + count < n; count++) {
            unsigned combining = unicode_combining(version, text[i + count]);
            if (combining == 0) break;
            marks = host_grow(marks, &cap, count + 1, sizeof *marks);
            marks[count] = (Mark){count, text[i + count], combining};
            sorted &= count == 0 || marks[count - 1].combining <= combining;
        }
        if (sorted) continue;
        qsort(marks, count, sizeof *marks, compare_marks);
        for (size_t k = 0; k < count; k++) text[i + k] = marks[k].cp;
    }
    free(marks);
}

size_t unicode_nfkc(UnicodeVersion version, const uint32_t *text, size_t n, uint32_t *out) {
    size_t len = 0, used = 0;
    for (size_t i = 0; i < n; i++) len += decompose(text[i], out + len);
    put_in_order(version, out, len);
    uint32_t *starter = NULL;
    int between = -1; /* class of what stands behind the starter; -1: nothing does */
    for (size_t i = 0; i < len; i++) {
        uint32_t cp = out[i];
        int combining = (int)unicode_combining(version, cp);
        uint32_t both = starter && between < combining ? compose(*starter, cp) : 0;
        if (both) {
            *starter = both;
            continue;
        }
        if (combining == 0) starter = &out[used];
        between = combining == 0 ? -1 : combining;
        out[used++] = cp;
    }
    return used;
}
