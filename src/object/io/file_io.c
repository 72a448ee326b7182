/* file_io.c - FileIO: an open file by its number, without a buffer (Modules/_io/fileio.c). */
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

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }
static Ob *truth(Proc *p, bool yes) { return ob_newref(p, yes ? p->ob->true_ : p->ob->false_); }

/* ---- opening --------------------------------------------------------------------------------- */

static bool bad_combination(Proc *p) {
    err_format(p, EXC_ValueError,
               "Must have exactly one of create/read/write/append mode and at "
               "most one plus");
    return false;
}

/* The letters of a mode; *flags are those of file_open. */
static bool parse_mode(Proc *p, FileIoOb *f, Ob *mode, unsigned *flags) {
    bool one = false, plus = false;
    *flags = 0;
    for (int64_t i = 0; i < str_len(mode); i++) {
        uint32_t c = str_char(p, mode, i);
        if (c == 'b') continue;
        if (c == '+') {
            if (plus) return bad_combination(p);
            f->flags |= FILE_IO_READABLE | FILE_IO_WRITABLE;
            plus = true;
            continue;
        }
        if (c != 'x' && c != 'r' && c != 'w' && c != 'a') {
            err_format(p, EXC_ValueError, "invalid mode: %U", mode);
            return false;
        }
        if (one) return bad_combination(p);
        one = true;
        f->flags |= c == 'r' ? FILE_IO_READABLE : FILE_IO_WRITABLE;
        if (c == 'x') f->flags |= FILE_IO_CREATED;
        if (c == 'a') f->flags |= FILE_IO_APPENDING;
        if (c != 'r') *flags |= FILE_CREATE;
        if (c == 'x') *flags |= FILE_EXCLUSIVE;
        if (c == 'w') *flags |= FILE_TRUNCATE;
        if (c == 'a') *flags |= FILE_APPEND;
    }
    return one || bad_combination(p);
}

/* The bytes of a path; false with an exception. */
static bool path_text(Proc *p, Ob *name, char path[FILE_NAME_BYTES]) {
    size_t len = 0;
    if (ob_is(name, TYPE_STR)) {
        len = str_utf8(p, name, path, FILE_NAME_BYTES);
    } else if (ob_is(name, TYPE_BYTES)) {
        len = (size_t)bytes_len(name);
        if (len < FILE_NAME_BYTES) memcpy(path, bytes_data(name), len + 1);
    } else {
        err_format(p, EXC_TypeError, "expected str, bytes or os.PathLike object, not %N",
                   name->ob_type);
        return false;
    }
    if (len >= FILE_NAME_BYTES) {
        io_error(p, FILE_ENAMETOOLONG, name);
        return false;
    }
    if (strlen(path) == len) return true;
    err_format(p, EXC_ValueError, "embedded null byte");
    return false;
}

static bool close_number(Proc *p, FileIoOb *f) {
    int fd = f->fd;
    f->fd = -1;
    if (!file_of(p, fd)) {
        io_error(p, FILE_EBADF, NULL);
        return false;
    }
    img_emit(p, EV_FILE_CLOSE, 0, fd, f, NULL, 0);
    file_close(p, fd);
    return true;
}

static bool open_named(Proc *p, FileIoOb *f, Ob *name, unsigned flags) {
    char path[FILE_NAME_BYTES];
    if (!path_text(p, name, path)) return false;
    int fd = file_open(p, path, flags);
    if (fd < 0) {
        io_error(p, -fd, name);
        return false;
    }
    f->fd = fd;
    img_emit(p, EV_FILE_OPEN, 0, fd, f, NULL, 0);
    return true;
}

/* A number that is open already. */
static bool open_number(Proc *p, FileIoOb *f, Ob *number) {
    int64_t fd;
    if (ob_as_int_arg(p, number, &fd) < 0) return false;
    if (fd < 0) {
        err_format(p, EXC_ValueError, "negative file descriptor");
        return false;
    }
    if (!file_of(p, (int)fd)) {
        io_error(p, FILE_EBADF, NULL);
        return false;
    }
    f->fd = (int32_t)fd;
    return true;
}

