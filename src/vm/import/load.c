/* load.c - a module is made, stands in sys.modules and is run, once
 * (Lib/importlib/_bootstrap.py: module_from_spec, _load_unlocked, exec_module).
 *
 * What the library makes while it is imported belongs to the interpreter, not to the program's story
 * (img_serve); what a module of the program makes belongs to the program. */
#include "vm/import/load.h"

#include <stdio.h>
#include <string.h>

#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "vm/import/c_modules.h"
#include "vm/import/import.h"
#include "vm/import/library_unit.h"

/* The folder of a path, with what stands before it. */
static size_t folder_bytes(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) : 0;
}

/* cache_from_source: where CPython would keep the compiled module. New. */
static Ob *cached_path(Proc *p, const char *path) {
    size_t folder = folder_bytes(path);
    const char *base = path + folder + (path[folder] == '/');
    char tag[8];
    size_t n = 0;
    for (const char *c = p->s->profile.name; *c && n < sizeof tag - 1; c++)
        if (*c != '.') tag[n++] = *c;
    tag[n] = '\0';
    size_t stem = strlen(base) - (strlen(base) > 3 ? 3 : 0);
    StrBuf text = {0};
    sb_write(&text, path, folder + (path[folder] == '/'));
    sb_printf(&text, "__pycache__/%.*s.cpython-%s.pyc", (int)stem, base, tag);
    char kept[640];
    snprintf(kept, sizeof kept, "%s", sb_text(&text));
    sb_free(&text); /* nothing of the host's is open while something is recorded */
    return str_from_cstr(p, kept);
}

/* __package__: the module itself when it is a package, else what stands before its last dot; new. */
static Ob *package_name(Proc *p, Ob *name, bool package) {
    if (package) return ob_newref(p, name);
    char text[512];
    size_t len = str_utf8(p, name, text, sizeof text);
    const char *dot = len < sizeof text ? strrchr(text, '.') : NULL;
    return str_new(p, text, dot ? (size_t)(dot - text) : 0);
}

/* _init_module_attrs, and the builtins that exec() adds. */
static bool init_attributes(Proc *p, Ob *module, Ob *name, const ModuleText *text) {
    int failed = module_set_take(p, module, "__package__", package_name(p, name, text->package));
    if (!failed && text->package) {
        Ob *path = list_new(p, 0), *folder = str_new(p, text->path, folder_bytes(text->path));
        if (!path || !folder || list_append(p, path, folder) < 0) failed = -1;
        ob_xdecref(p, folder);
        if (!failed) failed = module_set(p, module, "__path__", path);
        ob_xdecref(p, path);
    }
    if (!failed) failed = module_set_take(p, module, "__file__", str_from_cstr(p, text->path));
    if (!failed) failed = module_set_take(p, module, "__cached__", cached_path(p, text->path));
    if (!failed) failed = module_set(p, module, "__builtins__", p->ob->builtins_dict);
    return failed == 0;
}

/* In SEG_TEXT; NULL with what is wrong in `diags`. */
static const CodeUnit *unit_of(Proc *p, const ModuleText *text, DiagList *diags) {
    if (!text->library)
        return code_compile(p,
                            &(CompileText){.source = text->data,
                                           .len = text->len,
                                           .file = text->path,
                                           .mode = LANG_MODULE,
                                           .warns = true,
                                           .keeps = true},
                            diags);
    const CodeUnit *kept = library_unit(text, p->s->profile.version, diags);
    if (!kept) return NULL;
    const CodeUnit *unit = code_copy_unit(p, kept);
    source_remember(p, unit, text->data, text->len);
    return unit;
}

static CodeOb *compile_module(Proc *p, const ModuleText *text) {
    DiagList diags = {0};
    const CodeUnit *unit = unit_of(p, text, &diags);
    if (unit) return code_make(p, unit, false);
    SyntaxMistake mistake =
        code_mistake(p, text->path, true, text->data, text->len, LANG_MODULE, &diags);
    code_raise_syntax_error(p, &mistake);
    return NULL;
}

