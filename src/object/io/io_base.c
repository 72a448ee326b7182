/* io_base.c - _IOBase and the three classes between it and the layers; what all streams share
 * (Modules/_io/iobase.c, Modules/_io/bufferedio.c, Modules/_io/textio.c).
 *
 * Main entry: io_finalize, which every dealloc of a stream reaches. */
#include <string.h>

#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/exception/exception.h"
#include "object/io/io.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/memory_internal.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

/* ---- shared ---------------------------------------------------------------------------------- */

const char *io_slot_name(IoSlot slot) {
    static const char *const names[IO_SLOT_COUNT] = {
        "raw",    "buffer", "encoding",      "encoder",       "decoder",
        "readnl", "errors", "decoded_chars", "pending_bytes", "snapshot"};
    return names[slot];
}

bool io_is_stream(const Ob *o) {
    TypeId kind = ob_kind(o);
    return kind >= TYPE_IO_BASE && kind <= TYPE_BYTES_IO;
}

/* iobase_is_closed: of the classes that keep nothing else. */
static int base_closed(Proc *p, Ob *o) {
    Ob *value;
    int found = ob_lookup_attr(p, o, p->ob->io->base_closed, &value);
    if (found > 0) ob_decref(p, value);
    return found;
}

int io_closed(Proc *p, Ob *o) {
    if (!(o->ob_type->flags & TYPE_HEAP)) {
        switch (ob_kind(o)) {
        case TYPE_FILE_IO: return ((FileIoOb *)o)->fd < 0;
        case TYPE_BUFFERED_READER:
        case TYPE_BUFFERED_WRITER:
        case TYPE_BUFFERED_RANDOM:
            if (((BufferedOb *)o)->raw) return io_closed(p, ((BufferedOb *)o)->raw);
            break;
        case TYPE_STRING_IO: return !((StringIoOb *)o)->ok || ((StringIoOb *)o)->closed;
        case TYPE_BYTES_IO: return ((BytesIoOb *)o)->buf == NULL;
        case TYPE_TEXT_IO:
            if (((TextIoOb *)o)->buffer) return io_closed(p, ((TextIoOb *)o)->buffer);
            break;
        default: break;
        }
    }
    Ob *closed = ob_getattr(p, o, p->ob->io->closed);
    int yes = closed ? ob_is_true(p, closed) : -1;
    ob_xdecref(p, closed);
    return yes;
}

bool io_check_open(Proc *p, Ob *o, const char *words) {
    int closed = io_closed(p, o);
    if (closed > 0) err_format(p, EXC_ValueError, "%s", words);
    return closed == 0;
}

Ob *io_unsupported(Proc *p, const char *words) {
    Ob *text = str_from_cstr(p, words);
    if (text) err_set_object(p, p->ob->io->unsupported, text);
    ob_xdecref(p, text);
    return NULL;
}

Ob *io_error(Proc *p, int error, Ob *filename) {
    Ob *args[] = {int_from_i64(p, error), str_from_cstr(p, file_error_text(error)), filename};
    Ob *exc = args[0] && args[1]
                  ? ob_call(p, (Ob *)exc_type(p, EXC_OSError), args, filename ? 3 : 2, NULL)
                  : NULL;
    if (exc) err_set_object(p, exc->ob_type, exc);
    ob_xdecref(p, exc);
    ob_xdecref(p, args[1]);
    ob_xdecref(p, args[0]);
    return NULL;
}

bool io_size_arg(Proc *p, Ob *const *args, size_t nargs, int64_t *n) {
    *n = -1;
    if (nargs == 0 || args[0] == OB_NONE(p)) return true;
    if (!ob_has_index(args[0])) {
        err_format(p, EXC_TypeError,
                   py_argument_errors_bare(p) ? "integer argument expected, got '%N'"
                                              : "argument should be integer or None, not '%N'",
                   args[0]->ob_type);
        return false;
    }
    return ob_as_ssize_arg(p, args[0], n) == 0;
}

