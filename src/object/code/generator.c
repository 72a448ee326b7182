/* generator.c - generator objects: states, send, throw, close, death (Objects/genobject.c). */
#include "object/code/generator.h"

#include <stdio.h>

#include "object/code/function.h"
#include "object/container/iterators.h"
#include "object/core/field.h"
#include "object/exception/exception.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/object_type.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

static bool has_own_frame_object(Proc *p) { return py_frames_on_heap(p); }

size_t generator_weak_offset(const Proc *p) {
    return py_frames_on_heap(p) ? offsetof(GenOb, gi_weakreflist) : FRAME_RECORD_BYTES;
}

Frame *generator_frame(Proc *p, Ob *gen) {
    return has_own_frame_object(p) ? ((GenOb *)gen)->gi_frame : (Frame *)(void *)gen;
}

static GenState generator_state(Proc *p, Ob *gen) {
    const Frame *f = generator_frame(p, gen);
    return f ? (GenState)f->gen_state : GEN_FINISHED;
}

Ob *generator_of(Proc *p, Frame *f) { return has_own_frame_object(p) ? f->f_gen : &f->base.ob; }

static ExcInfo *kept_handled(Proc *p, GenOb *gen) {
    return py_frames_keep_handled(p) ? frame_kept_handled(gen->gi_frame) : &gen->gi_exc_state;
}

GenParts generator_parts(Proc *p, Ob *o) {
    Frame *f = generator_frame(p, o);
    bool swapped = f && f->in_generator & GEN_SWAPPED;
    if (has_own_frame_object(p)) {
        const GenOb *gen = (const GenOb *)(const void *)o;
        GenParts parts = {
            .frame = f, .code = gen->gi_code, .name = gen->gi_name, .qualname = gen->gi_qualname};
        if (swapped || py_frames_keep_handled(p)) return parts;
        parts.handled[0] = gen->gi_exc_state.type;
        parts.handled[1] = gen->gi_exc_state.value;
        parts.handled[2] = gen->gi_exc_state.traceback;
        return parts;
    }
    bool lives = f->gen_state != GEN_FINISHED && f->f_code;
    return (GenParts){.inside = lives ? f : NULL,
                      .code = py_generator_keeps_code(p) ? generator_tail(o)->gi_code
                              : lives || !f->f_code      ? NULL
                                                         : &f->f_code->base.ob,
                      .name = f->gi_name,
                      .qualname = generator_tail(o)->gi_qualname,
                      .handled = {swapped ? NULL : f->gi_exc}};
}

/* What `yield from` waits for; borrowed, or NULL. */
static Ob *generator_delegate(Proc *p, Ob *gen) {
    if (generator_state(p, gen) != GEN_SUSPENDED) return NULL;
    const Frame *f = generator_frame(p, gen);
    return f->in_generator & GEN_DELEGATES ? f->sp[-1] : NULL;
}

/* ---- birth ----------------------------------------------------------------------------------- */

/* PyGen_NewWithQualName: the frame object, which nobody has entered, is taken. */
static Ob *from_frame_object(Proc *p, Frame *f, const FunctionOb *function) {
    Frame *back = f->f_back;
    f->f_back = NULL;
    if (back) ob_decref(p, frame_as_object(back));
    TypeOb *type = type_of_id(p, TYPE_GENERATOR);
    GenOb *gen = (GenOb *)ob_alloc(p, type, (size_t)type->basicsize);
    if (!gen) {
        ob_decref(p, frame_as_object(f));
        return NULL;
    }
    gen->gi_frame = f;
    f->f_gen = &gen->base;
    f->instr = -1; /* nothing has run: the line is that of the def */
    f->in_generator = GEN_FRAME;
    f->gen_state = GEN_CREATED;
    gen->gi_code = ob_newref(p, &f->f_code->base.ob);
    gen->gi_name = ob_newref(p, function->func_name);
    gen->gi_qualname = ob_newref(p, function->func_qualname);
    ob_gc_track(p, &gen->base);
    if (!ob_gc_is_tracked(p, frame_as_object(f))) ob_gc_track(p, frame_as_object(f));
    return &gen->base;
}

