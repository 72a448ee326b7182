/* ui_scenes.h - snapshots made by hand, for tests of panes and layout that need no engine.
 *
 * A Scene owns its arrays; pointers into them are set by scene_view. Scenes mirror what the engine
 * says at well-known moments: two objects in a cycle, a collection at work, pools in every state.
 */
#ifndef OURO_TESTS_UI_SCENES_H
#define OURO_TESTS_UI_SCENES_H

#include <string.h>

#include "ui/panes/layout.h"

enum { SCENE_MAX = 400 };

typedef struct Scene {
    SnapObject objects[SCENE_MAX];
    SnapEdge edges[SCENE_MAX];
    SnapScope scopes[8];
    SnapEntry entries[SCENE_MAX];
    SnapInstr code[16];
    SnapArena arenas[2];
    SnapPool pools[64];
    SnapBlock blocks[SCENE_MAX * 4];
    SnapChunk chunks[8];
    SnapClass classes[8];
    SnapCollectorRow rows[16];
    SnapEvent events[8];
    int members[SCENE_MAX];
    char labels[SCENE_MAX][24];
    Snapshot snap;
    Lesson lesson;
    LessonStep steps[8];
    char *lines[16];
    ProgramRow rows_of_program[16];
    TimelineTick ticks[8];
    View view;
} Scene;

static const char *const scene_phases[] = {
    "idle",           "merge",          "update_refs", "subtract_refs", "move_unreachable",
    "untrack_tuples", "delete_garbage", NULL};

static inline uint8_t scene_kind(const char *type) {
    static const struct {
        const char *type;
        SnapKind kind;
    } kinds[] = {{"type", KIND_CLASS}, {"function", KIND_FUNCTION}, {"list", KIND_LIST},
                 {"dict", KIND_DICT},  {"tuple", KIND_TUPLE},       {"int", KIND_VALUE},
                 {"str", KIND_VALUE},  {"weakref", KIND_WEAKREF}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].type, type) == 0) return (uint8_t)kinds[i].kind;
    }
    return KIND_INSTANCE;
}

/* Types of one name are one type here. */
static inline uint64_t scene_type(const char *type) {
    uint64_t sum = 1;
    while (*type) sum = sum * 31 + (unsigned char)*type++;
    return sum;
}

static inline int scene_object(Scene *s, char letter, const char *type, const char *label,
                               int64_t refcount) {
    int i = s->snap.nobjects++;
    s->objects[i] =
        (SnapObject){.address = 0x7f5000100000u + (uint64_t)i * 0x40,
                     .serial = (uint32_t)(7 + 2 * i),
                     .letter = letter,
                     .flags = SNAP_PROGRAM | SNAP_TRACKED,
                     .generation = 0,
                     .refcount = refcount,
                     .gc_refs = -1,
                     .size = 48,
                     .block_bytes = 64,
                     .block = 0x7f5000100000u + (uint64_t)i * 0x40 - 16,
                     .kind = scene_kind(type),
                     .type_address = scene_type(type),
                     .type = type,
                     .name = strchr(label, ' ') ? strchr(label, ' ') + 1 : "",
                     .label = label,
                     .number_at = strchr(label, '#') ? (int)(strchr(label, '#') - label) - 1 : 0,
                     .value = "",
                     .names = "",
                     .pool = -1,
                     .block_index = -1,
                     .depth = letter == 'L' ? 1 : -1};
    return i;
}

/* Edges must be added object by object. */
static inline void scene_edge(Scene *s, int from, int to, const char *label) {
    int i = s->snap.nedges++;
    if (s->objects[from].nedges++ == 0) {
        s->objects[from].first_edge = i;
    }
    s->edges[i] = (SnapEdge){.from = from, .to = to, .label = label, .role = REF_ATTRIBUTE};
}

static inline void scene_scope(Scene *s, SnapScopeKind kind, const char *name, int line) {
    s->scopes[s->snap.nscopes++] = (SnapScope){
        .kind = kind, .name = name, .line = line, .frame = -1, .first_entry = s->snap.nentries};
}

