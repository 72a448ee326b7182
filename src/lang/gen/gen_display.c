/* gen_display.c - lists, tuples, sets, dictionaries: built, and taken apart by assignments.
 *
 * Main entries gen_sequence, gen_list_or_tuple and gen_dict, called by gen_expr.c and gen_call.c.
 */
#include "lang/gen/gen.h"
#include "lang/scope/fold_internal.h"

static bool all_constant(const ExprList *list, size_t begin, size_t end) {
    for (size_t i = begin; i < end; i++) {
        if (!list->items[i] || list->items[i]->kind != EX_CONST) return false;
    }
    return true;
}

/* ---- displays -------------------------------------------------------------------------------- */

static void list_to_tuple(Gen *g) {
    if (gen_is(g, PY_3_12)) {
        gen_arg(g, OP_CALL_INTRINSIC_1, INTRINSIC_LIST_TO_TUPLE);
    } else {
        gen_op(g, OP_LIST_TO_TUPLE);
    }
}

/* Three or more constants: one constant tuple, from which list or set is filled (3.9+). */
static bool constant_sequence(Gen *g, const ExprList *items, int pushed, int build, int extend,
                              bool tuple) {
    if (items->count <= 2 || !all_constant(items, 0, items->count)) return false;
    Arena *arena = &g->tree->arena;
    Const value = {.kind = CONST_TUPLE, .count = items->count};
    value.items = arena_alloc(arena, items->count * sizeof(Const));
    for (size_t i = 0; i < items->count; i++) value.items[i] = *items->items[i]->u.value;
    if (tuple && pushed == 0) {
        gen_const(g, &value);
        return true;
    }
    gen_arg(g, build, pushed);
    gen_const(g, build == OP_BUILD_SET ? fold_frozenset(arena, value.items, value.count) : &value);
    gen_arg(g, extend, 1);
    if (tuple) list_to_tuple(g);
    return true;
}

/* Up to 3.8: runs of plain items become tuples, which are joined with what is unpacked. */
static void sequence38(Gen *g, const ExprList *items, int build, bool tuple) {
    int inner = build == OP_BUILD_SET ? OP_BUILD_SET : OP_BUILD_TUPLE;
    int outer = tuple                   ? OP_BUILD_TUPLE_UNPACK
                : build == OP_BUILD_SET ? OP_BUILD_SET_UNPACK
                                        : OP_BUILD_LIST_UNPACK;
    int seen = 0, parts = 0;
    for (size_t i = 0; i < items->count; i++) {
        const Expr *item = items->items[i];
        if (item->kind == EX_STARRED) {
            if (seen) {
                gen_arg(g, inner, seen);
                seen = 0;
                parts++;
            }
            gen_expr(g, item->u.operand);
            parts++;
        } else {
            gen_expr(g, item);
            seen++;
        }
    }
    if (parts == 0) {
        gen_arg(g, tuple ? OP_BUILD_TUPLE : build, seen);
        return;
    }
    if (seen) {
        gen_arg(g, inner, seen);
        parts++;
    }
    gen_arg(g, outer, parts);
}

/* A list, set or tuple of `items`, with `pushed` values already on the stack (starunpack_helper).
 */
void gen_sequence(Gen *g, const ExprList *items, int pushed, int build, int add, int extend,
                  bool tuple) {
    if (!gen_is(g, PY_3_9)) {
        sequence38(g, items, build, tuple);
        return;
    }
    if (constant_sequence(g, items, pushed, build, extend, tuple)) return;
    int n = (int)items->count;
    bool big = gen_too_many(g, n + pushed), starred = false, built = false;
    for (int i = 0; i < n; i++) starred |= items->items[i]->kind == EX_STARRED;
    if (!starred && !big) {
        gen_exprs(g, items);
        gen_arg(g, tuple ? OP_BUILD_TUPLE : build, n + pushed);
        return;
    }
    if (big) {
        gen_arg(g, build, pushed);
        built = true;
    }
    for (int i = 0; i < n; i++) {
        const Expr *item = items->items[i];
        if (item->kind == EX_STARRED) {
            if (!built) gen_arg(g, build, i + pushed);
            built = true;
            gen_expr(g, item->u.operand);
            gen_arg(g, extend, 1);
        } else {
            gen_expr(g, item);
            if (built) gen_arg(g, add, 1);
        }
    }
    if (tuple) list_to_tuple(g);
}

