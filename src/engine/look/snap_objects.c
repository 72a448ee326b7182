/* snap_objects.c - the objects of a snapshot, their references, their states, and the cycles among
 * them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/look/snapshot_internal.h"
#include "engine/look/story.h"
#include "gc/gc_view.h"
#include "object/code/function.h"
#include "object/code/generator.h"
#include "object/container/dict.h"
#include "object/container/dict_split.h"
#include "object/container/list.h"
#include "object/container/set.h"
#include "object/text/bytearray.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/weakref.h"
#include "vm/vm.h"

/* More objects than this are counted and walked, but not all described: no screen shows them. Of those
 * that no root reaches a part is described in any case. */
enum { DESCRIBED = 4000, DESCRIBED_MANY = 20000, UNREACHED = 1000 };

/* ---- which objects are described ------------------------------------------------------------- */

/* NAMES: the dict of attributes of another object. */
enum { WANTED = 1, PROGRAM = 2, NAMES = 4 };

static void want_reference(Proc *p, Ob *from, const Reference *reference, void *context) {
    (void)p;
    SnapBuilder *b = context;
    /* A start-up object is drawn when something of the program holds it, but not what it holds in
     * turn. */
    if (reference->kind == EDGE_WEAK || reference->kind == EDGE_TYPE) return;
    int64_t at = census_find(&b->census, reference->to);
    (void)from;
    if (at >= 0) b->census.entries[at].mark |= WANTED | (reference->role == REF_DICT ? NAMES : 0);
}

static void choose(SnapBuilder *b, bool startup) {
    Census *census = &b->census;
    for (size_t i = 0; i < census->count; i++) {
        CensusEntry *entry = &census->entries[i];
        bool program = serial_of_program(entry->serial);
        if (program)
            entry->mark |= WANTED | PROGRAM;
        else if (startup)
            entry->mark |= WANTED;
        if (entry->of_program && !startup) entry->mark |= WANTED | (entry->as_dict ? NAMES : 0);
    }
    if (startup) return;
    for (size_t i = 0; i < census->count; i++) { /* what is reached has told what it holds */
        const CensusEntry *entry = &census->entries[i];
        if (entry->mark & PROGRAM && entry->depth < 0 && entry->object->ob_refcnt > 0)
            references_bare(b->p, entry->object, want_reference, b);
    }
    Ob *globals = vm_main_dict(b->p);
    if (globals) references_bare(b->p, globals, want_reference, b);
}

/* How many are left to be described at each depth, of `most`; the first is that of the unreached. All, or those
 * nearest to the roots and some of those that none reaches. The caller frees it. */
static size_t *room_by_depth(SnapBuilder *b, size_t most) {
    const Census *census = &b->census;
    size_t cap = 0, depths = 0, wanted = 0, *left = NULL;
    for (size_t i = 0; i < census->count; i++) {
        if (!(census->entries[i].mark & WANTED)) continue;
        size_t at = (size_t)(census->entries[i].depth + 1);
        if (at >= depths) {
            left = host_grow(left, &cap, at + 1, sizeof *left);
            while (depths <= at) left[depths++] = 0;
        }
        left[at]++;
        wanted++;
    }
    b->snap->folded = wanted > most;
    if (!b->snap->folded) return left;
    left[0] = min_size(left[0], UNREACHED);
    size_t room = most - left[0];
    for (size_t at = 1; at < depths; at++) {
        left[at] = min_size(left[at], room);
        room -= left[at];
    }
    return left;
}

static bool is_program(const CensusEntry *entry) { return serial_of_program(entry->serial); }

/* The row of a type among those that are only counted, -1: there are too many. */
static int undrawn_row(SnapBuilder *b, const Ob *object, bool value) {
    Snapshot *snap = b->snap;
    const Ob *type = (const Ob *)object->ob_type;
    int at = 0;
    while (at < snap->nundrawn && b->undrawn_types[at] != type) at++;
    if (at < snap->nundrawn || at == SNAP_UNDRAWN_TYPES) return at < snap->nundrawn ? at : -1;
    b->undrawn_types[at] = type;
    label_type(b->p, object, &b->scratch);
    snap->undrawn[snap->nundrawn++] = (SnapUndrawn){
        .type = snap_scratch(b), .type_address = img_vaddr(b->p, type), .value = value};
    return at;
}

