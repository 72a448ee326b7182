/* builtins_code.c - builtins that run code or look at namespaces: __build_class__, exec, eval,
 * globals, locals, vars, dir, __import__ (Python/bltinmodule.c). */
#include <stdlib.h>

#include "base/diag.h"
#include "lang/compile.h"
#include "object/code/cell.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/object_type.h"
#include "object/type/type.h"
#include "vm/import/import.h"
#include "vm/lib/builtins.h"
#include "vm/lib/compile.h"
#include "vm/loop/state.h"

BUILTIN_FUNCTION(builtin_import) {
    (void)self;
    static const char *const names[] = {"name", "globals", "locals", "fromlist", "level"};
    static const Signature signature = {"__import__", names, 5, 0, 1, 5};
    Ob *given[5];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (!ob_is(given[0], TYPE_STR))
        return py_import_checks_name_itself(p)
                   ? err_format(p, EXC_TypeError, "module name must be a string")
                   : err_format(p, EXC_TypeError, "__import__() argument 1 must be str, not %N",
                                given[0]->ob_type);
    int64_t level = 0;
    if (given[4] && ob_as_int_arg(p, given[4], &level) < 0) return NULL;
    if (level < 0) return err_format(p, EXC_ValueError, "level must be >= 0");
    Ob *globals = given[1] && ob_is_dict(given[1]) ? given[1] : NULL;
    Ob *fromlist = given[3] == OB_NONE(p) ? NULL : given[3];
    return import_level(p, given[0], globals, fromlist, level);
}

/* ---- classes --------------------------------------------------------------------------------- */

/* update_bases: a base that is no class may say by __mro_entries__ which classes stand for it. New,
 * or `bases` itself, borrowed, when there is none such. */
static Ob *resolve_bases(Proc *p, Ob *bases) {
    Ob *list = NULL;
    for (int64_t i = 0; i < tuple_size(bases); i++) {
        Ob *base = tuple_item(bases, i), *method = NULL;
        int found = ob_is(base, TYPE_TYPE) ? 0 : type_mro_entries(p, base, &method);
        if (found < 0) goto fail;
        if (!found) {
            if (list && list_append(p, list, base) < 0) goto fail;
            continue;
        }
        Ob *entries = ob_call(p, method, &bases, 1, NULL);
        ob_decref(p, method);
        if (!entries) goto fail;
        bool fits = ob_is(entries, TYPE_TUPLE);
        if (!fits) err_format(p, EXC_TypeError, "__mro_entries__ must return a tuple");
        if (fits && !list) {
            list = list_new(p, 0);
            fits = list != NULL;
            for (int64_t k = 0; fits && k < i; k++)
                fits = list_append(p, list, tuple_item(bases, k)) == 0;
        }
        for (int64_t k = 0; fits && k < tuple_size(entries); k++)
            fits = list_append(p, list, tuple_item(entries, k)) == 0;
        ob_decref(p, entries);
        if (!fits) goto fail;
    }
    if (!list) return bases;
    Ob *resolved = list_as_tuple(p, list);
    ob_decref(p, list);
    return resolved;
fail:
    ob_xdecref(p, list);
    return NULL;
}

/* The metaclass: the keyword's (which leaves `kwargs`), else the type of the first base; of two classes the more
 * derived. It may be anything that can be called. New. */
static Ob *metaclass_of(Proc *p, Ob *bases, Ob *kwargs) {
    Ob *meta = kwargs ? dict_getitem_cstr(p, kwargs, "metaclass") : NULL;
    if (meta) {
        ob_incref(p, meta);
        Ob *name = str_interned_cstr(p, "metaclass");
        int status = name ? dict_delitem(p, kwargs, name) : -1;
        ob_xdecref(p, name);
        if (status < 0) return ob_decref(p, meta), NULL;
        if (!ob_is(meta, TYPE_TYPE)) return meta;
    } else {
        TypeOb *first =
            tuple_size(bases) ? tuple_item(bases, 0)->ob_type : type_of_id(p, TYPE_TYPE);
        meta = ob_newref(p, &first->base.ob);
    }
    TypeOb *winner = type_calculate_metaclass(p, (TypeOb *)meta, bases);
    if (winner != (TypeOb *)meta) {
        ob_decref(p, meta);
        meta = winner ? ob_newref(p, &winner->base.ob) : NULL;
    }
    return meta;
}

