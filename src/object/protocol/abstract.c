/* abstract.c - what can be done with any object: show, hash, compare, test, ask its type.
 *
 * Each operation first looks for a special method that a Python class defines (TypeOb.special),
 * then for the C side of the layout. Called by the VM and by the types themselves. Attributes and
 * calls are in abstract_attr.c, items and iteration in abstract_item.c, numbers in
 * abstract_number.c. Source: Objects/object.c, abstract.c, typeobject.c. */
#include "object/protocol/abstract.h"

#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/slots.h"
#include "object/text/str.h"
#include "object/type/generic_alias.h"
#include "object/type/instance.h"
#include "object/type/type.h"

Ob *not_implemented(Proc *p) { return ob_newref(p, &p->ob->not_implemented); }

/* ---- what is being shown ---------------------------------------------------------------------- */

/* The objects being shown are kept where CPython keeps them: in a list in the dict of the thread.
 */
static Ob *repr_list(Proc *p) {
    if (!p->tstate->dict) {
        p->tstate->dict = dict_new(p);
        if (!p->tstate->dict) return NULL;
    }
    Ob *name = str_interned_cstr(p, "Py_Repr");
    if (!name) return NULL;
    Ob *list = dict_lookup_str(p, p->tstate->dict, name);
    if (!list && (list = list_new(p, 0)) != NULL) {
        int status = dict_setitem(p, p->tstate->dict, name, list);
        ob_decref(p, list);
        if (status < 0) list = NULL;
    }
    ob_decref(p, name);
    return list;
}

int repr_enter(Proc *p, Ob *o) {
    Ob *list = repr_list(p);
    if (!list) return -1;
    for (int64_t i = list_size(list); i-- > 0;) {
        if (list_item(list, i) == o) return 1;
    }
    return list_append(p, list, o);
}

void repr_leave(Proc *p, Ob *o) {
    Ob *error = err_fetch(p);
    Ob *list = repr_list(p);
    if (list) {
        int64_t i = list_size(list);
        while (i-- > 0 && list_item(list, i) != o) {
        }
        if (i >= 0) list_setslice(p, list, i, i + 1, NULL);
    }
    if (error) err_restore(p, error);
}

/* ---- showing --------------------------------------------------------------------------------- */

static Ob *must_be_str(Proc *p, Ob *text, const char *method) {
    if (!text || ob_is(text, TYPE_STR)) return text;
    err_format(p, EXC_TypeError, "%s returned non-string (type %N)", method, text->ob_type);
    ob_decref(p, text);
    return NULL;
}

/* tp_repr. */
static Ob *call_repr(Proc *p, Ob *o) {
    if (type_defines(o->ob_type, SP_REPR)) return ob_call_special(p, o, SP_REPR, NULL, 0);
    const TypeOps *ops = ob_ops(o)->repr ? ob_ops(o) : type_ops[TYPE_OBJECT];
    return ops->repr(p, o);
}

Ob *ob_repr(Proc *p, Ob *o) {
    if (recursion_enter(p, " while getting the repr of an object") < 0) return NULL;
    Ob *text = call_repr(p, o);
    recursion_leave(p);
    return must_be_str(p, text, "__repr__");
}

Ob *ob_str(Proc *p, Ob *o) {
    if (ob_is_exact(p, o, TYPE_STR)) return ob_newref(p, o);
    bool defined = type_defines(o->ob_type, SP_STR);
    bool number = !defined && slot_number_has_str(p, o->ob_type->kind);
    if (recursion_enter(p, " while getting the str of an object") < 0) return NULL;
    Ob *text = defined          ? ob_call_special(p, o, SP_STR, NULL, 0)
               : number         ? ob_ops(o)->repr(p, o)
               : ob_ops(o)->str ? ob_ops(o)->str(p, o)
                                : call_repr(p, o); /* object_str */
    recursion_leave(p);
    return must_be_str(p, text, "__str__");
}

