/* frame.c - frames: where they come from and where they go (Objects/frameobject.c, Python/frame.c).
 *
 * The evaluation loop calls frame_new when a function is entered and frame_finish when it is left.
 */
#include "object/code/frame.h"

#include <string.h>

#include "object/code/data_stack.h"
#include "object/code/frame_trace.h"
#include "object/code/function.h"
#include "object/core/field.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "object/type/type.h"

enum { RECORD_BYTES = FRAME_RECORD_BYTES };

static int64_t slot_count(const CodeOb *code) { return code->co_nlocalsplus + code->co_stacksize; }

/* ---- up to 3.10: objects --------------------------------------------------------------------- */

/* Where localsplus of a frame object starts: tp_basicsize counts one of its values. */
static size_t object_head(Proc *p) {
    size_t head = (size_t)type_of_id(p, TYPE_FRAME)->basicsize - sizeof(Ob *);
    OURO_ASSERT(head >= sizeof(Frame) + (py_frames_keep_handled(p) ? sizeof(ExcInfo) : 0));
    return head;
}

/* Bytes that are asked for: one value more than has a place. */
static size_t object_bytes(Proc *p, int64_t slots) {
    return object_head(p) + sizeof(Ob *) + (size_t)slots * sizeof(Ob *);
}

/* PyFrame_New: the zombie frame of the code, a frame of the free list, or a new one. */
static Frame *object_take(Proc *p, CodeOb *code) {
    int64_t slots = slot_count(code);
    Ob *o = code->co_zombieframe;
    TypeOb *type = type_of_id(p, TYPE_FRAME);
    if (o) {
        code->co_zombieframe = NULL;
        ob_revive(p, o, type);
        return (Frame *)o;
    }
    FreeList *list = &p->ob->free_frames;
    if (list->first) {
        o = list->first;
        list->first = (Ob *)((Frame *)o)->f_back;
        list->count--;
        int64_t had = ((Frame *)o)->base.ob_size;
        if (had < slots) {
            Ob *bigger = ob_realloc(p, o, object_bytes(p, slots));
            if (!bigger) {
                ob_free(p, o);
                return NULL;
            }
            o = bigger;
            ((Frame *)o)->base.ob_size = slots;
        }
        ob_revive(p, o, type);
        img_emit(p, EV_FREELIST_TAKE, 0, list->count, o, type, 0);
        return (Frame *)o;
    }
    o = ob_alloc(p, type, object_bytes(p, slots));
    if (o) ((Frame *)o)->base.ob_size = slots;
    return (Frame *)o;
}

static Frame *object_new(Proc *p, CodeOb *code) {
    Frame *f = object_take(p, code);
    if (!f) return NULL;
    f->localsplus = (Ob **)(void *)((uint8_t *)f + object_head(p));
    for (int64_t i = 0; i < f->base.ob_size; i++) f->localsplus[i] = NULL;
    f->f_back = NULL;
    f->f_builtins = f->f_globals = f->f_locals = f->f_func = f->frame_obj = NULL;
    f->ret_self = f->ret_args = NULL;
    f->f_code = code;
    f->sp = frame_stack_base(f);
    f->instr = 0;
    f->ret_count = 0;
    f->ret_kind = RET_PUSH;
    f->announced = f->traced = false;
    f->executing = f->finished = 0;
    f->iblock = 0;
    f->in_generator = f->gen_state = 0;
    if (py_frames_keep_handled(p)) *frame_kept_handled(f) = (ExcInfo){0};
    ob_incref(p, &code->base.ob);
    if (py_frames_tracked(p)) ob_gc_track(p, frame_as_object(f));
    return f;
}

OURO_INLINE void drop_locals(Proc *p, Frame *f) {
    int n = f->f_code->co_nlocalsplus;
    for (int i = 0; i < n; i++) {
        Ob *value = f->localsplus[i];
        f->localsplus[i] = NULL;
        if (value) ob_release(p, value, f, SLOT_LOCAL, (uint64_t)i);
    }
}

static void drop_stack(Proc *p, Frame *f) {
    Ob **base = frame_stack_base(f);
    for (Ob **at = base; at < f->sp; at++) field_drop(p, at);
    f->sp = base;
}

