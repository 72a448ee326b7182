/* mod_sys.c - the module sys, and the two streams (Python/sysmodule.c). */
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/namespace.h"
#include "vm/lib/builtins.h"
#include "vm/lib/stream.h"
#include "vm/loop/state.h"
#include "vm/loop/trace.h"

#define SYS(name)                                                                                  \
    static Ob *sys_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }

SYS(getrefcount) {
    (void)self;
    if (!args_check(p, "getrefcount", nargs, 1, 1, kwnames)) return NULL;
    if (ob_immortal(args[0])) return int_from_i64(p, p->s->profile.immortal_refcnt);
    return int_from_i64(p, args[0]->ob_refcnt);
}

/* The attribute that the type gives, whatever __getattribute__ says. */
static Ob *generic_getattr_cstr(Proc *p, Ob *o, const char *name) {
    Ob *text = str_interned_cstr(p, name);
    Ob *value = text ? generic_getattr(p, o, text) : NULL;
    ob_xdecref(p, text);
    return value;
}

SYS(getsizeof) {
    (void)self;
    static const char *const names[] = {"object", "default"};
    static const Signature signature = {"getsizeof", names, 2, 0, 1, 2};
    Ob *given[2];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    Ob *object = given[0], *fallback = given[1];
    /* The bound __sizeof__ is an object that moves the counters (_PyObject_LookupSpecial); types
     * find theirs elsewhere. */
    bool binds = !ob_is(object, TYPE_TYPE) && !type_defines(object->ob_type, SP_SIZEOF);
    Ob *method = binds ? generic_getattr_cstr(p, object, "__sizeof__") : NULL;
    if (binds && !method) return NULL;
    int64_t size = ob_getsizeof(p, object);
    ob_xdecref(p, method);
    if (size < 0 && fallback && err_matches(p, EXC_TypeError)) {
        err_clear(p);
        return ob_newref(p, fallback);
    }
    return size < 0 ? NULL : int_from_i64(p, size);
}

