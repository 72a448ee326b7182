/* union.c - int | str: one of several types, for isinstance and annotations (Objects/unionobject.c).
 *
 * Entry: union_or, the operator | of types. */
#include "object/container/set.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/generic_alias.h"
#include "object/type/type.h"

enum UnionSlot { UNION_ARGS, UNION_PARAMETERS };

/* ---- making ---------------------------------------------------------------------------------- */

static bool is_unionable(Proc *p, const Ob *o) {
    return o == OB_NONE(p) || ob_is(o, TYPE_TYPE) || ob_is(o, TYPE_GENERIC_ALIAS) ||
           ob_is(o, TYPE_UNION);
}

/* flatten_args: the members of unions among `args` in their place, NoneType for None. */
static Ob *flatten(Proc *p, Ob *args) {
    int64_t n = 0, at = 0;
    for (int64_t i = 0; i < tuple_size(args); i++) {
        Ob *o = tuple_item(args, i);
        n += ob_is(o, TYPE_UNION) ? tuple_size(((UnionOb *)o)->args) : 1;
    }
    Ob *flat = tuple_new(p, n);
    for (int64_t i = 0; flat && i < tuple_size(args); i++) {
        Ob *o = tuple_item(args, i);
        if (!ob_is(o, TYPE_UNION)) {
            if (o == OB_NONE(p)) o = (Ob *)o->ob_type;
            tuple_set(p, flat, at++, ob_newref(p, o));
            continue;
        }
        Ob *members = ((UnionOb *)o)->args;
        for (int64_t k = 0; k < tuple_size(members); k++)
            tuple_set(p, flat, at++, ob_newref(p, tuple_item(members, k)));
    }
    return flat;
}

/* Is `o` among the first n items? Two aliases are compared, all else must be the same object. */
static int is_among(Proc *p, Ob *tuple, int64_t n, Ob *o) {
    for (int64_t i = 0; i < n; i++) {
        Ob *item = tuple_item(tuple, i);
        if (item == o) return 1;
        if (!ob_is(item, TYPE_GENERIC_ALIAS) || !ob_is(o, TYPE_GENERIC_ALIAS)) continue;
        int same = ob_richcompare_bool(p, item, o, CMP_EQ);
        if (same != 0) return same;
    }
    return 0;
}

/* dedup_and_flatten_args: each member once, in the order in which they come. */
static Ob *each_once(Proc *p, Ob *args) {
    Ob *flat = flatten(p, args);
    Ob *unique = flat ? tuple_new(p, tuple_size(flat)) : NULL;
    int64_t n = 0;
    for (int64_t i = 0; unique && i < tuple_size(flat); i++) {
        Ob *o = tuple_item(flat, i);
        int known = is_among(p, unique, n, o);
        if (known == 0) tuple_set(p, unique, n++, ob_newref(p, o));
        if (known >= 0) continue;
        ob_decref(p, unique);
        unique = NULL;
    }
    ob_xdecref(p, flat);
    return unique && tuple_resize(p, &unique, n) == 0 ? unique : NULL;
}

/* make_union; one member alone is no union. */
static Ob *make_union(Proc *p, Ob *given) {
    Ob *args = each_once(p, given);
    if (!args) return NULL;
    if (tuple_size(args) == 1) {
        Ob *only = ob_newref(p, tuple_item(args, 0));
        ob_decref(p, args);
        return only;
    }
    UnionOb *o = (UnionOb *)ob_alloc(p, type_of_id(p, TYPE_UNION), sizeof *o);
    if (!o) {
        ob_decref(p, args);
        return NULL;
    }
    o->parameters = NULL;
    field_set_take(p, &o->args, args, o, SLOT_FUNCTION, UNION_ARGS);
    ob_gc_track(p, &o->base);
    return &o->base;
}

Ob *union_or(Proc *p, Ob *a, Ob *b) {
    if (!is_unionable(p, a) || !is_unionable(p, b)) return not_implemented(p);
    Ob *pair = tuple_pack(p, 2, a, b);
    Ob *result = pair ? make_union(p, pair) : NULL;
    ob_xdecref(p, pair);
    return result;
}

static Ob *union_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    return op == BIN_OR ? union_or(p, a, b) : not_implemented(p);
}

/* ---- life ------------------------------------------------------------------------------------ */

static int union_clear(Proc *p, Ob *o) {
    field_clear(p, &((UnionOb *)o)->args, o, SLOT_FUNCTION, UNION_ARGS);
    field_clear(p, &((UnionOb *)o)->parameters, o, SLOT_FUNCTION, UNION_PARAMETERS);
    return 0;
}

static void union_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    union_clear(p, o);
    ob_free(p, o);
}

static int union_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    int stop = field_visit(p, ((UnionOb *)o)->args, visit, arg);
    return stop ? stop : field_visit(p, ((UnionOb *)o)->parameters, visit, arg);
}

