/* load.c - a scenario file becomes a Scenario: the top level and the small readers. Entry:
 * scenario_load_file. */
#include "scenario/load.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/os.h"
#include "base/safe_text.h"
#include "base/utf8.h"

static const char *const load_top_keys[] = {"format", "title",   "summary", "level",    "minutes",
                                            "tags",   "sources", "python",  "settings", "files",
                                            "input",  "panes",   "values",  "steps",    NULL};

static const char *const languages[] = {"en", "ru", NULL};
static const char *const levels[] = {
#define LEVEL(id, name, words) name,
#include "scenario/levels.def"
    NULL};
static const char *const pane_names[] = {
#define PANE(id, name) name,
#include "scenario/panes.def"
    NULL};
static const char *const pythons[] = {
#define VERSION(id, name, minor, micro, offered, made, apart) name,
#include "profile/versions.def"
#undef VERSION
    NULL};

/* ---- messages -------------------------------------------------------------------------------- */

SourcePos load_pos(const JsonValue *value) { return (SourcePos){value->line, value->column}; }

SourcePos load_key_pos(const JsonValue *value) {
    return value->key ? (SourcePos){value->key_line, value->key_column} : load_pos(value);
}

static StrBuf *temporary(Loader *l) {
    StrBuf *sb = &l->temporary[l->next_temporary++ % LOAD_TEMPORARIES];
    sb_truncate(sb, 0);
    return sb;
}

const char *load_text(Loader *l, const char *fmt, ...) {
    StrBuf *sb = temporary(l);
    va_list args;
    va_start(args, fmt);
    sb_vprintf(sb, fmt, args);
    va_end(args);
    return sb_text(sb);
}

const char *load_found(Loader *l, const JsonValue *value) {
    StrBuf *sb = temporary(l);
    json_describe(sb, value);
    return sb_text(sb);
}

const char *load_quoted(Loader *l, const char *text) {
    StrBuf *sb = temporary(l);
    json_quote(sb, text, strlen(text));
    return sb_text(sb);
}

/* "one of `a`, `b`" for a NULL-ended list; same lifetime. */
static const char *load_one_of(Loader *l, const char *const *names) {
    StrBuf *sb = temporary(l);
    sb_put(sb, _("one of "));
    for (size_t i = 0; names[i]; i++) sb_printf(sb, "%s`%s`", i ? ", " : "", names[i]);
    return sb_text(sb);
}

const char *load_nearest(Loader *l, const char *word, const char *const *names) {
    if (l->errors->count == DIAG_MAX) return NULL; /* nobody reads it */
    const char *nearest = diag_nearest(word, names);
    return nearest ? load_text(l, _("did you mean `%s`?"), nearest) : NULL;
}

void load_error(Loader *l, const JsonValue *at, Issue issue) {
    StrBuf path = {0};
    json_put_path(&path, at);
    if (issue.below) json_put_path_key(&path, issue.below, strlen(issue.below));
    SourcePos pos = issue.at_key ? load_key_pos(at) : load_pos(at);
    diag_tell(l->errors, (Diag){.file = (char *)l->file,
                                .line = pos.line,
                                .column = pos.column,
                                .path = (char *)sb_text(&path),
                                .message = (char *)issue.message,
                                .expected = (char *)issue.expected,
                                .found = (char *)issue.found,
                                .hint = (char *)issue.hint});
    sb_free(&path);
}

/* ---- small readers --------------------------------------------------------------------------- */

bool load_kind(Loader *l, const JsonValue *value, JsonKind kind, const char *expected) {
    if (value->kind == kind) return true;
    load_error(l, value,
               (Issue){.message = N_("a value of the wrong kind"),
                       .expected = expected,
                       .found = load_found(l, value)});
    return false;
}

bool load_int(Loader *l, const JsonValue *value, int64_t from, int64_t to, SettingInt *out) {
    const char *expected =
        load_text(l, _("an integer from %lld to %lld"), (long long)from, (long long)to);
    if (!load_kind(l, value, JSON_NUMBER, expected)) return false;
    int64_t number = 0;
    bool whole = json_is_integer(value);
    if (!whole || !json_int64(value, &number) || number < from || number > to) {
        load_error(l, value,
                   (Issue){.message = whole ? N_("the number is out of range")
                                            : N_("the number is not written as an integer"),
                           .expected = expected,
                           .found = load_found(l, value)});
        return false;
    }
    *out = (SettingInt){.given = true, .value = number, .at = load_pos(value)};
    return true;
}

