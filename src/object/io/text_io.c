/* text_io.c - TextIOWrapper: what it is made of, its methods, how it is closed (Modules/_io/textio.c).
 * Texts are taken in and given out in text_write.c and text_read.c. */
#include <string.h>

#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/io/io.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }
static Ob *truth(Proc *p, bool yes) { return ob_newref(p, yes ? p->ob->true_ : p->ob->false_); }

/* ---- making ---------------------------------------------------------------------------------- */

static bool str_or_none(Proc *p, Ob *o, int number, const char *name) {
    if (!o || o == OB_NONE(p) || ob_is(o, TYPE_STR)) return true;
    err_argument_type(p, "TextIOWrapper", number, name, "str or None", o);
    return false;
}

/* set_newline. False with ValueError. */
static bool set_newline(Proc *p, TextIoOb *t, Ob *newline) {
    bool universal = !newline || newline == OB_NONE(p) || str_len(newline) == 0;
    static const char *const legal[] = {"\n", "\r", "\r\n"};
    bool known = universal;
    for (unsigned i = 0; i < ARRAY_LEN(legal) && !universal; i++)
        if (str_eq_cstr(p, newline, legal[i])) {
            known = true;
            t->writenl = i;
        }
    if (!known) {
        err_format(p, EXC_ValueError, "illegal newline value: %U", newline);
        return false;
    }
    bool absent = !newline || newline == OB_NONE(p);
    t->readuniversal = universal;
    t->readtranslate = absent;
    t->writetranslate = absent || str_len(newline) > 0;
    if (universal) t->writenl = 0;
    if (!absent) field_hold(p, &t->readnl, newline, t, SLOT_STREAM, IO_SLOT_READNL);
    return true;
}

/* The encoding by name: that of the locale when none is given. */
static bool set_encoding(Proc *p, TextIoOb *t, Ob *encoding, Ob *errors) {
    bool given = encoding && encoding != OB_NONE(p) && !str_eq_cstr(p, encoding, "locale");
    char name[32], handler[32];
    Ob *own;
    if (!given && p->ob->io->late && py_locale_asked_of_library(p)) {
        if (py_io_state_by_index(p))
            err_format(p, EXC_RuntimeError,
                       "could not find io module state (interpreter shutdown?)");
        else
            err_format(p, EXC_LookupError, "unknown encoding: ascii");
        return false;
    }
    if (given) {
        own = str_substring(p, encoding, 0, str_len(encoding));
        if (own == encoding && own) { /* a string of its own, as from a C string */
            char text[64];
            str_utf8(p, encoding, text, sizeof text);
            ob_decref(p, own);
            own = str_from_cstr(p, text);
        }
    } else {
        own = str_from_cstr(p, "UTF-8");
    }
    if (!own) return false;
    field_set_take(p, &t->encoding, own, t, SLOT_STREAM, IO_SLOT_ENCODING);
    Ob *mode =
        errors && errors != OB_NONE(p) ? ob_newref(p, errors) : str_interned_cstr(p, "strict");
    if (mode && py_text_errors_bytes(p)) {
        Ob *text = mode;
        mode = str_to_bytes(p, text, "utf-8", "strict");
        ob_decref(p, text);
    }
    if (!mode) return false;
    field_set_take(p, &t->errors, mode, t, SLOT_STREAM, IO_SLOT_ERRORS);
    text_codec(p, t, name, handler);
    Ob *probe = str_from_cstr(p, "");
    Ob *bytes =
        probe ? str_to_bytes(p, probe, name, handler) : NULL; /* is there such an encoding? */
    ob_xdecref(p, probe);
    ob_xdecref(p, bytes);
    return bytes != NULL;
}

/* The name of the handler, which up to 3.6 is kept as bytes; new. */
static Ob *errors_text(Proc *p, const TextIoOb *t) {
    if (!py_text_errors_bytes(p)) return ob_newref(p, t->errors);
    ByteSpan span = bytes_span(t->errors);
    return str_new(p, (const char *)span.data, (size_t)span.len);
}

void text_codec(Proc *p, const TextIoOb *t, char name[32], char errors[32]) {
    memcpy(name, "utf-8", 6);
    memcpy(errors, "strict", 7);
    if (t->encoding) str_utf8(p, t->encoding, name, 32);
    Ob *mode = t->errors ? errors_text(p, t) : NULL;
    if (mode) str_utf8(p, mode, errors, 32);
    ob_xdecref(p, mode);
    for (char *c = name; *c; c++)
        *c = *c == '_' ? '-' : *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
    if (strcmp(name, "utf8") == 0) memcpy(name, "utf-8", 6);
}