/* make_gen and _PyFrame_Copy */
static Ob *from_record(Proc *p, Frame *f, const FunctionOb *function) {
    int64_t head = type_basicsize(p, TYPE_GENERATOR);
    int64_t slots = f->f_code->co_nlocalsplus + f->f_code->co_stacksize;
    Ob *o = ob_alloc(p, type_of_id(p, TYPE_GENERATOR), (size_t)(head + slots * 8));
    if (!o) return NULL;
    Frame *own = (Frame *)(void *)o;
    if (py_generator_keeps_code(p)) generator_tail(o)->gi_code = ob_newref(p, &f->f_code->base.ob);
    own->gi_name = ob_newref(p, function->func_name);
    generator_tail(o)->gi_qualname = ob_newref(p, function->func_qualname);
    own->localsplus = (Ob **)(void *)((uint8_t *)o + head);
    frame_move(f, own);
    own->in_generator = GEN_FRAME;
    own->gen_state = GEN_CREATED;
    ob_gc_track(p, o);
    return o;
}

Ob *generator_from_frame(Proc *p, Frame *f, const Ob *function) {
    const FunctionOb *named = (const FunctionOb *)(const void *)function;
    return has_own_frame_object(p) ? from_frame_object(p, f, named) : from_record(p, f, named);
}

/* ---- going on -------------------------------------------------------------------------------- */

static void drop_handled(Proc *p, ExcInfo *info) {
    field_drop(p, &info->type);
    field_drop(p, &info->value);
    field_drop(p, &info->traceback);
}

static bool in_handler(const Frame *f) {
    for (int i = 0; i < f->iblock; i++)
        if (f->blocks[i].type == BLOCK_EXCEPT_HANDLER) return true;
    return false;
}

/* save_exc_state of Python/ceval.c: a generator that handles nothing goes on with what the thread handles,
 * and its frame holds that once more; the main thread, which has handled something while the interpreter started, has None
 * when nothing is handled. */
static void share_handled(Proc *p, ExcInfo *own, ExcInfo *info) {
    if (info->type) return;
    *info = *own;
    ob_xincref(p, info->type);
    ob_xincref(p, info->value);
    ob_xincref(p, info->traceback);
    if (!own->type && p->tstate == &p->ob->main_thread) own->type = ob_newref(p, OB_NONE(p));
}

/* restore_and_clear_exc_state, unless the frame is in a handler of its own. */
static void unshare_handled(Proc *p, const Frame *f, ExcInfo *own, ExcInfo *info) {
    if (info->type == OB_NONE(p)) field_drop(p, &info->type);
    if (!in_handler(f)) drop_handled(p, own);
}

void generator_swap_handled(Proc *p, Ob *o) {
    Frame *frame = generator_frame(p, o);
    frame->in_generator ^= GEN_SWAPPED;
    ExcInfo *info = &p->tstate->exc_info;
    if (has_own_frame_object(p)) {
        ExcInfo *own = kept_handled(p, (GenOb *)o), kept = *own;
        *own = *info;
        *info = kept;
        if (!py_frames_keep_handled(p)) return;
        if (frame->in_generator & GEN_SWAPPED)
            share_handled(p, own, info);
        else
            unshare_handled(p, frame, own, info);
        return;
    }
    Frame *f = (Frame *)(void *)o;
    Ob *kept = f->gi_exc;
    f->gi_exc = info->value;
    info->value = kept;
}

ExcInfo generator_outer_handled(Proc *p, const Frame *f) {
    return has_own_frame_object(p) ? *kept_handled(p, (GenOb *)f->f_gen)
                                   : (ExcInfo){.value = f->gi_exc};
}

