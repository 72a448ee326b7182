/* object_type.c - `object`: what every other type falls back on (Objects/typeobject.c, object_*).
 */
#include "object/type/object_type.h"

#include <stdio.h>

#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/core/wording.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/text/str_internal.h"
#include "object/type/instance.h"
#include "object/type/instance_values.h"
#include "object/type/reduce.h"
#include "object/type/type_internal.h"

void ob_address_text(const Proc *p, const void *pointer, char text[ADDRESS_TEXT]) {
    snprintf(text, ADDRESS_TEXT, "0x%llx", (unsigned long long)img_vaddr(p, pointer));
}

Ob *object_repr(Proc *p, Ob *o) {
    char address[ADDRESS_TEXT];
    ob_address_text(p, o, address);
    TypeOb *type = o->ob_type;
    Ob *module = type->flags & TYPE_HEAP ? dict_getitem_cstr(p, type->tp_dict, "__module__") : NULL;
    if (module && ob_is(module, TYPE_STR) && !str_eq_cstr(p, module, "builtins"))
        return str_format(p, "<%U.%U object at %s>", module, type->qualname, address);
    return str_format(p, "<%U object at %s>",
                      type->flags & TYPE_HEAP ? type->qualname : type->tp_name, address);
}

static Ob *object_str(Proc *p, Ob *o) { return ob_repr(p, o); }

static int64_t object_hash(Proc *p, Ob *o) { return hash_pointer(p, o); }

/* Equal only to itself; != asks __eq__ and inverts its answer. */
static Ob *object_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (op == CMP_EQ) return a == b ? ob_newref(p, p->ob->true_) : not_implemented(p);
    if (op != CMP_NE) return not_implemented(p);
    Ob *equal = NULL;
    if (type_defines(a->ob_type, SP_EQ))
        equal = ob_call_special(p, a, SP_EQ, &b, 1);
    else if (ob_ops(a)->richcompare)
        equal = ob_ops(a)->richcompare(p, a, b, CMP_EQ);
    else
        equal = object_richcompare(p, a, b, CMP_EQ);
    if (!equal || equal == &p->ob->not_implemented) return equal;
    int truth = ob_is_true(p, equal);
    ob_decref(p, equal);
    if (truth < 0) return NULL;
    return ob_newref(p, truth ? p->ob->false_ : p->ob->true_);
}

static void object_dealloc(Proc *p, Ob *o) { ob_free(p, o); }

/* ---- construction ---------------------------------------------------------------------------- */

static bool excess_args(size_t nargs, Ob *kwnames) {
    return nargs > 0 || (kwnames && tuple_size(kwnames) > 0);
}

static bool own_new(const TypeOb *type) {
    const TypeOps *ops = type_ops[type->kind];
    return type_defines(type, SP_NEW) || ops->tp_new != object_tp_new;
}
static bool own_init(const TypeOb *type) {
    const TypeOps *ops = type_ops[type->kind];
    return type_defines(type, SP_INIT) || (ops->tp_init && ops->tp_init != object_tp_init);
}

/* object_new of a class that has abstract methods: TypeError with their names in order. NULL. */
static Ob *refuse_abstract(Proc *p, TypeOb *type) {
    Ob *methods = ob_getattr_cstr(p, &type->base.ob, "__abstractmethods__");
    Ob *sorted = methods ? list_from_iterable(p, methods) : NULL;
    ob_xdecref(p, methods);
    if (!sorted || list_sort(p, sorted, NULL, false) < 0) return ob_xdecref(p, sorted), NULL;
    bool quotes = py_abstract_error_says_implementation(p);
    Ob *separator = str_from_cstr(p, quotes ? "', '" : ", ");
    Ob *names = separator ? str_join(p, separator, sorted) : NULL;
    bool one = list_size(sorted) == 1 && py_abstract_error_counts(p);
    if (names)
        err_format(p, EXC_TypeError,
                   quotes ? "Can't instantiate abstract class %N without an implementation for "
                            "abstract method%s '%U'"
                          : "Can't instantiate abstract class %N with abstract method%s %U",
                   type, one ? "" : "s", names);
    ob_xdecref(p, names);
    ob_xdecref(p, separator);
    ob_decref(p, sorted);
    return NULL;
}

Ob *object_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (excess_args(nargs, kwnames)) {
        if (own_new(type))
            return err_format(
                p, EXC_TypeError,
                "object.__new__() takes exactly one argument (the type to instantiate)");
        if (!own_init(type))
            return py_argument_errors_bare(p)
                       ? err_format(p, EXC_TypeError, "object() takes no parameters")
                       : err_format(p, EXC_TypeError, "%N() takes no arguments", type);
    }
    if (type->abstract) return refuse_abstract(p, type);
    return instance_alloc(p, type, 0);
}

int object_tp_init(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!excess_args(nargs, kwnames)) return 0;
    TypeOb *type = self->ob_type;
    if (py_argument_errors_bare(p) && (own_init(type) || !own_new(type))) {
        err_format(p, EXC_TypeError, "object.__init__() takes no parameters");
        return -1;
    }
    if (own_init(type)) {
        err_format(p, EXC_TypeError,
                   "object.__init__() takes exactly one argument (the instance to initialize)");
        return -1;
    }
    if (!own_new(type)) {
        err_format(p, EXC_TypeError,
                   "%N.__init__() takes exactly one argument (the instance to initialize)", type);
        return -1;
    }
    return 0;
}

/* ---- methods --------------------------------------------------------------------------------- */

