/* singletons.c - None, NotImplemented and Ellipsis (Objects/object.c, Objects/sliceobject.c), and
 * the start-up of all values that exist once. Called by object_boot. */
#include "object/core/singletons.h"

#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/bytes.h"
#include "object/text/intern.h"
#include "object/text/str.h"
#include "object/type/reduce.h"

static Ob *none_repr(Proc *p, Ob *o) {
    (void)o;
    return str_from_cstr(p, "None");
}

static int none_truth(Proc *p, Ob *o) {
    (void)p;
    (void)o;
    return 0;
}

/* Up to 3.11 the address decides; from 3.12 on it is a constant (none_hash). */
static int64_t none_hash(Proc *p, Ob *o) {
    return py_none_hash_constant(p) ? INT64_C(0xfca86420) : hash_pointer(p, o);
}

static Ob *singleton_new(Proc *p, TypeOb *type, Ob *value, size_t nargs, Ob *kwnames) {
    if (nargs > 0 || kwnames) return err_format(p, EXC_TypeError, "%N takes no arguments", type);
    return ob_newref(p, value);
}

static Ob *none_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return singleton_new(p, type, &p->ob->none, nargs, kwnames);
}

/* A singleton whose count reaches zero was released once too often: CPython ends the process. */
static void singleton_dealloc(Proc *p, Ob *o) {
    (void)p;
    (void)o;
    OURO_ASSERT(false && "a singleton was deallocated");
}

const TypeOps none_ops = {
    .dealloc = singleton_dealloc,
    .repr = none_repr,
    .hash = none_hash,
    .truth = none_truth,
    .tp_new = none_new,
};

static Ob *notimplemented_repr(Proc *p, Ob *o) {
    (void)o;
    return str_from_cstr(p, "NotImplemented");
}

static Ob *notimplemented_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return singleton_new(p, type, &p->ob->not_implemented, nargs, kwnames);
}

static const MethodDef notimplemented_methods[] = {
    {"__reduce__", not_implemented_reduce, METH_PLAIN, NULL},
    {0},
};

const TypeOps notimplemented_ops = {
    .methods = notimplemented_methods,
    .dealloc = singleton_dealloc,
    .repr = notimplemented_repr,
    .tp_new = notimplemented_new,
};

static Ob *ellipsis_repr(Proc *p, Ob *o) {
    (void)o;
    return str_from_cstr(p, "Ellipsis");
}

static Ob *ellipsis_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return singleton_new(p, type, &p->ob->ellipsis, nargs, kwnames);
}

static const MethodDef ellipsis_methods[] = {{"__reduce__", ellipsis_reduce, METH_PLAIN, NULL},
                                             {0}};

const TypeOps ellipsis_ops = {
    .methods = ellipsis_methods,
    .dealloc = singleton_dealloc,
    .repr = ellipsis_repr,
    .tp_new = ellipsis_new,
};

static void singleton_boot(Proc *p, Ob *o, TypeId type) {
    const Profile *profile = &p->s->profile;
    o->ob_refcnt = version_immortal(profile->version) ? profile->immortal_refcnt : 1;
    o->ob_type = type_of_id(p, type);
}

/* Give the three their types and counts. Part of object_boot. */
static void singletons_boot(Proc *p) {
    singleton_boot(p, &p->ob->none, TYPE_NONE);
    singleton_boot(p, &p->ob->not_implemented, TYPE_NOTIMPLEMENTED);
    singleton_boot(p, &p->ob->ellipsis, TYPE_ELLIPSIS);
}

int64_t static_count(const Proc *p) {
    const Profile *profile = &p->s->profile;
    if (version_immortal(profile->version)) return profile->immortal_refcnt;
    return profile->static_refcnt > 0 ? profile->static_refcnt : 1;
}

void values_boot(Proc *p) {
    singletons_boot(p);
    int_boot(p);
    bool_boot(p);
    intern_boot(p);
    str_boot(p);
    bytes_boot(p);
}
