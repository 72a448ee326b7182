/* method.c - bound methods and C functions (Objects/classobject.c, Objects/methodobject.c). */
#include "object/code/function.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/exception/exc_group.h"
#include "object/library/library.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/thread/local.h"
#include "object/type/object_type.h"
#include "object/type/reduce.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

/* ---- bound methods --------------------------------------------------------------------------- */

Ob *method_new(Proc *p, Ob *function, Ob *self) {
    TypeOb *type = type_of_id(p, TYPE_METHOD);
    MethodOb *m = (MethodOb *)ob_alloc_from(p, &p->ob->free_methods, type, (size_t)type->basicsize);
    if (!m) return NULL;
    m->im_weakreflist = NULL;
    m->im_self = NULL;
    field_hold(p, &m->im_func, function, m, SLOT_FUNCTION, FUNC_METHOD_FUNCTION);
    field_hold(p, &m->im_self, self, m, SLOT_SELF, 0);
    ob_gc_track(p, &m->base);
    return &m->base;
}

static void method_dealloc(Proc *p, Ob *o) {
    MethodOb *m = (MethodOb *)o;
    ob_gc_untrack(p, o);
    if (m->im_weakreflist) weakref_clear_all(p, o);
    field_clear(p, &m->im_func, m, SLOT_FUNCTION, FUNC_METHOD_FUNCTION);
    field_clear(p, &m->im_self, m, SLOT_SELF, 0);
    if (!ob_freelist_put(p, &p->ob->free_methods, o)) ob_free(p, o);
}

static int method_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    MethodOb *m = (MethodOb *)o;
    int r = field_visit(p, m->im_func, visit, arg);
    return r ? r : field_visit(p, m->im_self, visit, arg);
}

/* The qualified name of whatever callable is bound; "?" without one. New. */
static Ob *callable_name(Proc *p, Ob *function) {
    Ob *name = ob_getattr_cstr(p, function, "__qualname__");
    if (!name) {
        if (!err_matches(p, EXC_AttributeError)) return NULL;
        err_clear(p);
        name = ob_getattr_cstr(p, function, "__name__");
        if (!name) err_clear(p);
    }
    if (name && ob_is(name, TYPE_STR)) return name;
    ob_xdecref(p, name);
    return str_from_cstr(p, "?");
}

static Ob *method_repr(Proc *p, Ob *o) {
    MethodOb *m = (MethodOb *)o;
    Ob *name = callable_name(p, m->im_func);
    if (!name) return NULL;
    Ob *text = str_format(p, "<bound method %U of %R>", name, m->im_self);
    ob_decref(p, name);
    return text;
}

static int64_t method_hash(Proc *p, Ob *o) {
    MethodOb *m = (MethodOb *)o;
    int64_t function = ob_hash(p, m->im_func);
    if (function == -1) return -1;
    int64_t hash = hash_pointer(p, m->im_self) ^ function;
    return hash == -1 ? -2 : hash;
}

static Ob *method_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if ((op != CMP_EQ && op != CMP_NE) || !ob_is(a, TYPE_METHOD) || !ob_is(b, TYPE_METHOD))
        return not_implemented(p);
    MethodOb *ma = (MethodOb *)a, *mb = (MethodOb *)b;
    int equal = ob_richcompare_bool(p, ma->im_func, mb->im_func, CMP_EQ);
    if (equal < 0) return NULL;
    return compare_result(p, equal && ma->im_self == mb->im_self, 1, op);
}

enum { FEW_ARGS = 6 };

/* method_vectorcall: self in front of the arguments. */
static Ob *call_prepended(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    MethodOb *m = (MethodOb *)o;
    size_t total = nargs + (kwnames ? (size_t)((const VarOb *)(const void *)kwnames)->ob_size : 0);
    Ob *few[FEW_ARGS + 1];
    Ob **all = few;
    if (total > FEW_ARGS) {
        all = refs_alloc(p, (int64_t)total + 1, BLOCK_OTHER);
        if (!all) return NULL;
    }
    all[0] = m->im_self;
    for (size_t i = 0; i < total; i++) all[i + 1] = args[i];
    Ob *result = ob_call(p, m->im_func, all, nargs + 1, kwnames);
    if (all != few) mem_free(p, all);
    return result;
}