GenResult generator_may_go(Proc *p, Ob *gen, Ob *arg) {
    switch (generator_state(p, gen)) {
    case GEN_EXECUTING:
        err_format(p, EXC_ValueError, "generator already executing");
        return GEN_ERROR;
    case GEN_CLOSED:
    case GEN_FINISHED: return GEN_RETURN;
    case GEN_CREATED:
        if (arg && arg != OB_NONE(p)) {
            err_format(p, EXC_TypeError, "can't send non-None value to a just-started generator");
            return GEN_ERROR;
        }
        break;
    case GEN_SUSPENDED: break;
    }
    return GEN_NEXT;
}

/* gen_send_ex2. arg NULL: next(). `throwing`: the current exception is raised inside. *result: new. */
static GenResult generator_send(Proc *p, Ob *gen, Ob *arg, bool throwing, Ob **result) {
    *result = NULL;
    GenResult may = generator_may_go(p, gen, arg);
    if (may == GEN_ERROR) return GEN_ERROR;
    if (may == GEN_RETURN) {
        if (!arg || throwing) return GEN_ERROR;
        *result = ob_newref(p, OB_NONE(p));
        return GEN_RETURN;
    }
    *result = p->hooks.run_generator(p, gen, arg, throwing);
    if (!*result) return GEN_ERROR;
    return generator_state(p, gen) == GEN_SUSPENDED ? GEN_NEXT : GEN_RETURN;
}

static int warn_stop(Proc *p, Ob *gen) {
    char text[160], name[60];
    str_utf8(p, ((GenOb *)gen)->gi_qualname, name, sizeof name);
    snprintf(text, sizeof text, "generator '%.50s' raised StopIteration", name);
    return err_warn(p, EXC_DeprecationWarning, text);
}

void generator_guard(Proc *p, Ob *gen, bool passes) {
    if (!err_matches(p, EXC_StopIteration)) return;
    Ob *stop = err_fetch(p); /* _PyErr_FormatFromCause */
    if (passes) {
        if (warn_stop(p, gen) < 0)
            ob_decref(p, stop);
        else
            err_restore(p, stop);
        return;
    }
    err_format(p, EXC_RuntimeError, "generator raised StopIteration");
    Ob *error = err_fetch(p);
    if (error) {
        exc_set_cause(p, error, ob_newref(p, stop));
        exc_set_context(p, error, ob_newref(p, stop));
        err_restore(p, error);
    }
    ob_decref(p, stop);
}

/* StopIteration(value); value None: without arguments. Always NULL. */
static Ob *stop_iteration(Proc *p, Ob *value) {
    TypeOb *type = exc_type(p, EXC_StopIteration);
    if (value == OB_NONE(p)) return err_set_object(p, type, NULL);
    Ob *exc = exc_new(p, type, &value, 1);
    if (exc) err_set_object(p, type, exc);
    ob_xdecref(p, exc);
    return NULL;
}

Ob *stop_iteration_value(Proc *p) {
    if (!err_occurred(p)) return ob_newref(p, OB_NONE(p));
    if (!err_matches(p, EXC_StopIteration)) return NULL;
    Ob *exc = err_fetch(p);
    Ob *value = ob_getattr_cstr(p, exc, "value");
    ob_decref(p, exc);
    return value;
}

/* What send() and throw() give: a value, or StopIteration. */
static Ob *value_or_stop(Proc *p, GenResult how, Ob *value) {
    if (how != GEN_RETURN) return value;
    stop_iteration(p, value);
    ob_decref(p, value);
    return NULL;
}

static Ob *send_ex(Proc *p, Ob *gen, Ob *arg, bool throwing) {
    Ob *value;
    GenResult how = generator_send(p, gen, arg, throwing, &value);
    return value_or_stop(p, how, value);
}

static Ob *gen_next(Proc *p, Ob *gen) {
    Ob *value;
    GenResult how = generator_send(p, gen, NULL, false, &value);
    if (how == GEN_RETURN && value == OB_NONE(p)) {
        ob_decref(p, value);
        return NULL;
    }
    return value_or_stop(p, how, value);
}

