/* memory_methods.c - methods and attributes of memoryview (Objects/memoryobject.c). */
#include <string.h>

#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_methods.h"
#include "object/text/memory_internal.h"
#include "object/text/str.h"
#include "object/text/str_internal.h"

#define VIEW_METHOD(name)                                                                          \
    static Ob *method_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)

VIEW_METHOD(release) {
    (void)args;
    if (!args_check(p, "release", nargs, 0, 0, kwnames)) return NULL;
    return memory_view_release(p, self) < 0 ? NULL : ob_newref(p, OB_NONE(p));
}

VIEW_METHOD(enter) {
    (void)args;
    if (!args_check(p, "__enter__", nargs, 0, 0, kwnames)) return NULL;
    return memory_view_alive(p, self) ? ob_newref(p, self) : NULL;
}

VIEW_METHOD(exit) {
    (void)args, (void)nargs, (void)kwnames;
    return memory_view_release(p, self) < 0 ? NULL : ob_newref(p, OB_NONE(p));
}

VIEW_METHOD(tobytes) {
    static const char *const names[] = {"order"};
    static const Signature signature = {
        .function = "tobytes", .names = names, .count = 1, .positional = 1};
    Ob *given[1];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (given[0] && given[0] != OB_NONE(p) && !ob_is(given[0], TYPE_STR))
        return bad_argument(p, "tobytes", "argument 'order'", "str or None", given[0]);
    bool known = !given[0] || given[0] == OB_NONE(p) || str_eq_cstr(p, given[0], "C") ||
                 str_eq_cstr(p, given[0], "F") || str_eq_cstr(p, given[0], "A");
    if (!known) return err_format(p, EXC_ValueError, "order must be 'C', 'F' or 'A'");
    return memory_view_bytes(p, self);
}

VIEW_METHOD(tolist) {
    (void)args;
    if (!args_check(p, "tolist", nargs, 0, 0, kwnames) || !memory_view_alive(p, self)) return NULL;
    const MemoryViewOb *view = (MemoryViewOb *)self;
    int64_t n = view->ob_array[VIEW_SHAPE];
    Ob *list = list_new(p, n);
    for (int64_t i = 0; list && i < n; i++) {
        Ob *item = memory_item(p, view, i);
        if (!item) {
            ob_decref(p, list);
            return NULL;
        }
        list_init_item(p, list, i, item);
    }
    return list;
}

VIEW_METHOD(toreadonly) {
    (void)args;
    if (!args_check(p, "toreadonly", nargs, 0, 0, kwnames) || !memory_view_alive(p, self))
        return NULL;
    Ob *view = memory_view_like(p, (MemoryViewOb *)self);
    if (view) ((MemoryViewOb *)view)->view.readonly = 1;
    return view;
}

VIEW_METHOD(hex) {
    if (!memory_view_alive(p, self)) return NULL;
    if (memory_view_in_row(self)) return bytes_hex(p, self, args, nargs, kwnames);
    Ob *bytes = memory_view_bytes(p, self);
    Ob *text = bytes ? bytes_hex(p, bytes, args, nargs, kwnames) : NULL;
    ob_xdecref(p, bytes);
    return text;
}

/* The letter of "B" or "@B"; 0 for what is no native format of one item. */
static int64_t format_letter(Proc *p, const Ob *text) {
    int64_t n = str_len(text);
    int64_t first = n > 1 && str_char(p, text, 0) == '@' ? 1 : 0;
    if (n - first != 1) return 0;
    uint32_t c = str_char(p, text, first);
    return c < 128 && format_size(c) ? c : 0;
}

