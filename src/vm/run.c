/* run.c - the life of a program: boot, load, run in slices, end.
 *
 * The engine calls the functions of vm.h; everything they know between two calls lies in VmState
 * and the frames. */
#include <stdlib.h>
#include <string.h>

#include "gc/gc.h"
#include "object/code/generator.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/exception/exc_fields.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/protocol/named_args.h"
#include "object/protocol/recursion.h"
#include "object/text/str.h"
#include "vm/import/c_modules.h"
#include "vm/import/import.h"
#include "vm/lib/traces.h"
#include "vm/loop/state.h"
#include "vm/thread/threads.h"

enum { DEFAULT_DEPTH_LIMIT = 1100 };
enum { START_MODULES = 24 }; /* in sys.modules when a program begins: its table has room for more */
/* Of a process that dies of SIGINT, as a shell tells it: the interpreter sends itself that signal
 * (Modules/main.c, exit_sigint). */
enum { STATUS_INTERRUPTED = 128 + 2 };
#define DEFAULT_OUTPUT_LIMIT (UINT64_C(16) << 20)

static const char *const name_texts[VM_NAME_COUNT] = {
    [VM_NAME_BUILTINS] = "__builtins__",
    [VM_NAME_NAME] = "__name__",
    [VM_NAME_BUILD_CLASS] = "__build_class__",
    [VM_NAME_IMPORT] = "__import__",
    [VM_NAME_ANNOTATIONS] = "__annotations__",
    [VM_NAME_CLASSCELL] = "__classcell__",
    [VM_NAME_QUALNAME] = "__qualname__",
    [VM_NAME_MODULE] = "__module__",
    [VM_NAME_WRITE] = "write",
    [VM_NAME_KEYS] = "keys",
    [VM_NAME_ALL] = "__all__",
    [VM_NAME_DICT] = "__dict__",
    [VM_NAME_PREPARE] = "__prepare__",
    [VM_NAME_CLASS] = "__class__",
    [VM_NAME_PATH] = "__path__",
};

static const MethodDef *const tables[VM_TABLE_COUNT] = {
    [VM_TABLE_BUILTINS] = builtins_methods,
    [VM_TABLE_SYS] = sys_methods,
    [VM_TABLE_GC] = gc_methods,
    [VM_TABLE_CTYPES] = ctypes_functions,
    [VM_TABLE_FILE] = file_methods,
    [VM_TABLE_ATEXIT] = atexit_methods,
#define MODULE(id, name, builtin) [VM_TABLE_OF_##id] = id##_module_functions,
#include "vm/import/modules.def"
#undef MODULE
};

static const char *const owners[VM_TABLE_COUNT] = {
    [VM_TABLE_BUILTINS] = "builtins",
    [VM_TABLE_SYS] = "sys",
    [VM_TABLE_GC] = "gc",
    [VM_TABLE_ATEXIT] = "atexit",
#define MODULE(id, name, builtin) [VM_TABLE_OF_##id] = name,
#include "vm/import/modules.def"
#undef MODULE
};

Ob *module_add(Proc *p, const char *name, int table) {
    Ob *module = module_new_cstr(p, name);
    if (!module) return NULL;
    if (strcmp(name, "__main__") != 0) module_set_state(module, MODULE_IN_C);
    int failed = table >= 0 ? builtin_add_table(p, module, (uint32_t)(CFUNC_VM_FIRST + table)) : 0;
    failed |= dict_setitem_cstr(p, p->ob->modules, name, module);
    ob_decref(p, module); /* sys.modules holds it */
    return failed ? NULL : module;
}

static Ob *import_named(Proc *p, const char *name) {
    Ob *word = str_from_cstr(p, name);
    Ob *module = word ? import_level(p, word, NULL, NULL, 0) : NULL;
    ob_xdecref(p, word);
    return module;
}

static Ob *running_globals(Proc *p) {
    return p->tstate->frame ? p->tstate->frame->f_globals : NULL;
}

/* Of the modules that are ready, only three are known to sys.modules when a program begins; the others
 * come in when they are imported. */
