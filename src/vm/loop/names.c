/* names.c - instructions that look names up: namespaces, globals, cells, methods
 * (Python/ceval.c).
 *
 * The common cases of LOAD_GLOBAL and LOAD_NAME are in line in eval.c; here is the rest. */
#include <string.h>

#include "object/code/cell.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/descriptor.h"
#include "object/type/type.h"
#include "vm/loop/state.h"

/* format_exc_check_arg: NameError and its like with the name in the text. */
static bool name_error(Proc *p, Ob *name) {
    err_format(p, EXC_NameError, "name '%U' is not defined", name);
    exc_set_names(p, name, NULL);
    return false;
}

/* A name in a namespace that may be any mapping. Borrowed from a dict; otherwise the caller owns
 * *owned. NULL: missing, or an exception is set. */
static Ob *namespace_get(Proc *p, Ob *ns, Ob *name, Ob **owned) {
    *owned = NULL;
    if (ob_is_exact(p, ns, TYPE_DICT)) return dict_lookup_str(p, ns, name);
    Ob *value = ob_getitem(p, ns, name);
    if (!value && err_matches(p, EXC_KeyError)) err_clear(p);
    *owned = value;
    return value;
}

Ob *builtin_of_frame(Proc *p, Frame *f, Ob *name, Ob **owned) {
    return namespace_get(p, f->f_builtins, name, owned);
}

bool op_load_name(Proc *p, Frame *f, Ob *name) {
    if (!f->f_locals) {
        err_format(p, EXC_SystemError, "no locals when loading '%U'", name);
        return false;
    }
    Ob *owned;
    Ob *value = namespace_get(p, f->f_locals, name, &owned);
    if (!value && err_occurred(p)) return false;
    if (!value) value = dict_lookup_str(p, f->f_globals, name);
    if (!value && !err_occurred(p)) value = namespace_get(p, f->f_builtins, name, &owned);
    if (!value) return err_occurred(p) ? false : name_error(p, name);
    if (!owned) ob_incref(p, value);
    push(f, value);
    return true;
}

bool op_load_global(Proc *p, Frame *f, Ob *name, bool push_null) {
    Ob *value = dict_lookup_str(p, f->f_globals, name);
    Ob *owned = NULL;
    if (!value && !err_occurred(p)) value = namespace_get(p, f->f_builtins, name, &owned);
    if (!value) return err_occurred(p) ? false : name_error(p, name);
    if (!owned) ob_incref(p, value);
    if (push_null && has_method_first(p)) push(f, NULL);
    push(f, value);
    if (push_null && !has_method_first(p)) push(f, NULL);
    return true;
}

static bool store_in(Proc *p, Frame *f, Ob *ns, Ob *name) {
    Ob *value = top(f);
    int failed = ob_is_exact(p, ns, TYPE_DICT) ? dict_setitem(p, ns, name, value)
                                               : ob_setitem(p, ns, name, value);
    drop_top(p, f);
    return failed == 0;
}

bool op_store_name(Proc *p, Frame *f, Ob *name) {
    if (f->f_locals) return store_in(p, f, f->f_locals, name);
    err_format(p, EXC_SystemError, "no locals found when storing '%U'", name);
    return false;
}

bool op_store_global(Proc *p, Frame *f, Ob *name) { return store_in(p, f, f->f_globals, name); }

static bool delete_from(Proc *p, Ob *ns, Ob *name) {
    if (ob_delitem(p, ns, name) == 0) return true;
    if (!err_matches(p, EXC_KeyError)) return false;
    err_clear(p);
    return name_error(p, name);
}

bool op_delete_name(Proc *p, Frame *f, Ob *name) {
    if (f->f_locals) return delete_from(p, f->f_locals, name);
    err_format(p, EXC_SystemError, "no locals when deleting '%U'", name);
    return false;
}

bool op_delete_global(Proc *p, Frame *f, Ob *name) { return delete_from(p, f->f_globals, name); }

/* ---- local slots and cells ------------------------------------------------------------------- */

bool op_unbound_local(Proc *p, Frame *f, int slot) {
    const char *text =
        py_unbound_error_no_value(p)
            ? "cannot access local variable '%U' where it is not associated with a value"
            : "local variable '%U' referenced before assignment";
    err_format(p, EXC_UnboundLocalError, text, code_slot_name(f->f_code, slot));
    return false;
}

static bool unbound_deref(Proc *p, Frame *f, int slot) {
    const CodeOb *code = f->f_code;
    bool is_free = slot >= code->co_nlocalsplus - code->text->nfreevars;
    if (!is_free) return op_unbound_local(p, f, slot);
    const char *text =
        py_unbound_error_no_value(p)
            ? "cannot access free variable '%U' where it is not associated with a value in "
              "enclosing scope"
            : "free variable '%U' referenced before assignment in enclosing scope";
    err_format(p, EXC_NameError, text, code_slot_name(code, slot));
    exc_set_names(p, code_slot_name(code, slot), NULL);
    return false;
}

bool op_load_deref(Proc *p, Frame *f, int slot) {
    Ob *value = cell_get(f->localsplus[slot]);
    if (!value) return unbound_deref(p, f, slot);
    push(f, ob_newref(p, value));
    return true;
}

