/* mod_unicodedata.c - unicodedata: what the version's Unicode says of a character (Modules/unicodedata.c). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/unicode/ucd.h"
#include "object/code/module.h"
#include "object/core/field.h"
#include "object/exception/exception.h"
#include "object/number/bool.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "vm/import/c_modules.h"

static UnicodeVersion version_of(const Proc *p) { return p->s->profile.unicode; }

/* The one character that is asked about. */
static bool one_character(Proc *p, const char *name, bool several, Ob *o, uint32_t *cp) {
    const char *place = several ? " 1" : "";
    if (!ob_is(o, TYPE_STR)) {
        err_format(p, EXC_TypeError, "%s() argument%s must be a unicode character, not %N", name,
                   place, o->ob_type);
        return false;
    }
    if (str_len(o) != 1) {
        err_format(p, EXC_TypeError, "%s() argument%s must be a unicode character, not str", name,
                   place);
        return false;
    }
    *cp = str_char(p, o, 0);
    return true;
}

/* The arguments (character[, fallback]). */
static bool character_args(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames,
                           uint32_t *cp) {
    return args_check(p, name, nargs, 1, 2, kwnames) && one_character(p, name, true, args[0], cp);
}

static Ob *fallback(Proc *p, Ob *const *args, size_t nargs, const char *words) {
    return nargs > 1 ? ob_newref(p, args[1]) : err_format(p, EXC_ValueError, "%s", words);
}

#define FUNCTION(id)                                                                               \
    static Ob *ucd_##id(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)

FUNCTION(name) {
    (void)self;
    uint32_t cp;
    char name[UNICODE_NAME_MAX];
    if (!character_args(p, "name", args, nargs, kwnames, &cp)) return NULL;
    size_t len = unicode_name(version_of(p), cp, name);
    return len ? str_new(p, name, len) : fallback(p, args, nargs, "no such name");
}

FUNCTION(lookup) {
    (void)self;
    uint32_t cp;
    if (!args_check(p, "lookup", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR))
        return err_format(p, EXC_TypeError, "lookup() argument must be str, not %N",
                          args[0]->ob_type);
    char name[UNICODE_NAME_MAX];
    int64_t len = str_len(args[0]);
    bool plain = len < UNICODE_NAME_MAX;
    for (int64_t i = 0; plain && i < len; i++) {
        uint32_t c = str_char(p, args[0], i);
        plain = c < 128;
        name[i] = (char)c;
    }
    if (plain && unicode_named(version_of(p), name, (size_t)len, &cp)) return str_from_char(p, cp);
    return err_format(p, EXC_KeyError, "undefined character name '%U'", args[0]);
}

FUNCTION(decimal) {
    (void)self;
    uint32_t cp;
    if (!character_args(p, "decimal", args, nargs, kwnames, &cp)) return NULL;
    int value = unicode_decimal(version_of(p), cp);
    return value >= 0 ? int_from_i64(p, value) : fallback(p, args, nargs, "not a decimal");
}

FUNCTION(digit) {
    (void)self;
    uint32_t cp;
    if (!character_args(p, "digit", args, nargs, kwnames, &cp)) return NULL;
    const UcdNumber *number = unicode_number(version_of(p), cp);
    return number && number->digit >= 0 ? int_from_i64(p, number->digit)
                                        : fallback(p, args, nargs, "not a digit");
}

FUNCTION(numeric) {
    (void)self;
    uint32_t cp;
    if (!character_args(p, "numeric", args, nargs, kwnames, &cp)) return NULL;
    const UcdNumber *number = unicode_number(version_of(p), cp);
    if (!number) return fallback(p, args, nargs, "not a numeric character");
    return float_new(p, (double)number->numerator / (double)number->denominator);
}

static const UcdRecord *record_asked(Proc *p, const char *name, Ob *const *args, size_t nargs,
                                     Ob *kwnames) {
    uint32_t cp;
    if (!args_check(p, name, nargs, 1, 1, kwnames) || !one_character(p, name, false, args[0], &cp))
        return NULL;
    return unicode_record(version_of(p), cp);
}

FUNCTION(category) {
    (void)self;
    const UcdRecord *record = record_asked(p, "category", args, nargs, kwnames);
    return record ? str_from_cstr(p, record->category) : NULL;
}
FUNCTION(bidirectional) {
    (void)self;
    const UcdRecord *record = record_asked(p, "bidirectional", args, nargs, kwnames);
    return record ? str_from_cstr(p, record->direction) : NULL;
}
FUNCTION(combining) {
    (void)self;
    const UcdRecord *record = record_asked(p, "combining", args, nargs, kwnames);
    return record ? int_from_i64(p, record->combining) : NULL;
}
FUNCTION(mirrored) {
    (void)self;
    const UcdRecord *record = record_asked(p, "mirrored", args, nargs, kwnames);
    return record ? int_from_i64(p, record->mirrored) : NULL;
}
FUNCTION(east_asian_width) {
    (void)self;
    const UcdRecord *record = record_asked(p, "east_asian_width", args, nargs, kwnames);
    return record ? str_from_cstr(p, record->width) : NULL;
}

