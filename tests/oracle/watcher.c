/* watcher.c - what the memory of a real CPython looks like before each line of a program.
 *
 * watch.py builds this against the headers of one interpreter and preloads it into a run of that
 * interpreter. It does not trace: a tracer makes frame objects, line tables, bound methods, tuples and
 * other instructions, and memory is what is to be seen. The interpreter jumps from instruction to
 * instruction through the table opcode_targets; the entries of that table are replaced before the
 * program runs, so that each instruction passes by here first, with no object made and no reference
 * taken. A line begins where Python/ceval.c (maybe_call_line_trace) would tell a tracer so.
 *
 * Before the first line, free blocks and free pools are taken away for good, so that the program
 * finds a heap as empty as in the simulator. Each record is one line of JSON on the descriptor
 * WATCH_FD; record.py says what is kept of it. */
#define _GNU_SOURCE
#define PY_SSIZE_T_CLEAN
#define Py_BUILD_CORE_MODULE 1
#define Py_BUILD_CORE 1
#include <Python.h>
#include <frameobject.h>
#include <opcode.h>

#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define AT_LEAST(minor) (PY_VERSION_HEX >= (3 << 24 | (minor) << 16))
#if AT_LEAST(11)
#include "internal/pycore_frame.h"
#endif
#if AT_LEAST(9)
#include "internal/pycore_interp.h"
#endif
#if AT_LEAST(13)
#include "internal/pycore_dict.h"
#include "internal/pycore_obmalloc.h"
#endif
#if AT_LEAST(8)
#include "internal/pycore_pystate.h"
#elif AT_LEAST(7)
#include "internal/mem.h"
#include "internal/pystate.h"
#endif

enum { DEPTH = 3, MAX_OBJECTS = 6000, BUCKETS = 1 << 14, CLASSES = 32, ALIGNMENT_BYTES = 16 };

/* ---- words ----------------------------------------------------------------------------------- */

static char line_text[8 << 20];
static size_t line_length;
static int record_fd = -1;

static void put(const char *format, ...) {
    va_list args;
    va_start(args, format);
    if (line_length < sizeof line_text - 4096)
        line_length += (size_t)vsnprintf(line_text + line_length, 4096, format, args);
    va_end(args);
}

/* Bytes as characters up to U+00FF; record.py makes text of them again. */
static void put_bytes(const char *text, size_t length) {
    put("\"");
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 32 || c > 126 || c == '"' || c == '\\')
            put("\\u%04x", c);
        else
            put("%c", c);
    }
    put("\"");
}

static const char *ascii(PyObject *text, size_t *length) {
    if (!text || !PyUnicode_Check(text) || !PyUnicode_IS_COMPACT_ASCII(text)) return NULL;
    *length = (size_t)((PyASCIIObject *)text)->length;
    return (const char *)((PyASCIIObject *)text + 1);
}

static void put_str(PyObject *text) {
    size_t length = 0;
    const char *bytes = ascii(text, &length);
    put_bytes(bytes ? bytes : "?", bytes ? length : 1);
}

static void end_record(void) {
    for (size_t at = 0; at < line_length;) {
        long wrote = syscall(SYS_write, record_fd, line_text + at, line_length - at);
        if (wrote <= 0) _exit(99);
        at += (size_t)wrote;
    }
    line_length = 0;
}

static void give_up(const char *why) {
    dprintf(2, "watcher: %s\n", why);
    _exit(98);
}

/* What the program wrote since the last record. It believes to write to a terminal. */
static char written[1 << 16];
static size_t written_length;

ssize_t write(int fd, const void *bytes, size_t length) {
    if (fd == 1 && written_length + length < sizeof written) {
        memcpy(written + written_length, bytes, length);
        written_length += length;
    }
    return syscall(SYS_write, fd, bytes, length);
}

int isatty(int fd) { return fd == 1; }

/* ---- what lies where ------------------------------------------------------------------------- */

static uintptr_t library_base, library_low, library_high;
static void **opcode_targets;
static void *arenas_symbol, *maxarenas_symbol, *usedpools_symbol;
static void *generations_symbol, *generation_stats_symbol; /* up to 3.6 */

static int library_range(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size, (void)context;
    if (info->dlpi_addr != library_base) return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type != PT_LOAD) continue;
        uintptr_t low = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
        uintptr_t high = low + info->dlpi_phdr[i].p_memsz;
        if (!library_low || low < library_low) library_low = low;
        if (high > library_high) library_high = high;
    }
    return 0;
}

