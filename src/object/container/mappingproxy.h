/* mappingproxy.h - the read-only view of a class dict (Objects/descrobject.c). */
#ifndef OURO_MAPPINGPROXY_H
#define OURO_MAPPINGPROXY_H

#include "object/core/object.h"

typedef struct MappingProxyOb {
    Ob base;
    Ob *mapping;
} MappingProxyOb;

extern const TypeOps mappingproxy_ops;

Ob *mappingproxy_new(Proc *p, Ob *mapping); /* holds it */

#endif
