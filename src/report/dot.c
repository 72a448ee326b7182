/* dot.c - the object graph for graphviz: `dot -Tsvg`. */
#include <inttypes.h>
#include <string.h>

#include "report/report.h"

/* In quotes dot needs only the quote and the backslash escaped. */
static void put_quoted(FILE *out, const char *text) {
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') fputc('\\', out);
        if ((unsigned char)*text >= 0x20) fputc(*text, out);
    }
}

static bool drawn(const SnapObject *o) { return !(o->flags & SNAP_NAMESPACE); }

void report_dot(const Snapshot *snap, FILE *out) {
    fputs("digraph ouroboros {\n  rankdir=LR;\n  node [shape=box, fontname=\"monospace\"];\n", out);
    for (int i = 0; i < snap->nscopes; i++) {
        const SnapScope *scope = &snap->scopes[i];
        fprintf(out, "  scope%d [shape=plaintext, label=\"", i);
        put_quoted(out, scope->name);
        fputs("\"];\n", out);
        for (int j = 0; j < scope->nentries; j++) {
            const SnapEntry *entry = &snap->entries[scope->first_entry + j];
            if (entry->object < 0) continue;
            fprintf(out, "  scope%d -> o%" PRIx64 " [label=\"", i, entry->address);
            put_quoted(out, entry->name);
            fputs("\"];\n", out);
        }
    }
    for (int i = 0; i < snap->nobjects; i++) {
        const SnapObject *o = &snap->objects[i];
        if (!drawn(o)) continue;
        fprintf(out, "  o%" PRIx64 " [label=\"", o->address);
        put_quoted(out, o->label);
        fprintf(out, "\\n%c  rc %" PRId64, o->letter, o->refcount);
        if (o->generation >= 0) fprintf(out, "  g%d", o->generation);
        fprintf(out, "\"%s];\n", o->letter == OBJ_UNREACHABLE ? ", style=dashed" : "");
        for (int j = 0; j < o->nedges; j++) {
            const SnapEdge *edge = &snap->edges[o->first_edge + j];
            if (!drawn(&snap->objects[edge->to])) continue;
            fprintf(out, "  o%" PRIx64 " -> o%" PRIx64 " [label=\"", o->address,
                    snap->objects[edge->to].address);
            put_quoted(out, edge->label);
            fprintf(out, "\"%s];\n", edge->kind == EDGE_STRONG ? "" : ", style=dotted");
        }
    }
    fputs("}\n", out);
}