int io_ask(Proc *p, Ob *stream, const char *method) {
    Ob *answer = ob_call_method(p, stream, method, NULL, 0);
    int yes = answer ? ob_is_true(p, answer) : -1;
    ob_xdecref(p, answer);
    return yes;
}

bool io_bytes_arg(Proc *p, Ob *o, const uint8_t **data, int64_t *len) {
    if (ob_is(o, TYPE_BYTES)) {
        *data = bytes_data(o);
        *len = bytes_len(o);
        return true;
    }
    ByteSpan span;
    if (!buffer_hold(p, o, &span)) return false;
    *data = span.data;
    *len = span.len;
    return true;
}

void io_bytes_done(Proc *p, Ob *o) {
    if (!ob_is(o, TYPE_BYTES)) buffer_let_go(p, o);
}

Ob *io_bytes_resize(Proc *p, Ob *bytes, int64_t len) {
    if (len == bytes_len(bytes)) return bytes;
    if (len <= 0) {
        ob_decref(p, bytes);
        return bytes_new(p, NULL, 0);
    }
    Ob *moved = ob_realloc(p, bytes, sizeof(BytesOb) + (size_t)len + 1);
    if (!moved) {
        ob_decref(p, bytes);
        return NULL;
    }
    ((BytesOb *)moved)->base.ob_size = len;
    ((BytesOb *)moved)->ob_sval[len] = 0;
    return moved;
}

Ob *io_name(Proc *p, Ob *o) {
    Ob *name = NULL;
    if (ob_lookup_attr(p, o, p->ob->io->name, &name) >= 0) return name;
    if (err_matches(p, EXC_ValueError)) err_clear(p);
    return NULL;
}

int64_t io_unwritten(const Ob *stream) {
    const BufferedOb *b = (const BufferedOb *)stream;
    const TextIoOb *t = (const TextIoOb *)stream;
    switch (ob_kind(stream)) {
    case TYPE_BUFFERED_WRITER:
    case TYPE_BUFFERED_RANDOM:
        return b->buffer && b->write_end > b->write_pos ? b->write_end - b->write_pos : 0;
    case TYPE_TEXT_IO: return t->pending_bytes_count + (t->buffer ? io_unwritten(t->buffer) : 0);
    default: return 0;
    }
}

/* ---- the end --------------------------------------------------------------------------------- */

static void set_finalizing(Ob *o) {
    switch (ob_kind(o)) {
    case TYPE_FILE_IO: ((FileIoOb *)o)->finalizing = 1; break;
    case TYPE_BUFFERED_READER:
    case TYPE_BUFFERED_WRITER:
    case TYPE_BUFFERED_RANDOM: ((BufferedOb *)o)->finalizing = 1; break;
    case TYPE_TEXT_IO: ((TextIoOb *)o)->finalizing = 1; break;
    default: break;
    }
}

void io_finalize(Proc *p, Ob *o) {
    Ob *saved = err_fetch(p);
    int closed = io_closed(p, o);
    if (closed < 0) err_clear(p);
    if (closed == 0) {
        img_emit(p, EV_FILE_UNCLOSED, 0, 0, o, NULL, 0);
        set_finalizing(o);
        Ob *result = ob_call_method(p, o, "close", NULL, 0);
        if (!result) err_clear(p);
        ob_xdecref(p, result);
    }
    err_restore(p, saved);
}

Ob *io_base_close(Proc *p, Ob *o) {
    int closed = base_closed(p, o);
    if (closed) return closed < 0 ? NULL : ob_newref(p, OB_NONE(p));
    Ob *result = ob_call_method(p, o, "flush", NULL, 0), *failed = result ? NULL : err_fetch(p);
    if (ob_setattr(p, o, p->ob->io->base_closed, p->ob->true_) < 0 && result) {
        ob_decref(p, result);
        return NULL;
    }
    if (failed) err_restore(p, failed);
    return result;
}