/* Call with the keywords of a dict. New reference. */
static Ob *call_with_dict(Proc *p, Ob *callable, Ob *const *args, size_t nargs, Ob *kwargs) {
    if (!kwargs || dict_size(kwargs) == 0) return ob_call(p, callable, args, nargs, NULL);
    int64_t named = dict_size(kwargs), i = 0, pos = 0;
    Ob *names = tuple_new(p, named);
    Ob **stack = names ? refs_alloc(p, (int64_t)nargs + named, BLOCK_OTHER) : NULL;
    Ob *result = NULL;
    if (stack) {
        for (size_t k = 0; k < nargs; k++) stack[k] = args[k];
        for (Ob *key, *value; dict_next(p, kwargs, &pos, &key, &value); i++) {
            tuple_set(p, names, i, ob_newref(p, key));
            stack[nargs + (size_t)i] = value;
        }
        result = ob_call(p, callable, stack, nargs, names);
        mem_free(p, stack);
    }
    ob_xdecref(p, names);
    return result;
}

/* The keywords of a class statement as a dict, or *kwargs NULL when there are none. */
static bool class_keywords(Proc *p, Ob *const *args, size_t nargs, Ob *kwnames, Ob **kwargs) {
    *kwargs = NULL;
    int64_t n = kwnames ? tuple_size(kwnames) : 0;
    if (n == 0) return true;
    *kwargs = dict_new(p);
    for (int64_t k = 0; *kwargs && k < n; k++) {
        if (dict_setitem(p, *kwargs, tuple_item(kwnames, k), args[nargs + (size_t)k]) < 0) {
            ob_decref(p, *kwargs);
            return false;
        }
    }
    return *kwargs != NULL;
}

/* Run the body in its namespace. The result is the class cell or None; new. */
static Ob *run_body(Proc *p, FunctionOb *function, Ob *ns) {
    bool take = py_args_move_to_callee(p);
    if (take) ob_incref(p, &function->base);
    Frame *f = call_prepare(p, function, NULL, 0, NULL, take);
    if (!f) return NULL;
    f->f_locals = ob_newref(p, ns);
    return eval_nested(p, f);
}

/* From 3.8 on: the cell that super() uses must hold the class that the metaclass has made. */
static bool cell_agrees(Proc *p, Ob *cell, Ob *class_, Ob *name) {
    if (!ob_is(cell, TYPE_CELL) || !ob_is(class_, TYPE_TYPE)) return true;
    if (cell_get(cell) == class_) return true;
    if (!cell_get(cell)) {
        err_format(
            p, EXC_RuntimeError,
            "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?",
            name, class_);
    } else {
        err_format(p, EXC_TypeError, "__class__ set to %R defining %R as %R", cell_get(cell), name,
                   class_);
    }
    return false;
}

/* The metaclass's __prepare__ makes the namespace, a mapping; even type's own is looked up, bound and called. */
static Ob *prepare_namespace(Proc *p, Ob *meta, Ob *name, Ob *bases, Ob *kwargs) {
    Ob *prepare = NULL;
    int found = ob_lookup_attr(p, meta, vm_name(p, VM_NAME_PREPARE), &prepare);
    if (found <= 0) return found < 0 ? NULL : dict_new(p);
    Ob *args[] = {name, bases};
    Ob *ns = call_with_dict(p, prepare, args, 2, kwargs);
    ob_decref(p, prepare);
    if (!ns || type_defines(ns->ob_type, SP_GETITEM) || ob_ops(ns)->getitem) return ns;
    if (ob_is(meta, TYPE_TYPE))
        err_format(p, EXC_TypeError, "%N.__prepare__() must return a mapping, not %N",
                   (TypeOb *)meta, ns->ob_type);
    else
        err_format(p, EXC_TypeError, "<metaclass>.__prepare__() must return a mapping, not %N",
                   ns->ob_type);
    ob_decref(p, ns);
    return NULL;
}

static int set_original_bases(Proc *p, Ob *ns, Ob *written) {
    Ob *name = str_interned_cstr(p, "__orig_bases__");
    int status = name ? ob_setitem(p, ns, name, written) : -1;
    ob_xdecref(p, name);
    return status;
}

