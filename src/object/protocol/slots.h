/* slots.h - the C side of a layout seen as special methods: what a slot wrapper calls. */
#ifndef OURO_OBJECT_SLOTS_H
#define OURO_OBJECT_SLOTS_H

#include "object/core/object.h"

/* Has that number a __str__ of its own, which is its __repr__ (bpo-36793)? */
bool slot_number_has_str(const Proc *p, TypeId kind);
/* Does the built-in layout itself offer the special method (its dict has a slot wrapper for it)? */
bool slot_present(const Proc *p, TypeId kind, Special special);

/* Is it a method in CPython, although there is a slot (METH_COEXIST)? */
bool slot_is_method(Proc *p, TypeId kind, Special special);

/* Is the layout's `__hash__` None: must its objects not be hashed in this version? */
bool slot_hash_refused(const Proc *p, TypeId kind);

/* Call it: args without self. What wrap_unaryfunc, wrap_binaryfunc, ... of Objects/typeobject.c do.
 */
Ob *slot_call(Proc *p, TypeId kind, Special special, Ob *self, Ob *const *args, size_t nargs,
              Ob *kwnames);

#endif