static bool set_codecs(Proc *p, TextIoOb *t) {
    int reads = io_ask(p, t->buffer, "readable");
    if (reads < 0) return false;
    if (reads) {
        Ob *errors = errors_text(p, t);
        Ob *decoder = errors ? io_decoder_new(p, errors, t->readuniversal, t->readtranslate) : NULL;
        ob_xdecref(p, errors);
        if (!decoder) return false;
        field_set_take(p, &t->decoder, decoder, t, SLOT_STREAM, IO_SLOT_DECODER);
    }
    int writes = io_ask(p, t->buffer, "writable");
    if (writes < 0) return false;
    if (writes) {
        Ob *errors = errors_text(p, t);
        Ob *encoder = errors ? io_encoder_new(p, errors) : NULL;
        ob_xdecref(p, errors);
        if (!encoder) return false;
        field_set_take(p, &t->encoder, encoder, t, SLOT_STREAM, IO_SLOT_ENCODER);
        t->encodefunc = 1;
    }
    return true;
}

static int text_tp_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"buffer",  "encoding",       "errors",
                                        "newline", "line_buffering", "write_through"};
    static const Signature signature = {"TextIOWrapper", names, 6, 0, 1, 6};
    TextIoOb *t = (TextIoOb *)o;
    Ob *given[6];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return -1;
    for (int i = 1; i <= 3; i++)
        if (!str_or_none(p, given[i], i + 1, names[i])) return -1;
    int line_buffering = given[4] ? ob_is_true(p, given[4]) : 0;
    int write_through = given[5] ? ob_is_true(p, given[5]) : 0;
    if (line_buffering < 0 || write_through < 0) return -1;
    ob_ops(o)->clear(p, o);
    t->detached = 0;
    t->writenl = 0;
    if (!set_encoding(p, t, given[1], given[2]) || !set_newline(p, t, given[3])) return -1;
    t->chunk_size = IO_CHUNK_SIZE;
    t->line_buffering = (int8_t)line_buffering;
    t->write_through = (int8_t)write_through;
    t->decoded_chars_used = t->pending_bytes_count = 0;
    field_hold(p, &t->buffer, given[0], t, SLOT_STREAM, IO_SLOT_BUFFER);
    if (!set_codecs(p, t)) return -1;
    TypeId below = ob_kind(t->buffer);
    if (!(t->buffer->ob_type->flags & TYPE_HEAP) && below >= TYPE_BUFFERED_READER &&
        below <= TYPE_BUFFERED_RANDOM && ((BufferedOb *)t->buffer)->raw)
        field_hold(p, &t->raw, ((BufferedOb *)t->buffer)->raw, t, SLOT_STREAM, IO_SLOT_RAW);
    int seekable = io_ask(p, t->buffer, "seekable");
    if (seekable < 0) return -1;
    t->seekable = t->telling = (int8_t)seekable;
    t->has_read1 = 1;
    if (seekable && t->encoder) { /* at the start of a stream? */
        Ob *at = ob_call_method(p, t->buffer, "tell", NULL, 0);
        if (!at) return -1;
        t->encoding_start_of_stream = !ob_is_true(p, at);
        ob_decref(p, at);
    }
    t->ok = 1;
    return 0;
}

static Ob *text_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return instance_alloc(p, type, 0);
}

/* ---- methods --------------------------------------------------------------------------------- */

static bool text_check_attached(Proc *p, TextIoOb *t) {
    if (t->ok && !t->detached) return true;
    err_format(p, EXC_ValueError,
               t->ok || t->detached ? "underlying buffer has been detached"
                                    : "I/O operation on uninitialized object");
    return false;
}

static bool ready(Proc *p, TextIoOb *t) {
    return text_check_attached(p, t) && io_check_open(p, &t->base, "I/O operation on closed file.");
}

#define METHOD(name)                                                                               \
    static Ob *text_m_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)
#define TAKES(name, min, max)                                                                      \
    TextIoOb *t = (TextIoOb *)self;                                                                \
    (void)args, (void)t;                                                                           \
    if (!method_args(p, "TextIOWrapper." name, nargs, min, max, kwnames)) return NULL
/* The same of one that reads its arguments by a format. */
#define PARSES(name, min, max)                                                                     \
    TextIoOb *t = (TextIoOb *)self;                                                                \
    (void)args, (void)t;                                                                           \
    if (!args_check_format(p, "TextIOWrapper." name, nargs, min, max, kwnames)) return NULL
