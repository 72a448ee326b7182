/* carets.c - source lines of a traceback with the marks below them.
 *
 * Where the failing expression is an operation, its operator is marked apart; for that the
 * expression is parsed again, as CPython does (Python/traceback.c, extract_anchors_from_line;
 * Lib/traceback.py, _extract_caret_anchors_from_line_segment). */
#include "vm/report/carets.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "lang/parse/parser.h"

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

typedef struct Anchors {
    bool found;
    int left, right; /* bytes from the start of the segment: [left, right) is the operator or the
                        brackets */
} Anchors;

/* Anchors of a segment that holds one expression (3.11 knows operations and subscripts). */
static Anchors anchors_of(PythonVersion version, const char *segment, size_t len) {
    Anchors anchors = {0};
    Tree tree = {0};
    DiagList diags = {0};
    bool parsed = parse_source(segment, len, "<segment>", PARSE_EXPR, version, &tree, &diags);
    const Expr *e = parsed ? tree.expr : NULL;
    if (e && e->kind == EX_BINARY) {
        int at = e->u.binary.left->at.end_col, stop = e->u.binary.right->at.col;
        while (at < stop && is_blank(segment[at])) at++;
        if (at < stop) {
            bool two = at + 1 < stop && !is_blank(segment[at + 1]);
            anchors = (Anchors){true, at, at + 1 + two};
        }
    } else if (e && e->kind == EX_SUBSCRIPT) {
        anchors =
            (Anchors){true, e->u.subscript.value->at.end_col, e->u.subscript.index->at.end_col + 1};
    }
    tree_free(&tree);
    diag_free(&diags);
    return anchors;
}

/* One mark below the character at text[0..left), two below one that takes two columns
 * (Parser/pegen.c: _PyPegen_calculate_display_width; Lib/traceback.py: _display_width). Returns the
 * bytes of the character. */
static int put_mark(PythonVersion version, const char *text, int left, char mark, StrBuf *out) {
    uint32_t cp;
    int step = (int)utf8_decode(text, (size_t)left, &cp);
    sb_putc(out, mark);
    if (cp != UTF8_BAD && unicode_is(profile_of(version)->unicode, cp, UNI_WIDE))
        sb_putc(out, mark);
    return step;
}

static void put_marks(PythonVersion version, StrBuf *out, const char *text, int indent, int start,
                      int end, Anchors anchors) {
    sb_put(out, "    ");
    for (int i = indent; i < end;) {
        bool inside = anchors.found && i >= start + anchors.left && i < start + anchors.right;
        char mark = i < start ? ' ' : !anchors.found || inside ? '^' : '~';
        i += put_mark(version, text + i, end - i, mark, out);
    }
    sb_putc(out, '\n');
}

void carets_311(PythonVersion version, const char *text, size_t len, int line, SourceSpan span,
                StrBuf *out) {
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
        anchors = anchors_of(version, text + span.col, (size_t)(stop - span.col));
    } else {
        stop = end;
        while (stop > 0 && is_blank(text[stop - 1])) stop--;
    }
    if (stop - span.col == end - indent && !anchors.found)
        return; /* the whole line: nothing to point at */
    put_marks(version, out, text, indent, span.col, stop, anchors);
}

/* ---- 3.13 ------------------------------------------------------------------------------------ */

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

/* The lines of a statement without the indentation they share, and where it lies in them
 * (characters are bytes here, but for the marks, which are counted in columns). */
typedef struct Block {
    PythonVersion version; /* whose grammar the lines follow */
    Line *lines;           /* dedented, trailing blanks cut; owned */
    int count;
    int start, end; /* of the failing expression in the first and in the last line */
} Block;

