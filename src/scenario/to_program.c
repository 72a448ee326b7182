/* to_program.c - a scenario becomes the engine's program. */
#include "scenario/to_program.h"

#include "lang/compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/os.h"

static const uint64_t DEFAULT_EVENTS = UINT64_C(50000000);
static const uint64_t DEFAULT_IMAGE_MIB = 64;
static const int DEFAULT_DEPTH =
    20000; /* above any recursion limit that CPython itself bears: a program meets RecursionError first */

static void set_if_given(int64_t *field, const SettingInt *setting) {
    if (setting->given) *field = setting->value;
}

static void apply_settings(Program *program, const Settings *settings) {
    Profile *profile = &program->profile;
    for (int i = 0; i < 3; i++)
        if (settings->gc_threshold[i].given)
            profile->gc_threshold[i] = (int32_t)settings->gc_threshold[i].value;
    set_if_given(&profile->arena_bytes, &settings->arena_bytes);
    set_if_given(&profile->pool_bytes, &settings->pool_bytes);
    set_if_given(&profile->alignment, &settings->alignment);
    set_if_given(&profile->max_small, &settings->max_small);
    program->gc_enabled = !settings->gc_enabled.given || settings->gc_enabled.value != 0;
    program->legacy_finalizers =
        settings->finalizers.given && settings->finalizers.value == SCN_FINALIZERS_LEGACY;
    program->gc_debug = settings->gc_debug.given ? (uint32_t)settings->gc_debug.value : 0;
    program->hash_seed = settings->hash_seed.given ? (uint64_t)settings->hash_seed.value : 0;
    program->no_gil = settings->gil.given && settings->gil.value == 0;
    program->nturns = settings->turn_count;
    program->turns = host_alloc((program->nturns + 1) * sizeof *program->turns);
    if (program->nturns > 0)
        memcpy(program->turns, settings->turns, program->nturns * sizeof *program->turns);
    program->thread_seed = settings->thread_seed.given ? (uint64_t)settings->thread_seed.value : 0;
    program->cells = settings->compile.given && settings->compile.value == SCN_COMPILE_CELLS;
    program->event_limit =
        settings->limit_events.given ? (uint64_t)settings->limit_events.value : DEFAULT_EVENTS;
    uint64_t mib = settings->limit_image_mib.given ? (uint64_t)settings->limit_image_mib.value
                                                   : DEFAULT_IMAGE_MIB;
    program->image_bytes = mib << 20;
    program->depth_limit =
        settings->limit_depth.given ? (int)settings->limit_depth.value : DEFAULT_DEPTH;
}

static char *block_text(const BlockRef *block) {
    StrBuf text = {0};
    sb_printf(&text, "%s[%lld]", block->name, (long long)block->index);
    return sb_take(&text);
}

static void set_blocks(ProgramStep *step, const BlockRef *blocks, size_t count) {
    step->blocks = host_alloc(count * sizeof *step->blocks);
    step->nblocks = count;
    for (size_t i = 0; i < count; i++) step->blocks[i] = block_text(&blocks[i]);
}

static void fill_step(ProgramStep *out, const Action *action, int first_line) {
    switch (action->kind) {
    case SCN_ACTION_NONE: out->kind = ACT_NONE; break;
    case SCN_ACTION_CODE:
        out->kind = ACT_CODE;
        out->code = host_strdup(action->code.text);
        out->first_line = first_line;
        out->line_count = (int)action->code.line_count;
        break;
    case SCN_ACTION_ALLOC:
        out->kind = ACT_ALLOC;
        out->blocks = host_alloc(sizeof *out->blocks);
        out->blocks[0] = host_strdup(action->alloc.name);
        out->nblocks = 1;
        out->bytes = action->alloc.bytes;
        out->count = action->alloc.count;
        break;
    case SCN_ACTION_REALLOC:
        out->kind = ACT_REALLOC;
        set_blocks(out, &action->realloc.block, 1);
        out->bytes = action->realloc.bytes;
        break;
    case SCN_ACTION_FREE:
        out->kind = ACT_FREE;
        set_blocks(out, action->free.blocks, action->free.count);
        break;
    case SCN_ACTION_COLLECT:
        out->kind = ACT_COLLECT;
        out->generation = action->collect;
        break;
    case SCN_ACTION_EXIT: out->kind = ACT_EXIT; break;
    }
}

/* What lies beside a program on the disk is found through sys.path[0], which is a whole path. */
static char *found_path(const VirtualFile *file) {
    if (!file->path) return host_strdup(file->name);
    return os_absolute_path(file->path + (strncmp(file->path, "./", 2) == 0 ? 2 : 0));
}

/* Files of a scenario lie beside its program, under the names that they have there. */
static void add_files(Program *program, const Scenario *scenario) {
    program->files = host_alloc((scenario->file_count + 1) * sizeof *program->files);
    for (size_t i = 0; i < scenario->file_count; i++) {
        const VirtualFile *file = &scenario->files[i];
        program->files[program->nfiles++] = (ProgramFile){.name = host_strdup(file->name),
                                                          .path = found_path(file),
                                                          .text = host_strdup(file->text)};
    }
}

