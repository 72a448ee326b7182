/* named_args.c - the arguments of built-in functions that know their parameters by name: where each
 * belongs, and what is said when they do not fit (Python/getargs.c, _PyArg_UnpackKeywords). Called
 * from the built-ins. */
#include "object/protocol/named_args.h"

#include <stdio.h>
#include <string.h>

#include "object/container/tuple.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"

void err_unexpected_keyword(Proc *p, const char *function, Ob *keyword) {
    if (py_keyword_error_unexpected(p)) {
        err_format(p, EXC_TypeError, "%s() got an unexpected keyword argument '%U'", function,
                   keyword);
    } else if (py_argument_errors_bare(p)) {
        err_format(p, EXC_TypeError, "'%U' is an invalid keyword argument for this function",
                   keyword);
    } else {
        err_format(p, EXC_TypeError, "'%U' is an invalid keyword argument for %s()", keyword,
                   function);
    }
}

Ob *err_argument_type(Proc *p, const char *function, int number, const char *name,
                      const char *expected, Ob *given) {
    char which[40];
    bool named = py_arguments_named(p), none = given == OB_NONE(p);
    snprintf(which, sizeof which, named ? "'%s'" : "%.0s%d", name, number);
    if (none)
        return err_format(p, EXC_TypeError, "%s() argument %s must be %s, not None", function,
                          which, expected);
    return err_format(p, EXC_TypeError, "%s() argument %s must be %s, not %N", function, which,
                      expected, given->ob_type);
}

void err_missing_argument(Proc *p, const char *function, const char *name, int number) {
    if (py_argument_errors_bare(p))
        err_format(p, EXC_TypeError, "Required argument '%s' (pos %d) not found", name, number);
    else
        err_format(p, EXC_TypeError, "%s() missing required argument '%s' (pos %d)", function, name,
                   number);
}

/* TypeError "f() takes at most 2 positional arguments (3 given)". */
static bool wrong_count(Proc *p, const Signature *f, const char *how, int bound, const char *kind,
                        int64_t given) {
    bool nameless = !*f->function; /* a format without a name */
    err_format(p, EXC_TypeError, "%s%s takes %s %d %sargument%s (%zd given)",
               nameless ? "function" : f->function, nameless ? "" : "()", how, bound, kind,
               bound == 1 ? "" : "s", given);
    return false;
}

/* The same in the words of vgetargskeywords up to 3.6. */
static bool counts_fit_bare(Proc *p, const Signature *f, int64_t nargs, int64_t named) {
    if (nargs + named > f->count) return wrong_count(p, f, "at most", f->count, "", nargs + named);
    int least = f->required < f->positional_only ? f->required : f->positional_only;
    if (nargs <= f->positional && nargs >= least) return true;
    const char *how = least == f->positional ? "exactly" : nargs < least ? "at least" : "at most";
    err_format(p, EXC_TypeError, "Function takes %s %d positional arguments (%zd given)", how,
               nargs < least ? least : f->positional, nargs);
    return false;
}

static bool counts_fit(Proc *p, const Signature *f, int64_t nargs, int64_t named) {
    if (py_argument_errors_bare(p)) return counts_fit_bare(p, f, nargs, named);
    if (nargs + named > f->count) {
        return wrong_count(p, f, "at most", f->count, nargs == 0 ? "keyword " : "", nargs + named);
    }
    if (nargs > f->positional && f->positional == 0) {
        err_format(p, EXC_TypeError, "%s() takes no positional arguments", f->function);
        return false;
    }
    if (nargs > f->positional) {
        return wrong_count(p, f, f->required == f->positional ? "exactly" : "at most",
                           f->positional, "positional ", nargs);
    }
    int least = f->required < f->positional_only ? f->required : f->positional_only;
    if (nargs < least) {
        return wrong_count(p, f, least < f->positional ? "at least" : "exactly", least,
                           "positional ", nargs);
    }
    return true;
}