void io_dealloc_warn(Proc *p, Ob *o, Ob *source) {
    Ob *saved = err_fetch(p);
    if (ob_is(o, TYPE_FILE_IO)) {
        const FileIoOb *f = (const FileIoOb *)o;
        if (f->fd >= 0 && f->flags & FILE_IO_CLOSEFD &&
            err_warn_unclosed(p, source, "unclosed file %R", source) < 0) {
            if (err_matches(p, EXC_Warning))
                err_write_unraisable(p, o);
            else
                err_clear(p);
        }
    } else {
        const bool buffered = ob_kind(o) >= TYPE_BUFFERED_READER && ob_kind(o) <= TYPE_TEXT_IO;
        Ob *below = !buffered                ? NULL
                    : ob_is(o, TYPE_TEXT_IO) ? ((TextIoOb *)o)->buffer
                                             : ((BufferedOb *)o)->raw;
        if (below) io_dealloc_warn(p, below, source);
    }
    err_restore(p, saved);
}

/* ---- methods of _IOBase ---------------------------------------------------------------------- */

#define METHOD(name)                                                                               \
    static Ob *base_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)
#define PLAIN(name, min, max)                                                                      \
    (void)args;                                                                                    \
    if (!method_args(p, "_IOBase." name, nargs, min, max, kwnames)) return NULL

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }
static Ob *truth(Proc *p, bool yes) { return ob_newref(p, yes ? p->ob->true_ : p->ob->false_); }

METHOD(seek) {
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return io_unsupported(p, "seek");
}
METHOD(truncate) {
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return io_unsupported(p, "truncate");
}
METHOD(fileno) {
    (void)self;
    PLAIN("fileno", 0, 0);
    return io_unsupported(p, "fileno");
}
METHOD(tell) {
    PLAIN("tell", 0, 0);
    Ob *from[] = {int_from_i64(p, 0), int_from_i64(p, 1)};
    Ob *place = from[0] && from[1] ? ob_call_method(p, self, "seek", from, 2) : NULL;
    ob_xdecref(p, from[0]);
    ob_xdecref(p, from[1]);
    return place;
}
METHOD(flush) {
    PLAIN("flush", 0, 0);
    return io_check_open(p, self, "I/O operation on closed file.") ? none(p) : NULL;
}
METHOD(close) {
    PLAIN("close", 0, 0);
    return io_base_close(p, self);
}
METHOD(no) {
    (void)self;
    PLAIN("readable", 0, 0);
    return truth(p, false);
}
METHOD(isatty) {
    PLAIN("isatty", 0, 0);
    return io_check_open(p, self, "I/O operation on closed file.") ? truth(p, false) : NULL;
}
METHOD(check_closed) {
    (void)args, (void)nargs, (void)kwnames;
    return io_check_open(p, self, "I/O operation on closed file.") ? none(p) : NULL;
}
METHOD(check_readable) {
    (void)args, (void)nargs, (void)kwnames;
    int yes = io_ask(p, self, "readable");
    if (yes < 0) return NULL;
    return yes ? truth(p, true) : io_unsupported(p, "File or stream is not readable.");
}
METHOD(check_writable) {
    (void)args, (void)nargs, (void)kwnames;
    int yes = io_ask(p, self, "writable");
    if (yes < 0) return NULL;
    return yes ? truth(p, true) : io_unsupported(p, "File or stream is not writable.");
}
METHOD(check_seekable) {
    (void)args, (void)nargs, (void)kwnames;
    int yes = io_ask(p, self, "seekable");
    if (yes < 0) return NULL;
    return yes ? truth(p, true) : io_unsupported(p, "File or stream is not seekable.");
}
METHOD(enter) {
    PLAIN("__enter__", 0, 0);
    return io_check_open(p, self, "I/O operation on closed file.") ? ob_newref(p, self) : NULL;
}
METHOD(exit) {
    (void)args, (void)nargs, (void)kwnames;
    return ob_call_method(p, self, "close", NULL, 0);
}
METHOD(del) {
    (void)args, (void)nargs, (void)kwnames;
    io_finalize(p, self);
    return none(p);
}

