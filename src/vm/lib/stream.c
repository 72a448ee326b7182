/* stream.c - sys.stdout and sys.stderr: text that goes down through the layers of a stream to a
 * terminal (Modules/_io/textio.c, Modules/_io/bufferedio.c; Objects/fileobject.c; print of
 * Python/bltinmodule.c).
 *
 * What is written appears at once. The layers are here for what they do to memory: a bound method
 * for each piece, the pieces that wait for the end of a line in a list, bytes of them all, a view
 * of the buffer for the last layer. The collector counts these, and free lists keep some. */
#include "vm/lib/stream.h"

#include <string.h>

#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/intern.h"
#include "object/text/memory_view.h"
#include "object/text/str.h"
#include "object/type/namespace.h"
#include "object/type/type.h"
#include "vm/lib/builtins.h"
#include "vm/loop/state.h"

enum { FILE_WRITE, FILE_FLUSH, FILE_BUFFER_WRITE };
enum { CHUNK = 8192 }; /* TextIOWrapper._CHUNK_SIZE, and the size of the buffer */

static int stream_index(const Proc *p, const Ob *file) {
    return file == p->vm->stdout_ ? OUT_STDOUT : file == p->vm->stderr_ ? OUT_STDERR : -1;
}

/* ---- the layers ------------------------------------------------------------------------------ */

/* Up to 3.7 each layer binds the method of the one below that it calls. The lower layers are no objects
 * here: the method is one of the stream. */
static bool layer_method(Proc *p, Ob **method) {
    if (!py_names_are_bound(p)) return true;
    *method = builtin_new(p, CFUNCTION_ID(CFUNC_VM_FIRST + VM_TABLE_FILE, FILE_WRITE),
                          p->vm->stdout_, NULL);
    return *method != NULL;
}

/* _bufferedwriter_raw_write: the file gets a view of the buffer. */
static bool flush_buffer(Proc *p, StreamState *s) {
    if (s->buffered == 0) return true;
    s->buffered = 0;
    Ob *view = memory_view_new(p), *write = NULL;
    bool ok = view && layer_method(p, &write);
    ob_xdecref(p, write);
    ob_xdecref(p, view);
    return ok;
}

/* _textiowrapper_writeflush: what waits becomes one bytes object, which the buffer copies. */
static bool flush_text(Proc *p, StreamState *s) {
    Ob *pending = s->pending;
    if (!pending) return true;
    size_t len = (size_t)s->pending_bytes;
    s->pending = NULL;
    s->pending_bytes = 0;
    Ob *bytes = ob_is(pending, TYPE_BYTES) ? ob_newref(p, pending) : bytes_new(p, NULL, len);
    ob_decref(p, pending);
    if (!bytes) return false;
    Ob *write = NULL;
    bool ok =
        layer_method(p, &write) && (s->buffered + (int64_t)len <= CHUNK || flush_buffer(p, s));
    s->buffered += (int64_t)len;
    Ob *count = ok ? int_from_i64(p, (int64_t)len) : NULL;
    ob_xdecref(p, write);
    ob_decref(p, bytes);
    ob_xdecref(p, count);
    return count != NULL;
}

/* The new piece joins those that wait. Steals it. */
static bool add_pending(Proc *p, StreamState *s, Ob *piece, int64_t len) {
    bool bare = py_text_pieces_bare(p);
    if (!bare && !s->pending && !(s->pending = list_new(p, 0))) {
        ob_decref(p, piece);
        return false;
    }
    if (bare && s->pending && s->pending_bytes + len > CHUNK && !flush_text(p, s)) {
        ob_decref(p, piece);
        return false;
    }
    s->pending_bytes += len;
    if (!s->pending) {
        s->pending = piece;
        return true;
    }
    if (ob_is(s->pending, TYPE_LIST)) return list_append_take(p, s->pending, piece) == 0;
    Ob *list = list_new(p, 2);
    if (!list) {
        ob_decref(p, piece);
        return false;
    }
    list_init_item(p, list, 0, s->pending);
    list_init_item(p, list, 1, piece);
    s->pending = list;
    return true;
}

/* TextIOWrapper.write and flush: buffer.flush(). */
static bool flush_below(Proc *p, StreamState *s) {
    Ob *flush = NULL;
    bool ok = layer_method(p, &flush) && flush_buffer(p, s);
    ob_xdecref(p, flush);
    return ok;
}

