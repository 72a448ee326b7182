/* suggest.c - "Did you mean ...?" behind NameError and AttributeError (Python/suggestions.c,
 * from 3.13 on Lib/traceback.py). */
#include <string.h>

#include "object/code/cell.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/exception/traceback.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "vm/lib/builtins.h"
#include "vm/loop/state.h"

enum { MAX_CANDIDATES = 750, MAX_NAME = 40, MOVE_COST = 2, CASE_COST = 1 };

static int lower(int c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; }

static int substitution_cost(char a, char b) {
    if (a == b) return 0;
    return lower(a) == lower(b) ? CASE_COST : MOVE_COST;
}

/* Distance of two names, or max_cost + 1 when it is larger than max_cost. */
static int distance(const char *a, int na, const char *b, int nb, int max_cost) {
    while (na && nb && a[0] == b[0]) a++, b++, na--, nb--;
    while (na && nb && a[na - 1] == b[nb - 1]) na--, nb--;
    if (na == 0 || nb == 0) return (na + nb) * MOVE_COST;
    if (na > MAX_NAME || nb > MAX_NAME) return max_cost + 1;
    if (nb < na) {
        const char *t = a;
        a = b;
        b = t;
        int n = na;
        na = nb;
        nb = n;
    }
    if ((nb - na) * MOVE_COST > max_cost) return max_cost + 1;
    int row[MAX_NAME], result = 0;
    for (int i = 0; i < na; i++) row[i] = (i + 1) * MOVE_COST;
    for (int j = 0; j < nb; j++) {
        int diagonal = j * MOVE_COST, minimum = INT32_MAX;
        result = diagonal;
        for (int i = 0; i < na; i++) {
            int substitute = diagonal + substitution_cost(b[j], a[i]);
            diagonal = row[i];
            int insert_delete = (result < diagonal ? result : diagonal) + MOVE_COST;
            result = insert_delete < substitute ? insert_delete : substitute;
            row[i] = result;
            if (result < minimum) minimum = result;
        }
        if (minimum > max_cost) return max_cost + 1;
    }
    return result;
}

/* The nearest of a list of names; borrowed, or NULL. */
static Ob *nearest(Proc *p, Ob *names, Ob *wrong) {
    char name[MAX_NAME * 4 + 1], item_text[MAX_NAME * 4 + 1];
    if (!names || list_size(names) >= MAX_CANDIDATES) return NULL;
    size_t name_len = str_utf8(p, wrong, name, sizeof name);
    if (name_len >= sizeof name) return NULL;
    Ob *best = NULL;
    int best_distance = INT32_MAX;
    for (int64_t i = 0; i < list_size(names); i++) {
        Ob *item = list_item(names, i);
        if (!ob_is(item, TYPE_STR) || str_eq(p, item, wrong)) continue;
        size_t len = str_utf8(p, item, item_text, sizeof item_text);
        if (len >= sizeof item_text) continue;
        int most = (int)(name_len + len + 3) * MOVE_COST / 6;
        if (most > best_distance - 1) most = best_distance - 1;
        int d = distance(name, (int)name_len, item_text, (int)len, most);
        if (d > most) continue;
        if (!best || d < best_distance) {
            best = item;
            best_distance = d;
        }
    }
    return best;
}

/* The frame in which the exception was raised; borrowed, or NULL. */
static Ob *last_frame(Ob *exc) {
    const TracebackOb *tb = (const TracebackOb *)exc_traceback(exc);
    while (tb && tb->tb_next) tb = tb->tb_next;
    return tb ? tb->tb_frame : NULL;
}

static int add_keys(Proc *p, Ob *list, Ob *dict) {
    Ob *keys = dict && ob_is_dict(dict) ? dict_keys(p, dict) : NULL;
    int failed = keys ? list_extend(p, list, keys) : -1;
    ob_xdecref(p, keys);
    return failed;
}

/* The value of a local variable of a frame that has ended; borrowed, or NULL. */
static Ob *ended_local(Proc *p, Ob *frame, int slot) {
    if (py_frames_on_heap(p)) return ((Frame *)frame)->localsplus[slot];
    FrameOb *fo = (FrameOb *)frame;
    Ob *value = fo->frame           ? fo->frame->localsplus[slot]
                : slot < fo->nslots ? fo->slots[slot]
                                    : NULL;
    return value && ob_is(value, TYPE_CELL) ? cell_get(value) : value;
}

/* Names of the local variables; with values only, as f_locals of 3.13 has them, when `bound`.
 * *self: what `self` is. */
