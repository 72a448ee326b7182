/* gen_call.c - calls. Main entries gen_call and gen_call_with (shared with class statements). */
#include <string.h>

#include "lang/gen/gen.h"

void gen_call_simple(Gen *g, int nargs) {
    if (!gen_is(g, PY_3_11)) {
        gen_arg(g, OP_CALL_FUNCTION, nargs);
        return;
    }
    if (g->family == PY_3_11) gen_arg(g, OP_PRECALL, nargs);
    gen_arg(g, OP_CALL, nargs);
}

static bool any_starred(const ExprList *args) {
    for (size_t i = 0; i < args->count; i++) {
        if (args->items[i]->kind == EX_STARRED) return true;
    }
    return false;
}

static bool any_mapping(const KeywordList *keywords) {
    for (size_t i = 0; i < keywords->count; i++) {
        if (!keywords->items[i].name) return true;
    }
    return false;
}

static void keyword_values(Gen *g, const KeywordList *keywords, size_t begin, size_t end) {
    for (size_t i = begin; i < end; i++) gen_expr(g, keywords->items[i].value);
}

static const char **keyword_names(Gen *g, const KeywordList *keywords, size_t begin, size_t end) {
    const char **names = arena_alloc(&g->tree->arena, (end - begin + 1) * sizeof(char *));
    for (size_t i = begin; i < end; i++) names[i - begin] = keywords->items[i].name;
    return names;
}

/* A dictionary of some keyword arguments (compiler_subkwargs). */
static void sub_keywords(Gen *g, const KeywordList *keywords, size_t begin, size_t end) {
    int n = (int)(end - begin);
    bool big = gen_too_many(g, n * 2);
    SourceSpan old = g->u->loc;
    if (n > 1 && !big) {
        keyword_values(g, keywords, begin, end);
        gen_const_names(g, keyword_names(g, keywords, begin, end), (size_t)n);
        gen_arg(g, OP_BUILD_CONST_KEY_MAP, n);
        return;
    }
    if (big) {
        gen_nowhere(g);
        gen_arg(g, OP_BUILD_MAP, 0);
        gen_at(g, old);
    }
    for (size_t i = begin; i < end; i++) {
        gen_const_text(g, keywords->items[i].name);
        gen_expr(g, keywords->items[i].value);
        if (big) {
            gen_nowhere(g);
            gen_arg(g, OP_MAP_ADD, 1);
            gen_at(g, old);
        }
    }
    if (!big) gen_arg(g, OP_BUILD_MAP, n);
}

/* The keyword arguments as one dictionary on the stack (3.9+). */
static void merged_keywords(Gen *g, const KeywordList *keywords) {
    size_t seen = 0;
    bool have = false;
    for (size_t i = 0; i <= keywords->count; i++) {
        bool last = i == keywords->count;
        if (!last && keywords->items[i].name) {
            seen++;
            continue;
        }
        if (seen) {
            sub_keywords(g, keywords, i - seen, i);
            if (have) gen_arg(g, OP_DICT_MERGE, 1);
            have = true;
            seen = 0;
        }
        if (last) break;
        if (!have) gen_arg(g, OP_BUILD_MAP, 0);
        have = true;
        gen_expr(g, keywords->items[i].value);
        gen_arg(g, OP_DICT_MERGE, 1);
    }
}

static void call_38_unpacked(Gen *g, int tuples, int seen, const KeywordList *keywords) {
    if (seen) {
        gen_arg(g, OP_BUILD_TUPLE, seen);
        tuples++;
    }
    if (tuples > 1) {
        gen_arg(g, OP_BUILD_TUPLE_UNPACK_WITH_CALL, tuples);
    } else if (tuples == 0) {
        gen_arg(g, OP_BUILD_TUPLE, 0);
    }
    size_t run = 0;
    int dicts = 0;
    for (size_t i = 0; i <= keywords->count; i++) {
        bool last = i == keywords->count;
        if (!last && keywords->items[i].name) {
            run++;
            continue;
        }
        if (run) {
            sub_keywords(g, keywords, i - run, i);
            dicts++;
            run = 0;
        }
        if (last) break;
        gen_expr(g, keywords->items[i].value);
        dicts++;
    }
    if (dicts > 1) gen_arg(g, OP_BUILD_MAP_UNPACK_WITH_CALL, dicts);
    gen_arg(g, OP_CALL_FUNCTION_EX, dicts > 0);
}

