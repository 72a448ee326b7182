/* own_modules.c - which files beside a program are modules of its own.
 *
 * Entry: scenario_add_modules. A file is read when a unit names it in an import; it is compiled, so
 * that a mistake in it is told before anything runs, and its own imports are looked at too. A name
 * that might be relative to a package is tried in each package around it: what is not there is not
 * read, and what is read is only run when it is imported. */
#include "scenario/own_modules.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/os.h"
#include "lang/code/opcode.h"
#include "lang/compile.h"

enum {
    MODULES_MAX = 200,    /* of one program */
    NAME_BYTES_MAX = 200, /* of a dotted name */
    MODULE_BYTES_MAX = 1 << 20
};

typedef struct Search {
    Scenario *scenario;
    const Profile *profile;
    DiagList *errors;
    char *folder; /* with its slash; "" for the current one */
    char **tried; /* dotted names */
    size_t ntried, cap_tried, cap_files;
} Search;

static void look_at_unit(Search *s, const CodeUnit *unit, const char *package);

/* Has the name been looked for already? It is from now on. */
static bool tried(Search *s, const char *dotted) {
    for (size_t i = 0; i < s->ntried; i++)
        if (strcmp(s->tried[i], dotted) == 0) return true;
    s->tried = host_grow(s->tried, &s->cap_tried, s->ntried + 1, sizeof *s->tried);
    s->tried[s->ntried++] = host_strdup(dotted);
    return false;
}

static void tell_unreadable(Search *s, const char *path, int failure) {
    Diag diag = {.file = (char *)(uintptr_t)path, .message = N_("this module cannot be read")};
    if (failure == EFBIG)
        diag.expected = N_("at most 1 MiB");
    else
        diag.found = strerror(failure);
    diag_tell(s->errors, diag);
}

static void keep(Search *s, const char *name, char *text, const char *path) {
    Scenario *sc = s->scenario;
    sc->files = host_grow(sc->files, &s->cap_files, sc->file_count + 1, sizeof *sc->files);
    sc->files[sc->file_count++] =
        (VirtualFile){.name = host_strdup(name), .text = text, .path = host_strdup(path)};
}

/* Read the file `name` of the folder as the module `dotted`. False when there is none. */
static bool take(Search *s, const char *name, const char *dotted, bool package) {
    char *text;
    size_t len;
    int failure = os_read_below(s->folder, name, MODULE_BYTES_MAX, &text, &len);
    if (failure == ENOENT || failure == ENOTDIR || failure == ELOOP || failure == EISDIR)
        return false;
    StrBuf path = {0};
    sb_printf(&path, "%s%s", s->folder, name);
    if (failure) {
        tell_unreadable(s, sb_text(&path), failure);
        sb_free(&path);
        return false;
    }
    CodeUnit *unit = lang_compile(text, len, sb_text(&path), LANG_MODULE, s->profile, s->errors);
    if (unit) {
        keep(s, name, text, sb_text(&path));
        const char *dot = package ? dotted + strlen(dotted) : strrchr(dotted, '.');
        StrBuf around = {0};
        sb_printf(&around, "%.*s", dot ? (int)(dot - dotted) : 0, dotted);
        look_at_unit(s, unit, sb_text(&around));
        sb_free(&around);
        code_unit_free(unit);
    } else {
        free(text);
    }
    sb_free(&path);
    return unit != NULL;
}

/* One dotted name: a package of that name, else a file. */
static void look_for(Search *s, const char *dotted) {
    size_t len = strlen(dotted);
    if (len == 0 || len > NAME_BYTES_MAX || s->scenario->file_count >= MODULES_MAX) return;
    if (dotted[0] == '.' || dotted[len - 1] == '.' || tried(s, dotted)) return;
    StrBuf base = {0}, file = {0};
    for (const char *c = dotted; *c; c++) sb_putc(&base, *c == '.' ? '/' : *c);
    sb_printf(&file, "%s/__init__.py", sb_text(&base));
    if (!take(s, sb_text(&file), dotted, true)) {
        sb_printf(&base, ".py");
        (void)take(s, sb_text(&base), dotted, false);
    }
    sb_free(&base);
    sb_free(&file);
}

/* "a.b.c" imports a and a.b first. */
static void look_for_all(Search *s, const char *dotted) {
    StrBuf part = {0};
    for (const char *c = dotted;; c++) {
        if (*c == '.' || !*c) look_for(s, sb_text(&part));
        if (!*c) break;
        sb_putc(&part, *c);
    }
    sb_free(&part);
}

/* `name` (may be empty) and, of it, `child` (NULL: none), in each package from `package` outwards
 * and outside of all. */
static void look_around(Search *s, const char *package, const char *name, const char *child) {
    StrBuf around = {0};
    sb_put(&around, package);
    for (;;) {
        StrBuf dotted = {0};
        sb_put(&dotted, sb_text(&around));
        if (name[0]) sb_printf(&dotted, "%s%s", dotted.len ? "." : "", name);
        if (child && dotted.len) sb_printf(&dotted, ".%s", child);
        if (dotted.len) look_for_all(s, sb_text(&dotted));
        sb_free(&dotted);
        if (around.len == 0) break;
        const char *dot = strrchr(sb_text(&around), '.');
        sb_truncate(&around, dot ? (size_t)(dot - sb_text(&around)) : 0);
    }
    sb_free(&around);
}

static void look_at_unit(Search *s, const CodeUnit *unit, const char *package) {
    const char *from = NULL;
    for (size_t i = 0; i < unit->ninstrs; i++) {
        const Instr *in = &unit->instrs[i];
        if (in->op == OP_IMPORT_NAME) {
            from = unit->names[in->arg];
            look_around(s, package, from, NULL);
        } else if (in->op == OP_IMPORT_FROM && from) {
            look_around(s, package, from, unit->names[in->arg]);
        }
    }
    for (size_t i = 0; i < unit->nconsts; i++)
        if (unit->consts[i].kind == CONST_CODE) look_at_unit(s, unit->consts[i].code, package);
}

bool scenario_add_modules(Scenario *scenario, const char *path, const CodeUnit *unit,
                          const Profile *profile, DiagList *errors) {
    size_t before = errors->total;
    if (strcmp(path, "-") == 0) return true;
    const char *slash = strrchr(path, '/');
    StrBuf folder = {0};
    if (slash) sb_write(&folder, path, (size_t)(slash - path) + 1);
    Search s = {.scenario = scenario, .profile = profile, .errors = errors};
    s.folder = sb_take(&folder);
    s.cap_files = scenario->file_count;
    look_at_unit(&s, unit, "");
    for (size_t i = 0; i < s.ntried; i++) free(s.tried[i]);
    free(s.tried);
    free(s.folder);
    return errors->total == before;
}