static int put_aside(Proc *p) {
    Ob *modules = p->ob->modules, *ready = dict_copy(p, modules);
    static const char *const at_start[] = {"sys", "builtins", "__main__"};
    if (!ready) return -1;
    p->vm->ready_modules = ready;
    int failed = 0;
    Ob *name, *module;
    for (int64_t at = 0; dict_next(p, ready, &at, &name, &module);)
        failed |= dict_delitem(p, modules, name);
    for (size_t i = 0; i < ARRAY_LEN(at_start); i++) {
        name = str_interned_cstr(p, at_start[i]);
        failed |= !name || dict_setitem(p, modules, name, dict_getitem(p, ready, name)) < 0 ||
                  dict_delitem(p, ready, name) < 0;
        ob_xdecref(p, name);
    }
    return failed;
}

void module_make_member(Proc *p, Ob *module, int generation) {
    Ob *dict = module_dict(module), *name, *value;
    bool dict_first = py_module_dict_tracked(p), dict_done = dict_first;
    if (dict_first) gc_make_member(p, dict, generation);
    gc_make_member(p, module, generation);
    for (int64_t at = 0; dict_next(p, dict, &at, &name, &value);) {
        if (!ob_is(value, TYPE_BUILTIN)) continue;
        gc_make_member(p, value, generation);
        if (!dict_done) gc_make_member(p, dict, generation); /* tracked with the first of them */
        dict_done = true;
    }
    if (!dict_done) gc_make_member(p, dict, generation);
}

/* What a program can change belongs to the collector's lists: the modules, what they hold the program's
 * objects in, and sys.modules, through which __main__ is found. Start-up has seen collections of the
 * youngest generation only, so all this is in the middle one, in the order of its making. (Whether one of
 * them comes after __main__ was made depends on what site and the compiler allocate, which is not
 * modelled: with site it does, but for the smallest programs of 3.13; with -S only for longer programs.) */
static void make_members(Proc *p) {
    VmState *vm = p->vm;
    enum { YOUNG, MIDDLE };
    module_make_member(p, vm->sys_module, MIDDLE);
    Ob *const held[] = {p->ob->modules, gc_garbage(p), gc_callbacks(p),
                        dict_getitem_cstr(p, vm->sys_dict, "path"),
                        dict_getitem_cstr(p, vm->sys_dict, "argv")};
    for (size_t i = 0; i < ARRAY_LEN(held); i++) gc_make_member(p, held[i], MIDDLE);
    module_make_member(p, p->ob->builtins, MIDDLE);
    module_make_member(p, vm->main_module, MIDDLE);
}

void vm_boot(Proc *p) {
    VmState *vm = img_carve(p, SEG_STATE, sizeof *vm, 64);
    p->vm = vm;
    p->cfunction_tables = tables;
    p->cfunction_owners = owners;
    p->ncfunction_owners = ARRAY_LEN(owners);
    p->ncfunction_tables = VM_TABLE_COUNT;
    p->hooks.call_function = call_python_function;
    p->hooks.run_generator = run_generator;
    p->hooks.unraisable = unraisable_now;
    p->hooks.warn = warn_now;
    p->hooks.globals = running_globals;
    p->hooks.import_module = import_named;
    p->hooks.code_places = code_places;
    p->hooks.block_traced = traces_told;
    threads_boot(p);
    vm->depth_limit = DEFAULT_DEPTH_LIMIT;
    vm->output_limit = DEFAULT_OUTPUT_LIMIT;
    for (int i = 0; i < VM_NAME_COUNT; i++)
        vm->names[i] = str_intern_name(p, str_from_cstr(p, name_texts[i]));
    p->ob->modules = dict_new_presized(p, START_MODULES, true);
    builtins_boot(p);
    sys_module_boot(p);
    gc_module_boot(p);
    ctypes_boot(p);
    atexit_boot(p);
    str_boot_modules_done(p);
    vm->main_module = module_add(p, "__main__", -1);
    /* The interpreter's own references (interp->builtins, interp->sysdict); those of __main__ are
     * sys.modules'. */
    ob_incref(p, p->ob->builtins);
    ob_incref(p, vm->sys_module);
    vm->main_dict = module_dict(vm->main_module);
    Ob *annotations = dict_new(p);
    int failed = dict_setitem(p, vm->main_dict, vm_name(p, VM_NAME_ANNOTATIONS), annotations) |
                 dict_setitem(p, vm->main_dict, vm_name(p, VM_NAME_BUILTINS), p->ob->builtins);
    ob_decref(p, annotations);
    failed |= put_aside(p);
    OURO_ASSERT(failed == 0 && err_occurred(p) == NULL);
    make_members(p);
}