/* The parameter that takes keywords of this name, or -1. */
static int find_parameter(Proc *p, const Signature *f, Ob *name) {
    for (int i = f->positional_only; i < f->count; i++) {
        if (str_eq_cstr(p, name, f->names[i])) return i;
    }
    return -1;
}

/* What start-up has interned costs nothing: no block here stands for it. */
static Ob *parser_name(Proc *p, const char *word) {
    bool known = *word == '=' || (*word == '~' && py_start_knows_maxsplit(p));
    if (known) return ob_newref(p, p->ob->empty_str);
    return str_interned_cstr(p, word + (*word == '~'));
}

static Ob *parser_names(Proc *p, const char *names) {
    int64_t count = 1;
    for (const char *c = names; *c; c++) count += *c == ' ';
    Ob *tuple = tuple_new(p, count);
    for (int64_t i = 0; tuple && i < count; i++) {
        char word[24] = "";
        size_t n = strcspn(names, " ");
        memcpy(word, names, n);
        Ob *name = parser_name(p, word);
        if (!name) {
            ob_decref(p, tuple);
            return NULL;
        }
        tuple_set(p, tuple, i, name);
        names += n + 1;
    }
    return tuple;
}

bool parser_ready(Proc *p, ParserId id, bool named) {
    enum { ANY, NAMED };
    static const struct {
        PythonVersion first, last;
        int need;
        const char *names;
    } parsers[] = {
#define PARSER(id, first, last, need, names) {first, last, need, names},
#include "object/protocol/parsers.def"
#undef PARSER
    };
    PythonVersion version = p->s->profile.version;
    if (version < parsers[id].first || version > parsers[id].last) return true;
    bool needed = named || (parsers[id].need == ANY && py_parser_names_at_once(p));
    if (!needed || p->ob->parsers[id]) return true;
    img_serve(p);
    p->ob->parsers[id] = parser_names(p, parsers[id].names);
    img_serve_end(p);
    return p->ob->parsers[id] != NULL;
}

bool named_args(Proc *p, const Signature *f, Ob *const *args, size_t nargs, Ob *kwnames, Ob **out) {
    int64_t named = kwnames ? tuple_size(kwnames) : 0;
    if (!counts_fit(p, f, (int64_t)nargs, named)) return false;
    for (int i = 0; i < f->count; i++) out[i] = (size_t)i < nargs ? args[i] : NULL;
    Ob *unexpected = NULL;
    int twice = -1;
    for (int64_t k = 0; k < named; k++) {
        Ob *name = tuple_item(kwnames, k);
        int at = find_parameter(p, f, name);
        if (at < 0) {
            unexpected = unexpected ? unexpected : name;
        } else if ((size_t)at < nargs) {
            twice = twice < 0 || at < twice ? at : twice;
        } else {
            out[at] = args[nargs + (size_t)k];
        }
    }
    for (int i = 0; i < f->required; i++) {
        if (out[i]) continue;
        err_missing_argument(p, f->function, f->names[i], i + 1);
        return false;
    }
    if (twice >= 0 && py_argument_errors_bare(p)) {
        err_format(p, EXC_TypeError, "Argument given by name ('%s') and position (%d)",
                   f->names[twice], twice + 1);
        return false;
    }
    if (twice >= 0) {
        err_format(p, EXC_TypeError, "argument for %s() given by name ('%s') and position (%d)",
                   f->function, f->names[twice], twice + 1);
        return false;
    }
    if (unexpected) err_unexpected_keyword(p, f->function, unexpected);
    return !unexpected;
}

bool sole_argument(Proc *p, const TypeOb *type, Special other, const Signature *f, Ob *const *args,
                   size_t nargs, Ob *kwnames, Ob **value) {
    *value = nargs ? args[0] : NULL;
    if (py_argument_errors_bare(p)) return named_args(p, f, args, nargs, kwnames, value);
    if (!no_keywords_for(p, type, other, f->function, kwnames)) return false;
    if (nargs > 1)
        err_format(p, EXC_TypeError, "%s expected at most 1 argument%s, got %zd", f->function,
                   py_one_argument_singular(p) ? "" : "s", (int64_t)nargs);
    return nargs <= 1;
}
