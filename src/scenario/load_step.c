/* load_step.c - the array `steps`. Called by load.c. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

#include "engine/engine.h"
#include "scenario/load.h"

enum { STEPS_MOST = 10000 };

const char *const load_step_keys[] = {
    "code",      "alloc",  "realloc", "free",   "collect", "exit",   "note",
    "presenter", "mark",   "view",    "focus",  "panes",   "values", "grain",
    "ask",       "expect", "output",  "raises", "stops",   "phases", NULL};
static const char *const load_action_keys[] = {"code",    "alloc", "realloc", "free",
                                               "collect", "exit",  NULL};

static bool is_action(const char *key) {
    for (size_t i = 0; load_action_keys[i]; i++)
        if (strcmp(key, load_action_keys[i]) == 0) return true;
    return false;
}

/* ---- code ------------------------------------------------------------------------------------ */

static size_t count_lines(const char *text) {
    size_t lines = 0;
    for (const char *at = text; *at; at++) lines += *at == '\n';
    return lines;
}

static void finish_code(Action *out, StrBuf *text) {
    if (text->len && text->data[text->len - 1] != '\n') sb_putc(text, '\n');
    out->code.text = sb_take(text);
    out->code.line_count = count_lines(out->code.text);
}

/* Python reads \r\n and \r as a line end; one form inside keeps line numbers simple. */
static void put_code(StrBuf *out, const char *text) {
    for (; *text; text++) {
        if (*text == '\r') {
            sb_putc(out, '\n');
            if (text[1] == '\n') text++;
        } else {
            sb_putc(out, *text);
        }
    }
}

static void blank_code(Loader *l, const JsonValue *value) {
    load_error(l, value,
               (Issue){.message = N_("there is no code in `code`"),
                       .expected = N_("at least one statement"),
                       .found = load_found(l, value),
                       .hint = N_("a step that only says something has no `code`")});
}

static void load_code_lines(Loader *l, const JsonValue *value, Action *out) {
    StrBuf text = {0};
    bool blank = true;
    out->code.line_at = host_alloc((value->count + 1) * sizeof *out->code.line_at);
    for (size_t i = 0; i < value->count; i++) {
        const JsonValue *line = &value->items[i];
        out->code.line_at[i] = load_pos(line);
        if (!load_kind(l, line, JSON_STRING, N_("a string: one line of code"))) {
            blank = false;
        } else if (strpbrk(line->text, "\r\n")) {
            load_error(l, line,
                       (Issue){.message = N_("a line of code holds a line break"),
                               .expected = N_("one line per string"),
                               .found = load_found(l, line)});
            blank = false;
        } else {
            blank &= load_is_blank(line->text);
            sb_put(&text, line->text);
        }
        sb_putc(&text, '\n');
    }
    if (blank) blank_code(l, value);
    finish_code(out, &text);
}

static void load_code(Loader *l, const JsonValue *value, Action *out) {
    if (value->kind == JSON_ARRAY) {
        load_code_lines(l, value, out);
        return;
    }
    if (!load_kind(l, value, JSON_STRING, N_("a string of code, or an array of lines"))) return;
    if (load_is_blank(value->text)) blank_code(l, value);
    StrBuf text = {0};
    put_code(&text, value->text);
    finish_code(out, &text);
    out->code.line_at = host_alloc((out->code.line_count + 1) * sizeof *out->code.line_at);
    for (size_t i = 0; i < out->code.line_count; i++) out->code.line_at[i] = load_pos(value);
}

/* ---- actions --------------------------------------------------------------------------------- */

static void load_exit(Loader *l, const JsonValue *value, bool last) {
    SettingInt yes;
    if (load_bool(l, value, &yes) && !yes.value)
        load_error(
            l, value,
            (Issue){.message = N_("`exit` is true or not there"),
                    .expected = "true",
                    .found = load_found(l, value),
                    .hint = N_("a scenario without the step `exit` ends with its last step")});
    if (!last)
        load_error(
            l, value,
            (Issue){.message = N_("the interpreter exits in the last step"),
                    .expected = N_("no step after `exit`"),
                    .hint =
                        N_("what is to be said at the end goes into the note of the step `exit`"),
                    .at_key = true});
}

static void load_action(Loader *l, const JsonValue *value, bool last, Action *out) {
    out->at = load_key_pos(value);
    SettingInt generation;
    if (strcmp(value->key, "code") == 0) {
        out->kind = SCN_ACTION_CODE;
        load_code(l, value, out);
    } else if (strcmp(value->key, "alloc") == 0) {
        out->kind = SCN_ACTION_ALLOC;
        load_alloc(l, value, out);
    } else if (strcmp(value->key, "realloc") == 0) {
        out->kind = SCN_ACTION_REALLOC;
        load_realloc(l, value, out);
    } else if (strcmp(value->key, "free") == 0) {
        out->kind = SCN_ACTION_FREE;
        load_free(l, value, out);
    } else if (strcmp(value->key, "collect") == 0) {
        out->kind = SCN_ACTION_COLLECT;
        if (load_int(l, value, 0, 2, &generation)) out->collect = (int)generation.value;
    } else { /* of load_action_keys */
        out->kind = SCN_ACTION_EXIT;
        load_exit(l, value, last);
    }
}

