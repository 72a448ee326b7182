/* graph_choose.c - which objects the picture shows: those of the program's story, not the
 * interpreter's machinery. */
#include <stdlib.h>
#include <string.h>

#include "ui/picture/graph.h"

/* Parts of the interpreter's own machinery: a reader meets them only when a lesson asks for them.
 */
static bool is_machinery(const char *type) {
    static const char *const types[] = {"getset_descriptor",
                                        "member_descriptor",
                                        "wrapper_descriptor",
                                        "method_descriptor",
                                        "code",
                                        "builtin_function_or_method",
                                        "classmethod_descriptor",
                                        "mappingproxy",
                                        "method-wrapper",
                                        "module",
                                        "ModuleSpec",
                                        "SourceFileLoader",
                                        "BuiltinImporter",
                                        "frame",
                                        NULL};
    for (int i = 0; types[i] != NULL; i++) {
        if (strcmp(type, types[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_class(const SnapObject *object) { return strcmp(object->type, "type") == 0; }

/* Functions and classes are named in one row; as boxes they would crowd out what the lesson is
 * about. */
static bool is_definition(const SnapObject *object) {
    return is_class(object) || strcmp(object->type, "function") == 0 ||
           strcmp(object->type, "method") == 0;
}

bool graph_shows(const Snapshot *snap, int index, bool values) {
    const SnapObject *object = &snap->objects[index];
    if ((object->flags & SNAP_PROGRAM) == 0 || (object->flags & SNAP_NAMESPACE) != 0 ||
        (object->flags & SNAP_FREELISTED) != 0 || is_machinery(object->type)) {
        return false;
    }
    if (values) {
        return true;
    }
    return (object->flags & SNAP_LEAF) == 0 && !is_definition(object);
}

const GraphPlace *graph_place_before(const GraphMemory *memory, const SnapObject *object) {
    for (int i = 0; memory != NULL && i < memory->count; i++) {
        if (memory->places[i].address == object->address &&
            memory->places[i].serial == object->serial) {
            return &memory->places[i];
        }
    }
    return NULL;
}

/* A freed object stays for the step in which it died, so that the reader sees what went. */
static bool ghost_is_shown(const GraphMemory *before, const SnapObject *object) {
    const GraphPlace *place = graph_place_before(before, object);
    return place != NULL && !place->ghost;
}

/* What is known of every object after one look at all references; as large as the heap, so no
 * object is asked for alone. */
typedef struct Survey {
    bool *by_class;       /* a class or the machinery holds it as a part of its own */
    bool *by_other;       /* something else holds it */
    const char **classes; /* names of the classes that the program defined */
    int nclasses;
} Survey;

static Survey survey(const Snapshot *snap) {
    size_t count = (size_t)snap->nobjects + 1;
    Survey s = {.by_class = host_alloc(count),
                .by_other = host_alloc(count),
                .classes = host_alloc(count * sizeof *s.classes)};
    for (int i = 0; i < snap->nedges; i++) {
        const SnapEdge *edge = &snap->edges[i];
        const SnapObject *holder = &snap->objects[edge->from];
        if (edge->kind != EDGE_STRONG) {
            continue;
        }
        bool own = (is_definition(holder) || is_machinery(holder->type)) &&
                   strncmp(edge->label, "__", 2) == 0;
        *(own ? &s.by_class[edge->to] : &s.by_other[edge->to]) = true;
    }
    for (int i = 0; i < snap->nobjects; i++) {
        const SnapObject *object = &snap->objects[i];
        const char *name = strchr(object->label, ' ');
        if ((object->flags & SNAP_PROGRAM) != 0 && is_class(object) && name != NULL) {
            s.classes[s.nclasses++] = name + 1;
        }
    }
    return s;
}

static void survey_free(Survey *s) {
    free(s->by_class);
    free(s->by_other);
    free(s->classes);
}

/* Is it an instance of a class that the program itself defined? */
static bool is_of_own_class(const Survey *s, const SnapObject *object) {
    size_t len = strlen(object->type);
    for (int i = 0; i < s->nclasses; i++) { /* "Node" or "Node #7" */
        if (strncmp(s->classes[i], object->type, len) == 0 &&
            strchr(" ", s->classes[i][len]) != NULL) {
            return true;
        }
    }
    return false;
}

/* May the reader's eye go from `from` along this reference? Classes and functions are entered only
 * by what the program put into them, never by what makes them work. */
static bool leads_on(const SnapObject *from, const SnapEdge *edge) {
    if (edge->kind == EDGE_TYPE || is_machinery(from->type)) {
        return false;
    }
    if (strcmp(from->type, "function") == 0) {
        return strcmp(edge->label, "__defaults__") == 0 || strcmp(edge->label, "__closure__") == 0;
    }
    return !is_class(from) || strncmp(edge->label, "__", 2) != 0 ||
           strcmp(edge->label, "__dict__") == 0;
}

/* Everything that names lead to, over any number of references. */
static void mark_reached(const Snapshot *snap, bool *reached) {
    int *queue = host_alloc((size_t)(snap->nobjects + 1) * sizeof *queue);
    int head = 0;
    int tail = 0;
    for (int i = 0; i < snap->nentries; i++) {
        int object = snap->entries[i].object;
        if (object >= 0 && !reached[object]) {
            reached[object] = true;
            queue[tail++] = object;
        }
    }
    while (head < tail) {
        const SnapObject *from = &snap->objects[queue[head++]];
        for (int i = 0; i < from->nedges; i++) {
            const SnapEdge *edge = &snap->edges[from->first_edge + i];
            if (!reached[edge->to] && leads_on(from, edge)) {
                reached[edge->to] = true;
                queue[tail++] = edge->to;
            }
        }
    }
    free(queue);
}

/* Numbers and strings that the program's names lead to, also those that Python made at its start:
 * which names share one is what a reader of values looks for. */
static void show_named_values(const Snapshot *snap, bool *shown) {
    for (int s = 0; s < snap->nscopes; s++) {
        const SnapScope *scope = &snap->scopes[s];
        for (int e = 0; e < scope->nentries; e++) {
            const SnapEntry *entry = &snap->entries[scope->first_entry + e];
            if (entry->object >= 0 && strncmp(entry->name, "__", 2) != 0 &&
                (snap->objects[entry->object].flags & SNAP_LEAF) != 0) {
                shown[entry->object] = true;
            }
        }
    }
}

void graph_choose(const Snapshot *snap, const GraphMemory *before, bool values, bool *shown) {
    bool *reached = host_alloc((size_t)snap->nobjects + 1);
    mark_reached(snap, reached);
    Survey s = survey(snap);
    for (int i = 0; i < snap->nobjects; i++) {
        const SnapObject *object = &snap->objects[i];
        if (object->letter == OBJ_FREED) {
            shown[i] = ghost_is_shown(before, object);
            continue;
        }
        bool live = object->letter == OBJ_LIVE || object->letter == OBJ_IMMORTAL;
        /* What lives unseen by any name (kept by a module or a C function) is shown when its class
         * is the program's. */
        bool story = !live || reached[i] || is_of_own_class(&s, object);
        /* A class's own tuples and dicts belong to it; they are no objects of the program's story.
         */
        bool part = s.by_class[i] && !s.by_other[i];
        shown[i] = story && !part && graph_shows(snap, i, values);
    }
    if (values) {
        show_named_values(snap, shown);
    }
    survey_free(&s);
    free(reached);
}
