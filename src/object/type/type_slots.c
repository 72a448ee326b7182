/* type_slots.c - __slots__: which words an instance gets (Objects/typeobject.c, type_new_slots).
 * Called by type_new.c. */
#include "object/type/type_slots.h"

#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/text/str.h"

/* Does another base than the best one bring what this class did not ask for? */
static void take_from_other_bases(TypeOb *base, Ob *bases, SlotsPlan *plan, bool may_dict,
                                  bool may_weak) {
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

typedef struct Reading {
    Ob *dict, *class_name; /* of the class to be */
    bool may_dict, may_weak;
} Reading;

static int slot_error(Proc *p, const char *text) {
    if (!err_occurred(p)) err_format(p, EXC_TypeError, text);
    return -1;
}

/* First pass: every item is an identifier; __dict__ and __weakref__ go into the plan. */
static int check_item(Proc *p, Ob *item, const Reading *r, SlotsPlan *plan) {
    if (!ob_is(item, TYPE_STR)) {
        err_format(p, EXC_TypeError, "__slots__ items must be strings, not '%N'", item->ob_type);
        return -1;
    }
    if (!is_identifier(p, item)) return slot_error(p, "__slots__ must be identifiers");
    if (str_eq_cstr(p, item, "__dict__")) {
        if (!r->may_dict || plan->add_dict)
            return slot_error(p, "__dict__ slot disallowed: we already got one");
        plan->add_dict = true;
    } else if (str_eq_cstr(p, item, "__weakref__")) {
        if (!r->may_weak || plan->add_weak)
            return slot_error(p, py_weakref_slot_error_short(p)
                                     ? "__weakref__ slot disallowed: we already got one"
                                     : "__weakref__ slot disallowed: either we already got one, or "
                                       "__itemsize__ != 0");
        plan->add_weak = true;
    }
    return 0;
}

/* Second pass: the name under which the slot stands in the class. New reference. */
static Ob *slot_name(Proc *p, Ob *item, const Reading *r) {
    Ob *name = mangle(p, r->class_name, item);
    if (!name || dict_contains(p, r->dict, name) <= 0) return name;
    if (str_eq_cstr(p, name, "__qualname__") || str_eq_cstr(p, name, "__classcell__")) return name;
    err_format(p, EXC_ValueError, "%R in __slots__ conflicts with class variable", name);
    ob_decref(p, name);
    return NULL;
}

static int fill_names(Proc *p, Ob *items, Ob *list, const Reading *r) {
    int64_t used = 0;
    for (int64_t i = 0; i < tuple_size(items); i++) {
        Ob *item = tuple_item(items, i);
        if (str_eq_cstr(p, item, "__dict__") || str_eq_cstr(p, item, "__weakref__")) continue;
        Ob *name = slot_name(p, item, r);
        if (!name) return -1;
        list_init_item(p, list, used++, name);
    }
    return 0;
}

static int read_items(Proc *p, Ob *items, const Reading *r, SlotsPlan *plan) {
    for (int64_t i = 0; i < tuple_size(items); i++)
        if (check_item(p, tuple_item(items, i), r, plan) < 0) return -1;
    plan->nslots = tuple_size(items) - plan->add_dict - plan->add_weak;
    Ob *list = list_new(p, plan->nslots);
    if (!list) return -1;
    if (fill_names(p, items, list, r) == 0 && list_sort(p, list, NULL, false) == 0)
        plan->names = list_as_tuple(p, list);
    ob_decref(p, list);
    return plan->names ? 0 : -1;
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
    Reading reading = {
        .dict = dict, .class_name = name, .may_dict = may_dict, .may_weak = may_weak};
    if (status == 0) status = read_items(p, items, &reading, plan);
    ob_decref(p, items);
    if (status < 0) return -1;
    take_from_other_bases(base, bases, plan, may_dict && !plan->add_dict,
                          may_weak && !plan->add_weak);
    return 0;
}
