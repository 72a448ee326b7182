/* instance.c - where the attributes of an instance lie, and how they are read and written.
 *
 * Main entries: instance_alloc (PyType_GenericAlloc and object_new), instance_lookup,
 * instance_store, instance_get_dict. Sources: Objects/typeobject.c, Objects/dictobject.c
 * (_PyObject_InitializeDict, _PyObject_StoreInstanceAttribute, _PyObject_GetInstanceAttribute),
 * Objects/object.c (PyObject_GenericGetDict). */
#include "object/type/instance.h"

#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "object/type/instance_values.h"
#include "object/type/object_type.h"
#include "object/type/type.h"

/* ---- words ----------------------------------------------------------------------------------- */

static int64_t var_items(Ob *o) {
    if (o->ob_type->kind == TYPE_INT || o->ob_type->kind == TYPE_BOOL) return int_digit_count(o);
    int64_t n = ((VarOb *)o)->ob_size;
    return n < 0 ? -n : n;
}

Ob **instance_dict_slot(Proc *p, Ob *o) {
    (void)p;
    const TypeOb *type = o->ob_type;
    if (!type->dict_offset) return NULL;
    int64_t offset = type->dict_offset;
    if (type->flags & TYPE_DICT_AT_END)
        offset =
            (int64_t)round_up((size_t)(type->basicsize + var_items(o) * type->itemsize), 8) - 8;
    return (Ob **)(void *)((uint8_t *)o + offset);
}

bool instance_has_attrs(const Ob *o) { return o->ob_type->dict_offset != 0; }

/* 3.12 keeps values and dict in one word, marked by its lowest bit (PyDictOrValues). */
static bool one_word(const Proc *p) { return py_inline_values(p) && py_managed_weakref(p); }

/* Embedded values begin where the fields end (_PyObject_InlineValues). */
static DictValues *embedded_values(const Proc *p, Ob *o) {
    DictValues *values = (DictValues *)(void *)((uint8_t *)o + o->ob_type->basicsize);
    return values_valid(p, values) ? values : NULL;
}

/* The values of o, or NULL when it has none (any more). */
static DictValues *instance_values(const Proc *p, Ob *o) {
    if (!(o->ob_type->flags & TYPE_INLINE_VALUES)) return NULL;
    if (py_embedded_values(p)) return embedded_values(p, o);
    uintptr_t *dict_word = (uintptr_t *)(void *)((uint8_t *)o + o->ob_type->dict_offset);
    if (one_word(p)) return *dict_word & 1 ? (DictValues *)(*dict_word + 1) : NULL;
    return *(DictValues **)(void *)(dict_word - 1);
}

static void set_values(const Proc *p, Ob *o, DictValues *values) {
    uintptr_t *dict_word = (uintptr_t *)(void *)((uint8_t *)o + o->ob_type->dict_offset);
    if (one_word(p))
        *dict_word = values ? (uintptr_t)values - 1 : 0;
    else
        *(DictValues **)(void *)(dict_word - 1) = values;
}

/* The dict in the managed word; in 3.12 the word may hold values instead. */
Ob *instance_dict(Proc *p, Ob *o) {
    Ob **slot = instance_dict_slot(p, o);
    if (!slot || (one_word(p) && o->ob_type->flags & TYPE_MANAGED_DICT && (uintptr_t)*slot & 1))
        return NULL;
    return *slot;
}

static DictKeys *shared_keys(const Ob *o) { return o->ob_type->cached_keys; }

/* ---- birth ----------------------------------------------------------------------------------- */

static int64_t fields_bytes(const TypeOb *type, int64_t nitems) {
    if (!type->itemsize) return (int64_t)round_up((size_t)type->basicsize, 8);
    return (int64_t)round_up((size_t)(type->basicsize + (nitems + 1) * type->itemsize), 8);
}

/* Bytes of the object itself: with 3.13's values behind it. */
static int64_t object_bytes(const Proc *p, const TypeOb *type, int64_t nitems) {
    int64_t bytes = fields_bytes(type, nitems);
    if (type->flags & TYPE_INLINE_VALUES && py_embedded_values(p))
        bytes += (int64_t)values_bytes(p, keys_usable_size(type->cached_keys));
    return bytes;
}

/* A separate block of values, once the instance is tracked (object_new, _PyObject_InitializeDict).
 */
static bool add_values(Proc *p, Ob *o) {
    DictKeys *keys = shared_keys(o);
    keys_shrink_for_instance(keys);
    DictValues *values = values_new(p, keys);
    if (!values) return false;
    set_values(p, o, values);
    return true;
}

