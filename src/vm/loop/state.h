/* state.h - what the VM keeps in the image, and what its files share among themselves.
 *
 * The evaluation loop (eval.c) dispatches; each family of instructions has its file. An instruction
 * function returns false when an exception is set. The stack pointer of the frame lives in the
 * frame alone, so that it is right whenever something is recorded.
 *
 * Room vm/loop: the evaluation loop and the families of its instructions. Called from: vm. */
#ifndef OURO_VM_STATE_H
#define OURO_VM_STATE_H

#include "gc/gc.h"
#include "lang/code/code_unit.h"
#include "lang/code/opcode.h"
#include "lang/compile.h"
#include "object/code/frame.h"
#include "object/code/function.h"
#include "vm/lib/stream.h"
#include "vm/vm.h"

/* A stream's bytes: one growing area of SEG_TEXT. */
typedef struct OutBuf {
    char *data;
    uint64_t len, cap;
} OutBuf;

/* The last uncaught exception: what is said of it when the object is gone. */
typedef struct Raised {
    uint64_t count;                     /* of uncaught exceptions so far */
    uint64_t type_at, module_at;        /* texts in out[OUT_RAISED], each ended by NUL */
    uint64_t message_at, message_bytes; /* likewise: from its name to its last note */
} Raised;

/* One text that tracebacks quote: the program, a cell, a string given to exec. */
typedef struct SourceText {
    struct SourceText *next; /* older */
    const CodeUnit *unit;
    char *filename;
    char *data;
    uint64_t len;
} SourceText;

/* A constant that the parser's arena keeps alive. */
typedef struct ParserRef {
    struct ParserRef *next;
    Ob *object;
} ParserRef;

/* Whose turn it is, when the scenario says so (vm/thread/schedule.c). */
typedef struct Schedule {
    const ThreadTurn *turns; /* in SEG_TEXT */
    int64_t count, at;
    /* how often the GIL could be given away in the present turn; with dice: how often it will be kept */
    int64_t looks;
    uint64_t random; /* the state of the dice, when they decide; else 0 */
} Schedule;

/* What the end of the interpreter has taken from the import system so far. */
typedef enum ImportLoss {
    IMPORT_WHOLE,
    IMPORT_NO_CACHE,    /* sys.path_importer_cache is None */
    IMPORT_NO_PATH,     /* and sys.path */
    IMPORT_NO_FINDERS,  /* and sys.meta_path */
    IMPORT_NO_IMPORTLIB /* _frozen_importlib has lost its names */
} ImportLoss;

typedef enum VmPhase { PHASE_IDLE, PHASE_RUNNING, PHASE_OVER, PHASE_FINALIZED } VmPhase;

/* Another instruction with which a step may begin (StmtCopy of the unit). */
typedef struct StepCopy {
    int32_t step, instr;
} StepCopy;

typedef struct VmState {
    int32_t phase; /* VmPhase */
    int32_t exit_status;
    Ob *uncaught; /* owned */
    Ob *main_module, *main_dict;
    Ob *running_main; /* __main__ while code runs in it; owned */
    Ob *sys_module, *sys_dict;
    Ob *stdout_, *stderr_, *stdin_;
    OutBuf out[3];          /* by OUT_STDOUT ... */
    StreamState streams[2]; /* of stdout_ and stderr_ */
    Raised raised;
    uint64_t output_limit;
    SourceText *sources;
    ParserRef *parser_refs;
    const int32_t *step_instrs; /* of step_code */
    const StepCopy *step_copies;
    CodeOb *step_code;
    int32_t nsteps, next_step, nstep_copies;
    int32_t step_taken; /* the step at the current instruction is already recorded */
    int32_t depth_limit;
    int64_t main_started; /* a whole word, so that no byte of the image is padding */
    struct AtexitEntry **atexit_entries;
    int64_t atexit_count, atexit_capacity;
    Ob *builtins_copy;   /* the dict of builtins as it was at start-up */
    Ob *config_lists[3]; /* lists of sys that the configuration keeps; NULL where it does not */
    Ob *warning_filters; /* the list that the module warnings changes, too; NULL until then */
    Ob *forkers[3];      /* lists of what os.register_at_fork was given; NULL */
    Ob *ready_modules;   /* dict: made at start-up, not imported yet */
    int64_t
        started_as_python; /* counters and free lists were those of start-up (vm/start/start.h) */
    int64_t reports_open;  /* between stderr_begin and stderr_end */
    int64_t asked_to_exit; /* SystemExit ended it */
    int64_t import_loss;   /* ImportLoss */
    int64_t import_depth, import_owed; /* see import_cost.c */
    uint64_t imports_paid[4];          /* the modules whose import is counted: a bit for each */
    int64_t sources_gone;              /* nor can the text of a program be read for a traceback */
    int64_t exit_phase;                /* ExitPhase */
    int64_t exit_entered;              /* those that had something to do: bit 1 << phase */
    uint64_t switch_interval_us;
    Schedule schedule;
    int64_t no_gil;                  /* bool: a thread may be left before every instruction */
    int64_t threads_started;         /* the number of the last one */
    int64_t threads_waited;          /* how often one has begun to wait */
    int64_t threads_over;            /* the interpreter ends: only the thread that runs goes on */
    int64_t slept_us;                /* by time.sleep(), which does not wait */
    int64_t gil_from;                /* the number of the thread that had the GIL before */
    uint64_t gil_passed;             /* the event that handed it over; 0: none yet */
    const char *own_filename;        /* that the code of the program's own text bears */
    struct ModuleFile *module_files; /* the program's own modules (vm/import/import.h) */
    struct Traces *traces; /* of tracemalloc (vm/lib/traces.h); NULL before its first start */
    int64_t warning_filters_version; /* goes up when a program changes them (Python/_warnings.c) */
    Ob *names[16];                   /* interned names: see VM_NAME_* */
} VmState;

