/* memory_view.h - views of memory that is no object, as the layers of a stream hand them on:
 * Objects/memoryobject.c. Programs do not get hold of one. */
#ifndef OURO_MEMORY_VIEW_H
#define OURO_MEMORY_VIEW_H

#include "object/core/object.h"

/* PyMemoryView_FromMemory: a new view with the managed buffer behind it, which dies with it. NULL
 * with MemoryError. */
Ob *memory_view_new(Proc *p);

extern const TypeOps managed_buffer_ops, memoryview_ops;

#endif
