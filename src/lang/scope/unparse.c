/* unparse.c - an expression as text, with as few brackets as its precedences need and in the spelling of
 * CPython, whatever the source looked like (Python/ast_unparse.c). Called by future.c. */
#include "lang/scope/unparse.h"

#include <string.h>

#include "base/complex_math.h"
#include "base/unicode/unicode.h"
#include "base/utf8.h"
#include "lang/code/opcode.h"
#include "lang/scope/bigint.h"

/* How strongly the surroundings bind; a weaker expression gets brackets. */
typedef enum Level {
    PR_TUPLE,
    PR_TEST,
    PR_OR,
    PR_AND,
    PR_NOT,
    PR_CMP,
    PR_EXPR,
    PR_BXOR,
    PR_BAND,
    PR_SHIFT,
    PR_ARITH,
    PR_TERM,
    PR_FACTOR,
    PR_POWER,
    PR_AWAIT,
    PR_ATOM
} Level;

typedef struct Writer {
    Tree *tree;
    StrBuf *out;
    PythonVersion family;
} Writer;

static void expr(Writer *w, const Expr *e, int level);

static void open_if(Writer *w, bool needed) {
    if (needed) sb_putc(w->out, '(');
}
static void close_if(Writer *w, bool needed) {
    if (needed) sb_putc(w->out, ')');
}

static void exprs(Writer *w, const ExprList *list, int level) {
    for (size_t i = 0; i < list->count; i++) {
        if (i) sb_put(w->out, ", ");
        expr(w, list->items[i], level);
    }
}

/* ---- constants ------------------------------------------------------------------------------- */

static char quote_for(const char *text, size_t len) {
    return memchr(text, '\'', len) && !memchr(text, '"', len) ? '"' : '\'';
}

static bool short_escape(Writer *w, uint32_t cp, char quote) {
    char letter = cp == '\t' ? 't' : cp == '\n' ? 'n' : cp == '\r' ? 'r' : '\0';
    if (cp == (uint32_t)quote || cp == '\\') letter = (char)cp;
    if (letter) sb_printf(w->out, "\\%c", letter);
    return letter != '\0';
}

static void text_repr(Writer *w, const char *text, size_t len) {
    UnicodeVersion unicode = profile_of(w->family)->unicode;
    char quote = quote_for(text, len);
    sb_putc(w->out, quote);
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        size_t n = utf8_decode(text + at, len - at, &cp);
        if (cp == UTF8_BAD && len - at >= 3) { /* a lone surrogate */
            cp = 0xD000 | (uint32_t)(text[at + 1] & 0x3F) << 6 | (uint32_t)(text[at + 2] & 0x3F);
            n = 3;
        }
        if (!short_escape(w, cp, quote)) {
            if (cp >= ' ' && cp < 0x7f)
                sb_putc(w->out, (char)cp);
            else if (cp > 0x7f && unicode_is(unicode, cp, UNI_PRINTABLE))
                sb_put_codepoint(w->out, cp);
            else
                sb_printf(w->out,
                          cp < 0x100     ? "\\x%02x"
                          : cp < 0x10000 ? "\\u%04x"
                                         : "\\U%08x",
                          cp);
        }
        at += n ? n : 1;
    }
    sb_putc(w->out, quote);
}

static void bytes_repr(Writer *w, const char *bytes, size_t len) {
    char quote = quote_for(bytes, len);
    sb_printf(w->out, "b%c", quote);
    for (size_t i = 0; i < len; i++) {
        uint8_t c = (uint8_t)bytes[i];
        if (short_escape(w, c, quote)) continue;
        if (c >= ' ' && c < 0x7f)
            sb_putc(w->out, (char)c);
        else
            sb_printf(w->out, "\\x%02x", c);
    }
    sb_putc(w->out, quote);
}

static void constant(Writer *w, const Const *value);

