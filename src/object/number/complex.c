/* complex.c - complex numbers: arithmetic, comparison, text, methods and the type's table
 * (Objects/complexobject.c). What complex() takes is in complex_make.c. */
#include "object/number/complex.h"

#include "object/container/tuple.h"
#include "object/number/complex_internal.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"

Ob *complex_new(Proc *p, Complex value) {
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_COMPLEX), sizeof(ComplexOb));
    if (o) ((ComplexOb *)o)->cval = value;
    return o;
}

static void complex_dealloc(Proc *p, Ob *o) { ob_free(p, o); }

static bool is_int(const Ob *o) { return ob_is(o, TYPE_INT) || ob_is(o, TYPE_BOOL); }

/* TO_COMPLEX: 1 and the value of a complex number, float or int; 0 for anything else; -1 with
 * OverflowError. */
static int from_number(Proc *p, Ob *o, Complex *value) {
    if (ob_is(o, TYPE_COMPLEX)) {
        *value = complex_value(o);
        return 1;
    }
    if (!ob_is(o, TYPE_FLOAT) && !is_int(o)) return 0;
    *value = (Complex){is_int(o) ? int_as_double(p, o) : float_value(o), 0.0};
    return is_int(o) && value->real == -1.0 && err_occurred(p) ? -1 : 1;
}

bool complex_may_be_real(Proc *p, const Ob *o, Special special) {
    if (!ob_is(o, TYPE_COMPLEX) || !py_complex_refuses(p)) return true;
    err_format(p, EXC_TypeError, "can't convert complex to %s",
               special == SP_INT ? "int" : "float");
    return false;
}

/* ---- arithmetic ------------------------------------------------------------------------------ */

/* Both operands; 1, 0, -1 as from_number. */
static int both(Proc *p, Ob *a, Ob *b, Complex *x, Complex *y) {
    int status = from_number(p, a, x);
    return status > 0 ? from_number(p, b, y) : status;
}

Ob *complex_pow(Proc *p, Ob *a, Ob *b, Ob *mod) {
    Complex x, y, result;
    int status = both(p, a, b, &x, &y);
    if (status <= 0) return status < 0 ? NULL : not_implemented(p);
    if (mod) return err_format(p, EXC_ValueError, "complex modulo");
    switch (complex_power(x, y, &result)) {
    case COMPLEX_DOMAIN:
        return err_format(p, EXC_ZeroDivisionError, "0.0 to a negative or complex power");
    case COMPLEX_RANGE: return err_format(p, EXC_OverflowError, "complex exponentiation");
    case COMPLEX_OK: break;
    }
    return complex_new(p, result);
}

/* complex_int_div, complex_remainder, complex_divmod: up to 3.9 slots that only refuse. */
static Ob *no_remainder(Proc *p, BinaryOp op) {
    if (!py_complex_refuses(p)) return not_implemented(p);
    return err_format(p, EXC_TypeError,
                      op == BIN_REMAINDER      ? "can't mod complex numbers."
                      : op == BIN_FLOOR_DIVIDE ? "can't take floor of complex number."
                                               : "can't take floor or mod of complex number.");
}

static Ob *complex_binary(Proc *p, BinaryOp op, Ob *a, Ob *b) {
    if (op == BIN_POWER) return complex_pow(p, a, b, NULL);
    if (op == BIN_REMAINDER || op == BIN_FLOOR_DIVIDE || op == BIN_DIVMOD)
        return no_remainder(p, op);
    Complex x, y, result;
    int status = both(p, a, b, &x, &y);
    if (status <= 0) return status < 0 ? NULL : not_implemented(p);
    switch (op) {
    case BIN_ADD: result = (Complex){x.real + y.real, x.imag + y.imag}; break;
    case BIN_SUBTRACT: result = (Complex){x.real - y.real, x.imag - y.imag}; break;
    case BIN_MULTIPLY: result = complex_product(x, y); break;
    case BIN_TRUE_DIVIDE:
        if (complex_quotient(x, y, &result) == COMPLEX_OK) break;
        return err_format(p, EXC_ZeroDivisionError, "complex division by zero");
    default: return not_implemented(p);
    }
    return complex_new(p, result);
}

static Ob *complex_unary(Proc *p, UnaryOp op, Ob *o) {
    Complex z = complex_value(o);
    double magnitude;
    switch (op) {
    case UN_NEGATIVE: return complex_new(p, (Complex){-z.real, -z.imag});
    case UN_POSITIVE: return ob_is_exact(p, o, TYPE_COMPLEX) ? ob_newref(p, o) : complex_new(p, z);
    case UN_ABSOLUTE:
        if (complex_magnitude(z, &magnitude) == COMPLEX_OK) return float_new(p, magnitude);
        return err_format(p, EXC_OverflowError, "absolute value too large");
    case UN_INVERT: break;
    }
    return not_implemented(p); /* the caller words the TypeError */
}

static int complex_truth(Proc *p, Ob *o) {
    (void)p;
    return complex_value(o).real != 0.0 || complex_value(o).imag != 0.0;
}

