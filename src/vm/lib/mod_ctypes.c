/* mod_ctypes.c - the module ctypes, as far as one reads memory with it:
 * c_long.from_address(id(x)).value and its like (Lib/ctypes/__init__.py).
 *
 * As there, what has the same size is the same class under several names. */
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/text/str.h"
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

static TypeOb *make_class(Proc *p, const char *name_text, Ob *bases) {
    Ob *name = str_interned_cstr(p, name_text), *ns = dict_new(p);
    int failed = dict_setitem_cstr(p, ns, "__slots__", p->ob->empty_tuple);
    Ob *made = failed ? NULL : type_new_class(p, type_of_id(p, TYPE_TYPE), name, bases, ns, NULL);
    ob_decref(p, name);
    ob_decref(p, ns);
    OURO_ASSERT(made != NULL);
    return (TypeOb *)made;
}

void ctypes_boot(Proc *p) {
    Ob *module = module_add(p, "ctypes", -1);
    TypeOb *base = type_of_id(p, TYPE_CTYPES_SCALAR);
    Ob *bases = tuple_pack(p, 1, (Ob *)base);
    for (size_t i = 0; i < ARRAY_LEN(classes); i++) {
        TypeOb *type = i ? make_class(p, classes[i].names[0], bases) : base;
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
