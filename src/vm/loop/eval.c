/* eval.c - the evaluation loop (_PyEval_EvalFrameDefault of Python/ceval.c, one loop for all
 * versions).
 *
 * Each instruction is announced by an INSTR event before it runs. With no C code below (c_depth 0)
 * that is a safe point: the loop may return there and be entered again later, perhaps from a
 * restored image, because everything it knows lies in the frames. Instructions that are short stand
 * here, in eval_values.h and in eval_access.h; the others in the files of their families. The file
 * is longer than others because a switch cannot be cut. */
#include "gc/gc.h"
#include "object/code/generator.h"
#include "object/container/tuple.h"
#include "object/protocol/recursion.h"
#include "object/type/type.h"
#include "vm/import/import.h"
#include "vm/loop/eval_access.h"
#include "vm/loop/eval_values.h"
#include "vm/loop/state.h"
#include "vm/loop/trace.h"
#include "vm/thread/race.h"
#include "vm/thread/threads.h"

/* ---- the loop -------------------------------------------------------------------------------- */

/* The next step has a copy that begins there. */
static bool copy_begins(const VmState *vm, int32_t index) {
    int32_t low = 0;
    for (int32_t high = vm->nstep_copies; low < high;) {
        int32_t middle = low + (high - low) / 2;
        if (vm->step_copies[middle].instr < index)
            low = middle + 1;
        else
            high = middle;
    }
    return low < vm->nstep_copies && vm->step_copies[low].instr == index &&
           vm->step_copies[low].step == vm->next_step;
}

/* A scenario step begins at this instruction and has not been recorded yet. */
static bool step_begins(Proc *p, const Frame *f, int32_t index) {
    const VmState *vm = p->vm;
    return f->f_code == vm->step_code && p->c_depth == 0 && vm->next_step < vm->nsteps &&
           (vm->step_instrs[vm->next_step] == index || copy_begins(vm, index));
}

/* Leave the loop before this instruction; `last` ran before it in the frame. */
static bool leave_announced(Proc *p, Frame *f, int32_t last) {
    f->announced = 1;
    p->tstate->last_instr = last;
    return true;
}

/* The loop has been entered again there. */
static int32_t entered_announced(Proc *p, Frame *f) {
    int32_t last = (int32_t)p->tstate->last_instr;
    f->announced = 0;
    p->tstate->last_instr = 0; /* the image tells nothing of who has looked meanwhile */
    return last;
}

/* The turn of the thread is over if it may be left before this instruction. True: leave the loop here. It
 * makes no difference whether the loop was left before for another reason. */
static OURO_COLD bool turn_ends(Proc *p, Frame *f, int32_t last) {
    const Instr *instrs = f->f_code->text->unit->instrs;
    bool jumped = f->instr != last + 1;
    if (!thread_may_be_left(p, instrs[last], jumped, instrs[f->instr])) return false;
    leave_announced(p, f, last);
    const CodeText *text = f->f_code->text;
    int32_t line = text->foreign ? 0 : text->lines[f->instr];
    if (thread_yield(p, line, text->foreign ? 0 : text->lines[last]) == HOST_LEAVE) return true;
    (void)entered_announced(p, f);
    return false;
}

/* The clock has reached something at the record of an instruction. True: leave the loop here. */
static OURO_COLD bool announced_slowly(Proc *p, Frame *f, int32_t last) {
    if (p->vm->no_gil) race_look(p);
    if (p->c_depth > 0) {
        img_event_reached(p);
    } else if (!threads_resumable(p)) {
        img_reached_between(p);
    } else {
        img_observe(p);
        if (p->s->clock >= p->safe_at) return leave_announced(p, f, last);
    }
    return p->s->clock >= p->s->switch_at && turn_ends(p, f, last);
}

/* The function is left; the caller goes on (or the C function that started the loop). */
typedef struct Left {
    Frame *caller;
    FrameReturn kind;
    int count;
    Ob *self, *args;
} Left;

static OURO_COLD Left leave_generator(Proc *p, Frame *f, Ob *value) {
    FrameReturn kind = (FrameReturn)f->ret_kind;
    return (Left){generator_leave(p, f, value), kind, 0, NULL, NULL};
}

static Left leave_frame(Proc *p, Frame *f, Ob *value) {
    if (unlikely(f->ret_kind > RET_ENTRY)) return leave_generator(p, f, value);
    Left left = {f->f_back, (FrameReturn)f->ret_kind, f->ret_count, f->ret_self, f->ret_args};
    f->ret_self = f->ret_args = NULL;
    img_emit(p, EV_RETURN, 0, p->tstate->recursion_depth, f, value, 0);
    p->tstate->frame = left.caller;
    recursion_leave_frame(p);
    frame_finish(p, f);
    return left;
}

