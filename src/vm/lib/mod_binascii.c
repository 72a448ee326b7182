/* mod_binascii.c - the module binascii: bytes as text and back, checks of bytes (Modules/binascii.c). */
#include <stdio.h>

#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/import/c_modules.h"

static const char hex_digits[] = "0123456789abcdef";
static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* binascii.Error, which the module has from its beginning. Always NULL. */
static Ob *fail(Proc *p, const char *text) {
    Ob *module = dict_getitem_cstr(p, p->ob->modules, "binascii"), *type = NULL;
    if (module) type = ob_getattr_cstr(p, module, "Error");
    Ob *words = type ? str_from_cstr(p, text) : NULL;
    if (words) err_set_object(p, (TypeOb *)type, words);
    ob_xdecref(p, words);
    ob_xdecref(p, type);
    return NULL;
}

/* Bytes, or a text of ASCII (ascii_buffer_converter). */
static bool text_or_bytes(Proc *p, Ob *o, ByteSpan *span) {
    if (!ob_is(o, TYPE_STR)) {
        if (ob_has_buffer(o)) return byte_span(p, o, span);
        err_format(p, EXC_TypeError, "argument should be bytes, buffer or ASCII string, not '%N'",
                   o->ob_type);
        return false;
    }
    if (str_kind(o) != 1 || !str_is_ascii(o)) {
        err_format(p, EXC_ValueError, "string argument should contain only ASCII characters");
        return false;
    }
    *span = (ByteSpan){str_data(p, o), str_len(o)};
    return true;
}

/* ---- hexadecimal ----------------------------------------------------------------------------- */

static Ob *hexlify(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    static const char *const names[] = {"data", "sep", "bytes_per_sep"};
    static const Signature signature = {"hexlify", names, 3, 0, 1, 3};
    Ob *given[3];
    ByteSpan span;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (!byte_span(p, given[0], &span)) return NULL;
    if (given[1]) { /* bytes.hex() knows the rest */
        Ob *bytes = bytes_new(p, span.data, (size_t)span.len);
        Ob *text = bytes ? ob_call_method(p, bytes, "hex", given + 1, given[2] ? 2 : 1) : NULL;
        Ob *made = text ? bytes_new(p, str_data(p, text), (size_t)str_len(text)) : NULL;
        ob_xdecref(p, bytes);
        ob_xdecref(p, text);
        return made;
    }
    Ob *made = bytes_new(p, NULL, (size_t)size_mul(span.len, 2));
    if (!made) return NULL;
    uint8_t *to = bytes_room(made);
    for (int64_t i = 0; i < span.len; i++) {
        to[2 * i] = (uint8_t)hex_digits[span.data[i] >> 4];
        to[2 * i + 1] = (uint8_t)hex_digits[span.data[i] & 15];
    }
    img_work(p, (uint64_t)span.len / 64);
    return made;
}

