/* weakref.h - weak references and the list of them that hangs on their referent
 * (Objects/weakrefobject.c). */
#ifndef OURO_OBJECT_WEAKREF_H
#define OURO_OBJECT_WEAKREF_H

#include "object/core/object.h"

typedef struct WeakrefOb { /* PyWeakReference */
    Ob base;
    Ob *wr_object;   /* borrowed: the referent, NULL when it is dead (Py_None in CPython) */
    Ob *wr_callback; /* owned or NULL */
    int64_t hash;    /* -1 until asked for */
    struct WeakrefOb *wr_prev, *wr_next;
    uint64_t vectorcall; /* 3.11+ */
} WeakrefOb;

/* PyWeakref_NewRef: without a callback the existing one is shared (emits WEAKREF either way).
 * callback may be NULL or None. TypeError when o's type cannot be referenced weakly. New reference.
 */
Ob *weakref_new(Proc *p, Ob *o, Ob *callback);
/* PyWeakref_NewProxy: the same for a proxy, which can be called if `o` can. */
Ob *weak_proxy_new(Proc *p, Ob *o, Ob *callback);
/* PyWeakref_CheckProxy, PyWeakref_Check. */
OURO_INLINE bool ob_is_proxy(const Ob *o) {
    return ob_is(o, TYPE_WEAK_PROXY) || ob_is(o, TYPE_WEAK_CALLABLE_PROXY);
}
OURO_INLINE bool ob_is_weak(const Ob *o) { return ob_is(o, TYPE_WEAKREF) || ob_is_proxy(o); }
/* The referent, borrowed; NULL when it is dead (or its count is 0). */
Ob *weakref_get(Proc *p, Ob *ref);
/* The word of o that holds its list, or NULL when its type has none. */
Ob **weaklist_slot(Proc *p, Ob *o);
int64_t weakref_count(Proc *p, Ob *o); /* weakref.getweakrefcount */
/* First of the list (follow wr_next) or NULL. */
WeakrefOb *weakref_first(Proc *p, Ob *o);

/* PyObject_ClearWeakRefs: o's count is 0. Clears all, then calls the callbacks, newest first. Emits
 * WEAK_CLEAR and WEAK_CALLBACK. */
void weakref_clear_all(Proc *p, Ob *o);
/* _PyWeakref_ClearRef, for the collector: takes the reference off its list, keeps the callback.
 * Emits WEAK_CLEAR. */
void weakref_clear_one(Proc *p, WeakrefOb *ref);
/* handle_callback: call it with the reference; errors are written as unraisable. Emits
 * WEAK_CALLBACK. */
void weakref_call_callback(Proc *p, WeakrefOb *ref, Ob *callback);

/* What references and proxies have in common. */
void weakref_dealloc(Proc *p, Ob *o);
int weakref_traverse(Proc *p, Ob *o, VisitFn visit, void *arg);
int weakref_clear(Proc *p, Ob *o);

extern const TypeOps weakref_ops, weak_proxy_ops, weak_callable_proxy_ops;

#endif