/* Would a tracer be told of a line before instruction `next`, which does not stand before the one
 * that ran last in the frame? A jump backwards always begins a line, even the same one; from 3.10
 * on a forward jump within a line does not (maybe_call_line_trace of Python/ceval.c). */
OURO_INLINE bool line_begins(const Proc *p, const int32_t *lines, const Instr *in, int32_t last,
                             int32_t next) {
    if (!(in->flags & INSTR_BEGINS_LINE)) return false;
    /* What runs before RESUME belongs to no line. */
    bool same = next != last && lines[next] == lines[last] && in->op != OP_RESUME;
    return !same || py_line_at_each_jump(p);
}

/* The topmost of `n` values goes below the others. */
static void op_rotate(Frame *f, int32_t n) {
    Ob *a = f->sp[-1];
    for (int32_t i = 1; i < n; i++) f->sp[-i] = f->sp[-i - 1];
    f->sp[-n] = a;
}

/* _PyCode_Warmup: how often the code has begun or jumped back is kept in its first instruction, which is no call. */
enum { WARM = 8 };
static inline void warm_up(Proc *p, const Instr *instrs) {
    if (py_specialised_when_warm(p) && instrs[0].aux < WARM) ((Instr *)(uintptr_t)instrs)[0].aux++;
}

/* Of the instruction with that index, which is about to run once more. */
static CallSite call_site(Proc *p, const Instr *instrs, int32_t at) {
    bool before = instrs[at].aux != 0;
    if (!before) ((Instr *)(uintptr_t)instrs)[at].aux = 1;
    bool specialised = py_specialised_when_warm(p) ? instrs[0].aux >= WARM : before;
    return (CallSite){before, specialised && py_calls_specialised(p),
                      instrs[at + 1].op == OP_POP_TOP};
}

/* What the loop keeps of the frame that runs. */
#define ENTER_CODE()                                                                               \
    do {                                                                                           \
        code = f->f_code;                                                                          \
        instrs = code->text->unit->instrs;                                                         \
        consts = ((TupleOb *)code->co_consts)->ob_item;                                            \
        names = ((TupleOb *)code->co_names)->ob_item;                                              \
        place[0] = img_offset(p, code);                                                            \
        place[1] = img_offset(p, f);                                                               \
        lines = code->text->lines;                                                                 \
        own_line = code->text->foreign ? 0 : EVF_LINE;                                             \
        line_mask = code->text->foreign ? 0 : UINT32_MAX;                                          \
        clock = clock_now(p);                                                                      \
    } while (0)

