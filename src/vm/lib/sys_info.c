/* sys_info.c - the structures of sys that only say how the interpreter was built and started: flags,
 * float_info, int_info, thread_info (Python/sysmodule.c, Objects/floatobject.c, Objects/longobject.c).
 * Called from sys_module_boot. */
#include <float.h>
#include <string.h>

#include "object/code/module.h"
#include "object/container/tuple.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "object/type/namespace.h"
#include "vm/loop/state.h"

/* A structure that is named and has as many fields as `names`; the values are taken. */
static void add_structure(Proc *p, const char *name, const char *type, const char *const *names,
                          Ob *const *values, size_t n) {
    Ob *info = namespace_new(p);
    namespace_set_take(p, info, "_items", tuple_from_array(p, values, (int64_t)n));
    namespace_set_take(p, info, "_type", str_from_cstr(p, type));
    for (size_t i = 0; i < n; i++) namespace_set_take(p, info, names[i], values[i]);
    int failed = module_set_take(p, p->vm->sys_module, name, info);
    OURO_ASSERT(failed == 0);
}

static void add_float_info(Proc *p) {
    static const char *const names[] = {"max",     "max_exp",    "max_10_exp", "min",
                                        "min_exp", "min_10_exp", "dig",        "mant_dig",
                                        "epsilon", "radix",      "rounds"};
    Ob *const values[] = {float_new(p, DBL_MAX),
                          int_from_i64(p, DBL_MAX_EXP),
                          int_from_i64(p, DBL_MAX_10_EXP),
                          float_new(p, DBL_MIN),
                          int_from_i64(p, DBL_MIN_EXP),
                          int_from_i64(p, DBL_MIN_10_EXP),
                          int_from_i64(p, DBL_DIG),
                          int_from_i64(p, DBL_MANT_DIG),
                          float_new(p, DBL_EPSILON),
                          int_from_i64(p, FLT_RADIX),
                          int_from_i64(p, 1)};
    add_structure(p, "float_info", "sys.float_info", names, values, ARRAY_LEN(names));
}

static void add_int_info(Proc *p) {
    static const char *const names[] = {"bits_per_digit", "sizeof_digit", "default_max_str_digits",
                                        "str_digits_check_threshold"};
    Ob *const values[] = {int_from_i64(p, 30), int_from_i64(p, 4),
                          int_from_i64(p, INT_STR_DIGITS_DEFAULT),
                          int_from_i64(p, INT_STR_DIGITS_THRESHOLD)};
    add_structure(p, "int_info", "sys.int_info", names, values, ARRAY_LEN(names));
}

static void add_thread_info(Proc *p) {
    static const char *const names[] = {"name", "lock", "version"};
    Ob *const values[] = {str_from_cstr(p, "pthread"), str_from_cstr(p, "semaphore"),
                          str_from_cstr(p, "NPTL 2.36")};
    add_structure(p, "thread_info", "sys.thread_info", names, values, ARRAY_LEN(names));
}

/* What `python FILE` is started with. */
static void add_flags(Proc *p) {
    static const char *const names[] = {"debug",
                                        "inspect",
                                        "interactive",
                                        "optimize",
                                        "dont_write_bytecode",
                                        "no_user_site",
                                        "no_site",
                                        "ignore_environment",
                                        "verbose",
                                        "bytes_warning",
                                        "quiet",
                                        "hash_randomization",
                                        "isolated",
                                        "dev_mode",
                                        "utf8_mode",
                                        "warn_default_encoding",
                                        "safe_path",
                                        "int_max_str_digits"};
    const char *used[ARRAY_LEN(names)];
    Ob *values[ARRAY_LEN(names)];
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        bool here = strcmp(names[i], "int_max_str_digits") == 0      ? py_digits_limited(p)
                    : strcmp(names[i], "warn_default_encoding") == 0 ? py_flag_default_encoding(p)
                    : strcmp(names[i], "safe_path") == 0             ? py_flag_safe_path(p)
                    : strcmp(names[i], "dev_mode") == 0 || strcmp(names[i], "utf8_mode") == 0
                        ? py_flag_modes(p)
                        : true;
        if (!here) continue;
        bool truth = strcmp(names[i], "dev_mode") == 0 || strcmp(names[i], "safe_path") == 0;
        bool one = strcmp(names[i], "hash_randomization") == 0;
        bool digits = strcmp(names[i], "int_max_str_digits") == 0;
        int64_t limit = py_flag_digits_resolved(p) ? INT_STR_DIGITS_DEFAULT : -1;
        used[n] = names[i];
        values[n++] = truth ? ob_newref(p, p->ob->false_) : int_from_i64(p, digits ? limit : one);
    }
    add_structure(p, "flags", "sys.flags", used, values, n);
}

void sys_info_boot(Proc *p) {
    add_float_info(p);
    add_int_info(p);
    add_thread_info(p);
    add_flags(p);
    int failed =
        module_set_take(p, p->vm->sys_module, "float_repr_style", str_from_cstr(p, "short")) |
        module_set_take(p, p->vm->sys_module, "api_version", int_from_i64(p, 1013)) |
        module_set_take(p, p->vm->sys_module, "abiflags", str_from_cstr(p, "")) |
        module_set(p, p->vm->sys_module, "dont_write_bytecode", p->ob->true_);
    OURO_ASSERT(failed == 0);
}