/* What the story thinks of an object that is not described, and its row. Neighbours are mostly of one type, and
 * then of one answer. */
typedef struct Uncounted {
    const TypeOb *type;
    bool names;
    int row; /* -1: no part of the story */
} Uncounted;

/* One more object of the program's story that is counted and not described. */
static void count_only(SnapBuilder *b, const CensusEntry *entry, Uncounted *last) {
    Proc *p = b->p;
    Ob *object = entry->object;
    if (!is_program(entry)) return;
    if (img_side(p, ob_block(p, object))->flags & BLOCK_ON_FREELIST) return;
    bool names = entry->mark & NAMES;
    if (last->type != object->ob_type || last->names != names) {
        SnapObject facts = {.kind = (uint8_t)object_kind(object),
                            .flags =
                                (uint16_t)(SNAP_PROGRAM | (label_is_leaf(object) ? SNAP_LEAF : 0) |
                                           (names ? SNAP_NAMESPACE : 0))};
        int row = story_may_show(&facts, true)
                      ? undrawn_row(b, object, !story_may_show(&facts, false))
                      : -1;
        *last = (Uncounted){object->ob_type, names, row};
    }
    if (last->row < 0) return;
    SnapUndrawn *undrawn = &b->snap->undrawn[last->row];
    undrawn->count++;
    undrawn->garbage += entry->depth < 0 && !ob_immortal(object);
}

/* sys.getsizeof without asking Python code: a __sizeof__ of a class is left out. */
static int64_t size_of(Proc *p, Ob *object) {
    return type_defines(object->ob_type, SP_SIZEOF) ? -1 : ob_getsizeof(p, object);
}

/* ---- the dicts of the scopes ------------------------------------------------------------------ */

static void add_scope_dict(SnapBuilder *b, const Ob *dict) {
    if (!dict) return;
    b->scope_dicts =
        host_grow(b->scope_dicts, &b->cap_scope_dicts, b->nscope_dicts + 1, sizeof *b->scope_dicts);
    b->scope_dicts[b->nscope_dicts++] = dict;
}

static void add_module_dict(void *arg, const char *module, Ob *dict) {
    SnapBuilder *b = arg;
    int64_t at = 0;
    Ob *key, *value;
    (void)module;
    while (dict_walkable(b->p, dict) && dict_next(b->p, dict, &at, &key, &value)) {
        if (!namespace_value_is_own(b->p, value)) continue;
        add_scope_dict(b, dict);
        return;
    }
}

static void find_scope_dicts(SnapBuilder *b) {
    add_scope_dict(b, vm_main_dict(b->p));
    startup_namespaces(b->p, add_module_dict, b);
    for (const ThreadState *t = vm_threads(b->p); t; t = t->next)
        for (const Frame *f = t->frame; f; f = f->f_back)
            if (f->f_locals != vm_main_dict(b->p)) add_scope_dict(b, f->f_locals);
}

static bool is_scope_dict(const SnapBuilder *b, const Ob *object) {
    for (size_t i = 0; i < b->nscope_dicts; i++)
        if (b->scope_dicts[i] == object) return true;
    return false;
}

/* ---- describing ------------------------------------------------------------------------------ */

static bool only_weakly_held(Proc *p, Ob *object) {
    Ob **slot = weaklist_slot(p, object);
    return slot && *slot && object_alive(p, *slot);
}

static char letter_of(SnapBuilder *b, const CensusEntry *entry) {
    Ob *object = entry->object;
    if (gc_view_is_tentative(b->p, object)) return OBJ_TENTATIVE;
    if (ob_immortal(object)) return OBJ_IMMORTAL;
    if (entry->depth >= 0 || !serial_of_program(entry->serial)) return OBJ_LIVE;
    if (entry->held) return OBJ_HELD;
    return only_weakly_held(b->p, object) ? OBJ_WEAK : OBJ_UNREACHABLE;
}

