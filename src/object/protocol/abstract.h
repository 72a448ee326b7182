/* abstract.h - operations on any object beyond those of object.h (Objects/abstract.c,
 * Objects/object.c).
 *
 * Room object/protocol: operations on any object: attributes, items, numbers, iteration, and the
 * slots behind them. Called from: object, gc, vm. */
#ifndef OURO_ABSTRACT_H
#define OURO_ABSTRACT_H

#include "object/core/object.h"
#include "object/protocol/recursion.h"

/* NotImplemented, a new reference: what a type's binary or richcompare answers when it does not
 * know. */
Ob *not_implemented(Proc *p);
/* PySequence_Fast: `o` itself when it is a list or tuple, else a new list; TypeError with `message`
 * when it cannot be iterated. New reference. */
Ob *seq_fast(Proc *p, Ob *o, const char *message);
int64_t seq_fast_size(const Ob *fast);
Ob *seq_fast_item(const Ob *fast, int64_t i); /* borrowed */
/* Py_ReprEnter: 1 when `o` is being shown already, 0, or -1; after 0 call repr_leave. */
int repr_enter(Proc *p, Ob *o);
void repr_leave(Proc *p, Ob *o);
/* Compare three-way results: a comparison of two C numbers as a bool object. */
Ob *compare_result(Proc *p, int64_t a, int64_t b, CompareOp op);
/* PyObject_LengthHint: a guess of how many items `o` will give, or `fallback`; -1 error. */
int64_t ob_length_hint(Proc *p, Ob *o, int64_t fallback);
/* Does the object have tp_iternext / tp_iter, __getitem__ or __call__? */
bool ob_is_iterator(const Ob *o);
bool ob_is_iterable(Proc *p, const Ob *o);
bool ob_is_callable(const Ob *o);
bool ob_is_sequence(const Ob *o);
bool ob_is_mapping(const Ob *o);
bool ob_has_index(const Ob *o);
bool ob_has_number(const Proc *p, const Ob *o); /* PyNumber_Check */
/* PyNumber_AsSsize_t with `error` on overflow: 0 / -1 */
int ob_as_index(Proc *p, Ob *o, ExcId error, int64_t *value);
/* Is `item` of a container the one that `in` looks for? The side of == on which it stands differs.
 * 1, 0, -1. */
int item_equals(Proc *p, Ob *item, Ob *value);
/* item == value, as a search asks it: 1, 0, -1. The item is held meanwhile when `holds` says that CPython does, or when
 * nothing but the container does: CPython trusts that somebody else holds it. */
int item_equals_held(Proc *p, Ob *item, Ob *value, bool holds);
/* Check the arguments of the method `name` ("list.append") as CPython's calling conventions do,
 * with their words (METH_NOARGS for 0..0, METH_O for 1..1, METH_FASTCALL otherwise): false with
 * TypeError. */
bool method_args(Proc *p, const char *name, size_t nargs, size_t min, size_t max, Ob *kwnames);
/* Just so many, in the words of PyArg_UnpackTuple. */
bool args_check_unpacked(Proc *p, const char *name, size_t nargs, size_t want, Ob *kwnames);
/* The same for find(sub[, start[, end]]) and its like (parse_args_finds). */
bool find_args(Proc *p, const char *name, size_t nargs, Ob *kwnames);
/* The value of keyword `name` among kwnames (borrowed), or NULL. */
Ob *keyword_arg(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames);
/* Is kwnames NULL or empty, otherwise TypeError "<name>() takes no keyword arguments". */
bool no_keywords(Proc *p, const char *name, Ob *kwnames);
/* The same for __new__ or __init__ of a built-in, called for `type`: a class may take keywords that
 * it handles itself; from 3.11 on only if it overrides the `other` of the two. */
bool no_keywords_for(Proc *p, const TypeOb *type, Special other, const char *name, Ob *kwnames);
/* Special method lookup on the type by any name, only among those that Python classes define;
 * borrowed or NULL. */
Ob *python_method(Proc *p, const Ob *o, const char *name);
/* Call the unbound `func` with self in front: func(self, *args). */
Ob *call_with_self(Proc *p, Ob *func, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);
/* A new object for tp_new of a built-in layout: instance_alloc for classes, else ob_alloc of
 * basicsize, tracked. */
Ob *layout_alloc(Proc *p, TypeOb *type, size_t bytes);

#endif