static Ob *method_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    PackedArgs packed;
    if (!py_bound_calls_pack(p)) return call_prepended(p, o, args, nargs, kwnames);
    if (kwnames && tuple_size(kwnames) > 0)
        return call_packed(p, method_function(o), method_self(o), args, nargs, kwnames);
    if (!args_pack(p, args, nargs, NULL, &packed)) return NULL;
    Ob *result = call_prepended(p, o, args, nargs, NULL);
    args_unpack(p, &packed);
    return result;
}

/* method_getattro: what the class does not have is asked of the function. */
static Ob *method_getattr(Proc *p, Ob *o, Ob *name) {
    if (type_lookup(p, o->ob_type, name)) return generic_getattr(p, o, name);
    return ob_getattr(p, ((MethodOb *)o)->im_func, name);
}

static Ob *get_function(Proc *p, Ob *o) { return ob_newref(p, method_function(o)); }
static Ob *get_method_self(Proc *p, Ob *o) { return ob_newref(p, method_self(o)); }

static Ob *get_method_doc(Proc *p, Ob *o) {
    return ob_getattr_cstr(p, method_function(o), "__doc__");
}

static const GetSetDef method_getsets[] = {
    {"__doc__", get_method_doc, NULL},
    {"__func__", get_function, NULL},
    {"__self__", get_method_self, NULL},
    {NULL, NULL, NULL},
};

static Ob *method_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)type;
    if (!args_check(p, "method", nargs, 2, 2, kwnames)) return NULL;
    if (!ob_is_callable(args[0]))
        return err_format(p, EXC_TypeError, "first argument must be callable");
    if (args[1] == OB_NONE(p)) return err_format(p, EXC_TypeError, "self must not be None");
    return method_new(p, args[0], args[1]);
}

static const MethodDef method_methods[] = {{"__reduce__", bound_method_reduce, METH_PLAIN, NULL},
                                           {0}};

const TypeOps method_ops = {
    .methods = method_methods,
    .dealloc = method_dealloc,
    .traverse = method_traverse,
    .repr = method_repr,
    .hash = method_hash,
    .call = method_call,
    .getattr = method_getattr,
    .richcompare = method_richcompare,
    .tp_new = method_tp_new,
    .getsets = method_getsets,
};

/* ---- C functions ----------------------------------------------------------------------------- */

/* tp_new_wrapper: `__new__` of a built-in type; self is the type whose constructor it is. */
static Ob *type_new_wrapper(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    TypeOb *type = (TypeOb *)self;
    if (nargs < 1) return err_format(p, EXC_TypeError, "%N.__new__(): not enough arguments", type);
    if (!ob_is(args[0], TYPE_TYPE))
        return err_format(p, EXC_TypeError, "%N.__new__(X): X is not a type object (%N)", type,
                          args[0]->ob_type);
    TypeOb *subtype = (TypeOb *)args[0];
    if (!type_is_subtype(subtype, type))
        return err_format(p, EXC_TypeError, "%N.__new__(%N): %N is not a subtype of %N", type,
                          subtype, subtype, type);
    const TypeOps *ops = type_ops[subtype->kind];
    TypeOb *static_base = type_builtin_base(subtype);
    if (ops->tp_new && type_ops[type->kind]->tp_new != ops->tp_new)
        return err_format(p, EXC_TypeError, "%N.__new__(%N) is not safe, use %N.__new__()", type,
                          subtype, static_base);
    return type_ops[type->kind]->tp_new(p, subtype, args + 1, nargs - 1, kwnames);
}

static const MethodDef type_new_wrapper_functions[] = {
    {"__new__", type_new_wrapper, METH_TUPLE, NULL},
    {NULL, NULL, 0, NULL},
};

static const MethodDef *const object_tables[] = {
#define CFUNCTION_TABLE(name) name##_functions,
#include "object/core/cfunctions.def"
#undef CFUNCTION_TABLE
};

