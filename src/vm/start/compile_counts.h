/* compile_counts.h - what the collector's counters and the free lists see of the compiler. */
#ifndef OURO_COMPILE_COUNTS_H
#define OURO_COMPILE_COUNTS_H

#include "object/core/object.h"

struct CodeUnit;

/* Counters and free lists as numbers. */
typedef struct StartCounts {
    int64_t counts[3]; /* of the generations */
    int64_t lists, dicts,
        tuples[FREE_TUPLE_SIZES + 1]; /* members of the free lists; [0] is unused */
    bool due;                         /* a collection waits for the first instruction (3.12+) */
    bool collected;                   /* the young generation was collected meanwhile */
} StartCounts;

/* What compiling `unit` and all that is in it does to `c`: which lists, dicts, tuples and sets the symbol table and the
 * compiler of this version take and drop (Python/symtable.c, Python/compile.c). Time in proportion to the unit. */
void count_compiling(const Proc *p, const struct CodeUnit *unit, StartCounts *c);

/* What a collection of the generation that is due does to `c`. */
void count_collection(const Proc *p, StartCounts *c);

#endif
