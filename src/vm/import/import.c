/* import.c - the statements and the function that import: which module is meant, and what of it
 * (Python/import.c and Lib/importlib/_bootstrap.py).
 *
 * Entry: import_level, from the instructions here and from __import__(). load.c runs the module. */
#include "vm/import/import.h"

#include <string.h>

#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/exception/exc_fields.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "vm/import/load.h"

/* ---- names with dots ------------------------------------------------------------------------- */

/* "a.b" of "a.b.c" (`last`: "c"; `first`: "a"); new. NULL without an exception when there is no dot.
 */
typedef enum NamePart { PART_PARENT, PART_LAST, PART_FIRST } NamePart;
static Ob *name_part(Proc *p, Ob *name, NamePart part) {
    char text[512];
    size_t len = str_utf8(p, name, text, sizeof text);
    if (len >= sizeof text) return NULL;
    const char *dot = part == PART_FIRST ? strchr(text, '.') : strrchr(text, '.');
    if (!dot) return NULL;
    if (part == PART_LAST) return str_from_cstr(p, dot + 1);
    return str_new(p, text, (size_t)(dot - text));
}

/* The name of a child: "package.name"; new. */
static Ob *joined(Proc *p, Ob *package, Ob *name) { return str_format(p, "%U.%U", package, name); }

/* A text among the globals, borrowed; NULL when it is none. */
static Ob *text_of(Proc *p, Ob *globals, const char *name) {
    Ob *value = dict_getitem_cstr(p, globals, name);
    return value && ob_is(value, TYPE_STR) ? value : NULL;
}

/* resolve_name: what "from ..name" means in the module of these globals. New. */
static Ob *resolve(Proc *p, Ob *name, Ob *globals, int64_t level) {
    Ob *package = globals ? text_of(p, globals, "__package__") : NULL;
    if (package) {
        ob_incref(p, package);
    } else if (globals && (package = text_of(p, globals, "__name__")) != NULL) {
        bool is_package = dict_getitem_cstr(p, globals, "__path__") != NULL;
        Ob *own = package;
        package = is_package ? ob_newref(p, own) : name_part(p, own, PART_PARENT);
        if (!package && err_occurred(p)) return NULL;
        if (!package && py_import_error_bare(p)) package = ob_newref(p, own); /* __main__ */
    }
    if (!package || str_len(package) == 0) {
        ob_xdecref(p, package);
        return err_format(p, EXC_ImportError,
                          "attempted relative import with no known parent package");
    }
    for (int64_t up = 1; up < level; up++) {
        Ob *parent = name_part(p, package, PART_PARENT);
        ob_decref(p, package);
        package = parent;
        if (package) continue;
        if (err_occurred(p)) return NULL;
        return err_format(p, py_beyond_package_is_value_error(p) ? EXC_ValueError : EXC_ImportError,
                          "attempted relative import beyond top-level package");
    }
    if (str_len(name) == 0) return package;
    Ob *whole = joined(p, package, name);
    ob_decref(p, package);
    return whole;
}

/* ---- finding --------------------------------------------------------------------------------- */

/* Raise `id` with `text` (taken; NULL: an exception is set already) and the attributes name and path
 * (NULL: left as they are). Always NULL. */
static Ob *import_error(Proc *p, ExcId id, Ob *text, Ob *name, Ob *path) {
    if (!text) return NULL;
    Ob *exc = exc_new(p, exc_type(p, id), &text, 1);
    ob_decref(p, text);
    if (!exc) return NULL;
    const char *const names[] = {"name", "path"};
    Ob *const values[] = {name, path};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        Ob *attribute = values[i] ? str_interned_cstr(p, names[i]) : NULL;
        if (values[i] && (!attribute || ob_setattr(p, exc, attribute, values[i]) < 0)) err_clear(p);
        ob_xdecref(p, attribute);
    }
    err_set_object(p, exc->ob_type, exc);
    ob_decref(p, exc);
    return NULL;
}

static bool is_package(Proc *p, Ob *module) {
    Ob *path;
    int found = ob_lookup_attr(p, module, vm_name(p, VM_NAME_PATH), &path);
    if (found > 0) ob_decref(p, path);
    return found > 0;
}

static Ob *find_and_load(Proc *p, Ob *name);

/* a.b needs a first, and a has to be a package (_find_and_load_unlocked). False with an exception;
 * *found (new): the module has come in meanwhile. */
