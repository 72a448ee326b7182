/* except.c - instructions of try, with and raise, and the way of an exception through a frame
 * (Python/ceval.c).
 *
 * Up to 3.10 a frame has a block stack and the handled exception is saved on the stack of values as
 * type, value and traceback. From 3.11 the exception table of the code says where to go and one
 * value is saved. Whoever is handled now is ThreadState.exc_info, a reference that this file
 * owns. */
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/exception/traceback.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/type/type.h"
#include "vm/loop/state.h"

static bool has_block_stack(const Proc *p) { return py_block_stack(p); }

static Ob *or_none(Proc *p, Ob *o) { return o ? o : ob_newref(p, OB_NONE(p)); }

void except_add_traceback(Proc *p, Frame *f) {
    Ob *exc = err_fetch(p);
    if (!exc) return;
    Ob *frame = frame_object(p, f);
    Ob *link = frame ? traceback_new(p, exc_traceback(exc), frame, f->instr,
                                     code_line(f->f_code, f->instr))
                     : NULL;
    if (link) {
        exc_set_traceback(p, exc, link);
        ob_decref(p, link);
    }
    err_restore(p, exc);
}

void except_pop_to(Proc *p, Frame *f, int64_t level) {
    Ob **base = frame_stack_base(f);
    while (f->sp - base > level) {
        Ob *value = pop(f);
        if (value) ob_decref(p, value);
    }
}

/* ---- up to 3.10: blocks ---------------------------------------------------------------------- */

void op_push_block(Frame *f, int type, int32_t handler) {
    OURO_ASSERT(f->iblock < FRAME_BLOCKS);
    FrameBlock *b = &f->blocks[f->iblock++];
    b->type = (uint8_t)type;
    b->level = (int16_t)(f->sp - frame_stack_base(f));
    b->handler = handler;
}

/* The three values on top become the handled exception again. */
static void restore_handled(Proc *p, Frame *f) {
    ExcInfo *info = &p->tstate->exc_info;
    Ob *type = info->type, *value = info->value, *tb = info->traceback;
    Ob *old_type = pop(f), *old_value = pop(f), *old_tb = pop(f);
    Ob *none = OB_NONE(p);
    /* "Nothing is handled" is saved as None with two empty slots. */
    info->type = old_type == none ? NULL : old_type;
    info->value = old_value == none ? NULL : old_value;
    info->traceback = old_tb;
    if (old_type == none) ob_decref(p, none);
    ob_xdecref(p, type);
    ob_xdecref(p, value);
    ob_xdecref(p, tb);
}

void except_leave_handler(Proc *p, Frame *f, const FrameBlock *b) {
    except_pop_to(p, f, b->level + 3);
    restore_handled(p, f);
}

void op_pop_except(Proc *p, Frame *f) {
    if (has_block_stack(p)) {
        f->iblock--;
        restore_handled(p, f);
        return;
    }
    Ob *value = p->tstate->exc_info.value, *old = pop(f);
    if (old == OB_NONE(p)) {
        p->tstate->exc_info.value = NULL;
        ob_decref(p, old);
    } else {
        p->tstate->exc_info.value = old;
    }
    ob_xdecref(p, value);
}

/* PyFrame_BlockSetup(EXCEPT_HANDLER) and what exception_unwind pushes for the handler. */
static void enter_handler(Proc *p, Frame *f) {
    ExcInfo *info = &p->tstate->exc_info;
    op_push_block(f, BLOCK_EXCEPT_HANDLER, py_handler_keeps_place(p) ? f->instr : -1);
    push(f, info->traceback);
    push(f, info->value);
    push(f, info->type);
    info->traceback = info->type = info->value = NULL;
    if (!top(f)) f->sp[-1] = or_none(p, NULL);
    Ob *exc = err_fetch(p);
    Ob *tb = exc_traceback(exc);
    info->type = ob_newref(p, (Ob *)exc->ob_type);
    info->value = ob_newref(p, exc);
    info->traceback = tb ? ob_newref(p, tb) : NULL;
    push(f, ob_newref(p, tb ? tb : OB_NONE(p)));
    push(f, exc);
    push(f, ob_newref(p, (Ob *)exc->ob_type));
    img_emit(p, EV_CATCH, 0, f->instr, exc, f, 0);
}

static bool unwind_blocks(Proc *p, Frame *f, int32_t *next) {
    while (f->iblock > 0) {
        FrameBlock b = f->blocks[--f->iblock];
        if (b.type == BLOCK_EXCEPT_HANDLER) {
            except_leave_handler(p, f, &b);
            continue;
        }
        except_pop_to(p, f, b.level);
        if (b.type == OP_SETUP_FINALLY || b.type == OP_SETUP_EXCEPT) {
            enter_handler(p, f);
            *next = b.handler;
            return true;
        }
    }
    except_pop_to(p, f, 0);
    return false;
}

/* ---- 3.11+: the exception table -------------------------------------------------------------- */

