/* json_scan.h - what cJSON does not notice: strict rules, positions, hints. Used by json.c only. */
#ifndef OURO_JSON_SCAN_H
#define OURO_JSON_SCAN_H

#include "scenario/json.h"

typedef struct JsonPlace { /* of a value or a key */
    int line, column;
    size_t start, end; /* bytes of its text; of an array or object only the opening bracket */
} JsonPlace;

typedef struct JsonScan {
    JsonPlace *places; /* in the order of the text */
    size_t count;
    char *plain; /* the text as cJSON may have it: what was reported inside strings, and digits that
                    it would cut, are replaced */
} JsonScan;

/* Check the text against RFC 8259 and the stricter rules of json.h. False when the structure is
 * broken (the error is reported). Errors inside strings are reported, and the scan goes on.
 * Free with json_scan_free in both cases. */
bool json_scan(const char *file, const char *data, size_t len, DiagList *errors, JsonScan *out);
void json_scan_free(JsonScan *scan);

#endif