static int add_locals(Proc *p, Ob *list, Ob *frame, bool bound, Ob **self) {
    CodeOb *code = frame_ob_code(p, frame);
    Ob *ns = bound && !(code->co_flags & CO_OPTIMIZED) ? frame_ob_namespace(p, frame) : NULL;
    if (ns) { /* of a class: as the class statement prepared it */
        *self = ob_is_dict(ns) ? dict_getitem_cstr(p, ns, "self") : NULL;
        return list_extend(p, list, ns);
    }
    for (int i = 0; i < code->co_nlocalsplus; i++) {
        if (!bound && i >= code->co_nlocals) break;
        Ob *name = code_slot_name(code, i), *value = ended_local(p, frame, i);
        if (str_eq_cstr(p, name, "self")) *self = value;
        if (bound && !value) continue;
        if (list_append(p, list, name) < 0) return -1;
    }
    return 0;
}

static bool is_stdlib(Proc *p, Ob *name) {
    char text[MAX_NAME];
    size_t len = str_utf8(p, name, text, sizeof text);
    return len < sizeof text && vm_library_has(p, text, len);
}

static void say(Proc *p, const char *before, Ob *name, const char *after) {
    out_format(p, OUT_STDERR, "%s", before);
    out_str(p, OUT_STDERR, name);
    out_format(p, OUT_STDERR, "%s", after);
}

static void suggest_for_name(Proc *p, Ob *exc, Ob *wrong) {
    Ob *frame = last_frame(exc), *self = NULL, *found = NULL;
    if (!frame) return;
    bool newest = py_tracebacks_in_python(p), has_import = py_suggests_self_and_imports(p);
    Ob *list = list_new(p, 0);
    if (!list || add_locals(p, list, frame, newest, &self) < 0) goto done;
    if (has_import && self) {
        Ob *value;
        int has = ob_lookup_attr(p, self, wrong, &value);
        if (has > 0) {
            ob_decref(p, value);
            say(p, ". Did you mean: 'self.", wrong, "'?");
            goto done;
        }
        if (has < 0) err_clear(p);
    }
    if (!newest) found = nearest(p, list, wrong);
    for (int i = 0; i < 2 && !found; i++) {
        if (!newest) list_clear(p, list);
        if (add_keys(p, list, i == 0 ? frame_ob_globals(p, frame) : frame_ob_builtins(p, frame)) <
            0)
            goto done;
        if (!newest || i == 1) found = nearest(p, list, wrong);
    }
    if (found) say(p, ". Did you mean: '", found, "'?");
    if (has_import && is_stdlib(p, wrong)) {
        say(p, found ? " Or did you forget to import '" : ". Did you forget to import '", wrong,
            "'?");
    }
done:
    ob_xdecref(p, list);
    err_clear(p);
}

static void suggest_for_attribute(Proc *p, Ob *exc, Ob *wrong) {
    Ob *owner = ob_getattr_cstr(p, exc, "obj");
    if (!owner || owner == OB_NONE(p)) {
        err_clear(p);
        ob_xdecref(p, owner);
        return;
    }
    Ob *names = builtin_dir(p, NULL, &owner, 1, NULL);
    bool hide = py_tracebacks_in_python(p) && str_len(wrong) > 0 && str_char(p, wrong, 0) != '_';
    if (hide && last_frame(exc)) {
        Ob *self = NULL, *locals = list_new(p, 0);
        if (locals && add_locals(p, locals, last_frame(exc), true, &self) == 0 && self == owner)
            hide = false;
        ob_xdecref(p, locals);
    }
    for (int64_t i = names && hide ? list_size(names) : 0; i-- > 0;) {
        Ob *name = list_item(names, i);
        if (ob_is(name, TYPE_STR) && str_len(name) > 0 && str_char(p, name, 0) == '_') {
            if (list_setslice(p, names, i, i + 1, NULL) < 0) break;
        }
    }
    Ob *found = nearest(p, names, wrong);
    if (found) say(p, ". Did you mean: '", found, "'?");
    ob_xdecref(p, names);
    ob_decref(p, owner);
    err_clear(p);
}

void suggest_name(Proc *p, Ob *exc) {
    if (!py_suggestions(p)) return;
    bool attribute = exc_matches_id(p, exc, EXC_AttributeError);
    if (!attribute && !exc_matches_id(p, exc, EXC_NameError)) return;
    Ob *wrong = ob_getattr_cstr(p, exc, "name");
    if (!wrong || !ob_is(wrong, TYPE_STR)) {
        err_clear(p);
    } else if (attribute) {
        suggest_for_attribute(p, exc, wrong);
    } else {
        suggest_for_name(p, exc, wrong);
    }
    ob_xdecref(p, wrong);
}
