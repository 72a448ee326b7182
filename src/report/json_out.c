/* json_out.c - strings and snapshots as JSON. */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "report/report.h"

void json_write_string(FILE *out, const char *text) {
    size_t len = strlen(text);
    fputc('"', out);
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        size_t size = utf8_decode(text + i, len - i, &cp);
        if (cp == UTF8_BAD)
            fputs("\\ufffd", out);
        else if (cp == '"' || cp == '\\')
            fprintf(out, "\\%c", (char)cp);
        else if (cp == '\n')
            fputs("\\n", out);
        else if (cp < 0x20 || cp == 0x7F)
            fprintf(out, "\\u%04x", cp);
        else
            fwrite(text + i, 1, size, out);
        i += size;
    }
    fputc('"', out);
}

/* ---- a little writer: commas and indentation ------------------------------------------------- */

static void key(FILE *out, const char *name) {
    json_write_string(out, name);
    fputs(": ", out);
}

static void put_text(FILE *out, const char *name, const char *text) {
    key(out, name);
    json_write_string(out, text ? text : "");
}

static void put_address(FILE *out, const char *name, uint64_t address) {
    key(out, name);
    fprintf(out, "\"0x%" PRIx64 "\"", address);
}

static void put_int(FILE *out, const char *name, int64_t value) {
    key(out, name);
    fprintf(out, "%" PRId64, value);
}

static void comma(FILE *out) { fputs(", ", out); }

static void put_object(FILE *out, const Snapshot *snap, const SnapObject *o) {
    fputs("    {", out);
    put_address(out, "address", o->address), comma(out);
    put_int(out, "serial", o->flags & SNAP_PROGRAM ? (int64_t)o->serial : -1), comma(out);
    put_text(out, "type", o->type), comma(out);
    put_text(out, "kind", snap_kind_name((SnapKind)o->kind)), comma(out);
    put_text(out, "label", o->label), comma(out);
    put_text(out, "names", o->names), comma(out);
    put_text(out, "state", (char[]){o->letter, 0}), comma(out);
    put_int(out, "refcount", o->refcount), comma(out);
    put_int(out, "miscount", o->miscount), comma(out);
    put_int(out, "generation", o->generation), comma(out);
    fprintf(out, "\"tracked\": %s, ", o->flags & SNAP_TRACKED ? "true" : "false");
    put_int(out, "size", o->size), comma(out);
    put_int(out, "block_bytes", o->block_bytes), comma(out);
    put_address(out, "block", o->block), comma(out);
    fputs("\"references\": [", out);
    for (int i = 0; i < o->nedges; i++) {
        const SnapEdge *edge = &snap->edges[o->first_edge + i];
        static const char *const kinds[] = {
            [EDGE_STRONG] = "strong", [EDGE_WEAK] = "weak", [EDGE_TYPE] = "type"};
        fputs(i ? ", {" : "{", out);
        put_text(out, "name", edge->label), comma(out);
        put_address(out, "to", snap->objects[edge->to].address), comma(out);
        put_text(out, "kind", kinds[edge->kind]), comma(out);
        put_text(out, "role", snap_role_name(edge->role));
        if (edge->expression) comma(out), put_text(out, "expression", edge->expression);
        if (edge->folded) fputs(", \"folded\": true", out);
        fputc('}', out);
    }
    fputs("]}", out);
}

static void put_scopes(FILE *out, const Snapshot *snap) {
    static const char *const kinds[] = {
        [SCOPE_GLOBALS] = "globals", [SCOPE_MODULE] = "module", [SCOPE_FRAME] = "frame",
        [SCOPE_STACK] = "stack",     [SCOPE_BLOCKS] = "blocks", [SCOPE_OTHER] = "other"};
    fputs("  \"scopes\": [", out);
    for (int i = 0; i < snap->nscopes; i++) {
        const SnapScope *scope = &snap->scopes[i];
        fputs(i ? ",\n    {" : "\n    {", out);
        put_text(out, "kind", kinds[scope->kind]), comma(out);
        put_text(out, "name", scope->name), comma(out);
        put_int(out, "line", scope->line), comma(out);
        put_int(out, "thread", scope->thread), comma(out);
        fputs("\"entries\": [", out);
        for (int j = 0; j < scope->nentries; j++) {
            const SnapEntry *entry = &snap->entries[scope->first_entry + j];
            fputs(j ? ", {" : "{", out);
            put_text(out, "name", entry->name), comma(out);
            put_address(out, "address", entry->address), comma(out);
            put_text(out, "text", entry->text);
            if (entry->expression) comma(out), put_text(out, "expression", entry->expression);
            fputc('}', out);
        }
        fputs("]}", out);
    }
    fputs("\n  ],\n", out);
}

