/* fold_format.c - "%s and %r" % (a, b) becomes a formatted string (3.10+; Python/ast_opt.c,
 * optimize_format). */
#include <string.h>

#include "lang/scope/fold_internal.h"

static const SourceSpan nowhere = {-1, -1, -1, -1};

static Expr *text_node(Arena *arena, const char *text, size_t len) {
    Expr *e = arena_alloc(arena, sizeof(Expr));
    e->kind = EX_CONST;
    e->at = nowhere;
    e->u.value = arena_alloc(arena, sizeof(Const));
    e->u.value->kind = CONST_STR;
    e->u.value->text = arena_text(arena, text, len);
    e->u.value->len = len;
    return e;
}

/* The text up to the next conversion, with %% as %; NULL when there is none. */
static Expr *literal(Arena *arena, const Const *format, size_t *at) {
    StrBuf text = {0};
    while (*at < format->len) {
        if (format->text[*at] == '%') {
            if (*at + 1 >= format->len || format->text[*at + 1] != '%') break;
            (*at)++;
        }
        sb_putc(&text, format->text[(*at)++]);
    }
    Expr *e = text.len ? text_node(arena, sb_text(&text), text.len) : NULL;
    sb_free(&text);
    return e;
}

/* At most two digits; -1 when there are more. */
static int number(const Const *format, size_t *at) {
    int value = 0, digits = 0;
    while (*at < format->len && format->text[*at] >= '0' && format->text[*at] <= '9') {
        value = value * 10 + (format->text[(*at)++] - '0');
        if (++digits > 2) return -1;
    }
    return value;
}

/* One conversion, *at behind its "%". NULL when it is not one of %s %r %a with plain width and
 * precision. */
static Expr *conversion(Arena *arena, const Const *format, size_t *at, Expr *value) {
    bool left = false;
    int width = -1, precision = -1;
    while (*at < format->len && format->text[*at] && strchr("-+ #0", format->text[*at])) {
        left |= format->text[(*at)++] == '-';
    }
    if (*at < format->len && format->text[*at] >= '0' && format->text[*at] <= '9') {
        if ((width = number(format, at)) < 0) return NULL;
    }
    if (*at < format->len && format->text[*at] == '.') {
        (*at)++;
        if ((precision = number(format, at)) < 0) return NULL;
    }
    if (*at >= format->len) return NULL;
    char kind = format->text[(*at)++];
    if (kind != 's' && kind != 'r' && kind != 'a') return NULL;
    StrBuf spec = {0};
    if (!left && width > 0) sb_putc(&spec, '>');
    if (width >= 0) sb_printf(&spec, "%d", width);
    if (precision >= 0) sb_printf(&spec, ".%d", precision);
    Expr *e = arena_alloc(arena, sizeof(Expr));
    e->kind = EX_FORMATTED;
    e->at = value->at;
    e->u.formatted.value = value;
    e->u.formatted.conversion = kind;
    if (spec.len) e->u.formatted.spec = text_node(arena, sb_text(&spec), spec.len);
    sb_free(&spec);
    return e;
}

bool fold_format(Tree *tree, Expr *node, const Const *format, const ExprList *items) {
    Arena *arena = &tree->arena;
    ExprList parts = {0};
    size_t at = 0, used = 0;
    for (;;) {
        Expr *text = literal(arena, format, &at);
        if (text) expr_list_add(arena, &parts, text);
        if (at >= format->len) break;
        if (used == items->count) return false;
        at++;
        Expr *value = conversion(arena, format, &at, items->items[used++]);
        if (!value) return false;
        expr_list_add(arena, &parts, value);
    }
    if (used < items->count) return false;
    node->kind = EX_JOINED;
    node->u.items = parts;
    return true;
}
