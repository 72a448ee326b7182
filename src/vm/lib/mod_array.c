/* mod_array.c - the module array (Modules/arraymodule.c). */
#include "object/code/module.h"
#include "object/library/array.h"
#include "object/text/str.h"
#include "vm/import/c_modules.h"

const MethodDef array_module_functions[] = {{NULL, NULL, 0, NULL}};

int array_module_fill(Proc *p, Ob *module) {
    Ob *type = &type_of_id(p, TYPE_ARRAY)->base.ob;
    const char *codes = py_array_of_characters(p) ? "bBuwhHiIlLqQfd" : "bBuhHiIlLqQfd";
    return module_set(p, module, "array", type) | module_set(p, module, "ArrayType", type) |
           module_set_take(p, module, "typecodes", str_from_cstr(p, codes));
}
