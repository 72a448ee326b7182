/* call_unpacked.c - f(*args, **kwargs): CALL_FUNCTION_EX (Python/ceval.c: do_call_core; Objects/call.c:
 * _PyStack_UnpackDict). */
#include "object/code/function.h"
#include "object/code/generator.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/protocol/abstract.h"
#include "vm/loop/calls.h"

/* The values of a dict behind the positional arguments, and the tuple of its keys
 * (_PyStack_UnpackDict). The array is memory of the simulated process, with a place for `self` in
 * front where the version leaves one; its items are held. */
typedef struct Unpacked {
    Ob **block, **items;
    Ob *kwnames;
} Unpacked;

/* Names and values, one after the other (_PyFunction_FastCallDict of 3.7). */
static Ob *pairs_of_dict(Proc *p, Ob *dict) {
    int64_t at = 0, pos = 0;
    Ob *key, *value, *pairs = tuple_new(p, 2 * dict_size(dict));
    while (pairs && at < tuple_size(pairs) && dict_next(p, dict, &pos, &key, &value)) {
        tuple_set(p, pairs, at++, ob_newref(p, key));
        tuple_set(p, pairs, at++, ob_newref(p, value));
    }
    return pairs;
}

/* A function or a class that CPython has in C. */
static bool is_in_c(const Ob *callable) {
    if (ob_is(callable, TYPE_TYPE))
        return !(((const TypeOb *)(const void *)callable)->flags & TYPE_HEAP);
    return ob_is(callable, TYPE_BUILTIN) || ob_is(callable, TYPE_METHOD_DESCRIPTOR);
}

static bool unpack_dict(Proc *p, Ob *callable, Ob *tuple, Ob *dict, Unpacked *out) {
    int64_t n = tuple_size(tuple), nkw = dict_size(dict), at = 0, pos = 0;
    size_t front = py_unpacked_leaves_self(p) ? 1 : 0;
    Ob *key, *value;
    Ob **block = refs_alloc(p, (int64_t)front + n + nkw, BLOCK_OTHER);
    Ob *names = block ? tuple_new(p, nkw) : NULL;
    if (!names) {
        mem_free(p, block);
        return false;
    }
    Ob **items = block + front;
    bool borrows = py_keywords_in_pairs(p);
    for (int64_t i = 0; i < n; i++) {
        items[i] = tuple_item(tuple, i);
        if (!borrows) ob_incref(p, items[i]);
    }
    while (at < nkw && dict_next(p, dict, &pos, &key, &value)) {
        if (!ob_is(key, TYPE_STR) && (py_unpacked_keywords_checked(p) ||
                                      is_in_c(callable))) { /* before, the callee finds out */
            bool type = ob_is(callable, TYPE_TYPE) && py_argument_errors_bare(p);
            err_format(p, EXC_TypeError,
                       type ? "keyword arguments must be strings" : "keywords must be strings");
            for (int64_t i = 0; i < n + at && !borrows; i++) ob_decref(p, items[i]);
            mem_free(p, block);
            ob_decref(p, names);
            return false;
        }
        tuple_set(p, names, at, ob_newref(p, key));
        if (!borrows) ob_incref(p, value);
        items[n + at++] = value;
    }
    *out = (Unpacked){block, items, names};
    return true;
}

static void drop_unpacked(Proc *p, Unpacked *unpacked, size_t total) {
    for (size_t i = 0; i < total && !py_keywords_in_pairs(p); i++) ob_decref(p, unpacked->items[i]);
    mem_free(p, unpacked->block);
    ob_decref(p, unpacked->kwnames);
}

/* The argument under CALL_FUNCTION_EX as a tuple, in its place on the stack. */
static bool make_args_tuple(Proc *p, Ob *callable, Ob **place) {
    if (ob_is_exact(p, *place, TYPE_TUPLE)) return true;
    Ob *old = *place;
    Ob *tuple = tuple_from_iterable(p, old);
    if (!tuple) return after_star_error(p, callable, old);
    *place = tuple;
    ob_decref(p, old);
    return true;
}

static bool make_kwargs_dict(Proc *p, Ob *callable, Ob **place) {
    if (ob_is_exact(p, *place, TYPE_DICT)) return true;
    Ob *old = *place, *dict = dict_new(p);
    if (!dict) return false;
    if (dict_update(p, dict, old) < 0) {
        ob_decref(p, dict);
        return after_two_stars_error(p, callable, old);
    }
    *place = dict;
    ob_decref(p, old);
    return true;
}

/* The function that a call with keywords reaches by the way of 3.7, NULL when it is none of Python's. */
static FunctionOb *function_behind(Proc *p, Ob *callable) {
    Ob *function = ob_is_exact(p, callable, TYPE_METHOD) ? method_function(callable) : callable;
    return ob_is_exact(p, function, TYPE_FUNCTION) ? (FunctionOb *)function : NULL;
}

