/* bool.h - True and False: Objects/boolobject.c. Two ints of a type of their own. */
#ifndef OURO_BOOL_H
#define OURO_BOOL_H

#include "object/core/object.h"

extern const TypeOps bool_ops;

/* A new reference to True or False. */
OURO_INLINE Ob *bool_from(Proc *p, bool value) {
    return ob_newref(p, value ? p->ob->true_ : p->ob->false_);
}
/* Make the two objects. Part of object_boot, after int_boot. */
void bool_boot(Proc *p);

#endif