static void constants(Writer *w, const Const *value) {
    bool tuple = value->kind == CONST_TUPLE;
    sb_put(w->out, tuple ? "(" : "frozenset({");
    for (size_t i = 0; i < value->count; i++) {
        if (i) sb_put(w->out, ", ");
        constant(w, &value->items[i]);
    }
    if (tuple && value->count == 1) sb_putc(w->out, ',');
    sb_put(w->out, tuple ? ")" : "})");
}

/* append_repr: a number that is too large is written as one that is too large again. */
static void number(Writer *w, const char *text) {
    for (const char *inf;
         version_annotations_as_written(w->family) && (inf = strstr(text, "inf")) != NULL;
         text = inf + 3) {
        sb_write(w->out, text, (size_t)(inf - text));
        sb_put(w->out, "1e309");
    }
    sb_put(w->out, text);
}

static void constant(Writer *w, const Const *value) {
    char text[COMPLEX_REPR_MAX];
    switch (value->kind) {
    case CONST_NONE: sb_put(w->out, "None"); break;
    case CONST_TRUE: sb_put(w->out, "True"); break;
    case CONST_FALSE: sb_put(w->out, "False"); break;
    case CONST_ELLIPSIS: sb_put(w->out, "..."); break;
    case CONST_INT: big_decimal(big_from_const(&w->tree->arena, value), w->out); break;
    case CONST_FLOAT:
        float_repr_text(value->number, text);
        number(w, text);
        break;
    case CONST_COMPLEX:
        complex_repr_text((Complex){value->number, value->imag}, text);
        number(w, text);
        break;
    case CONST_STR: text_repr(w, value->text, value->len); break;
    case CONST_BYTES: bytes_repr(w, value->text, value->len); break;
    case CONST_TUPLE:
    case CONST_FROZENSET: constants(w, value); break;
    case CONST_CODE: break;
    }
}

/* ---- formatted strings ----------------------------------------------------------------------- */

static void joined_parts(Writer *w, const ExprList *parts);

static void formatted(Writer *w, const Expr *e) {
    StrBuf inner = {0};
    Writer inside = {w->tree, &inner, w->family};
    expr(&inside, e->u.formatted.value, PR_TEST + 1);
    sb_put(w->out, sb_text(&inner)[0] == '{' ? "{ " : "{");
    sb_put(w->out, sb_text(&inner));
    sb_free(&inner);
    if (e->u.formatted.conversion) sb_printf(w->out, "!%c", e->u.formatted.conversion);
    if (e->u.formatted.spec) {
        sb_putc(w->out, ':');
        const Expr *spec = e->u.formatted.spec;
        if (spec->kind == EX_JOINED)
            joined_parts(w, &spec->u.items);
        else
            joined_parts(w, &(ExprList){(Expr **)(uintptr_t)&spec, 1});
    }
    sb_putc(w->out, '}');
}

static void joined_parts(Writer *w, const ExprList *parts) {
    for (size_t i = 0; i < parts->count; i++) {
        const Expr *part = parts->items[i];
        if (part->kind == EX_FORMATTED) {
            formatted(w, part);
        } else if (part->kind == EX_JOINED) {
            joined_parts(w, &part->u.items);
        } else if (part->kind == EX_CONST) {
            for (size_t k = 0; k < part->u.value->len; k++) {
                char c = part->u.value->text[k];
                if (c == '{' || c == '}') sb_putc(w->out, c);
                sb_putc(w->out, c);
            }
        }
    }
}

static void joined(Writer *w, const Expr *e) {
    StrBuf body = {0};
    Writer inside = {w->tree, &body, w->family};
    joined_parts(&inside, &e->u.items);
    sb_putc(w->out, 'f');
    text_repr(w, sb_text(&body), body.len);
    sb_free(&body);
}

/* ---- operators ------------------------------------------------------------------------------- */