FUNCTION(decomposition) {
    (void)self;
    uint32_t cp;
    if (!args_check(p, "decomposition", nargs, 1, 1, kwnames) ||
        !one_character(p, "decomposition", false, args[0], &cp))
        return NULL;
    const uint32_t *parts;
    const char *tag = "";
    size_t n = unicode_parts(version_of(p), cp, &parts, &tag);
    Ob *text = str_from_cstr(p, n ? tag : "");
    for (size_t i = 0; text && i < n; i++) {
        char hex[16];
        snprintf(hex, sizeof hex, "%s%04X", i || *tag ? " " : "", (unsigned)parts[i]);
        Ob *longer = str_format(p, "%U%s", text, hex);
        ob_decref(p, text);
        text = longer;
    }
    return text;
}

static bool form_args(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames,
                      bool *compatible, bool *compose) {
    static const char *const forms[] = {"NFC", "NFKC", "NFD", "NFKD"};
    if (!args_check(p, name, nargs, 2, 2, kwnames)) return false;
    for (int i = 0; i < 2; i++) {
        if (ob_is(args[i], TYPE_STR)) continue;
        err_format(p, EXC_TypeError, "%s() argument %d must be str, not %N", name, i + 1,
                   args[i]->ob_type);
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        if (!str_eq_cstr(p, args[0], forms[i])) continue;
        *compatible = i % 2;
        *compose = i < 2;
        return true;
    }
    err_format(p, EXC_ValueError, "invalid normalization form");
    return false;
}

/* The normal form of a text on the host, which is not held over anything that happens in the process. */
static uint32_t *host_form(Proc *p, Ob *text, bool compatible, bool compose, size_t *len,
                           bool *same) {
    size_t n = (size_t)str_len(text);
    uint32_t *points = host_alloc((n + 1) * sizeof *points);
    for (size_t i = 0; i < n; i++) points[i] = str_char(p, text, (int64_t)i);
    uint32_t *normal = unicode_normal_form(version_of(p), points, n, compatible, compose, len);
    *same = *len == n && memcmp(points, normal, n * sizeof *points) == 0;
    free(points);
    return normal;
}

/* The text in the form; the same object where nothing changes. */
static Ob *in_form(Proc *p, Ob *text, bool compatible, bool compose) {
    size_t len;
    bool same;
    free(host_form(p, text, compatible, compose, &len, &same));
    if (same) return ob_newref(p, text);
    Ob *room = bytes_new(p, NULL, len * sizeof(uint32_t)); /* the buffer of nfd_nfkd */
    if (!room) return NULL;
    uint32_t *normal = host_form(p, text, compatible, compose, &len, &same),
             *kept = (uint32_t *)(void *)((BytesOb *)room)->ob_sval;
    memcpy(kept, normal, len * sizeof *kept);
    free(normal);
    Ob *result = str_from_ucs4(p, kept, len);
    ob_decref(p, room);
    return result;
}

FUNCTION(normalize) {
    (void)self;
    bool compatible, compose;
    if (!form_args(p, "normalize", args, nargs, kwnames, &compatible, &compose)) return NULL;
    return in_form(p, args[1], compatible, compose);
}

FUNCTION(is_normalized) {
    (void)self;
    bool compatible, compose;
    if (!form_args(p, "is_normalized", args, nargs, kwnames, &compatible, &compose)) return NULL;
    Ob *normal = in_form(p, args[1], compatible, compose);
    if (!normal) return NULL;
    bool same = normal == args[1];
    ob_decref(p, normal);
    return bool_from(p, same);
}

const MethodDef unicodedata_module_functions[] = {
    {"decimal", ucd_decimal, METH_PLAIN, NULL},
    {"digit", ucd_digit, METH_PLAIN, NULL},
    {"numeric", ucd_numeric, METH_PLAIN, NULL},
    {"category", ucd_category, METH_PLAIN, NULL},
    {"bidirectional", ucd_bidirectional, METH_PLAIN, NULL},
    {"combining", ucd_combining, METH_PLAIN, NULL},
    {"mirrored", ucd_mirrored, METH_PLAIN, NULL},
    {"east_asian_width", ucd_east_asian_width, METH_PLAIN, NULL},
    {"decomposition", ucd_decomposition, METH_PLAIN, NULL},
    {"name", ucd_name, METH_PLAIN, NULL},
    {"lookup", ucd_lookup, METH_PLAIN, NULL},
    {"is_normalized", ucd_is_normalized, METH_SINCE(PY_3_8), NULL},
    {"normalize", ucd_normalize, METH_PLAIN, NULL},
    {NULL, NULL, 0, NULL},
};

int unicodedata_module_fill(Proc *p, Ob *module) {
    return module_set_take(p, module, "unidata_version",
                           str_from_cstr(p, unicode_version_name(version_of(p))));
}
