/* memory_items.c - what a memoryview shows: items in their format, slices, comparison, iteration
 * (Objects/memoryobject.c: unpack_single, pack_single, memory_subscript, memory_richcompare). */
#include <string.h>

#include "object/container/iterators.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/core/singletons.h"
#include "object/number/bool.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/bytes.h"
#include "object/text/memory_internal.h"
#include "object/text/siphash.h"
#include "object/text/str.h"

/* ---- formats --------------------------------------------------------------------------------- */

int64_t format_size(int64_t format) {
    switch (format) {
    case 'c':
    case 'b':
    case 'B':
    case '?': return 1;
    case 'h':
    case 'H': return 2;
    case 'i':
    case 'I':
    case 'f': return 4;
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'n':
    case 'N':
    case 'P':
    case 'd': return 8;
    default: return 0;
    }
}

static bool is_signed(int64_t format) { return strchr("bhilqn", (int)format) != NULL; }

/* The bytes as a number; from a signed format with its sign in the upper bits. */
static uint64_t read_word(const uint8_t *at, int64_t format) {
    int64_t size = format_size(format);
    uint64_t word = 0;
    memcpy(&word, at, (size_t)size);
    unsigned shift = (unsigned)(64 - 8 * size);
    if (is_signed(format) && word >> (8 * size - 1) & 1 && shift)
        word |= ~UINT64_C(0) << (8 * size);
    return word;
}

static double read_double(const uint8_t *at, int64_t format) {
    float small;
    double large;
    if (format == 'f') {
        memcpy(&small, at, sizeof small);
        return (double)small;
    }
    memcpy(&large, at, sizeof large);
    return large;
}

static const uint8_t *place_at(const MemoryViewOb *view, int64_t i) {
    return view->view.buf + i * view->ob_array[VIEW_STRIDE];
}

Ob *memory_item(Proc *p, const MemoryViewOb *view, int64_t i) {
    const uint8_t *at = place_at(view, i);
    int64_t format = view->view.format;
    if (format == 'c') return bytes_new(p, at, 1);
    if (format == '?') return bool_from(p, *at != 0);
    if (format == 'f' || format == 'd') return float_new(p, read_double(at, format));
    uint64_t word = read_word(at, format);
    return is_signed(format) ? int_from_i64(p, (int64_t)word) : int_from_u64(p, word);
}

static int refuse(Proc *p, const MemoryViewOb *view, const char *what) {
    err_format(p, what[0] == 't' ? EXC_TypeError : EXC_ValueError,
               "memoryview: invalid %s for format '%c'", what, (int)view->view.format);
    return -1;
}

/* An int of 64 bits without a sign; false when it has more. */
static bool unsigned_word(const Ob *o, uint64_t *word) {
    if (int_sign(o) < 0 || int_bit_length(o) > 64) return false;
    *word = 0;
    for (int64_t i = int_digit_count(o); i-- > 0;)
        *word = *word << 30 | ((const IntOb *)o)->ob_digit[i];
    return true;
}

/* An int for the format into *word: 0, -1. */
static int int_for(Proc *p, const MemoryViewOb *view, Ob *value, uint64_t *word) {
    int64_t format = view->view.format, bits = 8 * format_size(format), number = 0;
    if (!ob_has_index(value)) return refuse(p, view, "type");
    Ob *index = ob_index(p, value);
    if (!index) return -1;
    bool fits, low = int_as_i64(p, index, &number);
    if (is_signed(format)) {
        fits = low && (bits == 64 || (number >= -(INT64_C(1) << (bits - 1)) &&
                                      number < INT64_C(1) << (bits - 1)));
        *word = (uint64_t)number;
    } else {
        fits = low && number >= 0 && (bits == 64 || number >> bits == 0);
        *word = (uint64_t)number;
        if (bits == 64 && !low) fits = unsigned_word(index, word);
    }
    ob_decref(p, index);
    return fits ? 0 : refuse(p, view, "value");
}

