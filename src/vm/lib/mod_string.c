/* mod_string.c - what Objects/stringlib/unicode_format.h offers to string.Formatter. */
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "vm/import/c_modules.h"

static Ob *formatter_parser(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "formatter_parser", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR))
        return err_format(p, EXC_TypeError, "expected str, got %N", args[0]->ob_type);
    Ob *pieces = template_pieces(p, args[0]);
    Ob *it = pieces ? ob_iter(p, pieces) : NULL;
    ob_xdecref(p, pieces);
    return it;
}

static Ob *field_name_split(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "formatter_field_name_split", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR))
        return err_format(p, EXC_TypeError, "expected str, got %N", args[0]->ob_type);
    return template_name_split(p, args[0]);
}

const MethodDef string_module_functions[] = {
    {"formatter_parser", formatter_parser, METH_PLAIN, "formatter_parser(format_string)"},
    {"formatter_field_name_split", field_name_split, METH_PLAIN,
     "formatter_field_name_split(name)"},
    {NULL, NULL, 0, NULL},
};

int string_module_fill(Proc *p, Ob *module) {
    (void)p, (void)module;
    return 0;
}