static bool load_parent(Proc *p, Ob *name, Ob *parent, Ob **found) {
    Ob *module = find_and_load(p, parent);
    if (!module) return false;
    *found = dict_getitem(p, p->ob->modules, name);
    ob_xincref(p, *found);
    bool good = *found || is_package(p, module);
    ob_decref(p, module);
    if (good || err_occurred(p)) return good;
    import_error(p, EXC_ModuleNotFoundError,
                 str_format(p, "No module named %R; %R is not a package", name, parent), name,
                 NULL);
    return false;
}

/* The child becomes an attribute of its package. */
static bool bind_in_parent(Proc *p, Ob *parent, Ob *name, Ob *module) {
    Ob *package = dict_getitem(p, p->ob->modules, parent);
    Ob *last = package ? name_part(p, name, PART_LAST) : NULL;
    bool bound = last && ob_setattr(p, package, last, module) == 0;
    ob_xdecref(p, last);
    if (!bound && err_matches(p, EXC_AttributeError)) err_clear(p);
    return !err_occurred(p);
}

/* One more import inside others; beyond the limit of the program's calls the chain ends. */
static Ob *find_and_load(Proc *p, Ob *name) {
    Ob *module = dict_getitem(p, p->ob->modules, name);
    if (module == OB_NONE(p)) {
        return import_error(p, EXC_ModuleNotFoundError,
                            str_format(p, "import of %U halted; None in sys.modules", name), name,
                            NULL);
    }
    if (module) return ob_newref(p, module);
    if (err_occurred(p)) return NULL;
    if (p->vm->import_loss == IMPORT_NO_IMPORTLIB)
        return err_format(p, EXC_TypeError, "'NoneType' object is not callable");
    if (p->vm->import_loss == IMPORT_NO_FINDERS) {
        return err_format(p, EXC_ImportError,
                          "sys.meta_path is None, Python is likely shutting down");
    }
    Ob *parent = name_part(p, name, PART_PARENT);
    if (!parent && err_occurred(p)) return NULL;
    module = NULL;
    if (parent && !load_parent(p, name, parent, &module)) {
        ob_decref(p, parent);
        return NULL;
    }
    if (!module) {
        img_nest(p);
        module = module_load(p, name);
        img_unnest(p);
        if (module && parent && !bind_in_parent(p, parent, name, module)) {
            ob_decref(p, module);
            module = NULL;
        }
    }
    ob_xdecref(p, parent);
    if (module || err_occurred(p)) return module;
    return import_error(p, EXC_ModuleNotFoundError, str_format(p, "No module named %R", name), name,
                        NULL);
}

/* ---- what is taken out of a package ---------------------------------------------------------- */

static bool handle_fromlist(Proc *p, Ob *module, Ob *module_name, Ob *fromlist, bool nested);

/* "from package import name": when it has no such attribute, a module of the package is meant. One
 * that does not exist is the business of IMPORT_FROM. */
static bool load_child(Proc *p, Ob *module, Ob *module_name, Ob *name) {
    Ob *there;
    int found = ob_lookup_attr(p, module, name, &there);
    if (found > 0) ob_decref(p, there);
    if (found != 0) return found > 0;
    Ob *whole = joined(p, module_name, name);
    Ob *child = whole ? find_and_load(p, whole) : NULL;
    ob_xdecref(p, child);
    if (!child && whole && err_matches(p, EXC_ModuleNotFoundError)) {
        Ob *missing = exc_import_name(p, err_instance(p));
        if (missing && ob_is(missing, TYPE_STR) && str_eq(p, missing, whole)) err_clear(p);
    }
    ob_xdecref(p, whole);
    return !err_occurred(p);
}

static bool handle_all(Proc *p, Ob *module, Ob *module_name) {
    Ob *all;
    int found = ob_lookup_attr(p, module, vm_name(p, VM_NAME_ALL), &all);
    if (found <= 0) return found == 0;
    bool good = handle_fromlist(p, module, module_name, all, true);
    ob_decref(p, all);
    return good;
}

