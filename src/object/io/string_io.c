/* string_io.c - StringIO: a text in memory that is written and read like a file (Modules/_io/stringio.c).
 *
 * The characters lie in a block of four bytes each. CPython keeps what is only written in pieces first and makes
 * the block when it is read or moved in; here the block is there from the beginning. */
#include <string.h>

#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/io/io.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }
static Ob *truth(Proc *p, bool yes) { return ob_newref(p, yes ? p->ob->true_ : p->ob->false_); }

static bool is_open(Proc *p, const StringIoOb *s) {
    if (s->ok && !s->closed) return true;
    err_format(p, EXC_ValueError,
               s->ok ? "I/O operation on closed file" : "I/O operation on uninitialized object");
    return false;
}

/* ---- the block ------------------------------------------------------------------------------- */

/* resize_buffer: room for `size` characters and one more. False with MemoryError. */
static bool reserve(Proc *p, StringIoOb *s, int64_t size) {
    int64_t had = s->buf_size, alloc = had;
    size = size_add(size, 1);
    if (size < had / 2)
        alloc = size + 1;
    else if (size < had)
        return true;
    else if ((double)size <= (double)had * 1.125)
        alloc = size + (size >> 3) + (size < 9 ? 3 : 6);
    else
        alloc = size_add(size, 1);
    if (alloc > INT64_MAX / 8) {
        err_no_memory(p);
        return false;
    }
    uint32_t *buf = mem_alloc(p, (size_t)alloc * sizeof *buf, BLOCK_OTHER);
    if (!buf) {
        err_no_memory(p);
        return false;
    }
    int64_t keep = s->string_size < alloc ? s->string_size : alloc;
    uint32_t *old = s->buf;
    if (keep) memcpy(buf, old, (size_t)keep * sizeof *buf);
    s->buf = buf;
    s->buf_size = alloc;
    if (old) mem_free(p, old);
    return true;
}

/* write_str: the text as this object writes the ends of lines, at the place. False with an exception. */
static bool write_text(Proc *p, StringIoOb *s, Ob *text) {
    Ob *decoded;
    if (s->decoder) {
        Ob *args[] = {text, p->ob->true_};
        decoded = ob_call_method(p, s->decoder, "decode", args, 2);
    } else {
        decoded = ob_newref(p, text);
    }
    if (decoded && s->writenl) {
        Ob *args[] = {str_from_cstr(p, "\n"), s->writenl};
        Ob *other = args[0] ? ob_call_method(p, decoded, "replace", args, 2) : NULL;
        ob_xdecref(p, args[0]);
        ob_decref(p, decoded);
        decoded = other;
    }
    if (!decoded) return false;
    int64_t len = str_len(decoded), end = size_add(s->pos, len);
    bool good = end <= s->string_size || reserve(p, s, end);
    if (good && s->pos > s->string_size) /* seek() went past the end */
        memset(s->buf + s->string_size, 0, (size_t)(s->pos - s->string_size) * sizeof *s->buf);
    for (int64_t i = 0; good && i < len; i++) s->buf[s->pos + i] = str_char(p, decoded, i);
    if (good) {
        s->pos = end;
        if (s->string_size < end) s->string_size = end;
    }
    ob_decref(p, decoded);
    return good;
}

/* The next n characters, as far as there are so many. New. */
static Ob *take(Proc *p, StringIoOb *s, int64_t n) {
    int64_t left = s->pos < s->string_size ? s->string_size - s->pos : 0;
    if (n < 0 || n > left) n = left;
    Ob *text = n ? str_from_ucs4(p, s->buf + s->pos, (size_t)n) : ob_newref(p, p->ob->empty_str);
    if (text) s->pos += n;
    return text;
}

/* _PyIO_find_line_ending: behind the next line's end, or the end of the text. */
static int64_t line_end(const Proc *p, const StringIoOb *s) {
    const uint32_t *buf = s->buf;
    int64_t size = s->string_size;
    int64_t nl_len = s->readnl && !s->readuniversal ? str_len(s->readnl) : 1;
    for (int64_t i = s->pos; i < size; i++) {
        if (s->readuniversal && !s->readtranslate) {
            if (buf[i] == '\n') return i + 1;
            if (buf[i] == '\r') return i + 1 < size && buf[i + 1] == '\n' ? i + 2 : i + 1;
        } else if (s->readtranslate || !s->readnl) {
            if (buf[i] == '\n') return i + 1;
        } else if (i + nl_len <= size) {
            int64_t k = 0;
            while (k < nl_len && buf[i + k] == str_char(p, s->readnl, k)) k++;
            if (k == nl_len) return i + nl_len;
        }
    }
    return size;
}

