/* c_scalar.c - the simple types of ctypes (Modules/_ctypes/_ctypes.c): a number of C, kept or read
 * from an address.
 *
 * Addresses are canonical ones and only the image can be read, never the host. A scalar made from a
 * value keeps it; one made from an address reads the image at each access. The classes themselves
 * are made by vm/lib/mod_ctypes.c. */
#include "object/number/c_scalar.h"

#include <string.h>

#include "object/container/dict.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/type.h"

typedef struct ScalarOb {
    Ob base;
    uint64_t address; /* canonical; 0: the value is in `own` */
    int64_t own;
} ScalarOb;

/* The letters of _type_ (Modules/_ctypes/_ctypes.c, SIMPLE_TYPE_CHARS) and what they stand for. */
static const struct {
    char letter;
    uint8_t bytes;
    bool is_signed;
} kinds[] = {
    {'l', 8, true}, {'L', 8, false}, {'P', 8, false}, {'i', 4, true},  {'I', 4, false},
    {'h', 2, true}, {'H', 2, false}, {'b', 1, true},  {'B', 1, false},
};

/* What the class says of itself, or the nearest base that does; a class of the program's own
 * without a word is a c_long, as its layout is. */
static size_t kind_of(Proc *p, TypeOb *type) {
    for (; type; type = type->tp_base) {
        Ob *letter = type->tp_dict ? dict_getitem_cstr(p, type->tp_dict, "_type_") : NULL;
        if (!letter || !ob_is(letter, TYPE_STR)) continue;
        for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
            const char word[2] = {kinds[i].letter, '\0'};
            if (str_eq_cstr(p, letter, word)) return i;
        }
    }
    return 0;
}

static Ob *get_value(Proc *p, Ob *o) {
    const ScalarOb *scalar = (const ScalarOb *)o;
    size_t kind = kind_of(p, o->ob_type), bytes = kinds[kind].bytes;
    uint64_t raw = (uint64_t)scalar->own;
    if (scalar->address) {
        const uint8_t *at = img_pointer(p, scalar->address);
        if (!at || !img_contains(p, at + bytes)) {
            return err_format(p, EXC_ValueError, "address outside the simulated process");
        }
        raw = 0;
        memcpy(&raw, at, bytes);
        /* A pointer of the host is shown as the address that id() gives. */
        const uint8_t *pointer = (const uint8_t *)(uintptr_t)raw;
        if (bytes == 8 && img_contains(p, pointer)) raw = img_vaddr(p, pointer);
    }
    int shift = 64 - 8 * (int)bytes;
    if (kinds[kind].is_signed) return int_from_i64(p, (int64_t)(raw << shift) >> shift);
    if (kinds[kind].letter == 'P' && !raw) return ob_newref(p, OB_NONE(p));
    return int_from_u64(p, raw << shift >> shift);
}

/* The number that a scalar is given; None is the NULL of a pointer. 0, or -1 with TypeError. */
static int number_of(Proc *p, TypeOb *type, Ob *value, int64_t *number) {
    *number = 0;
    if (value == OB_NONE(p) && kinds[kind_of(p, type)].letter == 'P') return 0;
    if (ob_is(value, TYPE_FLOAT)) {
        err_format(p, EXC_TypeError, "int expected instead of %N instance", value->ob_type);
        return -1;
    }
    if (!ob_has_index(value)) return ob_as_int_arg(p, value, number); /* says so */
    *number = int_as_i64_err(p, value);
    return *number == -1 && err_occurred(p) ? -1 : 0;
}

static int set_value(Proc *p, Ob *o, Ob *value) {
    ScalarOb *scalar = (ScalarOb *)o;
    if (!value || scalar->address) {
        err_format(p, EXC_TypeError, "memory of the simulated process can only be read");
        return -1;
    }
    return number_of(p, o->ob_type, value, &scalar->own);
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
    int64_t value = 0;
    if (nargs && number_of(p, type, args[0], &value) < 0) return NULL;
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

Ob *c_scalar_addressof(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "addressof", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_CTYPES_SCALAR)) return err_format(p, EXC_TypeError, "invalid type");
    const ScalarOb *scalar = (const ScalarOb *)args[0];
    return int_from_u64(p, scalar->address ? scalar->address : img_vaddr(p, &scalar->own));
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
