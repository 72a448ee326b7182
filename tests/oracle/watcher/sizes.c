/* sizes.c - what __sizeof__ says of an object, asked without touching the heap. */
#include "watcher.h"

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

Py_ssize_t size_of(PyObject *o) {
    PyCFunction method = sizeof_method(Py_TYPE(o));
    PyObject *result = method ? method(o, NULL) : NULL;
    if (!result) return -1;
    Py_ssize_t size = PyLong_AsSsize_t(result) + bytes_in_front(o);
    Py_DECREF(result);
    own_used = 0;
    return size;
}

void sizes_prepare(void) { sizeof_name = PyUnicode_InternFromString("__sizeof__"); }

static PyMemAllocatorEx before;

void sizes_begin(void) {
    PyMemAllocatorEx own = {NULL, own_malloc, own_calloc, own_realloc, own_free};
    PyMem_GetAllocator(PYMEM_DOMAIN_OBJ, &before);
    PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &own);
}

void sizes_end(void) { PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &before); }