static Ob *take_line(Proc *p, StringIoOb *s, int64_t limit) {
    if (s->pos >= s->string_size || limit == 0) return ob_newref(p, p->ob->empty_str);
    int64_t n = line_end(p, s) - s->pos;
    return take(p, s, limit >= 0 && limit < n ? limit : n);
}

/* ---- methods --------------------------------------------------------------------------------- */

#define METHOD(name)                                                                               \
    static Ob *string_m_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)
#define TAKES(name, min, max)                                                                      \
    StringIoOb *s = (StringIoOb *)self;                                                            \
    (void)args;                                                                                    \
    if (!method_args(p, "StringIO." name, nargs, min, max, kwnames) || !is_open(p, s)) return NULL

METHOD(getvalue) {
    TAKES("getvalue", 0, 0);
    return s->string_size ? str_from_ucs4(p, s->buf, (size_t)s->string_size)
                          : ob_newref(p, p->ob->empty_str);
}
METHOD(tell) {
    TAKES("tell", 0, 0);
    return int_from_i64(p, s->pos);
}
METHOD(read) {
    TAKES("read", 0, 1);
    int64_t n;
    return io_size_arg(p, args, nargs, &n) ? take(p, s, n) : NULL;
}
METHOD(readline) {
    TAKES("readline", 0, 1);
    int64_t n;
    return io_size_arg(p, args, nargs, &n) ? take_line(p, s, n) : NULL;
}
METHOD(truncate) {
    TAKES("truncate", 0, 1);
    int64_t size = s->pos;
    if (nargs && args[0] != OB_NONE(p) && ob_as_ssize_arg(p, args[0], &size) < 0) return NULL;
    if (size < 0) return err_format(p, EXC_ValueError, "Negative size value %zd", size);
    if (size < s->string_size) {
        if (!reserve(p, s, size)) return NULL;
        s->string_size = size;
    }
    return int_from_i64(p, size);
}
METHOD(seek) {
    TAKES("seek", 1, 2);
    int64_t at, whence = 0;
    if (ob_as_ssize_arg(p, args[0], &at) < 0) return NULL;
    if (nargs > 1 && ob_as_int_arg(p, args[1], &whence) < 0) return NULL;
    if (whence < 0 || whence > 2)
        return err_format(p, EXC_ValueError, "Invalid whence (%d, should be 0, 1 or 2)",
                          (int)whence);
    if (whence == 0 && at < 0)
        return err_format(p, EXC_ValueError, "Negative seek position %zd", at);
    if (whence != 0 && at != 0)
        return err_format(p, EXC_OSError, "Can't do nonzero cur-relative seeks");
    s->pos = whence == 0 ? at : whence == 1 ? s->pos : s->string_size;
    return int_from_i64(p, s->pos);
}
METHOD(write) {
    StringIoOb *s = (StringIoOb *)self;
    if (!method_args(p, "StringIO.write", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR))
        return err_format(p, EXC_TypeError, "string argument expected, got '%N'", args[0]->ob_type);
    if (!is_open(p, s)) return NULL;
    int64_t len = str_len(args[0]);
    return len == 0 || write_text(p, s, args[0]) ? int_from_i64(p, len) : NULL;
}
METHOD(close) {
    StringIoOb *s = (StringIoOb *)self;
    (void)args;
    if (!method_args(p, "StringIO.close", nargs, 0, 0, kwnames)) return NULL;
    s->closed = 1;
    s->string_size = 0;
    return reserve(p, s, 0) ? none(p) : NULL; /* the memory goes at once */
}
METHOD(yes) {
    TAKES("readable", 0, 0);
    return truth(p, true);
}

/* (text, newline, place, dict) */
METHOD(getstate) {
    TAKES("__getstate__", 0, 0);
    Ob *text = string_m_getvalue(p, self, NULL, 0, NULL), *at = NULL, *dict = NULL, *state = NULL;
    if (text) at = int_from_i64(p, s->pos);
    if (at) dict = s->dict ? dict_copy(p, s->dict) : none(p);
    if (dict) state = tuple_pack(p, 4, text, s->readnl ? s->readnl : OB_NONE(p), at, dict);
    ob_xdecref(p, text);
    ob_xdecref(p, at);
    ob_xdecref(p, dict);
    return state;
}

static int string_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames);

