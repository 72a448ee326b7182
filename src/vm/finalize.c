/* finalize.c - what the interpreter does on its way out, in its order (Py_FinalizeEx and
 * finalize_modules of Python/pylifecycle.c; up to 3.8 PyImport_Cleanup of Python/import.c;
 * _PyModule_ClearDict of Objects/moduleobject.c).
 *
 * Entry: vm_finalize, called by the engine when the program is over. sys.modules is emptied first: what
 * nothing else holds dies by its count, and a collection finds the rest, with the names of __main__
 * still intact. Modules that somebody holds even then lose their names one by one, sys and builtins
 * last. */
#include <string.h>

#include "gc/gc.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/io/io.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/thread/local.h"
#include "object/type/weakref.h"
#include "vm/lib/stream.h"
#include "vm/loop/state.h"
#include "vm/thread/threads.h"

enum { STATUS_NOT_FLUSHED = 120 }; /* of a process whose output could not be written */

ExitPhase vm_exit_phase(const Proc *p, unsigned *entered) {
    *entered = (unsigned)p->vm->exit_entered;
    return (ExitPhase)p->vm->exit_phase;
}

static void note_phase(Proc *p, ExitPhase phase) {
    p->vm->exit_phase = phase;
    p->vm->exit_entered |= INT64_C(1) << phase;
}

static void enter(Proc *p, ExitPhase phase) {
    note_phase(p, phase);
    img_landmark(p, EV_EXIT);
    img_emit(p, EV_EXIT, 0, phase, NULL, NULL, 0);
}

void vm_exit_gone(Proc *p) { note_phase(p, EXIT_GONE); }

/* A failure of the teardown itself has nobody to be raised in. */
static void report(Proc *p) {
    if (err_occurred(p)) err_write_unraisable(p, NULL);
}

/* A name with one underscore in front is a private one. */
static bool is_private(Proc *p, Ob *name) {
    int64_t len = str_len(name);
    return len > 0 && str_char(p, name, 0) == '_' && !(len > 1 && str_char(p, name, 1) == '_');
}

/* _PyModule_ClearDict: private names first, then all but __builtins__; each value is replaced by
 * None. */
static void clear_namespace(Proc *p, Ob *dict) {
    for (int pass = 0; pass < 2; pass++) {
        int64_t pos = 0;
        Ob *key, *value, *nothing = OB_NONE(p);
        while (dict_next(p, dict, &pos, &key, &value)) {
            if (value == nothing || !ob_is(key, TYPE_STR)) continue;
            if (pass == 0 && !is_private(p, key)) continue;
            if (pass == 1 && key == vm_name(p, VM_NAME_BUILTINS)) continue;
            if (dict_setitem(p, dict, key, nothing) < 0) report(p);
        }
    }
}

/* _PyImport_FiniExternal: what importlib has found out about the entries of sys.path. */
static void drop_path_caches(Proc *p) {
    static const char *const caches[] = {"path_importer_cache", "path_hooks"};
    for (size_t i = 0; i < ARRAY_LEN(caches); i++) {
        p->vm->import_loss = IMPORT_NO_CACHE;
        if (dict_setitem_cstr(p, p->vm->sys_dict, caches[i], OB_NONE(p)) < 0) report(p);
    }
}

