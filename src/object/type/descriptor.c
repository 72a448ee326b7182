/* descriptor.c - what the dicts of built-in types hold: method descriptors, slot wrappers, getsets,
 * members, and the method-wrapper that binding a slot wrapper gives (Objects/descrobject.c).
 *
 * Main entries: descriptor_get and descriptor_set, which attribute access calls for whatever it
 * finds in a class. */
#include "object/type/descriptor.h"

#include <string.h>

#include "object/code/convention.h"
#include "object/code/function.h"
#include "object/container/dict.h"
#include "object/core/wording.h"
#include "object/exception/exception.h"
#include "object/protocol/abstract.h"
#include "object/protocol/slots.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/object_type.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

/* ---- making ---------------------------------------------------------------------------------- */

/* descr_new: the object, then its name. Even a name that is interned already is made as a new
 * string first, which dies at once, as CPython makes it from the C text. */
static Ob *new_descriptor(Proc *p, TypeId kind, TypeOb *type, const char *name, uint64_t id) {
    TypeOb *descr_type = type_of_id(p, kind);
    DescriptorOb *d = (DescriptorOb *)ob_alloc(p, descr_type, (size_t)descr_type->basicsize);
    if (!d) return NULL;
    ob_gc_track(p, &d->base);
    d->id = id;
    d->d_type = type;
    ob_hold(p, &type->base.ob, d, SLOT_SELF, 0);
    Ob *text = str_from_cstr(p, name);
    if (text) text = str_intern_name(p, text);
    if (!text) {
        ob_decref(p, &d->base);
        return NULL;
    }
    d->d_name = text;
    ob_slot(p, text, d, SLOT_NAME, img_offset(p, text));
    return &d->base;
}

Ob *method_descriptor_new(Proc *p, TypeOb *type, uint32_t cfunction_id) {
    return new_descriptor(p, TYPE_METHOD_DESCRIPTOR, type, cfunction_def(p, cfunction_id)->name,
                          cfunction_id);
}

/* The row's METH_CLASS says the rest. */
Ob *classmethod_descriptor_new(Proc *p, TypeOb *type, uint32_t cfunction_id) {
    return method_descriptor_new(p, type, cfunction_id);
}

static const char *const special_texts[SP_COUNT] = {
#define SPECIAL(id, name) name,
#include "object/protocol/specials.def"
#undef SPECIAL
};

Ob *slot_wrapper_new(Proc *p, TypeOb *type, Special special) {
    return new_descriptor(p, TYPE_SLOT_WRAPPER, type, special_texts[special], special);
}

/* The two attributes that a class statement gives to instances (subtype_getsets_full). */
static Ob *subtype_dict(Proc *p, Ob *self) { return instance_get_dict(p, self); }

static int subtype_set_dict(Proc *p, Ob *self, Ob *value) {
    if (value && !ob_is_dict(value)) {
        err_format(p, EXC_TypeError, "__dict__ must be set to a dictionary, not a '%N'",
                   value->ob_type);
        return -1;
    }
    return instance_set_dict(p, self, value);
}

static Ob *subtype_weakref(Proc *p, Ob *self) {
    Ob **list = weaklist_slot(p, self);
    return ob_newref(p, list && *list ? *list : OB_NONE(p));
}

static const GetSetDef subtype_getsets[] = {
    {"__dict__", subtype_dict, subtype_set_dict},
    {"__weakref__", subtype_weakref, NULL},
    {NULL, NULL, NULL},
};

static const GetSetDef *getset_row(Proc *p, uint64_t id) {
    uint32_t table = (uint32_t)(id >> 16), row = (uint32_t)(id & 0xFFFF);
    const GetSetDef *rows = table == GETSET_SUBTYPE ? subtype_getsets
                            : table >= GETSET_EXC_FIRST
                                ? exc_getsets(p, (ExcId)(table - GETSET_EXC_FIRST))
                                : type_ops[table]->getsets;
    return &rows[row];
}

static const struct {
    uint8_t kind, last;
    const char *name;
} member_rows[] = {
#define MEMBER(kind, name, last) {TYPE_##kind, last, name},
#include "object/core/attributes.def"
};