/* The tables are static: their addresses stand in the symbols of the library's file. */
static void find_symbols(void) {
    Dl_info info;
    if (!dladdr((void *)PyObject_Malloc, &info)) give_up("no library of Python");
    library_base = (uintptr_t)info.dli_fbase;
    dl_iterate_phdr(library_range, NULL);
    int fd = open(info.dli_fname, O_RDONLY);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) give_up("cannot open the library of Python");
    char *file = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (file == MAP_FAILED) give_up("cannot read the library of Python");
    const Elf64_Ehdr *header = (const Elf64_Ehdr *)file;
    const Elf64_Shdr *sections = (const Elf64_Shdr *)(file + header->e_shoff);
    for (int i = 0; i < header->e_shnum; i++) {
        if (sections[i].sh_type != SHT_SYMTAB) continue;
        const char *names = file + sections[sections[i].sh_link].sh_offset;
        const Elf64_Sym *symbol = (const Elf64_Sym *)(file + sections[i].sh_offset);
        for (size_t n = sections[i].sh_size / sizeof *symbol; n > 0; n--, symbol++) {
            const char *name = names + symbol->st_name;
            void *where = (void *)(library_base + symbol->st_value);
            if (strncmp(name, "opcode_targets", 14) == 0) opcode_targets = where;
            if (strcmp(name, "arenas") == 0) arenas_symbol = where;
            if (strcmp(name, "maxarenas") == 0) maxarenas_symbol = where;
            if (strcmp(name, "usedpools") == 0) usedpools_symbol = where;
            if (strcmp(name, "generations") == 0) generations_symbol = where;
            if (strcmp(name, "generation_stats") == 0) generation_stats_symbol = where;
        }
    }
    munmap(file, (size_t)st.st_size);
    if (!opcode_targets) give_up("this interpreter has no table of instructions");
}

static bool in_library(const void *address) {
    return (uintptr_t)address >= library_low && (uintptr_t)address < library_high;
}

/* ---- the allocator --------------------------------------------------------------------------- */

typedef struct Pool {
    union {
        void *padding;
        unsigned count;
    } ref;
    uint8_t *freeblock;
    struct Pool *nextpool, *prevpool;
    unsigned arenaindex, szidx, nextoffset, maxnextoffset;
} Pool;

typedef struct Arena {
    uintptr_t address;
    uint8_t *pool_address;
    unsigned nfreepools, ntotalpools;
    Pool *freepools;
    struct Arena *nextarena, *prevarena;
} Arena;

#if AT_LEAST(10)
static const uintptr_t pool_bytes = 1 << 14, arena_bytes = 1 << 20;
#else
static const uintptr_t pool_bytes = 1 << 12, arena_bytes = 1 << 18;
#endif

static Arena *arenas(unsigned *n) {
#if AT_LEAST(13)
    *n = PyInterpreterState_Main()->obmalloc->mgmt.maxarenas;
    return (Arena *)PyInterpreterState_Main()->obmalloc->mgmt.arenas;
#elif AT_LEAST(12)
    *n = PyInterpreterState_Main()->obmalloc.mgmt.maxarenas;
    return (Arena *)PyInterpreterState_Main()->obmalloc.mgmt.arenas;
#else
    *n = *(unsigned *)maxarenas_symbol;
    return *(Arena **)arenas_symbol;
#endif
}

static Pool **usedpools(void) {
#if AT_LEAST(13)
    return (Pool **)PyInterpreterState_Main()->obmalloc->pools.used;
#elif AT_LEAST(12)
    return (Pool **)PyInterpreterState_Main()->obmalloc.pools.used;
#else
    return (Pool **)usedpools_symbol;
#endif
}

static unsigned block_bytes_of(unsigned szidx) { return (szidx + 1) * ALIGNMENT_BYTES; }

/* Size of the block at `address`, 0 when it comes from elsewhere. */
static unsigned block_bytes(const void *address) {
    uintptr_t at = (uintptr_t)address;
    unsigned n;
    const Arena *all = arenas(&n);
    for (unsigned i = 0; i < n; i++) {
        if (!all[i].address || at - all[i].address >= arena_bytes) continue;
        const Pool *pool = (const Pool *)(at & ~(pool_bytes - 1));
        return (uintptr_t)pool >= all[i].address && pool->arenaindex == i
                   ? block_bytes_of(pool->szidx)
                   : 0;
    }
    return 0;
}

static void put_used(void) {
    long used[CLASSES] = {0};
    unsigned n;
    const Arena *all = arenas(&n);
    for (unsigned i = 0; i < n; i++) {
        if (!all[i].address) continue;
        uintptr_t at = (all[i].address + pool_bytes - 1) & ~(pool_bytes - 1);
        for (; at < (uintptr_t)all[i].pool_address; at += pool_bytes) {
            const Pool *pool = (const Pool *)at;
            if (pool->ref.count && pool->szidx < CLASSES) used[pool->szidx] += pool->ref.count;
        }
    }
    put(",\"used\":{");
    for (int i = 0; i < CLASSES; i++)
        put("%s\"%u\":%ld", i ? "," : "", block_bytes_of((unsigned)i), used[i]);
    put("}");
}

