/* object_world.h - a process with objects and nothing else: for tests of the object floor.
 *
 * No VM stands above it, so Python functions cannot be called; all built-in types work. */
#ifndef OURO_OBJECT_WORLD_H
#define OURO_OBJECT_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../versions.h"
#include "object/container/dict.h"
#include "object/container/dict_split.h"
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/range.h"
#include "object/container/set.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"

enum { WORLDS = ARRAY_LEN(table_versions) };

static inline Proc *world_of(const Profile *profile) {
    Proc *p = img_create(profile, 64u << 20);
    assert_non_null(p);
    alloc_boot(p);
    object_boot(p);
    img_booted(p);
    img_arm(p);
    return p;
}

static inline Proc *world_new(int which) {
    const Profile *profile = profile_find(table_versions[which]);
    assert_non_null(profile);
    return world_of(profile);
}

/* New objects for literals in tests. */
static inline Ob *num(Proc *p, int64_t n) { return int_from_i64(p, n); }
static inline Ob *text(Proc *p, const char *s) { return str_intern_name(p, str_from_cstr(p, s)); }
static inline Ob *list_of(Proc *p, int64_t from, int64_t to) {
    Ob *l = list_new(p, 0);
    for (int64_t i = from; i < to; i++) assert_int_equal(list_append_take(p, l, num(p, i)), 0);
    return l;
}
static inline Ob *type_ob(Proc *p, TypeId id) { return (Ob *)type_of_id(p, id); }

/* The object is dropped; its repr must be `expected`. */
static inline void assert_repr_take(Proc *p, Ob *o, const char *expected) {
    assert_non_null(o);
    Ob *shown = ob_repr(p, o);
    assert_non_null(shown);
    char buffer[1024];
    str_utf8(p, shown, buffer, sizeof buffer);
    assert_string_equal(buffer, expected);
    ob_decref(p, shown);
    ob_decref(p, o);
}
static inline void assert_repr(Proc *p, Ob *o, const char *expected) {
    assert_non_null(o);
    ob_incref(p, o);
    assert_repr_take(p, o, expected);
}

/* An exception of this type with this str() is set; it is cleared. */
static inline void assert_error(Proc *p, ExcId id, const char *message) {
    assert_non_null(err_occurred(p));
    assert_true(err_matches(p, id));
    Ob *exc = err_fetch(p), *shown = ob_str(p, exc);
    assert_non_null(shown);
    char buffer[512];
    str_utf8(p, shown, buffer, sizeof buffer);
    assert_string_equal(buffer, message);
    ob_decref(p, shown);
    ob_decref(p, exc);
}

/* Call a method with up to three arguments (NULL ends them); the arguments are dropped. */
static inline Ob *invoke(Proc *p, Ob *o, const char *method, Ob *a, Ob *b, Ob *c) {
    Ob *args[] = {a, b, c};
    size_t n = 0;
    while (n < 3 && args[n]) n++;
    Ob *result = ob_call_method(p, o, method, args, n);
    for (size_t i = 0; i < n; i++) ob_decref(p, args[i]);
    return result;
}
/* The same for a method whose result is None. */
static inline void invoke_none(Proc *p, Ob *o, const char *method, Ob *a, Ob *b) {
    Ob *result = invoke(p, o, method, a, b, NULL);
    assert_ptr_equal(result, OB_NONE(p));
    ob_decref(p, result);
}
/* type(arg) */
static inline Ob *construct(Proc *p, TypeId id, Ob *arg) {
    Ob *result = ob_call(p, type_ob(p, id), &arg, arg ? 1 : 0, NULL);
    if (arg) ob_decref(p, arg);
    return result;
}
/* sys.getsizeof of an object, which is dropped. */
static inline int64_t size_take(Proc *p, Ob *o) {
    int64_t n = ob_getsizeof(p, o);
    ob_decref(p, o);
    return n;
}

#endif
