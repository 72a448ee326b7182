/* mod_sre.c - the module _sre: what re takes from C (Modules/_sre/sre.c). */
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/library/regex.h"
#include "object/number/int.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "vm/import/c_modules.h"

enum { CODE_BYTES = 4, MAGIC = 20230612 };

/* The character code that a function is asked about; -1 with an exception. */
static int64_t character(Proc *p, const char *name, Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t c;
    if (!args_check(p, name, nargs, 1, 1, kwnames) || ob_as_int_arg(p, args[0], &c) < 0) return -1;
    if (c >= 0 && c <= 0x10FFFF) return c;
    err_format(p, EXC_ValueError, "character is out of range");
    return -1;
}

static Ob *ascii_iscased(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    int64_t c = character(p, "ascii_iscased", args, nargs, kwnames);
    if (c < 0) return NULL;
    bool cased = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return ob_newref(p, cased ? p->ob->true_ : p->ob->false_);
}
static Ob *unicode_iscased(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    int64_t c = character(p, "unicode_iscased", args, nargs, kwnames);
    if (c < 0) return NULL;
    bool cased = regex_lower(p, (uint32_t)c) != c || regex_upper(p, (uint32_t)c) != c;
    return ob_newref(p, cased ? p->ob->true_ : p->ob->false_);
}
static Ob *ascii_tolower(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    int64_t c = character(p, "ascii_tolower", args, nargs, kwnames);
    return c < 0 ? NULL : int_from_i64(p, regex_lower_ascii((uint32_t)c));
}
static Ob *unicode_tolower(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    int64_t c = character(p, "unicode_tolower", args, nargs, kwnames);
    return c < 0 ? NULL : int_from_i64(p, regex_lower(p, (uint32_t)c));
}

static Ob *getcodesize(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    if (!args_check(p, "getcodesize", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, CODE_BYTES);
}

static Ob *compile(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"pattern", "flags",      "code",
                                        "groups",  "groupindex", "indexgroup"};
    static const Signature signature = {"compile", names, 6, 0, 6, 6};
    (void)self;
    Ob *out[6];
    int64_t flags, groups;
    if (!named_args(p, &signature, args, nargs, kwnames, out)) return NULL;
    if (ob_as_int_arg(p, out[1], &flags) < 0 || ob_as_ssize_arg(p, out[3], &groups) < 0)
        return NULL;
    if (!ob_is(out[2], TYPE_LIST))
        return err_argument_type(p, "compile", 3, "code", "list", out[2]);
    if (!ob_is_dict(out[4]))
        return err_argument_type(p, "compile", 5, "groupindex", "dict", out[4]);
    if (!ob_is(out[5], TYPE_TUPLE))
        return err_argument_type(p, "compile", 6, "indexgroup", "tuple", out[5]);
    return pattern_new(p, out[0], flags, out[2], groups, out[4], out[5]);
}

static Ob *template(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "template", nargs, 2, 2, kwnames)) return NULL;
    if (!ob_is(args[1], TYPE_LIST))
        return err_argument_type(p, "template", 2, "template", "list", args[1]);
    return template_new(p, args[1]);
}

const MethodDef sre_module_functions[] = {
    {"compile", compile, 0, NULL},
    {"ascii_iscased", ascii_iscased, 0, "ascii_iscased(character)"},
    {"unicode_iscased", unicode_iscased, 0, "unicode_iscased(character)"},
    {"ascii_tolower", ascii_tolower, 0, "ascii_tolower(character)"},
    {"unicode_tolower", unicode_tolower, 0, "unicode_tolower(character)"},
    {"getcodesize", getcodesize, 0, "getcodesize()"},
    {"template", template, METH_SINCE(PY_3_12), "template(pattern, template)"},
    {NULL, NULL, 0, NULL},
};

int sre_module_fill(Proc *p, Ob *module) {
    return module_set_take(p, module, "MAGIC", int_from_i64(p, MAGIC)) |
           module_set_take(p, module, "CODESIZE", int_from_i64(p, CODE_BYTES)) |
           module_set_take(p, module, "MAXREPEAT", int_from_i64(p, UINT32_MAX)) |
           module_set_take(p, module, "MAXGROUPS", int_from_i64(p, INT32_MAX / 2));
}
