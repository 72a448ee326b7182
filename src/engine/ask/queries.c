/* queries.c - questions about one object: its ledger, why it is alive, what would die with a
 * reference, and where the object of a name was freed. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/look/snapshot_internal.h"
#include "lang/code/opcode.h"
#include "object/code/frame.h"
#include "object/text/str.h"
#include "vm/vm.h"

/* ---- ledger ---------------------------------------------------------------------------------- */

typedef struct Bookkeeper {
    Ledger ledger;
    size_t cap;
    uint64_t address; /* offset */
    uint32_t serial;
    bool alive;
    int line;
    int op;
} Bookkeeper;

static void keep_books(Engine *e, uint64_t number, const Event *event, void *context) {
    Bookkeeper *b = context;
    if (event->kind == EV_INSTR) {
        b->line = (int)event->c;
        b->op = event->small;
        return;
    }
    if (event->a != b->address) return;
    Ob *object = (Ob *)(void *)(e->p->base + event->a);
    bool born = event->kind == EV_NEW || event->kind == EV_FREELIST_TAKE;
    int change = born ? 1 : event_info((EventKind)event->kind)->change;
    if (!change || object_serial(e->p, object) != b->serial) return;
    StrBuf why = {0};
    if (event_has_slot(event)) {
        explain_slot(e, event, &why);
    } else {
        sb_printf(&why, "%s%s", opcode_name(b->op), born ? _(", new") : "");
    }
    b->ledger.rows =
        host_grow(b->ledger.rows, &b->cap, b->ledger.count + 1, sizeof *b->ledger.rows);
    b->ledger.rows[b->ledger.count++] =
        (LedgerRow){.event = number,
                    .line = b->line,
                    .change = change,
                    .count = born ? 1 : event->n,
                    .why = sb_take(&why),
                    .stack = event_info((EventKind)event->kind)->grain == GRAIN_STACK};
}

Ledger engine_ledger(Engine *e, uint64_t address, uint32_t serial) {
    Bookkeeper b = {.address = address - SIM_BASE, .serial = serial};
    uint64_t now = engine_now(e);
    if (now > 0) engine_replay(e, 0, now, keep_books, &b);
    return b.ledger;
}

void ledger_free(Ledger *ledger) {
    for (size_t i = 0; i < ledger->count; i++) free(ledger->rows[i].why);
    free(ledger->rows);
    *ledger = (Ledger){0};
}

/* ---- why alive ------------------------------------------------------------------------------- */

typedef struct PathStep {
    int64_t from; /* census index; -1: a root */
    char *label;
} PathStep;

typedef struct PathSearch {
    Proc *p;
    Census *census;
    PathStep *steps; /* how each object was first reached */
    uint32_t *queue;
    size_t head, tail;
    int64_t from;
    StrBuf label;
} PathSearch;

static void path_reach(PathSearch *search, const Ob *to, const char *label) {
    int64_t at = to ? census_find(search->census, to) : -1;
    if (at < 0 || search->steps[at].label) return;
    search->steps[at] = (PathStep){search->from, host_strdup(label)};
    search->queue[search->tail++] = (uint32_t)at;
}

/* The reference as a link of a chain: ".next", "[0]", "x=", "buffer". */
static void put_link(const Reference *reference, StrBuf *out) {
    switch (reference->role) {
    case REF_ITEM:
    case REF_VALUE:
    case REF_KEY:
    case REF_MEMBER:
    case REF_DEFAULT:
    case REF_FREE:
    case REF_LOCAL: break;
    default: sb_putc(out, '.'); break;
    }
    sb_put(out, reference->label);
}

static void path_reference(Proc *p, Ob *from, const Reference *reference, void *context) {
    (void)p, (void)from;
    PathSearch *search = context;
    if (reference->kind == EDGE_WEAK || reference->role == REF_CLASS) return;
    sb_truncate(&search->label, 0);
    put_link(reference, &search->label);
    path_reach(search, reference->to, sb_text(&search->label));
}

static void path_globals(Proc *p, Ob *from, const Reference *reference, void *context) {
    (void)p, (void)from;
    PathSearch *search = context;
    sb_truncate(&search->label, 0);
    sb_printf(&search->label, _("the name %s"), reference->label);
    path_reach(search, reference->to, sb_text(&search->label));
}

static void path_frame(PathSearch *search, const Frame *f) {
    Ob **stack = frame_stack_base(f);
    for (Ob **at = f->localsplus; at < f->sp; at++) {
        sb_truncate(&search->label, 0);
        label_text(search->p, f->f_code->co_name, &search->label, 30);
        if (at < stack) {
            sb_put(&search->label, "() ");
            label_text(search->p, code_slot_name(f->f_code, (int)(at - f->localsplus)),
                       &search->label, 30);
        } else {
            sb_printf(&search->label, _("(), the stack at %td"), at - stack);
        }
        path_reach(search, *at, sb_text(&search->label));
    }
}

static void path_frames(PathSearch *search) {
    for (const ThreadState *t = vm_threads(search->p); t; t = t->next)
        for (const Frame *f = t->frame; f; f = f->f_back) path_frame(search, f);
}

static int path_other_root(Proc *p, Ob *child, void *context) {
    (void)p;
    path_reach(context, child, _("the interpreter"));
    return 0;
}

static void find_paths(PathSearch *search) {
    search->from = -1;
    if (vm_main_dict(search->p))
        references_of_namespace(search->p, vm_main_dict(search->p), path_globals, search);
    path_frames(search);
    vm_visit_roots(search->p, path_other_root, search);
    while (search->head < search->tail) {
        search->from = search->queue[search->head++];
        Ob *object = search->census->entries[search->from].object;
        if (object->ob_refcnt > 0) references_of(search->p, object, path_reference, search);
    }
}