typedef enum VmName {
    VM_NAME_BUILTINS, /* __builtins__ */
    VM_NAME_NAME,     /* __name__ */
    VM_NAME_BUILD_CLASS,
    VM_NAME_IMPORT,
    VM_NAME_ANNOTATIONS,
    VM_NAME_CLASSCELL,
    VM_NAME_QUALNAME,
    VM_NAME_MODULE,
    VM_NAME_WRITE,
    VM_NAME_KEYS,
    VM_NAME_ALL,
    VM_NAME_DICT,
    VM_NAME_PREPARE,
    VM_NAME_CLASS,
    VM_NAME_PATH,
    VM_NAME_COUNT
} VmName;
_Static_assert(VM_NAME_COUNT <= 16, "VmState.names");

enum { INSTR_STEP = 16 }; /* Instr.flags: a scenario step begins here */

/* ---- stack ----------------------------------------------------------------------------------- */

OURO_INLINE void push(Frame *f, Ob *value) { *f->sp++ = value; }
OURO_INLINE Ob *pop(Frame *f) { return *--f->sp; }
OURO_INLINE Ob *top(const Frame *f) { return f->sp[-1]; }
/* The value at depth n; 1 is the top. */
OURO_INLINE Ob *peek(const Frame *f, int64_t n) { return f->sp[-n]; }
/* Drop the top. */
OURO_INLINE void drop_top(Proc *p, Frame *f) {
    Ob *value = *--f->sp;
    ob_decref(p, value);
}
OURO_INLINE bool has_method_first(const Proc *p) { return py_null_below_callable(p); }

/* ---- eval.c ---------------------------------------------------------------------------------- */

typedef enum LoopResult { LOOP_RETURN, LOOP_ERROR, LOOP_SAFE, LOOP_STEP } LoopResult;
/* Run the innermost frame and what it calls until the frame marked RET_ENTRY returns (*result: new
 * reference). */
LoopResult eval_loop(Proc *p, Ob **result);
/* Run a frame that is not yet linked, nested in C; new reference or NULL. */
Ob *eval_nested(Proc *p, Frame *f);

/* Let the generator whose frame has just been entered go on; `throwing`: with the current exception.
 * Nested in C; what it yields or returns (new), or NULL. */
Ob *eval_resumed(Proc *p, bool throwing);

/* ---- generate.c ------------------------------------------------------------------------------ */

int32_t generator_next_instr(Frame *f); /* where it goes on */
/* It has returned `value` (NULL: raised): whose frame goes on. */
Frame *generator_leave(Proc *p, Frame *f, Ob *value);
Ob *run_generator(Proc *p, Ob *gen, Ob *arg, bool throwing); /* the hook */

