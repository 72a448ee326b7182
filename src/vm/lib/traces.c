/* traces.c - the tables of traces.h. Told by the allocator of every block while memory is traced (ProcHooks.block_traced);
 * asked by mod_tracemalloc.c. */
#include "vm/lib/traces.h"

#include <string.h>

#include "object/text/str.h"
#include "vm/loop/state.h"

enum { FIRST_CAPACITY = 256 };

static void *carve_zeroed(Proc *p, size_t bytes) { return img_carve(p, SEG_TEXT, bytes, 16); }

OURO_INLINE bool is_crowded(uint64_t count, uint64_t capacity) {
    return 4 * (count + 1) > 3 * capacity;
}

/* ---- blocks ---------------------------------------------------------------------------------- */

/* Where the block stands or would be put. Offsets, so that the order is the same wherever the image lies. */
static uint64_t place_of(const Proc *p, const Traces *t, const void *block) {
    uint64_t at =
        (img_offset(p, block) >> 3) * UINT64_C(0x9E3779B97F4A7C15) >> 20 & (t->capacity - 1);
    while (t->traces[at].block && t->traces[at].block != block) at = (at + 1) & (t->capacity - 1);
    return at;
}

static void grow_traces(Proc *p, Traces *t) {
    Trace *old = t->traces;
    uint64_t n = t->capacity;
    t->capacity = n ? 2 * n : FIRST_CAPACITY;
    t->traces = carve_zeroed(p, t->capacity * sizeof *t->traces);
    for (uint64_t i = 0; i < n; i++)
        if (old[i].block) t->traces[place_of(p, t, old[i].block)] = old[i];
}

static void add_trace(Proc *p, Traces *t, const void *block, uint64_t bytes, TraceLines *lines) {
    if (is_crowded(t->count, t->capacity)) grow_traces(p, t);
    Trace *trace = &t->traces[place_of(p, t, block)];
    if (trace->block)
        t->traced_bytes -= trace->bytes;
    else
        t->count++;
    *trace = (Trace){block, bytes, lines};
    t->traced_bytes += bytes;
    if (t->traced_bytes > t->peak_bytes) t->peak_bytes = t->traced_bytes;
}

/* What stands behind a place that becomes free, and would not be found any more, moves up. */
static void remove_trace(const Proc *p, Traces *t, const void *block) {
    uint64_t mask = t->capacity - 1, hole = place_of(p, t, block);
    if (!t->traces[hole].block) return;
    t->traced_bytes -= t->traces[hole].bytes;
    t->count--;
    t->traces[hole].block = NULL;
    for (uint64_t at = (hole + 1) & mask; t->traces[at].block; at = (at + 1) & mask) {
        Trace moved = t->traces[at];
        t->traces[at].block = NULL;
        t->traces[place_of(p, t, moved.block)] = moved;
    }
}

/* ---- sequences of lines, names of files ------------------------------------------------------ */

typedef bool (*SameKey)(Proc *p, const void *a, const void *b);

/* The place of the key, or the free one where it belongs. */
static void **set_place(Proc *p, const TraceSet *set, uint64_t hash, const void *key,
                        SameKey same) {
    uint64_t at = hash & (set->capacity - 1);
    while (set->slots[at] && !same(p, set->slots[at], key)) at = (at + 1) & (set->capacity - 1);
    return &set->slots[at];
}

/* Room for one more, whose hash is found by `hash_of`. */
static void set_room(Proc *p, TraceSet *set, uint64_t (*hash_of)(Proc *p, const void *key),
                     SameKey same) {
    if (!is_crowded(set->count, set->capacity)) return;
    TraceSet old = *set;
    set->capacity = old.capacity ? 2 * old.capacity : FIRST_CAPACITY;
    set->slots = carve_zeroed(p, set->capacity * sizeof *set->slots);
    for (uint64_t i = 0; i < old.capacity; i++)
        if (old.slots[i])
            *set_place(p, set, hash_of(p, old.slots[i]), old.slots[i], same) = old.slots[i];
}

static void set_clear(TraceSet *set) {
    for (uint64_t i = 0; i < set->capacity; i++) set->slots[i] = NULL;
    set->count = 0;
}

