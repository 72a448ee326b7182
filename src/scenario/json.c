/* json.c - the tree of a JSON text. The only file that touches cJSON.
 *
 * json_scan has refused whatever is not strict and noted where each key and value stands, in the
 * order of the text; cJSON parses. build_value gives each node of cJSON's tree its place, and
 * numbers their spelling. The caller sees JsonValue alone. */
#include "scenario/json.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "scenario/json_scan.h"

struct JsonDoc {
    JsonValue root;
    cJSON *tree;     /* owns keys and strings */
    char *spellings; /* of the numbers, each ended by NUL */
};

typedef struct Builder {
    const char *data;
    const JsonScan *scan;
    size_t next; /* place */
    char *spelling;
} Builder;

static JsonKind kind_of(const cJSON *node) {
    switch (node->type & 0xff) {
    case cJSON_True:
    case cJSON_False: return JSON_BOOL;
    case cJSON_Number: return JSON_NUMBER;
    case cJSON_String: return JSON_STRING;
    case cJSON_Array: return JSON_ARRAY;
    case cJSON_Object: return JSON_OBJECT;
    default: return JSON_NULL;
    }
}

static const JsonPlace *next_place(Builder *b) {
    OURO_ASSERT(b->next < b->scan->count);
    return &b->scan->places[b->next++];
}

static void build_value(Builder *b, const cJSON *node, JsonValue *value) {
    const JsonPlace *place = next_place(b);
    value->kind = kind_of(node);
    value->boolean = cJSON_IsTrue(node);
    value->line = place->line;
    value->column = place->column;
    value->text = node->valuestring;
    if (value->kind == JSON_NUMBER) {
        size_t len = place->end - place->start;
        value->text = memcpy(b->spelling, b->data + place->start, len);
        b->spelling[len] = '\0';
        b->spelling += len + 1;
    }
    const cJSON *child;
    cJSON_ArrayForEach(child, node) value->count++;
    value->items = value->count ? host_alloc(value->count * sizeof *value->items) : NULL;
    JsonValue *item = value->items;
    cJSON_ArrayForEach(child, node) {
        item->parent = value;
        if (child->string) {
            const JsonPlace *key = next_place(b);
            item->key = child->string;
            item->key_line = key->line;
            item->key_column = key->column;
        }
        build_value(b, child, item++);
    }
}

static int by_key(const void *left, const void *right) {
    const JsonValue *a = *(const JsonValue *const *)left, *b = *(const JsonValue *const *)right;
    int order = strcmp(a->key, b->key);
    return order ? order : (a > b) - (a < b);
}

/* Every second member of the same name, in every object. Sorted, because an object may have 100 000
 * members. */
static void report_duplicates(const char *file, const JsonValue *value, DiagList *errors) {
    for (size_t i = 0; i < value->count; i++) report_duplicates(file, &value->items[i], errors);
    if (value->kind != JSON_OBJECT || value->count < 2) return;
    const JsonValue **sorted = host_alloc(value->count * sizeof *sorted);
    for (size_t i = 0; i < value->count; i++) sorted[i] = &value->items[i];
    qsort(sorted, value->count, sizeof *sorted, by_key);
    const JsonValue *first = sorted[0];
    for (size_t i = 1; i < value->count; i++) {
        if (strcmp(first->key, sorted[i]->key) != 0) {
            first = sorted[i];
            continue;
        }
        StrBuf path = {0}, key = {0}, message = {0}, found = {0};
        json_put_path(&path, sorted[i]);
        json_quote(&key, first->key, strlen(first->key));
        sb_printf(&message, _("the key %s appears twice in one object"), sb_text(&key));
        sb_printf(&found, _("the first at line %d, column %d"), first->key_line, first->key_column);
        diag_tell(errors, (Diag){.file = (char *)file,
                                 .line = sorted[i]->key_line,
                                 .column = sorted[i]->key_column,
                                 .path = (char *)sb_text(&path),
                                 .message = (char *)sb_text(&message),
                                 .expected = N_("each key once"),
                                 .found = (char *)sb_text(&found)});
        sb_free(&path), sb_free(&key), sb_free(&message), sb_free(&found);
    }
    free(sorted);
}

