/* stderr.c - where tracebacks and warnings go: to the interpreter's own standard error, or to what the
 * program has put into sys.stderr (Python/pythonrun.c, Python/errors.c, Python/_warnings.c).
 *
 * What is reported is first written as ever (output.c). When the program's own object is there, that
 * text is taken back between stderr_begin and stderr_end and handed to its `write`, a line each. */
#include <string.h>

#include "object/container/dict.h"
#include "object/exception/exception.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "vm/loop/state.h"

bool stderr_begin(Proc *p, StderrMark *mark) {
    Ob *stream = p->vm->sys_dict ? dict_getitem_cstr(p, p->vm->sys_dict, "stderr") : NULL;
    *mark = (StderrMark){.at = p->vm->out[OUT_STDERR].len};
    if (!stream || stream == OB_NONE(p)) return false;
    if (stream != p->vm->stderr_ && p->vm->reports_open == 0) mark->own = ob_newref(p, stream);
    p->vm->reports_open++;
    return true;
}

/* One line; what goes wrong is nobody's business. */
static void hand_over(Proc *p, Ob *writer, const char *text, size_t len) {
    Ob *line = str_new(p, text, len);
    Ob *result = line ? ob_call(p, writer, &line, 1, NULL) : NULL;
    if (!result) err_clear(p);
    ob_xdecref(p, result);
    ob_xdecref(p, line);
}

void stderr_end(Proc *p, StderrMark *mark) {
    p->vm->reports_open--;
    if (!mark->own) return;
    OutBuf *out = &p->vm->out[OUT_STDERR];
    size_t len = (size_t)(out->len - mark->at);
    char *text = img_carve(p, SEG_TEXT, len + 1, 1);
    if (len) memcpy(text, out->data + mark->at, len);
    if (len) memset(out->data + mark->at, 0, len);
    out->len = mark->at;
    Ob *saved = err_fetch(p), *writer = ob_getattr(p, mark->own, vm_name(p, VM_NAME_WRITE));
    if (!writer) err_clear(p);
    for (const char *at = text, *end = text + len; writer && at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop + 1 : end;
        hand_over(p, writer, at, (size_t)(stop - at));
        at = stop;
    }
    ob_xdecref(p, writer);
    ob_decref(p, mark->own);
    mark->own = NULL;
    err_restore(p, saved);
}
