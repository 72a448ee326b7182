/* codec.c - between bytes and text: the encoder and decoder objects of a TextIOWrapper, and
 * IncrementalNewlineDecoder (Lib/codecs.py, Lib/encodings/utf_8.py, Modules/_io/textio.c).
 *
 * The first two are instances of classes that CPython writes in Python; they are here for what they
 * keep, and what their methods would do is done in C. Entry: io_decode. */
#include <string.h>

#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/io/io.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"

/* ---- the classes ----------------------------------------------------------------------------- */

static TypeOb *make_class(Proc *p, const char *name, const char *module, TypeOb *first,
                          TypeOb *second) {
    Ob *name_str = str_interned_cstr(p, name), *dict = dict_new(p),
       *where = str_from_cstr(p, module);
    Ob *bases = second ? tuple_pack(p, 2, &first->base.ob, &second->base.ob) : tuple_new(p, 0);
    int failed = dict_setitem_cstr(p, dict, "__module__", where);
    Ob *type = type_new_class(p, type_of_id(p, TYPE_TYPE), name_str, bases, dict, NULL);
    OURO_ASSERT(failed == 0 && type != NULL);
    ob_decref(p, bases);
    ob_decref(p, where);
    ob_decref(p, dict);
    ob_decref(p, name_str);
    return (TypeOb *)type;
}

typedef enum CodecSide { ENCODES, DECODES } CodecSide;

/* The class is an attribute of the codec, and the cache of such look-ups keeps the name, a new string
 * each time (codec_makeincrementalcodec; Objects/typeobject.c, _PyType_Lookup). */
static bool look_up(Proc *p, CodecSide side) {
    static const char *const attributes[] = {"incrementalencoder", "incrementaldecoder"};
    Ob *name = str_from_cstr(p, attributes[side]), *old = p->ob->io->looked_up[side];
    if (!name) return false;
    p->ob->io->looked_up[side] = name;
    ob_xdecref(p, old);
    return true;
}

/* An instance with `errors` and `buffer`, no part of the program's story. Takes `buffer`. */
static Ob *codec_new(Proc *p, CodecSide side, Ob *errors, Ob *buffer) {
    IoState *io = p->ob->io;
    img_serve(p);
    Ob *args = buffer && look_up(p, side) ? tuple_pack(p, 1, errors) : NULL;
    Ob *codec = args ? instance_alloc(p, side == ENCODES ? io->encoder : io->decoder, 0) : NULL;
    if (codec && (ob_setattr(p, codec, io->errors, errors) < 0 ||
                  ob_setattr(p, codec, io->buffer, buffer) < 0)) {
        ob_decref(p, codec);
        codec = NULL;
    }
    ob_xdecref(p, args);
    ob_xdecref(p, buffer);
    img_serve_end(p);
    return codec;
}

Ob *io_encoder_new(Proc *p, Ob *errors) {
    return codec_new(p, ENCODES, errors, str_from_cstr(p, ""));
}

/* The instances of the standard streams, which are made before the program begins: each leaves less
 * room for later ones. */
static void make_standard(Proc *p) {
    Ob *strict = str_interned_cstr(p, "strict");
    Ob *made[] = {io_encoder_new(p, strict), io_encoder_new(p, strict),
                  io_decoder_new(p, strict, false, false)};
    for (size_t i = 0; i < ARRAY_LEN(made); i++) ob_xdecref(p, made[i]);
    ob_decref(p, strict);
}

/* ---- IncrementalNewlineDecoder --------------------------------------------------------------- */

static Ob *newline_decoder_new(Proc *p, TypeOb *type, Ob *decoder, bool translate, Ob *errors) {
    NewlineDecoderOb *d = (NewlineDecoderOb *)instance_alloc(p, type, 0);
    if (!d) return NULL;
    d->flags = translate ? NL_TRANSLATE : 0;
    field_hold(p, &d->decoder, decoder, d, SLOT_STREAM, IO_SLOT_DECODER);
    field_hold(p, &d->errors, errors, d, SLOT_STREAM, IO_SLOT_ERRORS);
    return &d->base;
}

Ob *io_decoder_new(Proc *p, Ob *errors, bool universal, bool translate) {
    Ob *decoder = codec_new(p, DECODES, errors, bytes_new(p, NULL, 0));
    if (!universal || !decoder) return decoder;
    img_serve(p);
    Ob *strict = str_interned_cstr(p, "strict");
    Ob *outer = strict ? newline_decoder_new(p, type_of_id(p, TYPE_NEWLINE_DECODER), decoder,
                                             translate, strict)
                       : NULL;
    ob_xdecref(p, strict);
    ob_decref(p, decoder);
    img_serve_end(p);
    return outer;
}

/* The ends of lines in a decoded text: a lone CR at the end waits, CR LF and CR become LF when they
 * are translated, and what was seen is noted (_PyIncrementalNewlineDecoder_decode). Takes `text`. */
