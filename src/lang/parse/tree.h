/* tree.h - the syntax tree of a program.
 *
 * The parser makes it, fold.c simplifies constants in it, symbols.c adds scopes, the compiler reads
 * it. Node kinds and their parts follow CPython's Parser/Python.asdl. Everything lies in one Arena
 * and goes with it. */
#ifndef OURO_TREE_H
#define OURO_TREE_H

#include "lang/code/code_unit.h"

/* Memory that is freed at once. */
typedef struct Arena {
    struct ArenaChunk *chunks;
} Arena;

void *arena_alloc(Arena *arena, size_t bytes);                /* zeroed */
char *arena_text(Arena *arena, const char *text, size_t len); /* copy, ended by NUL */
/* Room for one more item of `size` bytes behind `count` of them, in an array that only this function
 * grows: it holds 4, 8, 16, ... An arena cannot resize, so the old array is left behind. */
void *arena_room(Arena *arena, void *items, size_t count, size_t size);
void arena_free(Arena *arena);

typedef struct Expr Expr;
typedef struct Stmt Stmt;
typedef struct Scope Scope; /* symbols.h */

typedef struct ExprList {
    Expr **items;
    size_t count;
} ExprList;

typedef struct StmtList {
    Stmt **items;
    size_t count;
} StmtList;

typedef struct NameList {
    const char **items;
    size_t count;
    uint32_t *index; /* hash table for long lists, kept by gen_name_index */
    size_t index_cap, indexed;
} NameList;

void expr_list_add(Arena *arena, ExprList *list, Expr *item);
void stmt_list_add(Arena *arena, StmtList *list, Stmt *item);
void name_list_add(Arena *arena, NameList *list, const char *item);

typedef struct Arg {
    const char *name;
    Expr *annotation; /* or NULL */
    SourceSpan at;
} Arg;

typedef struct ArgList {
    Arg *items;
    size_t count;
} ArgList;

typedef struct Args {
    ArgList posonly, args, kwonly;
    Arg *vararg, *kwarg;  /* or NULL */
    ExprList defaults;    /* of the last positional ones */
    ExprList kw_defaults; /* parallel to kwonly; NULL where there is none */
} Args;

typedef struct Keyword {
    const char *name; /* NULL for ** */
    Expr *value;
    SourceSpan at;
} Keyword;

typedef struct KeywordList {
    Keyword *items;
    size_t count;
} KeywordList;

typedef enum ExprKind {
    EX_CONST,
    EX_NAME,
    EX_ATTRIBUTE,
    EX_SUBSCRIPT,
    EX_SLICE,
    EX_CALL,
    EX_UNARY,
    EX_BINARY,
    EX_BOOL,
    EX_COMPARE,
    EX_IF,
    EX_LAMBDA,
    EX_TUPLE,
    EX_LIST,
    EX_SET,
    EX_DICT,
    EX_STARRED,
    EX_NAMED, /* target := value */
    EX_COMP,  /* a comprehension or a generator expression */
    EX_YIELD,
    EX_YIELD_FROM,
    EX_JOINED,    /* parts of a formatted string */
    EX_FORMATTED, /* one value in it */
    EX_ERROR      /* stands where the parser gave up; never compiled */
} ExprKind;

typedef enum ExprContext { CTX_LOAD, CTX_STORE, CTX_DEL } ExprContext;

typedef enum UnaryKind { UN_POSITIVE, UN_NEGATIVE, UN_NOT, UN_INVERT } UnaryKind;
typedef enum BoolKind { BOOL_AND, BOOL_OR } BoolKind;
typedef enum CompKind { COMP_GENERATOR, COMP_LIST, COMP_SET, COMP_DICT } CompKind;

/* "for target in iter if ... if ..." of a comprehension. */
typedef struct CompFor {
    Expr *target, *iter;
    ExprList ifs;
} CompFor;

struct Expr {
    uint8_t kind;  /* ExprKind */
    uint8_t op;    /* UNARY: UnaryKind; BINARY: NbOp of opcode.h; BOOL: BoolKind; COMP: CompKind */
    uint8_t ctx;   /* ExprContext of targets */
    bool parens;   /* stood in parentheses of its own */
    int32_t depth; /* how many levels lie below, bounded by the parser */
    SourceSpan at;
    union {
        Const *value;
        const char *name;
        struct {
            Expr *value;
            const char *name;
        } attribute;
        struct {
            Expr *value, *index;
        } subscript;
        struct {
            Expr *lower, *upper, *step; /* each may be NULL */
        } slice;
        struct {
            Expr *func;
            ExprList args;
            KeywordList keywords;
        } call;
        Expr *operand; /* UNARY, STARRED, YIELD (or NULL), YIELD_FROM */
        struct {
            Expr *left, *right;
        } binary;
        ExprList items; /* BOOL, TUPLE, LIST, SET, JOINED */
        struct {
            Expr *left;
            ExprList rest;
            uint8_t *ops; /* CMP_* of opcode.h, one for each of rest */
        } compare;
        struct {
            Expr *test, *body, *orelse;
        } cond;
        struct {
            Args *args;
            Expr *body;
            Scope *scope;
        } lambda;
        struct {
            ExprList keys, values; /* a NULL key: ** */
        } dict;
        struct {
            Expr *target, *value;
        } named;
        struct {
            Expr *element, *value; /* value: of a dictionary, or NULL */
            CompFor *fors;
            size_t nfors;
            Scope *scope;
        } comp;
        struct {
            Expr *value, *spec; /* spec: JOINED or NULL */
            int conversion;     /* 's', 'r', 'a' or 0 */
        } formatted;
    } u;
};

