/* json_scan.h - the reading of JSON that notices everything: rules, positions, spelling. Used by
 * json.c only. */
#ifndef OURO_JSON_SCAN_H
#define OURO_JSON_SCAN_H

#include "scenario/json.h"

typedef struct JsonToken { /* a value or a key, in the order of the text */
    JsonKind kind;
    int line, column;
    size_t start, end; /* bytes of its text; of an array or object only the opening bracket */
    size_t count;      /* members of an array or object */
} JsonToken;

typedef struct JsonScan {
    JsonToken *tokens;
    size_t count;
    char *masked; /* the text with the same structure, in which a lenient parser finds nothing to
                     stumble over */
} JsonScan;

/* Check the text against RFC 8259 and the stricter rules of json.h. False when the structure is
 * broken (the error is reported). Errors inside strings are reported and masked; the scan goes on.
 * Free with json_scan_free in both cases. */
bool json_scan(const char *file, const char *data, size_t len, DiagList *errors, JsonScan *out);
void json_scan_free(JsonScan *scan);

#endif
