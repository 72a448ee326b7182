/* buffered.c - BufferedReader, BufferedWriter, BufferedRandom: what they are, how they are closed
 * (Modules/_io/bufferedio.c). The bytes are moved in buffered_data.c. */
#include <string.h>

#include "object/core/field.h"
#include "object/io/io.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

enum { LOCK_BYTES = 32 }; /* sem_t, of which PyThread_allocate_lock makes one */

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }
static Ob *truth(Proc *p, bool yes) { return ob_newref(p, yes ? p->ob->true_ : p->ob->false_); }

/* ---- making ---------------------------------------------------------------------------------- */

/* _buffered_init: the block, the lock, and where the raw stream is. */
static bool buffered_init(Proc *p, Ob *o, Ob *raw, int64_t size, bool reads, bool writes) {
    BufferedOb *b = (BufferedOb *)o;
    b->ok = b->detached = 0;
    field_set(p, &b->raw, raw, b, SLOT_STREAM, IO_SLOT_RAW);
    b->readable = reads;
    b->writable = writes;
    if (size <= 0) {
        err_format(p, EXC_ValueError, "buffer size must be strictly positive");
        return false;
    }
    if (b->buffer) mem_free(p, b->buffer);
    b->buffer_size = size;
    b->buffer = mem_alloc(p, (size_t)size, BLOCK_OTHER);
    if (!b->buffer) {
        err_no_memory(p);
        return false;
    }
    if (!b->lock) b->lock = mem_alloc_raw(p, LOCK_BYTES, BLOCK_OTHER);
    if (!b->lock) {
        err_no_memory(p);
        return false;
    }
    b->buffer_mask = (size & (size - 1)) == 0 ? size - 1 : 0;
    if (buffered_raw_tell(p, b) < 0) err_clear(p);
    b->pos = 0;
    if (reads) buffered_reset_read(b);
    if (writes) b->write_pos = 0, b->write_end = -1;
    b->fast_closed_checks = ob_is_exact(p, raw, TYPE_FILE_IO);
    b->ok = 1;
    return true;
}

static int init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames, const char *name,
                bool reads, bool writes) {
    static const char *const names[] = {"raw", "buffer_size"};
    const Signature signature = {name, names, 2, 0, 1, 2};
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return -1;
    int64_t size = IO_BUFFER_SIZE;
    if (given[1] && ob_as_ssize_arg(p, given[1], &size) < 0) return -1;
    const bool asked[] = {reads && writes, reads, writes};
    static const char *const questions[] = {"seekable", "readable", "writable"};
    static const char *const words[] = {"File or stream is not seekable.",
                                        "File or stream is not readable.",
                                        "File or stream is not writable."};
    for (size_t i = 0; i < ARRAY_LEN(questions); i++) {
        if (!asked[i]) continue;
        int yes = io_ask(p, given[0], questions[i]);
        if (yes == 0) io_unsupported(p, words[i]);
        if (yes <= 0) return -1;
    }
    return buffered_init(p, o, given[0], size, reads, writes) ? 0 : -1;
}

static int reader_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    return init(p, o, args, nargs, kwnames, "BufferedReader", true, false);
}
static int writer_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    return init(p, o, args, nargs, kwnames, "BufferedWriter", false, true);
}
static int random_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    return init(p, o, args, nargs, kwnames, "BufferedRandom", true, true);
}

static Ob *buffered_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return instance_alloc(p, type, 0);
}

/* ---- methods --------------------------------------------------------------------------------- */

static bool attached(Proc *p, const BufferedOb *b) {
    if (b->ok) return true;
    err_format(p, EXC_ValueError,
               b->detached ? "raw stream has been detached"
                           : "I/O operation on uninitialized object");
    return false;
}

/* CHECK_CLOSED: a buffered object whose block is gone counts as closed when all is read. */
static bool open_for(Proc *p, BufferedOb *b, const char *words) {
    if (!attached(p, b)) return false;
    int closed = !b->buffer ? 1 : io_closed(p, b->raw);
    if (closed > 0 && buffered_readahead(b) == 0) err_format(p, EXC_ValueError, "%s", words);
    return closed == 0 || (closed > 0 && buffered_readahead(b) != 0);
}

#define METHOD(name)                                                                               \
    static Ob *buffered_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)
#define TAKES(name, min, max)                                                                      \
    BufferedOb *b = (BufferedOb *)self;                                                            \
    (void)args;                                                                                    \
    if (!method_args(p, "_Buffered." name, nargs, min, max, kwnames)) return NULL
