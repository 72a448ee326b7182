/* weakref.c - weak references (Objects/weakrefobject.c).
 *
 * The references to an object form a list that hangs on it: first the one without callback, which
 * all callers share, then those with callbacks, newest first. When the object dies all are cleared
 * before the first callback runs. Called by dealloc functions, the collector (weakref_clear_one)
 * and the module `weakref`. */
#include "object/type/weakref.h"

#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/generic_alias.h"
#include "object/type/instance.h"
#include "object/type/object_type.h"

Ob **weaklist_slot(Proc *p, Ob *o) {
    (void)p;
    int32_t offset = o->ob_type->weak_offset;
    return offset ? (Ob **)(void *)((uint8_t *)o + offset) : NULL;
}

WeakrefOb *weakref_first(Proc *p, Ob *o) {
    Ob **list = weaklist_slot(p, o);
    return list ? (WeakrefOb *)*list : NULL;
}

int64_t weakref_count(Proc *p, Ob *o) {
    int64_t n = 0;
    for (WeakrefOb *ref = weakref_first(p, o); ref; ref = ref->wr_next) n++;
    return n;
}

Ob *weakref_get(Proc *p, Ob *o) {
    (void)p;
    Ob *referent = ((WeakrefOb *)o)->wr_object;
    return referent && referent->ob_refcnt > 0 ? referent : NULL;
}

/* ---- the list -------------------------------------------------------------------------------- */

/* The references without callback that all callers share: a plain one (never of a subclass), then a
 * proxy. They stand first when there are any (get_basic_refs). */
typedef struct SharedRefs {
    WeakrefOb *ref, *proxy;
} SharedRefs;

static SharedRefs shared_refs(Proc *p, Ob *o) {
    SharedRefs shared = {NULL, NULL};
    WeakrefOb *first = weakref_first(p, o);
    if (first && !first->wr_callback && ob_is_exact(p, &first->base, TYPE_WEAKREF)) {
        shared.ref = first;
        first = first->wr_next;
    }
    if (first && !first->wr_callback && ob_is_proxy(&first->base)) shared.proxy = first;
    return shared;
}

static void link_ref(Proc *p, WeakrefOb *ref, Ob *o) {
    SharedRefs shared = shared_refs(p, o);
    WeakrefOb *after = shared.proxy ? shared.proxy : shared.ref;
    Ob **list = weaklist_slot(p, o);
    if (!ref->wr_callback && ob_is_exact(p, &ref->base, TYPE_WEAKREF))
        after = NULL;
    else if (!ref->wr_callback && ob_is_proxy(&ref->base))
        after = shared.ref;
    ref->wr_object = o;
    ref->wr_prev = after;
    ref->wr_next = after ? after->wr_next : (WeakrefOb *)*list;
    if (ref->wr_next) ref->wr_next->wr_prev = ref;
    if (after)
        after->wr_next = ref;
    else
        *list = &ref->base;
    img_emit(p, EV_WEAKREF, 0, 0, ref, o, 0);
}

static void unlink_ref(Proc *p, WeakrefOb *ref) {
    Ob *o = ref->wr_object;
    if (!o) return;
    Ob **list = weaklist_slot(p, o);
    if (*list == &ref->base) *list = (Ob *)ref->wr_next;
    if (ref->wr_prev) ref->wr_prev->wr_next = ref->wr_next;
    if (ref->wr_next) ref->wr_next->wr_prev = ref->wr_prev;
    ref->wr_object = NULL;
    ref->wr_prev = ref->wr_next = NULL;
    img_emit(p, EV_WEAK_CLEAR, 0, 0, ref, o, 0);
}

/* clear_weakref. */
static void clear_ref(Proc *p, WeakrefOb *ref) {
    unlink_ref(p, ref);
    field_clear(p, &ref->wr_callback, ref, SLOT_CALLBACK, 0);
}

void weakref_clear_one(Proc *p, WeakrefOb *ref) { unlink_ref(p, ref); }

/* ---- making ---------------------------------------------------------------------------------- */

