/* mod_random.c - the module _random: what random takes from C (Modules/_randommodule.c). */
#include "object/code/module.h"
#include "vm/import/c_modules.h"

const MethodDef random_module_functions[] = {{NULL, NULL, 0, NULL}};

int random_module_fill(Proc *p, Ob *module) {
    return module_set(p, module, "Random", &type_of_id(p, TYPE_RANDOM)->base.ob);
}