static bool handle_fromlist(Proc *p, Ob *module, Ob *module_name, Ob *fromlist, bool nested) {
    Ob *it = ob_iter(p, fromlist), *name = NULL;
    bool good = it != NULL;
    while (good && (name = ob_next(p, it)) != NULL) {
        if (!ob_is(name, TYPE_STR)) {
            err_format(p, EXC_TypeError,
                       nested ? "Item in %U.__all__ must be str, not %N"
                              : "Item in ``from list'' must be str, not %N",
                       nested ? module_name : (Ob *)name->ob_type, name->ob_type);
            good = false;
        } else if (str_eq_cstr(p, name, "*")) {
            good = nested || handle_all(p, module, module_name);
        } else {
            good = load_child(p, module, module_name, name);
        }
        ob_decref(p, name);
    }
    ob_xdecref(p, it);
    return good && !err_occurred(p);
}

/* ---- the face -------------------------------------------------------------------------------- */

/* Without a fromlist `import a.b` gives a. Takes `module`. */
static Ob *first_of(Proc *p, Ob *module, Ob *name) {
    Ob *first = name_part(p, name, PART_FIRST);
    if (!first && !err_occurred(p)) return module;
    ob_decref(p, module);
    module = first ? find_and_load(p, first) : NULL;
    ob_xdecref(p, first);
    return module;
}

/* What the statement gets of the module it has named. Takes `module`. */
static Ob *wanted_part(Proc *p, Ob *module, Ob *name, Ob *fromlist, int64_t level) {
    int wanted = fromlist ? ob_is_true(p, fromlist) : 0;
    if (wanted == 0) return level == 0 ? first_of(p, module, name) : module;
    Ob *call = NULL; /* the arguments of _handle_fromlist, which is Python */
    if (wanted > 0 && py_fromlist_always_asked(p)) {
        call = tuple_pack(p, 3, module, fromlist, OB_NONE(p));
        if (!call) wanted = -1;
    }
    /* Whether it is a package is asked of it, which makes an exception in 3.10 and 3.11. */
    Ob *path;
    int package = wanted > 0 ? ob_lookup_attr(p, module, vm_name(p, VM_NAME_PATH), &path) : -1;
    if (package > 0) ob_decref(p, path);
    ob_xdecref(p, call);
    if (package == 0 || (package > 0 && handle_fromlist(p, module, name, fromlist, false)))
        return module;
    ob_decref(p, module);
    return NULL;
}

Ob *import_level(Proc *p, Ob *name, Ob *globals, Ob *fromlist, int64_t level) {
    if (level == 0 && str_len(name) == 0) return err_format(p, EXC_ValueError, "Empty module name");
    Ob *resolved = level > 0 ? resolve(p, name, globals, level) : NULL;
    if (level > 0 && !resolved) return NULL;
    Ob *whole = resolved ? resolved : name;
    Ob *module = find_and_load(p, whole);
    if (module) module = wanted_part(p, module, whole, fromlist, level);
    ob_xdecref(p, resolved);
    return module;
}

/* ---- instructions ---------------------------------------------------------------------------- */

/* The program may have put a function of its own in the place of __import__ (import_name of
 * Python/ceval.c). New. */
static Ob *import_as_builtins_say(Proc *p, Frame *f, Ob *name, Ob *fromlist, Ob *level) {
    Ob *key = vm_name(p, VM_NAME_IMPORT);
    Ob *owned, *function = builtin_of_frame(p, f, key, &owned);
    if (!function) {
        return err_occurred(p) ? NULL : err_format(p, EXC_ImportError, "__import__ not found");
    }
    if (function == dict_getitem(p, p->vm->builtins_copy, key)) {
        ob_xdecref(p, owned);
        int64_t dots;
        if (!int_as_i64(p, level, &dots)) dots = INT32_MAX;
        return import_level(p, name, f->f_globals, fromlist == OB_NONE(p) ? NULL : fromlist, dots);
    }
    Ob *args[] = {name, f->f_globals, f->f_locals ? f->f_locals : OB_NONE(p), fromlist, level};
    if (!owned) ob_incref(p, function);
    Ob *module = ob_call(p, function, args, ARRAY_LEN(args), NULL);
    ob_decref(p, function);
    return module;
}

bool op_import_name(Proc *p, Frame *f, Ob *name) {
    Ob *fromlist = peek(f, 1), *level = peek(f, 2);
    Ob *module = import_as_builtins_say(p, f, name, fromlist, level);
    f->sp -= 2;
    ob_decref(p, level);
    ob_decref(p, fromlist);
    if (!module) return false;
    push(f, module);
    return true;
}