const MethodDef *cfunction_def(const Proc *p, uint32_t id) {
    uint32_t table = id >> 16, row = id & 0xFFFF;
    if (table >= CFUNC_VM_FIRST) {
        size_t k = table - CFUNC_VM_FIRST;
        return k < p->ncfunction_tables ? &p->cfunction_tables[k][row] : NULL;
    }
    if (table < TYPE_COUNT) return type_ops[table]->methods ? &type_ops[table]->methods[row] : NULL;
    size_t k = table - TYPE_COUNT;
    return k < ARRAY_LEN(object_tables) ? &object_tables[k][row] : NULL;
}

/* _PyCFunction_FastCallKeywords of 3.6: the keywords become a dict, and that an array and a tuple of names
 * (_PyStack_UnpackDict). */
static Ob *call_through_dict(Proc *p, const MethodDef *def, Ob *self, Ob *const *args, size_t nargs,
                             Ob *kwnames) {
    int64_t named = tuple_size(kwnames);
    if (named == 0) return def->function(p, self, args, nargs, NULL);
    Ob *dict = args_keyword_dict(p, args + nargs, kwnames);
    if (!dict) return NULL;
    Ob **stack = refs_alloc(p, (int64_t)nargs + named, BLOCK_OTHER);
    Ob *names = stack ? tuple_from_array(p, ((TupleOb *)kwnames)->ob_item, named) : NULL;
    for (size_t i = 0; names && i < nargs + (size_t)named; i++) stack[i] = args[i];
    Ob *result = names ? def->function(p, self, stack, nargs, names) : NULL;
    ob_xdecref(p, names);
    mem_free(p, stack);
    ob_decref(p, dict);
    return result;
}

Ob *cfunction_call(Proc *p, uint32_t id, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    const MethodDef *def = cfunction_def(p, id);
    p->ob->calling = id;
    PackedArgs packed;
    if (likely((def->flags >> METH_TUPLE_SHIFT) <= (int)p->s->profile.version)) {
        if (likely(!kwnames || !py_keywords_through_dict(p)))
            return def->function(p, self, args, nargs, kwnames);
        return call_through_dict(p, def, self, args, nargs, kwnames);
    }
    if (!args_pack(p, args, nargs, kwnames, &packed)) return NULL;
    Ob *result = def->function(p, self, args_packed(&packed, args), nargs, kwnames);
    args_unpack(p, &packed);
    return result;
}

Ob *builtin_new(Proc *p, uint32_t id, Ob *self, Ob *module) {
    TypeOb *type = type_of_id(p, TYPE_BUILTIN);
    BuiltinOb *b =
        (BuiltinOb *)ob_alloc_from(p, &p->ob->free_cfunctions, type, (size_t)type->basicsize);
    if (!b) return NULL;
    b->m_ml = id;
    b->m_self = b->m_module = b->m_weakreflist = NULL;
    field_hold(p, &b->m_self, self, b, SLOT_SELF, 0);
    field_hold(p, &b->m_module, module, b, SLOT_FUNCTION, FUNC_MODULE);
    ob_gc_track(p, &b->base);
    return &b->base;
}

int builtin_add_table(Proc *p, Ob *module, uint32_t table) {
    const MethodDef *row = cfunction_def(p, CFUNCTION_ID(table, 0));
    Ob *module_name = ((ModuleOb *)module)->md_name;
    for (uint32_t i = 0; row && row[i].name; i++) {
        if ((row[i].flags >> METH_SINCE_SHIFT & METH_FAMILY_MASK) > (int)p->s->profile.version)
            continue;
        Ob *function = builtin_new(p, CFUNCTION_ID(table, i), module, module_name);
        if (module_set_take(p, module, row[i].name, function) < 0) return -1;
    }
    return 0;
}

