/* reduce.c - how objects say what they can be made of again: object.__reduce_ex__ and what it asks
 * (Objects/typeobject.c: object___reduce_ex__, reduce_newobj, object_getstate_default), and the answers of those
 * built-in types that have one of their own. Called by pickle and copy. */
#include "object/type/reduce.h"

#include <string.h>

#include "object/container/dict.h"
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/range.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/core/wording.h"
#include "object/exception/exception.h"
#include "object/library/library.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"

/* What the class has of that name; borrowed. */
static Ob *type_has(Proc *p, TypeOb *type, const char *name) {
    Ob *word = str_interned_cstr(p, name), *found = word ? type_lookup(p, type, word) : NULL;
    ob_xdecref(p, word);
    return found;
}

/* What `object` itself has of that name, NULL in versions where it has not; borrowed. */
static Ob *object_has(Proc *p, const char *name) {
    return dict_getitem_cstr(p, p->ob->types[TYPE_OBJECT].tp_dict, name);
}

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }

/* `module`.`name`; new. */
static Ob *from_module(Proc *p, const char *module, const char *name) {
    Ob *m = p->hooks.import_module(p, module);
    Ob *found = m ? ob_getattr_cstr(p, m, name) : NULL;
    ob_xdecref(p, m);
    return found;
}

Ob *reduce_by(Proc *p, const char *builtin) { return from_module(p, "builtins", builtin); }

Ob *reduce_pack(Proc *p, Ob **items, int64_t n) {
    bool whole = true;
    for (int64_t i = 0; i < n; i++) whole &= items[i] != NULL;
    Ob *t = whole ? tuple_from_array(p, items, n) : NULL;
    for (int64_t i = 0; i < n; i++) ob_xdecref(p, items[i]);
    return t;
}

/* Py_BuildValue makes the outer tuple first. */
Ob *reduce_call(Proc *p, Ob *make, Ob **args, int64_t n, const int64_t *state) {
    Ob *outer = make ? tuple_new(p, state ? 3 : 2) : NULL;
    Ob *inner = outer ? tuple_new(p, n) : NULL;
    Ob *last = inner && state ? int_from_i64(p, *state) : NULL;
    bool whole = inner && (!state || last);
    for (int64_t i = 0; i < n; i++) whole &= args[i] != NULL;
    if (!whole) {
        for (int64_t i = 0; i < n; i++) ob_xdecref(p, args[i]);
        ob_xdecref(p, last);
        ob_xdecref(p, inner);
        ob_xdecref(p, outer);
        ob_xdecref(p, make);
        return NULL;
    }
    for (int64_t i = 0; i < n; i++) tuple_set(p, inner, i, args[i]);
    tuple_set(p, outer, 0, make);
    tuple_set(p, outer, 1, inner);
    if (state) tuple_set(p, outer, 2, last);
    return outer;
}

static Ob *cannot(Proc *p, Ob *o) {
    return err_wording(p, EXC_TypeError, WORD_CANNOT_PICKLE, NULL, o->ob_type, NULL);
}

/* ---- state ----------------------------------------------------------------------------------- */

static int slot_value(Proc *p, Ob *o, Ob *name, Ob *slots) {
    Ob *value;
    int found = ob_lookup_attr(p, o, name, &value);
    if (found <= 0) return found;
    int failed = dict_setitem(p, slots, name, value);
    ob_decref(p, value);
    return failed;
}

static bool is_bigger_than_told(const Proc *p, Ob *o, int64_t slots) {
    const TypeOb *type = o->ob_type;
    int64_t size = p->ob->types[TYPE_OBJECT].basicsize + slots * 8;
    if (type->dict_offset > 0) size += 8;
    if (type->weak_offset > 0) size += 8;
    return type->basicsize > size;
}

