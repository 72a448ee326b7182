/* siphash.c - the hash of strings and bytes: SipHash as in Python/pyhash.c, with the key of
 * PYTHONHASHSEED. */
#include "object/text/siphash.h"

#include "object/core/object.h"

static uint64_t rotate(uint64_t x, unsigned bits) { return x << bits | x >> (64 - bits); }

typedef struct SipState {
    uint64_t v0, v1, v2, v3;
} SipState;

static void sip_round(SipState *s) {
    s->v0 += s->v1;
    s->v1 = rotate(s->v1, 13) ^ s->v0;
    s->v0 = rotate(s->v0, 32);
    s->v2 += s->v3;
    s->v3 = rotate(s->v3, 16) ^ s->v2;
    s->v0 += s->v3;
    s->v3 = rotate(s->v3, 21) ^ s->v0;
    s->v2 += s->v1;
    s->v1 = rotate(s->v1, 17) ^ s->v2;
    s->v2 = rotate(s->v2, 32);
}

static uint64_t siphash(uint64_t k0, uint64_t k1, const uint8_t *data, size_t len, int inner,
                        int outer) {
    SipState s = {k0 ^ UINT64_C(0x736f6d6570736575), k1 ^ UINT64_C(0x646f72616e646f6d),
                  k0 ^ UINT64_C(0x6c7967656e657261), k1 ^ UINT64_C(0x7465646279746573)};
    uint64_t last = (uint64_t)len << 56;
    for (; len >= 8; len -= 8, data += 8) {
        uint64_t word = 0;
        for (int i = 7; i >= 0; i--) word = word << 8 | data[i];
        s.v3 ^= word;
        for (int i = 0; i < inner; i++) sip_round(&s);
        s.v0 ^= word;
    }
    for (size_t i = 0; i < len; i++) last |= (uint64_t)data[i] << (8 * i);
    s.v3 ^= last;
    for (int i = 0; i < inner; i++) sip_round(&s);
    s.v0 ^= last;
    s.v2 ^= 0xff;
    for (int i = 0; i < outer; i++) sip_round(&s);
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

/* The first 16 bytes of the secret that _Py_HashRandomization_Init makes (lcg_urandom). */
static void hash_key(uint64_t seed, uint64_t key[2]) {
    key[0] = key[1] = 0;
    if (seed == 0) return;
    uint32_t x = (uint32_t)seed;
    for (unsigned i = 0; i < 16; i++) {
        x = x * 214013 + 2531011;
        key[i / 8] |= (uint64_t)(x >> 16 & 0xff) << (8 * (i % 8));
    }
}

int64_t hash_bytes(const Proc *p, const void *data, size_t len) {
    if (len == 0) return 0;
    uint64_t key[2];
    hash_key(p->s->profile.hash_seed, key);
    int inner = py_siphash13(p) ? 1 : 2;
    int outer = py_siphash13(p) ? 3 : 4;
    int64_t hash = (int64_t)siphash(key[0], key[1], data, len, inner, outer);
    return hash == -1 ? -2 : hash;
}
