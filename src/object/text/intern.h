/* intern.h - the table of interned strings (the dict `interned` of Objects/unicodeobject.c).
 *
 * CPython keeps a dict whose two references to each string are not counted. Here it is an open hash
 * table of our own with the same outcome: it holds a string without counting, and a string that
 * dies leaves it. str.h has the functions that intern; this header is for those who list the table.
 */
#ifndef OURO_INTERN_H
#define OURO_INTERN_H

#include "object/core/object.h"

typedef struct InternTable {
    uint64_t used;     /* strings in the table */
    uint64_t filled;   /* used and deleted slots */
    uint64_t capacity; /* a power of two */
    Ob **slots;        /* NULL empty; the table itself marks a deleted slot */
} InternTable;

/* The string of this text when it is interned, borrowed; NULL otherwise. Emits nothing. */
Ob *intern_find(Proc *p, Ob *s);
/* A dying string leaves the table (unicode_dealloc). */
void intern_remove(Proc *p, Ob *s);
/* Next string after *position (start with 0), or NULL. */
Ob *intern_next(const Proc *p, uint64_t *position);

/* Make the empty table. Part of object_boot, before the first name is interned. */
void intern_boot(Proc *p);

#endif