static bool unwind_table(Proc *p, Frame *f, int32_t at, int32_t *next) {
    const CodeUnit *unit = f->f_code->text->unit;
    for (size_t i = 0; i < unit->nexc; i++) {
        const ExcRange *range = &unit->exc_table[i];
        if (at < range->start || at >= range->end) continue;
        except_pop_to(p, f, range->depth);
        if (range->push_lasti) {
            Ob *exc = err_fetch(p); /* making the number must not look like a failure */
            Ob *lasti = int_from_i64(p, f->instr);
            if (lasti) {
                err_restore(p, exc);
            } else {
                ob_decref(p, exc);
                lasti = ob_newref(p, p->ob->small_ints[NSMALLNEG]);
            }
            push(f, lasti);
        }
        Ob *exc = err_fetch(p);
        push(f, exc);
        img_emit(p, EV_CATCH, 0, f->instr, exc, f, 0);
        *next = range->target;
        return true;
    }
    except_pop_to(p, f, 0);
    return false;
}

bool except_unwind(Proc *p, Frame *f, int32_t at, int32_t *next) {
    return has_block_stack(p) ? unwind_blocks(p, f, next) : unwind_table(p, f, at, next);
}

void op_push_exc_info(Proc *p, Frame *f) {
    Ob *value = top(f), *old = p->tstate->exc_info.value;
    f->sp[-1] = or_none(p, old);
    p->tstate->exc_info.value = value;
    push(f, value);
    ob_incref(p, value);
}

/* Up to 3.10 the traceback of a handled exception is saved beside it: raised again, it has that one,
 * whatever links the exception got in between. Steals exc; tb may be NULL or None. */
void except_raise_with_traceback(Proc *p, Ob *exc, Ob *tb) {
    if (tb == OB_NONE(p)) tb = NULL;
    if (exc_traceback(exc) != tb) exc_set_traceback(p, exc, tb);
    err_restore(p, exc);
}

/* With a block stack the three values of an exception lie on top, and the block knows where it was
 * raised. */
static void reraise_from_block(Proc *p, Frame *f, int oparg) {
    if (oparg) f->instr = f->blocks[f->iblock - 1].handler;
    Ob *type = pop(f), *value = pop(f), *tb = pop(f);
    except_raise_with_traceback(p, value, tb);
    ob_decref(p, type);
    ob_decref(p, tb);
}

void op_reraise(Proc *p, Frame *f, int oparg) {
    if (has_block_stack(p)) {
        reraise_from_block(p, f, oparg);
        return;
    }
    if (oparg) {
        int64_t lasti;
        if (int_as_i64(p, peek(f, oparg + 1), &lasti)) f->instr = (int32_t)lasti;
    }
    Ob *exc = pop(f);
    err_restore(p, exc);
}

/* ---- raise ----------------------------------------------------------------------------------- */

static Ob *raise_cause(Proc *p, Ob *cause) {
    if (ob_is_exception_class(cause)) return exc_instantiate(p, cause);
    if (ob_is_exception(cause) || cause == OB_NONE(p)) return ob_newref(p, cause);
    return err_format(p, EXC_TypeError, "exception causes must derive from BaseException");
}

/* do_raise: exc and cause are borrowed. */
static void raise_exception(Proc *p, Ob *exc, Ob *cause) {
    Ob *value;
    if (ob_is_exception_class(exc)) {
        value = exc_instantiate(p, exc);
        if (!value) return;
        if (!ob_is_exception(value)) {
            err_format(p, EXC_TypeError,
                       "calling %R should have returned an instance of BaseException, not %R", exc,
                       (Ob *)value->ob_type);
            ob_decref(p, value);
            return;
        }
    } else if (ob_is_exception(exc)) {
        value = ob_newref(p, exc);
    } else {
        err_format(p, EXC_TypeError, "exceptions must derive from BaseException");
        return;
    }
    if (cause) {
        Ob *fixed = raise_cause(p, cause);
        if (!fixed) {
            ob_decref(p, value);
            return;
        }
        if (fixed == OB_NONE(p)) {
            ob_decref(p, fixed);
            fixed = NULL;
        }
        exc_set_cause(p, value, fixed);
    }
    err_set_object(p, value->ob_type, value);
    ob_decref(p, value);
}

/* RAISE_VARARGS; *reraised: the old exception goes on without a new link in its traceback. */
bool op_raise(Proc *p, Frame *f, int argc, bool *reraised) {
    *reraised = false;
    if (argc == 0) {
        Ob *handled = err_handled(p);
        if (!handled) {
            err_format(p, EXC_RuntimeError, "No active exception to reraise");
            return false;
        }
        const ExcInfo *info = &p->tstate->exc_info;
        ob_incref(p, handled);
        if (has_block_stack(p) && info->value == handled)
            except_raise_with_traceback(p, handled, info->traceback);
        else
            err_restore(p, handled);
        *reraised = true;
        return false;
    }
    Ob *cause = argc == 2 ? pop(f) : NULL;
    Ob *exc = pop(f);
    raise_exception(p, exc, cause);
    ob_decref(p, exc);
    ob_xdecref(p, cause);
    return false;
}