/* From instruction `next` of the innermost frame on. */
static LoopResult run_loop(Proc *p, Ob **result, int32_t next) {
    Frame *f = p->tstate->frame;
    CodeOb *code;
    const Instr *instrs;
    Ob *const *consts, *const *names;
    const int32_t *lines;
    int32_t at = 0, target, last = 0; /* last: what ran before in the frame */
    uint64_t place[2];                /* offsets of code and frame, for the records */
    uint64_t clock;                   /* see eval_clock.h */
    uint32_t own_line, line_mask;     /* of a file that is not the program's no lines are told */
    bool new_line;
    const Instr *in;
    bool reraised;
    Ob *returned; /* by the frame */
    CallResult call;
    Turn turn;
    *result = NULL;

enter_frame:
    ENTER_CODE();
    if (unlikely(f->announced)) {
        last = entered_announced(p, f);
        in = &instrs[next];
        if (p->s->clock >= p->s->switch_at && turn_ends(p, f, last)) return LOOP_SAFE;
        clock = clock_now(p);
        goto dispatch;
    }

    for (;;) {
        clock = clock_now(p);
        if (unlikely(next < f->instr)) {
        backwards:
            in = &instrs[next];
            last = f->instr;
            f->instr = next;
            if (unlikely(in->flags & INSTR_STEP) && step_begins(p, f, next)) return LOOP_STEP;
            new_line = true;
            goto flagged;
        }
    announce: /* with the clock at hand, and not behind f->instr */
        in = &instrs[next];
        last = f->instr;
        if (likely(in->flags == 0)) {
            f->instr = next;
            record_instr(p, &clock, event_what(EV_INSTR, 0, in->op), next, place,
                         (uint32_t)lines[next] & line_mask);
        } else {
            new_line = line_begins(p, lines, in, last, next);
            f->instr = next;
            if (unlikely(in->flags & INSTR_STEP) && step_begins(p, f, next)) return LOOP_STEP;
        flagged:
            if (unlikely(new_line && traced(p)) && trace_begins_line(instrs, in, last)) {
                if (!trace_line(p, f)) goto error;
                clock = clock_now(p);
            }
            if (new_line) p->s->lines += own_line;
            record_instr(p, &clock, event_what(EV_INSTR, new_line ? own_line : 0, in->op), next,
                         place, (uint32_t)lines[next] & line_mask);
        }
        if (unlikely(clock >= p->instr_stop_at)) {
            if (announced_slowly(p, f, last)) return LOOP_SAFE;
            clock = clock_now(p);
        }
    dispatch:
        next++;
        switch (in->op) {
        case OP_NOP:
        case OP_CACHE:
        case OP_EXTENDED_ARG: goto announce;
        case OP_RESUME:
            if (unlikely(traced(p)) && !trace_resume(p, f, in, lines, next)) goto error;
            warm_up(p, instrs);
            check_eval_breaker(p);
            break;

        case OP_POP_TOP: pop_drop(p, &clock, f); goto announce;
        case OP_ROT_TWO: {
            Ob *a = f->sp[-1];
            f->sp[-1] = f->sp[-2];
            f->sp[-2] = a;
            break;
        }
        case OP_ROT_THREE: op_rotate(f, 3); break;
        case OP_ROT_FOUR: op_rotate(f, 4); break;
        case OP_ROT_N: op_rotate(f, in->arg); break;
        case OP_DUP_TOP: push(f, ob_newref(p, top(f))); break;
        case OP_DUP_TOP_TWO: {
            Ob *a = peek(f, 1), *b = peek(f, 2);
            ob_incref(p, a);
            ob_incref(p, b);
            push(f, b);
            push(f, a);
            break;
        }
        case OP_SWAP: {
            Ob *a = f->sp[-1];
            f->sp[-1] = f->sp[-in->arg];
            f->sp[-in->arg] = a;
            break;
        }
        case OP_COPY: {
            Ob *a = peek(f, in->arg);
            push(f, a);
            if (a) ob_incref(p, a);
            break;
        }
        case OP_PUSH_NULL: push(f, NULL); goto announce;

        case OP_LOAD_CONST: {
            push_new(p, &clock, f, consts[in->arg]);
            goto announce;
        }
        case OP_LOAD_FAST:
        case OP_LOAD_FAST_CHECK:
            if (!load_fast(p, &clock, f, in->arg)) goto error;
            goto announce;
        case OP_LOAD_FAST_AND_CLEAR: {
            push(f, f->localsplus[in->arg]);
            f->localsplus[in->arg] = NULL;
            break;
        }
        case OP_LOAD_FAST_LOAD_FAST:
            if (!load_fast(p, &clock, f, in->arg >> 4)) goto error;
            if (!load_fast(p, &clock, f, in->arg & 15)) goto error;
            goto announce;
        case OP_STORE_FAST: store_fast(p, &clock, f, in->arg); goto announce;
        case OP_STORE_FAST_LOAD_FAST:
            store_fast(p, &clock, f, in->arg >> 4);
            if (!load_fast(p, &clock, f, in->arg & 15)) goto error;
            goto announce;
        case OP_STORE_FAST_STORE_FAST:
            store_fast(p, &clock, f, in->arg >> 4);
            store_fast(p, &clock, f, in->arg & 15);
            goto announce;
        case OP_DELETE_FAST:
            if (!delete_fast(p, f, in->arg)) goto error;
            break;

        case OP_LOAD_NAME: {
            Ob *locals = f->f_locals;
            Ob **entry = likely(locals && ob_is_exact(p, locals, TYPE_DICT))
                             ? dict_entry_str(locals, names[in->arg])
                             : NULL;
            if (likely(entry != NULL)) {
                push_new(p, &clock, f, entry[1]);
                goto announce;
            }
            if (!op_load_name(p, f, names[in->arg])) goto error;
            break;
        }
        case OP_STORE_NAME:
            if (likely(f->f_locals && ob_is_exact(p, f->f_locals, TYPE_DICT)) &&
                likely(store_entry(p, &clock, f->f_locals,
                                   dict_entry_str(f->f_locals, names[in->arg]), top(f)))) {
                pop_drop(p, &clock, f);
                goto announce;
            }
            if (!op_store_name(p, f, names[in->arg])) goto error;
            break;
        case OP_DELETE_NAME:
            if (!op_delete_name(p, f, names[in->arg])) goto error;
            break;
        case OP_LOAD_GLOBAL: {
            bool shifted = py_null_before_arguments(p);
            Ob *name = names[shifted ? in->arg >> 1 : in->arg];
            Ob **entry = dict_entry_str(f->f_globals, name);
            if (likely(entry != NULL)) {
                bool push_null = shifted && (in->arg & 1), null_first = has_method_first(p);
                incref_at(p, &clock, entry[1]);
                if (push_null && null_first) push(f, NULL);
                push(f, entry[1]);
                if (push_null && !null_first) push(f, NULL);
                goto announce;
            }
            if (!op_load_global(p, f, name, shifted && (in->arg & 1))) goto error;
            break;
        }
        case OP_STORE_GLOBAL:
            if (!op_store_global(p, f, names[in->arg])) goto error;
            break;
        case OP_DELETE_GLOBAL:
            if (!op_delete_global(p, f, names[in->arg])) goto error;
            break;

        case OP_LOAD_CLOSURE: {
            int slot = in->arg + (py_deref_counts_cells(p) ? code->co_nlocals : 0);
            push(f, f->localsplus[slot]);
            ob_incref(p, top(f));
            break;
        }
        case OP_LOAD_DEREF:
            if (!op_load_deref(p, f, in->arg + (py_deref_counts_cells(p) ? code->co_nlocals : 0)))
                goto error;
            break;
        case OP_LOAD_CLASSDEREF:
            if (!op_load_classderef(p, f,
                                    in->arg + (py_deref_counts_cells(p) ? code->co_nlocals : 0)))
                goto error;
            break;
        case OP_LOAD_FROM_DICT_OR_DEREF:
            if (!op_load_from_dict(p, f, code_slot_name(code, in->arg), in->arg)) goto error;
            break;
        case OP_LOAD_FROM_DICT_OR_GLOBALS:
            if (!op_load_from_dict(p, f, names[in->arg], -1)) goto error;
            break;
        case OP_LOAD_LOCALS: push(f, ob_newref(p, f->f_locals)); break;
        case OP_STORE_DEREF:
            if (!op_store_deref(p, f, in->arg + (py_deref_counts_cells(p) ? code->co_nlocals : 0)))
                goto error;
            break;
        case OP_DELETE_DEREF:
            if (!op_delete_deref(p, f, in->arg + (py_deref_counts_cells(p) ? code->co_nlocals : 0)))
                goto error;
            break;
        case OP_MAKE_CELL:
            if (!make_cell(p, f, in->arg)) goto error;
            break;
        case OP_COPY_FREE_VARS: copy_free_vars(p, f, in->arg); break;

        case OP_UNARY_POSITIVE:
            if (!replace_top(p, f, ob_unary(p, UN_POSITIVE, top(f)))) goto error;
            break;
        case OP_UNARY_NEGATIVE:
            if (!replace_top(p, f, ob_unary(p, UN_NEGATIVE, top(f)))) goto error;
            break;
        case OP_UNARY_INVERT:
            if (!replace_top(p, f, ob_unary(p, UN_INVERT, top(f)))) goto error;
            break;
        case OP_UNARY_NOT:
            if (!to_bool(p, f, true)) goto error;
            break;
        case OP_TO_BOOL:
            if (!to_bool(p, f, false)) goto error;
            break;

#define BINARY_CASE(name, op)                                                                      \
    case OP_BINARY_##name:                                                                         \
        if (!binary(p, &clock, f, op, false)) goto error;                                          \
        goto announce;                                                                             \
    case OP_INPLACE_##name:                                                                        \
        if (!binary(p, &clock, f, op, true)) goto error;                                           \
        goto announce;
            BINARY_CASE(ADD, BIN_ADD)
            BINARY_CASE(SUBTRACT, BIN_SUBTRACT)
            BINARY_CASE(MULTIPLY, BIN_MULTIPLY)
            BINARY_CASE(MATRIX_MULTIPLY, BIN_MATRIX_MULTIPLY)
            BINARY_CASE(TRUE_DIVIDE, BIN_TRUE_DIVIDE)
            BINARY_CASE(FLOOR_DIVIDE, BIN_FLOOR_DIVIDE)
            BINARY_CASE(MODULO, BIN_REMAINDER)
            BINARY_CASE(POWER, BIN_POWER)
            BINARY_CASE(LSHIFT, BIN_LSHIFT)
            BINARY_CASE(RSHIFT, BIN_RSHIFT)
            BINARY_CASE(AND, BIN_AND)
            BINARY_CASE(OR, BIN_OR)
            BINARY_CASE(XOR, BIN_XOR)
#undef BINARY_CASE
        case OP_BINARY_OP: {
            bool inplace = in->arg >= NB_INPLACE_ADD;
            int op = inplace ? in->arg - NB_INPLACE_ADD : in->arg;
            bool ok;
            if (op == BIN_ADD) {
                ok = binary(p, &clock, f, BIN_ADD, inplace);
            } else if (op == BIN_SUBTRACT) {
                ok = binary(p, &clock, f, BIN_SUBTRACT, inplace);
            } else {
                ok = binary_slow(p, f, (BinaryOp)op, inplace);
                clock = clock_now(p);
            }
            if (!ok) goto error;
            goto announce;
        }
        case OP_COMPARE_OP: {
            int op = in->arg >> p->s->profile.compare_op_shift;
            if (unlikely(op > CMP_GE)) {
                OURO_ASSERT(py_compare_op_all(p));
                if (!compare_old(p, f, op)) goto error;
                break;
            }
            if (!compare(p, &clock, f, op)) goto error;
            if (in->arg & CMP_TO_BOOL_313 && py_compare_op_to_bool(p) &&
                top(f)->ob_type != type_of_id(p, TYPE_BOOL)) {
                if (!to_bool(p, f, false)) goto error;
                break;
            }
            goto announce;
        }
        case OP_IS_OP: {
            bool same = f->sp[-1] == f->sp[-2];
            replace_two(p, f, bool_of(p, same != (in->arg != 0)));
            break;
        }
        case OP_CONTAINS_OP:
            if (!contains(p, f, in->arg)) goto error;
            break;

        case OP_BINARY_SUBSCR:
            if (!replace_two(p, f, ob_getitem(p, f->sp[-2], f->sp[-1]))) goto error;
            break;
        case OP_STORE_SUBSCR:
            if (!store_subscript(p, f)) goto error;
            break;
        case OP_DELETE_SUBSCR:
            if (!delete_subscript(p, f)) goto error;
            break;
        case OP_BINARY_SLICE:
            if (!slice_operation(p, f, false)) goto error;
            break;
        case OP_STORE_SLICE:
            if (!slice_operation(p, f, true)) goto error;
            break;

        case OP_LOAD_ATTR: {
            bool shifted = py_load_attr_methods(p);
            Ob *name = names[in->arg >> shifted];
            if (shifted && in->arg & 1) {
                if (!op_load_method(p, f, name)) goto error;
                break;
            }
            if (!replace_top(p, f, ob_getattr(p, top(f), name))) goto error;
            break;
        }
        case OP_STORE_ATTR:
            if (!store_attr(p, f, names[in->arg])) goto error;
            break;
        case OP_DELETE_ATTR:
            if (!delete_attr(p, f, names[in->arg])) goto error;
            break;
        case OP_LOAD_METHOD:
            if (!op_load_method(p, f, names[in->arg])) goto error;
            break;
        case OP_LOAD_SUPER_ATTR:
            if (!op_load_super_attr(p, f, names[in->arg >> 2], in->arg & 3)) goto error;
            break;

        case OP_JUMP_FORWARD: next = in->arg; goto announce;
        case OP_JUMP_ABSOLUTE:
        case OP_JUMP_BACKWARD:
        case OP_JUMP_BACKWARD_NO_INTERRUPT:
            if (in->op == OP_JUMP_BACKWARD) {
                warm_up(p, instrs);
                check_eval_breaker(p);
            }
            clock = clock_now(p);
            goto jump;
        case OP_POP_JUMP_IF_FALSE:
        case OP_POP_JUMP_FORWARD_IF_FALSE:
        case OP_POP_JUMP_BACKWARD_IF_FALSE: {
            int truth = pop_truth(p, &clock, f);
            if (unlikely(truth < 0)) goto error;
            if (!truth) goto jump;
            goto announce;
        }
        case OP_POP_JUMP_IF_TRUE:
        case OP_POP_JUMP_FORWARD_IF_TRUE:
        case OP_POP_JUMP_BACKWARD_IF_TRUE: {
            int truth = pop_truth(p, &clock, f);
            if (unlikely(truth < 0)) goto error;
            if (truth) goto jump;
            goto announce;
        }
        case OP_POP_JUMP_IF_NONE:
        case OP_POP_JUMP_FORWARD_IF_NONE:
        case OP_POP_JUMP_BACKWARD_IF_NONE: {
            bool none = top(f) == OB_NONE(p);
            pop_drop(p, &clock, f);
            if (none) goto jump;
            goto announce;
        }
        case OP_POP_JUMP_IF_NOT_NONE:
        case OP_POP_JUMP_FORWARD_IF_NOT_NONE:
        case OP_POP_JUMP_BACKWARD_IF_NOT_NONE: {
            bool none = top(f) == OB_NONE(p);
            pop_drop(p, &clock, f);
            if (!none) goto jump;
            goto announce;
        }
        case OP_JUMP_IF_FALSE_OR_POP:
        case OP_JUMP_IF_TRUE_OR_POP: {
            int truth = ob_is_true(p, top(f));
            if (truth < 0) goto error;
            clock = clock_now(p);
            if ((truth != 0) == (in->op == OP_JUMP_IF_TRUE_OR_POP)) goto jump;
            drop_top(p, f);
            break;
        }
        case OP_JUMP_IF_NOT_EXC_MATCH: {
            int match = except_matches(p, f->sp[-2], f->sp[-1]);
            drop_top(p, f);
            drop_top(p, f);
            if (match < 0) goto error;
            clock = clock_now(p);
            if (!match) goto jump;
            break;
        }
        jump:
            next = in->arg;
            if (next < f->instr) goto backwards;
            goto announce;

        case OP_GET_ITER:
            if (!replace_top(p, f, ob_iter(p, top(f)))) goto error;
            break;
        case OP_FOR_ITER: {
            Ob *it = top(f);
            if (unlikely(ob_is_generator(p, it))) {
                turn = generator_iterate(p, f);
                goto turned;
            }
            Ob *value = ob_next(p, it);
            if (likely(value != NULL)) {
                push(f, value);
                break;
            }
            if (unlikely(err_occurred(p) != NULL)) goto error;
            drop_top(p, f);
            next = in->arg + py_for_iter_skips_end(p) + py_end_for_pops_one(p);
            break;
        }
        case OP_RETURN_GENERATOR:
        case OP_YIELD_VALUE:
        case OP_YIELD_FROM:
        case OP_SEND:
        case OP_END_SEND:
        case OP_CLEANUP_THROW:
        case OP_GET_YIELD_FROM_ITER:
            turn = op_of_generator(p, f, *in);
        turned:
            f = turn.frame;
            next = turn.next;
            if (likely(turn.kind == TURN_ON)) goto enter_frame;
            *result = turn.value;
            if (turn.kind == TURN_OUT) return LOOP_RETURN;
            ENTER_CODE();
            if (turn.kind == TURN_RAISES) goto error;
            goto unwind;
        case OP_END_FOR: /* reached only by falling into it: FOR_ITER jumps past it */
            drop_top(p, f);
            if (!py_end_for_pops_one(p)) drop_top(p, f);
            break;

        case OP_BUILD_TUPLE:
        case OP_BUILD_LIST:
        case OP_BUILD_SET:
        case OP_BUILD_MAP:
        case OP_BUILD_CONST_KEY_MAP:
        case OP_BUILD_STRING:
        case OP_BUILD_SLICE:
        case OP_BUILD_LIST_UNPACK:
        case OP_BUILD_TUPLE_UNPACK:
        case OP_BUILD_TUPLE_UNPACK_WITH_CALL:
        case OP_BUILD_SET_UNPACK:
        case OP_BUILD_MAP_UNPACK:
        case OP_BUILD_MAP_UNPACK_WITH_CALL:
        case OP_LIST_TO_TUPLE:
            if (!op_build(p, f, (Opcode)in->op, in->arg)) goto error;
            break;
        case OP_LIST_APPEND:
        case OP_SET_ADD:
        case OP_MAP_ADD:
        case OP_LIST_EXTEND:
        case OP_SET_UPDATE:
        case OP_DICT_UPDATE:
        case OP_DICT_MERGE:
            if (!op_collect(p, f, (Opcode)in->op, in->arg)) goto error;
            break;
        case OP_UNPACK_SEQUENCE:
            if (!op_unpack_sequence(p, f, in->arg)) goto error;
            break;
        case OP_UNPACK_EX:
            if (!op_unpack_ex(p, f, in->arg)) goto error;
            break;
        case OP_GET_LEN:
        case OP_MATCH_SEQUENCE:
        case OP_MATCH_MAPPING:
        case OP_MATCH_KEYS:
        case OP_MATCH_CLASS:
        case OP_COPY_DICT_WITHOUT_KEYS:
            if (!op_match(p, f, (Opcode)in->op, in->arg)) goto error;
            break;
        case OP_FORMAT_VALUE:
        case OP_FORMAT_SIMPLE:
        case OP_FORMAT_WITH_SPEC:
        case OP_CONVERT_VALUE:
            if (!op_format(p, f, (Opcode)in->op, in->arg)) goto error;
            break;
        case OP_CALL_INTRINSIC_1:
            if (!op_intrinsic_1(p, f, in->arg)) goto error;
            break;
        case OP_PRINT_EXPR:
            if (!op_print_expr(p, f)) goto error;
            break;
        case OP_MAKE_FUNCTION:
            if (!op_make_function(p, f, in->arg)) goto error;
            break;
        case OP_SET_FUNCTION_ATTRIBUTE:
            if (!op_set_function_attribute(p, f, in->arg)) goto error;
            break;

        case OP_CALL_FUNCTION: call = op_call_function(p, f, in->arg, NULL, 0); goto called;
        case OP_CALL_FUNCTION_KW: call = op_call_function(p, f, in->arg, top(f), 0); goto called;
        case OP_CALL_METHOD: call = op_call_method(p, f, in->arg); goto called;
        case OP_PRECALL: op_precall(p, f, in->arg); break;
        case OP_KW_NAMES: p->tstate->kwnames = consts[in->arg]; break;
        case OP_CALL: {
            Ob *kwnames = p->tstate->kwnames;
            p->tstate->kwnames = NULL;
            call = op_call(p, f, in->arg, kwnames, false, call_site(p, instrs, f->instr));
            goto called;
        }
        case OP_CALL_KW: call = op_call(p, f, in->arg, top(f), true, (CallSite){0}); goto called;
        case OP_CALL_FUNCTION_EX:
            call = op_call_function_ex(p, f, in->arg);
            goto called;
        called:
            if (call == CALL_DONE) break;
            if (call == CALL_FAILED) goto error;
            f = p->tstate->frame;
            next = 0;
            if (unlikely(traced(p)) && !py_resume_is_traced(p) && !trace_call(p, f)) {
                ENTER_CODE();
                goto error;
            }
            goto enter_frame;

        case OP_LOAD_BUILD_CLASS: {
            Ob *owned, *build = builtin_of_frame(p, f, vm_name(p, VM_NAME_BUILD_CLASS), &owned);
            if (!build) {
                if (!err_occurred(p)) err_format(p, EXC_NameError, "__build_class__ not found");
                goto error;
            }
            push(f, owned ? owned : ob_newref(p, build));
            break;
        }
        case OP_LOAD_ASSERTION_ERROR:
            push(f, ob_newref(p, (Ob *)&p->ob->exc[EXC_AssertionError]));
            break;
        case OP_SETUP_ANNOTATIONS:
            if (!op_setup_annotations(p, f)) goto error;
            break;
        case OP_STORE_ANNOTATION:
            if (!op_store_annotation(p, f, names[in->arg])) goto error;
            break;
        case OP_IMPORT_NAME:
            if (!op_import_name(p, f, names[in->arg])) goto error;
            break;
        case OP_IMPORT_FROM:
            if (!op_import_from(p, f, names[in->arg])) goto error;
            break;
        case OP_IMPORT_STAR:
            if (!op_import_star(p, f)) goto error;
            break;

        case OP_SETUP_LOOP:
        case OP_SETUP_EXCEPT:
        case OP_SETUP_FINALLY: op_push_block(f, in->op, in->arg); break;
        case OP_SETUP_WITH:
            if (!op_setup_with(p, f, in->arg)) goto error;
            break;
        case OP_POP_BLOCK:
            if (py_blocks_know_why(p)) {
                op_pop_block37(p, f);
            } else {
                f->iblock--;
            }
            break;
        case OP_POP_EXCEPT: op_pop_except(p, f); break;
        case OP_BEGIN_FINALLY: push(f, NULL); break;
        case OP_CALL_FINALLY: {
            Ob *back = int_from_i64(p, next);
            if (!back) goto error;
            push(f, back);
            next = in->arg;
            break;
        }
        case OP_POP_FINALLY: op_pop_finally(p, f, in->arg != 0); break;
        case OP_BREAK_LOOP:
            returned = NULL;
            why_leave(p, f, WHY_BREAK, &returned, &target);
            next = target;
            break;
        case OP_CONTINUE_LOOP:
            if (op_continue_loop(p, f, in->arg, &target) == LEAVING_RAISES) goto error;
            next = target;
            break;
        case OP_END_FINALLY:
            target = next; /* `next` itself stays in a register: nobody takes its address */
            if (py_blocks_know_why(p)) {
                Leaving leaving = op_end_finally37(p, f, &returned, &target);
                if (leaving == LEAVING_RAISES) goto unwind;
                if (leaving == LEAVING_RETURNS) goto leave;
                next = target;
                break;
            }
            if (!op_end_finally(p, f, &target, &reraised)) goto unwind;
            next = target;
            break;
        case OP_WITH_CLEANUP_START:
            if (!(py_blocks_know_why(p) ? op_with_cleanup_start37 : op_with_cleanup_start)(p, f))
                goto error;
            break;
        case OP_WITH_CLEANUP_FINISH:
            if (!(py_blocks_know_why(p) ? op_with_cleanup_finish37 : op_with_cleanup_finish)(p, f))
                goto error;
            break;
        case OP_BEFORE_WITH:
            if (!op_before_with(p, f)) goto error;
            break;
        case OP_WITH_EXCEPT_START:
            if (!op_with_except_start(p, f)) goto error;
            break;
        case OP_PUSH_EXC_INFO: op_push_exc_info(p, f); break;
        case OP_CHECK_EXC_MATCH:
            if (!op_check_exc_match(p, f)) goto error;
            break;
        case OP_GEN_START: drop_top(p, f); break;
        case OP_RERAISE:
            at = f->instr;
            op_reraise(p, f, in->arg);
            goto unwind_from;
        case OP_RAISE_VARARGS:
            op_raise(p, f, in->arg, &reraised);
            if (reraised) goto unwind;
            goto error;

        case OP_RETURN_CONST: /* pushes nothing: the stack may have no place at all */
        case OP_RETURN_VALUE: {
            bool constant = in->op == OP_RETURN_CONST;
            returned = constant ? consts[in->arg] : pop(f);
            if (constant) ob_incref(p, returned);
            if (py_blocks_know_why(p) && f->iblock > 0 &&
                why_leave(p, f, WHY_RETURN, &returned, &target) == LEAVING_GOES_ON) {
                next = target;
                break;
            }
        }
        leave : {
            if (unlikely(traced(p)) && !trace_return(p, f, returned)) {
                ob_decref(p, returned);
                goto error;
            }
            Left left = leave_frame(p, f, returned);
            if (unlikely(left.kind >= RET_ENTRY)) {
                turn = left_for_good(p, left.caller, left.kind, returned);
                goto turned;
            }
            f = left.caller;
            next = f->instr + 1;
            if (left.kind == RET_PUSH && left.count == 0) { /* nothing of the call waits here */
                push(f, returned);
            } else if (!call_return(p, f, left.kind, left.count, left.self, left.args, returned)) {
                ENTER_CODE();
                goto error;
            }
            goto enter_frame;
        }

        default:
            err_format(p, EXC_SystemError, "unknown opcode %s", opcode_name(in->op));
            goto error;
        }
        continue;

    error:
        OURO_ASSERT(err_occurred(p) != NULL);
        img_emit(p, EV_RAISE, 0, 0, err_instance(p), f, 0);
    propagate:
        p->tstate->kwnames = NULL;
        except_add_traceback(p, f);
        if (unlikely(traced(p))) trace_exception(p, f);
    unwind:
        at = f->instr;
    unwind_from:
        target = next;
        if (except_unwind(p, f, at, &target)) {
            next = target;
            continue;
        }
        if (unlikely(traced(p))) (void)trace_return(p, f, NULL);
        {
            Left left = leave_frame(p, f, NULL);
            if (left.kind == RET_ENTRY || left.kind == RET_GENERATOR) return LOOP_ERROR;
            if (unlikely(left.kind > RET_GENERATOR) && stop_ends(p, &returned)) {
                turn = left_for_good(p, left.caller, left.kind, returned);
                goto turned;
            }
            f = left.caller;
            ENTER_CODE();
            call_return(p, f, left.kind, left.count, left.self, left.args, NULL);
            goto propagate;
        }
    }
}

