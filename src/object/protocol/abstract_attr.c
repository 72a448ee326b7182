/* abstract_attr.c - attributes and calls of any object (Objects/object.c, call.c, typeobject.c). */
#include <stdio.h>
#include <string.h>

#include "object/code/convention.h"
#include "object/code/function.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/descriptor.h"
#include "object/type/instance.h"
#include "object/type/namespace.h"
#include "object/type/type.h"

/* ---- reading --------------------------------------------------------------------------------- */

static bool name_is_str(Proc *p, Ob *name) {
    if (ob_is(name, TYPE_STR)) return true;
    err_format(p, EXC_TypeError, "attribute name must be string, not '%N'", name->ob_type);
    return false;
}

static int no_attribute(Proc *p, Ob *o, Ob *name) {
    Ob *structure = namespace_told_type(p, o);
    if (structure)
        err_format(p, EXC_AttributeError, "'%U' object has no attribute '%U'", structure, name);
    else
        err_format(p, EXC_AttributeError, "'%N' object has no attribute '%U'", o->ob_type, name);
    return -1;
}

/* _PyObject_GenericGetAttrWithDict: the attributes are in `dict`, or in o itself (NULL); `quiet` makes no exception of
 * a name that is nowhere. */
static Ob *find_attribute(Proc *p, Ob *o, Ob *name, Ob *dict, bool quiet) {
    if (!name_is_str(p, name)) return NULL;
    TypeOb *type = o->ob_type;
    Ob *descr = type_lookup(p, type, name);
    bool has_get = false;
    if (descr) {
        ob_incref(p, descr);
        has_get = descriptor_has_get(descr);
        if (has_get && descriptor_is_data(descr)) {
            Ob *result = descriptor_get(p, descr, o, (Ob *)type);
            ob_decref(p, descr);
            return result;
        }
    }
    if (dict || instance_has_attrs(o)) {
        Ob *value = dict ? dict_getitem(p, dict, name) : instance_lookup(p, o, name);
        if (value || err_occurred(p)) {
            ob_xincref(p, value);
            ob_xdecref(p, descr);
            return value;
        }
    }
    if (!descr) {
        if (quiet) return NULL;
        no_attribute(p, o, name);
        exc_set_names(p, name, o);
        return NULL;
    }
    if (!has_get) return descr;
    Ob *result = descriptor_get(p, descr, o, (Ob *)type);
    ob_decref(p, descr);
    return result;
}

Ob *generic_getattr(Proc *p, Ob *o, Ob *name) { return find_attribute(p, o, name, NULL, false); }
Ob *generic_getattr_in(Proc *p, Ob *o, Ob *name, Ob *dict) {
    return find_attribute(p, o, name, dict, false);
}

static Ob *default_getattr(Proc *p, Ob *o, Ob *name) {
    const TypeOps *ops = ob_ops(o);
    return ops->getattr ? ops->getattr(p, o, name) : generic_getattr(p, o, name);
}

/* tp_getattro */
static Ob *getattr_slot(Proc *p, Ob *o, Ob *name) {
    TypeOb *type = o->ob_type;
    Ob *result = type_defines(type, SP_GETATTRIBUTE)
                     ? ob_call_special(p, o, SP_GETATTRIBUTE, &name, 1)
                     : default_getattr(p, o, name);
    if (!result && type_defines(type, SP_GETATTR) && err_matches(p, EXC_AttributeError)) {
        err_clear(p);
        /* Up to 3.11 __getattr__ is bound before it is called (call_attribute). */
        bool binds = py_getattr_hook_bound(p);
        Ob *bound = binds ? type_bind_special(p, o, SP_GETATTR) : NULL;
        if (!binds)
            result = ob_call_special(p, o, SP_GETATTR, &name, 1);
        else if (bound)
            result = ob_call(p, bound, &name, 1, NULL);
        ob_xdecref(p, bound);
    }
    return result;
}

Ob *ob_getattr(Proc *p, Ob *o, Ob *name) {
    Ob *result = getattr_slot(p, o, name);
    if (!result) exc_set_names(p, name, o);
    return result;
}

Ob *ob_getattr_cstr(Proc *p, Ob *o, const char *name) {
    Ob *text = str_interned_cstr(p, name);
    if (!text) return NULL;
    Ob *result = ob_getattr(p, o, text);
    ob_decref(p, text);
    return result;
}