static inline void scene_name(Scene *s, const char *name, int object, const char *text) {
    s->entries[s->snap.nentries++] = (SnapEntry){.name = name,
                                                 .expression = name,
                                                 .object = object,
                                                 .text = text,
                                                 .special = strncmp(name, "__", 2) == 0};
    s->scopes[s->snap.nscopes - 1].nentries++;
}

static inline void scene_event(Scene *s, uint64_t number, const char *sentence) {
    s->events[s->snap.nevents++] = (SnapEvent){
        .number = number, .grain = GRAIN_EVENT, .sentence = sentence, .object = -1, .owner = -1};
}

static inline View *scene_view(Scene *s) {
    Snapshot *snap = &s->snap;
    snap->objects = s->objects;
    snap->edges = s->edges;
    snap->scopes = s->scopes;
    snap->entries = s->entries;
    snap->code = s->code;
    snap->arenas = s->arenas;
    snap->pools = s->pools;
    snap->blocks = s->blocks;
    snap->chunks = s->chunks;
    snap->classes = s->classes;
    snap->rows = s->rows;
    snap->events = s->events;
    snap->members = s->members;
    snap->phase_names = scene_phases;
    s->view.snap = snap;
    s->view.lesson = &s->lesson;
    s->lesson.lines = s->lines;
    s->lesson.steps = s->steps;
    for (int i = 0; i < s->lesson.nlines; i++) {
        s->rows_of_program[i] = (ProgramRow){s->lines[i], i + 1, -1};
    }
    s->lesson.rows = s->rows_of_program;
    s->lesson.nrows = s->lesson.nlines;
    s->view.ticks = s->ticks;
    return &s->view;
}

/* Each object's count is that of the references to it. */
static inline void scene_count(Scene *s) {
    for (int i = 0; i < s->snap.nobjects; i++) s->objects[i].refcount = 0;
    for (int i = 0; i < s->snap.nedges; i++) s->objects[s->edges[i].to].refcount++;
    for (int i = 0; i < s->snap.nentries; i++)
        if (s->entries[i].object >= 0) s->objects[s->entries[i].object].refcount++;
}

static inline void scene_heap(Scene *s) {
    Snapshot *snap = &s->snap;
    s->arenas[0] = (SnapArena){
        .address = 0x7f5000100000u, .bytes = 262144, .npools = 64, .nfree = 61, .rank = 0};
    snap->narenas = 1;
    snap->npools = 64;
    static const struct {
        int bytes, used, free;
        char state;
    } made[3] = {{48, 8, 2, 'u'}, {64, 63, 0, 'f'}, {0, 0, 0, 'e'}};
    for (int i = 0; i < 64; i++) {
        s->pools[i] =
            (SnapPool){.address = 0x7f5000100000u + (uint64_t)i * 4096, .index = i, .state = '.'};
        if (i >= 3) {
            continue;
        }
        SnapPool *pool = &s->pools[i];
        pool->class_bytes = made[i].bytes;
        pool->state = made[i].state;
        pool->total = made[i].bytes > 0 ? 4048 / made[i].bytes : 0;
        pool->used = made[i].used;
        pool->free = made[i].free;
        pool->untouched = pool->total - pool->used - pool->free;
        pool->first_block = snap->nblocks;
        pool->nextoffset = 48 + (pool->used + pool->free) * pool->class_bytes;
        pool->freeblock = pool->free > 0 ? 1 : 0;
        for (int b = 0; b < pool->total; b++) {
            bool freed = pool->free > 0 && (b == 2 || b == 5);
            bool untouched = b >= pool->used + pool->free;
            s->blocks[snap->nblocks++] = (SnapBlock){.state = freed       ? 'f'
                                                              : untouched ? '.'
                                                                          : 'a',
                                                     .object = -1,
                                                     .next_free = b == 5 ? 2 : -1,
                                                     .label = freed       ? "was Node #4"
                                                              : untouched ? ""
                                                              : b % 3     ? "dict"
                                                                          : "Node #7"};
        }
    }
    s->classes[0] = (SnapClass){2, 48, 1, 8, 2, 74};
    s->classes[1] = (SnapClass){3, 64, 1, 63, 0, 0};
    snap->nclasses = 2;
    s->chunks[0] = (SnapChunk){0x555500001000u, 4160, 'a', -1, "items of list #3"};
    s->chunks[1] = (SnapChunk){0x555500002040u, 512, 'f', -1, ""};
    s->chunks[2] = (SnapChunk){0x555500002240u, 131072, 't', -1, ""};
    snap->nchunks = 3;
}

