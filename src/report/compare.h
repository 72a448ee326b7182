/* compare.h - two runs of one program side by side. Called by `ouro compare`. */
#ifndef OURO_REPORT_COMPARE_H
#define OURO_REPORT_COMPARE_H

#include "engine/engine.h"
#include "profile/profile.h"

typedef enum AspectId {
#define ASPECT(id, name, area, words) ASPECT_##id,
#include "report/aspects.def"
    ASPECT_COUNT_OF
} AspectId;

typedef struct AspectInfo {
    const char *name; /* in JSON */
    ProfileArea area;
    const char *words; /* in English, perhaps with %s for the thing; translate with _() */
} AspectInfo;
extern const AspectInfo aspect_infos[ASPECT_COUNT_OF];

/* One way in which the runs differ, where it is first seen. */
typedef struct CompareRow {
    AspectId aspect;
    char *what;        /* how the program reaches the thing: "a.other[0]"; "" */
    char *values[2];   /* what each run has, as text */
    int step, line;    /* of the statement that ran before; from 0, from 1 */
    uint64_t event[2]; /* where each run stands then */
    int later;         /* at how many later stops too */
    uint64_t address;  /* of the object in the first run; 0: it is about none */
} CompareRow;

typedef struct CompareResult {
    CompareRow *rows; /* by the stops */
    size_t count, cap;
    int stops; /* statements after which the runs were held against each other */
} CompareResult;

/* Run both engines from the start to the end and hold them against each other after each step: what
 * is printed, and what the names of the module lead to, DEPTH references deep. Counts of objects
 * that the interpreter shares are left out, addresses too. Free with compare_free. Both engines
 * stand at the end afterwards. */
CompareResult compare_runs(Engine *first, Engine *second);
void compare_free(CompareResult *result);

#endif
