/* lexer.h - source text into tokens.
 *
 * The whole text becomes one array, ended by TOK_END. A place that is no token becomes TOK_ERROR
 * with a message; the parser reports it when it gets there, so that an earlier mistake of another
 * kind is told first. */
#ifndef OURO_LEXER_H
#define OURO_LEXER_H

#include "base/base.h"

/* TOKEN_KEYWORD(NAME, text), TOKEN_OP(NAME, text): the longest operators come first within a
 * starting character. */
#define TOKEN_KEYWORDS(X)                                                                          \
    X(FALSE, "False")                                                                              \
    X(NONE, "None") X(TRUE, "True") X(AND, "and") X(AS, "as") X(ASSERT, "assert")                  \
        X(ASYNC, "async") X(AWAIT, "await") X(BREAK, "break") X(CLASS, "class")                    \
            X(CONTINUE, "continue") X(DEF, "def") X(DEL, "del") X(ELIF, "elif") X(ELSE, "else")    \
                X(EXCEPT, "except") X(FINALLY, "finally") X(FOR, "for") X(FROM, "from")            \
                    X(GLOBAL, "global") X(IF, "if") X(IMPORT, "import") X(IN, "in") X(IS, "is")    \
                        X(LAMBDA, "lambda") X(NONLOCAL, "nonlocal") X(NOT, "not") X(OR, "or")      \
                            X(PASS, "pass") X(RAISE, "raise") X(RETURN, "return") X(TRY, "try")    \
                                X(WHILE, "while") X(WITH, "with") X(YIELD, "yield")

#define TOKEN_OPS(X)                                                                               \
    X(ELLIPSIS, "...")                                                                             \
    X(POWER_EQ, "**=") X(FLOOR_EQ, "//=") X(LSHIFT_EQ, "<<=") X(RSHIFT_EQ, ">>=") X(POWER, "**")   \
        X(FLOOR, "//") X(LSHIFT, "<<") X(RSHIFT, ">>") X(LE, "<=") X(GE, ">=") X(EQ, "==")         \
            X(NE, "!=") X(ARROW, "->") X(ADD_EQ, "+=") X(SUB_EQ, "-=") X(MUL_EQ, "*=")             \
                X(DIV_EQ, "/=") X(MOD_EQ, "%=") X(AND_EQ, "&=") X(OR_EQ, "|=") X(XOR_EQ, "^=")     \
                    X(AT_EQ, "@=") X(WALRUS, ":=") X(ADD, "+") X(SUB, "-") X(STAR, "*")            \
                        X(SLASH, "/") X(PERCENT, "%") X(AMPER, "&") X(PIPE, "|") X(CARET, "^")     \
                            X(TILDE, "~") X(AT, "@") X(LT, "<") X(GT, ">") X(ASSIGN, "=")          \
                                X(LPAREN, "(") X(RPAREN, ")") X(LBRACKET, "[") X(RBRACKET, "]")    \
                                    X(LBRACE, "{") X(RBRACE, "}") X(COMMA, ",") X(COLON, ":")      \
                                        X(DOT, ".") X(SEMI, ";")

typedef enum TokenKind {
    TOK_END,
    TOK_NEWLINE,
    TOK_INDENT,
    TOK_DEDENT,
    TOK_NAME,
    TOK_NUMBER,
    TOK_STRING,
    TOK_ERROR,
#define X(name, text) TOK_##name,
    TOKEN_KEYWORDS(X) TOKEN_OPS(X)
#undef X
        TOK_COUNT
} TokenKind;

typedef struct Token {
    TokenKind kind;
    uint32_t start, end;    /* bytes of the source */
    int32_t line, end_line; /* from 1 */
    int32_t col, end_col;   /* bytes from the start of the line, from 0 */
} Token;

typedef struct Lexed {
    Token *items;
    size_t count, cap;
    char *error, *hint; /* of the TOK_ERROR token, if there is one; hint may be NULL */
    bool unclosed;      /* the error is a bracket that was never closed */
} Lexed;

/* Cut `source` (at most LEX_MAX_BYTES bytes) into tokens. lex_free what is returned. */
Lexed lex_source(const char *source, size_t len);
void lex_free(Lexed *lexed);
/* "'if'", "name", "newline": how a message calls the token. */
const char *token_kind_name(TokenKind kind);

enum {
    LEX_MAX_BYTES = 16 * 1024 * 1024,
    LEX_MAX_INDENTS = 100, /* Parser/tokenizer.c, MAXINDENT */
    LEX_MAX_BRACKETS = 200 /* Parser/tokenizer.c, MAXLEVEL */
};

#endif
