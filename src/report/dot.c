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

static bool is_story(const SnapObject *o) {
    return story_may_show(o, true) && o->letter != OBJ_FREED;
}

static bool is_shown_edge(const Snapshot *snap, const SnapEdge *edge) {
    const SnapObject *to = &snap->objects[edge->to];
    return edge->role != REF_CLASS && ((to->flags & SNAP_LEAF) || is_story(to));
}

/* One flag per object; caller frees. Parts of a class that nothing else refers to stay out. */
static bool *choose(const Snapshot *snap) {
    bool *drawn = host_alloc(((size_t)snap->nobjects + 1) * sizeof *drawn);
    int *todo = host_alloc(((size_t)snap->nobjects + 1) * sizeof *todo);
    int n = 0;
    for (int i = 0; i < snap->nobjects; i++) {
        const SnapObject *o = &snap->objects[i];
        bool lost = o->depth < 0 && !story_is_definition(o);
        if (is_story(o) && lost) drawn[i] = true, todo[n++] = i;
    }
    for (int i = 0; i < snap->nentries; i++) {
        int to = snap->entries[i].object;
        if (to < 0 || drawn[to]) continue;
        const SnapObject *o = &snap->objects[to];
        if (is_story(o) || (o->flags & SNAP_LEAF)) drawn[to] = true, todo[n++] = to;
    }
    while (n > 0) {
        const SnapObject *o = &snap->objects[todo[--n]];
        for (int j = 0; j < o->nedges && !story_is_definition(o); j++) {
            const SnapEdge *edge = &snap->edges[o->first_edge + j];
            if (drawn[edge->to] || !is_shown_edge(snap, edge)) continue;
            drawn[edge->to] = true;
            todo[n++] = edge->to;
        }
    }
    free(todo);
    return drawn;
}

void report_dot(const Snapshot *snap, FILE *out) {
    bool *drawn = choose(snap);
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
        put_quoted(out, o->label);
        fprintf(out, "\\n%c  rc %" PRId64, o->letter, o->refcount);
        if (o->generation >= 0) fprintf(out, "  g%d", o->generation);
        fprintf(out, "\"%s];\n", o->letter == OBJ_UNREACHABLE ? ", style=dashed" : "");
        for (int j = 0; j < o->nedges && !story_is_definition(o); j++) {
            const SnapEdge *edge = &snap->edges[o->first_edge + j];
            if (!drawn[edge->to] || !is_shown_edge(snap, edge)) continue;
            fprintf(out, "  o%" PRIx64 " -> o%" PRIx64 " [label=\"", o->address,
                    snap->objects[edge->to].address);
            put_quoted(out, edge->label);
            fprintf(out, "\"%s];\n", edge->kind == EDGE_STRONG ? "" : ", style=dotted");
        }
    }
    fputs("}\n", out);
    free(drawn);
}
