/* wording.c - picks the text of an error by the version. Called where an error is raised. */
#include "object/core/wording.h"

#include <string.h>

typedef struct Row {
    WordingId id;
    PythonVersion since;
    const char *text;
} Row;

static const Row rows[] = {
#define WORDING(id, since, text) {WORD_##id, since, text},
#include "object/core/wording.def"
#undef WORDING
};

enum { TEXT_MAX = 160, PLACES = 3 };

static const char *find_text(const Proc *p, WordingId id) {
    const char *text = NULL;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (rows[i].id == id && rows[i].since <= p->s->profile.version) text = rows[i].text;
    OURO_ASSERT(text != NULL);
    return text;
}

Ob *err_wording(Proc *p, ExcId id, WordingId text_id, Ob *name, const TypeOb *type, Ob *extra) {
    const struct {
        const char *mark;
        Ob *value;
    } known[] = {{"{name}", name}, {"{type}", type ? type->tp_name : NULL}, {"{extra}", extra}};
    char format[TEXT_MAX];
    Ob *values[PLACES] = {NULL};
    size_t len = 0, used = 0;
    for (const char *at = find_text(p, text_id); *at;) {
        size_t skip = 0;
        for (size_t i = 0; i < ARRAY_LEN(known) && !skip; i++) {
            size_t n = strlen(known[i].mark);
            if (strncmp(at, known[i].mark, n) != 0) continue;
            OURO_ASSERT(used < PLACES && known[i].value);
            values[used++] = known[i].value;
            skip = n;
        }
        OURO_ASSERT(len + 3 < TEXT_MAX);
        if (skip) {
            format[len++] = '%';
            format[len++] = 'U';
        } else {
            format[len++] = *at;
            skip = 1;
        }
        at += skip;
    }
    format[len] = '\0';
    return err_format(p, id, format, values[0], values[1], values[2]);
}
