/* compare_print.h - what `ouro compare` and `ouro verify` found, for people and for programs. */
#ifndef OURO_CLI_COMPARE_PRINT_H
#define OURO_CLI_COMPARE_PRINT_H

#include "report/compare.h"

typedef struct ComparePrint {
    const char *path;
    const char
        *pythons[2];     /* above the columns; versions of this program where both are simulated */
    const char *version; /* where only the first is: its version */
    bool simulated[2];   /* is it an engine, in which one can go to an event? */
} ComparePrint;

/* To standard output, in the chosen language. */
void compare_print(const CompareResult *result, const ComparePrint *print, bool json);

#endif
