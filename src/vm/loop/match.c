/* match.c - instructions of match statements: what patterns ask a subject (Python/ceval.c: match_keys,
 * match_class). Called by eval.c. */
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/set.h"
#include "object/container/tuple.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/loop/state.h"

static void replace_top_bool(Proc *p, Frame *f, bool value) {
    ob_decref(p, pop(f));
    push(f, ob_newref(p, value ? p->ob->true_ : p->ob->false_));
}

static bool push_new(Frame *f, Ob *value) {
    if (value) push(f, value);
    return value != NULL;
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* A name or a key that a pattern asks for twice: 1, 0, -1. */
static int seen_before(Proc *p, Ob *seen, Ob *o) {
    int found = set_contains(p, seen, o);
    return found ? found : set_add(p, seen, o);
}

/* One value; the dummy when there is none. */
static Ob *get_value(Proc *p, Ob *get, Ob *seen, Ob *key, Ob *dummy) {
    int before = seen_before(p, seen, key);
    if (before > 0)
        return err_format(p, EXC_ValueError, "mapping pattern checks duplicate key (%R)", key);
    if (before < 0) return NULL;
    Ob *args[] = {key, dummy};
    return ob_call(p, get, args, 2, NULL);
}

/* The values of all keys, put into `values`, a list or a tuple: 1, 0 when a key is missing, -1. */
static int get_values(Proc *p, Ob *map, Ob *keys, Ob *get, Ob *values) {
    (void)map;
    Ob *seen = set_new(p, NULL);
    Ob *dummy = seen ? ob_call(p, &type_of_id(p, TYPE_OBJECT)->base.ob, NULL, 0, NULL) : NULL;
    int status = dummy ? 1 : -1;
    for (int64_t i = 0; status > 0 && i < tuple_size(keys); i++) {
        Ob *value = get_value(p, get, seen, tuple_item(keys, i), dummy);
        if (!value || value == dummy) {
            status = value ? 0 : -1;
            ob_xdecref(p, value);
        } else if (ob_is(values, TYPE_LIST)) {
            if (list_append_take(p, values, value) < 0) status = -1;
        } else {
            tuple_set(p, values, i, value);
        }
    }
    ob_xdecref(p, seen);
    ob_xdecref(p, dummy);
    return status;
}

/* get(key, default) alone is asked, so that nothing is made for a key that is missing. New: a tuple,
 * or None. */
static Ob *match_keys(Proc *p, Ob *map, Ob *keys) {
    int64_t n = tuple_size(keys);
    if (n == 0) return tuple_new(p, 0);
    Ob *get = ob_getattr_cstr(p, map, "get");
    Ob *values = !get ? NULL : py_match_collects_in_list(p) ? list_new(p, 0) : tuple_new(p, n);
    int status = values ? get_values(p, map, keys, get, values) : -1;
    if (status > 0 && ob_is(values, TYPE_LIST)) {
        Ob *tuple = list_as_tuple(p, values);
        ob_decref(p, values);
        values = tuple;
    } else if (status <= 0) {
        ob_xdecref(p, values);
        values = status < 0 ? NULL : ob_newref(p, OB_NONE(p));
    }
    ob_xdecref(p, get);
    return values;
}

/* ---- classes --------------------------------------------------------------------------------- */

/* The class and what is found of the subject so far. */
typedef struct ClassMatch {
    Proc *p;
    Ob *subject;
    TypeOb *type;
    Ob *seen, *attrs;
} ClassMatch;

/* True: the attribute joins. False: there is none, or an exception. */
static bool take_attribute(const ClassMatch *m, Ob *name) {
    Proc *p = m->p;
    int before = seen_before(p, m->seen, name);
    if (before > 0)
        err_format(p, EXC_TypeError, "%N() got multiple sub-patterns for attribute %R", m->type,
                   name);
    if (before) return false;
    Ob *value;
    if (py_match_looks_up(p)) {
        if (ob_lookup_attr(p, m->subject, name, &value) <= 0) return false;
    } else {
        value = ob_getattr(p, m->subject, name);
        if (!value && err_matches(p, EXC_AttributeError)) err_clear(p);
        if (!value) return false;
    }
    return list_append_take(p, m->attrs, value) == 0;
}

/* The class's __match_args__, or an empty tuple; *self: the subject itself is the only part. */
static Ob *match_args_of(const ClassMatch *m, bool *self) {
    Proc *p = m->p;
    Ob *class_ = &m->type->base.ob, *args = NULL;
    *self = false;
    if (py_match_looks_up(p)) {
        Ob *name = str_interned_cstr(p, "__match_args__");
        int found = name ? ob_lookup_attr(p, class_, name, &args) : -1;
        ob_xdecref(p, name);
        if (found < 0) return NULL;
    } else {
        args = ob_getattr_cstr(p, class_, "__match_args__");
        if (!args && !err_matches(p, EXC_AttributeError)) return NULL;
        if (!args) err_clear(p);
    }
    if (!args) {
        *self = type_matches_self(m->type);
        return tuple_new(p, 0);
    }
    if (ob_is_exact(p, args, TYPE_TUPLE)) return args;
    err_format(p, EXC_TypeError, "%N.__match_args__ must be a tuple (got %N)", m->type,
               args->ob_type);
    ob_decref(p, args);
    return NULL;
}

static bool take_by_position(const ClassMatch *m, Ob *names, int64_t nargs) {
    Proc *p = m->p;
    for (int64_t i = 0; i < nargs; i++) {
        Ob *name = tuple_item(names, i);
        if (!ob_is_exact(p, name, TYPE_STR)) {
            err_format(p, EXC_TypeError, "__match_args__ elements must be strings (got %N)",
                       name->ob_type);
            return false;
        }
        if (!take_attribute(m, name)) return false;
    }
    return true;
}

static bool take_positional(const ClassMatch *m, int64_t nargs) {
    Proc *p = m->p;
    bool self;
    if (nargs == 0) return true;
    Ob *names = match_args_of(m, &self);
    if (!names) return false;
    int64_t allowed = self ? 1 : tuple_size(names);
    bool ok = allowed >= nargs;
    if (!ok) {
        err_format(p, EXC_TypeError, "%N() accepts %zd positional sub-pattern%s (%zd given)",
                   m->type, allowed, allowed == 1 ? "" : "s", nargs);
    } else if (self) {
        ok = list_append(p, m->attrs, m->subject) == 0;
    } else {
        ok = take_by_position(m, names, nargs);
    }
    ob_decref(p, names);
    return ok;
}

/* New: the tuple of attributes. NULL without an exception: no match. */
static Ob *match_class(Proc *p, Ob *subject, Ob *class_, int64_t nargs, Ob *names) {
    if (!ob_is(class_, TYPE_TYPE))
        return err_format(p, EXC_TypeError, "called match pattern must be a %s",
                          py_match_pattern_says_class(p) ? "class" : "type");
    if (ob_isinstance(p, subject, class_) <= 0) return NULL;
    ClassMatch m = {p, subject, (TypeOb *)class_, set_new(p, NULL), NULL};
    if (!m.seen) return NULL;
    m.attrs = list_new(p, 0);
    bool ok = m.attrs && take_positional(&m, nargs);
    for (int64_t i = 0; ok && i < tuple_size(names); i++)
        ok = take_attribute(&m, tuple_item(names, i));
    Ob *result = ok ? list_as_tuple(p, m.attrs) : NULL;
    ob_xdecref(p, m.attrs);
    ob_decref(p, m.seen);
    return result;
}

/* Up to 3.10 success is told by a bool above the parts; later by their being no None. */
static bool op_match_class(Proc *p, Frame *f, int nargs) {
    Ob *names = pop(f), *class_ = peek(f, 1), *subject = peek(f, 2);
    Ob *attrs = match_class(p, subject, class_, nargs, names);
    ob_decref(p, names);
    if (!attrs && err_occurred(p)) return false;
    if (!py_match_pushes_truth(p)) {
        f->sp -= 2;
        push(f, attrs ? attrs : ob_newref(p, OB_NONE(p)));
        ob_decref(p, subject);
        ob_decref(p, class_);
        return true;
    }
    if (attrs) {
        f->sp[-2] = attrs;
        ob_decref(p, subject);
    }
    replace_top_bool(p, f, attrs != NULL);
    return true;
}

static bool op_match_keys(Proc *p, Frame *f) {
    Ob *values = match_keys(p, peek(f, 2), peek(f, 1));
    if (!push_new(f, values)) return false;
    if (py_match_pushes_truth(p))
        push(f, ob_newref(p, values == OB_NONE(p) ? p->ob->false_ : p->ob->true_));
    return true;
}

/* dict(subject) without the keys. */
static bool op_copy_rest(Proc *p, Frame *f) {
    Ob *rest = dict_new(p), *keys = peek(f, 1);
    int status = rest ? dict_update(p, rest, peek(f, 2)) : -1;
    for (int64_t i = 0; status == 0 && i < tuple_size(keys); i++)
        status = dict_delitem(p, rest, tuple_item(keys, i));
    if (status < 0) {
        ob_xdecref(p, rest);
        return false;
    }
    f->sp[-1] = rest;
    ob_decref(p, keys);
    return true;
}

static bool op_get_len(Proc *p, Frame *f) {
    int64_t n = ob_length(p, peek(f, 1));
    return n >= 0 && push_new(f, int_from_i64(p, n));
}

bool op_match(Proc *p, Frame *f, Opcode op, int arg) {
    unsigned wanted = op == OP_MATCH_SEQUENCE ? MATCH_AS_SEQUENCE : MATCH_AS_MAPPING;
    switch (op) {
    case OP_GET_LEN: return op_get_len(p, f);
    case OP_MATCH_KEYS: return op_match_keys(p, f);
    case OP_MATCH_CLASS: return op_match_class(p, f, arg);
    case OP_COPY_DICT_WITHOUT_KEYS: return op_copy_rest(p, f);
    default: /* MATCH_SEQUENCE, MATCH_MAPPING */
        push(f, ob_newref(p, top(f)->ob_type->matching & wanted ? p->ob->true_ : p->ob->false_));
        return true;
    }
}
