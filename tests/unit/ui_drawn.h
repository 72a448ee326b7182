/* ui_drawn.h - what the picture of a stop shows, as text for each thing in it: the second way to know
 * what changed between two stops, besides the one that the sentences are made from. */
#ifndef OURO_TESTS_UI_DRAWN_H
#define OURO_TESTS_UI_DRAWN_H

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ui/panes/view.h"

typedef struct Drawn {
    char *key;   /* the same at every stop: address and birth, or scope and name */
    char *text;  /* all that is drawn of it */
    char *words; /* what a sentence about it must contain one of, a line each */
    char *type;  /* of an object, else "" */
    int object;  /* in the snapshot, -1 */
    bool more;   /* rows without room: they may differ unseen */
} Drawn;

typedef struct DrawnList {
    Drawn *items;
    size_t count, cap;
    char **ghosts; /* their keys */
    size_t nghosts, ghosts_cap;
    bool folded; /* more objects than the picture has room for */
} DrawnList;

static inline void drawn_add(DrawnList *list, StrBuf *key, StrBuf *text, StrBuf *words,
                             const char *type, int object, bool more) {
    list->items = host_grow(list->items, &list->cap, list->count + 1, sizeof *list->items);
    list->items[list->count++] = (Drawn){.key = sb_take(key),
                                         .text = sb_take(text),
                                         .words = sb_take(words),
                                         .type = host_strdup(type),
                                         .object = object,
                                         .more = more};
}

static inline void drawn_put_object(const Graph *graph, const Snapshot *snap, int node,
                                    DrawnList *list) {
    const GraphNode *at = &graph->nodes[node];
    const SnapObject *object = &snap->objects[at->object];
    StrBuf key = {0}, text = {0}, words = {0};
    sb_printf(&key, "%" PRIx64 "/%u", object->address, object->serial);
    if (at->ghost) { /* a trace of what was, no thing of its own */
        list->ghosts =
            host_grow(list->ghosts, &list->ghosts_cap, list->nghosts + 1, sizeof *list->ghosts);
        list->ghosts[list->nghosts++] = sb_take(&key);
        return;
    }
    sb_printf(&text, "%s ", object->label);
    put_object_facts(object, &text);
    sb_putc(&text, ' ');
    put_object_generation(object, &text);
    for (int f = 0; f < at->nfields; f++) {
        const GraphField *field = &graph->fields[at->first_field + f];
        const SnapObject *to = field->object >= 0 ? &snap->objects[field->object] : NULL;
        const char *words_of_it = to != NULL ? to->label : "";
        sb_printf(&text, "\n  %s %s", field->label,
                  field->text != NULL ? field->text : words_of_it);
        if (to !=
            NULL) { /* as a line or in words: that a box goes is told of the one that had it */
            sb_printf(&text, " (%" PRIx64 ")", to->address);
        }
    }
    sb_printf(&text, "\n  %d more", at->more);
    sb_printf(&words, "%s\n", object->label);
    for (const char *name = object->names; *name != '\0';) {
        size_t len = strcspn(name, ",");
        sb_write(&words, name, len);
        sb_putc(&words, '\n');
        name += len + strspn(name + len, ", ");
    }
    drawn_add(list, &key, &text, &words, object->type, at->object, at->more > 0);
}

static inline void drawn_put_name(const Graph *graph, const Snapshot *snap, int index,
                                  DrawnList *list) {
    const GraphName *name = &graph->names[index];
    const SnapScope *scope = &snap->scopes[name->scope];
    if (name->header && scope->kind != SCOPE_FRAME) {
        return; /* it comes and goes with what stands below it */
    }
    StrBuf key = {0}, text = {0}, words = {0};
    int nth = 0;
    for (int s = 0; s < name->scope; s++) {
        nth +=
            snap->scopes[s].kind == scope->kind && strcmp(snap->scopes[s].name, scope->name) == 0;
    }
    sb_printf(&key, "%d %s %d %s", (int)scope->kind, scope->name, nth,
              name->header ? "" : name->text);
    if (scope->kind == SCOPE_STACK) {
        sb_put(&words, "stack\n");
    }
    if (name->header) {
        size_t len = strcspn(scope->name, "(");
        sb_write(&words, scope->name, len);
        sb_putc(&words, '\n');
    } else {
        const SnapEntry *entry = &snap->entries[name->entry];
        sb_printf(&text, "%s %" PRIx64, entry->text != NULL ? entry->text : "", entry->address);
        sb_printf(&words, "%s\n%s\n", name->text,
                  scope->kind == SCOPE_FRAME ? scope->name : "\x01");
        if (entry->object >= 0) {
            sb_printf(&words, "%s\n", snap->objects[entry->object].label);
        } else if (entry->text != NULL) {
            sb_printf(&words, "%s\n", entry->text);
        }
    }
    drawn_add(list, &key, &text, &words, "", -1, false);
}

/* Everything that the picture of the stop shows. Free with drawn_free. */
static inline DrawnList drawn_of(View *view) {
    const GraphOptions options = {
        .enough = 1, .width = 100, .height = 40, .values = view->values, .story = view_story(view)};
    Graph *graph = graph_new(view->snap, view->memory, &options);
    DrawnList list = {.folded = graph->hidden > 0};
    for (int i = 0; i < graph->nnodes; i++) {
        drawn_put_object(graph, view->snap, i, &list);
    }
    for (int i = 0; i < graph->nnames; i++) {
        drawn_put_name(graph, view->snap, i, &list);
    }
    graph_free(graph);
    return list;
}

static inline void drawn_free(DrawnList *list) {
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].key);
        free(list->items[i].text);
        free(list->items[i].words);
        free(list->items[i].type);
    }
    for (size_t i = 0; i < list->nghosts; i++) {
        free(list->ghosts[i]);
    }
    free(list->ghosts);
    free(list->items);
    *list = (DrawnList){0};
}

static inline bool drawn_has_ghost(const DrawnList *list, const char *key) {
    for (size_t i = 0; i < list->nghosts; i++) {
        if (strcmp(list->ghosts[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static inline const Drawn *drawn_find(const DrawnList *list, const char *key) {
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].key, key) == 0) {
            return &list->items[i];
        }
    }
    return NULL;
}

#endif
