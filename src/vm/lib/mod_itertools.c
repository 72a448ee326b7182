/* mod_itertools.c - the module itertools: its types (object/library/itertools.h) under their names
 * (Modules/itertoolsmodule.c). */
#include "object/code/module.h"
#include "object/library/itertools.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/import/c_modules.h"

static Ob *tee(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    return tee_new(p, args, nargs, kwnames);
}

const MethodDef itertools_module_functions[] = {
    {"tee", tee, METH_TUPLE_UNTIL(PY_3_7), "tee(iterable, n=2)"},
    {NULL, NULL, 0, NULL},
};

/* In the order of the module's dict. */
static const TypeId types[] = {TYPE_ACCUMULATE,
                               TYPE_BATCHED,
                               TYPE_COMBINATIONS,
                               TYPE_COMBINATIONS_WITH_REPLACEMENT,
                               TYPE_CYCLE,
                               TYPE_DROPWHILE,
                               TYPE_TAKEWHILE,
                               TYPE_ISLICE,
                               TYPE_STARMAP,
                               TYPE_CHAIN,
                               TYPE_COMPRESS,
                               TYPE_FILTERFALSE,
                               TYPE_COUNT_ITERATOR,
                               TYPE_ZIP_LONGEST,
                               TYPE_PAIRWISE,
                               TYPE_PERMUTATIONS,
                               TYPE_PRODUCT,
                               TYPE_REPEAT,
                               TYPE_GROUPBY,
                               TYPE_GROUPER,
                               TYPE_TEE,
                               TYPE_TEE_DATA};

int itertools_module_fill(Proc *p, Ob *module) {
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        TypeOb *type = type_of_id(p, types[i]);
        if (types[i] == TYPE_PAIRWISE && !py_itertools_pairwise(p)) continue;
        if (types[i] == TYPE_BATCHED && !py_itertools_batched(p)) continue;
        if (ob_setattr(p, module, type->qualname, &type->base.ob) < 0) return -1;
    }
    return 0;
}