BUILTIN_FUNCTION(builtin_build_class) {
    (void)self;
    if (nargs < 2) return err_format(p, EXC_TypeError, "__build_class__: not enough arguments");
    if (!ob_is(args[0], TYPE_FUNCTION)) {
        return err_format(p, EXC_TypeError, "__build_class__: func must be a function");
    }
    Ob *name = args[1], *result = NULL, *kwargs = NULL, *ns = NULL, *cell = NULL, *bases = NULL,
       *meta = NULL;
    Ob *written = tuple_from_array(p, args + 2, (int64_t)nargs - 2);
    if (!written) return NULL;
    bases = resolve_bases(p, written);
    if (!bases) goto done;
    if (!class_keywords(p, args, nargs, kwnames, &kwargs)) goto done;
    meta = metaclass_of(p, bases, kwargs);
    if (!meta) goto done;
    ns = prepare_namespace(p, meta, name, bases, kwargs);
    if (!ns) goto done;
    cell = run_body(p, (FunctionOb *)args[0], ns);
    if (!cell) goto done;
    if (bases != written && set_original_bases(p, ns, written) < 0) goto done;
    if (meta == (Ob *)type_of_id(p, TYPE_TYPE)) {
        result = type_new_class(p, (TypeOb *)meta, name, bases, ns, kwargs);
    } else {
        Ob *three[] = {name, bases, ns};
        result = call_with_dict(p, meta, three, 3, kwargs);
    }
    if (result && !cell_agrees(p, cell, result, name)) {
        ob_decref(p, result);
        result = NULL;
    }
done:
    ob_xdecref(p, cell);
    ob_xdecref(p, ns);
    ob_xdecref(p, meta);
    ob_xdecref(p, kwargs);
    if (bases != written) ob_xdecref(p, bases);
    ob_decref(p, written);
    return result;
}

/* ---- namespaces ------------------------------------------------------------------------------ */

/* PyEval_GetGlobals; outside every frame (a callback at exit) those of __main__ while they live.
 * Borrowed; NULL with SystemError. */
static Ob *current_globals(Proc *p) {
    Ob *globals = p->tstate->frame ? p->tstate->frame->f_globals : vm_main_dict(p);
    return globals ? globals : err_format(p, EXC_SystemError, "frame does not exist");
}

BUILTIN_FUNCTION(builtin_globals) {
    (void)self, (void)args;
    if (!args_check(p, "globals", nargs, 0, 0, kwnames)) return NULL;
    Ob *globals = current_globals(p);
    return globals ? ob_newref(p, globals) : NULL;
}

/* The variables of the frame that runs; without one those of the program. New. */
static Ob *current_locals(Proc *p) {
    if (p->tstate->frame) return frame_locals(p, p->tstate->frame);
    Ob *globals = current_globals(p);
    return globals ? ob_newref(p, globals) : NULL;
}

BUILTIN_FUNCTION(builtin_locals) {
    (void)self, (void)args;
    return args_check(p, "locals", nargs, 0, 0, kwnames) ? current_locals(p) : NULL;
}

BUILTIN_FUNCTION(builtin_vars) {
    (void)self;
    if (!args_check(p, "vars", nargs, 0, 1, kwnames)) return NULL;
    if (nargs == 0) return current_locals(p);
    Ob *dict;
    int found = ob_lookup_attr(p, args[0], vm_name(p, VM_NAME_DICT), &dict);
    if (found < 0) return NULL;
    if (!found) return err_format(p, EXC_TypeError, "vars() argument must have __dict__ attribute");
    return dict;
}

/* _dir_object: the method is bound before it is called. */
static Ob *bound_dir(Proc *p, Ob *o) {
    Ob *method = type_bind_special(p, o, SP_DIR), *answer = NULL;
    if (method && type_defines(o->ob_type, SP_DIR)) {
        answer = ob_call(p, method, NULL, 0, NULL);
    } else if (method || !err_occurred(p)) {
        answer = object_dir(p, o);
    }
    ob_xdecref(p, method);
    return answer;
}

BUILTIN_FUNCTION(builtin_dir) {
    (void)self;
    if (!args_check(p, "dir", nargs, 0, 1, kwnames)) return NULL;
    Ob *names;
    if (nargs == 1) {
        Ob *answer = bound_dir(p, args[0]);
        names = answer ? list_from_iterable(p, answer) : NULL;
        ob_xdecref(p, answer);
    } else {
        Ob *locals = current_locals(p);
        names = locals ? dict_keys(p, locals) : NULL;
        ob_xdecref(p, locals);
    }
    if (names && list_sort(p, names, NULL, false) < 0) {
        ob_decref(p, names);
        return NULL;
    }
    return names;
}

/* ---- exec and eval --------------------------------------------------------------------------- */

/* The cells that the free variables of a code object get: `closure` of exec() as it is, checked
 * (Python/bltinmodule.c, builtin_exec_impl). */
