/* symbols.h - which name belongs to which scope.
 *
 * One Scope for the module, each class, function, lambda and comprehension, with a decision for every
 * name: local, global, cell, free. After Python/symtable.c.
 *
 * Room lang/scope: what a tree means before code is made: names, constants folded. Called from:
 * lang. */
#ifndef OURO_SYMBOLS_H
#define OURO_SYMBOLS_H

#include "lang/parse/source_error.h"
#include "lang/parse/tree.h"
#include "profile/profile.h"

typedef enum SymbolPlace {
    SYM_UNKNOWN, /* the scope does not mention the name */
    SYM_LOCAL,
    SYM_GLOBAL_EXPLICIT,
    SYM_GLOBAL_IMPLICIT,
    SYM_FREE,
    SYM_CELL
} SymbolPlace;

enum { /* how the scope mentions a name */
       DEF_GLOBAL = 1,
       DEF_LOCAL = 2,
       DEF_PARAM = 4,
       DEF_NONLOCAL = 8,
       DEF_USE = 16,
       DEF_ANNOTATED = 32,
       DEF_IMPORT = 64,
       DEF_FREE_CLASS = 128, /* a class binds it, and its methods need the one from outside */
       DEF_COMP_ITER = 256,  /* a target of a comprehension's for */
       DEF_COMP_CELL = 512,  /* a cell of a comprehension that was inlined here */
       DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT
};

typedef struct Symbol {
    const char *name;
    int flags;
    SymbolPlace place;
    bool taken_over;     /* came with a comprehension that was inlined, after names were decided */
    SourceSpan declared; /* of global and nonlocal */
} Symbol;

typedef enum ScopeKind { SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION } ScopeKind;

struct Scope {
    ScopeKind kind;
    Scope *parent, *next_sibling, *first_child, *last_child;
    Symbol *symbols; /* in the order of first mention */
    size_t count, cap;
    uint32_t *index; /* open hash table into symbols, slot value + 1 */
    size_t index_cap;
    const char *private;   /* class name for mangling, or NULL */
    bool nested;           /* inside a function */
    bool needs_class_cell; /* a method uses super() or __class__ */
    bool comprehension;    /* a function that stands for one; its first parameter is ".0" */
    uint8_t comp_kind;     /* CompKind of a comprehension */
    bool generator;        /* a generator expression, or a function that yields */
    bool inlined;          /* a comprehension that the scope around it has taken over */
    bool in_target;        /* while collecting: the targets of a comprehension's for are visited */
    int in_iterable;       /* while collecting: inside the iterable of a comprehension */
};

/* Fill in the scopes of `tree`; false after an error. */
OURO_MUST_CHECK bool symbols_build(Tree *tree, const SourceText *source, PythonVersion family);
/* The symbol of a (mangled) name of the tree, or NULL. */
const Symbol *scope_find(const Scope *scope, const char *name);
SymbolPlace scope_place(const Scope *scope, const char *name);
/* Names of that place (SYM_CELL: with __class__ where needed; SYM_FREE: with those that only pass a
 * class), sorted. */
NameList scope_sorted(Tree *tree, const Scope *scope, SymbolPlace place);
/* __name becomes _Class__name inside a class (_Py_Mangle). */
const char *tree_mangle(Tree *tree, const char *private, const char *name);

#endif