/* The shared one of that type, with a reference for the caller; NULL when there is none. */
static Ob *share(Proc *p, const TypeOb *type, Ob *o) {
    SharedRefs shared = shared_refs(p, o);
    WeakrefOb *ref = NULL;
    if (type == type_of_id(p, TYPE_WEAKREF))
        ref = shared.ref;
    else if (type->kind != TYPE_WEAKREF)
        ref = shared.proxy;
    if (!ref || ref->base.ob_refcnt <= 0) return NULL;
    ob_incref(p, &ref->base);
    img_emit(p, EV_WEAKREF, 0, 0, ref, o, 0);
    return &ref->base;
}

static Ob *make_ref(Proc *p, TypeOb *type, Ob *o, Ob *callback) {
    if (!weaklist_slot(p, o))
        return err_format(p, EXC_TypeError, "cannot create weak reference to '%N' object",
                          o->ob_type);
    if (callback == OB_NONE(p)) callback = NULL;
    Ob *shared = callback ? NULL : share(p, type, o);
    if (shared) return shared;
    WeakrefOb *ref = (WeakrefOb *)instance_alloc(p, type, 0);
    if (!ref) return NULL;
    ref->hash = -1;
    /* The allocation may have collected, and what ran then have made the proxy. */
    if (!callback && ob_is_proxy(&ref->base) && (shared = share(p, type, o)) != NULL) {
        ob_decref(p, &ref->base);
        return shared;
    }
    field_hold(p, &ref->wr_callback, callback, ref, SLOT_CALLBACK, 0);
    link_ref(p, ref, o);
    return &ref->base;
}

Ob *weakref_new(Proc *p, Ob *o, Ob *callback) {
    return make_ref(p, type_of_id(p, TYPE_WEAKREF), o, callback);
}

Ob *weak_proxy_new(Proc *p, Ob *o, Ob *callback) {
    TypeId kind = ob_is_callable(o) ? TYPE_WEAK_CALLABLE_PROXY : TYPE_WEAK_PROXY;
    return make_ref(p, type_of_id(p, kind), o, callback);
}

/* parse_weakref_init_args: one object, perhaps a callback. A class that takes more in its __init__ has
 * to have a __new__ of its own as well. */
static bool ref_args(Proc *p, const char *name, const TypeOb *type, size_t nargs, Ob *kwnames) {
    if (type == type_of_id(p, TYPE_WEAKREF) && !no_keywords(p, "ref", kwnames)) return false;
    return args_check(p, name, nargs, 1, 2, NULL);
}

static Ob *weakref_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!ref_args(p, "__new__", type, nargs, kwnames)) return NULL;
    return make_ref(p, type, args[0], nargs > 1 ? args[1] : NULL);
}

static int weakref_tp_init(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return ref_args(p, "__init__", self->ob_type, nargs, kwnames) ? 0 : -1;
}

/* ---- the referent dies ----------------------------------------------------------------------- */

void weakref_call_callback(Proc *p, WeakrefOb *ref, Ob *callback) {
    img_emit(p, EV_WEAK_CALLBACK, 0, 0, ref, callback, 0);
    Ob *arg = &ref->base;
    Ob *result = ob_call(p, callback, &arg, 1, NULL);
    if (result)
        ob_decref(p, result);
    else
        err_write_unraisable(p, callback);
}

static void clear_single(Proc *p, WeakrefOb *ref) {
    Ob *callback = ref->wr_callback;
    ref->wr_callback = NULL;
    unlink_ref(p, ref);
    if (!callback) return;
    if (ref->base.ob_refcnt > 0) weakref_call_callback(p, ref, callback);
    ob_decref(p, callback);
}

/* All are cleared first; a tuple keeps references and callbacks until the last callback has run. */
static void clear_many(Proc *p, Ob *o, int64_t count) {
    Ob *kept = tuple_new(p, count * 2);
    if (!kept) {
        err_write_unraisable(p, NULL);
        while (weakref_first(p, o)) clear_ref(p, weakref_first(p, o));
        return;
    }
    for (int64_t i = 0; i < count; i++) {
        WeakrefOb *ref = weakref_first(p, o);
        Ob *callback = ref->wr_callback;
        if (ref->base.ob_refcnt > 0) {
            tuple_set(p, kept, i * 2, ob_newref(p, &ref->base));
            ref->wr_callback = NULL;
            if (callback) tuple_set(p, kept, i * 2 + 1, callback);
            unlink_ref(p, ref);
        } else {
            clear_ref(p, ref);
        }
    }
    for (int64_t i = 0; i < count; i++) {
        Ob *callback = tuple_item(kept, i * 2 + 1);
        if (callback) weakref_call_callback(p, (WeakrefOb *)tuple_item(kept, i * 2), callback);
    }
    ob_decref(p, kept);
}

