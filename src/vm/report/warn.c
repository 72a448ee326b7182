/* warn.c - warnings of C code: DeprecationWarning and its like (Python/_warnings.c).
 *
 * Entry: warn_now, which err_warn reaches through ProcHooks.warn. The filters are the interpreter's
 * own: a DeprecationWarning is shown when __main__ does what it warns of, once for each line; the
 * lines that were told are kept among the globals, in __warningregistry__. */
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "vm/loop/state.h"

/* setup_context: the registry of the globals, made when it is missing; borrowed. The first look at it
 * notes the version of the filters (already_warned). */
static Ob *registry_of(Proc *p, Ob *globals) {
    Ob *registry = dict_getitem_cstr(p, globals, "__warningregistry__");
    if (registry) return ob_is(registry, TYPE_DICT) ? registry : NULL;
    registry = dict_new(p);
    Ob *version = registry ? int_from_i64(p, 0) : NULL;
    int failed = !version || dict_setitem_cstr(p, registry, "version", version) < 0 ||
                 dict_setitem_cstr(p, globals, "__warningregistry__", registry) < 0;
    ob_xdecref(p, version);
    ob_xdecref(p, registry);
    return failed ? NULL : dict_getitem_cstr(p, globals, "__warningregistry__");
}

/* (text, category, line), new. */
static Ob *key_of(Proc *p, Ob *text, TypeOb *category, int line) {
    Ob *items[] = {text, &category->base.ob, int_from_i64(p, line)};
    if (!items[2]) return NULL;
    Ob *key = tuple_from_array(p, items, 3);
    ob_decref(p, items[2]);
    return key;
}

/* The file of the globals, where a version shows that; else NULL. Borrowed. */
static Ob *file_of(Proc *p, Ob *globals) {
    Ob *file = py_warning_file_of_globals(p) ? dict_getitem_cstr(p, globals, "__file__") : NULL;
    return file && ob_is(file, TYPE_STR) ? file : NULL;
}

static void show(Proc *p, const CodeOb *code, Ob *file, int line, const TypeOb *category,
                 Ob *text) {
    StderrMark mark;
    if (!stderr_begin(p, &mark)) return;
    out_str(p, OUT_STDERR, file ? file : code->co_filename);
    out_format(p, OUT_STDERR, ":%d: ", line);
    out_str(p, OUT_STDERR, category->tp_name);
    out_write(p, OUT_STDERR, ": ", 2);
    out_str(p, OUT_STDERR, text);
    out_write(p, OUT_STDERR, "\n", 1);
    char name[512] = "";
    if (file) str_utf8(p, file, name, sizeof name);
    traceback_source_line(p, file ? name : code->text->unit->filename, line, "  ");
    stderr_end(p, &mark);
}

/* The filters of an interpreter that was given none (init_filters). */
static bool shown_by_default(int id, bool in_main) {
    switch (id) {
    case EXC_DeprecationWarning: return in_main;
    case EXC_PendingDeprecationWarning:
    case EXC_ImportWarning:
    case EXC_ResourceWarning: return false;
    default: return true;
    }
}

int warn_now(Proc *p, int id, Ob *text) {
    const Frame *f = p->tstate->frame;
    if (!f || !f->f_globals) return 0;
    TypeOb *category = exc_type(p, (ExcId)id);
    int line = code_line(f->f_code, f->instr);
    Ob *globals = f->f_globals, *name = dict_getitem_cstr(p, globals, "__name__");
    Ob *registry = registry_of(p, globals), *key = NULL;
    if (registry) key = key_of(p, text, category, line);
    int told = key ? dict_contains(p, registry, key) : -1;
    bool main = name && ob_is(name, TYPE_STR) && str_eq_cstr(p, name, "__main__");
    if (told == 0 && shown_by_default(id, main)) {
        told = dict_setitem(p, registry, key, p->ob->true_);
        if (told == 0) show(p, f->f_code, file_of(p, globals), line, category, text);
    }
    ob_xdecref(p, key);
    return told < 0 && err_occurred(p) ? -1 : 0;
}