int ob_lookup_attr(Proc *p, Ob *o, Ob *name, Ob **result) {
    const TypeOb *type = o->ob_type;
    /* Modules and classes learned not to raise in 3.12. */
    bool quiet_module = ob_is(o, TYPE_MODULE) && py_module_lookup_quiet(p) &&
                        !dict_getitem_cstr(p, module_dict(o), "__getattr__");
    bool generic = (!ob_ops(o)->getattr || quiet_module) && !type_defines(type, SP_GETATTRIBUTE) &&
                   !type_defines(type, SP_GETATTR);
    bool of_class = ob_is(o, TYPE_TYPE) && py_module_lookup_quiet(p) &&
                    !type_defines(type, SP_GETATTRIBUTE) && !type_defines(type, SP_GETATTR);
    *result = generic    ? find_attribute(p, o, name, NULL, true)
              : of_class ? type_find_attribute(p, o, name, true)
                         : getattr_slot(p, o, name);
    if (*result) return 1;
    if (!err_occurred(p)) return 0;
    if (!err_matches(p, EXC_AttributeError)) return -1;
    err_clear(p);
    return 0;
}

int ob_lookup_attr_cstr(Proc *p, Ob *o, const char *name, Ob **result) {
    *result = NULL;
    Ob *text = str_interned_cstr(p, name);
    int found = text ? ob_lookup_attr(p, o, text, result) : -1;
    ob_xdecref(p, text);
    return found;
}

