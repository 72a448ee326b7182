/* syntax_place.h - the lines of an uncaught SyntaxError that say where it is. */
#ifndef OURO_VM_SYNTAX_PLACE_H
#define OURO_VM_SYNTAX_PLACE_H

#include "object/core/object.h"

/* What follows behind the name of the type. */
typedef struct PlaceTold {
    bool msg_alone;   /* its `msg`, not its text with the place */
    const char *file; /* then in parentheses, in SEG_TEXT; NULL when that was told */
} PlaceTold;
/* File, line, text and marks of a SyntaxError on the simulated stderr; nothing for others. */
PlaceTold syntax_place_print(Proc *p, Ob *exc);

#endif
