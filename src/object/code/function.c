/* function.c - Python function objects (Objects/funcobject.c). MAKE_FUNCTION makes them; calling
 * one is the VM's. */
#include "object/code/function.h"

#include <stddef.h>

#include "object/code/code.h"
#include "object/code/frame.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/object_type.h"
#include "object/type/weakref.h"

static const uint16_t field_offset[] = {
    [FUNC_CODE] = offsetof(FunctionOb, func_code),
    [FUNC_GLOBALS] = offsetof(FunctionOb, func_globals),
    [FUNC_DEFAULTS] = offsetof(FunctionOb, func_defaults),
    [FUNC_KWDEFAULTS] = offsetof(FunctionOb, func_kwdefaults),
    [FUNC_CLOSURE] = offsetof(FunctionOb, func_closure),
    [FUNC_DOC] = offsetof(FunctionOb, func_doc),
    [FUNC_NAME] = offsetof(FunctionOb, func_name),
    [FUNC_DICT] = offsetof(FunctionOb, func_dict),
    [FUNC_MODULE] = offsetof(FunctionOb, func_module),
    [FUNC_ANNOTATIONS] = offsetof(FunctionOb, func_annotations),
    [FUNC_QUALNAME] = offsetof(FunctionOb, func_qualname),
    [FUNC_BUILTINS] = offsetof(FunctionOb, func_builtins),
};

/* The field, or NULL when the block of this version ends before it. */
static Ob **function_field(FunctionOb *f, FunctionSlot slot) {
    if ((int64_t)field_offset[slot] + 8 > f->base.ob_type->basicsize) return NULL;
    return (Ob **)(void *)((uint8_t *)f + field_offset[slot]);
}

void function_set(Proc *p, FunctionOb *f, FunctionSlot slot, Ob *value) {
    field_set_take(p, function_field(f, slot), value, f, SLOT_FUNCTION, slot);
}

static void hold(Proc *p, FunctionOb *f, FunctionSlot slot, Ob *value) {
    Ob **field = function_field(f, slot);
    if (field) field_hold(p, field, value, f, SLOT_FUNCTION, slot);
}

static Ob *code_doc(Proc *p, const CodeOb *code) {
    if (tuple_size(code->co_consts) < 1) return OB_NONE(p);
    Ob *first = tuple_item(code->co_consts, 0);
    return ob_is(first, TYPE_STR) ? first : OB_NONE(p);
}

Ob *current_builtins(Proc *p) {
    const Frame *f = p->tstate->frame;
    return f && f->f_builtins ? f->f_builtins : p->ob->builtins_dict;
}

Ob *builtins_from_globals(Proc *p, Ob *globals) {
    Ob *builtins = dict_getitem_cstr(p, globals, "__builtins__");
    if (!builtins) return current_builtins(p);
    return ob_is(builtins, TYPE_MODULE) ? module_dict(builtins) : builtins;
}

Ob *function_new(Proc *p, Ob *code_ob, Ob *globals, Ob *qualname) {
    CodeOb *code = (CodeOb *)code_ob;
    TypeOb *type = type_of_id(p, TYPE_FUNCTION);
    FunctionOb *f = (FunctionOb *)ob_alloc(p, type, (size_t)type->basicsize);
    if (!f) return NULL;
    hold(p, f, FUNC_CODE, code_ob);
    hold(p, f, FUNC_GLOBALS, globals);
    if (function_field(f, FUNC_BUILTINS))
        hold(p, f, FUNC_BUILTINS, builtins_from_globals(p, globals));
    hold(p, f, FUNC_NAME, code->co_name);
    hold(p, f, FUNC_DOC, code_doc(p, code));
    hold(p, f, FUNC_MODULE, dict_getitem_cstr(p, globals, "__name__"));
    hold(p, f, FUNC_QUALNAME,
         qualname            ? qualname
         : code->co_qualname ? code->co_qualname
                             : code->co_name);
    ob_gc_track(p, &f->base);
    return &f->base;
}

/* ---- life ------------------------------------------------------------------------------------ */