static bool is_member(Proc *p, uint32_t table, const GetSetDef *row) {
    if (table >= GETSET_EXC_FIRST) return table < GETSET_SUBTYPE && !exc_computed(row);
    for (size_t i = 0; i < ARRAY_LEN(member_rows); i++)
        if (member_rows[i].kind == table && strcmp(member_rows[i].name, row->name) == 0)
            return p->s->profile.version <= (PythonVersion)member_rows[i].last;
    return false;
}

Ob *getset_new(Proc *p, TypeOb *type, uint32_t table, uint32_t row) {
    uint64_t id = (uint64_t)table << 16 | row;
    const GetSetDef *def = getset_row(p, id);
    return is_member(p, table, def)
               ? new_descriptor(p, TYPE_MEMBER, type, def->name, id | MEMBER_OF_ROW)
               : new_descriptor(p, TYPE_GETSET, type, def->name, id);
}

enum { MEMBER_NAME_MAX = 256 };

Ob *member_new(Proc *p, TypeOb *type, Ob *name, int32_t offset) {
    char text[MEMBER_NAME_MAX]; /* a longer name of a slot is cut in the descriptor, not in the dict
                                 */
    str_utf8(p, name, text, sizeof text);
    return new_descriptor(p, TYPE_MEMBER, type, text, (uint64_t)offset);
}

static Ob *method_wrapper_new(Proc *p, DescriptorOb *descr, Ob *self) {
    WrapperOb *w = (WrapperOb *)ob_alloc(p, type_of_id(p, TYPE_METHOD_WRAPPER), sizeof *w);
    if (!w) return NULL;
    w->descr = descr;
    ob_hold(p, &descr->base, w, SLOT_FUNCTION, FUNC_METHOD_FUNCTION);
    w->self = self;
    ob_hold(p, self, w, SLOT_SELF, 0);
    ob_gc_track(p, &w->base);
    return &w->base;
}

/* ---- life ------------------------------------------------------------------------------------ */

static void descriptor_dealloc(Proc *p, Ob *o) {
    DescriptorOb *d = (DescriptorOb *)o;
    ob_gc_untrack(p, o);
    TypeOb *type = d->d_type;
    Ob *name = d->d_name, *qualname = d->d_qualname;
    d->d_type = NULL;
    d->d_name = d->d_qualname = NULL;
    if (type) ob_release(p, &type->base.ob, d, SLOT_SELF, 0);
    if (name) ob_release(p, name, d, SLOT_NAME, img_offset(p, name));
    if (qualname) ob_release(p, qualname, d, SLOT_NAME, img_offset(p, qualname));
    ob_free(p, o);
}

static int descriptor_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    TypeOb *type = ((DescriptorOb *)o)->d_type;
    return type ? visit(p, &type->base.ob, arg) : 0;
}

static void wrapper_dealloc(Proc *p, Ob *o) {
    WrapperOb *w = (WrapperOb *)o;
    ob_gc_untrack(p, o);
    Trash trash = ob_trashcan_begin(p, o);
    if (trash == TRASH_PUT_OFF) return;
    Ob *descr = &w->descr->base, *self = w->self;
    w->descr = NULL;
    w->self = NULL;
    if (descr) ob_release(p, descr, w, SLOT_FUNCTION, FUNC_METHOD_FUNCTION);
    if (self) ob_release(p, self, w, SLOT_SELF, 0);
    ob_free(p, o);
    ob_trashcan_end(p, trash);
}

static int wrapper_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    WrapperOb *w = (WrapperOb *)o;
    int r = w->descr ? visit(p, &w->descr->base, arg) : 0;
    return r || !w->self ? r : visit(p, w->self, arg);
}

/* ---- showing and asking ---------------------------------------------------------------------- */

static Ob *repr_as(Proc *p, Ob *o, const char *what) {
    DescriptorOb *d = (DescriptorOb *)o;
    return str_format(p, "<%s '%U' of '%N' objects>", what, d->d_name, d->d_type);
}
static Ob *method_descriptor_repr(Proc *p, Ob *o) { return repr_as(p, o, "method"); }
static Ob *slot_wrapper_repr(Proc *p, Ob *o) { return repr_as(p, o, "slot wrapper"); }
static Ob *getset_repr(Proc *p, Ob *o) { return repr_as(p, o, "attribute"); }
static Ob *member_repr(Proc *p, Ob *o) { return repr_as(p, o, "member"); }

