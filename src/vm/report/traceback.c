/* traceback.c - uncaught exceptions on the simulated stderr, byte for byte as the version prints
 * them.
 *
 * Up to 3.12 that is C code (Python/traceback.c, Python/pythonrun.c), in 3.13 Lib/traceback.py. The
 * marks below a source line (PEP 657) are drawn by carets.c. */
#include "object/exception/traceback.h"

#include <string.h>

#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/exception/exc_group.h"
#include "object/exception/exception.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/loop/state.h"
#include "vm/report/carets.h"
#include "vm/report/syntax_place.h"

enum { REPEAT_LIMIT = 3 }; /* TB_RECURSIVE_CUTOFF */

static const SourceText *source_named(const Proc *p, const char *filename) {
    if (p->vm->sources_gone) return NULL;
    for (const SourceText *s = p->vm->sources; s; s = s->next)
        if (filename && strcmp(s->filename, filename) == 0) return s;
    return NULL;
}

static const SourceText *source_of(const Proc *p, const CodeOb *code) {
    return source_named(p, code->text->unit->filename);
}

/* Line `number` (from 1) of a text, without its end; NULL when there is none. */
static const char *find_line(const SourceText *source, int number, size_t *len) {
    const char *at = source->data, *end = source->data + source->len;
    for (int i = 1; i < number && at; i++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (at) at++;
    }
    if (!at || at >= end) return NULL;
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    *len = (size_t)((stop ? stop : end) - at);
    if (*len && at[*len - 1] == '\r') --*len;
    return at;
}

void traceback_source_line(Proc *p, const char *filename, int number, const char *indent) {
    const SourceText *source = source_named(p, filename);
    size_t len;
    const char *text = source ? find_line(source, number, &len) : NULL;
    if (!text) return;
    while (len && strchr(" \t\f", *text)) text++, len--;
    while (len && strchr(" \t\f\r", text[len - 1])) len--;
    out_write(p, OUT_STDERR, indent, strlen(indent));
    out_write(p, OUT_STDERR, text, len);
    out_write(p, OUT_STDERR, "\n", 1);
}

/* The whole text that stands under the "File" line: source lines and marks. Of the library the texts here have
 * numbers of their own (library_lines.def). */
static void print_source(Proc *p, const CodeOb *code, int lasti, int line, bool from_c) {
    const SourceText *source = source_of(p, code);
    if (code->text->foreign && lasti >= 0 && lasti < code->text->ninstrs)
        line = code->text->unit->spans[lasti].line;
    size_t len;
    const char *text = source ? find_line(source, line, &len) : NULL;
    if (!text) return;
    PythonVersion version = p->s->profile.version;
    SourceSpan span = {line, line, -1, -1};
    if (py_traceback_carets(p) && lasti >= 0 && lasti < code->text->ninstrs)
        span = code->text->unit->spans[lasti];
    bool newest = py_tracebacks_in_python(p);
    if (newest && from_c) span.col = -1; /* only Lib/traceback.py draws marks in 3.13 */
    StrBuf out = {0}; /* nothing is recorded while it is open: a pause would leak it */
    if (newest) {
        carets_313(version, source->data, source->len, line, span, &out);
    } else {
        carets_311(version, text, len, line, span, &out);
    }
    size_t n = out.len;
    char *place = n ? img_carve(p, SEG_TEXT, n, 1) : NULL;
    if (n) memcpy(place, out.data, n);
    sb_free(&out);
    if (n) out_write(p, OUT_STDERR, place, n);
}

static void print_link(Proc *p, const TracebackOb *tb, bool from_c) {
    CodeOb *code = frame_ob_code(p, tb->tb_frame);
    int line = tb->tb_lineno >= 0 ? tb->tb_lineno : code_line(code, tb->tb_lasti);
    out_write(p, OUT_STDERR, "  File \"", 8);
    out_str(p, OUT_STDERR, code->co_filename);
    out_format(p, OUT_STDERR, "\", line %d, in ", line);
    out_str(p, OUT_STDERR, code->co_name);
    out_write(p, OUT_STDERR, "\n", 1);
    print_source(p, code, tb->tb_lasti, line, from_c);
}

void traceback_link_source(Proc *p, const Ob *link) {
    const TracebackOb *tb = (const TracebackOb *)link;
    CodeOb *code = frame_ob_code(p, tb->tb_frame);
    int line = tb->tb_lineno >= 0 ? tb->tb_lineno : code_line(code, tb->tb_lasti);
    print_source(p, code, tb->tb_lasti, line, false);
}

static bool same_place(Proc *p, const TracebackOb *a, const TracebackOb *b) {
    return a && frame_ob_code(p, a->tb_frame) == frame_ob_code(p, b->tb_frame) &&
           a->tb_lineno == b->tb_lineno;
}

static void print_repeated(Proc *p, int64_t count) {
    count -= REPEAT_LIMIT;
    if (count <= 0) return;
    out_format(p, OUT_STDERR, "  [Previous line repeated %lld more time%s]\n", (long long)count,
               count > 1 ? "s" : "");
}

