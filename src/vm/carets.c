/* carets.c - source lines of a traceback with the marks below them.
 *
 * Where the failing expression is an operation, its operator is marked apart; for that the expression is parsed
 * again, as CPython does (Python/traceback.c, extract_anchors_from_line; Lib/traceback.py,
 * _extract_caret_anchors_from_line_segment). */
#include "vm/carets.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "lang/parser.h"

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

typedef struct Anchors {
    bool found;
    int left, right; /* bytes from the start of the segment: [left, right) is the operator or the brackets */
} Anchors;

/* Anchors of a segment that holds one expression. `brackets`: the 3.13 rules, which know calls too. */
static Anchors anchors_of(const char *segment, size_t len, bool newest) {
    Anchors anchors = {0};
    Tree tree = {0};
    DiagList diags = {0};
    bool parsed = parse_source(segment, len, "<segment>", PARSE_EXPR, OPS_313, &tree, &diags);
    const Expr *e = parsed ? tree.expr : NULL;
    if (e && e->kind == EX_BINARY) {
        int at = e->u.binary.left->at.end_col, stop = e->u.binary.right->at.col;
        while (at < stop && (is_blank(segment[at]) || (newest && segment[at] == ')'))) at++;
        if (at < stop) {
            bool two = at + 1 < stop && !is_blank(segment[at + 1]);
            anchors = (Anchors){true, at, at + 1 + two};
        }
    } else if (e && e->kind == EX_SUBSCRIPT) {
        int left = e->u.subscript.value->at.end_col;
        while (newest && left < (int)len && segment[left] != '[') left++;
        anchors = (Anchors){true, left, newest ? (int)len : e->u.subscript.index->at.end_col + 1};
    } else if (e && newest && e->kind == EX_CALL) {
        int left = e->u.call.func->at.end_col;
        while (left < (int)len && segment[left] != '(') left++;
        anchors = (Anchors){true, left, (int)len};
    }
    tree_free(&tree);
    diag_free(&diags);
    return anchors;
}

static void put_marks(StrBuf *out, const char *text, int indent, int start, int end, Anchors anchors) {
    sb_put(out, "    ");
    for (int i = indent; i < end;) {
        uint32_t cp;
        int step = (int)utf8_decode(text + i, (size_t)(end - i), &cp);
        bool inside = anchors.found && i >= start + anchors.left && i < start + anchors.right;
        sb_putc(out, i < start ? ' ' : !anchors.found ? '^' : inside ? '^' : '~');
        i += step;
    }
    sb_putc(out, '\n');
}

void carets_311(const char *text, size_t len, int line, SourceSpan span, StrBuf *out) {
    int indent = 0, end = (int)len;
    while (indent < end && is_blank(text[indent])) indent++;
    if (indent == end) return;
    sb_put(out, "    ");
    sb_write(out, text + indent, (size_t)(end - indent));
    sb_putc(out, '\n');
    if (span.col < 0 || span.end_col < 0 || span.line != line) return;
    Anchors anchors = {0};
    int stop = span.end_col;
    if (span.end_line == span.line) {
        if (stop > end || span.col > stop) return;
        anchors = anchors_of(text + span.col, (size_t)(stop - span.col), false);
    } else {
        stop = end;
        while (stop > 0 && is_blank(text[stop - 1])) stop--;
    }
    if (stop - span.col == end - indent && !anchors.found) return; /* the whole line: nothing to point at */
    put_marks(out, text, indent, span.col, stop, anchors);
}

/* ---- 3.13 ------------------------------------------------------------------------------------------------------------- */

typedef struct Line {
    const char *text;
    int len;
} Line;

static Line line_at(const char *source, size_t len, int number) {
    const char *at = source, *end = source + len;
    for (int i = 1; i < number && at; i++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (at) at++;
    }
    if (!at || at >= end) return (Line){NULL, 0};
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    return (Line){at, (int)((stop ? stop : end) - at)};
}

/* `return f(...)` and `x = f(...)` that fill the line get no marks when the call is what failed. */
static bool call_fills_line(const char *text, int len, int start, int end) {
    Tree tree = {0};
    DiagList diags = {0};
    bool fills = false;
    /* The statement stands alone: `return` must be inside a function to be parsed. */
    bool is_return = len > 6 && memcmp(text, "return", 6) == 0 && (is_blank(text[6]) || text[6] == '(');
    int skip = is_return ? 6 : 0;
    while (is_return && skip < len && is_blank(text[skip])) skip++;
    if (parse_source(text + skip, (size_t)(len - skip), "<line>", PARSE_MODULE, OPS_313, &tree, &diags) &&
        tree.body.count > 0) {
        const Stmt *s = tree.body.items[0];
        const Expr *call = NULL;
        if (is_return && s->kind == ST_EXPR && s->u.expr->kind == EX_CALL) {
            if (s->u.expr->u.call.func->kind == EX_NAME) call = s->u.expr;
        } else if (!is_return && s->kind == ST_ASSIGN && s->u.assign.targets.count == 1 &&
                   s->u.assign.targets.items[0]->kind == EX_NAME && s->u.assign.value->kind == EX_CALL) {
            call = s->u.assign.value;
        }
        fills = call && call->at.col + skip == start && call->at.end_col + skip == end && call->at.line == 1;
    }
    tree_free(&tree);
    diag_free(&diags);
    return fills;
}

void carets_313(const char *source, size_t len, int line, SourceSpan span, StrBuf *out) {
    Line first = line_at(source, len, line);
    int indent = 0;
    while (indent < first.len && is_blank(first.text[indent])) indent++;
    if (indent == first.len) return;
    if (span.end_line != span.line || span.line != line || span.col < 0 || span.end_col > first.len) {
        sb_put(out, "    ");
        sb_write(out, first.text + indent, (size_t)(first.len - indent));
        sb_putc(out, '\n');
        return;
    }
    int stop = first.len;
    while (stop > indent && (is_blank(first.text[stop - 1]) || first.text[stop - 1] == '\r')) stop--;
    sb_put(out, "    ");
    sb_write(out, first.text + indent, (size_t)(stop - indent));
    sb_putc(out, '\n');
    Anchors anchors = anchors_of(first.text + span.col, (size_t)(span.end_col - span.col), true);
    if (call_fills_line(first.text + indent, stop - indent, span.col - indent, span.end_col - indent)) return;
    bool rest = span.col > indent || span.end_col < stop;
    if (!anchors.found && !rest) return;
    put_marks(out, first.text, indent, span.col, span.end_col, anchors);
}
