/* array_methods.c - the methods of array.array (Modules/arraymodule.c). */
#include <string.h>

#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/library/array_internal.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/generic_alias.h"
#include "object/type/type.h"

#define METHOD(name) static Ob *m_##name(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames)
#define TAKES(name, min, max)                                                                      \
    ArrayOb *a = (ArrayOb *)o;                                                                     \
    (void)a, (void)args;                                                                           \
    if (!method_args(p, "array.array." name, nargs, min, max, kwnames)) return NULL

static Ob *none_or_error(Proc *p, int status) {
    return status < 0 ? NULL : ob_newref(p, OB_NONE(p));
}

METHOD(append) {
    TAKES("append", 1, 1);
    return none_or_error(p, array_insert_item(p, a, a->base.ob_size, args[0]));
}

METHOD(extend) {
    TAKES("extend", 1, 1);
    return none_or_error(p, array_extend(p, a, args[0]));
}

METHOD(insert) {
    TAKES("insert", 2, 2);
    int64_t where;
    if (ob_as_ssize_arg(p, args[0], &where) < 0) return NULL;
    return none_or_error(p, array_insert_item(p, a, where, args[1]));
}

/* Take one out. */
static int cut(Proc *p, ArrayOb *a, int64_t i) {
    int64_t n = a->base.ob_size;
    if (a->ob_exports > 0) return array_resize(p, a, n - 1);
    memmove(array_at(a, i), array_at(a, i + 1),
            (size_t)((n - i - 1) * array_item_size(a->typecode)));
    return array_resize(p, a, n - 1);
}

METHOD(pop) {
    TAKES("pop", 0, 1);
    int64_t i = -1;
    if (nargs && ob_as_ssize_arg(p, args[0], &i) < 0) return NULL;
    if (a->base.ob_size == 0) return err_format(p, EXC_IndexError, "pop from empty array");
    if (i < 0) i += a->base.ob_size;
    if (i < 0 || i >= a->base.ob_size)
        return err_format(p, EXC_IndexError, "pop index out of range");
    Ob *item = array_get(p, a, i);
    if (!item || cut(p, a, i) == 0) return item;
    ob_decref(p, item);
    return NULL;
}

/* The first one from `from` on that equals the value: its index, -1 none, -2 error. */
static int64_t find(Proc *p, const ArrayOb *a, Ob *value, int64_t from, int64_t to) {
    for (int64_t i = from; i < to && i < a->base.ob_size; i++) {
        Ob *item = array_get(p, a, i);
        int same = item ? ob_richcompare_bool(p, item, value, CMP_EQ) : -1;
        ob_xdecref(p, item);
        if (same < 0) return -2;
        if (same) return i;
    }
    return -1;
}

static Ob *not_there(Proc *p, const char *method) {
    return err_format(p, EXC_ValueError, "array.%s(x): x not in %s", method,
                      py_array_errors_of_list(p) ? "list" : "array");
}

METHOD(remove) {
    TAKES("remove", 1, 1);
    int64_t i = find(p, a, args[0], 0, INT64_MAX);
    if (i == -1) return not_there(p, "remove");
    return i < 0 ? NULL : none_or_error(p, cut(p, a, i));
}

METHOD(index) {
    TAKES("index", 1, py_array_index_bounds(p) ? 3 : 1);
    int64_t from = 0, to = INT64_MAX, n = a->base.ob_size;
    if (nargs > 1 && ob_as_clamped(p, args[1], &from) < 0) return NULL;
    if (nargs > 2 && ob_as_clamped(p, args[2], &to) < 0) return NULL;
    if (from < 0) from = from + n < 0 ? 0 : from + n;
    if (to < 0) to += n;
    int64_t i = find(p, a, args[0], from, to);
    if (i == -1) return not_there(p, "index");
    return i < 0 ? NULL : int_from_i64(p, i);
}

METHOD(count) {
    TAKES("count", 1, 1);
    int64_t n = 0;
    for (int64_t i = 0; (i = find(p, a, args[0], i, INT64_MAX)) >= 0; i++) n++;
    return err_occurred(p) ? NULL : int_from_i64(p, n);
}

METHOD(reverse) {
    TAKES("reverse", 0, 0);
    size_t size = (size_t)array_item_size(a->typecode);
    uint8_t kept[8];
    for (int64_t i = 0, k = a->base.ob_size - 1; i < k; i++, k--) {
        memcpy(kept, array_at(a, i), size);
        memcpy(array_at(a, i), array_at(a, k), size);
        memcpy(array_at(a, k), kept, size);
    }
    return ob_newref(p, OB_NONE(p));
}

METHOD(byteswap) {
    TAKES("byteswap", 0, 0);
    int64_t size = array_item_size(a->typecode);
    for (int64_t i = 0; i < a->base.ob_size; i++) {
        uint8_t *at = array_at(a, i);
        for (int64_t k = 0; k < size / 2; k++) {
            uint8_t byte = at[k];
            at[k] = at[size - 1 - k];
            at[size - 1 - k] = byte;
        }
    }
    return ob_newref(p, OB_NONE(p));
}

METHOD(tolist) {
    TAKES("tolist", 0, 0);
    Ob *list = list_new(p, a->base.ob_size);
    for (int64_t i = 0; list && i < a->base.ob_size; i++) {
        Ob *item = array_get(p, a, i);
        if (!item) {
            ob_decref(p, list);
            return NULL;
        }
        list_init_item(p, list, i, item);
    }
    return list;
}

