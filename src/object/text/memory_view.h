/* memory_view.h - memoryview of one dimension and the managed buffer behind it: Objects/memoryobject.c. */
#ifndef OURO_MEMORY_VIEW_H
#define OURO_MEMORY_VIEW_H

#include "object/text/byte_span.h"

/* PyMemoryView_FromMemory: a new view, of memory that is no object, with the managed buffer behind it,
 * which dies with it: what the layers of a stream hand on. NULL with MemoryError. */
Ob *memory_view_new(Proc *p);

/* The bytes of a view that stand in a row. False with ValueError (released) or BufferError. */
OURO_MUST_CHECK bool memory_view_span(Proc *p, Ob *o, ByteSpan *span);
bool memory_view_in_row(const Ob *o);
/* As bytes, whatever the steps. New. */
Ob *memory_view_bytes(Proc *p, Ob *o);
/* One export more or less: it cannot be released while there are any. */
void memory_view_export(Ob *o, int change);

enum { MEMORY_VIEW_WEAK_OFFSET = 136 };

extern const TypeOps managed_buffer_ops, memoryview_ops, memory_iterator_ops;

#endif
