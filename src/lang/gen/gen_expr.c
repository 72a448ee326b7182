/* gen_expr.c - expressions into instructions. Main entries gen_expr and gen_jump_if. */
#include "lang/gen/gen.h"

#include <string.h>

#include "lang/scope/const_ops.h"

/* A jump that no source text stands for. */
static void jump_nowhere(Gen *g, Block *target) {
    SourceSpan old = g->u->loc;
    gen_nowhere(g);
    gen_jump(g,
             !gen_is(g, PY_3_11)  ? OP_JUMP_FORWARD
             : gen_is(g, PY_3_13) ? P_JUMP_NO_INTERRUPT
                                  : P_JUMP,
             target);
    gen_at(g, old);
}

static void to_bool(Gen *g) {
    if (gen_is(g, PY_3_13)) gen_op(g, OP_TO_BOOL);
}

/* ---- operators ------------------------------------------------------------------------------- */

void gen_binary_op(Gen *g, int nb, bool inplace) {
    static const uint8_t plain[] = {OP_BINARY_ADD,
                                    OP_BINARY_AND,
                                    OP_BINARY_FLOOR_DIVIDE,
                                    OP_BINARY_LSHIFT,
                                    OP_BINARY_MATRIX_MULTIPLY,
                                    OP_BINARY_MULTIPLY,
                                    OP_BINARY_MODULO,
                                    OP_BINARY_OR,
                                    OP_BINARY_POWER,
                                    OP_BINARY_RSHIFT,
                                    OP_BINARY_SUBTRACT,
                                    OP_BINARY_TRUE_DIVIDE,
                                    OP_BINARY_XOR};
    static const uint8_t in_place[] = {OP_INPLACE_ADD,
                                       OP_INPLACE_AND,
                                       OP_INPLACE_FLOOR_DIVIDE,
                                       OP_INPLACE_LSHIFT,
                                       OP_INPLACE_MATRIX_MULTIPLY,
                                       OP_INPLACE_MULTIPLY,
                                       OP_INPLACE_MODULO,
                                       OP_INPLACE_OR,
                                       OP_INPLACE_POWER,
                                       OP_INPLACE_RSHIFT,
                                       OP_INPLACE_SUBTRACT,
                                       OP_INPLACE_TRUE_DIVIDE,
                                       OP_INPLACE_XOR};
    if (gen_is(g, PY_3_11)) {
        gen_arg(g, OP_BINARY_OP, inplace ? nb + NB_INPLACE_ADD : nb);
    } else {
        gen_op(g, inplace ? in_place[nb] : plain[nb]);
    }
}

static void unary(Gen *g, const Expr *e) {
    gen_expr(g, e->u.operand);
    switch (e->op) {
    case UN_NOT:
        to_bool(g);
        gen_op(g, OP_UNARY_NOT);
        break;
    case UN_NEGATIVE: gen_op(g, OP_UNARY_NEGATIVE); break;
    case UN_INVERT: gen_op(g, OP_UNARY_INVERT); break;
    default:
        if (gen_is(g, PY_3_12)) {
            gen_arg(g, OP_CALL_INTRINSIC_1, INTRINSIC_UNARY_POSITIVE);
        } else {
            gen_op(g, OP_UNARY_POSITIVE);
        }
        break;
    }
}

void gen_compare_op(Gen *g, int cmp) {
    /* Low bits of 3.12+: which of unordered, less, greater, equal make the comparison true. */
    static const uint8_t masks[] = {2, 10, 8, 7, 4, 12};
    if (gen_is(g, PY_3_9) && (cmp == CMP_IS || cmp == CMP_IS_NOT)) {
        gen_arg(g, OP_IS_OP, cmp == CMP_IS_NOT);
    } else if (gen_is(g, PY_3_9) && (cmp == CMP_IN || cmp == CMP_NOT_IN)) {
        gen_arg(g, OP_CONTAINS_OP, cmp == CMP_NOT_IN);
    } else if (gen_is(g, PY_3_13)) {
        gen_arg(g, OP_COMPARE_OP, cmp << 5 | masks[cmp]);
    } else if (gen_is(g, PY_3_12)) {
        gen_arg(g, OP_COMPARE_OP, cmp << 4 | masks[cmp]);
    } else {
        gen_arg(g, OP_COMPARE_OP, cmp);
    }
}