static int digit_value(uint8_t c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static Ob *unhexlify(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    ByteSpan span;
    if (!args_check(p, "binascii.unhexlify", nargs, 1, 1, kwnames)) return NULL;
    if (!text_or_bytes(p, args[0], &span)) return NULL;
    if (span.len % 2) return fail(p, "Odd-length string");
    Ob *made = bytes_new(p, NULL, (size_t)(span.len / 2));
    if (!made) return NULL;
    uint8_t *to = bytes_room(made);
    for (int64_t i = 0; i < span.len / 2; i++) {
        int high = digit_value(span.data[2 * i]), low = digit_value(span.data[2 * i + 1]);
        if (high < 0 || low < 0) {
            ob_decref(p, made);
            return fail(p, "Non-hexadecimal digit found");
        }
        to[i] = (uint8_t)(high << 4 | low);
    }
    return made;
}

/* ---- base64 ---------------------------------------------------------------------------------- */

static Ob *b2a_base64(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    static const char *const names[] = {"data", "newline"};
    static const Signature signature = {"b2a_base64", names, 2, 1, 1, 1};
    Ob *given[2];
    ByteSpan span;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    int newline = given[1] ? ob_is_true(p, given[1]) : 1;
    if (newline < 0 || !byte_span(p, given[0], &span)) return NULL;
    int64_t len = size_mul(size_add(span.len, 2) / 3, 4);
    Ob *made = bytes_new(p, NULL, (size_t)size_add(len, newline));
    if (!made || len + newline == 0) return made;
    uint8_t *to = bytes_room(made);
    for (int64_t i = 0; i < span.len; i += 3) {
        int64_t left = span.len - i;
        uint32_t three = (uint32_t)span.data[i] << 16 |
                         (left > 1 ? (uint32_t)span.data[i + 1] << 8 : 0) |
                         (left > 2 ? span.data[i + 2] : 0);
        for (int j = 0; j < 4; j++)
            *to++ = j > left ? '=' : (uint8_t)base64_digits[three >> (18 - 6 * j) & 63];
    }
    if (newline) *to = '\n';
    img_work(p, (uint64_t)span.len / 64);
    return made;
}

static int base64_value(uint8_t c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* binascii_a2b_base64_impl: characters that are no digits are passed over, unless it is strict (3.11+). */
static Ob *a2b_base64(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    static const char *const names[] = {"data", "strict_mode"};
    static const Signature signature = {"a2b_base64", names, 2, 1, 1, 1};
    Ob *given[2];
    ByteSpan span;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    int strict = given[1] ? ob_is_true(p, given[1]) : 0;
    if (strict < 0 || !text_or_bytes(p, given[0], &span)) return NULL;
    if (strict && span.len && span.data[0] == '=') return fail(p, "Leading padding not allowed");
    Ob *room = bytes_new(p, NULL, (size_t)(size_add(span.len, 3) / 4 * 3 + 2));
    if (!room) return NULL;
    uint8_t *to = bytes_room(room), left = 0;
    int64_t len = 0;
    int quad = 0, pads = 0;
    const char *wrong = NULL;
    for (int64_t i = 0; i < span.len && !wrong; i++) {
        uint8_t c = span.data[i];
        if (c == '=') {
            if (quad >= 2 && quad + ++pads >= 4) {
                if (strict && i + 1 < span.len) wrong = "Excess data after padding";
                quad = 0;
                pads = 0;
                left = 0;
                if (strict || len) goto done; /* a whole group ends the data */
            } else if (strict && quad < 2) {
                wrong = "Discontinuous padding not allowed";
            }
            continue;
        }
        int value = base64_value(c);
        if (value < 0) {
            if (strict) wrong = "Only base64 data is allowed";
            continue;
        }
        if (strict && pads) wrong = "Discontinuous padding not allowed";
        pads = 0;
        static const uint8_t keeps[] = {63, 15, 3, 0};
        if (quad) to[len++] = (uint8_t)(left << (2 * quad) | value >> (6 - 2 * quad));
        left = (uint8_t)value & keeps[quad];
        quad = (quad + 1) % 4;
    }
done:;
    Ob *made = NULL;
    if (!wrong && quad == 1) {
        char text[120];
        snprintf(text, sizeof text,
                 "Invalid base64-encoded string: number of data characters (%lld) cannot be 1 more "
                 "than a multiple of 4",
                 (long long)(len / 3 * 4 + 1));
        fail(p, text);
    } else if (wrong || quad) {
        fail(p, wrong ? wrong : "Incorrect padding");
    } else {
        made = bytes_new(p, len ? bytes_data(room) : NULL, (size_t)len);
    }
    ob_decref(p, room);
    return made;
}

/* ---- checks ---------------------------------------------------------------------------------- */

static uint32_t crc32_step(uint32_t crc, uint8_t byte) {
    crc ^= byte;
    for (int i = 0; i < 8; i++) crc = crc >> 1 ^ (crc & 1 ? UINT32_C(0xEDB88320) : 0);
    return crc;
}

static Ob *crc32(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    ByteSpan span;
    if (!args_check(p, "binascii.crc32", nargs, 1, 2, kwnames)) return NULL;
    if (!byte_span(p, args[0], &span)) return NULL;
    uint32_t crc = 0;
    if (nargs > 1) {
        int64_t start = int_as_i64_err(p, args[1]);
        if (start == -1 && err_occurred(p)) return NULL;
        crc = (uint32_t)start;
    }
    crc = ~crc;
    for (int64_t i = 0; i < span.len; i++) crc = crc32_step(crc, span.data[i]);
    img_work(p, (uint64_t)span.len / 16);
    return int_from_i64(p, (int64_t)(uint32_t)~crc);
}

static Ob *crc_hqx(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    ByteSpan span;
    if (!args_check(p, "crc_hqx", nargs, 2, 2, kwnames)) return NULL;
    if (!byte_span(p, args[0], &span)) return NULL;
    int64_t start = int_as_i64_err(p, args[1]);
    if (start == -1 && err_occurred(p)) return NULL;
    uint32_t crc = (uint32_t)start & 0xFFFF;
    for (int64_t i = 0; i < span.len; i++) {
        crc ^= (uint32_t)span.data[i] << 8;
        for (int j = 0; j < 8; j++) crc = (crc << 1 ^ (crc & 0x8000 ? 0x1021u : 0)) & 0xFFFF;
    }
    return int_from_i64(p, crc);
}

const MethodDef binascii_module_functions[] = {
    {"a2b_base64", a2b_base64, 0, "a2b_base64(data, /, *, strict_mode=False)"},
    {"b2a_base64", b2a_base64, 0, "b2a_base64(data, /, *, newline=True)"},
    {"hexlify", hexlify, 0, "hexlify(data, sep, bytes_per_sep=1)"},
    {"b2a_hex", hexlify, 0, "b2a_hex(data, sep, bytes_per_sep=1)"},
    {"unhexlify", unhexlify, 0, "unhexlify(hexstr)"},
    {"a2b_hex", unhexlify, 0, "a2b_hex(hexstr)"},
    {"crc32", crc32, 0, "crc32(data, crc=0)"},
    {"crc_hqx", crc_hqx, 0, "crc_hqx(data, crc)"},
    {NULL, NULL, 0, NULL},
};

/* A class of exceptions that a module brings (PyErr_NewException). */
static int add_error(Proc *p, Ob *module, const char *name, ExcId base) {
    Ob *text = str_from_cstr(p, name), *space = dict_new(p),
       *bases = tuple_pack(p, 1, &exc_type(p, base)->base.ob), *home = str_from_cstr(p, "binascii"),
       *made = NULL;
    if (text && space && bases && home && dict_setitem_cstr(p, space, "__module__", home) == 0) {
        Ob *args[] = {text, bases, space};
        made = ob_call(p, &type_of_id(p, TYPE_TYPE)->base.ob, args, 3, NULL);
    }
    Ob *parts[] = {text, space, bases, home};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) ob_xdecref(p, parts[i]);
    return module_set_take(p, module, name, made);
}

int binascii_module_fill(Proc *p, Ob *module) {
    return add_error(p, module, "Error", EXC_ValueError) |
           add_error(p, module, "Incomplete", EXC_Exception);
}