LoopResult eval_loop(Proc *p, Ob **result) { return run_loop(p, result, p->tstate->frame->instr); }

/* What the loop does at `error`, before it runs at all. */
static bool resume_raising(Proc *p, Frame *f, int32_t *next) {
    if (unlikely(traced(p)) && py_resume_is_traced(p)) (void)trace_call(p, f);
    img_emit(p, EV_RAISE, 0, 0, err_instance(p), f, 0);
    p->tstate->kwnames = NULL;
    except_add_traceback(p, f);
    if (unlikely(traced(p))) trace_exception(p, f);
    if (except_unwind(p, f, f->instr, next)) return true;
    if (unlikely(traced(p))) (void)trace_return(p, f, NULL);
    leave_frame(p, f, NULL);
    return false;
}

Ob *eval_resumed(Proc *p, bool throwing) {
    Frame *f = p->tstate->frame;
    Ob *result = NULL;
    p->c_depth++;
    if (unlikely(traced(p)) && !py_resume_is_traced(p) && !trace_call(p, f)) {
        leave_frame(p, f, NULL);
        p->c_depth--;
        return NULL;
    }
    int32_t next = throwing ? f->instr : generator_next_instr(f);
    if (!throwing || resume_raising(p, f, &next)) {
        LoopResult end = run_loop(p, &result, next);
        OURO_ASSERT(end == LOOP_RETURN || end == LOOP_ERROR);
    }
    p->c_depth--;
    return result;
}

Ob *eval_nested(Proc *p, Frame *f) {
    if (p->c_depth >= p->vm->depth_limit) img_pause(p, PAUSE_LIMIT_DEPTH);
    Ob *kwnames = p->tstate->kwnames, *result = NULL;
    if (!recursion_enter_loop(p)) {
        frame_finish(p, f);
        return NULL;
    }
    if (!call_enter(p, f, RET_ENTRY, 0)) {
        recursion_leave_loop(p);
        return NULL;
    }
    p->tstate->kwnames = NULL;
    p->c_depth++;
    LoopResult end = LOOP_ERROR;
    if (likely(!traced(p)) || py_resume_is_traced(p) || trace_call(p, f))
        end = eval_loop(p, &result);
    else
        leave_frame(p, f, NULL);
    p->c_depth--;
    recursion_leave_loop(p);
    p->tstate->kwnames = kwnames;
    OURO_ASSERT(end == LOOP_RETURN || end == LOOP_ERROR);
    return result;
}