/* A table of its own with room for entries: none in small dicts and sets, nor while it is made. */
static void describe_table(Proc *p, Ob *object, SnapObject *o) {
    const void *table = NULL;
    switch (ob_kind(object)) {
    case TYPE_LIST:
        table = ((const ListOb *)object)->ob_item;
        o->room = table ? ((const ListOb *)object)->allocated : 0;
        break;
    case TYPE_BYTEARRAY:
        table = ((const ByteArrayOb *)object)->ob_bytes;
        o->room = table ? ((const ByteArrayOb *)object)->ob_alloc - 1 : 0;
        break;
    case TYPE_DICT:
    case TYPE_DEFAULT_DICT:
    case TYPE_ORDERED_DICT:
        if (!dict_walkable(p, object)) return;
        table = ((const DictOb *)object)->ma_keys;
        o->room = keys_usable_size(table);
        break;
    case TYPE_SET:
    case TYPE_FROZENSET: {
        const SetOb *set = (const SetOb *)object;
        if (set->table != set->smalltable) table = set->table;
        o->room =
            (set->mask * 3 - 1) / 5; /* set_add_entry makes a larger one from three fifths on */
        break;
    }
    default: return;
    }
    if (table && block_alive(p, table)) o->table = img_vaddr(p, table);
}

static bool is_of_library(const Proc *p, const Ob *object) {
    if (!ob_is(object, TYPE_FUNCTION))
        return object->ob_type->flags & TYPE_HEAP &&
               !object_of_program(p, &object->ob_type->base.ob);
    const Ob *globals = ((const FunctionOb *)object)->func_globals;
    return globals != vm_main_dict((Proc *)p) && !object_of_program(p, globals);
}

static bool is_cached_character(const Proc *p, const Ob *object) {
    if (ob_kind(object) == TYPE_STR && str_len(object) == 1) {
        uint32_t c = str_char(p, object, 0);
        return c < 256 && p->ob->latin1_chars[c] == object;
    }
    if (ob_kind(object) != TYPE_BYTES || ((const VarOb *)object)->ob_size != 1) return false;
    return p->ob->byte_chars[*bytes_data(object)] == object;
}

static void describe(SnapBuilder *b, const CensusEntry *entry) {
    Proc *p = b->p;
    Ob *object = entry->object;
    Snapshot *snap = b->snap;
    snap->objects = host_grow(snap->objects, &b->cap_objects, (size_t)snap->nobjects + 1,
                              sizeof *snap->objects);
    SnapObject *o = &snap->objects[snap->nobjects++];
    bool is_static = object_static(p, object);
    void *block = is_static ? object : ob_block(p, object);
    unsigned block_flags = is_static ? 0 : img_side(p, block)->flags;
    *o = (SnapObject){.address = img_vaddr(p, object),
                      .serial = entry->serial,
                      .refcount = object->ob_refcnt,
                      .miscount = ob_miscount(p, object),
                      .gc_refs = -1,
                      .generation = -1,
                      .block = img_vaddr(p, block),
                      .pool = -1,
                      .block_index = -1,
                      .depth = entry->depth,
                      .room = -1};
    o->letter = letter_of(b, entry);
    o->kind = (uint8_t)object_kind(object);
    if (object->ob_type->flags & TYPE_HEAP && object_of_program(p, &object->ob_type->base.ob))
        o->flags |= SNAP_OWN_CLASS;
    if (is_of_library(p, object)) o->flags |= SNAP_LIBRARY;
    if (label_is_leaf(object)) o->flags |= SNAP_LEAF;
    o->flags |= serial_of_program(entry->serial) ? SNAP_PROGRAM : SNAP_STARTUP;
    if (is_cached_character(p, object)) o->flags |= SNAP_CACHED;
    if (object->ob_refcnt == 0 && o->miscount <= 0) o->flags |= SNAP_DYING;
    if (block_flags & BLOCK_ON_FREELIST) o->flags |= SNAP_FREELISTED, o->letter = OBJ_FREED;
    if (is_scope_dict(b, object) || object == p->ob->builtins_dict) o->flags |= SNAP_NAMESPACE;
    if (ob_is_gc(object) && ob_gc_is_tracked(p, object)) {
        o->flags |= SNAP_TRACKED;
        o->gc_refs = gc_view_refs(p, object);
    }
    o->block_bytes = is_static ? 0 : (int64_t)mem_block_bytes(p, block);
    o->size = o->flags & (SNAP_DYING | SNAP_FREELISTED) ? 0 : size_of(p, object);
    label_type(p, object, &b->scratch);
    o->type_address = img_vaddr(p, object->ob_type);
    o->type = snap_scratch(b);
    label_name(p, object, &b->scratch);
    o->name = snap_scratch(b);
    label_put(p, object, &b->scratch);
    if (o->flags & SNAP_PROGRAM && !(o->flags & SNAP_LEAF)) {
        char number[16];
        o->number_at = (int)b->scratch.len - snprintf(number, sizeof number, " #%u", o->serial);
    }
    o->label = snap_scratch(b);
    if (label_is_written(p, object)) o->flags |= SNAP_WRITTEN;
    label_value(p, object, &b->scratch);
    o->value = snap_scratch(b);
    o->names = "";
    if (!(o->flags & (SNAP_DYING | SNAP_FREELISTED))) describe_table(p, object, o);
}