bool op_load_from_dict(Proc *p, Frame *f, Ob *name, int slot) {
    Ob *ns = top(f), *owned;
    Ob *value = namespace_get(p, ns, name, &owned);
    if (!value && err_occurred(p)) return false;
    if (!value && slot >= 0) {
        value = cell_get(f->localsplus[slot]);
        if (!value) return unbound_deref(p, f, slot);
    } else if (!value) {
        value = dict_lookup_str(p, f->f_globals, name);
        if (!value && !err_occurred(p)) value = namespace_get(p, f->f_builtins, name, &owned);
        if (!value) return err_occurred(p) ? false : name_error(p, name);
    }
    if (!owned) ob_incref(p, value);
    f->sp[-1] = value;
    ob_decref(p, ns);
    return true;
}

bool op_load_classderef(Proc *p, Frame *f, int slot) {
    Ob *owned;
    Ob *value = namespace_get(p, f->f_locals, code_slot_name(f->f_code, slot), &owned);
    if (!value && err_occurred(p)) return false;
    if (!value) return op_load_deref(p, f, slot);
    if (!owned) ob_incref(p, value);
    push(f, value);
    return true;
}

bool op_store_deref(Proc *p, Frame *f, int slot) {
    Ob *value = pop(f);
    cell_set(p, f->localsplus[slot], value);
    return true;
}

bool op_delete_deref(Proc *p, Frame *f, int slot) {
    Ob *cell = f->localsplus[slot];
    if (!cell_get(cell)) return unbound_deref(p, f, slot);
    cell_set(p, cell, NULL);
    return true;
}

/* ---- methods --------------------------------------------------------------------------------- */

/* LOAD_METHOD, and LOAD_ATTR with its lowest bit from 3.12 on: the method and its self, or the
 * attribute and NULL. */
bool op_load_method(Proc *p, Frame *f, Ob *name) {
    Ob *self = top(f), *found = NULL;
    int unbound = ob_get_method(p, self, name, &found);
    if (!found) {
        if (err_matches(p, EXC_AttributeError)) exc_set_names(p, name, self);
        return false;
    }
    if (unbound > 0) { /* the reference of self stays on the stack, below its arguments */
        f->sp[-1] = found;
        push(f, self);
        return true;
    }
    if (has_method_first(p)) {
        f->sp[-1] = NULL;
        push(f, found);
    } else {
        f->sp[-1] = found;
        push(f, NULL);
    }
    ob_decref(p, self);
    return true;
}

/* LOAD_SUPER_ATTR: stack super, class, self. */
bool op_load_super_attr(Proc *p, Frame *f, Ob *name, int arg) {
    Ob *global_super = peek(f, 3), *class_ = peek(f, 2), *self = peek(f, 1);
    Ob *object;
    if (global_super == (Ob *)type_of_id(p, TYPE_SUPER) && ob_is(class_, TYPE_TYPE)) {
        object = super_new(p, (TypeOb *)class_, self);
    } else {
        Ob *args[] = {class_, self};
        object = ob_call(p, global_super, args, arg & 2 ? 2 : 0, NULL);
    }
    Ob *found = NULL;
    int unbound = 0;
    if (object) {
        found = ob_getattr(p, object, name);
        ob_decref(p, object);
    }
    /* What getattr bound is taken apart again: CPython never makes the bound method. */
    if (found && (arg & 1) && ob_is_exact(p, found, TYPE_METHOD) && method_self(found) == self) {
        Ob *function = ob_newref(p, method_function(found));
        ob_decref(p, found);
        found = function;
        unbound = 1;
    }
    if (!found) return false;
    f->sp -= 3;
    push(f, found);
    if (unbound) {
        push(f, self);
    } else if (arg & 1) {
        if (has_method_first(p)) {
            f->sp[-1] = NULL;
            push(f, found);
        } else {
            push(f, NULL);
        }
    }
    ob_decref(p, global_super);
    ob_decref(p, class_);
    if (!unbound) ob_decref(p, self);
    return true;
}

static Ob *own_annotations(Proc *p, const Frame *f, Ob *name) {
    Ob *found = dict_getitem(p, f->f_locals, name);
    if (found) ob_incref(p, found);
    return found;
}

/* STORE_ANNOTATION: the value on top. */
bool op_store_annotation(Proc *p, Frame *f, Ob *name) {
    Ob *where = vm_name(p, VM_NAME_ANNOTATIONS);
    Ob *annotations = ob_is_exact(p, f->f_locals, TYPE_DICT) ? own_annotations(p, f, where)
                                                             : ob_getitem(p, f->f_locals, where);
    if (!annotations) {
        bool missing = !err_occurred(p) || err_matches(p, EXC_KeyError);
        if (missing) {
            err_clear(p);
            err_format(p, EXC_NameError, "__annotations__ not found");
        }
        return false;
    }
    Ob *value = pop(f);
    int failed = ob_setitem(p, annotations, name, value);
    ob_decref(p, value);
    ob_decref(p, annotations);
    return failed == 0;
}

bool op_setup_annotations(Proc *p, Frame *f) {
    Ob *name = vm_name(p, VM_NAME_ANNOTATIONS);
    int there = ob_contains(p, f->f_locals, name);
    if (there != 0) return there > 0;
    Ob *annotations = dict_new(p);
    if (!annotations) return false;
    int failed = ob_setitem(p, f->f_locals, name, annotations);
    ob_decref(p, annotations);
    return failed == 0;
}