static const uint8_t traverse_order[] = {
    FUNC_CODE, FUNC_GLOBALS, FUNC_BUILTINS, FUNC_MODULE,  FUNC_DEFAULTS,    FUNC_KWDEFAULTS,
    FUNC_DOC,  FUNC_NAME,    FUNC_DICT,     FUNC_CLOSURE, FUNC_ANNOTATIONS, FUNC_QUALNAME};
/* func_clear up to 3.9, and from 3.10, where name and code go last because they must not be NULL.
 */
static const uint8_t clear_order_code_first[] = {
    FUNC_CODE, FUNC_GLOBALS, FUNC_MODULE,  FUNC_NAME,        FUNC_DEFAULTS, FUNC_KWDEFAULTS,
    FUNC_DOC,  FUNC_DICT,    FUNC_CLOSURE, FUNC_ANNOTATIONS, FUNC_QUALNAME};
static const uint8_t clear_order_code_last[] = {FUNC_GLOBALS,  FUNC_BUILTINS,   FUNC_MODULE,
                                                FUNC_DEFAULTS, FUNC_KWDEFAULTS, FUNC_DOC,
                                                FUNC_DICT,     FUNC_CLOSURE,    FUNC_ANNOTATIONS};
static const uint8_t always_there[] = {FUNC_CODE, FUNC_NAME, FUNC_QUALNAME};

static void clear_fields(Proc *p, FunctionOb *f, const uint8_t *order, size_t n) {
    for (size_t i = 0; i < n; i++) {
        Ob **field = function_field(f, (FunctionSlot)order[i]);
        if (field) field_clear(p, field, f, SLOT_FUNCTION, order[i]);
    }
}

static int function_clear(Proc *p, Ob *o) {
    FunctionOb *f = (FunctionOb *)o;
    if (!function_field(f, FUNC_BUILTINS)) {
        clear_fields(p, f, clear_order_code_first, ARRAY_LEN(clear_order_code_first));
        return 0;
    }
    clear_fields(p, f, clear_order_code_last, ARRAY_LEN(clear_order_code_last));
    field_set(p, &f->func_name, p->ob->empty_str, f, SLOT_FUNCTION, FUNC_NAME);
    field_set(p, &f->func_qualname, p->ob->empty_str, f, SLOT_FUNCTION, FUNC_QUALNAME);
    return 0;
}

static void function_dealloc(Proc *p, Ob *o) {
    FunctionOb *f = (FunctionOb *)o;
    ob_gc_untrack(p, o);
    if (f->func_weakreflist) weakref_clear_all(p, o);
    if (function_field(f, FUNC_BUILTINS))
        clear_fields(p, f, clear_order_code_last, ARRAY_LEN(clear_order_code_last));
    else
        clear_fields(p, f, clear_order_code_first, ARRAY_LEN(clear_order_code_first));
    clear_fields(p, f, always_there, ARRAY_LEN(always_there));
    ob_free(p, o);
}

static int function_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    FunctionOb *f = (FunctionOb *)o;
    for (size_t i = 0; i < ARRAY_LEN(traverse_order); i++) {
        Ob **field = function_field(f, (FunctionSlot)traverse_order[i]);
        int r = field ? field_visit(p, *field, visit, arg) : 0;
        if (r) return r;
    }
    return 0;
}

/* ---- attributes ------------------------------------------------------------------------------ */

static Ob *function_repr(Proc *p, Ob *o) {
    char address[ADDRESS_TEXT];
    ob_address_text(p, o, address);
    return str_format(p, "<function %U at %s>", ((FunctionOb *)o)->func_qualname, address);
}

static Ob *or_none(Proc *p, Ob *value) { return ob_newref(p, value ? value : OB_NONE(p)); }

#define GETTER(name, field)                                                                        \
    static Ob *name(Proc *p, Ob *o) { return or_none(p, ((FunctionOb *)o)->field); }
GETTER(get_code, func_code)
GETTER(get_globals, func_globals)
GETTER(get_closure, func_closure)
GETTER(get_name, func_name)
GETTER(get_qualname, func_qualname)
GETTER(get_doc, func_doc)
GETTER(get_module, func_module)
GETTER(get_defaults, func_defaults)
GETTER(get_kwdefaults, func_kwdefaults)
#undef GETTER

