/* exc_fields.c - the fields of SystemExit, StopIteration, OSError, ImportError, NameError,
 * AttributeError, SyntaxError and the Unicode errors (Objects/exceptions.c). Called by exception.c.
 *
 * The fields are words behind BaseException's. Which there are is a table; a version whose object
 * is too small for a field (AttributeError.obj before 3.10) does not have it. */
#include "object/exception/exc_fields.h"

#include <stdio.h>

#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/type.h"

static const FieldSet field_sets[] = {
    {EXC_BaseExceptionGroup, false, {"message", "exceptions"}},
    {EXC_SystemExit, false, {"code"}},
    {EXC_StopIteration, false, {"value"}},
    {EXC_ImportError, true, {"msg", "name", "path", "name_from"}},
    {EXC_NameError, true, {"name"}},
    {EXC_AttributeError, true, {"obj", "name"}},
    {EXC_OSError, false, {"errno", "strerror", "filename", "filename2"}},
    {EXC_SyntaxError,
     false,
     {"msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset",
      "print_file_and_line"}},
    {EXC_UnicodeDecodeError, false, {"encoding", "object", "start", "end", "reason"}},
    {EXC_UnicodeEncodeError, false, {"encoding", "object", "start", "end", "reason"}},
    {EXC_UnicodeTranslateError, false, {"encoding", "object", "start", "end", "reason"}},
};

/* Before a SyntaxError knew where the mistake ends. */
static const FieldSet syntax_error_start_only = {
    EXC_SyntaxError, false, {"msg", "filename", "lineno", "offset", "text", "print_file_and_line"}};

static const FieldSet *set_of_type(Proc *p, ExcId id) {
    if (id == EXC_SyntaxError && !py_syntax_error_end(p)) return &syntax_error_start_only;
    for (size_t i = 0; i < ARRAY_LEN(field_sets); i++)
        if (id == field_sets[i].owner) return &field_sets[i];
    return NULL;
}

const FieldSet *exc_fields_of(Proc *p, const TypeOb *type) {
    for (; type; type = type->tp_base)
        for (size_t i = 0; i < ARRAY_LEN(field_sets); i++)
            if (type == exc_type(p, field_sets[i].owner))
                return set_of_type(p, field_sets[i].owner);
    return NULL;
}

static Ob **field_words(Proc *p, Ob *exc) {
    return (Ob **)(void *)((uint8_t *)exc + exc_basicsize(p, EXC_BaseException));
}

size_t exc_field_count(Proc *p, const FieldSet *set) {
    size_t room =
        (size_t)(exc_basicsize(p, set->owner) - exc_basicsize(p, EXC_BaseException)) / sizeof(Ob *);
    size_t n = 0;
    while (n < room && n < EXC_MAX_FIELDS && set->names[n]) n++;
    return n;
}

const char *exc_field_name(Proc *p, const TypeOb *type, size_t i) {
    const FieldSet *set = exc_fields_of(p, type);
    return set && i < exc_field_count(p, set) ? set->names[i] : NULL;
}

Ob *exc_field(Proc *p, const Ob *exc, size_t i) { return field_words(p, (Ob *)(uintptr_t)exc)[i]; }

void exc_put_field(Proc *p, Ob *exc, size_t i, Ob *value) {
    field_set(p, &field_words(p, exc)[i], value, exc, SLOT_EXC, EXC_SLOT_FIELD + i);
}

void exc_clear_fields(Proc *p, Ob *exc) {
    const FieldSet *set = exc_fields_of(p, exc->ob_type);
    size_t n = set ? exc_field_count(p, set) : 0;
    for (size_t i = 0; i < n; i++)
        field_clear(p, &field_words(p, exc)[i], exc, SLOT_EXC, EXC_SLOT_FIELD + i);
}

int exc_visit_fields(Proc *p, Ob *exc, VisitFn visit, void *arg) {
    const FieldSet *set = exc_fields_of(p, exc->ob_type);
    size_t n = set ? exc_field_count(p, set) : 0;
    for (size_t i = 0; i < n; i++) {
        int r = field_visit(p, field_words(p, exc)[i], visit, arg);
        if (r) return r;
    }
    return 0;
}

bool exc_takes_keywords(Proc *p, Ob *exc) {
    const FieldSet *set = exc_fields_of(p, exc->ob_type);
    return set && set->keywords && exc_field_count(p, set) > 0;
}