static void builtin_dealloc(Proc *p, Ob *o) {
    BuiltinOb *b = (BuiltinOb *)o;
    ob_gc_untrack(p, o);
    if (b->m_weakreflist) weakref_clear_all(p, o);
    field_clear(p, &b->m_self, b, SLOT_SELF, 0);
    field_clear(p, &b->m_module, b, SLOT_FUNCTION, FUNC_MODULE);
    if (!ob_freelist_put(p, &p->ob->free_cfunctions, o)) ob_free(p, o);
}

static int builtin_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    BuiltinOb *b = (BuiltinOb *)o;
    int r = field_visit(p, b->m_self, visit, arg);
    return r ? r : field_visit(p, b->m_module, visit, arg);
}

static const char *builtin_name(const Proc *p, const Ob *o) {
    return cfunction_def(p, (uint32_t)((const BuiltinOb *)o)->m_ml)->name;
}

static Ob *builtin_repr(Proc *p, Ob *o) {
    Ob *self = ((BuiltinOb *)o)->m_self;
    const char *name = builtin_name(p, o);
    if (!self || ob_is(self, TYPE_MODULE)) return str_format(p, "<built-in function %s>", name);
    char address[ADDRESS_TEXT];
    ob_address_text(p, self, address);
    return str_format(p, "<built-in method %s of %N object at %s>", name, self->ob_type, address);
}

static int64_t builtin_hash(Proc *p, Ob *o) {
    BuiltinOb *b = (BuiltinOb *)o;
    int64_t hash = hash_pointer(p, b->m_self) ^ (int64_t)(b->m_ml << 4);
    return hash == -1 ? -2 : hash;
}

static Ob *builtin_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if ((op != CMP_EQ && op != CMP_NE) || !ob_is(a, TYPE_BUILTIN) || !ob_is(b, TYPE_BUILTIN))
        return not_implemented(p);
    const BuiltinOb *x = (const BuiltinOb *)a, *y = (const BuiltinOb *)b;
    return compare_result(p, x->m_self == y->m_self && x->m_ml == y->m_ml, 1, op);
}

static Ob *builtin_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    BuiltinOb *b = (BuiltinOb *)o;
    return cfunction_call(p, (uint32_t)b->m_ml, b->m_self, args, nargs, kwnames);
}

static Ob *get_builtin_name(Proc *p, Ob *o) { return str_interned_cstr(p, builtin_name(p, o)); }

/* meth_get__qualname__: with the type of self in front, but not for functions of modules. */
static Ob *get_builtin_qualname(Proc *p, Ob *o) {
    Ob *self = ((BuiltinOb *)o)->m_self;
    if (!self || ob_is(self, TYPE_MODULE)) return get_builtin_name(p, o);
    TypeOb *type = ob_is(self, TYPE_TYPE) ? (TypeOb *)self : self->ob_type;
    return str_format(p, "%U.%s", type->qualname, builtin_name(p, o));
}
static Ob *get_builtin_self(Proc *p, Ob *o) {
    Ob *self = ((BuiltinOb *)o)->m_self;
    return ob_newref(p, self ? self : OB_NONE(p));
}
static Ob *get_builtin_module(Proc *p, Ob *o) {
    Ob *module = ((BuiltinOb *)o)->m_module;
    return ob_newref(p, module ? module : OB_NONE(p));
}
static Ob *get_builtin_doc(Proc *p, Ob *o) {
    (void)o;
    return ob_newref(p, OB_NONE(p));
}

static const GetSetDef builtin_getsets[] = {
    {"__name__", get_builtin_name, NULL}, {"__qualname__", get_builtin_qualname, NULL},
    {"__self__", get_builtin_self, NULL}, {"__module__", get_builtin_module, NULL},
    {"__doc__", get_builtin_doc, NULL},   {NULL, NULL, NULL},
};

static const MethodDef builtin_methods[] = {{"__reduce__", builtin_reduce, METH_PLAIN, NULL}, {0}};

const TypeOps builtin_ops = {
    .methods = builtin_methods,
    .dealloc = builtin_dealloc,
    .traverse = builtin_traverse,
    .repr = builtin_repr,
    .hash = builtin_hash,
    .call = builtin_call,
    .richcompare = builtin_richcompare,
    .getsets = builtin_getsets,
};