static int set_text(Proc *p, Ob *o, Ob *value, FunctionSlot slot, const char *name) {
    if (!value || !ob_is(value, TYPE_STR)) {
        err_format(p, EXC_TypeError, "%s must be set to a string object", name);
        return -1;
    }
    field_set(p, function_field((FunctionOb *)o, slot), value, o, SLOT_FUNCTION, slot);
    return 0;
}
static int set_name(Proc *p, Ob *o, Ob *value) {
    return set_text(p, o, value, FUNC_NAME, "__name__");
}
static int set_qualname(Proc *p, Ob *o, Ob *value) {
    return set_text(p, o, value, FUNC_QUALNAME, "__qualname__");
}

static int set_any(Proc *p, Ob *o, Ob *value, FunctionSlot slot) {
    field_set(p, function_field((FunctionOb *)o, slot), value, o, SLOT_FUNCTION, slot);
    return 0;
}
static int set_doc(Proc *p, Ob *o, Ob *value) {
    return set_any(p, o, value ? value : OB_NONE(p), FUNC_DOC);
}
static int set_module(Proc *p, Ob *o, Ob *value) {
    return set_any(p, o, value ? value : OB_NONE(p), FUNC_MODULE);
}

static int set_container(Proc *p, Ob *o, Ob *value, FunctionSlot slot, TypeId kind,
                         const char *message) {
    if (value == OB_NONE(p)) value = NULL;
    if (value && !ob_is(value, kind)) {
        err_format(p, EXC_TypeError, message);
        return -1;
    }
    return set_any(p, o, value, slot);
}
static int set_defaults(Proc *p, Ob *o, Ob *value) {
    return set_container(p, o, value, FUNC_DEFAULTS, TYPE_TUPLE,
                         "__defaults__ must be set to a tuple object");
}
static int set_kwdefaults(Proc *p, Ob *o, Ob *value) {
    return set_container(p, o, value, FUNC_KWDEFAULTS, TYPE_DICT,
                         "__kwdefaults__ must be set to a dict object");
}
static int set_code(Proc *p, Ob *o, Ob *value) {
    if (!value || !ob_is(value, TYPE_CODE)) {
        err_format(p, EXC_TypeError, "__code__ must be set to a code object");
        return -1;
    }
    const FunctionOb *f = (const FunctionOb *)o;
    int nclosure = f->func_closure ? (int)tuple_size(f->func_closure) : 0;
    int nfree = ((const CodeOb *)value)->text->nfreevars;
    if (nclosure != nfree) {
        err_format(p, EXC_ValueError, "%U() requires a code object with %d free vars, not %d",
                   f->func_name, nclosure, nfree);
        return -1;
    }
    return set_any(p, o, value, FUNC_CODE);
}

/* func_get_annotations: a tuple of names and values becomes a dict when it is first read. */
static Ob *get_annotations(Proc *p, Ob *o) {
    FunctionOb *f = (FunctionOb *)o;
    Ob *now = f->func_annotations;
    if (now && ob_is_dict(now)) return ob_newref(p, now);
    Ob *dict = dict_new(p);
    if (!dict) return NULL;
    for (int64_t i = 0; now && i + 1 < tuple_size(now); i += 2)
        if (dict_setitem(p, dict, tuple_item(now, i), tuple_item(now, i + 1)) < 0) {
            ob_decref(p, dict);
            return NULL;
        }
    field_set(p, &f->func_annotations, dict, f, SLOT_FUNCTION, FUNC_ANNOTATIONS);
    return dict;
}
static int set_annotations(Proc *p, Ob *o, Ob *value) {
    return set_container(p, o, value, FUNC_ANNOTATIONS, TYPE_DICT,
                         "__annotations__ must be set to a dict object");
}

static Ob *get_dict(Proc *p, Ob *o) {
    FunctionOb *f = (FunctionOb *)o;
    if (!f->func_dict) {
        Ob *dict = dict_new(p);
        if (!dict) return NULL;
        function_set(p, f, FUNC_DICT, dict);
    }
    return ob_newref(p, f->func_dict);
}
static int set_dict(Proc *p, Ob *o, Ob *value) {
    if (!value || !ob_is_dict(value)) {
        err_format(p, EXC_TypeError, "__dict__ must be set to a dictionary, not a '%N'",
                   value ? value->ob_type : OB_NONE(p)->ob_type);
        return -1;
    }
    return set_any(p, o, value, FUNC_DICT);
}