static void binary(Writer *w, const Expr *e, int level) {
    static const struct {
        const char *text;
        Level level;
    } ops[] = {
        [NB_ADD] = {"+", PR_ARITH},
        [NB_AND] = {"&", PR_BAND},
        [NB_FLOOR_DIVIDE] = {"//", PR_TERM},
        [NB_LSHIFT] = {"<<", PR_SHIFT},
        [NB_MATRIX_MULTIPLY] = {"@", PR_TERM},
        [NB_MULTIPLY] = {"*", PR_TERM},
        [NB_REMAINDER] = {"%", PR_TERM},
        [NB_OR] = {"|", PR_EXPR},
        [NB_POWER] = {"**", PR_POWER},
        [NB_RSHIFT] = {">>", PR_SHIFT},
        [NB_SUBTRACT] = {"-", PR_ARITH},
        [NB_TRUE_DIVIDE] = {"/", PR_TERM},
        [NB_XOR] = {"^", PR_BXOR},
    };
    int own = ops[e->op].level;
    bool from_right = e->op == NB_POWER;
    open_if(w, level > own);
    expr(w, e->u.binary.left, own + from_right);
    sb_printf(w->out, " %s ", ops[e->op].text);
    expr(w, e->u.binary.right, own + !from_right);
    close_if(w, level > own);
}

static void unary(Writer *w, const Expr *e, int level) {
    static const char *const signs[] = {
        [UN_POSITIVE] = "+", [UN_NEGATIVE] = "-", [UN_NOT] = "not ", [UN_INVERT] = "~"};
    int own = e->op == UN_NOT ? PR_NOT : PR_FACTOR;
    open_if(w, level > own);
    sb_put(w->out, signs[e->op]);
    expr(w, e->u.operand, own);
    close_if(w, level > own);
}

static void boolean(Writer *w, const Expr *e, int level) {
    int own = e->op == BOOL_AND ? PR_AND : PR_OR;
    open_if(w, level > own);
    for (size_t i = 0; i < e->u.items.count; i++) {
        if (i) sb_put(w->out, e->op == BOOL_AND ? " and " : " or ");
        expr(w, e->u.items.items[i], own + 1);
    }
    close_if(w, level > own);
}

static void comparison(Writer *w, const Expr *e, int level) {
    static const char *const ops[] = {
        [CMP_LT] = "<",  [CMP_LE] = "<=",        [CMP_EQ] = "==", [CMP_NE] = "!=",
        [CMP_GT] = ">",  [CMP_GE] = ">=",        [CMP_IN] = "in", [CMP_NOT_IN] = "not in",
        [CMP_IS] = "is", [CMP_IS_NOT] = "is not"};
    open_if(w, level > PR_CMP);
    expr(w, e->u.compare.left, PR_CMP + 1);
    for (size_t i = 0; i < e->u.compare.rest.count; i++) {
        sb_printf(w->out, " %s ", ops[e->u.compare.ops[i]]);
        expr(w, e->u.compare.rest.items[i], PR_CMP + 1);
    }
    close_if(w, level > PR_CMP);
}

static void conditional(Writer *w, const Expr *e, int level) {
    open_if(w, level > PR_TEST);
    expr(w, e->u.cond.body, PR_TEST + 1);
    sb_put(w->out, " if ");
    expr(w, e->u.cond.test, PR_TEST + 1);
    sb_put(w->out, " else ");
    expr(w, e->u.cond.orelse, PR_TEST);
    close_if(w, level > PR_TEST);
}

/* ---- parameters and arguments ---------------------------------------------------------------- */

static void comma(Writer *w, bool *first) {
    if (!*first) sb_put(w->out, ", ");
    *first = false;
}

