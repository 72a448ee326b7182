/* exc_fields.c - the fields of SystemExit, StopIteration, OSError, ImportError, NameError,
 * AttributeError, SyntaxError and the Unicode errors (Objects/exceptions.c). Called by exception.c.
 *
 * The fields are words behind BaseException's. Which there are is a table; a version whose object
 * is too small for a field (AttributeError.obj before 3.10) does not have it. */
#include "object/exception/exc_fields.h"

#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "object/type/type.h"

enum { MAX_FIELDS = 8 };

typedef struct FieldSet {
    ExcId owner;
    bool keywords;                 /* the constructor takes the fields as keyword arguments */
    const char *names[MAX_FIELDS]; /* in the order of the struct; NULL ends */
} FieldSet;

static const FieldSet field_sets[] = {
    {EXC_SystemExit, false, {"code"}},
    {EXC_StopIteration, false, {"value"}},
    {EXC_ImportError, true, {"msg", "name", "path", "name_from"}},
    {EXC_NameError, true, {"name"}},
    {EXC_AttributeError, true, {"obj", "name"}},
    {EXC_OSError, false, {"errno", "strerror", "filename", "filename2"}},
    {EXC_SyntaxError,
     false,
     {"msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset"}},
    {EXC_UnicodeDecodeError, false, {"encoding", "object", "start", "end", "reason"}},
    {EXC_UnicodeEncodeError, false, {"encoding", "object", "start", "end", "reason"}},
};

/* The set of the nearest built-in base that has one; NULL when there is none. */
static const FieldSet *fields_of(Proc *p, const TypeOb *type) {
    for (; type; type = type->tp_base)
        for (size_t i = 0; i < ARRAY_LEN(field_sets); i++)
            if (type == exc_type(p, field_sets[i].owner)) return &field_sets[i];
    return NULL;
}

static Ob **field_words(Proc *p, Ob *exc) {
    return (Ob **)(void *)((uint8_t *)exc + exc_basicsize(p, EXC_BaseException));
}

/* How many of the set's fields this version has. */
static size_t field_count(Proc *p, const FieldSet *set) {
    size_t room =
        (size_t)(exc_basicsize(p, set->owner) - exc_basicsize(p, EXC_BaseException)) / sizeof(Ob *);
    size_t n = 0;
    while (n < room && n < MAX_FIELDS && set->names[n]) n++;
    return n;
}

static void put_field(Proc *p, Ob *exc, size_t i, Ob *value) {
    field_set(p, &field_words(p, exc)[i], value, exc, SLOT_EXC, EXC_SLOT_FIELD + i);
}

void exc_clear_fields(Proc *p, Ob *exc) {
    const FieldSet *set = fields_of(p, exc->ob_type);
    size_t n = set ? field_count(p, set) : 0;
    for (size_t i = 0; i < n; i++)
        field_clear(p, &field_words(p, exc)[i], exc, SLOT_EXC, EXC_SLOT_FIELD + i);
}

int exc_visit_fields(Proc *p, Ob *exc, VisitFn visit, void *arg) {
    const FieldSet *set = fields_of(p, exc->ob_type);
    size_t n = set ? field_count(p, set) : 0;
    for (size_t i = 0; i < n; i++) {
        int r = field_visit(p, field_words(p, exc)[i], visit, arg);
        if (r) return r;
    }
    return 0;
}

bool exc_takes_keywords(Proc *p, Ob *exc) {
    const FieldSet *set = fields_of(p, exc->ob_type);
    return set && set->keywords && field_count(p, set) > 0;
}

Ob *exc_import_name(Proc *p, Ob *exc) {
    enum { NAME = 1 };
    return exc_matches_id(p, exc, EXC_ImportError) ? field_words(p, exc)[NAME] : NULL;
}

/* ---- constructors ---------------------------------------------------------------------------- */

static int init_keywords(Proc *p, Ob *exc, const FieldSet *set, Ob *const *values, Ob *kwnames) {
    size_t n = field_count(p, set);
    for (int64_t k = 0; kwnames && k < tuple_size(kwnames); k++) {
        size_t i = 0;
        while (i < n && !str_eq_cstr(p, tuple_item(kwnames, k), set->names[i])) i++;
        if (i == n || (set->owner == EXC_ImportError && i == 0)) {
            err_format(p, EXC_TypeError, "%N() got an unexpected keyword argument '%U'",
                       exc_type(p, set->owner), tuple_item(kwnames, k));
            return -1;
        }
        put_field(p, exc, i, values[k]);
    }
    return 0;
}

/* The one argument itself, or all of them as a tuple. */
static void init_single(Proc *p, Ob *exc, Ob *const *args, size_t nargs, bool whole_tuple) {
    if (nargs == 0) return;
    put_field(p, exc, 0, nargs == 1 || !whole_tuple ? args[0] : exc_args(exc));
}

/* oserror_init: (errno, strerror[, filename[, winerror[, filename2]]]); the file names leave args.
 */
