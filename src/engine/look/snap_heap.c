/* snap_heap.c - arenas, pools, blocks and the system heap, each block with what lives in it. */
#include <stdlib.h>

#include "alloc/alloc_view.h"
#include "base/i18n.h"
#include "engine/look/snapshot_internal.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/set.h"
#include "object/type/instance.h"

/* ---- who owns a block of data ---------------------------------------------------------------- */

typedef struct SnapOwner {
    uint64_t block; /* address */
    int object;
} SnapOwner;

static void own(SnapBuilder *b, const void *block, int object) {
    Snapshot *snap = b->snap;
    if (!block) return;
    snap->owners = host_grow(snap->owners, &b->cap_owners, snap->nowners + 1, sizeof *snap->owners);
    snap->owners[snap->nowners++] = (SnapOwner){img_vaddr(b->p, block), object};
}

static int by_block(const void *a, const void *b) {
    const SnapOwner *x = a, *y = b;
    return (x->block > y->block) - (x->block < y->block);
}

static void collect_owners(SnapBuilder *b) {
    for (int index = 0; index < b->snap->nobjects; index++) {
        Ob *o = img_pointer(b->p, b->snap->objects[index].address);
        if (o->ob_refcnt == 0) continue;
        if (ob_is(o, TYPE_LIST)) own(b, ((ListOb *)o)->ob_item, index);
        if (ob_is_dict(o)) {
            own(b, ((DictOb *)o)->ma_keys, index);
            DictValues *values = ((DictOb *)o)->ma_values;
            if (values && !values_embedded(b->p, values)) own(b, values_block(b->p, values), index);
        }
        if (ob_is(o, TYPE_SET) || ob_is(o, TYPE_FROZENSET)) own(b, ((SetOb *)o)->table, index);
        if (o->ob_type->flags & TYPE_HEAP) {
            InstanceView view;
            instance_view(b->p, o, &view);
            own(b, view.values_block, index);
        }
        if (ob_is(o, TYPE_TYPE)) own(b, ((TypeOb *)o)->cached_keys, index);
    }
    if (b->snap->nowners)
        qsort(b->snap->owners, b->snap->nowners, sizeof *b->snap->owners, by_block);
}

static int owner_of(const Snapshot *snap, uint64_t block) {
    SnapOwner wanted = {block, -1};
    const SnapOwner *found =
        snap->nowners ? bsearch(&wanted, snap->owners, snap->nowners, sizeof wanted, by_block)
                      : NULL;
    return found ? found->object : -1;
}

/* ---- labels ---------------------------------------------------------------------------------- */

static const char *const kind_words[BLOCK_KIND_COUNT] = {
    [BLOCK_LIST_ITEMS] = N_("items of %s"),
    [BLOCK_DICT_KEYS] = N_("keys of %s"),
    [BLOCK_DICT_VALUES] = N_("values of %s"),
    [BLOCK_SET_TABLE] = N_("table of %s"),
};

static bool is_object_kind(unsigned kind) {
    return kind == BLOCK_OBJECT || kind == BLOCK_GC_OBJECT || kind == BLOCK_INSTANCE;
}

/* "p[2]" for a block that a scenario's alloc asked for. */
static bool named_block(const SnapBuilder *b, const void *block, StrBuf *out) {
    const Engine *e = b->e;
    for (size_t i = 0; i < e->nnames; i++) {
        const BlockName *name = &e->names[i];
        for (size_t j = 0; j < name->count; j++) {
            if (e->driver->blocks[name->first + j].block != block) continue;
            if (name->count > 1)
                sb_printf(out, "%s[%zu]", name->name, j);
            else
                sb_put(out, name->name);
            return true;
        }
    }
    return false;
}

/* Of objects that are too many to be described their type is told: neighbours mostly share it. */
static const char *type_only(SnapBuilder *b, const Ob *object) {
    const Ob *type = (const Ob *)object->ob_type;
    if (b->block_type != type) {
        b->block_type = type;
        label_type(b->p, object, &b->scratch);
        b->block_type_text = snap_scratch(b);
    }
    return b->block_type_text;
}

