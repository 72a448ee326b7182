/* str_codec.c - encode, decode, translate (Objects/unicodeobject.c). Codecs: utf-8, ascii, latin-1;
 * error handlers strict, ignore, replace, backslashreplace, surrogateescape of those. */
#include <string.h>

#include "base/utf8.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/str_internal.h"
#include "object/text/str_writer.h"

Ob *str_decimals_to_ascii(Proc *p, Ob *s) {
    if (str_is_ascii(s)) return ob_newref(p, s);
    Ob *result = str_alloc(p, str_len(s), 127);
    if (!result) return NULL;
    char *out = str_fill(p, result);
    for (int64_t i = 0; i < str_len(s); i++)
        out[i] = unicode_to_ascii(p->s->profile.unicode, str_char(p, s, i));
    return result;
}

typedef enum Codec { CODEC_UTF8, CODEC_ASCII, CODEC_LATIN1, CODEC_UNKNOWN } Codec;
typedef enum Errors {
    ERRORS_STRICT,
    ERRORS_IGNORE,
    ERRORS_REPLACE,
    ERRORS_BACKSLASH,
    ERRORS_UNKNOWN
} Errors;

/* Lower case, '_' and ' ' as '-'. */
static Codec find_codec(const char *name) {
    static const struct {
        const char *name;
        Codec codec;
    } known[] = {
        {"utf-8", CODEC_UTF8},       {"utf8", CODEC_UTF8},      {"u8", CODEC_UTF8},
        {"ascii", CODEC_ASCII},      {"us-ascii", CODEC_ASCII}, {"646", CODEC_ASCII},
        {"latin-1", CODEC_LATIN1},   {"latin1", CODEC_LATIN1},  {"iso-8859-1", CODEC_LATIN1},
        {"iso8859-1", CODEC_LATIN1}, {"8859", CODEC_LATIN1},    {"l1", CODEC_LATIN1},
    };
    char plain[16];
    size_t n = 0;
    for (; name[n]; n++) {
        if (n + 1 >= sizeof(plain)) return CODEC_UNKNOWN;
        char c = name[n];
        plain[n] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c == '_' || c == ' ' ? '-' : c;
    }
    plain[n] = '\0';
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        if (strcmp(known[i].name, plain) == 0) return known[i].codec;
    }
    return CODEC_UNKNOWN;
}

static Errors find_errors(const char *name) {
    if (strcmp(name, "strict") == 0) return ERRORS_STRICT;
    if (strcmp(name, "ignore") == 0) return ERRORS_IGNORE;
    if (strcmp(name, "replace") == 0) return ERRORS_REPLACE;
    if (strcmp(name, "backslashreplace") == 0) return ERRORS_BACKSLASH;
    return ERRORS_UNKNOWN;
}

static bool known_names(Proc *p, const char *encoding, Codec codec) {
    if (codec != CODEC_UNKNOWN) return true;
    err_format(p, EXC_LookupError, "unknown encoding: %s", encoding);
    return false;
}

static bool encodable(uint32_t cp, Codec codec) {
    if (codec == CODEC_ASCII) return cp < 128;
    if (codec == CODEC_LATIN1) return cp < 256;
    return cp < 0xD800 || cp > 0xDFFF;
}

static const char *codec_title(Codec codec) {
    return codec == CODEC_UTF8 ? "utf-8" : codec == CODEC_ASCII ? "ascii" : "latin-1";
}

/* UnicodeEncodeError or UnicodeDecodeError with its five arguments: always NULL. */
static Ob *codec_error(Proc *p, ExcId id, Codec codec, Ob *object, int64_t start, int64_t end,
                       const char *reason) {
    Ob *name = str_from_cstr(p, codec_title(codec));
    Ob *from = name ? int_from_i64(p, start) : NULL;
    Ob *to = from ? int_from_i64(p, end) : NULL;
    Ob *why = to ? str_from_cstr(p, reason) : NULL;
    Ob *args = why ? tuple_pack(p, 5, name, object, from, to, why) : NULL;
    if (args) err_set_object(p, &p->ob->exc[id], args);
    ob_xdecref(p, args);
    ob_xdecref(p, why);
    ob_xdecref(p, to);
    ob_xdecref(p, from);
    ob_xdecref(p, name);
    return NULL;
}

