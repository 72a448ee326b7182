/* call_frame.c - from a function and its arguments to a frame that runs (PyFrame_New, _PyEvalFramePushAndInit,
 * _PyEval_MakeFrameVector).
 *
 * A Python function called by Python code does not nest in C: call_prepare makes its frame, call_enter links it, and the
 * loop goes on there. References and their order follow Objects/call.c and Python/ceval.c of the version. */
#include "object/code/cell.h"
#include "object/code/generator.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/protocol/recursion.h"
#include "vm/loop/calls.h"

/* Without a caller that shares its own: what __builtins__ among the globals names. Without that there is None and nothing
 * else. New. */
static Ob *builtins_of_frame(Proc *p, Ob *globals) {
    Ob *builtins = dict_lookup_str(p, globals, vm_name(p, VM_NAME_BUILTINS));
    if (builtins && ob_is(builtins, TYPE_MODULE)) builtins = module_dict(builtins);
    if (builtins) return ob_newref(p, builtins);
    if (err_occurred(p)) return NULL;
    builtins = dict_new(p);
    if (builtins && dict_setitem_cstr(p, builtins, "None", OB_NONE(p)) < 0) {
        ob_decref(p, builtins);
        return NULL;
    }
    return builtins;
}

OURO_INLINE bool set_builtins(Proc *p, Frame *f, Ob *globals, FunctionOb *function) {
    if (!py_functions_know_builtins(p)) { /* _PyFrame_New_NoTrack up to 3.9 */
        Frame *back = p->tstate->frame;
        bool shared = back && back->f_globals == globals;
        f->f_builtins =
            likely(shared) ? ob_newref(p, back->f_builtins) : builtins_of_frame(p, globals);
        return f->f_builtins != NULL;
    }
    f->f_builtins = function ? function->func_builtins : builtins_from_globals(p, globals);
    if (!f->f_builtins)
        f->f_builtins = p->ob->builtins_dict; /* the collector cleared the function */
    if (py_frames_on_heap(p)) ob_incref(p, f->f_builtins);
    return true;
}

bool frame_set_builtins(Proc *p, Frame *f, Ob *globals, FunctionOb *function) {
    return set_builtins(p, f, globals, function);
}

OURO_INLINE bool set_namespaces(Proc *p, Frame *f, FunctionOb *function) {
    f->f_globals = function->func_globals;
    if (!set_builtins(p, f, f->f_globals, function)) return false;
    f->f_back = p->tstate->frame;
    if (!py_frames_on_heap(p)) return true;
    if (f->f_back) ob_incref(p, frame_as_object(f->f_back));
    ob_incref(p, f->f_globals);
    return true;
}

/* Up to 3.10 cells are made before the first instruction; later MAKE_CELL and COPY_FREE_VARS do it.
 */
static bool make_cells(Proc *p, Frame *f, FunctionOb *function) {
    const CodeOb *code = f->f_code;
    for (int k = 0; k < code->text->ncellvars; k++) {
        int arg = code_cell_argument(code, k);
        Ob *cell = cell_new(p, arg >= 0 ? f->localsplus[arg] : NULL);
        if (!cell) return false;
        f->localsplus[code->co_nlocals + k] = cell;
        if (arg >= 0 && f->localsplus[arg]) {
            Ob *value = f->localsplus[arg];
            f->localsplus[arg] = NULL;
            ob_release(p, value, f, SLOT_LOCAL, (uint64_t)arg);
        }
    }
    for (int k = 0; k < code->text->nfreevars; k++) {
        Ob *cell = tuple_item(function->func_closure, k);
        int slot = code->co_nlocals + code->text->ncellvars + k;
        f->localsplus[slot] = cell;
        ob_hold(p, cell, f, SLOT_LOCAL, (uint64_t)slot);
    }
    return true;
}

static void drop_arguments(Proc *p, Ob *const *args, size_t count) {
    for (size_t i = 0; i < count; i++) ob_decref(p, args[i]);
}

OURO_INLINE Frame *prepare(Proc *p, FunctionOb *function, Ob *const *args, size_t nargs,
                           const Keywords *keywords, bool take) {
    CodeOb *code = (CodeOb *)function->func_code;
    Frame *f = frame_new(p, code);
    if (!f) {
        if (take) {
            ob_decref(p, &function->base);
            drop_arguments(p, args, nargs + (size_t)keywords->count);
        }
        return NULL;
    }
    if (take) f->f_func = &function->base;
    if (!set_namespaces(p, f, function)) {
        frame_finish(p, f);
        if (take) drop_arguments(p, args, nargs + (size_t)keywords->count);
        return NULL;
    }
    bool simple = !keywords->count && (int)nargs == code->co_argcount &&
                  code->co_kwonlyargcount == 0 && !(code->co_flags & (CO_VARARGS | CO_VARKEYWORDS));
    bool ok = true;
    if (simple) {
        for (size_t i = 0; i < nargs; i++) {
            f->localsplus[i] = args[i];
            if (take) {
                ob_slot(p, args[i], f, SLOT_LOCAL, i);
            } else {
                ob_hold(p, args[i], f, SLOT_LOCAL, i);
            }
        }
    } else {
        ok = bind_arguments(p, f, function, args, nargs, keywords, take);
    }
    bool cells = code->text->ncellvars + code->text->nfreevars > 0;
    if (ok && cells && !take) ok = make_cells(p, f, function);
    if (ok) return f;
    frame_finish(p, f);
    return NULL;
}

Frame *call_prepare(Proc *p, FunctionOb *function, Ob *const *args, size_t nargs, Ob *kwnames,
                    bool take) {
    Keywords keywords = {NULL, args + nargs, 0, 1};
    if (kwnames) {
        keywords.names = ((TupleOb *)kwnames)->ob_item;
        keywords.count = tuple_size(kwnames);
    }
    return prepare(p, function, args, nargs, &keywords, take);
}

Frame *call_prepare_named(Proc *p, FunctionOb *function, Ob *const *args, size_t nargs,
                          const Keywords *keywords, bool take) {
    return prepare(p, function, args, nargs, keywords, take);
}

bool call_enter(Proc *p, Frame *f, FrameReturn kind, int ret_count) {
    f->ret_kind = (uint8_t)kind;
    f->ret_count = ret_count;
    if (unlikely(!recursion_enter_frame(p))) {
        frame_finish(p, f);
        return false;
    }
    f->executing = 1;
    p->tstate->frame = f;
    img_emit(p, EV_CALL, 0, p->tstate->recursion_depth, f, f->f_code, img_offset(p, f->f_func));
    return true;
}

Ob *make_generator(Proc *p, Frame *f, const FunctionOb *function) {
    Ob *gen = generator_from_frame(p, f, &function->base);
    if (gen) img_emit(p, EV_GEN_MAKE, 0, 0, gen, function->func_code, 0);
    return gen;
}

Ob *call_python_function(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    FunctionOb *function = (FunctionOb *)o;
    bool take = py_args_move_to_callee(p);
    if (take)
        hold_arguments(p, function, args, nargs + (kwnames ? (size_t)tuple_size(kwnames) : 0));
    Frame *f = call_prepare(p, function, args, nargs, kwnames, take);
    if (makes_generator(p, f)) return make_generator(p, f, function);
    return f ? eval_nested(p, f) : NULL;
}