static bool closure_fits(Proc *p, const char *name, const CodeOb *code, Ob *closure,
                         LangMode mode) {
    int nfree = code->text->nfreevars;
    bool given = closure && closure != OB_NONE(p);
    if (nfree == 0 && !given) return true;
    if (nfree == 0) {
        err_format(p, EXC_TypeError, "cannot use a closure with this code object");
        return false;
    }
    if (mode == LANG_EXPR || !py_exec_takes_closure(p)) {
        err_format(p, EXC_TypeError, "code object passed to %s() may not contain free variables",
                   name);
        return false;
    }
    bool fits = given && ob_is_exact(p, closure, TYPE_TUPLE) && tuple_size(closure) == nfree;
    for (int i = 0; fits && i < nfree; i++) fits = ob_is(tuple_item(closure, i), TYPE_CELL);
    if (!fits) {
        err_format(p, EXC_TypeError, "code object requires a closure of exactly length %d", nfree);
    }
    return fits;
}

/* source, globals, locals and closure of eval() and exec(), NULL where none is given. */
static bool run_arguments(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames,
                          LangMode mode, Ob *given[4]) {
    static const char *const names[] = {"", "globals", "locals", "closure"};
    bool closure = mode != LANG_EXPR && py_exec_takes_closure(p);
    for (int i = 0; i < 4; i++) given[i] = NULL;
    if (py_exec_takes_names(p) || closure) {
        int count = closure ? 4 : 3;
        const Signature signature = {name, names, count, py_exec_takes_names(p) ? 1 : 3, 1, 3};
        return named_args(p, &signature, args, nargs, kwnames, given);
    }
    if (!no_keywords(p, name, kwnames) || !args_check(p, name, nargs, 1, 3, NULL)) return false;
    for (size_t i = 0; i < nargs; i++) given[i] = args[i];
    return true;
}

static Ob *run_text(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames,
                    LangMode mode) {
    Ob *given[4];
    if (!run_arguments(p, name, args, nargs, kwnames, mode, given)) return NULL;
    Ob *source = given[0], *globals = given[1], *locals = given[2], *closure = given[3];
    Ob *none = OB_NONE(p);
    if (globals == none) globals = NULL;
    if (locals == none) locals = NULL;
    if (globals && !ob_is_dict(globals)) {
        return err_format(p, EXC_TypeError,
                          mode == LANG_EXPR ? "globals must be a dict"
                                            : "exec() globals must be a dict, not %N",
                          globals->ob_type);
    }
    Ob *own_locals = NULL;
    if (!locals && globals) {
        locals = globals;
    } else if (!locals) {
        own_locals = locals = current_locals(p);
        if (!locals) return NULL;
    }
    if (!globals) globals = current_globals(p);
    if (!globals) {
        ob_xdecref(p, own_locals);
        return NULL;
    }
    Ob *result = NULL;
    CodeOb *code = NULL;
    if (dict_contains(p, globals, vm_name(p, VM_NAME_BUILTINS)) == 0) {
        dict_setitem(p, globals, vm_name(p, VM_NAME_BUILTINS), current_builtins(p));
    }
    if (ob_is(source, TYPE_CODE)) {
        if (closure_fits(p, name, (CodeOb *)source, closure, mode))
            code = (CodeOb *)ob_newref(p, source);
    } else if (closure && closure != none) {
        err_format(p, EXC_TypeError, "closure can only be used when source is a code object");
    } else if (ob_is(source, TYPE_STR) || ob_is(source, TYPE_BYTES)) {
        code = source_compile(p, source, NULL, mode, inherited_future(p), 0);
    } else {
        err_format(p, EXC_TypeError, "%s() arg 1 must be a string, bytes or code object", name);
    }
    if (code) {
        Frame *f = code_frame(p, code, globals, locals, closure);
        if (f) result = eval_nested(p, f);
        ob_decref(p, &code->base.ob);
    }
    ob_xdecref(p, own_locals);
    if (result && mode != LANG_EXPR) {
        ob_decref(p, result);
        result = ob_newref(p, none);
    }
    return result;
}

BUILTIN_FUNCTION(builtin_eval) {
    (void)self;
    return run_text(p, "eval", args, nargs, kwnames, LANG_EXPR);
}
BUILTIN_FUNCTION(builtin_exec) {
    (void)self;
    return run_text(p, "exec", args, nargs, kwnames, LANG_MODULE);
}