void vm_set_depth_limit(Proc *p, int limit) { p->vm->depth_limit = limit; }
void vm_set_output_limit(Proc *p, uint64_t bytes) { p->vm->output_limit = bytes; }

/* ---- frames of modules and expressions ------------------------------------------------------- */

/* The frame of a body that runs in `globals` with namespace `locals` (PyEval_EvalCode). Not linked.
 */
static Frame *body_frame(Proc *p, CodeOb *code, Ob *globals, Ob *locals) {
    Frame *f = frame_new(p, code);
    if (!f) return NULL;
    f->f_locals = ob_newref(p, locals);
    if (!frame_set_builtins(p, f, globals, NULL)) {
        frame_finish(p, f);
        return NULL;
    }
    f->f_globals = globals;
    f->f_back = p->tstate->frame;
    if (py_frames_on_heap(p)) {
        if (f->f_back) ob_incref(p, frame_as_object(f->f_back));
        ob_incref(p, globals);
    } else { /* from 3.11 on a function stands behind every frame, also that of a module */
        f->f_func = function_new(p, &code->base.ob, globals, NULL);
        if (!f->f_func) {
            frame_finish(p, f);
            return NULL;
        }
    }
    return f;
}

/* Is it what a module, a class or an expression runs: without arguments, cells and free variables? */
static bool is_plain_body(const CodeOb *code) {
    const int arguments = CO_VARARGS | CO_VARKEYWORDS;
    return !code->co_argcount && !code->co_kwonlyargcount && !(code->co_flags & arguments) &&
           !code->text->ncellvars && !code->text->nfreevars;
}

Frame *code_frame(Proc *p, CodeOb *code, Ob *globals, Ob *locals, Ob *closure) {
    if (is_plain_body(code)) return body_frame(p, code, globals, locals);
    FunctionOb *function = (FunctionOb *)function_new(p, &code->base.ob, globals, NULL);
    if (!function) return NULL;
    if (closure) function_set(p, function, FUNC_CLOSURE, ob_newref(p, closure));
    bool take = py_args_move_to_callee(p); /* then the function is the frame's */
    Frame *f = call_prepare(p, function, NULL, 0, NULL, take);
    const int own_locals = CO_OPTIMIZED | CO_NEWLOCALS;
    bool has_own = (code->co_flags & own_locals) == own_locals && py_frames_on_heap(p);
    if (f && !has_own) f->f_locals = ob_newref(p, locals);
    if (!take) ob_decref(p, &function->base);
    return f;
}

/* handle_system_exit: the exit status that a SystemExit asks for; a text is printed to stderr. */
static int system_exit_status(Proc *p, Ob *exc) {
    Ob *code = exc_exit_code(p, exc);
    if (!code || code == OB_NONE(p)) return 0;
    int64_t status;
    if (ob_is(code, TYPE_INT) || ob_is(code, TYPE_BOOL)) {
        return int_as_i64(p, code, &status) ? (int)(status & 0xFF) : 0xFF;
    }
    StderrMark mark;
    if (!stderr_begin(p, &mark)) return 1;
    Ob *text = ob_str(p, code);
    if (text) {
        out_str(p, OUT_STDERR, text);
        ob_decref(p, text);
    } else {
        err_clear(p);
    }
    out_write(p, OUT_STDERR, "\n", 1);
    stderr_end(p, &mark);
    return 1;
}

/* Note what is asked of the exception later, without asking the object itself. */
static void remember_raised(Proc *p, Ob *exc) {
    Raised *raised = &p->vm->raised;
    raised->count++;
    raised->type_at = p->vm->out[OUT_RAISED].len;
    out_str(p, OUT_RAISED, exc->ob_type->tp_name);
    out_write(p, OUT_RAISED, "", 1);
    raised->module_at = p->vm->out[OUT_RAISED].len;
    Ob *module = exc_matches_id(p, exc, EXC_ModuleNotFoundError) ? exc_import_name(p, exc) : NULL;
    if (module && ob_is(module, TYPE_STR)) out_str(p, OUT_RAISED, module);
    out_write(p, OUT_RAISED, "", 1);
}