static bool valid_except_class(Proc *p, Ob *type) {
    if (ob_is_exception_class(type)) return true;
    err_format(p, EXC_TypeError,
               "catching classes that do not inherit from BaseException is not allowed");
    return false;
}

int except_matches(Proc *p, Ob *given, Ob *type) {
    if (ob_is(type, TYPE_TUPLE)) {
        for (int64_t i = 0; i < tuple_size(type); i++) {
            if (!valid_except_class(p, tuple_item(type, i))) return -1;
        }
    } else if (!valid_except_class(p, type)) {
        return -1;
    }
    return exc_matches(p, given, type);
}

bool op_check_exc_match(Proc *p, Frame *f) {
    int match = except_matches(p, peek(f, 2), peek(f, 1));
    drop_top(p, f);
    if (match < 0) return false;
    push(f, ob_newref(p, match ? p->ob->true_ : p->ob->false_));
    return true;
}

/* ---- finally (3.8; up to 3.7: why.c) --------------------------------------------------------------------------- */

/* END_FINALLY: what lies on top says how the block was entered. */
bool op_end_finally(Proc *p, Frame *f, int32_t *next, bool *reraised) {
    *reraised = false;
    Ob *why = pop(f);
    if (!why) return true;
    if (ob_is(why, TYPE_INT)) {
        int64_t target = 0;
        int_as_i64(p, why, &target);
        *next = (int32_t)target;
        ob_decref(p, why);
        return true;
    }
    Ob *value = pop(f), *tb = pop(f);
    except_raise_with_traceback(p, value, tb);
    ob_decref(p, why);
    ob_decref(p, tb);
    *reraised = true;
    return false;
}

bool op_pop_finally(Proc *p, Frame *f, bool keep_result) {
    Ob *result = keep_result ? pop(f) : NULL;
    Ob *why = pop(f);
    if (!why || ob_is(why, TYPE_INT)) {
        ob_xdecref(p, why);
    } else {
        ob_decref(p, why);
        drop_top(p, f);
        drop_top(p, f);
        f->iblock--;
        restore_handled(p, f);
    }
    if (keep_result) push(f, result);
    return true;
}

/* ---- with ------------------------------------------------------------------------------------ */

static bool no_context_manager(Proc *p, Ob *manager, const char *name, bool missed_exit) {
    if (err_occurred(p)) return false;
    if (!py_with_error_protocol(p)) {
        err_format(p, EXC_AttributeError, "%s", name);
    } else {
        err_format(p, EXC_TypeError, "'%N' object does not support the context manager protocol%s",
                   manager->ob_type, missed_exit ? " (missed __exit__ method)" : "");
    }
    return false;
}

/* SETUP_WITH and BEFORE_WITH: __exit__ replaces the manager; the result of __enter__ is not pushed
 * yet. */
static Ob *enter_with(Proc *p, Frame *f) {
    Ob *manager = top(f);
    Ob *enter = type_bind_special(p, manager, SP_ENTER);
    if (!enter) {
        no_context_manager(p, manager, "__enter__", false);
        return NULL;
    }
    Ob *leave = type_bind_special(p, manager, SP_EXIT);
    if (!leave) {
        no_context_manager(p, manager, "__exit__", true);
        ob_decref(p, enter);
        return NULL;
    }
    f->sp[-1] = leave;
    ob_decref(p, manager);
    Ob *result = ob_call(p, enter, NULL, 0, NULL);
    ob_decref(p, enter);
    return result;
}

bool op_setup_with(Proc *p, Frame *f, int32_t handler) {
    Ob *result = enter_with(p, f);
    if (!result) return false;
    op_push_block(f, OP_SETUP_FINALLY, handler);
    push(f, result);
    return true;
}

bool op_before_with(Proc *p, Frame *f) {
    Ob *result = enter_with(p, f);
    if (result) push(f, result);
    return result != NULL;
}

bool op_with_except_start(Proc *p, Frame *f) {
    bool blocks = has_block_stack(p);
    Ob *exc = peek(f, blocks ? 2 : 1), *leave = peek(f, blocks ? 7 : 4);
    Ob *tb = exc_traceback(exc);
    Ob *args[] = {(Ob *)exc->ob_type, exc, tb ? tb : OB_NONE(p)};
    Ob *result = ob_call(p, leave, args, 3, NULL);
    if (result) push(f, result);
    return result != NULL;
}

bool op_with_cleanup_start(Proc *p, Frame *f) {
    Ob *none = OB_NONE(p), *leave, *exc = top(f), *value, *tb;
    if (!exc) {
        pop(f);
        leave = top(f);
        f->sp[-1] = NULL;
        exc = value = tb = none;
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

bool op_with_cleanup_finish(Proc *p, Frame *f) {
    Ob *result = pop(f), *exc = pop(f);
    int swallow = exc != OB_NONE(p) ? ob_is_true(p, result) : 0;
    ob_decref(p, result);
    ob_decref(p, exc);
    if (swallow < 0) return false;
    if (swallow > 0) {
        FrameBlock b = f->blocks[--f->iblock];
        except_leave_handler(p, f, &b);
        push(f, NULL);
    }
    return true;
}
