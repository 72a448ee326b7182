/* profile.h - what differs between the Python versions, as data.
 *
 * This folder holds three tables: versions.def (which Pythons there are), differences.def (what one
 * does and another does not, as named predicates) and numbers.def (sizes and limits with a column
 * for each version). A Profile is one column of the numbers with the version that it belongs to. A
 * scenario's `settings` override some numbers in the copy that lives in the image, so the struct
 * holds no pointers. Anybody may read it.
 *
 * Room profile: how the Python versions differ, as tables. Called from: everywhere. */
#ifndef OURO_PROFILE_H
#define OURO_PROFILE_H

#include "base/base.h"
#include "base/unicode/unicode.h"
#include "profile/version.h"

typedef int64_t NumberBYTES, NumberOBJECTS, NumberREFERENCES;
typedef int32_t NumberCOUNT;
typedef UnicodeVersion NumberUNICODE;

typedef struct Profile {
    PythonVersion version;
    char name[8];     /* "3.11" */
    char release[12]; /* "3.11.7": the release that was measured */
    int32_t major, minor, micro;
    bool offered;          /* programs can be run as this version */
    char letters_made[40]; /* strings of one character that start-up leaves (versions.def) */
    char interned_apart[32];
#define NUMBER(name, unit, ...) Number##unit name;
#define NUMBER_AT(...)
#include "profile/numbers.def"
#undef NUMBER
#undef NUMBER_AT
    NumberCOUNT gc_threshold[3];
    uint64_t hash_seed; /* PYTHONHASHSEED, from the scenario; no version sets it */
} Profile;

/* The row for "3.8", "3.11", ...; NULL when there is none that programs can be run as. */
const Profile *profile_find(const char *name);
const Profile *profile_newest(void);
/* All rows that programs can be run as, oldest first. */
const Profile *const *profile_rows(size_t *count);

/* ---- for people ------------------------------------------------------------------------------ */

/* The row of a version, whether it can be run or not. */
const Profile *profile_of(PythonVersion version);
/* PY_COUNT when there is no such name. */
PythonVersion version_named(const char *name);
/* "3.8, 3.11, 3.13": the offered names, or all, with `last` before the last one (" and "). */
void profile_names(char *out, size_t size, bool all, const char *last);

typedef struct Difference {
    const char *name, *source;
    const char *what; /* English; _() translates it */
    ProfileArea area;
    PythonVersion first, last;
} Difference;

typedef struct Number {
    const char *name, *unit, *source, *what;
    const char *(*text)(int64_t value); /* how a value is written; NULL: as a number */
    ProfileArea area;
    int64_t values[PY_COUNT];
} Number;

const Difference *profile_differences(size_t *count);
const Number *profile_numbers(size_t *count);
const char *profile_area_name(ProfileArea area); /* "allocator": for JSON */

#endif