/* A byte at a time, through `read`: for streams that classes of the program make. */
METHOD(readline) {
    PLAIN("readline", 0, 1);
    int64_t limit;
    if (!io_size_arg(p, args, nargs, &limit)) return NULL;
    Ob *line = bytes_new(p, NULL, 0), *one = int_from_i64(p, 1);
    while (line && one && (limit < 0 || bytes_len(line) < limit)) {
        Ob *byte = ob_call_method(p, self, "read", &one, 1);
        if (byte && !ob_is(byte, TYPE_BYTES)) {
            err_format(p, EXC_OSError, "read() should have returned a bytes object, not '%N'",
                       byte->ob_type);
            ob_decref(p, byte);
            byte = NULL;
        }
        bool over = byte && bytes_len(byte) == 0;
        bool ends = byte && !over && bytes_data(byte)[bytes_len(byte) - 1] == '\n';
        Ob *longer = byte ? ob_binary(p, BIN_ADD, line, byte) : NULL;
        ob_xdecref(p, byte);
        ob_decref(p, line);
        line = longer;
        if (over || ends) break;
    }
    ob_xdecref(p, one);
    return line;
}

METHOD(readlines) {
    PLAIN("readlines", 0, 1);
    int64_t hint, total = 0;
    if (!io_size_arg(p, args, nargs, &hint)) return NULL;
    Ob *lines = list_new(p, 0), *it = lines ? ob_iter(p, self) : NULL, *line;
    while (it && (line = ob_next(p, it)) != NULL) {
        int64_t len = hint > 0 ? ob_length(p, line) : 0;
        int status = len < 0 ? -1 : list_append(p, lines, line);
        ob_decref(p, line);
        total += len;
        if (status < 0 || (hint > 0 && total > hint)) break;
    }
    ob_xdecref(p, it);
    if (!lines || !err_occurred(p)) return lines;
    ob_decref(p, lines);
    return NULL;
}

METHOD(writelines) {
    PLAIN("writelines", 1, 1);
    if (!io_check_open(p, self, "I/O operation on closed file.")) return NULL;
    Ob *it = ob_iter(p, args[0]), *line;
    while (it && (line = ob_next(p, it)) != NULL) {
        Ob *result = ob_call_method(p, self, "write", &line, 1);
        ob_decref(p, line);
        ob_xdecref(p, result);
        if (!result) break;
    }
    ob_xdecref(p, it);
    return err_occurred(p) ? NULL : none(p);
}

Ob *io_iter(Proc *p, Ob *o) {
    return io_check_open(p, o, "I/O operation on closed file.") ? ob_newref(p, o) : NULL;
}

Ob *io_next(Proc *p, Ob *o) {
    Ob *line = ob_call_method(p, o, "readline", NULL, 0);
    if (!line) return NULL;
    if (ob_length(p, line) > 0) return line;
    ob_decref(p, line);
    return NULL;
}

static const MethodDef io_base_methods[] = {
    {"seek", base_seek, 0, "seek(offset)"},
    {"tell", base_tell, 0, "tell()"},
    {"truncate", base_truncate, 0, "truncate(size)"},
    {"flush", base_flush, 0, "flush()"},
    {"close", base_close, 0, "close()"},
    {"seekable", base_no, 0, "seekable()"},
    {"readable", base_no, 0, "readable()"},
    {"writable", base_no, 0, "writable()"},
    {"_checkClosed", base_check_closed, 0, "_checkClosed()"},
    {"_checkSeekable", base_check_seekable, 0, "_checkSeekable()"},
    {"_checkReadable", base_check_readable, 0, "_checkReadable()"},
    {"_checkWritable", base_check_writable, 0, "_checkWritable()"},
    {"fileno", base_fileno, 0, "fileno()"},
    {"isatty", base_isatty, 0, "isatty()"},
    {"__enter__", base_enter, 0, "__enter__()"},
    {"__exit__", base_exit, METH_TUPLE, "__exit__(*args)"},
    {"__del__", base_del, 0, "__del__()"},
    {"readline", base_readline, 0, "readline(size=-1)"},
    {"readlines", base_readlines, 0, "readlines(hint=-1)"},
    {"writelines", base_writelines, 0, "writelines(lines)"},
    {NULL, NULL, 0, NULL},
};

