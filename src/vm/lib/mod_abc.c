/* mod_abc.c - how abstract base classes remember and ask (Modules/_abc.c); the rest of abc is Python.
 *
 * Each function gets the abstract class first; what it knows lies in its attribute _abc_impl. */
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/set.h"
#include "object/container/tuple.h"
#include "object/library/library.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "object/type/weakref.h"
#include "vm/import/c_modules.h"

static Ob *get(Proc *p, Ob *o, const char *name) { return ob_getattr_cstr(p, o, name); }

static int set(Proc *p, Ob *o, const char *name, Ob *value) {
    Ob *text = str_interned_cstr(p, name);
    int status = text ? ob_setattr(p, o, text, value) : -1;
    ob_xdecref(p, text);
    return status;
}

/* _get_impl. New reference. */
static Ob *data_of(Proc *p, Ob *class_) {
    Ob *data = get(p, class_, "_abc_impl");
    if (!data || ob_is_exact(p, data, TYPE_ABC_DATA)) return data;
    err_format(p, EXC_TypeError, "_abc_impl is set to a wrong type");
    ob_decref(p, data);
    return NULL;
}

/* ---- abstract methods ------------------------------------------------------------------------ */

/* Those that the class defines itself. */
static int add_own(Proc *p, Ob *class_, Ob *abstracts) {
    Ob *names = get(p, class_, "__dict__"), *method = names ? get(p, names, "items") : NULL;
    Ob *view = method ? ob_call(p, method, NULL, 0, NULL) : NULL;
    Ob *items = view ? list_from_iterable(p, view) : NULL; /* PyMapping_Items */
    ob_xdecref(p, view);
    ob_xdecref(p, method);
    ob_xdecref(p, names);
    if (!items) return -1;
    int status = 0;
    for (int64_t i = 0; status >= 0 && i < list_size(items); i++) {
        Ob *pair = list_item(items, i);
        status = ob_is_abstract(p, tuple_item(pair, 1));
        if (status > 0) status = set_add(p, abstracts, tuple_item(pair, 0));
    }
    ob_decref(p, items);
    return status;
}

/* Of the abstract ones of a base those that the class has not replaced. */
static int add_inherited(Proc *p, Ob *class_, Ob *base, Ob *abstracts) {
    Ob *inherited;
    int found = ob_lookup_attr_cstr(p, base, "__abstractmethods__", &inherited);
    if (found <= 0) return found;
    Ob *it = ob_iter(p, inherited);
    ob_decref(p, inherited);
    if (!it) return -1;
    int status = 0;
    for (Ob *name; status >= 0 && (name = ob_next(p, it)) != NULL;) {
        Ob *value;
        status = ob_lookup_attr(p, class_, name, &value);
        if (status > 0) {
            status = ob_is_abstract(p, value);
            ob_decref(p, value);
            if (status > 0) status = set_add(p, abstracts, name);
        }
        ob_decref(p, name);
    }
    ob_decref(p, it);
    return status < 0 || err_occurred(p) ? -1 : 0;
}

static int compute_abstract_methods(Proc *p, Ob *class_) {
    Ob *abstracts = frozenset_to_fill(p);
    int status = abstracts ? add_own(p, class_, abstracts) : -1;
    Ob *bases = status >= 0 ? get(p, class_, "__bases__") : NULL;
    if (bases && !ob_is(bases, TYPE_TUPLE)) err_format(p, EXC_TypeError, "__bases__ is not tuple");
    status = bases && ob_is(bases, TYPE_TUPLE) ? 0 : -1;
    for (int64_t i = 0; status >= 0 && i < tuple_size(bases); i++)
        status = add_inherited(p, class_, tuple_item(bases, i), abstracts);
    if (status >= 0) status = set(p, class_, "__abstractmethods__", abstracts);
    ob_xdecref(p, bases);
    ob_xdecref(p, abstracts);
    return status < 0 ? -1 : 0;
}

/* __abc_tpflags__ = 1 << 5 or 1 << 6 in a class body says what its instances are for patterns; it does not stay. */
static int take_matching(Proc *p, TypeOb *type) {
    Ob *flags = dict_getitem_cstr(p, type->tp_dict, "__abc_tpflags__");
    if (!flags) return 0;
    const unsigned both = MATCH_AS_SEQUENCE | MATCH_AS_MAPPING;
    if (ob_is_exact(p, flags, TYPE_INT)) {
        int64_t value = int_as_i64_err(p, flags);
        if (value == -1 && err_occurred(p)) return -1;
        if ((value & both) == both) {
            err_format(p, EXC_TypeError,
                       "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and "
                       "Py_TPFLAGS_MAPPING");
            return -1;
        }
        type->matching |= (uint16_t)(value & both);
    }
    Ob *name = str_interned_cstr(p, "__abc_tpflags__");
    int status = name ? dict_delitem(p, type->tp_dict, name) : -1;
    ob_xdecref(p, name);
    return status;
}

