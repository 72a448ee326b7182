/* list_sort.c - Timsort (Objects/listobject.c and listsort.txt).
 *
 * Entry: list_sort. The order of comparisons is that of CPython, so that a program which prints in
 * __lt__ prints the same. While sorting, the list is empty: code that runs in a comparison sees
 * that, and a list that changed meanwhile is an error. Arrays: the list's items, or with a key
 * function the keys, whose values move along. */
#include <string.h>

#include "object/container/list_internal.h"
#include "object/protocol/abstract.h"

typedef struct SortSlice { /* keys decide, values (or NULL) follow */
    Ob **keys, **values;
} SortSlice;

enum { MAX_MERGE_PENDING = 85, MIN_GALLOP = 7, MERGESTATE_TEMP_SIZE = 256 };

typedef struct Run {
    SortSlice base;
    int64_t len;
    int power;
} Run;

/* A sort takes several times the stack of other operations: it counts as so many levels. */
enum { SORT_NESTS = 4 };

typedef struct MergeState {
    int64_t min_gallop;
    SortSlice temp; /* merge space: `room` keys, then with values as many values */
    int64_t room;
    Ob **block; /* memory of `temp`, NULL while the small one does */
    int n;
    Run pending[MAX_MERGE_PENDING];
    SortSlice list;
    int64_t list_len;
    bool powersort; /* 3.11+: how runs are chosen for merging */
    Ob *small[MERGESTATE_TEMP_SIZE];
} MergeState;

/* a < b: 1, 0, or -1 with an exception. */
/* Of one type they are compared without counting the level (unsafe_object_compare). */
static int less(Proc *p, Ob *a, Ob *b) {
    if (a->ob_type != b->ob_type || !(a->ob_type->flags & TYPE_HEAP) ||
        !py_sort_compares_directly(p))
        return ob_richcompare_bool(p, a, b, CMP_LT);
    Ob *answer = ob_richcompare_uncounted(p, a, b, CMP_LT);
    int truth = answer ? ob_is_true(p, answer) : -1;
    ob_xdecref(p, answer);
    return truth;
}

OURO_INLINE void slice_copy(SortSlice to, int64_t i, SortSlice from, int64_t j) {
    to.keys[i] = from.keys[j];
    if (to.values) to.values[i] = from.values[j];
}
static void slice_move(SortSlice to, int64_t i, SortSlice from, int64_t j, int64_t n) {
    if (n <= 0) return;
    memmove(to.keys + i, from.keys + j, (size_t)n * sizeof(Ob *));
    if (to.values) memmove(to.values + i, from.values + j, (size_t)n * sizeof(Ob *));
}
static SortSlice slice_at(SortSlice s, int64_t i) {
    return (SortSlice){s.keys + i, s.values ? s.values + i : NULL};
}
static void reverse_array(Ob **items, int64_t n) {
    for (int64_t i = 0, j = n - 1; i < j; i++, j--) {
        Ob *item = items[i];
        items[i] = items[j];
        items[j] = item;
    }
}
static void slice_reverse(SortSlice s, int64_t n) {
    reverse_array(s.keys, n);
    if (s.values) reverse_array(s.values, n);
}

/* Insert items start .. n into the sorted ones before them. */
static int binary_sort(Proc *p, SortSlice s, int64_t n, int64_t start) {
    if (start == 0) start = 1;
    for (; start < n; start++) {
        int64_t l = 0, r = start;
        Ob *pivot = s.keys[start];
        do {
            int64_t mid = l + ((r - l) >> 1);
            int lt = less(p, pivot, s.keys[mid]);
            if (lt < 0) return -1;
            if (lt)
                r = mid;
            else
                l = mid + 1;
        } while (l < r);
        Ob *value = s.values ? s.values[start] : NULL;
        slice_move(s, l + 1, s, l, start - l);
        s.keys[l] = pivot;
        if (s.values) s.values[l] = value;
    }
    return 0;
}

/* count_run: length of the run at the start, which is rising on return; -1 error. A run either does
 * not fall, or falls strictly: then reversing it keeps equal items in order. */
static int64_t count_run(Proc *p, SortSlice s, int64_t n) {
    if (n < 2) return n;
    int lt = less(p, s.keys[1], s.keys[0]);
    if (lt < 0) return -1;
    int64_t len = 2;
    for (; len < n; len++) {
        int falls = less(p, s.keys[len], s.keys[len - 1]);
        if (falls < 0) return -1;
        if (falls != lt) break;
    }
    if (lt) slice_reverse(s, len);
    return len;
}

