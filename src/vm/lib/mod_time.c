/* mod_time.c - the module time (Modules/timemodule.c). Its clock is the number of the event, twenty
 * to a microsecond: the same program sees the same times in every run. What sleeps lets other threads run,
 * and where there is nothing to do lets the clock go on. */
#include <math.h>

#include "object/code/module.h"
#include "object/container/tuple.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/thread/lock.h"
#include "vm/import/c_modules.h"
#include "vm/loop/state.h"
#include "vm/thread/threads.h"

static Ob *seconds(Proc *p, const char *name, size_t nargs, Ob *kwnames) {
    if (!args_check(p, name, nargs, 0, 0, kwnames)) return NULL;
    return float_new(p, (double)threads_now(p) / 1e6);
}

static Ob *nanoseconds(Proc *p, const char *name, size_t nargs, Ob *kwnames) {
    if (!args_check(p, name, nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, size_mul(threads_now(p), 1000));
}

#define CLOCK(name)                                                                                \
    static Ob *clock_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {       \
        (void)self, (void)args;                                                                    \
        return seconds(p, "time." #name, nargs, kwnames);                                          \
    }                                                                                              \
    static Ob *clock_##name##_ns(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {  \
        (void)self, (void)args;                                                                    \
        return nanoseconds(p, "time." #name "_ns", nargs, kwnames);                                \
    }
CLOCK(time)
CLOCK(monotonic)
CLOCK(perf_counter)
CLOCK(process_time)
CLOCK(thread_time)

static Ob *sleep_(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "time.sleep", nargs, 1, 1, kwnames)) return NULL;
    int64_t ns;
    if (ob_as_seconds(p, args[0], &ns) < 0) return NULL;
    if (ns < 0) return err_format(p, EXC_ValueError, "sleep length must be non-negative");
    int64_t us = wait_us(ns);
    (void)p->hooks.thread_wait(p, NULL, &us);
    return ob_newref(p, OB_NONE(p));
}

/* ---- calendar times: Python around the clock (_strptime) ------------------------------------- */

static Ob *parts_call(Proc *p, const char *name, Ob *const *args, size_t nargs) {
    Ob *module = p->hooks.import_module(p, "_strptime");
    Ob *result = module ? ob_call_method(p, module, name, args, nargs) : NULL;
    ob_xdecref(p, module);
    return result;
}

/* Whole seconds of a number, of now for None or nothing; new. */
static Ob *whole_seconds(Proc *p, Ob *given) {
    if (!given || given == OB_NONE(p)) return int_from_i64(p, threads_now(p) / 1000000);
    if (!ob_is(given, TYPE_FLOAT)) return ob_index(p, given);
    double seconds = floor(float_value(given));
    if (isnan(seconds)) return err_format(p, EXC_ValueError, "Invalid value NaN (not a number)");
    if (fabs(seconds) >= 9.2e18)
        return err_format(p, EXC_OverflowError, "timestamp out of range for platform time_t");
    return int_from_i64(p, (int64_t)seconds);
}

static Ob *parts_now(Proc *p) {
    Ob *seconds = whole_seconds(p, NULL);
    Ob *parts = seconds ? parts_call(p, "localtime", &seconds, 1) : NULL;
    ob_xdecref(p, seconds);
    return parts;
}

#define FROM_SECONDS(name)                                                                         \
    static Ob *name##_(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {            \
        (void)self;                                                                                \
        if (!args_check(p, #name, nargs, 0, 1, kwnames)) return NULL;                              \
        Ob *seconds = whole_seconds(p, nargs ? args[0] : NULL);                                    \
        Ob *parts = seconds ? parts_call(p, #name, &seconds, 1) : NULL;                            \
        ob_xdecref(p, seconds);                                                                    \
        return parts;                                                                              \
    }
FROM_SECONDS(gmtime)
FROM_SECONDS(localtime)

static Ob *ctime_(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    Ob *parts = localtime_(p, self, args, nargs, kwnames);
    Ob *text = parts ? parts_call(p, "asctime", &parts, 1) : NULL;
    ob_xdecref(p, parts);
    return text;
}

static Ob *asctime_(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "asctime", nargs, 0, 1, kwnames)) return NULL;
    Ob *parts = nargs ? ob_newref(p, args[0]) : parts_now(p);
    Ob *text = parts ? parts_call(p, "asctime", &parts, 1) : NULL;
    ob_xdecref(p, parts);
    return text;
}

