/* versions.h - the Pythons that programs can be run as, from the rows of src/profile/versions.def, and
 * those whose values stand in the tables of the unit tests. */
#ifndef OURO_TEST_VERSIONS_H
#define OURO_TEST_VERSIONS_H

#include "profile/version.h"

#define OFFERED_true(x) x,
#define OFFERED_tried(x)
#define OFFERED_false(x)

#define VERSION(id, name, minor, micro, offered, made, apart) OFFERED_##offered(name)
__attribute__((unused)) static const char *const test_versions[] = {
#include "profile/versions.def"
};
#undef VERSION

#define VERSION(id, name, minor, micro, offered, made, apart) OFFERED_##offered(id)
__attribute__((unused)) static const PythonVersion test_version_ids[] = {
#include "profile/versions.def"
};
#undef VERSION

/* Those and the ones that are only tried. */
#define TRIED_true(x) x,
#define TRIED_tried(x) x,
#define TRIED_false(x)
#define VERSION(id, name, minor, micro, offered, made, apart) TRIED_##offered(id)
__attribute__((unused)) static const PythonVersion tried_versions[] = {
#include "profile/versions.def"
};
#undef VERSION

/* Where a unit test holds values read from real interpreters, it has a column for each of these. What
 * the other versions do is recorded as whole programs, listings and states. */
__attribute__((unused)) static const char *const table_versions[] = {"3.8", "3.11", "3.13"};

#endif
