/* prove.c - writing the program that proves, and running it twice. Called by
 * ui/player/player_prove.c. */
#include "ui/player/prove.h"

#include <stdlib.h>
#include <string.h>

#include "engine/look/story.h"
#include "scenario/scenario.h"
#include "ui/term/pythons.h"

enum { NAMES_MOST = 6, RUN_MS = 10000 };

/* ---- the way to an object -------------------------------------------------------------------- */

typedef struct Way { /* how the search came to an object */
    int from;        /* object, -1: a global name */
    const char *expression;
    bool known;
} Way;

/* Can the reference be followed by an expression? What makes classes and functions work is no way
 * to take. */
static bool can_be_written(const Snapshot *snap, const SnapEdge *edge) {
    const SnapObject *from = &snap->objects[edge->from];
    return edge->kind == EDGE_STRONG && edge->expression != NULL && story_is_row(edge) &&
           !story_is_machinery(from) && !story_is_definition(from);
}

static void put_way(const Way *ways, int object, StrBuf *out) {
    int chain[64];
    int count = 0;
    for (int at = object; at >= 0 && count < 64; at = ways[at].from) {
        chain[count++] = at;
    }
    while (count-- > 0) {
        sb_put(out, ways[chain[count]].expression);
    }
}

char *prove_expression(const Snapshot *snap, int object) {
    if (object < 0 || snap->nscopes == 0 || snap->scopes[0].kind != SCOPE_GLOBALS) {
        return NULL;
    }
    Way *ways = host_alloc((size_t)(snap->nobjects + 1) * sizeof *ways);
    int *queue = host_alloc((size_t)(snap->nobjects + 1) * sizeof *queue);
    int head = 0;
    int tail = 0;
    const SnapScope *globals = &snap->scopes[0];
    for (int i = 0; i < globals->nentries; i++) {
        const SnapEntry *entry = &snap->entries[globals->first_entry + i];
        if (entry->object >= 0 && entry->expression != NULL && !ways[entry->object].known &&
            !entry->special) {
            ways[entry->object] = (Way){-1, entry->expression, true};
            queue[tail++] = entry->object;
        }
    }
    while (head < tail && !ways[object].known) {
        const SnapObject *from = &snap->objects[queue[head++]];
        for (int i = 0; i < from->nedges; i++) {
            const SnapEdge *edge = &snap->edges[from->first_edge + i];
            if (!ways[edge->to].known && can_be_written(snap, edge)) {
                ways[edge->to] = (Way){edge->from, edge->expression, true};
                queue[tail++] = edge->to;
            }
        }
    }
    StrBuf text = {0};
    bool found = ways[object].known;
    if (found) {
        put_way(ways, object, &text);
    }
    free(ways);
    free(queue);
    return found ? sb_take(&text) : NULL;
}

/* ---- the program ----------------------------------------------------------------------------- */

/* What the facts call their modules and their function: a name of the program's own is not taken
 * away from it, it gets underscores behind it instead. */
enum { OWN_GC, OWN_SYS, OWN_WEAKREF, OWN_ALLOCATED, OWN_COUNT };

typedef struct OwnNames {
    char text[OWN_COUNT][24];
} OwnNames;

/* Is there a global of that name which is something else than the module that is meant? */
static bool is_taken(const Snapshot *snap, const char *name, bool module) {
    if (snap->nscopes == 0 || snap->scopes[0].kind != SCOPE_GLOBALS) return false;
    for (int i = 0; i < snap->scopes[0].nentries; i++) {
        const SnapEntry *entry = &snap->entries[snap->scopes[0].first_entry + i];
        if (strcmp(entry->name, name) == 0) {
            const SnapObject *o = entry->object >= 0 ? &snap->objects[entry->object] : NULL;
            return !module || o == NULL || o->kind != KIND_MODULE || strcmp(o->name, name) != 0;
        }
    }
    return false;
}

static OwnNames own_names(const Snapshot *snap) {
    static const char *const wanted[OWN_COUNT] = {"gc", "sys", "weakref", "allocated"};
    OwnNames names;
    for (int i = 0; i < OWN_COUNT; i++) {
        size_t len = strlen(wanted[i]), most = sizeof names.text[i] - 1;
        memcpy(names.text[i], wanted[i], len + 1);
        while (len < most && is_taken(snap, names.text[i], i != OWN_ALLOCATED)) {
            names.text[i][len++] = '_';
            names.text[i][len] = '\0';
        }
    }
    return names;
}