static void frame_object_dealloc(Proc *p, Frame *f) {
    Ob *o = frame_as_object(f);
    ob_gc_untrack(p, o);
    Trash trash = ob_trashcan_begin(p, o);
    if (trash == TRASH_PUT_OFF) return;
    drop_locals(p, f);
    drop_stack(p, f);
    Frame *back = f->f_back;
    f->f_back = NULL;
    if (back) ob_decref(p, frame_as_object(back));
    field_drop(p, &f->f_builtins);
    field_drop(p, &f->f_globals);
    field_drop(p, &f->f_locals);
    if (unlikely(f->traced)) frame_trace_set(p, f, NULL);
    CodeOb *code = f->f_code;
    const Profile *profile = &p->s->profile;
    FreeList *list = &p->ob->free_frames;
    if (version_zombie_frames(profile->version) && !code->co_zombieframe) {
        code->co_zombieframe = o;
        img_emit(p, EV_FREELIST_PUT, 0, 1, o, o->ob_type, 0);
    } else if (list->count < profile->free_frame) {
        f->f_back = (Frame *)list->first;
        list->first = o;
        list->count++;
        img_emit(p, EV_FREELIST_PUT, 0, list->count, o, o->ob_type, 0);
    } else {
        ob_free(p, o);
    }
    ob_decref(p, &code->base.ob);
    ob_trashcan_end(p, trash);
}

/* ---- 3.11+: records on the data stack -------------------------------------------------------- */

/* At `place`, which is zero; NULL when there was no room. */
OURO_INLINE Frame *record_begin(void *place, Proc *p, CodeOb *code) {
    Frame *f = place;
    if (!f) {
        err_no_memory(p);
        return NULL;
    }
    f->localsplus = (Ob **)(void *)((uint8_t *)f + RECORD_BYTES);
    f->f_code = code;
    f->sp = frame_stack_base(f);
    ob_incref(p, &code->base.ob);
    return f;
}

static Frame *record_new(Proc *p, CodeOb *code) {
    size_t bytes = RECORD_BYTES + (size_t)slot_count(code) * sizeof(Ob *);
    if (unlikely(p->tstate->stack.top != NULL))
        return record_begin(data_stack_push(p, bytes), p, code);
    SegmentState *stack = &p->s->seg[SEG_STACK];
    Frame *f = (Frame *)(void *)(p->base + stack->start + stack->used);
    uint64_t end = stack->used + bytes;
    uint64_t side = (end + 15) / 16 * sizeof(BlockInfo);
    if (likely(end <= stack->reserved && side <= p->s->side_used[SEG_STACK])) {
        stack->used = end; /* the stack was as deep before: what img_set_used would do */
    } else if (!img_set_used(p, SEG_STACK, stack->used + bytes)) {
        f = NULL;
    }
    return record_begin(f, p, code);
}

OURO_INLINE void pop_record(Proc *p, Frame *f) {
    if (unlikely(p->tstate->stack.top != NULL)) {
        data_stack_pop(p, f);
        return;
    }
    SegmentState *stack = &p->s->seg[SEG_STACK];
    uint64_t start = img_offset(p, f) - stack->start;
    memset(f, 0, stack->used - start);
    img_lower_used(p, SEG_STACK, start);
}

void frame_pop_record(Proc *p, Frame *f) { pop_record(p, f); }

/* take_ownership: the frame object survives the call, so the values move into it. */
static void record_to_object(Proc *p, Frame *f, FrameOb *o) {
    int n = (int)(f->sp - f->localsplus);
    for (int i = 0; i < n; i++) o->slots[i] = f->localsplus[i];
    o->nslots = n;
    o->lasti = f->instr;
    o->f_code = f->f_code;
    if (f->in_generator) ob_incref(p, &f->f_code->base.ob); /* its own stays */
    o->f_func = f->f_func;
    o->f_locals = f->f_locals;
    o->f_globals = f->f_globals;
    f->f_func = f->f_locals = NULL;
    f->sp = f->localsplus;
    o->frame = NULL;
    Frame *back = f->f_back;
    if (back) {
        Ob *leaving = err_fetch(
            p); /* the exception that ends the frame must not be lost with a failure here */
        Ob *back_ob = frame_object(p, back);
        if (back_ob) o->f_back = ob_newref(p, back_ob);
        err_restore(p, leaving);
    }
    if (!ob_gc_is_tracked(p, &o->base.ob)) ob_gc_track(p, &o->base.ob);
}

