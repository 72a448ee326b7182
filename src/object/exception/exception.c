/* exception.c - exception instances: making, showing, their references to context, cause and
 * traceback (Objects/exceptions.c). exc_fields.c has the attributes that single types add.
 *
 * Main entries: exc_new for errors of C code, exception_ops for classes that Python code calls. */
#include "object/exception/exception.h"

#include <stddef.h>

#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/exception/exc_fields.h"
#include "object/exception/exc_group.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/reduce.h"
#include "object/type/type.h"

bool ob_is_exception_class(const Ob *o) {
    return ob_is(o, TYPE_TYPE) && ((const TypeOb *)(const void *)o)->kind == TYPE_EXCEPTION;
}

/* ---- making ---------------------------------------------------------------------------------- */

Ob *exc_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs) {
    PackedArgs packed;
    if (!args_pack(p, args, nargs, NULL, &packed)) return NULL;
    Ob *const *items = args_packed(&packed, args);
    Ob *exc = exception_ops.tp_new(p, type, items, nargs, NULL);
    if (exc && exception_ops.tp_init(p, exc, items, nargs, NULL) < 0) {
        ob_decref(p, exc);
        exc = NULL;
    }
    args_unpack(p, &packed);
    return exc;
}

Ob *exc_instantiate(Proc *p, Ob *type) {
    Ob *exc = ob_call(p, type, NULL, 0, NULL);
    if (!exc || ob_is_exception(exc)) return exc;
    err_format(p, EXC_TypeError,
               "calling %R should have returned an instance of BaseException, not %R", type,
               &exc->ob_type->base.ob);
    ob_decref(p, exc);
    return NULL;
}

static void no_keyword_words(Proc *p, const TypeOb *type) {
    err_format(p, EXC_TypeError,
               py_argument_errors_bare(p) ? "%N does not take keyword arguments"
                                          : "%N() takes no keyword arguments",
               type);
}

static Ob *exception_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    bool os_error = type_is_subtype(type, exc_type(p, EXC_OSError));
    bool later = os_error && exc_oserror_uses_init(type); /* OSError_new leaves all to __init__ */
    if (os_error && !later) {
        if (kwnames && tuple_size(kwnames) > 0) return no_keyword_words(p, type), NULL;
        if (type == exc_type(p, EXC_OSError) && nargs >= 2 && nargs <= 5)
            type = exc_oserror_subtype(p, args[0]);
    }
    Ob *members = NULL;
    if (exc_is_group_type(p, type) && !(members = exc_group_new_members(p, &type, args, nargs)))
        return NULL;
    Ob *tuple = later ? tuple_new(p, 0) : args_tuple(p, args, nargs);
    ExceptionOb *exc = tuple ? (ExceptionOb *)instance_alloc(p, type, 0) : NULL;
    if (exc && members) {
        exc_put_field(p, &exc->base, 0, args[0]);
        exc_put_field(p, &exc->base, 1, members);
    }
    ob_xdecref(p, members);
    if (!tuple) return NULL;
    if (!exc) {
        ob_decref(p, tuple);
        return NULL;
    }
    field_set_take(p, &exc->args, tuple, exc, SLOT_EXC, EXC_SLOT_ARGS);
    if (os_error && !later && exc_init_fields(p, &exc->base, args, nargs, NULL) < 0) {
        ob_decref(p, &exc->base);
        return NULL;
    }
    return &exc->base;
}

/* BaseException_init: usually the same tuple that tp_new has kept already. */
static int exception_tp_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    ExceptionOb *exc = (ExceptionOb *)o;
    bool made =
        type_is_subtype(o->ob_type, exc_type(p, EXC_OSError)) && !exc_oserror_uses_init(o->ob_type);
    if (made) return 0; /* OSError_init: __new__ has done it */
    if (kwnames && tuple_size(kwnames) > 0 && !exc_takes_keywords(p, o)) {
        no_keyword_words(p, o->ob_type);
        return -1;
    }
    Ob *tuple = args_tuple(p, args, nargs);
    if (!tuple) return -1;
    field_set_take(p, &exc->args, tuple, exc, SLOT_EXC, EXC_SLOT_ARGS);
    return exc_init_fields(p, o, args, nargs, kwnames);
}

/* ---- life ------------------------------------------------------------------------------------ */

static bool has_notes(Proc *p) {
    return exc_basicsize(p, EXC_BaseException) >=
           (int64_t)(offsetof(ExceptionOb, notes) + sizeof(Ob *));
}