/* count_run of 3.13: equal neighbours may stand in a falling run, too. They are reversed among
 * themselves first, so that reversing the whole run puts them back in order. */
static int64_t count_run_equal(Proc *p, SortSlice s, int64_t n) {
    int64_t len = 1, equal = 0;
    int lt = 0;
    for (; len < n; len++) {
        lt = less(p, s.keys[len], s.keys[len - 1]);
        if (lt < 0) return -1;
        if (lt) break;
    }
    if (len == n) return n;
    if (len > 1) {
        lt = less(p, s.keys[0], s.keys[len - 1]);
        if (lt) return lt < 0 ? -1 : len;
        slice_reverse(s, len);
    }
    for (len++; len < n; len++) {
        lt = less(p, s.keys[len], s.keys[len - 1]);
        if (lt < 0) return -1;
        if (lt) {
            if (equal) slice_reverse(slice_at(s, len - equal - 1), equal + 1);
            equal = 0;
            continue;
        }
        lt = less(p, s.keys[len - 1], s.keys[len]);
        if (lt < 0) return -1;
        if (lt) break;
        equal++;
    }
    if (equal) slice_reverse(slice_at(s, len - equal - 1), equal + 1);
    slice_reverse(s, len);
    for (; len < n; len++) {
        lt = less(p, s.keys[len], s.keys[len - 1]);
        if (lt < 0) return -1;
        if (lt) break;
    }
    return len;
}

/* Where `key` belongs among the n sorted keys a, left of equal ones; `hint` is a good first guess.
 */
static int64_t gallop_left(Proc *p, Ob *key, Ob **a, int64_t n, int64_t hint) {
    int64_t last = 0, ofs = 1;
    a += hint;
    int lt = less(p, *a, key);
    if (lt < 0) return -1;
    if (lt) {
        int64_t max = n - hint;
        while (ofs < max) {
            lt = less(p, a[ofs], key);
            if (lt < 0) return -1;
            if (!lt) break;
            last = ofs;
            ofs = (ofs << 1) + 1;
        }
        if (ofs > max) ofs = max;
        last += hint;
        ofs += hint;
    } else {
        int64_t max = hint + 1;
        while (ofs < max) {
            lt = less(p, *(a - ofs), key);
            if (lt < 0) return -1;
            if (lt) break;
            last = ofs;
            ofs = (ofs << 1) + 1;
        }
        if (ofs > max) ofs = max;
        int64_t k = last;
        last = hint - ofs;
        ofs = hint - k;
    }
    a -= hint;
    for (last++; last < ofs;) {
        int64_t mid = last + ((ofs - last) >> 1);
        lt = less(p, a[mid], key);
        if (lt < 0) return -1;
        if (lt)
            last = mid + 1;
        else
            ofs = mid;
    }
    return ofs;
}

/* The same, right of equal ones. */
static int64_t gallop_right(Proc *p, Ob *key, Ob **a, int64_t n, int64_t hint) {
    int64_t last = 0, ofs = 1;
    a += hint;
    int lt = less(p, key, *a);
    if (lt < 0) return -1;
    if (lt) {
        int64_t max = hint + 1;
        while (ofs < max) {
            lt = less(p, key, *(a - ofs));
            if (lt < 0) return -1;
            if (!lt) break;
            last = ofs;
            ofs = (ofs << 1) + 1;
        }
        if (ofs > max) ofs = max;
        int64_t k = last;
        last = hint - ofs;
        ofs = hint - k;
    } else {
        int64_t max = n - hint;
        while (ofs < max) {
            lt = less(p, key, a[ofs]);
            if (lt < 0) return -1;
            if (lt) break;
            last = ofs;
            ofs = (ofs << 1) + 1;
        }
        if (ofs > max) ofs = max;
        last += hint;
        ofs += hint;
    }
    a -= hint;
    for (last++; last < ofs;) {
        int64_t mid = last + ((ofs - last) >> 1);
        lt = less(p, key, a[mid]);
        if (lt < 0) return -1;
        if (lt)
            ofs = mid;
        else
            last = mid + 1;
    }
    return ofs;
}

static void merge_freemem(Proc *p, MergeState *ms) {
    mem_free(p, ms->block);
    ms->block = NULL;
}

static int merge_getmem(Proc *p, MergeState *ms, int64_t need) {
    if (need <= ms->room) return 0;
    int64_t both = ms->temp.values ? 2 : 1;
    merge_freemem(p, ms);
    ms->block = refs_alloc(p, need * both, BLOCK_OTHER);
    if (!ms->block) {
        ms->room = 0;
        return -1;
    }
    ms->room = need;
    ms->temp.keys = ms->block;
    if (both == 2) ms->temp.values = ms->block + need;
    return 0;
}