/* What lives, or lived, in the block; its object goes to *object. */
static const char *describe_block(SnapBuilder *b, const void *block, const BlockInfo *info,
                                  bool live, int *object, bool *named) {
    *object = -1;
    *named = false;
    if (!live) return "";
    if (is_object_kind(info->kind)) {
        Ob *o = ob_in_block(b->p, (void *)(uintptr_t)block);
        *object = snapshot_find(b->snap, img_vaddr(b->p, o));
        if (*object >= 0) return b->snap->objects[*object].label;
        if (!object_alive(b->p, o)) return "";
        if (b->snap->folded) return type_only(b, o);
        label_put(b->p, o, &b->scratch);
        return snap_scratch(b);
    }
    *named = named_block(b, block, &b->scratch);
    if (*named) return snap_scratch(b);
    *object = owner_of(b->snap, img_vaddr(b->p, block));
    if (*object >= 0 && info->kind < BLOCK_KIND_COUNT && kind_words[info->kind])
        sb_printf(&b->scratch, _(kind_words[info->kind]), b->snap->objects[*object].label);
    return snap_scratch(b);
}

/* ---- the parts ------------------------------------------------------------------------------- */

static void describe_pool(const PoolView *view, SnapPool *pool) {
    static const char letters[] = {
        [POOL_UNTOUCHED] = '.', [POOL_EMPTY] = 'e', [POOL_USED] = 'u', [POOL_FULL] = 'f'};
    pool->address = view->address;
    pool->state = letters[view->state];
    pool->class_bytes = (int)view->block_bytes;
    pool->used = (int)view->allocated;
    pool->free = (int)view->free;
    pool->untouched = (int)view->untouched;
    pool->total = view->state == POOL_UNTOUCHED ? 0 : (int)view->total;
    pool->freeblock = view->freeblock;
    pool->nextoffset = (int)view->nextoffset;
}

static void look_into_pool(SnapBuilder *b, int index) {
    static const char states[] = {
        [BLOCK_STATE_ALLOCATED] = 'a', [BLOCK_STATE_FREE] = 'f', [BLOCK_STATE_UNTOUCHED] = '.'};
    Snapshot *snap = b->snap;
    SnapPool *pool = &snap->pools[index];
    PoolView view;
    pool->first_block = snap->nblocks;
    if (pool->total == 0 ||
        !alloc_view_pool(b->p, (uint32_t)pool->arena, (uint32_t)pool->index, &view))
        return;
    snap->blocks = host_grow(snap->blocks, &snap->cap_blocks, (size_t)(snap->nblocks + pool->total),
                             sizeof *snap->blocks);
    BlockView *blocks = host_alloc((size_t)pool->total * sizeof *blocks);
    alloc_view_blocks(b->p, &view, blocks);
    for (int i = 0; i < pool->total; i++) {
        SnapBlock *out = &snap->blocks[snap->nblocks++];
        *out = (SnapBlock){.state = states[blocks[i].state],
                           .kind = blocks[i].info.kind,
                           .next_free = blocks[i].next_free,
                           .asked = blocks[i].info.asked};
        const void *at = img_pointer(b->p, blocks[i].address);
        out->label =
            describe_block(b, at, &blocks[i].info, blocks[i].state == BLOCK_STATE_ALLOCATED,
                           &out->object, &out->named);
    }
    free(blocks);
}

const SnapBlock *engine_pool_blocks(Engine *e, Snapshot *snap, int pool) {
    if (snap->pools[pool].first_block < 0) {
        OURO_ASSERT(e->p->s->clock == snap->event);
        SnapBuilder b = {.e = e, .p = e->p, .snap = snap};
        look_into_pool(&b, pool);
        sb_free(&b.scratch);
    }
    return snap->blocks + snap->pools[pool].first_block;
}

/* In which block each object lies. */
static void locate_objects(SnapBuilder *b) {
    Snapshot *snap = b->snap;
    for (int i = 0; i < snap->nobjects; i++) {
        SnapObject *o = &snap->objects[i];
        uint32_t arena, pool;
        int32_t block;
        if (!alloc_view_locate(b->p, o->block, &arena, &pool, &block) || block < 0) continue;
        o->pool = snap->arenas[arena].first_pool + (int)pool;
        o->block_index = block;
    }
}