/* opener(name, flags) gives the number. */
static bool open_by(Proc *p, FileIoOb *f, Ob *opener, Ob *name, unsigned flags) {
    enum { WRITE_ONLY = 1, READ_WRITE = 2, CREATE = 0100, EXCLUSIVE = 0200, TRUNCATE = 01000 };
    enum { APPEND = 02000, CLOSE_ON_EXEC = 02000000 };
    int system = CLOSE_ON_EXEC;
    if (flags & FILE_WRITES) system |= f->flags & FILE_IO_READABLE ? READ_WRITE : WRITE_ONLY;
    system |= flags & FILE_CREATE ? CREATE : 0;
    system |= flags & FILE_EXCLUSIVE ? EXCLUSIVE : 0;
    system |= flags & FILE_TRUNCATE ? TRUNCATE : 0;
    system |= flags & FILE_APPEND ? APPEND : 0;
    Ob *args[] = {name, int_from_i64(p, system)};
    Ob *number = args[1] ? ob_call(p, opener, args, 2, NULL) : NULL;
    ob_xdecref(p, args[1]);
    if (!number) return false;
    int64_t fd = -1;
    bool is_number = ob_is(number, TYPE_INT);
    if (!is_number) err_format(p, EXC_TypeError, "expected integer from opener");
    bool read = is_number && ob_as_int_arg(p, number, &fd) == 0;
    ob_decref(p, number);
    if (!read) return false;
    if (fd < 0)
        err_format(p, EXC_ValueError, "opener returned %d", (int)fd);
    else if (!file_of(p, (int)fd))
        io_error(p, FILE_EBADF, NULL);
    else
        f->fd = (int32_t)fd;
    return f->fd >= 0;
}

static Ob *file_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    FileIoOb *f = (FileIoOb *)instance_alloc(p, type, 0);
    if (!f) return NULL;
    f->fd = -1;
    f->flags = FILE_IO_CLOSEFD;
    return &f->base;
}

static int file_tp_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"file", "mode", "closefd", "opener"};
    static const Signature signature = {"FileIO", names, 4, 0, 1, 4};
    FileIoOb *f = (FileIoOb *)o;
    Ob *given[4];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return -1;
    int closefd = given[2] ? ob_as_flag(p, given[2]) : 1;
    if (closefd < 0) return -1;
    if (given[1] && !ob_is(given[1], TYPE_STR)) {
        err_argument_type(p, "FileIO", 2, "mode", "str", given[1]);
        return -1;
    }
    if (f->fd >= 0 && f->flags & FILE_IO_CLOSEFD && !close_number(p, f)) return -1;
    f->fd = -1;
    f->flags = closefd ? FILE_IO_CLOSEFD : 0;
    f->blksize = IO_BLOCK_SIZE;
    unsigned flags = 0;
    Ob *mode = given[1] ? ob_newref(p, given[1]) : str_from_cstr(p, "r");
    bool good = mode && parse_mode(p, f, mode, &flags);
    ob_xdecref(p, mode);
    if (!good) return -1;
    if (ob_is(given[0], TYPE_INT) || ob_is(given[0], TYPE_BOOL)) {
        good = open_number(p, f, given[0]);
    } else if (!closefd) {
        err_format(p, EXC_ValueError, "Cannot use closefd=False with file name");
        good = false;
    } else {
        good = given[3] && given[3] != OB_NONE(p) ? open_by(p, f, given[3], given[0], flags)
                                                  : open_named(p, f, given[0], flags);
    }
    if (!good) return -1;
    if (ob_setattr(p, o, p->ob->io->name, given[0]) < 0) return -1;
    if (f->flags & FILE_IO_APPENDING) (void)file_seek(p, f->fd, 0, 2);
    return 0;
}

/* ---- reading and writing --------------------------------------------------------------------- */

static bool is_open(Proc *p, const FileIoOb *f) {
    if (f->fd >= 0) return true;
    err_format(p, EXC_ValueError, "I/O operation on closed file");
    return false;
}