#define FORWARD(name)                                                                              \
    METHOD(name) {                                                                                 \
        TAKES(#name, 0, 0);                                                                        \
        return text_check_attached(p, t) ? ob_call_method(p, t->buffer, #name, NULL, 0) : NULL;    \
    }
FORWARD(fileno)
FORWARD(seekable)
FORWARD(readable)
FORWARD(writable)
FORWARD(isatty)

METHOD(write) {
    TAKES("write", 1, 1);
    if (!ob_is(args[0], TYPE_STR)) {
        if (args[0] == OB_NONE(p))
            return err_format(p, EXC_TypeError, "write() argument must be str, not None");
        return err_format(p, EXC_TypeError, "write() argument must be str, not %N",
                          args[0]->ob_type);
    }
    return ready(p, t) ? text_write(p, t, args[0]) : NULL;
}
METHOD(read) {
    PARSES("read", 0, 1);
    int64_t n;
    if (!io_size_arg(p, args, nargs, &n)) return NULL;
    return ready(p, t) ? text_read(p, t, n) : NULL;
}
METHOD(readline) {
    TAKES("readline", 0, 1);
    int64_t limit = -1;
    if (nargs && ob_as_ssize_arg(p, args[0], &limit) < 0) return NULL;
    return ready(p, t) ? text_readline(p, t, limit) : NULL;
}
METHOD(flush) {
    TAKES("flush", 0, 0);
    if (!ready(p, t)) return NULL;
    t->telling = t->seekable;
    return text_write_pending(p, t) ? ob_call_method(p, t->buffer, "flush", NULL, 0) : NULL;
}
METHOD(tell) {
    TAKES("tell", 0, 0);
    return ready(p, t) ? text_tell(p, t) : NULL;
}
METHOD(seek) {
    PARSES("seek", 1, 2);
    int64_t whence = 0;
    if (nargs > 1 && ob_as_int_arg(p, args[1], &whence) < 0) return NULL;
    return ready(p, t) ? text_seek(p, t, args[0], whence) : NULL;
}
METHOD(truncate) {
    TAKES("truncate", 0, 1);
    if (!text_check_attached(p, t) || !text_flush_below(p, t)) return NULL;
    Ob *size = nargs ? args[0] : OB_NONE(p);
    return ob_call_method(p, t->buffer, "truncate", &size, 1);
}
METHOD(detach) {
    TAKES("detach", 0, 0);
    if (!text_check_attached(p, t) || !text_flush_below(p, t)) return NULL;
    Ob *buffer = t->buffer;
    t->buffer = NULL;
    t->detached = 1;
    return buffer;
}

METHOD(close) {
    TAKES("close", 0, 0);
    if (!text_check_attached(p, t)) return NULL;
    int closed = io_closed(p, self);
    if (closed) return closed < 0 ? NULL : none(p);
    if (t->finalizing) io_dealloc_warn(p, self, self);
    Ob *flushed = ob_call_method(p, self, "flush", NULL, 0),
       *failed = flushed ? NULL : err_fetch(p);
    ob_xdecref(p, flushed);
    Ob *result = ob_call_method(p, t->buffer, "close", NULL, 0);
    if (!failed) return result;
    if (!result) {
        ob_decref(p, failed);
        return NULL;
    }
    ob_decref(p, result);
    err_restore(p, failed);
    return NULL;
}

METHOD(reconfigure) {
    static const char *const names[] = {"encoding", "errors", "newline", "line_buffering",
                                        "write_through"};
    static const Signature signature = {"reconfigure", names, 5, 0, 0, 0};
    TextIoOb *t = (TextIoOb *)self;
    Ob *given[5];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    for (int i = 0; i < 3; i++) {
        if (!given[i] || given[i] == OB_NONE(p) || ob_is(given[i], TYPE_STR)) continue;
        if (py_reconfigure_argument_bare(p))
            return err_format(p, EXC_TypeError, "bad argument type for built-in operation");
        return err_format(p, EXC_TypeError,
                          "reconfigure() argument '%s' must be str or None, not %N", names[i],
                          given[i]->ob_type);
    }
    if (given[0] || given[1] || given[2])
        return io_unsupported(p,
                              "It is not possible to set the encoding or newline of stream after "
                              "the first read");
    int8_t *const flags[] = {&t->line_buffering, &t->write_through};
    for (size_t i = 0; i < ARRAY_LEN(flags); i++) {
        Ob *value = given[3 + i];
        int yes = !value || value == OB_NONE(p) ? *flags[i] : ob_is_true(p, value);
        if (yes < 0 || !text_flush_below(p, t)) return NULL;
        *flags[i] = (int8_t)yes;
    }
    return none(p);
}

static const MethodDef text_methods[] = {
    {"detach", text_m_detach, 0, "detach()"},
    {"reconfigure", text_m_reconfigure, 0, "reconfigure(*, line_buffering=None)"},
    {"write", text_m_write, 0, "write(text)"},
    {"read", text_m_read, 0, "read(size=-1)"},
    {"readline", text_m_readline, 0, "readline(size=-1)"},
    {"flush", text_m_flush, 0, "flush()"},
    {"close", text_m_close, 0, "close()"},
    {"fileno", text_m_fileno, 0, "fileno()"},
    {"seekable", text_m_seekable, 0, "seekable()"},
    {"readable", text_m_readable, 0, "readable()"},
    {"writable", text_m_writable, 0, "writable()"},
    {"isatty", text_m_isatty, 0, "isatty()"},
    {"seek", text_m_seek, 0, "seek(cookie, whence=0)"},
    {"tell", text_m_tell, 0, "tell()"},
    {"truncate", text_m_truncate, 0, "truncate(pos=None)"},
    {NULL, NULL, 0, NULL},
};

/* ---- attributes ------------------------------------------------------------------------------ */

static Ob *value_or_none(Proc *p, Ob *o) { return o ? ob_newref(p, o) : none(p); }
static Ob *get_encoding(Proc *p, Ob *o) { return value_or_none(p, ((TextIoOb *)o)->encoding); }
static Ob *get_errors(Proc *p, Ob *o) {
    return ((TextIoOb *)o)->errors ? errors_text(p, (TextIoOb *)o) : none(p);
}
static Ob *get_buffer(Proc *p, Ob *o) {
    Ob *buffer = ((TextIoOb *)o)->buffer;
    return buffer ? ob_newref(p, buffer) : err_format(p, EXC_AttributeError, "buffer");
}
static Ob *of_buffer(Proc *p, Ob *o, const char *name) {
    TextIoOb *t = (TextIoOb *)o;
    return text_check_attached(p, t) ? ob_getattr_cstr(p, t->buffer, name) : NULL;
}
static Ob *get_name(Proc *p, Ob *o) { return of_buffer(p, o, "name"); }
static Ob *get_closed(Proc *p, Ob *o) { return of_buffer(p, o, "closed"); }
static Ob *get_newlines(Proc *p, Ob *o) {
    TextIoOb *t = (TextIoOb *)o;
    if (!text_check_attached(p, t)) return NULL;
    bool known = t->decoder && ob_is(t->decoder, TYPE_NEWLINE_DECODER);
    return known ? ob_getattr_cstr(p, t->decoder, "newlines") : none(p);
}
static Ob *get_line_buffering(Proc *p, Ob *o) { return truth(p, ((TextIoOb *)o)->line_buffering); }
static Ob *get_write_through(Proc *p, Ob *o) { return truth(p, ((TextIoOb *)o)->write_through); }
static Ob *get_finalizing(Proc *p, Ob *o) { return truth(p, ((TextIoOb *)o)->finalizing); }
static Ob *get_chunk_size(Proc *p, Ob *o) { return int_from_i64(p, ((TextIoOb *)o)->chunk_size); }
static int set_chunk_size(Proc *p, Ob *o, Ob *value) {
    int64_t n;
    if (!value) {
        err_format(p, EXC_AttributeError, "cannot delete attribute");
        return -1;
    }
    if (ob_as_ssize_arg(p, value, &n) < 0) return -1;
    if (n <= 0) {
        err_format(p, EXC_ValueError, "a strictly positive integer is required");
        return -1;
    }
    ((TextIoOb *)o)->chunk_size = n;
    return 0;
}

static const GetSetDef text_getsets[] = {
    {"encoding", get_encoding, NULL},
    {"buffer", get_buffer, NULL},
    {"line_buffering", get_line_buffering, NULL},
    {"write_through", get_write_through, NULL},
    {"_finalizing", get_finalizing, NULL},
    {"name", get_name, NULL},
    {"closed", get_closed, NULL},
    {"newlines", get_newlines, NULL},
    {"errors", get_errors, NULL},
    {"_CHUNK_SIZE", get_chunk_size, set_chunk_size},
    {"__dict__", io_get_dict, NULL},
    {NULL, NULL, NULL},
};

/* ` name=... mode=...`; new. */
static Ob *describe(Proc *p, Ob *o) {
    TextIoOb *t = (TextIoOb *)o;
    Ob *name = io_name(p, o), *mode = NULL;
    if (err_occurred(p)) return NULL;
    if (ob_lookup_attr(p, o, p->ob->io->mode, &mode) < 0) {
        ob_xdecref(p, name);
        return NULL;
    }
    Ob *first = name ? str_format(p, "<_io.TextIOWrapper name=%R", name)
                     : str_from_cstr(p, "<_io.TextIOWrapper");
    Ob *second = first && mode ? str_format(p, "%U mode=%R", first, mode) : NULL;
    Ob *start = second ? second : first;
    Ob *text =
        start && (second || !mode) ? str_format(p, "%U encoding=%R>", start, t->encoding) : NULL;
    if (second) ob_decref(p, first);
    ob_xdecref(p, start);
    ob_xdecref(p, mode);
    ob_xdecref(p, name);
    return text;
}

static Ob *text_repr(Proc *p, Ob *o) {
    if (!((TextIoOb *)o)->ok)
        return err_format(p, EXC_ValueError, "I/O operation on uninitialized object");
    int inside = repr_enter(p, o);
    if (inside > 0)
        err_format(p, EXC_RuntimeError, "reentrant call inside %N.__repr__", o->ob_type);
    if (inside) return NULL;
    Ob *text = describe(p, o);
    repr_leave(p, o);
    return text;
}

/* ---- iteration ------------------------------------------------------------------------------- */

/* textiowrapper_iternext: while lines are taken one after the other, places are not kept. */
static Ob *text_next(Proc *p, Ob *o) {
    TextIoOb *t = (TextIoOb *)o;
    if (!text_check_attached(p, t)) return NULL;
    t->telling = 0;
    Ob *line;
    if (o->ob_type->flags & TYPE_HEAP) {
        line = ob_call_method(p, o, "readline", NULL, 0);
        if (line && !ob_is(line, TYPE_STR)) {
            err_format(p, EXC_OSError, "readline() should have returned a str object, not '%N'",
                       line->ob_type);
            ob_decref(p, line);
            line = NULL;
        }
    } else {
        line =
            io_check_open(p, o, "I/O operation on closed file.") ? text_readline(p, t, -1) : NULL;
    }
    if (!line || str_len(line) > 0) return line;
    ob_decref(p, line);
    field_clear(p, &t->snapshot, t, SLOT_STREAM, IO_SLOT_SNAPSHOT);
    t->telling = t->seekable;
    return NULL;
}

/* ---- life ------------------------------------------------------------------------------------ */

static int text_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    const TextIoOb *t = (const TextIoOb *)o;
    Ob *const held[] = {t->buffer, t->encoding,      t->encoder,       t->decoder,
                        t->readnl, t->decoded_chars, t->pending_bytes, t->snapshot,
                        t->errors, t->raw,           t->dict};
    int stop = 0;
    for (size_t i = 0; !stop && i < ARRAY_LEN(held); i++)
        stop = field_visit(p, held[i], visit, arg);
    return stop;
}

static int text_clear(Proc *p, Ob *o) {
    TextIoOb *t = (TextIoOb *)o;
    t->ok = 0;
    const struct {
        Ob **field;
        IoSlot slot;
    } held[] = {{&t->buffer, IO_SLOT_BUFFER},         {&t->encoding, IO_SLOT_ENCODING},
                {&t->encoder, IO_SLOT_ENCODER},       {&t->decoder, IO_SLOT_DECODER},
                {&t->readnl, IO_SLOT_READNL},         {&t->decoded_chars, IO_SLOT_DECODED},
                {&t->pending_bytes, IO_SLOT_PENDING}, {&t->snapshot, IO_SLOT_SNAPSHOT},
                {&t->errors, IO_SLOT_ERRORS},         {&t->raw, IO_SLOT_RAW}};
    for (size_t i = 0; i < ARRAY_LEN(held); i++)
        field_clear(p, held[i].field, o, SLOT_STREAM, held[i].slot);
    field_clear(p, &t->dict, o, SLOT_DICT, 0);
    return 0;
}

static void text_dealloc(Proc *p, Ob *o) {
    TextIoOb *t = (TextIoOb *)o;
    t->finalizing = 1;
    if (ob_finalize_from_dealloc(p, o)) return;
    t->ok = 0;
    ob_gc_untrack(p, o);
    if (t->weakreflist) weakref_clear_all(p, o);
    text_clear(p, o);
    ob_free(p, o);
}

const TypeOps text_io_ops = {
    .dealloc = text_dealloc,
    .finalize = io_finalize,
    .traverse = text_traverse,
    .clear = text_clear,
    .repr = text_repr,
    .iter = io_iter,
    .iternext = text_next,
    .tp_new = text_tp_new,
    .tp_init = text_tp_init,
    .methods = text_methods,
    .getsets = text_getsets,
};