static Ob *abc_init(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "_abc_init", nargs, 1, 1, kwnames)) return NULL;
    if (compute_abstract_methods(p, args[0]) < 0) return NULL;
    Ob *data = abc_data_new(p);
    int status = data ? set(p, args[0], "_abc_impl", data) : -1;
    ob_xdecref(p, data);
    if (status == 0 && py_match_statement(p) && ob_is(args[0], TYPE_TYPE))
        status = take_matching(p, (TypeOb *)args[0]);
    return status < 0 ? NULL : ob_newref(p, OB_NONE(p));
}

/* ---- registering ----------------------------------------------------------------------------- */

static Ob *abc_register(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "_abc_register", nargs, 2, 2, kwnames)) return NULL;
    Ob *class_ = args[0], *subclass = args[1];
    if (!ob_is(subclass, TYPE_TYPE))
        return err_format(p, EXC_TypeError, "Can only register classes");
    int found = ob_issubclass(p, subclass, class_);
    if (found) return found < 0 ? NULL : ob_newref(p, subclass); /* it is one already */
    found = ob_issubclass(p, class_, subclass);
    if (found < 0) return NULL;
    if (found) return err_format(p, EXC_RuntimeError, "Refusing to create an inheritance cycle");
    Ob *data = data_of(p, class_);
    int status = data ? abc_data_add(p, data, ABC_REGISTRY, subclass) : -1;
    ob_xdecref(p, data);
    if (status < 0) return NULL;
    p->ob->abc_invalidation_counter++;
    unsigned matching = ob_is(class_, TYPE_TYPE) ? ((TypeOb *)class_)->matching : 0;
    if (matching && type_set_matching(p, (TypeOb *)subclass, matching) < 0) return NULL;
    return ob_newref(p, subclass);
}

/* ---- asking ---------------------------------------------------------------------------------- */

/* __subclasshook__: 1 yes, 0 no, 2 it leaves the answer to others, -1. */
static int ask_hook(Proc *p, Ob *class_, Ob *subclass) {
    Ob *answer = ob_call_method(p, class_, "__subclasshook__", &subclass, 1);
    if (!answer) return -1;
    int found = answer == p->ob->true_              ? 1
                : answer == p->ob->false_           ? 0
                : answer == &p->ob->not_implemented ? 2
                                                    : -1;
    if (found < 0)
        err_format(p, EXC_AssertionError,
                   "__subclasshook__ must return either False, True, or NotImplemented");
    ob_decref(p, answer);
    return found;
}

/* A subclass of a class that was registered? The references are looked at in a copy: they are classes' own code that
 * answers. */
static int ask_registry(Proc *p, Ob *data, Ob *subclass) {
    Ob *registry = ((AbcDataOb *)data)->sets[ABC_REGISTRY];
    if (!registry || set_size(registry) == 0) return 0;
    int found = abc_data_has(p, data, ABC_REGISTRY, subclass);
    if (found) return found;
    Ob *copy = list_from_iterable(p, registry);
    if (!copy) return -1;
    for (int64_t i = 0; found == 0 && i < list_size(copy); i++) {
        Ob *registered = weakref_get(p, list_item(copy, i));
        if (!registered) continue;
        ob_incref(p, registered);
        found = ob_issubclass(p, subclass, registered);
        ob_decref(p, registered);
        if (found > 0 && abc_data_add(p, data, ABC_CACHE, subclass) < 0) found = -1;
    }
    ob_decref(p, copy);
    return found;
}

static int ask_subclasses(Proc *p, Ob *class_, Ob *subclass) {
    Ob *subclasses = ob_call_method(p, class_, "__subclasses__", NULL, 0);
    if (subclasses && !ob_is(subclasses, TYPE_LIST))
        err_format(p, EXC_TypeError, "__subclasses__() must return a list");
    int found = subclasses && ob_is(subclasses, TYPE_LIST) ? 0 : -1;
    for (int64_t i = 0; found == 0 && i < list_size(subclasses); i++) {
        Ob *one = ob_newref(p, list_item(subclasses, i));
        found = ob_issubclass(p, subclass, one);
        ob_decref(p, one);
    }
    ob_xdecref(p, subclasses);
    return found;
}

static bool is_in_mro(Ob *class_, Ob *subclass) {
    Ob *mro = ((TypeOb *)subclass)->tp_mro;
    for (int64_t i = 0; mro && i < tuple_size(mro); i++)
        if (tuple_item(mro, i) == class_) return true;
    return false;
}

/* Whether it is one, found out anew. *known: the registry's answer is in the caches already. */
static int find_out(Proc *p, Ob *class_, Ob *data, Ob *subclass, bool *known) {
    *known = false;
    int found = ask_hook(p, class_, subclass);
    if (found != 2) return found;
    if (is_in_mro(class_, subclass)) return 1;
    found = ask_registry(p, data, subclass);
    *known = found > 0;
    return found ? found : ask_subclasses(p, class_, subclass);
}