Ob *ob_format(Proc *p, Ob *o, Ob *spec) {
    if (!type_defines(o->ob_type, SP_FORMAT)) {
        bool plain = !spec || str_len(spec) == 0;
        if (plain && ob_is_exact(p, o, TYPE_STR)) return ob_newref(p, o);
        if (plain && (ob_is_exact(p, o, TYPE_INT) || ob_is_exact(p, o, TYPE_BOOL)))
            return ob_str(p, o);
        if (!plain || ob_is(o, TYPE_FLOAT)) {
            if (ob_is(o, TYPE_STR) || ob_is(o, TYPE_INT) || ob_is(o, TYPE_BOOL) ||
                ob_is(o, TYPE_COMPLEX) || (ob_is(o, TYPE_FLOAT) && !plain))
                return spec_format(p, o, spec);
        }
        if (plain) return ob_str(p, o);
        return err_format(p, EXC_TypeError, "unsupported format string passed to %N.__format__",
                          o->ob_type);
    }
    Ob *empty = spec ? ob_newref(p, spec) : str_from_cstr(p, "");
    if (!empty) return NULL;
    Ob *bound = type_bind_special(p, o, SP_FORMAT); /* PyObject_Format binds it */
    Ob *text = bound ? ob_call(p, bound, &empty, 1, NULL) : NULL;
    ob_xdecref(p, bound);
    ob_decref(p, empty);
    if (text && !ob_is(text, TYPE_STR)) {
        err_format(p, EXC_TypeError, "__format__ must return a str, not %N", text->ob_type);
        ob_decref(p, text);
        return NULL;
    }
    return text;
}

/* ---- hashing --------------------------------------------------------------------------------- */

int64_t hash_not_implemented(Proc *p, Ob *o) {
    err_format(p, EXC_TypeError, "unhashable type: '%N'", o->ob_type);
    return -1;
}

int64_t hash_pointer(Proc *p, const void *pointer) {
    uint64_t address = img_vaddr(p, pointer);
    int64_t hash = (int64_t)(address >> 4 | address << 60);
    return hash == -1 ? -2 : hash;
}

static int64_t call_hash(Proc *p, Ob *o) {
    if (type_lookup_special(p, o->ob_type, SP_HASH) == OB_NONE(p))
        return hash_not_implemented(p, o);
    Ob *result = ob_call_special(p, o, SP_HASH, NULL, 0);
    if (!result) return -1;
    int64_t hash = -1;
    if (!ob_is(result, TYPE_INT) && !ob_is(result, TYPE_BOOL)) {
        err_format(p, EXC_TypeError, "__hash__ method should return an integer");
    } else {
        if (!int_as_i64(p, result, &hash)) hash = type_ops[TYPE_INT]->hash(p, result);
        if (hash == -1) hash = -2;
    }
    ob_decref(p, result);
    return hash;
}

int64_t ob_hash(Proc *p, Ob *o) {
    if (type_defines(o->ob_type, SP_HASH)) return call_hash(p, o);
    const TypeOps *ops = ob_ops(o);
    if (!ops->hash) return hash_pointer(p, o);
    img_nest(p); /* tuplehash of a chain of tuples has no other bound */
    int64_t hash = ops->hash(p, o);
    img_unnest(p);
    return hash;
}

/* ---- comparing ------------------------------------------------------------------------------- */

static const Special compare_special[] = {SP_LT, SP_LE, SP_EQ, SP_NE, SP_GT, SP_GE};
static const CompareOp swapped[] = {CMP_GT, CMP_GE, CMP_EQ, CMP_NE, CMP_LT, CMP_LE};
static const char *const compare_sign[] = {"<", "<=", "==", "!=", ">", ">="};

static Ob *native_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op);

static Ob *bound_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    Ob *bound = type_bind_special(p, a, compare_special[op]);
    if (!bound) return NULL;
    Ob *other = tuple_pack(p, 1, b), *result = other ? native_richcompare(p, a, b, op) : NULL;
    ob_xdecref(p, other);
    ob_decref(p, bound);
    return result;
}

/* slot_tp_richcompare serves all six operators of a class that defines one of them: those of its
 * base are called as any method is, through a tuple of both and one of the other. */
static Ob *inherited_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (py_wrappers_are_bound(p)) return bound_richcompare(p, a, b, op);
    Ob *both = tuple_pack(p, 2, a, b), *other = both ? tuple_pack(p, 1, b) : NULL;
    Ob *result = other ? native_richcompare(p, a, b, op) : NULL;
    ob_xdecref(p, other);
    ob_xdecref(p, both);
    return result;
}

static Ob *type_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    const TypeOb *type = a->ob_type;
    if (type_defines(type, compare_special[op]))
        return ob_call_special(p, a, compare_special[op], &b, 1);
    if (type->flags & TYPE_HEAP)
        for (size_t i = 0; i < ARRAY_LEN(compare_special); i++)
            if (type_defines(type, compare_special[i])) return inherited_richcompare(p, a, b, op);
    return native_richcompare(p, a, b, op);
}