/* exec_module: compile the text and run it in the module's dict. */
static bool run_module(Proc *p, Ob *module, const ModuleText *text) {
    CodeOb *code = compile_module(p, text);
    if (!code) return false;
    Ob *dict = ob_newref(p, module_dict(module));
    Frame *f = code_frame(p, code, dict, dict, NULL);
    ob_decref(p, &code->base.ob); /* the frame holds it */
    Ob *result = f ? eval_nested(p, f) : NULL;
    ob_decref(p, dict);
    ob_xdecref(p, result);
    return result != NULL;
}

/* What this version has not yet, or no more (since.def). */
static const struct {
    const char *module, *name;
    PythonVersion first, last;
} since[] = {
#define SINCE(module, name, first, last) {module, name, first, last},
#include "vm/import/since.def"
#undef SINCE
};

/* `name` of `holder` goes if it is there; "Class.name": of a class in it. */
static int take_away(Proc *p, Ob *holder, const char *name) {
    const char *dot = strchr(name, '.');
    Ob *text = str_new(p, name, dot ? (size_t)(dot - name) : strlen(name)), *inner;
    if (!text) return -1;
    text = str_intern(p, text);
    int failed;
    if (dot) {
        inner = ob_getattr(p, holder, text);
        failed = inner ? take_away(p, inner, dot + 1) : -1;
        ob_xdecref(p, inner);
        if (failed && err_matches(p, EXC_AttributeError)) {
            err_clear(p);
            failed = 0;
        }
    } else {
        failed = ob_setattr(p, holder, text, NULL);
        if (failed && err_matches(p, EXC_AttributeError)) {
            err_clear(p);
            failed = 0;
        }
        Ob *all = ob_is(holder, TYPE_MODULE) ? dict_getitem_cstr(p, module_dict(holder), "__all__")
                                             : NULL;
        for (int64_t i = 0; all && ob_is(all, TYPE_LIST) && i < list_size(all); i++) {
            if (!str_eq(p, list_item(all, i), text)) continue;
            Ob *index = int_from_i64(p, i);
            if (!index || ob_delitem(p, all, index) < 0) failed = -1;
            ob_xdecref(p, index);
            break;
        }
    }
    ob_decref(p, text);
    return failed;
}

/* Has this version not the name of row i, which belongs to the module? */
static bool lacks(const Proc *p, const char *module_name, size_t i) {
    PythonVersion version = p->s->profile.version;
    if (since[i].first <= version && version <= since[i].last) return false;
    return strcmp(module_name, since[i].module) == 0;
}

bool module_lacks(const Proc *p, const char *module, const char *word) {
    for (size_t i = 0; i < ARRAY_LEN(since); i++)
        if (strcmp(since[i].name, word) == 0 && lacks(p, module, i)) return true;
    return false;
}

/* Classes that are C in CPython (c_types.def). */
static const struct {
    const char *module, *name;
} c_types[] = {
#define C_TYPE(module, name) {module, name},
#include "vm/import/c_types.def"
#undef C_TYPE
};

/* Those of them that are looked at (c_layouts.def). */
static const struct {
    const char *module, *name;
    PythonVersion heap; /* from which version on */
} c_layouts[] = {
#define C_LAYOUT(module, name, heap) {module, name, heap},
#include "vm/import/c_layouts.def"
};

static void mark_c_layouts(Proc *p, Ob *module, const char *module_name) {
    for (size_t i = 0; i < ARRAY_LEN(c_layouts); i++) {
        if (strcmp(c_layouts[i].module, module_name) != 0) continue;
        Ob *type = dict_getitem_cstr(p, module_dict(module), c_layouts[i].name);
        if (type && ob_is(type, TYPE_TYPE))
            ((TypeOb *)type)->in_c =
                p->s->profile.version < c_layouts[i].heap ? IN_C_STATIC : IN_C_HEAP;
    }
}

static void mark_c_types(Proc *p, Ob *module, const char *module_name) {
    for (size_t i = 0; i < ARRAY_LEN(c_types); i++) {
        if (strcmp(c_types[i].module, module_name) != 0) continue;
        Ob *type = dict_getitem_cstr(p, module_dict(module), c_types[i].name);
        if (type && ob_is(type, TYPE_TYPE)) ((TypeOb *)type)->flags |= TYPE_TOLD_WITH_MODULE;
    }
}

