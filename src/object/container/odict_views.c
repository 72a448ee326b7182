/* odict_views.c - the iterators of an OrderedDict, and its views, which are those of a dict but for their order
 * (Objects/odictobject.c). */
#include "object/container/dict_internal.h"
#include "object/container/iterators.h"
#include "object/container/odict.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/protocol/abstract.h"
#include "object/type/reduce.h"

typedef struct OdictIterOb {
    Ob base;
    int32_t kind; /* OdictIterKind bits */
    int32_t unused;
    OdictOb *di_odict; /* NULL: exhausted */
    int64_t di_size;
    uint64_t di_state;
    Ob *di_result;  /* items: the tuple that is handed out again */
    Ob *di_current; /* the key that comes next */
} OdictIterOb;
_Static_assert(sizeof(OdictIterOb) == 64, "odictiterobject");

Ob *odict_iterator_new(Proc *p, Ob *o, int kind) {
    OdictOb *od = (OdictOb *)o;
    OdictIterOb *di = (OdictIterOb *)ob_alloc(p, type_of_id(p, TYPE_ODICT_ITERATOR), sizeof *di);
    if (!di) return NULL;
    if (kind & ODICT_KEYS && kind & ODICT_VALUES) {
        Ob *result = tuple_pack(p, 2, OB_NONE(p), OB_NONE(p));
        if (!result) {
            ob_decref(p, &di->base);
            return NULL;
        }
        di->di_result = result;
        ob_slot(p, result, di, SLOT_CACHE, 0);
    }
    di->kind = kind;
    const OdictNode *node = kind & ODICT_REVERSED ? od->od_last : od->od_first;
    field_hold(p, &di->di_current, node ? node->key : NULL, di, SLOT_CACHE, 0);
    di->di_size = dict_size(o);
    di->di_state = od->od_state;
    di->di_odict = od;
    ob_hold(p, o, di, SLOT_SELF, 0);
    ob_gc_track(p, &di->base);
    return &di->base;
}

static void let_go(Proc *p, OdictIterOb *di) {
    OdictOb *od = di->di_odict;
    di->di_odict = NULL;
    if (od) ob_release(p, &od->dict.base, di, SLOT_SELF, 0);
}

/* odictiter_nextkey: new, or NULL. */
static Ob *next_key(Proc *p, OdictIterOb *di) {
    OdictOb *od = di->di_odict;
    if (!od) return NULL;
    if (!di->di_current) {
        let_go(p, di);
        return NULL;
    }
    if (od->od_state != di->di_state) {
        err_format(p, EXC_RuntimeError, "OrderedDict mutated during iteration");
        let_go(p, di);
        return NULL;
    }
    if (di->di_size != dict_size(&od->dict.base)) {
        err_format(p, EXC_RuntimeError, "OrderedDict changed size during iteration");
        di->di_size = -1; /* and it stays so */
        return NULL;
    }
    /* A comparison may run code that goes on with this very iterator. */
    Ob *now = ob_newref(p, di->di_current);
    const OdictNode *node = odict_find(p, od, now);
    bool same = di->di_current == now;
    ob_decref(p, now);
    if (!same) return NULL;
    if (!node) {
        if (!err_occurred(p)) dict_key_error(p, di->di_current);
        field_clear(p, &di->di_current, di, SLOT_CACHE, 0);
        return NULL;
    }
    Ob *key = di->di_current; /* its reference goes to the caller */
    di->di_current = NULL;
    node = di->kind & ODICT_REVERSED ? node->prev : node->next;
    field_hold(p, &di->di_current, node ? node->key : NULL, di, SLOT_CACHE, 0);
    return key;
}

static Ob *iter_next(Proc *p, Ob *o) {
    OdictIterOb *di = (OdictIterOb *)o;
    Ob *key = next_key(p, di);
    if (!key || !(di->kind & ODICT_VALUES)) return key;
    Ob *value = dict_getitem(p, &di->di_odict->dict.base, key);
    if (!value) {
        if (!err_occurred(p)) dict_key_error(p, key);
        ob_decref(p, key);
        field_clear(p, &di->di_current, di, SLOT_CACHE, 0);
        let_go(p, di);
        return NULL;
    }
    ob_incref(p, value);
    if (di->kind & ODICT_KEYS) return dict_iter_pair(p, di->di_result, key, value);
    ob_decref(p, key);
    return value;
}

static int iter_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    OdictIterOb *di = (OdictIterOb *)o;
    int status = field_visit(p, di->di_odict ? &di->di_odict->dict.base : NULL, visit, arg);
    if (!status) status = field_visit(p, di->di_current, visit, arg);
    return status ? status : field_visit(p, di->di_result, visit, arg);
}

static void iter_dealloc(Proc *p, Ob *o) {
    OdictIterOb *di = (OdictIterOb *)o;
    ob_gc_untrack(p, o);
    let_go(p, di);
    field_clear(p, &di->di_current, di, SLOT_CACHE, 0);
    field_clear(p, &di->di_result, di, SLOT_CACHE, 0);
    ob_free(p, o);
}

static const MethodDef iter_methods[] = {
    {"__reduce__", rest_reduce, METH_PLAIN, NULL},
    {NULL, NULL, 0, NULL},
};

const TypeOps odict_iterator_ops = {
    .methods = iter_methods,
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .iter = iterator_self,
    .iternext = iter_next,
};

/* ---- views ----------------------------------------------------------------------------------- */

static Ob *iterate(Proc *p, Ob *view, int backwards) {
    int kind = ob_is(view, TYPE_ODICT_KEYS)     ? ODICT_KEYS
               : ob_is(view, TYPE_ODICT_VALUES) ? ODICT_VALUES
                                                : ODICT_KEYS | ODICT_VALUES;
    return odict_iterator_new(p, dict_of_view(view), kind | backwards);
}

static Ob *view_iter(Proc *p, Ob *view) { return iterate(p, view, 0); }

static Ob *view_reversed(Proc *p, Ob *view, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!method_args(p, "odict_keys.__reversed__", nargs, 0, 0, kwnames)) return NULL;
    return iterate(p, view, ODICT_REVERSED);
}

static const MethodDef view_methods[] = {
    {"__reversed__", view_reversed, 0, "__reversed__()"},
    {NULL, NULL, 0, NULL},
};

#define ODICT_SET_VIEW(contains_function)                                                          \
    {                                                                                              \
        .dealloc = dict_view_dealloc, .traverse = dict_view_traverse, .repr = dict_view_repr,      \
        .hash = hash_not_implemented, .richcompare = dict_view_richcompare, .iter = view_iter,     \
        .binary = dict_view_binary, .length = dict_view_length, .contains = contains_function,     \
        .methods = view_methods                                                                    \
    }
const TypeOps odict_keys_ops = ODICT_SET_VIEW(dict_keys_contains);
const TypeOps odict_items_ops = ODICT_SET_VIEW(dict_items_contains);
const TypeOps odict_values_ops = {
    .dealloc = dict_view_dealloc,
    .traverse = dict_view_traverse,
    .repr = dict_view_repr,
    .iter = view_iter,
    .length = dict_view_length,
    .methods = view_methods,
};
