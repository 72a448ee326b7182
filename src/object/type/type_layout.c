/* type_layout.c - when an object may be told that it is of another class, or a class that it has other
 * bases: both layouts must be the same, word by word (Objects/typeobject.c, compatible_for_assignment,
 * type_set_bases). Called for assignments to __class__ and __bases__. */
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/protocol/abstract.h"
#include "object/type/type_internal.h"

/* ---- layouts --------------------------------------------------------------------------------- */

/* compatible_with_tp_base: does a class add nothing to what its base has? Classes empty themselves in
 * another way than built-in types (tp_clear). */
static bool adds_nothing(const TypeOb *child) {
    const TypeOb *parent = child->tp_base;
    bool clears_alike = !(child->flags & TYPE_GC) ||
                        (child->flags & TYPE_HEAP) == (parent ? parent->flags & TYPE_HEAP : 0u);
    return parent && child->basicsize == parent->basicsize && child->itemsize == parent->itemsize &&
           child->dict_offset == parent->dict_offset && child->weak_offset == parent->weak_offset &&
           (child->flags & TYPE_GC) == (parent->flags & TYPE_GC) && clears_alike;
}

/* same_slots_added: to their common base both add the same words. 1, 0, or -1 with an exception. */
static int same_words_added(Proc *p, const TypeOb *a, const TypeOb *b) {
    int64_t size = a->tp_base ? a->tp_base->basicsize : 0;
    if (a->dict_offset == size && b->dict_offset == size) size += (int64_t)sizeof(Ob *);
    if (a->weak_offset == size && b->weak_offset == size) size += (int64_t)sizeof(Ob *);
    if (a->slot_names && b->slot_names) {
        int same = ob_richcompare_bool(p, a->slot_names, b->slot_names, CMP_EQ);
        if (same < 0) return -1;
        if (same) size += (int64_t)sizeof(Ob *) * tuple_size(a->slot_names);
    }
    return size == a->basicsize && size == b->basicsize;
}

bool type_layout_fits(Proc *p, TypeOb *from, TypeOb *to, const char *attribute) {
    if ((from->flags & TYPE_GC) != (to->flags & TYPE_GC)) {
        err_format(p, EXC_TypeError, "%s assignment: '%N' deallocator differs from '%N'", attribute,
                   to, from);
        return false;
    }
    const TypeOb *new_base = to, *old_base = from;
    while (adds_nothing(new_base)) new_base = new_base->tp_base;
    while (adds_nothing(old_base)) old_base = old_base->tp_base;
    bool fits = new_base == old_base;
    if (!fits && new_base->tp_base == old_base->tp_base) {
        int same = same_words_added(p, new_base, old_base);
        if (same < 0) return false;
        fits = same;
    }
    const unsigned in_front = TYPE_MANAGED_DICT | TYPE_MANAGED_WEAKREF;
    if (fits && (from->flags & in_front) == (to->flags & in_front)) return true;
    err_format(p, EXC_TypeError, "%s assignment: '%N' object layout differs from '%N'", attribute,
               to, from);
    return false;
}

/* ---- __bases__ ------------------------------------------------------------------------------- */

/* type_is_subtype_base_chain: by tp_base alone, for a class whose order is being computed. */
static bool comes_from(const TypeOb *type, const TypeOb *base) {
    for (; type; type = type->tp_base)
        if (type == base) return true;
    return false;
}

static bool bases_fit(Proc *p, TypeOb *type, Ob *bases) {
    if (!ob_is(bases, TYPE_TUPLE)) {
        err_format(p, EXC_TypeError, "can only assign tuple to %N.__bases__, not %N", type,
                   bases->ob_type);
        return false;
    }
    if (tuple_size(bases) == 0) {
        err_format(p, EXC_TypeError, "can only assign non-empty tuple to %N.__bases__, not ()",
                   type);
        return false;
    }
    for (int64_t i = 0; i < tuple_size(bases); i++) {
        Ob *base = tuple_item(bases, i);
        if (!ob_is(base, TYPE_TYPE)) {
            err_format(p, EXC_TypeError, "%N.__bases__ must be tuple of classes, not '%N'", type,
                       base->ob_type);
            return false;
        }
        if (type_is_subtype((TypeOb *)base, type) || comes_from((TypeOb *)base, type)) {
            err_format(p, EXC_TypeError, "a __bases__ item causes an inheritance cycle");
            return false;
        }
    }
    return true;
}