/* Merge two neighbouring runs, the first being the shorter one; it goes to the merge space. */
static int merge_low(Proc *p, MergeState *ms, SortSlice a, int64_t na, SortSlice b, int64_t nb) {
    int status = -1;
    int64_t k, min_gallop = ms->min_gallop;
    if (merge_getmem(p, ms, na) < 0) return -1;
    slice_move(ms->temp, 0, a, 0, na);
    SortSlice dest = a;
    a = ms->temp;
#define NEXT(slice, by) (slice = slice_at(slice, by))
    slice_copy(dest, 0, b, 0);
    NEXT(dest, 1), NEXT(b, 1);
    if (--nb == 0) goto succeed;
    if (na == 1) goto copy_b;
    for (;;) {
        int64_t acount = 0, bcount = 0;
        for (;;) { /* one pair at a time until one run wins often */
            k = less(p, b.keys[0], a.keys[0]);
            if (k < 0) goto fail;
            if (k) {
                slice_copy(dest, 0, b, 0);
                NEXT(dest, 1), NEXT(b, 1);
                bcount++, acount = 0;
                if (--nb == 0) goto succeed;
                if (bcount >= min_gallop) break;
            } else {
                slice_copy(dest, 0, a, 0);
                NEXT(dest, 1), NEXT(a, 1);
                acount++, bcount = 0;
                if (--na == 1) goto copy_b;
                if (acount >= min_gallop) break;
            }
        }
        ++min_gallop;
        do { /* galloping */
            min_gallop -= min_gallop > 1;
            ms->min_gallop = min_gallop;
            k = gallop_right(p, b.keys[0], a.keys, na, 0);
            acount = k;
            if (k) {
                if (k < 0) goto fail;
                slice_move(dest, 0, a, 0, k);
                NEXT(dest, k), NEXT(a, k);
                na -= k;
                if (na == 1) goto copy_b;
                if (na == 0) goto succeed; /* only with a comparison that is inconsistent */
            }
            slice_copy(dest, 0, b, 0);
            NEXT(dest, 1), NEXT(b, 1);
            if (--nb == 0) goto succeed;
            k = gallop_left(p, a.keys[0], b.keys, nb, 0);
            bcount = k;
            if (k) {
                if (k < 0) goto fail;
                slice_move(dest, 0, b, 0, k);
                NEXT(dest, k), NEXT(b, k);
                nb -= k;
                if (nb == 0) goto succeed;
            }
            slice_copy(dest, 0, a, 0);
            NEXT(dest, 1), NEXT(a, 1);
            if (--na == 1) goto copy_b;
        } while (acount >= MIN_GALLOP || bcount >= MIN_GALLOP);
        ++min_gallop;
        ms->min_gallop = min_gallop;
    }
succeed:
    status = 0;
fail:
    slice_move(dest, 0, a, 0, na);
    return status;
copy_b: /* the last item of a belongs behind all of b */
    slice_move(dest, 0, b, 0, nb);
    slice_copy(dest, nb, a, 0);
    return 0;
}