METHOD(fromlist) {
    TAKES("fromlist", 1, 1);
    if (!ob_is(args[0], TYPE_LIST)) return err_format(p, EXC_TypeError, "arg must be list");
    int64_t old = a->base.ob_size, n = list_size(args[0]);
    for (int64_t i = 0; i < n && i < list_size(args[0]); i++) {
        Ob *item = ob_newref(p, list_item(args[0], i));
        int status = array_insert_item(p, a, a->base.ob_size, item);
        ob_decref(p, item);
        if (status == 0) continue;
        Ob *saved = err_fetch(p);
        if (array_resize(p, a, old) < 0) err_clear(p);
        err_restore(p, saved);
        return NULL;
    }
    return ob_newref(p, OB_NONE(p));
}

METHOD(tobytes) {
    TAKES("tobytes", 0, 0);
    return bytes_new(p, a->ob_item, (size_t)(a->base.ob_size * array_item_size(a->typecode)));
}

METHOD(frombytes) {
    TAKES("frombytes", 1, 1);
    if (!ob_has_buffer(args[0]))
        return err_format(p, EXC_TypeError, "a bytes-like object is required, not '%N'",
                          args[0]->ob_type);
    return none_or_error(p, array_from_bytes(p, a, args[0]));
}

METHOD(buffer_info) {
    TAKES("buffer_info", 0, 0);
    Ob *address = int_from_u64(p, (uint64_t)(uintptr_t)a->ob_item);
    Ob *n = address ? int_from_i64(p, a->base.ob_size) : NULL;
    Ob *pair = n ? tuple_pack(p, 2, address, n) : NULL;
    ob_xdecref(p, n);
    ob_xdecref(p, address);
    return pair;
}

METHOD(tounicode) {
    TAKES("tounicode", 0, 0);
    if (a->typecode != 'u' && a->typecode != 'w')
        return err_format(p, EXC_ValueError,
                          "tounicode() may only be called on unicode type arrays");
    return str_from_ucs4(p, (const uint32_t *)(const void *)a->ob_item, (size_t)a->base.ob_size);
}

METHOD(fromunicode) {
    TAKES("fromunicode", 1, 1);
    if (!ob_is(args[0], TYPE_STR))
        return err_format(p, EXC_TypeError, "fromunicode() argument must be str, not %N",
                          args[0]->ob_type);
    if (a->typecode != 'u' && a->typecode != 'w')
        return err_format(p, EXC_ValueError,
                          "fromunicode() may only be called on unicode type arrays");
    return none_or_error(p, array_extend(p, a, args[0]));
}

static Ob *copied(Proc *p, const ArrayOb *a) {
    Ob *made = array_new(p, type_of_id(p, TYPE_ARRAY), a->base.ob_size, a->typecode);
    if (made && a->base.ob_size)
        memcpy(((ArrayOb *)made)->ob_item, a->ob_item,
               (size_t)(a->base.ob_size * array_item_size(a->typecode)));
    return made;
}

METHOD(copy) {
    TAKES("__copy__", 0, 0);
    return copied(p, a);
}

METHOD(deepcopy) {
    TAKES("__deepcopy__", 1, 1);
    return copied(p, a);
}

METHOD(clear) {
    TAKES("clear", 0, 0);
    return none_or_error(p, array_resize(p, a, 0));
}

static Ob *get_typecode(Proc *p, Ob *o) {
    return str_from_char(p, (uint32_t)((ArrayOb *)o)->typecode);
}
static Ob *get_itemsize(Proc *p, Ob *o) {
    return int_from_i64(p, array_item_size(((ArrayOb *)o)->typecode));
}

const GetSetDef array_getsets[] = {
    {"typecode", get_typecode, NULL},
    {"itemsize", get_itemsize, NULL},
    {NULL, NULL, NULL},
};

const MethodDef array_methods[] = {
    {"append", m_append, 0, "append(v)"},
    {"buffer_info", m_buffer_info, 0, "buffer_info()"},
    {"byteswap", m_byteswap, 0, "byteswap()"},
    {"clear", m_clear, METH_SINCE(PY_3_13), "clear()"},
    {"__copy__", m_copy, 0, "__copy__()"},
    {"__deepcopy__", m_deepcopy, 0, "__deepcopy__(memo)"},
    {"count", m_count, 0, "count(v)"},
    {"extend", m_extend, 0, "extend(bb)"},
    {"fromlist", m_fromlist, 0, "fromlist(list)"},
    {"frombytes", m_frombytes, 0, "frombytes(buffer)"},
    {"fromunicode", m_fromunicode, 0, "fromunicode(ustr)"},
    {"index", m_index, 0, "index(v[, start[, stop]])"},
    {"insert", m_insert, 0, "insert(i, v)"},
    {"pop", m_pop, 0, "pop(i=-1)"},
    {"remove", m_remove, 0, "remove(v)"},
    {"reverse", m_reverse, 0, "reverse()"},
    {"tobytes", m_tobytes, 0, "tobytes()"},
    {"tolist", m_tolist, 0, "tolist()"},
    {"tounicode", m_tounicode, 0, "tounicode()"},
    CLASS_GETITEM_METHOD,
    {NULL, NULL, 0, NULL},
};
