/* mod_ctypes.c - the module _ctypes, as far as one reads memory with it: c_long.from_address(id(x)).value and its like
 * (Modules/_ctypes/_ctypes.c). Structures and pointers are made of these in Python (library/ctypes).
 *
 * As there, what has the same size is the same class under several names. */
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/number/c_scalar.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"
#include "vm/loop/state.h"

/* The first name is that of the class; of c_long and the classes below it the layout is the same,
 * only _type_ differs. */
static const struct {
    const char *letter, *names[6];
} classes[] = {
    {"l", {"c_long", "c_longlong", "c_int64", "c_ssize_t"}},
    {"L", {"c_ulong", "c_ulonglong", "c_uint64", "c_size_t"}},
    {"P", {"c_void_p"}},
    {"i", {"c_int", "c_int32"}},
    {"I", {"c_uint", "c_uint32"}},
    {"h", {"c_short", "c_int16"}},
    {"H", {"c_ushort", "c_uint16"}},
    {"b", {"c_byte", "c_int8"}},
    {"B", {"c_ubyte", "c_uint8"}},
};

static TypeOb *make_class(Proc *p, TypeOb *meta, const char *name_text, Ob *bases) {
    Ob *name = str_interned_cstr(p, name_text), *ns = dict_new(p);
    Ob *module = str_interned_cstr(p, "ctypes");
    int failed = dict_setitem_cstr(p, ns, "__slots__", p->ob->empty_tuple) |
                 dict_setitem_cstr(p, ns, "__module__", module);
    ob_decref(p, module);
    Ob *made = failed ? NULL : type_new_class(p, meta, name, bases, ns, NULL);
    ob_decref(p, name);
    ob_decref(p, ns);
    OURO_ASSERT(made != NULL);
    return (TypeOb *)made;
}

/* Does an object live at the address? A wrong one is none, whatever lies there. */
static Ob *object_at(Proc *p, uint64_t address) {
    uint8_t *at = img_pointer(p, address);
    const struct ObjectState *ob = p->ob;
    if (!at || address % 8) return NULL;
    Ob *o = (Ob *)(void *)at;
    const Ob *const single[] = {&ob->none, &ob->not_implemented, &ob->ellipsis};
    for (size_t i = 0; i < ARRAY_LEN(single); i++)
        if (o == single[i]) return o;
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (o == &ob->types[i].base.ob) return o;
    for (size_t i = 0; i < EXC_COUNT; i++)
        if (o == &ob->exc[i].base.ob) return o;
    size_t gc = (size_t)p->s->profile.gc_head;
    const struct {
        size_t header;
        BlockKind kind;
    } kinds[] = {{0, BLOCK_OBJECT}, {gc, BLOCK_GC_OBJECT}, {PREHEADER_BYTES + gc, BLOCK_INSTANCE}};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        uint8_t *block = at - kinds[i].header;
        if (!mem_is_block(p, block)) continue;
        const BlockInfo *info = img_side(p, block);
        if (info->kind == kinds[i].kind && info->flags == BLOCK_LIVE) return o;
    }
    return NULL;
}

/* _object_at(address): the object there. */
static Ob *f_object_at(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "_object_at", nargs, 1, 1, kwnames)) return NULL;
    int64_t address = int_as_i64_err(p, args[0]);
    if (address == -1 && err_occurred(p)) return NULL;
    Ob *o = object_at(p, (uint64_t)address);
    return o ? ob_newref(p, o) : err_format(p, EXC_ValueError, "no object lives at this address");
}

/* _incref(object): one reference more, which nobody gives back. */
static Ob *f_incref(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "_incref", nargs, 1, 1, kwnames)) return NULL;
    ob_incref(p, args[0]);
    return ob_newref(p, OB_NONE(p));
}

const MethodDef ctypes_functions[] = {
    {"_object_at", f_object_at, 0, NULL},
    {"_incref", f_incref, 0, NULL},
    {"addressof", c_scalar_addressof, 0, "addressof(obj)"},
    {NULL, NULL, 0, NULL},
};

void ctypes_boot(Proc *p) {
    Ob *module = module_add(p, "_ctypes", VM_TABLE_CTYPES);
    TypeOb *base = type_of_id(p, TYPE_CTYPES_SCALAR), *type_type = type_of_id(p, TYPE_TYPE);
    Ob *bases = tuple_pack(p, 1, (Ob *)type_type);
    TypeOb *meta =
        make_class(p, type_type, "PyCSimpleType", bases); /* library/ctypes adds c_int * 3 */
    ob_decref(p, bases);
    base->base.ob.ob_type = meta; /* its reference to it stays, like the class itself */
    bases = tuple_pack(p, 1, (Ob *)base);
    for (size_t i = 0; i < ARRAY_LEN(classes); i++) {
        TypeOb *type = i ? make_class(p, meta, classes[i].names[0], bases) : base;
        Ob *letter = str_interned_cstr(p, classes[i].letter);
        int failed = dict_setitem_cstr(p, type->tp_dict, "_type_", letter);
        ob_decref(p, letter);
        for (size_t k = 0; classes[i].names[k]; k++)
            failed |= module_set(p, module, classes[i].names[k], (Ob *)type);
        if (i) ob_decref(p, (Ob *)type);
        OURO_ASSERT(failed == 0);
    }
    ob_decref(p, bases);
}
