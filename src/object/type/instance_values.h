/* instance_values.h - the attributes of an instance as its own floor sees them; others use
 * instance.h. */
#ifndef OURO_OBJECT_INSTANCE_VALUES_H
#define OURO_OBJECT_INSTANCE_VALUES_H

#include "object/container/dict_split.h"

/* The dict of o, borrowed, or NULL; never makes one. */
Ob *instance_dict(Proc *p, Ob *o);
/* Drop every value, keep the array (tp_clear). */
void instance_clear_values(Proc *p, Ob *o);
/* Drop values and array; a dict that shares embedded values gets a copy of its own. */
void instance_release_values(Proc *p, Ob *o);
/* Visit values, then the dict (PyObject_VisitManagedDict). */
int instance_visit_attrs(Proc *p, Ob *o, VisitFn visit, void *arg);

#endif
