/* holders.c - who holds each object of a snapshot; see holders.h. */
#include "engine/look/holders.h"

#include <stdlib.h>

#include "base/base.h"

/* Does the reference count for its target, and is it told nowhere else? */
static bool counts(const SnapEdge *edge) { return edge->kind != EDGE_WEAK && !edge->folded; }

typedef struct Filler {
    Holders *holders;
    int *next; /* NULL in the first round, which counts */
} Filler;

static void add(Filler *f, int object, Hold hold) {
    if (object < 0) return;
    if (f->next)
        f->holders->holds[f->next[object]++] = hold;
    else
        f->holders->first[object + 1]++;
}

static void add_all(const Snapshot *snap, Filler *f) {
    for (int i = 0; i < snap->nscopes; i++) {
        const SnapScope *scope = &snap->scopes[i];
        for (int e = scope->first_entry; e < scope->first_entry + scope->nentries; e++)
            add(f, snap->entries[e].object, (Hold){.holder = -1, .edge = -1, .entry = e});
    }
    for (int i = 0; i < snap->nedges; i++)
        if (counts(&snap->edges[i]))
            add(f, snap->edges[i].to,
                (Hold){.holder = snap->edges[i].from, .edge = i, .entry = -1});
    for (int i = 0; i < snap->noutside; i++)
        add(f, snap->outside[i].object,
            (Hold){.holder = -1, .edge = -1, .entry = -1, .label = snap->outside[i].label});
}

Holders holders_new(const Snapshot *snap) {
    size_t count = (size_t)snap->nobjects;
    Holders holders = {.first = host_alloc((count + 2) * sizeof *holders.first)};
    Filler f = {&holders, NULL};
    add_all(snap, &f);
    for (size_t i = 0; i < count; i++) holders.first[i + 1] += holders.first[i];
    holders.holds = host_alloc(((size_t)holders.first[count] + 1) * sizeof *holders.holds);
    f.next = host_alloc((count + 1) * sizeof *f.next);
    for (size_t i = 0; i < count; i++) f.next[i] = holders.first[i];
    add_all(snap, &f);
    free(f.next);
    return holders;
}

void holders_free(Holders *holders) {
    free(holders->holds);
    free(holders->first);
    *holders = (Holders){0};
}