void weakref_clear_all(Proc *p, Ob *o) {
    for (WeakrefOb *ref; (ref = weakref_first(p, o)) != NULL && !ref->wr_callback;)
        clear_ref(p, ref);
    int64_t count = weakref_count(p, o);
    if (count == 0) return;
    Ob *saved = err_fetch(p);
    /* 3.13 goes through the tuple for a single reference, too. */
    if (count == 1 && !py_embedded_values(p))
        clear_single(p, weakref_first(p, o));
    else
        clear_many(p, o, count);
    err_restore(p, saved);
}

/* ---- the object ------------------------------------------------------------------------------ */

void weakref_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    clear_ref(p, (WeakrefOb *)o);
    ob_free(p, o);
}

int weakref_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((WeakrefOb *)o)->wr_callback, visit, arg);
}

int weakref_clear(Proc *p, Ob *o) {
    clear_ref(p, (WeakrefOb *)o);
    return 0;
}

static Ob *weakref_repr(Proc *p, Ob *o) {
    char address[ADDRESS_TEXT], target[ADDRESS_TEXT];
    ob_address_text(p, o, address);
    Ob *referent = weakref_get(p, o);
    if (!referent) return str_format(p, "<weakref at %s; dead>", address);
    ob_address_text(p, referent, target);
    ob_incref(p, referent);
    Ob *name = ob_getattr_cstr(p, referent, "__name__");
    if (!name) err_clear(p);
    bool named = name && ob_is(name, TYPE_STR);
    Ob *text =
        named ? str_format(p, "<weakref at %s; to '%N' at %s (%U)>", address, referent->ob_type,
                           target, name)
              : str_format(p, "<weakref at %s; to '%N' at %s>", address, referent->ob_type, target);
    ob_xdecref(p, name);
    ob_decref(p, referent);
    return text;
}

static int64_t weakref_hash(Proc *p, Ob *o) {
    WeakrefOb *ref = (WeakrefOb *)o;
    if (ref->hash != -1) return ref->hash;
    Ob *referent = weakref_get(p, o);
    if (!referent) {
        err_format(p, EXC_TypeError, "weak object has gone away");
        return -1;
    }
    ob_incref(p, referent);
    ref->hash = ob_hash(p, referent);
    ob_decref(p, referent);
    return ref->hash;
}

static Ob *weakref_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if ((op != CMP_EQ && op != CMP_NE) || !ob_is(a, TYPE_WEAKREF) || !ob_is(b, TYPE_WEAKREF))
        return not_implemented(p);
    Ob *x = weakref_get(p, a), *y = weakref_get(p, b);
    if (!x || !y) return compare_result(p, a == b, 1, op);
    ob_incref(p, x);
    ob_incref(p, y);
    Ob *result = ob_richcompare(p, x, y, op);
    ob_decref(p, x);
    ob_decref(p, y);
    return result;
}

static Ob *weakref_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "weakref", nargs, 0, 0, kwnames)) return NULL;
    Ob *referent = weakref_get(p, o);
    return ob_newref(p, referent ? referent : OB_NONE(p));
}

static Ob *get_callback(Proc *p, Ob *o) {
    Ob *callback = ((WeakrefOb *)o)->wr_callback;
    return ob_newref(p, callback ? callback : OB_NONE(p));
}

static const GetSetDef weakref_getsets[] = {
    {"__callback__", get_callback, NULL},
    {NULL, NULL, NULL},
};

static const MethodDef weakref_methods[] = {CLASS_GETITEM_METHOD, {0}};

const TypeOps weakref_ops = {
    .methods = weakref_methods,
    .dealloc = weakref_dealloc,
    .traverse = weakref_traverse,
    .clear = weakref_clear,
    .repr = weakref_repr,
    .hash = weakref_hash,
    .call = weakref_call,
    .richcompare = weakref_richcompare,
    .tp_new = weakref_tp_new,
    .tp_init = weakref_tp_init,
    .getsets = weakref_getsets,
};
