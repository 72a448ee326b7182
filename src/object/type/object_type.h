/* object_type.h - what every object inherits from `object`. */
#ifndef OURO_OBJECT_TYPE_OBJECT_H
#define OURO_OBJECT_TYPE_OBJECT_H

#include "object/core/object.h"

/* An address as %p prints it, canonical: the same in each run. */
enum { ADDRESS_TEXT = 24 };
void ob_address_text(const Proc *p, const void *pointer, char text[ADDRESS_TEXT]);

/* object.__repr__: "<module.Class object at 0x...>". */
Ob *object_repr(Proc *p, Ob *o);
/* object.__new__ and object.__init__ with their checks of excess arguments. */
Ob *object_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames);
int object_tp_init(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);
/* dir(o) without sorting it: the names of o's attributes as a new list. */
Ob *object_dir(Proc *p, Ob *o);

extern const TypeOps object_ops;

#endif