Ob *instance_alloc(Proc *p, TypeOb *type, int64_t nitems) {
    bool has_values = type->flags & TYPE_INLINE_VALUES;
    Ob *o = ob_alloc(p, type, (size_t)object_bytes(p, type, nitems));
    if (!o) return NULL;
    if (type->itemsize) ((VarOb *)o)->ob_size = nitems;
    if (has_values && py_embedded_values(p)) {
        keys_shrink_for_instance(type->cached_keys);
        values_init_embedded(p, (uint8_t *)o + type->basicsize,
                             keys_usable_size(type->cached_keys));
    }
    if (type->flags & TYPE_GC) ob_gc_track(p, o);
    if (has_values && !py_embedded_values(p) && !add_values(p, o)) {
        ob_decref(p, o);
        return NULL;
    }
    return o;
}

/* ---- dicts ----------------------------------------------------------------------------------- */

/* make_dict_from_instance_attributes: from now on the dict owns the values. */
static Ob *materialise(Proc *p, Ob *o, DictValues *values) {
    Ob *dict = dict_new_with_values(p, shared_keys(o), values);
    if (!dict) return NULL;
    if (!py_embedded_values(p)) set_values(p, o, NULL);
    *instance_dict_slot(p, o) = dict;
    ob_slot(p, dict, o, SLOT_DICT, 0);
    return dict;
}

/* The dict, borrowed, made if there is none. */
static Ob *need_dict(Proc *p, Ob *o) {
    Ob *dict = instance_dict(p, o);
    if (dict) return dict;
    DictValues *values = instance_values(p, o);
    if (values) return materialise(p, o, values);
    bool sharing = o->ob_type->flags & TYPE_HEAP && shared_keys(o);
    dict = sharing ? dict_new_shared(p, shared_keys(o)) : dict_new(p);
    if (!dict) return NULL;
    *instance_dict_slot(p, o) = dict;
    ob_slot(p, dict, o, SLOT_DICT, 0);
    return dict;
}

/* In 3.11 reading __dict__ makes a dict of its own where a managed one has no values yet; only storing
 * an attribute shares the keys of the class. */
static bool read_dict_is_plain(Proc *p, const Ob *o) {
    return py_read_dict_plain(p) && o->ob_type->flags & TYPE_MANAGED_DICT;
}

Ob *instance_get_dict(Proc *p, Ob *o) {
    if (!instance_has_attrs(o))
        return err_format(p, EXC_AttributeError, "This object has no __dict__");
    Ob *dict = instance_dict(p, o);
    if (!dict && read_dict_is_plain(p, o) && !instance_values(p, o)) {
        dict = dict_new(p);
        if (!dict) return NULL;
        *instance_dict_slot(p, o) = dict;
        ob_slot(p, dict, o, SLOT_DICT, 0);
    }
    if (!dict) dict = need_dict(p, o);
    return dict ? ob_newref(p, dict) : NULL;
}

int instance_set_dict(Proc *p, Ob *o, Ob *value) {
    if (!instance_has_attrs(o)) {
        err_format(p, EXC_AttributeError, "This object has no __dict__");
        return -1;
    }
    ob_xincref(p, value);
    /* 3.11 and 3.12 make the dict of the values first, only to drop it (_PyObject_GetDictPtr). */
    if (py_inline_values(p) && instance_values(p, o) && !need_dict(p, o)) {
        ob_xdecref(p, value);
        return -1;
    }
    instance_release_values(p, o);
    field_set_take(p, instance_dict_slot(p, o), value, o, SLOT_DICT, 0);
    return 0;
}

/* ---- attributes ------------------------------------------------------------------------------ */

Ob *instance_lookup(Proc *p, Ob *o, Ob *name) {
    Ob *dict = instance_dict(p, o);
    bool plain = ob_is_exact(p, name, TYPE_STR);
    if (!dict && !plain && instance_values(p, o)) { /* only a dict asks a name's own __eq__ */
        dict = need_dict(p, o);
        if (!dict) return NULL;
    }
    if (dict) return plain ? dict_lookup_str(p, dict, name) : dict_getitem(p, dict, name);
    DictValues *values = instance_values(p, o);
    if (!values) return NULL;
    int64_t ix = keys_lookup_shared(p, shared_keys(o), name);
    return ix >= 0 && ix < values_capacity(p, values, shared_keys(o)) ? values_slots(p, values)[ix]
                                                                      : NULL;
}

static int store_in_dict(Proc *p, Ob *dict, Ob *name, Ob *value) {
    int status = value ? dict_setitem(p, dict, name, value) : dict_delitem(p, dict, name);
    if (status < 0 && !value && err_matches(p, EXC_KeyError)) {
        err_clear(p);
        return 1;
    }
    return status;
}

/* _PyObject_StoreInstanceAttribute: a name for which the shared keys have no room makes the dict.
 */