/* object_getstate_default: __dict__, or a pair of it and the slots. `required`: there must be nothing else in it. */
static Ob *default_state(Proc *p, Ob *o, bool required) {
    if (required && o->ob_type->itemsize)
        return err_wording(p, EXC_TypeError, WORD_CANNOT_PICKLE_ITEMS, NULL, o->ob_type, NULL);
    Ob *state = NULL;
    int found = ob_lookup_attr_cstr(p, o, "__dict__", &state);
    if (found < 0) return NULL;
    if (!found) state = none(p);
    if (ob_is_dict(state) && dict_size(state) == 0 && instance_has_attrs(o)) {
        ob_decref(p, state); /* no attributes are no state */
        state = none(p);
    }
    Ob *make = from_module(p, "copyreg", "_slotnames"), *type = &o->ob_type->base.ob;
    Ob *names = make ? ob_call(p, make, &type, 1, NULL) : NULL;
    ob_xdecref(p, make);
    Ob *slots = names ? dict_new(p) : NULL;
    bool good = slots != NULL;
    int64_t n = good && ob_is(names, TYPE_LIST) ? list_size(names) : 0;
    if (good && required && is_bigger_than_told(p, o, n)) {
        cannot(p, o);
        good = false;
    }
    for (int64_t i = 0; good && i < n && i < list_size(names); i++) {
        Ob *name = ob_newref(p, list_item(names, i));
        good = slot_value(p, o, name, slots) == 0;
        ob_decref(p, name);
    }
    Ob *result = NULL;
    if (good) result = dict_size(slots) ? tuple_pack(p, 2, state, slots) : ob_newref(p, state);
    ob_xdecref(p, state);
    ob_xdecref(p, names);
    ob_xdecref(p, slots);
    return result;
}

static Ob *get_state(Proc *p, Ob *o, bool required) {
    Ob *method;
    int found = ob_lookup_attr_cstr(p, o, "__getstate__", &method);
    if (found < 0) return NULL;
    if (!found) return default_state(p, o, required);
    Ob *ours = object_has(p, "__getstate__");
    bool by_default = ours && type_has(p, o->ob_type, "__getstate__") == ours;
    Ob *state = by_default ? default_state(p, o, required) : ob_call(p, method, NULL, 0, NULL);
    ob_decref(p, method);
    return state;
}

REDUCTION(object_getstate) {
    (void)args;
    return args_check(p, "object.__getstate__", nargs, 0, 0, kwnames) ? default_state(p, o, false)
                                                                      : NULL;
}

/* ---- object.__reduce_ex__ -------------------------------------------------------------------- */

/* _PyObject_GetNewArguments: what __new__ is to be called with. False with an exception; NULL, where nobody says so. */
static bool new_arguments(Proc *p, Ob *o, Ob **args, Ob **kwargs) {
    Ob *method;
    *args = *kwargs = NULL;
    int found = ob_lookup_attr_cstr(p, o, "__getnewargs_ex__", &method);
    if (found < 0) return false;
    if (found) {
        Ob *both = ob_call(p, method, NULL, 0, NULL);
        ob_decref(p, method);
        if (!both) return false;
        if (!ob_is(both, TYPE_TUPLE)) {
            err_format(p, EXC_TypeError, "__getnewargs_ex__ should return a tuple, not '%N'",
                       both->ob_type);
        } else if (tuple_size(both) != 2) {
            err_format(p, EXC_ValueError,
                       "__getnewargs_ex__ should return a tuple of length 2, not %zd",
                       tuple_size(both));
        } else if (!ob_is(tuple_item(both, 0), TYPE_TUPLE)) {
            err_format(
                p, EXC_TypeError,
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%N'",
                tuple_item(both, 0)->ob_type);
        } else if (!ob_is_dict(tuple_item(both, 1))) {
            err_format(
                p, EXC_TypeError,
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%N'",
                tuple_item(both, 1)->ob_type);
        } else {
            *args = ob_newref(p, tuple_item(both, 0));
            *kwargs = ob_newref(p, tuple_item(both, 1));
        }
        ob_decref(p, both);
        return *args != NULL;
    }
    found = ob_lookup_attr_cstr(p, o, "__getnewargs__", &method);
    if (found <= 0) return found == 0;
    *args = ob_call(p, method, NULL, 0, NULL);
    ob_decref(p, method);
    if (!*args || ob_is(*args, TYPE_TUPLE)) return *args != NULL;
    err_format(p, EXC_TypeError, "__getnewargs__ should return a tuple, not '%N'",
               (*args)->ob_type);
    ob_decref(p, *args);
    *args = NULL;
    return false;
}

