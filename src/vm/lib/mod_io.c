/* mod_io.c - _io: open(), and the classes that io hands on (Modules/_io/_iomodule.c). */
#include "object/io/io.h"

#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/import/c_modules.h"
#include "vm/lib/stream.h"

/* What the letters of a mode ask for. */
typedef struct OpenMode {
    bool creating, reading, writing, appending, updating, text, binary, universal;
} OpenMode;

static Ob *bad_value(Proc *p, const char *words) {
    return err_format(p, EXC_ValueError, "%s", words);
}

static bool read_mode(Proc *p, Ob *mode, OpenMode *m) {
    *m = (OpenMode){0};
    int64_t len = str_len(mode);
    for (int64_t i = 0; i < len; i++) {
        uint32_t c = str_char(p, mode, i);
        bool known = true, again = false;
        switch (c) {
        case 'x': m->creating = true; break;
        case 'r': m->reading = true; break;
        case 'w': m->writing = true; break;
        case 'a': m->appending = true; break;
        case '+': m->updating = true; break;
        case 't': m->text = true; break;
        case 'b': m->binary = true; break;
        case 'U':
            known = py_open_mode_universal(p);
            m->universal = m->reading = true;
            break;
        default: known = false;
        }
        for (int64_t k = i + 1; k < len; k++) again |= str_char(p, mode, k) == c;
        if (known && !again) continue;
        err_format(p, EXC_ValueError, "invalid mode: '%U'", mode);
        return false;
    }
    return true;
}

static bool mode_fits(Proc *p, const OpenMode *m, Ob *const given[], int64_t buffering) {
    const char *wrong = NULL;
    if (m->universal && (m->creating || m->writing || m->appending || m->updating))
        wrong = "mode U cannot be combined with 'x', 'w', 'a', or '+'";
    else if (m->universal && err_warn(p, EXC_DeprecationWarning, "'U' mode is deprecated") < 0)
        return false;
    else if (m->text && m->binary)
        wrong = "can't have text and binary mode at once";
    else if (m->creating + m->reading + m->writing + m->appending > 1)
        wrong = "must have exactly one of create/read/write/append mode";
    else if (m->binary && given[3])
        wrong = "binary mode doesn't take an encoding argument";
    else if (m->binary && given[4])
        wrong = "binary mode doesn't take an errors argument";
    else if (m->binary && given[5])
        wrong = "binary mode doesn't take a newline argument";
    if (wrong) {
        bad_value(p, wrong);
        return false;
    }
    return !m->binary || buffering != 1 ||
           err_warn(p, EXC_RuntimeWarning,
                    "line buffering (buffering=1) isn't supported in binary mode, the default "
                    "buffer size will be used") == 0;
}

/* PyOS_FSPath, but a number stays. New. */
static Ob *path_or_number(Proc *p, Ob *file) {
    if (ob_is(file, TYPE_STR) || ob_is(file, TYPE_BYTES) || ob_is(file, TYPE_INT) ||
        ob_is(file, TYPE_BOOL))
        return ob_newref(p, file);
    Ob *name = str_interned_cstr(p, "__fspath__"), *method = NULL;
    int found = name ? ob_lookup_attr(p, (Ob *)file->ob_type, name, &method) : -1;
    ob_xdecref(p, name);
    if (found < 0) return NULL;
    if (!found) {
        if (ob_is(file, TYPE_FLOAT) && py_c_int_error_got_type(p)) /* PyNumber_Check */
            return err_format(p, EXC_TypeError, "integer argument expected, got float");
        return err_format(p, EXC_TypeError, "expected str, bytes or os.PathLike object, not %N",
                          file->ob_type);
    }
    Ob *path = ob_call(p, method, &file, 1, NULL);
    ob_decref(p, method);
    if (!path || ob_is(path, TYPE_STR) || ob_is(path, TYPE_BYTES)) return path;
    err_format(p, EXC_TypeError, "expected %N.__fspath__() to return str or bytes, not %N",
               file->ob_type, path->ob_type);
    ob_decref(p, path);
    return NULL;
}

