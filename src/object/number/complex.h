/* complex.h - complex numbers: Objects/complexobject.c. */
#ifndef OURO_COMPLEX_H
#define OURO_COMPLEX_H

#include "base/complex_math.h"
#include "object/core/object.h"

typedef struct ComplexOb {
    Ob base;
    Complex cval;
} ComplexOb;
_Static_assert(sizeof(ComplexOb) == 32, "PyComplexObject");

extern const TypeOps complex_ops;

/* PyComplex_FromCComplex: new reference; there is no free list. NULL with MemoryError. */
Ob *complex_new(Proc *p, Complex value);
/* The value of a complex number or an instance of a subclass. */
OURO_INLINE Complex complex_value(const Ob *o) { return ((const ComplexOb *)o)->cval; }
/* complex_pow: a ** b, or NULL with the exception that Python raises; NotImplemented for operands
 * that are no numbers. `mod` is the third argument of pow() or NULL, and is refused. */
Ob *complex_pow(Proc *p, Ob *a, Ob *b, Ob *mod);
/* Up to 3.9 the type has __int__ and __float__ that only refuse (complex_int, complex_float): false
 * with TypeError when o is a complex number of such a version. */
bool complex_may_be_real(Proc *p, const Ob *o, Special special);

#endif