typedef enum PatternKind {
    PAT_VALUE,     /* compared by == */
    PAT_SINGLETON, /* None, True, False: by identity */
    PAT_SEQUENCE,
    PAT_MAPPING,
    PAT_CLASS,
    PAT_STAR, /* *name in a sequence */
    PAT_AS,   /* pattern as name, a name alone, or _ */
    PAT_OR
} PatternKind;

typedef struct Pattern Pattern;

typedef struct PatternList {
    Pattern **items;
    size_t count;
} PatternList;

struct Pattern {
    uint8_t kind; /* PatternKind */
    SourceSpan at;
    Expr *value;            /* VALUE, SINGLETON; CLASS: the class */
    const char *name;       /* STAR, AS: NULL is _; MAPPING: of **rest, or NULL */
    Pattern *inner;         /* AS; NULL: anything */
    ExprList keys;          /* MAPPING */
    PatternList items;      /* SEQUENCE, OR; MAPPING: of the values; CLASS: the positional ones */
    NameList keywords;      /* CLASS */
    PatternList attributes; /* CLASS: parallel to keywords */
};

void pattern_list_add(Arena *arena, PatternList *list, Pattern *item);
/* Does it match whatever comes and bind nothing? */
bool pattern_is_wildcard(const Pattern *pattern);

typedef enum StmtKind {
    ST_EXPR,
    ST_ASSIGN,
    ST_AUGMENTED,
    ST_ANNOTATED,
    ST_DELETE,
    ST_PASS,
    ST_BREAK,
    ST_CONTINUE,
    ST_RETURN,
    ST_RAISE,
    ST_ASSERT,
    ST_GLOBAL,
    ST_NONLOCAL,
    ST_IMPORT,
    ST_FROM_IMPORT,
    ST_IF,
    ST_WHILE,
    ST_FOR,
    ST_TRY,
    ST_WITH,
    ST_MATCH,
    ST_FUNCTION,
    ST_CLASS
} StmtKind;

typedef struct Alias {
    const char *name;   /* "a.b", or "*" */
    const char *asname; /* or NULL */
} Alias;

typedef struct Handler {
    Expr *type;       /* NULL: bare */
    const char *name; /* or NULL */
    StmtList body;
    SourceSpan at;
} Handler;

typedef struct MatchCase {
    Pattern *pattern;
    Expr *guard; /* or NULL */
    StmtList body;
} MatchCase;

typedef struct WithItem {
    Expr *context, *target; /* target may be NULL */
} WithItem;

struct Stmt {
    uint8_t kind;  /* StmtKind */
    uint8_t op;    /* AUGMENTED: NbOp */
    bool simple;   /* ANNOTATED: a bare name without parentheses */
    int32_t depth; /* as in Expr */
    SourceSpan at;
    union {
        Expr *expr; /* EXPR, RETURN (or NULL) */
        struct {
            ExprList targets;
            Expr *value;
        } assign;
        struct {
            Expr *target, *value, *annotation;
        } single;         /* AUGMENTED, ANNOTATED (value may be NULL) */
        ExprList targets; /* DELETE */
        struct {
            Expr *exc, *cause;
        } raise;
        struct {
            Expr *test, *message;
        } assertion;
        NameList names; /* GLOBAL, NONLOCAL */
        struct {
            Alias *items;
            size_t count;
            const char *module; /* FROM_IMPORT; NULL for "from . import" */
            int level;
        } import;
        struct {
            Expr *test;
            StmtList body, orelse;
        } branch; /* IF, WHILE */
        struct {
            Expr *target, *iter;
            StmtList body, orelse;
        } loop;
        struct {
            StmtList body, orelse, final;
            Handler *handlers;
            size_t nhandlers;
        } attempt;
        struct {
            WithItem *items;
            size_t count;
            StmtList body;
        } with;
        struct {
            Expr *subject;
            MatchCase *cases;
            size_t count;
        } match;
        struct {
            const char *name;
            Args *args;
            Expr *returns;
            ExprList decorators;
            StmtList body;
            Scope *scope;
        } function;
        struct {
            const char *name;
            ExprList bases;
            KeywordList keywords;
            ExprList decorators;
            StmtList body;
            Scope *scope;
        } class_;
    } u;
};

typedef struct WarningList {
    LangWarning **items; /* in the arena */
    size_t count;
} WarningList;

/* A parsed source: a list of statements, or one expression (LANG_EXPR). */
typedef struct Tree {
    Arena arena;
    StmtList body;
    Expr *expr;
    Scope *scope;       /* of the module, after symbols_build */
    const char **names; /* open hash table of all identifiers */
    size_t nnames, names_cap;
    unsigned future;      /* CO_FUTURE_* that the source or its surroundings asked for */
    int optimize;         /* LangOptions */
    WarningList warnings; /* of the parser and of the generator */
} Tree;

/* The one copy of an identifier in this tree, so that names compare by pointer. */
const char *tree_name(Tree *tree, const char *text, size_t len);
void tree_free(Tree *tree);

/* Note a SyntaxWarning for that line. */
void tree_warn(Tree *tree, int32_t line, const char *format, ...) OURO_PRINTF(3, 4);

/* The docstring of a body: its first statement when that is a plain string constant; else NULL. */
const Const *tree_docstring(const StmtList *body);

#endif
