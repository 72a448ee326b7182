/* mod_gc.c - the module gc: the collector's functions for Python (Modules/gcmodule.c). */
#include "gc/gc.h"
#include "object/code/convention.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "vm/lib/builtins.h"
#include "vm/loop/state.h"

#define GC(name)                                                                                   \
    static Ob *mod_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }
static Ob *truth(Proc *p, bool value) { return ob_newref(p, value ? p->ob->true_ : p->ob->false_); }

static const char *const generation_name[] = {"generation"};

GC(collect) {
    (void)self;
    static const Signature named = {"collect", generation_name, 1, 0, 0, 1},
                           bare = {"", generation_name, 1, 0, 0, 1};
    Ob *which;
    if (!parser_ready(p, PARSER_COLLECT, kwnames != NULL)) return NULL;
    if (!named_args(p, py_argument_errors_bare(p) ? &bare : &named, args, nargs, kwnames, &which))
        return NULL;
    int64_t generation = 2;
    if (which && ob_as_int_arg(p, which, &generation) < 0) return NULL;
    if (generation < 0 || generation > 2)
        return err_format(p, EXC_ValueError, "invalid generation");
    return int_from_i64(p, gc_collect(p, (int)generation));
}

GC(enable) {
    (void)self, (void)args;
    if (!args_check(p, "enable", nargs, 0, 0, kwnames)) return NULL;
    p->ob->gc_enabled = 1;
    return none(p);
}
GC(disable) {
    (void)self, (void)args;
    if (!args_check(p, "disable", nargs, 0, 0, kwnames)) return NULL;
    p->ob->gc_enabled = 0;
    return none(p);
}
GC(isenabled) {
    (void)self, (void)args;
    return args_check(p, "isenabled", nargs, 0, 0, kwnames) ? truth(p, p->ob->gc_enabled != 0)
                                                            : NULL;
}

/* A new tuple of three ints, one per generation; NULL with MemoryError. */
static Ob *three_ints(Proc *p, const int64_t values[3]) {
    Ob *result = tuple_new(p, 3);
    for (int i = 0; result && i < 3; i++) {
        Ob *value = int_from_i64(p, values[i]);
        if (value) {
            tuple_set(p, result, i, value);
        } else {
            ob_decref(p, result);
            result = NULL;
        }
    }
    return result;
}

GC(get_threshold) {
    (void)self, (void)args;
    if (!args_check(p, "get_threshold", nargs, 0, 0, kwnames)) return NULL;
    int64_t thresholds[3];
    for (int i = 0; i < 3; i++) thresholds[i] = p->ob->generations[i].threshold;
    return three_ints(p, thresholds);
}

GC(set_threshold) {
    (void)self;
    bool numbered = convention_of(p, p->ob->calling) ==
                    CONV_ARRAY; /* a group of arguments of Argument Clinic */
    if (numbered && (nargs < 1 || nargs > 3))
        return err_format(p, EXC_TypeError, "gc.set_threshold requires 1 to 3 arguments");
    if (!args_check_tuple(p, "set_threshold", nargs, 1, 3, kwnames)) return NULL;
    int64_t values[3];
    for (size_t i = 0; i < nargs; i++) {
        if (ob_as_int_parsed(p, args[i], &values[i]) < 0) return NULL;
    }
    for (size_t i = 0; i < nargs; i++) gc_set_threshold(p, (int)i, (int)values[i]);
    return none(p);
}

/* The tuple is made with the counts from before it was allocated. */
GC(get_count) {
    (void)self, (void)args;
    if (!args_check(p, "get_count", nargs, 0, 0, kwnames)) return NULL;
    int64_t counts[3];
    for (int i = 0; i < 3; i++) counts[i] = p->ob->generations[i].count;
    return three_ints(p, counts);
}

