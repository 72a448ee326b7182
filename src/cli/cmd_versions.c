/* cmd_versions.c - `ouro versions`: the tables of src/profile for people, as text and as JSON.
 *
 * Without arguments the numbers of all versions side by side; with two versions what differs on the
 * way from the first to the second. */
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "profile/profile.h"
#include "report/report.h"

typedef struct TypeSize {
    const char *name;
    int64_t values[PY_COUNT];
} TypeSize;

/* Names stand in one list, sizes in another; both have an entry for each type. */
enum {
#define TYPE(id, name, gc, basicsize) ROW_##id,
#include "object/core/types.def"
#undef TYPE
    ROW_COUNT
};
static const TypeSize type_sizes[ROW_COUNT] = {
#define TYPE(id, text, gc, basicsize) [ROW_##id].name = text,
#include "object/core/types.def"
#undef TYPE
#define TYPE_SIZE(id, itemsize, basetype, ...) [ROW_##id].values = {__VA_ARGS__},
#include "object/core/type_sizes.def"
#undef TYPE_SIZE
};

static const char *const area_titles[AREA_COUNT] = {
    [AREA_ALLOCATOR] = N_("Allocator and free lists"),
    [AREA_COLLECTOR] = N_("Collector"),
    [AREA_COUNTS] = N_("Reference counts"),
    [AREA_OBJECTS] = N_("Objects, classes and instances"),
    [AREA_VALUES] = N_("Numbers and strings"),
    [AREA_CONTAINERS] = N_("Containers"),
    [AREA_CALLS] = N_("Frames and calls"),
    [AREA_CODE] = N_("Instructions and syntax"),
    [AREA_BEHAVIOUR] = N_("Behaviour and messages"),
};

static const char *version_text(PythonVersion version) { return profile_of(version)->name; }

/* ---- text ------------------------------------------------------------------------------------ */

typedef struct ValueText {
    char text[24];
} ValueText;

static ValueText value_text(const Number *n, PythonVersion v) {
    ValueText value;
    if (n->text)
        snprintf(value.text, sizeof value.text, "%s", n->text(n->values[v]));
    else
        snprintf(value.text, sizeof value.text, "%lld", (long long)n->values[v]);
    return value;
}

static void print_columns(void) {
    size_t count;
    const Number *numbers = profile_numbers(&count);
    int width[PY_COUNT];
    for (int v = 0; v < PY_COUNT; v++) {
        width[v] = (int)strlen(profile_of((PythonVersion)v)->release);
        for (size_t i = 0; i < count; i++) {
            int digits = (int)strlen(value_text(&numbers[i], (PythonVersion)v).text);
            if (digits > width[v]) width[v] = digits;
        }
    }
    for (int v = 0; v < PY_COUNT; v++)
        printf("%*s  ", width[v], profile_of((PythonVersion)v)->release);
    puts("Python");
    for (int v = 0; v < PY_COUNT; v++)
        printf("%*s  ", width[v], profile_of((PythonVersion)v)->offered ? "+" : "-");
    puts(_("programs can be run as this version"));
    for (int area = 0; area < AREA_COUNT; area++) {
        bool titled = false;
        for (size_t i = 0; i < count; i++) {
            if ((int)numbers[i].area != area) continue;
            if (!titled) printf("\n%s\n", _(area_titles[area]));
            titled = true;
            for (int v = 0; v < PY_COUNT; v++)
                printf("%*s  ", width[v], value_text(&numbers[i], (PythonVersion)v).text);
            puts(_(numbers[i].what));
        }
    }
    printf("\n%s\n", _("'ouro versions 3.8 3.11' tells what differs between two of them."));
}

static bool has(const Difference *d, PythonVersion v) { return d->first <= v && v <= d->last; }

size_t versions_print_area(ProfileArea area, PythonVersion from, PythonVersion to) {
    size_t nnumbers, ndifferences, found = 0;
    const Number *numbers = profile_numbers(&nnumbers);
    const Difference *differences = profile_differences(&ndifferences);
    for (size_t i = 0; i < nnumbers; i++) {
        const Number *n = &numbers[i];
        if (n->area != area || n->values[from] == n->values[to]) continue;
        if (!found++) printf("\n%s\n", _(area_titles[area]));
        printf("  %s -> %s  %s\n      %s\n", value_text(n, from).text, value_text(n, to).text,
               _(n->what), n->source);
    }
    for (size_t i = 0; i < ndifferences; i++) {
        const Difference *d = &differences[i];
        if (d->area != area || has(d, from) == has(d, to)) continue;
        if (!found++) printf("\n%s\n", _(area_titles[area]));
        printf("  %c %s\n      %s; ", has(d, to) ? '+' : '-', _(d->what), d->source);
        printf(d->first == d->last ? "%s\n" : "%s - %s\n", version_text(d->first),
               version_text(d->last));
    }
    return found;
}

