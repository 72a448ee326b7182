/* type_slots.c - __slots__: which words an instance gets (Objects/typeobject.c, type_new_slots). Called by type_new.c. */
#include "object/type_slots.h"

#include "object/dict.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"

/* Does another base than the best one bring what this class did not ask for? */
static void take_from_other_bases(TypeOb *base, Ob *bases, SlotsPlan *plan, bool may_dict, bool may_weak) {
    for (int64_t i = 0; i < tuple_size(bases); i++) {
        TypeOb *other = (TypeOb *)tuple_item(bases, i);
        if (other == base) continue;
        if (may_dict && other->dict_offset) plan->add_dict = true;
        if (may_weak && other->weak_offset) plan->add_weak = true;
    }
}

static bool is_identifier(Proc *p, Ob *name) {
    if (str_len(name) == 0) return false;
    Ob *answer = ob_call_method(p, name, "isidentifier", NULL, 0);
    bool yes = answer == p->ob->true_;
    ob_xdecref(p, answer);
    return yes;
}

/* _Py_Mangle: __x in class _A becomes _A__x. New reference. */
static Ob *mangle(Proc *p, Ob *class_name, Ob *name) {
    int64_t n = str_len(name);
    bool private = n > 2 && str_char(p, name, 0) == '_' && str_char(p, name, 1) == '_' &&
                   !(str_char(p, name, n - 1) == '_' && str_char(p, name, n - 2) == '_');
    int64_t start = 0;
    while (start < str_len(class_name) && str_char(p, class_name, start) == '_') start++;
    if (!private || start == str_len(class_name)) return ob_newref(p, name);
    Ob *stripped = str_substring(p, class_name, start, str_len(class_name));
    Ob *mangled = stripped ? str_format(p, "_%U%U", stripped, name) : NULL;
    ob_xdecref(p, stripped);
    return mangled ? str_intern_name(p, mangled) : NULL;
}

/* One item of __slots__. */
static int add_slot(Proc *p, Ob *item, Ob *dict, Ob *class_name, Ob *list, SlotsPlan *plan, bool may_dict,
                    bool may_weak) {
    if (!ob_is(item, TYPE_STR)) {
        err_format(p, EXC_TypeError, "__slots__ items must be strings, not '%N'", item->ob_type);
        return -1;
    }
    if (!is_identifier(p, item)) {
        if (!err_occurred(p)) err_format(p, EXC_TypeError, "__slots__ must be identifiers");
        return -1;
    }
    if (str_eq_cstr(p, item, "__dict__")) {
        if (!may_dict || plan->add_dict) {
            err_format(p, EXC_TypeError, "__dict__ slot disallowed: we already got one");
            return -1;
        }
        plan->add_dict = true;
        return 0;
    }
    if (str_eq_cstr(p, item, "__weakref__")) {
        if (!may_weak || plan->add_weak) {
            err_format(p, EXC_TypeError, "__weakref__ slot disallowed: %s",
                       p->s->profile.opcodes >= OPS_311 ? "we already got one"
                                                        : "either we already got one, or __itemsize__ != 0");
            return -1;
        }
        plan->add_weak = true;
        return 0;
    }
    Ob *name = mangle(p, class_name, item);
    if (!name) return -1;
    int status = list_append(p, list, name);
    if (status == 0 && dict_contains(p, dict, name) > 0 && !str_eq_cstr(p, name, "__qualname__") &&
        !str_eq_cstr(p, name, "__classcell__")) {
        err_format(p, EXC_ValueError, "%R in __slots__ conflicts with class variable", name);
        status = -1;
    }
    ob_decref(p, name);
    return status;
}

static int read_items(Proc *p, Ob *items, Ob *dict, Ob *class_name, SlotsPlan *plan, bool may_dict, bool may_weak) {
    Ob *list = list_new(p, 0);
    if (!list) return -1;
    int status = 0;
    for (int64_t i = 0; status == 0 && i < tuple_size(items); i++)
        status = add_slot(p, tuple_item(items, i), dict, class_name, list, plan, may_dict, may_weak);
    if (status == 0) status = list_sort(p, list, NULL, false);
    plan->names = status == 0 ? list_as_tuple(p, list) : NULL;
    ob_decref(p, list);
    if (!plan->names) return -1;
    plan->nslots = tuple_size(plan->names);
    return 0;
}

int slots_plan(Proc *p, TypeOb *base, Ob *bases, Ob *dict, Ob *name, SlotsPlan *plan) {
    *plan = (SlotsPlan){.names = NULL};
    bool may_dict = base->dict_offset == 0;
    bool may_weak = base->weak_offset == 0 && base->itemsize == 0;
    Ob *slots = dict_getitem_cstr(p, dict, "__slots__");
    if (!slots) {
        plan->add_dict = may_dict;
        plan->add_weak = may_weak;
        return 0;
    }
    Ob *items = ob_is(slots, TYPE_STR) ? tuple_pack(p, 1, slots) : tuple_from_iterable(p, slots);
    if (!items) return -1;
    int status = 0;
    if (tuple_size(items) > 0 && base->itemsize != 0) {
        err_format(p, EXC_TypeError, "nonempty __slots__ not supported for subtype of '%N'", base);
        status = -1;
    }
    if (status == 0) status = read_items(p, items, dict, name, plan, may_dict, may_weak);
    ob_decref(p, items);
    if (status < 0) return -1;
    take_from_other_bases(base, bases, plan, may_dict && !plan->add_dict, may_weak && !plan->add_weak);
    return 0;
}