static bool take_block(const char *source, size_t len, SourceSpan span, Block *block) {
    int n = span.end_line - span.line + 1, shared = -1;
    if (n < 1 || !line_at(source, len, span.end_line).text) return false;
    block->lines = host_alloc((size_t)n * sizeof *block->lines);
    const char *at = line_at(source, len, span.line).text;
    for (int i = 0; i < n; i++) {
        Line line = line_at(at, len - (size_t)(at - source), 1);
        at = line.text + line.len + 1;
        while (line.len > 0 &&
               (is_blank(line.text[line.len - 1]) || line.text[line.len - 1] == '\r'))
            line.len--;
        int indent = 0;
        while (indent < line.len && is_blank(line.text[indent])) indent++;
        if (line.len > 0 && (shared < 0 || indent < shared)) shared = indent;
        block->lines[i] = line;
    }
    block->count = n;
    for (int i = 0; i < n; i++) {
        int cut = block->lines[i].len < shared ? block->lines[i].len : shared;
        block->lines[i].text += cut;
        block->lines[i].len -= cut;
    }
    block->start = span.col - shared < 0 ? 0 : span.col - shared;
    block->end = span.end_col - shared < 0 ? 0 : span.end_col - shared;
    return block->start <= block->lines[0].len && block->end <= block->lines[n - 1].len;
}

/* `return f(...)` and `x = f(...)` get no marks when the call that failed is all that stands behind
 * (traceback.py, _should_show_carets). */
static bool call_fills_lines(const Block *b) {
    StrBuf text = {0};
    for (int i = 0; i < b->count; i++) {
        sb_write(&text, b->lines[i].text, (size_t)b->lines[i].len);
        sb_putc(&text, '\n');
    }
    /* A bare `return` is no statement of a module: what stands behind it is parsed alone. */
    bool is_return = text.len > 7 && memcmp(text.data, "return ", 7) == 0;
    int skip = is_return ? 7 : 0;
    while (is_return && text.data[skip] == ' ') skip++;
    Tree tree = {0};
    DiagList diags = {0};
    bool fills = false;
    if (parse_source(text.data + skip, text.len - (size_t)skip, "<line>", PARSE_MODULE, b->version,
                     &tree, &diags) &&
        tree.body.count > 0) {
        const Stmt *s = tree.body.items[0];
        const Expr *call = NULL;
        if (is_return && s->kind == ST_EXPR && s->u.expr->kind == EX_CALL) {
            if (s->u.expr->u.call.func->kind == EX_NAME) call = s->u.expr;
        } else if (!is_return && s->kind == ST_ASSIGN && s->u.assign.targets.count == 1 &&
                   s->u.assign.targets.items[0]->kind == EX_NAME &&
                   s->u.assign.value->kind == EX_CALL) {
            call = s->u.assign.value;
        }
        if (call) {
            int end = call->at.end_col + (call->at.end_line == 1 ? skip : 0);
            fills = call->at.line == 1 && call->at.end_line == b->count &&
                    call->at.col + skip == b->start && end == b->end;
        }
    }
    tree_free(&tree);
    diag_free(&diags);
    sb_free(&text);
    return fills;
}

/* A place in a block. */
typedef struct Place {
    int line, col;
} Place;

typedef struct BlockAnchors {
    bool found;
    Place left, right;
} BlockAnchors;

/* The segment on lines of its own, in parentheses, as CPython parses it; anchors in places of the
 * block. */
static BlockAnchors block_anchors(const Block *b) {
    BlockAnchors anchors = {0};
    StrBuf text = {0};
    sb_put(&text, "(\n");
    for (int i = 0; i < b->count; i++) {
        int from = i == 0 ? b->start : 0, to = i == b->count - 1 ? b->end : b->lines[i].len;
        if (to > from) sb_write(&text, b->lines[i].text + from, (size_t)(to - from));
        sb_putc(&text, '\n');
    }
    sb_putc(&text, ')');
    Tree tree = {0};
    DiagList diags = {0};
    bool parsed =
        parse_source(text.data, text.len, "<segment>", PARSE_EXPR, b->version, &tree, &diags);
    const Expr *e = parsed ? tree.expr : NULL;
    char opening = 0;
    const Expr *before = NULL;
    if (e && e->kind == EX_BINARY) {
        before = e->u.binary.left;
    } else if (e && e->kind == EX_SUBSCRIPT) {
        before = e->u.subscript.value;
        opening = '[';
    } else if (e && e->kind == EX_CALL) {
        before = e->u.call.func;
        opening = '(';
    }
    if (before) { /* lines of the text: 1 is the parenthesis */
        Place at = {before->at.end_line - 2, before->at.end_col};
        if (at.line == 0) at.col += b->start;
        while (at.line < b->count) {
            const Line *line = &b->lines[at.line];
            int stop = at.line == b->count - 1 ? b->end : line->len;
            char c = at.col < stop ? line->text[at.col] : '#';
            if (c == '#' || c == '\\') {
                at.line++;
                at.col = 0;
            } else if (opening ? c != opening : is_blank(c) || c == ')') {
                at.col++;
            } else {
                break;
            }
        }
        if (at.line < b->count) {
            anchors.found = true;
            anchors.left = at;
            if (opening) {
                anchors.right = (Place){b->count - 1, b->end};
            } else {
                const Expr *right = e->u.binary.right;
                const Line *line = &b->lines[at.line];
                int limit = right->at.line - 2 > at.line
                                ? line->len
                                : right->at.col + (at.line == 0 ? b->start : 0);
                bool two = at.col + 1 < limit && at.col + 1 < line->len &&
                           !is_blank(line->text[at.col + 1]) && line->text[at.col + 1] != '#' &&
                           line->text[at.col + 1] != '\\';
                anchors.right = (Place){at.line, at.col + 1 + two};
            }
        }
    }
    tree_free(&tree);
    diag_free(&diags);
    sb_free(&text);
    return anchors;
}

