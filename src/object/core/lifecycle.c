/* lifecycle.c - birth and death of objects: memory with the headers in front, tracking by the
 * collector, and the trashcan that keeps a long chain of deallocations from using up the C stack.
 *
 * Main entries: ob_alloc (PyObject_New, PyObject_GC_New), ob_dealloc (_Py_Dealloc), ob_free. Called
 * by each type. */
#include <string.h>

#include "object/core/object.h"
#include "object/type/instance.h"

/* ---- memory ---------------------------------------------------------------------------------- */

OURO_INLINE size_t header_bytes(const Proc *p, const TypeOb *type) {
    size_t bytes = 0;
    if (type->flags & TYPE_GC) bytes += (size_t)p->s->profile.gc_head;
    if (type->flags & TYPE_PREHEADER) bytes += PREHEADER_BYTES;
    return bytes;
}

OURO_INLINE BlockKind block_kind(const TypeOb *type) {
    if (type->flags & TYPE_PREHEADER) return BLOCK_INSTANCE;
    return type->flags & TYPE_GC ? BLOCK_GC_OBJECT : BLOCK_OBJECT;
}

/* memset to zero, in line for the sizes of most objects; at least 16 bytes. */
OURO_INLINE void zero_object(uint8_t *at, size_t bytes) {
    if (unlikely(bytes > 64)) {
        memset(at, 0, bytes);
        return;
    }
    size_t last = bytes - 16;
    for (size_t i = 0; i < last; i += 16) memset(at + i, 0, 16);
    memset(at + last, 0, 16);
}

/* _PyObject_GC_Alloc / _PyObject_GC_Link: generation 0 counts, and may be due. */
OURO_INLINE void count_allocation(Proc *p, Ob *o) {
    struct ObjectState *ob = p->ob;
    GcGeneration *young = &ob->generations[0];
    young->count++;
    img_emit(p, EV_GC_COUNT, 0, young->count, o, NULL, 0);
    bool due = young->count > young->threshold && ob->gc_enabled && young->threshold &&
               !ob->gc_collecting && !p->tstate->exc_current;
    if (unlikely(due || p->collect_every_alloc) && p->hooks.gc_due) p->hooks.gc_due(p);
}

void ob_count_unseen(Proc *p, int64_t count) {
    if (count <= 0) return;
    p->ob->generations[0].count += (int32_t)count - 1;
    count_allocation(p, NULL);
}

OURO_INLINE void announce_birth(Proc *p, const void *block, Ob *o, TypeOb *type, size_t bytes) {
    const BlockInfo *info = img_side(p, block);
    img_emit(p, EV_NEW, 0, (int32_t)info->serial, o, type, bytes);
    if (type->flags & TYPE_HEAP) ob_hold(p, &type->base.ob, o, SLOT_TYPE, 0);
}

OURO_INLINE Ob *new_object(Proc *p, TypeOb *type, size_t bytes, bool counted) {
    size_t header = header_bytes(p, type);
    uint8_t *block = mem_alloc(p, header + bytes, block_kind(type));
    if (unlikely(!block)) return err_no_memory(p);
    zero_object(block, header + bytes);
    Ob *o = (Ob *)(void *)(block + header);
    o->ob_refcnt = 1;
    o->ob_type = type;
    if (type->flags & TYPE_GC && counted && p->s->booted) count_allocation(p, o);
    announce_birth(p, block, o, type, bytes);
    return o;
}

Ob *ob_alloc(Proc *p, TypeOb *type, size_t bytes) { return new_object(p, type, bytes, true); }

void ob_revive(Proc *p, Ob *o, TypeOb *type) {
    o->ob_refcnt = 1;
    o->ob_type = type;
    size_t header = header_bytes(p, type);
    void *block = (uint8_t *)o - header;
    size_t asked = img_side(p, block)->asked;
    img_birth(p, block, asked, block_kind(type));
    if (unlikely(p->s->tracing)) p->hooks.block_traced(p, block, TRACED_USED_AGAIN, asked);
    announce_birth(p, block, o, type, asked - min_size(asked, header));
}

void *ob_block(Proc *p, Ob *o) { return (uint8_t *)o - header_bytes(p, o->ob_type); }

Ob *ob_in_block(Proc *p, void *block) {
    size_t header = 0;
    switch (img_side(p, block)->kind) {
    case BLOCK_INSTANCE: header = PREHEADER_BYTES + (size_t)p->s->profile.gc_head; break;
    case BLOCK_GC_OBJECT: header = (size_t)p->s->profile.gc_head; break;
    default: break;
    }
    return (Ob *)(void *)((uint8_t *)block + header);
}

