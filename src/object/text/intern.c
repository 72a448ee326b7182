/* intern.c - the table of interned strings (PyUnicode_InternInPlace of Objects/unicodeobject.c).
 * Linear probing by str_hash, so that the order of the table is the same in each run. */
#include "object/text/intern.h"

#include <string.h>

#include "object/core/singletons.h"
#include "object/text/siphash.h"
#include "object/text/str.h"

enum { FIRST_CAPACITY = 1024 };

static Ob *deleted_mark(InternTable *t) { return (Ob *)(void *)t; }

static void grow(Proc *p) {
    InternTable *t = p->ob->interned;
    uint64_t capacity = t->capacity == 0            ? FIRST_CAPACITY
                        : t->used * 4 > t->capacity ? t->capacity * 2
                                                    : t->capacity;
    /* The table is ours, not CPython's: it takes memory that no picture of the heap shows. */
    Ob **slots = img_carve(p, SEG_TEXT, capacity * sizeof(*slots), 16);
    Ob **old = t->slots;
    uint64_t old_capacity = t->capacity;
    for (uint64_t i = 0; i < old_capacity; i++) {
        Ob *s = old[i];
        if (!s || s == deleted_mark(t)) continue;
        uint64_t at = (uint64_t)str_hash(p, s) & (capacity - 1);
        while (slots[at]) at = (at + 1) & (capacity - 1);
        slots[at] = s;
    }
    t->slots = slots;
    t->capacity = capacity;
    t->filled = t->used;
}

/* The slot of an equal string, or NULL. */
static Ob **find_slot(Proc *p, Ob *s) {
    InternTable *t = p->ob->interned;
    uint64_t mask = t->capacity - 1;
    uint64_t at = (uint64_t)str_hash(p, s) & mask;
    for (; t->slots[at]; at = (at + 1) & mask) {
        Ob *other = t->slots[at];
        if (other == s) return &t->slots[at];
        if (other != deleted_mark(t) && ((StrOb *)other)->hash == ((StrOb *)s)->hash &&
            str_eq(p, other, s)) {
            return &t->slots[at];
        }
    }
    return NULL;
}

static void insert(Proc *p, Ob *s) {
    InternTable *t = p->ob->interned;
    if ((t->filled + 1) * 3 > t->capacity * 2) grow(p);
    uint64_t at = (uint64_t)str_hash(p, s) & (t->capacity - 1);
    /* A place that was left is taken again: a name that comes and goes would leave one each time. */
    while (t->slots[at] && t->slots[at] != deleted_mark(t)) at = (at + 1) & (t->capacity - 1);
    t->filled += t->slots[at] == NULL;
    t->slots[at] = s;
    t->used++;
}

Ob *intern_find(Proc *p, Ob *s) {
    Ob **slot = find_slot(p, s);
    return slot ? *slot : NULL;
}

void intern_remove(Proc *p, Ob *s) {
    InternTable *t = p->ob->interned;
    Ob **slot = find_slot(p, s);
    if (!slot || *slot != s) return;
    *slot = deleted_mark(t);
    t->used--;
    ((StrOb *)s)->state &= ~(uint32_t)STR_INTERNED_MASK;
}

Ob *intern_next(const Proc *p, uint64_t *position) {
    InternTable *t = p->ob->interned;
    while (*position < t->capacity) {
        Ob *s = t->slots[(*position)++];
        if (s && s != deleted_mark(t)) return s;
    }
    return NULL;
}

static void set_state(Ob *s, uint32_t interned) {
    StrOb *o = (StrOb *)s;
    o->state = (o->state & ~(uint32_t)STR_INTERNED_MASK) | interned;
}

static void make_immortal(Proc *p, Ob *s) {
    if (s->ob_refcnt < p->s->profile.immortal_refcnt) s->ob_refcnt = p->s->profile.immortal_refcnt;
    set_state(s, 2);
}

static Ob *intern_as(Proc *p, Ob *s, bool immortal) {
    if (!ob_is_exact(p, s, TYPE_STR)) return s;
    immortal = immortal || py_immortal_interned_all(p);
    if (str_is_interned(s)) {
        if (immortal && py_immortal(p)) make_immortal(p, s);
        return s;
    }
    Ob **slot = find_slot(p, s);
    if (slot) {
        Ob *known = *slot;
        if (immortal && py_immortal(p)) make_immortal(p, known);
        img_emit(p, EV_REUSE, REUSE_INTERNED, 0, known, known->ob_type, 0);
        ob_incref(p, known);
        ob_decref(p, s);
        return known;
    }
    insert(p, s);
    if (immortal && py_immortal(p)) {
        make_immortal(p, s);
    } else {
        set_state(s, 1);
    }
    ob_slot(p, s, NULL, SLOT_INTERNED, 0);
    return s;
}

Ob *str_intern(Proc *p, Ob *s) { return intern_as(p, s, false); }
Ob *str_intern_name(Proc *p, Ob *s) { return intern_as(p, s, true); }

/* The interned string of an ASCII text, without making one to look with; NULL when there is none.
 */
static Ob *find_text(Proc *p, const char *text, size_t len) {
    InternTable *t = p->ob->interned;
    uint64_t mask = t->capacity - 1;
    int64_t hash = hash_bytes(p, text, len);
    for (uint64_t at = (uint64_t)hash & mask; t->slots[at]; at = (at + 1) & mask) {
        Ob *other = t->slots[at];
        if (other == deleted_mark(t) || ((StrOb *)other)->hash != hash) continue;
        if (str_eq_cstr(p, other, text)) return other;
    }
    return NULL;
}

/* The engine's own names are static strings in CPython (_Py_ID): asking for a known one allocates
 * nothing. */
Ob *str_interned_cstr(Proc *p, const char *text) {
    Ob *known = find_text(p, text, strlen(text));
    if (known) {
        if (py_immortal(p)) make_immortal(p, known);
        return ob_newref(p, known);
    }
    Ob *s = str_from_cstr(p, text);
    return s ? str_intern_name(p, s) : NULL;
}

void intern_boot(Proc *p) {
    p->ob->interned = img_carve(p, SEG_TEXT, sizeof(InternTable), 16);
    grow(p);
}