int ob_is_abstract(Proc *p, Ob *o) {
    Ob *name = o ? str_interned_cstr(p, "__isabstractmethod__") : NULL, *value;
    if (!name) return o ? -1 : 0;
    int found = ob_lookup_attr(p, o, name, &value);
    ob_decref(p, name);
    if (found <= 0) return found;
    found = ob_is_true(p, value);
    ob_decref(p, value);
    return found;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* Deleting what is not there: old versions let the KeyError of the dict through as
 * AttributeError(name). */
static int nothing_to_delete(Proc *p, Ob *o, Ob *name) {
    if (!py_delete_error_name_only(p)) return no_attribute(p, o, name);
    err_set_object(p, &p->ob->exc[EXC_AttributeError], name);
    return -1;
}

static void tell_unstored(Proc *p, Ob *o, Ob *name) {
    if (py_setattr_error_told(p)) exc_set_names(p, name, o);
}

int generic_setattr(Proc *p, Ob *o, Ob *name, Ob *value) {
    return generic_setattr_in(p, o, name, value, NULL);
}

/* Of attributes that are in a dict somewhere else. */
static int store_in(Proc *p, Ob *dict, Ob *o, Ob *name, Ob *value) {
    if (value) return dict_setitem(p, dict, name, value);
    if (dict_delitem(p, dict, name) == 0) return 0;
    if (!err_matches(p, EXC_KeyError)) return -1;
    err_clear(p);
    return nothing_to_delete(p, o, name);
}

int generic_setattr_in(Proc *p, Ob *o, Ob *name, Ob *value, Ob *dict) {
    if (!name_is_str(p, name)) return -1;
    TypeOb *type = o->ob_type;
    Ob *descr = type_lookup(p, type, name);
    /* 3.11+ holds the type, too (_PyObject_GenericSetAttrWithDict). */
    bool holds_type = py_setattr_holds_type(p);
    ob_incref(p, name);
    if (holds_type) ob_incref(p, &type->base.ob);
    int status;
    ob_xincref(p, descr);
    if (descr && descriptor_is_data(descr)) {
        status = descriptor_set(p, descr, o, value);
    } else if (dict) {
        status = store_in(p, dict, o, name, value);
    } else if (instance_has_attrs(o)) {
        status = instance_store(p, o, name, value);
        if (status > 0) {
            status = nothing_to_delete(p, o, name);
            InstanceView view;
            instance_view(p, o, &view);
            if (!view.values) tell_unstored(p, o, name); /* _PyObject_StoreInstanceAttribute */
        }
    } else if (descr) {
        err_format(p, EXC_AttributeError, "'%N' object attribute '%U' is read-only", type, name);
        status = -1;
    } else if (py_no_dict_error_told(p) && !type_defines(type, SP_SETATTR) &&
               !type_defines(type, SP_DELATTR) &&
               (!ob_ops(o)->setattr || ob_ops(o)->setattr == generic_setattr)) {
        err_format(p, EXC_AttributeError,
                   "'%N' object has no attribute '%U' and no __dict__ for setting new attributes",
                   type, name);
        status = -1;
        tell_unstored(p, o, name);
    } else {
        status = no_attribute(p, o, name);
        tell_unstored(p, o, name);
    }
    ob_xdecref(p, descr);
    if (holds_type) ob_decref(p, &type->base.ob);
    ob_decref(p, name);
    return status;
}

int ob_setattr(Proc *p, Ob *o, Ob *name, Ob *value) {
    TypeOb *type = o->ob_type;
    Special special = value ? SP_SETATTR : SP_DELATTR;
    if (type_defines(type, special)) {
        Ob *args[] = {name, value};
        Ob *r = ob_call_special(p, o, special, args, value ? 2 : 1);
        if (!r) return -1;
        ob_decref(p, r);
        return 0;
    }
    if (!name_is_str(p, name)) return -1;
    const TypeOps *ops = ob_ops(o);
    return ops->setattr ? ops->setattr(p, o, name, value) : generic_setattr(p, o, name, value);
}

/* ---- calling --------------------------------------------------------------------------------- */

bool ob_is_callable(const Ob *o) {
    return type_defines(o->ob_type, SP_CALL) || ob_ops(o)->call != NULL;
}

/* slot_tp_call, behind one level that has been counted. */
static Ob *call_instance(Proc *p, Ob *callable, Ob *const *args, size_t nargs, Ob *kwnames) {
    Ob *func = type_lookup_special(p, callable->ob_type, SP_CALL), *result = NULL;
    if (func && ob_is(func, TYPE_FUNCTION)) {
        Ob *bound = py_specials_are_bound(p) ? method_new(p, func, callable) : NULL;
        if (bound || !err_occurred(p)) {
            int levels = bound ? call_levels(p, bound, nargs, CALLED_BY_C) : 0;
            if (recursion_enter_call(p, levels) == 0) {
                result = call_packed(p, func, callable, args, nargs, kwnames);
                recursion_leave_call(p, levels);
            }
        }
        ob_xdecref(p, bound);
        return result;
    }
    Ob *bound = type_bind_special(p, callable, SP_CALL);
    if (!bound) return NULL;
    result = ob_call(p, bound, args, nargs, kwnames);
    ob_decref(p, bound);
    return result;
}

Ob *ob_call_from(Proc *p, Ob *callable, Ob *const *args, size_t nargs, Ob *kwnames,
                 CallPlace place) {
    bool is_function = ob_is(callable, TYPE_FUNCTION);
    bool defines = !is_function && type_defines(callable->ob_type, SP_CALL);
    const TypeOps *ops = ob_ops(callable);
    if (!is_function && !defines && !ops->call)
        return err_format(p, EXC_TypeError, "'%N' object is not callable", callable->ob_type);
    int levels = defines ? 1 : call_levels(p, callable, nargs, place);
    if (recursion_enter_call(p, levels) < 0) return NULL;
    Ob *result = is_function ? p->hooks.call_function(p, callable, args, nargs, kwnames)
                 : defines   ? call_instance(p, callable, args, nargs, kwnames)
                             : ops->call(p, callable, args, nargs, kwnames);
    recursion_leave_call(p, levels);
    return result;
}

Ob *ob_call(Proc *p, Ob *callable, Ob *const *args, size_t nargs, Ob *kwnames) {
    return ob_call_from(p, callable, args, nargs, kwnames, CALLED_BY_C);
}

Ob *call_with_self(Proc *p, Ob *func, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    /* _PY_FASTCALL_SMALL_STACK: longer argument lists take memory from the heap, as CPython does.
     */
    Ob *small[6], **stack = small;
    size_t total = nargs + (kwnames ? (size_t)tuple_size(kwnames) : 0);
    if (total + 1 > ARRAY_LEN(small)) {
        stack = refs_alloc(p, (int64_t)total + 1, BLOCK_OTHER);
        if (!stack) return NULL;
    }
    stack[0] = self;
    if (total) memcpy(stack + 1, args, total * sizeof(Ob *));
    ob_incref(p, func);
    Ob *result = ob_call(p, func, stack, nargs + 1, kwnames);
    if (stack != small) mem_free(p, stack);
    ob_decref(p, func);
    return result;
}

Ob *ob_call_method(Proc *p, Ob *o, const char *name, Ob *const *args, size_t nargs) {
    Ob *text = str_interned_cstr(p, name);
    if (!text) return NULL;
    Ob *func;
    int unbound = 0;
    if (py_names_are_bound(p)) {
        func = ob_getattr(p, o, text);
    } else {
        unbound = ob_get_method(p, o, text, &func);
    }
    ob_decref(p, text);
    if (unbound < 0 || !func) return NULL;
    Ob *result = unbound ? call_with_self(p, func, o, args, nargs, NULL)
                         : ob_call(p, func, args, nargs, NULL);
    ob_decref(p, func);
    return result;
}

Ob *ob_call_special(Proc *p, Ob *o, Special special, Ob *const *args, size_t nargs) {
    Ob *func = type_lookup_special(p, o->ob_type, special);
    if (!func) {
        return err_format(p, EXC_AttributeError, "'%N' object has no attribute '%U'", o->ob_type,
                          p->ob->special_names[special]);
    }
    if (ob_is(func, TYPE_FUNCTION) && !py_specials_are_bound(p))
        return call_with_self(p, func, o, args, nargs, NULL);
    Ob *bound = type_bind_special(p, o, special);
    if (!bound) return NULL;
    Ob *result = ob_call(p, bound, args, nargs, NULL);
    ob_decref(p, bound);
    return result;
}

Ob *python_method(Proc *p, const Ob *o, const char *name) {
    if (!(o->ob_type->flags & TYPE_HEAP)) return NULL;
    Ob *text = str_interned_cstr(p, name);
    if (!text) return NULL;
    Ob *found = type_lookup(p, o->ob_type, text);
    ob_decref(p, text);
    if (!found || ob_is(found, TYPE_SLOT_WRAPPER) || ob_is(found, TYPE_METHOD_DESCRIPTOR))
        return NULL;
    return found;
}

/* ---- arguments ------------------------------------------------------------------------------- */

enum { WORDS_MAX = 128 };

/* How an error calls the method: "list.append" or, before 3.9 and where only the name is wanted,
 * "append". The type is that of the table from which the function was called, if `name` does not tell
 * it (_PyObject_FunctionStr). */
static const char *method_words(Proc *p, const char *name, bool qualified, char text[WORDS_MAX]) {
    const char *dot = strrchr(name, '.');
    if (!qualified || !py_errors_name_type(p)) return dot ? dot + 1 : name;
    uint32_t table = p->ob->calling >> 16;
    if (dot || table >= TYPE_COUNT) return name;
    const MethodDef *def = cfunction_def(p, p->ob->calling);
    if (!def || strcmp(def->name, name) != 0) return name;
    char type[WORDS_MAX / 2];
    str_utf8(p, type_of_id(p, (TypeId)table)->tp_name, type, sizeof type);
    const char *last = strrchr(type, '.');
    snprintf(text, WORDS_MAX, "%s.%s", last ? last + 1 : type, name);
    return text;
}

/* Is the function that was called one that gets its arguments in a tuple? Of such a one no error about
 * keywords tells the type (cfunction_call of CPython). */
static bool called_with_tuple(Proc *p, const char *name) {
    const MethodDef *def = cfunction_def(p, p->ob->calling);
    return def && def->flags >> METH_TUPLE_SHIFT > (int)p->s->profile.version &&
           strcmp(def->name, name) == 0;
}

bool no_keywords(Proc *p, const char *name, Ob *kwnames) {
    if (!kwnames || tuple_size(kwnames) == 0) return true;
    char text[WORDS_MAX];
    const MethodDef *called = py_argument_errors_bare(p) ? cfunction_def(p, p->ob->calling) : NULL;
    const char *dot = strrchr(name, '.');
    if (py_argument_errors_bare(p) &&
        (!called || strcmp(called->name, dot ? dot + 1 : name) != 0)) {
        err_format(p, EXC_TypeError, "%s() does not take keyword arguments", name);
        return false; /* a type: _PyArg_NoKeywords */
    }
    err_format(p, EXC_TypeError, "%s() takes no keyword arguments",
               method_words(p, name, !called_with_tuple(p, name), text));
    return false;
}

bool no_keywords_for(Proc *p, const TypeOb *type, Special other, const char *name, Ob *kwnames) {
    bool free =
        type->flags & TYPE_HEAP && (!py_subclass_refuses_keywords(p) || type_defines(type, other));
    return free || no_keywords(p, name, kwnames);
}

/* Does PyArg_UnpackTuple or _PyArg_CheckPositional look at the arguments of what was called last? */
static bool unpacks(Proc *p, const char *name) {
    const MethodDef *def = cfunction_def(p, p->ob->calling);
    const char *dot = strrchr(name, '.');
    if (!def || strcmp(def->name, dot ? dot + 1 : name) != 0) return false;
    Convention convention = convention_of(p, p->ob->calling);
    return convention == CONV_TUPLE || convention == CONV_ARRAY;
}

bool method_args(Proc *p, const char *name, size_t nargs, size_t min, size_t max, Ob *kwnames) {
    if (!no_keywords(p, name, kwnames)) return false;
    if (nargs >= min && nargs <= max) return true;
    char text[WORDS_MAX], *const words = text;
    const char *full = method_words(p, name, true, words);
    if (max == 0) {
        err_format(p, EXC_TypeError, "%s() takes no arguments (%zd given)", full, (int64_t)nargs);
    } else if (min == 1 && max == 1 && !unpacks(p, name)) {
        err_format(p, EXC_TypeError, "%s() takes exactly one argument (%zd given)", full,
                   (int64_t)nargs);
    } else {
        err_argument_count(p, method_words(p, name, false, words), true, nargs, min, max);
    }
    return false;
}

bool args_check_tuple(Proc *p, const char *name, size_t nargs, size_t min, size_t max,
                      Ob *kwnames) {
    if (!no_keywords(p, name, kwnames)) return false;
    if (nargs >= min && nargs <= max) return true;
    size_t bound = nargs < min ? min : max;
    const char *how = min == max ? "exactly" : nargs < min ? "at least" : "at most";
    const char *dot = strrchr(name, '.');
    err_format(p, EXC_TypeError, "%s() takes %s %zd argument%s (%zd given)", dot ? dot + 1 : name,
               how, (int64_t)bound, bound == 1 ? "" : "s", (int64_t)nargs);
    return false;
}

bool args_check_unpacked(Proc *p, const char *name, size_t nargs, size_t want, Ob *kwnames) {
    if (!no_keywords(p, name, kwnames)) return false;
    if (nargs == want) return true;
    err_format(p, EXC_TypeError, "%s expected %zd argument%s, got %zd", name, (int64_t)want,
               want == 1 && py_one_argument_singular(p) ? "" : "s", (int64_t)nargs);
    return false;
}

bool args_check_format(Proc *p, const char *name, size_t nargs, size_t min, size_t max,
                       Ob *kwnames) {
    return (py_arguments_named(p) ? method_args : args_check_tuple)(p, name, nargs, min, max,
                                                                    kwnames);
}

bool args_check_parsed(Proc *p, const char *name, size_t nargs, size_t min, size_t max,
                       Ob *kwnames) {
    return (py_argument_errors_bare(p) ? args_check_format : method_args)(p, name, nargs, min, max,
                                                                          kwnames);
}

bool find_args(Proc *p, const char *name, size_t nargs, Ob *kwnames) {
    if (!py_find_args_parsed(p) || (nargs >= 1 && nargs <= 3))
        return method_args(p, name, nargs, 1, 3, kwnames);
    if (!no_keywords(p, name, kwnames)) return false;
    err_format(p, EXC_TypeError, "%s() takes at %s %d argument%s (%zd given)", name,
               nargs ? "most" : "least", nargs ? 3 : 1, nargs ? "s" : "", (ptrdiff_t)nargs);
    return false;
}

Ob *keyword_arg(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!kwnames) return NULL;
    for (int64_t i = 0; i < tuple_size(kwnames); i++) {
        if (str_eq_cstr(p, tuple_item(kwnames, i), name)) return args[nargs + (size_t)i];
    }
    return NULL;
}
