/* warn.c - what becomes of a warning: shown, left out, or an exception (Python/_warnings.c).
 *
 * Entries: warn_now for C code, which err_warn reaches through ProcHooks.warn; warn_explicit for the
 * module _warnings. Until a program imports the module warnings the filters are the interpreter's own: a
 * DeprecationWarning is shown when __main__ does what it warns of, once for each line; the lines that
 * were told are kept among the globals, in __warningregistry__. */
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "vm/import/import.h"
#include "vm/loop/state.h"

/* An attribute of the module warnings, if the program has imported it; new or NULL, never an exception
 * (get_warnings_attr). */
static Ob *warnings_attr(Proc *p, const char *name) {
    Ob *module = dict_getitem_cstr(p, p->ob->modules, "warnings");
    Ob *value = module ? ob_getattr_cstr(p, module, name) : NULL;
    if (module && !value) err_clear(p);
    return value;
}

/* setup_context: the registry of the globals, made when it is missing; borrowed. NULL: there is none, or
 * an exception. */
static Ob *warn_registry(Proc *p, Ob *globals) {
    Ob *registry = dict_getitem_cstr(p, globals, "__warningregistry__");
    if (registry) return registry;
    registry = dict_new(p);
    int failed = !registry || dict_setitem_cstr(p, globals, "__warningregistry__", registry) < 0;
    ob_xdecref(p, registry);
    return failed ? NULL : dict_getitem_cstr(p, globals, "__warningregistry__");
}

/* The file of the globals, where a version shows that; else NULL. Borrowed. */
static Ob *file_of(Proc *p, Ob *globals) {
    Ob *file = py_warning_file_of_globals(p) ? dict_getitem_cstr(p, globals, "__file__") : NULL;
    return file && ob_is(file, TYPE_STR) ? file : NULL;
}

/* (text, category, line), new. */
static Ob *key_of(Proc *p, Ob *text, Ob *category, int64_t line) {
    Ob *items[] = {text, category, int_from_i64(p, line)};
    if (!items[2]) return NULL;
    Ob *key = tuple_from_array(p, items, 3);
    ob_decref(p, items[2]);
    return key;
}

/* already_warned: 1, 0, or -1. A registry of an older state of the filters is emptied first. */
static int already_told(Proc *p, Ob *registry, Ob *key, bool remember) {
    Ob *version = dict_getitem_cstr(p, registry, "version");
    int64_t now = p->vm->warning_filters_version, then;
    if (!version || !ob_is(version, TYPE_INT) || !int_as_i64(p, version, &then) || then != now) {
        dict_clear(p, registry);
        Ob *number = int_from_i64(p, now);
        int failed = !number || dict_setitem_cstr(p, registry, "version", number) < 0;
        ob_xdecref(p, number);
        if (failed) return -1;
    } else {
        Ob *told = dict_getitem(p, registry, key);
        if (told) return ob_is_true(p, told);
        if (err_occurred(p)) return -1;
    }
    return remember && dict_setitem(p, registry, key, p->ob->true_) < 0 ? -1 : 0;
}

/* show_warning: without the module warnings. */
static void show(Proc *p, const Warning *w, Ob *text) {
    StderrMark mark;
    if (!stderr_begin(p, &mark)) return;
    out_str(p, OUT_STDERR, w->filename);
    out_format(p, OUT_STDERR, ":%d: ", (int)w->line);
    out_str(p, OUT_STDERR, ((TypeOb *)w->category)->tp_name);
    out_write(p, OUT_STDERR, ": ", 2);
    out_str(p, OUT_STDERR, text);
    out_write(p, OUT_STDERR, "\n", 1);
    char file[512];
    size_t len = str_utf8(p, w->filename, file, sizeof file);
    if (w->code && len < sizeof file)
        traceback_source_line(p, file, (int)library_line_here(p, file, w->line), "  ");
    stderr_end(p, &mark);
}

/* call_show_warning: by the module warnings, if it has been imported. */
static int tell(Proc *p, const Warning *w, Ob *text, Ob *message) {
    Ob *function = warnings_attr(p, "_showwarnmsg");
    if (!function) {
        show(p, w, text);
        return 0;
    }
    Ob *maker = warnings_attr(p, "WarningMessage"), *line = int_from_i64(p, w->line),
       *none = OB_NONE(p);
    Ob *args[] = {
        message, w->category, w->filename, line, none, none, w->source ? w->source : none};
    Ob *record = maker && line ? ob_call(p, maker, args, ARRAY_LEN(args), NULL) : NULL;
    if (!maker && !err_occurred(p))
        err_format(p, EXC_RuntimeError, "unable to get warnings.WarningMessage");
    Ob *result = record ? ob_call(p, function, &record, 1, NULL) : NULL;
    ob_xdecref(p, record);
    ob_xdecref(p, line);
    ob_xdecref(p, maker);
    ob_decref(p, function);
    ob_xdecref(p, result);
    return result ? 0 : -1;
}

