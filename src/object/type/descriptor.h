/* descriptor.h - the objects that a class's dict holds to make attributes work: methods and slot
 * wrappers of built-in types, members and getsets, property, classmethod, staticmethod, and super.
 */
#ifndef OURO_OBJECT_DESCRIPTOR_H
#define OURO_OBJECT_DESCRIPTOR_H

#include "object/core/object.h"

/* PyDescrObject and its kinds; `id` stands for CPython's C pointers */
typedef struct DescriptorOb {
    Ob base;
    TypeOb *d_type;
    Ob *d_name;
    Ob *d_qualname; /* or NULL until it is asked for */
    /* METHOD_DESCRIPTOR: CFUNCTION_ID; SLOT_WRAPPER: Special; GETSET: table << 16 | row; MEMBER: byte
     * offset of a __slots__ word, or MEMBER_OF_ROW and the number of a getset. Method descriptors and
     * slot wrappers have one more word. */
    uint64_t id;
} DescriptorOb;

typedef struct WrapperOb { /* method-wrapper: a slot wrapper bound to an object */
    Ob base;
    DescriptorOb *descr;
    Ob *self;
} WrapperOb;

typedef struct PropertyOb {
    Ob base;
    Ob *prop_get, *prop_set, *prop_del, *prop_doc; /* or NULL */
    uint64_t getter_doc;                           /* the documentation was taken from the getter */
    Ob *prop_name; /* 3.10+: the block of older versions ends before it */
} PropertyOb;

typedef struct ClassMethodOb { /* classmethod and staticmethod */
    Ob base;
    Ob *cm_callable;
    Ob *cm_dict;
} ClassMethodOb;

typedef struct SuperOb {
    Ob base;
    TypeOb *type;
    Ob *obj;
    TypeOb *obj_type;
} SuperOb;

/* Made at start-up or by a class statement; all take their own references. New. */
Ob *method_descriptor_new(Proc *p, TypeOb *type, uint32_t cfunction_id);
Ob *classmethod_descriptor_new(Proc *p, TypeOb *type, uint32_t cfunction_id);
/* Is it a method descriptor of a C function that takes the class (METH_CLASS)? */
bool classmethod_descriptor(const Proc *p, const Ob *descriptor);
Ob *slot_wrapper_new(Proc *p, TypeOb *type, Special special);
/* Tables of getsets: a TypeId, GETSET_EXC_FIRST + ExcId, or that of a class statement: row 0
 * __dict__, 1 __weakref__. */
enum { GETSET_EXC_FIRST = 0x4000, GETSET_SUBTYPE = 0x5000 };
/* A getset, or a member where attributes.def says that CPython has one. */
#define MEMBER_OF_ROW (UINT64_C(1) << 63)
Ob *getset_new(Proc *p, TypeOb *type, uint32_t table, uint32_t row);
Ob *member_new(Proc *p, TypeOb *type, Ob *name, int32_t offset); /* of a __slots__ word */

Ob *classmethod_new(Proc *p, Ob *callable);
Ob *staticmethod_new(Proc *p, Ob *callable);

/* Is it a data descriptor (tp_descr_set, or a class with __set__ or __delete__)? And has it __get__
 * at all? */
bool descriptor_is_data(const Ob *descriptor);
bool descriptor_has_get(const Ob *descriptor);
/* tp_descr_get: obj may be NULL (access through the class). New reference. */
Ob *descriptor_get(Proc *p, Ob *descriptor, Ob *obj, Ob *type);
/* tp_descr_set; value NULL: delete. */
int descriptor_set(Proc *p, Ob *descriptor, Ob *obj, Ob *value);

/* _PyObject_GetMethod, for CALL_METHOD / LOAD_METHOD: 1: *result is the unbound function (new
 * reference) and the caller passes o as first argument; 0: *result is an ordinary attribute; -1
 * with AttributeError. */
int ob_get_method(Proc *p, Ob *o, Ob *name, Ob **result);

/* super(type, obj): new. For zero-argument super() the VM finds both. */
Ob *super_new(Proc *p, TypeOb *type, Ob *obj);

extern const TypeOps method_descriptor_ops, slot_wrapper_ops, method_wrapper_ops, getset_ops,
    member_ops, property_ops, classmethod_ops, staticmethod_ops, super_ops;

#endif
