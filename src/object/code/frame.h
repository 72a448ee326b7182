/* frame.h - one activation of a code object.
 *
 * Up to 3.10 a frame is an object of the heap (Objects/frameobject.c): frame_new takes the code's
 * zombie frame, one of the free list, or fresh memory. Later it is a record on the data stack
 * (_PyInterpreterFrame), and a frame object is made only when somebody asks for one (a traceback):
 * FrameOb. Both kinds share the struct Frame, so that the evaluation loop knows one. The stack of
 * values grows upwards from frame_stack_base to `sp`, which is always current. */
#ifndef OURO_OBJECT_FRAME_H
#define OURO_OBJECT_FRAME_H

#include "object/code/code.h"
#include "object/core/tstate.h"

/* An open block of the block stack (<= 3.10). */
typedef struct FrameBlock {
    uint8_t type;    /* opcode that opened it, or BLOCK_EXCEPT_HANDLER */
    int16_t level;   /* stack depth to unwind to */
    int32_t handler; /* index of the instruction */
} FrameBlock;
_Static_assert(sizeof(FrameBlock) == 8, "twenty blocks fit the frame object of 3.8");

enum { FRAME_BLOCKS = 20, BLOCK_EXCEPT_HANDLER = 255 };

/* What happens to the caller when the frame returns. */
typedef enum FrameReturn {
    RET_PUSH,     /* drop `ret_count` values of the caller's stack, then push the result */
    RET_KEYWORDS, /* <= 3.10: the tuple of keyword names lies on top of those values and is dropped
                     last */
    RET_EXPANDED, /* CALL_FUNCTION_EX of <= 3.10: function, arguments and keywords are dropped */
    RET_INIT,     /* __init__ of a new instance: the result must be None, `ret_self` is pushed */
    RET_ENTRY,    /* the C function that started the loop gets the result */
    /* The frame of a generator, which may also stop at a yield: */
    RET_GENERATOR, /* C code resumed it and gets the value */
    RET_ITERATE,   /* FOR_ITER: the value is pushed, or the loop is over */
    RET_SEND       /* yield from: the value is handed out, or the delegation is over */
} FrameReturn;

/* What is known of a frame of a generator. While it waits, ret_count is the instruction behind
 * which it goes on when what it delegates to is over. */
enum GenFlags {
    GEN_FRAME = 1,
    GEN_DELEGATES = 2,  /* at a yield from: the other generator lies on top of the stack */
    GEN_NO_HANDLER = 4, /* 3.12+: no try and no with around the yield */
    GEN_SWAPPED = 8 /* it runs: what it handles is the thread's, and it keeps what that handled */
};
typedef enum GenState {
    GEN_CREATED,
    GEN_SUSPENDED,
    GEN_EXECUTING,
    GEN_CLOSED,  /* 3.12+: it will not go on, but still holds its function */
    GEN_FINISHED /* its frame is given up */
} GenState;

typedef struct Frame Frame;
struct Frame {
    VarOb base; /* of the frame object (<= 3.10); zero in records of the data stack */
    Frame *f_back;
    CodeOb *f_code;
    Ob *f_builtins, *f_globals; /* dicts */
    Ob *f_locals; /* namespace of a module or class body; NULL in functions until somebody asks */
    union {
        Ob *f_func;  /* 3.11+: the function; NULL for bodies */
        Ob *f_calls; /* up to 3.7: what a call instruction holds until the call is over, or NULL */
    };
    Ob *frame_obj;   /* 3.11+: the FrameOb made on demand, or NULL */
    Ob **localsplus; /* local slots, then the stack of values */
    Ob **sp;         /* first free place of the stack */
    union {
        struct {
            Ob *ret_self, *ret_args; /* RET_INIT: the new instance, and the tuple of arguments */
        };
        struct {                  /* a frame that lies in a generator (3.11+) */
            Ob *gi_name, *gi_exc; /* gi_exc: handled by it, or while it runs by who runs it */
        };
        Ob *f_gen; /* up to 3.10: the generator that owns the frame object; borrowed */
    };
    int32_t instr; /* index of the instruction that runs (f_lasti) */
    int32_t ret_count;
    uint8_t ret_kind;     /* FrameReturn */
    bool announced : 1;   /* the event of instruction `instr` is already recorded */
    bool traced : 1;      /* it has a tracer of its own (object/code/frame_trace.h) */
    uint8_t executing;    /* one of the thread's chain */
    uint8_t finished;     /* its locals are cleared: a frame object may outlive the call */
    int16_t iblock;       /* open blocks */
    uint8_t in_generator; /* GenFlags: lies in a generator, or belongs to one */
    uint8_t gen_state;    /* GenState, then */
    FrameBlock blocks[FRAME_BLOCKS]; /* <= 3.10 only: a record on the data stack ends before */
};
/* Up to 3.6 the frame object of a generator, not the generator, keeps what it handles (f_exc_type, f_exc_value,
 * f_exc_traceback), behind what stands above. */