/* Can the type be made by calling its __new__? */
static bool has_new(Proc *p, Ob *o) {
    if (!type_has(p, o->ob_type, "__new__")) return false;
    if (o->ob_type->flags & TYPE_HEAP) return true;
    return dict_getitem_cstr(p, o->ob_type->tp_dict, "__new__") != NULL || ob_is(o, TYPE_OBJECT);
}

/* (class, *args) */
static Ob *with_class(Proc *p, Ob *o, Ob *args) {
    int64_t n = args ? tuple_size(args) : 0;
    Ob *whole = tuple_new(p, n + 1);
    if (!whole) return NULL;
    tuple_set(p, whole, 0, ob_newref(p, &o->ob_type->base.ob));
    for (int64_t i = 0; i < n; i++) tuple_set(p, whole, i + 1, ob_newref(p, tuple_item(args, i)));
    return whole;
}

static Ob *items_iterator(Proc *p, Ob *o) {
    if (!ob_is_dict(o)) return none(p);
    Ob *items = ob_call_method(p, o, "items", NULL, 0);
    Ob *it = items ? ob_iter(p, items) : NULL;
    ob_xdecref(p, items);
    return it;
}

static Ob *reduce_newobj(Proc *p, Ob *o) {
    if (!has_new(p, o)) return cannot(p, o);
    Ob *args, *kwargs;
    if (!new_arguments(p, o, &args, &kwargs)) return NULL;
    bool given = args != NULL, named = kwargs && dict_size(kwargs) > 0;
    Ob *parts[5] = {0};
    if (named) {
        parts[0] = from_module(p, "copyreg", "__newobj_ex__");
        parts[1] = tuple_pack(p, 3, &o->ob_type->base.ob, args, kwargs);
    } else {
        parts[0] = from_module(p, "copyreg", "__newobj__");
        parts[1] = with_class(p, o, args);
    }
    ob_xdecref(p, args);
    ob_xdecref(p, kwargs);
    if (parts[0] && parts[1])
        parts[2] = get_state(p, o, !given && !ob_is(o, TYPE_LIST) && !ob_is_dict(o));
    if (parts[2]) parts[3] = ob_is(o, TYPE_LIST) ? ob_iter(p, o) : none(p);
    if (parts[3]) parts[4] = items_iterator(p, o);
    return reduce_pack(p, parts, 5);
}

static Ob *common_reduce(Proc *p, Ob *o, int64_t protocol) {
    if (protocol >= 2) return reduce_newobj(p, o);
    Ob *number = int_from_i64(p, protocol),
       *make = number ? from_module(p, "copyreg", "_reduce_ex") : NULL;
    Ob *args[] = {o, number};
    Ob *result = make ? ob_call(p, make, args, 2, NULL) : NULL;
    ob_xdecref(p, make);
    ob_xdecref(p, number);
    return result;
}

REDUCTION(object_reduce) {
    (void)args;
    return args_check(p, "object.__reduce__", nargs, 0, 0, kwnames) ? common_reduce(p, o, 0) : NULL;
}

REDUCTION(object_reduce_ex) {
    int64_t protocol = 0;
    if (!args_check(p, "object.__reduce_ex__", nargs, 1, 1, kwnames)) return NULL;
    if (ob_as_index(p, args[0], EXC_OverflowError, &protocol) < 0) return NULL;
    Ob *reduce;
    int found = ob_lookup_attr_cstr(p, o, "__reduce__", &reduce);
    if (found < 0) return NULL;
    if (found) {
        bool own = type_has(p, o->ob_type, "__reduce__") != object_has(p, "__reduce__");
        Ob *result = own ? ob_call(p, reduce, NULL, 0, NULL) : NULL;
        ob_decref(p, reduce);
        if (own) return result;
    }
    return common_reduce(p, o, protocol);
}