void ob_free(Proc *p, Ob *o) {
    if (o->ob_type->flags & TYPE_GC && ob_is_gc(o)) {
        ob_gc_untrack(p, o);
        GcGeneration *young = &p->ob->generations[0];
        if (young->count > 0) { /* PyObject_GC_Del */
            young->count--;
            img_emit(p, EV_GC_COUNT, 0, young->count, o, NULL, 0);
        }
    }
    mem_free(p, ob_block(p, o));
}

Ob *ob_realloc(Proc *p, Ob *o, size_t bytes) {
    TypeOb *type = o->ob_type;
    size_t header = header_bytes(p, type);
    uint8_t *block = mem_realloc(p, ob_block(p, o), header + bytes, block_kind(type));
    if (unlikely(!block)) return err_no_memory(p);
    return (Ob *)(void *)(block + header);
}

Ob **refs_alloc(Proc *p, int64_t n, BlockKind kind) { return refs_resize(p, NULL, 0, n, kind); }

Ob **refs_resize(Proc *p, Ob **refs, int64_t old_n, int64_t n, BlockKind kind) {
    size_t bytes = (size_t)size_mul(n, (int64_t)sizeof(Ob *));
    Ob **moved = mem_realloc(p, refs, bytes, kind);
    if (unlikely(!moved)) {
        err_no_memory(p);
        return NULL;
    }
    if (n > old_n) memset(moved + old_n, 0, (size_t)(n - old_n) * sizeof(Ob *));
    return moved;
}

/* ---- free lists ------------------------------------------------------------------------------ */

/* Programs begin with empty free lists, as after a full collection: what start-up drops is freed.
 */
bool ob_freelist_put(Proc *p, FreeList *list, Ob *o) {
    if (list->count + list->left >= list->limit || !p->s->booted) return false;
    img_side(p, ob_block(p, o))->flags = BLOCK_LIVE | BLOCK_ON_FREELIST;
    o->ob_refcnt = (int64_t)(intptr_t)list->first;
    list->first = o;
    list->count++;
    img_emit(p, EV_FREELIST_PUT, 0, list->count, o, o->ob_type, 0);
    return true;
}

static Ob *freelist_pop(FreeList *list) {
    Ob *o = list->first;
    if (!o) return NULL;
    list->first = (Ob *)(intptr_t)o->ob_refcnt;
    list->count--;
    return o;
}

Ob *ob_alloc_from(Proc *p, FreeList *list, TypeOb *type, size_t bytes) {
    Ob *o = freelist_pop(list);
    if (o) {
        memset(o + 1, 0, bytes - sizeof(Ob));
        o->ob_refcnt = 1;
        img_emit(p, EV_FREELIST_TAKE, 0, list->count, o, type, 0);
        ob_revive(p, o, type);
        return o;
    }
    bool left = list->left > 0;
    list->left -= left;
    o = new_object(p, type, bytes, !left);
    /* there it is memory from before the program */
    if (unlikely(left && o && p->s->tracing))
        p->hooks.block_traced(p, ob_block(p, o), TRACED_DEAD, 0);
    return o;
}

int64_t ob_freelist_clear(Proc *p, FreeList *list, TypeOb *type) {
    int64_t freed = 0;
    list->left = 0;
    for (Ob *o; (o = freelist_pop(list)) != NULL; freed++) ob_free(p, o);
    if (freed) img_emit(p, EV_FREELIST_CLEAR, 0, freed, NULL, type, 0);
    return freed;
}

/* ---- death ----------------------------------------------------------------------------------- */

/* ---- counts that a lost update has made wrong ------------------------------------------------- */

static Miscount *miscount_of(const Proc *p, const Ob *o) {
    for (int64_t i = 0; i < p->ob->miscount_count; i++)
        if (p->ob->miscounts[i].object == o) return &p->ob->miscounts[i];
    return NULL;
}

int64_t ob_miscount(const Proc *p, const Ob *o) {
    const Miscount *miscount = miscount_of(p, o);
    return miscount ? miscount->missing : 0;
}

bool ob_miscount_add(Proc *p, Ob *o, int64_t missing) {
    Miscount *miscount = miscount_of(p, o);
    if (!miscount) {
        if (p->ob->miscount_count == MISCOUNTS_MOST) return false;
        miscount = &p->ob->miscounts[p->ob->miscount_count++];
        *miscount = (Miscount){.object = o};
    }
    miscount->missing += missing;
    if (miscount->missing == 0) *miscount = p->ob->miscounts[--p->ob->miscount_count];
    return true;
}

OURO_COLD void ob_miscount_stop(Proc *p, const Ob *o) {
    int64_t missing = ob_miscount(p, o);
    if (missing <= 0) return;
    img_emit(p, EV_COUNT_WRONG, 0, missing, o, NULL, (uint64_t)o->ob_refcnt);
    img_pause(p, PAUSE_MISCOUNT);
}

