/* copy.c - raw copies of an image that share equal pages, its canonical hash, and the closure
 * comparison.
 *
 * The loops read memory that track.h may have poisoned: under the tools that watch poison they are
 * plain word loops that the address sanitizer is told to leave alone, else those of the C library.
 */
#include <stdlib.h>
#include <string.h>

#include "base/os.h"
#include "base/track.h"
#include "image/image.h"

#define UNSANITISED __attribute__((no_sanitize("address")))

enum { WORDS = 4096 / 8 };

typedef struct Page {
    uint32_t holders;
    uint64_t words[WORDS];
} Page;

struct ImgCopy {
    uint64_t clock;
    Event last; /* the record of the event at which it was made */
    Page **pages[IMG_RANGES];
    size_t count[IMG_RANGES];
};

UNSANITISED static bool same_words(const uint64_t *a, const uint64_t *b) {
    if (!TRACK_ACTIVE) return memcmp(a, b, WORDS * sizeof *a) == 0;
    uint64_t difference = 0;
    for (size_t i = 0; i < WORDS; i += 8) {
        for (size_t j = 0; j < 8; j++) difference |= a[i + j] ^ b[i + j];
        if (difference) return false;
    }
    return true;
}

UNSANITISED static void copy_words(uint64_t *to, const uint64_t *from) {
    if (!TRACK_ACTIVE) {
        memcpy(to, from, WORDS * sizeof *to);
        return;
    }
    for (size_t i = 0; i < WORDS; i++) to[i] = from[i];
}

/* Words of a range, and how many pages of it are in use. */
static uint64_t *range_words(const Proc *p, int range, size_t *pages) {
    uint64_t start, used = img_range(p, range, &start);
    *pages = round_up(used, OS_PAGE) / OS_PAGE;
    return (uint64_t *)(void *)(p->base + start);
}

ImgCopy *img_copy(Proc *p, const ImgCopy *previous) {
    ImgCopy *copy = host_alloc(sizeof *copy);
    copy->clock = p->s->clock;
    copy->last = *img_ring_at(p, copy->clock);
    for (int s = 0; s < IMG_RANGES; s++) {
        size_t count;
        const uint64_t *words = range_words(p, s, &count);
        copy->count[s] = count;
        copy->pages[s] = host_alloc(count * sizeof(Page *));
        for (size_t i = 0; i < count; i++) {
            const uint64_t *now = words + i * WORDS;
            Page *page = previous && i < previous->count[s] ? previous->pages[s][i] : NULL;
            if (!page || !same_words(page->words, now)) {
                page = host_resize(NULL, sizeof *page);
                page->holders = 0;
                copy_words(page->words, now);
            }
            page->holders++;
            copy->pages[s][i] = page;
        }
    }
    return copy;
}

/* A few pages are soon written again: to get them from the host anew would cost more than to clear
 * them. */
UNSANITISED static void zero_pages(uint64_t *words, size_t pages) {
    enum { FEW = 1024 };
    if (pages > FEW) {
        os_zero_pages(words, pages * OS_PAGE);
    } else if (!TRACK_ACTIVE) {
        memset(words, 0, pages * OS_PAGE);
    } else {
        for (size_t i = 0; i < pages * WORDS; i++) words[i] = 0;
    }
}

void img_restore(Proc *p, const ImgCopy *copy) {
    for (int s = IMG_RANGES - 1; s >= 0; s--) { /* SEG_STATE, which holds the marks, comes last */
        size_t now;
        uint64_t *words = range_words(p, s, &now);
        if (now > copy->count[s]) zero_pages(words + copy->count[s] * WORDS, now - copy->count[s]);
        for (size_t i = 0; i < copy->count[s]; i++) {
            uint64_t *at = words + i * WORDS;
            if (i >= now || !same_words(copy->pages[s][i]->words, at))
                copy_words(at, copy->pages[s][i]->words);
        }
    }
    p->check_at = 0;
    p->tstate = (struct ThreadState *)(void *)(p->base + p->s->thread_at);
    *img_ring_at(p, copy->clock) = copy->last;
}

void img_copy_free(ImgCopy *copy) {
    if (!copy) return;
    for (int s = 0; s < IMG_RANGES; s++) {
        for (size_t i = 0; i < copy->count[s]; i++)
            if (--copy->pages[s][i]->holders == 0) free(copy->pages[s][i]);
        free(copy->pages[s]);
    }
    free(copy);
}

size_t img_copy_own_bytes(const ImgCopy *copy) {
    size_t bytes = sizeof *copy;
    for (int s = 0; s < IMG_RANGES; s++) {
        bytes += copy->count[s] * sizeof(Page *);
        for (size_t i = 0; i < copy->count[s]; i++)
            if (copy->pages[s][i]->holders == 1) bytes += sizeof(Page);
    }
    return bytes;
}

uint64_t img_copy_clock(const ImgCopy *copy) { return copy->clock; }

/* A word that lies inside the image is a pointer to it; its canonical form does not depend on the
 * base. */
static uint64_t canonical(const Proc *p, uint64_t word) {
    uint64_t at = word - (uint64_t)(uintptr_t)p->base;
    return at < p->reserved ? at + SIM_BASE : word;
}

UNSANITISED uint64_t img_hash(const Proc *p) {
    uint64_t hash = UINT64_C(0x9E3779B97F4A7C15);
    for (int s = 0; s < IMG_RANGES; s++) {
        uint64_t start, used = img_range(p, s, &start);
        const uint64_t *words = (const uint64_t *)(const void *)(p->base + start);
        for (size_t i = 0; i < round_up(used, 8) / 8; i++) {
            hash = (hash ^ canonical(p, words[i])) * UINT64_C(0xFF51AFD7ED558CCD);
            hash ^= hash >> 29;
        }
    }
    return hash;
}

UNSANITISED uint64_t img_compare(const Proc *a, const Proc *b) {
    for (int s = 0; s < IMG_RANGES; s++) {
        uint64_t start, other_start, used = img_range(a, s, &start);
        if (used != img_range(b, s, &other_start) || start != other_start) return start + 8;
        const uint64_t *wa = (const uint64_t *)(const void *)(a->base + start);
        const uint64_t *wb = (const uint64_t *)(const void *)(b->base + start);
        for (size_t i = 0; i < round_up(used, 8) / 8; i++) {
            if (wa[i] == wb[i] && canonical(a, wa[i]) == wa[i]) continue;
            if (canonical(a, wa[i]) != canonical(b, wb[i])) return start + i * 8;
        }
    }
    return 0;
}