/* _io_TextIOWrapper_write_impl, line by line. */
static bool write_layers(Proc *p, int stream, Ob *text) {
    StreamState *s = &p->vm->streams[stream];
    size_t len = str_utf8(p, text, NULL, 0);
    if (len == 0) return true;
    bool line = false;
    for (int64_t i = 0; i < str_len(text) && !line; i++)
        line = str_char(p, text, i) == '\n' || str_char(p, text, i) == '\r';
    img_serve(p);
    bool itself = str_is_ascii(text) && py_text_pieces_bare(p);
    const char *bytes = str_is_ascii(text) ? str_data(p, text) : NULL;
    Ob *piece = itself ? ob_newref(p, text) : bytes_new(p, bytes, len);
    bool ok = piece && add_pending(p, s, piece, (int64_t)len);
    if (ok && (line || s->pending_bytes >= CHUNK + !py_text_pieces_bare(p))) ok = flush_text(p, s);
    if (ok && line) ok = flush_below(p, s);
    img_serve_end(p);
    return ok;
}

/* ---- methods --------------------------------------------------------------------------------- */

static Ob *file_write(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "write", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR)) {
        if (args[0] == OB_NONE(p))
            return err_format(p, EXC_TypeError, "write() argument must be str, not None");
        return err_format(p, EXC_TypeError, "write() argument must be str, not %N",
                          args[0]->ob_type);
    }
    int stream = stream_index(p, self);
    out_str(p, stream, args[0]);
    return write_layers(p, stream, args[0]) ? int_from_i64(p, str_len(args[0])) : NULL;
}

static Ob *file_flush(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "flush", nargs, 0, 0, kwnames)) return NULL;
    StreamState *s = &p->vm->streams[stream_index(p, self)];
    img_serve(p);
    bool ok = flush_text(p, s) && flush_below(p, s);
    img_serve_end(p);
    return ok ? ob_newref(p, OB_NONE(p)) : NULL;
}

static Ob *file_isatty(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    return args_check(p, "isatty", nargs, 0, 0, kwnames) ? ob_newref(p, p->ob->false_) : NULL;
}

static Ob *file_writelines(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "writelines", nargs, 1, 1, kwnames)) return NULL;
    Ob *lines = ob_iter(p, args[0]), *line, *done = lines;
    while (lines && done && (line = ob_next(p, lines)) != NULL) {
        done = file_write(p, self, &line, 1, NULL);
        ob_xdecref(p, done);
        ob_decref(p, line);
    }
    ob_xdecref(p, lines);
    return done && !err_occurred(p) ? ob_newref(p, OB_NONE(p)) : NULL;
}

static Ob *file_writable(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    return args_check(p, "writable", nargs, 0, 0, kwnames) ? ob_newref(p, p->ob->true_) : NULL;
}
static Ob *file_readable(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    return args_check(p, "readable", nargs, 0, 0, kwnames) ? ob_newref(p, p->ob->false_) : NULL;
}
static Ob *file_seekable(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    return args_check(p, "seekable", nargs, 0, 0, kwnames) ? ob_newref(p, p->ob->false_) : NULL;
}
static Ob *file_fileno(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "fileno", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, stream_index(p, self) == OUT_STDOUT ? 1 : 2);
}

/* sys.stdout.buffer.write, bound to the stream: what the text layer has goes down first, as at a terminal. */
static Ob *file_buffer_write(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "write", nargs, 1, 1, kwnames)) return NULL;
    ByteSpan span;
    if (!byte_span(p, args[0], &span)) return NULL;
    out_write(p, stream_index(p, self), (const char *)span.data, (size_t)span.len);
    return int_from_i64(p, span.len);
}

const MethodDef file_methods[] = {
    [FILE_WRITE] = {"write", file_write, 0, "write(text)"},
    [FILE_FLUSH] = {"flush", file_flush, 0, "flush()"},
    [FILE_BUFFER_WRITE] = {"write", file_buffer_write, 0, "write(buffer)"},
    {"isatty", file_isatty, 0, "isatty()"},
    {"writelines", file_writelines, 0, "writelines(lines)"},
    {"writable", file_writable, 0, "writable()"},
    {"readable", file_readable, 0, "readable()"},
    {"seekable", file_seekable, 0, "seekable()"},
    {"fileno", file_fileno, 0, "fileno()"},
    {NULL, NULL, 0, NULL},
};

static void set_method(Proc *p, Ob *where, Ob *stream, uint32_t row) {
    Ob *method = builtin_new(p, CFUNCTION_ID(CFUNC_VM_FIRST + VM_TABLE_FILE, row), stream, NULL);
    int failed = namespace_set_take(p, where, file_methods[row].name, method);
    OURO_ASSERT(failed == 0);
}

static void set_text(Proc *p, Ob *where, const char *name, const char *text) {
    namespace_set_take(p, where, name, str_from_cstr(p, text));
}

