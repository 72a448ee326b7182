/* super.c - super objects: attribute lookup that starts behind a class in the mro
 * (Objects/typeobject.c, super_*). */
#include "object/code/cell.h"
#include "object/code/frame.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/core/wording.h"
#include "object/exception/exception.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/descriptor.h"
#include "object/type/instance.h"
#include "object/type/type_internal.h"

/* supercheck: the type whose mro is searched; borrowed, NULL with TypeError. */
static TypeOb *check_pair(Proc *p, TypeOb *type, Ob *obj) {
    /* An order of resolution of the metaclass's own may not even hold the class itself. */
    const Ob *mro = ob_is(obj, TYPE_TYPE) ? ((TypeOb *)obj)->tp_mro : NULL;
    bool ordered = ob_is(obj, TYPE_TYPE) && (!mro || tuple_size(mro) > 0);
    if (ordered && type_is_subtype((TypeOb *)obj, type)) return (TypeOb *)obj;
    if (type_is_subtype(obj->ob_type, type)) return obj->ob_type;
    bool is_type = ob_is(obj, TYPE_TYPE);
    Ob *what = is_type ? str_format(p, "type %N", (TypeOb *)obj)
                       : str_format(p, "instance of %N", obj->ob_type);
    if (what) err_wording(p, EXC_TypeError, WORD_SUPER_OBJECT, NULL, type, what);
    ob_xdecref(p, what);
    return NULL;
}

static int fill(Proc *p, SuperOb *super, TypeOb *type, Ob *obj) {
    TypeOb *obj_type = NULL;
    if (obj == OB_NONE(p)) obj = NULL;
    if (obj && !(obj_type = check_pair(p, type, obj))) return -1;
    field_set(p, (Ob **)&super->type, &type->base.ob, super, SLOT_BASE, 0);
    field_set(p, &super->obj, obj, super, SLOT_SELF, 0);
    field_set(p, (Ob **)&super->obj_type, (Ob *)obj_type, super, SLOT_BASE, 1);
    return 0;
}

Ob *super_new(Proc *p, TypeOb *type, Ob *obj) {
    Ob *super = instance_alloc(p, type_of_id(p, TYPE_SUPER), 0);
    if (super && fill(p, (SuperOb *)super, type, obj) < 0) {
        ob_decref(p, super);
        return NULL;
    }
    return super;
}

static Ob *super_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return instance_alloc(p, type, 0);
}

/* The first argument of the running function: it may have become a cell. Borrowed. */
static Ob *first_argument(const Proc *p, Frame *f) {
    const CodeOb *code = f->f_code;
    Ob *first = f->localsplus[0];
    for (int k = 0; !first && k < code->text->ncellvars; k++)
        if (code_cell_argument(code, k) == 0) first = f->localsplus[code->co_nlocals + k];
    bool in_cell = first != f->localsplus[0] || code_slot_is_cell(p, code, 0);
    return first && in_cell && ob_is(first, TYPE_CELL) ? cell_get(first) : first;
}

/* super_init_without_args: the class stands in the free variable __class__, the object is the first
 * argument. */
static int init_from_frame(Proc *p, SuperOb *super) {
    Frame *f = p->tstate->frame;
    const char *problem = NULL;
    if (!f)
        problem = "super(): no current frame";
    else if (f->f_code->co_argcount == 0)
        problem = "super(): no arguments";
    Ob *obj = problem ? NULL : first_argument(p, f);
    if (!problem && !obj) problem = "super(): arg[0] deleted";
    Ob *class_ = NULL;
    for (int k = 0; !problem && !class_ && k < f->f_code->text->nfreevars; k++) {
        if (!str_eq_cstr(p, tuple_item(f->f_code->co_freevars, k), "__class__")) continue;
        Ob *cell = f->localsplus[f->f_code->co_nlocalsplus - f->f_code->text->nfreevars + k];
        class_ = cell && ob_is(cell, TYPE_CELL) ? cell_get(cell) : NULL;
        if (!class_) problem = "super(): empty __class__ cell";
    }
    if (!problem && !class_) problem = "super(): __class__ cell not found";
    if (problem) {
        err_format(p, EXC_RuntimeError, problem);
        return -1;
    }
    if (ob_is(class_, TYPE_TYPE)) return fill(p, super, (TypeOb *)class_, obj);
    err_format(p, EXC_RuntimeError, "super(): __class__ is not a type (%N)", class_->ob_type);
    return -1;
}

