/* mod_itertools.c - the module itertools: its types (object/library/itertools.h) under their names
 * (Modules/itertoolsmodule.c). */
#include "object/code/module.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/import/c_modules.h"

const MethodDef itertools_module_functions[] = {{NULL, NULL, 0, NULL}};

static const TypeId types[] = {TYPE_COUNT_ITERATOR, TYPE_CYCLE, TYPE_REPEAT};

int itertools_module_fill(Proc *p, Ob *module) {
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        TypeOb *type = type_of_id(p, types[i]);
        if (ob_setattr(p, module, type->qualname, &type->base.ob) < 0) return -1;
    }
    return 0;
}
