/* mod_hash.c - the modules _sha512 and _hashlib: digests of bytes, each at once (Modules/sha512module.c and its
 * neighbours). The objects of hashlib, which take bytes piece by piece, are Python around them.
 *
 * No constant is written down that has a rule: the fractions of roots for SHA-2, of sines for MD5. */
#include <math.h>
#include <string.h>

#include "object/code/module.h"
#include "object/protocol/abstract.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "vm/import/c_modules.h"

/* ---- SHA-2 (FIPS 180-4) ---------------------------------------------------------------------- */

/* The first 64 bits of the fractions of the cube roots of the first 80 primes, and of the square roots
 * of the first 8, or the 8 after them: 64 bits below the point of the root, found bit by bit. */
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

/* The constants of all rounds, and where the state begins: of the first 8 primes, or the next 8. */
static void sha2_constants(uint64_t k[80], uint64_t h[8], bool next) {
    int found = 0;
    for (uint64_t prime = 2; found < 80; prime++) {
        bool is_prime = true;
        for (uint64_t d = 2; d * d <= prime; d++) is_prime &= prime % d != 0;
        if (!is_prime) continue;
        int at = found - (next ? 8 : 0);
        if (at >= 0 && at < 8) h[at] = root_fraction(prime, 2);
        k[found++] = root_fraction(prime, 3);
    }
}

/* What is left behind whole blocks, a bit, and the length of all in bits at the end: one block or two. */
static size_t padded_end(const uint8_t *data, size_t n, size_t block, bool big_endian,
                         uint8_t last[256]) {
    size_t rest = n % block, total = rest < block - block / 8 ? block : 2 * block;
    memset(last, 0, 256);
    if (rest) memcpy(last, data + n - rest, rest);
    last[rest] = 0x80;
    for (size_t i = 0; i < 8; i++) {
        uint8_t byte = (uint8_t)((uint64_t)n * 8 >> (8 * i));
        last[big_endian ? total - 1 - i : total - 8 + i] = byte;
    }
    return total;
}

typedef struct Hash Hash;
typedef void (*BlockFn)(Hash *h, const uint8_t *data);
struct Hash {
    uint64_t h[8], k[80];
};

static void sha512_step(Hash *s, const uint8_t *data) { sha512_block(s->h, s->k, data); }

