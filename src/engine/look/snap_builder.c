/* snap_builder.c - the storage of a snapshot: its texts, and where an object of the image stands in
 * it. */
#include <stdlib.h>
#include <string.h>

#include "engine/look/snapshot_internal.h"

/* Texts of a snapshot live in large pieces that are freed together. The snapshot that a caller sees
 * is the first member of the piece list's owner. */
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
    free(snap->objects), free(snap->edges), free(snap->outside), free(snap->scopes),
        free(snap->entries);
    free(snap->code), free(snap->members), free(snap->rows), free(snap->arenas), free(snap->pools);
    free(snap->blocks), free(snap->owners), free(snap->chunks), free(snap->classes),
        free(snap->events);
    free(snap->threads), free(snap->files), free(snap->deltas), free(snap->now_of),
        free(snap->before_of);
    snapshot_free(snap->before);
    free(owned);
}

int snapshot_find(const Snapshot *snap, uint64_t address) {
    int low = 0, high = snap->nobjects; /* they stand in the order of addresses */
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (snap->objects[middle].address < address)
            low = middle + 1;
        else
            high = middle;
    }
    return low < snap->nobjects && snap->objects[low].address == address ? low : -1;
}

int snapshot_name_of(const Snapshot *snap, int object) {
    for (int s = 0; s < snap->nscopes; s++) {
        const SnapScope *scope = &snap->scopes[s];
        if (scope->kind != SCOPE_GLOBALS && scope->kind != SCOPE_FRAME &&
            scope->kind != SCOPE_MODULE)
            continue;
        for (int e = scope->first_entry; e < scope->first_entry + scope->nentries; e++)
            if (snap->entries[e].object == object) return e;
    }
    return -1;
}

Snapshot *snap_new(void) {
    OwnedSnapshot *owned = host_alloc(sizeof *owned);
    return &owned->snap;
}

int snap_object(const SnapBuilder *b, const Ob *object) {
    int64_t at = object && b->index_of ? census_find(&b->census, object) : -1;
    return at < 0 ? -1 : b->index_of[at];
}