/* How the loop goes on when generators come into the chain of frames or leave it. */
typedef enum TurnKind {
    TURN_ON,      /* with instruction `next` of `frame` */
    TURN_OUT,     /* no further: `value` (new) is for the C function that started the loop */
    TURN_RAISES,  /* an exception is set in `frame` */
    TURN_RERAISES /* one that was on its way */
} TurnKind;
typedef struct Turn {
    TurnKind kind;
    int32_t next;
    Frame *frame;
    Ob *value;
} Turn;
/* FOR_ITER over a generator. */
Turn generator_iterate(Proc *p, Frame *f);
/* The other instructions of generators. */
Turn op_of_generator(Proc *p, Frame *f, Instr in);
/* A frame is left whose caller is a C function or let a generator run (`kind` from RET_ENTRY on). Takes
 * `value`. */
/* Up to 3.6: a generator that is iterated over or delegated to has raised StopIteration, as if it had
 * returned `value` (new). False: nothing of the kind, or another exception. */
bool stop_ends(Proc *p, Ob **value);
Turn left_for_good(Proc *p, Frame *caller, FrameReturn kind, Ob *value);
Ob *stop_iteration_error(Proc *p, Ob *exc); /* INTRINSIC_STOPITERATION_ERROR; new */

/* ---- run.c ----------------------------------------------------------------------------------- */

/* The frame of any code object that runs in `globals` with namespace `locals` (PyEval_EvalCodeEx
 * without arguments): what its parameters and free variables need is checked and bound; `closure`
 * is a tuple of co_nfreevars cells, or NULL when it has none. Not linked. */
Frame *code_frame(Proc *p, CodeOb *code, Ob *globals, Ob *locals, Ob *closure);

/* The parser's arena goes: its references to constants of the program are dropped (finalize.c). */
void vm_drop_parser(Proc *p);

/* What a thread that was started with start_new_thread has raised is printed and forgotten
 * (thread_run of Modules/_threadmodule.c). */
void thread_unraisable(Proc *p, Ob *func);

/* ---- call.c, call_frame.c, call_unpacked.c: entering functions ------------------------------- */

typedef enum CallResult { CALL_FAILED, CALL_DONE, CALL_ENTERED } CallResult;
/* ProcHooks.call_function. */
Ob *call_python_function(Proc *p, Ob *function, Ob *const *args, size_t nargs, Ob *kwnames);
/* The builtins of a frame that is being made for `globals`: those of its function (3.10+; NULL: the
 * globals'), before that those of a caller with the same globals, else of the globals. False with
 * MemoryError. */
bool frame_set_builtins(Proc *p, Frame *f, Ob *globals, FunctionOb *function);
/* The keyword arguments of a call, each `step` places behind the one before. */
typedef struct Keywords {
    Ob *const *names, *const *values;
    int64_t count, step;
} Keywords;
/* A new frame for the function with its arguments bound; `take`: the references of args move into
 * the frame (also on failure). Not yet linked. NULL with an exception. */
Frame *call_prepare(Proc *p, FunctionOb *function, Ob *const *args, size_t nargs, Ob *kwnames,
                    bool take);
/* Link a prepared frame as the innermost one; false with RecursionError (the frame is gone then).
 */
bool call_enter(Proc *p, Frame *f, FrameReturn kind, int ret_count);
/* eval_breaker: where a version that puts collections off runs them. */
OURO_INLINE void check_eval_breaker(Proc *p) {
    if (!py_gc_in_alloc(p) && gc_is_pending(p)) gc_run_pending(p);
}
/* Instructions that call. CALL_ENTERED: the innermost frame has changed. */
CallResult op_call_function(Proc *p, Frame *f, int nargs, Ob *kwnames, int extra_null);
CallResult op_call_method(Proc *p, Frame *f, int nargs);
/* What is known of the place of a CALL: has it run before, so that the real one is specialised by now (PEP 659), and does nobody
 * want its result? */
typedef struct CallSite {
    bool ran_before, specialised, result_dropped;
} CallSite;
CallResult op_call(Proc *p, Frame *f, int nargs, Ob *kwnames, bool kwnames_on_stack, CallSite site);
void op_precall(Proc *p, Frame *f, int nargs);
CallResult op_call_function_ex(Proc *p, Frame *f, int flags);
/* After a Python function has returned `value` (stolen) to `caller`, which called it as `callee`
 * says. */
bool call_return(Proc *p, Frame *caller, FrameReturn kind, int count, Ob *self, Ob *args,
                 Ob *value);