bool load_bool(Loader *l, const JsonValue *value, SettingInt *out) {
    if (!load_kind(l, value, JSON_BOOL, N_("`true` or `false`"))) return false;
    *out = (SettingInt){.given = true, .value = value->boolean, .at = load_pos(value)};
    return true;
}

bool load_enum(Loader *l, const JsonValue *value, const char *const *names, int *out) {
    const char *expected = load_one_of(l, names);
    if (!load_kind(l, value, JSON_STRING, expected)) return false;
    for (int i = 0; names[i]; i++)
        if (strcmp(value->text, names[i]) == 0) {
            *out = i;
            return true;
        }
    load_error(l, value,
               (Issue){.message = N_("this word is not known here"),
                       .expected = expected,
                       .found = load_found(l, value),
                       .hint = load_nearest(l, value->text, names)});
    return false;
}

bool load_is_blank(const char *text) { return text[strspn(text, " \t\r\n\f")] == '\0'; }

bool load_is_identifier(const char *text, size_t len) {
    UnicodeVersion unicode = profile_newest()->unicode;
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        size_t step = utf8_decode(text + i, len - i, &cp);
        if (cp == UTF8_BAD || !unicode_in_identifier(unicode, cp, i == 0)) return false;
        i += step;
    }
    return len > 0;
}

/* Report the first character that would not be safe on a terminal; `lines` lets line breaks pass.
 */
static bool refuse_controls(Loader *l, const JsonValue *value, bool lines) {
    size_t len = strlen(value->text);
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        i += utf8_decode(value->text + i, len - i, &cp);
        if (safe_codepoint(cp) || (lines && cp == '\n')) continue;
        load_error(l, value,
                   (Issue){.message = cp == '\n' ? N_("a line break cannot stand here")
                                                 : N_("a control character cannot stand here"),
                           .found = load_text(l, "U+%04X", (unsigned)cp),
                           .hint = cp == '\t' ? N_("use spaces instead of a tab") : NULL});
        return false;
    }
    return true;
}

bool load_line(Loader *l, const JsonValue *value, const char *expected, SourceString *out) {
    if (!load_kind(l, value, JSON_STRING, expected)) return false;
    if (load_is_blank(value->text)) {
        load_error(l, value,
                   (Issue){.message = N_("the string is blank"),
                           .expected = expected,
                           .found = load_found(l, value)});
        return false;
    }
    if (!refuse_controls(l, value, false)) return false;
    *out = (SourceString){.text = host_strdup(value->text), .at = load_pos(value)};
    return true;
}

static bool add_text(Loader *l, const JsonValue *value, const char *lang, Text *out) {
    if (!load_kind(l, value, JSON_STRING, N_("a string"))) return false;
    if (load_is_blank(value->text)) {
        load_error(l, value,
                   (Issue){.message = N_("the text is blank"),
                           .expected = N_("some words"),
                           .found = load_found(l, value),
                           .hint = N_("leave the key out if there is nothing to say")});
        return false;
    }
    if (!refuse_controls(l, value, true)) return false;
    TextEntry *entry = &out->entries[out->count++];
    entry->lang = lang ? host_strdup(lang) : NULL;
    entry->text = host_strdup(value->text);
    return true;
}

bool load_localized(Loader *l, const JsonValue *value, Text *out) {
    const char *expected = N_("a string, or an object such as {\"en\": \"...\", \"ru\": \"...\"}");
    if (value->kind != JSON_OBJECT && !load_kind(l, value, JSON_STRING, expected)) return false;
    out->at = load_pos(value);
    if (value->kind == JSON_STRING) {
        out->entries = host_alloc(sizeof *out->entries);
        return add_text(l, value, NULL, out);
    }
    if (value->count == 0) {
        load_error(l, value,
                   (Issue){.message = N_("a text needs at least one language"),
                           .expected = expected,
                           .found = N_("an empty object")});
        return false;
    }
    out->entries = host_alloc(value->count * sizeof *out->entries);
    bool fine = true;
    for (size_t i = 0; i < value->count; i++) {
        const JsonValue *item = &value->items[i];
        if (strcmp(item->key, "en") != 0 && strcmp(item->key, "ru") != 0) {
            load_error(l, item,
                       (Issue){.message = load_text(l, _("%s is not a language of this program"),
                                                    load_quoted(l, item->key)),
                               .expected = load_one_of(l, languages),
                               .at_key = true});
            fine = false;
        } else if (!add_text(l, item, item->key, out)) {
            fine = false;
        }
    }
    return fine;
}