OURO_INLINE ExcInfo *frame_kept_handled(Frame *f) { return (ExcInfo *)(void *)(f + 1); }
/* A record of the data stack, and the head of a generator of 3.11+, end before the blocks. */
enum { FRAME_RECORD_BYTES = offsetof(Frame, blocks) };
_Static_assert(FRAME_RECORD_BYTES == 128, "GenTail follows");

/* Frame object of 3.11+: while the frame runs it points to the record; afterwards it owns its
 * values. */
typedef struct FrameOb {
    VarOb base;
    Frame *frame;   /* the running record; NULL afterwards */
    Ob *f_back;     /* FrameOb of the caller, owned; NULL while it runs */
    CodeOb *f_code; /* owned once the frame has ended; f_func and f_locals likewise */
    Ob *f_func, *f_locals;
    Ob *f_globals; /* borrowed from f_func, or owned by bodies through f_locals */
    int32_t lasti, nslots;
    uint64_t unused[5]; /* f_trace, f_lineno, ... of CPython */
    Ob *slots[];
} FrameOb;
_Static_assert(sizeof(FrameOb) == 120, "PyFrameObject of 3.11");

OURO_INLINE Ob **frame_stack_base(const Frame *f) {
    return f->localsplus + f->f_code->co_nlocalsplus;
}
OURO_INLINE Ob *frame_as_object(Frame *f) { return &f->base.ob; }

/* The next frame for `code`: locals empty, all fields but f_back, builtins, globals, locals and
 * func set. Takes its own reference to code. NULL with MemoryError (<= 3.10) or a pause at the
 * image limit. */
OURO_MUST_CHECK Frame *frame_new(Proc *p, CodeOb *code);
/* The function returns: drop the frame's references in the version's order and give its memory
 * back, unless somebody holds a frame object. The caller has unlinked it already. */
void frame_finish(Proc *p, Frame *f);
/* 3.11+: the contents of a record go over to the head of a generator, whose localsplus is set; nothing
 * of them is left behind. */
void frame_move(Frame *from, Frame *to);
/* Give an emptied record of the data stack back. */
void frame_pop_record(Proc *p, Frame *f);
/* The frame in a generator lets go of everything but its code (_PyFrame_ClearExceptCode); up to 3.11
 * also of that one reference to it of two. */
void frame_clear_moved(Proc *p, Frame *f);
/* _PyFrame_ClearLocals */
void frame_clear_locals(Proc *p, Frame *f);
/* The order of _PyFrame_Traverse, for a frame in a generator. */
int frame_visit_moved(Proc *p, Frame *f, VisitFn visit, void *arg);
/* A frame that waits becomes the innermost one, without running, and ceases to be. */
void frame_link(Proc *p, Frame *f);
void frame_unlink(Proc *p, Frame *f);
/* The frame as an object (3.11+: made on demand). Borrowed from the frame; NULL with MemoryError.
 */
Ob *frame_object(Proc *p, Frame *f);

/* What an object of type `frame` knows, running or not. */
CodeOb *frame_ob_code(Proc *p, Ob *frame);
Ob *frame_ob_globals(Proc *p, Ob *frame);  /* borrowed */
Ob *frame_ob_builtins(Proc *p, Ob *frame); /* borrowed */
/* The record of a frame that runs or waits; up to 3.10 of every frame. NULL: it has ended. */
Frame *frame_ob_running(Proc *p, Ob *frame);
/* The variables that are bound, up to 3.12 the same dict each time; new, NULL with an exception. */
Ob *frame_locals(Proc *p, Frame *f);
Ob *frame_ob_locals(Proc *p, Ob *frame);
/* The namespace of a module or class body; borrowed, NULL for functions. */
Ob *frame_ob_namespace(Proc *p, Ob *frame);

/* References of a running record, for roots of a picture: same order as frame_traverse of CPython.
 */
int frame_visit(Proc *p, Frame *f, VisitFn visit, void *arg);

extern const TypeOps frame_ops;

#endif