/* ---- types that say it themselves ------------------------------------------------------------ */

static Ob *type_ref(Proc *p, Ob *o) { return ob_newref(p, &o->ob_type->base.ob); }

/* What an instance of a class has besides what its built-in base has. */
static Ob *attributes(Proc *p, Ob *o) {
    if (object_has(p, "__getstate__")) return ob_call_method(p, o, "__getstate__", NULL, 0);
    Ob *state;
    int found = ob_lookup_attr_cstr(p, o, "__dict__", &state);
    return found < 0 ? NULL : found ? state : none(p);
}

REDUCTION(set_reduce) {
    (void)args;
    if (!args_check(p, "set.__reduce__", nargs, 0, 0, kwnames)) return NULL;
    Ob *keys = list_from_iterable(p, o);
    Ob *parts[] = {type_ref(p, o), keys ? tuple_pack(p, 1, keys) : NULL,
                   keys ? attributes(p, o) : NULL};
    ob_xdecref(p, keys);
    return reduce_pack(p, parts, 3);
}

static Ob *bytearray_parts(Proc *p, Ob *o, int64_t protocol) {
    Ob *whole = bytes_new(p, bytes_span(o).data, (size_t)bytes_span(o).len), *given = NULL;
    if (whole && protocol >= 3) {
        given = bytes_span(o).len ? tuple_pack(p, 1, whole) : tuple_new(p, 0);
    } else if (whole && bytes_span(o).len == 0) {
        given = tuple_new(p, 0);
    } else if (whole) {
        Ob *name = str_from_cstr(p, "latin-1");
        Ob *text = name ? ob_call_method(p, whole, "decode", &name, 1) : NULL;
        given = text ? tuple_pack(p, 2, text, name) : NULL;
        ob_xdecref(p, text);
        ob_xdecref(p, name);
    }
    ob_xdecref(p, whole);
    Ob *parts[] = {type_ref(p, o), given, given ? attributes(p, o) : NULL};
    return reduce_pack(p, parts, 3);
}

REDUCTION(bytearray_reduce) {
    (void)args;
    return args_check(p, "bytearray.__reduce__", nargs, 0, 0, kwnames) ? bytearray_parts(p, o, 2)
                                                                       : NULL;
}

REDUCTION(bytearray_reduce_ex) {
    int64_t protocol = 0;
    if (!args_check(p, "bytearray.__reduce_ex__", nargs, 0, 1, kwnames)) return NULL;
    if (nargs && ob_as_index(p, args[0], EXC_OverflowError, &protocol) < 0) return NULL;
    return bytearray_parts(p, o, protocol);
}

REDUCTION(range_reduce) {
    (void)args;
    if (!args_check(p, "range.__reduce__", nargs, 0, 0, kwnames)) return NULL;
    RangeOb *r = (RangeOb *)o;
    Ob *parts[] = {type_ref(p, o), tuple_pack(p, 3, r->start, r->stop, r->step)};
    return reduce_pack(p, parts, 2);
}

REDUCTION(slice_reduce) {
    (void)args;
    if (!args_check(p, "slice.__reduce__", nargs, 0, 0, kwnames)) return NULL;
    SliceOb *s = (SliceOb *)o;
    Ob *parts[] = {type_ref(p, o), tuple_pack(p, 3, s->start, s->stop, s->step)};
    return reduce_pack(p, parts, 2);
}

/* (getattr, (owner, name)); what belongs to no object but a module is its name. */
static Ob *as_attribute(Proc *p, Ob *owner, Ob *name) {
    Ob *parts[] = {from_module(p, "builtins", "getattr"), tuple_pack(p, 2, owner, name)};
    return reduce_pack(p, parts, 2);
}