static uint64_t mixed(uint64_t hash) {
    hash *= UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint64_t name_hash(Proc *p, const void *key) {
    return mixed((uint64_t)str_hash(p, (Ob *)(uintptr_t)key));
}
static bool same_name(Proc *p, const void *a, const void *b) {
    return a == b || str_eq(p, (Ob *)(uintptr_t)a, (Ob *)(uintptr_t)b);
}

/* The name as it was met first. */
static Ob *kept_name(Proc *p, Traces *t, Ob *name) {
    if (!name || !ob_is_exact(p, name, TYPE_STR)) return NULL;
    set_room(p, &t->filenames, name_hash, same_name);
    void **place = set_place(p, &t->filenames, name_hash(p, name), name, same_name);
    if (!*place) {
        *place = name;
        t->filenames.count++;
        ob_incref(p, name);
    }
    return *place;
}

static uint64_t lines_hash(Proc *p, const void *key) {
    (void)p;
    return ((const TraceLines *)key)->hash;
}
static bool same_lines(Proc *p, const void *a, const void *b) {
    (void)p;
    const TraceLines *x = a, *y = b;
    if (x->hash != y->hash || x->nframe != y->nframe || x->total != y->total) return false;
    for (int64_t i = 0; i < x->nframe; i++)
        if (x->frames[i].filename != y->frames[i].filename ||
            x->frames[i].line != y->frames[i].line)
            return false;
    return true;
}

/* A function of 3.11+ whose RESUME is still to come does not count yet (_PyFrame_IsIncomplete). */
static bool is_incomplete(const Frame *f) {
    const CodeUnit *unit = f->f_code->text->unit;
    if (f->in_generator || !unit) return false;
    size_t first = 0;
    while (first < unit->ninstrs && unit->instrs[first].op != OP_RESUME) first++;
    return first < unit->ninstrs && (f->instr < 0 || (size_t)f->instr < first);
}

static const Frame *complete(const Frame *f) {
    while (f && is_incomplete(f)) f = f->f_back;
    return f;
}

static size_t lines_bytes(int64_t nframe) {
    return sizeof(TraceLines) + (size_t)nframe * sizeof((TraceLines *)NULL)->frames[0];
}

/* traceback_new */
static TraceLines *lines_here(Proc *p, Traces *t) {
    const Frame *first = complete(p->tstate->frame);
    int64_t nframe = 0, total = 0;
    for (const Frame *f = first; f && total < TRACED_FRAMES_MOST; f = complete(f->f_back), total++)
        nframe += nframe < t->limit;
    img_work(p, (uint64_t)total / 16);
    TraceLines *lines = t->met;
    lines->nframe = nframe ? nframe : 1;
    lines->total = nframe ? total : 1;
    lines->frames[0].filename = NULL;
    lines->frames[0].line = 0;
    uint64_t hash = (uint64_t)total;
    const Frame *f = first;
    for (int64_t i = 0; i < nframe; i++, f = complete(f->f_back)) {
        lines->frames[i].filename = kept_name(p, t, f->f_code->co_filename);
        lines->frames[i].line = code_line(f->f_code, f->instr);
        hash = mixed(hash + img_offset(p, lines->frames[i].filename)) +
               (uint64_t)lines->frames[i].line;
    }
    lines->hash = mixed(hash);
    set_room(p, &t->lines, lines_hash, same_lines);
    void **place = set_place(p, &t->lines, lines->hash, lines, same_lines);
    if (!*place) {
        size_t bytes = lines_bytes(lines->nframe);
        *place = memcpy(carve_zeroed(p, bytes), lines, bytes);
        t->lines.count++;
    }
    return *place;
}

/* ---- the doors ------------------------------------------------------------------------------- */

void traces_told(Proc *p, const void *block, TracedAs what, size_t bytes) {
    Traces *t = p->vm->traces;
    if (what == TRACED_DEAD) {
        remove_trace(p, t, block);
    } else if (p->s->tracing == TRACING_DEATHS) {
        return;
    } else if (what == TRACED_BORN) {
        add_trace(p, t, block, bytes, lines_here(p, t));
    } else {
        uint64_t at = place_of(p, t, block);
        if (t->traces[at].block) t->traces[at].lines = lines_here(p, t);
    }
}

void traces_start(Proc *p, int64_t limit) {
    if (p->s->tracing) return;
    if (!p->vm->traces) {
        p->vm->traces = carve_zeroed(p, sizeof *p->vm->traces);
        grow_traces(p, p->vm->traces);
    }
    Traces *t = p->vm->traces;
    int64_t kept = limit < TRACED_FRAMES_MOST ? limit : TRACED_FRAMES_MOST;
    if (kept > t->met_frames) {
        t->met = carve_zeroed(p, lines_bytes(kept));
        t->met_frames = kept;
    }
    t->limit = limit;
    p->s->tracing = TRACING;
}

void traces_clear(Proc *p) {
    Traces *t = p->vm->traces;
    if (!t) return;
    for (uint64_t i = 0; i < t->capacity; i++) t->traces[i] = (Trace){NULL, 0, NULL};
    t->count = 0;
    t->traced_bytes = t->peak_bytes = 0;
    set_clear(&t->lines);
    uint64_t tracing = p->s->tracing;
    p->s->tracing = 0; /* names may die */
    for (uint64_t i = 0; i < t->filenames.capacity; i++) {
        Ob *name = t->filenames.slots[i];
        t->filenames.slots[i] = NULL;
        ob_xdecref(p, name);
    }
    t->filenames.count = 0;
    p->s->tracing = tracing;
}

void traces_stop(Proc *p) {
    if (!p->s->tracing) return;
    p->s->tracing = 0;
    traces_clear(p);
}

const Trace *traces_find(const Proc *p, const void *block) {
    const Traces *t = p->vm->traces;
    if (!p->s->tracing) return NULL;
    const Trace *trace = &t->traces[place_of(p, t, block)];
    return trace->block ? trace : NULL;
}

const Trace *traces_copied(Proc *p, uint64_t *n) {
    Traces *t = p->vm->traces;
    if (t->copy_capacity < t->count) {
        t->copy_capacity = t->capacity;
        t->copy = carve_zeroed(p, t->copy_capacity * sizeof *t->copy);
    }
    img_work(p, t->capacity / 16);
    *n = 0;
    for (uint64_t i = 0; i < t->capacity; i++)
        if (t->traces[i].block) t->copy[(*n)++] = t->traces[i];
    return t->copy;
}

uint64_t traces_own_bytes(const Proc *p) {
    const Traces *t = p->vm->traces;
    if (!p->s->tracing) return 0;
    return t->capacity * sizeof *t->traces +
           (t->lines.capacity + t->filenames.capacity) * sizeof(void *) +
           t->lines.count * sizeof(TraceLines);
}