static Ob *object_sizeof(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "__sizeof__", nargs, 0, 0, kwnames)) return NULL;
    const TypeOps *ops = ob_ops(self);
    if (ops->size_of) return int_from_i64(p, ops->size_of(p, self));
    TypeOb *type = self->ob_type;
    int64_t items = type->itemsize ? ((VarOb *)self)->ob_size : 0;
    return int_from_i64(p, type->basicsize + (items < 0 ? -items : items) * type->itemsize);
}

static Ob *object_format(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check_parsed(p, "__format__", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR)) return bad_format_spec(p, args[0]);
    if (str_len(args[0]) > 0)
        return err_format(p, EXC_TypeError, "unsupported format string passed to %N.__format__",
                          self->ob_type);
    return ob_str(p, self);
}

static Ob *object_init_subclass(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (kwnames && tuple_size(kwnames) > 0)
        return err_wording(p, EXC_TypeError, WORD_INIT_SUBCLASS_KEYWORDS, NULL, (TypeOb *)self,
                           NULL);
    if (nargs > 0) {
        Ob *count = str_format(p, "%zd", nargs);
        if (count)
            err_wording(p, EXC_TypeError, WORD_INIT_SUBCLASS_ARGUMENTS, NULL, (TypeOb *)self,
                        count);
        ob_xdecref(p, count);
        return NULL;
    }
    return ob_newref(p, OB_NONE(p));
}

static Ob *object_subclasshook(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return not_implemented(p);
}

/* merge_class_dict: the names of a class and of its bases. */
static int merge_class(Proc *p, Ob *names, TypeOb *type) {
    if (!type->tp_mro) { /* its mro() runs now */
        int failed = dict_update(p, names, type->tp_dict);
        for (int64_t i = 0; !failed && i < tuple_size(type->tp_bases); i++)
            failed = merge_class(p, names, (TypeOb *)tuple_item(type->tp_bases, i));
        return failed;
    }
    for (int64_t i = 0; i < tuple_size(type->tp_mro); i++)
        if (dict_update(p, names, ((TypeOb *)tuple_item(type->tp_mro, i))->tp_dict) < 0) return -1;
    return 0;
}

Ob *object_dir(Proc *p, Ob *o) {
    if (ob_is(o, TYPE_MODULE)) return dict_keys(p, module_dict(o)); /* module_dir */
    Ob *names = dict_new(p);
    if (!names) return NULL;
    bool is_class = ob_is(o, TYPE_TYPE);
    int status = 0;
    if (is_class) {
        status = merge_class(p, names, (TypeOb *)o);
    } else {
        if (instance_has_attrs(o)) {
            Ob *own = instance_get_dict(p, o);
            status = own ? dict_update(p, names, own) : -1;
            ob_xdecref(p, own);
        }
        if (status == 0) status = merge_class(p, names, o->ob_type);
    }
    Ob *list = status == 0 ? dict_keys(p, names) : NULL;
    ob_decref(p, names);
    return list;
}

static Ob *object_dir_method(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return args_check(p, "__dir__", nargs, 0, 0, kwnames) ? object_dir(p, self) : NULL;
}

static const MethodDef object_methods[] = {
    {"__init_subclass__", object_init_subclass, METH_CLASS, NULL},
    {"__subclasshook__", object_subclasshook, METH_CLASS | METH_TUPLE_UNTIL(PY_3_12), NULL},
    {"__format__", object_format, METH_TUPLE_UNTIL(PY_3_6), NULL},
    {"__sizeof__", object_sizeof, METH_PLAIN, NULL},
    {"__dir__", object_dir_method, METH_PLAIN, NULL},
    {"__reduce_ex__", object_reduce_ex, METH_PLAIN, NULL},
    {"__reduce__", object_reduce, METH_PLAIN, NULL},
    {"__getstate__", object_getstate, METH_SINCE(PY_3_11), NULL},
    {NULL, NULL, 0, NULL},
};

/* ---- __class__ ------------------------------------------------------------------------------- */

static Ob *get_class(Proc *p, Ob *o) { return ob_newref(p, &o->ob_type->base.ob); }

static int set_class(Proc *p, Ob *o, Ob *value) {
    if (!value) {
        err_format(p, EXC_TypeError, "can't delete __class__ attribute");
        return -1;
    }
    if (!ob_is(value, TYPE_TYPE)) {
        err_format(p, EXC_TypeError, "__class__ must be set to a class, not '%N' object",
                   value->ob_type);
        return -1;
    }
    TypeOb *old = o->ob_type, *new_type = (TypeOb *)value;
    if (!(old->flags & TYPE_HEAP) || !(new_type->flags & TYPE_HEAP)) {
        err_wording(p, EXC_TypeError, WORD_CLASS_ASSIGNMENT, NULL, NULL, NULL);
        return -1;
    }
    if (!type_layout_fits(p, old, new_type, "__class__")) return -1;
    /* Values follow the old class's names: they become a dict first (object_set_class). */
    if (old->flags & TYPE_INLINE_VALUES) {
        Ob *dict = instance_get_dict(p, o);
        if (!dict) return -1;
        ob_decref(p, dict);
        if (py_embedded_values(p)) instance_release_values(p, o);
    }
    o->ob_type = new_type;
    ob_hold(p, value, o, SLOT_TYPE, 0);
    ob_release(p, &old->base.ob, o, SLOT_TYPE, 0);
    return 0;
}

static const GetSetDef object_getsets[] = {
    {"__class__", get_class, set_class},
    {NULL, NULL, NULL},
};

const TypeOps object_ops = {
    .dealloc = object_dealloc,
    .repr = object_repr,
    .str = object_str,
    .hash = object_hash,
    .getattr = generic_getattr,
    .setattr = generic_setattr,
    .richcompare = object_richcompare,
    .tp_new = object_tp_new,
    .tp_init = object_tp_init,
    .methods = object_methods,
    .getsets = object_getsets,
};