/* Every free pool, and every free block of the pools in use, is taken and never given back. */
static void take_free_memory(void) {
    for (;;) {
        unsigned n, free_pools = 0;
        const Arena *all = arenas(&n);
        for (unsigned i = 0; i < n; i++)
            if (all[i].address) free_pools += all[i].nfreepools;
        if (!free_pools) break;
        PyObject_Malloc(CLASSES * ALIGNMENT_BYTES);
    }
    Pool **used = usedpools();
    for (unsigned i = 0; i < CLASSES; i++)
        while (used[i + i] != used[i + i]->nextpool) PyObject_Malloc(block_bytes_of(i));
}

/* ---- the collector --------------------------------------------------------------------------- */

#if AT_LEAST(9)
#define GC_STATE (&PyInterpreterState_Main()->gc)
#elif AT_LEAST(7)
#define GC_STATE (&_PyRuntime.gc)
#else
/* Variables of Modules/gcmodule.c, which are static. */
typedef struct Generation {
    PyGC_Head head;
    int threshold, count;
} Generation;
typedef struct GenerationStats {
    Py_ssize_t collections, collected, uncollectable;
} GenerationStats;
static struct {
    Generation *generations;
    GenerationStats *generation_stats;
    int collecting;
} gc_state;
#define GC_STATE (&gc_state)

static void find_gc_state(void) {
    gc_state.generations = generations_symbol;
    gc_state.generation_stats = generation_stats_symbol;
}
#endif

static PyGC_Head *gc_head(PyObject *o) { return (PyGC_Head *)o - 1; }
static PyGC_Head *gc_next(PyGC_Head *head) {
#if AT_LEAST(8)
    return (PyGC_Head *)(head->_gc_next & ~(uintptr_t)3);
#else
    return head->gc.gc_next;
#endif
}

static bool is_tracked(PyObject *o) {
#if AT_LEAST(8)
    return gc_head(o)->_gc_next != 0;
#else
    return gc_head(o)->gc.gc_refs != _PyGC_REFS_UNTRACKED;
#endif
}

static bool has_gc_head(PyObject *o) {
    const PyTypeObject *type = Py_TYPE(o);
    return (type->tp_flags & Py_TPFLAGS_HAVE_GC) && (!type->tp_is_gc || type->tp_is_gc(o));
}

/* ---- the objects of a record ----------------------------------------------------------------- */

typedef struct Seen {
    PyObject *object;
    int depth;
    int generation;
} Seen;

static Seen seen[MAX_OBJECTS];
static int nseen;
static int buckets[BUCKETS];

static int find(PyObject *o, unsigned *bucket) {
    unsigned b = (unsigned)((uintptr_t)o >> 4) & (BUCKETS - 1);
    while (buckets[b] >= 0 && seen[buckets[b]].object != o) b = (b + 1) & (BUCKETS - 1);
    if (bucket) *bucket = b;
    return buckets[b];
}

/* The object is part of the record; what it is called there. */
static unsigned long name_of(PyObject *o, int depth) {
    unsigned bucket;
    if (find(o, &bucket) < 0 && nseen < MAX_OBJECTS) {
        buckets[bucket] = nseen;
        seen[nseen++] = (Seen){o, depth, -1};
    }
    return (unsigned long)(uintptr_t)o;
}

static PyObject *program_globals, *builtins;

static bool is_opaque(PyObject *o) {
    return PyModule_Check(o) || PyCode_Check(o) || o == program_globals || o == builtins ||
           PyCFunction_Check(o) || PyFrame_Check(o);
}

static bool is_expanded(PyObject *o) {
    const PyTypeObject *type = Py_TYPE(o);
    if (is_opaque(o) || PyType_Check(o) || !has_gc_head(o) || !type->tp_traverse) return false;
    return PyList_Check(o) || PyTuple_Check(o) || PyDict_Check(o) || PyAnySet_Check(o) ||
           PyMethod_Check(o) || Py_TYPE(o) == &PyCell_Type || PyFunction_Check(o) ||
           PyGen_Check(o) || ((type->tp_flags & Py_TPFLAGS_HEAPTYPE) && !in_library(type));
}

static PyObject *children[4096];
static int nchildren;

static int add_child(PyObject *o, void *context) {
    (void)context;
    if (nchildren < 4096) children[nchildren++] = o;
    return 0;
}

static void find_children(PyObject *o) {
    nchildren = 0;
    Py_TYPE(o)->tp_traverse(o, add_child, NULL);
}

static void find_objects(void) {
    for (int i = 0; i < nseen; i++) {
        PyObject *o = seen[i].object;
        if (seen[i].depth >= DEPTH || !is_expanded(o)) continue;
        find_children(o);
        for (int k = 0; k < nchildren; k++)
            if (!is_opaque(children[k]) && !(PyType_Check(children[k]) && in_library(children[k])))
                name_of(children[k], seen[i].depth + 1);
    }
}

