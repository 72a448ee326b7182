/* complex_math.h - arithmetic and text of complex numbers (the _Py_c_ functions of
 * Objects/complexobject.c), for the compiler's folding and for the objects. */
#ifndef OURO_COMPLEX_MATH_H
#define OURO_COMPLEX_MATH_H

#include "base/base.h"
#include "base/float_text.h"

typedef struct Complex {
    double real, imag;
} Complex;

/* What an operation can run into: EDOM and ERANGE in CPython. */
typedef enum ComplexStatus { COMPLEX_OK, COMPLEX_DOMAIN, COMPLEX_RANGE } ComplexStatus;

/* a * b */
Complex complex_product(Complex a, Complex b);
/* a / b; COMPLEX_DOMAIN for b = 0. */
ComplexStatus complex_quotient(Complex a, Complex b, Complex *out);
/* a ** b; COMPLEX_DOMAIN for 0 to a negative or complex power, COMPLEX_RANGE for what is too large. */
ComplexStatus complex_power(Complex a, Complex b, Complex *out);
/* abs(z); COMPLEX_RANGE for what is too large. */
ComplexStatus complex_magnitude(Complex z, double *out);

/* repr(value) without the ".0" of a whole number. Returns the length. */
size_t complex_part_text(double value, char out[FLOAT_REPR_MAX]);
/* Longest result of complex_repr_text with its NUL. */
enum { COMPLEX_REPR_MAX = 2 * FLOAT_REPR_MAX + 4 };
/* repr(z). Returns the length. */
size_t complex_repr_text(Complex z, char out[COMPLEX_REPR_MAX]);
/* Is the real part +0, so that only the imaginary one is shown? */
bool complex_is_imaginary(Complex z);

#endif