METHOD(setstate) {
    StringIoOb *s = (StringIoOb *)self;
    if (!method_args(p, "StringIO.__setstate__", nargs, 1, 1, kwnames)) return NULL;
    Ob *state = args[0];
    if (!ob_is(state, TYPE_TUPLE) || tuple_size(state) < 4)
        return err_format(p, EXC_TypeError, "%N.__setstate__ argument should be 4-tuple, got %N",
                          self->ob_type, state->ob_type);
    Ob *both[] = {tuple_item(state, 0), tuple_item(state, 1)};
    if (string_init(p, self, both, 2, NULL) < 0) return NULL;
    if (!ob_is(both[0], TYPE_STR))
        return err_format(p, EXC_TypeError, "first item of state must be str, got %N",
                          both[0]->ob_type);
    int64_t len = str_len(both[0]), at;
    if (!reserve(p, s, len)) return NULL;
    for (int64_t i = 0; i < len; i++) s->buf[i] = str_char(p, both[0], i);
    s->string_size = len;
    if (!ob_is(tuple_item(state, 2), TYPE_INT))
        return err_format(p, EXC_TypeError, "third item of state must be an integer, got %N",
                          tuple_item(state, 2)->ob_type);
    if (ob_as_ssize_arg(p, tuple_item(state, 2), &at) < 0) return NULL;
    if (at < 0) return err_format(p, EXC_ValueError, "position value cannot be negative");
    s->pos = at;
    Ob *dict = tuple_item(state, 3);
    if (dict == OB_NONE(p)) return none(p);
    if (!ob_is_dict(dict))
        return err_format(p, EXC_TypeError, "fourth item of state should be a dict, got a %N",
                          dict->ob_type);
    if (s->dict) return dict_update(p, s->dict, dict) < 0 ? NULL : none(p);
    field_hold(p, &s->dict, dict, s, SLOT_DICT, 0);
    return none(p);
}

static const MethodDef string_methods[] = {
    {"close", string_m_close, 0, "close()"},
    {"getvalue", string_m_getvalue, 0, "getvalue()"},
    {"read", string_m_read, METH_TUPLE_UNTIL(PY_3_6), "read(size=-1)"},
    {"readline", string_m_readline, METH_TUPLE_UNTIL(PY_3_6), "readline(size=-1)"},
    {"tell", string_m_tell, 0, "tell()"},
    {"truncate", string_m_truncate, METH_TUPLE_UNTIL(PY_3_6), "truncate(pos=None)"},
    {"seek", string_m_seek, METH_TUPLE_UNTIL(PY_3_6), "seek(pos, whence=0)"},
    {"write", string_m_write, 0, "write(s)"},
    {"seekable", string_m_yes, 0, "seekable()"},
    {"readable", string_m_yes, 0, "readable()"},
    {"writable", string_m_yes, 0, "writable()"},
    {"__getstate__", string_m_getstate, 0, "__getstate__()"},
    {"__setstate__", string_m_setstate, 0, "__setstate__(state)"},
    {NULL, NULL, 0, NULL},
};

static Ob *get_closed(Proc *p, Ob *o) {
    const StringIoOb *s = (const StringIoOb *)o;
    if (!s->ok) return err_format(p, EXC_ValueError, "I/O operation on uninitialized object");
    return truth(p, s->closed);
}
static Ob *get_line_buffering(Proc *p, Ob *o) {
    return is_open(p, (const StringIoOb *)o) ? truth(p, false) : NULL;
}
static Ob *get_newlines(Proc *p, Ob *o) {
    const StringIoOb *s = (const StringIoOb *)o;
    if (!is_open(p, s)) return NULL;
    return s->decoder ? ob_getattr_cstr(p, s->decoder, "newlines") : none(p);
}

static const GetSetDef string_getsets[] = {
    {"closed", get_closed, NULL},
    {"newlines", get_newlines, NULL},
    {"line_buffering", get_line_buffering, NULL},
    {"__dict__", io_get_dict, NULL},
    {NULL, NULL, NULL},
};

/* ---- life ------------------------------------------------------------------------------------ */

static Ob *string_next(Proc *p, Ob *o) {
    StringIoOb *s = (StringIoOb *)o;
    if (!is_open(p, s)) return NULL;
    if (o->ob_type->flags & TYPE_HEAP) return io_next(p, o); /* its readline() may be another */
    Ob *line = take_line(p, s, -1);
    if (!line || str_len(line)) return line;
    ob_decref(p, line);
    return NULL;
}