static uint32_t turn32(uint32_t x, int n) { return x >> n | x << (32 - n); }
static uint32_t big32(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void sha256_step(Hash *s, const uint8_t *data) {
    uint32_t w[64], v[8];
    for (int i = 0; i < 16; i++) w[i] = big32(data + 4 * i);
    for (int i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + (turn32(a, 7) ^ turn32(a, 18) ^ a >> 3) +
               (turn32(b, 17) ^ turn32(b, 19) ^ b >> 10);
    }
    for (int i = 0; i < 8; i++) v[i] = (uint32_t)s->h[i];
    for (int i = 0; i < 64; i++) {
        uint32_t a = v[0], e = v[4];
        uint32_t t1 = v[7] + (turn32(e, 6) ^ turn32(e, 11) ^ turn32(e, 25)) +
                      ((e & v[5]) ^ (~e & v[6])) + (uint32_t)(s->k[i] >> 32) + w[i];
        uint32_t t2 = (turn32(a, 2) ^ turn32(a, 13) ^ turn32(a, 22)) +
                      ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++) s->h[i] = (uint32_t)(s->h[i] + v[i]);
}

/* ---- SHA-1, MD5 (RFC 3174, RFC 1321) ---------------------------------------------------------- */

static void sha1_step(Hash *s, const uint8_t *data) {
    static const uint32_t k[] = {0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6};
    uint32_t w[80], v[5];
    for (int i = 0; i < 16; i++) w[i] = big32(data + 4 * i);
    for (int i = 16; i < 80; i++) w[i] = turn32(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 31);
    for (int i = 0; i < 5; i++) v[i] = (uint32_t)s->h[i];
    for (int i = 0; i < 80; i++) {
        uint32_t b = v[1], c = v[2], d = v[3];
        uint32_t f = i < 20              ? (b & c) | (~b & d)
                     : i < 40 || i >= 60 ? b ^ c ^ d
                                         : (b & c) | (b & d) | (c & d);
        uint32_t t = turn32(v[0], 27) + f + v[4] + k[i / 20] + w[i];
        v[4] = d;
        v[3] = c;
        v[2] = turn32(b, 2);
        v[1] = v[0];
        v[0] = t;
    }
    for (int i = 0; i < 5; i++) s->h[i] = (uint32_t)(s->h[i] + v[i]);
}

static void md5_step(Hash *s, const uint8_t *data) {
    static const uint8_t turns[4][4] = {
        {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    uint32_t a = (uint32_t)s->h[0], b = (uint32_t)s->h[1], c = (uint32_t)s->h[2],
             d = (uint32_t)s->h[3];
    for (uint32_t i = 0; i < 64; i++) {
        uint32_t f, at;
        switch (i / 16) {
        case 0: f = (b & c) | (~b & d), at = i; break;
        case 1: f = (d & b) | (~d & c), at = (5 * i + 1) % 16; break;
        case 2: f = b ^ c ^ d, at = (3 * i + 5) % 16; break;
        default: f = c ^ (b | ~d), at = 7 * i % 16; break;
        }
        const uint8_t *word = data + 4 * at;
        uint32_t x =
            (uint32_t)word[3] << 24 | (uint32_t)word[2] << 16 | (uint32_t)word[1] << 8 | word[0];
        uint32_t sum = a + f + (uint32_t)floor(fabs(sin((double)i + 1)) * 4294967296.0) + x;
        a = d;
        d = c;
        c = b;
        b += turn32(sum, 32 - turns[i / 16][i % 4]);
    }
    s->h[0] = (uint32_t)(s->h[0] + a);
    s->h[1] = (uint32_t)(s->h[1] + b);
    s->h[2] = (uint32_t)(s->h[2] + c);
    s->h[3] = (uint32_t)(s->h[3] + d);
}

/* ---- digests --------------------------------------------------------------------------------- */

typedef struct Algorithm {
    const char *name;
    BlockFn step;
    uint8_t block, word, size; /* bytes of a block, of a word of the state, of the digest */
    bool big_endian;
} Algorithm;

static const Algorithm algorithms[] = {
    {"md5", md5_step, 64, 4, 16, false},       {"sha1", sha1_step, 64, 4, 20, true},
    {"sha224", sha256_step, 64, 4, 28, true},  {"sha256", sha256_step, 64, 4, 32, true},
    {"sha384", sha512_step, 128, 8, 48, true}, {"sha512", sha512_step, 128, 8, 64, true},
};

static void begin(const Algorithm *a, Hash *s) {
    static const uint32_t first[] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    memset(s, 0, sizeof *s);
    if (a->step == md5_step || a->step == sha1_step) {
        for (int i = 0; i < 5; i++) s->h[i] = first[i];
        return;
    }
    bool next = a->size == 28 || a->size == 48;
    sha2_constants(s->k, s->h, next);
    if (a->word == 4)
        for (int i = 0; i < 8; i++) s->h[i] = next ? (uint32_t)s->h[i] : s->h[i] >> 32;
}

static Ob *digest_of(Proc *p, const Algorithm *a, ByteSpan span) {
    Hash s;
    begin(a, &s);
    size_t n = (size_t)span.len, done = 0;
    for (; n - done >= a->block; done += a->block) a->step(&s, span.data + done);
    uint8_t last[256], out[64];
    size_t total = padded_end(span.data, n, a->block, a->big_endian, last);
    for (size_t at = 0; at < total; at += a->block) a->step(&s, last + at);
    for (size_t i = 0; i < a->size; i++) {
        size_t byte = i % a->word;
        out[i] = (uint8_t)(s.h[i / a->word] >> 8 * (a->big_endian ? a->word - 1u - byte : byte));
    }
    img_work(p, (uint64_t)span.len / 128 + 8);
    return bytes_new(p, out, a->size);
}

/* digest(name, data) */
static Ob *named_digest(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    ByteSpan span;
    if (!args_check(p, "_hashlib.digest", nargs, 2, 2, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR)) return err_format(p, EXC_TypeError, "name must be a string");
    for (size_t i = 0; i < ARRAY_LEN(algorithms); i++)
        if (str_eq_cstr(p, args[0], algorithms[i].name))
            return byte_span(p, args[1], &span) ? digest_of(p, &algorithms[i], span) : NULL;
    return err_format(p, EXC_ValueError, "unsupported hash type %U", args[0]);
}

/* The digest of bytes by SHA-512, as random asks for it. */
static Ob *sha512_digest(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    ByteSpan span;
    if (!args_check(p, "_sha512.digest", nargs, 1, 1, kwnames)) return NULL;
    if (!byte_span(p, args[0], &span)) return NULL;
    return digest_of(p, &algorithms[ARRAY_LEN(algorithms) - 1], span);
}

const MethodDef sha512_module_functions[] = {
    {"digest", sha512_digest, 0, "digest(data)"},
    {NULL, NULL, 0, NULL},
};

int sha512_module_fill(Proc *p, Ob *module) {
    (void)p, (void)module;
    return 0;
}

const MethodDef hashlib_module_functions[] = {
    {"digest", named_digest, 0, "digest(name, data)"},
    {NULL, NULL, 0, NULL},
};

int hashlib_module_fill(Proc *p, Ob *module) {
    (void)p, (void)module;
    return 0;
}