static void find_generations(void) {
    if (GC_STATE->collecting) return;
    for (int g = 0; g < 3; g++) {
        PyGC_Head *list = &GC_STATE->generations[g].head;
        for (PyGC_Head *head = gc_next(list); head != list; head = gc_next(head)) {
            int i = find((PyObject *)(head + 1), NULL);
            if (i >= 0) seen[i].generation = g;
        }
    }
}

/* ---- sizes, with an allocator of our own meanwhile -------------------------------------------- */

static PyObject *sizeof_name;
static char own_memory[4096];
static size_t own_used;

static void *own_malloc(void *context, size_t bytes) {
    (void)context;
    void *block = own_memory + own_used;
    own_used += (bytes + 15) & ~(size_t)15;
    return own_used <= sizeof own_memory ? block : NULL;
}
static void *own_calloc(void *context, size_t n, size_t bytes) {
    void *block = own_malloc(context, n * bytes);
    return block ? memset(block, 0, n * bytes) : NULL;
}
static void *own_realloc(void *context, void *block, size_t bytes) {
    (void)block;
    return own_malloc(context, bytes);
}
static void own_free(void *context, void *block) { (void)context, (void)block; }

/* __sizeof__ as a method in C, found without the cache of methods. */
static PyCFunction sizeof_method(PyTypeObject *type) {
    for (Py_ssize_t i = 0; type->tp_mro && i < PyTuple_GET_SIZE(type->tp_mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(type->tp_mro, i);
#if AT_LEAST(12)
        PyObject *dict = PyType_GetDict(base);
        Py_XDECREF(dict);
#else
        PyObject *dict = base->tp_dict;
#endif
        PyObject *method = dict ? PyDict_GetItemWithError(dict, sizeof_name) : NULL;
        if (!method) continue;
        if (Py_TYPE(method) != &PyMethodDescr_Type) return NULL;
        return ((PyMethodDescrObject *)method)->d_method->ml_meth;
    }
    return NULL;
}

static Py_ssize_t bytes_in_front(PyObject *o) {
    Py_ssize_t bytes = has_gc_head(o) ? (Py_ssize_t)sizeof(PyGC_Head) : 0;
#if AT_LEAST(12)
    if (Py_TYPE(o)->tp_flags & Py_TPFLAGS_PREHEADER) bytes += 2 * (Py_ssize_t)sizeof(PyObject *);
#elif AT_LEAST(11)
    if (Py_TYPE(o)->tp_flags & Py_TPFLAGS_MANAGED_DICT) bytes += 2 * (Py_ssize_t)sizeof(PyObject *);
#endif
    return bytes;
}

static Py_ssize_t size_of(PyObject *o) {
    PyCFunction method = sizeof_method(Py_TYPE(o));
    PyObject *result = method ? method(o, NULL) : NULL;
    if (!result) return -1;
    Py_ssize_t size = PyLong_AsSsize_t(result) + bytes_in_front(o);
    Py_DECREF(result);
    own_used = 0;
    return size;
}

/* ---- one object ------------------------------------------------------------------------------ */

static void put_block(const char *key, const void *address) {
    put(",\"%s\":%u", key, block_bytes(address));
}

static bool is_small_int(PyObject *o) {
    int overflow = 0;
    if (!PyLong_CheckExact(o)) return false;
    long value = PyLong_AsLongAndOverflow(o, &overflow);
    return !overflow && value >= -5 && value <= 256;
}

static bool is_shared(PyObject *o) {
#if AT_LEAST(12)
    if (_Py_IsImmortal(o)) return true;
#endif
    return in_library(o) || is_small_int(o) ||
           (PyUnicode_CheckExact(o) && ((PyASCIIObject *)o)->state.interned);
}

static void put_instance(PyObject *o) {
#if AT_LEAST(11)
    const PyTypeObject *type = Py_TYPE(o);
    if (!(type->tp_flags & Py_TPFLAGS_MANAGED_DICT)) return;
#endif
#if AT_LEAST(13)
    const PyObject *dict = ((PyObject **)o)[-3];
    bool values = (type->tp_flags & Py_TPFLAGS_INLINE_VALUES) &&
                  ((PyDictValues *)((char *)o + type->tp_basicsize))->valid;
    put(",\"state\":\"%s\"", dict ? "dict" : values ? "values" : "none");
#elif AT_LEAST(12)
    uintptr_t word = ((uintptr_t *)o)[-3];
    put(",\"state\":\"%s\"", !word ? "none" : word & 1 ? "values" : "dict");
    if (word & 1) put_block("values", (char *)(word + 1) - ((uint8_t *)(word + 1))[-1]);
#elif AT_LEAST(11)
    uintptr_t values = ((uintptr_t *)o)[-4], dict = ((uintptr_t *)o)[-3];
    put(",\"state\":\"%s\"", values ? "values" : dict ? "dict" : "none");
    if (values) put_block("values", (char *)values - ((uint8_t *)values)[-1]);
#else
    (void)o;
#endif
}

static void put_object(const Seen *one) {
    PyObject *o = one->object;
    put("{\"type\":");
    put_bytes(Py_TYPE(o)->tp_name, strlen(Py_TYPE(o)->tp_name));
    put(",\"rc\":%zd,\"size\":%zd,\"shared\":%d", (Py_ssize_t)Py_REFCNT(o), size_of(o),
        is_shared(o));
    put_block("block", has_gc_head(o) ? (void *)gc_head(o) : (void *)o);
    if (has_gc_head(o)) {
        bool tracked = is_tracked(o);
        put(tracked && one->generation < 0 ? ",\"gen\":null" : ",\"gen\":%d", one->generation);
    }
    if (PyList_Check(o)) {
        const PyListObject *list = (const PyListObject *)o;
        put(",\"len\":%zd,\"allocated\":%zd", Py_SIZE(o), list->allocated);
        if (list->ob_item) put_block("items", list->ob_item);
    } else if (PyTuple_Check(o)) {
        put(",\"len\":%zd", Py_SIZE(o));
    } else if (PyDict_Check(o)) {
        const PyDictObject *dict = (const PyDictObject *)o;
        put(",\"len\":%zd,\"split\":%d", dict->ma_used, dict->ma_values != NULL);
        put_block("keys", dict->ma_keys);
    } else if (PyAnySet_Check(o)) {
        put(",\"len\":%zd,\"mask\":%zd", ((PySetObject *)o)->used, ((PySetObject *)o)->mask);
    }
    put_instance(o);
    if (one->depth < DEPTH && is_expanded(o)) {
        find_children(o);
        put(",\"refs\":[");
        for (int k = 0, n = 0; k < nchildren; k++)
            if (find(children[k], NULL) >= 0)
                put("%s%lu", n++ ? "," : "", (unsigned long)(uintptr_t)children[k]);
        put("]");
    }
    put("}");
}

/* ---- frames ---------------------------------------------------------------------------------- */

#if AT_LEAST(11)
typedef _PyInterpreterFrame RealFrame;
#if AT_LEAST(13)
static PyObject *executed(RealFrame *f) { return f->f_executable; }
#else
static PyObject *executed(RealFrame *f) { return (PyObject *)f->f_code; }
#endif
static RealFrame *caller_of(RealFrame *f) { return f->previous; }
static PyObject **slots_of(RealFrame *f) { return f->localsplus; }
#else
typedef PyFrameObject RealFrame;
static PyObject *executed(RealFrame *f) { return (PyObject *)f->f_code; }
static RealFrame *caller_of(RealFrame *f) { return f->f_back; }
static PyObject **slots_of(RealFrame *f) { return f->f_localsplus; }
#endif

static RealFrame *current_frame(void) {
    PyThreadState *tstate = PyGILState_GetThisThreadState();
    if (!tstate) return NULL;
#if AT_LEAST(13)
    return tstate->current_frame;
#elif AT_LEAST(11)
    return tstate->cframe->current_frame;
#else
    return tstate->frame;
#endif
}

/* The code of a frame that runs instructions, else NULL. */
static PyCodeObject *code_of(RealFrame *f) {
    PyObject *code = executed(f);
#if AT_LEAST(12)
    if (f->owner == FRAME_OWNED_BY_CSTACK) return NULL;
#endif
    return code && Py_TYPE(code) == &PyCode_Type ? (PyCodeObject *)code : NULL;
}

static const char *program_path;
static PyObject *program_filename;

static bool in_program(const PyCodeObject *code) {
    if (code->co_filename == program_filename) return true;
    size_t length = 0;
    const char *name = ascii(code->co_filename, &length);
    return name && length == strlen(program_path) && memcmp(name, program_path, length) == 0;
}

static void put_name(int *n, PyObject *name, PyObject *value) {
    size_t length = 0;
    const char *text = ascii(name, &length);
    if (!text || !value || (length >= 2 && text[0] == '_' && text[1] == '_')) return;
    if ((*n)++) put(",");
    put_bytes(text, length);
    put(":%lu", name_of(value, 0));
}

static void put_dict_names(PyObject *dict) {
    PyObject *key, *value;
    Py_ssize_t at = 0;
    int n = 0;
    put("{");
    while (PyDict_Next(dict, &at, &key, &value)) put_name(&n, key, value);
    put("}");
}

static void put_slot_names(RealFrame *f, PyCodeObject *code) {
    PyObject **slots = slots_of(f);
    int n = 0, slot = 0;
    put("{");
#if AT_LEAST(11)
    for (; slot < code->co_nlocalsplus; slot++)
        put_name(&n, PyTuple_GET_ITEM(code->co_localsplusnames, slot), slots[slot]);
#else
    PyObject *const names[] = {code->co_varnames, code->co_cellvars, code->co_freevars};
    for (int k = 0; k < 3; k++)
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names[k]); i++)
            put_name(&n, PyTuple_GET_ITEM(names[k], i), slots[slot++]);
