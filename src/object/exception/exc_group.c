/* exc_group.c - BaseExceptionGroup: making one, derive(), split() and subgroup() (Objects/exceptions.c: BaseExceptionGroup_new,
 * exceptiongroup_subset, exceptiongroup_split_recursive). Called by exception.c and by programs. */
#include "object/exception/exc_group.h"

#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/wording.h"
#include "object/exception/exc_fields.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/generic_alias.h"
#include "object/type/type.h"

enum { MESSAGE, EXCEPTIONS };

bool exc_is_group_type(Proc *p, TypeOb *type) {
    return type_is_subtype(type, exc_type(p, EXC_BaseExceptionGroup));
}

Ob *exc_group_members(Proc *p, Ob *exc) {
    if (!exc_is_group_type(p, exc->ob_type)) return NULL;
    Ob *members = exc_field(p, exc, EXCEPTIONS);
    return members && ob_is(members, TYPE_TUPLE) ? members : NULL;
}

Ob *exc_group_new_members(Proc *p, TypeOb **type, Ob *const *args, size_t nargs) {
    if (nargs != 2) {
        return err_format(p, EXC_TypeError,
                          "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zd given)",
                          nargs);
    }
    if (!ob_is(args[0], TYPE_STR))
        return err_format(p, EXC_TypeError,
                          "BaseExceptionGroup.__new__() argument 1 must be str, not %N",
                          args[0]->ob_type);
    if (!ob_is_sequence(args[1]))
        return err_format(p, EXC_TypeError, "second argument (exceptions) must be a sequence");
    Ob *members = tuple_from_iterable(p, args[1]);
    if (!members) return NULL;
    int64_t n = tuple_size(members);
    bool base_ones = false, good = n > 0;
    if (!good)
        err_format(p, EXC_ValueError, "second argument (exceptions) must be a non-empty sequence");
    for (int64_t i = 0; good && i < n; i++) {
        Ob *one = tuple_item(members, i);
        good = ob_is_exception(one);
        if (!good)
            err_format(p, EXC_ValueError,
                       "Item %zd of second argument (exceptions) is not an exception", i);
        base_ones |= good && !exc_matches_id(p, one, EXC_Exception);
    }
    if (good && *type == exc_type(p, EXC_BaseExceptionGroup)) {
        if (!base_ones) *type = exc_type(p, EXC_ExceptionGroup);
    } else if (good && base_ones && type_is_subtype(*type, exc_type(p, EXC_Exception))) {
        good = false;
        if (*type == exc_type(p, EXC_ExceptionGroup))
            err_format(p, EXC_TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
        else
            err_format(p, EXC_TypeError, "Cannot nest BaseExceptions in '%N'", *type);
    }
    if (good) return members;
    ob_decref(p, members);
    return NULL;
}

/* ---- parts of a group ------------------------------------------------------------------------ */

static Ob *copy_facts(Proc *p, Ob *from, Ob *to) {
    exc_set_traceback(p, to, exc_traceback(from));
    Ob *context = exc_context(from), *cause = exc_cause(from);
    exc_set_context(p, to, context ? ob_newref(p, context) : NULL);
    exc_set_cause(p, to, cause ? ob_newref(p, cause) : NULL);
    Ob *name = str_interned_cstr(p, "__notes__"), *notes = NULL;
    int found = name ? ob_lookup_attr(p, from, name, &notes) : -1;
    if (found > 0 && ob_is_sequence(notes)) {
        Ob *copy = list_from_iterable(p, notes);
        found = copy ? ob_setattr(p, to, name, copy) : -1;
        ob_xdecref(p, copy);
    }
    ob_xdecref(p, notes);
    ob_xdecref(p, name);
    if (found >= 0) return to;
    ob_decref(p, to);
    return NULL;
}

/* exceptiongroup_subset: a group of these members that is like `group` otherwise; none for no members. New. */
static Ob *subset(Proc *p, Ob *group, Ob *members) {
    if (list_size(members) == 0) return ob_newref(p, OB_NONE(p));
    Ob *part = ob_call_method(p, group, "derive", &members, 1);
    if (!part) return NULL;
    if (exc_is_group_type(p, part->ob_type)) return copy_facts(p, group, part);
    err_format(p, EXC_TypeError, "derive must return an instance of BaseExceptionGroup");
    ob_decref(p, part);
    return NULL;
}

typedef struct Matcher {
    Ob *by; /* a type, a tuple of types, or a function */
    bool asks;
} Matcher;

static bool is_exception_types(const Ob *o) {
    if (ob_is_exception_class(o)) return true;
    if (!ob_is(o, TYPE_TUPLE)) return false;
    for (int64_t i = 0; i < tuple_size(o); i++)
        if (!ob_is_exception_class(tuple_item(o, i))) return false;
    return true;
}

static bool matcher_of(Proc *p, Ob *by, Matcher *m) {
    m->by = by;
    m->asks = py_group_matcher_callable(p) ? ob_is_callable(by) && !ob_is(by, TYPE_TYPE)
                                           : ob_is(by, TYPE_FUNCTION);
    if (m->asks || is_exception_types(by)) return true;
    err_wording(p, EXC_TypeError, WORD_GROUP_MATCHER, NULL, NULL, NULL);
    return false;
}

static int matches(Proc *p, const Matcher *m, Ob *exc) {
    if (!m->asks) return exc_matches(p, exc, m->by);
    Ob *answer = ob_call(p, m->by, &exc, 1, NULL);
    int truth = answer ? ob_is_true(p, answer) : -1;
    ob_xdecref(p, answer);
    return truth;
}

/* exceptiongroup_split_recursive: what matches and (if asked for) what does not, each new or None. */
static int split(Proc *p, Ob *exc, const Matcher *m, Ob **match, Ob **rest) {
    *match = ob_newref(p, OB_NONE(p));
    if (rest) *rest = ob_newref(p, OB_NONE(p));
    int same = matches(p, m, exc);
    Ob *members = exc_group_members(p, exc);
    if (same < 0 || same || !members) {
        if (same > 0) {
            ob_decref(p, *match);
            *match = ob_newref(p, exc);
        } else if (same == 0 && rest) {
            ob_decref(p, *rest);
            *rest = ob_newref(p, exc);
        }
        return same < 0 ? -1 : 0;
    }
    if (recursion_enter(p, " in exceptiongroup_split_recursive") < 0) return -1;
    members = ob_newref(p, members);
    Ob *found = list_new(p, 0), *left = list_new(p, 0);
    int status = found && left ? 0 : -1;
    for (int64_t i = 0; status == 0 && i < tuple_size(members); i++) {
        Ob *one = NULL, *other = NULL;
        status = split(p, tuple_item(members, i), m, &one, rest ? &other : NULL);
        if (status == 0 && one != OB_NONE(p)) status = list_append(p, found, one);
        if (status == 0 && other && other != OB_NONE(p)) status = list_append(p, left, other);
        ob_xdecref(p, one);
        ob_xdecref(p, other);
    }
    recursion_leave(p);
    Ob *made = status == 0 ? subset(p, exc, found) : NULL;
    Ob *others = made && rest ? subset(p, exc, left) : NULL;
    if (!made || (rest && !others)) status = -1;
    if (status == 0) {
        ob_decref(p, *match);
        *match = ob_newref(p, made);
        if (rest) {
            ob_decref(p, *rest);
            *rest = ob_newref(p, others);
        }
    }
    ob_xdecref(p, made);
    ob_xdecref(p, others);
    ob_xdecref(p, found);
    ob_xdecref(p, left);
    ob_decref(p, members);
    return status;
}

/* ---- methods --------------------------------------------------------------------------------- */

#define METHOD(id)                                                                                 \
    static Ob *group_##id(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)

METHOD(derive) {
    if (!args_check(p, "BaseExceptionGroup.derive", nargs, 1, 1, kwnames)) return NULL;
    Ob *given[] = {exc_field(p, self, MESSAGE), args[0]};
    return ob_call(p, &exc_type(p, EXC_BaseExceptionGroup)->base.ob, given, 2, NULL);
}

METHOD(split) {
    Matcher m;
    Ob *match = NULL, *rest = NULL, *pair = NULL;
    if (!args_check(p, "BaseExceptionGroup.split", nargs, 1, 1, kwnames) ||
        !matcher_of(p, args[0], &m))
        return NULL;
    if (split(p, self, &m, &match, &rest) == 0) pair = tuple_pack(p, 2, match, rest);
    ob_xdecref(p, match);
    ob_xdecref(p, rest);
    return pair;
}

METHOD(subgroup) {
    Matcher m;
    Ob *match = NULL;
    if (!args_check(p, "BaseExceptionGroup.subgroup", nargs, 1, 1, kwnames) ||
        !matcher_of(p, args[0], &m))
        return NULL;
    if (split(p, self, &m, &match, NULL) == 0) return match;
    ob_xdecref(p, match);
    return NULL;
}

const MethodDef exc_group_functions[] = {
    CLASS_GETITEM_METHOD,
    {"derive", group_derive, METH_PLAIN, NULL},
    {"split", group_split, METH_PLAIN, NULL},
    {"subgroup", group_subgroup, METH_PLAIN, NULL},
    {NULL, NULL, 0, NULL},
};