/* check_matched: nothing asked for, the same text, or a pattern that says so. */
static int matches(Proc *p, Ob *pattern, Ob *text) {
    if (pattern == OB_NONE(p)) return 1;
    if (ob_is_exact(p, pattern, TYPE_STR)) return ob_richcompare_bool(p, pattern, text, CMP_EQ);
    Ob *result = ob_call_method(p, pattern, "match", &text, 1);
    int truth = result ? ob_is_true(p, result) : -1;
    ob_xdecref(p, result);
    return truth;
}

/* Does the filter (action, text, category, module, line) speak of this warning? */
static int filter_fits(Proc *p, Ob *filter, const Warning *w, Ob *text) {
    int fits = matches(p, tuple_item(filter, 1), text);
    if (fits > 0) fits = ob_issubclass(p, w->category, tuple_item(filter, 2));
    if (fits > 0) fits = matches(p, tuple_item(filter, 3), w->module);
    int64_t line = 0;
    if (fits > 0 && ob_as_ssize(p, tuple_item(filter, 4), &line) < 0) return -1;
    return fits > 0 ? line == 0 || line == w->line : fits;
}

/* What the filters that a program can change say; new. NULL without an exception: no filter speaks of it. */
static Ob *filtered(Proc *p, Ob *filters, const Warning *w, Ob *text) {
    if (!ob_is(filters, TYPE_LIST))
        return err_format(p, EXC_ValueError, "_warnings.filters must be a list");
    for (int64_t i = 0; i < list_size(filters); i++) {
        Ob *filter = ob_newref(p, list_item(filters, i));
        bool whole = ob_is(filter, TYPE_TUPLE) && tuple_size(filter) == 5;
        if (!whole)
            err_format(p, EXC_ValueError, "_warnings.filters item %zd isn't a 5-tuple",
                       (ptrdiff_t)i);
        int fits = whole ? filter_fits(p, filter, w, text) : -1;
        Ob *action = fits > 0 ? ob_newref(p, tuple_item(filter, 0)) : NULL;
        ob_decref(p, filter);
        if (fits) return action;
    }
    return NULL;
}

/* The filters of an interpreter that was given none (init_filters), by name of what they do. */
static const char *action_by_default(Proc *p, const Warning *w) {
    static const ExcId hidden[] = {EXC_DeprecationWarning, EXC_PendingDeprecationWarning,
                                   EXC_ImportWarning, EXC_ResourceWarning};
    const TypeOb *category = (const TypeOb *)w->category;
    bool main = ob_is(w->module, TYPE_STR) && str_eq_cstr(p, w->module, "__main__");
    if (main && !py_deprecation_hidden(p) &&
        type_is_subtype(category, exc_type(p, EXC_DeprecationWarning)))
        return "default";
    for (size_t i = 0; i < ARRAY_LEN(hidden); i++)
        if (type_is_subtype(category, exc_type(p, hidden[i]))) return "ignore";
    return "default";
}

/* get_filter: new. */
static Ob *action_of(Proc *p, const Warning *w, Ob *text) {
    Ob *filters = warnings_attr(p, "filters");
    if (!filters && p->vm->warning_filters) filters = ob_newref(p, p->vm->warning_filters);
    if (!filters) return str_from_cstr(p, action_by_default(p, w));
    Ob *action = filtered(p, filters, w, text);
    ob_decref(p, filters);
    if (action || err_occurred(p)) return action;
    action = warnings_attr(p, "defaultaction");
    return action ? action : str_from_cstr(p, "default");
}