/* The one action of the step; NULL when it has none. */
static const JsonValue *pick_action(Loader *l, const JsonValue *object) {
    const JsonValue *action = NULL;
    for (size_t i = 0; i < object->count; i++) {
        const JsonValue *item = &object->items[i];
        if (!is_action(item->key)) continue;
        if (!action) {
            action = item;
            continue;
        }
        if (strcmp(action->key, item->key) != 0) /* a duplicate key is reported as such */
            load_error(l, item,
                       (Issue){.message = N_("a step has one action"),
                               .found = load_text(l, _("`%s` and `%s`"), action->key, item->key),
                               .hint = N_("make two steps of it"),
                               .at_key = true});
    }
    return action;
}

/* A program that is one file ends where an exception leaves it. */
static void check_after_raise(Loader *l, const JsonValue *action, size_t index) {
    const Settings *settings = &l->scenario->settings;
    if (settings->compile.given && settings->compile.value == SCN_COMPILE_CELLS) return;
    if (action && l->raised_step)
        load_error(
            l, action,
            (Issue){.message = load_text(l, _("nothing runs after steps[%zu], which raises"),
                                         l->raised_step - 1),
                    .expected = N_("slides only"),
                    .found = load_text(l, "`%s`", action->key),
                    .hint = N_("with \"settings\": {\"compile\": \"cells\"} each step is a program "
                               "of its own"),
                    .at_key = true});
    const JsonValue *object = action ? action->parent : NULL;
    if (object && json_member(object, "raises") && !l->raised_step) l->raised_step = index + 1;
}

/* Nothing can come after a run that has stopped for ever. */
static void load_stops(Loader *l, const JsonValue *value, const JsonValue *action, bool last,
                       Step *step) {
    static const char *const reasons[] = {"deadlock", "miscount", NULL};
    int choice;
    step->stops_at = load_key_pos(value);
    if (load_enum(l, value, reasons, &choice)) step->stops = (StepStop)(SCN_STOP_DEADLOCK + choice);
    if (!last)
        load_error(
            l, value,
            (Issue){.message = N_("the run stops in the last step"),
                    .expected = N_("no step after `stops`"),
                    .hint = N_("what is to be said at the end goes into the note of this step"),
                    .at_key = true});
    if (!action || strcmp(action->key, "code") != 0)
        load_error(l, value,
                   (Issue){.message = N_("only code stops a run"),
                           .expected = N_("`code` beside `stops`"),
                           .at_key = true});
}

/* A note for a phase of the exit, shown while the reader stands in it. */
static void load_phases(Loader *l, const JsonValue *value, const JsonValue *action, Step *step) {
    const char *words[EXIT_PHASE_COUNT] = {NULL};
    for (int phase = EXIT_NONE + 1; phase < EXIT_PHASE_COUNT; phase++)
        words[phase - 1] = exit_phase_info((ExitPhase)phase)->word;
    if (!action || strcmp(action->key, "exit") != 0) {
        load_error(l, value,
                   (Issue){.message = N_("only the exit has phases"),
                           .expected = N_("`exit` beside `phases`"),
                           .at_key = true});
        return;
    }
    if (!load_kind(l, value, JSON_OBJECT, N_("an object: a phase of the exit and its note")))
        return;
    load_keys(l, value, words);
    step->phase_count = EXIT_PHASE_COUNT;
    step->phases = host_alloc(step->phase_count * sizeof *step->phases);
    for (int phase = EXIT_NONE + 1; phase < EXIT_PHASE_COUNT; phase++) {
        const JsonValue *note = json_member(value, words[phase - 1]);
        if (note) load_localized(l, note, &step->phases[phase]);
    }
}

/* ---- teaching fields ------------------------------------------------------------------------- */

static void load_mark(Loader *l, const JsonValue *value, Step *step) {
    if (!load_line(l, value, N_("a name without spaces"), &step->mark)) return;
    if (strchr(step->mark.text, ' ')) {
        load_error(l, value,
                   (Issue){.message = N_("a mark has no spaces"),
                           .expected = N_("a name without spaces"),
                           .found = load_found(l, value)});
        return;
    }
    for (const Step *other = l->scenario->steps; other < step; other++)
        if (other->mark.text && strcmp(other->mark.text, step->mark.text) == 0) {
            load_error(l, value,
                       (Issue){.message = load_text(l, _("the mark %s is set twice"),
                                                    load_quoted(l, step->mark.text)),
                               .expected = N_("each mark once"),
                               .found = load_text(l, _("the first at line %d, column %d"),
                                                  other->mark.at.line, other->mark.at.column)});
            return;
        }
}

