/* lesson.c - a Lesson made of a scenario. Called when a file is opened and when the language
 * changes. */
#include "ui/player/lesson.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

static char *copy_text(const Text *text, const char *language) {
    const char *found = text_get(text, language);
    return found != NULL ? host_strdup(found) : NULL;
}

/* Did the teacher ask for one block of this name? Then nobody wrote an index. */
static bool is_single(const Program *program, const char *name, size_t len) {
    for (size_t i = 0; i < program->nsteps; i++) {
        const ProgramStep *step = &program->steps[i];
        if (step->kind == ACT_ALLOC && step->nblocks > 0 && step->blocks[0] != NULL &&
            strlen(step->blocks[0]) == len && memcmp(step->blocks[0], name, len) == 0) {
            return step->count == 1;
        }
    }
    return false;
}

static void put_block_name(StrBuf *out, const Program *program, const ProgramStep *step,
                           size_t index) {
    const char *name =
        index < step->nblocks && step->blocks[index] != NULL ? step->blocks[index] : "?";
    size_t stem = strcspn(name, "[");
    bool bare = strcmp(name + stem, "[0]") == 0 && is_single(program, name, stem);
    sb_write(out, name, bare ? stem : strlen(name));
}

static bool has_stem(const char *name, const char *other, size_t stem) {
    return strncmp(name, other, stem) == 0 && other[stem] == '[';
}

/* "free(small, a[3] ... a[10])": neighbours of one name in one piece. */
static void put_freed_blocks(StrBuf *out, const Program *program, const ProgramStep *step) {
    sb_put(out, "free(");
    for (size_t i = 0; i < step->nblocks;) {
        size_t stem = strcspn(step->blocks[i], "[");
        size_t end = i;
        while (end + 1 < step->nblocks && has_stem(step->blocks[i], step->blocks[end + 1], stem)) {
            end++;
        }
        sb_put(out, i > 0 ? ", " : "");
        put_block_name(out, program, step, i);
        if (end > i) {
            sb_put(out, end > i + 1 ? " ... " : ", ");
            put_block_name(out, program, step, end);
        }
        i = end + 1;
    }
    sb_putc(out, ')');
}

static char *action_text(const Program *program, const ProgramStep *step) {
    StrBuf text = {0};
    switch (step->kind) {
    case ACT_CODE: sb_write(&text, step->code, strcspn(step->code, "\n")); break;
    case ACT_ALLOC:
        put_block_name(&text, program, step, 0);
        sb_printf(&text, " = alloc(%" PRId64 ")", step->bytes);
        if (step->count > 1) {
            sb_printf(&text, " × %" PRId64, step->count);
        }
        break;
    case ACT_REALLOC:
        sb_put(&text, "realloc(");
        put_block_name(&text, program, step, 0);
        sb_printf(&text, ", %" PRId64 ")", step->bytes);
        break;
    case ACT_FREE: put_freed_blocks(&text, program, step); break;
    case ACT_COLLECT: sb_printf(&text, "gc.collect(%d)", step->generation); break;
    case ACT_EXIT: sb_put(&text, "exit"); break;
    case ACT_NONE: break;
    }
    return sb_take(&text);
}

static void split_lines(Lesson *lesson, const char *source) {
    size_t cap = 0;
    while (*source != '\0') {
        size_t len = strcspn(source, "\n");
        lesson->lines =
            host_grow(lesson->lines, &cap, (size_t)lesson->nlines + 1, sizeof *lesson->lines);
        lesson->lines[lesson->nlines++] = host_strndup(source, len);
        source += len + (source[len] == '\n');
    }
}

static void add_row(Lesson *lesson, size_t *cap, ProgramRow row) {
    lesson->rows = host_grow(lesson->rows, cap, (size_t)lesson->nrows + 1, sizeof *lesson->rows);
    lesson->rows[lesson->nrows++] = row;
}