/* What stands behind `import`. */
static void put_module(StrBuf *out, const char *module, const char *name) {
    sb_put(out, module);
    if (strcmp(module, name) != 0) {
        sb_printf(out, " as %s", name);
    }
}

static void put_settings(StrBuf *out, const UiSource *source) {
    const Settings *settings = &source->scenario->settings;
    const Program *program = source->program;
    const SettingInt *threshold = settings->gc_threshold;
    bool thresholds = threshold[0].given || threshold[1].given || threshold[2].given;
    if (program->gc_enabled && !thresholds) {
        return;
    }
    sb_put(out, "import gc\n");
    if (!program->gc_enabled) {
        sb_put(out, "gc.disable()\n");
    }
    if (thresholds) {
        const int32_t *value = program->profile.gc_threshold;
        sb_printf(out, "gc.set_threshold(%d, %d, %d)\n", (int)value[0], (int)value[1],
                  (int)value[2]);
    }
}

static void put_steps(StrBuf *out, const UiSource *source, int steps) {
    for (int i = 0; i < steps && (size_t)i < source->program->nsteps; i++) {
        const ProgramStep *step = &source->program->steps[i];
        if (step->kind == ACT_CODE) {
            sb_put(out, step->code);
            if (out->len > 0 && out->data[out->len - 1] != '\n') {
                sb_putc(out, '\n');
            }
        } else if (step->kind == ACT_COLLECT) {
            sb_printf(out, "import gc; gc.collect(%d)\n", step->generation);
        } else if (step->kind != ACT_NONE) {
            sb_put(out, "# (blocks taken by hand: Python code cannot ask for them)\n");
            while ((size_t)i + 1 < source->program->nsteps &&
                   source->program->steps[i + 1].kind >= ACT_ALLOC &&
                   source->program->steps[i + 1].kind <= ACT_FREE) {
                i++; /* one remark for a row of them */
            }
        }
    }
}

static bool has_weak_references(const Snapshot *snap, int object) {
    for (int i = 0; i < snap->nedges; i++) {
        if (snap->edges[i].to == object && snap->edges[i].kind == EDGE_WEAK) {
            return true;
        }
    }
    return false;
}

/* Text that is shown, within the double quotes of a Python string. */
static void put_quoted(StrBuf *out, const char *text) {
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            sb_putc(out, '\\');
        }
        sb_putc(out, *text);
    }
}

static void put_count(StrBuf *out, const OwnNames *own, const char *expression) {
    sb_put(out, "print(\"references to ");
    put_quoted(out, expression);
    sb_printf(out, ":\", %s.getrefcount(%s) - 1)\n", own->text[OWN_SYS], expression);
}

static void put_facts_of(StrBuf *out, const OwnNames *own, const Snapshot *snap, int object,
                         const char *expression) {
    put_count(out, own, expression);
    sb_printf(out, "print(\"its type and bytes:\", type(%s).__name__, %s.getsizeof(%s))\n",
              expression, own->text[OWN_SYS], expression);
    sb_printf(out, "print(\"the collector tracks it:\", %s.is_tracked(%s))\n", own->text[OWN_GC],
              expression);
    if (has_weak_references(snap, object)) {
        sb_put(out, "import ");
        put_module(out, "weakref", own->text[OWN_WEAKREF]);
        sb_printf(out, "\nprint(\"weak references to it:\", %s.getweakrefcount(%s))\n",
                  own->text[OWN_WEAKREF], expression);
    }
}

static bool is_countable(const SnapObject *object) {
    return (object->flags & (SNAP_LEAF | SNAP_NAMESPACE)) == 0 &&
           (object->flags & SNAP_PROGRAM) != 0 && object->letter == OBJ_LIVE &&
           !story_is_definition(object) && !story_is_machinery(object);
}