static inline void scene_common(Scene *s, bool russian) {
    memset(s, 0, sizeof *s);
    Snapshot *snap = &s->snap;
    static char *source[] = {"import gc",
                             "",
                             "class Node:",
                             "    pass",
                             "a = Node(); b = Node()",
                             "a.other = b",
                             "b.other = a",
                             "del a, b",
                             "print(gc.collect())"};
    for (size_t i = 0; i < ARRAY_LEN(source); i++) {
        s->lines[i] = source[i];
    }
    s->lesson.nlines = (int)ARRAY_LEN(source);
    s->lesson.title =
        russian ? (char *)"Цикл переживает свои имена" : (char *)"A cycle outlives its names";
    s->lesson.nsteps = 5;
    s->steps[3].note = russian
                           ? (char *)"Имён больше нет, но каждый объект удерживает другой. Подсчёт "
                                     "ссылок сам по себе "
                                     "никогда их не освободит: оба счётчика `ob_refcnt` равны 1."
                           : (char *)"Both names are gone, but each object is held by the other. "
                                     "Reference counting alone "
                                     "will *never* free them: both `ob_refcnt` are 1.";
    s->steps[3].presenter = (char *)"Ask who holds whom before you go on.";
    s->view.shown_step = 3;
    s->view.grain = MOVE_STEP;
    s->view.focus = s->view.view = PANE_OBJECTS;
    s->view.done_first = 8;
    s->view.done_count = 1;
    snap->event = 1204;
    snap->last_event = 2400;
    snap->nsteps = 5;
    snap->step = 4;
    snap->line = 9;
    snap->python = "3.11";
    snap->state = RUN_READY;
    snap->function = "<module>";
    snap->generations[0] = (SnapGeneration){12, 700, 3, 0, 3};
    snap->generations[1] = (SnapGeneration){0, 10, 0, 0, 0};
    snap->generations[2] = (SnapGeneration){1, 10, 4800, 0, 0};
    snap->long_lived_total = 4800;
    s->code[0] = (SnapInstr){22, 9, "LOAD_NAME", "4 (b)", "Push what the name refers to.", false};
    s->code[1] = (SnapInstr){24, 0, "LOAD_NAME", "3 (a)", "Push what the name refers to.", true};
    s->code[2] =
        (SnapInstr){26, 0, "STORE_ATTR", "5 (other)", "Make an attribute refer to a value.", false};
    snap->ncode = 3;
    snap->current_instr = 1;
    scene_event(s, 1198,
                russian ? "`del a`: пространство globals отпускает Node #7: 2 → 1."
                        : "`del a`: globals lets go of Node #7: 2 → 1.");
    scene_event(s, 1204,
                russian
                    ? "`del b`: пространство globals отпускает Node #9: 2 → 1."
                    : "`del b`: globals lets go of Node #9: 2 → 1. Still held by Node #7.other.");
    s->ticks[0] = (TimelineTick){1, 's'};
    s->ticks[1] = (TimelineTick){600, 's'};
    s->ticks[2] = (TimelineTick){1204, 's'};
    s->ticks[3] = (TimelineTick){1900, 'c'};
    s->view.nticks = 4;
    snap->output = "";
}

