/* mod_sources.c - the texts that programs are compiled from, for linecache: where CPython opens the file
 * again, the simulated process has only what was read when it was loaded. */
#include <string.h>

#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "vm/import/c_modules.h"
#include "vm/loop/state.h"

static bool named(const Proc *p, const Ob *name, const char *filename) {
    char text[1024];
    size_t len = str_utf8(p, name, text, sizeof text);
    return len < sizeof text && strcmp(text, filename) == 0;
}

/* The whole text of the file with that name, or None. */
static Ob *text_of(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "text", nargs, 1, 1, kwnames)) return NULL;
    bool known = ob_is(args[0], TYPE_STR) && !p->vm->sources_gone;
    for (const SourceText *s = p->vm->sources; known && s; s = s->next)
        if (named(p, args[0], s->filename)) return str_new(p, s->data, s->len);
    return ob_newref(p, OB_NONE(p));
}

const MethodDef sources_module_functions[] = {
    {"text", text_of, METH_PLAIN, "text(filename)"},
    {NULL, NULL, 0, NULL},
};

int sources_module_fill(Proc *p, Ob *module) {
    (void)p, (void)module;
    return 0;
}