/* The layer of bytes below a stream. */
static Ob *buffer_new(Proc *p, Ob *stream, const char *name) {
    Ob *buffer = namespace_new(p);
    OURO_ASSERT(buffer != NULL);
    set_method(p, buffer, stream, FILE_FLUSH);
    for (uint32_t row = FILE_BUFFER_WRITE; file_methods[row].name; row++)
        set_method(p, buffer, stream, row);
    namespace_set_take(p, buffer, "name", str_format(p, "<%s>", name));
    set_text(p, buffer, "mode", "wb");
    namespace_set_take(p, buffer, "closed", ob_newref(p, p->ob->false_));
    namespace_set_take(p, buffer, "_repr", str_format(p, "<_io.BufferedWriter name='<%s>'>", name));
    return buffer;
}

Ob *stream_new(Proc *p, const char *name) {
    Ob *stream = namespace_new(p);
    OURO_ASSERT(stream != NULL);
    for (uint32_t row = 0; file_methods[row].name; row++)
        if (row != FILE_BUFFER_WRITE) set_method(p, stream, stream, row);
    const char *encoding = py_utf8_in_capitals(p) ? "UTF-8" : "utf-8";
    namespace_set_take(p, stream, "name", str_format(p, "<%s>", name));
    set_text(p, stream, "mode", "w");
    set_text(p, stream, "encoding", encoding);
    set_text(p, stream, "errors", strcmp(name, "stderr") == 0 ? "backslashreplace" : "strict");
    namespace_set_take(p, stream, "closed", ob_newref(p, p->ob->false_));
    bool by_line = strcmp(name, "stderr") == 0 && py_stderr_by_line(p);
    namespace_set_take(p, stream, "line_buffering",
                       ob_newref(p, by_line ? p->ob->true_ : p->ob->false_));
    namespace_set_take(p, stream, "newlines", ob_newref(p, OB_NONE(p)));
    namespace_set_take(p, stream, "buffer", buffer_new(p, stream, name));
    namespace_set_take(
        p, stream, "_repr",
        str_format(p, "<_io.TextIOWrapper name='<%s>' mode='w' encoding='%s'>", name, encoding));
    return stream;
}

/* What `sys` has under the name, new; NULL: nothing that could be flushed. */
static Ob *std_stream(Proc *p, const char *name) {
    Ob *stream = dict_getitem_cstr(p, p->vm->sys_dict, name);
    return stream && stream != OB_NONE(p) ? ob_newref(p, stream) : NULL;
}

static bool call_flush(Proc *p, Ob *stream) {
    Ob *flush = ob_getattr_cstr(p, stream, "flush");
    Ob *result = flush ? ob_call(p, flush, NULL, 0, NULL) : NULL;
    ob_xdecref(p, flush);
    ob_xdecref(p, result);
    return result != NULL;
}

static bool file_is_closed(Proc *p, Ob *stream) {
    Ob *closed = ob_getattr_cstr(p, stream, "closed");
    int yes = closed ? ob_is_true(p, closed) : 0;
    ob_xdecref(p, closed);
    err_clear(p);
    return yes > 0;
}

/* From 3.13 on the report names the stream as sys does, before as it is shown. */
static void report_flush(Proc *p, Ob *stream) {
    if (!py_flush_error_named(p)) {
        err_write_unraisable(p, stream);
        return;
    }
    Ob *exc = err_fetch(p);
    StderrMark mark;
    if (stderr_begin(p, &mark)) {
        out_format(p, OUT_STDERR, "Exception ignored on flushing sys.stdout:\n");
        vm_print_unraisable(p, exc);
        stderr_end(p, &mark);
    }
    ob_decref(p, exc);
}

static bool flush_std(Proc *p, const char *name, bool reports) {
    Ob *stream = std_stream(p, name);
    if (!stream) return true;
    bool good = true;
    if (stream_index(p, stream) < 0) {
        good = file_is_closed(p, stream) || call_flush(p, stream);
        if (!good && reports)
            report_flush(p, stream);
        else if (!good)
            err_clear(p);
    }
    ob_decref(p, stream);
    return good;
}

bool streams_flush(Proc *p) {
    img_serve(p);
    for (size_t i = 0; i < ARRAY_LEN(p->vm->streams); i++) {
        if (!flush_text(p, &p->vm->streams[i]) || !flush_buffer(p, &p->vm->streams[i])) {
            err_clear(p);
        }
    }
    img_serve_end(p);
    bool out = flush_std(p, "stdout", true), err = flush_std(p, "stderr", false);
    return out && err;
}

void streams_flush_program(Proc *p) {
    static const char *const names[] = {"stderr", "stdout"};
    Ob *saved = err_fetch(p);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        Ob *stream = std_stream(p, names[i]);
        if (stream && stream_index(p, stream) < 0 && !call_flush(p, stream)) err_clear(p);
        ob_xdecref(p, stream);
    }
    err_restore(p, saved);
}

/* ---- print ----------------------------------------------------------------------------------- */