static Ob *decode_newlines(Proc *p, NewlineDecoderOb *d, Ob *text, bool final) {
    if (text && d->flags & NL_PENDING_CR && (final || str_len(text) > 0)) {
        Ob *cr = str_from_char(p, '\r'), *longer = cr ? str_concat(p, cr, text) : NULL;
        ob_xdecref(p, cr);
        ob_decref(p, text);
        text = longer;
        d->flags &= (uint8_t)~NL_PENDING_CR;
    }
    if (!text) return NULL;
    int64_t len = str_len(text);
    if (!final && len > 0 && str_char(p, text, len - 1) == '\r') {
        Ob *shorter = str_substring(p, text, 0, len - 1);
        ob_decref(p, text);
        if (!shorter) return NULL;
        text = shorter;
        d->flags |= NL_PENDING_CR;
        len--;
    }
    bool any_cr = false;
    for (int64_t i = 0; i < len; i++) {
        uint32_t c = str_char(p, text, i);
        if (c != '\r' && c != '\n') continue;
        bool pair = c == '\r' && i + 1 < len && str_char(p, text, i + 1) == '\n';
        any_cr |= c == '\r';
        d->flags |= c == '\n' ? NL_SEEN_LF : pair ? NL_SEEN_CRLF : NL_SEEN_CR;
        if (pair) i++;
    }
    if (!any_cr || !(d->flags & NL_TRANSLATE)) return text;
    Ob *crlf = str_from_cstr(p, "\r\n"), *cr = str_from_char(p, '\r'), *lf = str_from_char(p, '\n');
    for (int i = 0; i < 2 && text && crlf && cr && lf; i++) {
        Ob *args[] = {i ? cr : crlf, lf};
        Ob *next = ob_call_method(p, text, "replace", args, 2);
        ob_decref(p, text);
        text = next;
    }
    ob_xdecref(p, lf);
    ob_xdecref(p, cr);
    ob_xdecref(p, crlf);
    return text;
}

void io_boot(Proc *p) {
    IoState *io = p->ob->io = img_carve(p, SEG_STATE, sizeof *io, 64);
    io->unsupported = make_class(p, "UnsupportedOperation", "io", &p->ob->exc[EXC_OSError],
                                 &p->ob->exc[EXC_ValueError]);
    file_open_standard(p);
    io->encoder = make_class(p, "IncrementalEncoder", "encodings.utf_8", NULL, NULL);
    io->decoder = make_class(p, "IncrementalDecoder", "encodings.utf_8", NULL, NULL);
    const struct {
        Ob **at;
        const char *text;
    } names[] = {{&io->name, "name"},     {&io->mode, "mode"},
                 {&io->closed, "closed"}, {&io->base_closed, "__IOBase_closed"},
                 {&io->errors, "errors"}, {&io->buffer, "buffer"}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        *names[i].at = str_interned_cstr(p, names[i].text);
    make_standard(p);
    OURO_ASSERT(err_occurred(p) == NULL);
}

/* ---- decoding -------------------------------------------------------------------------------- */

/* Bytes at the end that are the beginning of a character. */
static int64_t utf8_unfinished(const uint8_t *data, int64_t len) {
    for (int64_t n = 1; n <= 3 && n <= len; n++) {
        uint8_t c = data[len - n];
        if ((c & 0xC0) == 0x80) continue;
        int64_t need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        return c < 0xF5 && need > n ? n : 0;
    }
    return 0;
}

static Ob *inner_decoder(const TextIoOb *t) {
    return ob_is(t->decoder, TYPE_NEWLINE_DECODER) ? ((NewlineDecoderOb *)t->decoder)->decoder
                                                   : t->decoder;
}

/* BufferedIncrementalDecoder.decode: what waited comes first. */
static Ob *decode_plain(Proc *p, TextIoOb *t, Ob *bytes, bool final) {
    char codec[32], errors[32];
    text_codec(p, t, codec, errors);
    Ob *decoder = inner_decoder(t), *waiting = ob_getattr(p, decoder, p->ob->io->buffer);
    Ob *data = waiting && ob_is(waiting, TYPE_BYTES) ? ob_binary(p, BIN_ADD, waiting, bytes) : NULL;
    ob_xdecref(p, waiting);
    if (!data) return NULL;
    int64_t len = bytes_len(data);
    int64_t left =
        final || strcmp(codec, "utf-8") != 0 ? 0 : utf8_unfinished(bytes_data(data), len);
    Ob *whole = left ? bytes_new(p, bytes_data(data), (size_t)(len - left)) : ob_newref(p, data);
    Ob *text = whole ? bytes_decode(p, whole, codec, errors) : NULL;
    Ob *rest = text ? bytes_new(p, bytes_data(data) + (len - left), (size_t)left) : NULL;
    if (text && (!rest || ob_setattr(p, decoder, p->ob->io->buffer, rest) < 0)) {
        ob_decref(p, text);
        text = NULL;
    }
    ob_xdecref(p, rest);
    ob_xdecref(p, whole);
    ob_decref(p, data);
    return text;
}

Ob *io_decode(Proc *p, TextIoOb *t, Ob *bytes, bool final) {
    if (!ob_is(bytes, TYPE_BYTES)) {
        return err_format(p, EXC_TypeError,
                          "underlying read() should have returned a bytes-like object, not '%N'",
                          bytes->ob_type);
    }
    img_serve(p);
    Ob *text = decode_plain(p, t, bytes, final);
    img_serve_end(p);
    return ob_is(t->decoder, TYPE_NEWLINE_DECODER)
               ? decode_newlines(p, (NewlineDecoderOb *)t->decoder, text, final)
               : text;
}

void io_decoder_reset(Proc *p, TextIoOb *t) {
    if (!t->decoder) return;
    if (ob_is(t->decoder, TYPE_NEWLINE_DECODER))
        ((NewlineDecoderOb *)t->decoder)->flags &= NL_TRANSLATE;
    Ob *empty = bytes_new(p, NULL, 0);
    if (!empty || ob_setattr(p, inner_decoder(t), p->ob->io->buffer, empty) < 0) err_clear(p);
    ob_xdecref(p, empty);
}

/* ---- the type -------------------------------------------------------------------------------- */

static Ob *newline_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"decoder", "translate", "errors"};
    static const Signature signature = {"IncrementalNewlineDecoder", names, 3, 0, 2, 3};
    Ob *given[3];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    int translate = ob_is_true(p, given[1]);
    if (translate < 0) return NULL;
    Ob *errors = given[2] ? ob_newref(p, given[2]) : str_interned_cstr(p, "strict");
    Ob *o = errors ? newline_decoder_new(p, type, given[0], translate, errors) : NULL;
    ob_xdecref(p, errors);
    return o;
}

