/* gen.h - what the parts of the code generator share.
 *
 * gen_*.c walk the tree and emit instructions of the family; after Python/compile.c of that
 * version.
 *
 * Room lang/gen: a tree into instructions, and finished blocks into a code unit. Called from:
 * lang. */
#ifndef OURO_GEN_H
#define OURO_GEN_H

#include "lang/compile.h"
#include "lang/flow/flow.h"
#include "lang/scope/symbols.h"

enum {
    GEN_MAX_BLOCKS = 20,     /* CO_MAXBLOCKS */
    GEN_MAX_ARGUMENTS = 255, /* of a function or a call up to 3.6 */
    GEN_STACK_USE = 30, /* STACK_USE_GUIDELINE of 3.10+: longer displays are built step by step */
    GEN_MAX_INSTRUCTIONS = 500000 /* for one source: nested finally blocks multiply */
};

typedef enum UnitKind {
    UNIT_MODULE,
    UNIT_CLASS,
    UNIT_FUNCTION,
    UNIT_LAMBDA,
    UNIT_COMPREHENSION
} UnitKind;

/* What a return, break or continue has to leave (enum fblocktype). */
typedef enum FBlockKind {
    FB_WHILE,
    FB_FOR,
    FB_TRY, /* body of try ... except */
    FB_FINALLY_TRY,
    FB_FINALLY_TRY2, /* 3.8: with a placeholder for the return value below */
    FB_FINALLY_END,
    FB_WITH,
    FB_HANDLER_CLEANUP,
    FB_HANDLER, /* between the clauses (3.11+) */
    FB_POP_VALUE,
    FB_STOP_ITERATION /* 3.12+: the whole body of a generator */
} FBlockKind;

typedef struct FBlock {
    FBlockKind kind;
    Block *block, *exit;
    const StmtList *final; /* FINALLY_TRY of 3.9+ */
    const char *name;      /* HANDLER_CLEANUP */
    SourceSpan at;         /* WITH */
} FBlock;

typedef struct GenUnit GenUnit;

/* While an inlined comprehension is compiled, a name lives where the comprehension has it. */
typedef struct PlaceInside {
    const char *name;
    SymbolPlace place;
    bool fast; /* a local slot, also in a module or class */
} PlaceInside;

struct GenUnit {
    GenUnit *parent;
    UnitKind kind;
    const Scope *scope;
    const char *name, *qualname, *private;
    int firstlineno, argcount, posonlyargcount, kwonlyargcount, flags;
    Flow flow;
    Block *cur;
    bool new_block; /* the next instruction begins a block (3.10+) */
    SourceSpan loc;
    bool line_set; /* up to 3.9: the current line was given to an instruction */
    int stmt;
    NameList names, varnames, cellvars, freevars, attributes;
    FBlock fblocks[GEN_MAX_BLOCKS];
    int nfblocks;
    PlaceInside *inside; /* the innermost one counts */
    size_t ninside, inside_cap;
    Block *guard; /* see gen_guard_begin */
    int inlined;  /* comprehensions around the expression that are inlined (u_in_inlined_comp) */
};

/* A place that uses what is not here: a name of a module, a built-in name (module NULL) or a module
 * (name NULL). */
typedef struct AbsentUse {
    const char *module, *name;
    SourceSpan at;
} AbsentUse;

typedef struct Absences {
    AbsentUse *uses;
    size_t count;
    NameList bound;    /* of names that would be missing, those that the program binds itself */
    NameList imported; /* modules bound to their own names */
    bool star;         /* an import of everything may bind any name */
} Absences;

typedef struct Gen {
    Tree *tree;
    const SourceText *source;
    PythonVersion family;
    LangMode mode;
    GenUnit *u;
    size_t emitted;
    int mute; /* 3.8: inside "if 0", where code leaves nothing but its names */
    bool failed;
    const LangAbsent *absent; /* or NULL: what is missing shows when it is used */
    Absences absences;
} Gen;

/* gen_absent.c */
void gen_note_bound(Gen *g, const char *name);
void gen_note_name(Gen *g, const Expr *e);
void gen_note_attribute(Gen *g, const Expr *e);
void gen_note_import(Gen *g, const Stmt *s);
bool gen_refuse_absent(Gen *g); /* true: something was refused */

/* gen.c: instructions */
void gen_op(Gen *g, int op);
void gen_arg(Gen *g, int op, int arg);
void gen_jump(Gen *g, int op, Block *target);
Block *gen_block(Gen *g);
void gen_use(Gen *g, Block *block);
void gen_error(Gen *g, SourceSpan at, const char *message);
void gen_const(Gen *g, const Const *value); /* LOAD_CONST of a copy */
void gen_const_int(Gen *g, int64_t value);
void gen_const_text(Gen *g, const char *text);
void gen_none(Gen *g);
void gen_const_names(Gen *g, const char *const *names,
                     size_t count); /* LOAD_CONST of a tuple of names */
int gen_add_names_const(Gen *g, const char *const *names, size_t count);
void gen_name(Gen *g, int op, const char *name); /* op with an index into co_names (mangled) */
void gen_method_name(Gen *g, const char *name); /* LOAD_METHOD, or LOAD_ATTR of 3.12+ as a method */
void gen_name_ctx(Gen *g, const char *name, ExprContext ctx);
int gen_name_index(Gen *g, NameList *list, const char *name);
/* Its index there; -1 when the list has it not. */
int gen_find_name(Gen *g, NameList *list, const char *name);
bool gen_is(const Gen *g, PythonVersion since); /* family >= since */
bool gen_too_many(const Gen *g, int n);         /* values for the stack (3.10+) */
bool gen_has_places(const Gen *g); /* 3.10+: each instruction has a line of its own (PEP 626) */
bool gen_function_like(const GenUnit *u); /* its locals are slots */
SymbolPlace gen_place(const Gen *g, const char *mangled);

