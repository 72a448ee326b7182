/* gc_world.h - a process with objects and a collector, without a VM: for tests of the collector. */
#ifndef OURO_GC_WORLD_H
#define OURO_GC_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "alloc/heap_check.h"
#include "gc/gc_lists.h"
#include "gc/gc_view.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/number/int.h"

static inline Proc *boot(const Profile *profile) {
    Proc *p = img_create(profile, 64u << 20);
    alloc_boot(p);
    object_boot(p);
    gc_boot(p);
    img_booted(p);
    return p;
}

static inline Proc *make(const char *version) { return boot(profile_find(version)); }

static inline void whole(Proc *p) {
    char message[400] = "";
    bool ok =
        heap_check(p, 3, message, sizeof message) && gc_list_check(p, 3, message, sizeof message);
    assert_string_equal(message, "");
    assert_true(ok);
}

static inline Ob *list_of(Proc *p, Ob *first) {
    Ob *l = list_new(p, 0);
    assert_non_null(l);
    if (first) assert_int_equal(list_append(p, l, first), 0);
    return l;
}

/* A ring of n lists that nobody else refers to. */
static inline void drop_ring(Proc *p, int n) {
    Ob *first = list_of(p, NULL), *last = first;
    for (int i = 1; i < n; i++) {
        Ob *next = list_of(p, last);
        ob_decref(p, last);
        last = next;
    }
    list_append(p, first, last);
    ob_decref(p, last);
}

#endif