/* ---- edges ----------------------------------------------------------------------------------- */

/* A reference to an object that is not described: its holder knows how many there are. */
static void count_reference(SnapBuilder *b, const Ob *from, const Reference *reference) {
    const SnapObject *from_object = &b->snap->objects[snap_object(b, from)];
    SnapEdge facts = {.role = reference->role,
                      .special = reference->special,
                      .inner = reference->private && from_object->flags & SNAP_LIBRARY};
    int64_t at = census_find(&b->census, reference->to);
    if (!(b->census.entries[at].mark & WANTED) || reference->role == REF_KEY ||
        !story_is_row(&facts))
        return;
    SnapObject *holder = &b->snap->objects[snap_object(b, from)];
    const Ob *type = (const Ob *)reference->to->ob_type;
    if (holder->more++ == 0) {
        if (b->more_type != type) {
            b->more_type = type;
            label_type(b->p, reference->to, &b->scratch);
            b->more_type_text = snap_scratch(b);
        }
        holder->more_type = b->more_type_text;
        holder->more_type_address = img_vaddr(b->p, type);
    } else if (holder->more_type_address != img_vaddr(b->p, type)) {
        holder->more_type = NULL;
        holder->more_type_address = 0;
    }
}

static void add_edge(Proc *p, Ob *from, const Reference *reference, void *context) {
    SnapBuilder *b = context;
    Snapshot *snap = b->snap;
    int to = reference->label ? snap_object(b, reference->to) : -1; /* is_described knew */
    if (to < 0) {
        if (census_find(&b->census, reference->to) >= 0) count_reference(b, from, reference);
        return;
    }
    (void)p;
    snap->edges =
        host_grow(snap->edges, &b->cap_edges, (size_t)snap->nedges + 1, sizeof *snap->edges);
    int index = snap_object(b, from);
    snap->edges[snap->nedges++] =
        (SnapEdge){.from = index,
                   .to = to,
                   .kind = reference->kind,
                   .role = reference->role,
                   .folded = reference->part != NULL,
                   .part = snap_object(b, reference->part),
                   .special = reference->special,
                   .inner = reference->private && snap->objects[index].flags & SNAP_LIBRARY};
    SnapEdge *edge = &snap->edges[snap->nedges - 1];
    /* Most labels are the end of the expression: one text serves both. */
    const char *path = reference->expression;
    if (path) edge->expression = snap_text(b, path);
    if (path && strcmp(path, reference->label) == 0)
        edge->label = edge->expression;
    else if (path && strcmp(path + 1, reference->label) == 0)
        edge->label = edge->expression + 1;
    else
        edge->label = snap_text(b, reference->label);
    if (reference->role == REF_DICT) snap->objects[to].flags |= SNAP_NAMESPACE;
}

