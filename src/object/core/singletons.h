/* singletons.h - None, NotImplemented and Ellipsis: three objects that exist once, in ObjectState; and the counts
 * with which what exists once begins. */
#ifndef OURO_SINGLETONS_H
#define OURO_SINGLETONS_H

#include "object/core/object.h"

extern const TypeOps none_ops;
extern const TypeOps notimplemented_ops;
extern const TypeOps ellipsis_ops;

/* The count that objects which exist once begin with: immortal from 3.12 on, about 10^9 for the
 * static objects of 3.11 (profile.static_refcnt), else 1. */
int64_t static_count(const Proc *p);

/* What start-up calls before it makes anything else of the object floor: singletons, small ints,
 * True and False, the empty string and bytes, the table of interned strings. Only the type objects
 * must have their kind. */
void values_boot(Proc *p);

/* Give None, True, False, the empty tuple, string and bytes, and small ints the counts that they have in a fresh
 * interpreter (start_counts.def). Once, when start-up is over and nothing of the program is there yet. */
void start_counts_apply(Proc *p);

#endif