static bool is_in(const char *word, const char *const *names) {
    for (; *names; names++)
        if (strcmp(word, *names) == 0) return true;
    return false;
}

/* Where a key that is unknown here does belong: the commonest slip is the right key at the wrong
 * level. */
static const char *belongs_elsewhere(Loader *l, const char *key, const char *const *here) {
    static const struct {
        const char *const *names;
        const char *place;
    } places[] = {{load_step_keys, N_("inside a step")},
                  {load_ask_keys, N_("inside `ask`")},
                  {load_settings_keys, N_("inside `settings`")},
                  {load_top_keys, N_("at the top level of the file")}};
    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        if (places[i].names != here && is_in(key, places[i].names))
            return load_text(l, _("`%s` belongs %s"), key, places[i].place);
    return NULL;
}

void load_keys(Loader *l, const JsonValue *object, const char *const *names) {
    for (size_t i = 0; i < object->count; i++) {
        const JsonValue *item = &object->items[i];
        if (is_in(item->key, names)) continue;
        const char *hint = load_nearest(l, item->key, names);
        const char *elsewhere = belongs_elsewhere(l, item->key, names);
        load_error(l, item,
                   (Issue){.message = load_text(l, _("there is no key %s here"),
                                                load_quoted(l, item->key)),
                           .expected = load_one_of(l, names),
                           .hint = elsewhere ? elsewhere : hint,
                           .at_key = true});
    }
}

const JsonValue *load_required(Loader *l, const JsonValue *object, const char *key,
                               const char *expected, const char *hint) {
    const JsonValue *member = json_member(object, key);
    if (!member)
        load_error(l, object,
                   (Issue){.message = load_text(l, _("`%s` is missing"), key),
                           .expected = expected,
                           .hint = hint,
                           .below = key});
    return member;
}

bool load_panes(Loader *l, const JsonValue *value, PaneSet *out) {
    const char *expected = N_("an array of panes such as [\"program\", \"objects\", \"lesson\"]");
    if (!load_kind(l, value, JSON_ARRAY, expected)) return false;
    if (value->count == 0) {
        load_error(l, value,
                   (Issue){.message = N_("a screen needs at least one pane"),
                           .expected = expected,
                           .found = load_found(l, value),
                           .hint = N_("leave the key out to have the usual panes")});
        return false;
    }
    PaneSet panes = 0;
    for (size_t i = 0; i < value->count; i++) {
        int pane;
        if (!load_enum(l, &value->items[i], pane_names, &pane)) return false;
        PaneSet bit = (PaneSet)1 << pane;
        if (panes & bit) {
            load_error(l, &value->items[i],
                       (Issue){.message = N_("this pane is given twice"),
                               .found = load_found(l, &value->items[i])});
            return false;
        }
        panes |= bit;
    }
    *out = panes;
    return true;
}

/* ---- the top level --------------------------------------------------------------------------- */

static void load_tags(Loader *l, const JsonValue *value) {
    if (!load_kind(l, value, JSON_ARRAY, N_("an array of strings"))) return;
    Scenario *sc = l->scenario;
    sc->tags = host_alloc((value->count + 1) * sizeof *sc->tags);
    for (size_t i = 0; i < value->count; i++) {
        SourceString tag = {0};
        if (!load_line(l, &value->items[i], N_("a tag: a short string"), &tag)) continue;
        for (size_t k = 0; k < sc->tag_count; k++)
            if (strcmp(sc->tags[k], tag.text) == 0) {
                load_error(l, &value->items[i],
                           (Issue){.message = N_("this tag is given twice"),
                                   .found = load_quoted(l, tag.text)});
                break;
            }
        sc->tags[sc->tag_count++] = tag.text;
        if (sc->tag_count < 100) continue;
        if (i + 1 < value->count)
            load_error(l, value,
                       (Issue){.message = N_("there are too many tags"),
                               .expected = N_("at most 100"),
                               .found = load_found(l, value)});
        return;
    }
}