static Ob *encode_error(Proc *p, Ob *s, int64_t i, Codec codec) {
    int64_t end = i + 1;
    while (end < str_len(s) && !encodable(str_char(p, s, end), codec)) end++;
    const char *reason = codec == CODEC_UTF8    ? "surrogates not allowed"
                         : codec == CODEC_ASCII ? "ordinal not in range(128)"
                                                : "ordinal not in range(256)";
    return codec_error(p, EXC_UnicodeEncodeError, codec, s, i, end, reason);
}

Ob *str_float_to_ascii(Proc *p, Ob *s) {
    if (py_numbers_from_utf8(p))
        for (int64_t i = 0; i < str_len(s); i++)
            if (!encodable(str_char(p, s, i), CODEC_UTF8)) return encode_error(p, s, i, CODEC_UTF8);
    return str_decimals_to_ascii(p, s);
}

/* Bytes of one character; out may be NULL. -1: an error that the handler does not take. */
static int64_t encode_char(uint32_t cp, Codec codec, Errors errors, char out[12]) {
    if (!encodable(cp, codec)) {
        switch (errors) {
        case ERRORS_IGNORE: return 0;
        case ERRORS_REPLACE: out[0] = '?'; return 1;
        case ERRORS_BACKSLASH: {
            int digits = cp < 0x100 ? 2 : cp < 0x10000 ? 4 : 8;
            out[0] = '\\';
            out[1] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
            for (int k = 0; k < digits; k++)
                out[2 + k] = "0123456789abcdef"[cp >> (digits - 1 - k) * 4 & 15];
            return digits + 2;
        }
        default: return -1;
        }
    }
    if (codec != CODEC_UTF8) {
        out[0] = (char)cp;
        return 1;
    }
    return (int64_t)utf8_encode(cp, out);
}

Ob *str_to_bytes(Proc *p, Ob *s, const char *encoding, const char *errors) {
    Codec codec = find_codec(encoding);
    if (!known_names(p, encoding, codec)) return NULL;
    Errors handler = find_errors(errors);
    int64_t len = 0;
    char one[12];
    for (int64_t i = 0; i < str_len(s); i++) {
        int64_t n = encode_char(str_char(p, s, i), codec, handler, one);
        if (n < 0 && handler == ERRORS_UNKNOWN) {
            return err_format(p, EXC_LookupError, "unknown error handler name '%s'", errors);
        }
        if (n < 0) return encode_error(p, s, i, codec);
        len += n;
    }
    if (len == 1) { /* single bytes are shared: they need their value first */
        for (int64_t i = 0; i < str_len(s); i++) {
            if (encode_char(str_char(p, s, i), codec, handler, one) == 1)
                return bytes_new(p, one, 1);
        }
    }
    Ob *bytes = bytes_new(p, NULL, (size_t)len);
    if (!bytes) return NULL;
    uint8_t *out = ((BytesOb *)bytes)->ob_sval;
    for (int64_t i = 0; i < str_len(s); i++) {
        int64_t n = encode_char(str_char(p, s, i), codec, handler, one);
        memcpy(out, one, (size_t)n);
        out += n;
    }
    return bytes;
}

/* Bytes that belong to an ill-formed sequence, as the decoder of CPython counts them, and why. */
static int64_t bad_sequence(const uint8_t *s, int64_t left, const char **reason) {
    *reason = "invalid start byte";
    if (s[0] < 0xC2 || s[0] > 0xF4) return 1;
    int64_t need = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
    uint8_t low = s[0] == 0xE0 ? 0xA0 : s[0] == 0xF0 ? 0x90 : 0x80;
    uint8_t high = s[0] == 0xED ? 0x9F : s[0] == 0xF4 ? 0x8F : 0xBF;
    int64_t n = 1;
    for (; n < need && n < left; n++) {
        uint8_t from = n == 1 ? low : 0x80;
        uint8_t to = n == 1 ? high : 0xBF;
        if (s[n] < from || s[n] > to) {
            *reason = "invalid continuation byte";
            return n;
        }
    }
    *reason = "unexpected end of data";
    return n;
}

