/* mod_time.c - the module time (Modules/timemodule.c). Its clock is the number of the event, twenty
 * to a microsecond: the same program sees the same times in every run. What sleeps lets other threads run,
 * and where there is nothing to do lets the clock go on. */
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

const MethodDef time_module_functions[] = {
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
    return module_set_take(p, module, "timezone", int_from_i64(p, 0)) |
           module_set_take(p, module, "altzone", int_from_i64(p, 0)) |
           module_set_take(p, module, "daylight", int_from_i64(p, 0));
}
