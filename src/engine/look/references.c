/* references.c - the references that an object holds, each with the name that a person would give
 * it. */
#include <stdio.h>
#include <string.h>

#include "engine/look/snapshot_internal.h"
#include "object/code/cell.h"
#include "object/code/code.h"
#include "object/code/function.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/set.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/type/instance.h"
#include "object/type/weakref.h"

typedef struct Teller {
    Proc *p;
    Ob *from;
    ReferenceFn fn;
    void *context;
    StrBuf label;
} Teller;

static void tell_kind(Teller *t, Ob *to, const char *label, SnapEdgeKind kind, bool folded) {
    if (!to || !object_alive(t->p, to)) return;
    Reference reference = {to, label, kind, folded};
    t->fn(t->p, t->from, &reference, t->context);
}

static void tell(Teller *t, Ob *to, const char *label) {
    tell_kind(t, to, label, EDGE_STRONG, false);
}

static void tell_items(Teller *t, Ob *const *items, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        char label[32];
        snprintf(label, sizeof label, "[%lld]", (long long)i);
        tell(t, items[i], label);
    }
}

/* The keys of a dict may be the shared empty object of the floor, or a live block. */
static bool dict_walkable(const Proc *p, const DictOb *dict) {
    const char *keys = (const char *)dict->ma_keys, *floor = (const char *)p->ob;
    bool is_static = keys >= floor && keys < floor + sizeof *p->ob;
    return dict->ma_keys && (is_static || block_alive(p, dict->ma_keys));
}

static void tell_dict(Teller *t, Ob *dict, bool folded) {
    if (!dict_walkable(t->p, (DictOb *)dict)) return;
    int64_t at = 0;
    Ob *key, *value;
    while (dict_next(t->p, dict, &at, &key, &value)) {
        if (!object_alive(t->p, key)) continue;
        sb_truncate(&t->label, 0);
        if (folded && ob_is(key, TYPE_STR))
            label_text(t->p, key, &t->label, 24);
        else
            label_put(t->p, key, &t->label);
        tell_kind(t, value, sb_text(&t->label), EDGE_STRONG, folded);
        if (!folded) tell(t, key, "key");
    }
}

static void tell_attributes(Teller *t) {
    Proc *p = t->p;
    InstanceView view;
    instance_view(p, t->from, &view);
    const TypeOb *type = t->from->ob_type;
    for (int64_t i = 0; i < view.nslots; i++) {
        Ob *name = type->slot_names && i < tuple_size(type->slot_names)
                       ? tuple_item(type->slot_names, i)
                       : NULL;
        sb_truncate(&t->label, 0);
        if (name) label_text(p, name, &t->label, 24);
        tell(t, view.slots[i], sb_text(&t->label));
    }
    if (view.dict) {
        tell(t, view.dict, "__dict__");
        if (object_alive(p, view.dict)) tell_dict(t, view.dict, true);
    } else if (view.values && (!view.values_block || block_alive(p, view.values_block))) {
        for (int64_t i = 0; i < view.nvalues; i++) {
            if (!view.values[i]) continue;
            sb_truncate(&t->label, 0);
            label_text(p, instance_view_name(p, &view, i), &t->label, 24);
            tell(t, view.values[i], sb_text(&t->label));
        }
    }
}

static void tell_function(Teller *t, const FunctionOb *f) {
    tell(t, f->func_code, "__code__");
    tell(t, f->func_globals, "__globals__");
    tell(t, f->func_defaults, "__defaults__");
    tell(t, f->func_kwdefaults, "__kwdefaults__");
    tell(t, f->func_closure, "__closure__");
    tell(t, f->func_doc, "__doc__");
    tell(t, f->func_name, "__name__");
    tell(t, f->func_dict, "__dict__");
    tell(t, f->func_module, "__module__");
    tell(t, f->func_annotations, "__annotations__");
    tell(t, f->func_qualname, "__qualname__");
    /* Before 3.10 the block of a function ends here. */
    if (f->base.ob_type->basicsize > (int64_t)offsetof(FunctionOb, func_builtins))
        tell(t, f->func_builtins, "__builtins__");
}