static void call_38(Gen *g, int pushed, const ExprList *args, const KeywordList *keywords) {
    int seen = pushed, tuples = 0;
    for (size_t i = 0; i < args->count; i++) {
        const Expr *arg = args->items[i];
        if (arg->kind == EX_STARRED) {
            if (seen) {
                gen_arg(g, OP_BUILD_TUPLE, seen);
                seen = 0;
                tuples++;
            }
            gen_expr(g, arg->u.operand);
            tuples++;
        } else {
            gen_expr(g, arg);
            seen++;
        }
    }
    if (tuples || any_mapping(keywords)) {
        call_38_unpacked(g, tuples, seen, keywords);
        return;
    }
    int total = pushed + (int)args->count + (int)keywords->count;
    if (keywords->count == 0) {
        gen_arg(g, OP_CALL_FUNCTION, total);
        return;
    }
    keyword_values(g, keywords, 0, keywords->count);
    gen_const_names(g, keyword_names(g, keywords, 0, keywords->count), keywords->count);
    gen_arg(g, OP_CALL_FUNCTION_KW, total);
}

/* Keyword values, then their names: a tuple on the stack, or in 3.11 and 3.12 KW_NAMES before CALL. */
static void named_arguments(Gen *g, const KeywordList *keywords) {
    keyword_values(g, keywords, 0, keywords->count);
    const char **names = keyword_names(g, keywords, 0, keywords->count);
    if (gen_is(g, PY_3_13) || !gen_is(g, PY_3_11)) {
        gen_const_names(g, names, keywords->count);
    } else {
        gen_arg(g, OP_KW_NAMES, gen_add_names_const(g, names, keywords->count));
    }
}

static void call_op(Gen *g, int total, bool keywords) {
    if (keywords && !gen_is(g, PY_3_11)) {
        gen_arg(g, OP_CALL_FUNCTION_KW, total);
    } else if (keywords && gen_is(g, PY_3_13)) {
        gen_arg(g, OP_CALL_KW, total);
    } else {
        gen_call_simple(g, total);
    }
}

/* Arguments and call, with the callable and `pushed` arguments on the stack (compiler_call_helper).
 */
void gen_call_with(Gen *g, int pushed, const ExprList *args, const KeywordList *keywords) {
    if (args->count + keywords->count > GEN_MAX_ARGUMENTS && version_few_arguments(g->family)) {
        gen_error(g, g->u->loc, "more than 255 arguments");
        return;
    }
    if (!gen_is(g, PY_3_9)) {
        call_38(g, pushed, args, keywords);
        return;
    }
    bool big = gen_too_many(g, (int)(args->count + keywords->count * 2));
    if (!big && !any_starred(args) && !any_mapping(keywords)) {
        gen_exprs(g, args);
        if (keywords->count) named_arguments(g, keywords);
        call_op(g, pushed + (int)args->count + (int)keywords->count, keywords->count > 0);
        return;
    }
    if (pushed == 0 && args->count == 1 && args->items[0]->kind == EX_STARRED) {
        gen_expr(g, args->items[0]->u.operand);
    } else {
        gen_sequence(g, args, pushed, OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND, true);
    }
    if (keywords->count) merged_keywords(g, keywords);
    gen_arg(g, OP_CALL_FUNCTION_EX, keywords->count > 0);
}

/* ---- methods --------------------------------------------------------------------------------- */

/* A name that the module imports is probably a module, whose functions are no methods (3.11+). */
static bool imported(const Gen *g, const Expr *e) {
    if (e->kind != EX_NAME || !gen_is(g, PY_3_11)) return false;
    const Symbol *symbol = scope_find(g->tree->scope, e->u.name);
    return symbol && (symbol->flags & DEF_IMPORT);
}

/* super().name or super(a, b).name in a method, where super is the builtin
 * (can_optimize_super_call). */
