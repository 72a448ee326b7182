/* test_unicode.c - claims about the tables of Unicode: every code point is what each interpreter
 * says it is (recorded/unicode.txt, by record_unicode.py). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/unicode/unicode.h"
#include "profile/profile.h"

enum { LIMIT = 0x110000, BLOCK = 256, BLOCKS = LIMIT / BLOCK, SEQUENCES = 20000 };

/* ---- digests: the words of record_unicode.py -------------------------------------------------- */

static void add_word(uint64_t *h, uint32_t word) { *h = (*h ^ word) * UINT64_C(0x100000001B3); }

static void add_text(uint64_t *h, uint32_t kind, uint32_t cp, const uint32_t *text, size_t n) {
    add_word(h, kind << 8 | (uint32_t)n);
    for (size_t i = 0; i < n; i++) add_word(h, text[i] - cp);
}

static void add_code_point(uint64_t *h, UnicodeVersion version, uint32_t cp) {
    uint32_t out[UNICODE_NFKC_MAX * 4];
    unsigned flags = unicode_flags(version, cp);
    bool number = (flags & (UNI_DECIMAL | UNI_DIGIT | UNI_NUMERIC)) != 0;
    add_word(h, flags | (number ? (uint32_t)(unicode_decimal(version, cp) + 1) << 16 : 0));
    for (uint32_t to = 0; to < 4; to++) {
        size_t n = unicode_map(version, cp, (UnicodeCase)to, out);
        if (n != 1 || out[0] != cp) add_text(h, to, cp, out, n);
    }
    if (!(flags & UNI_XID_CONTINUE)) return;
    add_text(h, 4, cp, out, unicode_nfkc(version, &cp, 1, out));
    uint32_t between[] = {'e', cp, 0x323, 0x301};
    add_text(h, 5, cp, out, unicode_nfkc(version, between, ARRAY_LEN(between), out));
}

static const uint64_t FNV = UINT64_C(0xCBF29CE484222325);
static uint32_t digest(uint64_t h) { return (uint32_t)(h ^ h >> 32); }

static uint32_t digest_of_sequences(UnicodeVersion version) {
    uint32_t *moved = host_alloc(LIMIT * sizeof *moved);
    size_t count = 0;
    for (uint32_t cp = 0; cp < LIMIT; cp++) {
        if (!unicode_in_identifier(version, cp, false)) continue;
        uint32_t out[UNICODE_NFKC_MAX];
        size_t n = unicode_nfkc(version, &cp, 1, out);
        if (unicode_combining(version, cp) || (cp >= 0x1100 && cp < 0x1200) || n != 1 ||
            out[0] != cp)
            moved[count++] = cp;
    }
    uint64_t x = 1, h = FNV;
    for (int i = 0; i < SEQUENCES; i++) {
        uint32_t text[6] = {'e'}, out[6 * UNICODE_NFKC_MAX];
        for (int k = 1; k < 6; k++) {
            x = x * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            text[k] = moved[(x >> 33) % count];
        }
        size_t n = unicode_nfkc(version, text, ARRAY_LEN(text), out);
        for (size_t k = 0; k < n; k++) add_word(&h, out[k]);
    }
    free(moved);
    return digest(h);
}

typedef struct Digests {
    uint32_t blocks[BLOCKS];
    uint32_t sequences;
} Digests;

static Digests *digests_of(UnicodeVersion version) {
    Digests *d = host_alloc(sizeof *d);
    for (uint32_t block = 0; block < BLOCKS; block++) {
        uint64_t h = FNV;
        for (uint32_t i = 0; i < BLOCK; i++) add_code_point(&h, version, block * BLOCK + i);
        d->blocks[block] = digest(h);
    }
    d->sequences = digest_of_sequences(version);
    return d;
}

/* ---- the record ------------------------------------------------------------------------------ */

typedef struct Record {
    FILE *file;
    size_t count; /* columns */
    PythonVersion versions[PY_COUNT];
} Record;

static Record open_record(void) {
    Record record = {.file = fopen(OURO_TEST_DIR "/unit/recorded/unicode.txt", "r")};
    assert_non_null(record.file);
    char line[300];
    assert_non_null(fgets(line, sizeof line, record.file));
    for (char *name = strtok(line, " \n"); name; name = strtok(NULL, " \n")) {
        assert_true(record.count < PY_COUNT);
        record.versions[record.count] = version_named(name);
        assert_true(record.versions[record.count++] < PY_COUNT);
    }
    return record;
}