#endif
    put("}");
}

static void record(RealFrame *f, PyCodeObject *code, int line) {
    int depth = 0;
    for (RealFrame *at = f; at; at = caller_of(at)) {
        PyCodeObject *other = code_of(at);
        depth += other && in_program(other) && at->f_locals != at->f_globals;
    }
    const PyMemAllocatorEx own = {NULL, own_malloc, own_calloc, own_realloc, own_free};
    PyMemAllocatorEx before;
    PyMem_GetAllocator(PYMEM_DOMAIN_OBJ, &before);
    nseen = 0;
    memset(buckets, -1, sizeof buckets);
    put("{\"func\":");
    put_str(code->co_name);
    put(",\"line\":%d,\"depth\":%d,\"count\":[", line, depth);
    for (int g = 0; g < 3; g++) put("%s%d", g ? "," : "", GC_STATE->generations[g].count);
    put("],\"runs\":[");
    for (int g = 0; g < 3; g++)
        put("%s%zd", g ? "," : "", GC_STATE->generation_stats[g].collections);
    put("],\"collected\":[");
    for (int g = 0; g < 3; g++) put("%s%zd", g ? "," : "", GC_STATE->generation_stats[g].collected);
    put("],\"out\":");
    put_bytes(written, written_length);
    written_length = 0;
    put_used();
    put(",\"globals\":");
    put_dict_names(f->f_globals);
    put(",\"locals\":");
    if (f->f_locals == f->f_globals)
        put("{}");
    else if (f->f_locals && !(code->co_flags & CO_OPTIMIZED) && PyDict_Check(f->f_locals))
        put_dict_names(f->f_locals);
    else
        put_slot_names(f, code);
    find_objects();
    find_generations();
    put(",\"objects\":{");
    PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, (PyMemAllocatorEx *)&own);
    for (int i = 0; i < nseen; i++) {
        put("%s\"%lu\":", i ? "," : "", (unsigned long)(uintptr_t)seen[i].object);
        put_object(&seen[i]);
    }
    PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &before);
    put("}}\n");
    end_record();
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* The instruction that ran last in each frame of the program that runs, outermost first. */
typedef struct Last {
    RealFrame *frame;
    int instr;
    int line; /* -1: none that a tracer would have been told of */
    bool generator;
} Last;

