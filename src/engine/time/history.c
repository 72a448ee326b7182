/* history.c - checkpoints, kept dense near the present and thinned with age under a byte budget.
 *
 * A checkpoint is taken at safe points only: about every 150 000 events while the image is small,
 * which is run again in less than half a millisecond, and less often the more pages there are to
 * compare, so that checkpoints cost a tenth of the run at most. Whoever goes back by a long way gets one
 * shortly before where he stands: the moves that follow are mostly small. */
#include <stdlib.h>
#include <string.h>

#include "alloc/alloc_view.h"
#include "base/os.h"
#include "engine/engine_internal.h"

enum {
    EVENTS_BETWEEN = 100000,
    EVENTS_PER_PAGE = 250, /* comparing a page takes a tenth of the time of so many events */
    EVENTS_NEAR = 50000,   /* run again in about a millisecond */
    EVENTS_FAR = 4 * EVENTS_NEAR
};

static void recount(History *h) {
    h->bytes = 0;
    for (size_t i = 0; i < h->count; i++) h->bytes += img_copy_own_bytes(h->copies[i]);
}

/* Index of the last copy at or before `event`. The first copy is at event 0, so there is always
 * one. */
static size_t copy_before(const History *h, uint64_t event) {
    size_t low = 0, high = h->count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (img_copy_clock(h->copies[middle]) <= event)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void drop(History *h, size_t index) {
    img_copy_free(h->copies[index]);
    memmove(h->copies + index, h->copies + index + 1, (h->count - index - 1) * sizeof *h->copies);
    h->count--;
}

/* Over budget: drop the copies whose absence costs least - the smallest gap in relation to the
 * distance from the present - until a quarter of the budget is free again. */
static void thin(Engine *e) {
    History *h = &e->history;
    uint64_t now = e->p->s->clock;
    while (h->bytes > h->budget - h->budget / 4 && h->count > 2) {
        size_t drop_count = h->count / 8 + 1;
        while (drop_count-- > 0 && h->count > 2) {
            size_t best = 1;
            double best_cost = 1e300;
            for (size_t i = 1; i + 1 < h->count; i++) {
                uint64_t at = img_copy_clock(h->copies[i]);
                uint64_t gap = img_copy_clock(h->copies[i + 1]) - img_copy_clock(h->copies[i - 1]);
                uint64_t age = at > now ? at - now : now - at;
                double cost = (double)gap / (double)(age + EVENTS_BETWEEN);
                if (cost < best_cost) best_cost = cost, best = i;
            }
            drop(h, best);
        }
        recount(h);
    }
}

static uint64_t interval(const Engine *e) {
    return EVENTS_BETWEEN + img_used(e->p) / OS_PAGE * EVENTS_PER_PAGE;
}

/* Keep a copy here. */
static void keep(Engine *e) {
    History *h = &e->history;
    uint64_t now = e->p->s->clock;
    size_t at = h->count ? copy_before(h, now) : 0;
    if (h->count && img_copy_clock(h->copies[at]) == now) return;
    const ImgCopy *previous = h->count ? h->copies[at] : NULL;
    ImgCopy *copy = img_copy(e->p, previous);
    h->copies = host_grow(h->copies, &h->cap, h->count + 1, sizeof *h->copies);
    size_t place = h->count ? at + 1 : 0;
    memmove(h->copies + place + 1, h->copies + place, (h->count - place) * sizeof *h->copies);
    h->copies[place] = copy;
    h->count++;
    h->bytes += img_copy_own_bytes(copy);
    if (h->bytes > h->budget) thin(e);
}

void history_offer(Engine *e) {
    History *h = &e->history;
    uint64_t now = e->p->s->clock, next = interval(e);
    if (now >= h->near_at) {
        h->near_at = UINT64_MAX;
        keep(e);
    }
    if (now < h->next_at) return;
    size_t after = copy_before(h, now) + 1;
    uint64_t following = after < h->count ? img_copy_clock(h->copies[after]) : UINT64_MAX;
    bool soon = following != UINT64_MAX && following - now < next / 2; /* there is one already */
    if (!soon) keep(e);
    h->next_at = (soon ? following : now) + next;
}

void history_start(Engine *e) {
    keep(e);
    e->history.next_at = interval(e);
    e->history.near_at = UINT64_MAX;
}

uint64_t history_nearest(const Engine *e, uint64_t event) {
    return img_copy_clock(e->history.copies[copy_before(&e->history, event)]);
}

uint64_t history_restore(Engine *e, uint64_t event) {
    History *h = &e->history;
    size_t at = copy_before(h, event);
    img_restore(e->p, h->copies[at]);
    alloc_repoison(e->p);
    uint64_t now = e->p->s->clock;
    h->next_at = now + interval(e); /* where thinning has left a gap, running through fills it */
    bool far = event != UINT64_MAX && event - now > EVENTS_FAR;
    h->near_at = far ? event - EVENTS_NEAR : UINT64_MAX;
    e->mid = false;
    return now;
}

void history_free(Engine *e) {
    for (size_t i = 0; i < e->history.count; i++) img_copy_free(e->history.copies[i]);
    free(e->history.copies);
    e->history = (History){0};
}