static Ob *wrapper_repr(Proc *p, Ob *o) {
    WrapperOb *w = (WrapperOb *)o;
    char address[ADDRESS_TEXT];
    ob_address_text(p, w->self, address);
    return str_format(p, "<method-wrapper '%U' of %N object at %s>", w->descr->d_name,
                      w->self->ob_type, address);
}

static Ob *get_name(Proc *p, Ob *o) { return ob_newref(p, ((DescriptorOb *)o)->d_name); }
static Ob *get_objclass(Proc *p, Ob *o) {
    return ob_newref(p, &((DescriptorOb *)o)->d_type->base.ob);
}
static Ob *get_none(Proc *p, Ob *o) {
    (void)o;
    return ob_newref(p, OB_NONE(p));
}

/* Made when it is first asked for and kept (calculate_qualname). */
static Ob *get_qualname(Proc *p, Ob *o) {
    DescriptorOb *d = (DescriptorOb *)o;
    if (!d->d_qualname) {
        Ob *text = str_format(p, "%U.%U", d->d_type->qualname, d->d_name);
        if (!text) return NULL;
        d->d_qualname = text;
        ob_slot(p, text, d, SLOT_NAME, img_offset(p, text));
    }
    return ob_newref(p, d->d_qualname);
}

static const GetSetDef descriptor_getsets[] = {
    {"__name__", get_name, NULL},
    {"__objclass__", get_objclass, NULL},
    {"__qualname__", get_qualname, NULL},
    {"__doc__", get_none, NULL},
    {NULL, NULL, NULL},
};

static Ob *wrapper_name(Proc *p, Ob *o) { return get_name(p, &((WrapperOb *)o)->descr->base); }
static Ob *wrapper_qualname(Proc *p, Ob *o) {
    return get_qualname(p, &((WrapperOb *)o)->descr->base);
}
static Ob *wrapper_objclass(Proc *p, Ob *o) {
    return get_objclass(p, &((WrapperOb *)o)->descr->base);
}
static Ob *wrapper_self(Proc *p, Ob *o) { return ob_newref(p, ((WrapperOb *)o)->self); }

static const GetSetDef wrapper_getsets[] = {
    {"__name__", wrapper_name, NULL},
    {"__objclass__", wrapper_objclass, NULL},
    {"__qualname__", wrapper_qualname, NULL},
    {"__self__", wrapper_self, NULL},
    {"__doc__", get_none, NULL},
    {NULL, NULL, NULL},
};

static int64_t wrapper_hash(Proc *p, Ob *o) {
    WrapperOb *w = (WrapperOb *)o;
    int64_t hash = hash_pointer(p, w->self) ^ hash_pointer(p, w->descr);
    return hash == -1 ? -2 : hash;
}

static Ob *wrapper_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if ((op != CMP_EQ && op != CMP_NE) || !ob_is(a, TYPE_METHOD_WRAPPER) ||
        !ob_is(b, TYPE_METHOD_WRAPPER))
        return not_implemented(p);
    WrapperOb *wa = (WrapperOb *)a, *wb = (WrapperOb *)b;
    bool equal = wa->descr == wb->descr && wa->self == wb->self;
    return compare_result(p, equal, 1, op);
}

/* ---- binding --------------------------------------------------------------------------------- */

/* descr_check: may the descriptor be used on obj? */
static bool descriptor_fits(Proc *p, DescriptorOb *d, Ob *obj) {
    if (type_is_subtype(obj->ob_type, d->d_type)) return true;
    err_wording(p, EXC_TypeError, WORD_DESCR_FOR_OTHERS, d->d_name, d->d_type,
                obj->ob_type->tp_name);
    return false;
}

/* Is it a slot wrapper in CPython? */
static bool is_wrapper_there(Proc *p, const DescriptorOb *d) {
    if (ob_is(&d->base, TYPE_SLOT_WRAPPER))
        return !slot_is_method(p, (TypeId)d->d_type->kind, (Special)d->id);
    return convention_of(p, (uint32_t)d->id) == CONV_WRAPPER;
}

/* The first argument of a call, which is to be self. Of a slot wrapper wrapperdescr_call looks at it, else method_check_args
 * or methoddescr_call. */