static int init_oserror(Proc *p, Ob *exc, Ob *const *args, size_t nargs) {
    if (nargs < 2 || nargs > 5) return 0;
    put_field(p, exc, 0, args[0]);
    put_field(p, exc, 1, args[1]);
    if (nargs < 3) return 0;
    put_field(p, exc, 2, args[2]);
    if (nargs == 5) put_field(p, exc, 3, args[4]);
    Ob *two = tuple_from_array(p, args, 2);
    if (!two) return -1;
    field_set_take(p, &((ExceptionOb *)exc)->args, two, exc, SLOT_EXC, EXC_SLOT_ARGS);
    return 0;
}

/* SyntaxError(msg, (filename, lineno, offset, text[, end_lineno, end_offset])). */
static int init_syntax_error(Proc *p, Ob *exc, Ob *const *args, size_t nargs) {
    if (nargs >= 1) put_field(p, exc, 0, args[0]);
    if (nargs != 2) return 0;
    Ob *info = tuple_from_iterable(p, args[1]);
    if (!info) return -1;
    size_t room = field_count(p, fields_of(p, exc->ob_type)) - 1;
    for (size_t i = 0; i < (size_t)tuple_size(info) && i < room; i++)
        put_field(p, exc, i + 1, tuple_item(info, (int64_t)i));
    ob_decref(p, info);
    return 0;
}

int exc_init_fields(Proc *p, Ob *exc, Ob *const *args, size_t nargs, Ob *kwnames) {
    const FieldSet *set = fields_of(p, exc->ob_type);
    if (!set) return 0;
    switch (set->owner) {
    case EXC_SystemExit: init_single(p, exc, args, nargs, true); return 0;
    case EXC_StopIteration: init_single(p, exc, args, nargs, false); return 0;
    case EXC_OSError: return init_oserror(p, exc, args, nargs);
    case EXC_SyntaxError: return init_syntax_error(p, exc, args, nargs);
    case EXC_ImportError:
        if (nargs == 1) put_field(p, exc, 0, args[0]);
        return init_keywords(p, exc, set, args + nargs, kwnames);
    case EXC_UnicodeDecodeError:
    case EXC_UnicodeEncodeError:
        if (nargs != 5) {
            err_format(p, EXC_TypeError, "function takes exactly 5 arguments (%zd given)",
                       (int64_t)nargs);
            return -1;
        }
        for (size_t i = 0; i < nargs; i++) put_field(p, exc, i, args[i]);
        return 0;
    default: return init_keywords(p, exc, set, args + nargs, kwnames);
    }
}

/* Include/errno.h numbers of Linux that have a type of their own here. */
TypeOb *exc_oserror_subtype(Proc *p, Ob *number) {
    static const struct {
        uint8_t number, type;
    } known[] = {{1, EXC_PermissionError},
                 {2, EXC_FileNotFoundError},
                 {13, EXC_PermissionError},
                 {17, EXC_FileExistsError},
                 {110, EXC_TimeoutError}};
    int64_t value;
    if (ob_is(number, TYPE_INT) && int_as_i64(p, number, &value))
        for (size_t i = 0; i < ARRAY_LEN(known); i++)
            if (known[i].number == value) return exc_type(p, (ExcId)known[i].type);
    return exc_type(p, EXC_OSError);
}

/* ---- showing --------------------------------------------------------------------------------- */

static Ob *oserror_str(Proc *p, Ob **words) {
    if (words[2] && words[3])
        return str_format(p, "[Errno %S] %S: %R -> %R", words[0], words[1], words[2], words[3]);
    if (words[2]) return str_format(p, "[Errno %S] %S: %R", words[0], words[1], words[2]);
    return str_format(p, "[Errno %S] %S", words[0], words[1]);
}

static Ob *syntax_error_str(Proc *p, Ob **words) {
    Ob *msg = words[0] ? words[0] : OB_NONE(p);
    bool file = words[1] && ob_is(words[1], TYPE_STR), line = words[2] && ob_is(words[2], TYPE_INT);
    if (file && line) return str_format(p, "%S (%U, line %S)", msg, words[1], words[2]);
    if (file) return str_format(p, "%S (%U)", msg, words[1]);
    if (line) return str_format(p, "%S (line %S)", msg, words[2]);
    return ob_str(p, msg);
}

/* One bad byte or character is named, a range is counted (UnicodeDecodeError_str,
 * UnicodeEncodeError_str). */