/* sys.last_value and its kin, for a debugger that comes later (_PyErr_PrintEx). */
static void remember_last(Proc *p, Ob *exc) {
    Ob *traceback = exc_traceback(exc);
    const struct {
        const char *name;
        Ob *value;
    } last[] = {{"last_exc", py_sys_last_exc(p) ? exc : NULL},
                {"last_type", (Ob *)exc->ob_type},
                {"last_value", exc},
                {"last_traceback", traceback ? traceback : OB_NONE(p)}};
    img_serve(p);
    for (size_t i = 0; i < ARRAY_LEN(last); i++) {
        if (!last[i].value) continue;
        if (dict_setitem_cstr(p, p->vm->sys_dict, last[i].name, last[i].value) < 0) err_clear(p);
    }
    img_serve_end(p);
}

/* _PyErr_PrintEx: sys.excepthook of the program's own, if it has put one there; what that raises is shown
 * beside what it should have told. */
static void tell_uncaught(Proc *p, Ob *exc) {
    Ob *hook = sys_own_excepthook(p);
    Ob *traceback = exc_traceback(exc);
    Ob *args[] = {&exc->ob_type->base.ob, exc, traceback ? traceback : OB_NONE(p)};
    if (hook) ob_incref(p, hook);
    Ob *result = hook ? ob_call(p, hook, args, ARRAY_LEN(args), NULL) : NULL;
    if (hook) ob_decref(p, hook);
    if (result) {
        ob_decref(p, result);
        return;
    }
    Ob *error = hook ? err_fetch(p) : NULL;
    StderrMark mark;
    if (error && stderr_begin(p, &mark)) {
        out_format(p, OUT_STDERR, "Error in sys.excepthook:\n");
        vm_print_exception(p, error);
        out_format(p, OUT_STDERR, "\nOriginal exception was:\n");
        stderr_end(p, &mark);
    }
    ob_xdecref(p, error);
    vm_print_exception(p, exc);
}

static void end_with_exception(Proc *p) {
    VmState *vm = p->vm;
    Ob *exc = err_fetch(p);
    ob_xdecref(p, vm->uncaught);
    vm->uncaught = NULL;
    if (exc_matches_id(p, exc, EXC_SystemExit)) {
        vm->exit_status = system_exit_status(p, exc);
        vm->asked_to_exit = 1;
        ob_decref(p, exc);
    } else {
        vm->uncaught = exc;
        remember_last(p, exc);
        bool signalled =
            py_interrupt_ends_by_signal(p) && exc_matches_id(p, exc, EXC_KeyboardInterrupt);
        vm->exit_status = signalled ? STATUS_INTERRUPTED : 1;
        remember_raised(p, exc);
        tell_uncaught(p, exc);
    }
}

/* Who runs a file or a cell holds __main__ meanwhile (_PyRun_SimpleFile). */
static void hold_main(Proc *p) {
    Ob *module = dict_getitem_cstr(p, p->ob->modules, "__main__");
    p->vm->running_main = module ? ob_newref(p, module) : NULL;
}

static void release_main(Proc *p) {
    Ob *module = p->vm->running_main;
    p->vm->running_main = NULL;
    ob_xdecref(p, module);
}

/* Enter the body of `code`, whose reference is taken. What fails here (no memory for the frame, a
 * program that dropped __main__ before its next cell) ends it as an exception of its first line. */
static void start(Proc *p, CodeOb *code) {
    VmState *vm = p->vm;
    vm->asked_to_exit = 0;
    OURO_ASSERT(p->tstate->frame == NULL);
    hold_main(p);
    Ob *names = vm_main_dict(p);
    Frame *f = NULL;
    if (!names)
        err_format(p, EXC_RuntimeError, "lost __main__");
    else
        f = body_frame(p, code, names, names);
    bool entered = f && recursion_enter_loop(p);
    if (f && !entered) frame_finish(p, f);
    if (entered && !call_enter(p, f, RET_ENTRY, 0)) {
        recursion_leave_loop(p);
        entered = false;
    }
    ob_decref(p, &code->base.ob); /* the frame holds it */
    vm->phase = entered ? PHASE_RUNNING : PHASE_OVER;
    if (entered) return;
    vm_drop_parser(p);
    release_main(p);
    end_with_exception(p);
}

