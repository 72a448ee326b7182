/* parser.h - tokens into a tree.
 *
 * A recursive descent parser for the first part of the language (design: "The Python that the
 * engine runs"). What is Python but outside the subset is refused with its name and, where there is
 * one, another way to write it.
 *
 * Room lang/parse: text into tokens into a tree, and what is said about wrong text. Called from:
 * lang, vm. */
#ifndef OURO_PARSER_H
#define OURO_PARSER_H

#include "lang/code/opcode.h"
#include "lang/parse/tree.h"

typedef enum ParseMode { PARSE_MODULE, PARSE_LIBRARY, PARSE_EXPR } ParseMode;

/* Parse into `tree` (zeroed by the caller, who frees it with tree_free in any case). False after an
 * error, which is then in `diags`. `family` decides on the few things that the grammar of a version
 * adds. */
OURO_MUST_CHECK bool parse_source(const char *source, size_t len, const char *filename,
                                  ParseMode mode, PythonVersion family, Tree *tree,
                                  DiagList *diags);

#endif
