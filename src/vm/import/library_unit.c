/* library_unit.c - what the modules of the library compile to, kept as CPython keeps its frozen modules
 * (Python/frozen.c): half of the time of a short program with imports was their compilation, and going
 * back through time runs imports again.
 *
 * The only thing that engines share and that is written to. It is a memo: what stands in it follows from
 * the text in the binary and the version, so that nobody can tell who has filled it. Entries are only
 * added, at the head, and never change. */
#include "vm/import/library_unit.h"

#include <stdatomic.h>
#include <stdlib.h>

typedef struct Kept {
    struct Kept *next;
    const char *text; /* of the library: one address a module */
    PythonVersion version;
    CodeUnit *unit;
} Kept;

static _Atomic(Kept *) library_units_kept;

/* Among those from `from` on, and in front of `end`. */
static const Kept *find(const Kept *from, const Kept *end, const char *text,
                        PythonVersion version) {
    for (; from != end; from = from->next)
        if (from->text == text && from->version == version) return from;
    return NULL;
}

/* Put it in front; when another thread of the host was faster with the same one, that one stands. */
static const Kept *keep(Kept *made) {
    Kept *first = atomic_load(&library_units_kept);
    const Kept *seen = NULL;
    for (;;) {
        const Kept *other = find(first, seen, made->text, made->version);
        if (other) {
            code_unit_free(made->unit);
            free(made);
            return other;
        }
        seen = made->next = first;
        if (atomic_compare_exchange_weak(&library_units_kept, &first, made)) return made;
    }
}

const CodeUnit *library_unit(const ModuleText *text, PythonVersion version, DiagList *diags) {
    const Kept *kept = find(atomic_load(&library_units_kept), NULL, text->data, version);
    if (kept) return kept->unit;
    const LangOptions options = {.family = version};
    CodeUnit *unit =
        lang_compile_with(text->data, text->len, text->path, LANG_LIBRARY, &options, diags);
    if (!unit) return NULL;
    diag_free(diags);
    Kept *made = host_alloc(sizeof *made);
    *made = (Kept){NULL, text->data, version, unit};
    return keep(made)->unit;
}