static Ob *gen_send(Proc *p, Ob *gen, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "send", nargs, 1, 1, kwnames)) return NULL;
    return send_ex(p, gen, args[0], false);
}

/* ---- close and throw ------------------------------------------------------------------------- */

/* gen_close: None, or NULL with an exception. New. */
static Ob *generator_close(Proc *p, Ob *gen);

/* gen_close_iter */
static bool close_delegate(Proc *p, Ob *inner) {
    Ob *result = NULL;
    if (ob_is_generator(p, inner)) {
        result = generator_close(p, inner);
    } else {
        Ob *name = str_interned_cstr(p, "close"), *method = NULL;
        int found = name ? ob_lookup_attr(p, inner, name, &method) : -1;
        ob_xdecref(p, name);
        if (found < 0) {
            err_write_unraisable(p, inner);
            return true;
        }
        if (!found) return true;
        result = ob_call(p, method, NULL, 0, NULL);
        ob_decref(p, method);
    }
    ob_xdecref(p, result);
    return result != NULL;
}

/* Something runs below: the generator counts as executing meanwhile. */
static bool close_inner(Proc *p, Ob *gen, Ob *inner) {
    Frame *f = generator_frame(p, gen);
    ob_incref(p, inner);
    f->gen_state = GEN_EXECUTING;
    bool closed = close_delegate(p, inner);
    f->gen_state = GEN_SUSPENDED;
    ob_decref(p, inner);
    return closed;
}

/* It will not go on, though nothing of it has run. */
static Ob *shut(Proc *p, Ob *gen) {
    Frame *f = generator_frame(p, gen);
    bool began = f->gen_state != GEN_CREATED;
    if (!py_generator_shut_keeps(p)) {
        generator_finished(p, gen);
    } else {
        f->gen_state = GEN_CLOSED;
        if (began) frame_clear_locals(p, f);
    }
    return ob_newref(p, OB_NONE(p));
}

static Ob *generator_close(Proc *p, Ob *gen) {
    GenState state = generator_state(p, gen);
    bool quick = py_generator_closes_silently(p);
    if (quick && (state == GEN_CREATED || state >= GEN_CLOSED)) {
        return state == GEN_CREATED ? shut(p, gen) : ob_newref(p, OB_NONE(p));
    }
    Ob *inner = generator_delegate(p, gen);
    bool closed = !inner || close_inner(p, gen, inner);
    bool watched = p->tstate->c_traceobj && py_traced_generator_is_thrown_into(p);
    bool waits = state == GEN_SUSPENDED && !watched;
    if (closed && waits && generator_frame(p, gen)->in_generator & GEN_NO_HANDLER) {
        return shut(p, gen);
    }
    if (closed) err_set_object(p, exc_type(p, EXC_GeneratorExit), NULL);
    Ob *value;
    GenResult how = generator_send(p, gen, OB_NONE(p), true, &value);
    if (how == GEN_NEXT) {
        ob_decref(p, value);
        return err_format(p, EXC_RuntimeError, "generator ignored GeneratorExit");
    }
    if (how == GEN_RETURN) {
        if (py_close_returns_value(p)) return value;
        ob_decref(p, value);
        return ob_newref(p, OB_NONE(p));
    }
    if (err_matches(p, EXC_GeneratorExit) || err_matches(p, EXC_StopIteration)) err_clear(p);
    return err_occurred(p) ? NULL : ob_newref(p, OB_NONE(p));
}

static Ob *gen_close(Proc *p, Ob *gen, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return args_check(p, "close", nargs, 0, 0, kwnames) ? generator_close(p, gen) : NULL;
}