/* Keep the middle operand of a chain for the next comparison. */
static void keep_middle(Gen *g) {
    if (gen_is(g, PY_3_11)) {
        gen_arg(g, OP_SWAP, 2);
        gen_arg(g, OP_COPY, 2);
    } else {
        gen_op(g, OP_DUP_TOP);
        gen_op(g, OP_ROT_THREE);
    }
}

static void compare(Gen *g, const Expr *e) {
    size_t last = e->u.compare.rest.count - 1;
    gen_check_compare(g, e);
    gen_expr(g, e->u.compare.left);
    if (last == 0) {
        gen_expr(g, e->u.compare.rest.items[0]);
        gen_compare_op(g, e->u.compare.ops[0]);
        return;
    }
    Block *cleanup = gen_block(g);
    for (size_t i = 0; i < last; i++) {
        gen_expr(g, e->u.compare.rest.items[i]);
        keep_middle(g);
        gen_compare_op(g, e->u.compare.ops[i]);
        if (gen_is(g, PY_3_12)) {
            gen_arg(g, OP_COPY, 1);
            to_bool(g);
            gen_jump(g, OP_POP_JUMP_IF_FALSE, cleanup);
            gen_op(g, OP_POP_TOP);
        } else {
            gen_jump(g, OP_JUMP_IF_FALSE_OR_POP, cleanup);
        }
    }
    gen_expr(g, e->u.compare.rest.items[last]);
    gen_compare_op(g, e->u.compare.ops[last]);
    Block *end = gen_block(g);
    jump_nowhere(g, end);
    gen_use(g, cleanup);
    if (gen_is(g, PY_3_11)) {
        gen_arg(g, OP_SWAP, 2);
    } else {
        gen_op(g, OP_ROT_TWO);
    }
    gen_op(g, OP_POP_TOP);
    gen_use(g, end);
}

static void bool_op(Gen *g, const Expr *e) {
    Block *end = gen_block(g);
    bool and_ = e->op == BOOL_AND;
    size_t last = e->u.items.count - 1;
    for (size_t i = 0; i < last; i++) {
        gen_expr(g, e->u.items.items[i]);
        if (gen_is(g, PY_3_12)) {
            gen_arg(g, OP_COPY, 1);
            to_bool(g);
            gen_jump(g, and_ ? OP_POP_JUMP_IF_FALSE : OP_POP_JUMP_IF_TRUE, end);
            gen_op(g, OP_POP_TOP);
        } else {
            gen_jump(g, and_ ? OP_JUMP_IF_FALSE_OR_POP : OP_JUMP_IF_TRUE_OR_POP, end);
            if (gen_has_places(g)) gen_use(g, gen_block(g));
        }
    }
    gen_expr(g, e->u.items.items[last]);
    gen_use(g, end);
}

static void conditional(Gen *g, const Expr *e) {
    Block *end = gen_block(g), *next = gen_block(g);
    gen_jump_if(g, e->u.cond.test, next, false);
    gen_expr(g, e->u.cond.body);
    jump_nowhere(g, end);
    gen_use(g, next);
    gen_expr(g, e->u.cond.orelse);
    gen_use(g, end);
}

/* ---- jumps on conditions --------------------------------------------------------------------- */

static void jump_if_bool(Gen *g, const Expr *e, Block *next, bool cond) {
    bool cond2 = e->op == BOOL_OR;
    Block *next2 = cond2 == cond ? next : gen_block(g);
    size_t last = e->u.items.count - 1;
    for (size_t i = 0; i < last; i++) gen_jump_if(g, e->u.items.items[i], next2, cond2);
    gen_jump_if(g, e->u.items.items[last], next, cond);
    if (next2 != next) gen_use(g, next2);
}

