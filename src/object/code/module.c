/* module.c - module objects (Objects/moduleobject.c). The VM makes `builtins`, `sys`, ... and
 * `__main__`. */
#include "object/code/module.h"

#include "object/container/dict.h"
#include "object/core/field.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/object_type.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

static const char *const first_names[] = {"__doc__", "__package__", "__loader__", "__spec__"};

/* module_init_dict: __name__ and four names that are None. */
static int init_dict(Proc *p, Ob *dict, Ob *name) {
    if (dict_setitem_cstr(p, dict, "__name__", name) < 0) return -1;
    for (size_t i = 0; i < ARRAY_LEN(first_names); i++)
        if (dict_setitem_cstr(p, dict, first_names[i], OB_NONE(p)) < 0) return -1;
    return 0;
}

/* new_module_notrack and the tracking that follows: with a name, or as empty as __new__ leaves it. */
static Ob *module_make(Proc *p, TypeOb *type, Ob *name) {
    ModuleOb *m = (ModuleOb *)ob_alloc(p, type, (size_t)type->basicsize);
    if (!m) return NULL;
    Ob *dict = dict_new(p);
    if (dict) {
        m->md_dict = dict;
        ob_slot(p, dict, m, SLOT_DICT, 0);
        field_hold(p, &m->md_name, name, m, SLOT_NONE, 0);
    }
    if (!dict || (name && init_dict(p, dict, name) < 0)) {
        ob_decref(p, &m->base);
        return NULL;
    }
    if (py_module_dict_tracked(p) && !ob_gc_is_tracked(p, dict)) ob_gc_track(p, dict);
    ob_gc_track(p, &m->base);
    return &m->base;
}

Ob *module_new(Proc *p, Ob *name) { return module_make(p, type_of_id(p, TYPE_MODULE), name); }

Ob *module_new_cstr(Proc *p, const char *name) {
    Ob *text = str_interned_cstr(p, name);
    if (!text) return NULL;
    Ob *module = module_new(p, text);
    ob_decref(p, text);
    return module;
}

int module_set(Proc *p, Ob *module, const char *name, Ob *value) {
    return value ? dict_setitem_cstr(p, module_dict(module), name, value) : -1;
}

int module_set_take(Proc *p, Ob *module, const char *name, Ob *value) {
    int status = module_set(p, module, name, value);
    ob_xdecref(p, value);
    return status;
}

static void module_dealloc(Proc *p, Ob *o) {
    ModuleOb *m = (ModuleOb *)o;
    ob_gc_untrack(p, o);
    if (m->md_weaklist) weakref_clear_all(p, o);
    field_clear(p, &m->md_dict, m, SLOT_DICT, 0);
    field_clear(p, &m->md_name, m, SLOT_NONE, 0);
    ob_free(p, o);
}

static int module_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, module_dict(o), visit, arg);
}

static int module_clear(Proc *p, Ob *o) {
    field_clear(p, &((ModuleOb *)o)->md_dict, o, SLOT_DICT, 0);
    return 0;
}

/* The text of a str attribute of the module, borrowed; NULL when it has none. */
static Ob *text_attribute(Proc *p, Ob *o, const char *name) {
    Ob *value = module_dict(o) ? dict_getitem_cstr(p, module_dict(o), name) : NULL;
    return value && ob_is(value, TYPE_STR) ? value : NULL;
}

/* _PyImport_... module_repr: the origin of built-in modules is a word, that of others a file. */
static Ob *module_repr(Proc *p, Ob *o) {
    Ob *name = text_attribute(p, o, "__name__");
    if (!name) return str_from_cstr(p, "<module '?'>");
    Ob *file = text_attribute(p, o, "__file__");
    if (file) return str_format(p, "<module %R from %R>", name, file);
    bool in_c = (module_state(o) & MODULE_IN_C) != 0;
    return str_format(p, in_c ? "<module %R (built-in)>" : "<module %R>", name);
}

/* The words for a name that the module has not. */
static Ob *no_attribute(Proc *p, Ob *o, Ob *name) {
    Ob *module_name = text_attribute(p, o, "__name__"), *file = text_attribute(p, o, "__file__");
    if (!module_name)
        return err_format(p, EXC_AttributeError, "module has no attribute '%U'", name);
    unsigned state = module_state(o);
    bool renames = py_import_says_rename(p) && file;
    if (renames && state & MODULE_HIDES_LIBRARY) {
        return err_format(p, EXC_AttributeError,
                          "module '%U' has no attribute '%U' (consider renaming '%U' since it has "
                          "the same name as the standard library module named '%U' and the import "
                          "system gives it precedence)",
                          module_name, name, file, module_name);
    }
    bool half = state & MODULE_INITIALIZING && py_partially_initialized(p);
    if (half && renames && state & MODULE_BESIDE_PROGRAM) {
        return err_format(p, EXC_AttributeError,
                          "module '%U' has no attribute '%U' (consider renaming '%U' if it has the "
                          "same name as a third-party module you intended to import)",
                          module_name, name, file);
    }
    if (half && renames) {
        return err_format(p, EXC_AttributeError,
                          "partially initialized module '%U' from '%U' has no attribute '%U' (most "
                          "likely due to a circular import)",
                          module_name, file, name);
    }
    return err_format(p, EXC_AttributeError,
                      half ? "partially initialized module '%U' has no attribute '%U' (most likely "
                             "due to a circular import)"
                           : "module '%U' has no attribute '%U'",
                      module_name, name);
}

/* module_getattro: a module may say with a function __getattr__ what it has not (PEP 562). */
static Ob *module_getattr(Proc *p, Ob *o, Ob *name) {
    Ob *value = generic_getattr(p, o, name);
    if (value || !err_matches(p, EXC_AttributeError)) return value;
    err_clear(p);
    bool asks = py_module_getattr(p) && module_dict(o);
    Ob *getattr = asks ? dict_getitem_cstr(p, module_dict(o), "__getattr__") : NULL;
    if (!getattr) return no_attribute(p, o, name);
    ob_incref(p, getattr);
    value = ob_call(p, getattr, &name, 1, NULL);
    ob_decref(p, getattr);
    return value;
}

static Ob *get_dict(Proc *p, Ob *o) { return ob_newref(p, module_dict(o)); }

static const GetSetDef module_getsets[] = {
    {"__dict__", get_dict, NULL},
    {NULL, NULL, NULL},
};

static Ob *module_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return module_make(p, type, NULL);
}

/* module___init___impl */
static int module_tp_init(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"name", "doc"};
    static const Signature signature = {"module", names, 2, 0, 1, 2};
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return -1;
    if (!ob_is(given[0], TYPE_STR)) {
        err_format(p, EXC_TypeError, "module() argument 'name' must be str, not %N",
                   given[0]->ob_type);
        return -1;
    }
    ModuleOb *m = (ModuleOb *)self;
    if (!m->md_dict) field_set_take(p, &m->md_dict, dict_new(p), m, SLOT_DICT, 0);
    if (!m->md_dict || init_dict(p, m->md_dict, given[0]) < 0) return -1;
    field_set(p, &m->md_name, given[0], m, SLOT_NONE, 0);
    return given[1] ? dict_setitem_cstr(p, m->md_dict, "__doc__", given[1]) : 0;
}

const TypeOps module_ops = {
    .dealloc = module_dealloc,
    .traverse = module_traverse,
    .clear = module_clear,
    .repr = module_repr,
    .getattr = module_getattr,
    .tp_new = module_tp_new,
    .tp_init = module_tp_init,
    .getsets = module_getsets,
};
