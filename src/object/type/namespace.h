/* namespace.h - objects that are little more than their attributes (types.SimpleNamespace). */
#ifndef OURO_NAMESPACE_H
#define OURO_NAMESPACE_H

#include "object/core/object.h"

Ob *namespace_new(Proc *p); /* new, tracked, empty; NULL with MemoryError */
/* Set an attribute; steals value (NULL: -1). */
int namespace_set_take(Proc *p, Ob *ns, const char *name, Ob *value);

/* What errors call the type of a structure such as sys.flags; borrowed, or NULL: o is none. */
Ob *namespace_told_type(Proc *p, Ob *o);

extern const TypeOps namespace_ops;

#endif
