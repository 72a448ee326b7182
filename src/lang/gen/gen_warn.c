/* gen_warn.c - what the compiler finds strange but compiles: SyntaxWarning.
 *
 * Called by gen_*.c where Python/compile.c makes the same checks, so that code which is generated
 * twice (the body of a finally) also warns twice, as the real compiler does. */
#include "lang/code/opcode.h"
#include "lang/gen/gen.h"

/* infer_type: the type of an expression that shows it by its form; NULL when it does not. */
static const char *type_by_form(const Expr *e) {
    static const char *const made[] = {"generator", "list", "set", "dict"};
    switch (e->kind) {
    case EX_TUPLE: return "tuple";
    case EX_LIST: return "list";
    case EX_DICT: return "dict";
    case EX_SET: return "set";
    case EX_LAMBDA: return "function";
    case EX_COMP: return made[e->op];
    case EX_JOINED:
    case EX_FORMATTED: return "str";
    case EX_CONST: break;
    default: return NULL;
    }
    switch (e->u.value->kind) {
    case CONST_NONE: return "NoneType";
    case CONST_TRUE:
    case CONST_FALSE: return "bool";
    case CONST_ELLIPSIS: return "ellipsis";
    case CONST_INT: return "int";
    case CONST_FLOAT: return "float";
    case CONST_COMPLEX: return "complex";
    case CONST_STR: return "str";
    case CONST_BYTES: return "bytes";
    case CONST_TUPLE: return "tuple";
    case CONST_FROZENSET: return "frozenset";
    case CONST_CODE: break;
    }
    return NULL;
}

static bool is_const_of(const Expr *e, ConstKind kind) {
    return e->kind == EX_CONST && e->u.value->kind == kind;
}

/* check_is_arg, the other way round: a constant that is not one of the singletons. */
static bool is_plain_literal(const Expr *e) {
    return e->kind == EX_CONST && !is_const_of(e, CONST_NONE) && !is_const_of(e, CONST_TRUE) &&
           !is_const_of(e, CONST_FALSE) && !is_const_of(e, CONST_ELLIPSIS);
}

void gen_check_compare(Gen *g, const Expr *e) {
    if (!version_literal_warnings(g->family)) return;
    const Expr *left = e->u.compare.left;
    for (size_t i = 0; i < e->u.compare.rest.count; i++) {
        const Expr *right = e->u.compare.rest.items[i];
        int op = e->u.compare.ops[i];
        bool literal = is_plain_literal(left) || is_plain_literal(right);
        if ((op == CMP_IS || op == CMP_IS_NOT) && literal) {
            const char *is = op == CMP_IS ? "is" : "is not", *equal = op == CMP_IS ? "==" : "!=";
            if (gen_is(g, PY_3_12)) {
                tree_warn(g->tree, e->at.line, "\"%s\" with '%s' literal. Did you mean \"%s\"?", is,
                          type_by_form(is_plain_literal(left) ? left : right), equal);
            } else {
                tree_warn(g->tree, e->at.line, "\"%s\" with a literal. Did you mean \"%s\"?", is,
                          equal);
            }
            return; /* one warning for a chain */
        }
        left = right;
    }
}

void gen_check_call(Gen *g, const Expr *call) {
    const Expr *func = call->u.call.func;
    if (!version_literal_warnings(g->family)) return;
    const char *type = func->kind == EX_LAMBDA ? NULL : type_by_form(func);
    if (type) {
        tree_warn(g->tree, func->at.line,
                  "'%s' object is not callable; perhaps you missed a comma?", type);
    }
}

/* check_subscripter: numbers, None, ..., sets and functions have no elements. */
static bool has_no_elements(const Expr *e) {
    if (e->kind == EX_SET || e->kind == EX_LAMBDA) return true;
    if (e->kind == EX_COMP) return e->op == COMP_SET || e->op == COMP_GENERATOR;
    if (e->kind != EX_CONST) return false;
    ConstKind kind = e->u.value->kind;
    return kind != CONST_STR && kind != CONST_BYTES && kind != CONST_TUPLE;
}

/* The index of a subscript whose type check_index asks for. 3.8 had nodes of their own for slices
 * and for tuples with slices in them, and did not look into those. */
static bool is_plain_index(const Gen *g, const Expr *index) {
    if (gen_is(g, PY_3_9) || index->kind != EX_TUPLE) return true;
    for (size_t i = 0; i < index->u.items.count; i++)
        if (index->u.items.items[i]->kind == EX_SLICE) return false;
    return true;
}

void gen_check_subscript(Gen *g, const Expr *e) {
    const Expr *value = e->u.subscript.value, *index = e->u.subscript.index;
    const char *type = type_by_form(value), *by = type_by_form(index);
    if (!type || !version_literal_warnings(g->family)) return;
    if (has_no_elements(value)) {
        tree_warn(g->tree, value->at.line,
                  "'%s' object is not subscriptable; perhaps you missed a comma?", type);
        return;
    }
    bool integer = is_const_of(index, CONST_INT) || is_const_of(index, CONST_TRUE) ||
                   is_const_of(index, CONST_FALSE);
    bool mapping = value->kind == EX_DICT || (value->kind == EX_COMP && value->op == COMP_DICT);
    if (mapping || !by || integer || !is_plain_index(g, index)) return;
    tree_warn(g->tree, value->at.line,
              "%s indices must be integers or slices, not %s; perhaps you missed a comma?", type,
              by);
}

void gen_check_assert(Gen *g, const Stmt *s) {
    const Expr *test = s->u.assertion.test;
    /* Up to 3.9 a tuple that has already become a constant is not seen. */
    bool tuple = (test->kind == EX_TUPLE && test->u.items.count > 0) ||
                 (gen_is(g, PY_3_10) && is_const_of(test, CONST_TUPLE) && test->u.value->count > 0);
    if (tuple) {
        tree_warn(g->tree, s->at.line, "assertion is always true, perhaps remove parentheses?");
    }
}