/* _PyFrame_Clear without the code; false: a frame object has taken everything over. */
OURO_INLINE bool record_clear(Proc *p, Frame *f) {
    Ob *object = f->frame_obj;
    if (unlikely(f->traced)) frame_trace_set(p, f, NULL);
    if (object) {
        f->frame_obj = NULL;
        if (object->ob_refcnt > 1) {
            record_to_object(p, f, (FrameOb *)object);
            ob_decref(p, object);
            return false;
        }
        ((FrameOb *)object)->frame = NULL;
        ob_decref(p, object);
    }
    drop_locals(p, f);
    drop_stack(p, f);
    field_drop(p, &f->f_locals);
    field_drop(p, &f->f_func);
    return true;
}

/* _PyFrame_Clear and _PyThreadState_PopFrame. */
static void record_finish(Proc *p, Frame *f) {
    if (record_clear(p, f)) {
        CodeOb *code = f->f_code;
        ob_decref(p, &code->base.ob);
    }
    pop_record(p, f);
}

/* ---- in generators (3.11+) ------------------------------------------------------------------- */

void frame_move(Frame *from, Frame *to) {
    to->f_code = from->f_code;
    to->f_builtins = from->f_builtins;
    to->f_globals = from->f_globals;
    to->f_locals = from->f_locals;
    to->f_func = from->f_func;
    to->frame_obj = from->frame_obj;
    if (to->frame_obj) ((FrameOb *)to->frame_obj)->frame = to;
    to->instr = from->instr;
    ptrdiff_t n = from->sp - from->localsplus;
    for (ptrdiff_t i = 0; i < n; i++) {
        to->localsplus[i] = from->localsplus[i];
        from->localsplus[i] = NULL; /* one of the two has them: whoever looks counts them once */
    }
    to->sp = to->localsplus + n;
    from->f_locals = from->f_func = from->frame_obj = NULL;
    from->sp = from->localsplus;
}

void frame_clear_moved(Proc *p, Frame *f) {
    bool own_code = py_generator_keeps_code(p); /* gi_code is the other reference */
    record_clear(p, f);
    f->sp = f->localsplus;
    if (own_code) ob_decref(p, &f->f_code->base.ob);
}

void frame_clear_locals(Proc *p, Frame *f) {
    drop_locals(p, f);
    drop_stack(p, f);
    field_drop(p, &f->f_locals);
}

int frame_visit_moved(Proc *p, Frame *f, VisitFn visit, void *arg) {
    int stop = 0;
    Ob *fields[] = {f->frame_obj, f->f_locals, f->f_func, &f->f_code->base.ob};
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (fields[i] && (stop = visit(p, fields[i], arg)) != 0) return stop;
    }
    for (Ob **at = f->localsplus; at < f->sp; at++) {
        if (*at && (stop = visit(p, *at, arg)) != 0) return stop;
    }
    return 0;
}

void frame_link(Proc *p, Frame *f) {
    f->f_back = p->tstate->frame;
    if (f->f_back && py_frames_on_heap(p)) ob_incref(p, frame_as_object(f->f_back));
    p->tstate->frame = f;
    f->executing = 1;
}

void frame_unlink(Proc *p, Frame *f) {
    Frame *back = f->f_back;
    f->f_back = NULL;
    f->executing = 0;
    p->tstate->frame = back;
    if (back && py_frames_on_heap(p)) ob_decref(p, frame_as_object(back));
}

static void record_object_dealloc(Proc *p, FrameOb *o) {
    Ob *self = &o->base.ob;
    ob_gc_untrack(p, self);
    Trash trash = ob_trashcan_begin(p, self);
    if (trash == TRASH_PUT_OFF) return;
    CodeOb *code = o->f_code;
    o->f_code = NULL;
    field_drop(p, &o->f_func);
    field_drop(p, &o->f_locals);
    for (int i = 0; i < o->nslots; i++) field_drop(p, &o->slots[i]);
    field_drop(p, &o->f_back);
    ob_free(p, self);
    if (code) ob_decref(p, &code->base.ob);
    ob_trashcan_end(p, trash);
}

/* ---- both ------------------------------------------------------------------------------------ */

Frame *frame_new(Proc *p, CodeOb *code) {
    return py_frames_on_heap(p) ? object_new(p, code) : record_new(p, code);
}

void frame_finish(Proc *p, Frame *f) {
    f->executing = 0;
    if (!py_frames_on_heap(p)) {
        record_finish(p, f);
        return;
    }
    Ob *o = frame_as_object(f);
    bool survives =
        o->ob_refcnt > 1; /* function_code_fastcall: a traceback or a program holds it */
    ob_decref(p, o);
    if (survives && !ob_gc_is_tracked(p, o)) ob_gc_track(p, o);
}