Ob *bytes_decode(Proc *p, Ob *bytes, const char *encoding, const char *errors) {
    Codec codec = find_codec(encoding);
    if (!known_names(p, encoding, codec)) return NULL;
    Errors handler = find_errors(errors);
    ByteSpan span;
    if (!byte_span(p, bytes, &span)) return NULL;
    const uint8_t *data = span.data;
    int64_t len = span.len;
    if (codec == CODEC_UTF8 && utf8_valid((const char *)data, (size_t)len)) {
        return str_new(p, (const char *)data, (size_t)len);
    }
    StrWriter w = {.min_length = len};
    for (int64_t i = 0; i < len;) {
        uint32_t cp = data[i];
        int64_t used = 1;
        const char *reason = "ordinal not in range(128)";
        bool good = codec == CODEC_LATIN1 || cp < 128;
        if (codec == CODEC_UTF8) {
            used = (int64_t)utf8_decode((const char *)data + i, (size_t)(len - i), &cp);
            good = cp != UTF8_BAD;
            if (!good) used = bad_sequence(data + i, len - i, &reason);
        }
        int status = 0;
        if (good) {
            status = writer_char(p, &w, cp);
        } else if (handler == ERRORS_REPLACE) {
            status = writer_char(p, &w, 0xFFFD);
        } else if (handler == ERRORS_BACKSLASH) {
            for (int64_t k = 0; k < used && status == 0; k++) {
                char text[4] = {'\\', 'x', "0123456789abcdef"[data[i + k] >> 4],
                                "0123456789abcdef"[data[i + k] & 15]};
                status = writer_ascii(p, &w, text, 4);
            }
        } else if (handler == ERRORS_STRICT) {
            Ob *shown =
                ob_is(bytes, TYPE_BYTES) ? ob_newref(p, bytes) : bytes_new(p, data, (size_t)len);
            if (shown) codec_error(p, EXC_UnicodeDecodeError, codec, shown, i, i + used, reason);
            ob_xdecref(p, shown);
            status = -1;
        } else if (handler == ERRORS_UNKNOWN) {
            err_format(p, EXC_LookupError, "unknown error handler name '%s'", errors);
            status = -1;
        }
        if (status < 0) {
            writer_drop(p, &w);
            return NULL;
        }
        i += used;
    }
    return writer_finish(p, &w);
}

/* encoding and errors of encode() and decode(), positional or by name. */
bool codec_args(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames,
                char code[32], char mode[32]) {
    Ob *encoding = nargs > 0 ? args[0] : NULL;
    Ob *errors = nargs > 1 ? args[1] : NULL;
    if (nargs > 2) {
        err_format(p, EXC_TypeError, "%s() takes at most 2 arguments (%zd given)", name,
                   (ptrdiff_t)nargs);
        return false;
    }
    for (int64_t i = 0; kwnames && i < tuple_size(kwnames); i++) {
        Ob *key = tuple_item(kwnames, i);
        if (str_eq_cstr(p, key, "encoding")) {
            encoding = args[nargs + (size_t)i];
        } else if (str_eq_cstr(p, key, "errors")) {
            errors = args[nargs + (size_t)i];
        } else {
            err_unexpected_keyword(p, name, key);
            return false;
        }
    }
    memcpy(code, "utf-8", 6);
    memcpy(mode, "strict", 7);
    Ob *const given[2] = {encoding, errors};
    for (int i = 0; i < 2; i++) {
        if (!given[i]) continue;
        if (!ob_is(given[i], TYPE_STR)) {
            err_argument_type(p, name, i + 1, i ? "errors" : "encoding", "str", given[i]);
            return false;
        }
        str_utf8(p, given[i], i ? mode : code, 32);
    }
    return true;
}

STR_METHOD(encode) {
    char code[32];
    char mode[32];
    if (!parser_ready(p, PARSER_STR_ENCODE, kwnames != NULL)) return NULL;
    if (!codec_args(p, "encode", args, nargs, kwnames, code, mode)) return NULL;
    return str_to_bytes(p, self, code, mode);
}

/* ---- translate ------------------------------------------------------------------------------- */