static Ob *open_raw(Proc *p, const OpenMode *m, Ob *const given[]) {
    char letters[6];
    size_t n = 0;
    if (m->creating) letters[n++] = 'x';
    if (m->reading) letters[n++] = 'r';
    if (m->writing) letters[n++] = 'w';
    if (m->appending) letters[n++] = 'a';
    if (m->updating) letters[n++] = '+';
    letters[n] = '\0';
    Ob *path = path_or_number(p, given[0]);
    if (!path) return NULL;
    Ob *mode = str_from_cstr(p, letters);
    Ob *args[] = {path, mode, given[6] ? given[6] : p->ob->true_, given[7] ? given[7] : OB_NONE(p)};
    Ob *raw = mode ? ob_call(p, (Ob *)type_of_id(p, TYPE_FILE_IO), args, 4, NULL) : NULL;
    ob_xdecref(p, mode);
    ob_decref(p, path);
    return raw;
}

/* A new layer around `below`, with `n` arguments behind it. */
static Ob *wrapped(Proc *p, TypeId id, Ob *below, Ob *const *more, size_t n) {
    Ob *args[6] = {below};
    for (size_t i = 0; i < n; i++) args[i + 1] = more[i];
    return ob_call(p, (Ob *)type_of_id(p, id), args, n + 1, NULL);
}

/* What failed half way is closed; the exception stays. */
static Ob *given_up(Proc *p, Ob *stream) {
    Ob *exc = err_fetch(p);
    Ob *result = ob_call_method(p, stream, "close", NULL, 0);
    if (!result) err_clear(p);
    ob_xdecref(p, result);
    ob_decref(p, stream);
    err_restore(p, exc);
    return NULL;
}

/* What goes around the raw file; takes it. */
static Ob *layers(Proc *p, Ob *raw, const OpenMode *m, Ob *mode, Ob *const given[],
                  int64_t buffering) {
    int tty = buffering < 0 ? io_ask(p, raw, "isatty") : 0;
    if (tty < 0) return given_up(p, raw);
    bool line_buffering = buffering == 1 || tty;
    if (line_buffering) buffering = -1;
    if (buffering < 0) {
        Ob *size = ob_getattr_cstr(p, raw, "_blksize");
        buffering = size ? int_as_i64_err(p, size) : -1;
        ob_xdecref(p, size);
        if (buffering < 0) return given_up(p, raw);
    }
    if (buffering == 0) {
        if (m->binary) return raw;
        bad_value(p, "can't have unbuffered text I/O");
        return given_up(p, raw);
    }
    TypeId type = m->updating                                 ? TYPE_BUFFERED_RANDOM
                  : m->creating || m->writing || m->appending ? TYPE_BUFFERED_WRITER
                                                              : TYPE_BUFFERED_READER;
    Ob *size = int_from_i64(p, buffering);
    Ob *buffer = size ? wrapped(p, type, raw, &size, 1) : NULL;
    ob_xdecref(p, size);
    if (!buffer) return given_up(p, raw);
    ob_decref(p, raw);
    if (m->binary) return buffer;
    Ob *none = OB_NONE(p);
    Ob *const more[] = {given[3] ? given[3] : none, given[4] ? given[4] : none,
                        given[5] ? given[5] : none, line_buffering ? p->ob->true_ : p->ob->false_};
    Ob *text = wrapped(p, TYPE_TEXT_IO, buffer, more, ARRAY_LEN(more));
    if (!text) return given_up(p, buffer);
    ob_decref(p, buffer);
    return ob_setattr(p, text, p->ob->io->mode, mode) < 0 ? given_up(p, text) : text;
}

static bool has_null(Proc *p, Ob *text) {
    for (int64_t i = 0; i < str_len(text); i++)
        if (str_char(p, text, i) == 0) return true;
    return false;
}