static bool self_fits(Proc *p, DescriptorOb *d, Ob *const *args, size_t nargs) {
    if (likely(nargs > 0 && type_is_subtype(args[0]->ob_type, d->d_type))) return true;
    if (is_wrapper_there(p, d)) {
        if (nargs == 0)
            err_format(p, EXC_TypeError, "descriptor '%U' of '%N' object needs an argument",
                       d->d_name, d->d_type);
        else
            err_format(p, EXC_TypeError,
                       "descriptor '%U' requires a '%N' object but received a '%N'", d->d_name,
                       d->d_type, args[0]->ob_type);
    } else if (nargs == 0) {
        err_wording(p, EXC_TypeError, WORD_DESCR_NEEDS_ARGUMENT, d->d_name, d->d_type, NULL);
    } else {
        err_wording(p, EXC_TypeError, WORD_METHOD_OF_OTHERS, d->d_name, d->d_type,
                    args[0]->ob_type->tp_name);
    }
    return false;
}

static bool is_class_method(const Proc *p, const DescriptorOb *d) {
    return (cfunction_def(p, (uint32_t)d->id)->flags & METH_CLASS) != 0;
}

bool classmethod_descriptor(const Proc *p, const Ob *descriptor) {
    return ob_is(descriptor, TYPE_METHOD_DESCRIPTOR) &&
           is_class_method(p, (const DescriptorOb *)descriptor);
}

static Ob *method_descriptor_get(Proc *p, Ob *o, Ob *obj, Ob *type) {
    DescriptorOb *d = (DescriptorOb *)o;
    if (is_class_method(p, d))
        return builtin_new(p, (uint32_t)d->id, type ? type : &obj->ob_type->base.ob, NULL);
    if (!obj) return ob_newref(p, o);
    return descriptor_fits(p, d, obj) ? builtin_new(p, (uint32_t)d->id, obj, NULL) : NULL;
}

static Ob *slot_wrapper_get(Proc *p, Ob *o, Ob *obj, Ob *type) {
    (void)type;
    if (!obj) return ob_newref(p, o);
    DescriptorOb *d = (DescriptorOb *)o;
    return descriptor_fits(p, d, obj) ? method_wrapper_new(p, d, obj) : NULL;
}

static Ob *getset_get(Proc *p, Ob *o, Ob *obj, Ob *type) {
    (void)type;
    if (!obj) return ob_newref(p, o);
    DescriptorOb *d = (DescriptorOb *)o;
    return descriptor_fits(p, d, obj) ? getset_row(p, d->id)->get(p, obj) : NULL;
}

static int getset_set(Proc *p, Ob *o, Ob *obj, Ob *value) {
    DescriptorOb *d = (DescriptorOb *)o;
    if (!descriptor_fits(p, d, obj)) return -1;
    const GetSetDef *row = getset_row(p, d->id);
    if (row->set) return row->set(p, obj, value);
    err_format(p, EXC_AttributeError, "attribute '%U' of '%N' objects is not writable", d->d_name,
               d->d_type);
    return -1;
}

static Ob **member_word(DescriptorOb *d, Ob *obj) {
    return (Ob **)(void *)((uint8_t *)obj + d->id);
}

static Ob *member_unset(Proc *p, DescriptorOb *d, Ob *obj) {
    return err_wording(p, EXC_AttributeError, WORD_MEMBER_UNSET, d->d_name, obj->ob_type, NULL);
}

static Ob *member_get(Proc *p, Ob *o, Ob *obj, Ob *type) {
    (void)type;
    if (!obj) return ob_newref(p, o);
    DescriptorOb *d = (DescriptorOb *)o;
    if (!descriptor_fits(p, d, obj)) return NULL;
    if (d->id & MEMBER_OF_ROW) return getset_row(p, d->id & ~MEMBER_OF_ROW)->get(p, obj);
    Ob *value = *member_word(d, obj);
    return value ? ob_newref(p, value) : member_unset(p, d, obj);
}

static int member_set(Proc *p, Ob *o, Ob *obj, Ob *value) {
    DescriptorOb *d = (DescriptorOb *)o;
    if (!descriptor_fits(p, d, obj)) return -1;
    if (d->id & MEMBER_OF_ROW) {
        const GetSetDef *row = getset_row(p, d->id & ~MEMBER_OF_ROW);
        if (row->set) return row->set(p, obj, value);
        err_format(p, EXC_AttributeError, "readonly attribute");
        return -1;
    }
    Ob **word = member_word(d, obj);
    Ob *old = *word;
    uint64_t detail = img_offset(p, d->d_name);
    if (!value && !old) { /* PyMember_SetOne */
        err_format(p, EXC_AttributeError, "%U", d->d_name);
        return -1;
    }
    *word = value;
    if (value) ob_hold(p, value, obj, SLOT_ATTR, detail);
    if (old) ob_release(p, old, obj, SLOT_ATTR, detail);
    return 0;
}

