/* cell.h - a cell: the shared place of a variable that a nested function uses
 * (Objects/cellobject.c). */
#ifndef OURO_OBJECT_CELL_H
#define OURO_OBJECT_CELL_H

#include "object/core/object.h"

typedef struct CellOb {
    Ob base;
    Ob *ob_ref; /* or NULL: the variable is unbound */
} CellOb;
_Static_assert(sizeof(CellOb) == 24, "PyCellObject");

Ob *cell_new(Proc *p, Ob *value); /* takes its own reference; value may be NULL */
OURO_INLINE Ob *cell_get(Ob *cell) {
    return ((CellOb *)cell)->ob_ref;
} /* borrowed, NULL: unbound */
/* Replace the contents: steals `value` (NULL: unbind), then drops the old contents. */
void cell_set(Proc *p, Ob *cell, Ob *value);

extern const TypeOps cell_ops;

#endif
