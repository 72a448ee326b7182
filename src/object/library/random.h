/* random.h - the generator of random numbers that random is made of: MT19937 of Matsumoto and Nishimura
 * (Modules/_randommodule.c). */
#ifndef OURO_OBJECT_RANDOM_H
#define OURO_OBJECT_RANDOM_H

#include "object/core/object.h"

enum { MT_WORDS = 624, MT_MIDDLE = 397 };

typedef struct RandomOb { /* RandomObject */
    Ob base;
    int32_t index; /* of the next word; MT_WORDS: all are used */
    uint32_t state[MT_WORDS];
} RandomOb;
_Static_assert(sizeof(RandomOb) == 2520, "RandomObject");

extern const TypeOps random_ops;

#endif