static Ob *native_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    const TypeOps *ops = ob_ops(a);
    bool own = ops->richcompare && ops->richcompare != type_ops[TYPE_OBJECT]->richcompare;
    if (own) return ops->richcompare(p, a, b, op);
    if (op == CMP_EQ && a == b) return bool_from(p, true);
    if (op != CMP_NE) return not_implemented(p);
    /* object.__ne__: the opposite of what __eq__ says. */
    Ob *equal = type_richcompare(p, a, b, CMP_EQ);
    if (!equal || equal == &p->ob->not_implemented) return equal;
    int truth = ob_is_true(p, equal);
    ob_decref(p, equal);
    return truth < 0 ? NULL : bool_from(p, !truth);
}

static bool can_compare(const Ob *o) {
    return ob_ops(o)->richcompare || (o->ob_type->flags & TYPE_HEAP);
}

static Ob *do_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    bool tried_reverse = false;
    if (a->ob_type != b->ob_type && can_compare(b) && type_is_subtype(b->ob_type, a->ob_type)) {
        tried_reverse = true;
        Ob *r = type_richcompare(p, b, a, swapped[op]);
        if (r != &p->ob->not_implemented) return r;
        ob_decref(p, r);
    }
    Ob *r = type_richcompare(p, a, b, op);
    if (r != &p->ob->not_implemented) return r;
    ob_decref(p, r);
    if (!tried_reverse) {
        r = type_richcompare(p, b, a, swapped[op]);
        if (r != &p->ob->not_implemented) return r;
        ob_decref(p, r);
    }
    if (op == CMP_EQ || op == CMP_NE) return bool_from(p, (a == b) == (op == CMP_EQ));
    return err_format(p, EXC_TypeError, "'%s' not supported between instances of '%N' and '%N'",
                      compare_sign[op], a->ob_type, b->ob_type);
}

Ob *ob_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (recursion_enter(p, " in comparison") < 0) return NULL;
    Ob *r = do_richcompare(p, a, b, op);
    recursion_leave(p);
    return r;
}

Ob *ob_richcompare_uncounted(Proc *p, Ob *a, Ob *b, CompareOp op) {
    return do_richcompare(p, a, b, op);
}

int ob_richcompare_bool(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (a == b) {
        if (op == CMP_EQ) return 1;
        if (op == CMP_NE) return 0;
    }
    int64_t x, y;
    if (ob_is_exact(p, a, TYPE_INT) && ob_is_exact(p, b, TYPE_INT) && int_fits_small(a, &x) &&
        int_fits_small(b, &y)) {
        switch (op) {
        case CMP_LT: return x < y;
        case CMP_LE: return x <= y;
        case CMP_EQ: return x == y;
        case CMP_NE: return x != y;
        case CMP_GT: return x > y;
        case CMP_GE: return x >= y;
        }
    }
    Ob *r = ob_richcompare(p, a, b, op);
    if (!r) return -1;
    int truth = r == p->ob->true_ ? 1 : r == p->ob->false_ ? 0 : ob_is_true(p, r);
    ob_decref(p, r);
    return truth;
}

Ob *compare_result(Proc *p, int64_t a, int64_t b, CompareOp op) {
    const bool results[] = {a<b, a <= b, a == b, a != b, a> b, a >= b};
    return bool_from(p, results[op]);
}

/* ---- truth ----------------------------------------------------------------------------------- */

int ob_is_true(Proc *p, Ob *o) {
    if (o == p->ob->true_) return 1;
    if (o == p->ob->false_ || o == OB_NONE(p)) return 0;
    if (unlikely(o == &p->ob->not_implemented) && py_not_implemented_truth_deprecated(p)) {
        const char *text = "NotImplemented should not be used in a boolean context";
        return err_warn(p, EXC_DeprecationWarning, "%s", text) < 0 ? -1 : 1;
    }
    const TypeOps *ops = ob_ops(o);
    if (type_defines(o->ob_type, SP_BOOL)) {
        Ob *r = ob_call_special(p, o, SP_BOOL, NULL, 0);
        if (!r) return -1;
        int truth = r == p->ob->true_ ? 1 : r == p->ob->false_ ? 0 : -1;
        if (truth < 0)
            err_format(p, EXC_TypeError, "__bool__ should return bool, returned %N", r->ob_type);
        ob_decref(p, r);
        return truth;
    }
    /* A layout with both has no nb_bool of its own, but for range, which cannot be subclassed. */
    bool by_length = type_defines(o->ob_type, SP_LEN) && ops->length;
    if (ops->truth && !by_length) return ops->truth(p, o);
    if (type_defines(o->ob_type, SP_LEN) || ops->length) {
        int64_t n = ob_length(p, o);
        return n < 0 ? -1 : n > 0;
    }
    return 1;
}