/* The same when the second run is the shorter one: from the end. */
static int merge_high(Proc *p, MergeState *ms, SortSlice a, int64_t na, SortSlice b, int64_t nb) {
    int status = -1;
    int64_t k, min_gallop = ms->min_gallop;
    if (merge_getmem(p, ms, nb) < 0) return -1;
    SortSlice dest = slice_at(b, nb - 1), base_a = a, base_b = ms->temp;
    slice_move(ms->temp, 0, b, 0, nb);
    b = slice_at(ms->temp, nb - 1);
    a = slice_at(a, na - 1);
    slice_copy(dest, 0, a, 0);
    NEXT(dest, -1), NEXT(a, -1);
    if (--na == 0) goto succeed;
    if (nb == 1) goto copy_a;
    for (;;) {
        int64_t acount = 0, bcount = 0;
        for (;;) {
            k = less(p, b.keys[0], a.keys[0]);
            if (k < 0) goto fail;
            if (k) {
                slice_copy(dest, 0, a, 0);
                NEXT(dest, -1), NEXT(a, -1);
                acount++, bcount = 0;
                if (--na == 0) goto succeed;
                if (acount >= min_gallop) break;
            } else {
                slice_copy(dest, 0, b, 0);
                NEXT(dest, -1), NEXT(b, -1);
                bcount++, acount = 0;
                if (--nb == 1) goto copy_a;
                if (bcount >= min_gallop) break;
            }
        }
        ++min_gallop;
        do {
            min_gallop -= min_gallop > 1;
            ms->min_gallop = min_gallop;
            k = gallop_right(p, b.keys[0], base_a.keys, na, na - 1);
            if (k < 0) goto fail;
            k = na - k;
            acount = k;
            if (k) {
                NEXT(dest, -k), NEXT(a, -k);
                slice_move(dest, 1, a, 1, k);
                na -= k;
                if (na == 0) goto succeed;
            }
            slice_copy(dest, 0, b, 0);
            NEXT(dest, -1), NEXT(b, -1);
            if (--nb == 1) goto copy_a;
            k = gallop_left(p, a.keys[0], base_b.keys, nb, nb - 1);
            if (k < 0) goto fail;
            k = nb - k;
            bcount = k;
            if (k) {
                NEXT(dest, -k), NEXT(b, -k);
                slice_move(dest, 1, b, 1, k);
                nb -= k;
                if (nb == 1) goto copy_a;
                if (nb == 0) goto succeed; /* only with a comparison that is inconsistent */
            }
            slice_copy(dest, 0, a, 0);
            NEXT(dest, -1), NEXT(a, -1);
            if (--na == 0) goto succeed;
        } while (acount >= MIN_GALLOP || bcount >= MIN_GALLOP);
        ++min_gallop;
        ms->min_gallop = min_gallop;
    }
succeed:
    status = 0;
fail:
    if (nb) slice_move(slice_at(dest, -(nb - 1)), 0, base_b, 0, nb);
    return status;
copy_a: /* the first item of b belongs before all of a */
    NEXT(dest, -na), NEXT(a, -na);
    slice_move(dest, 1, a, 1, na);
    slice_copy(dest, 0, b, 0);
    return 0;
#undef NEXT
}

static int merge_at(Proc *p, MergeState *ms, int i) {
    Run *run = ms->pending;
    SortSlice a = run[i].base, b = run[i + 1].base;
    int64_t na = run[i].len, nb = run[i + 1].len;
    run[i].len = na + nb;
    if (i == ms->n - 3) run[i + 1] = run[i + 2];
    ms->n--;
    /* What is in place already needs no merging. */
    int64_t k = gallop_right(p, b.keys[0], a.keys, na, 0);
    if (k < 0) return -1;
    a = slice_at(a, k);
    na -= k;
    if (na == 0) return 0;
    nb = gallop_left(p, a.keys[na - 1], b.keys, nb, nb - 1);
    if (nb <= 0) return (int)nb;
    return na <= nb ? merge_low(p, ms, a, na, b, nb) : merge_high(p, ms, a, na, b, nb);
}

/* merge_collapse (<= 3.10): keep the lengths of pending runs falling like Fibonacci numbers. */
static int merge_collapse(Proc *p, MergeState *ms) {
    Run *run = ms->pending;
    while (ms->n > 1) {
        int n = ms->n - 2;
        if ((n > 0 && run[n - 1].len <= run[n].len + run[n + 1].len) ||
            (n > 1 && run[n - 2].len <= run[n - 1].len + run[n].len)) {
            if (run[n - 1].len < run[n + 1].len) --n;
        } else if (run[n].len > run[n + 1].len) {
            break;
        }
        if (merge_at(p, ms, n) < 0) return -1;
    }
    return 0;
}

/* powerloop (3.11+): the level in the ideal merge tree between two neighbouring runs. */
static int power_of(int64_t s1, int64_t n1, int64_t n2, int64_t n) {
    int result = 0;
    int64_t a = 2 * s1 + n1, b = a + n1 + n2;
    for (;;) {
        ++result;
        if (a >= n) {
            a -= n;
            b -= n;
        } else if (b >= n) {
            return result;
        }
        a <<= 1;
        b <<= 1;
    }
}

static int found_new_run(Proc *p, MergeState *ms, int64_t n2) {
    if (!ms->powersort || !ms->n) return 0;
    Run *run = ms->pending;
    int64_t s1 = run[ms->n - 1].base.keys - ms->list.keys;
    int power = power_of(s1, run[ms->n - 1].len, n2, ms->list_len);
    while (ms->n > 1 && run[ms->n - 2].power > power) {
        if (merge_at(p, ms, ms->n - 2) < 0) return -1;
    }
    run[ms->n - 1].power = power;
    return 0;
}

static int merge_force_collapse(Proc *p, MergeState *ms) {
    Run *run = ms->pending;
    while (ms->n > 1) {
        int n = ms->n - 2;
        if (n > 0 && run[n - 1].len < run[n + 1].len) --n;
        if (merge_at(p, ms, n) < 0) return -1;
    }
    return 0;
}