static int exception_clear(Proc *p, Ob *o) {
    ExceptionOb *exc = (ExceptionOb *)o;
    exc_clear_fields(p, o);
    field_clear(p, &exc->dict, exc, SLOT_DICT, 0);
    field_clear(p, &exc->args, exc, SLOT_EXC, EXC_SLOT_ARGS);
    if (has_notes(p)) field_clear(p, &exc->notes, exc, SLOT_EXC, EXC_SLOT_NOTES);
    field_clear(p, &exc->traceback, exc, SLOT_EXC, EXC_SLOT_TRACEBACK);
    field_clear(p, &exc->cause, exc, SLOT_EXC, EXC_SLOT_CAUSE);
    field_clear(p, &exc->context, exc, SLOT_EXC, EXC_SLOT_CONTEXT);
    return 0;
}

static void exception_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    Trash trash = py_exceptions_put_off(p) ? ob_trashcan_begin(p, o) : TRASH_NOT_COUNTED;
    if (trash == TRASH_PUT_OFF) return;
    exception_clear(p, o);
    ob_free(p, o);
    ob_trashcan_end(p, trash);
}

static int exception_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    ExceptionOb *exc = (ExceptionOb *)o;
    int r = exc_visit_fields(p, o, visit, arg);
    if (!r) r = field_visit(p, exc->dict, visit, arg);
    if (!r) r = field_visit(p, exc->args, visit, arg);
    if (!r && has_notes(p)) r = field_visit(p, exc->notes, visit, arg);
    if (!r) r = field_visit(p, exc->traceback, visit, arg);
    if (!r) r = field_visit(p, exc->cause, visit, arg);
    if (!r) r = field_visit(p, exc->context, visit, arg);
    return r;
}

/* ---- context, cause, traceback --------------------------------------------------------------- */

void exc_set_traceback(Proc *p, Ob *o, Ob *traceback) {
    field_set(p, &((ExceptionOb *)o)->traceback, traceback, o, SLOT_EXC, EXC_SLOT_TRACEBACK);
}
void exc_set_context(Proc *p, Ob *o, Ob *context) {
    field_set_take(p, &((ExceptionOb *)o)->context, context, o, SLOT_EXC, EXC_SLOT_CONTEXT);
}
void exc_set_cause(Proc *p, Ob *o, Ob *cause) {
    ((ExceptionOb *)o)->suppress_context = 1;
    field_set_take(p, &((ExceptionOb *)o)->cause, cause, o, SLOT_EXC, EXC_SLOT_CAUSE);
}

/* ---- matching -------------------------------------------------------------------------------- */

bool exc_matches(Proc *p, Ob *given, Ob *type) {
    if (!given || !type) return false;
    if (ob_is(type, TYPE_TUPLE)) {
        for (int64_t i = 0; i < tuple_size(type); i++)
            if (exc_matches(p, given, tuple_item(type, i))) return true;
        return false;
    }
    if (ob_is_exception(given)) given = &given->ob_type->base.ob;
    if (ob_is_exception_class(given) && ob_is_exception_class(type))
        return type_is_subtype((TypeOb *)given, (TypeOb *)type);
    return given == type;
}

bool exc_matches_id(Proc *p, Ob *given, ExcId id) {
    return exc_matches(p, given, &exc_type(p, id)->base.ob);
}

/* ---- showing --------------------------------------------------------------------------------- */

/* KeyError shows its key as repr does, ImportError its message, OSError number and text,
 * SyntaxError where. */
static Ob *exception_str(Proc *p, Ob *o) {
    Ob *special = NULL;
    if (exc_special_str(p, o, &special)) return special;
    Ob *args = exc_args(o);
    int64_t n = args ? tuple_size(args) : 0;
    if (n == 0) return str_new(p, "", 0);
    if (n > 1) return ob_str(p, args);
    return ob_str(p, tuple_item(args, 0));
}

static Ob *exception_repr(Proc *p, Ob *o) {
    Ob *args = exc_args(o), *name = o->ob_type->tp_name;
    if (args && tuple_size(args) == 1 && !py_exception_repr_tuple(p))
        return str_format(p, "%U(%R)", name, tuple_item(args, 0));
    return args ? str_format(p, "%U%R", name, args) : str_format(p, "%U()", name);
}

/* ---- attributes ------------------------------------------------------------------------------ */

static Ob *or_none(Proc *p, Ob *value) { return ob_newref(p, value ? value : OB_NONE(p)); }

static Ob *get_args(Proc *p, Ob *o) { return or_none(p, exc_args(o)); }
static int set_args(Proc *p, Ob *o, Ob *value) {
    if (!value) {
        err_format(p, EXC_TypeError, "args may not be deleted");
        return -1;
    }
    Ob *tuple = tuple_from_iterable(p, value);
    if (!tuple) return -1;
    field_set_take(p, &((ExceptionOb *)o)->args, tuple, o, SLOT_EXC, EXC_SLOT_ARGS);
    return 0;
}

static Ob *get_traceback(Proc *p, Ob *o) { return or_none(p, exc_traceback(o)); }
static int set_traceback(Proc *p, Ob *o, Ob *value) {
    if (!value) {
        err_format(p, EXC_TypeError, "__traceback__ may not be deleted");
        return -1;
    }
    if (value != OB_NONE(p) && !ob_is(value, TYPE_TRACEBACK)) {
        err_format(p, EXC_TypeError, "__traceback__ must be a traceback or None");
        return -1;
    }
    exc_set_traceback(p, o, value == OB_NONE(p) ? NULL : value);
    return 0;
}