static void unpack(Gen *g, const ExprList *items, SourceSpan at) {
    int n = (int)items->count, star = -1;
    for (int i = 0; i < n; i++) {
        if (items->items[i]->kind != EX_STARRED) continue;
        if (star >= 0) gen_error(g, at, "multiple starred expressions in assignment");
        star = i;
        if (i >= 256 || n - i - 1 >= 1 << 23) {
            gen_error(g, at, "too many expressions in star-unpacking assignment");
        }
    }
    if (star >= 0) {
        gen_arg(g, OP_UNPACK_EX, star + (n - star - 1) * 256);
    } else {
        gen_arg(g, OP_UNPACK_SEQUENCE, n);
    }
    for (int i = 0; i < n; i++) {
        const Expr *item = items->items[i];
        gen_expr(g, item->kind == EX_STARRED ? item->u.operand : item);
    }
}

void gen_list_or_tuple(Gen *g, const Expr *e) {
    if (e->ctx == CTX_STORE) {
        unpack(g, &e->u.items, e->at);
    } else if (e->ctx == CTX_DEL) {
        gen_exprs(g, &e->u.items);
    } else {
        gen_sequence(g, &e->u.items, 0, OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND,
                     e->kind == EX_TUPLE);
    }
}

/* ---- dictionaries ---------------------------------------------------------------------------- */

static void sub_dict(Gen *g, const Expr *e, size_t begin, size_t end) {
    const ExprList *keys = &e->u.dict.keys, *values = &e->u.dict.values;
    int n = (int)(end - begin);
    bool big = gen_too_many(g, n * 2);
    if (n > 1 && !big && all_constant(keys, begin, end)) {
        for (size_t i = begin; i < end; i++) gen_expr(g, values->items[i]);
        Const tuple = {.kind = CONST_TUPLE, .count = end - begin};
        tuple.items = arena_alloc(&g->tree->arena, tuple.count * sizeof(Const));
        for (size_t i = begin; i < end; i++) tuple.items[i - begin] = *keys->items[i]->u.value;
        gen_const(g, &tuple);
        gen_arg(g, OP_BUILD_CONST_KEY_MAP, n);
        return;
    }
    if (big) gen_arg(g, OP_BUILD_MAP, 0);
    for (size_t i = begin; i < end; i++) {
        gen_expr(g, keys->items[i]);
        gen_expr(g, values->items[i]);
        if (big) gen_arg(g, OP_MAP_ADD, 1);
    }
    if (!big) gen_arg(g, OP_BUILD_MAP, n);
}

static void dict38(Gen *g, const Expr *e) {
    size_t n = e->u.dict.values.count, elements = 0;
    int containers = 0;
    bool unpacking = false;
    for (size_t i = 0; i < n; i++) {
        unpacking = e->u.dict.keys.items[i] == NULL;
        if (elements == 0xFFFF || (elements && unpacking)) {
            sub_dict(g, e, i - elements, i);
            containers++;
            elements = 0;
        }
        if (unpacking) {
            gen_expr(g, e->u.dict.values.items[i]);
            containers++;
        } else {
            elements++;
        }
    }
    if (elements || containers == 0) {
        sub_dict(g, e, n - elements, n);
        containers++;
    }
    if (containers > 1 || unpacking) gen_arg(g, OP_BUILD_MAP_UNPACK, containers);
}

static void flush_dict(Gen *g, const Expr *e, size_t begin, size_t end, bool *have) {
    sub_dict(g, e, begin, end);
    if (*have) gen_arg(g, OP_DICT_UPDATE, 1);
    *have = true;
}

void gen_dict(Gen *g, const Expr *e) {
    if (!gen_is(g, PY_3_9)) {
        dict38(g, e);
        return;
    }
    size_t n = e->u.dict.values.count, elements = 0;
    bool have = false;
    for (size_t i = 0; i < n; i++) {
        if (!e->u.dict.keys.items[i]) {
            if (elements) flush_dict(g, e, i - elements, i, &have);
            elements = 0;
            if (!have) gen_arg(g, OP_BUILD_MAP, 0);
            have = true;
            gen_expr(g, e->u.dict.values.items[i]);
            gen_arg(g, OP_DICT_UPDATE, 1);
        } else if (elements == 0xFFFF || gen_too_many(g, (int)elements * 2)) {
            flush_dict(g, e, i - elements, i + 1, &have);
            elements = 0;
        } else {
            elements++;
        }
    }
    if (elements) flush_dict(g, e, n - elements, n, &have);
    if (!have) gen_arg(g, OP_BUILD_MAP, 0);
}
