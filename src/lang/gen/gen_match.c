/* gen_match.c - match statements (Python/compile.c: compiler_match and what it calls).
 *
 * A pattern is tried against the top of the stack and takes it off. What it binds stays on the stack until
 * the whole pattern has matched, below everything that is still needed; a failed test jumps to the block
 * that drops as many values as lie there at that moment. Main entry gen_match, called by gen_stmt.c. */
#include <stdio.h>
#include <string.h>

#include "lang/gen/gen.h"
#include "lang/scope/const_ops.h"
#include "lang/scope/unparse.h"

/* pattern_context */
typedef struct Matching {
    Gen *g;
    NameList stores;        /* names whose values wait on the stack */
    bool allow_irrefutable; /* may something that always matches stand here? */
    Block **fail_pop;       /* [n] drops n values and goes on with the next case */
    size_t nfail;
    int on_top; /* values above the stores that must stay */
} Matching;

static void pattern(Matching *m, const Pattern *p);

/* From 3.12 on each instruction is given its place; before, it has the last one that was set. */
static void place(Matching *m, SourceSpan at) {
    if (gen_is(m->g, PY_3_12)) gen_at(m->g, at);
}

static void fail(Matching *m, SourceSpan at, const char *format, const char *text) {
    StrBuf message = {0};
    const char *mark = strstr(format, "%s");
    sb_write(&message, format, mark ? (size_t)(mark - format) : strlen(format));
    if (mark) {
        sb_put(&message, text);
        sb_put(&message, mark + 2);
    }
    gen_error(m->g, gen_is(m->g, PY_3_12) ? at : m->g->u->loc, sb_text(&message));
    sb_free(&message);
}

/* ---- jumps when something does not fit ------------------------------------------------------- */

static Block *fail_block(Matching *m, size_t drops) {
    while (m->nfail <= drops) {
        m->fail_pop = arena_room(&m->g->tree->arena, m->fail_pop, m->nfail, sizeof(Block *));
        m->fail_pop[m->nfail++] = gen_block(m->g);
    }
    return m->fail_pop[drops];
}

static void jump_to_fail(Matching *m, int op) {
    gen_jump(m->g, op, fail_block(m, (size_t)m->on_top + m->stores.count));
}

static void fail_if_false(Matching *m) { jump_to_fail(m, OP_POP_JUMP_IF_FALSE); }

static void emit_fail_blocks(Matching *m) {
    while (m->nfail > 1) {
        gen_use(m->g, m->fail_pop[--m->nfail]);
        gen_op(m->g, OP_POP_TOP);
    }
    if (m->nfail) gen_use(m->g, m->fail_pop[0]);
    m->fail_pop = NULL;
    m->nfail = 0;
}

/* ---- names ----------------------------------------------------------------------------------- */

static bool has_name(const NameList *list, const char *name) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == name) return true;
    return false;
}

/* Put the top below the `count` - 1 values under it. */
static void rotate(Matching *m, int count) {
    if (gen_is(m->g, PY_3_11)) {
        for (; count > 1; count--) gen_arg(m->g, OP_SWAP, count);
    } else {
        gen_arg(m->g, OP_ROT_N, count);
    }
}

static void add_store(Matching *m, SourceSpan at, const char *name) {
    if (has_name(&m->stores, name)) {
        StrBuf quoted = {0};
        sb_printf(&quoted, "'%s'", name);
        fail(m, at, "multiple assignments to name %s in pattern", sb_text(&quoted));
        sb_free(&quoted);
    }
    name_list_add(&m->g->tree->arena, &m->stores, name);
}

static void store_name(Matching *m, SourceSpan at, const char *name) {
    place(m, at);
    if (!name) {
        gen_op(m->g, OP_POP_TOP);
        return;
    }
    if (strcmp(name, "__debug__") == 0) fail(m, at, "cannot assign to __debug__", "");
    int below = m->on_top + (int)m->stores.count + 1;
    if (!has_name(&m->stores, name)) rotate(m, below);
    add_store(m, at, name);
}

