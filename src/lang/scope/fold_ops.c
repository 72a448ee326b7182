/* fold_ops.c - arithmetic on constants, with the limits of Python/ast_opt.c (safe_multiply and its
 * like) or of Python/peephole.c.
 *
 * Called by fold.c and flow_fold.c. What Python would answer with an exception is left to run time. */
#include <math.h>
#include <string.h>

#include "base/complex_math.h"
#include "base/utf8.h"
#include "lang/scope/bigint.h"
#include "lang/scope/const_ops.h"
#include "lang/scope/fold_internal.h"

const FoldLimits fold_limits_of_tree = {
    .int_bits = 128, .divided = 4096, .collection = 256, .text = 4096, .total_items = 1024};

const FoldLimits fold_limits_of_code = {
    .int_bits = 128, .divided = 4096, .collection = 20, .text = 20, .total_items = 1024};

static Const *new_const(Arena *arena, ConstKind kind) {
    Const *value = arena_alloc(arena, sizeof(Const));
    value->kind = kind;
    return value;
}

static const Const *new_float(Arena *arena, double number) {
    Const *value = new_const(arena, CONST_FLOAT);
    value->number = number;
    return value;
}

static const Const *new_complex(Arena *arena, Complex number) {
    Const *value = new_const(arena, CONST_COMPLEX);
    value->number = number.real;
    value->imag = number.imag;
    return value;
}

static const Const *new_bool(Arena *arena, bool truth) {
    return new_const(arena, truth ? CONST_TRUE : CONST_FALSE);
}

static bool is_bool(const Const *value) {
    return value->kind == CONST_TRUE || value->kind == CONST_FALSE;
}
static bool is_int(const Const *value) { return value->kind == CONST_INT || is_bool(value); }
static bool is_real(const Const *value) { return is_int(value) || value->kind == CONST_FLOAT; }
static bool is_number(const Const *value) { return is_real(value) || value->kind == CONST_COMPLEX; }
static bool is_text(const Const *value) {
    return value->kind == CONST_STR || value->kind == CONST_BYTES;
}

const Const *fold_unary(Arena *arena, UnaryKind op, const Const *operand) {
    if (op == UN_NOT) return new_bool(arena, !const_is_true(operand));
    if (operand->kind == CONST_FLOAT && op != UN_INVERT) {
        return new_float(arena, op == UN_NEGATIVE ? -operand->number : operand->number);
    }
    if (operand->kind == CONST_COMPLEX && op != UN_INVERT) {
        double sign = op == UN_NEGATIVE ? -1.0 : 1.0;
        return new_complex(arena, (Complex){sign * operand->number, sign * operand->imag});
    }
    if (!is_int(operand)) return NULL;
    Big value = big_from_const(arena, operand);
    if (op == UN_NEGATIVE) value = big_neg(value);
    if (op == UN_INVERT) value = big_sub(arena, big_neg(value), big_from_int(arena, 1));
    return big_to_const(arena, value);
}

/* ---- whole numbers --------------------------------------------------------------------------- */

static const Const *float_binary(Arena *arena, NbOp op, double x, double y);

static const Const *int_power(Arena *arena, const FoldLimits *limits, Big x, Big y) {
    if (y.neg) {
        double a, b;
        if (!big_to_double(x, &a) || !big_to_double(y, &b)) return NULL;
        return float_binary(arena, NB_POWER, a, b);
    }
    int64_t exponent;
    if (x.count && y.count) {
        if (!big_to_int64(y, &exponent) || exponent > limits->int_bits ||
            big_bits(x) > (size_t)(limits->int_bits / exponent)) {
            return NULL;
        }
    } else {
        exponent = y.count ? 1 : 0; /* 0 ** n, x ** 0 */
    }
    return big_to_const(arena, big_power(arena, x, (unsigned)exponent));
}

static const Const *int_shift(Arena *arena, const FoldLimits *limits, NbOp op, Big x, Big y) {
    int64_t bits;
    if (y.neg) return NULL;
    if (op == NB_RSHIFT) {
        if (!big_to_int64(y, &bits)) bits = (int64_t)big_bits(x) + 64;
        return big_to_const(arena, big_shift_right(arena, x, (size_t)bits));
    }
    if (x.count == 0 || y.count == 0) return big_to_const(arena, x);
    if (!big_to_int64(y, &bits) || bits > limits->int_bits ||
        (int64_t)big_bits(x) > limits->int_bits - bits) {
        return NULL;
    }
    return big_to_const(arena, big_shift_left(arena, x, (size_t)bits));
}

