/* complex_make.c - what complex() makes of numbers and of text (Objects/complexobject.c:
 * complex_new_impl, complex_subtype_from_string). Called through the type's table. */
#include <string.h>

#include "base/utf8.h"
#include "object/number/complex_internal.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/type.h"

static Ob *of_type(Proc *p, TypeOb *type, Complex value) {
    if (type == type_of_id(p, TYPE_COMPLEX)) return complex_new(p, value);
    Ob *o = instance_alloc(p, type, 0);
    if (o) ((ComplexOb *)o)->cval = value;
    return o;
}

/* ---- from text ------------------------------------------------------------------------------- */

typedef struct Text {
    const char *at, *end;
} Text;

static char next_char(const Text *t) { return t->at < t->end ? *t->at : '\0'; }

static void skip_blanks(Text *t) {
    while (t->at < t->end && ascii_space(*t->at)) t->at++;
}

static bool take_number(Text *t, double *value) {
    size_t used = float_parse_prefix(t->at, (size_t)(t->end - t->at), value);
    t->at += used;
    return used > 0;
}

/* A sign alone stands for 1 or -1. */
static bool take_sign(Text *t, double *value) {
    char c = next_char(t);
    if (c != '+' && c != '-') return false;
    *value = c == '+' ? 1.0 : -1.0;
    t->at++;
    return true;
}

static bool take_unit(Text *t) {
    if (next_char(t) != 'j' && next_char(t) != 'J') return false;
    t->at++;
    return true;
}

/* "1", "2j", "1+2j", "1-j", "-j", "j" (complex_from_string_inner). */
static bool take_parts(Text *t, Complex *z) {
    double first = 1.0;
    *z = (Complex){0.0, 0.0};
    if (!take_number(t, &first)) {
        take_sign(t, &first);
        z->imag = first;
        return take_unit(t);
    }
    if (take_unit(t)) {
        z->imag = first;
        return true;
    }
    z->real = first;
    if (next_char(t) != '+' && next_char(t) != '-') return true;
    return (take_number(t, &z->imag) || take_sign(t, &z->imag)) && take_unit(t);
}

static bool parse(const char *text, size_t len, Complex *z) {
    Text t = {text, text + len};
    skip_blanks(&t);
    bool bracket = next_char(&t) == '(';
    if (bracket) {
        t.at++;
        skip_blanks(&t);
    }
    if (!take_parts(&t, z)) return false;
    skip_blanks(&t);
    if (bracket) {
        if (next_char(&t) != ')') return false;
        t.at++;
        skip_blanks(&t);
    }
    return t.at == t.end;
}

/* _Py_string_to_number_with_underscores */
static Ob *from_ascii(Proc *p, TypeOb *type, const char *text, size_t len, Ob *original) {
    Complex z;
    bool good;
    if (memchr(text, '_', len)) {
        char *clean = mem_alloc(p, len + 1, BLOCK_OTHER);
        if (!clean) return err_no_memory(p);
        size_t n;
        good = float_drop_underscores(text, len, clean, &n);
        bool read = good && parse(clean, n, &z);
        mem_free(p, clean);
        if (!good)
            return err_format(p, EXC_ValueError, "could not convert string to complex: %R",
                              original);
        good = read;
    } else {
        good = parse(text, len, &z);
    }
    if (!good) return err_format(p, EXC_ValueError, "complex() arg is a malformed string");
    return of_type(p, type, z);
}

static Ob *from_text(Proc *p, TypeOb *type, Ob *text) {
    Ob *ascii = str_float_to_ascii(p, text);
    if (!ascii) return NULL;
    Ob *result = from_ascii(p, type, str_data(p, ascii), (size_t)str_len(ascii), text);
    ob_decref(p, ascii);
    return result;
}

/* ---- from numbers ---------------------------------------------------------------------------- */

/* try_complex_special_method: what __complex__ gave (new), or NULL with *failed when there was an
 * exception. */
