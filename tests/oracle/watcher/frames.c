/* frames.c - the frames that run, and their names. */
#include "watcher.h"

#if AT_LEAST(11)
#if AT_LEAST(13)
static PyObject *executed(RealFrame *f) { return f->f_executable; }
#else
static PyObject *executed(RealFrame *f) { return (PyObject *)f->f_code; }
#endif
static RealFrame *caller_of(RealFrame *f) { return f->previous; }
static PyObject **slots_of(RealFrame *f) { return f->localsplus; }
#else
static PyObject *executed(RealFrame *f) { return (PyObject *)f->f_code; }
static RealFrame *caller_of(RealFrame *f) { return f->f_back; }
static PyObject **slots_of(RealFrame *f) { return f->f_localsplus; }
#endif

RealFrame *current_frame(void) {
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

PyCodeObject *code_of(RealFrame *f) {
    PyObject *code = executed(f);
#if AT_LEAST(12)
    if (f->owner == FRAME_OWNED_BY_CSTACK) return NULL;
#endif
    return code && Py_TYPE(code) == &PyCode_Type ? (PyCodeObject *)code : NULL;
}

const char *program_path;
static PyObject *program_filename;

bool in_program(const PyCodeObject *code) {
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

void program_is(PyCodeObject *code) { program_filename = code->co_filename; }

int depth_of(RealFrame *f) {
    int depth = 0;
    for (RealFrame *at = f; at; at = caller_of(at)) {
        PyCodeObject *code = code_of(at);
        depth += code && in_program(code) && at->f_locals != at->f_globals;
    }
    return depth;
}

void put_names(RealFrame *f, PyCodeObject *code) {
    put(",\"globals\":");
    put_dict_names(f->f_globals);
    put(",\"locals\":");
    if (f->f_locals == f->f_globals)
        put("{}");
    else if (f->f_locals && !(code->co_flags & CO_OPTIMIZED) && PyDict_Check(f->f_locals))
        put_dict_names(f->f_locals);
    else
        put_slot_names(f, code);
}
