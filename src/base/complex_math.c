/* complex_math.c - arithmetic and text of complex numbers; see complex_math.h. */
#include "base/complex_math.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

Complex complex_product(Complex a, Complex b) {
    return (Complex){a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

/* By the larger part of the divisor, so that nothing overflows on the way (_Py_c_quot). */
ComplexStatus complex_quotient(Complex a, Complex b, Complex *out) {
    double real = b.real < 0 ? -b.real : b.real, imag = b.imag < 0 ? -b.imag : b.imag;
    *out = (Complex){0.0, 0.0};
    if (real >= imag) {
        if (real == 0.0) return COMPLEX_DOMAIN;
        double ratio = b.imag / b.real, denominator = b.real + b.imag * ratio;
        *out = (Complex){(a.real + a.imag * ratio) / denominator,
                         (a.imag - a.real * ratio) / denominator};
    } else if (imag >= real) {
        double ratio = b.real / b.imag, denominator = b.real * ratio + b.imag;
        *out = (Complex){(a.real * ratio + a.imag) / denominator,
                         (a.imag * ratio - a.real) / denominator};
    } else { /* one of them is no number */
        *out = (Complex){(double)NAN, (double)NAN};
    }
    return COMPLEX_OK;
}

/* c_powu, c_powi: by squaring. */
static ComplexStatus whole_power(Complex x, int exponent, Complex *out) {
    int n = exponent < 0 ? -exponent : exponent;
    Complex result = {1.0, 0.0};
    for (int mask = 1; n >= mask; mask <<= 1, x = complex_product(x, x))
        if (n & mask) result = complex_product(result, x);
    *out = result;
    return exponent > 0 ? COMPLEX_OK : complex_quotient((Complex){1.0, 0.0}, result, out);
}

/* _Py_c_pow; errno says what went wrong. */
static Complex polar_power(Complex a, Complex b) {
    if (b.real == 0.0 && b.imag == 0.0) return (Complex){1.0, 0.0};
    if (a.real == 0.0 && a.imag == 0.0) {
        if (b.imag != 0.0 || b.real < 0.0) errno = EDOM;
        return (Complex){0.0, 0.0};
    }
    double magnitude = hypot(a.real, a.imag), length = pow(magnitude, b.real);
    double angle = atan2(a.imag, a.real), phase = angle * b.real;
    if (b.imag != 0.0) {
        length /= exp(angle * b.imag);
        phase += b.imag * log(magnitude);
    }
    return (Complex){length * cos(phase), length * sin(phase)};
}

enum { LARGEST_WHOLE_POWER = 100 };

ComplexStatus complex_power(Complex a, Complex b, Complex *out) {
    errno = 0;
    if (b.imag == 0.0 && b.real == floor(b.real) && fabs(b.real) <= LARGEST_WHOLE_POWER) {
        if (whole_power(a, (int)b.real, out) == COMPLEX_DOMAIN) errno = EDOM;
    } else {
        *out = polar_power(a, b);
    }
    /* _Py_ADJUST_ERANGE2 */
    if (isinf(out->real) || isinf(out->imag)) {
        if (errno == 0) errno = ERANGE;
    } else if (errno == ERANGE) {
        errno = 0;
    }
    return errno == EDOM ? COMPLEX_DOMAIN : errno == ERANGE ? COMPLEX_RANGE : COMPLEX_OK;
}

ComplexStatus complex_magnitude(Complex z, double *out) {
    if (isinf(z.real) || isinf(z.imag)) {
        *out = fabs(isinf(z.real) ? z.real : z.imag);
    } else if (isnan(z.real) || isnan(z.imag)) {
        *out = (double)NAN;
    } else {
        *out = hypot(z.real, z.imag);
        if (!isfinite(*out)) return COMPLEX_RANGE;
    }
    return COMPLEX_OK;
}

size_t complex_part_text(double value, char out[FLOAT_REPR_MAX]) {
    size_t n = float_repr_text(value, out);
    if (n > 2 && strcmp(out + n - 2, ".0") == 0) out[n -= 2] = '\0';
    return n;
}

bool complex_is_imaginary(Complex z) { return z.real == 0.0 && !signbit(z.real); }

size_t complex_repr_text(Complex z, char out[COMPLEX_REPR_MAX]) {
    char real[FLOAT_REPR_MAX], imag[FLOAT_REPR_MAX];
    complex_part_text(z.imag, imag);
    if (complex_is_imaginary(z)) return (size_t)snprintf(out, COMPLEX_REPR_MAX, "%sj", imag);
    complex_part_text(z.real, real);
    return (size_t)snprintf(out, COMPLEX_REPR_MAX, "(%s%s%sj)", real, imag[0] == '-' ? "" : "+",
                            imag);
}
