/* local.c - threading.local: each thread finds a dict of its own behind it (Modules/_threadmodule.c). */
#include "object/thread/local.h"

#include "object/code/function.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/object_type.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

/* ---- the dict of the thread that runs ---------------------------------------------------------- */

/* _localdummy_destroyed: `self` is a weak reference to the local, which may be gone; the thread whose dummy it
 * was has ended. */
static Ob *dummy_destroyed(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "_localdummy_destroyed", nargs, 1, 1, kwnames)) return NULL;
    LocalOb *local = (LocalOb *)weakref_get(p, self);
    if (local && local->dummies) {
        ob_incref(p, &local->base);
        Ob *known = dict_getitem(p, local->dummies, args[0]);
        if (known && dict_delitem(p, local->dummies, args[0]) < 0) err_clear(p);
        ob_decref(p, &local->base);
    }
    return ob_newref(p, OB_NONE(p));
}

const MethodDef local_callback_functions[] = {
    {"_localdummy_destroyed", dummy_destroyed, METH_PLAIN, NULL},
    {NULL, NULL, 0, NULL},
};

/* PyThreadState_GetDict; borrowed. */
static Ob *thread_dict(Proc *p) {
    if (!p->tstate->dict) p->tstate->dict = dict_new(p);
    return p->tstate->dict;
}

/* _local_create_dummy: the dict of this thread, which has none yet; borrowed. */
static Ob *create_dummy(Proc *p, LocalOb *local) {
    Ob *own = thread_dict(p), *names = own ? dict_new(p) : NULL, *ref = NULL, *result = NULL;
    LocalDummyOb *dummy = NULL;
    if (names) dummy = (LocalDummyOb *)ob_alloc(p, type_of_id(p, TYPE_LOCAL_DUMMY), sizeof *dummy);
    if (dummy) {
        dummy->localdict = names;
        dummy->weakreflist = NULL;
        ref = weakref_new(p, &dummy->base, local->wr_callback);
    }
    if (ref && dict_setitem(p, local->dummies, ref, names) == 0 &&
        dict_setitem(p, own, local->key, &dummy->base) == 0)
        result = names;
    ob_xdecref(p, names);
    ob_xdecref(p, ref);
    if (dummy) ob_decref(p, &dummy->base);
    return result;
}

/* tp_init of a class that has one of its own, with what the local was made with. */
static int init_again(Proc *p, LocalOb *local) {
    enum { ARGS_MOST = 255 };
    Ob *args[ARGS_MOST], *key, *value;
    int64_t count = tuple_size(local->args), named = local->kw ? dict_size(local->kw) : 0, at = 0;
    if (count + named > ARGS_MOST) {
        err_format(p, EXC_TypeError, "more than %d arguments of a local", ARGS_MOST);
        return -1;
    }
    for (int64_t i = 0; i < count; i++) args[i] = tuple_item(local->args, i);
    Ob *names = named ? tuple_new(p, named) : NULL;
    if (named && !names) return -1;
    for (int64_t i = 0; named && dict_next(p, local->kw, &at, &key, &value); i++) {
        tuple_set(p, names, i, ob_newref(p, key));
        args[count + i] = value;
    }
    Ob *init = type_bind_special(p, &local->base, SP_INIT);
    Ob *done = init ? ob_call(p, init, args, (size_t)count, names) : NULL;
    ob_xdecref(p, init);
    ob_xdecref(p, names);
    bool good = done == OB_NONE(p);
    if (done && !good)
        err_format(p, EXC_TypeError, "__init__() should return None, not '%N'", done->ob_type);
    ob_xdecref(p, done);
    return good ? 0 : -1;
}

/* The dict that the dummy points to is borrowed, and Python code can get at the dict that holds it. */
static bool is_held(Proc *p, const LocalOb *local, const Ob *names) {
    Ob *key, *value;
    for (int64_t at = 0; local->dummies && dict_next(p, local->dummies, &at, &key, &value);)
        if (value == names) return ob_is(value, TYPE_DICT);
    return false;
}

/* _ldict: new. */
static Ob *own_names(Proc *p, LocalOb *local) {
    Ob *own = thread_dict(p);
    if (!own || !local->dummies)
        return own ? err_format(p, EXC_SystemError, "a local without its dicts") : NULL;
    Ob *dummy = dict_getitem(p, own, local->key);
    if (dummy && ob_is(dummy, TYPE_LOCAL_DUMMY)) {
        Ob *names = ((LocalDummyOb *)dummy)->localdict;
        if (is_held(p, local, names)) return ob_newref(p, names);
    }
    if (err_occurred(p)) return NULL;
    Ob *names = create_dummy(p, local);
    if (!names) return NULL;
    ob_incref(p, names);
    if (!type_defines(local->base.ob_type, SP_INIT) || init_again(p, local) == 0) return names;
    Ob *saved = err_fetch(p);
    if (dict_delitem(p, own, local->key) < 0) err_clear(p);
    err_restore(p, saved);
    ob_decref(p, names);
    return NULL;
}

/* ---- attributes ------------------------------------------------------------------------------ */