static void add_input(Program *program, const Scenario *scenario) {
    StrBuf text = {0};
    for (size_t i = 0; i < scenario->input_count; i++) sb_printf(&text, "%s\n", scenario->input[i]);
    program->input_len = text.len;
    program->input = sb_take(&text);
    program->input_open = !scenario->input_given;
}

/* A module among a scenario's files that does not compile: the place in it, behind the file's name. */
static void place_in_module(const Scenario *scenario, const char *name, Diag *error) {
    StrBuf path = {0};
    sb_printf(&path, _("files[\"%s\"] (line %d, column %d)"), name, error->line, error->column);
    free(error->path);
    error->path = sb_take(&path);
    free(error->file);
    error->file = host_strdup(scenario->name);
    error->line = error->column = 0;
}

/* The modules of a scenario are compiled once, so that a mistake is told before anything runs; those
 * beside a program were when they were read. */
static bool modules_compile(const Scenario *scenario, const Profile *profile, DiagList *errors) {
    size_t total = errors->total;
    for (size_t i = 0; i < scenario->file_count; i++) {
        const VirtualFile *file = &scenario->files[i];
        size_t len = strlen(file->name), before = errors->count;
        if (file->path || len < 4 || strcmp(file->name + len - 3, ".py") != 0) continue;
        CodeUnit *unit =
            lang_compile(file->text, strlen(file->text), file->name, LANG_MODULE, profile, errors);
        code_unit_free(unit);
        for (; before < errors->count; before++)
            place_in_module(scenario, file->name, &errors->items[before]);
    }
    return errors->total == total;
}

static const Profile *choose_profile(const Scenario *scenario, const char *python,
                                     DiagList *errors) {
    const char *wanted = python ? python : scenario->python.text;
    if (!wanted) return profile_newest();
    const Profile *profile = profile_find(wanted);
    if (profile) return profile;
    StrBuf known = {0};
    size_t count;
    const Profile *const *rows = profile_rows(&count);
    for (size_t i = 0; i < count; i++) sb_printf(&known, "%s%s", i ? ", " : "", rows[i]->name);
    diag_tell(errors, (Diag){.file = scenario->name,
                             .line = python ? 0 : scenario->python.at.line,
                             .column = python ? 0 : scenario->python.at.column,
                             .path = python ? NULL : "python",
                             .message = N_("there is no profile of this Python version"),
                             .expected = known.data,
                             .found = (char *)(uintptr_t)wanted});
    sb_free(&known);
    return NULL;
}

Program *scenario_to_program(const Scenario *scenario, const char *python, DiagList *errors) {
    const Profile *profile = choose_profile(scenario, python, errors);
    if (!profile || !modules_compile(scenario, profile, errors)) return NULL;
    Program *program = host_alloc(sizeof *program);
    int *first_lines = NULL;
    bool absolute = scenario->from_python && version_main_path_absolute(profile->version);
    program->filename = absolute ? os_absolute_path(scenario->name) : host_strdup(scenario->name);
    program->script = host_strdup(scenario->name);
    program->source = scenario_join_code(scenario, &first_lines);
    program->nsteps = scenario->step_count;
    program->steps = host_alloc(program->nsteps * sizeof *program->steps);
    for (size_t i = 0; i < program->nsteps; i++)
        fill_step(&program->steps[i], &scenario->steps[i].action, first_lines[i]);
    free(first_lines);
    add_files(program, scenario);
    add_input(program, scenario);
    program->exit_at_end = scenario->from_python || scenario_ends_with_exit(scenario);
    program->profile = *profile;
    apply_settings(program, &scenario->settings);
    const SettingInt *start = &scenario->settings.gc_start;
    program->starts_as_python = start->given ? start->value == 1 : scenario->from_python;
    return program;
}

/* The compiler names a line of the joined code; a person looks for it in the file. */
static void place_in_file(const Scenario *scenario, Diag *error) {
    size_t index;
    SourcePos at = scenario_code_pos(scenario, error->line, &index);
    if (index == SIZE_MAX || error->path || scenario->from_python) return;
    const Action *action = &scenario->steps[index].action;
    const SourcePos *lines = action->code.line_at;
    /* Which of the step's lines it is: lines of one string share their place. */
    int joined = error->line;
    for (size_t i = 0; i < index; i++)
        if (scenario->steps[i].action.kind == SCN_ACTION_CODE)
            joined -= (int)scenario->steps[i].action.code.line_count;
    size_t line = (size_t)joined - 1;
    bool one_string = action->code.line_count > 1 && lines[0].line == lines[1].line &&
                      lines[0].column == lines[1].column;
    StrBuf path = {0};
    sb_printf(&path, "steps[%zu].code", index);
    if (one_string)
        sb_printf(&path, _(" (line %zu)"), line + 1);
    else if (action->code.line_count > 1)
        sb_printf(&path, "[%zu]", line);
    error->path = sb_take(&path);
    /* Behind the quote; escapes in front of the place would move it, so a string of many lines
     * points at its start. */
    error->column = one_string ? at.column : at.column + error->column;
    error->line = at.line;
}

Engine *scenario_engine(const Scenario *scenario, const Program *program,
                        const EngineOptions *options, DiagList *errors) {
    size_t before = errors->count;
    Engine *e = engine_new(program, options, errors);
    for (size_t i = before; i < errors->count; i++) place_in_file(scenario, &errors->items[i]);
    return e;
}
