/* mod_math.h - the functions of math that work on whole numbers. */
#ifndef OURO_VM_MOD_MATH_H
#define OURO_VM_MOD_MATH_H

#include "object/core/object.h"

#define WHOLE_NUMBERS(name)                                                                        \
    Ob *math_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)
WHOLE_NUMBERS(factorial);
WHOLE_NUMBERS(gcd);
WHOLE_NUMBERS(lcm);
WHOLE_NUMBERS(isqrt);
WHOLE_NUMBERS(comb);
WHOLE_NUMBERS(perm);

#endif