/* _io_open_impl */
static Ob *io_open(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    static const char *const names[] = {"file",   "mode",    "buffering", "encoding",
                                        "errors", "newline", "closefd",   "opener"};
    static const Signature signature = {"open", names, 8, 0, 1, 8};
    Ob *given[8];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (given[1] && !ob_is(given[1], TYPE_STR)) {
        return err_argument_type(p, "open", 2, "mode", "str", given[1]);
    }
    int64_t buffering = -1;
    if (given[2] && ob_as_int_arg(p, given[2], &buffering) < 0) return NULL;
    for (int i = 3; i <= 5; i++) {
        if (given[i] == OB_NONE(p)) given[i] = NULL;
        if (given[i] && ob_is(given[i], TYPE_STR) && has_null(p, given[i]))
            return err_format(p, EXC_ValueError, "embedded null character");
        if (!given[i] || ob_is(given[i], TYPE_STR)) continue;
        return err_argument_type(p, "open", i + 1, names[i], "str or None", given[i]);
    }
    int closefd = given[6] ? ob_as_flag(p, given[6]) : 1;
    if (closefd < 0) return NULL;
    if (given[6]) given[6] = closefd ? p->ob->true_ : p->ob->false_;
    OpenMode m;
    Ob *mode = given[1] ? ob_newref(p, given[1]) : str_from_char(p, 'r');
    Ob *stream = NULL;
    if (mode && read_mode(p, mode, &m) && mode_fits(p, &m, given, buffering)) {
        Ob *raw = open_raw(p, &m, given);
        if (raw) stream = layers(p, raw, &m, mode, given, buffering);
    }
    ob_xdecref(p, mode);
    return stream;
}

/* create_stdio of Python/pylifecycle.c */
Ob *io_stdin_new(Proc *p) {
    Ob *fd = int_from_i64(p, FD_STDIN), *mode = str_interned_cstr(p, "r");
    Ob *name = str_from_cstr(p, "<stdin>"), *encoding = str_from_cstr(p, "utf-8");
    Ob *const raw_args[] = {mode, p->ob->false_}, *const text_args[] = {encoding};
    Ob *raw = wrapped(p, TYPE_FILE_IO, fd, raw_args, 2);
    Ob *buffer = raw ? wrapped(p, TYPE_BUFFERED_READER, raw, NULL, 0) : NULL;
    Ob *text = buffer ? wrapped(p, TYPE_TEXT_IO, buffer, text_args, 1) : NULL;
    OURO_ASSERT(text != NULL);
    int failed =
        ob_setattr(p, raw, p->ob->io->name, name) | ob_setattr(p, text, p->ob->io->mode, mode);
    OURO_ASSERT(failed == 0);
    ob_decref(p, encoding);
    ob_decref(p, name);
    ob_decref(p, buffer);
    ob_decref(p, raw);
    ob_decref(p, mode);
    ob_decref(p, fd);
    return text;
}

const MethodDef io_module_functions[] = {
    {"open", io_open, 0, "open(file, mode='r')"},
    {NULL, NULL, 0, NULL},
};

int io_module_fill(Proc *p, Ob *module) {
    static const struct {
        const char *name;
        TypeId id;
    } types[] = {{"_IOBase", TYPE_IO_BASE},
                 {"_RawIOBase", TYPE_RAW_IO_BASE},
                 {"_BufferedIOBase", TYPE_BUFFERED_IO_BASE},
                 {"_TextIOBase", TYPE_TEXT_IO_BASE},
                 {"FileIO", TYPE_FILE_IO},
                 {"BytesIO", TYPE_BYTES_IO},
                 {"StringIO", TYPE_STRING_IO},
                 {"BufferedReader", TYPE_BUFFERED_READER},
                 {"BufferedWriter", TYPE_BUFFERED_WRITER},
                 {"BufferedRandom", TYPE_BUFFERED_RANDOM},
                 {"TextIOWrapper", TYPE_TEXT_IO},
                 {"IncrementalNewlineDecoder", TYPE_NEWLINE_DECODER}};
    int failed = 0;
    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        failed |= module_set(p, module, types[i].name, (Ob *)type_of_id(p, types[i].id));
    failed |= module_set(p, module, "UnsupportedOperation", (Ob *)p->ob->io->unsupported);
    failed |= module_set(p, module, "BlockingIOError", (Ob *)exc_type(p, EXC_BlockingIOError));
    Ob *open = dict_getitem_cstr(p, p->ob->builtins_dict, "open");
    if (open) failed |= module_set(p, module, "open", open); /* the same function */
    Ob *size = int_from_i64(p, IO_BUFFER_SIZE);
    failed |= !size || module_set(p, module, "DEFAULT_BUFFER_SIZE", size);
    ob_xdecref(p, size);
    return failed ? -1 : 0;
}