/* ---- types ----------------------------------------------------------------------------------- */

bool type_is_subtype(const TypeOb *a, const TypeOb *b) {
    if (a == b) return true;
    if (a->tp_mro) {
        for (int64_t i = 0; i < tuple_size(a->tp_mro); i++) {
            if (tuple_item(a->tp_mro, i) == (const Ob *)b) return true;
        }
        return false;
    }
    while (a && a != b) a = a->tp_base;
    return a != NULL;
}

static bool is_class(const Ob *o) { return ob_is(o, TYPE_TYPE); }

/* Words of the TypeError for a second argument that is no class. 3.10 brought unions. */
static const char *class_words(const Proc *p) {
    return py_errors_name_unions(p) ? "a type, a tuple of types, or a union"
                                    : "a type or tuple of types";
}

/* abstract_get_bases: the tuple in __bases__ of anything; new. NULL without an exception when it has
 * none. */
static Ob *abstract_bases(Proc *p, Ob *class_) {
    Ob *name = str_interned_cstr(p, "__bases__"), *bases = NULL;
    if (!name) return NULL;
    int found = ob_lookup_attr(p, class_, name, &bases);
    ob_decref(p, name);
    if (found <= 0 || ob_is(bases, TYPE_TUPLE)) return found > 0 ? bases : NULL;
    ob_decref(p, bases);
    return NULL;
}

static bool check_class(Proc *p, Ob *class_, const char *format, const char *words) {
    Ob *bases = abstract_bases(p, class_);
    if (!bases) {
        if (!err_occurred(p)) err_format(p, EXC_TypeError, format, words);
        return false;
    }
    ob_decref(p, bases);
    return true;
}

/* abstract_issubclass: by __bases__ alone. */
static int abstract_issubclass(Proc *p, Ob *derived, Ob *class_) {
    if (derived == class_) return 1;
    Ob *bases = abstract_bases(p, derived);
    if (!bases) return err_occurred(p) ? -1 : 0;
    int found = recursion_enter(p, " in __issubclass__");
    if (found == 0) {
        for (int64_t i = 0; i < tuple_size(bases) && found == 0; i++)
            found = abstract_issubclass(p, tuple_item(bases, i), class_);
        recursion_leave(p);
    }
    ob_decref(p, bases);
    return found;
}

int ob_real_isinstance(Proc *p, Ob *o, Ob *class_) {
    if (is_class(class_)) {
        if (type_is_subtype(o->ob_type, (TypeOb *)class_)) return 1;
    } else if (!check_class(p, class_, "isinstance() arg 2 must be %s", class_words(p))) {
        return -1;
    }
    Ob *name = str_interned_cstr(p, "__class__"), *says = NULL;
    int found = name ? ob_lookup_attr(p, o, name, &says) : -1;
    ob_xdecref(p, name);
    if (found <= 0) return found;
    if (!is_class(class_))
        found = abstract_issubclass(p, says, class_);
    else
        found = says != (Ob *)o->ob_type && is_class(says) &&
                type_is_subtype((TypeOb *)says, (TypeOb *)class_);
    ob_decref(p, says);
    return found;
}

int ob_real_issubclass(Proc *p, Ob *derived, Ob *class_) {
    if (is_class(class_) && is_class(derived))
        return type_is_subtype((TypeOb *)derived, (TypeOb *)class_);
    const char *words = py_errors_name_unions(p) ? "a class, a tuple of classes, or a union"
                                                 : "a class or tuple of classes";
    if (!check_class(p, derived, "issubclass() arg 1 must be %s", "a class") ||
        !check_class(p, class_, "issubclass() arg 2 must be %s", words))
        return -1;
    return abstract_issubclass(p, derived, class_);
}

typedef int (*ClassCheck)(Proc *p, Ob *o, Ob *class_or_tuple);

/* The items of a tuple one by one; nested tuples go deeper. */
static int check_each(Proc *p, Ob *o, Ob *tuple, ClassCheck check, const char *where) {
    if (recursion_enter(p, where) < 0) return -1;
    int found = 0;
    for (int64_t i = 0; i < tuple_size(tuple) && found == 0; i++)
        found = check(p, o, tuple_item(tuple, i));
    recursion_leave(p);
    return found;
}