static int store_in_values(Proc *p, Ob *o, DictValues *values, Ob *name, Ob *value) {
    DictKeys *keys = shared_keys(o);
    /* A name that is no plain str goes to the dict, also to be deleted. */
    bool plain = ob_is_exact(p, name, TYPE_STR);
    int64_t ix = value   ? keys_insert_shared(p, keys, name)
                 : plain ? keys_lookup_shared(p, keys, name)
                         : DKIX_EMPTY;
    bool fits = ix >= 0 && ix < values_capacity(p, values, keys);
    if (!value && plain && (!fits || !values_slots(p, values)[ix])) return 1;
    if (!fits) {
        Ob *dict = materialise(p, o, values);
        return dict ? store_in_dict(p, dict, name, value) : -1;
    }
    Ob **slot = &values_slots(p, values)[ix];
    Ob *old = *slot;
    *slot = value;
    if (!old)
        values_added(p, values, ix);
    else if (!value)
        values_deleted(p, values, ix);
    if (value) ob_hold(p, value, o, SLOT_ATTR, img_offset(p, name));
    if (old) ob_release(p, old, o, SLOT_ATTR, img_offset(p, name));
    return 0;
}

int instance_store(Proc *p, Ob *o, Ob *name, Ob *value) {
    Ob *dict = instance_dict(p, o);
    DictValues *values = dict ? NULL : instance_values(p, o);
    if (values) return store_in_values(p, o, values, name, value);
    int status;
    if (dict && o->ob_type->flags & TYPE_MANAGED_DICT && dict_values_array(dict)) {
        return store_in_dict(p, dict, name, value);
    }
    Ob **slot = instance_dict_slot(p, o);
    status = dict_instance_setitem(p, o->ob_type, o, slot, name, value);
    if (status < 0 && !value && err_matches(p, EXC_KeyError)) {
        err_clear(p);
        return 1;
    }
    return status;
}

/* ---- end ------------------------------------------------------------------------------------- */

void instance_clear_values(Proc *p, Ob *o) {
    DictValues *values = instance_values(p, o);
    if (!values) return;
    DictKeys *keys = shared_keys(o);
    for (int64_t i = 0; i < keys->dk_nentries && i < values_capacity(p, values, keys); i++) {
        Ob **slot = &values_slots(p, values)[i];
        Ob *old = *slot;
        if (!old) continue;
        *slot = NULL;
        values_deleted(p, values, i);
        ob_release(p, old, o, SLOT_ATTR, img_offset(p, keys_key(keys, i)));
    }
}

void instance_release_values(Proc *p, Ob *o) {
    DictValues *values = instance_values(p, o);
    if (!values) return;
    Ob *dict = instance_dict(p, o);
    if (py_embedded_values(p) && dict && dict_values_array(dict) == values) {
        dict_detach_values(p, dict);
        return;
    }
    instance_clear_values(p, o);
    if (py_embedded_values(p)) {
        values_invalidate(p, values);
    } else {
        set_values(p, o, NULL);
        values_free(p, values, shared_keys(o));
    }
}

int instance_visit_attrs(Proc *p, Ob *o, VisitFn visit, void *arg) {
    DictValues *values = instance_values(p, o);
    DictKeys *keys = shared_keys(o);
    for (int64_t i = 0; values && i < keys->dk_nentries && i < values_capacity(p, values, keys);
         i++) {
        int r = field_visit(p, values_slots(p, values)[i], visit, arg);
        if (r) return r;
    }
    /* Measured with 3.13: a dict made of valid embedded values is not traversed from its instance,
     * so the collector takes it as reachable and does not count it. */
    if (values) return 0;
    return field_visit(p, instance_dict(p, o), visit, arg);
}

/* ---- views ----------------------------------------------------------------------------------- */

void instance_view(Proc *p, Ob *o, InstanceView *view) {
    *view = (InstanceView){.form = INSTANCE_NO_ATTRS};
    const TypeOb *type = o->ob_type;
    if (type->nslots) {
        view->slots = (Ob **)(void *)((uint8_t *)o + type->slots_offset);
        view->nslots = type->nslots;
    }
    if (!type->dict_offset) return;
    view->form = INSTANCE_EMPTY;
    view->dict = instance_dict(p, o);
    DictValues *values = instance_values(p, o);
    if (view->dict) view->form = INSTANCE_DICT;
    if (!values) return;
    DictKeys *keys = shared_keys(o);
    view->keys = keys;
    view->values = values_slots(p, values);
    view->capacity = values_capacity(p, values, keys);
    view->nvalues = keys->dk_nentries < view->capacity ? keys->dk_nentries : view->capacity;
    if (py_embedded_values(p)) {
        if (!view->dict) view->form = INSTANCE_EMBEDDED_VALUES;
    } else {
        view->form = INSTANCE_INLINE_VALUES;
        view->values_block = values_block(p, values);
    }
}

Ob *instance_view_name(Proc *p, const InstanceView *view, int64_t i) {
    (void)p;
    return view->keys ? keys_key(view->keys, i) : NULL;
}

/* ---- the layout of plain classes ------------------------------------------------------------- */

static void plain_dealloc(Proc *p, Ob *o) { ob_free(p, o); }

const TypeOps instance_ops = {
    .dealloc = plain_dealloc,
    .tp_new = object_tp_new,
    .tp_init = object_tp_init,
};