static Ob *strftime_(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "strftime", nargs, 1, 2, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR))
        return err_format(p, EXC_TypeError, "strftime() argument 1 must be str, not %N",
                          args[0]->ob_type);
    Ob *both[] = {args[0], nargs > 1 ? ob_newref(p, args[1]) : parts_now(p)};
    Ob *text = both[1] ? parts_call(p, "strftime", both, 2) : NULL;
    ob_xdecref(p, both[1]);
    return text;
}

static Ob *mktime_(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    return args_check(p, "time.mktime", nargs, 1, 1, kwnames) ? parts_call(p, "mktime", args, 1)
                                                              : NULL;
}

static Ob *strptime_(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    return args_check(p, "strptime", nargs, 1, 2, kwnames) ? parts_call(p, "strptime", args, nargs)
                                                           : NULL;
}

static Ob *clock_info(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    return args_check(p, "get_clock_info", nargs, 1, 1, kwnames)
               ? parts_call(p, "get_clock_info", args, 1)
               : NULL;
}

static Ob *tzset_(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    return args_check(p, "time.tzset", nargs, 0, 0, kwnames) ? ob_newref(p, OB_NONE(p)) : NULL;
}

/* __getattr__: struct_time, whose module is imported when somebody asks for it. */
static Ob *late_name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "__getattr__", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR) || !str_eq_cstr(p, args[0], "struct_time"))
        return err_format(p, EXC_AttributeError, "module 'time' has no attribute '%S'", args[0]);
    Ob *module = p->hooks.import_module(p, "_strptime");
    Ob *type = module ? ob_getattr(p, module, args[0]) : NULL;
    ob_xdecref(p, module);
    return type;
}

const MethodDef time_module_functions[] = {
    {"__getattr__", late_name, 0, "__getattr__(name)"},
    {"gmtime", gmtime_, 0, "gmtime(seconds)"},
    {"localtime", localtime_, 0, "localtime(seconds)"},
    {"ctime", ctime_, 0, "ctime(seconds)"},
    {"asctime", asctime_, 0, "asctime(tuple)"},
    {"strftime", strftime_, 0, "strftime(format, tuple)"},
    {"strptime", strptime_, 0, "strptime(string, format)"},
    {"mktime", mktime_, 0, "mktime(tuple)"},
    {"get_clock_info", clock_info, 0, "get_clock_info(name)"},
    {"tzset", tzset_, 0, "tzset()"},
    {"time", clock_time, 0, "time()"},
    {"time_ns", clock_time_ns, METH_SINCE(PY_3_7), "time_ns()"},
    {"monotonic", clock_monotonic, 0, "monotonic()"},
    {"monotonic_ns", clock_monotonic_ns, METH_SINCE(PY_3_7), "monotonic_ns()"},
    {"perf_counter", clock_perf_counter, 0, "perf_counter()"},
    {"perf_counter_ns", clock_perf_counter_ns, METH_SINCE(PY_3_7), "perf_counter_ns()"},
    {"process_time", clock_process_time, 0, "process_time()"},
    {"process_time_ns", clock_process_time_ns, METH_SINCE(PY_3_7), "process_time_ns()"},
    {"thread_time", clock_thread_time, METH_SINCE(PY_3_7), "thread_time()"},
    {"thread_time_ns", clock_thread_time_ns, METH_SINCE(PY_3_7), "thread_time_ns()"},
    {"sleep", sleep_, 0, "sleep(seconds)"},
    {NULL, NULL, 0, NULL},
};

int time_module_fill(Proc *p, Ob *module) {
    Ob *utc = str_from_cstr(p, "UTC"), *names = utc ? tuple_pack(p, 2, utc, utc) : NULL;
    ob_xdecref(p, utc);
    return module_set_take(p, module, "tzname", names) |
           module_set_take(p, module, "timezone", int_from_i64(p, 0)) |
           module_set_take(p, module, "altzone", int_from_i64(p, 0)) |
           module_set_take(p, module, "daylight", int_from_i64(p, 0));
}
