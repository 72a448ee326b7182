/* mod_functools.c - what Modules/_functoolsmodule.c offers; the rest of functools is Python. */
#include "object/code/module.h"
#include "vm/import/c_modules.h"

/* functools_reduce. The tuple of arguments that CPython reuses is not seen by anybody. */
static Ob *reduce(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "reduce", nargs, 2, 3, kwnames)) return NULL;
    Ob *result = nargs > 2 ? ob_newref(p, args[2]) : NULL;
    Ob *it = ob_iter(p, args[1]);
    if (!it) {
        ob_xdecref(p, result);
        if (err_matches(p, EXC_TypeError))
            err_format(p, EXC_TypeError, "reduce() arg 2 must support iteration");
        return NULL;
    }
    Ob *item;
    while ((item = ob_next(p, it)) != NULL) {
        if (!result) {
            result = item;
            continue;
        }
        Ob *two[] = {result, item};
        Ob *next = ob_call(p, args[0], two, 2, NULL);
        ob_decref(p, result);
        ob_decref(p, item);
        result = next;
        if (!next) break;
    }
    ob_decref(p, it);
    if (!result && !err_occurred(p)) {
        err_format(p, EXC_TypeError, "reduce() of empty %s with no initial value",
                   py_reduce_says_iterable(p) ? "iterable" : "sequence");
    }
    if (result && err_occurred(p)) {
        ob_decref(p, result);
        return NULL;
    }
    return result;
}

const MethodDef functools_module_functions[] = {
    {"reduce", reduce, METH_TUPLE, "reduce(function, iterable[, initial])"},
    {NULL, NULL, 0, NULL},
};

int functools_module_fill(Proc *p, Ob *module) {
    Ob *partial = &type_of_id(p, TYPE_PARTIAL)->base.ob;
    Ob *wrapper = &type_of_id(p, TYPE_LRU_CACHE)->base.ob;
    return module_set(p, module, "partial", partial) |
           module_set(p, module, "_lru_cache_wrapper", wrapper);
}
