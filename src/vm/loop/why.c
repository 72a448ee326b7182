/* why.c - return, break and continue by way of the block stack, as up to 3.7.
 *
 * A loop, a try and a with are blocks of the frame. Who leaves says why; the blocks are taken off
 * until one has something to do: a loop that is left or begins anew, or a finally clause, which finds
 * the reason on the stack and goes on with it at its END_FINALLY (Python/ceval.c: fast_block_end,
 * enum why_code). Called by eval.c. Exceptions take the way of except.c. */
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "vm/loop/state.h"

/* Where the loop begins is kept as a number: bytes of the code, as the interpreter has it. */
static Ob *place_of(Proc *p, const Frame *f, int32_t at) {
    return int_from_i64(p, f->f_code->text->unit->offsets[at]);
}

static int32_t place_named(Proc *p, const Frame *f, Ob *number) {
    const CodeUnit *unit = f->f_code->text->unit;
    int64_t offset = 0, low = 0, high = (int64_t)unit->ninstrs;
    int_as_i64(p, number, &offset);
    while (low + 1 < high) {
        int64_t middle = (low + high) / 2;
        if ((int64_t)unit->offsets[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (int32_t)low;
}

/* The reasons are small ints, which are there already. */
static Ob *reason(Proc *p, Why why) {
    return ob_newref(p, p->ob->small_ints[NSMALLNEG + (int)why]);
}

Leaving why_leave(Proc *p, Frame *f, Why why, Ob **value, int32_t *next) {
    while (f->iblock > 0) {
        FrameBlock b = f->blocks[f->iblock - 1];
        if (b.type == OP_SETUP_LOOP && why == WHY_CONTINUE) {
            *next = place_named(p, f, *value);
            ob_decref(p, *value);
            *value = NULL;
            return LEAVING_GOES_ON;
        }
        f->iblock--;
        if (b.type == BLOCK_EXCEPT_HANDLER) {
            except_leave_handler(p, f, &b);
            continue;
        }
        except_pop_to(p, f, b.level);
        if (b.type == OP_SETUP_LOOP && why == WHY_BREAK) {
            *next = b.handler;
            return LEAVING_GOES_ON;
        }
        if (b.type == OP_SETUP_FINALLY) {
            if (why != WHY_BREAK) push(f, *value);
            *value = NULL;
            push(f, reason(p, why));
            *next = b.handler;
            return LEAVING_GOES_ON;
        }
    }
    except_pop_to(p, f, 0);
    return LEAVING_RETURNS;
}

Leaving op_continue_loop(Proc *p, Frame *f, int32_t loop, int32_t *next) {
    Ob *place = place_of(p, f, loop);
    return place ? why_leave(p, f, WHY_CONTINUE, &place, next) : LEAVING_RAISES;
}

void op_pop_block37(Proc *p, Frame *f) {
    f->iblock--;
    except_pop_to(p, f, f->blocks[f->iblock].level);
}

/* END_FINALLY: None, a reason with or without what belongs to it, or an exception lie on top. */
Leaving op_end_finally37(Proc *p, Frame *f, Ob **value, int32_t *next) {
    Ob *status = pop(f);
    *value = NULL;
    if (ob_is(status, TYPE_INT)) {
        int64_t why = 0;
        int_as_i64(p, status, &why);
        if (why == WHY_RETURN || why == WHY_CONTINUE) *value = pop(f);
        if (why == WHY_SILENCED) { /* the handler is still open */
            FrameBlock b = f->blocks[--f->iblock];
            except_leave_handler(p, f, &b);
            ob_decref(p, status);
            return LEAVING_GOES_ON;
        }
        ob_decref(p, status);
        return why_leave(p, f, (Why)why, value, next);
    }
    if (status == OB_NONE(p)) {
        ob_decref(p, status);
        return LEAVING_GOES_ON;
    }
    Ob *exc = pop(f), *tb = pop(f);
    except_raise_with_traceback(p, exc, tb);
    ob_decref(p, status);
    ob_decref(p, tb);
    return LEAVING_RAISES;
}

/* WITH_CLEANUP_START: __exit__ lies below what says why the block is left; it goes, and what is above
 * moves down. */
bool op_with_cleanup_start37(Proc *p, Frame *f) {
    Ob *none = OB_NONE(p), *leave, *exc = top(f), *value = none, *tb = none;
    if (exc == none) {
        pop(f);
        leave = top(f);
        f->sp[-1] = exc;
    } else if (ob_is(exc, TYPE_INT)) {
        int64_t why = 0;
        int_as_i64(p, exc, &why);
        pop(f);
        if (why == WHY_RETURN || why == WHY_CONTINUE) {
            leave = peek(f, 2);
            f->sp[-2] = top(f);
        } else {
            leave = top(f);
        }
        f->sp[-1] = exc;
        exc = none;
    } else {
        value = peek(f, 2);
        tb = peek(f, 3);
        leave = peek(f, 7);
        f->sp[-7] = peek(f, 6);
        f->sp[-6] = peek(f, 5);
        f->sp[-5] = peek(f, 4);
        f->sp[-4] = NULL; /* unwinding the handler pops this one off */
        f->blocks[f->iblock - 1].level--;
    }
    Ob *args[] = {exc, value, tb};
    Ob *result = ob_call(p, leave, args, 3, NULL);
    ob_decref(p, leave);
    if (!result) return false;
    push(f, ob_newref(p, exc));
    push(f, result);
    return true;
}

bool op_with_cleanup_finish37(Proc *p, Frame *f) {
    Ob *result = pop(f), *exc = pop(f);
    int swallow = exc != OB_NONE(p) ? ob_is_true(p, result) : 0;
    ob_decref(p, result);
    ob_decref(p, exc);
    if (swallow > 0) push(f, reason(p, WHY_SILENCED));
    return swallow >= 0;
}