static void load_sources(Loader *l, const JsonValue *value) {
    if (!load_kind(l, value, JSON_ARRAY, N_("an array of texts"))) return;
    Scenario *sc = l->scenario;
    sc->sources = host_alloc((value->count + 1) * sizeof *sc->sources);
    for (size_t i = 0; i < value->count; i++)
        load_localized(l, &value->items[i], &sc->sources[sc->source_count++]);
}

static void load_python(Loader *l, const JsonValue *value) {
    const char *hint = NULL;
    if (value->kind == JSON_NUMBER)
        hint = load_text(l, _("write it as a string: \"%.8s\""), value->text);
    if (value->kind != JSON_STRING) {
        load_error(l, value,
                   (Issue){.message = N_("a value of the wrong kind"),
                           .expected = N_("a version of Python such as \"3.11\""),
                           .found = load_found(l, value),
                           .hint = hint});
        return;
    }
    if (!is_in(value->text, pythons)) {
        load_error(l, value,
                   (Issue){.message = N_("this version of Python is not known"),
                           .expected = load_one_of(l, pythons),
                           .found = load_found(l, value),
                           .hint = load_nearest(l, value->text, pythons)});
        return;
    }
    const Profile *profile = profile_find(value->text);
    if (!profile) {
        size_t count;
        const Profile *const *rows = profile_rows(&count);
        StrBuf have = {0};
        for (size_t i = 0; i < count; i++)
            sb_printf(&have, "%s`%s`", i ? ", " : _("one of "), rows[i]->name);
        load_error(l, value,
                   (Issue){.message = N_("this version of Python is not yet modelled"),
                           .expected = sb_text(&have),
                           .found = load_found(l, value)});
        sb_free(&have);
        return;
    }
    l->profile = profile;
    l->scenario->python = (SourceString){.text = host_strdup(value->text), .at = load_pos(value)};
}

static void load_files(Loader *l, const JsonValue *value) {
    if (!load_kind(l, value, JSON_OBJECT, N_("an object: file names and their texts"))) return;
    Scenario *sc = l->scenario;
    sc->files = host_alloc((value->count + 1) * sizeof *sc->files);
    for (size_t i = 0; i < value->count; i++) {
        const JsonValue *item = &value->items[i];
        if (load_is_blank(item->key) || utf8_count(item->key, strlen(item->key)) > 255) {
            load_error(l, item,
                       (Issue){.message = N_("this cannot be a file name"),
                               .expected = N_("a name of 1 to 255 characters"),
                               .found = load_quoted(l, item->key),
                               .at_key = true});
            continue;
        }
        JsonValue name = *item; /* the key seen as a string, for the check of its characters */
        name.kind = JSON_STRING, name.text = item->key;
        name.line = item->key_line, name.column = item->key_column;
        SourceString safe = {0};
        if (!load_line(l, &name, N_("a file name"), &safe)) continue;
        if (!load_kind(l, item, JSON_STRING, N_("a string: the text of the file"))) {
            free(safe.text);
            continue;
        }
        sc->files[sc->file_count++] =
            (VirtualFile){.name = safe.text, .text = host_strdup(item->text)};
    }
}

static void load_input(Loader *l, const JsonValue *value) {
    if (!load_kind(l, value, JSON_ARRAY, N_("an array of strings: a line each"))) return;
    Scenario *sc = l->scenario;
    sc->input_given = true;
    sc->input = host_alloc((value->count + 1) * sizeof *sc->input);
    for (size_t i = 0; i < value->count; i++) {
        const JsonValue *item = &value->items[i];
        if (!load_kind(l, item, JSON_STRING, N_("a string: a line of input"))) continue;
        if (!refuse_controls(l, item, false)) continue;
        sc->input[sc->input_count++] = host_strdup(item->text);
    }
}

