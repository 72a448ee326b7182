/* find.c - where the text of a module lies: among the program's own files, or in the library.
 *
 * Entry: module_text_find, called for a name that sys.modules does not have. The files of the
 * program are those that were read when it was loaded (vm_add_file); nothing is opened here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "object/io/virtual_file.h"
#include "object/text/str.h"
#include "vm/import/import.h"

enum { NAME_MAX_BYTES = 256 };

void vm_add_file(Proc *p, const char *name, const char *path, const char *text, size_t len) {
    ModuleFile *file = img_carve(p, SEG_TEXT, sizeof *file, 8);
    const char *texts[] = {name, path, text};
    size_t sizes[] = {strlen(name), strlen(path), len};
    char *copies[ARRAY_LEN(texts)];
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        copies[i] = img_carve(p, SEG_TEXT, sizes[i] + 1, 8);
        if (sizes[i]) memcpy(copies[i], texts[i], sizes[i]);
    }
    file->name = copies[0];
    file->path = copies[1];
    file->data = copies[2];
    file->len = len;
    file_add(p, name, text, len);
    file->next = p->vm->module_files;
    p->vm->module_files = file;
}

static const ModuleFile *file_named(const Proc *p, const char *name) {
    for (const ModuleFile *f = p->vm->module_files; f; f = f->next)
        if (strcmp(f->name, name) == 0) return f;
    return NULL;
}

/* A package comes before a module of the same name (FileFinder.find_spec of
 * Lib/importlib/_bootstrap_external.py). */
static bool find_file(const Proc *p, const char *dotted, ModuleText *out) {
    char base[NAME_MAX_BYTES], name[NAME_MAX_BYTES + 16];
    snprintf(base, sizeof base, "%s", dotted);
    for (char *c = base; *c; c++)
        if (*c == '.') *c = '/';
    snprintf(name, sizeof name, "%s/__init__.py", base);
    const ModuleFile *file = file_named(p, name);
    out->package = file != NULL;
    if (!file) {
        snprintf(name, sizeof name, "%s.py", base);
        file = file_named(p, name);
    }
    if (!file) return false;
    out->data = file->data;
    out->len = file->len;
    snprintf(out->path, sizeof out->path, "%s", file->path);
    return true;
}

/* Modules that had another name before `first` (moved.def). */
static const struct {
    const char *name, *before;
    PythonVersion first;
} moved[] = {
#define MOVED(name, before, first) {name, before, first},
#include "vm/import/moved.def"
#undef MOVED
};

/* What the version calls a module of the library; `early` says that it is not what it became. */
static const char *name_then(const char *name, PythonVersion version, bool *early) {
    *early = false;
    for (size_t i = 0; i < ARRAY_LEN(moved); i++) {
        if (version >= moved[i].first || strcmp(moved[i].name, name) != 0) continue;
        *early = true;
        return moved[i].before;
    }
    return name;
}

static bool find_library(const Proc *p, const char *dotted, ModuleText *out) {
    for (const LibraryModule *m = library_modules; m->name; m++) {
        bool early;
        if (strcmp(name_then(m->name, p->s->profile.version, &early), dotted) != 0) continue;
        if (vm_library_lacks(p, dotted, strcspn(dotted, "."))) return false;
        out->data = (const char *)m->data;
        out->len = m->len;
        out->library = true;
        out->own_name = m->name;
        out->package = m->package && !early;
        snprintf(out->path, sizeof out->path, "/usr/lib/python%s/%s%s.py", p->s->profile.name,
                 dotted, out->package ? "/__init__" : "");
        for (char *c = strstr(out->path, dotted), *end = c + strlen(dotted); c < end; c++)
            if (*c == '.') *c = '/';
        return true;
    }
    return false;
}

/* What vm_boot makes, and the other modules that are C. */
static const char *const in_c[] = {
    "atexit", "builtins", "ctypes", "gc", "sys",
#define MODULE(id, name, builtin) name,
#include "vm/import/modules.def"
#undef MODULE
};

bool vm_module_known(const char *name, size_t len) {
    for (size_t i = 0; i < ARRAY_LEN(in_c); i++)
        if (strlen(in_c[i]) == len && memcmp(in_c[i], name, len) == 0) return true;
    for (const LibraryModule *m = library_modules; m->name; m++)
        if (strlen(m->name) == len && memcmp(m->name, name, len) == 0) return true;
    for (size_t i = 0; i < ARRAY_LEN(moved); i++)
        if (len && strlen(moved[i].before) == len && memcmp(moved[i].before, name, len) == 0)
            return true;
    return false;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **vm_modules_here(size_t *count) {
    size_t most = ARRAY_LEN(in_c), n = 0;
    for (const LibraryModule *m = library_modules; m->name; m++) most++;
    const char **names = host_alloc(most * sizeof *names);
    for (size_t k = 0; k < ARRAY_LEN(in_c); k++)
        if (in_c[k][0] != '_') names[n++] = in_c[k];
    for (const LibraryModule *m = library_modules; m->name; m++)
        if (m->name[0] != '_') names[n++] = m->name;
    qsort((void *)names, n, sizeof *names, by_name);
    *count = 0;
    for (size_t i = 0; i < n; i++) /* what is C and Python stands in both lists */
        if (*count == 0 || strcmp(names[*count - 1], names[i]) != 0) names[(*count)++] = names[i];
    return names;
}

bool module_text_find(Proc *p, Ob *name, ModuleText *out) {
    char dotted[NAME_MAX_BYTES];
    *out = (ModuleText){0};
    size_t len = str_utf8(p, name, dotted, sizeof dotted);
    if (len == 0 || len >= sizeof dotted || strlen(dotted) != len || strpbrk(dotted, "/\\"))
        return false;
    return find_file(p, dotted, out) || find_library(p, dotted, out);
}
