/* eval_values.h - instructions on numbers, truth values and local variables, in line for the
 * evaluation loop.
 *
 * Included by eval.c alone; each mirrors a case of Python/ceval.c, down to the order in which
 * operands are dropped. */
#ifndef OURO_VM_EVAL_VALUES_H
#define OURO_VM_EVAL_VALUES_H

#include "object/code/cell.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "vm/loop/eval_clock.h"
#include "vm/loop/state.h"

OURO_INLINE Ob *bool_of(Proc *p, bool value) {
    return ob_newref(p, value ? p->ob->true_ : p->ob->false_);
}

/* ---- values ---------------------------------------------------------------------------------- */

OURO_INLINE void push_new(Proc *p, uint64_t *clock, Frame *f, Ob *value) {
    push(f, value);
    incref_at(p, clock, value);
}

OURO_INLINE void pop_drop(Proc *p, uint64_t *clock, Frame *f) {
    Ob *value = *--f->sp;
    decref_at(p, clock, value);
}

OURO_INLINE bool load_fast(Proc *p, uint64_t *clock, Frame *f, int slot) {
    Ob *value = f->localsplus[slot];
    if (unlikely(!value)) return op_unbound_local(p, f, slot);
    push_new(p, clock, f, value);
    return true;
}

OURO_INLINE void store_fast(Proc *p, uint64_t *clock, Frame *f, int slot) {
    Ob *value = pop(f), *old = f->localsplus[slot];
    f->localsplus[slot] = value;
    emit_at(p, clock, EV_SLOT, SLOT_LOCAL, 0, value, f, (uint64_t)slot);
    if (old) release_at(p, clock, old, f, SLOT_LOCAL, (uint64_t)slot);
}

/* dict_setitem for an entry that dict_entry_str has found; true when that is all. */
OURO_INLINE bool store_entry(Proc *p, uint64_t *clock, Ob *d, Ob **entry, Ob *value) {
    if (unlikely(!entry || gc_head(p, d)->gc_next == 0)) return false;
    Ob *name = entry[0], *old = entry[1];
    if (old == value) return true;
    entry[1] = value;
    ((DictOb *)d)->ma_version_tag = ++p->ob->dict_version;
    hold_at(p, clock, value, d, SLOT_VALUE, img_offset(p, name));
    release_at(p, clock, old, d, SLOT_VALUE, img_offset(p, name));
    return true;
}

static inline bool delete_fast(Proc *p, Frame *f, int slot) {
    Ob *old = f->localsplus[slot];
    if (!old) return op_unbound_local(p, f, slot);
    f->localsplus[slot] = NULL;
    ob_release(p, old, f, SLOT_LOCAL, (uint64_t)slot);
    return true;
}

/* Replace the two topmost values by `result` (stolen; NULL: an exception is set), dropping the left
 * one first. */
OURO_INLINE bool replace_two(Proc *p, Frame *f, Ob *result) {
    Ob *right = f->sp[-1], *left = f->sp[-2];
    f->sp -= 2;
    ob_decref(p, left);
    ob_decref(p, right);
    if (unlikely(!result)) return false;
    push(f, result);
    return true;
}

/* The same with the clock at hand, for a result that is there. */
OURO_INLINE void replace_two_at(Proc *p, uint64_t *clock, Frame *f, Ob *result) {
    Ob *right = f->sp[-1], *left = f->sp[-2];
    f->sp -= 2;
    decref_at(p, clock, left);
    decref_at(p, clock, right);
    push(f, result);
}

OURO_INLINE bool replace_top(Proc *p, Frame *f, Ob *result) {
    Ob *old = pop(f);
    ob_decref(p, old);
    if (unlikely(!result)) return false;
    push(f, result);
    return true;
}

/* ---- arithmetic and comparison --------------------------------------------------------------- */

/* unicode_concatenate: when the target of the assignment that follows is the left operand, it lets
 * go first, so that the string may grow in place. */
static inline bool concatenate(Proc *p, Frame *f) {
    Ob *left = peek(f, 2), *right = peek(f, 1);
    const CodeOb *code = f->f_code;
    if (left->ob_refcnt == 2 && f->instr + 1 < code->text->ninstrs) {
        Instr next = code->text->unit->instrs[f->instr + 1];
        bool old = py_concat_finds_names(p);
        if (next.op == OP_STORE_FAST && f->localsplus[next.arg] == left) {
            f->localsplus[next.arg] = NULL;
            ob_release(p, left, f, SLOT_LOCAL, (uint64_t)next.arg);
        } else if (old && next.op == OP_STORE_DEREF &&
                   cell_get(f->localsplus[code->co_nlocals + next.arg]) == left) {
            cell_set(p, f->localsplus[code->co_nlocals + next.arg], NULL);
        } else if (old && next.op == OP_STORE_NAME && f->f_locals &&
                   ob_is_exact(p, f->f_locals, TYPE_DICT)) {
            Ob *name = tuple_item(code->co_names, next.arg);
            if (dict_lookup_str(p, f->f_locals, name) == left &&
                dict_delitem(p, f->f_locals, name) < 0) {
                return replace_two(p, f, NULL);
            }
        }
    }
    f->sp[-2] = NULL; /* the reference is handed over */
    Ob *result = str_concat_inplace(p, &left, right);
    f->sp -= 2;
    ob_decref(p, right);
    if (!result) return false;
    push(f, result);
    return true;
}