void ob_dealloc(Proc *p, Ob *o) {
    if (unlikely(p->ob->miscount_count > 0)) ob_miscount_stop(p, o); /* memory in use */
    TypeOb *type = o->ob_type;
    void *block = ob_block(p, o);
    img_side(p, block)->flags |= BLOCK_DYING;
    img_emit(p, EV_DEALLOC, 0, 0, o, type, 0);
    if (type == type_of_id(p, TYPE_INT)) { /* the commonest death: int_dealloc would do the same */
        mem_free(p, block);
        return;
    }
    if (type->flags & TYPE_HEAP) {
        subtype_dealloc(p, o);
    } else {
        OURO_ASSERT(type_ops[type->kind]->dealloc != NULL);
        type_ops[type->kind]->dealloc(p, o);
    }
}

/* A dead object waits on a chain through gc_prev (_PyTrash_thread_deposit_object); it is not
 * tracked any more. */
static int64_t *trash_depth(const Proc *p) {
    return py_trashcan_counts_c_levels(p) ? &p->tstate->c_recursion : &p->tstate->trash_depth;
}

static void trash_deposit(Proc *p, Ob *o) {
    gc_set_prev(gc_head(p, o), (const GcHead *)(const void *)p->tstate->trash_first);
    p->tstate->trash_first = o;
    img_emit(p, EV_TRASHCAN, 0, *trash_depth(p), o, NULL, 0);
}

/* _PyTrash_thread_destroy_chain. The depth stays up so that what these objects drop is put off,
 * too. */
static void trash_destroy_chain(Proc *p) {
    ++*trash_depth(p);
    while (p->tstate->trash_first) {
        Ob *o = p->tstate->trash_first;
        GcHead *g = gc_head(p, o);
        p->tstate->trash_first = (Ob *)(void *)gc_prev(g);
        gc_set_prev(g, NULL);
        if (o->ob_type->flags & TYPE_HEAP)
            subtype_dealloc(p, o);
        else
            type_ops[o->ob_type->kind]->dealloc(p, o);
    }
    --*trash_depth(p);
}

/* `early`: so many levels sooner than the others it is put off. */
OURO_INLINE Trash trash_count(Proc *p, Ob *o, int early, Trash counted) {
    int64_t *depth = trash_depth(p);
    if (unlikely(*depth + early >= p->s->profile.trash_unwind_level) && ob_is_gc(o)) {
        trash_deposit(p, o);
        return TRASH_PUT_OFF;
    }
    ++*depth;
    return counted;
}

Trash subtype_trashcan_begin(Proc *p, Ob *o) {
    bool early = py_trashcan_of_class_early(p); /* so that the one of its base never puts it off */
    return trash_count(p, o, early, early ? TRASH_LEFT : TRASH_COUNTED);
}

Trash ob_trashcan_begin(Proc *p, Ob *o) {
    if (!(o->ob_type->flags & TYPE_HEAP)) return trash_count(p, o, 0, TRASH_COUNTED);
    if (!py_trashcan_counts_bases(p) && !py_trashcan_of_class_early(p)) return TRASH_NOT_COUNTED;
    ++*trash_depth(p);
    return TRASH_COUNTED;
}

void ob_trashcan_end(Proc *p, Trash trash) {
    if (trash == TRASH_NOT_COUNTED) return;
    int64_t depth = --*trash_depth(p);
    if (unlikely(p->tstate->trash_first != NULL) && trash != TRASH_LEFT &&
        depth <= p->s->profile.trash_resume_level)
        trash_destroy_chain(p);
}

/* ---- the collector's lists ------------------------------------------------------------------- */

bool ob_gc_is_tracked(const Proc *p, const Ob *o) {
    return ob_is_gc(o) && gc_head(p, o)->gc_next != 0;
}

void ob_gc_track(Proc *p, Ob *o) {
    GcHead *list = p->s->booted ? &p->ob->generations[0].head : &p->ob->startup;
    gc_list_append(gc_head(p, o), list);
    img_emit(p, EV_GC_TRACK, 0, 0, o, NULL, 0);
}

void ob_gc_hand_over(Proc *p, Ob *o) {
    GcHead *g = gc_head(p, o);
    gc_list_unlink(g);
    gc_list_append(g, &p->ob->generations[0].head);
}

void ob_gc_untrack(Proc *p, Ob *o) {
    GcHead *g = gc_head(p, o);
    if (g->gc_next == 0) return;
    gc_list_unlink(g);
    gc_head_reset(g);
    img_emit(p, EV_GC_UNTRACK, 0, 0, o, NULL, 0);
}