static int set_number(Proc *p, Ob *dict, const char *name, int64_t value) {
    /* Py_BuildValue interns nothing */
    Ob *number = int_from_i64(p, value), *key = str_from_cstr(p, name);
    int failed = number && key ? dict_setitem(p, dict, key, number) : -1;
    ob_xdecref(p, number);
    ob_xdecref(p, key);
    return failed;
}

GC(get_stats) {
    (void)self, (void)args;
    if (!args_check(p, "get_stats", nargs, 0, 0, kwnames)) return NULL;
    GcGenerationStats stats[3];
    for (int i = 0; i < 3; i++) stats[i] = *gc_stats(p, i);
    Ob *list = list_new(p, 0);
    for (int i = 0; list && i < 3; i++) {
        Ob *dict = dict_new(p);
        int failed = dict ? 0 : -1;
        if (!failed) failed = set_number(p, dict, "collections", stats[i].collections);
        if (!failed) failed = set_number(p, dict, "collected", stats[i].collected);
        if (!failed) failed = set_number(p, dict, "uncollectable", stats[i].uncollectable);
        if (!failed) failed = list_append(p, list, dict);
        ob_xdecref(p, dict);
        if (failed) {
            ob_decref(p, list);
            return NULL;
        }
    }
    return list;
}

GC(get_objects) {
    (void)self;
    static const Signature signature = {"get_objects", generation_name, 1, 0, 0, 1};
    Ob *which;
    if (!py_gc_get_objects_generation(p))
        return args_check(p, "get_objects", nargs, 0, 0, kwnames) ? gc_get_objects(p, -1) : NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, &which)) return NULL;
    if (!which || which == OB_NONE(p)) return gc_get_objects(p, -1);
    int64_t generation = int_as_i64_err(p, which);
    if (generation == -1 && err_occurred(p)) return NULL;
    if (generation == -1) return gc_get_objects(p, -1);
    if (generation > 2) {
        return err_format(
            p, EXC_ValueError,
            "generation parameter must be less than the number of available generations (3)");
    }
    if (generation < 0)
        return err_format(p, EXC_ValueError, "generation parameter cannot be negative");
    return gc_get_objects(p, (int)generation);
}

/* Up to 3.12 the arguments come as a tuple, which may be that of the caller; later one is made here. */
static Ob *search(Proc *p, Ob *const *args, size_t nargs,
                  Ob *(*find)(Proc *p, Ob *const *objects, size_t n)) {
    if (!py_gc_packs_arguments(p)) return find(p, args, nargs);
    Ob *tuple = tuple_from_array(p, args, (int64_t)nargs);
    Ob *found = tuple ? find(p, ((TupleOb *)tuple)->ob_item, nargs) : NULL;
    ob_xdecref(p, tuple);
    return found;
}
GC(get_referrers) {
    (void)self;
    return no_keywords(p, "gc.get_referrers", kwnames) ? search(p, args, nargs, gc_get_referrers)
                                                       : NULL;
}
GC(get_referents) {
    (void)self;
    return no_keywords(p, "gc.get_referents", kwnames) ? search(p, args, nargs, gc_get_referents)
                                                       : NULL;
}

GC(is_tracked) {
    (void)self;
    if (!args_check(p, "is_tracked", nargs, 1, 1, kwnames)) return NULL;
    return truth(p, ob_is_gc(args[0]) && ob_gc_is_tracked(p, args[0]));
}
GC(is_finalized) {
    (void)self;
    if (!args_check(p, "is_finalized", nargs, 1, 1, kwnames)) return NULL;
    return truth(p, ob_is_gc(args[0]) && ob_is_finalized(p, args[0]));
}

GC(freeze) {
    (void)self, (void)args;
    if (!args_check(p, "freeze", nargs, 0, 0, kwnames)) return NULL;
    gc_freeze(p);
    return none(p);
}
GC(unfreeze) {
    (void)self, (void)args;
    if (!args_check(p, "unfreeze", nargs, 0, 0, kwnames)) return NULL;
    gc_unfreeze(p);
    return none(p);
}
GC(get_freeze_count) {
    (void)self, (void)args;
    if (!args_check(p, "get_freeze_count", nargs, 0, 0, kwnames)) return NULL;
    return int_from_i64(p, gc_freeze_count(p));
}

