/* gen_comp.c - comprehensions and generator expressions.
 *
 * Up to 3.11 each is a function of its own, called with the first iterator as ".0". From 3.12 on
 * (PEP 709) only generator expressions are; the others are compiled where they stand, with their
 * variables in slots of the frame around them, whose old contents wait on the stack meanwhile. Main
 * entry gen_comprehension, called by gen_expr.c. */
#include <string.h>

#include "lang/gen/gen.h"

/* From 3.13 on the instructions of a loop have the position of what it goes through. */
static SourceSpan at_iterable(Gen *g, const Expr *iter) {
    return gen_is(g, PY_3_13) ? gen_at(g, iter->at) : g->u->loc;
}

static void get_iter(Gen *g, const Expr *iter) {
    gen_expr(g, iter);
    SourceSpan old = at_iterable(g, iter);
    gen_op(g, OP_GET_ITER);
    gen_at(g, old);
}

/* "for y in [f(x)]" runs once and needs no loop (3.9+): its only element, or NULL. */
static const Expr *single_element(const Gen *g, const Expr *iter) {
    if (!gen_is(g, PY_3_9) || (iter->kind != EX_LIST && iter->kind != EX_TUPLE)) return NULL;
    if (iter->u.items.count != 1 || iter->u.items.items[0]->kind == EX_STARRED) return NULL;
    return iter->u.items.items[0];
}

static void jump_back(Gen *g, Block *start) {
    gen_jump(g, gen_is(g, PY_3_11) ? P_JUMP : OP_JUMP_ABSOLUTE, start);
}

static void end_loop(Gen *g) {
    if (!gen_is(g, PY_3_12)) return;
    SourceSpan old = g->u->loc;
    gen_nowhere(g);
    gen_op(g, OP_END_FOR);
    if (gen_is(g, PY_3_13)) gen_op(g, OP_POP_TOP);
    gen_at(g, old);
}

/* From 3.12 on what is done with the element, and the way back, have its position. */
static void at_element(Gen *g, const Expr *e, bool innermost) {
    const Expr *value = e->u.comp.value;
    if (!gen_is(g, PY_3_12)) return;
    SourceSpan at = e->u.comp.element->at;
    if (value && innermost) {
        at.end_line = value->at.end_line;
        at.end_col = value->at.end_col;
    }
    gen_at(g, at);
}

/* What the innermost loop does with the element; `depth` loops lie between it and the result. */
static void element(Gen *g, const Expr *e, int depth) {
    static const uint16_t ops[] = {
        [COMP_LIST] = OP_LIST_APPEND, [COMP_SET] = OP_SET_ADD, [COMP_DICT] = OP_MAP_ADD};
    const Expr *value = e->u.comp.value;
    bool value_first = value && !version_comp_key_first(g->family);
    if (value_first) gen_expr(g, value);
    gen_expr(g, e->u.comp.element);
    if (value && !value_first) gen_expr(g, value);
    at_element(g, e, true);
    if (e->op == COMP_GENERATOR) {
        gen_yield(g);
        gen_op(g, OP_POP_TOP);
        return;
    }
    gen_arg(g, ops[e->op], depth + 1);
}

/* compiler_sync_comprehension_generator. `on_stack`: the first iterator lies there already. */
static void loop(Gen *g, const Expr *e, size_t index, int depth, bool on_stack) {
    const CompFor *part = &e->u.comp.fors[index];
    SourceSpan at = g->u->loc;
    Block *start = gen_block(g), *skip = gen_block(g), *cleanup = gen_block(g),
          *anchor = gen_block(g);
    const Expr *single = index > 0 ? single_element(g, part->iter) : NULL;
    if (single) {
        gen_expr(g, single);
    } else if (index > 0) {
        get_iter(g, part->iter);
    } else if (!on_stack) {
        g->u->argcount = 1;
        gen_arg(g, OP_LOAD_FAST, 0);
    }
    if (!single) {
        depth++;
        gen_use(g, start);
        SourceSpan old = at_iterable(g, part->iter);
        gen_jump(g, OP_FOR_ITER, anchor);
        gen_at(g, old);
        gen_use(g, gen_block(g));
    }
    gen_expr(g, part->target);
    for (size_t i = 0; i < part->ifs.count; i++) {
        gen_jump_if(g, part->ifs.items[i], cleanup, false);
        gen_use(g, gen_block(g));
    }
    if (index + 1 < e->u.comp.nfors) {
        loop(g, e, index + 1, depth, false);
    } else {
        element(g, e, depth);
        gen_use(g, skip);
    }
    gen_use(g, cleanup);
    if (!single) {
        at_element(g, e, index + 1 == e->u.comp.nfors);
        jump_back(g, start);
        gen_use(g, anchor);
        end_loop(g);
    }
    if (gen_is(g, PY_3_12)) gen_at(g, at); /* 3.11 stays at the last condition */
}

