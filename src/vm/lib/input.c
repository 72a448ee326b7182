/* input.c - input(): a line of sys.stdin, asked for on sys.stdout (Python/bltinmodule.c).
 *
 * Neither is a terminal here, so the line is read as from a file: the prompt is written like any
 * text. */
#include "object/container/dict.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "vm/lib/builtins.h"
#include "vm/loop/state.h"

/* What sys has under the name, borrowed; NULL with RuntimeError when it is gone. */
static Ob *standard(Proc *p, const char *name) {
    Ob *stream = dict_getitem_cstr(p, p->vm->sys_dict, name);
    if (stream && stream != OB_NONE(p)) return stream;
    err_format(p, EXC_RuntimeError, "input(): lost sys.%s", name);
    return NULL;
}

/* An ignored call of a method. */
static void flush(Proc *p, Ob *stream) {
    Ob *result = ob_call_method(p, stream, "flush", NULL, 0);
    if (!result) err_clear(p);
    ob_xdecref(p, result);
}

/* PyFile_WriteObject(o, file, Py_PRINT_RAW) */
static bool write(Proc *p, Ob *stream, Ob *o) {
    Ob *text = ob_str(p, o);
    Ob *result = text ? ob_call_method(p, stream, "write", &text, 1) : NULL;
    ob_xdecref(p, text);
    ob_xdecref(p, result);
    return result != NULL;
}

/* PyFile_GetLine(f, -1): the line without its end; EOFError when there is none. New. */
static Ob *get_line(Proc *p, Ob *stream) {
    Ob *line = ob_call_method(p, stream, "readline", NULL, 0);
    if (!line) return NULL;
    if (!ob_is(line, TYPE_STR)) {
        err_format(p, EXC_TypeError, "object.readline() returned non-string");
        ob_decref(p, line);
        return NULL;
    }
    int64_t len = str_len(line);
    if (len == 0) {
        ob_decref(p, line);
        return err_format(p, EXC_EOFError, "EOF when reading a line");
    }
    if (str_char(p, line, len - 1) != '\n') return line;
    Ob *text = str_substring(p, line, 0, len - 1);
    ob_decref(p, line);
    return text;
}

BUILTIN_FUNCTION(builtin_input) {
    (void)self;
    if (!args_check(p, "input", nargs, 0, 1, kwnames)) return NULL;
    Ob *in = standard(p, "stdin"), *out = in ? standard(p, "stdout") : NULL;
    Ob *err = out ? standard(p, "stderr") : NULL;
    if (!err) return NULL;
    ob_incref(p, in);
    ob_incref(p, out);
    flush(p, err);
    bool asked = !nargs || write(p, out, args[0]);
    if (asked) flush(p, out);
    Ob *line = asked ? get_line(p, in) : NULL;
    ob_decref(p, out);
    ob_decref(p, in);
    return line;
}
