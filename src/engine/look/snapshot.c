/* snapshot.c - puts a Snapshot together. Main entry engine_snapshot; the parts are filled by
 * snap_*.c. */
#include "engine/look/snapshot.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/look/snapshot_internal.h"
#include "vm/vm.h"

static void snap_position(SnapBuilder *b) {
    const Engine *e = b->e;
    Snapshot *snap = b->snap;
    snap->event = b->p->s->clock;
    snap->last_event = e->last_event;
    snap->state = engine_state(e);
    snap->step = e->driver->step;
    /* The compiler gives a module without any text a line all the same. */
    snap->line = e->program->source[0] != '\0' ? vm_line(b->p) : 0;
    snap->nsteps = (int)e->program->nsteps;
    snap->python = snap_text(b, b->p->s->profile.name);
    snap->gc_enabled = b->p->ob->gc_enabled != 0;
    snap->counted_by_start = (int)b->p->ob->counted_by_start;
    snap->exit_phase = vm_exit_phase(b->p, &snap->exit_entered);
    snap->safe = !e->mid;
    size_t printed;
    vm_stdout(b->p, &printed);
    snap->output_total = printed;
    if (e->limit) snap->limit = snap_text(b, engine_limit_text((Engine *)(uintptr_t)e));
}

static void snap_output(SnapBuilder *b) {
    enum { SHOWN = 65536 };
    size_t len;
    const char *text = vm_stdout(b->p, &len);
    size_t cut = len > SHOWN ? len - SHOWN : 0;
    sb_write(&b->scratch, text + cut, len - cut);
    b->snap->output_len = len - cut;
    b->snap->output = snap_scratch(b);
    text = vm_stderr(b->p, &len);
    if (len == 0) return;
    sb_write(&b->scratch, text, len);
    b->snap->errors = snap_scratch(b);
    VmRaised raised;
    if (vm_raised(b->p, &raised) == 0) return;
    size_t bytes = raised.message_bytes;
    while (bytes > 0 && raised.message[bytes - 1] == '\n') bytes--;
    sb_write(&b->scratch, raised.message, bytes);
    b->snap->raised = snap_scratch(b);
}

/* At the event `at`; the engine stands there, or at `since`, from where it is told what happened. `known`: the
 * objects, scopes and generations there were looked at already, or NULL. */
static Snapshot *look(Engine *e, unsigned want, uint64_t since, uint64_t at, Snapshot *known) {
    SnapBuilder b = {.e = e, .p = e->p, .snap = known ? known : snap_new()};
    if (want & WANT_EVENTS) snap_events(&b, since, at); /* runs up to there, so it comes first */
    snap_position(&b);
    if (!known && want & (WANT_OBJECTS | WANT_GC | WANT_HEAP))
        snap_objects(&b, want & WANT_STARTUP, want & WANT_MANY);
    snap_link_events(&b);
    if (!known && want & WANT_OBJECTS) snap_scopes(&b);
    if (want & WANT_CODE) snap_code(&b);
    if (!known && want & WANT_GC) snap_generations(&b);
    if (want & WANT_HEAP) snap_heap(&b, want & WANT_BLOCKS);
    if (want & WANT_OUTPUT) snap_output(&b);
    census_free(&b.census);
    free(b.index_of);
    free(b.scope_dicts);
    sb_free(&b.scratch);
    return b.snap;
}

Snapshot *engine_snapshot_after(Engine *e, unsigned want, Snapshot *before) {
    Snapshot *now = look(e, want, before->event, e->p->s->clock, NULL);
    snapshot_compare(now, before);
    return now;
}

/* Both stops are looked at on one way from the first to the second. Nobody waits for the first when a key has cut the
 * way to it short. */
static Snapshot *look_at_both(Engine *e, unsigned want, uint64_t since, Snapshot *known) {
    uint64_t now = e->p->s->clock;
    bool compares = want & WANT_EVENTS && want & WANT_OBJECTS && since < now;
    if (!compares || engine_seek(e, since) != since) return look(e, want, since, now, known);
    unsigned before_wants = WANT_OBJECTS | WANT_GC | (want & WANT_STARTUP);
    Snapshot *before = look(e, before_wants, since, since, NULL);
    Snapshot *snap = look(e, want, since, now, known);
    snapshot_compare(snap, before);
    return snap;
}

Snapshot *engine_snapshot(Engine *e, unsigned want, uint64_t since) {
    return look_at_both(e, want, since, NULL);
}

Snapshot *engine_snapshot_again(Engine *e, unsigned want, uint64_t since, Snapshot *known) {
    OURO_ASSERT(known->event == e->p->s->clock);
    snapshot_forget_move(known);
    return look_at_both(e, want, since, known);
}