/* The code in the order of its lines, with the steps that have none where they come. */
static void make_rows(Lesson *lesson) {
    size_t cap = 0;
    int line = 1;
    for (int i = 0; i < lesson->nsteps; i++) {
        const LessonStep *step = &lesson->steps[i];
        for (; line < step->first_line + step->line_count && line <= lesson->nlines; line++) {
            add_row(lesson, &cap, (ProgramRow){lesson->lines[line - 1], line, -1});
        }
        if (step->line_count == 0 && step->action[0] != '\0') {
            add_row(lesson, &cap, (ProgramRow){step->action, 0, i});
        }
    }
    for (; line <= lesson->nlines; line++) {
        add_row(lesson, &cap, (ProgramRow){lesson->lines[line - 1], line, -1});
    }
}

/* Who begins sees the program, its objects, what happened and the note; numbers bring the rest. */
static PaneSet panes_of_level(LessonLevel level) {
    static const PaneSet panes[] = {
        [LEVEL_NONE] = PANES_ALL,
#define LEVEL(id, name, words) [LEVEL_##id] = PANES_##id,
#include "scenario/levels.def"
    };
    return panes[level];
}

void lesson_make(Lesson *lesson, const UiSource *source, const char *language) {
    const Scenario *scenario = source->scenario;
    const Program *program = source->program;
    *lesson = (Lesson){0};
    lesson->title = copy_text(&scenario->title, language);
    if (lesson->title == NULL) {
        const char *base = strrchr(scenario->name, '/');
        lesson->title = host_strdup(base != NULL ? base + 1 : scenario->name);
    }
    lesson->summary = copy_text(&scenario->summary, language);
    lesson->panes = scenario->panes != 0 ? scenario->panes : panes_of_level(scenario->level);
    lesson->values = scenario->values.given && scenario->values.value;
    split_lines(lesson, program->source != NULL ? program->source : "");
    lesson->nsteps = (int)program->nsteps;
    lesson->steps = host_alloc((program->nsteps + 1) * sizeof *lesson->steps);
    for (size_t i = 0; i < program->nsteps; i++) {
        LessonStep *step = &lesson->steps[i];
        step->action = action_text(program, &program->steps[i]);
        if (program->steps[i].kind == ACT_CODE) {
            step->first_line = program->steps[i].first_line;
            step->line_count = program->steps[i].line_count;
        }
        step->panes = lesson->panes;
        step->values = lesson->values;
        if (i >= scenario->step_count) {
            continue;
        }
        const Step *written = &scenario->steps[i];
        step->panes = written->panes != 0 ? written->panes : step->panes;
        step->values = written->values.given ? written->values.value != 0 : step->values;
        step->note = copy_text(&written->note, language);
        step->presenter = copy_text(&written->presenter, language);
        for (int phase = 0; written->phases != NULL && phase < EXIT_PHASE_COUNT; phase++) {
            lesson->exit_notes[phase] = copy_text(&written->phases[phase], language);
        }
        step->mark = written->mark.text != NULL ? host_strdup(written->mark.text) : NULL;
        if (written->ask != NULL) {
            step->question = copy_text(&written->ask->question, language);
            step->hint = copy_text(&written->ask->hint, language);
        }
    }
    make_rows(lesson);
}

void lesson_free(Lesson *lesson) {
    for (int phase = 0; phase < EXIT_PHASE_COUNT; phase++) {
        free(lesson->exit_notes[phase]);
    }
    for (int i = 0; i < lesson->nsteps; i++) {
        LessonStep *step = &lesson->steps[i];
        free(step->note);
        free(step->presenter);
        free(step->mark);
        free(step->question);
        free(step->hint);
        free(step->action);
    }
    for (int i = 0; i < lesson->nlines; i++) {
        free(lesson->lines[i]);
    }
    free(lesson->lines);
    free(lesson->rows);
    free(lesson->steps);
    free(lesson->title);
    free(lesson->summary);
    *lesson = (Lesson){0};
}
