/* exc_init.c - the constructors of exceptions that have fields: what they take, what they refuse, and
 * what a second __init__ forgets (Objects/exceptions.c). Called by exception.c. */
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/exception/exc_fields.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/type.h"

/* ImportError, NameError, AttributeError: the fields come by name only, and those that do not come
 * are emptied. The first of ImportError is the message, which comes by position. */
static int init_keywords(Proc *p, Ob *exc, const FieldSet *set, Ob *const *args, size_t nargs,
                         Ob *kwnames) {
    size_t n = exc_field_count(p, set), first = set->owner == EXC_ImportError;
    if (n == 0) return 0;
    const Signature signature = {set->owner == EXC_ImportError ? "ImportError"
                                 : set->owner == EXC_NameError ? "NameError"
                                                               : "AttributeError",
                                 set->names + first,
                                 (int)(n - first),
                                 0,
                                 0,
                                 0};
    Ob *given[EXC_MAX_FIELDS];
    if (!named_args(p, &signature, args + nargs, 0, kwnames, given)) return -1;
    bool keeps = py_import_error_bare(p); /* what does not come stays as it is */
    for (size_t i = first; i < n; i++)
        if (given[i - first] || !keeps) exc_put_field(p, exc, i, given[i - first]);
    if (first && (nargs == 1 || !keeps)) exc_put_field(p, exc, 0, nargs == 1 ? args[0] : NULL);
    return 0;
}

/* SystemExit keeps its code when it is given none again; StopIteration's value is None then. */
static int init_system_exit(Proc *p, Ob *exc, Ob *const *args, size_t nargs) {
    if (nargs > 0) exc_put_field(p, exc, 0, nargs == 1 ? args[0] : exc_args(exc));
    return 0;
}
static int init_stop_iteration(Proc *p, Ob *exc, Ob *const *args, size_t nargs) {
    exc_put_field(p, exc, 0, nargs > 0 ? args[0] : OB_NONE(p));
    return 0;
}

/* ---- OSError --------------------------------------------------------------------------------- */

bool exc_oserror_uses_init(const TypeOb *type) {
    return type_defines(type, SP_INIT) && !type_defines(type, SP_NEW);
}

/* oserror_init: (errno, strerror[, filename[, winerror[, filename2]]]); the file names leave args. A
 * BlockingIOError takes a number in place of the name: how many characters were written. */
static int init_oserror(Proc *p, Ob *exc, Ob *const *args, size_t nargs) {
    enum { ERRNO, STRERROR, FILENAME, FILENAME2 };
    bool fits = nargs >= 2 && nargs <= 5;
    exc_put_field(p, exc, ERRNO, fits ? args[0] : NULL);
    exc_put_field(p, exc, STRERROR, fits ? args[1] : NULL);
    Ob *none = OB_NONE(p);
    exc_set_written(p, exc, -1);
    if (!fits || nargs < 3 || args[2] == none) return 0;
    if (exc->ob_type == exc_type(p, EXC_BlockingIOError) && ob_has_number(p, args[2])) {
        int64_t written;
        if (ob_as_index(p, args[2], EXC_ValueError, &written) < 0) return -1;
        exc_set_written(p, exc, written);
        return 0;
    }
    exc_put_field(p, exc, FILENAME, args[2]);
    if (nargs == 5 && args[4] != none) exc_put_field(p, exc, FILENAME2, args[4]);
    Ob *two = tuple_from_array(p, args, 2);
    if (!two) return -1;
    field_set_take(p, &((ExceptionOb *)exc)->args, two, exc, SLOT_EXC, EXC_SLOT_ARGS);
    return 0;
}

/* The error numbers of Linux that have a type of their own (errnomap). */
TypeOb *exc_oserror_subtype(Proc *p, Ob *number) {
    static const struct {
        uint8_t number, type;
    } known[] = {{1, EXC_PermissionError},        {2, EXC_FileNotFoundError},
                 {3, EXC_ProcessLookupError},     {4, EXC_InterruptedError},
                 {10, EXC_ChildProcessError},     {11, EXC_BlockingIOError},
                 {13, EXC_PermissionError},       {17, EXC_FileExistsError},
                 {20, EXC_NotADirectoryError},    {21, EXC_IsADirectoryError},
                 {32, EXC_BrokenPipeError},       {103, EXC_ConnectionAbortedError},
                 {104, EXC_ConnectionResetError}, {108, EXC_BrokenPipeError},
                 {110, EXC_TimeoutError},         {111, EXC_ConnectionRefusedError},
                 {114, EXC_BlockingIOError},      {115, EXC_BlockingIOError}};
    int64_t value = 0;
    if (ob_is(number, TYPE_BOOL)) value = number == p->ob->true_;
    if (ob_is(number, TYPE_BOOL) || (ob_is(number, TYPE_INT) && int_as_i64(p, number, &value)))
        for (size_t i = 0; i < ARRAY_LEN(known); i++)
            if (known[i].number == value) return exc_type(p, (ExcId)known[i].type);
    return exc_type(p, EXC_OSError);
}