/* Is it told, by what the filters say? 1, 0 (told before, or not wanted), -1. */
static int wanted(Proc *p, const Warning *w, Ob *action, Ob *text, Ob *key) {
    if (str_eq_cstr(p, action, "ignore") && py_deprecation_hidden(p) && w->registry)
        return dict_setitem(p, w->registry, key, p->ob->true_) < 0 ? -1 : 0;
    if (str_eq_cstr(p, action, "ignore")) return 0;
    if (str_eq_cstr(p, action, "always")) return 1;
    int told = -1;
    if (str_eq_cstr(p, action, "once")) {
        Ob *once = w->registry ? ob_newref(p, w->registry) : warnings_attr(p, "onceregistry");
        Ob *anywhere = key_of(p, text, w->category, 0);
        if (once && anywhere) told = already_told(p, once, anywhere, true);
        ob_xdecref(p, anywhere);
        ob_xdecref(p, once);
    } else if (str_eq_cstr(p, action, "module")) {
        Ob *anywhere = key_of(p, text, w->category, 0);
        told = !anywhere ? -1 : w->registry ? already_told(p, w->registry, anywhere, true) : 0;
        ob_xdecref(p, anywhere);
    } else if (str_eq_cstr(p, action, "default")) {
        told = w->registry ? dict_setitem(p, w->registry, key, p->ob->true_) : 0;
    } else {
        err_format(p, EXC_RuntimeError, "Unrecognized action (%R) in warnings.filters:\n %R",
                   action, OB_NONE(p));
    }
    return told < 0 ? -1 : !told;
}

/* warn_explicit once text and message are known. */
static int decide(Proc *p, const Warning *w, Ob *text, Ob *message) {
    Ob *key = key_of(p, text, w->category, w->line);
    int told = !key ? -1 : w->registry ? already_told(p, w->registry, key, false) : 0;
    Ob *action = told == 0 ? action_of(p, w, text) : NULL;
    if (told == 0 && !action) told = -1;
    if (action && !ob_is(action, TYPE_STR)) {
        err_format(p, EXC_TypeError, "action must be a string, not '%N'", action->ob_type);
        told = -1;
    } else if (action && str_eq_cstr(p, action, "error")) {
        err_set_object(p, message->ob_type, message);
        told = -1;
    } else if (action) {
        int show_it = wanted(p, w, action, text, key);
        told = show_it > 0 ? tell(p, w, text, message) : show_it;
    }
    ob_xdecref(p, action);
    ob_xdecref(p, key);
    return told < 0 ? -1 : 0;
}

int warn_explicit(Proc *p, const Warning *given) {
    Warning w = *given;
    if (w.registry == OB_NONE(p)) w.registry = NULL;
    if (w.registry && !ob_is_dict(w.registry)) {
        err_format(p, EXC_TypeError, "'registry' must be a dict or None");
        return -1;
    }
    int instance = ob_isinstance(p, w.message, &exc_type(p, EXC_Warning)->base.ob);
    if (instance < 0) return -1;
    if (instance) w.category = &w.message->ob_type->base.ob;
    Ob *text = instance ? ob_str(p, w.message) : ob_newref(p, w.message);
    Ob *message = !text      ? NULL
                  : instance ? ob_newref(p, w.message)
                             : ob_call(p, w.category, &w.message, 1, NULL);
    int status = message ? decide(p, &w, text, message) : -1;
    ob_xdecref(p, message);
    ob_xdecref(p, text);
    return status;
}

int warn_at_level(Proc *p, Ob *category, Ob *message, int64_t level, Ob *source) {
    const Frame *f = p->tstate->frame;
    for (int64_t i = 1; f && i < level; i++) f = f->f_back;
    Ob *globals = f ? f->f_globals : p->vm->sys_dict;
    if (!globals) return 0;
    Ob *registry = warn_registry(p, globals);
    if (!registry && err_occurred(p)) return -1;
    Ob *name = dict_getitem_cstr(p, globals, "__name__"), *own = NULL, *outside = NULL;
    if (!name || !ob_is(name, TYPE_STR)) name = own = str_from_cstr(p, "<string>");
    bool named = py_warning_outside_in_brackets(p);
    if (!f) outside = str_from_cstr(p, named ? "<sys>" : "sys");
    Ob *file = file_of(p, globals);
    Warning w = {.category = category,
                 .message = message,
                 .filename = file ? file
                             : f  ? f->f_code->co_filename
                                  : outside,
                 .line = f       ? code_line(f->f_code, f->instr)
                         : named ? 0
                                 : 1,
                 .module = name,
                 .registry = registry,
                 .source = source,
                 .code = f ? f->f_code : NULL};
    int status = w.module && w.filename ? warn_explicit(p, &w) : -1;
    ob_xdecref(p, own);
    ob_xdecref(p, outside);
    return status;
}

int warn_now(Proc *p, int id, Ob *text, Ob *source) {
    if (p->tstate->frame && !p->tstate->frame->f_globals) return 0;
    return warn_at_level(p, &exc_type(p, (ExcId)id)->base.ob, text, 1, source);
}