static bool at_or_after(int line, int col, Place place) {
    return line > place.line || (line == place.line && col >= place.col);
}

static void put_line(StrBuf *out, const Block *b, int i, bool marks, const BlockAnchors *anchors) {
    const Line *line = &b->lines[i];
    sb_put(out, "    ");
    sb_write(out, line->text, (size_t)line->len);
    sb_putc(out, '\n');
    if (!marks) return;
    int indent = 0, end = i == b->count - 1 ? b->end : line->len;
    while (indent < line->len && is_blank(line->text[indent])) indent++;
    sb_put(out, "    ");
    for (int col = 0; col < end;) {
        char mark = '^';
        if (col < indent || (i == 0 && col < b->start)) {
            mark = ' ';
        } else if (anchors->found) {
            bool inside =
                at_or_after(i, col, anchors->left) && !at_or_after(i, col, anchors->right);
            mark = inside ? '^' : '~';
        }
        col += put_mark(b->version, line->text + col, end - col, mark, out);
    }
    sb_putc(out, '\n');
}

static void put_first_line(const char *source, size_t len, int line, StrBuf *out) {
    Line first = line_at(source, len, line);
    while (first.len > 0 &&
           (is_blank(first.text[first.len - 1]) || first.text[first.len - 1] == '\r'))
        first.len--;
    int indent = 0;
    while (indent < first.len && is_blank(first.text[indent])) indent++;
    if (indent == first.len) return;
    sb_put(out, "    ");
    sb_write(out, first.text + indent, (size_t)(first.len - indent));
    sb_putc(out, '\n');
}

void carets_313(PythonVersion version, const char *source, size_t len, int line, SourceSpan span,
                StrBuf *out) {
    Block b = {.version = version};
    if (span.line != line || span.col < 0 || span.end_col < 0 ||
        !take_block(source, len, span, &b)) {
        free(b.lines);
        put_first_line(source, len, line, out);
        return;
    }
    int last = b.count - 1;
    BlockAnchors anchors = block_anchors(&b);
    bool rest = b.end < b.lines[last].len;
    for (int i = 0; i < b.start; i++) rest |= !is_blank(b.lines[0].text[i]);
    bool marks = anchors.found || rest;
    if (marks && call_fills_lines(&b)) marks = false;
    bool *shown = host_alloc((size_t)b.count * sizeof *shown);
    shown[0] = shown[last] = true;
    for (int i = -1; anchors.found && i <= 1; i++) {
        int left = anchors.left.line + i, right = anchors.right.line + i;
        if (left >= 0 && left <= last) shown[left] = true;
        if (right >= 0 && right <= last) shown[right] = true;
    }
    for (int i = 0, before = 0; i <= last; i++) {
        if (!shown[i]) continue;
        if (i - before == 2) put_line(out, &b, i - 1, marks, &anchors);
        if (i - before > 2) sb_printf(out, "    ...<%d lines>...\n", i - before - 1);
        put_line(out, &b, i, marks, &anchors);
        before = i;
    }
    free(shown);
    free(b.lines);
}
