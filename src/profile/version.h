/* version.h - which Python: an ordinal, and one named predicate for each difference.
 *
 * Code that depends on a version asks for the difference by its name (differences.def), never for
 * the version itself; only the compiler, which writes the instructions of one version, and tables
 * with a column or a first version per row name versions. */
#ifndef OURO_PROFILE_VERSION_H
#define OURO_PROFILE_VERSION_H

#include "base/base.h"

typedef enum PythonVersion {
#define VERSION(id, name, minor, micro, offered, made, apart) id,
#include "profile/versions.def"
#undef VERSION
    PY_COUNT
} PythonVersion;

/* Where a difference or a number belongs, for lists that people read. */
typedef enum ProfileArea {
    AREA_ALLOCATOR,
    AREA_COLLECTOR,
    AREA_COUNTS,
    AREA_OBJECTS,
    AREA_VALUES,
    AREA_CONTAINERS,
    AREA_CALLS,
    AREA_CODE,
    AREA_BEHAVIOUR,
    AREA_COUNT
} ProfileArea;

typedef enum DifferenceId {
#define DIFFERENCE(name, area, first, last, source, what) DIFF_##name,
#include "profile/differences.def"
#undef DIFFERENCE
    DIFF_COUNT
} DifferenceId;

/* version_gc_in_alloc(PY_3_11) and so on: two comparisons with constants, one where the range is
 * open at an end. */
#define DIFFERENCE(name, area, first, last, source, what)                                          \
    OURO_INLINE bool version_##name(PythonVersion version) {                                       \
        return ((first) == PY_3_6 || version >= (first)) &&                                        \
               ((last) == PY_COUNT - 1 || version <= (last));                                      \
    }
#include "profile/differences.def"
#undef DIFFERENCE

#endif
