/* build.c - instructions that make values from values: displays, unpacking, formatting, functions
 * (Python/ceval.c). */
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/set.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "vm/import/import.h"
#include "vm/loop/state.h"

static bool push_or_fail(Frame *f, Ob *value) {
    if (value) push(f, value);
    return value != NULL;
}

/* Drop the n topmost values, the last one first. */
static void pop_values(Proc *p, Frame *f, int n) {
    while (n-- > 0) drop_top(p, f);
}

/* ---- displays -------------------------------------------------------------------------------- */

static bool build_list(Proc *p, Frame *f, int n) {
    Ob *list = list_new(p, n);
    if (!list) return false;
    for (int i = n; i-- > 0;) list_init_item(p, list, i, pop(f));
    push(f, list);
    return true;
}

static bool build_tuple(Proc *p, Frame *f, int n) {
    Ob *tuple = tuple_new(p, n);
    if (!tuple) return false;
    for (int i = n; i-- > 0;) tuple_set(p, tuple, i, pop(f));
    push(f, tuple);
    return true;
}

static bool build_set(Proc *p, Frame *f, int n) {
    Ob *set = set_new(p, NULL);
    if (!set) return false;
    bool ok = true;
    for (int i = n; i > 0; i--) {
        Ob *item = peek(f, i);
        if (ok) ok = set_add(p, set, item) == 0;
        f->sp[-i] = NULL;
        ob_decref(p, item);
    }
    f->sp -= n;
    if (!ok) {
        ob_decref(p, set);
        return false;
    }
    push(f, set);
    return true;
}

static bool build_map(Proc *p, Frame *f, int n) {
    bool all_str = true;
    for (int i = n; i > 0; i--) all_str &= ob_is_exact(p, peek(f, 2 * i), TYPE_STR);
    Ob *map = n ? dict_new_presized(p, n, all_str) : dict_new(p);
    for (int i = n; map && i > 0; i--) {
        if (dict_setitem(p, map, peek(f, 2 * i), peek(f, 2 * i - 1)) < 0) {
            ob_decref(p, map);
            map = NULL;
        }
    }
    if (!map) return false;
    pop_values(p, f, 2 * n);
    push(f, map);
    return true;
}

static bool build_const_key_map(Proc *p, Frame *f, int n) {
    Ob *keys = top(f);
    bool all_str = true;
    for (int i = 0; i < n; i++) all_str &= ob_is_exact(p, tuple_item(keys, i), TYPE_STR);
    Ob *map = dict_new_presized(p, n, all_str);
    for (int i = n; map && i > 0; i--) {
        if (dict_setitem(p, map, tuple_item(keys, n - i), peek(f, i + 1)) < 0) {
            ob_decref(p, map);
            map = NULL;
        }
    }
    if (!map) return false;
    pop_values(p, f, n + 1);
    push(f, map);
    return true;
}

static bool build_slice(Proc *p, Frame *f, int n) {
    Ob *step = n == 3 ? pop(f) : NULL;
    Ob *stop = pop(f), *start = pop(f);
    Ob *slice = slice_new(p, start, stop, step);
    ob_decref(p, start);
    ob_decref(p, stop);
    ob_xdecref(p, step);
    return push_or_fail(f, slice);
}

static bool build_string(Proc *p, Frame *f, int n) {
    Ob *joined = str_join_array(p, p->ob->empty_str, f->sp - n, n);
    pop_values(p, f, n);
    return push_or_fail(f, joined);
}

/* ---- unpacking into displays (3.8), and the instructions that replaced it -------------------- */

/* The callable's name in messages about its arguments (PyEval_GetFuncName, _PyObject_FunctionStr).
 * New. */