/* Set the exception that throw() was given; false with another one. */
static bool set_thrown(Proc *p, Ob *type, Ob *value, Ob *tb) {
    Ob *none = OB_NONE(p);
    if (tb && tb != none && !ob_is(tb, TYPE_TRACEBACK)) {
        err_format(p, EXC_TypeError, "throw() third argument must be a traceback object");
        return false;
    }
    if (ob_is_exception(type)) {
        if (value && value != none) {
            err_format(p, EXC_TypeError, "instance exception may not have a separate value");
            return false;
        }
        ob_incref(p, type);
        err_restore(p, type);
    } else if (ob_is_exception_class(type)) { /* normalized, not chained */
        bool given = value && value != none;
        bool whole = given && ob_is_exception(value) &&
                     type_is_subtype(value->ob_type, (TypeOb *)(void *)type);
        Ob *exc = whole   ? ob_newref(p, value)
                  : given ? ob_call(p, type, &value, 1, NULL)
                          : exc_instantiate(p, type);
        if (!exc) return false;
        err_restore(p, exc);
    } else {
        err_format(p, EXC_TypeError,
                   "exceptions must be classes or instances deriving from BaseException, not %N",
                   type->ob_type);
        return false;
    }
    Ob *exc = err_instance(p);
    if (exc && tb && tb != none) exc_set_traceback(p, exc, tb);
    return exc != NULL;
}

/* Up to 3.11 the generator is put behind its `yield from` by hand when the inner one has raised. */
static Ob *leave_delegate(Proc *p, Ob *gen) {
    Frame *f = generator_frame(p, gen);
    Ob *inner = *--f->sp;
    ob_decref(p, inner);
    f->instr = f->ret_count;
    Ob *value = stop_iteration_value(p);
    if (!value) return send_ex(p, gen, OB_NONE(p), true);
    Ob *result = send_ex(p, gen, value, false);
    ob_decref(p, value);
    return result;
}

static Ob *throw_into(Proc *p, Ob *gen, Ob *const *args, size_t nargs);

static Ob *throw_to_delegate(Proc *p, Ob *gen, Ob *inner, Ob *const *args, size_t nargs,
                             bool *here) {
    Frame *f = generator_frame(p, gen);
    *here = false;
    bool generator = ob_is_generator(p, inner);
    Ob *method = NULL, *result;
    if (!generator) {
        Ob *name = str_interned_cstr(p, "throw");
        int found = name ? ob_lookup_attr(p, inner, name, &method) : -1;
        ob_xdecref(p, name);
        if (found < 0) return NULL;
        *here = !found;
        if (!found) return NULL;
    }
    ob_incref(p, inner);
    f->gen_state = GEN_EXECUTING;
    if (generator) {
        frame_link(p, f); /* so that tracebacks show it */
        result = throw_into(p, inner, args, nargs);
        frame_unlink(p, f);
    } else {
        result = ob_call(p, method, args, nargs, NULL);
        ob_decref(p, method);
    }
    f->gen_state = GEN_SUSPENDED;
    ob_decref(p, inner);
    if (result) return result;
    return py_generator_closes_silently(p) ? send_ex(p, gen, OB_NONE(p), true)
                                           : leave_delegate(p, gen);
}

/* _gen_throw */
static Ob *throw_into(Proc *p, Ob *gen, Ob *const *args, size_t nargs) {
    Ob *inner = generator_delegate(p, gen);
    if (inner) {
        if (exc_matches_id(p, args[0], EXC_GeneratorExit)) {
            if (!close_inner(p, gen, inner)) return send_ex(p, gen, OB_NONE(p), true);
        } else {
            bool here;
            Ob *result = throw_to_delegate(p, gen, inner, args, nargs, &here);
            if (!here) return result;
        }
    }
    if (!set_thrown(p, args[0], nargs > 1 ? args[1] : NULL, nargs > 2 ? args[2] : NULL))
        return NULL;
    return send_ex(p, gen, OB_NONE(p), true);
}

static Ob *gen_throw(Proc *p, Ob *gen, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!args_check(p, "throw", nargs, 1, 3, kwnames)) return NULL;
    return throw_into(p, gen, args, nargs);
}

/* ---- the end --------------------------------------------------------------------------------- */