REDUCTION(builtin_reduce) {
    (void)args;
    if (!args_check(p, "builtin_function_or_method.__reduce__", nargs, 0, 0, kwnames)) return NULL;
    Ob *owner = ob_getattr_cstr(p, o, "__self__"),
       *name = owner ? ob_getattr_cstr(p, o, "__name__") : NULL, *result = NULL;
    if (name)
        result = owner == OB_NONE(p) || ob_is(owner, TYPE_MODULE) ? ob_newref(p, name)
                                                                  : as_attribute(p, owner, name);
    ob_xdecref(p, owner);
    ob_xdecref(p, name);
    return result;
}

REDUCTION(bound_method_reduce) {
    (void)args;
    if (!args_check(p, "method.__reduce__", nargs, 0, 0, kwnames)) return NULL;
    Ob *owner = ob_getattr_cstr(p, o, "__self__"),
       *name = owner ? ob_getattr_cstr(p, o, "__name__") : NULL;
    Ob *result = name ? as_attribute(p, owner, name) : NULL;
    ob_xdecref(p, owner);
    ob_xdecref(p, name);
    return result;
}

REDUCTION(exception_reduce) {
    (void)args;
    if (!args_check(p, "BaseException.__reduce__", nargs, 0, 0, kwnames)) return NULL;
    Ob *given = ob_newref(p, exc_args(o));
    if (exc_matches_id(p, o, EXC_OSError) &&
        tuple_size(given) == 2) { /* the file names belong to it (OSError_reduce) */
        Ob *first = ob_getattr_cstr(p, o, "filename"),
           *second = first ? ob_getattr_cstr(p, o, "filename2") : NULL;
        if (second && first != OB_NONE(p)) {
            Ob *whole = second != OB_NONE(p)
                            ? tuple_pack(p, 5, tuple_item(given, 0), tuple_item(given, 1), first,
                                         OB_NONE(p), second)
                            : tuple_pack(p, 3, tuple_item(given, 0), tuple_item(given, 1), first);
            ob_decref(p, given);
            given = whole;
        }
        ob_xdecref(p, first);
        ob_xdecref(p, second);
        if (!given || !second) {
            ob_xdecref(p, given);
            return NULL;
        }
    }
    Ob *dict = ((ExceptionOb *)o)->dict, *state = NULL;
    if (exc_matches_id(p, o, EXC_ImportError)) { /* ImportError_getstate */
        static const char *const words[] = {"name", "path"};
        state = dict ? dict_copy(p, dict) : dict_new(p);
        for (size_t i = 0; state && i < ARRAY_LEN(words); i++) {
            Ob *value = ob_getattr_cstr(p, o, words[i]);
            if (value && value != OB_NONE(p) && dict_setitem_cstr(p, state, words[i], value) < 0)
                err_clear(p);
            ob_xdecref(p, value);
        }
        if (state && dict_size(state) == 0) {
            ob_decref(p, state);
            state = NULL;
        }
    } else if (dict) {
        state = ob_newref(p, dict);
    }
    Ob *result = state ? tuple_pack(p, 3, &o->ob_type->base.ob, given, state)
                       : tuple_pack(p, 2, &o->ob_type->base.ob, given);
    ob_xdecref(p, state);
    ob_decref(p, given);
    return result;
}

REDUCTION(exception_setstate) {
    if (!args_check(p, "BaseException.__setstate__", nargs, 1, 1, kwnames)) return NULL;
    if (args[0] == OB_NONE(p)) return none(p);
    if (!ob_is_dict(args[0])) return err_format(p, EXC_TypeError, "state is not a dictionary");
    int64_t pos = 0;
    Ob *key, *value;
    while (dict_next(p, args[0], &pos, &key, &value)) {
        ob_incref(p, key);
        ob_incref(p, value);
        int failed = ob_setattr(p, o, key, value);
        ob_decref(p, key);
        ob_decref(p, value);
        if (failed) return NULL;
    }
    return none(p);
}

