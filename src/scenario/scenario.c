/* scenario.c - what can be done with a loaded scenario: texts in a language, the code as one
 * module, names for messages, freeing. Loading is in load*.c, programs become scenarios in
 * from_python.c. */
#include "scenario/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "scenario/json.h"

const char *text_get(const Text *text, const char *lang) {
    const char *wanted[] = {lang, "en"};
    for (size_t w = 0; w < ARRAY_LEN(wanted); w++)
        for (size_t i = 0; i < text->count; i++) {
            const TextEntry *entry = &text->entries[i];
            if (wanted[w] && entry->lang && strcmp(entry->lang, wanted[w]) == 0) return entry->text;
        }
    return text->count ? text->entries[0].text : NULL;
}

/* ---- values ---------------------------------------------------------------------------------- */

static void put_string_literal(StrBuf *out, const char *text) {
    size_t len = strlen(text);
    sb_putc(out, '\'');
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        size_t bytes = utf8_decode(text + i, len - i, &cp);
        if (cp == '\'' || cp == '\\')
            sb_printf(out, "\\%c", (int)cp);
        else if (cp == '\n')
            sb_put(out, "\\n");
        else if (cp < 0x20 || cp == 0x7F)
            sb_printf(out, "\\x%02x", (unsigned)cp);
        else
            sb_write(out, text + i, bytes);
        i += bytes;
    }
    sb_putc(out, '\'');
}

void scenario_put_value(StrBuf *out, const Value *value) {
    switch (value->kind) {
    case SCN_VALUE_NONE: sb_put(out, "None"); break;
    case SCN_VALUE_BOOL: sb_put(out, value->boolean ? "True" : "False"); break;
    case SCN_VALUE_INT:
    case SCN_VALUE_FLOAT: sb_put(out, value->text); break;
    case SCN_VALUE_STR: put_string_literal(out, value->text); break;
    case SCN_VALUE_LIST:
        sb_putc(out, '[');
        for (size_t i = 0; i < value->count; i++) {
            if (i) sb_put(out, ", ");
            scenario_put_value(out, &value->items[i]);
        }
        sb_putc(out, ']');
        break;
    }
}

/* ---- code ------------------------------------------------------------------------------------ */

char *scenario_join_code(const Scenario *scenario, int **first_line) {
    StrBuf code = {0};
    int *lines = host_alloc((scenario->step_count + 1) * sizeof *lines);
    int next = 1;
    for (size_t i = 0; i < scenario->step_count; i++) {
        const Action *action = &scenario->steps[i].action;
        if (action->kind != SCN_ACTION_CODE) continue;
        lines[i] = next;
        next += (int)action->code.line_count;
        sb_put(&code, action->code.text);
    }
    if (first_line)
        *first_line = lines;
    else
        free(lines);
    return sb_take(&code);
}

SourcePos scenario_code_pos(const Scenario *scenario, int line, size_t *step) {
    int first = 1;
    for (size_t i = 0; i < scenario->step_count; i++) {
        const Action *action = &scenario->steps[i].action;
        if (action->kind != SCN_ACTION_CODE) continue;
        int count = (int)action->code.line_count;
        if (line >= first && line < first + count) {
            if (step) *step = i;
            return action->code.line_at ? action->code.line_at[line - first] : (SourcePos){line, 1};
        }
        first += count;
    }
    if (step) *step = SIZE_MAX;
    return (SourcePos){0, 0};
}

char *scenario_path(size_t step, const char *field, const char *key) {
    StrBuf path = {0};
    sb_put(&path, "steps");
    json_put_path_index(&path, step);
    if (field) sb_printf(&path, ".%s", field);
    if (key) json_put_path_key(&path, key, strlen(key));
    return sb_take(&path);
}

bool scenario_ends_with_exit(const Scenario *scenario) {
    return scenario->step_count > 0 &&
           scenario->steps[scenario->step_count - 1].action.kind == SCN_ACTION_EXIT;
}