static void new_result(Gen *g, const Expr *e) {
    static const uint16_t ops[] = {
        [COMP_LIST] = OP_BUILD_LIST, [COMP_SET] = OP_BUILD_SET, [COMP_DICT] = OP_BUILD_MAP};
    gen_arg(g, ops[e->op], 0);
}

/* ---- generators ------------------------------------------------------------------------------ */

enum { RESUME_AFTER_YIELD = 1, RESUME_AFTER_YIELD_FROM = 2 };

void gen_yield(Gen *g) {
    gen_op(g, OP_YIELD_VALUE);
    if (gen_is(g, PY_3_11)) gen_arg(g, OP_RESUME, RESUME_AFTER_YIELD);
}

/* compiler_add_yield_from: hand values through until the inner generator is finished. */
void gen_yield_from(Gen *g) {
    gen_op(g, OP_GET_YIELD_FROM_ITER);
    gen_none(g);
    if (!gen_is(g, PY_3_11)) {
        gen_op(g, OP_YIELD_FROM);
        return;
    }
    Block *send = gen_block(g), *fail = gen_block(g), *exit = gen_block(g);
    bool cleanup = gen_is(g, PY_3_12);
    gen_use(g, send);
    gen_jump(g, OP_SEND, exit);
    if (cleanup) gen_jump(g, OP_SETUP_FINALLY, fail);
    gen_arg(g, OP_YIELD_VALUE, gen_is(g, PY_3_13) ? 1 : 0);
    if (cleanup) {
        SourceSpan old = g->u->loc;
        gen_nowhere(g);
        gen_op(g, OP_POP_BLOCK);
        gen_at(g, old);
    }
    gen_arg(g, OP_RESUME, RESUME_AFTER_YIELD_FROM);
    gen_jump(g, P_JUMP_NO_INTERRUPT, send);
    if (cleanup) {
        gen_use(g, fail);
        gen_op(g, OP_CLEANUP_THROW);
    }
    gen_use(g, exit);
    if (cleanup) gen_op(g, OP_END_SEND);
}

/* The block is opened in front of everything (wrap_in_stopiteration_handler). */
void gen_guard_begin(Gen *g) {
    GenUnit *u = g->u;
    if (!gen_is(g, PY_3_12) || g->failed) return;
    u->guard = gen_block(g);
    flow_insert(u->flow.entry, 0,
                (Ins){.op = P_SETUP_CLEANUP, .target = u->guard, .at = {-1, -1, -1, -1}});
    gen_push(g, (FBlock){.kind = FB_STOP_ITERATION});
}

void gen_guard_end(Gen *g) {
    if (!gen_is(g, PY_3_12) || g->failed) return;
    gen_pop(g);
    gen_nowhere(g);
    gen_none(g);
    gen_op(g, OP_RETURN_VALUE);
    gen_use(g, g->u->guard);
    gen_arg(g, OP_CALL_INTRINSIC_1, INTRINSIC_STOPITERATION_ERROR);
    gen_arg(g, OP_RERAISE, 1);
}

/* ---- a function of its own ------------------------------------------------------------------- */

static void as_function(Gen *g, const Expr *e) {
    static const char *const names[] = {"<genexpr>", "<listcomp>", "<setcomp>", "<dictcomp>"};
    gen_enter(g, UNIT_COMPREHENSION, e->u.comp.scope, names[e->op], e->at.line);
    name_list_add(&g->tree->arena, &g->u->varnames, tree_name(g->tree, ".0", 2));
    gen_at(g, e->at);
    const char *qualname = g->u->qualname;
    if (e->op == COMP_GENERATOR) {
        gen_guard_begin(g);
        loop(g, e, 0, 0, false);
        gen_guard_end(g);
    } else {
        new_result(g, e);
        loop(g, e, 0, 0, false);
        gen_op(g, OP_RETURN_VALUE);
    }
    gen_make_function(g, gen_leave(g, true), 0, qualname);
    get_iter(g, e->u.comp.fors[0].iter);
    gen_call_simple(g, gen_is(g, PY_3_11) ? 0 : 1);
}

