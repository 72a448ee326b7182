/* mod_queue.c - the module _queue (Modules/_queuemodule.c). */
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/import/c_modules.h"

const MethodDef queue_module_functions[] = {{NULL, NULL, 0, NULL}};

/* PyErr_NewException("_queue.Empty"). */
static Ob *empty_class(Proc *p) {
    Ob *name = str_interned_cstr(p, "Empty"), *where = str_interned_cstr(p, "_queue");
    Ob *bases = tuple_pack(p, 1, &exc_type(p, EXC_Exception)->base.ob), *dict = dict_new(p);
    Ob *class_ = NULL;
    if (name && where && bases && dict && dict_setitem_cstr(p, dict, "__module__", where) == 0)
        class_ = type_new_class(p, type_of_id(p, TYPE_TYPE), name, bases, dict, NULL);
    ob_xdecref(p, dict);
    ob_xdecref(p, bases);
    ob_xdecref(p, where);
    ob_xdecref(p, name);
    return class_;
}

/* The class is the module's state; what SimpleQueue raises stays what it was when Python code replaces the name. */
int queue_module_fill(Proc *p, Ob *module) {
    if (!p->ob->queue_empty) p->ob->queue_empty = empty_class(p);
    if (!p->ob->queue_empty) return -1;
    return module_set(p, module, "SimpleQueue", &type_of_id(p, TYPE_SIMPLE_QUEUE)->base.ob) |
           module_set(p, module, "Empty", p->ob->queue_empty);
}