static void print_traceback(Proc *p, const TracebackOb *tb, bool header, bool from_c) {
    enum { LIMIT = 1000 }; /* PyTraceBack_LIMIT: of a longer one the last links are shown */
    int64_t depth = 0, count = 0;
    if (header) out_format(p, OUT_STDERR, "Traceback (most recent call last):\n");
    for (const TracebackOb *t = tb; t; t = t->tb_next) depth++;
    if (!py_tracebacks_in_python(p)) {
        for (; tb && depth > LIMIT; depth--) tb = tb->tb_next;
    }
    const TracebackOb *last = NULL;
    for (; tb; tb = tb->tb_next) {
        if (!same_place(p, last, tb)) {
            print_repeated(p, count);
            count = 0;
        }
        last = tb;
        if (++count <= REPEAT_LIMIT) print_link(p, tb, from_c);
    }
    print_repeated(p, count);
}

/* What stands behind the name of its type: `msg` when its place was told already. New, or NULL. */
static Ob *message_text(Proc *p, Ob *exc, PlaceTold told) {
    if (!told.msg_alone) return ob_str(p, exc);
    Ob *msg = ob_getattr_cstr(p, exc, "msg");
    if (!msg) return NULL;
    bool lacks = py_tracebacks_in_python(p) && ob_is_true(p, msg) == 0;
    Ob *text = lacks ? str_from_cstr(p, "<no detail available>") : ob_str(p, msg);
    ob_decref(p, msg);
    return text;
}

/* "__main__.Error: text" */
static void print_message(Proc *p, Ob *exc, bool from_c, PlaceTold told) {
    Ob *type = (Ob *)exc->ob_type;
    Ob *module = ob_getattr(p, type, vm_name(p, VM_NAME_MODULE));
    if (!module) err_clear(p);
    if (!module || !ob_is(module, TYPE_STR)) {
        out_format(p, OUT_STDERR, "<unknown>.");
    } else if (!str_eq_cstr(p, module, "builtins") &&
               (!py_traceback_main_unnamed(p) || !str_eq_cstr(p, module, "__main__"))) {
        out_str(p, OUT_STDERR, module);
        out_write(p, OUT_STDERR, ".", 1);
    }
    ob_xdecref(p, module);
    out_str(p, OUT_STDERR, exc->ob_type->qualname ? exc->ob_type->qualname : exc->ob_type->tp_name);
    Ob *text = message_text(p, exc, told);
    if (!text) {
        err_clear(p);
        out_format(p, OUT_STDERR, ": <exception str() failed>");
    } else if (str_len(text) > 0 || from_c) { /* write_unraisable_exc_file looks at nothing */
        out_write(p, OUT_STDERR, ": ", 2);
        out_str(p, OUT_STDERR, text);
    }
    ob_xdecref(p, text);
    if (told.file) {
        out_write(p, OUT_STDERR, " (", 2);
        out_write(p, OUT_STDERR, told.file, strlen(told.file));
        out_write(p, OUT_STDERR, ")", 1);
    }
    if (!from_c) suggest_name(p, exc); /* never in what is only reported */
    out_write(p, OUT_STDERR, "\n", 1);
    if (from_c) return;
    Ob *notes = exc_notes(p, exc);
    if (!notes || !ob_is(notes, TYPE_LIST)) return;
    for (int64_t i = 0; i < list_size(notes); i++) {
        Ob *note = ob_str(p, list_item(notes, i));
        if (note) out_str(p, OUT_STDERR, note);
        ob_xdecref(p, note);
        out_write(p, OUT_STDERR, "\n", 1);
    }
}

/* A chain is printed from its far end; an exception seen before is left out. */
static bool on_chain(Ob *const *chain, int n, Ob *exc) {
    for (int i = 0; i < n; i++) {
        if (chain[i] == exc) return true;
    }
    return false;
}

/* How deep in groups of exceptions the print is (_ExceptionPrintContext of Lib/traceback.py, exception_group_depth of
 * Python/pythonrun.c). */
typedef struct Groups {
    int depth;
    bool need_close;
    Ob *seen
        [64]; /* what was printed, or waits for it; of more than these only a chain itself is watched */
    size_t count;
} Groups;

enum { GROUP_WIDTH = 15, GROUP_DEPTH = 10 };

/* What was written since `at` is put behind the margin of the depth; '+' takes the place of the first '|'. */
static void put_behind_margin(Proc *p, uint64_t at, const Groups *groups, char margin) {
    OutBuf *out = &p->vm->out[OUT_STDERR];
    size_t len = (size_t)(out->len - at);
    if (groups->depth == 0 || len == 0) return;
    char *text = img_carve(p, SEG_TEXT, len + 1, 1);
    memcpy(text, out->data + at, len);
    memset(out->data + at, 0, len);
    out->len = at;
    for (const char *line = text, *end = text + len; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop + 1 : end;
        out_format(p, OUT_STDERR, "%*s%c ", 2 * groups->depth, "", margin);
        out_write(p, OUT_STDERR, line, (size_t)(stop - line));
        line = stop;
    }
}