static Ob *unicode_error_str(Proc *p, Ob **words, bool decode) {
    int64_t start = 0, end = 0;
    if (!words[0] || !words[4]) return str_new(p, "", 0);
    if (!int_as_i64(p, words[2], &start) || !int_as_i64(p, words[3], &end))
        return str_new(p, "", 0);
    if (decode && end == start + 1) {
        Ob *byte = ob_is(words[1], TYPE_BYTES) ? ob_getitem(p, words[1], words[2]) : NULL;
        if (!byte) return NULL;
        Ob *hex = int_to_str(p, byte, 16, false);
        ob_decref(p, byte);
        Ob *text = hex ? str_format(p, "'%S' codec can't decode byte 0x%s%S in position %zd: %S",
                                    words[0], str_len(hex) < 2 ? "0" : "", hex, start, words[4])
                       : NULL;
        ob_xdecref(p, hex);
        return text;
    }
    if (!decode && end == start + 1) {
        Ob *one = ob_is(words[1], TYPE_STR) ? str_substring(p, words[1], start, end) : NULL;
        if (!one) return NULL;
        Ob *shown = str_ascii_repr(p, one);
        ob_decref(p, one);
        Ob *text = shown ? str_format(p, "'%S' codec can't encode character %U in position %zd: %S",
                                      words[0], shown, start, words[4])
                         : NULL;
        ob_xdecref(p, shown);
        return text;
    }
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
    const FieldSet *set = fields_of(p, exc->ob_type);
    if (!set) return false;
    Ob **words = field_words(p, exc);
    switch (set->owner) {
    case EXC_ImportError:
        if (!words[0] || !ob_is(words[0], TYPE_STR)) return false;
        *text = ob_newref(p, words[0]);
        return true;
    case EXC_OSError:
        if (!words[0] || !words[1]) return false;
        *text = oserror_str(p, words);
        return true;
    case EXC_SyntaxError: *text = syntax_error_str(p, words); return true;
    case EXC_UnicodeDecodeError:
    case EXC_UnicodeEncodeError:
        *text = unicode_error_str(p, words, set->owner == EXC_UnicodeDecodeError);
        return true;
    default: return false;
    }
}

/* ---- attributes ------------------------------------------------------------------------------ */

static Ob *get_field(Proc *p, Ob *exc, size_t i) {
    Ob *value = field_words(p, exc)[i];
    return ob_newref(p, value ? value : OB_NONE(p));
}
static int set_field(Proc *p, Ob *exc, Ob *value, size_t i) {
    put_field(p, exc, i, value);
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
#undef FIELD

static const GetSetDef system_exit_getsets[] = {{"code", get_0, set_0}, {NULL, NULL, NULL}};
static const GetSetDef stop_iteration_getsets[] = {{"value", get_0, set_0}, {NULL, NULL, NULL}};
static const GetSetDef import_error_getsets[] = {
    {"msg", get_0, set_0}, {"name", get_1, set_1}, {"path", get_2, set_2}, {NULL, NULL, NULL}};
static const GetSetDef name_error_getsets[] = {{"name", get_0, set_0}, {NULL, NULL, NULL}};
static const GetSetDef attribute_error_getsets[] = {
    {"obj", get_0, set_0}, {"name", get_1, set_1}, {NULL, NULL, NULL}};
static const GetSetDef os_error_getsets[] = {{"errno", get_0, set_0},
                                             {"strerror", get_1, set_1},
                                             {"filename", get_2, set_2},
                                             {"filename2", get_3, set_3},
                                             {NULL, NULL, NULL}};
static const GetSetDef syntax_error_getsets[] = {
    {"msg", get_0, set_0},        {"filename", get_1, set_1}, {"lineno", get_2, set_2},
    {"offset", get_3, set_3},     {"text", get_4, set_4},     {"end_lineno", get_5, set_5},
    {"end_offset", get_6, set_6}, {NULL, NULL, NULL}};
static const GetSetDef unicode_error_getsets[] = {
    {"encoding", get_0, set_0}, {"object", get_1, set_1}, {"start", get_2, set_2},
    {"end", get_3, set_3},      {"reason", get_4, set_4}, {NULL, NULL, NULL}};

const GetSetDef *exc_getsets(ExcId id) {
    switch (id) {
    case EXC_SystemExit: return system_exit_getsets;
    case EXC_StopIteration: return stop_iteration_getsets;
    case EXC_ImportError: return import_error_getsets;
    case EXC_NameError: return name_error_getsets;
    case EXC_AttributeError: return attribute_error_getsets;
    case EXC_OSError: return os_error_getsets;
    case EXC_SyntaxError: return syntax_error_getsets;
    case EXC_UnicodeDecodeError:
    case EXC_UnicodeEncodeError: return unicode_error_getsets;
    default: return NULL;
    }
}

size_t exc_getset_rows(Proc *p, ExcId id) {
    for (size_t i = 0; i < ARRAY_LEN(field_sets); i++)
        if (field_sets[i].owner == id) return field_count(p, &field_sets[i]);
    return 0;
}

Ob *exc_exit_code(Proc *p, Ob *exc) {
    const FieldSet *set = fields_of(p, exc->ob_type);
    return set && set->owner == EXC_SystemExit ? field_words(p, exc)[0] : NULL;
}

void exc_set_names(Proc *p, Ob *name, Ob *obj) {
    Ob *exc = err_occurred(p);
    const FieldSet *set = exc ? fields_of(p, exc->ob_type) : NULL;
    if (!set || set->owner != (obj ? EXC_AttributeError : EXC_NameError) ||
        field_count(p, set) == 0)
        return;
    Ob **words = field_words(p, exc);
    if (!obj) {
        if (!words[0]) put_field(p, exc, 0, name);
    } else if (!words[0] && !words[1]) {
        put_field(p, exc, 1, name);
        put_field(p, exc, 0, obj);
    }
}
