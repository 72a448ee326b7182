/* parse_internal.h - what the parts of the parser share. */
#ifndef OURO_PARSE_INTERNAL_H
#define OURO_PARSE_INTERNAL_H

#include "lang/parse/lexer.h"
#include "lang/parse/parser.h"

enum {
    PARSE_MAX_NESTING =
        400, /* calls of the parser inside each other: brackets, lambdas, unary signs */
    PARSE_MAX_DEPTH = 900 /* levels of the tree, which the later passes walk recursively */
};

typedef struct Parser {
    const char *source, *filename;
    size_t len;
    PythonVersion family;
    bool library; /* text of the library here, see LANG_LIBRARY */
    LexRules lex; /* of that version */
    Tree *tree;
    DiagList *diags;
    Lexed tokens;
    size_t next; /* index of the token to read */
    int nesting;
    const Expr *last; /* the expression that was read last, and the token behind it */
    size_t last_end;
    bool explaining; /* reading on to learn where the mistake ends */
    DiagKind kind;   /* of the error that is reported */
    bool failed;     /* an error was found: everything unwinds */
    bool refused;    /* that error, or an earlier one, was a refusal: see parse_module */
    Expr *broken;    /* the EX_ERROR node that stands for what could not be read */
} Parser;

/* parser.c: tokens */
const Token *pr_peek(const Parser *p);
const Token *pr_peek_at(const Parser *p, size_t ahead);
const Token *pr_take(Parser *p);
bool pr_is(const Parser *p, TokenKind kind);
bool pr_accept(Parser *p, TokenKind kind);
/* Take the token or report "expected ..."; false after an error. */
bool pr_expect(Parser *p, TokenKind kind);
bool pr_is_word(const Parser *p, const Token *token, const char *word);
/* The name that the token is read as, kept by the tree. */
const char *pr_name(Parser *p, const Token *token);
/* Take an identifier; NULL after an error. */
const char *pr_expect_name(Parser *p);
SourceSpan pr_span(const Token *token);
/* The same of a token that may be the end of the text, which ends nowhere. */
SourceSpan pr_end_span(const Parser *p, const Token *token);
/* Where it is told that the token does not fit. */
SourceSpan pr_unfit_span(const Parser *p, const Token *token);
/* From the start of `from` to the end of the last token that was taken. */
SourceSpan pr_span_from(const Parser *p, SourceSpan from);

/* parser.c: errors. All return the broken expression; the first one counts. */
Expr *pr_error(Parser *p, SourceSpan at, const char *format, ...) OURO_PRINTF(3, 4);
/* What the grammar knows of this mistake from 3.10 on; before, the next token does not fit. */
Expr *pr_explain(Parser *p, SourceSpan at, const char *format, ...) OURO_PRINTF(3, 4);
/* The same where the token at that place is the one that did not fit. */
Expr *pr_explain_token(Parser *p, SourceSpan at, const char *message);
Expr *pr_refuse(Parser *p, SourceSpan at, const char *what, const char *hint);
Expr *pr_unexpected(Parser *p);
/* One level deeper; false when that is too deep (reported). Pair it with pr_leave. */
bool pr_enter(Parser *p);
void pr_leave(Parser *p);

/* parser.c: nodes */
Expr *pr_new(Parser *p, ExprKind kind, SourceSpan at);
/* The child hangs below the node: count the depth. Returns the child. */
Expr *pr_under(Parser *p, Expr *node, Expr *child);
void *pr_alloc(Parser *p, size_t bytes);
void *pr_room(Parser *p, void *items, size_t count, size_t size); /* arena_room */

/* literal.c: values. NULL after an error. */
Expr *pr_number(Parser *p);
bool literal_is_imaginary(const Const *value);
Expr *pr_strings(Parser *p);

/* parse_expr.c */
Expr *pr_expression(Parser *p);                                    /* without := and * */
Expr *pr_named(Parser *p);                                         /* also := */
void pr_check_given(Parser *p, const Token *first, const Expr *e); /* by return or yield */
Expr *pr_star_expressions(Parser *p); /* "a, *b": a tuple when there is a comma */
Expr *pr_subject(Parser *p);          /* the same, also with := in it */
Expr *pr_yield_or_star(Parser *p);    /* also yield: what may be assigned */
Expr *pr_target_list(Parser *p);      /* targets of for, not yet made targets */
Expr *pr_bitor(Parser *p);
Expr *pr_disjunction(Parser *p);
void pr_set_context(Parser *p, Expr *target, ExprContext ctx, const char *verb, bool maybe_eq);
const char *pr_expr_name(const Parser *p, const Expr *e);

/* parse_comp.c: behind the element (or the key and the value) of a display that began at `at`: the
 * for clauses up to the closing bracket, which is taken. */
Expr *pr_comprehension(Parser *p, CompKind kind, SourceSpan at, Expr *element, Expr *value);
/* parse_comp.c: the same for an argument of the call whose "(" is `open`; the ")" stays. `alone`:
 * no argument stands before it. */
Expr *pr_generator_argument(Parser *p, SourceSpan open, Expr *element, bool alone);

/* parse_args.c */
Expr *pr_call(Parser *p, Expr *func);
/* NAME ('.' NAME)* ['(' arguments ')'], what a decorator is up to 3.8. */
Expr *pr_dotted_call(Parser *p);
void pr_call_arguments(Parser *p, Expr *owner, ExprList *args, KeywordList *keywords);
Args *pr_parameters(Parser *p, Expr *owner, TokenKind end, bool annotations);

/* parse_stmt.c, parse_block.c */
void pr_statement(Parser *p, StmtList *out);
bool pr_begins_compound(TokenKind kind);
void pr_compound(Parser *p, StmtList *out, ExprList decorators);
Stmt *pr_new_stmt(Parser *p, StmtKind kind, SourceSpan at);
void pr_simple_line(Parser *p, StmtList *out);
/* ": statements" on the line, or an indented block. `what` names the owner in messages. */
bool pr_block(Parser *p, Stmt *owner, StmtList *out, const char *what, const Token *keyword);
/* The indentation of a block that `what` on that line begins; false after an error. */
bool pr_indent(Parser *p, const char *what, int line);
/* A compound statement ends with the last token that one can see. */
void pr_end_block(const Parser *p, Stmt *s);

/* parse_match.c */
bool pr_begins_match(const Parser *p);
void pr_match(Parser *p, StmtList *out);

#endif