/* ---- sequences ------------------------------------------------------------------------------- */

static void subpattern(Matching *m, const Pattern *p) {
    bool allowed = m->allow_irrefutable;
    m->allow_irrefutable = true;
    pattern(m, p);
    m->allow_irrefutable = allowed;
}

static void unpack_sequence(Matching *m, SourceSpan at, const PatternList *items, int star) {
    int n = (int)items->count;
    if (star >= 0) {
        if (star >= 256) fail(m, at, "too many expressions in star-unpacking sequence pattern", "");
        gen_arg(m->g, OP_UNPACK_EX, star + (n - star - 1) * 256);
    } else {
        gen_arg(m->g, OP_UNPACK_SEQUENCE, n);
    }
    m->on_top += n;
    for (int i = 0; i < n; i++) {
        m->on_top--;
        subpattern(m, items->items[i]);
    }
}

/* [first, *_, last]: what the star stands for is not looked at, so single items are taken out. */
static void pick_items(Matching *m, SourceSpan at, const PatternList *items, int star) {
    int n = (int)items->count;
    m->on_top++;
    for (int i = 0; i < n; i++) {
        if (i == star || pattern_is_wildcard(items->items[i])) continue;
        place(m, at);
        gen_duplicate(m->g);
        if (i < star) {
            gen_const_int(m->g, i);
        } else {
            gen_op(m->g, OP_GET_LEN);
            gen_const_int(m->g, n - i);
            gen_binary_op(m->g, NB_SUBTRACT, false);
        }
        gen_op(m->g, OP_BINARY_SUBSCR);
        subpattern(m, items->items[i]);
    }
    m->on_top--;
    place(m, at);
    gen_op(m->g, OP_POP_TOP);
}

static void check_length(Matching *m, int64_t n, int cmp) {
    gen_op(m->g, OP_GET_LEN);
    gen_const_int(m->g, n);
    gen_compare_op(m->g, cmp);
    fail_if_false(m);
}

static void sequence(Matching *m, const Pattern *p) {
    const PatternList *items = &p->items;
    int n = (int)items->count, star = -1;
    bool only_wildcards = true, star_wildcard = false;
    for (int i = 0; i < n; i++) {
        const Pattern *item = items->items[i];
        if (item->kind == PAT_STAR) {
            if (star >= 0) fail(m, p->at, "multiple starred names in sequence pattern", "");
            star = i;
            star_wildcard = !item->name;
            only_wildcards &= star_wildcard;
        } else {
            only_wildcards &= pattern_is_wildcard(item);
        }
    }
    m->on_top++;
    gen_op(m->g, OP_MATCH_SEQUENCE);
    fail_if_false(m);
    if (star < 0) {
        check_length(m, n, CMP_EQ);
    } else if (n > 1) {
        check_length(m, n - 1, CMP_GE);
    }
    m->on_top--;
    if (only_wildcards) {
        gen_op(m->g, OP_POP_TOP);
    } else if (star_wildcard) {
        pick_items(m, p->at, items, star);
    } else {
        unpack_sequence(m, p->at, items, star);
    }
}

/* ---- mappings and classes -------------------------------------------------------------------- */

/* The result on top is a tuple, or None when there is none; up to 3.10 with its truth above it. */
static void fail_if_none(Matching *m) {
    if (gen_is(m->g, PY_3_11)) {
        gen_arg(m->g, OP_COPY, 1);
        gen_none(m->g);
        gen_arg(m->g, OP_IS_OP, 1);
    }
    fail_if_false(m);
}