/* ---- what it answers ------------------------------------------------------------------------- */

static Ob *union_repr(Proc *p, Ob *o) {
    Ob *args = ((UnionOb *)o)->args, *none = (Ob *)type_of_id(p, TYPE_NONE);
    StrWriter w = {0};
    int status = 0;
    for (int64_t i = 0; status == 0 && i < tuple_size(args); i++) {
        if (i > 0) status = writer_ascii(p, &w, " | ", 3);
        Ob *item = tuple_item(args, i);
        if (status == 0)
            status = item == none ? writer_ascii(p, &w, "None", 4) : generic_repr_item(p, &w, item);
    }
    if (status == 0) return writer_finish(p, &w);
    writer_drop(p, &w);
    return NULL;
}

static int64_t union_hash(Proc *p, Ob *o) {
    Ob *set = frozenset_new(p, ((UnionOb *)o)->args);
    int64_t hash = set ? ob_hash(p, set) : -1;
    ob_xdecref(p, set);
    return hash;
}

static Ob *union_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!ob_is(a, TYPE_UNION) || !ob_is(b, TYPE_UNION) || (op != CMP_EQ && op != CMP_NE))
        return not_implemented(p);
    Ob *one = set_new(p, ((UnionOb *)a)->args);
    Ob *other = one ? set_new(p, ((UnionOb *)b)->args) : NULL;
    Ob *result = other ? ob_richcompare(p, one, other, op) : NULL;
    ob_xdecref(p, one);
    ob_xdecref(p, other);
    return result;
}

static Ob *union_getattr(Proc *p, Ob *o, Ob *name) {
    if (ob_is(name, TYPE_STR) && str_eq_cstr(p, name, "__module__"))
        return ob_getattr(p, (Ob *)o->ob_type, name);
    return generic_getattr(p, o, name);
}

static Ob *union_getitem(Proc *p, Ob *o, Ob *key) {
    (void)key;
    return generic_not_generic(p, o);
}

/* The check of each member in turn; one with arguments cannot be asked at all. */
static Ob *check_members(Proc *p, Ob *self, Ob *o, bool instance) {
    Ob *args = ((UnionOb *)self)->args;
    for (int64_t i = 0; i < tuple_size(args); i++)
        if (ob_is(tuple_item(args, i), TYPE_GENERIC_ALIAS))
            return err_format(p, EXC_TypeError,
                              "%s() argument 2 cannot contain a parameterized generic",
                              instance ? "isinstance" : "issubclass");
    if (!instance && !ob_is(o, TYPE_TYPE))
        return err_format(p, EXC_TypeError, "issubclass() arg 1 must be a class");
    int found = 0;
    for (int64_t i = 0; found == 0 && i < tuple_size(args); i++) {
        Ob *member = tuple_item(args, i);
        if (ob_is(member, TYPE_TYPE))
            found = instance ? ob_isinstance(p, o, member) : ob_issubclass(p, o, member);
    }
    return found < 0 ? NULL : ob_newref(p, found ? p->ob->true_ : p->ob->false_);
}

static Ob *union_instancecheck(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    return method_args(p, "UnionType.__instancecheck__", nargs, 1, 1, kwnames)
               ? check_members(p, self, args[0], true)
               : NULL;
}
static Ob *union_subclasscheck(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    return method_args(p, "UnionType.__subclasscheck__", nargs, 1, 1, kwnames)
               ? check_members(p, self, args[0], false)
               : NULL;
}

static const MethodDef union_methods[] = {
    {"__instancecheck__", union_instancecheck, METH_PLAIN, NULL},
    {"__subclasscheck__", union_subclasscheck, METH_PLAIN, NULL},
    {NULL, NULL, 0, NULL},
};

static Ob *get_args(Proc *p, Ob *o) { return ob_newref(p, ((UnionOb *)o)->args); }
static Ob *get_parameters(Proc *p, Ob *o) {
    UnionOb *self = (UnionOb *)o;
    if (!self->parameters) {
        Ob *tuple = generic_parameters(p, self->args);
        if (!tuple) return NULL;
        field_set_take(p, &self->parameters, tuple, o, SLOT_FUNCTION, UNION_PARAMETERS);
    }
    return ob_newref(p, self->parameters);
}

static const GetSetDef union_getsets[] = {
    {"__args__", get_args, NULL},
    {"__parameters__", get_parameters, NULL},
    {NULL, NULL, NULL},
};

const TypeOps union_ops = {
    .dealloc = union_dealloc,
    .traverse = union_traverse,
    .clear = union_clear,
    .repr = union_repr,
    .hash = union_hash,
    .getattr = union_getattr,
    .richcompare = union_richcompare,
    .binary = union_binary,
    .getitem = union_getitem,
    .methods = union_methods,
    .getsets = union_getsets,
};