/* ---- comparison and hash --------------------------------------------------------------------- */

static Ob *complex_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if ((op != CMP_EQ && op != CMP_NE) || !ob_is(a, TYPE_COMPLEX)) return not_implemented(p);
    Complex x = complex_value(a), y = {0.0, 0.0};
    bool equal;
    if (is_int(b)) {
        if (x.imag == 0.0) { /* a float compares with an int to the last digit */
            Ob *real = float_new(p, x.real);
            Ob *result = real ? ob_richcompare(p, real, b, op) : NULL;
            ob_xdecref(p, real);
            return result;
        }
        equal = false;
    } else if (from_number(p, b, &y) > 0) {
        equal = x.real == y.real && x.imag == y.imag;
    } else {
        return not_implemented(p);
    }
    return ob_newref(p, equal == (op == CMP_EQ) ? p->ob->true_ : p->ob->false_);
}

enum { HASH_OF_I = 1000003 }; /* _PyHASH_IMAG */

static int64_t complex_hash(Proc *p, Ob *o) {
    Complex z = complex_value(o);
    uint64_t real = (uint64_t)float_hash(p, o, z.real), imag = (uint64_t)float_hash(p, o, z.imag);
    int64_t hash = (int64_t)(real + HASH_OF_I * imag);
    return hash == -1 ? -2 : hash;
}

/* ---- text ------------------------------------------------------------------------------------ */

/* The block of PyOS_double_to_string, in which the text of a part lies. */
static char *part_buffer(Proc *p, double part, char text[FLOAT_REPR_MAX]) {
    size_t n = complex_part_text(part, text);
    char *buffer = mem_alloc(p, float_buffer_bytes(text, n), BLOCK_OTHER);
    if (!buffer) err_no_memory(p);
    return buffer;
}

static Ob *complex_repr(Proc *p, Ob *o) {
    Complex z = complex_value(o);
    char real[FLOAT_REPR_MAX], imag[FLOAT_REPR_MAX];
    bool both_parts = !complex_is_imaginary(z);
    Ob *shown = NULL;
    char *first = both_parts ? part_buffer(p, z.real, real) : NULL;
    if (both_parts && !first) return NULL;
    char *second = part_buffer(p, z.imag, imag);
    if (second && both_parts)
        shown = str_format(p, "(%s%s%sj)", real, imag[0] == '-' ? "" : "+", imag);
    else if (second)
        shown = str_format(p, "%sj", imag);
    if (second) mem_free(p, second);
    if (first) mem_free(p, first);
    return shown;
}

/* ---- methods and attributes ------------------------------------------------------------------ */

static Ob *conjugate(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "complex.conjugate", nargs, 0, 0, kwnames)) return NULL;
    Complex z = complex_value(self);
    return complex_new(p, (Complex){z.real, -z.imag});
}

static Ob *complex_method(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "complex.__complex__", nargs, 0, 0, kwnames)) return NULL;
    return ob_is_exact(p, self, TYPE_COMPLEX) ? ob_newref(p, self)
                                              : complex_new(p, complex_value(self));
}

static Ob *getnewargs(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "complex.__getnewargs__", nargs, 0, 0, kwnames)) return NULL;
    Ob *real = float_new(p, complex_value(self).real);
    Ob *imag = real ? float_new(p, complex_value(self).imag) : NULL;
    Ob *pair = imag ? tuple_pack(p, 2, real, imag) : NULL;
    ob_xdecref(p, imag);
    ob_xdecref(p, real);
    return pair;
}

static Ob *format_method(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "__format__", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR)) {
        return err_format(p, EXC_TypeError,
                          py_complex_format_numbered(p)
                              ? "__format__() argument 1 must be str, not %N"
                              : "__format__() argument must be str, not %N",
                          args[0]->ob_type);
    }
    return spec_format(p, self, args[0]);
}

static const MethodDef complex_methods[] = {
    {"conjugate", conjugate, METH_PLAIN, "conjugate()"},
    {"__complex__", complex_method, METH_SINCE(PY_3_11), "__complex__()"},
    {"__getnewargs__", getnewargs, METH_PLAIN, "__getnewargs__()"},
    {"__format__", format_method, METH_TUPLE_UNTIL(PY_3_9), "__format__(format_spec)"},
    {NULL, NULL, 0, NULL},
};

static Ob *get_real(Proc *p, Ob *self) { return float_new(p, complex_value(self).real); }
static Ob *get_imag(Proc *p, Ob *self) { return float_new(p, complex_value(self).imag); }

static const GetSetDef complex_getsets[] = {
    {"real", get_real, NULL},
    {"imag", get_imag, NULL},
    {NULL, NULL, NULL},
};

const TypeOps complex_ops = {
    .dealloc = complex_dealloc,
    .repr = complex_repr,
    .hash = complex_hash,
    .richcompare = complex_richcompare,
    .tp_new = complex_tp_new,
    .binary = complex_binary,
    .unary = complex_unary,
    .truth = complex_truth,
    .methods = complex_methods,
    .getsets = complex_getsets,
};