static const GetSetDef function_getsets[] = {
    {"__code__", get_code, set_code},
    {"__globals__", get_globals, NULL},
    {"__closure__", get_closure, NULL},
    {"__defaults__", get_defaults, set_defaults},
    {"__kwdefaults__", get_kwdefaults, set_kwdefaults},
    {"__annotations__", get_annotations, set_annotations},
    {"__dict__", get_dict, set_dict},
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"__doc__", get_doc, set_doc},
    {"__module__", get_module, set_module},
    {NULL, NULL, NULL},
};

/* func_descr_get: through an instance a bound method, through the class the function itself. */
static Ob *function_descr_get(Proc *p, Ob *o, Ob *obj, Ob *type) {
    (void)type;
    return obj ? method_new(p, o, obj) : ob_newref(p, o);
}

static Ob *function_call(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    return p->hooks.call_function(p, o, args, nargs, kwnames);
}

/* ---- types.FunctionType(code, globals, name=None, argdefs=None, closure=None) ----------------- */

static bool closure_fits(Proc *p, const CodeOb *code, Ob *closure) {
    int64_t wanted = code->text->nfreevars, given = closure ? tuple_size(closure) : 0;
    if (wanted != given) {
        err_format(p, EXC_ValueError, "%U requires closure of length %zd, not %zd", code->co_name,
                   wanted, given);
        return false;
    }
    for (int64_t i = 0; i < given; i++) {
        if (ob_is(tuple_item(closure, i), TYPE_CELL)) continue;
        err_format(p, EXC_TypeError, "arg 5 (closure) expected cell, found %N",
                   tuple_item(closure, i)->ob_type);
        return false;
    }
    return true;
}

static Ob *function_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"code", "globals", "name", "argdefs", "closure"};
    static const Signature signature = {"function", names, 5, 0, 2, 5};
    (void)type;
    Ob *given[5];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (!ob_is(given[0], TYPE_CODE))
        return err_argument_type(p, "function", 1, "code", "code", given[0]);
    if (!ob_is_dict(given[1]))
        return err_argument_type(p, "function", 2, "globals", "dict", given[1]);
    for (size_t i = 2; i < ARRAY_LEN(given); i++)
        if (given[i] == OB_NONE(p)) given[i] = NULL;
    if (given[2] && !ob_is(given[2], TYPE_STR))
        return err_format(p, EXC_TypeError, "arg 3 (name) must be None or string");
    if (given[3] && !ob_is(given[3], TYPE_TUPLE))
        return err_format(p, EXC_TypeError, "arg 4 (defaults) must be None or tuple");
    const CodeOb *code = (const CodeOb *)given[0];
    bool closed = code->text->nfreevars > 0;
    if (closed ? !given[4] || !ob_is(given[4], TYPE_TUPLE)
               : given[4] && !ob_is(given[4], TYPE_TUPLE))
        return err_format(p, EXC_TypeError,
                          closed ? "arg 5 (closure) must be tuple"
                                 : "arg 5 (closure) must be None or tuple");
    if (!closure_fits(p, code, given[4])) return NULL;
    FunctionOb *f = (FunctionOb *)function_new(p, given[0], given[1], NULL);
    if (!f) return NULL;
    if (given[2]) field_set(p, &f->func_name, given[2], f, SLOT_FUNCTION, FUNC_NAME);
    if (given[3]) field_hold(p, &f->func_defaults, given[3], f, SLOT_FUNCTION, FUNC_DEFAULTS);
    if (given[4]) field_hold(p, &f->func_closure, given[4], f, SLOT_FUNCTION, FUNC_CLOSURE);
    return &f->base;
}

const TypeOps function_ops = {
    .tp_new = function_tp_new,
    .dealloc = function_dealloc,
    .traverse = function_traverse,
    .clear = function_clear,
    .repr = function_repr,
    .call = function_call,
    .descr_get = function_descr_get,
    .getsets = function_getsets,
};
