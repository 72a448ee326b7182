/* field.h - reference fields of objects: store first and count then, clear first and let go then
 * (Py_CLEAR, Py_XSETREF), with the events that name owner and slot. */
#ifndef OURO_OBJECT_FIELD_H
#define OURO_OBJECT_FIELD_H

#include "object/core/object.h"

/* Fill an empty field with a reference of its own. */
OURO_INLINE void field_hold(Proc *p, Ob **field, Ob *value, void *owner, SlotKind slot,
                            uint64_t detail) {
    *field = value;
    if (value) ob_hold(p, value, owner, slot, detail);
}
OURO_INLINE void field_clear(Proc *p, Ob **field, void *owner, SlotKind slot, uint64_t detail) {
    Ob *old = *field;
    if (!old) return;
    *field = NULL;
    ob_release(p, old, owner, slot, detail);
}
/* The same of a reference that no slot's event tells of. */
OURO_INLINE void field_drop(Proc *p, Ob **field) {
    Ob *old = *field;
    *field = NULL;
    if (old) ob_decref(p, old);
}
/* Replace, taking over the caller's reference to `value` (NULL: only clear). */
OURO_INLINE void field_set_take(Proc *p, Ob **field, Ob *value, void *owner, SlotKind slot,
                                uint64_t detail) {
    Ob *old = *field;
    *field = value;
    if (value) ob_slot(p, value, owner, slot, detail);
    if (old) ob_release(p, old, owner, slot, detail);
}
/* Replace, with a reference of its own. */
OURO_INLINE void field_set(Proc *p, Ob **field, Ob *value, void *owner, SlotKind slot,
                           uint64_t detail) {
    Ob *old = *field;
    *field = value;
    if (value) ob_hold(p, value, owner, slot, detail);
    if (old) ob_release(p, old, owner, slot, detail);
}
/* Visit a field in a traverse function: non-zero ends the walk. */
OURO_INLINE int field_visit(Proc *p, Ob *value, VisitFn visit, void *arg) {
    return value ? visit(p, value, arg) : 0;
}

#endif
