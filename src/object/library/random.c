/* random.c - _random.Random: the same numbers for the same seed as in CPython
 * (Modules/_randommodule.c). What has no seed begins the same way in each run. */
#include "object/library/random.h"

#include <string.h>

#include "object/container/tuple.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/instance.h"

/* ---- the generator --------------------------------------------------------------------------- */

/* Each word of the new state comes from one word, the low bits of the next and one far behind. */
static uint32_t twisted(uint32_t word, uint32_t next, uint32_t far) {
    uint32_t y = (word & UINT32_C(0x80000000)) | (next & UINT32_C(0x7FFFFFFF));
    return far ^ (y >> 1) ^ (y & 1 ? UINT32_C(0x9908B0DF) : 0);
}

static uint32_t next_word(RandomOb *r) {
    uint32_t *s = r->state;
    if (r->index >= MT_WORDS) {
        for (int k = 0; k < MT_WORDS; k++)
            s[k] = twisted(s[k], s[(k + 1) % MT_WORDS], s[(k + MT_MIDDLE) % MT_WORDS]);
        r->index = 0;
    }
    uint32_t y = s[r->index++];
    y ^= y >> 11;
    y ^= y << 7 & UINT32_C(0x9D2C5680);
    y ^= y << 15 & UINT32_C(0xEFC60000);
    return y ^ y >> 18;
}

static void init_by_number(RandomOb *r, uint32_t seed) {
    r->state[0] = seed;
    for (uint32_t i = 1; i < MT_WORDS; i++)
        r->state[i] = UINT32_C(1812433253) * (r->state[i - 1] ^ r->state[i - 1] >> 30) + i;
    r->index = MT_WORDS;
}

/* Key word `j` of n; a long seed is read from the digits of an int. */
typedef struct Key {
    const Ob *number; /* NULL: of one word, `word` */
    uint32_t word;
    int64_t n;
} Key;

static uint32_t key_word(const Key *key, int64_t j) {
    if (!key->number) return key->word;
    int64_t digits = int_digit_count(key->number), bit = 32 * j;
    const uint32_t *digit = ((const IntOb *)key->number)->ob_digit;
    uint64_t word = 0;
    for (int64_t i = bit / INT_SHIFT, at = i * INT_SHIFT - bit; i < digits && at < 32;
         i++, at += INT_SHIFT)
        word |= at < 0 ? (uint64_t)digit[i] >> -at : (uint64_t)digit[i] << at;
    return (uint32_t)word;
}

static void init_by_key(RandomOb *r, const Key *key) {
    uint32_t *s = r->state, i = 1;
    init_by_number(r, UINT32_C(19650218));
    int64_t rounds = key->n > MT_WORDS ? key->n : MT_WORDS;
    for (int64_t k = 0, j = 0; k < rounds; k++) {
        uint32_t before = s[i - 1];
        s[i] =
            (s[i] ^ (before ^ before >> 30) * UINT32_C(1664525)) + key_word(key, j) + (uint32_t)j;
        if (++i >= MT_WORDS) {
            s[0] = s[MT_WORDS - 1];
            i = 1;
        }
        if (++j >= key->n) j = 0;
    }
    for (int k = 1; k < MT_WORDS; k++) {
        uint32_t before = s[i - 1];
        s[i] = (s[i] ^ (before ^ before >> 30) * UINT32_C(1566083941)) - i;
        if (++i >= MT_WORDS) {
            s[0] = s[MT_WORDS - 1];
            i = 1;
        }
    }
    s[0] = UINT32_C(0x80000000);
}

/* random_seed: an int by its digits, anything else by its hash; NULL or None: as every run does. */
static bool seed_with(Proc *p, RandomOb *r, Ob *arg) {
    Key key = {NULL, UINT32_C(0x6F75726F), 1};
    if (!arg || arg == OB_NONE(p)) {
        init_by_key(r, &key);
        return true;
    }
    Ob *number = NULL;
    if (ob_is(arg, TYPE_INT) || ob_is(arg, TYPE_BOOL)) {
        number = int_ops.unary(p, UN_ABSOLUTE, arg); /* of the number, whatever its class says */
    } else {
        int64_t hash = ob_hash(p, arg);
        if (hash == -1 && err_occurred(p)) return false;
        number = int_from_u64(p, (uint64_t)hash);
    }
    if (!number) return false;
    key.number = number;
    key.n = (int_bit_length(number) + 31) / 32;
    if (key.n == 0) key = (Key){NULL, 0, 1};
    init_by_key(r, &key);
    img_work(p, (uint64_t)(key.n + MT_WORDS) / 64);
    ob_decref(p, number);
    return true;
}

/* ---- the type -------------------------------------------------------------------------------- */

static Ob *random_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!no_keywords_for(p, type, SP_INIT, "Random", kwnames)) return NULL;
    Ob *o = instance_alloc(p, type, 0);
    if (o && seed_with(p, (RandomOb *)o, nargs ? args[0] : NULL)) return o;
    ob_xdecref(p, o);
    return NULL;
}