static void print_chain(Proc *p, Ob *exc, Groups *groups);

static void print_members(Proc *p, Ob *group, Groups *groups) {
    Ob *members = ob_newref(p, exc_group_members(p, group));
    int64_t num = tuple_size(members), n = num <= GROUP_WIDTH ? num : GROUP_WIDTH + 1;
    groups->need_close = false;
    for (int64_t i = 0; i < n; i++) {
        bool last = i == n - 1, rest = i >= GROUP_WIDTH;
        if (last) groups->need_close = true;
        out_format(p, OUT_STDERR, "%*s%s+---------------- ", 2 * groups->depth, "",
                   i == 0 ? "+-" : "  ");
        if (rest)
            out_format(p, OUT_STDERR, "... ----------------\n");
        else
            out_format(p, OUT_STDERR, "%d ----------------\n", (int)i + 1);
        groups->depth++;
        if (rest) {
            uint64_t at = p->vm->out[OUT_STDERR].len;
            out_format(p, OUT_STDERR, "and %d more exception%s\n", (int)(num - GROUP_WIDTH),
                       num - GROUP_WIDTH > 1 ? "s" : "");
            put_behind_margin(p, at, groups, '|');
        } else {
            print_chain(p, tuple_item(members, i), groups);
        }
        if (last && groups->need_close) {
            out_format(p, OUT_STDERR, "%*s+------------------------------------\n",
                       2 * groups->depth, "");
            groups->need_close = false;
        }
        groups->depth--;
    }
    ob_decref(p, members);
}

/* One exception of a chain; where its message stands, of the last one. */
static void print_one(Proc *p, Ob *exc, Groups *groups, Raised *raised) {
    Ob *members = exc_group_members(p, exc), *tb = exc_traceback(exc);
    uint64_t at = p->vm->out[OUT_STDERR].len;
    if (members && groups->depth > GROUP_DEPTH) {
        out_format(p, OUT_STDERR, "... (max_group_depth is %d)\n", GROUP_DEPTH);
        put_behind_margin(p, at, groups, '|');
        return;
    }
    bool top = members && groups->depth == 0;
    if (top) groups->depth = 1;
    if (tb && members) {
        out_format(p, OUT_STDERR, "Exception Group Traceback (most recent call last):\n");
        put_behind_margin(p, at, groups, top ? '+' : '|');
        at = p->vm->out[OUT_STDERR].len;
    }
    if (tb) print_traceback(p, (TracebackOb *)tb, members == NULL, false);
    PlaceTold told = syntax_place_print(p, exc);
    uint64_t message = p->vm->out[OUT_STDERR].len;
    print_message(p, exc, false, told);
    if (raised) {
        raised->message_bytes = p->vm->out[OUT_STDERR].len - message;
        out_write(p, OUT_RAISED, p->vm->out[OUT_STDERR].data + message, raised->message_bytes);
    }
    put_behind_margin(p, at, groups, '|');
    if (members) print_members(p, exc, groups);
    if (top) groups->depth = 0;
}

static void print_chain(Proc *p, Ob *exc, Groups *groups) {
    enum { CHAIN_MAX = 64 };
    Ob *chain[CHAIN_MAX];
    bool by_cause[CHAIN_MAX];
    int n = 0;
    bool whole = groups->depth == 0;
    for (Ob *e = exc; e && n < CHAIN_MAX && !on_chain(chain, n, e); n++) {
        if (n && on_chain(groups->seen, (int)groups->count, e)) break;
        chain[n] = e;
        if (groups->count < ARRAY_LEN(groups->seen)) groups->seen[groups->count++] = e;
        Ob *cause = exc_cause(e), *context = exc_suppress_context(e) ? NULL : exc_context(e);
        by_cause[n] = cause != NULL;
        e = cause ? cause : context;
    }
    while (n-- > 0) {
        print_one(p, chain[n], groups, whole && n == 0 ? &p->vm->raised : NULL);
        if (n == 0) break;
        uint64_t at = p->vm->out[OUT_STDERR].len;
        out_format(
            p, OUT_STDERR,
            by_cause[n - 1]
                ? "\nThe above exception was the direct cause of the following exception:\n\n"
                : "\nDuring handling of the above exception, another exception occurred:\n\n");
        put_behind_margin(p, at, groups, '|');
    }
}

void vm_print_exception(Proc *p, Ob *exc) {
    Ob *saved = err_fetch(p);
    Raised *raised = &p->vm->raised;
    StderrMark mark;
    bool shown = stderr_begin(p, &mark);
    raised->message_at = p->vm->out[OUT_RAISED].len;
    raised->message_bytes = 0;
    Groups groups = {0};
    if (shown) print_chain(p, exc, &groups);
    if (shown) stderr_end(p, &mark);
    if (saved) err_restore(p, saved);
}

void vm_print_unraisable(Proc *p, Ob *exc) {
    Ob *tb = exc_traceback(exc);
    if (tb) print_traceback(p, (TracebackOb *)tb, true, true);
    print_message(p, exc, true, (PlaceTold){0});
}