GC(set_debug) {
    (void)self;
    if (!args_check(p, "set_debug", nargs, 1, 1, kwnames)) return NULL;
    int64_t flags;
    if (ob_as_int_arg(p, args[0], &flags) < 0) return NULL;
    gc_set_debug(p, (int)flags);
    return none(p);
}
GC(get_debug) {
    (void)self, (void)args;
    return args_check(p, "get_debug", nargs, 0, 0, kwnames) ? int_from_i64(p, gc_get_debug(p))
                                                            : NULL;
}

const MethodDef gc_methods[] = {
    {"enable", mod_enable, 0, "enable()"},
    {"disable", mod_disable, 0, "disable()"},
    {"isenabled", mod_isenabled, 0, "isenabled()"},
    {"set_debug", mod_set_debug, METH_TUPLE_UNTIL(PY_3_6), "set_debug(flags)"},
    {"get_debug", mod_get_debug, 0, "get_debug()"},
    {"get_count", mod_get_count, 0, "get_count()"},
    {"set_threshold", mod_set_threshold, METH_TUPLE,
     "set_threshold(threshold0[, threshold1[, threshold2]])"},
    {"get_threshold", mod_get_threshold, 0, "get_threshold()"},
    {"collect", mod_collect, METH_TUPLE_UNTIL(PY_3_6), "collect(generation=2)"},
    {"get_objects", mod_get_objects, 0, "get_objects(generation=None)"},
    {"get_stats", mod_get_stats, 0, "get_stats()"},
    {"is_tracked", mod_is_tracked, 0, "is_tracked(obj)"},
    {"is_finalized", mod_is_finalized, 0, "is_finalized(obj)"},
    {"get_referrers", mod_get_referrers, METH_TUPLE_UNTIL(PY_3_12), "get_referrers(*objs)"},
    {"get_referents", mod_get_referents, METH_TUPLE_UNTIL(PY_3_12), "get_referents(*objs)"},
    {"freeze", mod_freeze, METH_SINCE(PY_3_7), "freeze()"},
    {"unfreeze", mod_unfreeze, METH_SINCE(PY_3_7), "unfreeze()"},
    {"get_freeze_count", mod_get_freeze_count, METH_SINCE(PY_3_7), "get_freeze_count()"},
    {NULL, NULL, 0, NULL},
};

static void write_stderr(Proc *p, const char *bytes, size_t len) {
    out_write(p, OUT_STDERR, bytes, len);
}

void gc_module_boot(Proc *p) {
    p->hooks.write_stderr = write_stderr;
    static const struct {
        const char *name;
        int value;
    } constants[] = {
        {"DEBUG_STATS", GC_DEBUG_STATS},
        {"DEBUG_COLLECTABLE", GC_DEBUG_COLLECTABLE},
        {"DEBUG_UNCOLLECTABLE", GC_DEBUG_UNCOLLECTABLE},
        {"DEBUG_SAVEALL", GC_DEBUG_SAVEALL},
        {"DEBUG_LEAK", GC_DEBUG_COLLECTABLE | GC_DEBUG_UNCOLLECTABLE | GC_DEBUG_SAVEALL},
    };
    Ob *module = module_add(p, "gc", VM_TABLE_GC);
    int failed = module_set(p, module, "garbage", gc_garbage(p));
    failed |= module_set(p, module, "callbacks", gc_callbacks(p));
    for (size_t i = 0; i < ARRAY_LEN(constants); i++) {
        failed |=
            module_set_take(p, module, constants[i].name, int_from_i64(p, constants[i].value));
    }
    if (!py_gc_is_finalized(p)) {
        Ob *name = str_interned_cstr(p, "is_finalized");
        failed |= dict_delitem(p, module_dict(module), name);
        ob_decref(p, name);
    }
    OURO_ASSERT(failed == 0);
}