/* ---- in the code around it (3.12+) ----------------------------------------------------------- */

typedef struct Inlined {
    NameList pushed; /* variables whose old contents lie on the stack */
    Block *cleanup, *end;
    size_t ninside; /* of the unit before */
} Inlined;

static void put_inside(GenUnit *u, PlaceInside place) {
    u->inside = host_grow(u->inside, &u->inside_cap, u->ninside + 1, sizeof *u->inside);
    u->inside[u->ninside++] = place;
}

/* Keep the old contents of a variable on the stack. Of a cell that is the cell: the comprehension
 * gets a new one. */
static void push_variable(Gen *g, Inlined *state, const char *name, bool cell, bool free_outside) {
    GenUnit *u = g->u;
    gen_arg(g, OP_LOAD_FAST_AND_CLEAR, gen_name_index(g, &u->varnames, name));
    if (cell) {
        int index = free_outside ? (int)u->cellvars.count + gen_name_index(g, &u->freevars, name)
                                 : gen_name_index(g, &u->cellvars, name);
        gen_arg(g, OP_MAKE_CELL, index);
    }
    name_list_add(&g->tree->arena, &state->pushed, name);
}

/* push_inlined_comprehension_state */
static void begin_inlined(Gen *g, const Scope *comp, Inlined *state) {
    GenUnit *u = g->u;
    bool in_class = u->kind == UNIT_CLASS && !u->inlined, fast = !gen_function_like(u);
    state->ninside = u->ninside;
    u->inlined++;
    for (size_t i = 0; i < comp->count; i++) {
        const Symbol *symbol = &comp->symbols[i];
        bool own = (symbol->flags & DEF_LOCAL) && !(symbol->flags & DEF_NONLOCAL);
        if (!own && !in_class && !gen_is(g, PY_3_13)) continue;
        SymbolPlace outside = gen_place(g, symbol->name), inside = symbol->place;
        bool moved =
            inside != outside && inside != SYM_FREE && !(inside == SYM_CELL && outside == SYM_FREE);
        bool kept = own || in_class;
        if (moved || in_class || (fast && kept)) {
            SymbolPlace place = moved || in_class ? inside : outside;
            put_inside(u, (PlaceInside){symbol->name, place, fast && kept});
        }
        if (kept) push_variable(g, state, symbol->name, inside == SYM_CELL, outside == SYM_FREE);
    }
    if (state->pushed.count == 0) return;
    gen_arg(g, OP_SWAP, (int)state->pushed.count + 1); /* the iterator comes on top */
    state->cleanup = gen_block(g);
    state->end = gen_block(g);
    gen_jump(g, OP_SETUP_FINALLY, state->cleanup);
}

static void restore_variables(Gen *g, const Inlined *state) {
    gen_arg(g, OP_SWAP, (int)state->pushed.count + 1);
    for (size_t i = state->pushed.count; i-- > 0;) {
        gen_arg(g, P_STORE_FAST_MAYBE_NULL,
                gen_name_index(g, &g->u->varnames, state->pushed.items[i]));
    }
}

/* pop_inlined_comprehension_state */
static void end_inlined(Gen *g, const Inlined *state) {
    SourceSpan at = g->u->loc;
    g->u->inlined--;
    g->u->ninside = state->ninside;
    if (state->pushed.count == 0) return;
    gen_nowhere(g);
    gen_op(g, OP_POP_BLOCK);
    gen_jump(g, gen_is(g, PY_3_13) ? P_JUMP_NO_INTERRUPT : P_JUMP, state->end);
    gen_use(g, state->cleanup); /* an exception: the unfinished result lies below it */
    gen_arg(g, OP_SWAP, 2);
    gen_op(g, OP_POP_TOP);
    gen_at(g, at);
    restore_variables(g, state);
    gen_nowhere(g);
    gen_arg(g, OP_RERAISE, 0);
    gen_use(g, state->end);
    gen_at(g, at);
    restore_variables(g, state);
}

static void in_place(Gen *g, const Expr *e) {
    Inlined state = {0};
    get_iter(g, e->u.comp.fors[0].iter);
    begin_inlined(g, e->u.comp.scope, &state);
    new_result(g, e);
    gen_arg(g, OP_SWAP, 2);
    loop(g, e, 0, 0, true);
    end_inlined(g, &state);
}

void gen_comprehension(Gen *g, const Expr *e) {
    if (e->u.comp.scope->inlined) {
        in_place(g, e);
    } else {
        as_function(g, e);
    }
}