/* Up to 3.10 the parts are taken out of the tuple one by one, later all at once. */
static void take_parts(Matching *m, SourceSpan at, const PatternList *first,
                       const PatternList *second) {
    int nfirst = (int)first->count, n = nfirst + (second ? (int)second->count : 0);
    bool at_once = gen_is(m->g, PY_3_11);
    if (at_once) {
        gen_arg(m->g, OP_UNPACK_SEQUENCE, n);
        m->on_top += n - 1;
    }
    for (int i = 0; i < n; i++) {
        const Pattern *item = i < nfirst ? first->items[i] : second->items[i - nfirst];
        bool skipped = pattern_is_wildcard(item);
        if (at_once) {
            m->on_top--;
            if (skipped && second) { /* of a mapping each has its own place */
                place(m, at);
                gen_op(m->g, OP_POP_TOP);
                continue;
            }
        } else {
            if (skipped) continue;
            gen_duplicate(m->g);
            gen_const_int(m->g, i);
            gen_op(m->g, OP_BINARY_SUBSCR);
        }
        subpattern(m, item);
    }
    place(m, at);
}

/* A key as a number, in hexadecimal digits; NULL when it is none or has a fraction. */
static const char *whole_number(const Const *value, char digits[32]) {
    switch (value->kind) {
    case CONST_FALSE: return "0";
    case CONST_TRUE: return "1";
    case CONST_INT: return value->text;
    case CONST_COMPLEX:
        if (value->imag != 0.0) return NULL;
        /* fall through */
    case CONST_FLOAT:
        if (!(value->number > -9e18 && value->number < 9e18)) return NULL;
        int64_t whole = (int64_t)value->number;
        if ((double)whole != value->number) return NULL;
        uint64_t size = whole < 0 ? 0 - (uint64_t)whole : (uint64_t)whole;
        snprintf(digits, 32, "%s%llx", whole < 0 ? "-" : "", (unsigned long long)size);
        return digits;
    default: return NULL;
    }
}

static bool same_key(const Const *a, const Const *b) {
    char room_a[32], room_b[32];
    const char *one = whole_number(a, room_a), *other = whole_number(b, room_b);
    return one && other ? strcmp(one, other) == 0 : const_equal(a, b, false);
}

static void check_key(Matching *m, const Pattern *p, size_t i) {
    const Expr *key = p->keys.items[i];
    if (key->kind != EX_CONST) {
        if (key->kind != EX_ATTRIBUTE)
            fail(m, p->at, "mapping pattern keys may only match literals and attribute lookups",
                 "");
        return;
    }
    for (size_t k = 0; k < i; k++) {
        const Expr *before = p->keys.items[k];
        if (before->kind != EX_CONST || !same_key(before->u.value, key->u.value)) continue;
        StrBuf text = {0};
        unparse_expr(m->g->tree, key, m->g->family, &text);
        fail(m, p->at, "mapping pattern checks duplicate key (%s)", sb_text(&text));
        sb_free(&text);
    }
}

/* **rest: a dict of the subject, out of which the keys are deleted. */
static void copy_rest(Matching *m, int nkeys) {
    if (!gen_is(m->g, PY_3_11)) {
        gen_op(m->g, OP_COPY_DICT_WITHOUT_KEYS);
        return;
    }
    gen_arg(m->g, OP_BUILD_MAP, 0);
    gen_arg(m->g, OP_SWAP, 3);
    gen_arg(m->g, OP_DICT_UPDATE, 2);
    gen_arg(m->g, OP_UNPACK_SEQUENCE, nkeys);
    while (nkeys) {
        gen_arg(m->g, OP_COPY, 1 + nkeys--);
        gen_arg(m->g, OP_SWAP, 2);
        gen_op(m->g, OP_DELETE_SUBSCR);
    }
}

static void mapping(Matching *m, const Pattern *p) {
    int n = (int)p->keys.count;
    m->on_top++;
    gen_op(m->g, OP_MATCH_MAPPING);
    fail_if_false(m);
    if (n == 0 && !p->name) {
        m->on_top--;
        gen_op(m->g, OP_POP_TOP);
        return;
    }
    if (n) check_length(m, n, CMP_GE);
    for (int i = 0; i < n; i++) {
        check_key(m, p, (size_t)i);
        gen_expr(m->g, p->keys.items[i]);
    }
    gen_arg(m->g, OP_BUILD_TUPLE, n);
    gen_op(m->g, OP_MATCH_KEYS);
    m->on_top += 2;
    fail_if_none(m);
    take_parts(m, p->at, &p->items, NULL);
    m->on_top -= 2;
    bool at_once = gen_is(m->g, PY_3_11); /* then the values are gone */
    if (!at_once) gen_op(m->g, OP_POP_TOP);
    if (p->name) {
        copy_rest(m, n);
        store_name(m, p->at, p->name);
        if (at_once) return; /* the subject went into the copy */
    } else {
        gen_op(m->g, OP_POP_TOP);
    }
    if (!at_once) m->on_top--;
    gen_op(m->g, OP_POP_TOP);
}