/* Classes that the program made: how many of their objects are allocated, whoever holds them. */
static void put_classes(StrBuf *out, const OwnNames *own, const Snapshot *snap) {
    const SnapScope *globals = &snap->scopes[0];
    int count = 0;
    for (int i = 0; i < globals->nentries && count < NAMES_MOST; i++) {
        const SnapEntry *entry = &snap->entries[globals->first_entry + i];
        if (entry->object < 0 || entry->expression == NULL ||
            snap->objects[entry->object].kind != KIND_CLASS ||
            (snap->objects[entry->object].flags & SNAP_PROGRAM) == 0) {
            continue;
        }
        if (count++ == 0) {
            sb_printf(out,
                      "def %s(kind):\n"
                      "    count = 0\n"
                      "    for o in %s.get_objects():\n"
                      "        if type(o) is kind:\n"
                      "            count += 1\n"
                      "    return count\n",
                      own->text[OWN_ALLOCATED], own->text[OWN_GC]);
        }
        sb_printf(out, "print(\"%s objects allocated:\", %s(%s))\n", entry->name,
                  own->text[OWN_ALLOCATED], entry->name);
    }
}

char *prove_program(const UiSource *source, const View *view, int steps) {
    const Snapshot *snap = view->snap;
    StrBuf text = {0};
    put_settings(&text, source);
    put_steps(&text, source, steps);
    OwnNames own = own_names(snap);
    sb_put(&text, "\nimport ");
    put_module(&text, "gc", own.text[OWN_GC]);
    sb_put(&text, ", ");
    put_module(&text, "sys", own.text[OWN_SYS]);
    sb_put(&text, "    # getrefcount counts its own argument, too: - 1\n");
    bool globals = snap->nscopes > 0 && snap->scopes[0].kind == SCOPE_GLOBALS;
    int selected = view_selected_object(view);
    bool countable = selected >= 0 && is_countable(&snap->objects[selected]);
    char *expression = countable ? prove_expression(snap, selected) : NULL;
    if (expression != NULL) {
        put_facts_of(&text, &own, snap, selected, expression);
    }
    int count = 0;
    for (int i = 0; globals && i < snap->scopes[0].nentries && count < NAMES_MOST; i++) {
        const SnapEntry *entry = &snap->entries[snap->scopes[0].first_entry + i];
        bool writable = entry->object >= 0 && entry->expression != NULL;
        bool told = writable && expression != NULL && strcmp(expression, entry->expression) == 0;
        if (writable && is_countable(&snap->objects[entry->object]) && !told && !entry->special) {
            put_count(&text, &own, entry->expression);
            count++;
        }
    }
    if (globals) {
        put_classes(&text, &own, snap);
    }
    sb_printf(&text, "print(\"collector on:\", %s.isenabled(), %s.get_threshold())\n",
              own.text[OWN_GC], own.text[OWN_GC]);
    free(expression);
    return sb_take(&text);
}

/* ---- running it ------------------------------------------------------------------------------ */

static bool host_stops(void *context) {
    const ProveHost *host = context;
    return host != NULL && host->watch(host->context, 0, 0) != WISH_GO_ON;
}

char *prove_find_python(const char *wanted, const ProveHost *host, char **version) {
    return python_find(wanted, host_stops, (void *)(uintptr_t)host, version);
}

static char *copy_of(const char *text, size_t len) { return host_strndup(text, len); }

bool prove_here(const UiSource *source, const char *text, const ProveHost *host,
                ProcessResult *result) {
    *result = (ProcessResult){0};
    const Program *lesson = source->program;
    Program *program = program_from_source("<string>", text, &lesson->profile);
    program->hash_seed = lesson->hash_seed;
    program->event_limit = lesson->event_limit;
    program->image_bytes = lesson->image_bytes;
    program->depth_limit = lesson->depth_limit;
    DiagList errors = {0};
    Engine *engine = engine_new(program, NULL, &errors);
    bool compiled = engine != NULL;
    if (compiled) {
        if (host != NULL) {
            engine_watch(engine, host->watch, host->context);
        }
        engine_run_to_end(engine);
        result->stopped = engine_interrupted(engine);
        size_t len;
        const char *out = engine_stdout(engine, &len);
        result->out = copy_of(out, len);
        const char *err = engine_stderr(engine, &len);
        result->err = copy_of(err, len);
        result->status = engine_exit_status(engine);
        result->timed_out = engine_state(engine) == RUN_LIMIT;
        engine_free(engine);
    }
    diag_free(&errors);
    program_free(program);
    return compiled;
}

bool prove_there(const char *python, const char *program, const ProveHost *host,
                 ProcessResult *result) {
    const char *const argv[] = {python, "-I", "-B", "-c", program, NULL};
    static const char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL};
    ProcessPlace place = {.environment = environment, .input = ""};
    return process_run_apart(argv, RUN_MS, host_stops, (void *)(uintptr_t)host, &place, result);
}