static void parameters(Writer *w, const Args *args) {
    bool first = true;
    size_t before = args->posonly.count, total = before + args->args.count;
    for (size_t i = 0; i < total; i++) {
        comma(w, &first);
        sb_put(w->out,
               i < before ? args->posonly.items[i].name : args->args.items[i - before].name);
        if (i + args->defaults.count >= total) {
            sb_putc(w->out, '=');
            expr(w, args->defaults.items[i + args->defaults.count - total], PR_TEST);
        }
        if (i + 1 == before) sb_put(w->out, ", /");
    }
    if (args->vararg || args->kwonly.count) {
        comma(w, &first);
        sb_putc(w->out, '*');
        if (args->vararg) sb_put(w->out, args->vararg->name);
    }
    for (size_t i = 0; i < args->kwonly.count; i++) {
        comma(w, &first);
        sb_put(w->out, args->kwonly.items[i].name);
        if (!args->kw_defaults.items[i]) continue;
        sb_putc(w->out, '=');
        expr(w, args->kw_defaults.items[i], PR_TEST);
    }
    if (!args->kwarg) return;
    comma(w, &first);
    sb_printf(w->out, "**%s", args->kwarg->name);
}

/* A blank follows the word only where a plain parameter does. */
static void lambda(Writer *w, const Expr *e, int level) {
    open_if(w, level > PR_TEST);
    sb_put(w->out, e->u.lambda.args->args.count ? "lambda " : "lambda");
    parameters(w, e->u.lambda.args);
    sb_put(w->out, ": ");
    expr(w, e->u.lambda.body, PR_TEST);
    close_if(w, level > PR_TEST);
}

static void call(Writer *w, const Expr *e) {
    const ExprList *args = &e->u.call.args;
    const KeywordList *keywords = &e->u.call.keywords;
    expr(w, e->u.call.func, PR_ATOM);
    if (args->count == 1 && keywords->count == 0 && args->items[0]->kind == EX_COMP &&
        args->items[0]->op == COMP_GENERATOR) {
        expr(w, args->items[0], PR_TEST); /* its own brackets are enough */
        return;
    }
    sb_putc(w->out, '(');
    exprs(w, args, PR_TEST);
    bool first = args->count == 0;
    for (size_t i = 0; i < keywords->count; i++) {
        comma(w, &first);
        const Keyword *keyword = &keywords->items[i];
        if (keyword->name)
            sb_printf(w->out, "%s=", keyword->name);
        else
            sb_put(w->out, "**");
        expr(w, keyword->value, keyword->name ? PR_TEST : PR_EXPR);
    }
    sb_putc(w->out, ')');
}

/* ---- displays and comprehensions ------------------------------------------------------------- */

static void comprehension(Writer *w, const Expr *e) {
    const char *brackets = e->op == COMP_GENERATOR ? "()" : e->op == COMP_LIST ? "[]" : "{}";
    sb_putc(w->out, brackets[0]);
    expr(w, e->u.comp.element, PR_TEST);
    if (e->op == COMP_DICT) {
        sb_put(w->out, ": ");
        expr(w, e->u.comp.value, PR_TEST);
    }
    for (size_t i = 0; i < e->u.comp.nfors; i++) {
        const CompFor *part = &e->u.comp.fors[i];
        sb_put(w->out, " for ");
        expr(w, part->target, PR_TUPLE);
        sb_put(w->out, " in ");
        expr(w, part->iter, PR_TEST + 1);
        for (size_t k = 0; k < part->ifs.count; k++) {
            sb_put(w->out, " if ");
            expr(w, part->ifs.items[k], PR_TEST + 1);
        }
    }
    sb_putc(w->out, brackets[1]);
}

static void dictionary(Writer *w, const Expr *e) {
    sb_putc(w->out, '{');
    for (size_t i = 0; i < e->u.dict.values.count; i++) {
        if (i) sb_put(w->out, ", ");
        const Expr *key = e->u.dict.keys.items[i];
        if (key) {
            expr(w, key, PR_TEST);
            sb_put(w->out, ": ");
        } else {
            sb_put(w->out, "**");
        }
        expr(w, e->u.dict.values.items[i], key ? PR_TEST : PR_EXPR);
    }
    sb_putc(w->out, '}');
}