Ob *exc_import_name(Proc *p, Ob *exc) {
    enum { NAME = 1 };
    return exc_matches_id(p, exc, EXC_ImportError) ? field_words(p, exc)[NAME] : NULL;
}

/* ---- showing --------------------------------------------------------------------------------- */

static Ob *oserror_str(Proc *p, Ob *const *given) {
    Ob *words[4];
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        words[i] = given[i] || given[2] == NULL ? given[i] : i < 2 ? OB_NONE(p) : NULL;
    if (words[2] && words[3])
        return str_format(p, "[Errno %S] %S: %R -> %R", words[0], words[1], words[2], words[3]);
    if (words[2]) return str_format(p, "[Errno %S] %S: %R", words[0], words[1], words[2]);
    return str_format(p, "[Errno %S] %S", words[0], words[1]);
}

/* my_basename: what stands behind the last slash; new. */
static Ob *base_name(Proc *p, Ob *path) {
    int64_t from = str_len(path);
    while (from > 0 && str_char(p, path, from - 1) != '/') from--;
    return from ? str_substring(p, path, from, str_len(path)) : ob_newref(p, path);
}

static Ob *syntax_error_str(Proc *p, Ob **words) {
    Ob *msg = words[0] ? words[0] : OB_NONE(p);
    bool file = words[1] && ob_is(words[1], TYPE_STR), line = words[2] && ob_is(words[2], TYPE_INT);
    if (file) {
        Ob *name = base_name(p, words[1]);
        if (!name) return NULL;
        Ob *text = line ? str_format(p, "%S (%U, line %S)", msg, name, words[2])
                        : str_format(p, "%S (%U)", msg, name);
        ob_decref(p, name);
        return text;
    }
    if (line) return str_format(p, "%S (line %S)", msg, words[2]);
    return ob_str(p, msg);
}

/* One bad byte or character is named, a range is counted (UnicodeDecodeError_str,
 * UnicodeEncodeError_str, UnicodeTranslateError_str). */
static Ob *unicode_error_str(Proc *p, Ob **words, ExcId owner) {
    bool decode = owner == EXC_UnicodeDecodeError, translate = owner == EXC_UnicodeTranslateError;
    int64_t start = 0, end = 0;
    if ((!words[0] && !translate) || !words[1] || !words[4]) return str_new(p, "", 0);
    if (!int_as_i64(p, words[2], &start) || !int_as_i64(p, words[3], &end))
        return str_new(p, "", 0);
    /* A program may have put another object there. */
    bool fits = ob_is(words[1], decode ? TYPE_BYTES : TYPE_STR) && start >= 0;
    if (fits && decode && start < bytes_len(words[1]) && end == start + 1) {
        Ob *byte = ob_getitem(p, words[1], words[2]);
        if (!byte) return NULL;
        Ob *hex = int_to_str(p, byte, 16, false);
        ob_decref(p, byte);
        Ob *text = hex ? str_format(p, "'%S' codec can't decode byte 0x%s%S in position %zd: %S",
                                    words[0], str_len(hex) < 2 ? "0" : "", hex, start, words[4])
                       : NULL;
        ob_xdecref(p, hex);
        return text;
    }
    if (fits && !decode && start < str_len(words[1]) && end == start + 1) {
        uint32_t bad = str_char(p, words[1], start);
        char shown[16];
        snprintf(shown, sizeof shown,
                 bad <= 0xff     ? "\\x%02x"
                 : bad <= 0xffff ? "\\u%04x"
                                 : "\\U%08x",
                 (unsigned)bad);
        if (translate)
            return str_format(p, "can't translate character '%s' in position %zd: %S", shown, start,
                              words[4]);
        return str_format(p, "'%S' codec can't encode character '%s' in position %zd: %S", words[0],
                          shown, start, words[4]);
    }
    if (translate)
        return str_format(p, "can't translate characters in position %zd-%zd: %S", start, end - 1,
                          words[4]);
    return str_format(p, "'%S' codec can't %s in position %zd-%zd: %S", words[0],
                      decode ? "decode bytes" : "encode characters", start, end - 1, words[4]);
}