static inline bool binary_slow(Proc *p, Frame *f, BinaryOp op, bool inplace) {
    Ob *right = f->sp[-1], *left = f->sp[-2];
    if (op == BIN_ADD && ob_is_exact(p, left, TYPE_STR) && ob_is_exact(p, right, TYPE_STR)) {
        return concatenate(p, f);
    }
    return replace_two(p, f,
                       inplace ? ob_inplace(p, op, left, right) : ob_binary(p, op, left, right));
}

static inline bool binary_other(Proc *p, Frame *f, BinaryOp op, bool inplace) {
    Ob *right = f->sp[-1], *left = f->sp[-2];
    if (ob_is_exact(p, left, TYPE_FLOAT) && ob_is_exact(p, right, TYPE_FLOAT)) {
        double x = float_value(left), y = float_value(right);
        if (op == BIN_ADD) return replace_two(p, f, float_new(p, x + y));
        if (op == BIN_SUBTRACT) return replace_two(p, f, float_new(p, x - y));
        if (op == BIN_MULTIPLY) return replace_two(p, f, float_new(p, x * y));
    }
    return binary_slow(p, f, op, inplace);
}

/* Both values when they are ints of at most one digit. */
OURO_INLINE bool small_ints(Proc *p, const Ob *left, const Ob *right, int64_t *a, int64_t *b) {
    const TypeOb *int_type = type_of_id(p, TYPE_INT);
    return left->ob_type == int_type && right->ob_type == int_type &&
           int_exact_fits_small(int_type, left, a) && int_exact_fits_small(int_type, right, b);
}

OURO_INLINE bool binary(Proc *p, uint64_t *clock, Frame *f, BinaryOp op, bool inplace) {
    Ob *right = f->sp[-1], *left = f->sp[-2];
    int64_t a, b;
    if ((op == BIN_ADD || op == BIN_SUBTRACT || op == BIN_MULTIPLY) &&
        small_ints(p, left, right, &a, &b)) {
        Ob *result = int_from_i64(p, op == BIN_ADD ? a + b : op == BIN_SUBTRACT ? a - b : a * b);
        if (unlikely(!result)) return replace_two(p, f, NULL);
        *clock = clock_now(p);
        replace_two_at(p, clock, f, result);
        return true;
    }
    bool done = binary_other(p, f, op, inplace);
    *clock = clock_now(p);
    return done;
}

OURO_INLINE bool small_compare(int64_t a, int64_t b, int op) {
    switch (op) {
    case CMP_LT: return a < b;
    case CMP_LE: return a <= b;
    case CMP_EQ: return a == b;
    case CMP_NE: return a != b;
    case CMP_GT: return a > b;
    default: return a >= b;
    }
}

OURO_INLINE bool compare(Proc *p, uint64_t *clock, Frame *f, int op) {
    Ob *right = f->sp[-1], *left = f->sp[-2];
    int64_t a, b;
    if (small_ints(p, left, right, &a, &b)) {
        Ob *result = small_compare(a, b, op) ? p->ob->true_ : p->ob->false_;
        incref_at(p, clock, result);
        replace_two_at(p, clock, f, result);
        return true;
    }
    bool done = replace_two(p, f, ob_richcompare(p, left, right, (CompareOp)op));
    *clock = clock_now(p);
    return done;
}

/* COMPARE_OP up to 3.8 also holds `in`, `is` and the match of an except clause. */
static inline bool compare_old(Proc *p, Frame *f, int op) {
    Ob *right = f->sp[-1], *left = f->sp[-2];
    int outcome;
    switch (op) {
    case CMP_IN:
    case CMP_NOT_IN: outcome = ob_contains(p, right, left); break;
    case CMP_IS:
    case CMP_IS_NOT: outcome = left == right; break;
    default: outcome = except_matches(p, left, right); break;
    }
    if (outcome < 0) return replace_two(p, f, NULL);
    if (op == CMP_NOT_IN || op == CMP_IS_NOT) outcome = !outcome;
    return replace_two(p, f, bool_of(p, outcome));
}

static inline bool contains(Proc *p, Frame *f, int invert) {
    int found = ob_contains(p, f->sp[-1], f->sp[-2]);
    return replace_two(p, f, found < 0 ? NULL : bool_of(p, found != invert));
}

/* The truth of the top, which is dropped: 1, 0, or -1 with an exception. */
OURO_INLINE int pop_truth(Proc *p, uint64_t *clock, Frame *f) {
    Ob *value = top(f);
    int truth = value == p->ob->true_;
    if (!truth && value != p->ob->false_) {
        truth = ob_is_true(p, value);
        *clock = clock_now(p);
    }
    pop_drop(p, clock, f);
    return truth;
}

static inline bool to_bool(Proc *p, Frame *f, bool invert) {
    Ob *value = top(f);
    int truth = ob_is_true(p, value);
    return replace_top(p, f, truth < 0 ? NULL : bool_of(p, (truth != 0) != invert));
}

#endif