static void load_focus(Loader *l, const JsonValue *value, Step *step) {
    if (!load_kind(l, value, JSON_ARRAY, N_("an array of expressions such as [\"a\", \"b.next\"]")))
        return;
    step->focus = host_alloc((value->count + 1) * sizeof *step->focus);
    for (size_t i = 0; i < value->count; i++)
        if (load_line(l, &value->items[i], N_("an expression"), &step->focus[step->focus_count]))
            step->focus_count++;
}

static void load_output(Loader *l, const JsonValue *value, const JsonValue *action, Step *step) {
    if (!load_kind(l, value, JSON_STRING, N_("a string: what the step prints"))) return;
    step->output = (SourceString){.text = host_strdup(value->text), .at = load_pos(value)};
    if (!action)
        load_error(l, value,
                   (Issue){.message = N_("a step without an action prints nothing"),
                           .expected = N_("an action beside `output`"),
                           .at_key = true});
}

static void load_raises(Loader *l, const JsonValue *value, const JsonValue *action, Step *step) {
    const char *expected = N_("an exception type such as \"ZeroDivisionError\"");
    if (!load_line(l, value, expected, &step->raises)) return;
    if (!load_is_identifier(value->text, strlen(value->text)))
        load_error(l, value,
                   (Issue){.message = N_("this is not the name of an exception type"),
                           .expected = expected,
                           .found = load_found(l, value)});
    if (!action || strcmp(action->key, "code") != 0)
        load_error(l, value,
                   (Issue){.message = N_("only code raises exceptions"),
                           .expected = N_("`code` beside `raises`"),
                           .at_key = true});
}

static void load_step(Loader *l, const JsonValue *value, size_t index) {
    static const char *const views[] = {
#define VIEW(id, name, pane) name,
#include "scenario/panes.def"
        NULL};
    static const char *const grains[] = {"step", "line", "instruction", "event", "phase", NULL};
    Step *step = &l->scenario->steps[index];
    step->at = load_pos(value);
    if (!load_kind(l, value, JSON_OBJECT, N_("an object: one step"))) return;
    if (value->count == 0) {
        load_error(l, value,
                   (Issue){.message = N_("an empty step"),
                           .expected = N_("an action, a note or a question"),
                           .found = N_("an empty object")});
        return;
    }
    load_keys(l, value, load_step_keys);
    const JsonValue *action = pick_action(l, value), *v;
    bool last = index + 1 == l->scenario->step_count;
    if (action) load_action(l, action, last, &step->action);
    check_after_raise(l, action, index);
    if ((v = json_member(value, "note"))) load_localized(l, v, &step->note);
    if ((v = json_member(value, "presenter"))) load_localized(l, v, &step->presenter);
    if ((v = json_member(value, "mark"))) load_mark(l, v, step);
    int choice;
    if ((v = json_member(value, "view")) && load_enum(l, v, views, &choice))
        step->view = (StepView)(SCN_VIEW_UNSET + 1 + choice);
    if ((v = json_member(value, "grain")) && load_enum(l, v, grains, &choice))
        step->grain = (StepGrain)(SCN_GRAIN_STEP + choice);
    if ((v = json_member(value, "focus"))) load_focus(l, v, step);
    if ((v = json_member(value, "panes"))) load_panes(l, v, &step->panes);
    if ((v = json_member(value, "values"))) load_bool(l, v, &step->values);
    if ((v = json_member(value, "ask"))) load_ask(l, v, step);
    if ((v = json_member(value, "expect"))) load_expect(l, v, step);
    if ((v = json_member(value, "output"))) load_output(l, v, action, step);
    if ((v = json_member(value, "raises"))) load_raises(l, v, action, step);
    if ((v = json_member(value, "stops"))) load_stops(l, v, action, last, step);
    if ((v = json_member(value, "phases"))) load_phases(l, v, action, step);
}

void load_steps(Loader *l, const JsonValue *value) {
    if (!load_kind(l, value, JSON_ARRAY, N_("an array of steps"))) return;
    if (value->count == 0 || value->count > STEPS_MOST) {
        load_error(l, value,
                   (Issue){.message = value->count ? N_("there are too many steps")
                                                   : N_("a scenario has at least one step"),
                           .expected = N_("1 to 10000 steps"),
                           .found = load_found(l, value)});
        return;
    }
    l->scenario->steps = host_alloc(value->count * sizeof *l->scenario->steps);
    l->scenario->step_count = value->count;
    for (size_t i = 0; i < value->count; i++) load_step(l, &value->items[i], i);
}
