/* mod_warnings.c - what Python/_warnings.c offers; the module warnings is Python around it. */
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "vm/import/c_modules.h"
#include "vm/lib/builtins.h"
#include "vm/loop/state.h"

/* get_category: the class that the warning is of; borrowed. */
static Ob *category_of(Proc *p, Ob *message, Ob *category) {
    Ob *warning = &exc_type(p, EXC_Warning)->base.ob;
    int instance = ob_isinstance(p, message, warning);
    if (instance < 0) return NULL;
    if (instance) return &message->ob_type->base.ob;
    if (!category || category == OB_NONE(p)) return &exc_type(p, EXC_UserWarning)->base.ob;
    int derived = ob_is(category, TYPE_TYPE) ? ob_issubclass(p, category, warning) : 0;
    if (derived == 0) {
        err_format(p, EXC_TypeError, "category must be a Warning subclass, not '%N'",
                   category->ob_type);
    }
    return derived > 0 ? category : NULL;
}

static Ob *warnings_warn(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    enum { MESSAGE, CATEGORY, LEVEL, SOURCE, PREFIXES, COUNT };
    static const char *const names[] = {"message", "category", "stacklevel", "source",
                                        "skip_file_prefixes"};
    Signature signature = {"warn", names, py_warn_skips_files(p) ? COUNT : COUNT - 1,
                           0,      1,     PREFIXES};
    Ob *given[COUNT] = {0};
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    int64_t level = 1;
    if (given[LEVEL] && ob_as_ssize_arg(p, given[LEVEL], &level) < 0) return NULL;
    Ob *category = category_of(p, given[MESSAGE], given[CATEGORY]);
    if (!category) return NULL;
    Ob *source = given[SOURCE] == OB_NONE(p) ? NULL : given[SOURCE];
    if (warn_at_level(p, category, given[MESSAGE], level, source) < 0) return NULL;
    return ob_newref(p, OB_NONE(p));
}

static Ob *warnings_warn_explicit(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    enum { MESSAGE, CATEGORY, FILENAME, LINE, MODULE, REGISTRY, GLOBALS, SOURCE, COUNT };
    static const char *const names[] = {"message", "category", "filename",       "lineno",
                                        "module",  "registry", "module_globals", "source"};
    static const Signature signature = {"warn_explicit", names, COUNT, 0, 4, COUNT};
    Ob *given[COUNT] = {0};
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    int64_t line;
    if (ob_as_int_arg(p, given[LINE], &line) < 0) return NULL;
    if (!ob_is(given[FILENAME], TYPE_STR)) {
        return err_format(p, EXC_TypeError, "warn_explicit() argument 3 must be str, not %N",
                          given[FILENAME]->ob_type);
    }
    Ob *category = category_of(p, given[MESSAGE], given[CATEGORY]);
    Ob *module = given[MODULE] == OB_NONE(p) ? NULL : given[MODULE];
    module = module ? ob_newref(p, module) : category ? str_from_cstr(p, "<unknown>") : NULL;
    Warning w = {.category = category,
                 .message = given[MESSAGE],
                 .filename = given[FILENAME],
                 .line = line,
                 .module = module,
                 .registry = given[REGISTRY],
                 .source = given[SOURCE] == OB_NONE(p) ? NULL : given[SOURCE]};
    int status = category && module ? warn_explicit(p, &w) : -1;
    ob_xdecref(p, module);
    return status < 0 ? NULL : ob_newref(p, OB_NONE(p));
}

static Ob *warnings_mutated(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    if (!args_check(p, "_filters_mutated", nargs, 0, 0, kwnames)) return NULL;
    p->vm->warning_filters_version++;
    return ob_newref(p, OB_NONE(p));
}

const MethodDef warnings_module_functions[] = {
    {"warn", warnings_warn, METH_PLAIN, "warn(message, category=None, stacklevel=1, source=None)"},
    {"warn_explicit", warnings_warn_explicit, METH_TUPLE,
     "warn_explicit(message, category, filename, lineno, module=None, registry=None, "
     "module_globals=None, source=None)"},
    {"_filters_mutated", warnings_mutated, METH_PLAIN, "_filters_mutated()"},
    {NULL, NULL, 0, NULL},
};

/* create_filter */
static int add_filter(Proc *p, Ob *filters, const char *action, ExcId category,
                      const char *module) {
    Ob *none = OB_NONE(p), *text = str_interned_cstr(p, action);
    Ob *name = module ? str_interned_cstr(p, module) : ob_newref(p, none);
    Ob *zero = int_from_i64(p, 0);
    Ob *row = text && name && zero
                  ? tuple_pack(p, 5, text, none, &exc_type(p, category)->base.ob, name, zero)
                  : NULL;
    int status = row ? list_append(p, filters, row) : -1;
    ob_xdecref(p, row);
    ob_xdecref(p, zero);
    ob_xdecref(p, name);
    ob_xdecref(p, text);
    return status;
}

/* init_filters, and the state that warnings.py takes over. */
int warnings_module_fill(Proc *p, Ob *module) {
    Ob *filters = list_new(p, 0);
    if (!filters) return -1;
    int failed = py_deprecation_hidden(p)
                     ? 0
                     : add_filter(p, filters, "default", EXC_DeprecationWarning, "__main__");
    failed |= add_filter(p, filters, "ignore", EXC_DeprecationWarning, NULL) |
              add_filter(p, filters, "ignore", EXC_PendingDeprecationWarning, NULL) |
              add_filter(p, filters, "ignore", EXC_ImportWarning, NULL);
    if (py_deprecation_hidden(p))
        failed |= add_filter(p, filters, "ignore", EXC_BytesWarning, NULL);
    failed |= add_filter(p, filters, "ignore", EXC_ResourceWarning, NULL);
    p->vm->warning_filters = ob_newref(p, filters);
    failed |= module_set_take(p, module, "filters", filters);
    failed |= module_set_take(p, module, "_onceregistry", dict_new(p));
    failed |= module_set_take(p, module, "_defaultaction", str_interned_cstr(p, "default"));
    return failed ? -1 : 0;
}
