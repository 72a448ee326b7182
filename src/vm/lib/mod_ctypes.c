/* mod_ctypes.c - the module ctypes, as far as one reads memory with it:
 * c_long.from_address(id(x)).value and its like.
 *
 * Addresses are canonical ones and only the image can be read, never the host. A scalar made from a
 * value keeps it; one made from an address reads the image at each access. */
#include <string.h>

#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/loop/state.h"

typedef struct ScalarOb {
    Ob base;
    uint64_t address; /* canonical; 0: the value is in `own` */
    int64_t own;
} ScalarOb;

extern const TypeOps ctypes_scalar_ops;

typedef struct ScalarKind {
    const char *name;
    uint8_t bytes;
    bool is_signed;
} ScalarKind;

static const ScalarKind kinds[] = {
    {"c_long", 8, true},    {"c_ssize_t", 8, true}, {"c_size_t", 8, false}, {"c_ulong", 8, false},
    {"c_void_p", 8, false}, {"c_int", 4, true},     {"c_uint", 4, false},   {"c_int32", 4, true},
    {"c_uint32", 4, false}, {"c_int64", 8, true},   {"c_uint64", 8, false}, {"c_short", 2, true},
    {"c_ushort", 2, false}, {"c_byte", 1, true},    {"c_ubyte", 1, false},
};

static const ScalarKind *kind_of(Proc *p, const TypeOb *type) {
    for (; type; type = type->tp_base) {
        for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
            if (type->tp_name && str_eq_cstr(p, type->tp_name, kinds[i].name)) return &kinds[i];
        }
    }
    return &kinds[0];
}

static Ob *get_value(Proc *p, Ob *o) {
    const ScalarOb *scalar = (const ScalarOb *)o;
    const ScalarKind *kind = kind_of(p, o->ob_type);
    uint64_t raw = (uint64_t)scalar->own;
    if (scalar->address) {
        const uint8_t *at = img_pointer(p, scalar->address);
        if (!at || !img_contains(p, at + kind->bytes)) {
            return err_format(p, EXC_ValueError, "address outside the simulated process");
        }
        raw = 0;
        memcpy(&raw, at, kind->bytes);
        /* A pointer of the host is shown as the address that id() gives. */
        const uint8_t *pointer = (const uint8_t *)(uintptr_t)raw;
        if (kind->bytes == 8 && img_contains(p, pointer)) raw = img_vaddr(p, pointer);
    }
    int shift = 64 - 8 * kind->bytes;
    if (kind->is_signed) return int_from_i64(p, (int64_t)(raw << shift) >> shift);
    return int_from_u64(p, raw << shift >> shift);
}

static int set_value(Proc *p, Ob *o, Ob *value) {
    ScalarOb *scalar = (ScalarOb *)o;
    if (!value || scalar->address) {
        err_format(p, EXC_TypeError, "memory of the simulated process can only be read");
        return -1;
    }
    int64_t number = int_as_i64_err(p, value);
    if (number == -1 && err_occurred(p)) return -1;
    scalar->own = number;
    return 0;
}

static Ob *scalar_new(Proc *p, TypeOb *type, uint64_t address, int64_t value) {
    ScalarOb *scalar =
        (ScalarOb *)layout_alloc(p, type, max_size((size_t)type->basicsize, sizeof *scalar));
    if (!scalar) return NULL;
    scalar->address = address;
    scalar->own = value;
    return &scalar->base;
}

static Ob *scalar_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "c_long", nargs, 0, 1, kwnames)) return NULL;
    int64_t value = nargs ? int_as_i64_err(p, args[0]) : 0;
    if (value == -1 && err_occurred(p)) return NULL;
    return scalar_new(p, type, 0, value);
}

static int scalar_tp_init(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)p, (void)self, (void)args, (void)nargs, (void)kwnames;
    return 0;
}

/* A class method: self is the class. */
static Ob *from_address(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "from_address", nargs, 1, 1, kwnames)) return NULL;
    int64_t address = int_as_i64_err(p, args[0]);
    if (address == -1 && err_occurred(p)) return NULL;
    if (!img_pointer(p, (uint64_t)address)) {
        return err_format(p, EXC_ValueError, "address outside the simulated process");
    }
    return scalar_new(p, (TypeOb *)self, (uint64_t)address, 0);
}

static void scalar_dealloc(Proc *p, Ob *o) { ob_free(p, o); }

static Ob *scalar_repr(Proc *p, Ob *o) {
    Ob *value = get_value(p, o);
    if (!value) return NULL;
    Ob *text = str_format(p, "%U(%R)", o->ob_type->tp_name, value);
    ob_decref(p, value);
    return text;
}

static const MethodDef scalar_methods[] = {
    {"from_address", from_address, METH_CLASS, "from_address(address)"},
    {NULL, NULL, 0, NULL},
};
static const GetSetDef scalar_getsets[] = {
    {"value", get_value, set_value},
    {NULL, NULL, NULL},
};

const TypeOps ctypes_scalar_ops = {
    .dealloc = scalar_dealloc,
    .repr = scalar_repr,
    .tp_new = scalar_tp_new,
    .tp_init = scalar_tp_init,
    .methods = scalar_methods,
    .getsets = scalar_getsets,
};

void ctypes_boot(Proc *p) {
    Ob *module = module_add(p, "ctypes", -1);
    TypeOb *base = type_of_id(p, TYPE_CTYPES_SCALAR);
    int failed = module_set(p, module, kinds[0].name, (Ob *)base);
    Ob *bases = tuple_pack(p, 1, (Ob *)base);
    for (size_t i = 1; i < ARRAY_LEN(kinds); i++) {
        Ob *name = str_interned_cstr(p, kinds[i].name), *ns = dict_new(p);
        failed |= dict_setitem_cstr(p, ns, "__slots__", p->ob->empty_tuple);
        failed |=
            module_set_take(p, module, kinds[i].name, type_new_class(p, name, bases, ns, NULL));
        ob_decref(p, name);
        ob_decref(p, ns);
    }
    ob_decref(p, bases);
    OURO_ASSERT(failed == 0);
}