VIEW_METHOD(cast) {
    static const char *const names[] = {"format", "shape"};
    static const Signature signature = {
        .function = "cast", .names = names, .count = 2, .required = 1, .positional = 2};
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (!ob_is(given[0], TYPE_STR))
        return bad_argument(p, "cast", "argument 'format'", "str", given[0]);
    if (!memory_view_alive(p, self)) return NULL;
    if (!memory_view_in_row(self))
        return err_format(p, EXC_TypeError,
                          "memoryview: casts are restricted to C-contiguous views");
    if (given[1]) {
        if (!ob_is(given[1], TYPE_LIST) && !ob_is(given[1], TYPE_TUPLE))
            return err_format(p, EXC_TypeError, "shape must be a list or a tuple");
        return err_format(p, EXC_NotImplementedError,
                          "memoryview: views of several dimensions are not modelled here");
    }
    const MemoryViewOb *from = (MemoryViewOb *)self;
    int64_t format = format_letter(p, given[0]), size = format_size(format);
    if (size == 0)
        return err_format(p, EXC_ValueError,
                          "memoryview: destination format must be a native single character format "
                          "prefixed with an optional '@'");
    if (!strchr("Bbc", (int)from->view.format) && !strchr("Bbc", (int)format))
        return err_format(p, EXC_TypeError, "memoryview: cannot cast between two non-byte formats");
    if (from->view.len % size)
        return err_format(p, EXC_TypeError, "memoryview: length is not a multiple of itemsize");
    Ob *o = memory_view_like(p, from);
    if (!o) return NULL;
    MemoryViewOb *view = (MemoryViewOb *)o;
    view->view.format = format;
    view->view.itemsize = view->ob_array[VIEW_STRIDE] = size;
    view->ob_array[VIEW_SHAPE] = view->view.len / size;
    return o;
}

#define ROW(name, signature)                                                                       \
    { #name, method_##name, METH_PLAIN, signature }
const MethodDef memory_view_methods[] = {
    ROW(release, "release()"),
    ROW(tobytes, "tobytes(order)"),
    ROW(hex, "hex([sep[, bytes_per_sep]])"),
    ROW(tolist, "tolist()"),
    ROW(cast, "cast(format[, shape])"),
    {"toreadonly", method_toreadonly, METH_SINCE(PY_3_8), "toreadonly()"},
    {"__enter__", method_enter, METH_PLAIN, "__enter__()"},
    {"__exit__", method_exit, METH_PLAIN, "__exit__()"},
    {NULL, NULL, 0, NULL},
};

/* ---- attributes ------------------------------------------------------------------------------ */

static const MemoryViewOb *alive(Proc *p, Ob *o) {
    return memory_view_alive(p, o) ? (const MemoryViewOb *)o : NULL;
}

#define NUMBER_GETTER(name, value)                                                                 \
    static Ob *get_##name(Proc *p, Ob *o) {                                                        \
        const MemoryViewOb *v = alive(p, o);                                                       \
        return v ? int_from_i64(p, value) : NULL;                                                  \
    }
NUMBER_GETTER(nbytes, v->view.len)
NUMBER_GETTER(itemsize, v->view.itemsize)
NUMBER_GETTER(ndim, v->view.ndim)

static Ob *get_obj(Proc *p, Ob *o) {
    const MemoryViewOb *v = alive(p, o);
    return !v ? NULL : ob_newref(p, v->view.obj ? v->view.obj : OB_NONE(p));
}

static Ob *get_readonly(Proc *p, Ob *o) {
    const MemoryViewOb *v = alive(p, o);
    return v ? bool_from(p, v->view.readonly != 0) : NULL;
}

static Ob *get_format(Proc *p, Ob *o) {
    const MemoryViewOb *v = alive(p, o);
    return v ? str_from_char(p, (uint32_t)v->view.format) : NULL;
}

static Ob *one_number(Proc *p, int64_t value) {
    Ob *number = int_from_i64(p, value);
    return number ? tuple_from_array_take(p, &number, 1) : NULL;
}

static Ob *get_shape(Proc *p, Ob *o) {
    const MemoryViewOb *v = alive(p, o);
    return v ? one_number(p, v->ob_array[VIEW_SHAPE]) : NULL;
}

static Ob *get_strides(Proc *p, Ob *o) {
    const MemoryViewOb *v = alive(p, o);
    return v ? one_number(p, v->ob_array[VIEW_STRIDE]) : NULL;
}

static Ob *get_suboffsets(Proc *p, Ob *o) { return alive(p, o) ? tuple_new(p, 0) : NULL; }

static Ob *get_contiguous(Proc *p, Ob *o) {
    return alive(p, o) ? bool_from(p, memory_view_in_row(o)) : NULL;
}

const GetSetDef memory_view_getsets[] = {
    {"obj", get_obj, NULL},
    {"nbytes", get_nbytes, NULL},
    {"readonly", get_readonly, NULL},
    {"itemsize", get_itemsize, NULL},
    {"format", get_format, NULL},
    {"ndim", get_ndim, NULL},
    {"shape", get_shape, NULL},
    {"strides", get_strides, NULL},
    {"suboffsets", get_suboffsets, NULL},
    {"c_contiguous", get_contiguous, NULL},
    {"f_contiguous", get_contiguous, NULL},
    {"contiguous", get_contiguous, NULL},
    {NULL, NULL, NULL},
};