/* ---- calling --------------------------------------------------------------------------------- */

static Ob *method_descriptor_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    DescriptorOb *d = (DescriptorOb *)o;
    if (nargs == 0 && is_class_method(p, d))
        return err_wording(p, EXC_TypeError, WORD_DESCR_NEEDS_ARGUMENT, d->d_name, d->d_type, NULL);
    if (is_class_method(p, d)) {
        bool fits = ob_is(args[0], TYPE_TYPE) && type_is_subtype((TypeOb *)args[0], d->d_type);
        if (!fits)
            return err_format(p, EXC_TypeError,
                              "descriptor '%U' requires a subtype of '%N' but received '%R'",
                              d->d_name, d->d_type, args[0]);
    } else if (!self_fits(p, d, args, nargs)) {
        return NULL;
    }
    if (!convention_allows(p, (uint32_t)d->id, o, nargs - 1, kwnames)) return NULL;
    return cfunction_call(p, (uint32_t)d->id, args[0], args + 1, nargs - 1, kwnames);
}

static Ob *slot_wrapper_run(Proc *p, DescriptorOb *d, Ob *self, Ob *const *args, size_t nargs,
                            Ob *kwnames) {
    return slot_call(p, (TypeId)d->d_type->kind, (Special)d->id, self, args, nargs, kwnames);
}

static Ob *slot_wrapper_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    DescriptorOb *d = (DescriptorOb *)o;
    if (!self_fits(p, d, args, nargs)) return NULL;
    /* wrapperdescr_call: the tuple of all arguments, and a slice of it without self. */
    PackedArgs all, rest;
    if (!args_pack(p, args, nargs, kwnames, &all)) return NULL;
    if (!args_pack(p, args + 1, nargs - 1, NULL, &rest)) {
        args_unpack(p, &all);
        return NULL;
    }
    Ob *result = slot_wrapper_run(p, d, args[0], kwnames ? args + 1 : args_packed(&rest, args + 1),
                                  nargs - 1, kwnames);
    args_unpack(p, &rest);
    args_unpack(p, &all);
    return result;
}

static Ob *wrapper_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    WrapperOb *w = (WrapperOb *)o;
    PackedArgs packed;
    if (!args_pack(p, args, nargs, kwnames, &packed)) return NULL;
    Ob *result = slot_wrapper_run(p, w->descr, w->self, args_packed(&packed, args), nargs, kwnames);
    args_unpack(p, &packed);
    return result;
}

/* ---- tables ---------------------------------------------------------------------------------- */

const TypeOps method_descriptor_ops = {
    .dealloc = descriptor_dealloc,
    .traverse = descriptor_traverse,
    .repr = method_descriptor_repr,
    .call = method_descriptor_call,
    .descr_get = method_descriptor_get,
    .getsets = descriptor_getsets,
};
const TypeOps slot_wrapper_ops = {
    .dealloc = descriptor_dealloc,
    .traverse = descriptor_traverse,
    .repr = slot_wrapper_repr,
    .call = slot_wrapper_call,
    .descr_get = slot_wrapper_get,
    .getsets = descriptor_getsets,
};
const TypeOps getset_ops = {
    .dealloc = descriptor_dealloc,
    .traverse = descriptor_traverse,
    .repr = getset_repr,
    .descr_get = getset_get,
    .descr_set = getset_set,
    .getsets = descriptor_getsets,
};
const TypeOps member_ops = {
    .dealloc = descriptor_dealloc,
    .traverse = descriptor_traverse,
    .repr = member_repr,
    .descr_get = member_get,
    .descr_set = member_set,
    .getsets = descriptor_getsets,
};
const TypeOps method_wrapper_ops = {
    .dealloc = wrapper_dealloc,
    .traverse = wrapper_traverse,
    .repr = wrapper_repr,
    .hash = wrapper_hash,
    .call = wrapper_call,
    .richcompare = wrapper_richcompare,
    .getsets = wrapper_getsets,
};
