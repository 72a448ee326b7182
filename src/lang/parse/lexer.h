/* lexer.h - source text into tokens.
 *
 * The whole text becomes one array, ended by TOK_END. A place that is no token becomes TOK_ERROR
 * with a message; the parser reports it when it gets there, so that an earlier mistake of another
 * kind is told first. */
#ifndef OURO_LEXER_H
#define OURO_LEXER_H

#include "base/unicode/unicode.h"

typedef enum TokenKind {
    TOK_END,
    TOK_NEWLINE,
    TOK_INDENT,
    TOK_DEDENT,
    TOK_NAME,
    TOK_NUMBER,
    TOK_STRING,
    TOK_ERROR,
#define TOKEN_KEYWORD(name, text) TOK_##name,
#define TOKEN_OP(name, text) TOK_##name,
#include "lang/parse/tokens.def"
    TOK_COUNT
} TokenKind;

typedef struct Token {
    TokenKind kind;
    uint32_t start, end;    /* bytes of the source */
    int32_t line, end_line; /* from 1 */
    int32_t told_line;      /* of its node: up to 3.7 a string is where it ends */
    int32_t col, end_col;   /* bytes from the start of the line, from 0 */
} Token;

typedef enum LexMistake { LEX_OTHER, LEX_NUMBER, LEX_BRACKET } LexMistake;

typedef struct Lexed {
    Token *items;
    size_t count, cap;
    char *error, *hint; /* of the TOK_ERROR token, if there is one; hint may be NULL */
    bool misindented;   /* the error is one of indentation */
    bool unclosed;      /* the error is a bracket that was never closed */
    LexMistake unnamed; /* the error is one that earlier versions had no words for */
} Lexed;

/* What of the text a Python reads in its own way. */
typedef struct LexRules {
    UnicodeVersion unicode; /* says what may stand in a name */
    bool nested;            /* any string may stand in a field of an f-string */
    bool strings_at_end;    /* a string is said to stand on its last line */
    bool no_walrus;         /* := are two tokens */
    bool reads_on; /* a number ends where it can; a string that does not end is told at the end */
} LexRules;

/* Cut `source` (at most LEX_MAX_BYTES bytes) into tokens. lex_free what is returned. */
Lexed lex_source(const char *source, size_t len, LexRules rules);
/* The bytes from `start` to `end` as if they stood in brackets: the expression of a field. The line of `start` and where
 * it begins are given. */
Lexed lex_field(const char *source, size_t start, size_t end, int32_t line, size_t line_start,
                LexRules rules);
void lex_free(Lexed *lexed);
/* Is the word, of `len` bytes, one that cannot be a name? */
bool lex_is_keyword(const char *word, size_t len);

enum {
    LEX_MAX_BYTES = 16 * 1024 * 1024,
    LEX_MAX_INDENTS = 100, /* Parser/tokenizer.c, MAXINDENT */
    LEX_MAX_BRACKETS = 200 /* Parser/tokenizer.c, MAXLEVEL */
};

#endif
