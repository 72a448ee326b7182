/* exc_group.h - BaseExceptionGroup and ExceptionGroup: exceptions that hold exceptions (PEP 654). */
#ifndef OURO_OBJECT_EXC_GROUP_H
#define OURO_OBJECT_EXC_GROUP_H

#include "object/exception/exception.h"

/* Is the class one of groups? */
bool exc_is_group_type(Proc *p, TypeOb *type);
/* BaseExceptionGroup_new: what was given is looked at; *type is the class that is to be made, which a BaseExceptionGroup of nothing
 * but Exceptions changes. The tuple of the members, new; NULL with an exception. */
Ob *exc_group_new_members(Proc *p, TypeOb **type, Ob *const *args, size_t nargs);
/* The tuple of the members, borrowed; NULL when the exception is no group. */
Ob *exc_group_members(Proc *p, Ob *exc);
extern const MethodDef exc_group_functions[]; /* the methods that only groups have */

#endif