/* What the class has in common for all threads, and what `names` has for this one. */
static Ob *look_up(Proc *p, Ob *o, Ob *name, Ob *names) {
    if (!(o->ob_type->flags & TYPE_HEAP)) {
        Ob *value = dict_getitem(p, names, name);
        if (value) return ob_newref(p, value);
        if (err_occurred(p)) return NULL;
    }
    return generic_getattr_in(p, o, name, names);
}

static Ob *local_getattr(Proc *p, Ob *o, Ob *name) {
    Ob *names = own_names(p, (LocalOb *)o);
    if (!names) return NULL;
    if (ob_is(name, TYPE_STR) && str_eq_cstr(p, name, "__dict__")) return names;
    Ob *value = look_up(p, o, name, names);
    ob_decref(p, names);
    return value;
}

static int local_setattr(Proc *p, Ob *o, Ob *name, Ob *value) {
    Ob *names = own_names(p, (LocalOb *)o);
    if (!names) return -1;
    int status = -1;
    if (!ob_is(name, TYPE_STR) || !str_eq_cstr(p, name, "__dict__"))
        status = generic_setattr_in(p, o, name, value, names);
    else
        err_format(p, EXC_AttributeError, "'%N' object attribute '__dict__' is read-only",
                   o->ob_type);
    ob_decref(p, names);
    return status;
}

/* ---- life ------------------------------------------------------------------------------------ */

static bool make_parts(Proc *p, LocalOb *local, Ob *const *args, size_t nargs, Ob *kwnames) {
    char address[ADDRESS_TEXT];
    ob_address_text(p, &local->base, address);
    Ob *tuple = tuple_from_array(p, args, (int64_t)nargs);
    if (!tuple) return false;
    field_set_take(p, &local->args, tuple, local, SLOT_FUNCTION, 0);
    if (kwnames && tuple_size(kwnames) > 0) {
        local->kw = dict_new(p);
        for (int64_t i = 0; local->kw && i < tuple_size(kwnames); i++)
            if (dict_setitem(p, local->kw, tuple_item(kwnames, i), args[nargs + (size_t)i]) < 0)
                return false;
        if (!local->kw) return false;
    }
    local->key = str_format(p, "thread.local.%s", address);
    local->dummies = dict_new(p);
    Ob *self = local->key && local->dummies ? weakref_new(p, &local->base, NULL) : NULL;
    if (self)
        local->wr_callback = builtin_new(p, CFUNCTION_ID(CFUNC_local_callback, 0), self, NULL);
    ob_xdecref(p, self);
    return local->wr_callback && create_dummy(p, local);
}

static Ob *local_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    bool given = nargs > 0 || (kwnames && tuple_size(kwnames) > 0);
    if (given && !type_defines(type, SP_INIT))
        return err_format(p, EXC_TypeError, "Initialization arguments are not supported");
    Ob *o = instance_alloc(p, type, 0);
    if (!o || make_parts(p, (LocalOb *)o, args, nargs, kwnames)) return o;
    ob_decref(p, o);
    return NULL;
}

static int local_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    const LocalOb *local = (const LocalOb *)o;
    Ob *held[] = {local->args, local->kw, local->dummies};
    int stop = 0;
    for (size_t i = 0; i < ARRAY_LEN(held) && !stop; i++)
        stop = field_visit(p, held[i], visit, arg);
    return stop;
}

/* And the dummies in the dicts of the threads. */
static int local_clear(Proc *p, Ob *o) {
    LocalOb *local = (LocalOb *)o;
    field_clear(p, &local->args, o, SLOT_FUNCTION, 0);
    field_drop(p, &local->kw);
    field_drop(p, &local->dummies);
    field_drop(p, &local->wr_callback);
    if (!local->key) return 0;
    for (ThreadState *t = &p->ob->main_thread; t; t = t->next) {
        if (!t->dict || !dict_getitem(p, t->dict, local->key)) continue;
        if (dict_delitem(p, t->dict, local->key) < 0) err_clear(p);
    }
    return 0;
}

static void local_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    if (*weaklist_slot(p, o)) weakref_clear_all(p, o);
    (void)local_clear(p, o);
    field_drop(p, &((LocalOb *)o)->key);
    ob_free(p, o);
}

static void dummy_dealloc(Proc *p, Ob *o) {
    if (((LocalDummyOb *)o)->weakreflist) weakref_clear_all(p, o);
    ob_free(p, o);
}

void local_thread_ends(Proc *p, Ob *dict) {
    if (!py_locals_end_newest_first(p)) return;
    img_serve(p);
    Ob *keys = list_new(p, 0), *key, *value;
    bool good = keys != NULL;
    for (int64_t at = 0; good && dict_next(p, dict, &at, &key, &value);)
        if (ob_is(value, TYPE_LOCAL_DUMMY)) good = list_append(p, keys, key) == 0;
    img_serve_end(p);
    for (int64_t i = keys ? list_size(keys) : 0; i-- > 0;)
        if (dict_contains(p, dict, list_item(keys, i)) > 0)
            good &= dict_delitem(p, dict, list_item(keys, i)) == 0;
    if (!good) err_clear(p);
    ob_xdecref(p, keys);
}

const TypeOps local_ops = {
    .dealloc = local_dealloc,
    .traverse = local_traverse,
    .clear = local_clear,
    .getattr = local_getattr,
    .setattr = local_setattr,
    .tp_new = local_tp_new,
};

const TypeOps local_dummy_ops = {.dealloc = dummy_dealloc};
