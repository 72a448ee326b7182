/* convention.c - how CPython calls its C functions and types, and what it says of arguments before it does.
 *
 * The conventions stand in one table, which was read from the interpreters (object/core/conventions.def). They
 * decide the words of a wrong call, what a call packs, and how many levels of recursion it takes (recursion.c).
 * Source: Objects/methodobject.c, Objects/descrobject.c. */
#include "object/code/convention.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "object/code/function.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"

typedef struct Row {
    const char *name, *letters;
} Row;

static const Row rows[] = {
#define CONVENTION(name, letters) {name, letters},
#include "object/core/conventions.def"
#undef CONVENTION
};

enum { NAME_MAX_BYTES = 128 };

Convention convention_named(const Proc *p, const char *name) {
    size_t low = 0, high = ARRAY_LEN(rows);
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name, rows[middle].name);
        if (order == 0) return (Convention)rows[middle].letters[p->s->profile.version];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return CONV_UNKNOWN;
}

/* What is behind the last point of a type's name: "collections.deque" is a deque. */
static const char *type_words(Proc *p, const TypeOb *type, char text[NAME_MAX_BYTES]) {
    str_utf8(p, type->tp_name, text, NAME_MAX_BYTES);
    const char *dot = strrchr(text, '.');
    return dot ? dot + 1 : text;
}

/* ---- what was found, by the number of the function ------------------------------------------- */

/* The functions of a table: of a type, or offered by the virtual machine. NULL when it has none. */
static const MethodDef *table_functions(const Proc *p, size_t table) {
    if (table >= TYPE_COUNT) return p->cfunction_tables[table - TYPE_COUNT];
    return type_ops[table] ? type_ops[table]->methods : NULL;
}

/* What stands before their names; NULL when nothing does. */
static const char *table_owner(Proc *p, size_t table, char text[NAME_MAX_BYTES]) {
    if (table < TYPE_COUNT) return type_words(p, type_of_id(p, (TypeId)table), text);
    size_t k = table - TYPE_COUNT;
    return k < p->ncfunction_owners ? p->cfunction_owners[k] : NULL;
}

static size_t row_count(const MethodDef *defs) {
    size_t count = 0;
    while (defs && defs[count].name) count++;
    return count;
}

/* Room for what will be found; nothing is looked up yet. */
static Conventions *room_for_all(Proc *p) {
    size_t tables = convention_tables(p), total = 0;
    for (size_t t = 0; t < tables; t++) total += row_count(table_functions(p, t));
    Conventions *made = host_alloc(sizeof *made + tables * sizeof *made->first + total + 1);
    made->tables = tables;
    made->letters = (char *)&made->first[tables];
    total = 0;
    for (size_t t = 0; t < tables; t++) {
        made->first[t] = (uint32_t)total;
        total += row_count(table_functions(p, t));
    }
    return made;
}

Convention convention_look_up(Proc *p, Conventions *found, size_t table, size_t row) {
    char text[NAME_MAX_BYTES], name[2 * NAME_MAX_BYTES];
    const char *owner = table_owner(p, table, text);
    snprintf(name, sizeof name, "%s.%s", owner ? owner : "", table_functions(p, table)[row].name);
    Convention convention = convention_named(p, name);
    found->letters[found->first[table] + row] = (char)convention;
    return convention;
}

Conventions *conventions_anew(Proc *p) {
    if (!p->s->booted) return NULL;
    free(p->conventions);
    p->conventions = room_for_all(p);
    return p->conventions;
}

Convention convention_of_type(Proc *p, const TypeOb *type) {
    if (type->flags & TYPE_HEAP) return CONV_TUPLE;
    Conventions *found = conventions(p);
    if (!found) return CONV_UNKNOWN;
    char text[NAME_MAX_BYTES];
    uint8_t *letter = &found->types[type->kind];
    if (!*letter) *letter = (uint8_t)convention_named(p, type_words(p, type, text));
    return (Convention)*letter;
}

/* ---- words ----------------------------------------------------------------------------------- */

static Ob *err_wants_no_arguments(Proc *p, const char *name, size_t nargs) {
    return err_format(p, EXC_TypeError, "%s() takes no arguments (%zd given)", name,
                      (int64_t)nargs);
}

