/* array_item.c - items of arrays as objects and back (Modules/arraymodule.c: b_getitem, b_setitem and
 * their like). Called from array.c. */
#include "object/library/array_internal.h"

#include <string.h>

#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"

int64_t array_item_size(int64_t typecode) {
    switch (typecode) {
    case 'b':
    case 'B': return 1;
    case 'h':
    case 'H': return 2;
    case 'w':
    case 'u':
    case 'i':
    case 'I':
    case 'f': return 4;
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'd': return 8;
    default: return 0;
    }
}

#define READ(type, at) ((type)read_bytes((at), sizeof(type)))

static uint64_t read_bytes(const uint8_t *at, size_t n) {
    uint64_t word = 0;
    memcpy(&word, at, n);
    return word;
}

Ob *array_item(Proc *p, int64_t typecode, const uint8_t *at) {
    float small;
    double large;
    switch (typecode) {
    case 'b': return int_from_i64(p, READ(int8_t, at));
    case 'B': return int_from_i64(p, READ(uint8_t, at));
    case 'h': return int_from_i64(p, READ(int16_t, at));
    case 'H': return int_from_i64(p, READ(uint16_t, at));
    case 'i': return int_from_i64(p, READ(int32_t, at));
    case 'I': return int_from_i64(p, READ(uint32_t, at));
    case 'l':
    case 'q': return int_from_i64(p, READ(int64_t, at));
    case 'u':
    case 'w': {
        uint32_t c = READ(uint32_t, at);
        if (c > 0x10FFFF)
            return err_format(p, EXC_ValueError,
                              "character U+%x is not in range [U+0000; U+10ffff]", (int)c);
        return str_from_char(p, c);
    }
    case 'f': memcpy(&small, at, sizeof small); return float_new(p, (double)small);
    case 'd': memcpy(&large, at, sizeof large); return float_new(p, large);
    default: return int_from_u64(p, READ(uint64_t, at));
    }
}

/* ---- the other way --------------------------------------------------------------------------- */

static int overflow(Proc *p, const char *text) {
    err_format(p, EXC_OverflowError, "%s", text);
    return -1;
}

/* A number with a sign, of which `low` to `high` is allowed. */
static int pack_signed(Proc *p, Ob *index, int64_t low, int64_t high, const char *name,
                       uint8_t *out) {
    int64_t value;
    if (!int_as_i64(p, index, &value))
        return overflow(p, "Python int too large to convert to C long");
    if (value < low || value > high) {
        err_format(p, EXC_OverflowError, "%s is %s", name,
                   value < low ? "less than minimum" : "greater than maximum");
        return -1;
    }
    memcpy(out, &value, sizeof value);
    return 0;
}

static int pack_unsigned(Proc *p, Ob *index, int64_t typecode, uint8_t *out) {
    uint64_t word = 0;
    if (int_sign(index) < 0)
        return overflow(p, typecode == 'Q' ? "can't convert negative int to unsigned"
                                           : "can't convert negative value to unsigned int");
    if (int_bit_length(index) > 64)
        return overflow(p, typecode == 'Q' ? "int too big to convert"
                                           : "Python int too large to convert to C unsigned long");
    for (int64_t i = int_digit_count(index); i-- > 0;)
        word = word << INT_SHIFT | ((const IntOb *)index)->ob_digit[i];
    if (typecode == 'I' && word > UINT32_MAX)
        return overflow(p, "unsigned int is greater than maximum");
    memcpy(out, &word, sizeof word);
    return 0;
}

static int pack_int(Proc *p, int64_t typecode, Ob *index, uint8_t *out) {
    switch (typecode) {
    case 'b': return pack_signed(p, index, INT8_MIN, INT8_MAX, "signed char", out);
    case 'B': return pack_signed(p, index, 0, UINT8_MAX, "unsigned byte integer", out);
    case 'h': return pack_signed(p, index, INT16_MIN, INT16_MAX, "signed short integer", out);
    case 'H': return pack_signed(p, index, 0, UINT16_MAX, "unsigned short", out);
    case 'i': return pack_signed(p, index, INT32_MIN, INT32_MAX, "signed integer", out);
    case 'l': return pack_signed(p, index, INT64_MIN, INT64_MAX, "", out);
    case 'q': {
        int64_t value;
        if (!int_as_i64(p, index, &value)) return overflow(p, "int too big to convert");
        memcpy(out, &value, sizeof value);
        return 0;
    }
    default: return pack_unsigned(p, index, typecode, out);
    }
}

static int pack_float(Proc *p, int64_t typecode, Ob *value, uint8_t *out) {
    if (!ob_is(value, TYPE_FLOAT) && !ob_has_index(value) &&
        !type_defines(value->ob_type, SP_FLOAT)) {
        err_format(p, EXC_TypeError, "must be real number, not %N", value->ob_type);
        return -1;
    }
    double number;
    if (ob_is(value, TYPE_FLOAT)) {
        number = float_value(value);
    } else {
        Ob *whole = ob_index(p, value);
        if (!whole) return -1;
        number = int_as_double(p, whole);
        ob_decref(p, whole);
        if (number == -1.0 && err_occurred(p)) return -1;
    }
    float small = (float)number;
    memcpy(out, typecode == 'f' ? (const void *)&small : (const void *)&number,
           typecode == 'f' ? sizeof small : sizeof number);
    return 0;
}

int array_pack(Proc *p, int64_t typecode, Ob *value, uint8_t out[8]) {
    memset(out, 0, 8);
    if (typecode == 'f' || typecode == 'd') return pack_float(p, typecode, value, out);
    if (typecode == 'u' || typecode == 'w') {
        if (!ob_is(value, TYPE_STR) || str_len(value) != 1) {
            err_format(p, EXC_TypeError, "array item must be unicode character");
            return -1;
        }
        uint32_t c = str_char(p, value, 0);
        memcpy(out, &c, sizeof c);
        return 0;
    }
    if (ob_is(value, TYPE_FLOAT) || !ob_has_index(value)) {
        if (py_c_int_error_got_type(p) && ob_is(value, TYPE_FLOAT))
            err_format(p, EXC_TypeError, "integer argument expected, got float");
        else if (py_c_int_error_got_type(p))
            err_format(p, EXC_TypeError, "an integer is required (got type %N)", value->ob_type);
        else
            err_format(p, EXC_TypeError, "'%N' object cannot be interpreted as an integer",
                       value->ob_type);
        return -1;
    }
    Ob *index = ob_index(p, value);
    if (!index) return -1;
    int status = pack_int(p, typecode, index, out);
    ob_decref(p, index);
    return status;
}