static Ob *function_text(Proc *p, Ob *callable) {
    bool qualified = py_star_errors_qualify(p);
    if (ob_is(callable, TYPE_METHOD)) callable = method_function(callable);
    if (!qualified) {
        if (ob_is(callable, TYPE_FUNCTION))
            return str_format(p, "%U()", ((FunctionOb *)callable)->func_name);
        if (!ob_is(callable, TYPE_BUILTIN)) return str_format(p, "%N object", callable->ob_type);
    }
    Ob *name = ob_getattr_cstr(p, callable, "__qualname__");
    if (!name) {
        err_clear(p);
        return ob_str(p, callable);
    }
    Ob *module = qualified ? ob_getattr_cstr(p, callable, "__module__") : NULL;
    if (qualified && !module) err_clear(p);
    bool shown = module && ob_is(module, TYPE_STR) && !str_eq_cstr(p, module, "builtins");
    Ob *text = shown ? str_format(p, "%S.%S()", module, name) : str_format(p, "%S()", name);
    ob_xdecref(p, module);
    ob_decref(p, name);
    return text;
}

bool after_star_error(Proc *p, Ob *callable, Ob *iterable) {
    if (!err_matches(p, EXC_TypeError) || ob_is_sequence(iterable) || ob_is_iterator(iterable))
        return false;
    err_clear(p);
    Ob *name = function_text(p, callable);
    if (name)
        err_format(p, EXC_TypeError, "%S argument after * must be an iterable, not %N", name,
                   iterable->ob_type);
    ob_xdecref(p, name);
    return false;
}

/* format_kwargs_error */
bool after_two_stars_error(Proc *p, Ob *callable, Ob *mapping) {
    if (err_matches(p, EXC_AttributeError) ||
        (err_matches(p, EXC_TypeError) && !ob_is_mapping(mapping))) {
        err_clear(p);
        Ob *name = function_text(p, callable);
        if (name) {
            err_format(p, EXC_TypeError, "%S argument after ** must be a mapping, not %N", name,
                       mapping->ob_type);
        }
        ob_xdecref(p, name);
        return false;
    }
    if (!err_matches(p, EXC_KeyError)) return false;
    Ob *exc = err_fetch(p);
    Ob *key = ob_getattr_cstr(p, exc, "args");
    if (key && ob_is(key, TYPE_TUPLE) && tuple_size(key) == 1) {
        Ob *name = function_text(p, callable);
        bool is_str = ob_is(tuple_item(key, 0), TYPE_STR);
        if (name && is_str) {
            err_format(p, EXC_TypeError, "%S got multiple values for keyword argument '%S'", name,
                       tuple_item(key, 0));
        } else if (name) {
            err_format(p, EXC_TypeError, "keywords must be strings");
        }
        ob_xdecref(p, name);
        ob_decref(p, exc);
    } else {
        err_restore(p, exc);
    }
    ob_xdecref(p, key);
    return false;
}

static bool not_a_mapping(Proc *p, Ob *o) {
    if (err_matches(p, EXC_AttributeError)) {
        err_clear(p);
        err_format(p, EXC_TypeError, "'%N' object is not a mapping", o->ob_type);
    }
    return false;
}

static bool build_unpack(Proc *p, Frame *f, Opcode op, int n) {
    bool is_set = op == OP_BUILD_SET_UNPACK;
    bool is_map = op == OP_BUILD_MAP_UNPACK || op == OP_BUILD_MAP_UNPACK_WITH_CALL;
    Ob *sum = is_set ? set_new(p, NULL) : is_map ? dict_new(p) : list_new(p, 0);
    if (!sum) return false;
    bool ok = true;
    for (int i = n; ok && i > 0; i--) {
        Ob *part = peek(f, i);
        if (is_set) {
            ok = set_update(p, sum, part) == 0;
        } else if (op == OP_BUILD_MAP_UNPACK) {
            ok = dict_update(p, sum, part) == 0 || not_a_mapping(p, part);
        } else if (is_map) {
            ok = dict_merge(p, sum, part, 2) == 0 || after_two_stars_error(p, peek(f, n + 2), part);
        } else {
            ok = list_extend(p, sum, part) == 0;
            if (!ok && op == OP_BUILD_TUPLE_UNPACK_WITH_CALL)
                after_star_error(p, peek(f, n + 1), part);
        }
    }
    Ob *result = ok ? sum : NULL;
    if (ok && (op == OP_BUILD_TUPLE_UNPACK || op == OP_BUILD_TUPLE_UNPACK_WITH_CALL))
        result = list_as_tuple(p, sum);
    if (result != sum) ob_decref(p, sum);
    if (!result) return false;
    pop_values(p, f, n);
    push(f, result);
    return true;
}

