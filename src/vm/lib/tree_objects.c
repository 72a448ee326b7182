/* tree_objects.c - nodes of ast from the flat text of a tree (ast2obj of Python/Python-ast.c). Entry: tree_objects, from compile().
 *
 * The classes are those of the module _ast, in Python here; nodes are made without calling them, as there. */
#include "vm/lib/tree_objects.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lang/parse/tree_flat.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/number/complex.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/bytes.h"
#include "object/text/intern.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/import/load.h"
#include "vm/loop/state.h"

/* What the words work on: a list of the process, so that the collector and an early end find everything. */
typedef struct Nodes {
    Proc *p;
    Ob *stack, *classes, *singletons; /* classes: the dict of _ast, borrowed */
    const char *at;
} Nodes;

static Ob *const_double(const char **at, Proc *p) {
    char *end;
    uint64_t bits = strtoull(*at, &end, 16);
    double x;
    memcpy(&x, &bits, sizeof x);
    *at = end;
    return float_new(p, x);
}

static Ob *const_complex(const char **at, Proc *p) {
    char *end;
    uint64_t bits[2];
    Complex z;
    bits[0] = strtoull(*at, &end, 16);
    bits[1] = strtoull(end, &end, 16);
    memcpy(&z.real, &bits[0], sizeof z.real);
    memcpy(&z.imag, &bits[1], sizeof z.imag);
    *at = end;
    return complex_new(p, z);
}

/* The last `count` things of the stack as a list of their own; they leave the stack. */
static Ob *taken(Nodes *n, int64_t count) {
    Proc *p = n->p;
    int64_t size = list_size(n->stack);
    Ob *list = list_new(p, 0);
    for (int64_t i = size - count; list && i < size; i++) {
        if (list_append(p, list, list_item(n->stack, i)) == 0) continue;
        ob_decref(p, list);
        return NULL;
    }
    if (list && count && list_setslice(p, n->stack, size - count, size, NULL) < 0) {
        ob_decref(p, list);
        return NULL;
    }
    return list;
}

static int set_fields(Proc *p, Ob *node, Ob *names, Ob *values) {
    for (int64_t i = 0; i < list_size(values) && i < tuple_size(names); i++)
        if (ob_setattr(p, node, tuple_item(names, i), list_item(values, i)) < 0) return -1;
    return 0;
}

static int set_place(Proc *p, Ob *node, Ob *names, const int64_t place[4]) {
    for (int64_t i = 0; place[0] && i < tuple_size(names) && i < 4; i++) {
        Ob *number = int_from_i64(p, place[i]);
        int status = number ? ob_setattr(p, node, tuple_item(names, i), number) : -1;
        ob_xdecref(p, number);
        if (status < 0) return -1;
    }
    return 0;
}

/* A node of that class, its fields from the stack. */
static Ob *node_of(Nodes *n, Ob *class_, int64_t count, const int64_t place[4]) {
    Proc *p = n->p;
    Ob *values = taken(n, count), *node = NULL;
    Ob *fields = values ? ob_getattr_cstr(p, class_, "_fields") : NULL;
    Ob *attributes = fields ? ob_getattr_cstr(p, class_, "_attributes") : NULL;
    if (attributes && ob_is_exact(p, fields, TYPE_TUPLE) &&
        ob_is_exact(p, attributes, TYPE_TUPLE)) {
        Ob *make = ob_getattr_cstr(p, class_, "__new__");
        node = make ? ob_call(p, make, &class_, 1, NULL) : NULL;
        ob_xdecref(p, make);
    }
    if (node &&
        (set_fields(p, node, fields, values) < 0 || set_place(p, node, attributes, place) < 0)) {
        ob_decref(p, node);
        node = NULL;
    }
    ob_xdecref(p, attributes);
    ob_xdecref(p, fields);
    ob_xdecref(p, values);
    return node;
}

static size_t name_at(const char **at, char name[64]) {
    size_t len = strcspn(*at, " \n");
    if (len > 63) len = 63;
    memcpy(name, *at, len);
    name[len] = '\0';
    *at += len;
    return len;
}

static Ob *node_word(Nodes *n) {
    char name[64];
    int64_t numbers[5];
    name_at(&n->at, name);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        char *end;
        numbers[i] = strtoll(n->at, &end, 10);
        n->at = end;
    }
    Ob *class_ = dict_getitem_cstr(n->p, n->classes, name);
    if (!class_) return err_format(n->p, EXC_SystemError, "no such node: %s", name);
    ob_incref(n->p, class_);
    Ob *node = node_of(n, class_, numbers[0], numbers + 1);
    ob_decref(n->p, class_);
    return node;
}

