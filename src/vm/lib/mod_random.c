/* mod_random.c - the modules _random and _sha512: what random takes from C (Modules/_randommodule.c,
 * Modules/sha512module.c). */
#include <string.h>

#include "object/code/module.h"
#include "object/protocol/abstract.h"
#include "object/text/bytes.h"
#include "vm/import/c_modules.h"

const MethodDef random_module_functions[] = {{NULL, NULL, 0, NULL}};

int random_module_fill(Proc *p, Ob *module) {
    return module_set(p, module, "Random", &type_of_id(p, TYPE_RANDOM)->base.ob);
}

/* ---- SHA-512 (FIPS 180-4) -------------------------------------------------------------------- */

/* The first 64 bits of the fractions of the cube roots of the first 80 primes, and of the square roots
 * of the first 8: 64 bits below the point of the root, found bit by bit. */
typedef struct Wide {
    uint64_t word[4]; /* low first */
} Wide;

static Wide wide_mul(Wide a, uint64_t b) {
    Wide r = {{0}};
    uint64_t carry = 0;
    for (int i = 0; i < 4; i++) {
        uint64_t low = a.word[i] & UINT32_MAX, high = a.word[i] >> 32;
        uint64_t b0 = b & UINT32_MAX, b1 = b >> 32;
        uint64_t ll = low * b0, lh = low * b1, hl = high * b0, hh = high * b1;
        uint64_t middle = (ll >> 32) + (lh & UINT32_MAX) + (hl & UINT32_MAX);
        uint64_t sum = (ll & UINT32_MAX) | middle << 32;
        uint64_t up = hh + (lh >> 32) + (hl >> 32) + (middle >> 32);
        r.word[i] = sum + carry;
        carry = up + (r.word[i] < sum);
    }
    return r;
}

/* Is (whole + fraction / 2^64) to the power 2 or 3 at most `n`? Neither has more than 5 bits. */
static bool root_fits(uint64_t whole, uint64_t fraction, int power, uint64_t n) {
    Wide x = {{fraction, whole, 0, 0}}, r = x;
    for (int i = 1; i < power; i++) {
        Wide low = wide_mul(r, fraction), high = wide_mul(r, whole), sum = {{0}};
        uint64_t carry = 0;
        for (int k = 0; k < 4; k++) {
            uint64_t above = k ? high.word[k - 1] : 0;
            sum.word[k] = low.word[k] + above;
            uint64_t over = sum.word[k] < low.word[k];
            sum.word[k] += carry;
            carry = over | (sum.word[k] < carry);
        }
        r = sum;
    }
    return r.word[power] < n; /* the whole part; the fraction is never exactly zero */
}

static uint64_t root_fraction(uint64_t n, int power) {
    uint64_t whole = 1, fraction = 0;
    while (power == 2 ? (whole + 1) * (whole + 1) <= n
                      : (whole + 1) * (whole + 1) * (whole + 1) <= n)
        whole++;
    for (int bit = 63; bit >= 0; bit--)
        if (root_fits(whole, fraction | UINT64_C(1) << bit, power, n))
            fraction |= UINT64_C(1) << bit;
    return fraction;
}

static uint64_t turn(uint64_t x, int n) { return x >> n | x << (64 - n); }

static void sha512_block(uint64_t h[8], const uint64_t k[80], const uint8_t *data) {
    uint64_t w[80], v[8];
    for (int i = 0; i < 16; i++) {
        w[i] = 0;
        for (int j = 0; j < 8; j++) w[i] = w[i] << 8 | data[8 * i + j];
    }
    for (int i = 16; i < 80; i++) {
        uint64_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + (turn(a, 1) ^ turn(a, 8) ^ a >> 7) +
               (turn(b, 19) ^ turn(b, 61) ^ b >> 6);
    }
    memcpy(v, h, sizeof v);
    for (int i = 0; i < 80; i++) {
        uint64_t a = v[0], e = v[4];
        uint64_t t1 = v[7] + (turn(e, 14) ^ turn(e, 18) ^ turn(e, 41)) +
                      ((e & v[5]) ^ (~e & v[6])) + k[i] + w[i];
        uint64_t t2 =
            (turn(a, 28) ^ turn(a, 34) ^ turn(a, 39)) + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++) h[i] += v[i];
}

static void sha512(const uint8_t *data, size_t n, uint8_t out[64]) {
    uint64_t k[80], h[8];
    int found = 0;
    for (uint64_t prime = 2; found < 80; prime++) {
        bool is_prime = true;
        for (uint64_t d = 2; d * d <= prime; d++) is_prime &= prime % d != 0;
        if (!is_prime) continue;
        if (found < 8) h[found] = root_fraction(prime, 2);
        k[found++] = root_fraction(prime, 3);
    }
    size_t done = 0;
    for (; n - done >= 128; done += 128) sha512_block(h, k, data + done);
    uint8_t last[256] = {0};
    size_t rest = n - done, total = rest < 112 ? 128 : 256;
    if (rest) memcpy(last, data + done, rest);
    last[rest] = 0x80;
    for (int i = 0; i < 8; i++) last[total - 1 - (size_t)i] = (uint8_t)((uint64_t)n * 8 >> (8 * i));
    sha512_block(h, k, last);
    if (total == 256) sha512_block(h, k, last + 128);
    for (int i = 0; i < 64; i++) out[i] = (uint8_t)(h[i / 8] >> (56 - 8 * (i % 8)));
}

/* The digest of bytes, at once. */
static Ob *digest(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "_sha512.digest", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_BYTES)) {
        return err_format(p, EXC_TypeError, "a bytes-like object is required, not '%N'",
                          args[0]->ob_type);
    }
    uint8_t out[64];
    sha512(bytes_data(args[0]), (size_t)bytes_len(args[0]), out);
    img_work(p, (uint64_t)bytes_len(args[0]) / 128 + 8);
    return bytes_new(p, out, sizeof out);
}

const MethodDef sha512_module_functions[] = {
    {"digest", digest, 0, "digest(data)"},
    {NULL, NULL, 0, NULL},
};

int sha512_module_fill(Proc *p, Ob *module) {
    (void)p, (void)module;
    return 0;
}