static void snap_arenas(SnapBuilder *b) {
    Snapshot *snap = b->snap;
    uint32_t count = alloc_view_arena_count(b->p);
    snap->arenas = host_alloc((count + 1) * sizeof *snap->arenas);
    ArenaView view;
    for (uint32_t n = 0; n < count && alloc_view_arena(b->p, n, &view); n++) {
        snap->arenas[snap->narenas++] = (SnapArena){.address = view.address,
                                                    .bytes = view.bytes,
                                                    .index = (int)view.index,
                                                    .npools = (int)view.npools,
                                                    .nfree = (int)view.nfreepools,
                                                    .first_pool = snap->npools,
                                                    .rank = view.rank};
        snap->npools += (int)view.npools;
    }
    snap->pools = host_alloc((size_t)(snap->npools + 1) * sizeof *snap->pools);
    for (int n = 0; n < snap->narenas; n++) {
        for (int i = 0; i < snap->arenas[n].npools; i++) {
            SnapPool *pool = &snap->pools[snap->arenas[n].first_pool + i];
            PoolView pool_view;
            *pool = (SnapPool){.arena = n, .index = i, .state = '.', .first_block = -1};
            if (alloc_view_pool(b->p, (uint32_t)n, (uint32_t)i, &pool_view))
                describe_pool(&pool_view, pool);
        }
    }
}

static void snap_chunks(SnapBuilder *b) {
    static const char letters[] = {
        [CHUNK_ALLOCATED] = 'a', [CHUNK_FREE] = 'f', [CHUNK_TOP] = 't', [CHUNK_MAPPING] = 'm'};
    Snapshot *snap = b->snap;
    size_t cap = 0;
    uint64_t cursor = 0;
    ChunkView view;
    while (alloc_view_chunk(b->p, &cursor, &view)) {
        snap->chunks =
            host_grow(snap->chunks, &cap, (size_t)snap->nchunks + 1, sizeof *snap->chunks);
        SnapChunk *chunk = &snap->chunks[snap->nchunks++];
        bool live = view.state == CHUNK_ALLOCATED || view.state == CHUNK_MAPPING;
        int object;
        bool named;
        const char *label =
            describe_block(b, img_pointer(b->p, view.memory), &view.info, live, &object, &named);
        *chunk = (SnapChunk){view.address, (int64_t)view.bytes, letters[view.state], object, label};
    }
}

static void snap_classes(SnapBuilder *b, uint32_t count) {
    Snapshot *snap = b->snap;
    ClassView *views = host_alloc((count + 1) * sizeof *views);
    alloc_view_classes(b->p, views);
    snap->classes = host_alloc((count + 1) * sizeof *snap->classes);
    for (uint32_t i = 0; i < count; i++) {
        const ClassView *view = &views[i];
        if (view->pools == 0) continue;
        snap->classes[snap->nclasses++] = (SnapClass){(int)i,
                                                      (int)view->block_bytes,
                                                      (int)view->pools,
                                                      (int)view->allocated,
                                                      (int)(view->available - view->untouched),
                                                      (int)view->untouched};
    }
    free(views);
}

void snap_heap(SnapBuilder *b, bool all_blocks) {
    collect_owners(b);
    snap_arenas(b);
    locate_objects(b);
    for (int i = 0; all_blocks && i < b->snap->npools; i++) look_into_pool(b, i);
    snap_chunks(b);
    AllocStats stats;
    alloc_view_stats(b->p, &stats);
    snap_classes(b, stats.nclasses);
    b->snap->allocated_blocks = stats.allocated_blocks;
    b->snap->arenas_allocated_total = (int64_t)stats.arenas_allocated_total;
    b->snap->arenas_reclaimed = (int64_t)stats.arenas_reclaimed;
    b->snap->arenas_highwater = (int64_t)stats.arenas_highwater;
    b->snap->rss = (int64_t)stats.rss;
}