static size_t print_type_sizes(PythonVersion from, PythonVersion to) {
    size_t found = 0;
    for (size_t i = 0; i < ARRAY_LEN(type_sizes); i++) {
        const TypeSize *t = &type_sizes[i];
        if (t->values[from] == t->values[to]) continue;
        if (!found++) printf("\n%s\n", _("Sizes of built-in types (__basicsize__)"));
        printf("  %lld -> %lld  %s\n", (long long)t->values[from], (long long)t->values[to],
               t->name);
    }
    return found;
}

static void print_two(PythonVersion from, PythonVersion to) {
    printf(_("From Python %s to %s: + what comes, - what goes\n"), profile_of(from)->release,
           profile_of(to)->release);
    size_t found = 0;
    for (int area = 0; area < AREA_COUNT; area++)
        found += versions_print_area((ProfileArea)area, from, to);
    found += print_type_sizes(from, to);
    if (!found) puts(_("Nothing differs."));
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void put_member(const char *name, const char *value) {
    printf("\"%s\": ", name);
    json_write_string(stdout, value);
    fputs(", ", stdout);
}

/* text as of Number. */
static void put_values(const int64_t *values, const char *(*text)(int64_t value)) {
    fputs("\"values\": {", stdout);
    for (int v = 0; v < PY_COUNT; v++) {
        printf("%s\"%s\": ", v ? ", " : "", version_text((PythonVersion)v));
        if (text)
            json_write_string(stdout, text(values[v]));
        else
            printf("%lld", (long long)values[v]);
    }
    fputs("}}", stdout);
}

static void put_number(const Number *n) {
    StrBuf unit = {0};
    for (const char *c = n->unit; *c; c++) sb_putc(&unit, (char)(*c >= 'A' ? *c - 'A' + 'a' : *c));
    put_member("name", n->name);
    put_member("unit", sb_text(&unit));
    sb_free(&unit);
    put_member("area", profile_area_name(n->area));
    put_member("source", n->source);
    put_member("what", _(n->what));
    put_values(n->values, n->text);
}

static void put_difference(const Difference *d) {
    put_member("name", d->name);
    put_member("area", profile_area_name(d->area));
    put_member("first", version_text(d->first));
    put_member("last", version_text(d->last));
    put_member("source", d->source);
    fputs("\"what\": ", stdout);
    json_write_string(stdout, _(d->what));
    putchar('}');
}

/* All rows, or (differ) those in which the two versions differ. */
static void print_json(bool differ, PythonVersion from, PythonVersion to) {
    putchar('{');
    if (differ) {
        put_member("from", version_text(from));
        put_member("to", version_text(to));
    }
    printf("\n\"versions\": [");
    for (int v = 0; v < PY_COUNT; v++) {
        const Profile *p = profile_of((PythonVersion)v);
        printf("%s\n  {\"name\": \"%s\", \"release\": \"%s\", \"offered\": %s}", v ? "," : "",
               p->name, p->release, p->offered ? "true" : "false");
    }
    const char *between = "";
    size_t count;
    const Number *numbers = profile_numbers(&count);
    printf("],\n\"numbers\": [");
    for (size_t i = 0; i < count; i++) {
        if (differ && numbers[i].values[from] == numbers[i].values[to]) continue;
        printf("%s\n  {", between);
        put_number(&numbers[i]);
        between = ",";
    }
    printf("],\n\"differences\": [");
    between = "";
    const Difference *differences = profile_differences(&count);
    for (size_t i = 0; i < count; i++) {
        if (differ && has(&differences[i], from) == has(&differences[i], to)) continue;
        printf("%s\n  {", between);
        if (differ) printf("\"comes\": %s, ", has(&differences[i], to) ? "true" : "false");
        put_difference(&differences[i]);
        between = ",";
    }
    printf("],\n\"types\": [");
    between = "";
    for (size_t i = 0; i < ARRAY_LEN(type_sizes); i++) {
        if (differ && type_sizes[i].values[from] == type_sizes[i].values[to]) continue;
        printf("%s\n  {", between);
        put_member("name", type_sizes[i].name);
        put_values(type_sizes[i].values, NULL);
        between = ",";
    }
    puts("]}");
}

int cmd_versions(const CommandLine *line) {
    PythonVersion chosen[2] = {PY_COUNT, PY_COUNT};
    char names[80];
    profile_names(names, sizeof names, true, ", ");
    if (line->nfiles == 1 || line->nfiles > 2) {
        fprintf(stderr, _("ouro: 'ouro versions' takes no version or two of %s\n"), names);
        return STATUS_USAGE;
    }
    for (size_t i = 0; i < line->nfiles; i++) {
        chosen[i] = version_named(line->files[i]);
        if (chosen[i] != PY_COUNT) continue;
        fprintf(stderr, _("ouro: there is no Python %s here; there are %s\n"), line->files[i],
                names);
        return STATUS_USAGE;
    }
    if (line->value[OPT_JSON])
        print_json(line->nfiles == 2, chosen[0], chosen[1]);
    else if (line->nfiles == 2)
        print_two(chosen[0], chosen[1]);
    else
        print_columns();
    return STATUS_OK;
}
