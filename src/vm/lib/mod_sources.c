/* mod_sources.c - what linecache and traceback need of the machinery that prints uncaught exceptions: the
 * texts that programs are compiled from (where CPython opens the file again, the simulated process has only
 * what was read when it was loaded), and the lines with the marks below them. */
#include <string.h>

#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "vm/import/c_modules.h"
#include "vm/import/import.h"
#include "vm/loop/state.h"
#include "vm/report/syntax_place.h"

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

/* Of a file and the number of a line as tracebacks name it: which line of its text that is. */
static Ob *line_here(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    int64_t told;
    if (!args_check(p, "line_here", nargs, 2, 2, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR) || !ob_is(args[1], TYPE_INT)) return ob_newref(p, args[1]);
    if (ob_as_ssize_arg(p, args[1], &told) < 0) return NULL;
    char name[1024];
    bool fits = str_utf8(p, args[0], name, sizeof name) < sizeof name;
    return int_from_i64(p, fits ? library_line_here(p, name, told) : told);
}

/* What was written to standard error since it was `from` bytes long, taken back; new. */
static Ob *take_back(Proc *p, uint64_t from) {
    OutBuf *out = &p->vm->out[OUT_STDERR];
    size_t len = (size_t)(out->len - from);
    char *text = img_carve(p, SEG_TEXT, len + 1, 1);
    if (len) memcpy(text, out->data + from, len);
    if (len) memset(out->data + from, 0, len);
    out->len = from;
    return str_new(p, text, len);
}

/* Of a link of a traceback: its source with the marks. */
static Ob *marked(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "marked", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_TRACEBACK))
        return err_format(p, EXC_TypeError, "expected traceback, got %N", args[0]->ob_type);
    uint64_t from = p->vm->out[OUT_STDERR].len;
    traceback_link_source(p, args[0]);
    return take_back(p, from);
}

/* Of a SyntaxError: (lines that say where it is, the file if they do not say it). */
static Ob *place(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "place", nargs, 1, 1, kwnames)) return NULL;
    uint64_t from = p->vm->out[OUT_STDERR].len;
    PlaceTold told = syntax_place_print(p, args[0]);
    Ob *text = take_back(p, from);
    Ob *file = told.file ? str_from_cstr(p, told.file) : ob_newref(p, OB_NONE(p));
    Ob *pair = text && file ? tuple_pack(p, 2, text, file) : NULL;
    ob_xdecref(p, file);
    ob_xdecref(p, text);
    return pair;
}

/* Of an exception: what its message may end with, the name that was perhaps meant. */
static Ob *suggestion(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "suggestion", nargs, 1, 1, kwnames)) return NULL;
    uint64_t from = p->vm->out[OUT_STDERR].len;
    if (ob_is_exception(args[0])) suggest_name(p, args[0]);
    return take_back(p, from);
}

const MethodDef sources_module_functions[] = {
    {"line_here", line_here, METH_PLAIN, "line_here(filename, lineno)"},
    {"marked", marked, METH_PLAIN, "marked(traceback)"},
    {"place", place, METH_PLAIN, "place(exception)"},
    {"suggestion", suggestion, METH_PLAIN, "suggestion(exception)"},
    {"text", text_of, METH_PLAIN, "text(filename)"},
    {NULL, NULL, 0, NULL},
};

int sources_module_fill(Proc *p, Ob *module) {
    (void)p, (void)module;
    return 0;
}