/* What the raw stream is asked. */
#define FORWARD(name)                                                                              \
    METHOD(m_##name) {                                                                             \
        TAKES(#name, 0, 0);                                                                        \
        return attached(p, b) ? ob_call_method(p, b->raw, #name, NULL, 0) : NULL;                  \
    }
FORWARD(seekable)
FORWARD(fileno)
FORWARD(isatty)
METHOD(m_readable) {
    TAKES("readable", 0, 0);
    return attached(p, b) ? ob_call_method(p, b->raw, "readable", NULL, 0) : NULL;
}
METHOD(m_writable) {
    TAKES("writable", 0, 0);
    return attached(p, b) ? ob_call_method(p, b->raw, "writable", NULL, 0) : NULL;
}

METHOD(m_flush) {
    TAKES("flush", 0, 0);
    if (!attached(p, b)) return NULL;
    int closed = io_closed(p, self);
    if (closed) return closed < 0 ? NULL : err_format(p, EXC_ValueError, "flush of closed file");
    return buffered_flush_and_rewind(p, b) ? none(p) : NULL;
}

/* buffered_simple_flush: of a reader. */
METHOD(m_reader_flush) {
    TAKES("flush", 0, 0);
    return attached(p, b) ? ob_call_method(p, b->raw, "flush", NULL, 0) : NULL;
}

static void drop_buffer(Proc *p, BufferedOb *b) {
    uint8_t *buffer = b->buffer;
    b->buffer = NULL;
    if (buffer) mem_free(p, buffer);
}

METHOD(m_close) {
    TAKES("close", 0, 0);
    if (!attached(p, b)) return NULL;
    int closed = io_closed(p, self);
    if (closed) return closed < 0 ? NULL : none(p);
    if (b->finalizing && b->raw) io_dealloc_warn(p, self, self);
    Ob *flushed = ob_call_method(p, self, "flush", NULL, 0),
       *failed = flushed ? NULL : err_fetch(p);
    ob_xdecref(p, flushed);
    Ob *result = ob_call_method(p, b->raw, "close", NULL, 0);
    drop_buffer(p, b);
    b->read_end = b->readable ? -1 : 0;
    if (!failed) return result;
    if (result) {
        ob_decref(p, result);
        err_restore(p, failed);
        return NULL;
    }
    Ob *second = err_fetch(p);
    ob_xdecref(p, failed);
    err_restore(p, second);
    return NULL;
}

METHOD(m_detach) {
    TAKES("detach", 0, 0);
    if (!attached(p, b)) return NULL;
    Ob *flushed = ob_call_method(p, self, "flush", NULL, 0);
    if (!flushed) return NULL;
    ob_decref(p, flushed);
    Ob *raw = b->raw;
    b->raw = NULL;
    b->detached = 1;
    b->ok = 0;
    return raw;
}

METHOD(m_tell) {
    TAKES("tell", 0, 0);
    if (!attached(p, b)) return NULL;
    int64_t pos = buffered_raw_tell(p, b);
    if (pos < 0) return NULL;
    pos -= buffered_raw_offset(b);
    return int_from_i64(p, pos < 0 ? 0 : pos);
}

/* _io__Buffered_seek_impl: a place within what is read already costs nothing. */
METHOD(m_seek) {
    TAKES("seek", 1, 2);
    int64_t whence = 0, target;
    if (nargs > 1 && ob_as_int_arg(p, args[1], &whence) < 0) return NULL;
    if (!attached(p, b)) return NULL;
    if (whence < 0 || whence > 2)
        return err_format(p, EXC_ValueError, "whence value %d unsupported", (int)whence);
    int closed = !b->buffer ? 1 : io_closed(p, b->raw);
    if (closed) return closed < 0 ? NULL : err_format(p, EXC_ValueError, "seek of closed file");
    int seekable = io_ask(p, b->raw, "seekable");
    if (seekable <= 0)
        return seekable < 0 ? NULL : io_unsupported(p, "File or stream is not seekable.");
    if (ob_as_ssize_arg(p, args[0], &target) < 0) return NULL;
    if (whence != 2 && b->readable) {
        int64_t current = b->abs_pos >= 0 ? b->abs_pos : buffered_raw_tell(p, b);
        if (current < 0) return NULL;
        int64_t here = current - buffered_raw_offset(b);
        int64_t offset = whence == 0 ? target - here : target;
        if (b->read_end >= 0 && offset >= -b->pos && offset <= buffered_readahead(b)) {
            b->pos += offset;
            return int_from_i64(p, here + offset);
        }
    }
    if (b->writable && !buffered_flush_bytes(p, b)) return NULL;
    if (whence == 1) target -= buffered_raw_offset(b);
    int64_t at = buffered_raw_seek(p, b, target, (int)whence);
    if (at < 0) return NULL;
    b->raw_pos = -1;
    if (b->readable) buffered_reset_read(b);
    return int_from_i64(p, at);
}

METHOD(m_truncate) {
    TAKES("truncate", 0, 1);
    if (!open_for(p, b, "truncate of closed file")) return NULL;
    if (!b->writable && py_truncate_refused_early(p)) return io_unsupported(p, "truncate");
    if (!buffered_flush_and_rewind(p, b)) return NULL;
    Ob *size = nargs ? args[0] : OB_NONE(p);
    Ob *result = ob_call_method(p, b->raw, "truncate", &size, 1);
    if (result && buffered_raw_tell(p, b) < 0) err_clear(p);
    return result;
}

METHOD(m_read) {
    TAKES("read", 0, 1);
    int64_t n;
    if (!io_size_arg(p, args, nargs, &n)) return NULL;
    if (!attached(p, b)) return NULL;
    if (n < -1) return err_format(p, EXC_ValueError, "read length must be non-negative or -1");
    return open_for(p, b, "read of closed file") ? buffered_read_bytes(p, b, n) : NULL;
}
METHOD(m_read1) {
    TAKES("read1", 0, 1);
    int64_t n = -1;
    if (nargs && ob_as_ssize_arg(p, args[0], &n) < 0) return NULL;
    if (!open_for(p, b, "read of closed file")) return NULL;
    return buffered_read1_bytes(p, b, n < 0 ? b->buffer_size : n);
}
METHOD(m_readinto) {
    TAKES("readinto", 1, 1);
    ByteSpan room;
    if (!io_room(p, "readinto", "argument", args[0], &room)) return NULL;
    if (!open_for(p, b, "readinto of closed file")) return NULL;
    return io_read_into(p, self, "readinto", "read", args[0]);
}
METHOD(m_readinto1) {
    TAKES("readinto1", 1, 1);
    ByteSpan room;
    if (!io_room(p, "readinto1", "argument", args[0], &room)) return NULL;
    if (!open_for(p, b, "readinto of closed file")) return NULL;
    return io_read_into(p, self, "readinto1", "read1", args[0]);
}
METHOD(m_peek) {
    TAKES("peek", 0, 1);
    if (!open_for(p, b, "peek of closed file")) return NULL;
    return buffered_peek_bytes(p, b);
}
METHOD(m_readline) {
    TAKES("readline", 0, 1);
    int64_t n;
    if (!io_size_arg(p, args, nargs, &n)) return NULL;
    return open_for(p, b, "readline of closed file") ? buffered_line(p, b, n) : NULL;
}
METHOD(m_write) {
    TAKES("write", 1, 1);
    const uint8_t *data;
    int64_t len;
    if (!attached(p, b) || !io_bytes_arg(p, args[0], &data, &len)) return NULL;
    int closed = !b->buffer ? 1 : io_closed(p, b->raw);
    if (closed > 0) err_format(p, EXC_ValueError, "write to closed file");
    int64_t put = closed ? -1 : buffered_write_bytes(p, b, data, len);
    io_bytes_done(p, args[0]);
    return put < 0 ? NULL : int_from_i64(p, put);
}
METHOD(m_dealloc_warn) {
    TAKES("_dealloc_warn", 1, 1);
    if (b->ok && b->raw) io_dealloc_warn(p, b->raw, args[0]);
    return none(p);
}
#define SHARED_METHODS                                                                             \
    {"detach", buffered_m_detach, 0, "detach()"}, {"close", buffered_m_close, 0, "close()"},       \
        {"seekable", buffered_m_seekable, 0, "seekable()"},                                        \
        {"fileno", buffered_m_fileno, 0, "fileno()"},                                              \
        {"isatty", buffered_m_isatty, 0, "isatty()"},                                              \
        {"_dealloc_warn", buffered_m_dealloc_warn, 0, "_dealloc_warn(source)"},                    \
        {"seek", buffered_m_seek, 0, "seek(target, whence=0)"},                                    \
        {"tell", buffered_m_tell, 0, "tell()"}, {                                                  \
        "truncate", buffered_m_truncate, 0, "truncate(pos=None)"                                   \
    }
#define READER_METHODS                                                                             \
    {"readable", buffered_m_readable, 0, "readable()"},                                            \
        {"read", buffered_m_read, 0, "read(size=-1)"},                                             \
        {"read1", buffered_m_read1, 0, "read1(size=-1)"},                                          \
        {"readinto", buffered_m_readinto, 0, "readinto(buffer)"},                                  \
        {"readinto1", buffered_m_readinto1, 0, "readinto1(buffer)"},                               \
        {"peek", buffered_m_peek, 0, "peek(size=0)"}, {                                            \
        "readline", buffered_m_readline, 0, "readline(size=-1)"                                    \
    }
#define WRITER_METHODS                                                                             \
    {"writable", buffered_m_writable, 0, "writable()"},                                            \
        {"write", buffered_m_write, 0, "write(buffer)"}, {                                         \
        "flush", buffered_m_flush, 0, "flush()"                                                    \
    }

static const MethodDef reader_methods[] = {
    SHARED_METHODS,
    READER_METHODS,
    {"flush", buffered_m_reader_flush, 0, "flush()"},
    {NULL, NULL, 0, NULL},
};
static const MethodDef writer_methods[] = {SHARED_METHODS, WRITER_METHODS, {NULL, NULL, 0, NULL}};
static const MethodDef random_methods[] = {
    SHARED_METHODS, READER_METHODS, WRITER_METHODS, {NULL, NULL, 0, NULL}};

static int64_t buffered_size_of(Proc *p, Ob *o) {
    (void)p;
    const BufferedOb *b = (const BufferedOb *)o;
    return o->ob_type->basicsize + (b->buffer ? b->buffer_size : 0);
}

/* ---- attributes ------------------------------------------------------------------------------ */

static Ob *of_raw(Proc *p, Ob *o, const char *name) {
    BufferedOb *b = (BufferedOb *)o;
    return attached(p, b) ? ob_getattr_cstr(p, b->raw, name) : NULL;
}
static Ob *get_closed(Proc *p, Ob *o) { return of_raw(p, o, "closed"); }
static Ob *get_name(Proc *p, Ob *o) { return of_raw(p, o, "name"); }
static Ob *get_mode(Proc *p, Ob *o) { return of_raw(p, o, "mode"); }
static Ob *get_raw(Proc *p, Ob *o) {
    Ob *raw = ((BufferedOb *)o)->raw;
    return raw ? ob_newref(p, raw) : none(p);
}
static Ob *get_finalizing(Proc *p, Ob *o) { return truth(p, ((BufferedOb *)o)->finalizing); }

static const GetSetDef buffered_getsets[] = {
    {"closed", get_closed, NULL},
    {"name", get_name, NULL},
    {"mode", get_mode, NULL},
    {"raw", get_raw, NULL},
    {"_finalizing", get_finalizing, NULL},
    {"__dict__", io_get_dict, NULL},
    {NULL, NULL, NULL},
};

static Ob *buffered_repr(Proc *p, Ob *o) {
    Ob *name = io_name(p, o), *text = NULL;
    if (err_occurred(p)) return NULL;
    if (!name) return str_format(p, "<%N>", o->ob_type);
    int inside = repr_enter(p, o);
    if (inside > 0)
        err_format(p, EXC_RuntimeError, "reentrant call inside %N.__repr__", o->ob_type);
    else if (inside == 0)
        text = str_format(p, "<%N name=%R>", o->ob_type, name);
    if (inside == 0) repr_leave(p, o);
    ob_decref(p, name);
    return text;
}

/* ---- life ------------------------------------------------------------------------------------ */

static int buffered_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    const BufferedOb *b = (const BufferedOb *)o;
    int stop = field_visit(p, b->raw, visit, arg);
    return stop ? stop : field_visit(p, b->dict, visit, arg);
}

static int buffered_clear(Proc *p, Ob *o) {
    BufferedOb *b = (BufferedOb *)o;
    b->ok = 0;
    field_clear(p, &b->raw, o, SLOT_STREAM, IO_SLOT_RAW);
    field_clear(p, &b->dict, o, SLOT_DICT, 0);
    return 0;
}

static void buffered_dealloc(Proc *p, Ob *o) {
    BufferedOb *b = (BufferedOb *)o;
    b->finalizing = 1;
    if (ob_finalize_from_dealloc(p, o)) return;
    ob_gc_untrack(p, o);
    b->ok = 0;
    if (b->weakreflist) weakref_clear_all(p, o);
    field_clear(p, &b->raw, o, SLOT_STREAM, IO_SLOT_RAW);
    drop_buffer(p, b);
    void *lock = b->lock;
    b->lock = NULL;
    if (lock) mem_free(p, lock);
    buffered_clear(p, o);
    ob_free(p, o);
}

#define BUFFERED_OPS(the_init, the_methods)                                                        \
    {                                                                                              \
        .dealloc = buffered_dealloc, .finalize = io_finalize, .traverse = buffered_traverse,       \
        .clear = buffered_clear, .repr = buffered_repr, .iter = io_iter, .iternext = io_next,      \
        .tp_new = buffered_tp_new, .tp_init = the_init, .size_of = buffered_size_of,               \
        .methods = the_methods, .getsets = buffered_getsets                                        \
    }

const TypeOps buffered_reader_ops = BUFFERED_OPS(reader_init, reader_methods);
const TypeOps buffered_writer_ops = BUFFERED_OPS(writer_init, writer_methods);
const TypeOps buffered_random_ops = BUFFERED_OPS(random_init, random_methods);