static const Const *int_binary(Arena *arena, const FoldLimits *limits, NbOp op, const Const *left,
                               const Const *right) {
    Big x = big_from_const(arena, left), y = big_from_const(arena, right), q, r;
    double ratio;
    switch (op) {
    case NB_ADD: return big_to_const(arena, big_add(arena, x, y));
    case NB_SUBTRACT: return big_to_const(arena, big_sub(arena, x, y));
    case NB_MULTIPLY:
        if (x.count && y.count && big_bits(x) + big_bits(y) > (size_t)limits->int_bits) return NULL;
        return big_to_const(arena, big_mul(arena, x, y));
    case NB_FLOOR_DIVIDE:
    case NB_REMAINDER:
        if (x.count > (size_t)limits->divided || !big_divmod(arena, x, y, &q, &r)) return NULL;
        return big_to_const(arena, op == NB_REMAINDER ? r : q);
    case NB_TRUE_DIVIDE:
        return big_true_divide(arena, x, y, &ratio) ? new_float(arena, ratio) : NULL;
    case NB_POWER: return int_power(arena, limits, x, y);
    case NB_LSHIFT:
    case NB_RSHIFT: return int_shift(arena, limits, op, x, y);
    case NB_AND:
    case NB_OR:
    case NB_XOR: {
        Big out = big_bitwise(arena, x, y, op == NB_AND ? '&' : op == NB_OR ? '|' : '^');
        if (is_bool(left) && is_bool(right)) return new_bool(arena, out.count > 0);
        return big_to_const(arena, out);
    }
    default: return NULL;
    }
}

/* ---- floats (Objects/floatobject.c) ---------------------------------------------------------- */

static const Const *float_divide(Arena *arena, NbOp op, double x, double y) {
    if (y == 0.0) return NULL;
    if (op == NB_TRUE_DIVIDE) return new_float(arena, x / y);
    double mod = fmod(x, y), div = (x - mod) / y;
    if (mod != 0.0) {
        if ((y < 0) != (mod < 0)) {
            mod += y;
            div -= 1.0;
        }
    } else {
        mod = copysign(0.0, y);
    }
    if (op == NB_REMAINDER) return new_float(arena, mod);
    double floored = copysign(0.0, x / y);
    if (div != 0.0) {
        floored = floor(div);
        if (div - floored > 0.5) floored += 1.0;
    }
    return new_float(arena, floored);
}

/* Objects/complexobject.c */
static const Const *complex_binary(Arena *arena, NbOp op, Complex x, Complex y) {
    Complex result = {x.real, x.imag};
    ComplexStatus status = COMPLEX_OK;
    switch (op) {
    case NB_ADD: result = (Complex){x.real + y.real, x.imag + y.imag}; break;
    case NB_SUBTRACT: result = (Complex){x.real - y.real, x.imag - y.imag}; break;
    case NB_MULTIPLY: result = complex_product(x, y); break;
    case NB_TRUE_DIVIDE: status = complex_quotient(x, y, &result); break;
    case NB_POWER: status = complex_power(x, y, &result); break;
    default: return NULL;
    }
    return status == COMPLEX_OK ? new_complex(arena, result) : NULL;
}

static const Const *float_binary(Arena *arena, NbOp op, double x, double y) {
    double result;
    switch (op) {
    case NB_ADD: return new_float(arena, x + y);
    case NB_SUBTRACT: return new_float(arena, x - y);
    case NB_MULTIPLY: return new_float(arena, x * y);
    case NB_TRUE_DIVIDE:
    case NB_FLOOR_DIVIDE:
    case NB_REMAINDER: return float_divide(arena, op, x, y);
    case NB_POWER:
        if (x == 0.0 && y < 0.0) return NULL;
        if (x < 0.0 && isfinite(x) && isfinite(y) && y != floor(y))
            return complex_binary(arena, op, (Complex){x, 0.0}, (Complex){y, 0.0});
        result = pow(x, y);
        if (isinf(result) && isfinite(x) && isfinite(y)) return NULL; /* OverflowError */
        return new_float(arena, result);
    default: return NULL;
    }
}

static bool as_double(Arena *arena, const Const *value, double *out) {
    if (value->kind == CONST_FLOAT) {
        *out = value->number;
        return true;
    }
    return big_to_double(big_from_const(arena, value), out);
}

static bool as_complex(Arena *arena, const Const *value, Complex *out) {
    *out = (Complex){value->number, value->imag};
    if (value->kind == CONST_COMPLEX) return true;
    out->imag = 0.0;
    return as_double(arena, value, &out->real);
}

/* ---- sequences ------------------------------------------------------------------------------- */

static const Const *concatenate(Arena *arena, const Const *left, const Const *right) {
    Const *out = new_const(arena, left->kind);
    if (left->kind == CONST_TUPLE) {
        out->count = left->count + right->count;
        out->items = arena_alloc(arena, out->count * sizeof(Const));
        if (left->count) memcpy(out->items, left->items, left->count * sizeof(Const));
        if (right->count) {
            memcpy(out->items + left->count, right->items, right->count * sizeof(Const));
        }
        return out;
    }
    char *text = arena_alloc(arena, left->len + right->len + 1);
    if (left->len) memcpy(text, left->text, left->len);
    if (right->len) memcpy(text + left->len, right->text, right->len);
    out->text = text;
    out->len = left->len + right->len;
    return out;
}