static void jump_if_conditional(Gen *g, const Expr *e, Block *next, bool cond) {
    Block *end = gen_block(g), *next2 = gen_block(g);
    gen_jump_if(g, e->u.cond.test, next2, false);
    gen_jump_if(g, e->u.cond.body, next, cond);
    jump_nowhere(g, end);
    gen_use(g, next2);
    gen_jump_if(g, e->u.cond.orelse, next, cond);
    gen_use(g, end);
}

static void jump_if_chain(Gen *g, const Expr *e, Block *next, bool cond) {
    size_t last = e->u.compare.rest.count - 1;
    Block *cleanup = gen_block(g);
    gen_expr(g, e->u.compare.left);
    for (size_t i = 0; i < last; i++) {
        gen_expr(g, e->u.compare.rest.items[i]);
        keep_middle(g);
        gen_compare_op(g, e->u.compare.ops[i]);
        to_bool(g);
        gen_jump(g, OP_POP_JUMP_IF_FALSE, cleanup);
    }
    gen_expr(g, e->u.compare.rest.items[last]);
    gen_compare_op(g, e->u.compare.ops[last]);
    to_bool(g);
    gen_jump(g, cond ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, next);
    Block *end = gen_block(g);
    jump_nowhere(g, end);
    gen_use(g, cleanup);
    gen_op(g, OP_POP_TOP);
    if (!cond) jump_nowhere(g, next);
    gen_use(g, end);
}

/* Jump to `next` when the truth of `e` is `cond` (compiler_jump_if). */
void gen_jump_if(Gen *g, const Expr *e, Block *next, bool cond) {
    SourceSpan old = g->u->loc;
    switch (gen_is(g, PY_3_7) ? e->kind : EX_ERROR) { /* 3.6 leaves that to the optimiser */
    case EX_UNARY:
        if (e->op != UN_NOT) break;
        gen_jump_if(g, e->u.operand, next, !cond);
        return;
    case EX_BOOL: jump_if_bool(g, e, next, cond); return;
    case EX_IF: jump_if_conditional(g, e, next, cond); return;
    case EX_COMPARE:
        if (gen_is(g, PY_3_11)) old = gen_at(g, e->at);
        if (g->family == PY_3_11) old = g->u->loc; /* 3.11 stays at the comparison */
        if (e->u.compare.rest.count > 1) {
            gen_check_compare(g, e);
            jump_if_chain(g, e, next, cond);
            gen_at(g, old);
            return;
        }
        break;
    default: break;
    }
    gen_expr(g, e);
    if (gen_is(g, PY_3_12)) gen_at(g, e->at);
    to_bool(g);
    gen_jump(g, cond ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, next);
    if (g->family != PY_3_11 && gen_is(g, PY_3_11)) gen_at(g, old);
}

/* ---- attributes, subscripts, formatted strings ----------------------------------------------- */

/* An attribute that spans lines counts from its name on (update_start_location_to_match_attr). */
SourceSpan gen_attr_span(SourceSpan at, const Expr *attribute) {
    if (at.line == attribute->at.end_line || at.line < 0) return at;
    int len = 0; /* in code points, as CPython counts it */
    for (const char *c = attribute->u.attribute.name; *c; c++)
        len += ((unsigned char)*c & 0xC0) != 0x80;
    at.line = attribute->at.end_line;
    at.col = len <= attribute->at.end_col ? attribute->at.end_col - len : -1;
    if (at.col < 0) at.end_col = -1;
    if (at.end_line < at.line) at.end_line = at.line;
    if (at.end_line == at.line && at.end_col < at.col) at.end_col = at.col;
    return at;
}

/* 3.13: "self.name = ..." in a method is noted for __static_attributes__ of the class. */
static void note_attribute(Gen *g, const Expr *e) {
    const Expr *value = e->u.attribute.value;
    if (value->kind != EX_NAME || strcmp(value->u.name, "self") != 0) return;
    for (GenUnit *u = g->u->parent; u; u = u->parent) {
        if (u->kind == UNIT_CLASS) {
            gen_name_index(g, &u->attributes, e->u.attribute.name);
            return;
        }
    }
}