JsonDoc *json_parse(const char *file, const char *data, size_t len, DiagList *errors) {
    JsonScan scan;
    JsonDoc *doc = NULL;
    if (json_scan(file, data, len, errors, &scan)) {
        doc = host_alloc(sizeof *doc);
        doc->tree = cJSON_ParseWithLength(scan.plain, len + 1);
        if (doc->tree) {
            doc->spellings =
                host_alloc(len + scan.count); /* more than all numbers with their NULs */
            Builder b = {.data = data, .scan = &scan, .spelling = doc->spellings};
            build_value(&b, doc->tree, &doc->root);
            OURO_ASSERT(b.next == scan.count);
            report_duplicates(file, &doc->root, errors);
        } else {
            free(doc);
            doc = NULL;
            diag_tell(errors, (Diag){.file = (char *)file,
                                     .message = N_("not enough memory for this file")});
        }
    }
    json_scan_free(&scan);
    return doc;
}

const JsonValue *json_root(const JsonDoc *doc) { return &doc->root; }

static void free_items(JsonValue *value) {
    for (size_t i = 0; i < value->count; i++) free_items(&value->items[i]);
    free(value->items);
}

void json_free(JsonDoc *doc) {
    if (!doc) return;
    free_items(&doc->root);
    cJSON_Delete(doc->tree);
    free(doc->spellings);
    free(doc);
}

const JsonValue *json_member(const JsonValue *object, const char *key) {
    for (size_t i = 0; i < object->count; i++)
        if (strcmp(object->items[i].key, key) == 0) return &object->items[i];
    return NULL;
}

bool json_is_integer(const JsonValue *number) {
    return number->kind == JSON_NUMBER && !strpbrk(number->text, ".eE");
}

bool json_int64(const JsonValue *number, int64_t *out) {
    if (!json_is_integer(number)) return false;
    errno = 0;
    intmax_t value = strtoimax(number->text, NULL, 10);
    if (errno || value < INT64_MIN || value > INT64_MAX) return false;
    *out = value;
    return true;
}

/* ---- words for messages ---------------------------------------------------------------------- */

void json_quote(StrBuf *out, const char *text, size_t len) {
    enum { LONGEST = 60 }; /* code points */
    size_t at = 0, shown = 0;
    uint32_t cp;
    while (at < len && shown++ < LONGEST) at += utf8_decode(text + at, len - at, &cp);
    sb_putc(out, '`');
    sb_write(out, text, at);
    if (at < len) sb_put(out, "...");
    sb_putc(out, '`');
}

void json_put_path_key(StrBuf *out, const char *key, size_t len) {
    bool plain = len > 0 && len <= 60 && !(key[0] >= '0' && key[0] <= '9');
    for (size_t i = 0; i < len && plain; i++)
        plain = (key[i] >= 'a' && key[i] <= 'z') || (key[i] >= 'A' && key[i] <= 'Z') ||
                (key[i] >= '0' && key[i] <= '9') || key[i] == '_';
    if (plain) {
        if (out->len) sb_putc(out, '.');
        sb_write(out, key, len);
        return;
    }
    StrBuf quoted = {0};
    json_quote(&quoted, key, len);
    sb_put(out, "[\"");
    sb_write(out, sb_text(&quoted) + 1, quoted.len - 2);
    sb_put(out, "\"]");
    sb_free(&quoted);
}

void json_put_path_index(StrBuf *out, size_t index) { sb_printf(out, "[%zu]", index); }

void json_put_path(StrBuf *out, const JsonValue *value) {
    if (!value->parent) return;
    json_put_path(out, value->parent);
    if (value->key)
        json_put_path_key(out, value->key, strlen(value->key));
    else
        json_put_path_index(out, (size_t)(value - value->parent->items));
}

void json_describe(StrBuf *out, const JsonValue *value) {
    switch (value->kind) {
    case JSON_NULL: sb_put(out, "null"); break;
    case JSON_BOOL: sb_put(out, value->boolean ? "true" : "false"); break;
    case JSON_NUMBER:
        sb_put(out, _("the number "));
        json_quote(out, value->text, strlen(value->text));
        break;
    case JSON_STRING:
        sb_put(out, _("the string "));
        json_quote(out, value->text, strlen(value->text));
        break;
    case JSON_ARRAY:
        if (value->count)
            sb_printf(out, _("an array of %zu"), value->count);
        else
            sb_put(out, _("an empty array"));
        break;
    case JSON_OBJECT: sb_put(out, value->count ? _("an object") : _("an empty object")); break;
    }
}