bool module_fit_to_version(Proc *p, Ob *module, const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(since); i++)
        if (lacks(p, name, i) && take_away(p, module, since[i].name) < 0) return false;
    mark_c_types(p, module, name);
    mark_c_layouts(p, module, name);
    return true;
}

/* While a module of the library runs, __lacks__ holds the names that this version has not: what it
 * makes may depend on them. */
static bool tell_lacks(Proc *p, Ob *module, const char *name) {
    Ob *list = list_new(p, 0);
    bool good = list != NULL;
    for (size_t i = 0; good && i < ARRAY_LEN(since); i++) {
        if (!lacks(p, name, i)) continue;
        Ob *text = str_from_cstr(p, since[i].name);
        good = text && list_append_take(p, list, text) == 0;
    }
    return good ? module_set_take(p, module, "__lacks__", list) == 0 : (ob_xdecref(p, list), false);
}

static void forget(Proc *p, Ob *name) {
    Ob *saved = err_fetch(p);
    if (dict_contains(p, p->ob->modules, name) > 0 && dict_delitem(p, p->ob->modules, name) < 0)
        err_clear(p);
    err_restore(p, saved);
}

/* After it has run the module is what sys.modules says, at the end of the dict; new. */
static Ob *settle(Proc *p, Ob *name) {
    Ob *modules = p->ob->modules, *module = dict_getitem(p, modules, name);
    if (!module) {
        if (!err_occurred(p)) err_set_object(p, exc_type(p, EXC_KeyError), name);
        return NULL;
    }
    ob_incref(p, module);
    if (!py_module_moves_last(p)) return module;
    if (dict_delitem(p, modules, name) == 0 && dict_setitem(p, modules, name, module) == 0)
        return module;
    ob_decref(p, module);
    return NULL;
}

static unsigned state_of(Proc *p, Ob *name, const ModuleText *text) {
    char dotted[128];
    size_t len = str_utf8(p, name, dotted, sizeof dotted);
    unsigned state = MODULE_INITIALIZING;
    if (text->library || len >= sizeof dotted || strchr(dotted, '.')) return state;
    if (!text->package) state |= MODULE_BESIDE_PROGRAM;
    if (!text->package && vm_library_has(p, dotted, len)) state |= MODULE_HIDES_LIBRARY;
    return state;
}

static Ob *load_text(Proc *p, Ob *name, const ModuleText *text) {
    Ob *module = module_new(p, name);
    if (!module) return NULL;
    unsigned state = state_of(p, name, text);
    module_set_state(module, state);
    bool good = init_attributes(p, module, name, text) &&
                dict_setitem(p, p->ob->modules, name, module) == 0;
    if (good && text->library) good = tell_lacks(p, module, text->own_name);
    if (good) good = run_module(p, module, text);
    if (good && text->library)
        good = module_fit_to_version(p, module, text->own_name) &&
               take_away(p, module, "__lacks__") == 0;
    module_set_state(module, state & ~(unsigned)MODULE_INITIALIZING);
    ob_decref(p, module);
    if (good) return settle(p, name);
    forget(p, name);
    return NULL;
}

Ob *module_load(Proc *p, Ob *name) {
    img_serve(p);
    Ob *module = c_module_make(p, name, true);
    img_serve_end(p);
    if (module || err_occurred(p)) return module ? ob_newref(p, module) : NULL;
    if (p->vm->import_loss == IMPORT_NO_PATH || p->vm->import_loss == IMPORT_NO_CACHE)
        return import_without(p, (ImportLoss)p->vm->import_loss);
    ModuleText text;
    bool found = module_text_find(p, name, &text);
    if (found && !text.library) return load_text(p, name, &text);
    img_serve(p);
    ImportCount count = import_cost_begin(p);
    module = c_module_make(p, name, false);
    if (module)
        ob_incref(p, module);
    else if (found && !err_occurred(p))
        module = load_text(p, name, &text);
    import_cost_end(p, &count, module ? name : NULL);
    img_serve_end(p);
    return module;
}