/* PyObject_GetAttr of a method: of a stream a new bound one each time. */
static Ob *bound_method(Proc *p, Ob *file, int row, const char *name) {
    if (stream_index(p, file) < 0) return ob_getattr_cstr(p, file, name);
    img_serve(p);
    Ob *method =
        builtin_new(p, CFUNCTION_ID(CFUNC_VM_FIRST + VM_TABLE_FILE, (uint32_t)row), file, NULL);
    img_serve_end(p);
    return method;
}

/* PyFile_WriteObject(o, file, Py_PRINT_RAW) */
static bool write_object(Proc *p, Ob *file, Ob *o) {
    Ob *writer = bound_method(p, file, FILE_WRITE, "write");
    Ob *text = writer ? ob_str(p, o) : NULL;
    Ob *result = text ? ob_call(p, writer, &text, 1, NULL) : NULL;
    ob_xdecref(p, text);
    ob_xdecref(p, writer);
    ob_xdecref(p, result);
    return result != NULL;
}

/* PyFile_WriteString of one character. */
static bool write_char(Proc *p, Ob *file, char c) {
    img_serve(p);
    Ob *text = str_from_char(p, (uint32_t)c);
    img_serve_end(p);
    bool ok = text && write_object(p, file, text);
    ob_xdecref(p, text);
    return ok;
}

static bool flush_file(Proc *p, Ob *file) {
    Ob *method = bound_method(p, file, FILE_FLUSH, "flush");
    Ob *result = method ? ob_call(p, method, NULL, 0, NULL) : NULL;
    ob_xdecref(p, method);
    ob_xdecref(p, result);
    return result != NULL;
}

static bool separator_ok(Proc *p, const char *name, Ob **value) {
    if (*value == OB_NONE(p)) *value = NULL;
    if (!*value || ob_is(*value, TYPE_STR)) return true;
    err_format(p, EXC_TypeError, "%s must be None or a string, not %N", name, (*value)->ob_type);
    return false;
}

static const char *const print_names[] = {"sep", "end", "file", "flush", NULL};

static bool print_to(Proc *p, Ob *file, Ob *const *args, size_t nargs, Ob *sep, Ob *end) {
    for (size_t i = 0; i < nargs; i++) {
        if (i > 0 && !(sep ? write_object(p, file, sep) : write_char(p, file, ' '))) return false;
        if (!write_object(p, file, args[i])) return false;
    }
    return end ? write_object(p, file, end) : write_char(p, file, '\n');
}

bool stream_show(Proc *p, Ob *text) {
    Ob *file = dict_getitem_cstr(p, p->vm->sys_dict, "stdout");
    if (!file || file == OB_NONE(p)) {
        err_format(p, EXC_RuntimeError, "lost sys.stdout");
        return false;
    }
    if (file == p->vm->stdout_) {
        out_str(p, OUT_STDOUT, text);
        out_write(p, OUT_STDOUT, "\n", 1);
        return true;
    }
    ob_incref(p, file);
    bool ok = print_to(p, file, &text, 1, NULL, NULL);
    ob_decref(p, file);
    return ok;
}

static bool print_arguments(Proc *p, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!keywords_known(p, "print", kwnames, print_names)) return false;
    Ob *sep = keyword_arg(p, "sep", args, nargs, kwnames),
       *end = keyword_arg(p, "end", args, nargs, kwnames),
       *file = keyword_arg(p, "file", args, nargs, kwnames),
       *flush = keyword_arg(p, "flush", args, nargs, kwnames);
    int flushes = flush ? ob_is_true(p, flush) : 0;
    if (flushes < 0) return false;
    if (!file || file == OB_NONE(p)) {
        file = dict_getitem_cstr(p, p->vm->sys_dict, "stdout");
        if (!file) {
            err_format(p, EXC_RuntimeError, "lost sys.stdout");
            return false;
        }
        if (file == OB_NONE(p)) return true;
    }
    if (!separator_ok(p, "sep", &sep) || !separator_ok(p, "end", &end)) return false;
    ob_incref(p, file);
    bool ok = print_to(p, file, args, nargs, sep, end) && (!flushes || flush_file(p, file));
    ob_decref(p, file);
    return ok;
}

BUILTIN_FUNCTION(builtin_print) {
    (void)self;
    PackedArgs packed;
    bool packs = py_print_packs(p);
    if (!parser_ready(p, PARSER_PRINT, kwnames || packs)) return NULL;
    img_serve(p);
    bool ok = !packs || args_pack(p, args, nargs, NULL, &packed);
    img_serve_end(p);
    if (!ok) return NULL;
    ok = print_arguments(p, args, nargs, kwnames);
    if (packs) args_unpack(p, &packed);
    return ok ? ob_newref(p, OB_NONE(p)) : NULL;
}