static int super_tp_init(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (nargs == 0 && !kwnames) return init_from_frame(p, (SuperOb *)self);
    if (!no_keywords(p, "super", kwnames) || !args_check(p, "super()", nargs, 0, 2, NULL))
        return -1;
    if (!ob_is(args[0], TYPE_TYPE)) {
        err_wording(p, EXC_TypeError, WORD_SUPER_ARGUMENT, NULL, args[0]->ob_type, NULL);
        return -1;
    }
    return fill(p, (SuperOb *)self, (TypeOb *)args[0], nargs > 1 ? args[1] : NULL);
}

static void super_dealloc(Proc *p, Ob *o) {
    SuperOb *super = (SuperOb *)o;
    ob_gc_untrack(p, o);
    field_clear(p, &super->obj, super, SLOT_SELF, 0);
    field_clear(p, (Ob **)&super->type, super, SLOT_BASE, 0);
    field_clear(p, (Ob **)&super->obj_type, super, SLOT_BASE, 1);
    ob_free(p, o);
}

static int super_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    SuperOb *super = (SuperOb *)o;
    int r = field_visit(p, super->obj, visit, arg);
    if (!r) r = field_visit(p, (Ob *)super->type, visit, arg);
    return r ? r : field_visit(p, (Ob *)super->obj_type, visit, arg);
}

static Ob *super_repr(Proc *p, Ob *o) {
    SuperOb *super = (SuperOb *)o;
    if (super->obj_type)
        return str_format(p, "<super: <class '%N'>, <%N object>>", super->type, super->obj_type);
    if (super->type) return str_format(p, "<super: <class '%N'>, NULL>", super->type);
    return str_from_cstr(p, "<super: <class 'NULL'>, NULL>");
}

/* Place in the mro behind `type`. */
static int64_t place_behind(const TypeOb *obj_type, const TypeOb *type) {
    int64_t n = obj_type->tp_mro ? tuple_size(obj_type->tp_mro) : 0, i = 0;
    while (i < n && tuple_item(obj_type->tp_mro, i) != &type->base.ob) i++;
    return i + 1;
}

/* super_getattro; __class__ is super's own. */
static Ob *super_getattr(Proc *p, Ob *o, Ob *name) {
    SuperOb *super = (SuperOb *)o;
    if (!super->obj_type || !ob_is(name, TYPE_STR) || str_eq_cstr(p, name, "__class__"))
        return generic_getattr(p, o, name);
    TypeOb *where;
    Ob *found = type_lookup_where(p, super->obj_type, name,
                                  place_behind(super->obj_type, super->type), &where);
    if (!found) return generic_getattr(p, o, name);
    ob_incref(p, found);
    if (!descriptor_has_get(found)) return found;
    Ob *obj = super->obj == &super->obj_type->base.ob ? NULL : super->obj;
    Ob *result = descriptor_get(p, found, obj, &super->obj_type->base.ob);
    ob_decref(p, found);
    return result;
}

/* super_descr_get: one without an object binds to that of whom it is read from. */
static Ob *super_descr_get(Proc *p, Ob *o, Ob *obj, Ob *type) {
    (void)type;
    SuperOb *super = (SuperOb *)o;
    if (!obj || obj == OB_NONE(p) || super->obj) return ob_newref(p, o);
    if (ob_is_exact(p, o, TYPE_SUPER)) return super_new(p, super->type, obj);
    Ob *args[] = {(Ob *)super->type, obj};
    return ob_call(p, (Ob *)o->ob_type, args, super->type ? 2 : 0, NULL);
}

static Ob *get_thisclass(Proc *p, Ob *o) { return ob_newref(p, (Ob *)((SuperOb *)o)->type); }
static Ob *get_self(Proc *p, Ob *o) {
    Ob *self = ((SuperOb *)o)->obj;
    return ob_newref(p, self ? self : OB_NONE(p));
}
static Ob *get_self_class(Proc *p, Ob *o) {
    TypeOb *type = ((SuperOb *)o)->obj_type;
    return ob_newref(p, type ? &type->base.ob : OB_NONE(p));
}

static const GetSetDef super_getsets[] = {
    {"__thisclass__", get_thisclass, NULL},
    {"__self__", get_self, NULL},
    {"__self_class__", get_self_class, NULL},
    {NULL, NULL, NULL},
};

const TypeOps super_ops = {
    .dealloc = super_dealloc,
    .traverse = super_traverse,
    .repr = super_repr,
    .getattr = super_getattr,
    .descr_get = super_descr_get,
    .tp_new = super_tp_new,
    .tp_init = super_tp_init,
    .getsets = super_getsets,
};