Ob *frame_object(Proc *p, Frame *f) {
    const Profile *profile = &p->s->profile;
    if (version_frames_on_heap(profile->version)) return frame_as_object(f);
    if (f->frame_obj) return f->frame_obj;
    int64_t slots = slot_count(f->f_code);
    TypeOb *type = type_of_id(p, TYPE_FRAME);
    FrameOb *o = (FrameOb *)ob_alloc(p, type, (size_t)(type->basicsize + slots * type->itemsize));
    if (!o) return NULL;
    o->base.ob_size = slots;
    o->frame = f;
    f->frame_obj = &o->base.ob;
    return f->frame_obj;
}

Frame *frame_ob_running(Proc *p, Ob *o) {
    return py_frames_on_heap(p) ? (Frame *)o : ((FrameOb *)o)->frame;
}

CodeOb *frame_ob_code(Proc *p, Ob *o) {
    Frame *f = frame_ob_running(p, o);
    return f ? f->f_code : ((FrameOb *)o)->f_code;
}

static int frame_ob_lasti(Proc *p, Ob *o) {
    Frame *f = frame_ob_running(p, o);
    if (f && f == p->tstate->unbegun) return -1;
    return f ? f->instr : ((FrameOb *)o)->lasti;
}

Ob *frame_ob_globals(Proc *p, Ob *o) {
    Frame *f = frame_ob_running(p, o);
    return f ? f->f_globals : ((FrameOb *)o)->f_globals;
}

Ob *frame_ob_builtins(Proc *p, Ob *o) {
    Frame *f = frame_ob_running(p, o);
    if (f) return f->f_builtins;
    const FunctionOb *function = (const FunctionOb *)((FrameOb *)o)->f_func;
    return function && function->func_builtins ? function->func_builtins : p->ob->builtins_dict;
}

Ob *frame_ob_namespace(Proc *p, Ob *o) {
    Frame *f = frame_ob_running(p, o);
    return f ? f->f_locals : ((FrameOb *)o)->f_locals;
}

/* frame_tp_clear */
static void frame_ob_clear(Proc *p, Ob *o) {
    Frame *f = frame_ob_running(p, o);
    if (f && f->executing) return;
    if (f) {
        drop_locals(p, f);
        drop_stack(p, f);
        return;
    }
    FrameOb *fo = (FrameOb *)o;
    for (int i = 0; i < fo->nslots; i++) field_drop(p, &fo->slots[i]);
    fo->nslots = 0;
}

/* `stack`: also what lies above the variables. */
static int visit_parts(Proc *p, Frame *f, bool stack, VisitFn visit, void *arg) {
    int stop = 0;
    Ob *back = f->f_back && py_frames_on_heap(p) ? frame_as_object(f->f_back) : NULL;
    /* The code object is no container, but it is counted: visiting it is harmless to the collector.
     */
    bool init = stack && !f->in_generator, owns_globals = py_frames_on_heap(p);
    Ob *fields[] = {back,
                    (Ob *)f->f_code,
                    f->f_builtins,
                    f->f_globals,
                    f->f_locals,
                    stack || !owns_globals ? f->f_func : NULL,
                    f->frame_obj,
                    init ? f->ret_self : NULL,
                    init ? f->ret_args : NULL};
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if ((i == 2 || i == 3) && !owns_globals) continue;
        if (fields[i] && (stop = visit(p, fields[i], arg)) != 0) return stop;
    }
    bool keeps = py_frames_keep_handled(p) && f->in_generator;
    const ExcInfo *kept = keeps ? frame_kept_handled(f) : &(ExcInfo){0};
    Ob *handled[] = {kept->type, kept->value, kept->traceback};
    for (size_t i = 0; i < ARRAY_LEN(handled); i++)
        if (handled[i] && (stop = visit(p, handled[i], arg)) != 0) return stop;
    Ob **end = stack ? f->sp : f->localsplus + f->f_code->co_nlocalsplus;
    for (Ob **at = f->localsplus; at < end; at++) {
        if (*at && (stop = visit(p, *at, arg)) != 0) return stop;
    }
    return 0;
}

int frame_visit(Proc *p, Frame *f, VisitFn visit, void *arg) {
    return visit_parts(p, f, true, visit, arg);
}

