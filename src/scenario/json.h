/* json.h - strict JSON: a text becomes a tree in which every value knows where it stood.
 *
 * json_parse is the entry; the scenario loader and the configuration of the front end call it. It
 * accepts exactly RFC 8259 and is stricter where that leaves a choice: UTF-8 without byte-order
 * mark, no lone surrogates, no U+0000, no duplicate keys, at most JSON_DEPTH levels. Numbers keep
 * their spelling, so that an integer stays exact. json.c is the only file of the project that
 * touches cJSON. */
#ifndef OURO_JSON_H
#define OURO_JSON_H

#include "base/base.h"
#include "base/diag.h"

#define JSON_DEPTH 100                       /* arrays and objects inside one another */
#define JSON_BYTES ((size_t)8 * 1024 * 1024) /* of one text */
#define JSON_VALUES ((size_t)1000000)        /* in one text, keys included */

typedef enum JsonKind {
    JSON_NULL,
    JSON_BOOL,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
} JsonKind;

typedef struct JsonValue JsonValue;
struct JsonValue {
    JsonKind kind;
    bool boolean;             /* BOOL */
    int line, column;         /* where the value starts; from 1, columns in code points */
    int key_line, key_column; /* where its key starts, in an object */
    const char *key;          /* in an object, else NULL */
    const char *text;         /* STRING: the characters; NUMBER: its spelling; else NULL */
    JsonValue *items;         /* ARRAY and OBJECT, in the order of the text */
    size_t count;
    const JsonValue *parent; /* NULL for the whole */
};

typedef struct JsonDoc JsonDoc;

/* Read `len` bytes. `file` is how messages name the source. Adds every error to `errors`. Returns
 * the tree (json_free it) or NULL when the structure cannot be made out; a tree may come back
 * although there were errors (a duplicate key, a bad character in a string), so that the caller can
 * go on checking: compare errors->total. */
JsonDoc *json_parse(const char *file, const char *data, size_t len, DiagList *errors);
const JsonValue *json_root(const JsonDoc *doc);
void json_free(JsonDoc *doc);

/* The member `key` of an object, compared exactly; the first of duplicates; NULL when there is
 * none. */
const JsonValue *json_member(const JsonValue *object, const char *key);
/* Whether the number is written as an integer and fits; 1.0 and 1e3 are not integers here. */
bool json_int64(const JsonValue *number, int64_t *out);
bool json_is_integer(const JsonValue *number);

/* Append where the value stands in the document: `steps[3].ask.answer`, `expect["refcount(a)"]`. */
void json_put_path(StrBuf *out, const JsonValue *value);
/* Append one step of such a path, for whoever builds one without a tree. */
void json_put_path_key(StrBuf *out, const char *key, size_t len);
void json_put_path_index(StrBuf *out, size_t index);
/* Append what was found, in words: the string `x`, the number 3, an array of 2. */
void json_describe(StrBuf *out, const JsonValue *value);
/* Append `text` between backticks, cut to a length that fits a message. */
void json_quote(StrBuf *out, const char *text, size_t len);

#endif