static int pack(Proc *p, MemoryViewOb *view, int64_t i, Ob *value) {
    int64_t format = view->view.format;
    uint8_t bytes[8];
    uint64_t word = 0;
    if (format == 'c') {
        if (!ob_is(value, TYPE_BYTES)) return refuse(p, view, "type");
        if (bytes_len(value) != 1) return refuse(p, view, "value");
        bytes[0] = bytes_data(value)[0];
    } else if (format == '?') {
        int truth = ob_is_true(p, value);
        if (truth < 0) return -1;
        bytes[0] = (uint8_t)truth;
    } else if (format == 'f' || format == 'd') {
        if (!ob_is(value, TYPE_FLOAT) && !ob_is(value, TYPE_INT)) return refuse(p, view, "type");
        double number = ob_is(value, TYPE_FLOAT) ? float_value(value) : int_as_double(p, value);
        if (number == -1.0 && err_occurred(p)) return -1;
        float small = (float)number;
        memcpy(bytes, format == 'f' ? (void *)&small : (void *)&number,
               (size_t)format_size(format));
    } else {
        if (int_for(p, view, value, &word) < 0) return -1;
        memcpy(bytes, &word, sizeof word);
    }
    /* The program's code may have run: the view may have been released. */
    if (!memory_view_alive(p, &view->base.ob)) return -1;
    memcpy(view->view.buf + i * view->ob_array[VIEW_STRIDE], bytes, (size_t)format_size(format));
    return 0;
}

/* ---- items and slices ------------------------------------------------------------------------ */

/* Where an index leads, or -1 with an exception. */
static int64_t index_of(Proc *p, const MemoryViewOb *view, Ob *key) {
    int64_t i, n = view->ob_array[VIEW_SHAPE];
    if (ob_as_ssize(p, key, &i) < 0) return -1;
    if (!memory_view_alive(p, &view->base.ob)) return -1;
    if (i < 0) i += n;
    if (i >= 0 && i < n) return i;
    err_format(p, EXC_IndexError, "index out of bounds on dimension 1");
    return -1;
}

static Ob *sliced(Proc *p, Ob *o, Ob *key) {
    int64_t start, stop, step;
    if (slice_unpack(p, key, &start, &stop, &step) < 0) return NULL;
    Ob *part = memory_view_alive(p, o) ? memory_view_like(p, (MemoryViewOb *)o) : NULL;
    if (!part) return NULL;
    MemoryViewOb *view = (MemoryViewOb *)part;
    int64_t count = slice_adjust(view->ob_array[VIEW_SHAPE], &start, &stop, step);
    if (view->view.buf) view->view.buf += start * view->ob_array[VIEW_STRIDE];
    view->ob_array[VIEW_SHAPE] = count;
    view->ob_array[VIEW_STRIDE] *= step;
    view->view.len = count * view->view.itemsize;
    return part;
}

/* A tuple of indices is one index here; false with an exception. */
static bool one_index(Proc *p, Ob **key) {
    if (!ob_is(*key, TYPE_TUPLE)) return true;
    bool numbers = true;
    for (int64_t i = 0; i < tuple_size(*key); i++) numbers &= ob_has_index(tuple_item(*key, i));
    if (!numbers) {
        err_format(p, EXC_TypeError, "memoryview: invalid slice key");
        return false;
    }
    if (tuple_size(*key) == 1) {
        *key = tuple_item(*key, 0);
        return true;
    }
    if (tuple_size(*key) < 1)
        err_format(p, EXC_NotImplementedError, "sub-views are not implemented");
    else
        err_format(p, EXC_TypeError, "cannot index 1-dimension view with %zd-element tuple",
                   tuple_size(*key));
    return false;
}

/* is_multislice: slices of several dimensions. */
static bool is_many_slices(const Ob *key) {
    if (!ob_is(key, TYPE_TUPLE) || tuple_size(key) == 0) return false;
    for (int64_t i = 0; i < tuple_size(key); i++)
        if (!ob_is(tuple_item(key, i), TYPE_SLICE)) return false;
    return true;
}

Ob *memory_view_getitem(Proc *p, Ob *o, Ob *key) {
    if (!memory_view_alive(p, o)) return NULL;
    if (ob_is(key, TYPE_SLICE)) return sliced(p, o, key);
    if (is_many_slices(key))
        return err_format(p, EXC_NotImplementedError,
                          "multi-dimensional slicing is not implemented");
    if (!one_index(p, &key)) return NULL;
    if (!ob_has_index(key)) return err_format(p, EXC_TypeError, "memoryview: invalid slice key");
    const MemoryViewOb *view = (MemoryViewOb *)o;
    int64_t i = index_of(p, view, key);
    return i < 0 ? NULL : memory_item(p, view, i);
}

