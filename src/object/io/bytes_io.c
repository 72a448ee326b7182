/* bytes_io.c - BytesIO: bytes in memory that are written and read like a file
 * (Modules/_io/bytesio.c). */
#include <string.h>

#include "object/core/field.h"
#include "object/io/io.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/memory_internal.h"
#include "object/type/instance.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }
static Ob *truth(Proc *p, bool yes) { return ob_newref(p, yes ? p->ob->true_ : p->ob->false_); }

static bool is_open(Proc *p, const BytesIoOb *b) {
    if (b->buf) return true;
    err_format(p, EXC_ValueError, "I/O operation on closed file.");
    return false;
}

/* The bytes are its own, with room for `size`: those that others hold are copied (unshare_buffer,
 * resize_buffer). */
static bool own(Proc *p, BytesIoOb *b, int64_t size) {
    int64_t room = bytes_len(b->buf);
    bool shared = b->buf->ob_refcnt > 1 || b->buf == p->ob->empty_bytes;
    if (!shared && size <= room) return true;
    int64_t alloc = room;
    if (size > room)
        alloc = size < room + (room >> 3) ? size + (size >> 3) + (size < 9 ? 3 : 6) : size + 1;
    if (alloc < 2) alloc = 2; /* a single byte is a shared object */
    Ob *bytes = bytes_new(p, NULL, (size_t)alloc);
    if (!bytes) return false;
    memcpy(((BytesOb *)bytes)->ob_sval, bytes_data(b->buf), (size_t)b->string_size);
    field_set_take(p, &b->buf, bytes, b, SLOT_STREAM, IO_SLOT_BUFFER);
    return true;
}

static int64_t write_bytes(Proc *p, BytesIoOb *b, const uint8_t *data, int64_t len) {
    if (len == 0) return 0;
    int64_t end = size_add(b->pos, len);
    if (!own(p, b, end)) return -1;
    uint8_t *buf = ((BytesOb *)b->buf)->ob_sval;
    if (b->pos > b->string_size) memset(buf + b->string_size, 0, (size_t)(b->pos - b->string_size));
    memcpy(buf + b->pos, data, (size_t)len);
    b->pos = end;
    if (b->string_size < end) b->string_size = end;
    return len;
}

static Ob *read_bytes(Proc *p, BytesIoOb *b, int64_t n) {
    int64_t left = b->pos < b->string_size ? b->string_size - b->pos : 0;
    if (n < 0 || n > left) n = left;
    bool whole = n > 1 && b->pos == 0 && n == bytes_len(b->buf);
    Ob *bytes = whole ? ob_newref(p, b->buf)
                      : bytes_new(p, n ? bytes_data(b->buf) + b->pos : NULL, (size_t)n);
    if (bytes) b->pos += n;
    return bytes;
}

#define METHOD(name)                                                                               \
    static Ob *bytes_m_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)
#define TAKES(name, min, max)                                                                      \
    BytesIoOb *b = (BytesIoOb *)self;                                                              \
    (void)args, (void)b;                                                                           \
    if (!method_args(p, "BytesIO." name, nargs, min, max, kwnames)) return NULL