Ob *io_get_dict(Proc *p, Ob *o) { return instance_get_dict(p, o); }

static Ob *get_closed(Proc *p, Ob *o) {
    int closed = base_closed(p, o);
    return closed < 0 ? NULL : truth(p, closed);
}

static const GetSetDef base_getsets[] = {
    {"__dict__", io_get_dict, NULL},
    {"closed", get_closed, NULL},
    {NULL, NULL, NULL},
};

/* ---- _RawIOBase, _BufferedIOBase, _TextIOBase ------------------------------------------------ */

/* _RawIOBase.readall: until nothing comes. */
METHOD(readall) {
    PLAIN("readall", 0, 0);
    Ob *all = bytes_new(p, NULL, 0), *size = int_from_i64(p, IO_BUFFER_SIZE);
    while (all && size) {
        Ob *piece = ob_call_method(p, self, "read", &size, 1);
        if (piece && !ob_is(piece, TYPE_BYTES)) {
            err_format(p, EXC_TypeError, "read() should return bytes");
            ob_decref(p, piece);
            piece = NULL;
        }
        bool over = piece && bytes_len(piece) == 0;
        Ob *longer = piece ? ob_binary(p, BIN_ADD, all, piece) : NULL;
        ob_xdecref(p, piece);
        ob_decref(p, all);
        all = longer;
        if (over) break;
    }
    ob_xdecref(p, size);
    return all;
}

METHOD(raw_read) {
    PLAIN("read", 0, 1);
    int64_t n;
    if (!io_size_arg(p, args, nargs, &n)) return NULL;
    if (n < 0) return ob_call_method(p, self, "readall", NULL, 0);
    return err_format(p, EXC_NotImplementedError, "");
}