static void attribute(Gen *g, const Expr *e) {
    gen_note_attribute(g, e);
    if (e->ctx == CTX_STORE && gen_is(g, PY_3_13)) note_attribute(g, e);
    if (e->ctx == CTX_LOAD && gen_is(g, PY_3_12) && gen_super_attribute(g, e)) return;
    gen_expr(g, e->u.attribute.value);
    gen_at(g, gen_attr_span(e->at, e));
    gen_name(g,
             e->ctx == CTX_LOAD    ? OP_LOAD_ATTR
             : e->ctx == CTX_STORE ? OP_STORE_ATTR
                                   : OP_DELETE_ATTR,
             e->u.attribute.name);
}

bool gen_plain_slice(const Gen *g, const Expr *index) {
    return gen_is(g, PY_3_12) && index->kind == EX_SLICE && !index->u.slice.step;
}

/* Push start and stop. */
void gen_subscript_parts(Gen *g, const Expr *slice) {
    const Expr *parts[] = {slice->u.slice.lower, slice->u.slice.upper};
    SourceSpan old = gen_at(g, slice->at);
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (parts[i]) {
            gen_expr(g, parts[i]);
        } else {
            gen_none(g);
        }
    }
    gen_at(g, old);
}

static void slice(Gen *g, const Expr *e) {
    gen_subscript_parts(g, e);
    if (e->u.slice.step) gen_expr(g, e->u.slice.step);
    gen_arg(g, OP_BUILD_SLICE, e->u.slice.step ? 3 : 2);
}

static void subscript(Gen *g, const Expr *e) {
    const Expr *index = e->u.subscript.index;
    if (e->ctx == CTX_LOAD) gen_check_subscript(g, e);
    gen_expr(g, e->u.subscript.value);
    if (gen_plain_slice(g, index) && e->ctx != CTX_DEL) {
        gen_subscript_parts(g, index);
        gen_op(g, e->ctx == CTX_LOAD ? OP_BINARY_SLICE : OP_STORE_SLICE);
        return;
    }
    gen_expr(g, index);
    gen_op(g, e->ctx == CTX_LOAD    ? OP_BINARY_SUBSCR
              : e->ctx == CTX_STORE ? OP_STORE_SUBSCR
                                    : OP_DELETE_SUBSCR);
}

static void joined(Gen *g, const Expr *e) {
    int n = (int)e->u.items.count;
    if (gen_too_many(g, n)) {
        gen_const_text(g, "");
        gen_method_name(g, tree_name(g->tree, "join", 4));
        gen_arg(g, OP_BUILD_LIST, 0);
        for (int i = 0; i < n; i++) {
            gen_expr(g, e->u.items.items[i]);
            gen_arg(g, OP_LIST_APPEND, 1);
        }
        if (gen_is(g, PY_3_11)) {
            gen_call_simple(g, 1);
        } else {
            gen_arg(g, OP_CALL_METHOD, 1);
        }
        return;
    }
    if (n == 0 && gen_is(g, PY_3_13)) {
        gen_const_text(g, "");
        return;
    }
    gen_exprs(g, &e->u.items);
    if (n != 1) gen_arg(g, OP_BUILD_STRING, n);
}

static void formatted(Gen *g, const Expr *e) {
    int conversion = e->u.formatted.conversion;
    int kind = conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;
    gen_expr(g, e->u.formatted.value);
    if (gen_is(g, PY_3_13)) {
        if (kind) gen_arg(g, OP_CONVERT_VALUE, kind);
        if (e->u.formatted.spec) gen_expr(g, e->u.formatted.spec);
        gen_op(g, e->u.formatted.spec ? OP_FORMAT_WITH_SPEC : OP_FORMAT_SIMPLE);
        return;
    }
    if (e->u.formatted.spec) {
        gen_expr(g, e->u.formatted.spec);
        kind |= 4;
    }
    gen_arg(g, OP_FORMAT_VALUE, kind);
}

