/* float.h - floating point numbers: Objects/floatobject.c. */
#ifndef OURO_FLOAT_H
#define OURO_FLOAT_H

#include "object/core/object.h"

typedef struct FloatOb {
    Ob base;
    double ob_fval;
} FloatOb;
_Static_assert(sizeof(FloatOb) == 24, "PyFloatObject");

/* The methods hex and fromhex (float_hex.c). */
Ob *float_hex(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);
Ob *float_fromhex(Proc *p, Ob *type, Ob *const *args, size_t nargs, Ob *kwnames);

extern const TypeOps float_ops;

/* New reference, from the free list if it holds one. NULL with MemoryError. */
Ob *float_new(Proc *p, double value);
/* The value of a float or an instance of a subclass. */
OURO_INLINE double float_value(const Ob *o) { return ((const FloatOb *)o)->ob_fval; }
/* PyFloat_AsDouble: floats, ints, what has __float__ or __index__; -1.0 with an exception set. */
double ob_as_double(Proc *p, Ob *o);
/* PyNumber_Float: o itself when it is exactly a float, else a new one; text is read. */
Ob *float_from_number(Proc *p, Ob *o);
/* The hash of a number (_Py_HashDouble); that of a nan comes from the object that holds it. */
int64_t float_hash(Proc *p, Ob *o, double value);
/* The text with single underscores between digits taken out, as
 * _Py_string_to_number_with_underscores allows. `clean` has room for len + 1 bytes; false for a
 * misplaced underscore. */
OURO_MUST_CHECK bool float_drop_underscores(const char *text, size_t len, char *clean,
                                            size_t *clean_len);
/* float(text) of UTF-8 text (PyFloat_FromString); `original` is what the ValueError shows. */
Ob *float_from_text(Proc *p, const char *text, size_t len, Ob *original);
/* a ** b, or NULL with the exception that Python raises. */
Ob *float_pow(Proc *p, Ob *a, Ob *b);

#endif
