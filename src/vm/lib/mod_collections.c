/* mod_collections.c - the module _collections (Modules/_collectionsmodule.c); the rest of collections
 * is Python. */
#include "object/code/module.h"
#include "vm/import/c_modules.h"

const MethodDef collections_module_functions[] = {{NULL, NULL, 0, NULL}};

int collections_module_fill(Proc *p, Ob *module) {
    Ob *forward = &type_of_id(p, TYPE_DEQUE_ITERATOR)->base.ob;
    Ob *backward = &type_of_id(p, TYPE_DEQUE_REVERSE_ITERATOR)->base.ob;
    Ob *defaults = &type_of_id(p, TYPE_DEFAULT_DICT)->base.ob;
    Ob *ordered = &type_of_id(p, TYPE_ORDERED_DICT)->base.ob;
    return module_set(p, module, "defaultdict", defaults) |
           module_set(p, module, "OrderedDict", ordered) |
           module_set(p, module, "deque", &type_of_id(p, TYPE_DEQUE)->base.ob) |
           module_set(p, module, "_deque_iterator", forward) |
           module_set(p, module, "_deque_reverse_iterator", backward);
}