static void tuple(Writer *w, const Expr *e, int level) {
    if (e->u.items.count == 0) {
        sb_put(w->out, "()");
        return;
    }
    open_if(w, level > PR_TUPLE);
    exprs(w, &e->u.items, PR_TEST);
    if (e->u.items.count == 1) sb_putc(w->out, ',');
    close_if(w, level > PR_TUPLE);
}

/* ---- the rest -------------------------------------------------------------------------------- */

static void slice(Writer *w, const Expr *e) {
    if (e->u.slice.lower) expr(w, e->u.slice.lower, PR_TEST);
    sb_putc(w->out, ':');
    if (e->u.slice.upper) expr(w, e->u.slice.upper, PR_TEST);
    if (!e->u.slice.step) return;
    sb_putc(w->out, ':');
    expr(w, e->u.slice.step, PR_TEST);
}

static void attribute(Writer *w, const Expr *e) {
    const Expr *value = e->u.attribute.value;
    expr(w, value, PR_ATOM);
    bool number = value->kind == EX_CONST && value->u.value->kind == CONST_INT;
    sb_printf(w->out, "%s%s", number ? " ." : ".", e->u.attribute.name);
}

static void named(Writer *w, const Expr *e, int level) {
    open_if(w, level > PR_TUPLE);
    expr(w, e->u.named.target, PR_ATOM);
    sb_put(w->out, version_annotations_as_written(w->family) ? " := " : ":=");
    expr(w, e->u.named.value, PR_ATOM);
    close_if(w, level > PR_TUPLE);
}

static void yielded(Writer *w, const Expr *e) {
    sb_put(w->out, e->kind == EX_YIELD_FROM ? "(yield from " : e->u.operand ? "(yield " : "(yield");
    if (e->u.operand) expr(w, e->u.operand, PR_TEST);
    sb_putc(w->out, ')');
}

/* The parser bounds how deep expressions are nested. */
static void expr(Writer *w, const Expr *e, int level) {
    switch ((ExprKind)e->kind) {
    case EX_CONST: constant(w, e->u.value); break;
    case EX_NAME: sb_put(w->out, e->u.name); break;
    case EX_ATTRIBUTE: attribute(w, e); break;
    case EX_SUBSCRIPT:
        expr(w, e->u.subscript.value, PR_ATOM);
        sb_putc(w->out, '[');
        expr(w, e->u.subscript.index, PR_TUPLE);
        sb_putc(w->out, ']');
        break;
    case EX_SLICE: slice(w, e); break;
    case EX_CALL: call(w, e); break;
    case EX_UNARY: unary(w, e, level); break;
    case EX_BINARY: binary(w, e, level); break;
    case EX_BOOL: boolean(w, e, level); break;
    case EX_COMPARE: comparison(w, e, level); break;
    case EX_IF: conditional(w, e, level); break;
    case EX_LAMBDA: lambda(w, e, level); break;
    case EX_TUPLE: tuple(w, e, level); break;
    case EX_LIST:
        sb_putc(w->out, '[');
        exprs(w, &e->u.items, PR_TEST);
        sb_putc(w->out, ']');
        break;
    case EX_SET:
        sb_putc(w->out, '{');
        exprs(w, &e->u.items, PR_TEST);
        sb_putc(w->out, '}');
        break;
    case EX_DICT: dictionary(w, e); break;
    case EX_STARRED:
        sb_putc(w->out, '*');
        expr(w, e->u.operand, PR_EXPR);
        break;
    case EX_NAMED: named(w, e, level); break;
    case EX_COMP: comprehension(w, e); break;
    case EX_YIELD:
    case EX_YIELD_FROM: yielded(w, e); break;
    case EX_JOINED: joined(w, e); break;
    case EX_FORMATTED: joined(w, &(Expr){.u.items = {(Expr **)(uintptr_t)&e, 1}}); break;
    case EX_ERROR: break;
    }
}

void unparse_expr(Tree *tree, const Expr *e, PythonVersion family, StrBuf *out) {
    expr(&(Writer){tree, out, family}, e, PR_TEST);
}
