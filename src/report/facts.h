/* facts.h - what can be said of a program at a stop, matter by matter, so that two runs can be held
 * against each other: two engines, or an engine and a real interpreter. Called by compare.h's two
 * callers. */
#ifndef OURO_REPORT_FACTS_H
#define OURO_REPORT_FACTS_H

#include "engine/engine.h"
#include "profile/profile.h"

typedef enum AspectId {
#define ASPECT(id, name, area, words) ASPECT_##id,
#include "report/aspects.def"
    ASPECT_COUNT_OF
} AspectId;

typedef struct AspectInfo {
    const char *name; /* in JSON, and as the probe calls it */
    ProfileArea area;
    const char *words; /* in English, perhaps with %s for the thing; translate with _() */
} AspectInfo;
extern const AspectInfo aspect_infos[ASPECT_COUNT_OF];

/* The values of ASPECT_NAME, facts as all others: whoever prints them translates. */
#define NAME_THERE "there"
#define NAME_NOT_THERE "not there"

typedef struct Fact {
    AspectId aspect;
    char *what, *value; /* "a.other[0]", or "" when it is about the process; owned */
    uint64_t address;   /* of the object, to know it again under another name; 0 */
} Fact;

typedef struct Facts {
    Fact *facts;
    size_t count, cap;
} Facts;

/* Texts are copied. */
void facts_add(Facts *facts, AspectId aspect, const char *what, const char *value,
               uint64_t address);
/* What a snapshot (of WANT_OBJECTS) shows of the names of the module and of what they lead to, DEPTH
 * references deep, each object once, under its first name. Left out are counts of objects that
 * the interpreter shares, and values that take more than a few characters. */
void facts_of_names(Facts *facts, const Snapshot *snap);
/* The facts in an order of their own, for facts_find; freed by the caller, valid while `facts` is. */
const Fact **facts_index(const Facts *facts);
/* The fact about this; NULL when there is none. */
const Fact *facts_find(const Facts *facts, const Fact **index, AspectId aspect, const char *what);
void facts_free(Facts *facts);

#endif