/* The new value of __context__ or __cause__: 0 and *result (owned, NULL for None), or -1. */
static int other_exception(Proc *p, Ob *value, const char *what, Ob **result) {
    if (!value) {
        err_format(p, EXC_TypeError, "__%s__ may not be deleted", what);
        return -1;
    }
    if (value != OB_NONE(p) && !ob_is_exception(value)) {
        err_format(p, EXC_TypeError, "exception %s must be None or derive from BaseException",
                   what);
        return -1;
    }
    *result = value == OB_NONE(p) ? NULL : ob_newref(p, value);
    return 0;
}

static Ob *get_context(Proc *p, Ob *o) { return or_none(p, exc_context(o)); }
static int set_context(Proc *p, Ob *o, Ob *value) {
    Ob *other;
    if (other_exception(p, value, "context", &other) < 0) return -1;
    exc_set_context(p, o, other);
    return 0;
}
static Ob *get_cause(Proc *p, Ob *o) { return or_none(p, exc_cause(o)); }
static int set_cause(Proc *p, Ob *o, Ob *value) {
    Ob *other;
    if (other_exception(p, value, "cause", &other) < 0) return -1;
    exc_set_cause(p, o, other);
    return 0;
}
static Ob *get_suppress(Proc *p, Ob *o) {
    return ob_newref(p, exc_suppress_context(o) ? p->ob->true_ : p->ob->false_);
}
static int set_suppress(Proc *p, Ob *o, Ob *value) {
    if (value == p->ob->true_ || value == p->ob->false_) {
        ((ExceptionOb *)o)->suppress_context = value == p->ob->true_;
        return 0;
    }
    err_format(p, EXC_TypeError,
               value ? "attribute value type must be bool" : "can't delete numeric/char attribute");
    return -1;
}
static Ob *get_dict(Proc *p, Ob *o) { return instance_get_dict(p, o); }
static int set_dict(Proc *p, Ob *o, Ob *value) {
    if (!value || !ob_is_dict(value)) {
        err_format(p, EXC_TypeError, "__dict__ must be a dictionary");
        return -1;
    }
    return instance_set_dict(p, o, value);
}

static const GetSetDef exception_getsets[] = {
    {"__dict__", get_dict, set_dict},
    {"args", get_args, set_args},
    {"__traceback__", get_traceback, set_traceback},
    {"__context__", get_context, set_context},
    {"__cause__", get_cause, set_cause},
    {"__suppress_context__", get_suppress, set_suppress},
    {NULL, NULL, NULL},
};

static Ob *with_traceback(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "BaseException.with_traceback", nargs, 1, 1, kwnames)) return NULL;
    return set_traceback(p, self, args[0]) < 0 ? NULL : ob_newref(p, self);
}

Ob *exc_notes(Proc *p, Ob *o) {
    Ob *dict = ((ExceptionOb *)o)->dict;
    return dict ? dict_getitem_cstr(p, dict, "__notes__") : NULL;
}

/* BaseException_add_note: a list in the instance's dict. */
static Ob *add_note(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "BaseException.add_note", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR))
        return err_format(p, EXC_TypeError, "note must be a str, not '%N'", args[0]->ob_type);
    Ob *notes = exc_notes(p, self);
    if (!notes) {
        Ob *name = str_interned_cstr(p, "__notes__");
        Ob *list = name ? list_new(p, 0) : NULL;
        int status = list ? ob_setattr(p, self, name, list) : -1;
        ob_xdecref(p, name);
        ob_xdecref(p, list);
        if (status < 0) return NULL;
        notes = exc_notes(p, self);
    }
    if (!notes || !ob_is(notes, TYPE_LIST))
        return err_format(p, EXC_TypeError, "Cannot add note: __notes__ is not a list");
    return list_append(p, notes, args[0]) < 0 ? NULL : ob_newref(p, OB_NONE(p));
}

static const MethodDef exception_methods[] = {
    {"with_traceback", with_traceback, METH_PLAIN, NULL},
    {"add_note", add_note, METH_SINCE(PY_3_11), NULL},
    {"__reduce__", exception_reduce, METH_PLAIN, NULL},
    {"__setstate__", exception_setstate, METH_PLAIN, NULL},
    {NULL, NULL, 0, NULL},
};

const TypeOps exception_ops = {
    .dealloc = exception_dealloc,
    .traverse = exception_traverse,
    .clear = exception_clear,
    .repr = exception_repr,
    .str = exception_str,
    .tp_new = exception_tp_new,
    .tp_init = exception_tp_init,
    .methods = exception_methods,
    .getsets = exception_getsets,
};