/* How many constants lie in it, at most three levels deep (ast_opt.c, check_complexity). */
static int64_t complexity(const Const *value, int64_t limit) {
    if (value->kind != CONST_TUPLE && value->kind != CONST_FROZENSET) return limit;
    limit -= (int64_t)value->count;
    for (size_t i = 0; limit >= 0 && i < value->count; i++) {
        limit = complexity(&value->items[i], limit);
    }
    return limit;
}

static const Const *repeat(Arena *arena, const FoldLimits *limits, const Const *value,
                           const Const *times) {
    bool tuple = value->kind == CONST_TUPLE;
    int64_t n, size = tuple                      ? (int64_t)value->count
                      : value->kind == CONST_STR ? (int64_t)utf8_count(value->text, value->len)
                                                 : (int64_t)value->len;
    if (!big_to_int64(big_from_const(arena, times), &n)) return NULL;
    if (size > 0) {
        if (n < 0 || n > (tuple ? limits->collection : limits->text) / size) return NULL;
        if (tuple && n && complexity(value, limits->total_items / n) < 0) return NULL;
    } else {
        n = 0;
    }
    const Const *out = new_const(arena, value->kind);
    for (int64_t i = 0; i < n; i++) out = concatenate(arena, out, value);
    if (!tuple && !out->text) ((Const *)(uintptr_t)out)->text = arena_text(arena, "", 0);
    return out;
}

const Const *fold_binary(Arena *arena, const FoldLimits *limits, NbOp op, const Const *left,
                         const Const *right) {
    if (is_int(left) && is_int(right)) return int_binary(arena, limits, op, left, right);
    if (is_number(left) && is_number(right) && !(is_real(left) && is_real(right))) {
        Complex x, y;
        if (!as_complex(arena, left, &x) || !as_complex(arena, right, &y)) return NULL;
        return complex_binary(arena, op, x, y);
    }
    if (is_real(left) && is_real(right)) {
        double x, y;
        if (!as_double(arena, left, &x) || !as_double(arena, right, &y)) return NULL;
        return float_binary(arena, op, x, y);
    }
    if (op == NB_ADD && left->kind == right->kind && (is_text(left) || left->kind == CONST_TUPLE)) {
        return concatenate(arena, left, right);
    }
    if (op == NB_MULTIPLY) {
        if (is_int(right) && (is_text(left) || left->kind == CONST_TUPLE)) {
            return repeat(arena, limits, left, right);
        }
        if (is_int(left) && (is_text(right) || right->kind == CONST_TUPLE)) {
            return repeat(arena, limits, right, left);
        }
    }
    return NULL;
}

/* ---- subscripts and sets --------------------------------------------------------------------- */

const Const *fold_subscript(Arena *arena, const Const *value, const Const *index) {
    int64_t at, count;
    if (!is_int(index) || !big_to_int64(big_from_const(arena, index), &at)) return NULL;
    if (value->kind == CONST_TUPLE) {
        count = (int64_t)value->count;
    } else if (value->kind == CONST_STR) {
        count = (int64_t)utf8_count(value->text, value->len);
    } else if (value->kind == CONST_BYTES) {
        count = (int64_t)value->len;
    } else {
        return NULL;
    }
    if (at < 0) at += count;
    if (at < 0 || at >= count) return NULL;
    if (value->kind == CONST_TUPLE) return &value->items[at];
    if (value->kind == CONST_BYTES) {
        return big_to_const(arena, big_from_int(arena, (unsigned char)value->text[at]));
    }
    size_t pos = 0, step = 0;
    uint32_t cp;
    for (int64_t i = 0; i <= at; i++) {
        pos += step;
        step = utf8_decode(value->text + pos, value->len - pos, &cp);
        if (cp == UTF8_BAD) return NULL; /* a lone surrogate in the text: leave it to run time */
    }
    Const *out = new_const(arena, CONST_STR);
    out->text = arena_text(arena, value->text + pos, step);
    out->len = step;
    return out;
}

/* a == b in Python, for what may stand in a constant set: 1, 1.0 and True are one. */
static bool python_equal(Arena *arena, const Const *a, const Const *b) {
    if (is_number(a) && is_number(b)) {
        Complex x, y;
        if (is_int(a) && is_int(b)) {
            return big_compare(big_from_const(arena, a), big_from_const(arena, b)) == 0;
        }
        return as_complex(arena, a, &x) && as_complex(arena, b, &y) && x.real == y.real &&
               x.imag == y.imag;
    }
    if (a->kind != b->kind || a->count != b->count) return false;
    if (a->kind != CONST_TUPLE) return const_equal(a, b, false);
    for (size_t i = 0; i < a->count; i++) {
        if (!python_equal(arena, &a->items[i], &b->items[i])) return false;
    }
    return true;
}

const Const *fold_frozenset(Arena *arena, const Const *items, size_t count) {
    Const *out = new_const(arena, CONST_FROZENSET);
    out->items = arena_alloc(arena, (count ? count : 1) * sizeof(Const));
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t k = 0; k < out->count && !known; k++) {
            known = python_equal(arena, &items[i], &out->items[k]);
        }
        if (!known) out->items[out->count++] = items[i];
    }
    return out;
}