static Ob *text_word(Nodes *n, bool bytes) {
    char *end;
    size_t len = (size_t)strtoull(n->at, &end, 10);
    const char *from = end + 1;
    n->at = from + len;
    if (bytes) return bytes_new(n->p, from, len);
    return str_new(n->p, from, len);
}

/* The thing that the next word makes; the newline behind it is left. */
static Ob *word(Nodes *n) {
    Proc *p = n->p;
    char name[64];
    size_t len;
    switch (*n->at++) {
    case 'n': return ob_newref(p, OB_NONE(p));
    case 't': return ob_newref(p, p->ob->true_);
    case 'f': return ob_newref(p, p->ob->false_);
    case 'z': return ob_newref(p, &p->ob->ellipsis);
    case 'i': {
        len = strcspn(n->at, "\n");
        Ob *number = int_from_hex(p, n->at, len);
        n->at += len;
        return number;
    }
    case 'd': return const_double(&n->at, p);
    case 'j': return const_complex(&n->at, p);
    case 's': return text_word(n, false);
    case 'y': return text_word(n, true);
    case 'l': {
        char *end;
        int64_t count = strtoll(n->at, &end, 10);
        n->at = end;
        return taken(n, count);
    }
    case 'o': {
        name_at(&n->at, name);
        Ob *single = dict_getitem_cstr(p, n->singletons, name);
        return single ? ob_newref(p, single)
                      : err_format(p, EXC_SystemError, "no such node: %s", name);
    }
    default: return node_word(n);
    }
}

static Ob *built(Nodes *n, const char *end) {
    while (n->at < end) {
        Ob *thing = word(n);
        if (!thing || list_append_take(n->p, n->stack, thing) < 0) return NULL;
        n->at++;
    }
    return ob_newref(n->p, list_item(n->stack, 0));
}

static Ob *from_flat(Proc *p, const char *flat, size_t len) {
    Ob *module = p->hooks.import_module(p, "_ast"), *tree = NULL;
    if (!module) return NULL;
    Ob *dict = ob_getattr_cstr(p, module, "__dict__");
    Ob *singletons = dict ? dict_getitem_cstr(p, dict, "_singletons") : NULL;
    Nodes n = {.p = p, .at = flat};
    n.classes = dict;
    n.singletons = singletons;
    n.stack = singletons ? list_new(p, 0) : NULL;
    if (n.stack) tree = built(&n, flat + len);
    ob_xdecref(p, n.stack);
    ob_xdecref(p, dict);
    ob_decref(p, module);
    return tree;
}

static bool has(const Proc *p, const char *word) { return !module_lacks(p, "_ast", word); }

/* The words are those by which _ast.py makes its classes. */
static TreeShape shape_of(const Proc *p) {
    return (TreeShape){.comments = has(p, "comments"),
                       .own_constants = has(p, "own-constants"),
                       .old_slices = has(p, "old-slices"),
                       .keywords_placed = has(p, "keywords"),
                       .aliases_placed = has(p, "aliases"),
                       .type_params = has(p, "type-params")};
}

Ob *tree_objects(Proc *p, const char *source, size_t len, const char *file, LangMode mode) {
    StrBuf flat = {0};
    DiagList diags = {0};
    TreeShape shape = shape_of(p);
    if (!lang_tree_flat(source, len, file, mode, p->s->profile.version, &shape, &flat, &diags)) {
        sb_free(&flat);
        SyntaxMistake mistake = code_mistake(p, file, false, source, len, mode, &diags);
        code_raise_syntax_error(p, &mistake);
        return NULL;
    }
    diag_free(&diags);
    size_t size = flat.len;
    char *kept = img_carve(p, SEG_TEXT, size + 1, 1); /* an event may leave the engine */
    memcpy(kept, sb_text(&flat), size);
    kept[size] = '\0';
    sb_free(&flat);
    return from_flat(p, kept, size);
}

bool tree_is_node(Proc *p, Ob *o) {
    /* A class of that module is a heap type whose root below object is AST of _ast. */
    for (const TypeOb *type = o->ob_type; type; type = type->tp_base) {
        if (!(type->flags & TYPE_HEAP)) return false;
        Ob *mark = type->tp_dict ? dict_getitem_cstr(p, type->tp_dict, "_node_of_ast") : NULL;
        if (mark) return true;
    }
    return false;
}

Ob *tree_source(Proc *p, Ob *tree) {
    Ob *module = p->hooks.import_module(p, "_ast_source");
    Ob *write = module ? ob_getattr_cstr(p, module, "_as_source") : NULL;
    Ob *text = write ? ob_call(p, write, &tree, 1, NULL) : NULL;
    ob_xdecref(p, write);
    ob_xdecref(p, module);
    return text;
}
