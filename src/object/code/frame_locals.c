/* frame_locals.c - the variables of a frame as a dict: what locals() and f_locals give
 * (Objects/frameobject.c, PyFrame_FastToLocalsWithError and its successors).
 *
 * Entries: frame_locals for a frame that runs or waits, frame_ob_locals for a frame object. */
#include "object/code/cell.h"
#include "object/code/code.h"
#include "object/code/frame.h"
#include "object/container/dict.h"
#include "object/container/list.h"

/* Does an inlined comprehension run in this body of a module or class? Its variables are the only
 * ones with slots there (CO_FAST_HIDDEN). */
static bool has_hidden_locals(const Frame *f) {
    for (int i = 0; i < f->f_code->co_nlocals; i++) {
        if (f->localsplus[i]) return true;
    }
    return false;
}

/* What else is made on the way and goes at once. In 3.12 a dict for hidden variables, needed or not
 * (_PyFrame_GetLocals); in 3.13 the frame object, which stays with the frame, a list of the names and a
 * copy of that list (FrameLocalsProxy.keys, method_output_as_list). */
static bool make_by_products(Proc *p, Frame *f, bool function) {
    if (py_locals_hidden_dict(p)) {
        Ob *hidden = dict_new(p);
        ob_xdecref(p, hidden);
        return hidden != NULL;
    }
    if (!py_locals_fresh(p) || !function) return true;
    if (!frame_object(p, f)) return false;
    Ob *names = list_new(p, 0);
    for (int i = 0; names && i < f->f_code->co_nlocalsplus; i++) {
        if (!f->localsplus[i]) continue;
        if (list_append(p, names, code_slot_name(f->f_code, i)) == 0) continue;
        ob_decref(p, names);
        names = NULL;
    }
    Ob *copy = names ? list_from_iterable(p, names) : NULL;
    ob_xdecref(p, names);
    ob_xdecref(p, copy);
    return copy != NULL;
}

/* map_to_dict: the variable of slot `i` as the dict has to have it. */
static int put_variable(Proc *p, Ob *dict, const CodeOb *code, int i, Ob *value) {
    Ob *name = code_slot_name(code, i);
    if (value && ob_is(value, TYPE_CELL) && code_slot_is_cell(p, code, i)) value = cell_get(value);
    if (value) return dict_setitem(p, dict, name, value);
    return dict_contains(p, dict, name) > 0 ? dict_delitem(p, dict, name) : 0;
}

/* Has the code variables of its own, with slots for them (CO_OPTIMIZED and CO_NEWLOCALS of
 * Include/cpython/code.h)? */
static bool is_function(const CodeOb *code) { return (code->co_flags & 3) == 3; }

/* The variables of the slots [from, to). */
static int put_variables(Proc *p, Ob *dict, const Frame *f, int from, int to) {
    int failed = 0;
    bool backwards = py_locals_backwards(p);
    for (int k = from; !failed && k < to; k++) {
        int i = backwards ? to - 1 - (k - from) : k;
        failed = put_variable(p, dict, f->f_code, i, f->localsplus[i]);
    }
    return failed;
}

/* PyFrame_FastToLocals: locals, cells and free variables are three arrays. */
static int put_all(Proc *p, Ob *dict, const Frame *f) {
    const CodeOb *code = f->f_code;
    if (!py_locals_backwards(p)) return put_variables(p, dict, f, 0, code->co_nlocalsplus);
    int cells = code->co_nlocals, frees = code->co_nlocalsplus - code->text->nfreevars;
    int failed = put_variables(p, dict, f, 0, cells);
    if (!failed) failed = put_variables(p, dict, f, cells, frees);
    return failed ? failed : put_variables(p, dict, f, frees, code->co_nlocalsplus);
}

Ob *frame_locals(Proc *p, Frame *f) {
    bool function = is_function(f->f_code), hidden = !function && has_hidden_locals(f);
    if (!function && !hidden && f->f_locals)
        return make_by_products(p, f, function) ? ob_newref(p, f->f_locals) : NULL;
    bool fresh = py_locals_fresh(p);
    Ob *dict = fresh ? NULL : f->f_locals;
    if (hidden || !dict) { /* beside hidden ones 3.13 forgets the others */
        dict = dict && ob_is_dict(dict) ? dict_copy(p, dict) : dict_new(p);
        if (!dict) return NULL;
        if (!fresh && !hidden) f->f_locals = ob_newref(p, dict);
    } else {
        ob_incref(p, dict);
    }
    int failed = make_by_products(p, f, function) ? 0 : -1;
    if (!failed) failed = put_all(p, dict, f);
    if (!failed) return dict;
    ob_decref(p, dict);
    return NULL;
}

/* Of a frame object of 3.11+ whose frame has ended; new. */
static Ob *locals_of_ended(Proc *p, FrameOb *fo) {
    if (!is_function(fo->f_code) && fo->f_locals) return ob_newref(p, fo->f_locals);
    bool keeps = !py_locals_fresh(p);
    if (keeps && !fo->f_locals) fo->f_locals = dict_new(p);
    Ob *dict = !keeps ? dict_new(p) : fo->f_locals ? ob_newref(p, fo->f_locals) : NULL;
    int failed = dict ? 0 : -1;
    for (int i = 0; !failed && i < fo->f_code->co_nlocalsplus; i++) {
        Ob *value = i < fo->nslots ? fo->slots[i] : NULL;
        failed = put_variable(p, dict, fo->f_code, i, value);
    }
    if (!failed) return dict;
    ob_xdecref(p, dict);
    return NULL;
}

Ob *frame_ob_locals(Proc *p, Ob *o) {
    Frame *f = frame_ob_running(p, o);
    return f ? frame_locals(p, f) : locals_of_ended(p, (FrameOb *)o);
}
