/* witness.h - what the probe (assets/probe.py) told of a run in a real interpreter. */
#ifndef OURO_REPORT_WITNESS_H
#define OURO_REPORT_WITNESS_H

#include "report/facts.h"

typedef struct WitnessLook {
    int line;       /* about to run; 0: the end of the program */
    size_t printed; /* bytes that the program had printed by then */
    size_t first;   /* what is new since the look before, in Witness.news */
    size_t count;
} WitnessLook;

typedef struct Witness {
    WitnessLook *looks;
    size_t nlooks, looks_cap;
    Facts news;  /* a name without a value is gone */
    Facts facts; /* as of the look that was reached */
    bool ended;
    int status; /* exit status, when it ended */
    char *printed;
    size_t printed_len;
} Witness;

/* Read what the probe wrote. Lines that it did not write are passed over: a program can get at
 * anything in its own interpreter. Free with witness_free. */
Witness witness_read(const char *text, size_t len);
/* Bring `facts` to look `index`; looks are reached in their order. */
void witness_reach(Witness *witness, size_t index);
void witness_free(Witness *witness);

#endif