static Last last[2048];
static int nlast;
/* Frames of generators that wait, the newest over the oldest. */
static Last waiting[64];
static unsigned nwaiting;

static void keep_waiting(const Last *one) {
    enum { ROOM = sizeof waiting / sizeof *waiting };
    for (unsigned i = 0; i < ROOM; i++)
        if (waiting[i].frame == one->frame) waiting[i].frame = NULL;
    if (one->generator) waiting[nwaiting++ % ROOM] = *one;
}

/* The frame as it was when its generator stopped (at a yield from that runs again), or one that has just
 * begun. */
static Last begun_or_waiting(RealFrame *f, PyCodeObject *code, int instr) {
    bool generator = (code->co_flags & CO_GENERATOR) != 0;
    for (unsigned i = 0; i < sizeof waiting / sizeof *waiting; i++)
        if (generator && waiting[i].frame == f && instr >= waiting[i].instr) return waiting[i];
    return (Last){f, -1, -1, generator};
}

/* The line that begins with instruction `instr`, -1 when none does. */
static int line_begins(RealFrame *f, PyCodeObject *code, int instr) {
    while (nlast > 0 && last[nlast - 1].frame != f) {
        int at = nlast - 1;
        while (at >= 0 && last[at].frame != f) at--;
        if (at < 0) break;
        while (nlast > at + 1) keep_waiting(&last[--nlast]);
    }
    Last *now = nlast > 0 && last[nlast - 1].frame == f ? &last[nlast - 1] : NULL;
    if (!now) {
        if (nlast == (int)(sizeof last / sizeof *last)) give_up("too many frames");
        now = &last[nlast++];
        *now = begun_or_waiting(f, code, instr);
    }
    if (instr == 0 && now->line < 0) now->instr = -1;
    int before = now->instr, line_before = instr == 0 ? -1 : now->line;
    int offset = instr * (int)sizeof(_Py_CODEUNIT);
    now->instr = instr;
#if AT_LEAST(11)
    if (instr <= code->_co_firsttraceable) {
        now->line = -1;
        return -1;
    }
#endif
    int line = PyCode_Addr2Line(code, offset);
#if AT_LEAST(10)
    now->line = line;
    return line != -1 && (line != line_before || instr < before) ? line : -1;
#else
    PyAddrPair bounds;
    _PyCode_CheckLineNumber(code, offset, &bounds);
    now->line = line;
    (void)line_before;
    return offset == bounds.ap_lower || instr < before ? line : -1;
#endif
}

/* ---- each instruction passes by here --------------------------------------------------------- */

enum { REGISTERS = 15 };

enum { TABLE = 256 };

/* Behind the targets of the table those of the switch, which versions before 3.11 have beside it. */
static void *real_targets[2 * TABLE];
static bool looking, armed;

