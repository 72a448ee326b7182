/* freed.c - where the objects that global names referred to were freed.
 *
 * One pass over the whole run notes for each name of the globals when an object that it had referred
 * to was first deallocated, whether the name still stood for it or not (`a = None` binds first and
 * drops the old object then); every later question is a look into that table. Main entry
 * engine_find_free; expressions ask through freed("a"). */
#include <stdlib.h>
#include <string.h>

#include "engine/look/snapshot_internal.h"
#include "vm/vm.h"

/* A name that the globals had, and the answer. */
typedef struct FreedName {
    char *name;
    uint64_t freed_at;
} FreedName;

/* An object that is alive and that a name refers or referred to. A deallocation has to find all the
 * names of its object, a store whether it is known already: each binding hangs in two chains. */
typedef struct Binding {
    uint64_t address;
    uint32_t serial;
    int name;
    int next_of_object, next_of_pair; /* index + 1, 0 ends */
} Binding;

struct FreedTable {
    FreedName *names;
    size_t count, room;
    Binding *bindings;
    size_t nbindings, bindings_room, live;
    int unused; /* first of the unused bindings, chained by next_of_object */
    int *by_text, *by_object, *by_pair; /* hashes: index + 1 */
    size_t mask;                        /* of all three; a power of two less one */
};

static size_t hash_text(const char *text) {
    size_t hash = 14695981039346656037u;
    for (; *text; text++) hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash ^ hash >> 32;
}
static size_t hash_word(uint64_t word) { return (size_t)(word * 11400714819323198485u >> 20); }

static int *slot_of_text(const FreedTable *t, const char *name) {
    size_t at = hash_text(name) & t->mask;
    while (t->by_text[at] && strcmp(t->names[t->by_text[at] - 1].name, name) != 0)
        at = (at + 1) & t->mask;
    return &t->by_text[at];
}
static int *object_chain(const FreedTable *t, uint64_t address) {
    return &t->by_object[hash_word(address) & t->mask];
}
static int *pair_chain(const FreedTable *t, uint64_t address, int name) {
    return &t->by_pair[hash_word(address ^ (uint64_t)name << 40) & t->mask];
}

static void hang(FreedTable *t, int i) {
    Binding *b = &t->bindings[i];
    int *of_object = object_chain(t, b->address), *of_pair = pair_chain(t, b->address, b->name);
    b->next_of_object = *of_object;
    b->next_of_pair = *of_pair;
    *of_object = *of_pair = i + 1;
}

static void grow(FreedTable *t) {
    size_t size = t->mask ? (t->mask + 1) * 2 : 64;
    free(t->by_text), free(t->by_object), free(t->by_pair);
    t->by_text = host_alloc(size * sizeof *t->by_text);
    t->by_object = host_alloc(size * sizeof *t->by_object);
    t->by_pair = host_alloc(size * sizeof *t->by_pair);
    t->mask = size - 1;
    for (size_t i = 0; i < t->count; i++) *slot_of_text(t, t->names[i].name) = (int)i + 1;
    for (size_t i = 0; i < t->nbindings; i++)
        if (t->bindings[i].address) hang(t, (int)i);
}

static int name_index(FreedTable *t, const char *name) {
    int *slot = slot_of_text(t, name);
    if (!*slot) {
        t->names = host_grow(t->names, &t->room, t->count + 1, sizeof *t->names);
        t->names[t->count] = (FreedName){.name = host_strdup(name)};
        *slot = (int)++t->count;
    }
    return *slot - 1;
}

static void bind(FreedTable *t, const char *text, uint64_t address, uint32_t serial) {
    if ((max_size(t->count, t->live) + 1) * 2 > t->mask) grow(t);
    int name = name_index(t, text);
    for (int i = *pair_chain(t, address, name); i; i = t->bindings[i - 1].next_of_pair) {
        const Binding *b = &t->bindings[i - 1];
        if (b->address == address && b->name == name && b->serial == serial) return;
    }
    int at = t->unused - 1;
    if (at >= 0) {
        t->unused = t->bindings[at].next_of_object;
    } else {
        t->bindings =
            host_grow(t->bindings, &t->bindings_room, t->nbindings + 1, sizeof *t->bindings);
        at = (int)t->nbindings++;
    }
    t->bindings[at] = (Binding){.address = address, .serial = serial, .name = name};
    t->live++;
    hang(t, at);
}

static void unhang_pair(FreedTable *t, int i) {
    const Binding *b = &t->bindings[i];
    int *at = pair_chain(t, b->address, b->name);
    while (*at != i + 1) at = &t->bindings[*at - 1].next_of_pair;
    *at = b->next_of_pair;
}

static void note_death(FreedTable *t, uint64_t address, uint32_t serial, uint64_t number) {
    if (!t->mask) return;
    for (int *at = object_chain(t, address); *at;) {
        int i = *at - 1;
        Binding *b = &t->bindings[i];
        if (b->address != address || b->serial != serial) {
            at = &b->next_of_object;
            continue;
        }
        *at = b->next_of_object;
        unhang_pair(t, i);
        if (!t->names[b->name].freed_at) t->names[b->name].freed_at = number;
        *b = (Binding){.next_of_object = t->unused};
        t->unused = i + 1;
        t->live--;
    }
}

typedef struct FreedPass {
    FreedTable *table;
    StrBuf name;
} FreedPass;

static void note_event(Engine *e, uint64_t number, const Event *event, void *context) {
    FreedPass *pass = context;
    Proc *p = e->p;
    bool store = event->kind == EV_HOLD || event->kind == EV_SLOT;
    if (event->kind != EV_DEALLOC && !store) return;
    uint32_t serial = object_serial(p, (Ob *)(void *)(p->base + event->a));
    if (event->kind == EV_DEALLOC) {
        note_death(pass->table, event->a, serial, number);
        return;
    }
    /* What start-up made never dies while the program runs. */
    if (!serial_of_program(serial)) return;
    if (event->b != img_offset(p, vm_main_dict(p)) || !event->c) return;
    const Ob *key = (const Ob *)(const void *)(p->base + event->c);
    if (!object_alive(p, key) || !ob_is(key, TYPE_STR)) return;
    sb_truncate(&pass->name, 0);
    label_text(p, key, &pass->name, INT32_MAX);
    bind(pass->table, sb_text(&pass->name), event->a, serial);
}

void freed_prepare(Engine *e) {
    if (e->freed) return;
    FreedPass pass = {.table = host_alloc(sizeof *pass.table)};
    uint64_t now = engine_now(e);
    engine_replay(e, 0, UINT64_MAX, note_event, &pass);
    bool whole = !e->interrupted;
    engine_go_back(e, now);
    sb_free(&pass.name);
    if (whole)
        e->freed = pass.table;
    else
        freed_table_free(pass.table);
}

uint64_t freed_event(const Engine *e, const char *name) {
    const FreedTable *t = e->freed;
    int index = t && t->mask ? *slot_of_text(t, name) : 0;
    return index ? t->names[index - 1].freed_at : 0;
}

void freed_table_free(FreedTable *t) {
    if (!t) return;
    for (size_t i = 0; i < t->count; i++) free(t->names[i].name);
    free(t->names), free(t->bindings);
    free(t->by_text), free(t->by_object), free(t->by_pair), free(t);
}

uint64_t engine_find_free(Engine *e, const char *name) {
    freed_prepare(e);
    return freed_event(e, name);
}
