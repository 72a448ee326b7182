/* eval_access.h - instructions on subscripts, attributes and the cells of 3.11+, in line for the
 * evaluation loop.
 *
 * Included by eval.c alone; each mirrors a case of Python/ceval.c. */
#ifndef OURO_VM_EVAL_ACCESS_H
#define OURO_VM_EVAL_ACCESS_H

#include "object/code/cell.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "vm/loop/state.h"

/* ---- subscripts and attributes --------------------------------------------------------------- */

static inline bool store_subscript(Proc *p, Frame *f) {
    Ob *key = f->sp[-1], *container = f->sp[-2], *value = f->sp[-3];
    int failed = ob_setitem(p, container, key, value);
    f->sp -= 3;
    ob_decref(p, value);
    ob_decref(p, container);
    ob_decref(p, key);
    return failed == 0;
}

static inline bool delete_subscript(Proc *p, Frame *f) {
    Ob *key = f->sp[-1], *container = f->sp[-2];
    int failed = ob_delitem(p, container, key);
    f->sp -= 2;
    ob_decref(p, container);
    ob_decref(p, key);
    return failed == 0;
}

/* BINARY_SLICE, STORE_SLICE (3.12+): a slice object is made from the two topmost values. */
static inline bool slice_operation(Proc *p, Frame *f, bool store) {
    Ob *stop = pop(f), *start = pop(f);
    Ob *slice = slice_new(p, start, stop, NULL);
    ob_decref(p, start);
    ob_decref(p, stop);
    Ob *container = pop(f), *result = NULL;
    int failed = -1;
    if (slice && !store) result = ob_getitem(p, container, slice);
    if (slice && store) failed = ob_setitem(p, container, slice, top(f));
    ob_xdecref(p, slice);
    if (store) {
        drop_top(p, f);
        ob_decref(p, container);
        return failed == 0;
    }
    ob_decref(p, container);
    if (result) push(f, result);
    return result != NULL;
}

static inline bool store_attr(Proc *p, Frame *f, Ob *name) {
    Ob *owner = f->sp[-1], *value = f->sp[-2];
    int failed = ob_setattr(p, owner, name, value);
    f->sp -= 2;
    ob_decref(p, value);
    ob_decref(p, owner);
    return failed == 0;
}

static inline bool delete_attr(Proc *p, Frame *f, Ob *name) {
    int failed = ob_setattr(p, top(f), name, NULL);
    drop_top(p, f);
    return failed == 0;
}

/* ---- cells of 3.11+ -------------------------------------------------------------------------- */

static inline bool make_cell(Proc *p, Frame *f, int slot) {
    Ob *initial = f->localsplus[slot];
    Ob *cell = cell_new(p, initial);
    if (!cell) return false;
    f->localsplus[slot] = cell;
    ob_slot(p, cell, f, SLOT_LOCAL, (uint64_t)slot);
    if (initial) ob_release(p, initial, f, SLOT_LOCAL, (uint64_t)slot);
    return true;
}

static inline void copy_free_vars(Proc *p, Frame *f, int n) {
    Ob *closure = ((FunctionOb *)f->f_func)->func_closure;
    int first = f->f_code->co_nlocalsplus - n;
    for (int i = 0; i < n; i++) {
        Ob *cell = tuple_item(closure, i);
        f->localsplus[first + i] = cell;
        ob_hold(p, cell, f, SLOT_LOCAL, (uint64_t)(first + i));
    }
}

#endif