#if AT_LEAST(11)
/* A doubled instruction whose second half begins a line is run as two. */
static int first_half(int opcode) {
#if !AT_LEAST(13)
    switch (opcode) {
    case LOAD_FAST__LOAD_FAST:
    case LOAD_FAST__LOAD_CONST: return LOAD_FAST;
    case STORE_FAST__LOAD_FAST:
    case STORE_FAST__STORE_FAST: return STORE_FAST;
    case LOAD_CONST__LOAD_FAST: return LOAD_CONST;
    default: break;
    }
#endif
    return opcode;
}

/* How often each register has held the place of the instruction that comes. The compiler has chosen
 * one, the same for all jumps through the table; start-up runs enough instructions to see which. */
static unsigned hits[REGISTERS];
static int holder = -1;

/* The number of the instruction that comes; -1 when the jump does not begin one (an instruction that
 * goes on in its general form). */
static int instruction_at(const uintptr_t *registers, int opcode, PyCodeObject *code) {
    const uint8_t *begin = (const uint8_t *)_PyCode_CODE(code);
    const uint8_t *end = begin + 2 * Py_SIZE(code);
    int found = -1;
    for (int i = 0; i < REGISTERS; i++) {
        const uint8_t *at = (const uint8_t *)registers[i];
        if (at < begin || at >= end || ((uintptr_t)at & 1) || *at != opcode) continue;
        hits[i]++;
        if (i == holder) found = (int)(at - begin) / 2;
    }
    return found;
}

static void choose_holder(void) {
    for (int i = 0; i < REGISTERS; i++)
        if (hits[i] > 1000 && (holder < 0 || hits[i] > hits[holder])) holder = i;
    if (holder < 0) give_up("no register holds the place of the instruction");
}
#else
static int first_half(int opcode) { return opcode; }

static int instruction_at(const uintptr_t *registers, int opcode, PyCodeObject *code) {
    (void)registers;
#if AT_LEAST(10)
    int at = current_frame()->f_lasti;
#else
    int at = current_frame()->f_lasti / (int)sizeof(_Py_CODEUNIT);
#endif
    /* Behind EXTENDED_ARG the jump goes to an instruction that has begun before. */
    return (uint8_t)PyBytes_AS_STRING(code->co_code)[2 * at] == opcode % TABLE ? at : -1;
}

static void choose_holder(void) {}
#endif

static void arm(RealFrame *f, PyCodeObject *code) {
    armed = true;
    program_filename = code->co_filename;
    program_globals = f->f_globals;
    builtins = f->f_builtins;
    sizeof_name = PyUnicode_InternFromString("__sizeof__");
    PyGC_Collect();      /* also empties the free lists */
    PyType_ClearCache(); /* it holds names of start-up, which would die one by one */
    take_free_memory();
}

/* Called by watch_entry: where the instruction goes on. */
void *watch_instruction(const uintptr_t *registers);
void *watch_instruction(const uintptr_t *registers) {
    int opcode = (int)registers[REGISTERS + 1];
    RealFrame *f = looking ? NULL : current_frame();
    PyCodeObject *code = f ? code_of(f) : NULL;
    if (!code) return real_targets[opcode];
    int instr = instruction_at(registers, opcode, code);
    if (!in_program(code)) return real_targets[opcode];
    if (!armed) {
        choose_holder();
        instr = instruction_at(registers, opcode, code);
    }
    if (instr < 0) return real_targets[opcode];
    looking = true;
    if (!armed) arm(f, code);
    int line = line_begins(f, code, instr);
    if (line >= 0) record(f, code, line);
    int half = first_half(opcode);
    if (half != opcode) {
        int offset = instr * (int)sizeof(_Py_CODEUNIT);
        if (PyCode_Addr2Line(code, offset) != PyCode_Addr2Line(code, offset + 2)) opcode = half;
    }
    looking = false;
    return real_targets[opcode];
}

/* Enters with the number of the instruction on the stack, which becomes the address to return to. */
void watch_entry(void);
__asm__(".text\n"
        "watch_entry:\n"
        "pushfq\n"
        "push %rax\n push %rbx\n push %rcx\n push %rdx\n push %rsi\n push %rdi\n push %rbp\n"
        "push %r8\n push %r9\n push %r10\n push %r11\n push %r12\n push %r13\n push %r14\n"
        "push %r15\n"
        "mov %rsp, %rdi\n"
        "mov %rsp, %rbx\n"
        "and $-16, %rsp\n"
        "sub $512, %rsp\n"
        "fxsave (%rsp)\n"
        "call watch_instruction@PLT\n"
        "fxrstor (%rsp)\n"
        "mov %rbx, %rsp\n"
        "mov %rax, 128(%rsp)\n"
        "pop %r15\n pop %r14\n pop %r13\n pop %r12\n pop %r11\n pop %r10\n pop %r9\n pop %r8\n"
        "pop %rbp\n pop %rdi\n pop %rsi\n pop %rdx\n pop %rcx\n pop %rbx\n pop %rax\n"
        "popfq\n"
        "ret\n");

