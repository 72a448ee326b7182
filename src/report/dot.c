/* dot.c - the object graph for graphviz: `dot -Tsvg`.
 *
 * What the program made, and the values that this refers to; not the machinery of the interpreter
 * behind it. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/look/story.h"
#include "report/report.h"

/* In quotes dot needs only the quote and the backslash escaped. */
static void put_quoted(FILE *out, const char *text) {
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') fputc('\\', out);
        if ((unsigned char)*text >= 0x20) fputc(*text, out);
    }
}

enum { NOT_DRAWN, NAMED, BOX }; /* named: a value or a class that is shown for who leads to it */

/* Is the object worth a node of its own when something leads to it? */
static bool can_be_named(const SnapObject *o) {
    return o->flags & (SNAP_LEAF | SNAP_WRITTEN) || story_is_definition(o);
}

/* One of these for each object; caller frees. The boxes are those of the picture on the screen. */
static uint8_t *choose(const Snapshot *snap, const bool *shown) {
    uint8_t *drawn = host_alloc((size_t)snap->nobjects + 1);
    for (int i = 0; i < snap->nobjects; i++)
        if (shown[i]) drawn[i] = BOX;
    for (int i = 0; i < snap->nentries; i++) {
        int to = snap->entries[i].object;
        if (to >= 0 && !drawn[to] && can_be_named(&snap->objects[to])) drawn[to] = NAMED;
    }
    for (int i = 0; i < snap->nedges; i++) {
        const SnapEdge *edge = &snap->edges[i];
        bool row = drawn[edge->from] == BOX && story_has_row(snap, shown, edge);
        if (row && !drawn[edge->to] && can_be_named(&snap->objects[edge->to]))
            drawn[edge->to] = NAMED;
    }
    return drawn;
}

static void put_outside(const Snapshot *snap, const uint8_t *drawn, FILE *out) {
    for (int i = 0; i < snap->noutside; i++) {
        const SnapOutside *outside = &snap->outside[i];
        if (drawn[outside->object] != BOX) continue;
        fprintf(out, "  outside%d [shape=plaintext, label=\"", i);
        put_quoted(out, outside->label);
        fprintf(out, "\"];\n  outside%d -> o%" PRIx64 ";\n", i,
                snap->objects[outside->object].address);
    }
}

void report_dot(const Snapshot *snap, FILE *out) {
    Holders holders = holders_new(snap);
    bool *shown = host_alloc((size_t)snap->nobjects + 1);
    story_choose(snap, &holders, false, shown);
    uint8_t *drawn = choose(snap, shown);
    fputs("digraph ouroboros {\n  rankdir=LR;\n  node [shape=box, fontname=\"monospace\"];\n", out);
    for (int i = 0; i < snap->nscopes; i++) {
        const SnapScope *scope = &snap->scopes[i];
        fprintf(out, "  scope%d [shape=plaintext, label=\"", i);
        put_quoted(out, scope->name);
        fputs("\"];\n", out);
        for (int j = 0; j < scope->nentries; j++) {
            const SnapEntry *entry = &snap->entries[scope->first_entry + j];
            if (entry->object < 0 || !drawn[entry->object]) continue;
            fprintf(out, "  scope%d -> o%" PRIx64 " [label=\"", i, entry->address);
            put_quoted(out, entry->name);
            fputs("\"];\n", out);
        }
    }
    for (int i = 0; i < snap->nobjects; i++) {
        const SnapObject *o = &snap->objects[i];
        if (!drawn[i]) continue;
        fprintf(out, "  o%" PRIx64 " [label=\"", o->address);
        put_quoted(out, o->flags & SNAP_WRITTEN ? o->value : o->label);
        fprintf(out, "\\n%c  rc %" PRId64, o->letter, o->refcount);
        if (o->generation >= 0) fprintf(out, "  g%d", o->generation);
        fprintf(out, "\"%s];\n", o->letter == OBJ_UNREACHABLE ? ", style=dashed" : "");
        for (int j = 0; j < o->nedges && drawn[i] == BOX; j++) {
            const SnapEdge *edge = &snap->edges[o->first_edge + j];
            if (!drawn[edge->to] || !story_has_row(snap, shown, edge)) continue;
            fprintf(out, "  o%" PRIx64 " -> o%" PRIx64 " [label=\"", o->address,
                    snap->objects[edge->to].address);
            put_quoted(out, edge->label);
            fprintf(out, "\"%s];\n", edge->kind == EDGE_STRONG ? "" : ", style=dotted");
        }
    }
    put_outside(snap, drawn, out);
    fputs("}\n", out);
    holders_free(&holders);
    free(shown);
    free(drawn);
}