static int64_t min_run(int64_t n) {
    int64_t r = 0;
    while (n >= 64) {
        r |= n & 1;
        n >>= 1;
    }
    return n + r;
}

static int sort_slice(Proc *p, SortSlice s, int64_t n) {
    for (int i = 0; i < SORT_NESTS; i++) img_nest(p);
    MergeState ms;
    ms.min_gallop = MIN_GALLOP;
    ms.block = NULL;
    ms.n = 0;
    ms.list = s;
    ms.list_len = n;
    ms.powersort = py_sort_powersort(p);
    ms.room = s.values ? MERGESTATE_TEMP_SIZE / 2 : MERGESTATE_TEMP_SIZE;
    if (s.values && n < MERGESTATE_TEMP_SIZE) ms.room = min_i64(ms.room, (n + 1) / 2);
    ms.temp = (SortSlice){ms.small, s.values ? ms.small + ms.room : NULL};
    int status = 0;
    int64_t left = n, least = min_run(n);
    while (left && status == 0) {
        int64_t len = py_sort_equal_runs(p) ? count_run_equal(p, s, left) : count_run(p, s, left);
        if (len < 0) {
            status = -1;
            break;
        }
        if (len < least) {
            int64_t force = min_i64(left, least);
            if (binary_sort(p, slice_at(s, 0), force, len) < 0) {
                status = -1;
                break;
            }
            len = force;
        }
        status = found_new_run(p, &ms, len);
        if (status == 0) {
            ms.pending[ms.n].base = s;
            ms.pending[ms.n++].len = len;
            if (!ms.powersort) status = merge_collapse(p, &ms);
        }
        s = slice_at(s, len);
        left -= len;
    }
    if (status == 0) status = merge_force_collapse(p, &ms);
    merge_freemem(p, &ms);
    for (int i = 0; i < SORT_NESTS; i++) img_unnest(p);
    return status;
}

enum {
    FEW_KEYS = 127
}; /* fewer than half of the merge state's own room lie in it (MERGESTATE_TEMP_SIZE) */

static void free_keys(Proc *p, Ob **keys, Ob **few) {
    if (keys != few) mem_free(p, keys);
}

/* key(item) for each item, into `few` or a new array (in the image); NULL with an exception. */
static Ob **make_keys(Proc *p, Ob *key, Ob **items, int64_t n, Ob **few) {
    Ob **keys = n <= FEW_KEYS ? few : refs_alloc(p, n, BLOCK_OTHER);
    if (!keys) return NULL;
    for (int64_t i = 0; i < n; i++) {
        keys[i] = ob_call(p, key, &items[i], 1, NULL);
        if (keys[i]) continue;
        while (i-- > 0) ob_decref(p, keys[i]);
        free_keys(p, keys, few);
        return NULL;
    }
    return keys;
}

int list_sort(Proc *p, Ob *o, Ob *key, bool reverse) {
    ListOb *l = (ListOb *)o;
    if (key == OB_NONE(p)) key = NULL;
    /* Take the items out: whoever looks meanwhile sees an empty list. allocated = -1 tells a
     * change. */
    Ob **items = l->ob_item;
    int64_t n = l->base.ob_size, allocated = l->allocated;
    l->base.ob_size = 0;
    l->ob_item = NULL;
    l->allocated = -1;

    int status = 0;
    SortSlice s = {items, NULL};
    Ob **keys = NULL, *few[FEW_KEYS];
    if (key && n > 0) {
        keys = make_keys(p, key, items, n, few);
        if (!keys) status = -1;
        s = (SortSlice){keys, items};
    }
    if (status == 0 && n > 1) {
        /* Reversing before and after keeps equal items in their order. */
        if (reverse) slice_reverse(s, n);
        status = sort_slice(p, s, n);
        if (reverse) slice_reverse(s, n);
    }
    if (keys) {
        for (int64_t i = 0; i < n; i++) ob_decref(p, keys[i]);
        free_keys(p, keys, few);
    }
    if (l->allocated != -1 && status == 0) {
        err_format(p, EXC_ValueError, "list modified during sort");
        status = -1;
    }
    Ob **other = l->ob_item;
    int64_t other_n = l->base.ob_size;
    l->ob_item = items;
    l->base.ob_size = n;
    l->allocated = allocated;
    if (other) {
        while (other_n-- > 0) ob_decref(p, other[other_n]);
        mem_free(p, other);
    }
    return status;
}