REDUCTION(partial_reduce) {
    (void)args;
    if (!args_check(p, "partial.__reduce__", nargs, 0, 0, kwnames)) return NULL;
    PartialOb *self = (PartialOb *)o;
    Ob *dict = self->dict ? self->dict : OB_NONE(p);
    Ob *parts[] = {type_ref(p, o), tuple_pack(p, 1, self->fn),
                   tuple_pack(p, 4, self->fn, self->args, self->kw, dict)};
    return reduce_pack(p, parts, 3);
}

REDUCTION(partial_setstate) {
    if (!args_check(p, "partial.__setstate__", nargs, 1, 1, kwnames)) return NULL;
    Ob *state = args[0];
    bool good = ob_is(state, TYPE_TUPLE) && tuple_size(state) == 4 &&
                ob_is_callable(tuple_item(state, 0)) && ob_is(tuple_item(state, 1), TYPE_TUPLE);
    Ob *kw = good ? tuple_item(state, 2) : NULL;
    if (!good || (kw != OB_NONE(p) && !ob_is_dict(kw)))
        return err_format(p, EXC_TypeError, "invalid partial state");
    PartialOb *self = (PartialOb *)o;
    Ob *given = ob_is_exact(p, tuple_item(state, 1), TYPE_TUPLE)
                    ? ob_newref(p, tuple_item(state, 1))
                    : tuple_from_iterable(p, tuple_item(state, 1));
    if (!given) return NULL;
    Ob *named = kw == OB_NONE(p)                ? dict_new(p)
                : ob_is_exact(p, kw, TYPE_DICT) ? ob_newref(p, kw)
                                                : dict_copy(p, kw);
    if (!named) {
        ob_decref(p, given);
        return NULL;
    }
    Ob *dict = tuple_item(state, 3) == OB_NONE(p) ? NULL : ob_newref(p, tuple_item(state, 3));
    Ob *before[] = {self->fn, self->args, self->kw, self->dict};
    self->fn = ob_newref(p, tuple_item(state, 0));
    self->args = given;
    self->kw = named;
    self->dict = dict;
    for (size_t i = 0; i < ARRAY_LEN(before); i++) ob_xdecref(p, before[i]);
    return none(p);
}

/* (iter, (sequence,), index) */
REDUCTION(seq_iterator_reduce) {
    (void)args;
    if (!args_check(p, "__reduce__", nargs, 0, 0, kwnames)) return NULL;
    SeqIterOb *it = (SeqIterOb *)o;
    bool backward = ob_is(o, TYPE_LIST_REVERSE_ITERATOR) || ob_is(o, TYPE_REVERSED);
    bool list = ob_is(o, TYPE_LIST_ITERATOR) || ob_is(o, TYPE_LIST_REVERSE_ITERATOR);
    bool stays = it->seq || ob_is(o, TYPE_REVERSED) || py_list_reversed_stays(p);
    Ob *make = backward && stays ? ob_newref(p, &p->ob->types[TYPE_REVERSED].base.ob)
                                 : reduce_by(p, "iter");
    if (!it->seq) {
        bool bytes = ob_is(o, TYPE_BYTES_ITERATOR) || ob_is(o, TYPE_BYTEARRAY_ITERATOR);
        bool text = ob_is(o, TYPE_STR_ITERATOR) || ob_is(o, TYPE_STR_ASCII_ITERATOR) ||
                    (bytes && py_bytes_iterator_ends_as_str(p));
        Ob *empty = text ? str_from_cstr(p, "") : list ? list_new(p, 0) : tuple_new(p, 0);
        return reduce_call(p, make, &empty, 1, NULL);
    }
    Ob *seq = ob_newref(p, it->seq);
    return reduce_call(p, make, &seq, 1, &it->index);
}