static bool is_described(void *builder, const Ob *object) {
    return snap_object(builder, object) >= 0;
}

static void add_edges(SnapBuilder *b, const CensusEntry *entry, SnapObject *o) {
    o->first_edge = b->snap->nedges;
    if (!(o->flags & (SNAP_DYING | SNAP_FREELISTED)) && !is_scope_dict(b, entry->object))
        references_with_ways(b->p, entry->object, &b->ways, add_edge, is_described, b);
    o->nedges = b->snap->nedges - o->first_edge;
}

/* ---- cycles: Tarjan's strongly connected components, without recursion ----------------------- */

typedef struct Component {
    int *order, *low, *stack, *call, *edge;
    bool *on_stack;
    int top, calls, time;
} Component;

static void finish_component(Snapshot *snap, Component *c, int v) {
    int size = 0, w;
    int first = c->top;
    do w = c->stack[--c->top], c->on_stack[w] = false, size++;
    while (w != v);
    bool cycle = size > 1;
    for (int i = 0; i < snap->objects[v].nedges && !cycle; i++) {
        const SnapEdge *edge = &snap->edges[snap->objects[v].first_edge + i];
        cycle = edge->to == v && edge->kind == EDGE_STRONG;
    }
    for (int i = c->top; cycle && i < first; i++) snap->objects[c->stack[i]].flags |= SNAP_CYCLE;
}

static void find_cycles(Snapshot *snap) {
    size_t n = (size_t)snap->nobjects + 1;
    Component c = {host_alloc(n * sizeof(int)),
                   host_alloc(n * sizeof(int)),
                   host_alloc(n * sizeof(int)),
                   host_alloc(n * sizeof(int)),
                   host_alloc(n * sizeof(int)),
                   host_alloc(n),
                   0,
                   0,
                   0};
    for (int root = 0; root < snap->nobjects; root++) {
        if (c.order[root]) continue;
        c.call[c.calls++] = root;
        while (c.calls > 0) {
            int v = c.call[c.calls - 1];
            if (!c.order[v]) {
                c.order[v] = c.low[v] = ++c.time;
                c.stack[c.top++] = v;
                c.on_stack[v] = true;
            }
            const SnapObject *o = &snap->objects[v];
            bool descended = false;
            while (c.edge[v] < o->nedges && !descended) {
                const SnapEdge *edge = &snap->edges[o->first_edge + c.edge[v]];
                int w = edge->to;
                if (edge->kind != EDGE_STRONG)
                    c.edge[v]++;
                else if (!c.order[w])
                    c.call[c.calls++] = w, descended = true;
                else {
                    if (c.on_stack[w] && c.low[w] < c.low[v]) c.low[v] = c.low[w];
                    c.edge[v]++;
                }
            }
            if (descended) continue;
            if (c.low[v] == c.order[v]) finish_component(snap, &c, v);
            c.calls--;
            if (c.calls > 0 && c.low[v] < c.low[c.call[c.calls - 1]])
                c.low[c.call[c.calls - 1]] = c.low[v];
        }
    }
    free(c.order), free(c.low), free(c.stack), free(c.call), free(c.edge), free(c.on_stack);
}

static void add_hold(SnapBuilder *b, const Ob *held, const char *label) {
    Snapshot *snap = b->snap;
    int object = snap_object(b, held);
    if (object < 0) return;
    snap->outside = host_grow(snap->outside, &b->cap_outside, (size_t)snap->noutside + 1,
                              sizeof *snap->outside);
    snap->outside[snap->noutside++] = (SnapOutside){object, label};
}

