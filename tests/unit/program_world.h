/* program_world.h - a Python program run to its end in a process of its own, with every event it
 * caused: for tests of objects that need Python code around them. */
#ifndef OURO_PROGRAM_WORLD_H
#define OURO_PROGRAM_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../versions.h"
#include "alloc/alloc.h"
#include "gc/gc.h"
#include "lang/compile.h"
#include "object/container/dict.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "vm/vm.h"

enum { VERSIONS = ARRAY_LEN(table_versions), WORLD_HEAP = 64 << 20, TEXT_ROOM = 4096 };

typedef struct World {
    Proc *p;
    CodeUnit *unit;
    Event *events;
    size_t count, room;
} World;

static inline void world_record(Proc *p, const Event *event, void *context) {
    (void)p;
    World *w = context;
    w->events = host_grow(w->events, &w->room, w->count + 1, sizeof *w->events);
    w->events[w->count++] = *event;
}

static inline void world_body(Proc *p, void *context) {
    (void)context;
    while (vm_run(p) != VM_DONE) {
    }
}

/* Run `source` under a version. The program must end without an exception, and leave a whole heap.
 */
static inline World world_run(const char *version, const char *source) {
    World w = {.p = NULL};
    const Profile *profile = profile_find(version);
    assert_non_null(profile);
    DiagList errors = {0};
    size_t len = strlen(source);
    w.unit = lang_compile(source, len, "world.py", LANG_MODULE, profile, &errors);
    if (!w.unit) fail_msg("line %d: %s", errors.items[0].line, errors.items[0].message);
    w.p = img_create(profile, WORLD_HEAP);
    alloc_boot(w.p);
    object_boot(w.p);
    gc_boot(w.p);
    vm_boot(w.p);
    vm_load_module(w.p, w.unit, NULL, NULL, 0, source, len);
    img_booted(w.p);
    World *kept =
        malloc(sizeof *kept); /* the sink needs a place that stays while the process runs */
    *kept = w;
    w.p->sink = world_record;
    w.p->sink_context = kept;
    assert_int_equal(img_run_guarded(w.p, UINT64_MAX, world_body, NULL), PAUSE_NONE);
    size_t said;
    const char *complaint = vm_stderr(w.p, &said);
    if (vm_exit_status(w.p) != 0) fail_msg("%s: %.*s", version, (int)said, complaint);
    w.p->hooks.check_heap(w.p, 3);
    w = *kept;
    free(kept);
    w.p->sink = NULL;
    return w;
}

static inline void world_end(World *w) {
    img_destroy(w->p);
    code_unit_free(w->unit);
    free(w->events);
}

/* A global variable; borrowed. */
static inline Ob *world_name(World *w, const char *name) {
    Ob *value = dict_getitem_cstr(w->p, vm_main_dict(w->p), name);
    if (!value) fail_msg("no name %s", name);
    return value;
}

static inline void assert_printed(World *w, const char *expected) {
    size_t len;
    const char *text = vm_stdout(w->p, &len);
    if (len != strlen(expected) || memcmp(text, expected, len) != 0)
        fail_msg("%s printed:\n%.*s\nexpected:\n%s", w->p->s->profile.name, (int)len, text,
                 expected);
}

/* What a source line asked of the allocator, each time it ran: "m48 f64" - allocated bytes as asked
 * for, freed bytes as the block had them. */
static inline const char *memory_of_line(World *w, int line, char text[TEXT_ROOM]) {
    size_t used = 0;
    uint64_t now = 0;
    text[0] = '\0';
    for (size_t i = 0; i < w->count; i++) {
        const Event *e = &w->events[i];
        if (e->kind == EV_INSTR && e->flags & EVF_LINE) now = e->c;
        if (now != (uint64_t)line) continue;
        int64_t bytes = e->kind == EV_FREE ? (int64_t)e->c : e->n;
        if (e->kind == EV_MALLOC || e->kind == EV_FREE)
            used += (size_t)snprintf(text + used, TEXT_ROOM - used, "%s%c%d", used ? " " : "",
                                     e->kind == EV_MALLOC ? 'm' : 'f', (int)bytes);
        assert_true(used < TEXT_ROOM);
    }
    return text;
}

static inline void assert_memory(World *w, int line, const char *expected) {
    char text[TEXT_ROOM];
    if (strcmp(memory_of_line(w, line, text), expected) != 0)
        fail_msg("%s line %d: %s\nexpected %s", w->p->s->profile.name, line, text, expected);
}

/* Number of the first event of this kind about this object after event `from` (an index, from 0);
 * -1 without. */
static inline int64_t find_event(const World *w, EventKind kind, uint64_t object, int64_t from) {
    for (size_t i = (size_t)from; i < w->count; i++)
        if (w->events[i].kind == kind && (object == 0 || w->events[i].a == object))
            return (int64_t)i;
    return -1;
}

static inline int64_t count_events(const World *w, EventKind kind) {
    int64_t n = 0;
    for (size_t i = 0; i < w->count; i++) n += w->events[i].kind == kind;
    return n;
}

/* The same program under every version prints the same text. */
static inline void assert_all_print(const char *source, const char *expected) {
    for (size_t v = 0; v < VERSIONS; v++) {
        World w = world_run(table_versions[v], source);
        assert_printed(&w, expected);
        world_end(&w);
    }
}

#endif