/* ---- args.c ---------------------------------------------------------------------------------- */

/* initialize_locals / _PyEval_EvalCodeWithName: false with TypeError. */
bool bind_arguments(Proc *p, Frame *f, FunctionOb *function, Ob *const *args, size_t nargs,
                    const Keywords *keywords, bool take);

/* ---- except.c -------------------------------------------------------------------------------- */

/* PyTraceBack_Here. */
void except_add_traceback(Proc *p, Frame *f);
/* Find the handler of the current exception, which instruction `at` raised, in this frame and go
 * there; false: the frame is left, its stack empty. `at` is not always f->instr: RERAISE sets that
 * to what failed first. */
bool except_unwind(Proc *p, Frame *f, int32_t at, int32_t *next);
bool op_raise(Proc *p, Frame *f, int argc, bool *reraised);
void op_push_block(Frame *f, int type, int32_t handler);
void op_pop_except(Proc *p, Frame *f);
bool op_end_finally(Proc *p, Frame *f, int32_t *next, bool *reraised);
bool op_pop_finally(Proc *p, Frame *f, bool keep_result);
bool op_setup_with(Proc *p, Frame *f, int32_t handler);
bool op_with_cleanup_start(Proc *p, Frame *f);
bool op_with_cleanup_finish(Proc *p, Frame *f);
bool op_before_with(Proc *p, Frame *f);
bool op_with_except_start(Proc *p, Frame *f);
/* Drop what lies above `level` of the stack. */
void except_pop_to(Proc *p, Frame *f, int64_t level);
/* UNWIND_EXCEPT_HANDLER: what was handled before is handled again. */
void except_leave_handler(Proc *p, Frame *f, const FrameBlock *b);
/* Up to 3.10 the traceback of a handled exception is saved beside it. Steals exc; tb may be NULL or None. */
void except_raise_with_traceback(Proc *p, Ob *exc, Ob *tb);
void op_push_exc_info(Proc *p, Frame *f);
bool op_check_exc_match(Proc *p, Frame *f);
/* What `except X` compares: 1, 0, or -1 with TypeError. */
int except_matches(Proc *p, Ob *given, Ob *type);

/* ---- why.c: up to 3.7 ---------------------------------------------------------------------- */

/* Why a block of code is left (enum why_code of Python/ceval.c). */
typedef enum Why {
    WHY_RAISE = 2,
    WHY_RETURN = 8,
    WHY_BREAK = 16,
    WHY_CONTINUE = 32,
    WHY_SILENCED = 128
} Why;
typedef enum Leaving { LEAVING_GOES_ON, LEAVING_RAISES, LEAVING_RETURNS } Leaving;
/* fast_block_end for what is no exception: the frame goes on at *next, or it returns *value. `value`, which is owned, is
 * what is returned or where the loop begins anew. */
Leaving why_leave(Proc *p, Frame *f, Why why, Ob **value, int32_t *next);
Leaving op_continue_loop(Proc *p, Frame *f, int32_t loop, int32_t *next);
Leaving op_end_finally37(Proc *p, Frame *f, Ob **value, int32_t *next);
void op_pop_block37(Proc *p, Frame *f);
bool op_with_cleanup_start37(Proc *p, Frame *f);
bool op_with_cleanup_finish37(Proc *p, Frame *f);
void op_reraise(Proc *p, Frame *f, int oparg);

/* ---- names.c --------------------------------------------------------------------------------- */

/* What the frame's builtins say of a name: borrowed, or the caller owns *owned. NULL: missing, or an
 * exception is set. */
Ob *builtin_of_frame(Proc *p, Frame *f, Ob *name, Ob **owned);
bool op_load_name(Proc *p, Frame *f, Ob *name);
bool op_load_global(Proc *p, Frame *f, Ob *name, bool push_null);
bool op_store_name(Proc *p, Frame *f, Ob *name);
bool op_delete_name(Proc *p, Frame *f, Ob *name);
bool op_store_global(Proc *p, Frame *f, Ob *name);
bool op_delete_global(Proc *p, Frame *f, Ob *name);
bool op_unbound_local(Proc *p, Frame *f, int slot); /* always false */
bool op_load_deref(Proc *p, Frame *f, int slot);
bool op_load_classderef(Proc *p, Frame *f, int slot);
bool op_load_from_dict(Proc *p, Frame *f, Ob *name, int slot); /* slot -1: globals */
bool op_store_deref(Proc *p, Frame *f, int slot);
bool op_delete_deref(Proc *p, Frame *f, int slot);
bool op_load_method(Proc *p, Frame *f, Ob *name);
bool op_load_super_attr(Proc *p, Frame *f, Ob *name, int arg);
bool op_setup_annotations(Proc *p, Frame *f);
bool op_store_annotation(Proc *p, Frame *f, Ob *name);