/* __instancecheck__ or __subclasscheck__ of the second argument's type. 2: it has none. */
static int ask_checker(Proc *p, Ob *o, Ob *class_, Special special, const char *where) {
    Ob *checker = type_bind_special(p, class_, special);
    if (!checker) return err_occurred(p) ? -1 : 2;
    int found = recursion_enter(p, where);
    if (found == 0) {
        Ob *answer = ob_call(p, checker, &o, 1, NULL);
        recursion_leave(p);
        found = answer ? ob_is_true(p, answer) : -1;
        ob_xdecref(p, answer);
    }
    ob_decref(p, checker);
    return found;
}

int ob_isinstance(Proc *p, Ob *o, Ob *class_or_tuple) {
    if ((Ob *)o->ob_type == class_or_tuple) return 1;
    if (ob_is_exact(p, class_or_tuple, TYPE_TYPE)) return ob_real_isinstance(p, o, class_or_tuple);
    const char *where = " in __instancecheck__";
    if (ob_is(class_or_tuple, TYPE_UNION) && py_union_is_its_types(p))
        class_or_tuple = ((UnionOb *)class_or_tuple)->args;
    if (ob_is(class_or_tuple, TYPE_TUPLE))
        return check_each(p, o, class_or_tuple, ob_isinstance, where);
    int found = ask_checker(p, o, class_or_tuple, SP_INSTANCECHECK, where);
    return found == 2 ? ob_real_isinstance(p, o, class_or_tuple) : found;
}

int ob_issubclass(Proc *p, Ob *class_, Ob *class_or_tuple) {
    if (ob_is_exact(p, class_or_tuple, TYPE_TYPE)) {
        return class_ == class_or_tuple ? 1 : ob_real_issubclass(p, class_, class_or_tuple);
    }
    const char *where = " in __subclasscheck__";
    if (ob_is(class_or_tuple, TYPE_UNION) && py_union_is_its_types(p))
        class_or_tuple = ((UnionOb *)class_or_tuple)->args;
    if (ob_is(class_or_tuple, TYPE_TUPLE))
        return check_each(p, class_, class_or_tuple, ob_issubclass, where);
    int found = ask_checker(p, class_, class_or_tuple, SP_SUBCLASSCHECK, where);
    return found == 2 ? ob_real_issubclass(p, class_, class_or_tuple) : found;
}

/* ---- sizes and walking ----------------------------------------------------------------------- */

static int64_t plain_size(Proc *p, Ob *o) {
    const TypeOps *ops = ob_ops(o);
    const TypeOb *type = o->ob_type;
    if (ops->size_of) {
        int64_t size = ops->size_of(p, o);
        /* The layout knows its own fields; what the class adds (dict word, weak list, slots) comes
         * on top, but where CPython's __sizeof__ does not ask the class. */
        if (size >= 0 && type->flags & TYPE_HEAP && !ops->size_is_whole)
            size += type->basicsize - type_of_id(p, ob_kind(o))->basicsize;
        return size;
    }
    if (!type->itemsize) return type->basicsize;
    int64_t items = ((const VarOb *)o)->ob_size;
    return type->basicsize + (items < 0 ? -items : items) * type->itemsize;
}

int64_t ob_getsizeof(Proc *p, Ob *o) {
    int64_t size;
    if (type_defines(o->ob_type, SP_SIZEOF)) {
        Ob *r = ob_call_special(p, o, SP_SIZEOF, NULL, 0);
        if (!r) return -1;
        size = int_as_i64_err(p, r);
        ob_decref(p, r);
        if (size < 0) {
            if (!err_occurred(p)) err_format(p, EXC_ValueError, "__sizeof__() should return >= 0");
            return -1;
        }
    } else {
        size = plain_size(p, o);
    }
    if (size >= 0 && ob_is_gc(o)) size += p->s->profile.gc_head;
    if (size >= 0 && o->ob_type->flags & TYPE_PREHEADER) size += PREHEADER_BYTES;
    return size;
}

int ob_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    if (o->ob_type->flags & TYPE_HEAP) return subtype_traverse(p, o, visit, arg);
    const TypeOps *ops = ob_ops(o);
    return ops->traverse ? ops->traverse(p, o, visit, arg) : 0;
}

Ob *layout_alloc(Proc *p, TypeOb *type, size_t bytes) {
    if (type->flags & TYPE_HEAP) return instance_alloc(p, type, 0);
    return ob_alloc(p, type, bytes);
}