REDUCTION(seq_iterator_setstate) {
    int64_t at;
    if (!args_check(p, "__setstate__", nargs, 1, 1, kwnames)) return NULL;
    if (ob_as_index(p, args[0], EXC_OverflowError, &at) < 0) return NULL;
    SeqIterOb *it = (SeqIterOb *)o;
    if (it->seq &&
        ob_is(o, TYPE_SEQ_ITERATOR)) { /* iter_setstate: whatever is asked there finds no item */
        it->index = at < 0 ? 0 : at;
    } else if (it->seq) {
        bool backward = ob_is(o, TYPE_LIST_REVERSE_ITERATOR) || ob_is(o, TYPE_REVERSED);
        int64_t n = ob_length(p, it->seq);
        if (n < 0) return NULL;
        int64_t least = backward ? -1 : 0, most = backward ? n - 1 : n;
        it->index = at < least ? least : at > most ? most : at;
        if (at < 0 && ob_is(o, TYPE_LIST_ITERATOR) && py_list_reversed_stays(p)) it->index = n;
    }
    return none(p);
}

/* (*args,) of a value that is its own argument of __new__. */
static int hold_child(Proc *p, Ob *child, void *context) {
    (void)context;
    ob_incref(p, child);
    return 0;
}

/* (iter, (list of what is left,)), of an iterator that stays where it is: another one like it goes to the end
 * (dictiter_reduce, setiter_reduce, odictiter_reduce). */
REDUCTION(rest_reduce) {
    (void)args;
    if (!args_check(p, "__reduce__", nargs, 0, 0, kwnames)) return NULL;
    Ob *make = from_module(p, "builtins", "iter"), *list = NULL, *given = NULL, *pair = NULL;
    size_t size = (size_t)o->ob_type->basicsize;
    Ob *copy = make ? ob_alloc(p, o->ob_type, size) : NULL;
    if (copy) {
        memcpy(copy + 1, o + 1, size - sizeof(Ob));
        ob_traverse(p, copy, hold_child, NULL);
        list = list_from_iterable(p, copy);
        ob_decref(p, copy);
    }
    if (list) given = tuple_pack(p, 1, list);
    if (given) pair = tuple_pack(p, 2, make, given);
    ob_xdecref(p, make);
    ob_xdecref(p, list);
    ob_xdecref(p, given);
    return pair;
}

REDUCTION(tuple_getnewargs) {
    (void)args;
    if (!args_check(p, "tuple.__getnewargs__", nargs, 0, 0, kwnames)) return NULL;
    Ob *plain = tuple_from_array(p, ((TupleOb *)o)->ob_item, tuple_size(o));
    Ob *result = plain ? tuple_pack(p, 1, plain) : NULL;
    ob_xdecref(p, plain);
    return result;
}

REDUCTION(float_getnewargs) {
    (void)args;
    if (!args_check(p, "float.__getnewargs__", nargs, 0, 0, kwnames)) return NULL;
    Ob *plain = float_new(p, float_value(o));
    Ob *result = plain ? tuple_pack(p, 1, plain) : NULL;
    ob_xdecref(p, plain);
    return result;
}

REDUCTION(bytes_getnewargs) {
    (void)args;
    if (!args_check(p, "bytes.__getnewargs__", nargs, 0, 0, kwnames)) return NULL;
    Ob *plain = bytes_new(p, bytes_span(o).data, (size_t)bytes_span(o).len);
    Ob *result = plain ? tuple_pack(p, 1, plain) : NULL;
    ob_xdecref(p, plain);
    return result;
}

static Ob *named(Proc *p, const char *name, size_t nargs, Ob *kwnames) {
    return args_check(p, name, nargs, 0, 0, kwnames) ? str_from_cstr(p, name) : NULL;
}
REDUCTION(ellipsis_reduce) {
    (void)o, (void)args;
    return named(p, "Ellipsis", nargs, kwnames);
}
REDUCTION(not_implemented_reduce) {
    (void)o, (void)args;
    return named(p, "NotImplemented", nargs, kwnames);
}