/* Two objects that refer to each other; `named`: the names a and b still exist. */
static inline View *scene_cycle(Scene *s, bool named, bool russian) {
    scene_common(s, russian);
    int a = scene_object(s, named ? 'L' : 'U', "Node", "Node #7", named ? 2 : 1);
    int b = scene_object(s, named ? 'L' : 'U', "Node", "Node #9", named ? 2 : 1);
    int class_node = scene_object(s, 'L', "type", "type Node", 5);
    int value = scene_object(s, 'L', "int", "257", 1);
    s->objects[value].flags = SNAP_PROGRAM | SNAP_LEAF;
    s->objects[value].generation = -1;
    scene_edge(s, a, b, "other");
    scene_edge(s, a, value, "size");
    scene_edge(s, b, a, "other");
    scene_scope(s, SCOPE_GLOBALS, "globals", 0);
    scene_name(s, "__name__", -1, "'__main__'");
    scene_name(s, "Node", class_node, "type Node");
    if (named) {
        scene_name(s, "a", a, "");
        scene_name(s, "b", b, "");
    }
    s->members[0] = a;
    s->members[1] = b;
    s->members[2] = class_node;
    s->objects[a].names = named ? "a" : "";
    s->objects[b].names = named ? "b" : "";
    s->objects[b].flags |= SNAP_CHANGED;
    scene_heap(s);
    View *view = scene_view(s);
    view->selected = s->objects[a].address;
    view->selected_serial = s->objects[a].serial;
    return view;
}

/* The four links of CPython's design page, in the middle of subtract_refs. */
static inline View *scene_collection(Scene *s) {
    scene_common(s, false);
    int link[4];
    static const char *const labels[4] = {"Link #7", "Link #9", "Link #11", "Link #13"};
    static const char *const names[4] = {"A, link_1", "link_2", "link_3", ""};
    for (int i = 0; i < 4; i++) {
        link[i] = scene_object(s, i == 3 ? '?' : 'L', "Link", labels[i], i == 0 ? 3 : 1);
        s->objects[link[i]].names = names[i];
    }
    scene_edge(s, link[0], link[1], "next");
    scene_edge(s, link[1], link[2], "next");
    scene_edge(s, link[2], link[0], "next");
    scene_edge(s, link[3], link[3], "next");
    scene_scope(s, SCOPE_GLOBALS, "globals", 0);
    scene_name(s, "A", link[0], "");
    s->rows[0] = (SnapCollectorRow){link[0], 1, 3, 2, link[2], true};
    s->rows[1] = (SnapCollectorRow){link[1], 1, 1, 0, -1, false};
    s->rows[2] = (SnapCollectorRow){link[2], 1, 1, 1, -1, false};
    s->rows[3] = (SnapCollectorRow){link[3], 2, 1, 0, -1, false};
    s->snap.nrows = 4;
    s->snap.collecting = true;
    s->snap.collect_generation = 2;
    s->snap.phase = 3;
    scene_heap(s);
    return scene_view(s);
}

/* A list of the chain a -> b -> c -> d, by names and by a frame, with a back edge from the end to
 * the start. */
static inline View *scene_chain(Scene *s, int length) {
    scene_common(s, false);
    for (int i = 0; i < length; i++) {
        strcpy(s->labels[i], "Node #");
        s->labels[i][6] = (char)('0' + i / 100 % 10);
        s->labels[i][7] = (char)('0' + i / 10 % 10);
        s->labels[i][8] = (char)('0' + i % 10);
        scene_object(s, 'L', "Node", s->labels[i], 1);
    }
    for (int i = 0; i < length; i++) {
        scene_edge(s, i, (i + 1) % length, "next");
    }
    scene_scope(s, SCOPE_GLOBALS, "globals", 0);
    scene_name(s, "head", 0, "");
    scene_scope(s, SCOPE_FRAME, "walk()", 12);
    scene_name(s, "node", length > 2 ? 2 : 0, "");
    return scene_view(s);
}

#endif