static void check_attributes(Matching *m, const Pattern *p) {
    for (size_t i = 0; i < p->keywords.count; i++) {
        SourceSpan at = p->attributes.items[i]->at;
        gen_at(m->g, at);
        if (strcmp(p->keywords.items[i], "__debug__") == 0)
            fail(m, at, "cannot assign to __debug__", "");
        for (size_t k = i + 1; k < p->keywords.count; k++) {
            if (p->keywords.items[k] != p->keywords.items[i]) continue;
            gen_at(m->g, p->attributes.items[k]->at);
            fail(m, p->attributes.items[k]->at, "attribute name repeated in class pattern: %s",
                 p->keywords.items[i]);
        }
    }
    gen_at(m->g, p->at);
}

static void class_(Matching *m, const Pattern *p) {
    if (p->keywords.count) check_attributes(m, p);
    gen_expr(m->g, p->value);
    gen_const_names(m->g, p->keywords.items, p->keywords.count);
    gen_arg(m->g, OP_MATCH_CLASS, (int)p->items.count);
    m->on_top++;
    fail_if_none(m);
    take_parts(m, p->at, &p->items, &p->attributes);
    if (gen_is(m->g, PY_3_11)) return;
    m->on_top--;
    gen_op(m->g, OP_POP_TOP);
}

/* ---- alternatives ---------------------------------------------------------------------------- */

static size_t index_of(const NameList *list, const char *name) {
    size_t i = 0;
    while (i < list->count && list->items[i] != name) i++;
    return i;
}

/* The first `moved` names, and their values, go behind those up to `to`. */
static void reorder(Matching *m, size_t from, size_t to) {
    NameList *names = &m->stores;
    for (size_t times = from + 1; times-- > 0;) {
        const char *first = names->items[0];
        memmove(names->items, names->items + 1, to * sizeof *names->items);
        names->items[to] = first;
        rotate(m, (int)to + 1);
    }
}

/* The names of an alternative in the order of the first one; false when they are others. */
static bool agree(Matching *m, const NameList *control) {
    if (m->stores.count != control->count) return false;
    for (size_t i = control->count; i-- > 0;) {
        size_t at = index_of(&m->stores, control->items[i]);
        if (at == m->stores.count) return false;
        if (at != i) reorder(m, at, i);
    }
    return true;
}

static int jump_op(const Gen *g) { return gen_is(g, PY_3_11) ? P_JUMP : OP_JUMP_FORWARD; }

static void either(Matching *m, const Pattern *p) {
    Gen *g = m->g;
    Block *end = gen_block(g);
    Matching outer = *m;
    NameList control = {0};
    for (size_t i = 0; i < p->items.count; i++) {
        const Pattern *one = p->items.items[i];
        gen_at(g, one->at);
        m->stores = (NameList){0};
        m->allow_irrefutable = i + 1 == p->items.count && outer.allow_irrefutable;
        m->fail_pop = NULL;
        m->nfail = 0;
        m->on_top = 0;
        gen_duplicate(g);
        pattern(m, one);
        if (i == 0) {
            control = m->stores;
        } else {
            place(m, one->at);
            if (!agree(m, &control))
                fail(m, p->at, "alternative patterns bind different names", "");
        }
        place(m, one->at);
        gen_jump(g, jump_op(g), end);
        emit_fail_blocks(m);
    }
    *m = outer;
    place(m, p->at);
    gen_op(g, OP_POP_TOP);
    jump_to_fail(m, jump_op(g));
    gen_use(g, end);
    int below = (int)control.count + 1 + m->on_top + (int)m->stores.count;
    for (size_t i = 0; i < control.count; i++) {
        rotate(m, below);
        add_store(m, p->at, control.items[i]);
    }
    gen_op(g, OP_POP_TOP);
}