/* The copies of the statements with which steps begin, in the order of their instructions. */
static void note_copies(Proc *p, const CodeUnit *unit, Instr *instrs, const int32_t *steps,
                        int32_t nsteps) {
    VmState *vm = p->vm;
    StepCopy *copies = img_carve(p, SEG_TEXT, (unit->nstmt_copies + 1) * sizeof *copies, 8);
    int32_t *step_at =
        host_alloc((unit->ninstrs + 1) * sizeof *step_at); /* 0: none that has one before it */
    for (int32_t i = 1; i < nsteps; i++)
        if (steps[i] >= 0) step_at[steps[i]] = i;
    vm->nstep_copies = 0;
    for (size_t i = 0; i < unit->nstmt_copies; i++) {
        const StmtCopy *copy = &unit->stmt_copies[i];
        int32_t step = step_at[unit->stmt_starts[copy->stmt]];
        if (step == 0) continue;
        copies[vm->nstep_copies++] = (StepCopy){step, copy->instr};
        instrs[copy->instr].flags |= INSTR_STEP;
    }
    vm->step_copies = copies;
    free(step_at);
}

void vm_load_module(Proc *p, const CodeUnit *unit, const char *script, const int32_t *step_instrs,
                    int nsteps, const char *source, size_t len) {
    VmState *vm = p->vm;
    const CodeUnit *copy = code_copy_unit(p, unit);
    vm->own_filename = copy->filename;
    source_remember(p, copy, source, len);
    warn_syntax(p, unit, source, len);
    CodeOb *code = code_make(p, copy, true);
    OURO_ASSERT(code != NULL);
    int32_t *steps = img_carve(p, SEG_TEXT, ((size_t)nsteps + 1) * sizeof *steps, 8);
    for (int i = 0; i < nsteps; i++) {
        steps[i] = step_instrs[i];
        if (steps[i] >= 0 && steps[i] < code->text->ninstrs)
            copy->instrs[steps[i]].flags |= INSTR_STEP;
    }
    note_copies(p, unit, copy->instrs, steps, nsteps);
    vm->step_instrs = steps;
    vm->step_code = code;
    vm->nsteps = nsteps;
    vm->next_step = 0;
    dict_setitem_cstr(p, vm->main_dict, "__file__", code->co_filename);
    Ob *argv = dict_getitem_cstr(p, vm->sys_dict, "argv"),
       *name = script ? str_from_cstr(p, script)
                      : str_substring(p, code->co_filename, 0, str_len(code->co_filename));
    OURO_ASSERT(argv && name);
    int failed = list_append(p, argv, name); /* its first word is the name of the program */
    OURO_ASSERT(failed == 0);
    ob_decref(p, name);
    dict_setitem_cstr(p, vm->main_dict, "__cached__", OB_NONE(p));
    start(p, code);
}

void vm_start_unit(Proc *p, const CodeUnit *unit, const char *source, size_t len) {
    const CodeUnit *copy = code_copy_unit(p, unit);
    source_remember(p, copy, source, len);
    warn_syntax(p, unit, source, len);
    if (!p->vm->own_filename) p->vm->own_filename = copy->filename;
    CodeOb *code = code_make(p, copy, false);
    if (!code) {
        p->vm->phase = PHASE_OVER;
        vm_drop_parser(p);
        end_with_exception(p);
        return;
    }
    start(p, code);
}

/* ---- running --------------------------------------------------------------------------------- */

VmStatus vm_run(Proc *p) {
    VmState *vm = p->vm;
    if (vm->phase != PHASE_RUNNING) return VM_DONE;
    Ob *result;
    if (threads_resume(p) == HOST_LEAVE) return VM_SAFE;
    switch (eval_loop(p, &result)) {
    case LOOP_SAFE: return VM_SAFE;
    case LOOP_STEP: return VM_STEP;
    case LOOP_RETURN:
        recursion_leave_loop(p);
        ob_decref(p, result);
        vm_drop_parser(p);
        streams_flush_program(p);
        release_main(p);
        break;
    case LOOP_ERROR:
        recursion_leave_loop(p);
        vm_drop_parser(p);
        streams_flush_program(p);
        release_main(p);
        end_with_exception(p);
        break;
    }
    vm->phase = PHASE_OVER;
    return VM_DONE;
}

int vm_next_step(const Proc *p) { return p->vm->next_step; }
void vm_step_taken(Proc *p) { p->vm->next_step++; }

Ob *vm_eval_expr(Proc *p, const CodeUnit *unit, Ob *extra) {
    CodeOb *code = code_make(p, code_copy_unit(p, unit), false);
    if (!code) return NULL;
    Ob *locals = p->vm->main_dict;
    Frame *f = body_frame(p, code, p->vm->main_dict, extra ? extra : locals);
    ob_decref(p, &code->base.ob);
    return f ? eval_nested(p, f) : NULL;
}

