/* subtype.c - how instances of Python classes are walked, cleared and torn down, whatever layout
 * they inherit, and how their __del__ is called (Objects/typeobject.c: subtype_traverse,
 * subtype_clear, subtype_dealloc; PEP 442).
 *
 * Called by ob_dealloc, ob_traverse and the collector for types with TYPE_HEAP. */
#include "object/code/generator.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/type/instance.h"
#include "object/type/instance_values.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

static const TypeOps *base_ops(const Ob *o) { return type_ops[o->ob_type->kind]; }

/* Does a class (not the built-in layout) keep dict and weak list? */
static bool class_adds_dict(const TypeOb *type, const TypeOb *base) {
    return type->dict_offset != base->dict_offset;
}
static bool class_adds_weakrefs(const TypeOb *type, const TypeOb *base) {
    return type->weak_offset != base->weak_offset;
}

static Ob **first_slot(Ob *o, const TypeOb *type) {
    return (Ob **)(void *)((uint8_t *)o + type->slots_offset);
}

static uint64_t slot_detail(Proc *p, const TypeOb *type, int64_t i) {
    return img_offset(p, type->slot_names ? tuple_item(type->slot_names, i) : NULL);
}

/* ---- walking --------------------------------------------------------------------------------- */

int subtype_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    TypeOb *type = o->ob_type, *t = type;
    for (; t->flags & TYPE_HEAP; t = t->tp_base)
        for (int64_t i = 0; i < t->nslots; i++) {
            int r = field_visit(p, first_slot(o, t)[i], visit, arg);
            if (r) return r;
        }
    if (class_adds_dict(type, t)) {
        int r = instance_visit_attrs(p, o, visit, arg);
        if (r) return r;
    }
    int r = visit(p, &type->base.ob, arg);
    if (r || !base_ops(o)->traverse) return r;
    return base_ops(o)->traverse(p, o, visit, arg);
}

static void clear_slots(Proc *p, Ob *o, TypeOb *type) {
    for (int64_t i = 0; i < type->nslots; i++)
        field_clear(p, &first_slot(o, type)[i], o, SLOT_ATTR, slot_detail(p, type, i));
}

static TypeOb *clear_all_slots(Proc *p, Ob *o) {
    TypeOb *t = o->ob_type;
    for (; t->flags & TYPE_HEAP; t = t->tp_base) clear_slots(p, o, t);
    return t;
}

static void clear_dict_word(Proc *p, Ob *o) {
    if (instance_dict(p, o)) field_clear(p, instance_dict_slot(p, o), o, SLOT_DICT, 0);
}

int subtype_clear(Proc *p, Ob *o) {
    TypeOb *base = clear_all_slots(p, o);
    if (class_adds_dict(o->ob_type, base)) {
        instance_clear_values(p, o);
        clear_dict_word(p, o);
    }
    return base_ops(o)->clear ? base_ops(o)->clear(p, o) : 0;
}

/* ---- __del__ --------------------------------------------------------------------------------- */

bool ob_has_finalizer(const Ob *o) { return (o->ob_type->flags & TYPE_HAS_DEL) != 0; }

bool ob_is_finalized(const Proc *p, const Ob *o) {
    return ob_is_gc(o) && gc_head_finalized(gc_head(p, o));
}

/* slot_tp_finalize: whatever goes wrong in __del__ is printed and forgotten. */
static void run_del(Proc *p, Ob *o) {
    Ob *saved = err_fetch(p);
    bool bound = py_specials_are_bound(p);
    Ob *del = bound ? type_bind_special(p, o, SP_DEL) : type_lookup_special(p, o->ob_type, SP_DEL);
    if (!del) err_clear(p);
    if (del) {
        if (!bound) ob_incref(p, del);
        Ob *result =
            bound ? ob_call(p, del, NULL, 0, NULL) : ob_call_special(p, o, SP_DEL, NULL, 0);
        if (result)
            ob_decref(p, result);
        else
            err_write_unraisable(p, del);
        ob_decref(p, del);
    }
    err_restore(p, saved);
}

void ob_call_finalizer(Proc *p, Ob *o) {
    if (!ob_has_finalizer(o) || ob_is_finalized(p, o)) return;
    if (ob_is_generator(p, o)) {
        generator_finalize(p, o);
    } else if (!type_defines(o->ob_type, SP_DEL) && ob_ops(o)->finalize) {
        ob_ops(o)->finalize(p, o);
    } else {
        img_emit(p, EV_FINALIZE, 0, 0, o, NULL, 0);
        run_del(p, o);
    }
    if (ob_is_gc(o)) gc_head_set_finalized(gc_head(p, o));
}

bool ob_finalize_from_dealloc(Proc *p, Ob *o) {
    o->ob_refcnt = 1; /* a temporary resurrection */
    ob_call_finalizer(p, o);
    if (--o->ob_refcnt == 0) return false;
    img_side(p, ob_block(p, o))->flags &= (uint8_t)~BLOCK_DYING;
    img_emit(p, EV_RESURRECT, 0, o->ob_refcnt, o, NULL, 0);
    return true;
}

/* ---- teardown -------------------------------------------------------------------------------- */

/* Weak references that a finalizer made are cleared without calling back. */
static void clear_new_weakrefs(Proc *p, Ob *o) {
    for (WeakrefOb *ref; (ref = weakref_first(p, o)) != NULL;) weakref_clear_one(p, ref);
}

/* Between finalizer and base: weak references, slots, dict, in that order. */
static void drop_what_classes_added(Proc *p, Ob *o) {
    TypeOb *type = o->ob_type, *base = type_builtin_base(type);
    if (class_adds_weakrefs(type, base)) {
        if (weakref_first(p, o)) weakref_clear_all(p, o);
        if (ob_has_finalizer(o)) clear_new_weakrefs(p, o);
    }
    clear_all_slots(p, o);
    if (class_adds_dict(type, base)) {
        instance_release_values(p, o);
        clear_dict_word(p, o);
    }
}

/* Hand o to the dealloc of its layout, which frees it; then the class loses one reference. */
static void finish_in_base(Proc *p, Ob *o) {
    TypeOb *type = o->ob_type;
    base_ops(o)->dealloc(p, o);
    /* The block is gone; the event still names it as the owner of its type reference. */
    ob_release(p, &type->base.ob, o, SLOT_TYPE, 0);
}

void subtype_dealloc(Proc *p, Ob *o) {
    if (!ob_is_gc(o)) {
        if (ob_has_finalizer(o) && ob_finalize_from_dealloc(p, o)) return;
        finish_in_base(p, o);
        return;
    }
    ob_gc_untrack(p, o);
    Trash trash = subtype_trashcan_begin(p, o);
    if (trash == TRASH_PUT_OFF) return;
    if (ob_has_finalizer(o)) {
        ob_gc_track(p, o);
        if (ob_finalize_from_dealloc(p, o)) {
            ob_trashcan_end(p, trash);
            return;
        }
        ob_gc_untrack(p, o);
    }
    drop_what_classes_added(p, o);
    /* The dealloc of a collected base expects a tracked object. */
    if (type_builtin_base(o->ob_type)->flags & TYPE_GC && o->ob_type->kind != TYPE_INSTANCE)
        ob_gc_track(p, o);
    finish_in_base(p, o);
    ob_trashcan_end(p, trash);
}