SYS(getallocatedblocks) {
    (void)self, (void)args;
    if (!args_check(p, "getallocatedblocks", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, mem_allocated_blocks(p));
}

SYS(intern) {
    (void)self;
    if (!args_check(p, "intern", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR)) {
        return err_format(p, EXC_TypeError, "intern() argument%s must be str, not %N",
                          py_arguments_named(p) ? "" : " 1", args[0]->ob_type);
    }
    if (!ob_is_exact(p, args[0], TYPE_STR)) {
        return err_format(p, EXC_TypeError, "can't intern %N", args[0]->ob_type);
    }
    return str_intern(p, ob_newref(p, args[0]));
}

SYS(exit) {
    (void)self;
    if (!args_check(p, "exit", nargs, 0, 1, kwnames)) return NULL;
    return err_set_object(p, exc_type(p, EXC_SystemExit), nargs ? args[0] : NULL);
}

SYS(exc_info) {
    (void)self, (void)args;
    if (!args_check(p, "exc_info", nargs, 0, 0, kwnames)) return NULL;
    Ob *exc = err_handled(p), *nothing = OB_NONE(p);
    if (!exc) return tuple_pack(p, 3, nothing, nothing, nothing);
    Ob *tb = exc_traceback(exc);
    return tuple_pack(p, 3, (Ob *)exc->ob_type, exc, tb ? tb : nothing);
}

SYS(getrecursionlimit) {
    (void)self, (void)args;
    if (!args_check(p, "getrecursionlimit", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, p->ob->recursion_limit);
}

SYS(setrecursionlimit) {
    (void)self;
    if (!args_check(p, "setrecursionlimit", nargs, 1, 1, kwnames)) return NULL;
    int64_t limit;
    if (ob_as_int_arg(p, args[0], &limit) < 0) return NULL;
    if (limit < 1)
        return err_format(p, EXC_ValueError, "recursion limit must be greater or equal than 1");
    if (limit > INT32_MAX)
        return err_format(p, EXC_OverflowError, "Python int too large to convert to C int");
    if (p->tstate->recursion_depth >= limit) {
        return err_format(
            p, EXC_RecursionError,
            "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low",
            (int)limit, p->tstate->recursion_depth);
    }
    p->ob->recursion_limit = (int32_t)limit;
    return none(p);
}

SYS(getswitchinterval) {
    (void)self, (void)args;
    if (!args_check(p, "getswitchinterval", nargs, 0, 0, kwnames)) return NULL;
    return float_new(p, (double)p->vm->switch_interval_us / 1e6);
}

SYS(setswitchinterval) {
    (void)self;
    if (!args_check(p, "setswitchinterval", nargs, 1, 1, kwnames)) return NULL;
    double seconds = ob_as_double(p, args[0]);
    if (err_occurred(p)) return NULL;
    if (seconds <= 0)
        return err_format(p, EXC_ValueError, "switch interval must be strictly positive");
    p->vm->switch_interval_us =
        !(seconds <= 1e6) ? UINT64_C(1000000000000) : (uint64_t)(seconds * 1e6);
    return none(p);
}

SYS(getframe) {
    (void)self;
    if (!args_check(p, "_getframe", nargs, 0, 1, kwnames)) return NULL;
    int64_t depth = 0;
    if (nargs && ob_as_int_arg(p, args[0], &depth) < 0) return NULL;
    Frame *f = p->tstate->frame;
    while (f && depth-- > 0) f = f->f_back;
    if (!f) return err_format(p, EXC_ValueError, "call stack is not deep enough");
    Ob *frame = frame_object(p, f);
    return frame ? ob_newref(p, frame) : NULL;
}

SYS(is_finalizing) {
    (void)self, (void)args;
    if (!args_check(p, "is_finalizing", nargs, 0, 0, kwnames)) return NULL;
    return ob_newref(p, p->vm->phase == PHASE_FINALIZED ? p->ob->true_ : p->ob->false_);
}

SYS(exception) {
    (void)self, (void)args;
    if (!args_check(p, "exception", nargs, 0, 0, kwnames)) return NULL;
    Ob *exc = err_handled(p);
    return ob_newref(p, exc ? exc : OB_NONE(p));
}

SYS(getdefaultencoding) {
    (void)self, (void)args;
    if (!args_check(p, "getdefaultencoding", nargs, 0, 0, kwnames)) return NULL;
    return str_from_cstr(p, "utf-8");
}

SYS(getfilesystemencodeerrors) {
    (void)self, (void)args;
    if (!args_check(p, "getfilesystemencodeerrors", nargs, 0, 0, kwnames)) return NULL;
    return str_from_cstr(p, "surrogateescape");
}

SYS(gettrace) {
    (void)self, (void)args;
    if (!args_check(p, "gettrace", nargs, 0, 0, kwnames)) return NULL;
    return p->tstate->c_traceobj ? ob_newref(p, p->tstate->c_traceobj) : none(p);
}

SYS(settrace) {
    (void)self;
    if (!args_check(p, "settrace", nargs, 1, 1, kwnames)) return NULL;
    trace_set(p, args[0] == OB_NONE(p) ? NULL : args[0]);
    return none(p);
}

SYS(getprofile) {
    (void)self, (void)args;
    return args_check(p, "getprofile", nargs, 0, 0, kwnames) ? none(p) : NULL;
}

SYS(get_int_max_str_digits) {
    (void)self, (void)args;
    if (!args_check(p, "get_int_max_str_digits", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, p->ob->int_max_str_digits);
}

SYS(set_int_max_str_digits) {
    (void)self;
    static const char *const names[] = {"maxdigits"};
    static const Signature signature = {"set_int_max_str_digits", names, 1, 0, 1, 1};
    Ob *given;
    int64_t digits;
    if (!named_args(p, &signature, args, nargs, kwnames, &given) ||
        ob_as_int_arg(p, given, &digits) < 0)
        return NULL;
    if (digits != 0 && digits < INT_STR_DIGITS_THRESHOLD) {
        return err_format(p, EXC_ValueError, "maxdigits must be 0 or larger than %d",
                          INT_STR_DIGITS_THRESHOLD);
    }
    p->ob->int_max_str_digits = digits;
    return none(p);
}

/* excepthook: what is shown of an exception that nobody handled. */
SYS(excepthook) {
    (void)self;
    if (!args_check(p, "excepthook", nargs, 3, 3, kwnames)) return NULL;
    if (ob_is_exception(args[1])) {
        bool has = ob_is(args[2], TYPE_TRACEBACK) && !exc_traceback(args[1]);
        if (has) exc_set_traceback(p, args[1], args[2]);
        vm_print_exception(p, args[1]);
    }
    return none(p);
}

/* unraisablehook: what is shown of an error that nobody could be told of. */
SYS(unraisablehook) {
    (void)self;
    if (!args_check(p, "unraisablehook", nargs, 1, 1, kwnames)) return NULL;
    static const char *const names[] = {"exc_value", "err_msg", "object"};
    Ob *parts[ARRAY_LEN(names)] = {0};
    for (size_t i = 0; i < ARRAY_LEN(names) && !err_occurred(p); i++)
        parts[i] = ob_getattr_cstr(p, args[0], names[i]);
    bool good = !err_occurred(p);
    if (good && ob_is_exception(parts[0])) {
        bool said = ob_is(parts[1], TYPE_STR);
        Ob *before = str_format(p, said ? "%U: " : "Exception ignored in: ", parts[1]);
        if (before) unraisable_show(p, parts[0], before, parts[2] == OB_NONE(p) ? NULL : parts[2]);
        ob_xdecref(p, before);
    }
    for (size_t i = 0; i < ARRAY_LEN(names); i++) ob_xdecref(p, parts[i]);
    return good ? none(p) : NULL;
}

/* sys.NAME when the program has put something else there than `function`; borrowed. */
static Ob *own_hook(Proc *p, const char *name, CFunction function) {
    Ob *hook = p->vm->sys_dict ? dict_getitem_cstr(p, p->vm->sys_dict, name) : NULL;
    bool ours = hook && ob_is(hook, TYPE_BUILTIN) &&
                cfunction_def(p, (uint32_t)((const BuiltinOb *)hook)->m_ml)->function == function;
    return ours || hook == OB_NONE(p) ? NULL : hook;
}

Ob *sys_own_excepthook(Proc *p) { return own_hook(p, "excepthook", sys_excepthook); }
Ob *sys_own_unraisablehook(Proc *p) { return own_hook(p, "unraisablehook", sys_unraisablehook); }

/* sys.__NAME__ is what sys.NAME was in the beginning. */
static int keep_hook(Proc *p, const char *name, const char *kept) {
    Ob *hook = dict_getitem_cstr(p, p->vm->sys_dict, name);
    return hook ? dict_setitem_cstr(p, p->vm->sys_dict, kept, hook) : 0;
}

const MethodDef sys_methods[] = {
    {"getrefcount", sys_getrefcount, 0, "getrefcount(object)"},
    {"getsizeof", sys_getsizeof, METH_TUPLE, "getsizeof(object[, default])"},
    {"getallocatedblocks", sys_getallocatedblocks, 0, "getallocatedblocks()"},
    {"intern", sys_intern, METH_TUPLE_UNTIL(PY_3_7), "intern(string)"},
    {"exit", sys_exit, METH_TUPLE_UNTIL(PY_3_7), "exit([status])"},
    {"exc_info", sys_exc_info, 0, "exc_info()"},
    {"getrecursionlimit", sys_getrecursionlimit, 0, "getrecursionlimit()"},
    {"setrecursionlimit", sys_setrecursionlimit, METH_TUPLE_UNTIL(PY_3_7),
     "setrecursionlimit(limit)"},
    {"getswitchinterval", sys_getswitchinterval, 0, "getswitchinterval()"},
    {"setswitchinterval", sys_setswitchinterval, METH_TUPLE_UNTIL(PY_3_7),
     "setswitchinterval(interval)"},
    {"_getframe", sys_getframe, METH_TUPLE_UNTIL(PY_3_7), "_getframe(depth=0)"},
    {"exception", sys_exception, METH_SINCE(PY_3_11), "exception()"},
    {"excepthook", sys_excepthook, 0, "excepthook(type, value, traceback)"},
    {"unraisablehook", sys_unraisablehook, METH_SINCE(PY_3_8), "unraisablehook(unraisable)"},
    {"getdefaultencoding", sys_getdefaultencoding, 0, "getdefaultencoding()"},
    {"getfilesystemencoding", sys_getdefaultencoding, 0, "getfilesystemencoding()"},
    {"getfilesystemencodeerrors", sys_getfilesystemencodeerrors, 0, "getfilesystemencodeerrors()"},
    {"gettrace", sys_gettrace, 0, "gettrace()"},
    {"settrace", sys_settrace, 0, "settrace(function)"},
    {"getprofile", sys_getprofile, 0, "getprofile()"},
    {"get_int_max_str_digits", sys_get_int_max_str_digits, METH_SINCE(PY_3_7),
     "get_int_max_str_digits()"},
    {"set_int_max_str_digits", sys_set_int_max_str_digits, METH_SINCE(PY_3_7),
     "set_int_max_str_digits(maxdigits)"},
    {"is_finalizing", sys_is_finalizing, 0, "is_finalizing()"},
    {NULL, NULL, 0, NULL},
};

/* ---- start-up -------------------------------------------------------------------------------- */

static Ob *make_version_info(Proc *p) {
    const Profile *profile = &p->s->profile;
    Ob *major = int_from_i64(p, profile->major), *minor = int_from_i64(p, profile->minor);
    Ob *micro = int_from_i64(p, profile->micro), *level = str_from_cstr(p, "final");
    Ob *serial = int_from_i64(p, 0), *info = namespace_new(p);
    Ob *items = tuple_pack(p, 5, major, minor, micro, level, serial);
    namespace_set_take(p, info, "_items", items);
    namespace_set_take(p, info, "_type", str_from_cstr(p, "sys.version_info"));
    namespace_set_take(p, info, "major", major);
    namespace_set_take(p, info, "minor", minor);
    namespace_set_take(p, info, "micro", micro);
    namespace_set_take(p, info, "releaselevel", level);
    namespace_set_take(p, info, "serial", serial);
    return info;
}

static int64_t hexversion(const Profile *profile) {
    enum { FINAL = 0xF0 };
    return (int64_t)profile->major << 24 | profile->minor << 16 | profile->micro << 8 | FINAL;
}

static Ob *make_implementation(Proc *p, Ob *version_info) {
    const Profile *profile = &p->s->profile;
    Ob *implementation = namespace_new(p);
    namespace_set_take(p, implementation, "name", str_from_cstr(p, "cpython"));
    namespace_set_take(p, implementation, "cache_tag",
                       str_format(p, "cpython-%d%d", profile->major, profile->minor));
    namespace_set_take(p, implementation, "version", ob_newref(p, version_info));
    namespace_set_take(p, implementation, "hexversion", int_from_i64(p, hexversion(profile)));
    namespace_set_take(p, implementation, "_multiarch", str_from_cstr(p, "x86_64-linux-gnu"));
    return implementation;
}

static Ob *make_hash_info(Proc *p) {
    Ob *info = namespace_new(p);
    bool short_rounds = py_siphash13(p);
    namespace_set_take(p, info, "_type", str_from_cstr(p, "sys.hash_info"));
    namespace_set_take(p, info, "width", int_from_i64(p, 64));
    namespace_set_take(p, info, "modulus", int_from_i64(p, (INT64_C(1) << 61) - 1));
    namespace_set_take(p, info, "inf", int_from_i64(p, 314159));
    namespace_set_take(p, info, "nan", int_from_i64(p, 0));
    namespace_set_take(p, info, "imag", int_from_i64(p, 1000003));
    namespace_set_take(p, info, "algorithm",
                       str_from_cstr(p, short_rounds ? "siphash13" : "siphash24"));
    return info;
}

static void set_take(Proc *p, const char *name, Ob *value) {
    int failed = module_set_take(p, p->vm->sys_module, name, value);
    OURO_ASSERT(failed == 0);
}

/* _PySys_EndInit of 3.7: three lists are those of the configuration itself, later they are copies. They
 * go in the order of _PyMainInterpreterConfig_Clear. */
static void keep_lists_of_config(Proc *p) {
    static const char *const names[] = {"argv", "warnoptions", "path"};
    if (py_warnoptions_kept(p)) { /* by the variable and by an own reference that nobody drops */
        ob_newref(p, ob_newref(p, dict_getitem_cstr(p, p->vm->sys_dict, "warnoptions")));
    }
    if (!py_config_keeps_lists(p)) return;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        p->vm->config_lists[i] = ob_newref(p, dict_getitem_cstr(p, p->vm->sys_dict, names[i]));
    }
}

void sys_module_boot(Proc *p) {
    VmState *vm = p->vm;
    const Profile *profile = &p->s->profile;
    vm->sys_module = module_add(p, "sys", VM_TABLE_SYS);
    vm->sys_dict = ob_newref(p, module_dict(vm->sys_module)); /* interp->sysdict */
    vm->switch_interval_us = 5000;
    vm->stdout_ = stream_new(p, "stdout");
    vm->stderr_ = stream_new(p, "stderr");
    vm->stdin_ = io_stdin_new(p);
    set_take(p, "stdin", ob_newref(p, vm->stdin_));
    set_take(p, "__stdin__", ob_newref(p, vm->stdin_));
    set_take(p, "stdout", ob_newref(p, vm->stdout_));
    set_take(p, "stderr", ob_newref(p, vm->stderr_));
    set_take(p, "__stdout__", ob_newref(p, vm->stdout_));
    set_take(p, "__stderr__", ob_newref(p, vm->stderr_));
    set_take(p, "modules", ob_newref(p, p->ob->modules));
    if (py_sys_copy_holds_modules(p)) ob_newref(p, p->ob->modules);
    set_take(p, "version", str_format(p, "%s (main) [GCC 12.2.0]", profile->release));
    set_take(p, "hexversion", int_from_i64(p, hexversion(profile)));
    set_take(p, "version_info", make_version_info(p));
    set_take(p, "implementation",
             make_implementation(p, dict_getitem_cstr(p, vm->sys_dict, "version_info")));
    set_take(p, "hash_info", make_hash_info(p));
    set_take(p, "maxsize", int_from_i64(p, INT64_MAX));
    set_take(p, "maxunicode", int_from_i64(p, 0x10FFFF));
    set_take(p, "byteorder", str_from_cstr(p, "little"));
    set_take(p, "platform", str_from_cstr(p, "linux"));
    set_take(p, "argv", list_new(p, 0));
    set_take(p, "path", list_new(p, 0));
    set_take(p, "executable", str_from_cstr(p, ""));
    set_take(p, "warnoptions", list_new(p, 0));
    keep_lists_of_config(p);
    sys_info_boot(p);
    int failed = keep_hook(p, "excepthook", "__excepthook__") |
                 keep_hook(p, "unraisablehook", "__unraisablehook__");
    OURO_ASSERT(failed == 0);
}