STR_METHOD(translate) {
    if (!args_check(p, "translate", nargs, 1, 1, kwnames)) return NULL;
    StrWriter w = {.overallocate = true, .min_length = str_len(self)};
    for (int64_t i = 0; i < str_len(self); i++) {
        uint32_t cp = str_char(p, self, i);
        Ob *key = int_from_i64(p, cp);
        Ob *to = key ? ob_getitem(p, args[0], key) : NULL;
        ob_xdecref(p, key);
        int status = -1;
        int64_t code;
        if (!to && err_matches(p, EXC_LookupError)) {
            err_clear(p);
            status = writer_char(p, &w, cp);
        } else if (to == OB_NONE(p)) {
            status = 0;
        } else if (to && ob_is(to, TYPE_STR)) {
            status = writer_str(p, &w, to);
        } else if (to && ob_is(to, TYPE_INT)) {
            if (int_as_i64(p, to, &code) && code >= 0 && code <= 0x10ffff) {
                status = writer_char(p, &w, (uint32_t)code);
            } else {
                err_format(p, EXC_ValueError, "character mapping must be in range(0x110000)");
            }
        } else if (to) {
            err_format(p, EXC_TypeError, "character mapping must return integer, None or str");
        }
        ob_xdecref(p, to);
        if (status < 0) {
            writer_drop(p, &w);
            return NULL;
        }
    }
    return writer_finish(p, &w);
}

/* One pair of the table: steals key and value. */
static int put_pair(Proc *p, Ob *dict, Ob *key, Ob *value) {
    int status = key && value ? dict_setitem(p, dict, key, value) : -1;
    ob_xdecref(p, key);
    ob_xdecref(p, value);
    return status;
}

static int fill_from_dict(Proc *p, Ob *table, Ob *from) {
    if (!ob_is_dict(from)) {
        err_format(p, EXC_TypeError,
                   "if you give only one argument to maketrans it must be a dict");
        return -1;
    }
    int64_t position = 0;
    Ob *key;
    Ob *value;
    while (dict_next(p, from, &position, &key, &value)) {
        Ob *code;
        if (ob_is(key, TYPE_STR)) {
            if (str_len(key) != 1) {
                err_format(p, EXC_ValueError, "string keys in translate table must be of length 1");
                return -1;
            }
            code = int_from_i64(p, str_char(p, key, 0));
        } else if (ob_is(key, TYPE_INT)) {
            code = ob_newref(p, key);
        } else {
            err_format(p, EXC_TypeError, "keys in translate table must be strings or integers");
            return -1;
        }
        if (put_pair(p, table, code, ob_newref(p, value)) < 0) return -1;
    }
    return 0;
}

STR_METHOD(maketrans) {
    (void)self;
    if (!args_check_format(p, "maketrans", nargs, 1, 3, kwnames)) return NULL;
    Ob *table = dict_new(p);
    if (!table) return NULL;
    int status = 0;
    if (nargs == 1) {
        status = fill_from_dict(p, table, args[0]);
    } else if (!ob_is(args[0], TYPE_STR)) {
        err_format(p, EXC_TypeError,
                   "first maketrans argument must be a string if there is a second argument");
        status = -1;
    } else if (!str_arg(p, "maketrans", "argument 2", args[1]) ||
               (nargs == 3 && !str_arg(p, "maketrans", "argument 3", args[2]))) {
        status = -1;
    } else if (str_len(args[0]) != str_len(args[1])) {
        err_format(p, EXC_ValueError, "the first two maketrans arguments must have equal length");
        status = -1;
    } else {
        for (int64_t i = 0; i < str_len(args[0]) && status == 0; i++) {
            status = put_pair(p, table, int_from_i64(p, str_char(p, args[0], i)),
                              int_from_i64(p, str_char(p, args[1], i)));
        }
        for (int64_t i = 0; nargs == 3 && i < str_len(args[2]) && status == 0; i++) {
            status = put_pair(p, table, int_from_i64(p, str_char(p, args[2], i)),
                              ob_newref(p, OB_NONE(p)));
        }
    }
    if (status == 0) return table;
    ob_decref(p, table);
    return NULL;
}