static bool may(Proc *p, const FileIoOb *f, int flag) {
    if (!is_open(p, f)) return false;
    if (f->flags & flag) return true;
    io_unsupported(p, flag == FILE_IO_READABLE ? "File not open for reading"
                                               : "File not open for writing");
    return false;
}

int64_t file_io_read(Proc *p, Ob *o, void *to, int64_t n) {
    FileIoOb *f = (FileIoOb *)o;
    if (!may(p, f, FILE_IO_READABLE)) return -1;
    int64_t got = file_read(p, f->fd, to, (size_t)n);
    if (got < 0) {
        io_error(p, (int)-got, NULL);
        return -1;
    }
    if (got) img_emit(p, EV_FILE_READ, 0, got, f, NULL, 0);
    return got;
}

int64_t file_io_write(Proc *p, Ob *o, const void *from, int64_t n) {
    FileIoOb *f = (FileIoOb *)o;
    if (!may(p, f, FILE_IO_WRITABLE)) return -1;
    int64_t put = file_write(p, f->fd, from, (size_t)n);
    if (put < 0) {
        io_error(p, (int)-put, NULL);
        return -1;
    }
    if (put) img_emit(p, EV_FILE_WRITE, 0, put, f, NULL, 0);
    return put;
}

/* new_buffersize */
static int64_t more_room(int64_t used) {
    enum { MUCH = 65536 };
    int64_t more = used > MUCH ? used >> 3 : 256 + used;
    return used + (more > IO_BUFFER_SIZE ? more : IO_BUFFER_SIZE);
}

/* _io_FileIO_readall_impl: a block for what the file has left and one byte, so that its end shows; standard
 * input, of which nobody knows how much it will be, is read piece by piece. */
Ob *file_io_readall(Proc *p, Ob *o) {
    FileIoOb *f = (FileIoOb *)o;
    if (!is_open(p, f)) return NULL;
    if (!(f->flags & FILE_IO_READABLE)) return io_error(p, FILE_EBADF, NULL);
    const OpenFile *open = file_of(p, f->fd);
    if (!open) return io_error(p, FILE_EBADF, NULL);
    uint64_t end = open->file->len;
    int64_t size = end > 0 && end >= open->pos ? (int64_t)(end - open->pos) + 1 : IO_BUFFER_SIZE;
    Ob *bytes = bytes_new(p, NULL, (size_t)size);
    for (int64_t used = 0, got; bytes; used += got) {
        if (used == size) bytes = io_bytes_resize(p, bytes, size = more_room(used));
        if (!bytes) break;
        got = file_io_read(p, o, ((BytesOb *)bytes)->ob_sval + used, size - used);
        if (got == 0) return io_bytes_resize(p, bytes, used);
        if (got < 0) break;
    }
    ob_xdecref(p, bytes);
    return NULL;
}

#define METHOD(name)                                                                               \
    static Ob *file_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)
#define TAKES(name, min, max)                                                                      \
    FileIoOb *f = (FileIoOb *)self;                                                                \
    (void)args, (void)f;                                                                           \
    if (!method_args(p, "FileIO." name, nargs, min, max, kwnames)) return NULL