static int frame_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    if (py_frames_on_heap(p)) { /* of a frame that runs nobody knows how high its stack is */
        Frame *f = (Frame *)o;
        return visit_parts(p, f, !f->executing, visit, arg);
    }
    FrameOb *fo = (FrameOb *)o;
    if (fo->frame) return 0; /* the record that runs owns the references */
    int stop = 0;
    Ob *fields[] = {fo->f_back, fo->f_func, fo->f_locals, fo->f_code ? &fo->f_code->base.ob : NULL};
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (fields[i] && (stop = visit(p, fields[i], arg)) != 0) return stop;
    }
    for (int i = 0; i < fo->nslots; i++) {
        if (fo->slots[i] && (stop = visit(p, fo->slots[i], arg)) != 0) return stop;
    }
    return 0;
}

static int frame_clear(Proc *p, Ob *o) {
    frame_ob_clear(p, o);
    return 0;
}

static void frame_dealloc(Proc *p, Ob *o) {
    if (py_frames_on_heap(p)) {
        frame_object_dealloc(p, (Frame *)o);
    } else {
        record_object_dealloc(p, (FrameOb *)o);
    }
}

static int64_t frame_size_of(Proc *p, Ob *o) {
    const Profile *profile = &p->s->profile;
    const CodeOb *code = frame_ob_code(p, o);
    int64_t slots = code ? slot_count(code) : 0; /* a snapshot may look before it is filled in */
    if (version_frames_on_heap(profile->version)) return (int64_t)object_head(p) + 8 * slots;
    return (int64_t)type_basicsize(p, TYPE_FRAME) + 8 * slots;
}

static Ob *get_code(Proc *p, Ob *o) { return ob_newref(p, &frame_ob_code(p, o)->base.ob); }
static Ob *get_globals(Proc *p, Ob *o) { return ob_newref(p, frame_ob_globals(p, o)); }
static Ob *get_lineno(Proc *p, Ob *o) {
    const Frame *f = py_line_at_each_jump(p) ? frame_ob_running(p, o) : NULL;
    int told = f ? frame_traced_line(p, f) : 0;
    return int_from_i64(p, told ? told : code_line(frame_ob_code(p, o), frame_ob_lasti(p, o)));
}
static Ob *get_lasti(Proc *p, Ob *o) { return int_from_i64(p, frame_ob_lasti(p, o)); }
static Ob *get_back(Proc *p, Ob *o) {
    Frame *f = frame_ob_running(p, o);
    Ob *back = NULL;
    if (!f) {
        back = ((FrameOb *)o)->f_back;
    } else if (f->f_back) {
        back = frame_object(p, f->f_back);
        if (!back) return NULL;
    }
    return ob_newref(p, back ? back : OB_NONE(p));
}

static Ob *get_builtins(Proc *p, Ob *o) { return ob_newref(p, frame_ob_builtins(p, o)); }

/* frame_clear_impl. A generator that waits keeps what is its own. */
static Ob *clear_method(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    if (!args_check(p, "clear", nargs, 0, 0, kwnames)) return NULL;
    const Frame *f = frame_ob_running(p, o);
    for (const Frame *on_stack = p->tstate->frame; f && on_stack; on_stack = on_stack->f_back)
        if (on_stack == f)
            return err_format(p, EXC_RuntimeError, "cannot clear an executing frame");
    if (!f || !f->in_generator) frame_ob_clear(p, o);
    return ob_newref(p, OB_NONE(p));
}

static Ob *get_trace(Proc *p, Ob *o) {
    const Frame *f = frame_ob_running(p, o);
    Ob *function = f ? frame_trace(p, f) : NULL;
    return ob_newref(p, function ? function : OB_NONE(p));
}

static int set_trace(Proc *p, Ob *o, Ob *value) {
    Frame *f = frame_ob_running(p, o);
    if (f) frame_trace_set(p, f, value == OB_NONE(p) ? NULL : value);
    return 0;
}

static const MethodDef frame_methods[] = {
    {"clear", clear_method, METH_PLAIN, "clear()"},
    {NULL, NULL, 0, NULL},
};

static const GetSetDef frame_getsets[] = {
    {"f_code", get_code, NULL},
    {"f_globals", get_globals, NULL},
    {"f_builtins", get_builtins, NULL},
    {"f_lineno", get_lineno, NULL},
    {"f_lasti", get_lasti, NULL},
    {"f_back", get_back, NULL},
    {"f_locals", frame_ob_locals, NULL},
    {"f_trace", get_trace, set_trace},
    {NULL, NULL, NULL},
};

const TypeOps frame_ops = {
    .dealloc = frame_dealloc,
    .traverse = frame_traverse,
    .clear = frame_clear,
    .size_of = frame_size_of,
    .methods = frame_methods,
    .getsets = frame_getsets,
};
