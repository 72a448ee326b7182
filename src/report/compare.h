/* compare.h - two runs of one program side by side: two engines (`ouro compare`), or an engine and a
 * real interpreter (`ouro verify`). */
#ifndef OURO_REPORT_COMPARE_H
#define OURO_REPORT_COMPARE_H

#include "report/facts.h"

/* One way in which the runs differ, where it is first seen. */
typedef struct CompareRow {
    AspectId aspect;
    char *what;        /* how the program reaches the thing: "a.other[0]"; "" */
    char *values[2];   /* what each run has, as text */
    int step, line;    /* of the statement that ran before; from 0, from 1 */
    uint64_t event[2]; /* where each run stands then; 0: that one has no events */
    int later;         /* at how many later stops too */
    uint64_t address;  /* of the object in the first run; 0: it is about none */
} CompareRow;

typedef struct CompareResult {
    CompareRow *rows; /* by the stops */
    size_t count, cap;
    int stops; /* statements after which the runs were held against each other */
} CompareResult;

/* Where two runs stand when they are held against each other. */
typedef struct ComparePlace {
    int step, line;
    uint64_t event[2];
} ComparePlace;

/* Add what differs between two lists of facts; what only one of them knows is no difference, except
 * a name. */
void compare_facts(CompareResult *result, const ComparePlace *place, const Facts *first,
                   const Facts *second);
/* The same for what was printed between two stops: bytes [from, to) of each text. Addresses in it are taken as equal. */
void compare_texts(CompareResult *result, const ComparePlace *place, AspectId aspect,
                   const char *const texts[2], const size_t from[2], const size_t to[2]);
void compare_numbers(CompareResult *result, const ComparePlace *place, AspectId aspect, int64_t a,
                     int64_t b);

/* Run both engines from the start to the end and hold them against each other after each step: what
 * is printed, the facts of the names, and the counters of the process. Free with compare_free. Both
 * engines stand at the end afterwards. */
CompareResult compare_runs(Engine *first, Engine *second);
void compare_free(CompareResult *result);

/* Words for people, in the current gettext language: "size of a", and what a run has of it. */
void compare_put_what(const CompareRow *row, StrBuf *out);
const char *compare_value(const CompareRow *row, int run);

#endif