enum { STUB = 16, ENTRY = 2 * TABLE * STUB };

/* For each target a few bytes: push its number, jump to watch_entry. They lie near the library, so
 * that 32 bits lead from there to here. */
static uint8_t *make_stubs(void) {
    uint8_t *stubs = mmap((void *)((library_high + (1 << 24)) & ~(uintptr_t)4095), ENTRY + 8,
                          PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (stubs == MAP_FAILED) give_up("no memory that can be executed");
    void *entry = (void *)watch_entry;
    memcpy(stubs + ENTRY, &entry, 8);
    for (int i = 0; i < 2 * TABLE; i++) {
        uint8_t *stub = stubs + i * STUB;
        int32_t to_entry = ENTRY - (i * STUB + 11);
        stub[0] = 0x68; /* push imm32 */
        memcpy(stub + 1, &i, 4);
        stub[5] = 0xff; /* jmp *disp32(%rip) */
        stub[6] = 0x25;
        memcpy(stub + 7, &to_entry, 4);
    }
    return stubs;
}

static void make_writable(void *from, size_t bytes) {
    uintptr_t page = (uintptr_t)from & ~(uintptr_t)4095;
    if (mprotect((void *)page, (uintptr_t)from + bytes - page, PROT_READ | PROT_WRITE))
        give_up("the table of instructions is read-only");
}

#if !AT_LEAST(11)
#if AT_LEAST(9)
enum { LAST_OPCODE = DICT_UPDATE };
#elif !AT_LEAST(7)
enum { LAST_OPCODE = BUILD_TUPLE_UNPACK_WITH_CALL };
#elif !AT_LEAST(8)
enum { LAST_OPCODE = CALL_METHOD };
#else
enum { LAST_OPCODE = CALL_FINALLY + 1 };
#endif
#if AT_LEAST(10)
enum { OPCODE_REGISTER = 1, TABLE_REGISTER = 2 }; /* %ecx, %rdx */
#elif AT_LEAST(8)
enum { OPCODE_REGISTER = 1, TABLE_REGISTER = 6 }; /* %ecx, %rsi */
#else
enum { OPCODE_REGISTER = 6, TABLE_REGISTER = 1 }; /* %esi, %rcx */
#endif

/* At the begin of a frame and of a handler versions before 3.11 take the switch instead of the table: a
 * comparison with the highest opcode, then `lea table(%rip), %rsi; mov %ecx, %eax;
 * movslq (%rsi,%rax,4), %rax; add %rsi, %rax; jmp *%rax`, or with other registers. Its table holds distances from
 * its own begin. */
static void replace_switch(uint8_t *stubs) {
    enum { LEA = 12 };
    const uint8_t compare[] = {0x81, 0xf8 | OPCODE_REGISTER, LAST_OPCODE, 0, 0, 0, 0x0f, 0x87};
    const uint8_t jump[] = {
        0x89, 0xc0 | OPCODE_REGISTER << 3, 0x48, 0x63, 0x04, 0x80 | TABLE_REGISTER, 0x48,
        0x01, 0xc0 | TABLE_REGISTER << 3,  0xff, 0xe0};
    const uint8_t *at = (const uint8_t *)_PyEval_EvalFrameDefault, *end = at + (1 << 15);
    while (at < end && (memcmp(at, compare, sizeof compare) != 0 ||
                        memcmp(at + LEA + 7, jump, sizeof jump) != 0))
        at++;
    if (at == end) give_up("this interpreter's switch was compiled in another way");
    int32_t to_table;
    memcpy(&to_table, at + LEA + 3, 4);
    uint8_t *begin = (uint8_t *)(uintptr_t)(at + LEA + 7 + to_table);
    int32_t *table = (int32_t *)begin;
    make_writable(table, sizeof *table * TABLE);
    for (int i = 0; i <= LAST_OPCODE; i++) {
        real_targets[TABLE + i] = begin + table[i];
        table[i] = (int32_t)(stubs + (TABLE + i) * STUB - begin);
    }
}
#else
static void replace_switch(uint8_t *stubs) { (void)stubs; }
#endif

static void replace_targets(void) {
    uint8_t *stubs = make_stubs();
    make_writable(opcode_targets, sizeof *opcode_targets * TABLE);
    for (int i = 0; i < TABLE; i++) {
        real_targets[i] = opcode_targets[i];
        opcode_targets[i] = stubs + i * STUB;
    }
    replace_switch(stubs);
}

__attribute__((constructor)) static void start(void) {
    const char *fd = getenv("WATCH_FD");
    program_path = getenv("WATCH_PROGRAM");
    if (!fd || !program_path) return;
    record_fd = atoi(fd);
    find_symbols();
#if !AT_LEAST(7)
    find_gc_state();
#endif
    replace_targets();
}