static void add_handled(SnapBuilder *b, ExcInfo handled) {
    const Ob *const held[] = {handled.type, handled.value, handled.traceback};
    const char *label = NULL;
    for (size_t i = 0; i < ARRAY_LEN(held); i++) {
        if (!held[i]) continue;
        if (!label) label = snap_text(b, _("the handling of the exception"));
        add_hold(b, held[i], label);
    }
}

/* What a call holds beside its variables and its stack. */
static void add_call(SnapBuilder *b, const Frame *f) {
    if (f->in_generator & GEN_SWAPPED && !py_frames_keep_handled(b->p))
        add_handled(b, generator_outer_handled(b->p, f));
    if (f->in_generator) return;         /* whose frame it is holds all the rest */
    bool heap = py_frames_on_heap(b->p); /* then the frame is an object, and told as one */
    const Ob *const held[] = {f->ret_self,
                              f->ret_args,
                              frame_object_of(b->p, f),
                              heap ? NULL : f->f_locals,
                              f->f_func,
                              heap ? NULL : &f->f_code->base.ob};
    StrBuf name = {0};
    label_text(b->p, f->f_code->co_name, &name, 30);
    sb_printf(&b->scratch, _("the call of %s()"), sb_text(&name));
    sb_free(&name);
    const char *label = snap_scratch(b);
    for (size_t i = 0; i < ARRAY_LEN(held); i++)
        if (held[i]) add_hold(b, held[i], label);
}

/* What a thread holds that is to call something, or is told of its end. */
static void add_start(SnapBuilder *b, const ThreadState *t) {
    const Ob *const held[] = {t->func, t->args, t->kwargs, t->sentinel};
    sb_printf(&b->scratch, _("thread %d"), (int)t->number);
    const char *label = snap_scratch(b);
    for (size_t i = 0; i < ARRAY_LEN(held); i++)
        if (held[i]) add_hold(b, held[i], label);
}

static void add_running(SnapBuilder *b) {
    for (const ThreadState *t = vm_threads(b->p); t; t = t->next) {
        for (const Frame *f = t->frame; f; f = f->f_back) add_call(b, f);
        add_handled(b, t->exc_info);
        add_start(b, t);
    }
}

/* Holders that are not described: their references have no edges. */
static void add_outside(SnapBuilder *b) {
    const Census *census = &b->census;
    for (size_t i = 0; i < census->noutside; i++) {
        const CensusHold *hold = &census->outside[i];
        const Ob *holder = census->entries[hold->holder].object;
        if (b->index_of[hold->holder] >= 0 || is_scope_dict(b, holder)) continue;
        label_put(b->p, holder, &b->scratch);
        add_hold(b, census->entries[hold->held].object, snap_scratch(b));
    }
}

void snap_objects(SnapBuilder *b, bool startup, bool many) {
    census_take(b->p, &b->census, CENSUS_EVERYTHING);
    census_reach(b->p, &b->census);
    census_find_held(b->p, &b->census);
    find_scope_dicts(b);
    choose(b, startup);
    b->index_of = host_alloc((b->census.count + 1) * sizeof *b->index_of);
    size_t *left = room_by_depth(b, many ? DESCRIBED_MANY : DESCRIBED);
    Uncounted last = {0};
    size_t cap = 0, *entries = NULL; /* of those that are described */
    for (size_t i = 0; i < b->census.count; i++) {
        const CensusEntry *entry = &b->census.entries[i];
        b->index_of[i] = -1;
        if (!(entry->mark & WANTED)) continue;
        size_t *room = &left[entry->depth + 1];
        if (*room == 0) {
            count_only(b, entry, &last);
            continue;
        }
        --*room;
        b->index_of[i] = b->snap->nobjects;
        entries = host_grow(entries, &cap, (size_t)b->snap->nobjects + 1, sizeof *entries);
        entries[b->snap->nobjects] = i;
        describe(b, entry);
    }
    for (int i = 0; i < b->snap->nobjects; i++)
        add_edges(b, &b->census.entries[entries[i]], &b->snap->objects[i]);
    free(left), free(entries);
    add_outside(b);
    add_running(b);
    find_cycles(b->snap);
}
