/* vm.h - running Python code: the public face of the evaluation loop.
 *
 * The engine boots a process (vm_boot), loads a program (vm_load_module) and lets it run in slices
 * (vm_run). Between slices nothing of the run lies in C variables: an image alone can be carried
 * on. Below that, C code calls Python functions through ProcHooks.call_function, which nests.
 *
 * Room vm: the life of a run: boot, load, slices, the end. Called from: engine.
 *
 * Room vm/report: what a run prints: its output, tracebacks, suggestions. Called from: vm. */
#ifndef OURO_VM_H
#define OURO_VM_H

#include "image/exit_phase.h"
#include "object/core/object.h"
#include "vm/schedule.h"

struct CodeUnit;

/* Make the modules (builtins, sys, gc, weakref, ctypes, __main__) and set the hooks of `p`. Once,
 * after object_boot and the collector's boot, before img_booted. */
void vm_boot(Proc *p);

/* Load the program: the unit becomes the code of __main__, copied; its constants are held by the
 * parser's arena as in a script. `script` is sys.argv[0], copied; NULL: the name of the unit's file. step_instrs[i] is the index of the first instruction of scenario
 * step i (rising; may be NULL when nsteps is 0). `source` (len bytes, copied) is what tracebacks
 * quote. Before img_booted. */
void vm_load_module(Proc *p, const struct CodeUnit *unit, const char *script,
                    const int32_t *step_instrs, int nsteps, const char *source, size_t len);

/* One more file that lies beside the program, for imports: `name` as a path within its folder
 * ("package/module.py"), `path` as tracebacks show it, `text` of `len` bytes; all copied. Before
 * img_booted. */
void vm_add_file(Proc *p, const char *name, const char *path, const char *text, size_t len);

/* Whose turn it is among the threads: `count` turns (copied), then by the interval; or by dice, where
 * there are no turns and `seed` is not 0. Before img_booted. */
void vm_set_schedule(Proc *p, const ThreadTurn *turns, size_t count, uint64_t seed);
/* Without it a thread may be left before every instruction (vm/thread/race.h). Before the first thread starts. */
void vm_set_gil(Proc *p, bool on);
bool vm_has_gil(const Proc *p);

typedef enum VmStatus {
    VM_SAFE, /* at a safe point: an instruction is announced, clock >= Proc.safe_at, no C frame
                below */
    VM_STEP, /* the next instruction begins scenario step vm_next_step(p) */
    VM_DONE  /* the program is over: see vm_exit_status, vm_uncaught */
} VmStatus;
/* Go on until one of these. */
VmStatus vm_run(Proc *p);
/* Index of the scenario step that begins next. */
int vm_next_step(const Proc *p);
/* The engine has recorded EV_STEP for vm_next_step: go on into it. */
void vm_step_taken(Proc *p);

/* Cells: run one more unit in __main__ as the prompt does. Prepares only; vm_run then runs it.
 * After an uncaught exception the next cell may still be started. */
void vm_start_unit(Proc *p, const struct CodeUnit *unit, const char *source, size_t len);

/* Evaluate an expression unit in __main__'s globals, with extra names (a dict) or NULL. Nested; new
 * reference, or NULL with an exception set. */
Ob *vm_eval_expr(Proc *p, const struct CodeUnit *unit, Ob *extra);

/* After VM_DONE: what the interpreter does on its way out (atexit, module teardown, finalizers;
 * Py_FinalizeEx). Each phase that has something to do begins with EV_EXIT. */
void vm_finalize(Proc *p);

/* The phase that has begun last, and those that were entered: bit 1 << phase. */
ExitPhase vm_exit_phase(const Proc *p, unsigned *entered);
/* The process ends: nothing of the simulated program happens any more. The caller records EV_EXIT. */
void vm_exit_gone(Proc *p);

/* Exception that ended the program; borrowed, or NULL. */
Ob *vm_uncaught(Proc *p);

int vm_exit_status(const Proc *p);
/* The last exception that nothing caught, as far as it is still known when the object is gone.
 * Valid until the next run. */
typedef struct VmRaised {
    const char *type;    /* "ValueError" */
    const char *module;  /* of a ModuleNotFoundError the module's name, else "" */
    const char *message; /* as the end of its traceback shows it: "ValueError: text\n" */
    size_t message_bytes;
} VmRaised;
/* How many there were so far; 0: none, and *out is left alone. */
uint64_t vm_raised(const Proc *p, VmRaised *out);
Ob *vm_main_dict(Proc *p);      /* borrowed */
Ob *vm_sys_dict(const Proc *p); /* borrowed; there as long as the process */
/* Everything written so far; bytes, not ended by NUL, valid until the next run. */
const char *vm_stdout(const Proc *p, size_t *len);
const char *vm_stderr(const Proc *p, size_t *len);
/* Nested evaluation loops that are allowed before the run stops with PAUSE_LIMIT_DEPTH. */
void vm_set_depth_limit(Proc *p, int limit);
/* Bytes that both streams together may hold before the run stops with PAUSE_LIMIT_IMAGE. */
void vm_set_output_limit(Proc *p, uint64_t bytes);

/* Can the run be left between two steps, and taken up again from a copy of the image? Not while other threads
 * stand within C functions. */
bool vm_can_be_left(const Proc *p);
/* Only the thread that runs goes on from here. For expressions, after which the image is made anew. */
void vm_stop_threads(Proc *p);
/* For pictures: the first thread (object/core/tstate.h), the others by `next`; p->tstate runs. */
const struct ThreadState *vm_threads(const Proc *p);
/* Also for pictures: what the threads that live do not tell. */
typedef struct ThreadsPast {
    int64_t started;     /* the number of the last one that was started */
    bool over;           /* the interpreter ends: only the thread that runs goes on */
    int64_t gil_from;    /* who had the GIL before the one that has it */
    uint64_t gil_passed; /* the event that handed it over; 0: none yet */
} ThreadsPast;
ThreadsPast vm_threads_past(const Proc *p);
/* Innermost frame (object/code/frame.h) of the thread that runs, or NULL when nothing runs. */
struct Frame *vm_frame(const Proc *p);
/* Line of the program that is about to run or has called what runs, a module of its own or of the
 * library; 0 none. */
int vm_line(const Proc *p);
/* Call `visit` for every reference that the VM itself holds: frames and their stacks, handled
 * exceptions, modules. */
int vm_visit_roots(Proc *p, VisitFn visit, void *arg);

/* Has this version a module of that name in its library? Many of them are not here. */
bool vm_library_has(const Proc *p, const char *name, size_t len);
/* Have other versions a module of that name in their library, and this one not? */
bool vm_library_lacks(const Proc *p, const char *name, size_t len);
/* Is it a name of the built-in module that this version has (names.def) and that is not here? */
bool vm_name_missing(Proc *p, const char *module, const char *name);
/* Can the module be imported here, of the library or built in? `name` without a dot. */
bool vm_module_known(const char *name, size_t len);
/* The modules that can be imported here besides the program's own, in alphabetical order; those whose names
 * begin with an underscore are left out. The caller frees the array, not the names. */
const char **vm_modules_here(size_t *count);

/* The traceback of an exception as the version prints it, appended to the simulated stderr
 * (PyErr_Display). */
void vm_print_exception(Proc *p, Ob *exc);

#endif