METHOD(m_read) {
    TAKES("read", 0, 1);
    int64_t n;
    if (!io_size_arg(p, args, nargs, &n) || !may(p, f, FILE_IO_READABLE)) return NULL;
    if (n < 0) return file_io_readall(p, self);
    Ob *bytes = bytes_new(p, NULL, (size_t)n);
    int64_t got = bytes && n ? file_io_read(p, self, ((BytesOb *)bytes)->ob_sval, n)
                  : bytes    ? 0
                             : -1;
    if (got >= 0) return io_bytes_resize(p, bytes, got);
    ob_xdecref(p, bytes);
    return NULL;
}
METHOD(m_readall) {
    TAKES("readall", 0, 0);
    return file_io_readall(p, self);
}
METHOD(m_write) {
    TAKES("write", 1, 1);
    const uint8_t *data;
    int64_t len;
    if (!io_bytes_arg(p, args[0], &data, &len)) return NULL;
    int64_t put = file_io_write(p, self, data, len);
    io_bytes_done(p, args[0]);
    return put < 0 ? NULL : int_from_i64(p, put);
}
METHOD(m_seek) {
    TAKES("seek", 1, 2);
    int64_t offset, whence = 0;
    if (!is_open(p, f) || ob_as_ssize_arg(p, args[0], &offset) < 0) return NULL;
    if (nargs > 1 && ob_as_int_arg(p, args[1], &whence) < 0) return NULL;
    int64_t at = whence < 0 || whence > 2 ? -FILE_EINVAL : file_seek(p, f->fd, offset, (int)whence);
    return at < 0 ? io_error(p, (int)-at, NULL) : int_from_i64(p, at);
}
METHOD(m_tell) {
    TAKES("tell", 0, 0);
    if (!is_open(p, f)) return NULL;
    int64_t at = file_seek(p, f->fd, 0, 1);
    return at < 0 ? io_error(p, (int)-at, NULL) : int_from_i64(p, at);
}
METHOD(m_truncate) {
    TAKES("truncate", 0, 1);
    if (!may(p, f, FILE_IO_WRITABLE)) return NULL;
    int64_t len = file_seek(p, f->fd, 0, 1);
    bool given = nargs && args[0] != OB_NONE(p);
    if (given && ob_as_ssize_arg(p, args[0], &len) < 0) return NULL;
    int failed = len < 0 ? -FILE_EINVAL : file_truncate(p, f->fd, (uint64_t)len);
    if (failed) return io_error(p, -failed, NULL);
    return given ? ob_newref(p, args[0]) : int_from_i64(p, len);
}
METHOD(m_close) {
    TAKES("close", 0, 0);
    Ob *result = io_base_close(p, self);
    if (!(f->flags & FILE_IO_CLOSEFD)) {
        f->fd = -1;
        return result;
    }
    Ob *failed = result ? NULL : err_fetch(p);
    if (f->finalizing) io_dealloc_warn(p, self, self);
    bool good = f->fd < 0 || close_number(p, f);
    if (failed) {
        err_restore(p, failed);
        return NULL;
    }
    if (good) return result;
    ob_decref(p, result);
    return NULL;
}
METHOD(m_fileno) {
    TAKES("fileno", 0, 0);
    return is_open(p, f) ? int_from_i64(p, f->fd) : NULL;
}
METHOD(m_isatty) {
    TAKES("isatty", 0, 0);
    return is_open(p, f) ? truth(p, false) : NULL;
}
METHOD(m_readinto) {
    TAKES("readinto", 1, 1);
    ByteSpan room;
    const char *which = py_buffer_errors_numbered(p) ? "argument 1" : "argument";
    if (!io_room(p, "readinto", which, args[0], &room)) return NULL;
    if (!may(p, f, FILE_IO_READABLE)) return NULL;
    int64_t got = file_io_read(p, self, (void *)(uintptr_t)room.data, room.len);
    return got < 0 ? NULL : int_from_i64(p, got);
}
METHOD(m_readable) {
    TAKES("readable", 0, 0);
    return is_open(p, f) ? truth(p, f->flags & FILE_IO_READABLE) : NULL;
}
METHOD(m_writable) {
    TAKES("writable", 0, 0);
    return is_open(p, f) ? truth(p, f->flags & FILE_IO_WRITABLE) : NULL;
}
METHOD(m_seekable) {
    TAKES("seekable", 0, 0);
    return is_open(p, f) ? truth(p, f->fd != FD_STDIN) : NULL;
}
METHOD(m_dealloc_warn) {
    TAKES("_dealloc_warn", 1, 1);
    io_dealloc_warn(p, self, args[0]);
    return none(p);
}

static const MethodDef file_methods[] = {
    {"read", file_m_read, 0, "read(size=-1)"},
    {"readinto", file_m_readinto, 0, "readinto(buffer)"},
    {"readall", file_m_readall, 0, "readall()"},
    {"write", file_m_write, 0, "write(b)"},
    {"seek", file_m_seek, 0, "seek(pos, whence=0)"},
    {"tell", file_m_tell, 0, "tell()"},
    {"truncate", file_m_truncate, 0, "truncate(size=None)"},
    {"close", file_m_close, 0, "close()"},
    {"seekable", file_m_seekable, 0, "seekable()"},
    {"readable", file_m_readable, 0, "readable()"},
    {"writable", file_m_writable, 0, "writable()"},
    {"fileno", file_m_fileno, 0, "fileno()"},
    {"isatty", file_m_isatty, 0, "isatty()"},
    {"_dealloc_warn", file_m_dealloc_warn, 0, "_dealloc_warn(source)"},
    {NULL, NULL, 0, NULL},
};

