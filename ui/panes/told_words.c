/* told_words.c - what the sentences call things: names, places in objects, objects, lists of them. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/panes/told_internal.h"

const SnapScope *told_scope_of(const Snapshot *snap, int entry) {
    for (int s = 0; s < snap->nscopes; s++) {
        const SnapScope *scope = &snap->scopes[s];
        if (entry >= scope->first_entry && entry < scope->first_entry + scope->nentries) {
            return scope;
        }
    }
    return NULL;
}

void told_put_name(const Snapshot *snap, int entry, StrBuf *out) {
    const SnapScope *scope = told_scope_of(snap, entry);
    const char *name = snap->entries[entry].name;
    switch (scope != NULL ? scope->kind : SCOPE_OTHER) {
    case SCOPE_GLOBALS: sb_printf(out, _("the name %s"), name); break;
    case SCOPE_FRAME: sb_printf(out, _("the name %s of %s"), name, scope->name); break;
    case SCOPE_MODULE: sb_printf(out, "%s.%s", scope->name, name); break;
    case SCOPE_STACK: sb_put(out, _("the stack")); break;
    case SCOPE_BLOCKS:
    case SCOPE_OTHER: sb_put(out, name); break;
    }
}

static void put_object(const Snapshot *snap, int object, StrBuf *out) {
    sb_put(out, snap->objects[object].label);
}

void told_put_known_as(const char *label, const char *was, StrBuf *out) {
    if (was != NULL) {
        sb_printf(out, _("%s (was %s)"), label, was);
    } else {
        sb_put(out, label);
    }
}

void told_put_object(const View *view, int object, StrBuf *out) {
    told_put_known_as(view->snap->objects[object].label,
                      graph_last_name(view->snap, view->memory, object), out);
}

void told_put_row(const Snapshot *snap, int index, StrBuf *out) {
    const SnapEdge *edge = &snap->edges[index];
    int name = snapshot_name_of(snap, edge->from); /* one of its names will do */
    if (name >= 0) {
        sb_put(out, snap->entries[name].name);
    } else {
        put_object(snap, edge->from, out);
    }
    switch (edge->role) {
    case REF_ITEM: sb_put(out, edge->label); break;
    case REF_VALUE: sb_printf(out, "[%s]", edge->label); break;
    case REF_MEMBER:
    case REF_UNNAMED:
    case REF_KEY: break; /* nothing says where */
    default: sb_printf(out, ".%s", edge->label); break;
    }
}

void told_put_entry_value(const Snapshot *snap, int entry, StrBuf *out) {
    const SnapEntry *at = &snap->entries[entry];
    if (at->object >= 0) {
        put_object(snap, at->object, out);
    } else if (at->address == 0) {
        sb_put(out, "NULL");
    } else {
        sb_put(out, at->text != NULL ? at->text : "");
    }
}

void told_word(ToldWords *words, const char *word) {
    if (words->count < words->most) {
        sb_printf(&words->text, "%s%s", words->count > 0 ? ", " : "", word);
    }
    words->count++;
}

const char *told_words_end(ToldWords *words) {
    int more = words->count - words->most;
    if (more > 0) {
        sb_printf(&words->text, i18n_plural(" and %d more", " and %d more", (uint64_t)more), more);
    }
    return sb_text(&words->text);
}

void told_words_free(ToldWords *words) { sb_free(&words->text); }
