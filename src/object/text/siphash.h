/* siphash.h - the hash of strings and bytes: Python/pyhash.c. */
#ifndef OURO_SIPHASH_H
#define OURO_SIPHASH_H

#include "image/image.h"

/* _Py_HashBytes: SipHash-1-3 or -2-4 as the profile says, with the key that
 * PYTHONHASHSEED=hash_seed makes (all zero for 0). 0 for no bytes; never -1. */
int64_t hash_bytes(const Proc *p, const void *data, size_t len);

#endif