/* gen.c: positions. Up to 3.9 only the lines that begin matter, by other rules. */
SourceSpan gen_at(Gen *g, SourceSpan at); /* 3.10+: set, returns the old one */
void gen_nowhere(Gen *g);                 /* 3.10+: what follows is artificial */
void gen_line38(Gen *g, int line);        /* up to 3.9: the next instruction begins this line */

/* gen_expr.c */
void gen_expr(Gen *g, const Expr *e);
void gen_exprs(Gen *g, const ExprList *list);
void gen_jump_if(Gen *g, const Expr *e, Block *next, bool cond);
/* __debug__ up to 3.6; later the tree has a constant there already. */
bool gen_is_debug(const Gen *g, const Expr *e);
void gen_binary_op(Gen *g, int nb, bool inplace);
void gen_compare_op(Gen *g, int cmp); /* CMP_* */
void gen_subscript_parts(Gen *g, const Expr *slice);
bool gen_plain_slice(const Gen *g, const Expr *index);
SourceSpan gen_attr_span(SourceSpan at, const Expr *attribute);

/* gen_display.c */
void gen_list_or_tuple(Gen *g, const Expr *e);
void gen_dict(Gen *g, const Expr *e);
void gen_sequence(Gen *g, const ExprList *items, int pushed, int build, int add, int extend,
                  bool tuple);

/* gen_comp.c */
void gen_yield(Gen *g); /* the value lies on the stack */
void gen_yield_from(Gen *g);
/* 3.12+: a StopIteration that leaves the generator becomes a RuntimeError there. The first opens the
 * block of the body, the second ends it behind the body. */
void gen_guard_begin(Gen *g);
void gen_guard_end(Gen *g);
void gen_comprehension(Gen *g, const Expr *e);

/* gen_call.c */
void gen_call(Gen *g, const Expr *e);
void gen_call_with(Gen *g, int pushed, const ExprList *args, const KeywordList *keywords);
bool gen_super_attribute(Gen *g, const Expr *e); /* 3.12+: LOAD_SUPER_ATTR when it is one */
void gen_call_simple(Gen *g, int nargs);         /* PRECALL and CALL, CALL, or CALL_FUNCTION */

/* gen_warn.c: a SyntaxWarning when what stands here cannot be meant so */
void gen_check_compare(Gen *g, const Expr *e);
void gen_check_call(Gen *g, const Expr *call);
void gen_check_subscript(Gen *g, const Expr *e); /* one that is read */
void gen_check_assert(Gen *g, const Stmt *s);

/* gen_stmt.c */
/* The docstring of a body, where it is kept; or NULL. */
const Const *gen_kept_docstring(const Gen *g, const StmtList *body);
void gen_body(Gen *g, const StmtList *body); /* with docstring and annotations */
void gen_stmts(Gen *g, const StmtList *list);

/* gen_unwind.c: blocks are entered and left; the ways out of them */
bool gen_push(Gen *g, FBlock block);
void gen_pop(Gen *g);
void gen_return(Gen *g, const Stmt *s);
void gen_break(Gen *g);
void gen_continue(Gen *g);
void gen_forget_name(Gen *g, const char *name); /* the end of "except ... as name" */
void gen_exit_with_nones(Gen *g);               /* __exit__(None, None, None) */

/* gen_try.c */
void gen_try(Gen *g, const Stmt *s);
/* With except clauses up to 3.8. `setup` opens the block; `handler_body` writes what a clause does, with the
 * value and the traceback of the exception on the stack. */
void gen_try_except_stacked(Gen *g, const Stmt *s, Opcode setup,
                            void (*handler_body)(Gen *g, const Handler *handler));
/* 3.11+: what the handlers themselves raise goes on; and the jump over it. */
void gen_reraise_cleanup(Gen *g, Block *cleanup);
int gen_plain_jump(const Gen *g);

/* gen_with.c */
void gen_with(Gen *g, const Stmt *s, size_t item);
void gen_with_inside(Gen *g, const Stmt *s, size_t item); /* target and body, or the next item */

/* gen_try37.c: up to 3.7 the blocks themselves know at run time how they are left */
void gen_loop_begin(Gen *g, Block *end); /* SETUP_LOOP; later nothing */
void gen_loop_end(Gen *g);
void gen_return37(Gen *g, const Expr *value);
void gen_break37(Gen *g);
void gen_continue37(Gen *g);
void gen_try37(Gen *g, const Stmt *s);
void gen_with37(Gen *g, const Stmt *s, size_t item);

void gen_duplicate(Gen *g); /* the top once more */

/* gen_match.c */
void gen_match(Gen *g, const Stmt *s);

/* gen_func.c */
void gen_function(Gen *g, const Stmt *s);
void gen_class(Gen *g, const Stmt *s);
void gen_lambda(Gen *g, const Expr *e);
void gen_docstring(Gen *g, const Const *doc); /* LOAD_CONST of it, as the version keeps it */
void gen_enter(Gen *g, UnitKind kind, const Scope *scope, const char *name, int firstlineno);
/* The code of a unit that is left becomes a function on the stack; `flags`: FUNCTION_* of what lies
 * below it. */
void gen_make_function(Gen *g, CodeUnit *unit, int flags, const char *qualname);
/* Finish the current unit, go back to its parent. NULL after an error. */
CodeUnit *gen_leave(Gen *g, bool add_none);

/* assemble.c */
CodeUnit *gen_assemble(Gen *g);

#endif
