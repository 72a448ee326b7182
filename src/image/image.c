/* image.c - life of the region and its clock. */
#include "image/image.h"

#include <stdlib.h>
#include <string.h>

#include "base/host_stack.h"
#include "base/os.h"

enum {
    REGION_ALIGN = 16 << 20, /* the largest arena a scenario may ask for */
    STATE_BYTES = 1 << 20,
    MARGIN_BYTES =
        16 << 20, /* on top of the heap for segments that a program cannot blow up much */
    LOOK_EVENTS = 65536,
    WORK_AT_LEAST = 1000000 /* a low limit of events is not meant to forbid one large block */
};

/* Offsets of the segments for a heap of `heap` bytes; returns the size of the region. */
static uint64_t lay_out(SegmentState seg[SEG_COUNT], uint64_t heap) {
    uint64_t size[SEG_COUNT] = {
        [SEG_STATE] = STATE_BYTES,
        [SEG_BOOT] = heap + MARGIN_BYTES,
        [SEG_TEXT] = heap + MARGIN_BYTES,
        [SEG_STACK] = heap,
        [SEG_BRK] = heap,
        [SEG_MAP] = heap,
        [SEG_ARENA] = heap,
        [SEG_CHUNKS] = MARGIN_BYTES,
    };
    uint64_t heap_side = 0;
    for (int i = SEG_BOOT; i < SEG_COUNT; i++) {
        size[i] = round_up(size[i], REGION_ALIGN);
        heap_side += size[i];
    }
    size[SEG_SIDE] =
        round_up(heap_side / 16 * sizeof(BlockInfo) + STATE_BYTES, REGION_ALIGN) - STATE_BYTES;
    uint64_t at = 0;
    for (int i = 0; i < SEG_COUNT; i++) {
        seg[i] = (SegmentState){.start = at, .reserved = size[i]};
        at += size[i];
    }
    return at;
}

/* The image holds canonical addresses too (an id() as a dict key, say). Where the host's range
 * overlaps the canonical one they would be taken for pointers, so such places are refused. The host
 * tends to hand out neighbours: what was refused is kept until a good place is found. */
static void *reserve_region(uint64_t bytes) {
    enum { TRIES = 8 };
    void *refused[TRIES], *base = NULL;
    int count = 0;
    while (count < TRIES) {
        base = os_reserve(bytes, REGION_ALIGN);
        bool overlaps =
            base && (uint64_t)base < SIM_BASE + bytes && SIM_BASE < (uint64_t)base + bytes;
        if (!overlaps) break;
        refused[count++] = base;
        base = NULL;
    }
    while (count > 0) os_release(refused[--count], bytes);
    return base;
}

Proc *img_create(const Profile *profile, size_t heap_bytes) {
    SegmentState seg[SEG_COUNT];
    uint64_t bytes = lay_out(seg, round_up(max_size(heap_bytes, REGION_ALIGN), REGION_ALIGN));
    void *base = reserve_region(bytes);
    if (!base) return NULL;
    Proc *p = host_alloc(sizeof *p);
    p->base = base;
    p->s = base;
    p->reserved = bytes;
    p->nest_max = IMG_NEST_MAX;
    p->ring_mask = RING_EVENTS - 1;
    p->target = UINT64_MAX;
    p->safe_at = UINT64_MAX;
    p->stop_at = UINT64_MAX;
    p->instr_stop_at = UINT64_MAX;
    memcpy(p->s->seg, seg, sizeof seg);
    p->s->seg[SEG_STATE].used = round_up(sizeof(State), 64);
    p->s->event_limit = UINT64_MAX;
    p->s->switch_at = UINT64_MAX;
    p->s->profile = *profile;
    return p;
}

void img_destroy(Proc *p) {
    if (!p) return;
    os_release(p->base, p->reserved);
    free(p->conventions);
    host_stack_free(p->stack);
    free(p);
}

/* ---- segments -------------------------------------------------------------------------------- */

/* The side table's part for a segment follows the highest mark, so that copies take its pages
 * along. */
static void cover_side_table(Proc *p, Segment segment, uint64_t used) {
    uint64_t side = (used + 15) / 16 * sizeof(BlockInfo);
    if (side > p->s->side_used[segment]) p->s->side_used[segment] = side;
}

bool img_set_used(Proc *p, Segment segment, uint64_t used) {
    SegmentState *seg = &p->s->seg[segment];
    if (used > seg->reserved) return false;
    if (used < seg->used) memset(p->base + seg->start + used, 0, seg->used - used);
    seg->used = used;
    if (segment >= SEG_BOOT) cover_side_table(p, segment, used);
    return true;
}

void img_lower_used(Proc *p, Segment segment, uint64_t used) {
    OURO_ASSERT(used <= p->s->seg[segment].used);
    p->s->seg[segment].used = used;
}