METHOD(read) {
    TAKES("read", 0, 1);
    int64_t n;
    if (!is_open(p, b) || !io_size_arg(p, args, nargs, &n)) return NULL;
    return read_bytes(p, b, n);
}
/* bytes_io_readinto_impl: into what can be written to. */
METHOD(readinto) {
    TAKES("readinto", 1, 1);
    ByteSpan room = {0};
    if (!io_room(p, "readinto", "argument", args[0], &room) || !is_open(p, b)) return NULL;
    int64_t left = b->pos < b->string_size ? b->string_size - b->pos : 0;
    int64_t n = min_i64(left, room.len);
    if (n) memcpy((uint8_t *)(uintptr_t)room.data, bytes_data(b->buf) + b->pos, (size_t)n);
    b->pos += n;
    return int_from_i64(p, n);
}
METHOD(readline) {
    TAKES("readline", 0, 1);
    int64_t n;
    if (!is_open(p, b) || !io_size_arg(p, args, nargs, &n)) return NULL;
    int64_t left = b->pos < b->string_size ? b->string_size - b->pos : 0;
    const uint8_t *from = bytes_data(b->buf) + (left ? b->pos : 0);
    const uint8_t *end = left ? memchr(from, '\n', (size_t)left) : NULL;
    int64_t len = end ? end - from + 1 : left;
    return read_bytes(p, b, n >= 0 && n < len ? n : len);
}
METHOD(write) {
    TAKES("write", 1, 1);
    const uint8_t *data;
    int64_t len;
    if (!is_open(p, b) || !io_bytes_arg(p, args[0], &data, &len)) return NULL;
    int64_t put = write_bytes(p, b, data, len);
    io_bytes_done(p, args[0]);
    return put < 0 ? NULL : int_from_i64(p, put);
}
METHOD(getvalue) {
    TAKES("getvalue", 0, 0);
    if (!is_open(p, b)) return NULL;
    if (b->string_size != bytes_len(b->buf)) { /* what was room for more is given back */
        Ob *bytes =
            bytes_new(p, b->string_size ? bytes_data(b->buf) : NULL, (size_t)b->string_size);
        if (!bytes) return NULL;
        field_set_take(p, &b->buf, bytes, b, SLOT_STREAM, IO_SLOT_BUFFER);
    }
    return ob_newref(p, b->buf);
}
METHOD(tell) {
    TAKES("tell", 0, 0);
    return is_open(p, b) ? int_from_i64(p, b->pos) : NULL;
}
METHOD(seek) {
    TAKES("seek", 1, 2);
    int64_t at, whence = 0;
    if (!is_open(p, b) || ob_as_ssize_arg(p, args[0], &at) < 0) return NULL;
    if (nargs > 1 && ob_as_int_arg(p, args[1], &whence) < 0) return NULL;
    if (whence < 0 || whence > 2)
        return err_format(p, EXC_ValueError, "invalid whence (%d, should be 0, 1 or 2)",
                          (int)whence);
    if (whence == 0 && at < 0) return err_format(p, EXC_ValueError, "negative seek value %zd", at);
    int64_t from = whence == 0 ? 0 : whence == 1 ? b->pos : b->string_size;
    if (at > INT64_MAX - from) return err_format(p, EXC_OverflowError, "new position too large");
    b->pos = from + at < 0 ? 0 : from + at;
    return int_from_i64(p, b->pos);
}
METHOD(truncate) {
    TAKES("truncate", 0, 1);
    if (!is_open(p, b)) return NULL;
    int64_t size = b->pos;
    if (nargs && args[0] != OB_NONE(p) && ob_as_ssize_arg(p, args[0], &size) < 0) return NULL;
    if (size < 0) return err_format(p, EXC_ValueError, "negative size value %zd", size);
    if (size < b->string_size) {
        if (!own(p, b, size)) return NULL;
        b->string_size = size;
    }
    return int_from_i64(p, size);
}
METHOD(close) {
    TAKES("close", 0, 0);
    field_clear(p, &b->buf, b, SLOT_STREAM, IO_SLOT_BUFFER);
    return none(p);
}
METHOD(flush) {
    TAKES("flush", 0, 0);
    return is_open(p, b) ? none(p) : NULL;
}
METHOD(yes) {
    TAKES("readable", 0, 0);
    return is_open(p, b) ? truth(p, true) : NULL;
}
METHOD(isatty) {
    TAKES("isatty", 0, 0);
    return is_open(p, b) ? truth(p, false) : NULL;
}
static const MethodDef bytes_methods[] = {
    {"readable", bytes_m_yes, 0, "readable()"},
    {"seekable", bytes_m_yes, 0, "seekable()"},
    {"writable", bytes_m_yes, 0, "writable()"},
    {"close", bytes_m_close, 0, "close()"},
    {"flush", bytes_m_flush, 0, "flush()"},
    {"isatty", bytes_m_isatty, 0, "isatty()"},
    {"tell", bytes_m_tell, 0, "tell()"},
    {"write", bytes_m_write, 0, "write(b)"},
    {"read1", bytes_m_read, 0, "read1(size=-1)"},
    {"readline", bytes_m_readline, 0, "readline(size=-1)"},
    {"read", bytes_m_read, 0, "read(size=-1)"},
    {"readinto", bytes_m_readinto, 0, "readinto(buffer)"},
    {"getvalue", bytes_m_getvalue, 0, "getvalue()"},
    {"seek", bytes_m_seek, 0, "seek(pos, whence=0)"},
    {"truncate", bytes_m_truncate, 0, "truncate(size=None)"},
    {NULL, NULL, 0, NULL},
};