static int subclasscheck(Proc *p, Ob *class_, Ob *data, Ob *subclass) {
    int found = abc_data_has(p, data, ABC_CACHE, subclass);
    if (found) return found;
    AbcDataOb *own = (AbcDataOb *)data;
    if (own->negative_version <
        p->ob->abc_invalidation_counter) { /* somebody registered a class meanwhile */
        if (own->sets[ABC_NEGATIVE]) set_clear(p, own->sets[ABC_NEGATIVE]);
        own->negative_version = p->ob->abc_invalidation_counter;
    } else {
        found = abc_data_has(p, data, ABC_NEGATIVE, subclass);
        if (found) return found < 0 ? -1 : 0;
    }
    bool known;
    found = find_out(p, class_, data, subclass, &known);
    if (found < 0 || known) return found;
    return abc_data_add(p, data, found ? ABC_CACHE : ABC_NEGATIVE, subclass) < 0 ? -1 : found;
}

static Ob *abc_subclasscheck(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "_abc_subclasscheck", nargs, 2, 2, kwnames)) return NULL;
    if (!ob_is(args[1], TYPE_TYPE))
        return err_format(p, EXC_TypeError, "issubclass() arg 1 must be a class");
    Ob *data = data_of(p, args[0]);
    int found = data ? subclasscheck(p, args[0], data, args[1]) : -1;
    ob_xdecref(p, data);
    return found < 0 ? NULL : ob_newref(p, found ? p->ob->true_ : p->ob->false_);
}

static Ob *ask_class(Proc *p, Ob *class_, Ob *subclass) {
    return ob_call_method(p, class_, "__subclasscheck__", &subclass, 1);
}

/* By the class that the instance claims, then by its type; `says` is the first. */
static Ob *instancecheck(Proc *p, Ob *class_, Ob *data, Ob *instance, Ob *says) {
    int found = abc_data_has(p, data, ABC_CACHE, says);
    if (found) return found < 0 ? NULL : ob_newref(p, p->ob->true_);
    Ob *type = &instance->ob_type->base.ob;
    if (type == says) {
        if (((AbcDataOb *)data)->negative_version == p->ob->abc_invalidation_counter) {
            found = abc_data_has(p, data, ABC_NEGATIVE, says);
            if (found) return found < 0 ? NULL : ob_newref(p, p->ob->false_);
        }
        return ask_class(p, class_, says);
    }
    Ob *answer = ask_class(p, class_, says);
    if (!answer) return NULL;
    found = ob_is_true(p, answer);
    if (found > 0) return answer;
    ob_decref(p, answer);
    return found < 0 ? NULL : ask_class(p, class_, type);
}

static Ob *abc_instancecheck(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "_abc_instancecheck", nargs, 2, 2, kwnames)) return NULL;
    Ob *data = data_of(p, args[0]);
    Ob *says = data ? get(p, args[1], "__class__") : NULL;
    Ob *answer = says ? instancecheck(p, args[0], data, args[1], says) : NULL;
    ob_xdecref(p, says);
    ob_xdecref(p, data);
    return answer;
}

/* ---- for tests and for functools -------------------------------------------------------------- */

static Ob *get_cache_token(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    return args_check(p, "get_cache_token", nargs, 0, 0, kwnames)
               ? int_from_u64(p, p->ob->abc_invalidation_counter)
               : NULL;
}

static Ob *forget(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames,
                  unsigned which) {
    if (!args_check(p, name, nargs, 1, 1, kwnames)) return NULL;
    Ob *data = data_of(p, args[0]);
    if (!data) return NULL;
    for (int i = 0; i < ABC_SETS; i++)
        if (which & 1u << i && ((AbcDataOb *)data)->sets[i])
            set_clear(p, ((AbcDataOb *)data)->sets[i]);
    ob_decref(p, data);
    return ob_newref(p, OB_NONE(p));
}

static Ob *reset_registry(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    return forget(p, "_reset_registry", args, nargs, kwnames, 1u << ABC_REGISTRY);
}

static Ob *reset_caches(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    return forget(p, "_reset_caches", args, nargs, kwnames, 1u << ABC_CACHE | 1u << ABC_NEGATIVE);
}

const MethodDef abc_module_functions[] = {
    {"get_cache_token", get_cache_token, METH_PLAIN, NULL},
    {"_abc_init", abc_init, METH_PLAIN, NULL},
    {"_reset_registry", reset_registry, METH_PLAIN, NULL},
    {"_reset_caches", reset_caches, METH_PLAIN, NULL},
    {"_abc_register", abc_register, METH_PLAIN, NULL},
    {"_abc_instancecheck", abc_instancecheck, METH_PLAIN, NULL},
    {"_abc_subclasscheck", abc_subclasscheck, METH_PLAIN, NULL},
    {NULL, NULL, 0, NULL},
};

int abc_module_fill(Proc *p, Ob *module) {
    (void)p, (void)module;
    return 0;
}