void generator_finished(Proc *p, Ob *o) {
    if (has_own_frame_object(p)) {
        GenOb *gen = (GenOb *)o;
        Frame *f = gen->gi_frame;
        gen->gi_frame = NULL;
        if (!f) return;
        if (py_frames_keep_handled(p)) drop_handled(p, frame_kept_handled(f));
        f->in_generator = 0;
        f->f_gen = NULL;
        ob_decref(p, frame_as_object(f));
        return;
    }
    Frame *f = (Frame *)(void *)o;
    if (f->gen_state == GEN_FINISHED) return;
    f->gen_state = GEN_FINISHED;
    frame_clear_moved(p, f);
}

void generator_finalize(Proc *p, Ob *gen) {
    if (generator_state(p, gen) >= GEN_CLOSED) return;
    Ob *saved = err_fetch(p);
    img_emit(p, EV_GEN_CLOSE, 0, 0, gen, NULL, 0);
    Ob *result = generator_close(p, gen);
    if (result) {
        ob_decref(p, result);
    } else if (err_occurred(p)) {
        err_write_unraisable(p, gen);
    }
    err_restore(p, saved);
}

static void gen_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    if (weakref_first(p, o)) weakref_clear_all(p, o);
    ob_gc_track(p, o);
    if (ob_finalize_from_dealloc(p, o)) return;
    ob_gc_untrack(p, o);
    generator_finished(p, o);
    if (has_own_frame_object(p)) {
        GenOb *gen = (GenOb *)o;
        field_drop(p, &gen->gi_code);
        field_drop(p, &gen->gi_name);
        field_drop(p, &gen->gi_qualname);
        if (!py_frames_keep_handled(p)) drop_handled(p, &gen->gi_exc_state);
        ob_free(p, o);
        return;
    }
    Frame *f = (Frame *)(void *)o;
    CodeOb *code = f->f_code;
    f->f_code = NULL;
    if (py_generator_keeps_code(p)) {
        field_drop(p, &generator_tail(o)->gi_code);
    } else {
        ob_decref(p, &code->base.ob);
    }
    field_drop(p, &f->gi_name);
    field_drop(p, &generator_tail(o)->gi_qualname);
    field_drop(p, &f->gi_exc);
    ob_free(p, o);
}

static int gen_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    GenParts parts = generator_parts(p, o);
    Ob *fields[] = {parts.frame ? frame_as_object(parts.frame) : NULL, parts.code, parts.name,
                    parts.qualname};
    int stop = 0;
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        if (fields[i] && (stop = visit(p, fields[i], arg)) != 0) return stop;
    if (parts.inside && (stop = frame_visit_moved(p, parts.inside, visit, arg)) != 0) return stop;
    for (size_t i = 0; i < ARRAY_LEN(parts.handled); i++)
        if (parts.handled[i] && (stop = visit(p, parts.handled[i], arg)) != 0) return stop;
    return 0;
}

static int64_t gen_size_of(Proc *p, Ob *o) {
    int64_t bytes = type_basicsize(p, TYPE_GENERATOR);
    if (has_own_frame_object(p)) return bytes;
    const CodeOb *code = ((Frame *)(void *)o)->f_code;
    return code ? bytes + 8 * (int64_t)(code->co_nlocalsplus + code->co_stacksize) : bytes;
}

/* ---- what can be asked ----------------------------------------------------------------------- */

static Ob **name_slot(Proc *p, Ob *o, bool qualified) {
    GenOb *gen = (GenOb *)o;
    if (has_own_frame_object(p)) return qualified ? &gen->gi_qualname : &gen->gi_name;
    return qualified ? &generator_tail(o)->gi_qualname : &((Frame *)(void *)o)->gi_name;
}

static Ob *gen_repr(Proc *p, Ob *o) {
    char address[ADDRESS_TEXT];
    ob_address_text(p, o, address);
    return str_format(p, "<generator object %S at %s>", *name_slot(p, o, true), address);
}

