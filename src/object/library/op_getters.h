/* op_getters.h - the callables that operator makes: itemgetter, attrgetter, methodcaller
 * (Modules/_operator.c). */
#ifndef OURO_OBJECT_OP_GETTERS_H
#define OURO_OBJECT_OP_GETTERS_H

#include "object/core/object.h"

typedef struct ItemGetterOb { /* itemgetterobject */
    Ob base;
    int64_t nitems;
    Ob *item; /* the only key, or a tuple of all */
} ItemGetterOb;

typedef struct AttrGetterOb { /* attrgetterobject */
    Ob base;
    int64_t nattrs;
    Ob *attr; /* a tuple: each a name, or a tuple of the names between dots */
} AttrGetterOb;

typedef struct MethodCallerOb { /* methodcallerobject */
    Ob base;
    Ob *name, *args; /* args: a tuple */
    Ob *kwds;        /* a dict, or NULL */
} MethodCallerOb;

extern const TypeOps itemgetter_ops, attrgetter_ops, methodcaller_ops;

#endif
