/* start_counts.c - the counts that what exists once has when a program begins; see singletons.h.
 *
 * getrefcount(None) is about 4000 in a fresh interpreter: modules, types and code of start-up refer to it.
 * Those that are not here as objects are here as numbers. */
#include "object/core/singletons.h"

enum { FIRST_COLUMN = PY_3_6, COLUMNS = PY_3_11 - PY_3_6 + 1 };

static void begin_with(Ob *object, int64_t count) {
    if (object->ob_refcnt < count) object->ob_refcnt = count;
}

void start_counts_apply(Proc *p) {
    PythonVersion version = p->s->profile.version;
    if (version >= FIRST_COLUMN + COLUMNS) return; /* immortal */
    ObjectState *ob = p->ob;
    const struct {
        Ob *object;
        int64_t counts[COLUMNS];
    } singles[] = {
#define START_COUNT(object, ...) {object, {__VA_ARGS__}},
#define START_COUNT_INT(value, ...)
#include "object/core/start_counts.def"
    };
    static const struct {
        int value;
        int64_t counts[COLUMNS];
    } ints[] = {
#define START_COUNT(object, ...)
#define START_COUNT_INT(value, ...) {value, {__VA_ARGS__}},
#include "object/core/start_counts.def"
    };
    for (size_t i = 0; i < ARRAY_LEN(singles); i++)
        begin_with(singles[i].object, singles[i].counts[version - FIRST_COLUMN]);
    for (size_t i = 0; i < ARRAY_LEN(ints); i++)
        begin_with(ob->small_ints[ints[i].value + NSMALLNEG],
                   ints[i].counts[version - FIRST_COLUMN]);
}