/* ---- one pattern ----------------------------------------------------------------------------- */

static void capture(Matching *m, const Pattern *p) {
    if (p->inner) {
        m->on_top++;
        gen_duplicate(m->g);
        pattern(m, p->inner);
        m->on_top--;
    } else if (!m->allow_irrefutable && p->name) {
        StrBuf quoted = {0};
        sb_printf(&quoted, "'%s'", p->name);
        fail(m, p->at, "name capture %s makes remaining patterns unreachable", sb_text(&quoted));
        sb_free(&quoted);
    } else if (!m->allow_irrefutable) {
        fail(m, p->at, "wildcard makes remaining patterns unreachable", "");
    }
    store_name(m, p->at, p->name);
}

static void value(Matching *m, const Pattern *p) {
    if (p->value->kind != EX_CONST && p->value->kind != EX_ATTRIBUTE)
        fail(m, p->at, "patterns may only match literals and attribute lookups", "");
    gen_expr(m->g, p->value);
    gen_compare_op(m->g, CMP_EQ);
    if (gen_is(m->g, PY_3_13)) gen_op(m->g, OP_TO_BOOL);
    fail_if_false(m);
}

static void pattern(Matching *m, const Pattern *p) {
    gen_at(m->g, p->at);
    switch ((PatternKind)p->kind) {
    case PAT_VALUE: value(m, p); break;
    case PAT_SINGLETON:
        gen_const(m->g, p->value->u.value);
        gen_compare_op(m->g, CMP_IS);
        fail_if_false(m);
        break;
    case PAT_SEQUENCE: sequence(m, p); break;
    case PAT_MAPPING: mapping(m, p); break;
    case PAT_CLASS: class_(m, p); break;
    case PAT_STAR: store_name(m, p->at, p->name); break;
    case PAT_AS: capture(m, p); break;
    case PAT_OR: either(m, p); break;
    }
}

/* ---- the statement --------------------------------------------------------------------------- */

/* One case; `keeps`: another one needs the subject after it. */
static void match_case(Gen *g, const MatchCase *one, bool keeps, bool last, Block *end) {
    SourceSpan at = one->pattern->at;
    Matching m = {.g = g, .allow_irrefutable = one->guard || last};
    gen_at(g, at);
    if (keeps) gen_duplicate(g);
    pattern(&m, one->pattern);
    place(&m, at);
    for (size_t i = 0; i < m.stores.count; i++) gen_name_ctx(g, m.stores.items[i], CTX_STORE);
    if (one->guard) gen_jump_if(g, one->guard, fail_block(&m, 0), false);
    if (keeps) gen_op(g, OP_POP_TOP);
    gen_stmts(g, &one->body);
    gen_nowhere(g);
    gen_jump(g, jump_op(g), end);
    gen_at(g, at); /* what is dropped belongs to the pattern that failed */
    emit_fail_blocks(&m);
}

void gen_match(Gen *g, const Stmt *s) {
    gen_expr(g, s->u.match.subject);
    Block *end = gen_block(g);
    size_t n = s->u.match.count;
    const MatchCase *last = &s->u.match.cases[n - 1];
    bool has_default = n > 1 && pattern_is_wildcard(last->pattern);
    size_t tried = n - has_default;
    for (size_t i = 0; i < tried; i++)
        match_case(g, &s->u.match.cases[i], i + 1 < tried, i + 1 == n, end);
    if (has_default) { /* it makes no test, but its line is seen */
        gen_at(g, last->pattern->at);
        gen_op(g, OP_NOP);
        if (last->guard) gen_jump_if(g, last->guard, end, false);
        gen_stmts(g, &last->body);
    }
    gen_use(g, end);
}