bool op_build(Proc *p, Frame *f, Opcode op, int n) {
    switch (op) {
    case OP_BUILD_TUPLE: return build_tuple(p, f, n);
    case OP_BUILD_LIST: return build_list(p, f, n);
    case OP_BUILD_SET: return build_set(p, f, n);
    case OP_BUILD_MAP: return build_map(p, f, n);
    case OP_BUILD_CONST_KEY_MAP: return build_const_key_map(p, f, n);
    case OP_BUILD_STRING: return build_string(p, f, n);
    case OP_BUILD_SLICE: return build_slice(p, f, n);
    case OP_LIST_TO_TUPLE: {
        Ob *list = pop(f);
        Ob *tuple = list_as_tuple(p, list);
        ob_decref(p, list);
        return push_or_fail(f, tuple);
    }
    default: return build_unpack(p, f, op, n);
    }
}

static bool extend_error(Proc *p, Ob *iterable) {
    if (err_matches(p, EXC_TypeError) && !ob_is_sequence(iterable) && !ob_is_iterator(iterable) &&
        !ob_is_iterable(p, iterable)) {
        err_clear(p);
        err_format(p, EXC_TypeError, "Value after * must be an iterable, not %N",
                   iterable->ob_type);
    }
    return false;
}

bool op_collect(Proc *p, Frame *f, Opcode op, int depth) {
    if (op == OP_MAP_ADD) {
        Ob *upper = pop(f), *lower = pop(f);
        bool key_first = py_comp_key_first(p);
        Ob *key = key_first ? lower : upper, *value = key_first ? upper : lower;
        int failed = dict_setitem(p, peek(f, depth), key, value);
        ob_decref(p, value);
        ob_decref(p, key);
        return failed == 0;
    }
    Ob *value = pop(f), *into = peek(f, depth);
    bool ok = true;
    switch (op) {
    case OP_LIST_APPEND: ok = list_append(p, into, value) == 0; break;
    case OP_SET_ADD: ok = set_add(p, into, value) == 0; break;
    case OP_LIST_EXTEND: ok = list_extend(p, into, value) == 0 || extend_error(p, value); break;
    case OP_SET_UPDATE: ok = set_update(p, into, value) == 0; break;
    case OP_DICT_UPDATE: ok = dict_update(p, into, value) == 0 || not_a_mapping(p, value); break;
    default: /* DICT_MERGE: below the dict lie the arguments, the callable and from 3.11 on an empty
                slot */
        ok = dict_merge(p, into, value, 2) == 0;
        if (!ok) {
            Ob *callable = peek(f, depth + 2);
            if (!py_null_below_callable(p)) callable = peek(f, depth + 3);
            after_two_stars_error(p, callable, value);
        }
        break;
    }
    ob_decref(p, value);
    return ok;
}

/* ---- taking apart ---------------------------------------------------------------------------- */

static bool too_few(Proc *p, const char *least, int64_t expected, int64_t got) {
    err_format(p, EXC_ValueError, "not enough values to unpack (expected %s%zd, got %zd)", least,
               expected, got);
    return false;
}

/* unpack_iterable: slots[0] is the deepest one; the first item goes on top. after < 0: no starred
 * target. */