typedef struct Referrers {
    const Ob *object;
    StrBuf *out;
    int count;
} Referrers;

static void put_referrer(Proc *p, Ob *from, const Reference *reference, void *context) {
    Referrers *r = context;
    if (reference->to != r->object || reference->kind == EDGE_WEAK || reference->part) return;
    sb_put(r->out, "  ");
    label_put(p, from, r->out);
    sb_putc(r->out, ' ');
    put_link(reference, r->out);
    sb_put(r->out, " → ");
    label_put(p, r->object, r->out);
    sb_putc(r->out, '\n');
    r->count++;
}

static void put_chain(const PathSearch *search, int64_t at, StrBuf *out) {
    const PathStep *step = &search->steps[at];
    if (step->from >= 0) {
        put_chain(search, step->from, out);
        sb_printf(out, "  %s → ", step->label);
    } else {
        sb_printf(out, "%s → ", step->label);
    }
    label_put(search->p, search->census->entries[at].object, out);
    sb_putc(out, '\n');
}

char *engine_why_alive(Engine *e, uint64_t address) {
    Proc *p = e->p;
    StrBuf out = {0};
    Ob *object = img_pointer(p, address);
    Census census;
    census_take(p, &census, CENSUS_HEAP);
    int64_t at = object ? census_find(&census, object) : -1;
    if (at < 0) {
        sb_put(&out, _("There is no object here any more.\n"));
        census_free(&census);
        return sb_take(&out);
    }
    PathSearch search = {.p = p, .census = &census};
    search.steps = host_alloc((census.count + 1) * sizeof *search.steps);
    search.queue = host_alloc((census.count + 1) * sizeof *search.queue);
    find_paths(&search);
    int depth = 0;
    for (int64_t i = at; i >= 0 && search.steps[i].label; i = search.steps[i].from) depth++;
    if (search.steps[at].label && depth < 1000) {
        put_chain(&search, at, &out);
    } else {
        sb_put(&out, _("Nothing reachable holds it:\n"));
        Referrers referrers = {object, &out, 0};
        for (size_t i = 0; i < census.count; i++)
            if (census.entries[i].object->ob_refcnt > 0)
                references_of(p, census.entries[i].object, put_referrer, &referrers);
        if (referrers.count)
            sb_put(&out, _("Only a collection of its generation or an older one frees it.\n"));
    }
    for (size_t i = 0; i < census.count; i++) free(search.steps[i].label);
    free(search.steps), free(search.queue);
    sb_free(&search.label);
    census_free(&census);
    return sb_take(&out);
}

/* ---- what if --------------------------------------------------------------------------------- */

typedef struct Cut {
    Proc *p;
    Census *census;
    int64_t *counts; /* what reference counting would see */
    uint32_t *queue;
    size_t head, tail;
    const Ob *from, *to;
    bool cut_done;
} Cut;

static void cut_release(Cut *cut, const Ob *to) {
    int64_t at = census_find(cut->census, to);
    if (at < 0 || cut->counts[at] <= 0 || ob_immortal(to)) return;
    if (--cut->counts[at] == 0) cut->queue[cut->tail++] = (uint32_t)at;
}

static void cut_reference(Proc *p, Ob *from, const Reference *reference, void *context) {
    (void)p, (void)from;
    if (reference->kind != EDGE_WEAK && !reference->part) cut_release(context, reference->to);
}

char *engine_what_if(Engine *e, uint64_t from, uint64_t to) {
    Proc *p = e->p;
    StrBuf out = {0};
    Census census;
    census_take(p, &census, CENSUS_HEAP);
    Cut cut = {.p = p, .census = &census, .from = img_pointer(p, from), .to = img_pointer(p, to)};
    cut.counts = host_alloc((census.count + 1) * sizeof *cut.counts);
    cut.queue = host_alloc((census.count + 1) * sizeof *cut.queue);
    for (size_t i = 0; i < census.count; i++) cut.counts[i] = census.entries[i].object->ob_refcnt;
    int64_t at = cut.to ? census_find(&census, cut.to) : -1;
    if (at >= 0) {
        cut_release(&cut, cut.to);
        while (cut.head < cut.tail)
            references_of(p, census.entries[cut.queue[cut.head++]].object, cut_reference, &cut);
        int dead = 0;
        for (size_t i = 0; i < cut.tail; i++)
            dead += serial_of_program(census.entries[cut.queue[i]].serial);
        label_put(p, cut.to, &out);
        sb_printf(&out, _(": count %lld → %lld\n"), (long long)cut.to->ob_refcnt,
                  (long long)cut.counts[at]);
        sb_printf(&out,
                  i18n_plural("%d object would die at once, by counting.\n",
                              "%d objects would die at once, by counting.\n", (uint64_t)dead),
                  dead);
        for (size_t i = 0; i < cut.tail && i < 12; i++) {
            if (!serial_of_program(census.entries[cut.queue[i]].serial)) continue;
            sb_put(&out, "  ");
            label_put(p, census.entries[cut.queue[i]].object, &out);
            sb_putc(&out, '\n');
        }
        if (dead == 0)
            sb_put(&out, _("If nothing reachable holds it then, it waits for a collection.\n"));
    }
    free(cut.counts), free(cut.queue);
    census_free(&census);
    return sb_take(&out);
}