/* The words for a name that a module has not. `origin` may be NULL. */
static Ob *cannot_import(Proc *p, Ob *module, Ob *name, Ob *module_name, Ob *origin) {
    unsigned state = module_state(module);
    if (state & MODULE_INITIALIZING && py_partially_initialized(p)) {
        return origin ? str_format(p,
                                   "cannot import name %R from partially initialized module %R "
                                   "(most likely due to a circular import) (%S)",
                                   name, module_name, origin)
                      : str_format(p,
                                   "cannot import name %R from partially initialized module %R "
                                   "(most likely due to a circular import)",
                                   name, module_name);
    }
    return origin ? str_format(p, "cannot import name %R from %R (%S)", name, module_name, origin)
                  : str_format(p, "cannot import name %R from %R (unknown location)", name,
                               module_name);
}

/* A package that is still being imported may have the module already in sys.modules; new. */
static Ob *from_modules(Proc *p, Ob *module_name, Ob *name) {
    Ob *whole = joined(p, module_name, name);
    Ob *found = whole ? dict_getitem(p, p->ob->modules, whole) : NULL;
    ob_xincref(p, found);
    ob_xdecref(p, whole);
    return found;
}

bool op_import_from(Proc *p, Frame *f, Ob *name) {
    Ob *module = top(f), *value;
    int found = ob_lookup_attr(p, module, name, &value);
    if (found > 0) {
        push(f, value);
        return true;
    }
    if (found < 0) return false;
    Ob *module_name = ob_getattr(p, module, vm_name(p, VM_NAME_NAME));
    if (!module_name && !err_matches(p, EXC_AttributeError)) return false;
    if (!module_name || !ob_is(module_name, TYPE_STR)) {
        err_clear(p);
        ob_xdecref(p, module_name);
        module_name = str_from_cstr(p, "<unknown module name>");
        if (!module_name) return false;
    } else if ((value = from_modules(p, module_name, name)) != NULL) {
        ob_decref(p, module_name);
        push(f, value);
        return true;
    }
    if (py_import_error_bare(p)) {
        err_format(p, EXC_ImportError, "cannot import name %R", name);
        ob_decref(p, module_name);
        return false;
    }
    Ob *origin = ob_is(module, TYPE_MODULE) ? text_of(p, module_dict(module), "__file__") : NULL;
    import_error(p, EXC_ImportError, cannot_import(p, module, name, module_name, origin),
                 module_name, origin);
    ob_decref(p, module_name);
    return false;
}

/* import_all_from: the names of __all__, else all that do not begin with an underscore. */
static bool star_name(Proc *p, Frame *f, Ob *module, Ob *key, bool listed) {
    if (!ob_is(key, TYPE_STR)) {
        if (!listed) {
            err_format(p, EXC_TypeError, "Key in %R.__dict__ must be str, not %N", module,
                       key->ob_type);
        } else {
            err_format(p, EXC_TypeError, "Item in %R.__all__ must be str, not %N", module,
                       key->ob_type);
        }
        return false;
    }
    if (!listed && str_len(key) > 0 && str_char(p, key, 0) == '_') return true;
    Ob *value = ob_getattr(p, module, key);
    if (!value) return false;
    int failed = ob_setitem(p, f->f_locals, key, value);
    ob_decref(p, value);
    return failed == 0;
}

bool op_import_star(Proc *p, Frame *f) {
    Ob *module = top(f), *names = NULL;
    int listed = ob_lookup_attr(p, module, vm_name(p, VM_NAME_ALL), &names);
    if (!listed) {
        Ob *dict;
        int found = ob_lookup_attr(p, module, vm_name(p, VM_NAME_DICT), &dict);
        if (!found) {
            err_format(p, EXC_ImportError, "from-import-* object has no __dict__ and no __all__");
        }
        names = found > 0 ? list_from_iterable(p, dict) : NULL;
        if (found > 0) ob_decref(p, dict);
    }
    Ob *it = names ? ob_iter(p, names) : NULL, *key;
    bool good = it != NULL;
    while (good && (key = ob_next(p, it)) != NULL) {
        good = star_name(p, f, module, key, listed > 0);
        ob_decref(p, key);
    }
    good = good && !err_occurred(p);
    ob_xdecref(p, it);
    ob_xdecref(p, names);
    drop_top(p, f);
    return good;
}