static void tell_type(Teller *t, const TypeOb *type) {
    tell(t, type->tp_dict, "__dict__");
    tell(t, type->tp_bases, "__bases__");
    tell(t, type->tp_mro, "__mro__");
    tell(t, (Ob *)type->tp_base, "__base__");
    tell(t, type->tp_name, "__name__");
    tell(t, type->qualname, "__qualname__");
    tell(t, type->subclasses, "subclasses");
    tell(t, type->slot_names, "__slots__");
}

static void tell_exception(Teller *t, const ExceptionOb *exc) {
    tell(t, exc->dict, "__dict__");
    tell(t, exc->args, "args");
    tell(t, exc->traceback, "__traceback__");
    tell(t, exc->context, "__context__");
    tell(t, exc->cause, "__cause__");
}

static int tell_child(Proc *p, Ob *child, void *context) {
    (void)p;
    tell(context, child, "");
    return 0;
}

void references_of(Proc *p, Ob *object, ReferenceFn fn, void *context) {
    Teller t = {.p = p, .from = object, .fn = fn, .context = context};
    switch (ob_kind(object)) {
    case TYPE_LIST: {
        const ListOb *list = (ListOb *)object;
        if (list->ob_item && block_alive(p, list->ob_item))
            tell_items(&t, list->ob_item, list->base.ob_size);
        break;
    }
    case TYPE_TUPLE: tell_items(&t, ((TupleOb *)object)->ob_item, tuple_size(object)); break;
    case TYPE_DICT: tell_dict(&t, object, false); break;
    case TYPE_SET:
    case TYPE_FROZENSET: {
        int64_t at = 0;
        Ob *key;
        const SetOb *set = (SetOb *)object;
        if (set->table && set->table != set->smalltable && !block_alive(p, set->table)) break;
        while (set_next(object, &at, &key)) tell(&t, key, "item");
        break;
    }
    case TYPE_FUNCTION: tell_function(&t, (FunctionOb *)object); break;
    case TYPE_METHOD:
        tell(&t, ((MethodOb *)object)->im_func, "__func__");
        tell(&t, ((MethodOb *)object)->im_self, "__self__");
        break;
    case TYPE_BUILTIN:
        tell(&t, ((BuiltinOb *)object)->m_self, "__self__");
        tell(&t, ((BuiltinOb *)object)->m_module, "__module__");
        break;
    case TYPE_CELL: tell(&t, ((CellOb *)object)->ob_ref, "cell_contents"); break;
    case TYPE_MODULE: tell(&t, ((ModuleOb *)object)->md_dict, "__dict__"); break;
    case TYPE_TYPE: tell_type(&t, (TypeOb *)object); break;
    case TYPE_CODE:
        tell(&t, ((CodeOb *)object)->co_consts, "co_consts");
        tell(&t, ((CodeOb *)object)->co_names, "co_names");
        tell(&t, ((CodeOb *)object)->co_name, "co_name");
        break;
    case TYPE_WEAKREF:
        tell_kind(&t, ((WeakrefOb *)object)->wr_object, "referent", EDGE_WEAK, false);
        tell(&t, ((WeakrefOb *)object)->wr_callback, "callback");
        break;
    case TYPE_EXCEPTION: tell_exception(&t, (ExceptionOb *)object); break;
    case TYPE_INSTANCE: break;
    default:
        if (object->ob_refcnt > 0 && ob_is_gc(object)) ob_traverse(p, object, tell_child, &t);
        break;
    }
    if (object->ob_type->flags & TYPE_HEAP) {
        tell_attributes(&t);
        tell_kind(&t, (Ob *)object->ob_type, "__class__", EDGE_TYPE, false);
    }
    sb_free(&t.label);
}