/* The digests that stand behind the words of a line. */
static void read_digests(const Record *record, uint32_t *out) {
    for (size_t i = 0; i < record->count; i++) {
        const char *word = strtok(NULL, " \n");
        assert_non_null(word);
        out[i] = strcmp(word, "=") == 0 ? out[i - 1] : (uint32_t)strtoul(word, NULL, 16);
    }
}

static void every_code_point_is_what_the_interpreter_says(void **state) {
    (void)state;
    Record record = open_record();
    assert_int_equal(record.count, PY_COUNT);
    Digests *all[UNICODE_VERSION_COUNT] = {0}; /* some Pythons share a Unicode */
    for (size_t i = 0; i < record.count; i++) {
        UnicodeVersion unicode = profile_of(record.versions[i])->unicode;
        if (!all[unicode]) all[unicode] = digests_of(unicode);
    }
    char line[300];
    uint32_t next = 0, recorded[PY_COUNT];
    bool ended = false;
    while (fgets(line, sizeof line, record.file)) {
        const char *word = strtok(line, " \n");
        bool blocks = strcmp(word, "sequences") != 0;
        uint32_t first = next, last = next;
        if (blocks) {
            first = (uint32_t)strtoul(word, NULL, 16);
            last = (uint32_t)strtoul(strtok(NULL, " \n"), NULL, 16);
            assert_int_equal(first, next);
            next = last + 1;
        }
        ended |= !blocks;
        read_digests(&record, recorded);
        for (size_t i = 0; i < record.count; i++) {
            const Digests *d = all[profile_of(record.versions[i])->unicode];
            for (uint32_t block = first / BLOCK; blocks && block <= last / BLOCK; block++) {
                if (d->blocks[block] != recorded[i])
                    fail_msg("%s: U+%04X to U+%04X differ", profile_of(record.versions[i])->name,
                             (unsigned)(block * BLOCK), (unsigned)(block * BLOCK + BLOCK - 1));
            }
            if (!blocks && d->sequences != recorded[i])
                fail_msg("%s: sequences differ", profile_of(record.versions[i])->name);
        }
    }
    assert_int_equal(next, LIMIT);
    assert_true(ended);
    for (size_t i = 0; i < ARRAY_LEN(all); i++) free(all[i]);
    fclose(record.file);
}

/* ---- by hand --------------------------------------------------------------------------------- */

static void a_new_letter_is_one_from_its_version_on(void **state) {
    (void)state;
    for (int v = 0; v < UNICODE_VERSION_COUNT; v++) /* NAG MUNDARI LETTER O came with 15.0 */
        assert_int_equal(unicode_is((UnicodeVersion)v, 0x1E4D0, UNI_ALPHA), v >= UNICODE_15_0);
}

static void assert_nfkc(const uint32_t *text, size_t n, const uint32_t *wanted, size_t count) {
    uint32_t *out = host_alloc(n * UNICODE_NFKC_MAX * sizeof *out);
    assert_int_equal(unicode_nfkc(UNICODE_15_1, text, n, out), count);
    assert_memory_equal(out, wanted, count * sizeof *out);
    free(out);
}

static void marks_are_put_in_order_and_composed(void **state) {
    (void)state;
    uint32_t above_below[] = {'e', 0x301, 0x323}, composed[] = {0x1EB9, 0x301};
    assert_nfkc(above_below, 3, composed, 2);
    uint32_t blocked[] = {'e', 0x300, 0x301}, kept[] = {0xE8, 0x301};
    assert_nfkc(blocked, 3, kept, 2);
    uint32_t jamo[] = {0x1112, 0x1161, 0x11AB}, syllable[] = {0xD55C};
    assert_nfkc(jamo, 3, syllable, 1);
}

static void a_name_of_many_marks_takes_no_quadratic_time(void **state) {
    (void)state;
    enum { N = 200000 };
    uint32_t *text = host_alloc(N * sizeof *text), *out = host_alloc(N * 4 * sizeof *out);
    for (size_t i = 0; i < N; i++) text[i] = i == 0 ? 'q' : i % 2 ? 0x301 : 0x323;
    assert_int_equal(unicode_nfkc(UNICODE_15_1, text, N, out), N);
    assert_int_equal(out[1], 0x323);
    assert_int_equal(out[N - 1], 0x301);
    free(text);
    free(out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_is_what_the_interpreter_says),
        cmocka_unit_test(a_new_letter_is_one_from_its_version_on),
        cmocka_unit_test(marks_are_put_in_order_and_composed),
        cmocka_unit_test(a_name_of_many_marks_takes_no_quadratic_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