static void random_dealloc(Proc *p, Ob *o) { ob_free(p, o); }

#define METHOD(name)                                                                               \
    static Ob *method_##name(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames)

METHOD(random) {
    (void)args;
    if (!args_check(p, "Random.random", nargs, 0, 0, kwnames)) return NULL;
    uint32_t a = next_word((RandomOb *)o) >> 5, b = next_word((RandomOb *)o) >> 6;
    return float_new(p, ((double)a * 67108864.0 + (double)b) * (1.0 / 9007199254740992.0));
}

METHOD(seed) {
    if (!args_check(p, "seed", nargs, 0, 1, kwnames)) return NULL;
    return seed_with(p, (RandomOb *)o, nargs ? args[0] : NULL) ? ob_newref(p, OB_NONE(p)) : NULL;
}

enum { MAX_BITS = 1 << 20 };

/* More than 64 bits: the words that come first are the low ones. */
static Ob *long_number(Proc *p, RandomOb *r, int64_t k) {
    static const char hex[] = "0123456789abcdef";
    int64_t words = (k + 31) / 32;
    char *text = mem_alloc(p, (size_t)words * 8, BLOCK_OTHER);
    if (!text) return err_no_memory(p);
    for (int64_t i = 0; i < words; i++, k -= 32) {
        uint32_t word = next_word(r);
        if (k < 32) word >>= 32 - k;
        for (int64_t j = 0; j < 8; j++) text[(words - i) * 8 - 1 - j] = hex[word >> (4 * j) & 15];
    }
    img_work(p, (uint64_t)words / 8);
    Ob *number = int_from_hex(p, text, (size_t)words * 8);
    mem_free(p, text);
    return number;
}

METHOD(getrandbits) {
    int64_t k;
    if (!args_check(p, "Random.getrandbits", nargs, 1, 1, kwnames)) return NULL;
    if (ob_as_int_arg(p, args[0], &k) < 0) return NULL;
    bool zero = py_getrandbits_zero(p);
    if (k < 0 && zero) return err_format(p, EXC_ValueError, "number of bits must be non-negative");
    if (k <= 0 && !zero)
        return err_format(p, EXC_ValueError, "number of bits must be greater than zero");
    if (k == 0) return int_from_i64(p, 0);
    if (k > MAX_BITS) return err_no_memory(p);
    RandomOb *r = (RandomOb *)o;
    if (k <= 32) return int_from_u64(p, next_word(r) >> (32 - k));
    if (k > 64) return long_number(p, r, k);
    uint64_t low = next_word(r), high = next_word(r) >> (64 - k);
    return int_from_u64(p, high << 32 | low);
}

METHOD(getstate) {
    const RandomOb *r = (RandomOb *)o;
    (void)args;
    if (!args_check(p, "Random.getstate", nargs, 0, 0, kwnames)) return NULL;
    Ob *state = tuple_new(p, MT_WORDS + 1);
    for (int i = 0; state && i <= MT_WORDS; i++) {
        Ob *word = int_from_u64(p, i < MT_WORDS ? r->state[i] : (uint64_t)r->index);
        if (!word) {
            ob_decref(p, state);
            return NULL;
        }
        tuple_set(p, state, i, word);
    }
    return state;
}

METHOD(setstate) {
    RandomOb *r = (RandomOb *)o;
    if (!args_check(p, "Random.setstate", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_TUPLE))
        return err_format(p, EXC_TypeError, "state vector must be a tuple");
    if (tuple_size(args[0]) != MT_WORDS + 1)
        return err_format(p, EXC_ValueError, "state vector is the wrong size");
    uint32_t words[MT_WORDS];
    int64_t value = 0;
    for (int i = 0; i <= MT_WORDS; i++) {
        value = int_as_i64_err(p, tuple_item(args[0], i));
        if (value == -1 && err_occurred(p)) return NULL;
        if (i < MT_WORDS) words[i] = (uint32_t)value;
    }
    if (value < 0 || value > MT_WORDS) return err_format(p, EXC_ValueError, "invalid state");
    memcpy(r->state, words, sizeof words);
    r->index = (int32_t)value;
    return ob_newref(p, OB_NONE(p));
}

static const MethodDef random_methods[] = {
    {"random", method_random, 0, "random()"},
    {"seed", method_seed, METH_TUPLE_UNTIL(PY_3_7), "seed(n=None)"},
    {"getstate", method_getstate, 0, "getstate()"},
    {"setstate", method_setstate, 0, "setstate(state)"},
    {"getrandbits", method_getrandbits, METH_TUPLE_UNTIL(PY_3_7), "getrandbits(k)"},
    {NULL, NULL, 0, NULL},
};

const TypeOps random_ops = {
    .dealloc = random_dealloc,
    .tp_new = random_tp_new,
    .methods = random_methods,
};
