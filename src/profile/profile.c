/* profile.c - the tables of this folder as arrays; nothing here computes. */
#include "profile/profile.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

static const char *unicode_text(int64_t value) {
    return unicode_version_name((UnicodeVersion)value);
}

/* How values of a unit are written, when not as numbers. */
#define TEXT_OF_BYTES NULL
#define TEXT_OF_OBJECTS NULL
#define TEXT_OF_REFERENCES NULL
#define TEXT_OF_COUNT NULL
#define TEXT_OF_UNICODE unicode_text

static const Number numbers[] = {
#define NUMBER(name, unit, area, source, what, ...)                                                \
    {#name, #unit, source, what, TEXT_OF_##unit, AREA_##area, {__VA_ARGS__}},
#define NUMBER_AT(name, index, unit, area, source, what, ...)                                      \
    {#name #index, #unit, source, what, TEXT_OF_##unit, AREA_##area, {__VA_ARGS__}},
#include "profile/numbers.def"
#undef NUMBER
#undef NUMBER_AT
};

static const Difference differences[] = {
#define DIFFERENCE(name, area, first, last, source, what)                                          \
    {#name, source, what, AREA_##area, first, last},
#include "profile/differences.def"
#undef DIFFERENCE
};

/* What the words of versions.def mean here. */
#define OFFERED_true true
#define OFFERED_false false
#define OFFER_true(id) &columns[id],
#define OFFER_false(id)
#ifdef OURO_OFFER_TRIED
#define OFFERED_tried true
#define OFFER_tried OFFER_true
#else
#define OFFERED_tried false
#define OFFER_tried OFFER_false
#endif

static const Profile columns[PY_COUNT] = {
#define VERSION(id, text, minor_of, micro_of, is_offered, made, apart)                             \
    [id].version = (id), [id].name = text, [id].major = 3, [id].minor = (minor_of),                \
    [id].micro = (micro_of), [id].release = "3." #minor_of "." #micro_of,                          \
    [id].offered = OFFERED_##is_offered, [id].letters_made = made, [id].interned_apart = apart,
#include "profile/versions.def"
#undef VERSION
#define NUMBER(field, unit, area, source, what, v36, v37, v38, v39, v310, v311, v312, v313)        \
    [PY_3_6].field = (v36), [PY_3_7].field = (v37), [PY_3_8].field = (v38),                        \
    [PY_3_9].field = (v39), [PY_3_10].field = (v310), [PY_3_11].field = (v311),                    \
    [PY_3_12].field = (v312), [PY_3_13].field = (v313),
#define NUMBER_AT(field, index, unit, area, source, what, v36, v37, v38, v39, v310, v311, v312,    \
                  v313)                                                                            \
    NUMBER(field[index], unit, area, source, what, v36, v37, v38, v39, v310, v311, v312, v313)
#include "profile/numbers.def"
#undef NUMBER
#undef NUMBER_AT
};

static const Profile *const offered[] = {
#define VERSION(id, text, minor, micro, is_offered, made, apart) OFFER_##is_offered(id)
#include "profile/versions.def"
#undef VERSION
};

static const char *const area_names[AREA_COUNT] = {
    [AREA_ALLOCATOR] = "allocator", [AREA_COLLECTOR] = "collector",
    [AREA_COUNTS] = "counts",       [AREA_OBJECTS] = "objects",
    [AREA_VALUES] = "values",       [AREA_CONTAINERS] = "containers",
    [AREA_CALLS] = "calls",         [AREA_CODE] = "code",
    [AREA_BEHAVIOUR] = "behaviour",
};

const Profile *profile_find(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(offered); i++) {
        if (strcmp(offered[i]->name, name) == 0) return offered[i];
    }
    return NULL;
}

const Profile *profile_newest(void) { return offered[ARRAY_LEN(offered) - 1]; }

const Profile *const *profile_rows(size_t *count) {
    *count = ARRAY_LEN(offered);
    return offered;
}

const Profile *profile_of(PythonVersion version) { return &columns[version]; }

PythonVersion version_named(const char *name) {
    int i = 0;
    while (i < PY_COUNT && strcmp(columns[i].name, name) != 0) i++;
    return (PythonVersion)i;
}

void profile_names(char *out, size_t size, bool all, const char *last) {
    size_t used = 0, left = all ? PY_COUNT : ARRAY_LEN(offered);
    if (size) out[0] = '\0';
    for (int i = 0; i < PY_COUNT; i++) {
        if (!all && !columns[i].offered) continue;
        left--;
        int n = snprintf(out + used, size - used, "%s%s", columns[i].name,
                         left == 0   ? ""
                         : left == 1 ? last
                                     : ", ");
        if (n < 0 || (size_t)n >= size - used) return;
        used += (size_t)n;
    }
}

const Difference *profile_differences(size_t *count) {
    *count = ARRAY_LEN(differences);
    return differences;
}

const Number *profile_numbers(size_t *count) {
    *count = ARRAY_LEN(numbers);
    return numbers;
}

const char *profile_area_name(ProfileArea area) { return area_names[area]; }