static Ob *special_method(Proc *p, Ob *o, bool *failed) {
    *failed = false;
    if (ob_is_exact(p, o, TYPE_COMPLEX)) return py_complex_has_complex(p) ? ob_newref(p, o) : NULL;
    Ob *method = type_bind_special(p, o, SP_COMPLEX);
    Ob *result = method ? ob_call(p, method, NULL, 0, NULL) : NULL;
    ob_xdecref(p, method);
    if (result && !ob_is(result, TYPE_COMPLEX)) {
        if (py_complex_result_named(p))
            err_format(p, EXC_TypeError, "__complex__ returned non-complex (type %N)",
                       result->ob_type);
        else
            err_format(p, EXC_TypeError, "__complex__ should return a complex object");
    } else if (result && !ob_is_exact(p, result, TYPE_COMPLEX) && py_complex_result_named(p)) {
        (void)err_warn(
            p, EXC_DeprecationWarning,
            "__complex__ returned non-complex (type %N).  The ability to return an instance of a "
            "strict subclass of complex is deprecated, and may be removed in a future version of "
            "Python.",
            result->ob_type);
    }
    *failed = err_occurred(p);
    if (!*failed) return result;
    ob_xdecref(p, result);
    return NULL;
}

/* Has the type nb_float or nb_index? */
static bool is_real(Proc *p, const Ob *o) {
    return ob_is(o, TYPE_FLOAT) || ob_is(o, TYPE_INT) || ob_is(o, TYPE_BOOL) ||
           ob_is(o, TYPE_COMPLEX) || type_defines(o->ob_type, SP_FLOAT) || ob_ops(o)->number ||
           (py_float_asks_index(p) && ob_has_index(o));
}

/* A part: complex, or what float() makes of it. */
static bool part_value(Proc *p, Ob *o, Complex *value) {
    if (ob_is(o, TYPE_COMPLEX)) {
        *value = complex_value(o);
        return true;
    }
    Ob *real = float_from_number(p, o);
    if (!real) return false;
    *value = (Complex){float_value(real), 0.0};
    ob_decref(p, real);
    return true;
}

/* real + imag * 1j, where either may be complex itself. */
static bool from_parts(Proc *p, Ob *real, Ob *imag, Complex *z) {
    Complex second = {0.0, 0.0};
    if (!is_real(p, real)) {
        err_format(p, EXC_TypeError,
                   "complex() first argument must be a string or a number, not '%N'",
                   real->ob_type);
        return false;
    }
    if (imag && !is_real(p, imag)) {
        err_format(p, EXC_TypeError, "complex() second argument must be a number, not '%N'",
                   imag->ob_type);
        return false;
    }
    if (!part_value(p, real, z)) return false;
    if (!imag) return true;
    if (!part_value(p, imag, &second)) return false;
    if (ob_is(imag, TYPE_COMPLEX)) z->real -= second.imag;
    z->imag = ob_is(real, TYPE_COMPLEX) ? z->imag + second.real : second.real;
    return true;
}

Ob *complex_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"real", "imag"};
    static const Signature signature = {"complex", names, 2, 0, 0, 2};
    Ob *given[2];
    if (!parser_ready(p, PARSER_COMPLEX, kwnames != NULL)) return NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    Ob *real = given[0], *imag = given[1];
    bool plain = type == type_of_id(p, TYPE_COMPLEX);
    if (real && !imag && plain && ob_is_exact(p, real, TYPE_COMPLEX)) return ob_newref(p, real);
    if (real && ob_is(real, TYPE_STR)) {
        if (!imag) return from_text(p, type, real);
        return err_format(p, EXC_TypeError, "complex() can't take second arg if first is a string");
    }
    if (imag && ob_is(imag, TYPE_STR))
        return err_format(p, EXC_TypeError, "complex() second arg can't be a string");
    if (!real) real = p->ob->small_ints[NSMALLNEG]; /* the default, which float() makes 0.0 */
    bool failed;
    Ob *made = special_method(p, real, &failed);
    if (failed) return NULL;
    Complex z;
    bool good = from_parts(p, made ? made : real, imag, &z);
    ob_xdecref(p, made);
    return good ? of_type(p, type, z) : NULL;
}
