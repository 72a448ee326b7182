/* base.h - the few words every file of the engine uses.
 *
 * Compiler attributes, growable host arrays and host memory that either arrives or ends the program
 * with a message. Nothing here knows the simulated process: memory from here belongs to the host.
 *
 * Room base: host memory, strings, files, words of the reader's language and errors told to
 * people: what knows neither Python nor the simulated process. Called from: everywhere. */
#ifndef OURO_BASE_H
#define OURO_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define OURO_MUST_CHECK __attribute__((warn_unused_result))
#define OURO_PRINTF(fmt_index, first_arg) __attribute__((format(printf, fmt_index, first_arg)))
#define OURO_NORETURN __attribute__((noreturn))
#define OURO_INLINE static inline __attribute__((always_inline))
#define OURO_NOINLINE __attribute__((noinline))
#define OURO_COLD __attribute__((cold, noinline))

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

OURO_INLINE bool likely(bool condition) { return __builtin_expect(condition, true); }
OURO_INLINE bool unlikely(bool condition) { return __builtin_expect(condition, false); }

static inline size_t min_size(size_t a, size_t b) { return a < b ? a : b; }
static inline size_t max_size(size_t a, size_t b) { return a > b ? a : b; }
static inline int64_t min_i64(int64_t a, int64_t b) { return a < b ? a : b; }

/* Sums and products of sizes that a program chose, none negative. They stick at INT64_MAX, which no
 * allocator grants: who adds and multiplies with these needs no check of its own. */
static inline int64_t size_add(int64_t a, int64_t b) {
    return a > INT64_MAX - b ? INT64_MAX : a + b;
}
static inline int64_t size_mul(int64_t a, int64_t b) {
    return b > 0 && a > INT64_MAX / b ? INT64_MAX : a * b;
}

/* Round `n` up to a multiple of `to`, a power of two. */
static inline size_t round_up(size_t n, size_t to) { return (n + to - 1) & ~(to - 1); }

/* An invariant of the simulator itself (never of the simulated program). Checked in every build: a
 * broken engine must not go on drawing wrong pictures. Prints where and aborts. */
#define OURO_ASSERT(condition)                                                                     \
    ((condition) ? (void)0 : ouro_assert_failed(__FILE__, __LINE__, #condition))
OURO_NORETURN void ouro_assert_failed(const char *file, int line, const char *what);

/* Host memory; never NULL: a host without memory ends the program with a message and status 70. */
void *host_alloc(size_t bytes);             /* contents zero */
void *host_resize(void *old, size_t bytes); /* as realloc; new bytes undefined */
char *host_strdup(const char *text);
char *host_strndup(const char *text, size_t len);

/* Grow the array `items` (capacity `*cap` elements of `size` bytes) until it holds `need`; returns
 * its new place. New elements are zero. */
void *host_grow(void *items, size_t *cap, size_t need, size_t size);

#endif