/* finalize_modules_delete_special: places in sys and builtins where objects of the program hide. */
static void delete_special(Proc *p) {
    static const char *const deleted[] = {
        "path",       "argv",
        "ps1",        "ps2",
        "last_exc",   "last_type",
        "last_value", "last_traceback",
        "path_hooks", "path_importer_cache", /* both earlier, see drop_path_caches */
        "meta_path",  "__interactivehook__",
    };
    static const char *const files[][2] = {
        {"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
    Ob *sys = p->vm->sys_dict;
    if (dict_setitem_cstr(p, p->ob->builtins_dict, "_", OB_NONE(p)) < 0) report(p);
    p->vm->import_loss = IMPORT_NO_PATH; /* the first that goes */
    for (size_t i = 0; i < ARRAY_LEN(deleted); i++) {
        if (strcmp(deleted[i], "meta_path") == 0) p->vm->import_loss = IMPORT_NO_FINDERS;
        if (!py_sys_last_exc(p) && strcmp(deleted[i], "last_exc") == 0) continue;
        if (dict_setitem_cstr(p, sys, deleted[i], OB_NONE(p)) < 0) report(p);
    }
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        Ob *value = dict_getitem_cstr(p, sys, files[i][1]);
        if (dict_setitem_cstr(p, sys, files[i][0], value ? value : OB_NONE(p)) < 0) report(p);
    }
}

/* STORE_MODULE_WEAKREF: which module it was, in a list that does not keep it alive. */
static void remember_module(Proc *p, Ob *list, Ob *name, Ob *module) {
    img_serve(p);
    Ob *ref = list ? weakref_new(p, module, NULL) : NULL;
    Ob *pair = ref ? tuple_pack(p, 2, name, ref) : NULL;
    if (pair && list_append(p, list, pair) < 0) report(p);
    img_serve_end(p);
    ob_xdecref(p, pair);
    ob_xdecref(p, ref);
    report(p);
}

/* finalize_remove_modules: every module leaves sys.modules. New list, or NULL. */
static Ob *remove_modules(Proc *p) {
    img_serve(p);
    Ob *modules = p->ob->modules, *list = list_new(p, 0), *name, *module;
    img_serve_end(p);
    if (!list) report(p);
    p->vm->sources_gone = !py_io_after_main(p);
    for (int64_t pos = 0; dict_next(p, modules, &pos, &name, &module);) {
        if (!ob_is(module, TYPE_MODULE)) continue;
        bool is_main = module == p->vm->main_module;
        remember_module(p, list, name, module);
        if (dict_setitem(p, modules, name, OB_NONE(p)) < 0) report(p);
        if (is_main) p->vm->sources_gone = 1;
    }
    p->vm->sources_gone = 1;
    dict_clear(p, modules);
    return list;
}

/* finalize_restore_builtins: what the program put there goes. */
static void restore_builtins(Proc *p) {
    Ob *dict = p->ob->builtins_dict, *all = dict_copy(p, dict);
    if (!all) report(p);
    dict_clear(p, dict);
    if (dict_update(p, dict, p->vm->builtins_copy) < 0) err_clear(p);
    ob_xdecref(p, all);
}

/* The i-th module of the list if it is still there and has names to lose; new, or NULL. */
static Ob *survivor(Proc *p, Ob *list, int64_t i) {
    Ob *module = weakref_get(p, tuple_item(list_item(list, i), 1));
    Ob *dict = module ? module_dict(module) : NULL;
    bool loses = dict && dict != p->vm->sys_dict && dict != p->ob->builtins_dict;
    return loses ? ob_newref(p, module) : NULL;
}

/* finalize_modules_clear_weaklist: modules that somebody still holds lose their names, from 3.8 on those
 * that were imported last first. One of them is _frozen_importlib, which start-up imports before all but sys
 * and builtins. */
static void clear_survivors(Proc *p, Ob *list) {
    bool entered = false, last_first = py_modules_cleared_last_first(p);
    int64_t count = list_size(list);
    if (!last_first) p->vm->import_loss = IMPORT_NO_IMPORTLIB;
    for (int64_t n = 0; n < count; n++) {
        int64_t i = last_first ? count - 1 - n : n;
        Ob *module = survivor(p, list, i);
        if (!module) continue;
        if (!entered) enter(p, EXIT_SURVIVORS);
        entered = true;
        clear_namespace(p, module_dict(module));
        ob_decref(p, module);
    }
    p->vm->import_loss = IMPORT_NO_IMPORTLIB;
}

/* What the interpreter's list of C modules holds (modules_by_index); new, or NULL. */
static Ob *held_by_index(Proc *p) {
    Ob *module = py_gc_module_held(p) ? dict_getitem_cstr(p, p->ob->modules, "gc") : NULL;
    return module ? ob_newref(p, module) : NULL;
}

static void finalize_modules(Proc *p) {
    Ob *held = held_by_index(p);
    enter(p, EXIT_MODULES);
    if (py_path_caches_first(p)) drop_path_caches(p);
    delete_special(p);
    Ob *left = remove_modules(p);
    restore_builtins(p);
    p->ob->io->late = 1;
    enter(p, EXIT_GARBAGE);
    gc_collect_no_fail(p);
    gc_dump_shutdown_stats(p);
    if (left) {
        clear_survivors(p, left);
        ob_decref(p, left);
    }
    enter(p, EXIT_SYSTEM);
    clear_namespace(p, p->vm->sys_dict);
    clear_namespace(p, p->ob->builtins_dict);
    ob_xdecref(p, held);
    dict_clear(p, p->vm->ready_modules);
    dict_clear(p, p->ob->modules);
    enter(p, EXIT_LAST);
    gc_collect_no_fail(p);
}

static void drop(Proc *p, Ob **held) {
    Ob *o = *held;
    *held = NULL;
    ob_xdecref(p, o);
}

/* PyThreadState_Clear of each, the newest first: what they have for themselves, also of daemons that stand where they
 * were left. */
static void clear_thread_dicts(Proc *p) {
    int64_t count = 0;
    for (ThreadState *t = &p->ob->main_thread; t; t = t->next) count++;
    while (count-- > 0) {
        ThreadState *t = &p->ob->main_thread;
        for (int64_t i = 0; i < count && t->next; i++) t = t->next;
        Ob *dict = t->dict;
        if (!dict) continue;
        local_thread_ends(p, dict);
        t->dict = NULL;
        ob_decref(p, dict);
    }
}

/* finalize_interp_clear, as far as objects of the program can be there still. */
static void clear_interpreter(Proc *p) {
    VmState *vm = p->vm;
    clear_thread_dicts(p);
    for (size_t i = 0; i < ARRAY_LEN(vm->config_lists); i++) drop(p, &vm->config_lists[i]);
    drop(p, &vm->warning_filters);
    bool late = py_last_collection_late(p), forkers_last = py_forkers_last(p);
    if (late && forkers_last) gc_collect_no_fail(p);
    for (size_t i = 0; i < ARRAY_LEN(vm->forkers); i++) drop(p, &vm->forkers[i]);
    if (late && !forkers_last) gc_collect_no_fail(p);
    gc_fini(p);
}

/* The two names that only a file has while it runs (PyRun_SimpleFileExFlags). */
static void forget_file(Proc *p) {
    Ob *names = vm_main_dict(p);
    static const char *const of_file[] = {"__file__", "__cached__"};
    for (size_t i = 0; names && i < ARRAY_LEN(of_file); i++) {
        Ob *name = str_interned_cstr(p, of_file[i]);
        if (!name || dict_delitem(p, names, name) < 0) err_clear(p);
        ob_xdecref(p, name);
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

/* wait_for_thread_shutdown: threading waits for the threads that are no daemons. */
static void await_threads(Proc *p) {
    Ob *module = dict_getitem_cstr(p, p->ob->modules, "threading");
    if (module) enter(p, EXIT_THREADS);
    Ob *shutdown = module ? ob_getattr_cstr(p, module, "_shutdown") : NULL;
    Ob *result = shutdown ? ob_call(p, shutdown, NULL, 0, NULL) : NULL;
    report(p);
    ob_xdecref(p, shutdown);
    ob_xdecref(p, result);
}

void vm_finalize(Proc *p) {
    VmState *vm = p->vm;
    if (vm->phase != PHASE_OVER) return;
    if (!vm->asked_to_exit) forget_file(p);
    Ob *uncaught = vm->uncaught; /* sys.last_value has it */
    vm->uncaught = NULL;
    ob_xdecref(p, uncaught);
    await_threads(p);
    if (vm->atexit_count > 0) enter(p, EXIT_ATEXIT);
    ob_xdecref(p, atexit_run(p));
    threads_stop(p);
    vm->phase = PHASE_FINALIZED;
    gc_make_all_members(p);
    bool flushed = streams_flush(p);
    if (p->ob->gc_enabled) {
        enter(p, EXIT_COLLECT);
        gc_collect(p, 2);
    }
    finalize_modules(p);
    flushed = streams_flush(p) && flushed;
    clear_interpreter(p);
    if (!flushed) vm->exit_status = STATUS_NOT_FLUSHED;
}
