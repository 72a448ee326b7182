/* named_args.h - the arguments of built-in functions that know their parameters by name. */
#ifndef OURO_OBJECT_NAMED_ARGS_H
#define OURO_OBJECT_NAMED_ARGS_H

#include "object/core/object.h"

/* What `f(a, /, b=0, *, c=0)` declares: the names in order, how many of them come only by position,
 * how many have to come, and how many may come by position. */
typedef struct Signature {
    const char *function; /* as messages call it */
    const char *const *names;
    int count, positional_only, required, positional;
} Signature;

/* Put each argument at its parameter's place in `out` (borrowed, NULL where none came, room for
 * `count`). False with TypeError when they do not fit, in the words of _PyArg_UnpackKeywords
 * (Python/getargs.c). */
OURO_MUST_CHECK bool named_args(Proc *p, const Signature *f, Ob *const *args, size_t nargs,
                                Ob *kwnames, Ob **out);
typedef enum ParserId {
#define PARSER(id, first, last, need, names) PARSER_##id,
#include "object/protocol/parsers.def"
#undef PARSER
    PARSER_COUNT
} ParserId;
/* parser_init: the first call that needs the names of this function makes them (with keywords; up to
 * 3.7 any call). False with MemoryError. */
OURO_MUST_CHECK bool parser_ready(Proc *p, ParserId id, bool named);
/* _PyArg_BadArgument for the argument of this number, which has a name: "f() argument 'x' must be str,
 * not int", with its number up to 3.7. Always NULL. */
Ob *err_argument_type(Proc *p, const char *function, int number, const char *name,
                      const char *expected, Ob *given);
/* TypeError "f() missing required argument 'x' (pos 1)". */
void err_missing_argument(Proc *p, const char *function, const char *name, int number);
/* The one argument of a built-in type like list, which up to 3.6 may be named; NULL when there is none.
 * `other` as in no_keywords_for. False with TypeError. */
OURO_MUST_CHECK bool sole_argument(Proc *p, const TypeOb *type, Special other, const Signature *f,
                                   Ob *const *args, size_t nargs, Ob *kwnames, Ob **value);
/* "'x' is an invalid keyword argument for f()", as each version says it. */
void err_unexpected_keyword(Proc *p, const char *function, Ob *keyword);

#endif