static bool unpack_iterable(Proc *p, Ob *seq, Ob **slots, int before, int after) {
    Ob *it = ob_iter(p, seq);
    if (!it) {
        if (!py_unpack_error_plain(p) && err_matches(p, EXC_TypeError) && !ob_ops(seq)->iter &&
            !type_defines(seq->ob_type, SP_ITER) && !ob_is_sequence(seq)) {
            err_clear(p);
            err_format(p, EXC_TypeError, "cannot unpack non-iterable %N object", seq->ob_type);
        }
        return false;
    }
    int total = before + (after < 0 ? 0 : after + 1);
    bool ok = true;
    for (int i = 0; ok && i < before; i++) {
        Ob *item = ob_next(p, it);
        if (item) {
            slots[total - 1 - i] = item;
            continue;
        }
        ok = false;
        if (err_occurred(p)) break;
        too_few(p, after < 0 ? "" : "at least ", after < 0 ? before : before + after, i);
    }
    if (ok && after < 0) {
        Ob *extra = ob_next(p, it);
        if (extra) {
            ob_decref(p, extra);
            err_format(p, EXC_ValueError, "too many values to unpack (expected %d)", before);
        }
        ok = !err_occurred(p);
    } else if (ok) {
        Ob *rest = list_from_iterable(p, it);
        int64_t n = rest ? list_size(rest) : 0;
        if (rest) slots[total - 1 - before] = rest;
        ok = rest != NULL && (n >= after || too_few(p, "at least ", before + after, before + n));
        for (int j = 0; ok && j < after;
             j++) { /* the last items leave the list without being counted */
            slots[after - 1 - j] = list_item(rest, n - after + j);
        }
        if (ok) ((VarOb *)rest)->ob_size = n - after;
    }
    ob_decref(p, it);
    return ok;
}

static bool unpack(Proc *p, Frame *f, int before, int after) {
    int total = before + (after < 0 ? 0 : after + 1);
    Ob *seq = pop(f);
    Ob **slots = f->sp;
    for (int i = 0; i < total; i++) slots[i] = NULL;
    bool ok = unpack_iterable(p, seq, slots, before, after);
    if (ok) {
        f->sp += total;
    } else {
        for (int i = total; i-- > 0;) {
            Ob *item = slots[i];
            slots[i] = NULL;
            if (item) ob_decref(p, item);
        }
    }
    ob_decref(p, seq);
    return ok;
}

bool op_unpack_sequence(Proc *p, Frame *f, int n) {
    Ob *seq = top(f);
    Ob *const *items = NULL;
    if (ob_is_exact(p, seq, TYPE_TUPLE) && tuple_size(seq) == n) {
        items = ((TupleOb *)seq)->ob_item;
    } else if (ob_is_exact(p, seq, TYPE_LIST) && list_size(seq) == n) {
        items = ((ListOb *)seq)->ob_item;
    }
    if (!items) return unpack(p, f, n, -1);
    pop(f);
    for (int i = n; i-- > 0;) {
        push(f, items[i]);
        ob_incref(p, items[i]);
    }
    ob_decref(p, seq);
    return true;
}

bool op_unpack_ex(Proc *p, Frame *f, int arg) { return unpack(p, f, arg & 0xFF, arg >> 8); }

/* ---- formatting ------------------------------------------------------------------------------ */

static Ob *convert(Proc *p, Ob *value, int how) {
    switch (how) {
    case 1: return ob_str(p, value);
    case 2: return ob_repr(p, value);
    default: {
        Ob *repr = ob_repr(p, value);
        if (!repr) return NULL;
        Ob *ascii = str_is_ascii(repr) ? ob_newref(p, repr) : str_ascii_only(p, repr);
        ob_decref(p, repr);
        return ascii;
    }
    }
}