static void named(Gen *g, const Expr *e) {
    gen_expr(g, e->u.named.value);
    if (gen_is(g, PY_3_11)) {
        gen_arg(g, OP_COPY, 1);
    } else {
        gen_op(g, OP_DUP_TOP);
    }
    gen_expr(g, e->u.named.target);
}

bool gen_is_debug(const Gen *g, const Expr *e) {
    return !gen_is(g, PY_3_7) && e->kind == EX_NAME && e->ctx == CTX_LOAD &&
           strcmp(e->u.name, "__debug__") == 0;
}

static void dispatch(Gen *g, const Expr *e) {
    if (gen_is_debug(g, e)) {
        gen_const(g, &(Const){.kind = g->tree->optimize ? CONST_FALSE : CONST_TRUE});
        return;
    }
    switch ((ExprKind)e->kind) {
    case EX_CONST: gen_const(g, e->u.value); break;
    case EX_NAME:
        gen_note_name(g, e);
        gen_name_ctx(g, e->u.name, (ExprContext)e->ctx);
        break;
    case EX_ATTRIBUTE: attribute(g, e); break;
    case EX_SUBSCRIPT: subscript(g, e); break;
    case EX_SLICE: slice(g, e); break;
    case EX_CALL: gen_call(g, e); break;
    case EX_UNARY: unary(g, e); break;
    case EX_BINARY:
        gen_expr(g, e->u.binary.left);
        gen_expr(g, e->u.binary.right);
        gen_binary_op(g, e->op, false);
        break;
    case EX_BOOL: bool_op(g, e); break;
    case EX_COMPARE: compare(g, e); break;
    case EX_IF: conditional(g, e); break;
    case EX_LAMBDA: gen_lambda(g, e); break;
    case EX_TUPLE:
    case EX_LIST: gen_list_or_tuple(g, e); break;
    case EX_SET:
        gen_sequence(g, &e->u.items, 0, OP_BUILD_SET, OP_SET_ADD, OP_SET_UPDATE, false);
        break;
    case EX_DICT: gen_dict(g, e); break;
    case EX_NAMED: named(g, e); break;
    case EX_COMP: gen_comprehension(g, e); break;
    case EX_YIELD:
        if (e->u.operand) {
            gen_expr(g, e->u.operand);
        } else {
            gen_none(g);
        }
        gen_yield(g);
        break;
    case EX_YIELD_FROM:
        gen_expr(g, e->u.operand);
        gen_yield_from(g);
        break;
    case EX_JOINED: joined(g, e); break;
    case EX_FORMATTED: formatted(g, e); break;
    case EX_STARRED: gen_error(g, e->at, "can't use starred expression here"); break;
    case EX_ERROR: break;
    }
}

/* Up to 3.9 only a change of line leaves a trace, when going in and when coming back. */
static void expr38(Gen *g, const Expr *e) {
    bool silent = e->kind == EX_SLICE; /* slices have no line of their own there */
    int old = g->u->loc.line;
    if (!gen_is(g, PY_3_8)) { /* lines only go forward */
        if (!silent && e->at.line > old) gen_line38(g, e->at.line);
        dispatch(g, e);
        return;
    }
    if (!silent && e->at.line != old) gen_line38(g, e->at.line);
    dispatch(g, e);
    if (!silent && g->u->loc.line != old) gen_line38(g, old);
}

void gen_expr(Gen *g, const Expr *e) {
    if (g->failed) return;
    if (!gen_has_places(g)) {
        expr38(g, e);
        return;
    }
    SourceSpan old = gen_at(g, e->at);
    dispatch(g, e);
    gen_at(g, old);
}

void gen_exprs(Gen *g, const ExprList *list) {
    for (size_t i = 0; i < list->count; i++) gen_expr(g, list->items[i]);
}