Ob *err_wants_one_argument(Proc *p, const char *name, size_t nargs) {
    return err_format(p, EXC_TypeError, "%s() takes exactly one argument (%zd given)", name,
                      (int64_t)nargs);
}

/* _PyObject_FunctionStr: the qualified name of what is called, with the module in front unless that is
 * builtins. */
static const char *function_words(Proc *p, Ob *callable, char text[NAME_MAX_BYTES]) {
    Ob *name = ob_getattr_cstr(p, callable, "__qualname__"), *module = NULL;
    Ob *word = name ? str_interned_cstr(p, "__module__") : NULL;
    if (word) (void)ob_lookup_attr(p, callable, word, &module);
    bool shown = module && ob_is(module, TYPE_STR) && !str_eq_cstr(p, module, "builtins");
    Ob *words = !name || err_occurred(p) ? NULL
                : shown                  ? str_format(p, "%U.%U", module, name)
                                         : ob_newref(p, name);
    text[0] = '\0';
    if (words) str_utf8(p, words, text, NAME_MAX_BYTES);
    ob_xdecref(p, words);
    ob_xdecref(p, word);
    ob_xdecref(p, module);
    ob_xdecref(p, name);
    return text;
}

static OURO_COLD bool refuse(Proc *p, uint32_t id, Convention convention, Ob *callable,
                             size_t nargs, bool named) {
    char text[NAME_MAX_BYTES];
    bool by_tuple = convention == CONV_TUPLE && ob_is(callable, TYPE_BUILTIN); /* cfunction_call */
    const char *name = py_errors_name_type(p) && !by_tuple ? function_words(p, callable, text)
                                                           : cfunction_def(p, id)->name;
    if (err_occurred(p)) return false;
    if (named)
        err_format(p, EXC_TypeError, "%s() takes no keyword arguments", name);
    else if (convention == CONV_NOARGS)
        err_wants_no_arguments(p, name, nargs);
    else
        err_wants_one_argument(p, name, nargs);
    return false;
}

static bool has_names(Ob *kwnames) {
    return kwnames && ((const VarOb *)(const void *)kwnames)->ob_size > 0;
}

bool convention_allows(Proc *p, uint32_t id, Ob *callable, size_t nargs, Ob *kwnames) {
    Convention convention = convention_of(p, id);
    switch (convention) {
    case CONV_NOARGS:
        if (likely(nargs == 0 && !kwnames)) return true;
        break;
    case CONV_O:
        if (likely(nargs == 1 && !kwnames)) return true;
        break;
    case CONV_TUPLE:
    case CONV_ARRAY:
        if (likely(!kwnames)) return true;
        break;
    case CONV_WRAPPER: {
        if (likely(nargs == 0 && !kwnames)) return true;
        Ob *name = str_interned_cstr(p, cfunction_def(p, id)->name);
        bool fits = name && wrapper_args(p, name, nargs, 0, 0, false, kwnames);
        ob_xdecref(p, name);
        return fits;
    }
    default: return true;
    }
    bool named = has_names(kwnames);
    bool wrong =
        named || (convention == CONV_NOARGS && nargs != 0) || (convention == CONV_O && nargs != 1);
    return !wrong || refuse(p, id, convention, callable, nargs, named);
}

Ob *err_argument_count(Proc *p, const char *name, bool spaced, size_t nargs, size_t min,
                       size_t max) {
    size_t bound = nargs < min ? min : max;
    return err_format(
        p, EXC_TypeError, "%s%sexpected %s%zd argument%s, got %zd", name, spaced ? " " : "",
        min == max    ? ""
        : nargs < min ? "at least "
                      : "at most ",
        (int64_t)bound, bound == 1 && py_one_argument_singular(p) ? "" : "s", (int64_t)nargs);
}

bool wrapper_args(Proc *p, Ob *name, size_t nargs, size_t min, size_t max, bool unpacks,
                  Ob *kwnames) {
    if (has_names(kwnames)) {
        err_format(p, EXC_TypeError,
                   py_argument_errors_bare(p) ? "wrapper %U doesn't take keyword arguments"
                                              : "wrapper %U() takes no keyword arguments",
                   name);
        return false;
    }
    if (nargs >= min && nargs <= max) return true;
    err_argument_count(p, "", unpacks, nargs, min, max);
    return false;
}