static Ob *string_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    StringIoOb *s = (StringIoOb *)instance_alloc(p, type, 0);
    if (!s) return NULL;
    if (!reserve(p, s, 0)) {
        ob_decref(p, &s->base);
        return NULL;
    }
    return &s->base;
}

/* The newline of the arguments, or None. False with an exception. */
static bool newline_fits(Proc *p, Ob *newline) {
    static const char *const ends[] = {"", "\n", "\r", "\r\n"};
    if (newline == OB_NONE(p)) return true;
    if (!ob_is(newline, TYPE_STR)) {
        err_format(p, EXC_TypeError, "newline must be str or None, not %N", newline->ob_type);
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (str_eq_cstr(p, newline, ends[i])) return true;
    err_format(p, EXC_ValueError, "illegal newline value: %R", newline);
    return false;
}

static bool set_newline(Proc *p, StringIoOb *s, Ob *newline) {
    bool is_none = newline == OB_NONE(p);
    field_clear(p, &s->readnl, s, SLOT_STREAM, IO_SLOT_READNL);
    field_clear(p, &s->writenl, s, SLOT_STREAM, IO_SLOT_READNL);
    field_clear(p, &s->decoder, s, SLOT_STREAM, IO_SLOT_DECODER);
    if (!is_none) field_hold(p, &s->readnl, newline, s, SLOT_STREAM, IO_SLOT_READNL);
    s->readuniversal = is_none || str_len(newline) == 0;
    s->readtranslate = is_none;
    if (!is_none && str_len(newline) > 0 && str_char(p, newline, 0) == '\r')
        field_hold(p, &s->writenl, newline, s, SLOT_STREAM, IO_SLOT_READNL);
    if (!s->readuniversal) return true;
    Ob *args[] = {OB_NONE(p), s->readtranslate ? p->ob->true_ : p->ob->false_};
    Ob *decoder = ob_call(p, &type_of_id(p, TYPE_NEWLINE_DECODER)->base.ob, args, 2, NULL);
    if (!decoder) return false;
    field_set_take(p, &s->decoder, decoder, s, SLOT_STREAM, IO_SLOT_DECODER);
    return true;
}

static int string_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"initial_value", "newline"};
    static const Signature signature = {"StringIO", names, 2, 0, 0, 2};
    StringIoOb *s = (StringIoOb *)o;
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return -1;
    Ob *newline = given[1] ? ob_newref(p, given[1]) : str_from_cstr(p, "\n");
    if (!newline) return -1;
    bool good = newline_fits(p, newline);
    Ob *value = given[0] && given[0] != OB_NONE(p) ? given[0] : NULL;
    if (good && value && !ob_is(value, TYPE_STR)) {
        err_format(p, EXC_TypeError, "initial_value must be str or None, not %N", value->ob_type);
        good = false;
    }
    s->ok = 0;
    good = good && set_newline(p, s, newline);
    ob_decref(p, newline);
    if (!good) return -1;
    s->string_size = s->pos = 0;
    s->state = STRING_IO_REALIZED;
    if (!reserve(p, s, 0)) return -1;
    if (value && str_len(value) && !write_text(p, s, value)) return -1;
    s->pos = 0;
    s->closed = 0;
    s->ok = 1;
    return 0;
}

static int string_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((StringIoOb *)o)->dict, visit, arg);
}

static int string_clear(Proc *p, Ob *o) {
    field_clear(p, &((StringIoOb *)o)->dict, o, SLOT_DICT, 0);
    return 0;
}

static void string_dealloc(Proc *p, Ob *o) {
    StringIoOb *s = (StringIoOb *)o;
    ob_gc_untrack(p, o);
    s->ok = 0;
    if (s->buf) mem_free(p, s->buf);
    s->buf = NULL;
    s->buf_size = s->string_size = 0;
    field_clear(p, &s->readnl, o, SLOT_STREAM, IO_SLOT_READNL);
    field_clear(p, &s->writenl, o, SLOT_STREAM, IO_SLOT_READNL);
    field_clear(p, &s->decoder, o, SLOT_STREAM, IO_SLOT_DECODER);
    string_clear(p, o);
    if (s->weakreflist) weakref_clear_all(p, o);
    ob_free(p, o);
}

const TypeOps string_io_ops = {
    .dealloc = string_dealloc,
    .traverse = string_traverse,
    .clear = string_clear,
    .iter = io_iter,
    .iternext = string_next,
    .tp_new = string_new,
    .tp_init = string_init,
    .methods = string_methods,
    .getsets = string_getsets,
};
