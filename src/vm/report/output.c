/* output.c - what the program writes: two growing texts in the image.
 *
 * They belong to the state, so that going back un-prints. sys.stdout, sys.stderr and the printing
 * of tracebacks end here. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "object/text/str.h"
#include "vm/loop/state.h"

enum { OUT_FIRST_CAPACITY = 4096 };

/* Room for `more` bytes. The text moves to a place twice as large; the old one stays unused. */
static void reserve(Proc *p, OutBuf *out, uint64_t more) {
    const VmState *vm = p->vm;
    if (vm->out[OUT_STDOUT].len + vm->out[OUT_STDERR].len + more > vm->output_limit)
        img_pause(p, PAUSE_LIMIT_IMAGE);
    if (out->len + more <= out->cap) return;
    uint64_t cap = out->cap ? out->cap : OUT_FIRST_CAPACITY;
    while (cap < out->len + more) cap *= 2;
    char *data = img_carve(p, SEG_TEXT, cap, 8);
    if (out->len) memcpy(data, out->data, out->len);
    if (out->len) memset(out->data, 0, out->len);
    out->data = data;
    out->cap = cap;
}

void out_write(Proc *p, int stream, const char *bytes, size_t len) {
    if (len == 0) return;
    OutBuf *out = &p->vm->out[stream];
    reserve(p, out, len);
    memcpy(out->data + out->len, bytes, len);
    uint64_t at = out->len;
    out->len += len;
    if (stream == OUT_STDOUT) img_emit(p, EV_PRINT, 0, (int64_t)len, NULL, NULL, at);
}

void out_str(Proc *p, int stream, Ob *str) {
    size_t need = str_utf8(p, str, NULL, 0);
    if (need == 0) return;
    OutBuf *out = &p->vm->out[stream];
    reserve(p, out, need + 1);
    str_utf8(p, str, out->data + out->len, need + 1);
    uint64_t at = out->len;
    out->len += need;
    if (stream == OUT_STDOUT) img_emit(p, EV_PRINT, 0, (int64_t)need, NULL, NULL, at);
}

void out_format(Proc *p, int stream, const char *fmt, ...) {
    char text[1024];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    if (n > 0) out_write(p, stream, text, min_size((size_t)n, sizeof text - 1));
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\r'; }

void warn_syntax(Proc *p, const CodeUnit *unit, const char *source, size_t len) {
    const char *at = source, *end = source + len;
    int line = 1;
    for (size_t i = 0; i < unit->nwarnings; i++) {
        const LangWarning *w = &unit->warnings[i];
        if (w->line < line) at = source, line = 1;
        for (; line < w->line && at < end; at++) line += *at == '\n';
        char place[32];
        int n = snprintf(place, sizeof place, ":%d: ", (int)w->line);
        out_write(p, OUT_STDERR, unit->filename, strlen(unit->filename));
        out_write(p, OUT_STDERR, place, (size_t)n);
        out_write(p, OUT_STDERR, "SyntaxWarning: ", strlen("SyntaxWarning: "));
        out_write(p, OUT_STDERR, w->text, strlen(w->text));
        out_write(p, OUT_STDERR, "\n", 1);
        const char *from = at, *to = at;
        while (to < end && *to != '\n') to++;
        while (from < to && is_blank(*from)) from++;
        while (to > from && is_blank(to[-1])) to--;
        if (from == to) continue;
        out_write(p, OUT_STDERR, "  ", 2);
        out_write(p, OUT_STDERR, from, (size_t)(to - from));
        out_write(p, OUT_STDERR, "\n", 1);
    }
}

const char *vm_stdout(const Proc *p, size_t *len) {
    *len = p->vm->out[OUT_STDOUT].len;
    return *len ? p->vm->out[OUT_STDOUT].data : "";
}

const char *vm_stderr(const Proc *p, size_t *len) {
    *len = p->vm->out[OUT_STDERR].len;
    return *len ? p->vm->out[OUT_STDERR].data : "";
}