/* ---- looking --------------------------------------------------------------------------------- */

Ob *vm_uncaught(Proc *p) { return p->vm->uncaught; }
int vm_exit_status(const Proc *p) { return p->vm->exit_status; }

static const char *message_text(const VmState *vm) {
    const char *all = vm->out[OUT_RAISED].data;
    return all ? all + vm->raised.message_at : "";
}

uint64_t vm_raised(const Proc *p, VmRaised *out) {
    const VmState *vm = p->vm;
    if (vm->raised.count == 0) return 0;
    const char *names = vm->out[OUT_RAISED].data;
    *out = (VmRaised){.type = names + vm->raised.type_at,
                      .module = names + vm->raised.module_at,
                      .message = message_text(vm),
                      .message_bytes = (size_t)vm->raised.message_bytes};
    return vm->raised.count;
}
Ob *vm_sys_dict(const Proc *p) { return p->vm->sys_dict; }

/* The reference is borrowed of the module, which a program can take out of sys.modules and free.
 * The table of births tells: what start-up made keeps a number of its own kind, and a dict that
 * came to the same place by way of the free list has one of the program's. */
Ob *vm_main_dict(Proc *p) {
    Ob *dict = p->vm->main_dict;
    if (!dict) return NULL;
    const BlockInfo *info = img_side(p, gc_head(p, dict));
    bool lives = info->flags & BLOCK_LIVE && !(info->flags & BLOCK_ON_FREELIST);
    return lives && info->serial & SERIAL_OTHER ? dict : NULL;
}
bool vm_can_be_left(const Proc *p) { return threads_resumable(p); }
void vm_stop_threads(Proc *p) { threads_stop(p); }

const ThreadState *vm_threads(const Proc *p) { return &p->ob->main_thread; }
Frame *vm_frame(const Proc *p) { return p->tstate->frame; }

int vm_line(const Proc *p) {
    const Frame *f = p->tstate->frame;
    while (f && f->f_code->text->foreign) f = f->f_back;
    return f ? code_line(f->f_code, f->instr) : 0;
}

static int visit_thread(Proc *p, const ThreadState *t, VisitFn visit, void *arg) {
    int stop = 0;
    for (Frame *f = t->frame; f; f = f->f_back) {
        if ((stop = frame_visit(p, f, visit, arg)) != 0) return stop;
        bool apart = f->in_generator & GEN_SWAPPED && !py_frames_keep_handled(p);
        Ob *outer = apart ? generator_outer_handled(p, f).value : NULL;
        if (outer && (stop = visit(p, outer, arg)) != 0) return stop;
    }
    Ob *held[] = {t->exc_info.type, t->exc_info.value, t->exc_info.traceback,
                  t->exc_current,   t->func,           t->args,
                  t->kwargs,        t->sentinel};
    for (size_t i = 0; i < ARRAY_LEN(held); i++)
        if (held[i] && (stop = visit(p, held[i], arg)) != 0) return stop;
    return 0;
}

int vm_visit_roots(Proc *p, VisitFn visit, void *arg) {
    VmState *vm = p->vm;
    int stop = 0;
    for (const ThreadState *t = vm_threads(p); t; t = t->next)
        if ((stop = visit_thread(p, t, visit, arg)) != 0) return stop;
    Ob *held[] = {
        vm->uncaught,           vm->running_main,       p->ob->modules,      vm->ready_modules,
        p->ob->builtins,        vm->sys_module,         vm->stdout_,         vm->stderr_,
        vm->streams[0].pending, vm->streams[1].pending, vm->sys_dict,        p->ob->builtins_dict,
        vm->config_lists[0],    vm->config_lists[1],    vm->config_lists[2], vm->warning_filters,
        vm->forkers[0],         vm->forkers[1],         vm->forkers[2],      p->ob->queue_empty};
    for (size_t i = 0; i < ARRAY_LEN(held); i++) {
        if (held[i] && (stop = visit(p, held[i], arg)) != 0) return stop;
    }
    if (p->ob->property_args && (stop = visit(p, p->ob->property_args, arg)) != 0) return stop;
    for (int i = 0; i < PARSER_COUNT; i++)
        if (p->ob->parsers[i] && (stop = visit(p, p->ob->parsers[i], arg)) != 0) return stop;
    return atexit_visit(p, visit, arg);
}
