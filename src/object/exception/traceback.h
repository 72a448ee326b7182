/* traceback.h - one link of a traceback: frame and line where an exception passed
 * (Python/traceback.c). */
#ifndef OURO_OBJECT_TRACEBACK_H
#define OURO_OBJECT_TRACEBACK_H

#include "object/core/object.h"

typedef struct TracebackOb {
    Ob base;
    struct TracebackOb *tb_next; /* towards where it was raised; or NULL */
    Ob *tb_frame;
    int32_t tb_lasti;  /* index of the instruction, see CodeOb */
    int32_t tb_lineno; /* -1: work it out from tb_lasti */
} TracebackOb;
_Static_assert(sizeof(TracebackOb) == 40, "PyTracebackObject");

/* Which field SLOT_EXC speaks of (its detail). */
enum { TB_SLOT_NEXT, TB_SLOT_FRAME };

/* A new link in front of `next` (NULL allowed); takes its own references. Tracked. */
Ob *traceback_new(Proc *p, Ob *next, Ob *frame, int lasti, int lineno);

extern const TypeOps traceback_ops;

#endif