bool exc_special_str(Proc *p, Ob *exc, Ob **text) {
    Ob *args = exc_args(exc);
    if (type_is_subtype(exc->ob_type, exc_type(p, EXC_KeyError))) {
        if (!args || tuple_size(args) != 1) return false;
        *text = ob_repr(p, tuple_item(args, 0));
        return true;
    }
    const FieldSet *set = exc_fields_of(p, exc->ob_type);
    if (!set) return false;
    Ob **words = field_words(p, exc);
    switch (set->owner) {
    case EXC_BaseExceptionGroup:
        if (!words[0]) return false;
        *text = str_format(p, "%S (%zd sub-exception%s)", words[0], tuple_size(words[1]),
                           tuple_size(words[1]) > 1 ? "s" : "");
        return true;
    case EXC_ImportError:
        if (!words[0] || !ob_is(words[0], TYPE_STR)) return false;
        *text = ob_newref(p, words[0]);
        return true;
    case EXC_OSError:
        if (!words[2] && (!words[0] || !words[1])) return false;
        *text = oserror_str(p, words);
        return true;
    case EXC_SyntaxError: *text = syntax_error_str(p, words); return true;
    case EXC_UnicodeDecodeError:
    case EXC_UnicodeEncodeError:
    case EXC_UnicodeTranslateError: *text = unicode_error_str(p, words, set->owner); return true;
    default: return false;
    }
}

/* ---- attributes ------------------------------------------------------------------------------ */

static Ob *get_field(Proc *p, Ob *exc, size_t i) {
    Ob *value = field_words(p, exc)[i];
    return ob_newref(p, value ? value : OB_NONE(p));
}
static int set_field(Proc *p, Ob *exc, Ob *value, size_t i) {
    exc_put_field(p, exc, i, value);
    return 0;
}

#define FIELD(i)                                                                                   \
    static Ob *get_##i(Proc *p, Ob *exc) { return get_field(p, exc, i); }                          \
    static int set_##i(Proc *p, Ob *exc, Ob *value) { return set_field(p, exc, value, i); }
FIELD(0)
FIELD(1)
FIELD(2)
FIELD(3)
FIELD(4)
FIELD(5)
FIELD(6)
FIELD(7)
#undef FIELD

/* ---- characters_written ---------------------------------------------------------------------- */

static int64_t *written_word(Proc *p, Ob *exc) {
    enum { WRITTEN = 4 };
    return (int64_t *)(void *)&field_words(p, exc)[WRITTEN];
}
void exc_set_written(Proc *p, Ob *exc, int64_t written) { *written_word(p, exc) = written; }

static int no_written(Proc *p) {
    err_format(p, EXC_AttributeError, "characters_written");
    return -1;
}
static Ob *get_written(Proc *p, Ob *exc) {
    if (*written_word(p, exc) == -1 && no_written(p) < 0) return NULL;
    return int_from_i64(p, *written_word(p, exc));
}
static int set_written(Proc *p, Ob *exc, Ob *value) {
    int64_t written = -1;
    if (!value && !py_written_deleted(p)) {
        err_format(p, EXC_SystemError, "null argument to internal routine");
        return -1;
    }
    if (!value && *written_word(p, exc) == -1) return no_written(p);
    if (value && ob_as_index(p, value, EXC_ValueError, &written) < 0) return -1;
    exc_set_written(p, exc, written);
    return 0;
}

/* ---- positions ------------------------------------------------------------------------------- */

/* Where a Unicode error begins and ends is a number in CPython: 0 before it is given. */
static Ob *get_position(Proc *p, Ob *exc, size_t i) {
    return field_words(p, exc)[i] ? get_field(p, exc, i) : int_from_i64(p, 0);
}
static Ob *get_start(Proc *p, Ob *exc) { return get_position(p, exc, 2); }
static Ob *get_end(Proc *p, Ob *exc) { return get_position(p, exc, 3); }
static int set_position(Proc *p, Ob *exc, Ob *value, size_t i) {
    if (value && ob_is(value, TYPE_INT)) {
        int64_t position; /* PyMember_SetOne, T_PYSSIZET */
        if (int_as_i64(p, value, &position)) return set_field(p, exc, value, i);
        err_format(p, EXC_OverflowError, "Python int too large to convert to C ssize_t");
        return -1;
    }
    err_format(p, EXC_TypeError,
               value ? "an integer is required" : "can't delete numeric/char attribute");
    return -1;
}
static int set_start(Proc *p, Ob *exc, Ob *value) { return set_position(p, exc, value, 2); }
static int set_end(Proc *p, Ob *exc, Ob *value) { return set_position(p, exc, value, 3); }

