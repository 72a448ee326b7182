/* snapshot.c - puts a Snapshot together. Main entry engine_snapshot; the parts are filled by snap_*.c. */
#include "engine/snapshot.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/snapshot_internal.h"
#include "vm/vm.h"

/* Texts of a snapshot live in large pieces that are freed together. The snapshot that a caller sees is the first
 * member of the piece list's owner. */
enum { TEXT_PIECE = 1 << 16 };

typedef struct TextPiece {
    struct TextPiece *next;
    size_t used, size;
    char bytes[];
} TextPiece;

typedef struct OwnedSnapshot {
    Snapshot snap;
    TextPiece *texts;
} OwnedSnapshot;

const char *snap_text(SnapBuilder *b, const char *text) {
    OwnedSnapshot *owned = (OwnedSnapshot *)(void *)b->snap;
    size_t need = strlen(text) + 1;
    if (need == 1) return "";
    if (!owned->texts || owned->texts->used + need > owned->texts->size) {
        size_t size = max_size(need, TEXT_PIECE);
        TextPiece *piece = host_resize(NULL, sizeof *piece + size);
        *piece = (TextPiece){owned->texts, 0, size};
        owned->texts = piece;
    }
    char *copy = owned->texts->bytes + owned->texts->used;
    memcpy(copy, text, need);
    owned->texts->used += need;
    return copy;
}

const char *snap_scratch(SnapBuilder *b) {
    const char *copy = snap_text(b, sb_text(&b->scratch));
    sb_truncate(&b->scratch, 0);
    return copy;
}

void snapshot_free(Snapshot *snap) {
    if (!snap) return;
    OwnedSnapshot *owned = (OwnedSnapshot *)(void *)snap;
    for (TextPiece *piece = owned->texts, *next; piece; piece = next) {
        next = piece->next;
        free(piece);
    }
    free(snap->objects), free(snap->edges), free(snap->scopes), free(snap->entries);
    free(snap->code), free(snap->members), free(snap->rows), free(snap->arenas), free(snap->pools);
    free(snap->blocks), free(snap->chunks), free(snap->classes), free(snap->events);
    free(owned);
}

int snapshot_find(const Snapshot *snap, uint64_t address) {
    for (int i = 0; i < snap->nobjects; i++)
        if (snap->objects[i].address == address) return i;
    return -1;
}

static void snap_position(SnapBuilder *b) {
    const Engine *e = b->e;
    Snapshot *snap = b->snap;
    snap->event = b->p->s->clock;
    snap->last_event = e->last_event;
    snap->state = engine_state(e);
    snap->step = e->driver->step;
    snap->nsteps = (int)e->program->nsteps;
    snap->python = snap_text(b, b->p->s->profile.name);
    snap->gc_enabled = b->p->ob->gc_enabled != 0;
    snap->safe = !e->mid;
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
    b->snap->error = snap_scratch(b);
}

Snapshot *engine_snapshot(Engine *e, unsigned want, uint64_t since) {
    OwnedSnapshot *owned = host_alloc(sizeof *owned);
    SnapBuilder b = {.e = e, .p = e->p, .snap = &owned->snap};
    if (want & WANT_EVENTS) snap_events(&b, since); /* runs again up to here, so it comes first */
    snap_position(&b);
    if (want & (WANT_OBJECTS | WANT_GC | WANT_HEAP)) snap_objects(&b, want & WANT_STARTUP);
    if (b.index_of) snap_link_events(&b);
    if (want & WANT_OBJECTS) snap_scopes(&b);
    if (want & WANT_CODE) snap_code(&b);
    if (want & WANT_GC) snap_generations(&b);
    if (want & WANT_HEAP) snap_heap(&b);
    if (want & WANT_OUTPUT) snap_output(&b);
    census_free(&b.census);
    free(b.index_of);
    sb_free(&b.scratch);
    return &owned->snap;
}