void *img_carve(Proc *p, Segment segment, size_t bytes, size_t align) {
    SegmentState *seg = &p->s->seg[segment];
    uint64_t at = round_up(seg->used, align);
    if (!img_set_used(p, segment, at + bytes)) {
        OURO_ASSERT(p->pause_env != NULL && "an image segment is exhausted at start-up");
        img_pause(p, PAUSE_LIMIT_IMAGE);
    }
    return p->base + seg->start + at;
}

uint64_t img_used(const Proc *p) {
    uint64_t sum = 0;
    uint64_t start;
    for (int i = 0; i < IMG_RANGES; i++) sum += img_range(p, i, &start);
    return sum;
}

/* ---- births ---------------------------------------------------------------------------------- */

void img_death(Proc *p, void *block) { img_side(p, block)->flags = 0; }

/* ---- time ------------------------------------------------------------------------------------ */

void img_arm(Proc *p) {
    uint64_t stop = p->target;
    if (p->s->event_limit < stop) stop = p->s->event_limit;
    if (p->host_stops) { /* ask now and then, not at each event */
        uint64_t look = p->s->clock + LOOK_EVENTS;
        if (look < stop) stop = look;
    }
    if (p->sink || p->check_level > 0) stop = 0;
    p->stop_at = p->s->booted ? stop : p->s->event_limit;
    uint64_t stop_instr = min_size(p->safe_at, p->s->switch_at);
    p->instr_stop_at = min_size(stop_instr, p->stop_at);
}

static void look_at_host(Proc *p) {
    uint64_t done = p->s->clock + p->s->work;
    if (!p->host_stops || done < p->look_at) return;
    p->look_at = done + LOOK_EVENTS;
    if (p->host_stops(p)) img_pause(p, PAUSE_INTERRUPT);
}

void img_observe(Proc *p) {
    uint64_t now = p->s->clock;
    if (p->check_level > 0 && p->hooks.check_heap && now >= p->check_at)
        p->hooks.check_heap(p, p->check_level);
    if (p->sink) p->sink(p, &p->ring[now & p->ring_mask], p->sink_context);
    if (now >= p->s->event_limit) img_pause(p, PAUSE_LIMIT_EVENTS);
    look_at_host(p);
    img_arm(p);
}

void img_event_reached(Proc *p) {
    img_observe(p);
    if (p->s->clock >= p->target) img_pause(p, PAUSE_EVENT);
}

void img_reached_between(Proc *p) {
    p->between = true;
    img_event_reached(p);
    p->between = false;
}

void img_set_thread(Proc *p, struct ThreadState *tstate) {
    p->tstate = tstate;
    p->s->thread_at = img_offset(p, tstate);
}

void img_pause(Proc *p, PauseReason reason) {
    OURO_ASSERT(p->pause_env != NULL);
    p->pause_reason = reason;
    longjmp(*p->pause_env, 1);
}

void img_work(Proc *p, uint64_t units) {
    if (!p->pause_env) return; /* start-up */
    uint64_t limit = max_size(p->s->event_limit, WORK_AT_LEAST);
    uint64_t left = limit - p->s->work;
    p->s->work += min_size(units, left);
    if (units >= left) img_pause(p, PAUSE_LIMIT_WORK);
    look_at_host(p);
}

/* What runs on the stack of its own. */
typedef struct Run {
    Proc *p;
    void (*body)(Proc *p, void *context);
    void *context;
} Run;

static void run_body(void *context) {
    Run *run = context;
    Proc *p = run->p;
    jmp_buf env;
    p->pause_env = &env;
    if (setjmp(env) == 0) run->body(p, run->context);
    if (p->hooks.left) p->hooks.left(p);
    p->pause_env = NULL;
}

PauseReason img_run_guarded(Proc *p, uint64_t target, void (*body)(Proc *p, void *context),
                            void *context) {
    enum { NESTS_ON_CALLERS_STACK = 1000 };
    p->pause_reason = PAUSE_NONE;
    p->between = false;
    p->target = target;
    p->look_at = p->s->clock + p->s->work + LOOK_EVENTS;
    if (p->safe_at > target) p->safe_at = target;
    if (!p->stack) p->stack = host_stack_new(IMG_STACK_BYTES);
    p->nest_max = p->stack ? IMG_NEST_MAX : NESTS_ON_CALLERS_STACK;
    img_arm(p);
    host_stack_run(p->stack, run_body, &(Run){p, body, context});
    p->target = UINT64_MAX;
    p->safe_at = UINT64_MAX;
    p->c_depth = 0;
    p->c_nest = 0;
    return p->pause_reason;
}

void img_booted(Proc *p) {
    p->s->booted = 1;
    p->s->clock = 0;
    p->s->alloc_count = 0;
    memset(p->ring, 0, sizeof p->ring);
    img_arm(p);
}