#define UNSUPPORTED(name)                                                                          \
    METHOD(no_##name) {                                                                            \
        (void)self, (void)args, (void)nargs, (void)kwnames;                                        \
        return io_unsupported(p, #name);                                                           \
    }

/* "w*" of PyArg_Parse: memory that can be written to. */
bool io_room(Proc *p, const char *function, const char *which, Ob *o, ByteSpan *room) {
    bool writable = ob_has_buffer(o) && !ob_is(o, TYPE_BYTES) &&
                    !(ob_is(o, TYPE_MEMORYVIEW) && ((const MemoryViewOb *)o)->view.readonly);
    if (writable) return byte_span(p, o, room);
    err_format(p, EXC_TypeError, "%s() %s must be read-write bytes-like object, not %N", function,
               which, o->ob_type);
    return false;
}

Ob *io_read_into(Proc *p, Ob *self, const char *function, const char *reads, Ob *into) {
    ByteSpan room = {0};
    if (!io_room(p, function, "argument", into, &room)) return NULL;
    Ob *size = int_from_i64(p, room.len);
    Ob *got = size ? ob_call_method(p, self, reads, &size, 1) : NULL;
    ob_xdecref(p, size);
    if (!got) return NULL;
    Ob *count = NULL;
    /* What read() did may have made it shorter. */
    if (!ob_is(got, TYPE_BYTES))
        err_format(p, EXC_TypeError, "%s() should return bytes", reads);
    else if (byte_span(p, into, &room) && bytes_len(got) > room.len)
        err_format(p, EXC_ValueError,
                   "%s() returned too much data: %zd bytes requested, %zd returned", reads,
                   room.len, bytes_len(got));
    else if (!err_occurred(p)) {
        if (bytes_len(got))
            memcpy((uint8_t *)(uintptr_t)room.data, bytes_data(got), (size_t)bytes_len(got));
        count = int_from_i64(p, bytes_len(got));
    }
    ob_decref(p, got);
    return count;
}

METHOD(readinto) {
    PLAIN("readinto", 1, 1);
    return io_read_into(p, self, "readinto", "read", args[0]);
}
METHOD(readinto1) {
    PLAIN("readinto1", 1, 1);
    return io_read_into(p, self, "readinto1", "read1", args[0]);
}

UNSUPPORTED(read)
UNSUPPORTED(read1)
UNSUPPORTED(write)
UNSUPPORTED(detach)
UNSUPPORTED(readline)

static const MethodDef raw_methods[] = {
    {"read", base_raw_read, 0, "read(size=-1)"},
    {"readall", base_readall, 0, "readall()"},
    {NULL, NULL, 0, NULL},
};

static const MethodDef buffered_methods[] = {
    {"detach", base_no_detach, 0, "detach()"},
    {"read", base_no_read, 0, "read(size=-1)"},
    {"read1", base_no_read1, 0, "read1(size=-1)"},
    {"readinto", base_readinto, 0, "readinto(buffer)"},
    {"readinto1", base_readinto1, 0, "readinto1(buffer)"},
    {"write", base_no_write, 0, "write(b)"},
    {NULL, NULL, 0, NULL},
};

static const MethodDef text_methods[] = {
    {"detach", base_no_detach, 0, "detach()"},
    {"read", base_no_read, 0, "read(size=-1)"},
    {"readline", base_no_readline, 0, "readline(size=-1)"},
    {"write", base_no_write, 0, "write(s)"},
    {NULL, NULL, 0, NULL},
};

static Ob *get_none(Proc *p, Ob *o) {
    (void)o;
    return none(p);
}

static const GetSetDef text_getsets[] = {
    {"encoding", get_none, NULL},
    {"newlines", get_none, NULL},
    {"errors", get_none, NULL},
    {NULL, NULL, NULL},
};

/* ---- life ------------------------------------------------------------------------------------ */

static Ob *base_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!(type->flags & TYPE_HEAP) && (nargs || (kwnames && tuple_size(kwnames))))
        return err_format(p, EXC_TypeError, "%N() takes no arguments", type);
    return instance_alloc(p, type, 0);
}

static int base_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((IoBaseOb *)o)->dict, visit, arg);
}

static int base_clear(Proc *p, Ob *o) {
    field_clear(p, &((IoBaseOb *)o)->dict, o, SLOT_DICT, 0);
    return 0;
}

static void base_dealloc(Proc *p, Ob *o) {
    if (ob_finalize_from_dealloc(p, o)) return;
    ob_gc_untrack(p, o);
    if (((IoBaseOb *)o)->weakreflist) weakref_clear_all(p, o);
    base_clear(p, o);
    ob_free(p, o);
}

#define BASE_OPS(the_methods, the_getsets)                                                         \
    {                                                                                              \
        .dealloc = base_dealloc, .finalize = io_finalize, .traverse = base_traverse,               \
        .clear = base_clear, .iter = io_iter, .iternext = io_next, .tp_new = base_tp_new,          \
        .methods = the_methods, .getsets = the_getsets                                             \
    }

const TypeOps io_base_ops = BASE_OPS(io_base_methods, base_getsets);
const TypeOps raw_io_base_ops = BASE_OPS(raw_methods, NULL);
const TypeOps buffered_io_base_ops = BASE_OPS(buffered_methods, NULL);
const TypeOps text_io_base_ops = BASE_OPS(text_methods, text_getsets);