/* o[slice] = what has as many items of the same format. */
static int set_slice(Proc *p, Ob *o, Ob *key, Ob *value) {
    ByteSpan by;
    if (!ob_has_buffer(value)) return byte_span(p, value, &by) ? 0 : -1;
    int64_t format = ob_is(value, TYPE_MEMORYVIEW) ? ((MemoryViewOb *)value)->view.format : 'B';
    /* A copy first: the two may lie over each other. */
    Ob *copy = ob_is(value, TYPE_MEMORYVIEW) ? memory_view_bytes(p, value) : ob_newref(p, value);
    Ob *part = copy ? sliced(p, o, key) : NULL;
    int status = part ? 0 : -1;
    if (part) {
        MemoryViewOb *view = (MemoryViewOb *)part;
        by = bytes_span(copy);
        if (format != view->view.format || by.len != view->view.len) {
            err_format(p, EXC_ValueError,
                       "memoryview assignment: lvalue and rvalue have different structures");
            status = -1;
        }
        int64_t size = view->view.itemsize, stride = view->ob_array[VIEW_STRIDE];
        bool row = memory_view_in_row(part);
        if (status == 0 && row && by.len) memmove(view->view.buf, by.data, (size_t)by.len);
        for (int64_t i = 0; status == 0 && !row && i < view->ob_array[VIEW_SHAPE]; i++)
            memmove(view->view.buf + i * stride, by.data + i * size, (size_t)size);
        ob_decref(p, part);
    }
    ob_xdecref(p, copy);
    return status;
}

int memory_view_setitem(Proc *p, Ob *o, Ob *key, Ob *value) {
    MemoryViewOb *view = (MemoryViewOb *)o;
    if (!memory_view_alive(p, o)) return -1;
    if (view->view.readonly || !value) {
        err_format(p, EXC_TypeError,
                   view->view.readonly ? "cannot modify read-only memory" : "cannot delete memory");
        return -1;
    }
    if (ob_is(key, TYPE_SLICE)) return set_slice(p, o, key, value);
    if (is_many_slices(key)) {
        err_format(p, EXC_NotImplementedError,
                   "memoryview slice assignments are currently restricted to ndim = 1");
        return -1;
    }
    if (!one_index(p, &key)) return -1;
    if (!ob_has_index(key)) {
        err_format(p, EXC_TypeError, "memoryview: invalid slice key");
        return -1;
    }
    int64_t i = index_of(p, view, key);
    return i < 0 ? -1 : pack(p, view, i, value);
}

int64_t memory_view_length(Proc *p, Ob *o) {
    return memory_view_alive(p, o) ? ((MemoryViewOb *)o)->ob_array[VIEW_SHAPE] : -1;
}

/* ---- iteration ------------------------------------------------------------------------------- */

typedef struct MemoryIterOb {
    Ob base;
    int64_t index;
    Ob *seq; /* NULL: exhausted */
    int64_t length, format;
} MemoryIterOb;
_Static_assert(sizeof(MemoryIterOb) == 48, "memoryiterobject");

Ob *memory_view_iter(Proc *p, Ob *o) {
    if (!py_memory_iterator(p)) return seq_iterator_new(p, TYPE_SEQ_ITERATOR, o);
    if (!memory_view_alive(p, o)) return NULL;
    Ob *made = ob_alloc(p, type_of_id(p, TYPE_MEMORY_ITERATOR), sizeof(MemoryIterOb));
    if (!made) return NULL;
    MemoryIterOb *it = (MemoryIterOb *)made;
    it->length = ((MemoryViewOb *)o)->ob_array[VIEW_SHAPE];
    it->format = ((MemoryViewOb *)o)->view.format;
    field_hold(p, &it->seq, o, it, SLOT_SELF, 0);
    ob_gc_track(p, made);
    return made;
}

static Ob *memory_next(Proc *p, Ob *o) {
    MemoryIterOb *it = (MemoryIterOb *)o;
    if (!it->seq) return NULL;
    if (it->index < it->length) {
        const MemoryViewOb *view = (MemoryViewOb *)it->seq;
        return memory_view_alive(p, it->seq) ? memory_item(p, view, it->index++) : NULL;
    }
    field_clear(p, &it->seq, it, SLOT_SELF, 0);
    return NULL;
}