bool op_format(Proc *p, Frame *f, Opcode op, int arg) {
    Ob *spec = NULL;
    if (op == OP_FORMAT_WITH_SPEC || (op == OP_FORMAT_VALUE && (arg & 4))) spec = pop(f);
    Ob *value = pop(f);
    int how = op == OP_FORMAT_VALUE ? arg & 3 : op == OP_CONVERT_VALUE ? arg : 0;
    if (how) {
        Ob *converted = convert(p, value, how);
        ob_decref(p, value);
        value = converted;
    }
    if (value && op != OP_CONVERT_VALUE && !(ob_is_exact(p, value, TYPE_STR) && !spec)) {
        Ob *formatted = ob_format(p, value, spec);
        ob_decref(p, value);
        value = formatted;
    }
    ob_xdecref(p, spec);
    return push_or_fail(f, value);
}

/* sys.displayhook */
static bool display(Proc *p, Ob *value) {
    if (value == OB_NONE(p)) return true;
    if (dict_setitem_cstr(p, p->ob->builtins_dict, "_", OB_NONE(p)) < 0) return false;
    Ob *text = ob_repr(p, value);
    bool ok = text && stream_show(p, text);
    ob_xdecref(p, text);
    return ok && dict_setitem_cstr(p, p->ob->builtins_dict, "_", value) == 0;
}

bool op_print_expr(Proc *p, Frame *f) {
    bool ok = display(p, top(f));
    drop_top(p, f);
    return ok;
}

bool op_intrinsic_1(Proc *p, Frame *f, int which) {
    Ob *value = top(f), *result = NULL;
    switch (which) {
    case INTRINSIC_PRINT:
        if (display(p, value)) result = ob_newref(p, OB_NONE(p));
        break;
    case INTRINSIC_IMPORT_STAR: /* drops the module itself */
        if (!op_import_star(p, f)) return false;
        push(f, ob_newref(p, OB_NONE(p)));
        return true;
    case INTRINSIC_STOPITERATION_ERROR: result = stop_iteration_error(p, value); break;
    case INTRINSIC_UNARY_POSITIVE: result = ob_unary(p, UN_POSITIVE, value); break;
    case INTRINSIC_LIST_TO_TUPLE: result = list_as_tuple(p, value); break;
    default: err_format(p, EXC_SystemError, "unknown intrinsic %d", which); break;
    }
    drop_top(p, f);
    return push_or_fail(f, result);
}

/* ---- functions ------------------------------------------------------------------------------- */

bool op_make_function(Proc *p, Frame *f, int flags) {
    Ob *qualname = py_make_function_qualname(p) ? pop(f) : NULL;
    Ob *code = pop(f);
    Ob *function = function_new(p, code, f->f_globals, qualname);
    ob_decref(p, code);
    ob_xdecref(p, qualname);
    if (!function) return false;
    FunctionOb *fn = (FunctionOb *)function;
    if (py_set_function_attribute(p)) flags = 0;
    if (flags & FUNCTION_CLOSURE) function_set(p, fn, FUNC_CLOSURE, pop(f));
    if (flags & FUNCTION_ANNOTATIONS) function_set(p, fn, FUNC_ANNOTATIONS, pop(f));
    if (flags & FUNCTION_KWDEFAULTS) function_set(p, fn, FUNC_KWDEFAULTS, pop(f));
    if (flags & FUNCTION_DEFAULTS) function_set(p, fn, FUNC_DEFAULTS, pop(f));
    push(f, function);
    return true;
}

bool op_set_function_attribute(Proc *p, Frame *f, int flag) {
    Ob *function = pop(f), *value = pop(f);
    FunctionSlot slot = flag == FUNCTION_CLOSURE       ? FUNC_CLOSURE
                        : flag == FUNCTION_ANNOTATIONS ? FUNC_ANNOTATIONS
                        : flag == FUNCTION_KWDEFAULTS  ? FUNC_KWDEFAULTS
                                                       : FUNC_DEFAULTS;
    function_set(p, (FunctionOb *)function, slot, value);
    push(f, function);
    return true;
}