static const GetSetDef system_exit_getsets[] = {{"code", get_0, set_0}, {NULL, NULL, NULL}};
static const GetSetDef stop_iteration_getsets[] = {{"value", get_0, set_0}, {NULL, NULL, NULL}};
static const GetSetDef import_error_getsets[] = {{"msg", get_0, set_0},
                                                 {"name", get_1, set_1},
                                                 {"path", get_2, set_2},
                                                 {"name_from", get_3, set_3},
                                                 {NULL, NULL, NULL}};
static const GetSetDef name_error_getsets[] = {{"name", get_0, set_0}, {NULL, NULL, NULL}};
static const GetSetDef attribute_error_getsets[] = {
    {"obj", get_0, set_0}, {"name", get_1, set_1}, {NULL, NULL, NULL}};
static const GetSetDef os_error_getsets[] = {{"errno", get_0, set_0},
                                             {"strerror", get_1, set_1},
                                             {"filename", get_2, set_2},
                                             {"filename2", get_3, set_3},
                                             {"characters_written", get_written, set_written},
                                             {NULL, NULL, NULL}};
static const GetSetDef syntax_error_getsets[] = {{"msg", get_0, set_0},
                                                 {"filename", get_1, set_1},
                                                 {"lineno", get_2, set_2},
                                                 {"offset", get_3, set_3},
                                                 {"text", get_4, set_4},
                                                 {"end_lineno", get_5, set_5},
                                                 {"end_offset", get_6, set_6},
                                                 {"print_file_and_line", get_7, set_7},
                                                 {NULL, NULL, NULL}};
static const GetSetDef syntax_error_start_getsets[] = {
    {"msg", get_0, set_0},    {"filename", get_1, set_1}, {"lineno", get_2, set_2},
    {"offset", get_3, set_3}, {"text", get_4, set_4},     {"print_file_and_line", get_5, set_5},
    {NULL, NULL, NULL}};
static const GetSetDef unicode_error_getsets[] = {
    {"encoding", get_0, set_0}, {"object", get_1, set_1}, {"start", get_start, set_start},
    {"end", get_end, set_end},  {"reason", get_4, set_4}, {NULL, NULL, NULL}};

static const GetSetDef group_getsets[] = {
    {"message", get_0, NULL}, {"exceptions", get_1, NULL}, {0}};

const GetSetDef *exc_getsets(Proc *p, ExcId id) {
    switch (id) {
    case EXC_BaseExceptionGroup: return group_getsets;
    case EXC_SystemExit: return system_exit_getsets;
    case EXC_StopIteration: return stop_iteration_getsets;
    case EXC_ImportError: return import_error_getsets;
    case EXC_NameError: return name_error_getsets;
    case EXC_AttributeError: return attribute_error_getsets;
    case EXC_OSError: return os_error_getsets;
    case EXC_SyntaxError:
        return py_syntax_error_end(p) ? syntax_error_getsets : syntax_error_start_getsets;
    case EXC_UnicodeDecodeError:
    case EXC_UnicodeEncodeError:
    case EXC_UnicodeTranslateError: return unicode_error_getsets;
    default: return NULL;
    }
}

bool exc_computed(const GetSetDef *row) { return row->get == get_written; }

size_t exc_getset_rows(Proc *p, ExcId id) {
    for (size_t i = 0; i < ARRAY_LEN(field_sets); i++)
        if (field_sets[i].owner == id)
            return exc_field_count(p, set_of_type(p, id)) + (id == EXC_OSError);
    return 0;
}

Ob *exc_exit_code(Proc *p, Ob *exc) {
    const FieldSet *set = exc_fields_of(p, exc->ob_type);
    return set && set->owner == EXC_SystemExit ? field_words(p, exc)[0] : NULL;
}

void exc_set_names(Proc *p, Ob *name, Ob *obj) {
    ExcId owner = obj ? EXC_AttributeError : EXC_NameError;
    bool has_names = exc_basicsize(p, owner) > exc_basicsize(p, EXC_BaseException);
    if (!has_names || !err_matches(p, owner)) return;
    Ob *exc = err_instance(p);
    const FieldSet *set = exc ? exc_fields_of(p, exc->ob_type) : NULL;
    if (!set || set->owner != (obj ? EXC_AttributeError : EXC_NameError) ||
        exc_field_count(p, set) == 0)
        return;
    Ob **words = field_words(p, exc);
    if (!obj) {
        if (!words[0]) exc_put_field(p, exc, 0, name);
    } else if (!words[0] && !words[1]) {
        exc_put_field(p, exc, 1, name);
        exc_put_field(p, exc, 0, obj);
    }
}
