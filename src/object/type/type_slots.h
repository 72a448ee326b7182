/* type_slots.h - what a class's __slots__ (or their absence) ask for. */
#ifndef OURO_OBJECT_TYPE_SLOTS_H
#define OURO_OBJECT_TYPE_SLOTS_H

#include "object/core/object.h"

typedef struct SlotsPlan {
    Ob *names; /* owned: tuple of the slots, sorted, private names mangled; NULL without __slots__
                */
    int64_t nslots;
    bool add_dict, add_weak; /* instances get a dict, a list of weak references */
} SlotsPlan;

/* Read __slots__ of `dict` (the namespace of a class `name` to be). -1 with TypeError or
 * ValueError. */
int slots_plan(Proc *p, TypeOb *base, Ob *bases, Ob *dict, Ob *name, SlotsPlan *plan);

#endif
