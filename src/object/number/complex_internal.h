/* complex_internal.h - what the files of complex share. */
#ifndef OURO_COMPLEX_INTERNAL_H
#define OURO_COMPLEX_INTERNAL_H

#include "object/number/complex.h"

/* complex(real=0, imag=0) and complex(text): complex_new_impl. */
Ob *complex_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames);

#endif