static bool super_call(Gen *g, const Expr *attribute) {
    const Expr *call = attribute->u.attribute.value;
    if (call->kind != EX_CALL || call->u.call.func->kind != EX_NAME) return false;
    const char *name = call->u.call.func->u.name;
    if (strcmp(name, "super") != 0 || call->u.call.keywords.count ||
        strcmp(attribute->u.attribute.name, "__class__") == 0) {
        return false;
    }
    if (scope_place(g->u->scope, name) != SYM_GLOBAL_IMPLICIT ||
        scope_place(g->tree->scope, name) != SYM_UNKNOWN) {
        return false;
    }
    const ExprList *args = &call->u.call.args;
    if (args->count == 2) return !any_starred(args);
    if (args->count != 0 || g->u->argcount == 0) return false;
    return scope_place(g->u->scope, tree_name(g->tree, "__class__", 9)) == SYM_FREE;
}

static void super_arguments(Gen *g, const Expr *call) {
    SourceSpan old = gen_at(g, call->u.call.func->at);
    gen_name_ctx(g, call->u.call.func->u.name, CTX_LOAD);
    if (call->u.call.args.count == 2) {
        gen_at(g, old);
        gen_exprs(g, &call->u.call.args);
        return;
    }
    gen_at(g, call->at);
    gen_name_ctx(g, tree_name(g->tree, "__class__", 9), CTX_LOAD);
    gen_name_ctx(g, g->u->varnames.items[0], CTX_LOAD);
    gen_at(g, old);
}

static void load_super(Gen *g, const Expr *attribute, bool method) {
    const Expr *call = attribute->u.attribute.value;
    super_arguments(g, call);
    const char *name = tree_mangle(g->tree, g->u->private, attribute->u.attribute.name);
    int index = gen_name_index(g, &g->u->names, name);
    int two = call->u.call.args.count == 2;
    gen_at(g, attribute->at);
    gen_arg(g, OP_LOAD_SUPER_ATTR, index << 2 | two << 1 | method);
    gen_at(g, gen_attr_span(attribute->at, attribute));
    gen_op(g, OP_NOP);
}

bool gen_super_attribute(Gen *g, const Expr *e) {
    if (!super_call(g, e)) return false;
    load_super(g, e, false);
    return true;
}

static bool plain_method_call(Gen *g, const Expr *e) {
    const Expr *method = e->u.call.func;
    const ExprList *args = &e->u.call.args;
    const KeywordList *keywords = &e->u.call.keywords;
    if (method->kind != EX_ATTRIBUTE || any_starred(args) || !gen_is(g, PY_3_7)) return false;
    if (!gen_is(g, PY_3_11)) {
        return keywords->count == 0 && !gen_too_many(g, (int)args->count + 1);
    }
    if (imported(g, method->u.attribute.value) || any_mapping(keywords)) return false;
    return args->count + keywords->count + (keywords->count != 0) < GEN_STACK_USE;
}

static void method_call(Gen *g, const Expr *e) {
    const Expr *method = e->u.call.func;
    const KeywordList *keywords = &e->u.call.keywords;
    if (gen_is(g, PY_3_12) && super_call(g, method)) {
        load_super(g, method, true);
    } else {
        gen_expr(g, method->u.attribute.value);
        gen_at(g, gen_attr_span(method->at, method));
        gen_method_name(g, method->u.attribute.name);
    }
    gen_exprs(g, &e->u.call.args);
    if (!gen_is(g, PY_3_11)) {
        gen_arg(g, OP_CALL_METHOD, (int)e->u.call.args.count);
        return;
    }
    if (keywords->count) named_arguments(g, keywords);
    gen_at(g, gen_attr_span(e->at, method));
    call_op(g, (int)(e->u.call.args.count + keywords->count), keywords->count > 0);
}

void gen_call(Gen *g, const Expr *e) {
    if (plain_method_call(g, e)) {
        method_call(g, e);
        return;
    }
    const Expr *func = e->u.call.func;
    gen_check_call(g, e);
    if (g->family == PY_3_11 || g->family == PY_3_12) { /* the empty slot lies below the callable */
        gen_at(g, func->at);
        gen_op(g, OP_PUSH_NULL);
        gen_at(g, e->at);
    }
    gen_expr(g, func);
    if (gen_is(g, PY_3_13)) {
        gen_at(g, func->at);
        gen_op(g, OP_PUSH_NULL);
        gen_at(g, e->at);
    }
    gen_call_with(g, 0, &e->u.call.args, &e->u.call.keywords);
}