/* mro_internal: the order of one class anew. 1; 0 when the metaclass's mro() assigned to __bases__
 * meanwhile, so that the order is newer than the one it gave; -1. */
static int reorder_one(Proc *p, TypeOb *type, Ob *changed) {
    Ob *old = type->tp_mro; /* NULL: the order of a class that is still being made */
    ob_xincref(p, old);
    Ob *order = type_ask_mro(p, type);
    int status = !order ? -1 : type->tp_mro == old;
    if (status > 0) {
        field_set(p, &type->tp_mro, order, type, SLOT_BASE, 1);
        type_changed(p, type);
        Ob *entry = old ? tuple_pack(p, 3, &type->base.ob, order, old)
                        : tuple_pack(p, 2, &type->base.ob, order);
        if (!entry || list_append(p, changed, entry) < 0) status = -1;
        ob_xdecref(p, entry);
    }
    ob_xdecref(p, order);
    ob_xdecref(p, old);
    return status;
}

/* mro_hierarchy: the order of the class and of all that derive from it anew; `changed` gets (class,
 * new order, old order) of each, so that a failure can be undone. */
static int reorder(Proc *p, TypeOb *type, Ob *changed) {
    int status = reorder_one(p, type, changed);
    if (status <= 0) return status;
    Ob *subclasses = type_subclasses(p, type);
    if (!subclasses) return -1;
    for (int64_t i = 0; status >= 0 && i < list_size(subclasses); i++)
        status = reorder(p, (TypeOb *)list_item(subclasses, i), changed);
    ob_decref(p, subclasses);
    return status < 0 ? -1 : 0;
}

static void undo(Proc *p, Ob *changed) {
    for (int64_t i = list_size(changed) - 1; i >= 0; i--) {
        Ob *entry = list_item(changed, i);
        TypeOb *type = (TypeOb *)tuple_item(entry, 0);
        Ob *old = tuple_size(entry) > 2 ? tuple_item(entry, 2) : NULL;
        if (type->tp_mro == tuple_item(entry, 1))
            field_set(p, &type->tp_mro, old, type, SLOT_BASE, 1);
        type_changed(p, type);
    }
}

static void exchange(Proc *p, TypeOb *type, Ob *bases, TypeOb *base) {
    field_set(p, &type->tp_bases, bases, type, SLOT_BASE, 0);
    field_set(p, (Ob **)&type->tp_base, &base->base.ob, type, SLOT_BASE, 0);
}

int type_set_bases(Proc *p, TypeOb *type, Ob *bases) {
    if (!bases_fit(p, type, bases)) return -1;
    TypeOb *base = type_best_base(p, bases);
    if (!base || !type_layout_fits(p, type->tp_base, base, "__bases__")) return -1;
    Ob *changed = list_new(p, 0);
    if (!changed) return -1;
    Ob *old_bases = ob_newref(p, type->tp_bases);
    Ob *old_base = ob_newref(p, &type->tp_base->base.ob);
    exchange(p, type, bases, base);
    int status = reorder(p, type, changed);
    if (status < 0) {
        Ob *error = err_fetch(p);
        undo(p, changed);
        if (type->tp_bases == bases) exchange(p, type, old_bases, (TypeOb *)old_base);
        err_restore(p, error);
    } else if (type->tp_bases == bases) { /* else an mro() that ran meanwhile has assigned others */
        type_forget_subclass(p, type, old_bases);
        for (int64_t i = 0; status == 0 && i < tuple_size(bases); i++)
            status = type_add_subclass(p, (TypeOb *)tuple_item(bases, i), type);
        type_update_tree(p, type);
    }
    ob_decref(p, changed);
    ob_decref(p, old_bases);
    ob_decref(p, old_base);
    return status;
}
