/* abc_data.c - what an abstract base class knows of its subclasses: three sets of weak references, which forget a class
 * when it dies (Modules/_abc.c, _abc_data, _add_to_weak_set, _in_weak_set, _destroy).
 *
 * vm/lib/mod_abc.c asks and fills them. */
#include "object/code/function.h"
#include "object/container/set.h"
#include "object/core/field.h"
#include "object/library/library.h"
#include "object/protocol/abstract.h"
#include "object/type/weakref.h"

Ob *abc_data_new(Proc *p) {
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_ABC_DATA), sizeof(AbcDataOb));
    if (!o) return NULL;
    AbcDataOb *data = (AbcDataOb *)o;
    for (int i = 0; i < ABC_SETS; i++) data->sets[i] = NULL;
    data->negative_version = p->ob->abc_invalidation_counter;
    if (ob_is_gc(o)) ob_gc_track(p, o);
    return o;
}

/* ---- the sets -------------------------------------------------------------------------------- */

/* The callback of the references: `self` is a weak reference to the set, which may be gone. */
static Ob *destroy(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "_destroy", nargs, 1, 1, kwnames)) return NULL;
    Ob *set = weakref_get(p, self);
    if (!set) return ob_newref(p, OB_NONE(p));
    ob_incref(p, set);
    int status = set_discard(p, set, args[0]);
    ob_decref(p, set);
    return status < 0 ? NULL : ob_newref(p, OB_NONE(p));
}

const MethodDef abc_destroy_functions[] = {
    {"_destroy", destroy, METH_PLAIN, NULL},
    {NULL, NULL, 0, NULL},
};

int abc_data_add(Proc *p, Ob *o, AbcSet which, Ob *class_) {
    AbcDataOb *data = (AbcDataOb *)o;
    if (!data->sets[which]) {
        Ob *set = set_new(p, NULL);
        if (!set) return -1;
        field_set_take(p, &data->sets[which], set, o, SLOT_CACHE, which);
    }
    Ob *set = ob_newref(p, data->sets[which]);
    Ob *to_set = weakref_new(p, set, NULL), *ref = NULL;
    Ob *callback = to_set ? builtin_new(p, CFUNCTION_ID(CFUNC_abc_destroy, 0), to_set, NULL) : NULL;
    if (callback) ref = weakref_new(p, class_, callback);
    int status = ref ? set_add(p, set, ref) : -1;
    ob_xdecref(p, ref);
    ob_xdecref(p, callback);
    ob_xdecref(p, to_set);
    ob_decref(p, set);
    return status;
}

int abc_data_has(Proc *p, Ob *o, AbcSet which, Ob *class_) {
    Ob *set = ((AbcDataOb *)o)->sets[which];
    if (!set || set_size(set) == 0) return 0;
    Ob *ref = weakref_new(p, class_, NULL);
    if (!ref) { /* what cannot be referred to weakly is no class, and in no set */
        if (!err_matches(p, EXC_TypeError)) return -1;
        err_clear(p);
        return 0;
    }
    ob_incref(p, set);
    int found = set_contains(p, set, ref);
    ob_decref(p, set);
    ob_decref(p, ref);
    return found;
}

/* ---- life ------------------------------------------------------------------------------------ */

static int abc_data_clear(Proc *p, Ob *o) {
    AbcDataOb *data = (AbcDataOb *)o;
    for (int i = 0; i < ABC_SETS; i++) field_clear(p, &data->sets[i], o, SLOT_CACHE, (uint64_t)i);
    return 0;
}

static int abc_data_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    AbcDataOb *data = (AbcDataOb *)o;
    int stop = 0;
    for (int i = 0; !stop && i < ABC_SETS; i++) stop = field_visit(p, data->sets[i], visit, arg);
    return stop;
}

static void abc_data_dealloc(Proc *p, Ob *o) {
    if (ob_is_gc(o)) ob_gc_untrack(p, o);
    abc_data_clear(p, o);
    ob_free(p, o);
}

const TypeOps abc_data_ops = {
    .dealloc = abc_data_dealloc,
    .traverse = abc_data_traverse,
    .clear = abc_data_clear,
};