static void load_top(Loader *l, const JsonValue *root) {
    Scenario *sc = l->scenario;
    load_keys(l, root, load_top_keys);
    const JsonValue *v;
    if ((v = load_required(l, root, "title", N_("a text: the name of the lesson"), NULL)))
        load_localized(l, v, &sc->title);
    if ((v = json_member(root, "summary"))) load_localized(l, v, &sc->summary);
    int choice;
    if ((v = json_member(root, "level")) && load_enum(l, v, levels, &choice))
        sc->level = (LessonLevel)(choice + 1);
    SettingInt number;
    if ((v = json_member(root, "minutes")) && load_int(l, v, 1, 600, &number))
        sc->minutes = number.value;
    if ((v = json_member(root, "tags"))) load_tags(l, v);
    if ((v = json_member(root, "sources"))) load_sources(l, v);
    if ((v = json_member(root, "python"))) load_python(l, v);
    if ((v = json_member(root, "settings"))) {
        load_settings(l, v, &sc->settings);
        if (v->kind == JSON_OBJECT) load_check_sizes(l, v, &sc->settings);
    }
    if ((v = json_member(root, "files"))) load_files(l, v);
    if ((v = json_member(root, "input"))) load_input(l, v);
    if ((v = json_member(root, "panes"))) load_panes(l, v, &sc->panes);
    if ((v = json_member(root, "values"))) load_bool(l, v, &sc->values);
    if ((v = load_required(l, root, "steps", N_("an array of steps"), NULL))) load_steps(l, v);
}

/* The format number comes first: in a file of another format every other message would mislead. */
static bool format_is_ours(Loader *l, const JsonValue *root) {
    if (root->kind != JSON_OBJECT) {
        load_error(l, root,
                   (Issue){.message = N_("a scenario is an object"),
                           .expected = "`{`",
                           .found = load_found(l, root)});
        return false;
    }
    const JsonValue *format = json_member(root, "format");
    if (!format) {
        load_required(l, root, "format", N_("`\"format\": 1`"), NULL);
        return true; /* most likely forgotten: go on and report the rest */
    }
    int64_t number;
    if (json_is_integer(format) && json_int64(format, &number) && number == SCN_FORMAT) return true;
    load_error(l, format,
               (Issue){.message = N_("the format of this file is not known"),
                       .expected = "1",
                       .found = load_found(l, format),
                       .hint = N_("this program reads format 1")});
    return false;
}

/* ---- entries --------------------------------------------------------------------------------- */

/* Put the errors from `first` on into the order of the file, as a reader goes through it. */
static void sort_errors(DiagList *errors, size_t first) {
    for (size_t i = first + 1; i < errors->count; i++) {
        Diag moved = errors->items[i];
        size_t at = i;
        for (; at > first; at--) {
            const Diag *before = &errors->items[at - 1];
            bool later = before->line > moved.line ||
                         (before->line == moved.line && before->column > moved.column);
            if (!later) break;
            errors->items[at] = *before;
        }
        errors->items[at] = moved;
    }
}

Scenario *scenario_load_text(const char *name, const char *data, size_t len, DiagList *errors) {
    size_t kept = errors->count, total = errors->total;
    JsonDoc *doc = json_parse(name, data, len, errors);
    Scenario *scenario = NULL;
    if (doc) {
        Loader l = {.file = name, .errors = errors, .profile = profile_newest()};
        l.scenario = scenario = host_alloc(sizeof *scenario);
        scenario->name = host_strdup(name);
        const JsonValue *root = json_root(doc);
        if (format_is_ours(&l, root)) load_top(&l, root);
        load_blocks_done(&l);
        for (size_t i = 0; i < LOAD_TEMPORARIES; i++) sb_free(&l.temporary[i]);
        json_free(doc);
    }
    sort_errors(errors, kept);
    if (errors->total == total) return scenario;
    scenario_free(scenario);
    return NULL;
}

bool scenario_read(const char *path, char **data, size_t *len, DiagList *errors) {
    int failure = os_read_file(path, SCN_BYTES, data, len);
    if (failure == 0) return true;
    Diag diag = {.file = (char *)path, .message = N_("this file cannot be read")};
    if (failure == EFBIG) {
        diag.message = N_("the file is too long");
        diag.expected = N_("at most 8 MiB");
    } else {
        diag.found = strerror(failure);
    }
    diag_tell(errors, diag);
    return false;
}

Scenario *scenario_load_file(const char *path, DiagList *errors) {
    char *data;
    size_t len;
    if (!scenario_read(path, &data, &len, errors)) return NULL;
    Scenario *scenario = scenario_load_text(path, data, len, errors);
    free(data);
    return scenario;
}
