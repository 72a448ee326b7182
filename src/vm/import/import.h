/* import.h - how modules come in: what IMPORT_NAME asks for, where it is found, how it is run.
 *
 * A module is looked for where CPython would meet it: in sys.modules, among the modules that are C
 * and built in, in the files beside the program, in the library written in Python (src/vm/library,
 * embedded in the binary). Its text is compiled when it is imported, by the running profile.
 *
 * Room vm/import: imports: finding, loading and naming modules. Called from: vm. */
#ifndef OURO_VM_IMPORT_H
#define OURO_VM_IMPORT_H

#include "vm/loop/state.h"

/* PyImport_ImportModuleLevelObject: `globals` (may be NULL) say the package that a relative import
 * starts from, `fromlist` (NULL: none) what will be taken out of the module. Without a fromlist the
 * result of a dotted name is its first part. New, or NULL with an exception. */
Ob *import_level(Proc *p, Ob *name, Ob *globals, Ob *fromlist, int64_t level);

/* The instructions. */
bool op_import_name(Proc *p, Frame *f, Ob *name);
bool op_import_from(Proc *p, Frame *f, Ob *name);
bool op_import_star(Proc *p, Frame *f);

/* ---- where the text of a module comes from --------------------------------------------------- */

/* A file of the program, in SEG_TEXT. */
typedef struct ModuleFile {
    struct ModuleFile *next;
    char *name; /* "helper.py", "package/__init__.py" */
    char *path; /* as tracebacks name it */
    char *data;
    uint64_t len;
} ModuleFile;

/* A module of the library that is written in Python (made by src/vm/library/embed.cmake). */
typedef struct LibraryModule {
    const char *name;
    const unsigned char *data;
    size_t len;
    bool package;
} LibraryModule;
extern const LibraryModule library_modules[]; /* a name of NULL ends it */

/* The text of one module; `path` and `data` stay where they are. */
typedef struct ModuleText {
    const char *data;
    size_t len;
    char path[512];
    bool package, library;
    const char
        *own_name; /* of the library: what it is called here, whatever the version calls it */
} ModuleText;
/* Look among the program's files, then in the library. */
bool module_text_find(Proc *p, Ob *name, ModuleText *out);
/* Importing what is not loaded while sys.path, or the caches of its entries, are None: always NULL with TypeError, whose
 * traceback leads through importlib. */
Ob *import_without(Proc *p, ImportLoss loss);
/* The lines of a unit's instructions as tracebacks name them: where the unit is one of the library and library_lines.def
 * knows the line, the number that it has in the real library. */
void library_lines_tell(const Proc *p, const CodeUnit *unit, int32_t *lines);
/* Which line of the text here a traceback means that names line `told` of that file. */
int64_t library_line_here(const Proc *p, const char *filename, int64_t told);

/* Around the loading of a module of the library: import_cost_end counts what the real import would have counted (`name` the module,
 * NULL when it was not loaded), and may collect. */
typedef struct ImportCount {
    int32_t counts[3];
    bool outermost;
} ImportCount;
ImportCount import_cost_begin(Proc *p);
void import_cost_end(Proc *p, const ImportCount *saved, const Ob *name);

#endif