/* A Python function, or a method bound to its object, with keywords as 3.7 calls it
 * (_PyObject_Call_Prepend puts the object in front of the arguments). */
static CallResult call_with_pairs(Proc *p, Frame *f, Ob *tuple, Ob *dict, int count) {
    enum { SMALL = 5 };
    Ob *callable = f->sp[-count], *small[SMALL + 1], **front = small;
    FunctionOb *function = function_behind(p, callable);
    Ob *const *args = ((TupleOb *)tuple)->ob_item;
    int64_t n = tuple_size(tuple);
    if (&function->base != callable) {
        if (n >= SMALL && !(front = refs_alloc(p, n + 1, BLOCK_OTHER))) return CALL_FAILED;
        front[0] = method_self(callable);
        for (int64_t i = 0; i < n; i++) front[i + 1] = args[i];
        args = front;
        n++;
    }
    Ob *pairs = pairs_of_dict(p, dict);
    Frame *callee = NULL;
    if (pairs) {
        Ob *const *items = ((TupleOb *)pairs)->ob_item;
        Keywords keywords = {items, items + 1, tuple_size(pairs) / 2, 2};
        callee = call_prepare_named(p, function, args, (size_t)n, &keywords, false);
    }
    if (front != small) mem_free(p, front);
    Ob *gen = NULL;
    if (makes_generator(p, callee)) {
        gen = make_generator(p, callee, function);
    } else if (callee) {
        callee->ret_args = pairs;
        if (call_enter(p, callee, RET_EXPANDED, count)) return CALL_ENTERED;
    }
    return call_return(p, f, RET_EXPANDED, count, NULL, pairs, gen) ? CALL_DONE : CALL_FAILED;
}

CallResult op_call_function_ex(Proc *p, Frame *f, int flags) {
    bool has_kwargs = flags & 1;
    Ob **place = f->sp - 1 - has_kwargs;
    bool null_between = py_args_move_to_callee(p) && !has_method_first(p);
    Ob *callable = place[null_between ? -2 : -1];
    if (has_kwargs && !make_kwargs_dict(p, callable, place + 1)) return CALL_FAILED;
    if (!make_args_tuple(p, callable, place)) return CALL_FAILED;
    int count = 2 + has_kwargs + py_args_move_to_callee(p);
    Ob *tuple = place[0];
    size_t n = (size_t)tuple_size(tuple);
    Unpacked unpacked = {NULL, ((TupleOb *)tuple)->ob_item, NULL};
    bool python = ob_is_exact(p, callable, TYPE_FUNCTION);
    bool named = has_kwargs && dict_size(place[1]) > 0;
    if (named && py_keywords_in_pairs(p) && function_behind(p, callable))
        return call_with_pairs(p, f, tuple, place[1], count);
    if (named && !unpack_dict(p, callable, tuple, place[1], &unpacked)) return CALL_FAILED;
    Ob *const *args = unpacked.items, *kwnames = unpacked.kwnames;
    size_t total = n + (kwnames ? (size_t)tuple_size(kwnames) : 0);
    Frame *callee = NULL;
    Ob *result = NULL;
    /* 3.12+ hands everything over to the new frame; before, what was unpacked stays until the call
     * is over. */
    bool consume = python && py_call_ex_hands_over(p);
    if (python && (consume || !unpacked.block)) {
        if (py_args_move_to_callee(p)) hold_arguments(p, (FunctionOb *)callable, args, total);
        callee =
            call_prepare(p, (FunctionOb *)callable, args, n, kwnames, py_args_move_to_callee(p));
    } else {
        /* f(*t): a callable that takes its arguments as a tuple gets t itself (PyObject_Call). */
        Ob *outer = p->tstate->packed_args;
        p->tstate->packed_args = tuple;
        result = ob_call(p, callable, args, n, kwnames);
        p->tstate->packed_args = outer;
    }
    if (unpacked.block) drop_unpacked(p, &unpacked, total);
    if (makes_generator(p, callee)) {
        result = make_generator(p, callee, (FunctionOb *)callable);
        callee = NULL;
    }
    if (callee && consume) drop_expanded(p, f, count);
    if (callee && call_enter(p, callee, consume ? RET_PUSH : RET_EXPANDED, consume ? 0 : count))
        return CALL_ENTERED;
    if (callee && consume) return CALL_FAILED;
    bool ok = call_return(p, f, RET_EXPANDED, count, NULL, NULL, result);
    if (ok) check_eval_breaker(p);
    return ok ? CALL_DONE : CALL_FAILED;
}
