/* witness.h - what the probe (ui/proof/probe.py) told of one place in a run of a real interpreter. */
#ifndef OURO_REPORT_WITNESS_H
#define OURO_REPORT_WITNESS_H

#include "report/facts.h"

typedef struct Witness {
    bool whole;     /* it has said everything */
    size_t printed; /* bytes that the program had printed by then: what stands in front */
    Facts facts;
    bool blind[ASPECT_COUNT_OF]; /* matters that Python code cannot see there */
} Witness;

/* Read what the process wrote. Lines that the probe did not write are passed over: a program can get at
 * anything in its own interpreter. Free with witness_free. */
Witness witness_read(const char *text, size_t len);
void witness_free(Witness *witness);

#endif