static void memory_iterator_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    field_clear(p, &((MemoryIterOb *)o)->seq, o, SLOT_SELF, 0);
    ob_free(p, o);
}

static int memory_iterator_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    return field_visit(p, ((MemoryIterOb *)o)->seq, visit, arg);
}

const TypeOps memory_iterator_ops = {
    .dealloc = memory_iterator_dealloc,
    .traverse = memory_iterator_traverse,
    .iter = iterator_self,
    .iternext = memory_next,
};

/* ---- the whole ------------------------------------------------------------------------------- */

Ob *memory_view_repr(Proc *p, Ob *o) {
    bool released = (((MemoryViewOb *)o)->flags & VIEW_RELEASED) != 0;
    return str_format(p, released ? "<released memory at 0x%zx>" : "<memory at 0x%zx>",
                      (size_t)img_vaddr(p, o));
}

int64_t memory_view_hash(Proc *p, Ob *o) {
    MemoryViewOb *view = (MemoryViewOb *)o;
    if (view->hash != -1) return view->hash;
    if (!memory_view_alive(p, o)) return -1;
    if (!view->view.readonly) {
        err_format(p, EXC_ValueError, "cannot hash writable memoryview object");
        return -1;
    }
    if (!strchr("Bbc", (int)view->view.format)) {
        err_format(p, EXC_ValueError,
                   "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        return -1;
    }
    if (view->view.obj && ob_hash(p, view->view.obj) == -1) return -1;
    Ob *bytes = memory_view_bytes(p, o);
    if (!bytes) return -1;
    view->hash = hash_bytes(p, bytes_data(bytes), (size_t)bytes_len(bytes));
    ob_decref(p, bytes);
    return view->hash;
}

/* Items by value, whatever their formats: 1, 0. */
static bool same_item(const MemoryViewOb *a, const MemoryViewOb *b, int64_t i) {
    int64_t fa = a->view.format, fb = b->view.format;
    const uint8_t *at = place_at(a, i), *bt = place_at(b, i);
    if ((fa == 'c') != (fb == 'c')) return false;
    bool real_a = fa == 'f' || fa == 'd', real_b = fb == 'f' || fb == 'd';
    uint64_t wa = real_a ? 0 : read_word(at, fa), wb = real_b ? 0 : read_word(bt, fb);
    if (fa == '?') wa = wa != 0;
    if (fb == '?') wb = wb != 0;
    if (!real_a && !real_b) {
        bool below_a = is_signed(fa) && (int64_t)wa < 0, below_b = is_signed(fb) && (int64_t)wb < 0;
        return wa == wb && below_a == below_b;
    }
    double da = real_a ? read_double(at, fa) : is_signed(fa) ? (double)(int64_t)wa : (double)wa;
    double db = real_b ? read_double(bt, fb) : is_signed(fb) ? (double)(int64_t)wb : (double)wb;
    return da == db;
}

static bool equal_views(const MemoryViewOb *a, const MemoryViewOb *b) {
    if (a->ob_array[VIEW_SHAPE] != b->ob_array[VIEW_SHAPE]) return false;
    for (int64_t i = 0; i < a->ob_array[VIEW_SHAPE]; i++)
        if (!same_item(a, b, i)) return false;
    return true;
}

Ob *memory_view_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    const MemoryViewOb *view = (MemoryViewOb *)a;
    if (op != CMP_EQ && op != CMP_NE) return not_implemented(p);
    bool equal = a == b;
    if (view->flags & VIEW_RELEASED) return bool_from(p, equal == (op == CMP_EQ));
    if (!ob_has_buffer(b)) return not_implemented(p);
    MemoryViewOb other;
    if (ob_is(b, TYPE_MEMORYVIEW)) {
        other = *(MemoryViewOb *)b;
        if (other.flags & VIEW_RELEASED) return bool_from(p, equal == (op == CMP_EQ));
    } else {
        ByteSpan span = bytes_span(b);
        other = (MemoryViewOb){.view = {.buf = (uint8_t *)(uintptr_t)span.data, .format = 'B'},
                               .ob_array = {span.len, 1}};
    }
    return bool_from(p, equal_views(view, &other) == (op == CMP_EQ));
}
