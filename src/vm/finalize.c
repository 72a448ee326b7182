/* finalize.c - what the interpreter does on its way out (Py_FinalizeEx of Python/pylifecycle.c,
 * PyImport_Cleanup and _PyModule_ClearDict), so that finalizers run in its order.
 *
 * The modules leave sys.modules; __main__ loses its last reference and its names die in the order
 * of their creation, or in a last collection when functions hold the dict. What is still alive
 * after that is cleared name by name. */
#include "gc/gc.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/text/str.h"
#include "object/type/weakref.h"
#include "vm/lib/stream.h"
#include "vm/loop/state.h"

/* _PyModule_ClearDict: private names first, then all but __builtins__; each value is replaced by
 * None. */
static void clear_namespace(Proc *p, Ob *dict) {
    for (int pass = 0; pass < 2; pass++) {
        int64_t pos = 0;
        Ob *key, *value, *nothing = OB_NONE(p);
        while (dict_next(p, dict, &pos, &key, &value)) {
            if (value == nothing || !ob_is(key, TYPE_STR) || str_len(key) == 0) continue;
            bool single =
                str_char(p, key, 0) == '_' && !(str_len(key) > 1 && str_char(p, key, 1) == '_');
            if (pass == 0 && !single) continue;
            if (pass == 1 && key == vm_name(p, VM_NAME_BUILTINS)) continue;
            if (dict_setitem(p, dict, key, nothing) < 0) err_clear(p);
        }
    }
}

/* finalize_remove_modules: every module leaves sys.modules; weak references remember them. New
 * list, or NULL. */
static Ob *remove_modules(Proc *p) {
    Ob *modules = p->ob->modules, *list = list_new(p, 0);
    int64_t pos = 0;
    Ob *name, *module;
    while (dict_next(p, modules, &pos, &name, &module)) {
        if (!ob_is(module, TYPE_MODULE)) continue;
        Ob *ref = weakref_new(p, module, NULL);
        if (!list || !ref || list_append_take(p, list, ref) < 0) err_clear(p);
        if (dict_setitem(p, modules, name, OB_NONE(p)) < 0) err_clear(p);
    }
    dict_clear(p, modules);
    return list;
}

/* finalize_restore_builtins_dict: what the program put there goes. */
static void restore_builtins(Proc *p) {
    Ob *dict = p->ob->builtins_dict, *all = dict_copy(p, dict);
    if (!all) {
        err_clear(p);
        return;
    }
    dict_clear(p, dict);
    if (dict_update(p, dict, p->vm->builtins_copy) < 0) err_clear(p);
    ob_decref(p, all);
}

/* finalize_modules_clear_weaklist: modules that somebody still holds lose their names. */
static void clear_survivors(Proc *p, Ob *list) {
    for (int64_t i = 0; i < list_size(list); i++) {
        Ob *module = weakref_get(p, list_item(list, i));
        if (!module) continue;
        Ob *dict = module_dict(module);
        if (!dict || dict == p->vm->sys_dict || dict == p->ob->builtins_dict) continue;
        ob_incref(p, module);
        clear_namespace(p, dict);
        ob_decref(p, module);
    }
}

void vm_drop_parser(Proc *p) {
    VmState *vm = p->vm;
    while (vm->parser_refs) {
        ParserRef *ref = vm->parser_refs;
        vm->parser_refs = ref->next;
        ob_release(p, ref->object, ref, SLOT_PARSER, 0);
    }
}

void vm_finalize(Proc *p) {
    VmState *vm = p->vm;
    if (vm->phase != PHASE_OVER) return;
    atexit_run(p);
    streams_flush(p);
    vm->phase = PHASE_FINALIZED;
    if (p->ob->gc_enabled) gc_collect(p, 2);
    Ob *uncaught = vm->uncaught; /* sys.last_value */
    vm->uncaught = NULL;
    ob_xdecref(p, uncaught);
    /* The names of __main__ were made at start-up, and what start-up made is never collected. Now
     * they may be. */
    if (vm_main_dict(p)) gc_make_oldest(p, vm->main_dict);
    vm->main_module = vm->main_dict = NULL;
    Ob *left = remove_modules(p);
    restore_builtins(p);
    gc_collect(p, 2);
    if (left) {
        clear_survivors(p, left);
        ob_decref(p, left);
    }
    clear_namespace(p, vm->sys_dict);
    clear_namespace(p, p->ob->builtins_dict);
}
