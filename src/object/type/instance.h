/* instance.h - attributes of instances, in the three forms that CPython gave them.
 *
 * <= 3.10: a word in the object points to a dict (key-sharing), made at the first attribute.
 * 3.11, 3.12: a word in the pre-header points to an array of values; the names are the class's
 * shared keys. A dict is made (materialised) when __dict__ is read, or a name does not fit the
 * shared keys. 3.13: the array lies behind the object in its own block; a dict made later points at
 * it. Whoever reads or writes attributes without looking at classes comes here (generic_getattr,
 * the VM's LOAD_ATTR, the collector's traverse, the snapshot). */
#ifndef OURO_OBJECT_INSTANCE_H
#define OURO_OBJECT_INSTANCE_H

#include "object/core/object.h"

/* The word that holds o's dict, or NULL when instances of its type have none. The word may be NULL
 * inside. In the forms with values the attributes may lie in the values instead: use the functions
 * below. */
Ob **instance_dict_slot(Proc *p, Ob *o);
/* PyObject_GenericGetDict: the dict, made on demand (materialised). New reference; AttributeError
 * if it has none. */
Ob *instance_get_dict(Proc *p, Ob *o);
/* o.__dict__ = value; value NULL: del o.__dict__. Releases what was there. */
int instance_set_dict(Proc *p, Ob *o, Ob *value);
/* Can o have attributes of its own? */
bool instance_has_attrs(const Ob *o);

/* The attribute in o's values or dict. Borrowed; NULL when absent (with an exception set only on
 * errors). */
Ob *instance_lookup(Proc *p, Ob *o, Ob *name);
/* Store (value NULL: delete). 0 done; 1 delete of a name that is not there (no exception set); -1
 * exception. _PyObjectDict_SetItem, _PyObject_StoreInstanceAttribute. */
int instance_store(Proc *p, Ob *o, Ob *name, Ob *value);

/* tp_alloc of a Python class (PyType_GenericAlloc): zeroed, tracked, inline values ready. For
 * TYPE_INSTANCE and for tp_new of built-in layouts when `type` is a class: nitems for var-objects.
 * New; NULL with MemoryError. */
OURO_MUST_CHECK Ob *instance_alloc(Proc *p, TypeOb *type, int64_t nitems);

/* tp_traverse, tp_clear and tp_dealloc of every Python class, whatever its layout
 * (subtype_traverse, subtype_clear, subtype_dealloc): ob_traverse and ob_dealloc call them for
 * types with TYPE_HEAP. */
int subtype_traverse(Proc *p, Ob *o, VisitFn visit, void *arg);
int subtype_clear(Proc *p, Ob *o);
void subtype_dealloc(Proc *p, Ob *o);
/* Its trashcan: as ob_trashcan_begin, which never puts off an instance of a class. */
OURO_MUST_CHECK Trash subtype_trashcan_begin(Proc *p, Ob *o);

/* Call __del__ if o's class has one and it was not called before (PyObject_CallFinalizer). Emits
 * FINALIZE. The caller holds a reference to o. */
void ob_call_finalizer(Proc *p, Ob *o);
/* PyObject_CallFinalizerFromDealloc: o's count is 0. True when the finalizer brought it back (emits
 * RESURRECT): the caller must leave it alone. */
OURO_MUST_CHECK bool ob_finalize_from_dealloc(Proc *p, Ob *o);
bool ob_has_finalizer(const Ob *o);
/* The FINALIZED bit of the collector header (gc.is_finalized). */
bool ob_is_finalized(const Proc *p, const Ob *o);

/* What a picture needs to draw the attributes of o. Reads only; safe on half-finished images. */
typedef enum InstanceForm {
    INSTANCE_NO_ATTRS,       /* the type gives none */
    INSTANCE_EMPTY,          /* it could have some, nothing is allocated yet */
    INSTANCE_DICT,           /* a dict object holds them */
    INSTANCE_INLINE_VALUES,  /* a block of values, names in the class */
    INSTANCE_EMBEDDED_VALUES /* values in the object's own block */
} InstanceForm;
typedef struct InstanceView {
    InstanceForm form;
    Ob *dict;           /* the dict object, or NULL */
    void *values_block; /* start of the separate block of values, or NULL */
    Ob **values;        /* values in the order of the shared keys, or NULL */
    void *keys;         /* the shared keys (dict_split.h) */
    int64_t nvalues;    /* slots that have a name so far */
    int64_t capacity;   /* slots there are */
    Ob **slots;         /* first __slots__ word of the most derived class, or NULL */
    int64_t nslots;
} InstanceView;
void instance_view(Proc *p, Ob *o, InstanceView *view);
/* Name of the i-th value of a view with values; borrowed. */
Ob *instance_view_name(Proc *p, const InstanceView *view, int64_t i);

extern const TypeOps instance_ops;

#endif