/* ---- build.c --------------------------------------------------------------------------------- */

bool op_build(Proc *p, Frame *f, Opcode op, int n); /* BUILD_* and the like; see there */
/* An error while f(*iterable), f(**mapping) is taken apart gets the words of a call; always false.
 */
bool after_star_error(Proc *p, Ob *callable, Ob *iterable);
bool after_two_stars_error(Proc *p, Ob *callable, Ob *mapping);
bool op_collect(Proc *p, Frame *f, Opcode op, int depth); /* LIST_APPEND ... DICT_MERGE */
bool op_unpack_sequence(Proc *p, Frame *f, int n);
bool op_unpack_ex(Proc *p, Frame *f, int arg);
bool op_format(Proc *p, Frame *f, Opcode op, int arg);
bool op_intrinsic_1(Proc *p, Frame *f, int which);
bool op_print_expr(Proc *p, Frame *f);
bool op_make_function(Proc *p, Frame *f, int flags);
bool op_set_function_attribute(Proc *p, Frame *f, int flag);

/* ---- match.c --------------------------------------------------------------------------------- */

bool op_match(Proc *p, Frame *f, Opcode op, int arg); /* MATCH_*, GET_LEN, COPY_DICT_WITHOUT_KEYS */

/* ---- code_load.c ----------------------------------------------------------------------------- */

/* Copy the unit into SEG_TEXT: from then on host memory is not needed. */
const CodeUnit *code_copy_unit(Proc *p, const CodeUnit *unit);
/* Objects of a copied unit. `script`: the parser's arena keeps the constants. New, or NULL with
 * MemoryError. */
CodeOb *code_make(Proc *p, const CodeUnit *unit, bool script);
void source_remember(Proc *p, const CodeUnit *unit, const char *text, size_t len);
/* A text that the program has compiled while it runs. */
typedef struct CompileText {
    const char *source;
    size_t len;
    const char *file; /* NULL: the text of exec and eval */
    LangMode mode;
    unsigned future; /* CO_FUTURE_* of the code that asks */
    int optimize;    /* as LangOptions */
    bool warns;      /* SyntaxWarnings go to stderr */
    bool keeps;      /* tracebacks show its lines: it is a file that Python can read again */
} CompileText;
/* Compile it into SEG_TEXT; nothing of the host's is left open but, when the result is NULL, `diags`. */
const CodeUnit *code_compile(Proc *p, const CompileText *text, DiagList *diags);
/* The first mistake of a text that does not compile, out of the host's memory: `diags` is freed, `source`
 * is needed no more. `file` as in code_compile; `readable`: there is such a file, and it has this text. */
typedef struct SyntaxMistake {
    const char *file, *text; /* text: the line, in SEG_TEXT; NULL when Python does not see it */
    size_t text_bytes;
    int line, column, end_line, end_column;
    DiagKind kind;
    char message[256];
} SyntaxMistake;
SyntaxMistake code_mistake(Proc *p, const char *file, bool readable, const char *source, size_t len,
                           LangMode mode, DiagList *diags);
/* SyntaxError or IndentationError with its place (_PyPegen_raise_error_known_location,
 * PyErr_SyntaxLocationObject). */
void code_raise_syntax_error(Proc *p, const SyntaxMistake *mistake);

/* ---- output.c -------------------------------------------------------------------------------- */

enum { OUT_STDOUT, OUT_STDERR, OUT_RAISED /* names, printed nowhere: see Raised */ };
/* Append to a stream; records PRINT for standard output. */
void out_write(Proc *p, int stream, const char *bytes, size_t len);
void out_str(Proc *p, int stream, Ob *str);
/* Formatted text of at most 1023 bytes. */
void out_format(Proc *p, int stream, const char *fmt, ...) OURO_PRINTF(3, 4);

/* ---- stderr.c, warn.c ------------------------------------------------------------------------ */

