/* traceback.c - traceback objects (Python/traceback.c, PyTraceBack_Here). The VM adds a link per
 * frame it leaves. */
#include "object/exception/traceback.h"

#include "object/core/field.h"
#include "object/number/int.h"

Ob *traceback_new(Proc *p, Ob *next, Ob *frame, int lasti, int lineno) {
    TracebackOb *tb = (TracebackOb *)ob_alloc(p, type_of_id(p, TYPE_TRACEBACK), sizeof *tb);
    if (!tb) return NULL;
    tb->tb_lasti = lasti;
    tb->tb_lineno = lineno;
    field_hold(p, (Ob **)&tb->tb_next, next, tb, SLOT_EXC, TB_SLOT_NEXT);
    field_hold(p, &tb->tb_frame, frame, tb, SLOT_EXC, TB_SLOT_FRAME);
    ob_gc_track(p, &tb->base);
    return &tb->base;
}

static int traceback_clear(Proc *p, Ob *o) {
    TracebackOb *tb = (TracebackOb *)o;
    field_clear(p, (Ob **)&tb->tb_next, tb, SLOT_EXC, TB_SLOT_NEXT);
    field_clear(p, &tb->tb_frame, tb, SLOT_EXC, TB_SLOT_FRAME);
    return 0;
}

static void traceback_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    Trash trash = ob_trashcan_begin(p, o);
    if (trash == TRASH_PUT_OFF) return;
    traceback_clear(p, o);
    ob_free(p, o);
    ob_trashcan_end(p, trash);
}

static int traceback_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    TracebackOb *tb = (TracebackOb *)o;
    int r = field_visit(p, (Ob *)tb->tb_next, visit, arg);
    return r ? r : field_visit(p, tb->tb_frame, visit, arg);
}

static Ob *get_next(Proc *p, Ob *o) {
    Ob *next = (Ob *)((TracebackOb *)o)->tb_next;
    return ob_newref(p, next ? next : OB_NONE(p));
}
static Ob *get_frame(Proc *p, Ob *o) { return ob_newref(p, ((TracebackOb *)o)->tb_frame); }
static Ob *get_lineno(Proc *p, Ob *o) { return int_from_i64(p, ((TracebackOb *)o)->tb_lineno); }
static Ob *get_lasti(Proc *p, Ob *o) { return int_from_i64(p, ((TracebackOb *)o)->tb_lasti); }

/* tb_next_set: a chain must not lead back to itself. */
static int set_next(Proc *p, Ob *o, Ob *value) {
    if (!value) {
        err_format(p, EXC_TypeError, "can't delete tb_next attribute");
        return -1;
    }
    if (value == OB_NONE(p)) value = NULL;
    if (value && !ob_is(value, TYPE_TRACEBACK)) {
        err_format(p, EXC_TypeError, "expected traceback object, got '%N'", value->ob_type);
        return -1;
    }
    for (TracebackOb *tb = (TracebackOb *)value; tb; tb = tb->tb_next)
        if (&tb->base == o) {
            err_format(p, EXC_ValueError, "traceback loop detected");
            return -1;
        }
    field_set(p, (Ob **)&((TracebackOb *)o)->tb_next, value, o, SLOT_EXC, TB_SLOT_NEXT);
    return 0;
}

static const GetSetDef traceback_getsets[] = {
    {"tb_next", get_next, set_next},
    {"tb_frame", get_frame, NULL},
    {"tb_lineno", get_lineno, NULL},
    {"tb_lasti", get_lasti, NULL},
    {NULL, NULL, NULL},
};

const TypeOps traceback_ops = {
    .dealloc = traceback_dealloc,
    .traverse = traceback_traverse,
    .clear = traceback_clear,
    .getsets = traceback_getsets,
};
