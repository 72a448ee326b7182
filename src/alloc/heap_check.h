/* heap_check.h - is the heap still whole? */
#ifndef OURO_HEAP_CHECK_H
#define OURO_HEAP_CHECK_H

#include "alloc/alloc.h"

/* Walk the allocator's structures. Level 1: the pool or chunk that the last event touched; 2: also
 * all lists, all pool headers and all sums; 3: also each free list block by block, its agreement
 * with the side table, and the fill of free memory. Returns true when all is well; else `message`
 * names the broken rule and where. May be called after any event; changes nothing. */
OURO_MUST_CHECK bool heap_check(const Proc *p, int level, char *message, size_t cap);

#endif