/* ---- attributes ------------------------------------------------------------------------------ */

static const char *mode_text(const FileIoOb *f) {
    bool reads = f->flags & FILE_IO_READABLE, writes = f->flags & FILE_IO_WRITABLE;
    if (f->flags & FILE_IO_CREATED) return reads ? "xb+" : "xb";
    if (f->flags & FILE_IO_APPENDING) return reads ? "ab+" : "ab";
    return reads ? (writes ? "rb+" : "rb") : "wb";
}

static Ob *get_mode(Proc *p, Ob *o) { return str_from_cstr(p, mode_text((FileIoOb *)o)); }
static Ob *get_closed(Proc *p, Ob *o) { return truth(p, ((FileIoOb *)o)->fd < 0); }
static Ob *get_closefd(Proc *p, Ob *o) {
    return truth(p, ((FileIoOb *)o)->flags & FILE_IO_CLOSEFD);
}
static Ob *get_blksize(Proc *p, Ob *o) { return int_from_i64(p, ((FileIoOb *)o)->blksize); }
static Ob *get_finalizing(Proc *p, Ob *o) { return truth(p, ((FileIoOb *)o)->finalizing); }

static const GetSetDef file_getsets[] = {
    {"closed", get_closed, NULL},
    {"closefd", get_closefd, NULL},
    {"mode", get_mode, NULL},
    {"_blksize", get_blksize, NULL},
    {"_finalizing", get_finalizing, NULL},
    {"__dict__", io_get_dict, NULL},
    {NULL, NULL, NULL},
};

static Ob *file_repr(Proc *p, Ob *o) {
    const FileIoOb *f = (const FileIoOb *)o;
    if (f->fd < 0) return str_from_cstr(p, "<_io.FileIO [closed]>");
    const char *closefd = f->flags & FILE_IO_CLOSEFD ? "True" : "False";
    Ob *name = io_name(p, o);
    if (err_occurred(p)) return NULL;
    if (!name) {
        return str_format(p, "<_io.FileIO fd=%d mode='%s' closefd=%s>", f->fd, mode_text(f),
                          closefd);
    }
    Ob *text = NULL;
    int inside = repr_enter(p, o);
    if (inside > 0)
        err_format(p, EXC_RuntimeError, "reentrant call inside %N.__repr__", o->ob_type);
    else if (inside == 0)
        text =
            str_format(p, "<_io.FileIO name=%R mode='%s' closefd=%s>", name, mode_text(f), closefd);
    if (inside == 0) repr_leave(p, o);
    ob_decref(p, name);
    return text;
}

/* ---- life ------------------------------------------------------------------------------------ */

static int file_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((FileIoOb *)o)->dict, visit, arg);
}

static int file_clear(Proc *p, Ob *o) {
    field_clear(p, &((FileIoOb *)o)->dict, o, SLOT_DICT, 0);
    return 0;
}

static void file_dealloc(Proc *p, Ob *o) {
    ((FileIoOb *)o)->finalizing = 1;
    if (ob_finalize_from_dealloc(p, o)) return;
    ob_gc_untrack(p, o);
    if (((FileIoOb *)o)->weakreflist) weakref_clear_all(p, o);
    file_clear(p, o);
    ob_free(p, o);
}

const TypeOps file_io_ops = {
    .dealloc = file_dealloc,
    .finalize = io_finalize,
    .traverse = file_traverse,
    .clear = file_clear,
    .repr = file_repr,
    .iter = io_iter,
    .iternext = io_next,
    .tp_new = file_tp_new,
    .tp_init = file_tp_init,
    .methods = file_methods,
    .getsets = file_getsets,
};
