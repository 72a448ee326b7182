/* load.h - what the files of the scenario loader share. Private to src/scenario/load*.c.
 *
 * load.c reads the top level and holds the small readers, load_settings.c the settings, load_step.c
 * the steps, load_ask.c questions and expectations, load_blocks.c the names of blocks. A reader
 * that finds an error reports it and leaves its target empty; loading goes on, so that one run
 * reports everything. */
#ifndef OURO_SCENARIO_LOAD_H
#define OURO_SCENARIO_LOAD_H

#include "profile/profile.h"
#include "scenario/json.h"
#include "scenario/scenario.h"

typedef struct LiveBlocks { /* what one alloc step asked for and no step has freed yet */
    char *name;
    int64_t count, left;
    bool *freed;
    int line;
} LiveBlocks;

enum { LOAD_TEMPORARIES = 8 };

typedef struct Loader {
    const char *file;
    DiagList *errors;
    Scenario *scenario;
    const Profile *profile; /* of the scenario's python; never NULL */
    LiveBlocks *blocks;
    size_t block_names, block_cap;
    int64_t blocks_total;
    size_t raised_step; /* 1 + the step that ends the program by `raises`; 0: none so far */
    StrBuf temporary[LOAD_TEMPORARIES];
    size_t next_temporary;
} Loader;

typedef struct Issue {
    const char *message, *expected, *found, *hint;
    const char *below; /* a key that is missing below the value, for the path */
    bool at_key;       /* point at the key rather than the value */
} Issue;

/* Report an error at `at`. */
void load_error(Loader *l, const JsonValue *at, Issue issue);
/* Text for an Issue; valid until LOAD_TEMPORARIES further calls. */
const char *load_text(Loader *l, const char *fmt, ...) OURO_PRINTF(2, 3);
/* What a value is, in words; same lifetime. */
const char *load_found(Loader *l, const JsonValue *value);
/* `text` between backticks, cut to fit a message; same lifetime. */
const char *load_quoted(Loader *l, const char *text);
/* "did you mean `x`?", or NULL; same lifetime. */
const char *load_nearest(Loader *l, const char *word, const char *const *names);

SourcePos load_pos(const JsonValue *value);
SourcePos load_key_pos(const JsonValue *value);

/* Readers: true when the value is right and stored. `expected` finishes the sentence "expected
 * ...". */
bool load_kind(Loader *l, const JsonValue *value, JsonKind kind, const char *expected);
bool load_int(Loader *l, const JsonValue *value, int64_t from, int64_t to, SettingInt *out);
bool load_bool(Loader *l, const JsonValue *value, SettingInt *out);
bool load_enum(Loader *l, const JsonValue *value, const char *const *names, int *out);
bool load_localized(Loader *l, const JsonValue *value, Text *out);
/* A list of panes, of a lesson or of a step. */
bool load_panes(Loader *l, const JsonValue *value, PaneSet *out);
/* One line without control characters and not blank: tags, names, expressions. */
bool load_line(Loader *l, const JsonValue *value, const char *expected, SourceString *out);
/* Report each key that is not in the list; `places` says where such a key belongs, or NULL. */
void load_keys(Loader *l, const JsonValue *object, const char *const *names);
/* The member, or NULL after reporting that it is missing. */
const JsonValue *load_required(Loader *l, const JsonValue *object, const char *key,
                               const char *expected, const char *hint);

bool load_is_identifier(const char *text, size_t len);
bool load_is_blank(const char *text);

void load_settings(Loader *l, const JsonValue *value, Settings *out);
/* After python and settings are known: do the sizes fit together? */
void load_check_sizes(Loader *l, const JsonValue *settings, const Settings *s);

void load_steps(Loader *l, const JsonValue *value);
void load_ask(Loader *l, const JsonValue *value, Step *step);
void load_expect(Loader *l, const JsonValue *value, Step *step);

void load_alloc(Loader *l, const JsonValue *value, Action *out);
void load_realloc(Loader *l, const JsonValue *value, Action *out);
void load_free(Loader *l, const JsonValue *value, Action *out);
void load_blocks_done(Loader *l);

/* Key lists of the format, NULL-ended, for messages. */
extern const char *const load_settings_keys[], *const load_step_keys[], *const load_ask_keys[];

#endif