static Ob *get_closed(Proc *p, Ob *o) { return truth(p, ((BytesIoOb *)o)->buf == NULL); }

static const GetSetDef bytes_getsets[] = {
    {"closed", get_closed, NULL},
    {"__dict__", io_get_dict, NULL},
    {NULL, NULL, NULL},
};

static int64_t bytes_io_size_of(Proc *p, Ob *o) {
    const BytesIoOb *b = (const BytesIoOb *)o;
    int64_t size = o->ob_type->basicsize;
    return b->buf && b->buf->ob_refcnt == 1 ? size + ob_getsizeof(p, b->buf) : size;
}

/* ---- life ------------------------------------------------------------------------------------ */

static Ob *bytes_io_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    BytesIoOb *b = (BytesIoOb *)instance_alloc(p, type, 0);
    if (!b) return NULL;
    Ob *empty = bytes_new(p, NULL, 0);
    field_set_take(p, &b->buf, empty, b, SLOT_STREAM, IO_SLOT_BUFFER);
    return &b->base;
}

static int bytes_io_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"initial_bytes"};
    static const Signature signature = {"BytesIO", names, 1, 0, 0, 1};
    BytesIoOb *b = (BytesIoOb *)o;
    Ob *given[1];
    const uint8_t *data;
    int64_t len;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return -1;
    if (!b->buf) {
        err_format(p, EXC_ValueError, "I/O operation on closed file.");
        return -1;
    }
    b->string_size = b->pos = 0;
    if (!given[0] || given[0] == OB_NONE(p)) return 0;
    if (!io_bytes_arg(p, given[0], &data, &len)) return -1;
    b->string_size = len;
    if (ob_is(given[0], TYPE_BYTES)) {
        field_set(p, &b->buf, given[0], b, SLOT_STREAM, IO_SLOT_BUFFER);
        return 0;
    }
    Ob *own = bytes_new(p, data, (size_t)len);
    io_bytes_done(p, given[0]);
    if (!own) return -1;
    field_set_take(p, &b->buf, own, b, SLOT_STREAM, IO_SLOT_BUFFER);
    return 0;
}

static int bytes_io_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((BytesIoOb *)o)->dict, visit, arg);
}

static int bytes_io_clear(Proc *p, Ob *o) {
    field_clear(p, &((BytesIoOb *)o)->dict, o, SLOT_DICT, 0);
    return 0;
}

static void bytes_io_dealloc(Proc *p, Ob *o) {
    BytesIoOb *b = (BytesIoOb *)o;
    ob_gc_untrack(p, o);
    field_clear(p, &b->buf, o, SLOT_STREAM, IO_SLOT_BUFFER);
    bytes_io_clear(p, o);
    if (b->weakreflist) weakref_clear_all(p, o);
    ob_free(p, o);
}

const TypeOps bytes_io_ops = {
    .dealloc = bytes_io_dealloc,
    .traverse = bytes_io_traverse,
    .clear = bytes_io_clear,
    .iter = io_iter,
    .iternext = io_next,
    .tp_new = bytes_io_new,
    .tp_init = bytes_io_init,
    .size_of = bytes_io_size_of,
    .methods = bytes_methods,
    .getsets = bytes_getsets,
};