static int set_name_slot(Proc *p, Ob *o, Ob *value, bool qualified) {
    if (!value || !ob_is(value, TYPE_STR)) {
        err_format(p, EXC_TypeError,
                   qualified ? "__qualname__ must be set to a string object"
                             : "__name__ must be set to a string object");
        return -1;
    }
    Ob **slot = name_slot(p, o, qualified), *old = *slot;
    *slot = ob_newref(p, value);
    ob_decref(p, old);
    return 0;
}

/* The numbers of PyFrameState, which begins at FRAME_CREATED. */
static int64_t frame_state_number(Proc *p, Ob *o) {
    int delegating = py_generator_state_tells_delegation(p); /* one more before FRAME_EXECUTING */
    switch (generator_state(p, o)) {
    case GEN_CREATED: return -2 - delegating;
    case GEN_SUSPENDED: return delegating && !generator_delegate(p, o) ? -2 : -1;
    case GEN_EXECUTING: return 0;
    case GEN_CLOSED: return 1;
    default: return 4;
    }
}

int64_t generator_number(Proc *p, Ob *gen, GenNumber which) {
    bool runs = generator_state(p, gen) == GEN_EXECUTING;
    if (which == GEN_NUMBER_RUNNING) return runs;
    if (which == GEN_NUMBER_STATE) return frame_state_number(p, gen);
    const Frame *f = generator_frame(p, gen);
    return f->executing ? -1 : f->sp - f->localsplus;
}

static Ob *get_name(Proc *p, Ob *o) { return ob_newref(p, *name_slot(p, o, false)); }
static Ob *get_qualname(Proc *p, Ob *o) { return ob_newref(p, *name_slot(p, o, true)); }
static int set_name(Proc *p, Ob *o, Ob *v) { return set_name_slot(p, o, v, false); }
static int set_qualname(Proc *p, Ob *o, Ob *v) { return set_name_slot(p, o, v, true); }

static Ob *get_frame(Proc *p, Ob *o) {
    if (generator_state(p, o) >= GEN_CLOSED) return ob_newref(p, OB_NONE(p));
    Ob *frame = frame_object(p, generator_frame(p, o));
    return frame ? ob_newref(p, frame) : NULL;
}

static Ob *get_code(Proc *p, Ob *o) {
    if (has_own_frame_object(p)) return ob_newref(p, ((GenOb *)o)->gi_code);
    return ob_newref(p, &((Frame *)(void *)o)->f_code->base.ob);
}

static Ob *get_running(Proc *p, Ob *o) {
    return ob_newref(p, generator_state(p, o) == GEN_EXECUTING ? p->ob->true_ : p->ob->false_);
}

static Ob *get_suspended(Proc *p, Ob *o) {
    return ob_newref(p, generator_state(p, o) == GEN_SUSPENDED ? p->ob->true_ : p->ob->false_);
}

static Ob *get_yieldfrom(Proc *p, Ob *o) {
    Ob *inner = generator_delegate(p, o);
    return ob_newref(p, inner ? inner : OB_NONE(p));
}

static const GetSetDef gen_getsets[] = {
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"gi_yieldfrom", get_yieldfrom, NULL},
    {"gi_running", get_running, NULL},
    {"gi_frame", get_frame, NULL},
    {"gi_code", get_code, NULL},
    {"gi_suspended", get_suspended, NULL}, /* the last row: see generator_getset_rows */
    {NULL, NULL, NULL},
};

static const MethodDef gen_methods[] = {
    {"send", gen_send, METH_PLAIN, "send()"},
    {"throw", gen_throw, METH_TUPLE_UNTIL(PY_3_10), "throw()"},
    {"close", gen_close, METH_PLAIN, "close()"},
    {0},
};

size_t generator_getset_rows(const Proc *p) {
    return ARRAY_LEN(gen_getsets) - 1 - !py_generator_suspended(p);
}

const TypeOps generator_ops = {
    .dealloc = gen_dealloc,
    .traverse = gen_traverse,
    .repr = gen_repr,
    .iter = iterator_self,
    .iternext = gen_next,
    .size_of = gen_size_of,
    .methods = gen_methods,
    .getsets = gen_getsets,
};
