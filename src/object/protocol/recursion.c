/* recursion.c - counts how deep calls nest, and which calls count.
 *
 * Which of them CPython counts follows from how it makes them: tp_call is counted where it is called
 * (_PyObject_MakeTpCall), tp_vectorcall by itself or not at all, and what an instruction has in its own body is not
 * counted either. Source: Include/internal/pycore_ceval.h, Python/ceval.c: _Py_CheckRecursiveCall, Objects/call.c,
 * Objects/methodobject.c. Called by the protocol and by the evaluation loop. */
#include "object/protocol/recursion.h"

#include <string.h>

#include "object/code/convention.h"
#include "object/code/function.h"
#include "object/type/descriptor.h"
#include "object/type/type.h"

bool recursion_too_deep(Proc *p, const char *where) {
    err_format(p, EXC_RecursionError, "maximum recursion depth exceeded%s", where);
    return false;
}

int recursion_enter(Proc *p, const char *where) {
    if (!recursion_add(p, 1, where)) return -1;
    img_nest(p);
    return 0;
}

void recursion_leave(Proc *p) {
    recursion_uncount(p, 1);
    img_unnest(p);
}

/* ---- which calls count ----------------------------------------------------------------------- */

/* Does the instruction do itself what the function would (CALL_LEN; CALL_BUILTIN_FAST and its like)? A function with
 * METH_O or METH_NOARGS is called from there, but with Py_EnterRecursiveCall around it. */
static bool is_in_instruction(Proc *p, uint32_t id, Convention convention) {
    if (convention == CONV_ARRAY || convention == CONV_ARRAY_AND_NAMES) return true;
    return convention == CONV_O && id >> 16 >= CFUNC_VM_FIRST &&
           strcmp(cfunction_def(p, id)->name, "len") == 0;
}

static int builtin_levels(Proc *p, const Ob *builtin, CallPlace place) {
    uint32_t id = (uint32_t)((const BuiltinOb *)(const void *)builtin)->m_ml;
    if (place == CALLED_BY_CODE && py_code_calls_c_uncounted(p)) return 0;
    bool twice = py_tuple_calls_counted_twice(p), special = place == CALLED_SPECIALISED;
    if (!twice && !special) return 1;
    Convention convention = convention_of(p, id);
    if (special) return is_in_instruction(p, id, convention) ? 0 : 1;
    return convention == CONV_TUPLE || convention == CONV_TUPLE_AND_DICT ? 2 : 1;
}

static int type_levels(Proc *p, const TypeOb *type, size_t nargs, CallPlace place) {
    if (place == CALLED_SPECIALISED && nargs == 1 && type == type_of_id(p, TYPE_STR))
        return 0; /* CALL_STR_1 */
    if (type == type_of_id(p, TYPE_TYPE) && nargs != 1)
        return 1; /* type_vectorcall goes on to type_call */
    return convention_of_type(p, type) == CONV_ARRAY ? 0 : 1;
}

int call_levels(Proc *p, const Ob *callable, size_t nargs, CallPlace place) {
    switch (callable->ob_type->kind) {
    case TYPE_FUNCTION: return place == CALLED_BY_C && py_calls_from_c_counted(p) ? 1 : 0;
    case TYPE_BUILTIN: return builtin_levels(p, callable, place);
    case TYPE_METHOD_DESCRIPTOR: {
        if (place != CALLED_SPECIALISED) return 1;
        uint32_t id = (uint32_t)((const DescriptorOb *)(const void *)callable)->id;
        return is_in_instruction(p, id, convention_of(p, id)) ? 0 : 1;
    }
    case TYPE_METHOD: return py_bound_calls_counted(p) ? 1 : 0;
    case TYPE_PARTIAL: return py_partial_calls_counted(p) ? 1 : 0;
    case TYPE_TYPE: return type_levels(p, (const TypeOb *)(const void *)callable, nargs, place);
    default: return 1;
    }
}
