/* flow_fold.c - up to 3.6: constants are computed on the finished instructions, and tests that are turned
 * round are joined there.
 *
 * LOAD_CONST, LOAD_CONST, BINARY_ADD becomes one LOAD_CONST; what it was made of stays in co_consts. After
 * fold_binops_on_constants, fold_unaryops_on_constants and PyCode_Optimize of Python/peephole.c of
 * 3.6. Main entry flat_fold, called by flow38.c. */
#include "lang/flow/flow_flat.h"
#include "lang/scope/const_ops.h"
#include "lang/scope/fold_internal.h"

static const Const *operand(const Flat *flat, size_t start, size_t which) {
    size_t at = flat_find_op(flat, start);
    for (; which || flat->code[at].op != OP_LOAD_CONST; at = flat_find_op(flat, at + 1))
        which -= flat->code[at].op == OP_LOAD_CONST;
    return &flat->flow->consts[flat_arg(flat, at)];
}

/* The operation of a BINARY_ instruction; NB_COUNT for others. */
static NbOp binary_of(int op) {
    switch (op) {
    case OP_BINARY_POWER: return NB_POWER;
    case OP_BINARY_MULTIPLY: return NB_MULTIPLY;
    case OP_BINARY_TRUE_DIVIDE: return NB_TRUE_DIVIDE;
    case OP_BINARY_FLOOR_DIVIDE: return NB_FLOOR_DIVIDE;
    case OP_BINARY_MODULO: return NB_REMAINDER;
    case OP_BINARY_ADD: return NB_ADD;
    case OP_BINARY_SUBTRACT: return NB_SUBTRACT;
    case OP_BINARY_LSHIFT: return NB_LSHIFT;
    case OP_BINARY_RSHIFT: return NB_RSHIFT;
    case OP_BINARY_AND: return NB_AND;
    case OP_BINARY_XOR: return NB_XOR;
    case OP_BINARY_OR: return NB_OR;
    default: return NB_COUNT;
    }
}

static const Const *computed(const Flat *flat, Arena *arena, size_t start, int op) {
    const Const *left = operand(flat, start, 0);
    switch (op) {
    case OP_UNARY_NEGATIVE: return fold_unary(arena, UN_NEGATIVE, left);
    case OP_UNARY_INVERT: return fold_unary(arena, UN_INVERT, left);
    case OP_UNARY_POSITIVE: return fold_unary(arena, UN_POSITIVE, left);
    default: break;
    }
    const Const *right = operand(flat, start, 1);
    if (op == OP_BINARY_SUBSCR) return fold_subscript(arena, left, right);
    return fold_binary(arena, &fold_limits_of_code, binary_of(op), left, right);
}

static bool operation(Flat *flat, size_t start, size_t i) {
    Arena arena = {0};
    const Const *value = computed(flat, &arena, start, flat->code[i].op);
    bool fits = value != NULL;
    if (fits) {
        Const folded = const_copy(value);
        folded.folded = true;
        int index = flow_append_const(flat->flow, folded);
        fits = flat_put_at_end(flat, start, OP_LOAD_CONST, (uint32_t)index, i + 1);
    }
    arena_free(&arena);
    return fits;
}

/* [a, b] and {a, b} that are only searched or iterated over. */
static bool display(Flat *flat, size_t start, size_t i, size_t nexti, size_t n) {
    const Unit *next = &flat->code[nexti];
    if (nexti >= flat->len) return false;
    bool only_read = next->op == OP_GET_ITER || (next->op == OP_COMPARE_OP &&
                                                 (next->arg == CMP_IN || next->arg == CMP_NOT_IN));
    return only_read && flat->blocks[start] == flat->blocks[i + 1] &&
           flat_fold_tuple(flat, start, i + 1, n, flat->code[i].op == OP_BUILD_SET);
}

/* "not" in front of a jump turns the jump round. */
static void not_before_jump(Flat *flat, size_t op_start, size_t i, size_t nexti) {
    if (nexti >= flat->len || flat->code[nexti].op != OP_POP_JUMP_IF_FALSE ||
        flat->blocks[op_start] != flat->blocks[i + 1])
        return;
    flat_nops(flat, op_start, i + 1);
    flat->code[nexti].op = OP_POP_JUMP_IF_TRUE;
}

/* "not a in b" is "a not in b". */
static void not_behind_compare(Flat *flat, size_t op_start, size_t i, size_t nexti) {
    uint32_t compare = flat_arg(flat, i);
    if (compare < CMP_IN || compare > CMP_IS_NOT || nexti >= flat->len ||
        flat->code[nexti].op != OP_UNARY_NOT || flat->blocks[op_start] != flat->blocks[i + 1])
        return;
    flat->code[i].arg = (uint8_t)(compare ^ 1);
    flat_nops(flat, i + 1, nexti + 1);
}

size_t flat_fold(Flat *flat, size_t op_start, size_t i, size_t nexti, size_t loads) {
    int op = flat->code[i].op;
    size_t n = 2;
    switch (op) {
    case OP_UNARY_NOT: not_before_jump(flat, op_start, i, nexti); return 0;
    case OP_COMPARE_OP: not_behind_compare(flat, op_start, i, nexti); return 0;
    case OP_UNARY_NEGATIVE:
    case OP_UNARY_INVERT:
    case OP_UNARY_POSITIVE: n = 1; break;
    case OP_BUILD_LIST:
    case OP_BUILD_SET: n = flat_arg(flat, i); break;
    case OP_BINARY_SUBSCR: break;
    default:
        if (binary_of(op) == NB_COUNT) return 0;
        break;
    }
    if (n == 0 || loads < n) return 0;
    size_t start = flat_const_start(flat, op_start, n);
    bool done = op == OP_BUILD_LIST || op == OP_BUILD_SET
                    ? display(flat, start, i, nexti, n)
                    : flat->blocks[start] == flat->blocks[op_start] && operation(flat, start, i);
    return done ? loads - n + 1 : 0;
}