/* ---- SyntaxError ----------------------------------------------------------------------------- */

/* The number of items in SyntaxError's second argument: 4, and up to 6 with an end. */
static bool place_fits(Proc *p, Ob *info) {
    int64_t n = tuple_size(info);
    if (!py_syntax_error_end(p)) {
        if (n == 4) return true;
        err_format(p, EXC_IndexError, "tuple index out of range");
        return false;
    }
    if (n == 4 || n == 6) return true;
    if (n == 5) {
        err_format(p, EXC_TypeError, "end_offset must be provided when end_lineno is provided");
    } else {
        err_format(p, EXC_TypeError, "function takes at %s arguments (%zd given)",
                   n < 4 ? "least 4" : "most 6", n);
    }
    return false;
}

/* SyntaxError(msg, (filename, lineno, offset, text[, end_lineno, end_offset])). */
static int init_syntax_error(Proc *p, Ob *exc, Ob *const *args, size_t nargs) {
    enum { MSG, PLACE, START = 4, END = 6 };
    if (nargs >= 1) exc_put_field(p, exc, MSG, args[0]);
    if (nargs != 2) return 0;
    Ob *info = tuple_from_iterable(p, args[1]);
    if (!info) return -1;
    bool fits = place_fits(p, info);
    int64_t n = py_syntax_error_end(p) ? END : START;
    for (int64_t i = 0; fits && i < n; i++)
        exc_put_field(p, exc, (size_t)i + PLACE, i < tuple_size(info) ? tuple_item(info, i) : NULL);
    ob_decref(p, info);
    return fits ? 0 : -1;
}

/* ---- the Unicode errors ---------------------------------------------------------------------- */

static int wrong_type(Proc *p, int argument, Ob *given) {
    err_format(p, EXC_TypeError, "argument %d must be str, not %N", argument, given->ob_type);
    return -1;
}

/* (encoding, object, start, end, reason): str, str or bytes, two numbers, str. A UnicodeTranslateError
 * has no encoding. */
static int init_unicode_error(Proc *p, Ob *exc, Ob *const *args, size_t nargs, ExcId owner) {
    enum { ENCODING, OBJECT, START, END, REASON, COUNT };
    bool decode = owner == EXC_UnicodeDecodeError;
    size_t skipped = owner == EXC_UnicodeTranslateError ? OBJECT : ENCODING;
    for (size_t i = 0; i < COUNT; i++) exc_put_field(p, exc, i, NULL);
    if (nargs != COUNT - skipped) {
        err_format(p, EXC_TypeError, "function takes exactly %d arguments (%zd given)",
                   (int)(COUNT - skipped), (int64_t)nargs);
        return -1;
    }
    Ob *given[COUNT] = {NULL};
    for (size_t i = skipped; i < COUNT; i++) given[i] = args[i - skipped];
    int64_t positions[2];
    for (size_t i = skipped; i < COUNT; i++) {
        if (i == START || i == END) {
            if (ob_as_ssize_arg(p, given[i], &positions[i - START]) < 0) return -1;
        } else if (!ob_is(given[i], TYPE_STR) && !(decode && i == OBJECT)) {
            return wrong_type(p, (int)(i - skipped) + 1, given[i]);
        }
    }
    if (decode && !ob_is(given[OBJECT], TYPE_BYTES)) {
        err_format(p, EXC_TypeError, "a bytes-like object is required, not '%N'",
                   given[OBJECT]->ob_type);
        return -1;
    }
    for (size_t i = skipped; i < COUNT; i++) {
        if (i != START && i != END) {
            exc_put_field(p, exc, i, given[i]);
            continue;
        }
        Ob *number = int_from_i64(p, positions[i - START]);
        if (!number) return -1;
        exc_put_field(p, exc, i, number);
        ob_decref(p, number);
    }
    return 0;
}

/* ---- which of them --------------------------------------------------------------------------- */

int exc_init_fields(Proc *p, Ob *exc, Ob *const *args, size_t nargs, Ob *kwnames) {
    const FieldSet *set = exc_fields_of(p, exc->ob_type);
    if (!set) return 0;
    switch (set->owner) {
    case EXC_BaseExceptionGroup: return 0; /* __new__ has done it */
    case EXC_SystemExit: return init_system_exit(p, exc, args, nargs);
    case EXC_StopIteration: return init_stop_iteration(p, exc, args, nargs);
    case EXC_OSError: return init_oserror(p, exc, args, nargs);
    case EXC_SyntaxError: return init_syntax_error(p, exc, args, nargs);
    case EXC_UnicodeDecodeError:
    case EXC_UnicodeEncodeError:
    case EXC_UnicodeTranslateError: return init_unicode_error(p, exc, args, nargs, set->owner);
    default: return init_keywords(p, exc, set, args, nargs, kwnames);
    }
}