size_t scenario_find_mark(const Scenario *scenario, const char *mark) {
    for (size_t i = 0; i < scenario->step_count; i++) {
        const char *name = scenario->steps[i].mark.text;
        if (name && strcmp(name, mark) == 0) return i;
    }
    return SIZE_MAX;
}

/* ---- freeing --------------------------------------------------------------------------------- */

static void free_text(Text *text) {
    for (size_t i = 0; i < text->count; i++)
        free(text->entries[i].lang), free(text->entries[i].text);
    free(text->entries);
}

static void free_value(Value *value) {
    for (size_t i = 0; i < value->count; i++) free_value(&value->items[i]);
    free(value->items);
    free(value->text);
}

static void free_action(Action *action) {
    switch (action->kind) {
    case SCN_ACTION_CODE: free(action->code.text), free(action->code.line_at); break;
    case SCN_ACTION_ALLOC: free(action->alloc.name); break;
    case SCN_ACTION_REALLOC: free(action->realloc.block.name); break;
    case SCN_ACTION_FREE:
        for (size_t i = 0; i < action->free.count; i++) free(action->free.blocks[i].name);
        free(action->free.blocks);
        break;
    case SCN_ACTION_NONE:
    case SCN_ACTION_COLLECT:
    case SCN_ACTION_EXIT: break;
    }
}

static void free_ask(Ask *ask) {
    if (!ask) return;
    free_text(&ask->before), free_text(&ask->question), free_text(&ask->why), free_text(&ask->hint);
    free(ask->answer.text);
    for (size_t i = 0; i < ask->choice_count; i++)
        free_text(&ask->choices[i].text), free_text(&ask->choices[i].why);
    free(ask->choices);
    for (size_t i = 0; i < ask->wrong_count; i++)
        free(ask->wrong[i].answer.text), free_text(&ask->wrong[i].why);
    free(ask->wrong);
    free(ask);
}

const char *level_name(LessonLevel level) {
    static const char *const names[] = {
        [LEVEL_NONE] = "",
#define LEVEL(id, name, words) [LEVEL_##id] = name,
#include "scenario/levels.def"
    };
    return names[level];
}

const char *level_words(LessonLevel level) {
    static const char *const all[] = {
        [LEVEL_NONE] = "",
#define LEVEL(id, name, words) [LEVEL_##id] = words,
#include "scenario/levels.def"
    };
    return level == LEVEL_NONE ? "" : _(all[level]);
}

static void free_step(Step *step) {
    free_action(&step->action);
    free_text(&step->note), free_text(&step->presenter);
    for (size_t i = 0; i < step->phase_count; i++) free_text(&step->phases[i]);
    free(step->phases);
    free(step->mark.text), free(step->output.text), free(step->raises.text);
    for (size_t i = 0; i < step->focus_count; i++) free(step->focus[i].text);
    free(step->focus);
    free_ask(step->ask);
    for (size_t i = 0; i < step->expect_count; i++) {
        free(step->expect[i].expression.text);
        free_value(&step->expect[i].value);
    }
    free(step->expect);
}

void scenario_free(Scenario *scenario) {
    if (!scenario) return;
    free(scenario->name), free(scenario->python.text);
    free(scenario->settings.turns);
    free_text(&scenario->title), free_text(&scenario->summary);
    for (size_t i = 0; i < scenario->tag_count; i++) free(scenario->tags[i]);
    free(scenario->tags);
    for (size_t i = 0; i < scenario->source_count; i++) free_text(&scenario->sources[i]);
    free(scenario->sources);
    for (size_t i = 0; i < scenario->file_count; i++)
        free(scenario->files[i].name), free(scenario->files[i].text), free(scenario->files[i].path);
    free(scenario->files);
    for (size_t i = 0; i < scenario->input_count; i++) free(scenario->input[i]);
    free(scenario->input);
    for (size_t i = 0; i < scenario->step_count; i++) free_step(&scenario->steps[i]);
    free(scenario->steps);
    free(scenario);
}
