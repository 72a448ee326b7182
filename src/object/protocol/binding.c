/* binding.c - descriptors of any kind: __get__, __set__ and __delete__ of C types and of classes,
 * and the lookup of a method without binding it (Objects/object.c, _PyObject_GetMethod;
 * slot_tp_descr_get, slot_tp_descr_set). */
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/descriptor.h"
#include "object/type/instance.h"
#include "object/type/type.h"

bool descriptor_has_get(const Ob *descriptor) {
    return type_ops[descriptor->ob_type->kind]->descr_get ||
           type_defines(descriptor->ob_type, SP_GET);
}

bool descriptor_is_data(const Ob *descriptor) {
    const TypeOb *type = descriptor->ob_type;
    return type_ops[type->kind]->descr_set || type_defines(type, SP_SET) ||
           type_defines(type, SP_DELETE);
}

Ob *descriptor_get(Proc *p, Ob *descriptor, Ob *obj, Ob *type) {
    if (type_defines(descriptor->ob_type, SP_GET)) {
        Ob *args[] = {obj ? obj : OB_NONE(p), type ? type : OB_NONE(p)};
        Ob *get = type_lookup_special(p, descriptor->ob_type, SP_GET);
        if (get && ob_is(get, TYPE_FUNCTION)) /* slot_tp_descr_get binds nothing in any version */
            return call_with_self(p, get, descriptor, args, 2, NULL);
        return ob_call_special(p, descriptor, SP_GET, args, 2);
    }
    return type_ops[descriptor->ob_type->kind]->descr_get(p, descriptor, obj, type);
}

int descriptor_set(Proc *p, Ob *descriptor, Ob *obj, Ob *value) {
    TypeOb *type = descriptor->ob_type;
    if (type_defines(type, SP_SET) || type_defines(type, SP_DELETE)) {
        Special special = value ? SP_SET : SP_DELETE;
        if (!type_lookup_special(p, type, special)) {
            err_format(p, EXC_AttributeError, "%U", p->ob->special_names[special]);
            return -1;
        }
        Ob *args[] = {obj, value};
        Ob *result = ob_call_special(p, descriptor, special, args, value ? 2 : 1);
        if (!result) return -1;
        ob_decref(p, result);
        return 0;
    }
    return type_ops[type->kind]->descr_set(p, descriptor, obj, value);
}

/* Py_TPFLAGS_METHOD_DESCRIPTOR: calling it with the object in front is the same as binding first.
 */
static bool is_method_descriptor(const Proc *p, const Ob *descriptor) {
    TypeId kind = ob_kind(descriptor);
    return kind == TYPE_FUNCTION || kind == TYPE_METHOD_DESCRIPTOR ||
           (kind == TYPE_SLOT_WRAPPER && !py_wrappers_are_bound(p));
}

static bool uses_generic_getattr(const Ob *o) {
    Ob *(*getattr)(Proc *, Ob *, Ob *) = ob_ops(o)->getattr;
    return (!getattr || getattr == generic_getattr) && !type_defines(o->ob_type, SP_GETATTRIBUTE) &&
           !type_defines(o->ob_type, SP_GETATTR);
}

int ob_get_method(Proc *p, Ob *o, Ob *name, Ob **result) {
    *result = NULL;
    if (!uses_generic_getattr(o) || !ob_is(name, TYPE_STR)) {
        *result = ob_getattr(p, o, name);
        return *result ? 0 : -1;
    }
    Ob *descr = type_lookup(p, o->ob_type, name);
    bool is_method = descr && is_method_descriptor(p, descr) && !classmethod_descriptor(p, descr);
    if (!is_method) {
        *result = generic_getattr(p, o, name);
        return *result ? 0 : -1;
    }
    ob_incref(p, descr);
    if (instance_has_attrs(o)) {
        Ob *own = instance_lookup(p, o, name);
        if (own || err_occurred(p)) {
            ob_xincref(p, own);
            ob_decref(p, descr);
            *result = own;
            return own ? 0 : -1;
        }
    }
    *result = descr;
    return 1;
}