typedef struct StderrMark {
    Ob *own;     /* what the program has put into sys.stderr; NULL: nothing of its own */
    uint64_t at; /* where the report begins */
} StderrMark;
/* What OUT_STDERR gets from here to stderr_end goes where sys.stderr leads; of reports inside each other
 * the outermost one hands it on. False: that is None or missing, nothing may be told. */
bool stderr_begin(Proc *p, StderrMark *mark);
/* Runs code of the program when sys.stderr is its own; the current exception stays. */
void stderr_end(Proc *p, StderrMark *mark);
/* One warning on its way (the arguments of warn_explicit in Python/_warnings.c). */
typedef struct Warning {
    Ob *category; /* class; of a message that is an instance, its own counts */
    Ob *message;  /* text, or an instance of a Warning */
    Ob *filename; /* str */
    int64_t line;
    Ob *module;         /* name */
    Ob *registry;       /* of what was told: dict, None or NULL */
    Ob *source;         /* the object that it is about, or NULL */
    const CodeOb *code; /* whose text has that line, or NULL */
} Warning;
/* Show it, leave it out or raise it, as the filters say. 0, or -1 with an exception. */
int warn_explicit(Proc *p, const Warning *w);
/* The same for the line that the frame `level` runs, 1 the innermost (setup_context, do_warn). */
int warn_at_level(Proc *p, Ob *category, Ob *message, int64_t level, Ob *source);
/* ProcHooks.warn */
int warn_now(Proc *p, int category, Ob *text, Ob *source);
/* Line `number` of the text of that file without its blanks on both sides, behind `indent`; nothing when
 * it is not known (_Py_DisplaySourceLine). */
void traceback_source_line(Proc *p, const char *filename, int number, const char *indent);
/* The SyntaxWarnings of a unit, on stderr, each with its line of the source, if that is given
 * (show_warning of Python/_warnings.c). */
void warn_syntax(Proc *p, const CodeUnit *unit, const char *source, size_t len);

/* ---- traceback.c ----------------------------------------------------------------------------- */

/* The source of a link of a traceback with its marks, on stderr. */
void traceback_link_source(Proc *p, const Ob *link);
/* Append to the message on stderr what the name might have been meant to be (suggest.c). */
void suggest_name(Proc *p, Ob *exc);
/* Traceback and message of an exception that is only reported (write_unraisable_exc_file): no
 * chain. */
void vm_print_unraisable(Proc *p, Ob *exc);

/* ---- modules --------------------------------------------------------------------------------- */

typedef enum VmTable {
    VM_TABLE_BUILTINS,
    VM_TABLE_SYS,
    VM_TABLE_GC,
    VM_TABLE_CTYPES,
    VM_TABLE_FILE,
    VM_TABLE_ATEXIT,
#define MODULE(id, name, builtin) VM_TABLE_OF_##id,
#include "vm/import/modules.def"
#undef MODULE
    VM_TABLE_COUNT
} VmTable;
extern const MethodDef builtins_methods[], sys_methods[], gc_methods[], ctypes_functions[],
    file_methods[], atexit_methods[];
void builtins_boot(Proc *p);
void sys_module_boot(Proc *p);
void sys_info_boot(Proc *p);
/* sys.excepthook and sys.unraisablehook if the program has put its own there, else NULL; borrowed. */
Ob *sys_own_excepthook(Proc *p);
Ob *sys_own_unraisablehook(Proc *p);
/* ProcHooks.unraisable */
void unraisable_now(Proc *p, Ob *exc, Ob *where);
/* What is shown of an exception in `where` (NULL: nowhere), whose name follows `before` (str). */
void unraisable_show(Proc *p, Ob *exc, Ob *before, Ob *where);
void gc_module_boot(Proc *p);
void ctypes_boot(Proc *p);
void atexit_boot(Proc *p);
int atexit_visit(Proc *p, VisitFn visit, void *arg);
/* Call what is registered, the last one first. New: the last exception, where the version keeps it. */
Ob *atexit_run(Proc *p);
Ob *builtin_build_class(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);
/* A module that start-up has made comes among what the collector examines. */
void module_make_member(Proc *p, Ob *module, int generation);
/* A module with the functions of a table (-1: none) in sys.modules; borrowed, NULL with an exception. */
Ob *module_add(Proc *p, const char *name, int table);
/* The name kept for the VM; borrowed. */
OURO_INLINE Ob *vm_name(const Proc *p, VmName name) { return p->vm->names[name]; }

#endif