/* None where the program has but one. */
static void put_threads(FILE *out, const Snapshot *snap) {
    static const char *const states[] = {
        [SNAP_RUNS] = "runs",   [SNAP_READY] = "ready", [SNAP_SLEEPS] = "sleeps",
        [SNAP_WAITS] = "waits", [SNAP_JOINS] = "joins", [SNAP_LEFT] = "left",
        [SNAP_OVER] = "over"};
    fprintf(out, "  \"gil\": %s,\n  \"threads\": [", snap->no_gil ? "false" : "true");
    for (int i = 0; i < snap->nthreads; i++) {
        const SnapThread *thread = &snap->threads[i];
        fputs(i ? ",\n    {" : "\n    {", out);
        put_int(out, "number", thread->number), comma(out);
        put_text(out, "name", thread->name), comma(out);
        put_text(out, "state", states[thread->state]), comma(out);
        put_text(out, "where", thread->where), comma(out);
        put_int(out, "line", thread->line);
        if (thread->joins >= 0) comma(out), put_int(out, "joins", thread->joins);
        if (thread->until_us >= 0) comma(out), put_int(out, "until_us", thread->until_us);
        if (thread->waits_for >= 0)
            comma(out), put_address(out, "waits_for", snap->objects[thread->waits_for].address);
        fputc('}', out);
    }
    fputs("\n  ],\n", out);
}

static void put_heap(FILE *out, const Snapshot *snap) {
    fputs("  \"arenas\": [", out);
    for (int i = 0; i < snap->narenas; i++) {
        const SnapArena *arena = &snap->arenas[i];
        fputs(i ? ",\n    {" : "\n    {", out);
        put_int(out, "index", arena->index), comma(out);
        put_address(out, "address", arena->address), comma(out);
        put_int(out, "bytes", (int64_t)arena->bytes), comma(out);
        put_int(out, "pools", arena->npools), comma(out);
        put_int(out, "free_pools", arena->nfree);
        fputc('}', out);
    }
    fputs("\n  ],\n  \"pools\": [", out);
    bool first = true;
    for (int i = 0; i < snap->npools; i++) {
        const SnapPool *pool = &snap->pools[i];
        if (pool->state == '.') continue;
        fputs(first ? "\n    {" : ",\n    {", out);
        first = false;
        put_address(out, "address", pool->address), comma(out);
        put_int(out, "arena", pool->arena), comma(out);
        put_int(out, "class_bytes", pool->class_bytes), comma(out);
        put_text(out, "state",
                 pool->state == 'u'   ? "used"
                 : pool->state == 'f' ? "full"
                                      : "empty"),
            comma(out);
        put_int(out, "used", pool->used), comma(out);
        put_int(out, "free", pool->free), comma(out);
        put_int(out, "untouched", pool->untouched), comma(out);
        fputs("\"blocks\": \"", out); /* a letter a block: allocated, free, untouched */
        for (int j = 0; j < pool->total; j++) fputc(snap->blocks[pool->first_block + j].state, out);
        fputs("\"}", out);
    }
    fputs("\n  ],\n  \"system_heap\": [", out);
    for (int i = 0; i < snap->nchunks; i++) {
        const SnapChunk *chunk = &snap->chunks[i];
        fputs(i ? ",\n    {" : "\n    {", out);
        put_address(out, "address", chunk->address), comma(out);
        put_int(out, "bytes", chunk->bytes), comma(out);
        put_text(out, "state",
                 chunk->state == 'a'   ? "allocated"
                 : chunk->state == 'f' ? "free"
                 : chunk->state == 't' ? "top"
                                       : "mapped");
        fputc('}', out);
    }
    fputs("\n  ],\n", out);
}

void report_state(const Snapshot *snap, FILE *out) {
    static const char *const states[] = {
        [RUN_READY] = "ready",   [RUN_RUNNING] = "running", [RUN_DONE] = "done",
        [RUN_FAILED] = "failed", [RUN_LIMIT] = "limit",     [RUN_WAITS] = "waits"};
    fputs("{\n  ", out);
    put_int(out, "event", (int64_t)snap->event), comma(out);
    put_text(out, "state", states[snap->state]), comma(out);
    put_int(out, "step", snap->step + 1), comma(out);
    put_int(out, "line", snap->line), comma(out);
    put_text(out, "python", snap->python), comma(out);
    fprintf(out, "\"gc_enabled\": %s,\n", snap->gc_enabled ? "true" : "false");
    put_threads(out, snap);
    put_scopes(out, snap);
    fputs("  \"objects\": [\n", out);
    for (int i = 0; i < snap->nobjects; i++) {
        put_object(out, snap, &snap->objects[i]);
        fputs(i + 1 < snap->nobjects ? ",\n" : "\n", out);
    }
    fputs("  ],\n  \"held_outside\": [", out); /* by what is no object above */
    for (int i = 0; i < snap->noutside; i++) {
        fputs(i ? ",\n    {" : "\n    {", out);
        put_address(out, "object", snap->objects[snap->outside[i].object].address), comma(out);
        put_text(out, "by", snap->outside[i].label);
        fputc('}', out);
    }
    fputs("\n  ],\n  \"generations\": [", out);
    for (int i = 0; i < 3; i++) {
        const SnapGeneration *g = &snap->generations[i];
        fputs(i ? ", {" : "{", out);
        put_int(out, "count", g->count), comma(out);
        put_int(out, "threshold", g->threshold), comma(out);
        put_int(out, "objects", g->members);
        fputc('}', out);
    }
    fputs("],\n", out);
    put_heap(out, snap);
    fputs("  ", out);
    put_int(out, "allocated_blocks", snap->allocated_blocks), comma(out);
    put_text(out, "output", snap->output);
    fputs("\n}\n", out);
}