static Ob *newline_decode(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"input", "final"};
    static const Signature signature = {"decode", names, 2, 0, 1, 2};
    NewlineDecoderOb *d = (NewlineDecoderOb *)self;
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    int final = given[1] ? ob_is_true(p, given[1]) : 0;
    if (final < 0) return NULL;
    Ob *two[] = {given[0], final ? p->ob->true_ : p->ob->false_};
    Ob *text = d->decoder == OB_NONE(p) ? ob_newref(p, given[0])
                                        : ob_call_method(p, d->decoder, "decode", two, 2);
    if (text && !ob_is(text, TYPE_STR)) {
        err_format(p, EXC_TypeError, "decoder should return a string result, not '%N'",
                   text->ob_type);
        ob_decref(p, text);
        return NULL;
    }
    return decode_newlines(p, d, text, final);
}

static Ob *newline_reset(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    NewlineDecoderOb *d = (NewlineDecoderOb *)self;
    (void)args;
    if (!method_args(p, "IncrementalNewlineDecoder.reset", nargs, 0, 0, kwnames)) return NULL;
    d->flags &= NL_TRANSLATE;
    return d->decoder == OB_NONE(p) ? ob_newref(p, OB_NONE(p))
                                    : ob_call_method(p, d->decoder, "reset", NULL, 0);
}

static const MethodDef newline_methods[] = {
    {"decode", newline_decode, 0, "decode(input, final=False)"},
    {"reset", newline_reset, 0, "reset()"},
    {NULL, NULL, 0, NULL},
};

static Ob *get_newlines(Proc *p, Ob *o) {
    static const char *const ends[] = {"\r", "\n", "\r\n"};
    unsigned seen = ((NewlineDecoderOb *)o)->flags / NL_SEEN_CR;
    Ob *found[3];
    int64_t n = 0;
    for (unsigned i = 0; i < ARRAY_LEN(ends); i++) {
        if (!(seen >> i & 1)) continue;
        found[n] = str_from_cstr(p, ends[i]);
        if (found[n]) n++;
    }
    Ob *result = err_occurred(p) ? NULL
                 : n == 0        ? ob_newref(p, OB_NONE(p))
                 : n == 1        ? ob_newref(p, found[0])
                                 : tuple_from_array(p, found, n);
    for (int64_t i = 0; i < n; i++) ob_decref(p, found[i]);
    return result;
}

static const GetSetDef newline_getsets[] = {
    {"newlines", get_newlines, NULL},
    {NULL, NULL, NULL},
};

static int newline_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    const NewlineDecoderOb *d = (const NewlineDecoderOb *)o;
    int stop = field_visit(p, d->decoder, visit, arg);
    return stop ? stop : field_visit(p, d->errors, visit, arg);
}

static int newline_clear(Proc *p, Ob *o) {
    NewlineDecoderOb *d = (NewlineDecoderOb *)o;
    field_clear(p, &d->decoder, o, SLOT_STREAM, IO_SLOT_DECODER);
    field_clear(p, &d->errors, o, SLOT_STREAM, IO_SLOT_ERRORS);
    return 0;
}

static void newline_dealloc(Proc *p, Ob *o) {
    if (ob_is_gc(o)) ob_gc_untrack(p, o);
    newline_clear(p, o);
    ob_free(p, o);
}

const TypeOps newline_decoder_ops = {
    .dealloc = newline_dealloc,
    .traverse = newline_traverse,
    .clear = newline_clear,
    .tp_new = newline_tp_new,
    .methods = newline_methods,
    .getsets = newline_getsets,
};
