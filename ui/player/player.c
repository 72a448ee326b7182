/* player.c - a lesson on the screen: open, the loop of keys and frames, close; player_keys.c
 * says what a key means. Main entry: ui_play. */
#define _XOPEN_SOURCE 700
#include "ui/player/player.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "scenario/scenario.h"
#include "scenario/to_program.h"
#include "ui/browser/progress.h"
#include "ui/notes/notes.h"
#include "ui/panes/layout.h"
#include "ui/term/term.h"

enum { IDLE_MS = 500, FRAME_MS = 33, DEFAULT_SPEED = 2 };

void player_say(Player *p, bool bad, const char *format, ...) {
    StrBuf text = {0};
    va_list args;
    va_start(args, format);
    sb_vprintf(&text, format, args);
    va_end(args);
    free(p->message);
    p->message = sb_take(&text);
    p->view.message = p->message;
    p->view.message_bad = bad;
}

void player_hush(Player *p) {
    free(p->message);
    p->message = NULL;
    p->view.message = NULL;
}

static int64_t time_of_file(const char *path) {
    struct stat info;
    return stat(path, &info) == 0
               ? (int64_t)info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1000000
               : 0;
}

/* Changes when the file of the program or one of its modules does; 0 when the program is gone. */
static int64_t time_of_source(const Player *p) {
    int64_t time = time_of_file(p->path);
    const Scenario *scenario = p->source.scenario;
    for (size_t i = 0; time != 0 && scenario && i < scenario->file_count; i++)
        if (scenario->files[i].path) time += time_of_file(scenario->files[i].path);
    return time;
}

/* Words in one language, of one run. */
static void forget_answers(Player *p) {
    for (int i = 0; i < p->lesson.nsteps; i++) {
        free(p->answers[i]);
        p->answers[i] = NULL;
    }
}

static void forget_run(Player *p) {
    for (int i = 0; i <= p->lesson.nsteps; i++) {
        if (p->memory_known != NULL && p->memory_known[i]) {
            graph_memory_free(&p->memories[i]);
        }
    }
    free(p->memories);
    free(p->memory_known);
    free(p->step_printed);
    free(p->step_events);
    free(p->results);
    forget_answers(p);
    free(p->answers);
    free(p->walked);
    player_forget_question(p);
    inspect_free(&p->inspect);
    player_forget_exit(p);
    player_forget_compare(p);
    snapshot_free(p->snap);
    view_renew(&p->view);
    engine_free(p->engine);
    lesson_free(&p->lesson);
    scenario_free(p->source.scenario);
    program_free(p->source.program);
}

/* Take a source that was read and an engine that runs it. */
static void take_run(Player *p, UiSource source, Engine *engine) {
    p->source = source;
    p->engine = engine;
    engine_watch(engine, player_watch, p);
    lesson_make(&p->lesson, &p->source, i18n_language());
    size_t steps = (size_t)p->lesson.nsteps + 2;
    p->step_events = host_alloc(steps * sizeof *p->step_events);
    p->memories = host_alloc(steps * sizeof *p->memories);
    p->memory_known = host_alloc(steps * sizeof *p->memory_known);
    p->step_printed = host_alloc(steps * sizeof *p->step_printed);
    p->results = host_alloc(steps * sizeof *p->results);
    p->answers = host_alloc(steps * sizeof *p->answers);
    p->walked = host_alloc(steps * sizeof *p->walked);
    p->inspect = (InspectList){0};
    p->snap = NULL;
    p->last_event = 0;
    p->grain_step = -2;
    p->view.lesson = &p->lesson;
    p->view.snap = NULL;
    p->view.memory = NULL;
    p->view.inspect = NULL;
    p->view.selected = 0;
    p->view.since = 0;
    p->view.breaks = p->breaks;
    p->view.watched = p->watched;
    p->view.nwatched = 0; /* another run has other objects */
    p->file_time = time_of_source(p);
}

/* Run through it once and stand at its beginning. */
static void stand_at_start(Player *p) {
    p->view.ticks = p->ticks;
    player_last_event(p);
    player_survey_pictures(p);
    uint64_t start = player_step_event(p, 0);
    engine_seek(p->engine, start != UINT64_MAX ? start : 0);
    player_refresh(p);
    player_follow_step(p);
}

static bool read_source(const Player *p, const char *python, UiSource *source, Engine **engine,
                        DiagList *errors) {
    if (!p->options->open(p->options->context, p->path, python, source, errors)) {
        return false;
    }
    EngineOptions options = p->options->engine;
    options.gives_input = true;
    *engine = scenario_engine(source->scenario, source->program, &options, errors);
    if (*engine == NULL) {
        scenario_free(source->scenario);
        program_free(source->program);
        return false;
    }
    return true;
}

/* Read the file. False with errors, and nothing to close. */
static bool player_read(Player *p, const UiOptions *options, const char *path, DiagList *errors) {
    *p = (Player){.options = options, .path = host_strdup(path), .cursor_x = -1, .cursor_y = -1};
    player_wait_begin(p, TKEY_NONE);
    p->python = options->python != NULL ? host_strdup(options->python) : NULL;
    p->user_grain = options->grain > 0 ? (Grain)options->grain : MOVE_STEP;
    p->view.grain = p->user_grain;
    p->view.focus = p->view.view = PANE_OBJECTS;
    p->view.speed = options->speed > 0 ? options->speed : DEFAULT_SPEED;
    p->view.presenting = options->present;
    UiSource source;
    Engine *engine;
    if (!read_source(p, p->python, &source, &engine, errors)) {
        free(p->path);
        free(p->python);
        return false;
    }
    take_run(p, source, engine);
    if (options->grain == 0 && p->source.scenario->from_python) {
        p->view.grain = p->user_grain = MOVE_LINE; /* its loops have lines, and no notes */
    }
    return true;
}

/* Run through what was read once, and stand at its beginning (or at options->at). False with
 * errors: the player is closed then. */
static bool player_begin(Player *p, DiagList *errors) {
    const UiOptions *options = p->options;
    stand_at_start(p);
    if (options->notice != NULL) {
        player_say(p, true, "%s", options->notice);
    }
    if (options->at != NULL) {
        char *wrong = NULL;
        if (!player_go_where(p, options->at, &wrong)) {
            diag_add(errors, (Diag){.file = p->path, .message = wrong});
            free(wrong);
            player_close(p);
            return false;
        }
    }
    return true;
}

bool player_open(Player *p, const UiOptions *options, const char *path, DiagList *errors) {
    return player_read(p, options, path, errors) && player_begin(p, errors);
}

void player_close(Player *p) {
    player_close_dialog(p);
    forget_run(p);
    view_free_panes(&p->view);
    cells_free(&p->cells);
    line_clear(&p->prompt);
    player_hush(p);
    free(p->search);
    sb_free(&p->typed);
    free(p->free_type);
    player_forget_proof(p);
    free(p->path);
    free(p->python);
}

static void show_errors(Player *p, DiagList *errors) {
    Dialog *dialog =
        dialog_new(_("The file has errors; what is shown is from before"), _("q close"));
    for (size_t i = 0; i < errors->count; i++) {
        StrBuf text = {0};
        diag_format(&errors->items[i], &text);
        dialog_lines(dialog, i % 2 == 0 ? ROLE_DIALOG : ROLE_NOTE, sb_text(&text));
        sb_free(&text);
    }
    diag_free(errors);
    player_open_dialog(p, DIALOG_TEXT, dialog);
}

void player_reload(Player *p, const char *python) {
    DiagList errors = {0};
    UiSource source;
    Engine *engine;
    p->file_time = time_of_source(p);
    const char *version = python != NULL ? python : p->python;
    if (!read_source(p, version, &source, &engine, &errors)) {
        show_errors(p, &errors);
        return;
    }
    if (python != NULL) {
        free(p->python);
        p->python = host_strdup(python);
    }
    int step = p->view.shown_step;
    player_forget_proof(p); /* another version may have another interpreter */
    forget_run(p);
    player_give_typed(p, engine);
    take_run(p, source, engine);
    stand_at_start(p);
    if (step >= 0 && step < p->lesson.nsteps) { /* stand behind the same step as before */
        uint64_t event = player_step_event(p, step + 1);
        player_go(p, event != UINT64_MAX ? event : player_end(p));
    }
    player_say(p, false, _("read again: Python %s"), p->snap->python);
}

void player_open_other(Player *p, const char *path) {
    DiagList errors = {0};
    UiSource source;
    Engine *engine;
    char *before = p->path;
    p->path = host_strdup(path);
    if (!read_source(p, p->python, &source, &engine, &errors)) {
        free(p->path);
        p->path = before;
        show_errors(p, &errors);
        return;
    }
    char *fresh = p->path;
    p->path = before;
    player_keep_place(p);
    p->path = fresh;
    free(before);
    player_forget_proof(p);
    forget_run(p);
    sb_free(&p->typed);
    memset(p->marks, 0, sizeof p->marks);
    p->view.nbreaks = 0;
    p->noted = p->over_told = false;
    take_run(p, source, engine);
    stand_at_start(p);
    if (p->keeps_place) {
        player_take_place(p);
    }
}

void player_set_language(Player *p, const char *language) {
    if (!i18n_set_language(language)) {
        player_say(p, true, _("%s: the languages are en and ru"), language);
        return;
    }
    forget_answers(p);
    lesson_free(&p->lesson);
    lesson_make(&p->lesson, &p->source, i18n_language());
    player_refresh(p);
    if (p->dialog_kind == DIALOG_QUESTION) {
        player_question_rows(p);
    }
}

static void draw_prompt(Player *p) {
    Canvas canvas = canvas_all(&p->cells);
    int y = p->cells.height - 1;
    put_fill(&canvas, (Rect){0, y, p->cells.width, 1}, ROLE_INPUT);
    int x = p->prompt_kind == 'o' ? put_text(&canvas, 0, y, ROLE_INPUT, _("open: "))
            : p->prompt_kind == 'i'
                ? put_text(&canvas, 0, y, ROLE_INPUT, _("input: "))
                : put_text(&canvas, 0, y, ROLE_INPUT, (char[]){p->prompt_kind, '\0'});
    p->cursor_x = line_draw(&canvas, x, y, p->cells.width - x, &p->prompt);
    if (p->message != NULL) { /* the continuations of a path, or why it cannot be opened */
        put_fill(&canvas, (Rect){0, y - 1, p->cells.width, 1}, ROLE_HEADER);
        put_clipped(&canvas, 1, y - 1, p->cells.width - 2,
                    p->view.message_bad ? ROLE_ERROR : ROLE_HEADER, p->message);
    }
    p->cursor_y = y;
}

void player_draw(Player *p) {
    p->cursor_x = p->cursor_y = -1;
    screen_draw(&p->cells, &p->view);
    bool small = p->cells.width < LAYOUT_MIN_WIDTH || p->cells.height < LAYOUT_MIN_HEIGHT;
    if (p->dialog != NULL && !small) {
        dialog_draw(&p->cells, p->dialog, &p->cursor_x, &p->cursor_y);
    }
    if (p->prompt_kind != 0) {
        draw_prompt(p);
    }
}

/* ---- the loop -------------------------------------------------------------------------------- */

static void fit_to_terminal(Player *p) {
    int width;
    int height;
    term_size(&width, &height);
    if (width != p->cells.width || height != p->cells.height) {
        Charset charset = term_charset();
        cells_free(&p->cells);
        cells_init(&p->cells, width, height, charset);
    }
}

static void reload_when_changed(Player *p) {
    int64_t time = time_of_source(p);
    if (time != 0 && time != p->file_time && p->dialog == NULL) {
        player_reload(p, NULL);
    }
}

/* At the end: say that there is more to see, and remember a lesson that was walked through. */
static void note_progress(Player *p) {
    if (!player_is_over(p)) {
        p->over_said = false;
        return;
    }
    bool done = player_is_done(p);
    if (done && !p->noted) {
        progress_done(p->path);
        p->noted = true;
    }
    if (!p->over_said && p->message == NULL && p->dialog == NULL &&
        !p->source.scenario->from_python) {
        p->over_said = true;
        player_say(p, false, "%s",
                   done ? _("done: → shows the score and the next lesson")
                        : _("the end: → shows the score, and what was jumped over"));
    }
}

/* While playing a note stays as long as it takes to read it. */
static int64_t play_pause(const Player *p) {
    enum { READ_MS = 110 }; /* of a character at speed 1 */
    const char *note = view_note(&p->view);
    bool reads = p->view.grain == MOVE_STEP && note != NULL;
    int64_t letters = reads ? (int64_t)utf8_count(note, strlen(note)) : 0;
    return (1000 + letters * READ_MS) / p->view.speed;
}

static void loop(Player *p) {
    int64_t next_move = 0;
    int64_t last_frame = 0;
    bool changed = true;
    p->notes = notes_serve();
    while (!p->leave && term_leave_signal() == 0) {
        fit_to_terminal(p);
        if (changed && (!term_input_waits() || player_clock_ms() - last_frame >= FRAME_MS)) {
            player_draw(p);
            term_draw(&p->cells, p->cursor_x, p->cursor_y);
            last_frame = player_clock_ms();
            changed = false;
        }
        int64_t wait = p->view.playing ? next_move - player_clock_ms() : IDLE_MS;
        TermEvent event = term_read(wait < 0 ? 0 : (int)wait);
        if (event.key != TKEY_NONE) {
            bool was_playing = p->view.playing;
            player_key(p, event.key, event.x, event.y);
            if (p->view.playing && !was_playing) {
                next_move = player_clock_ms();
            }
            changed = true;
        } else if (p->view.playing && player_clock_ms() >= next_move) {
            player_wait_begin(p, TKEY_NONE);
            p->view.playing =
                player_move(p, p->view.grain, 1) && p->dialog == NULL && p->message == NULL;
            next_move = player_clock_ms() + play_pause(p);
            changed = true;
        } else if (!p->view.playing) {
            int64_t before = p->file_time;
            reload_when_changed(p);
            changed = changed || before != p->file_time;
        }
        note_progress(p);
        player_send_notes(p);
    }
    notes_end(p->notes);
    p->notes = NULL;
}

bool player_run(const UiOptions *options, const char *path, char **last, DiagList *errors) {
    Player *p = host_alloc(sizeof *p);
    bool opened = player_read(p, options, path, errors);
    *last = NULL;
    if (opened) {
        fit_to_terminal(p);
        opened = player_begin(p, errors);
    }
    if (opened) {
        player_take_place(p);
        loop(p);
        player_keep_place(p);
        *last = host_strdup(p->path);
        player_close(p);
    }
    free(p);
    return opened;
}

int ui_play(const UiOptions *options, const char *path) {
    DiagList errors = {0};
    Player *p = host_alloc(sizeof *p);
    if (!player_read(p, options, path, &errors)) {
        diag_print(&errors);
        free(p);
        return 2;
    }
    TermOptions term = {.ascii = options->ascii,
                        .no_color = options->no_color,
                        .no_mouse = options->no_mouse,
                        .want_unicode = strcmp(i18n_language(), "en") != 0,
                        .theme = options->theme};
    int status = term_start(&term);
    bool open = true;
    if (status == 0) {
        fit_to_terminal(p); /* already the first run may take long, and shows that it works */
        open = player_begin(p, &errors);
        if (open) {
            player_take_place(p);
            loop(p);
            player_keep_place(p);
        }
        term_stop();
        status = open ? 0 : 2;
        diag_print(&errors);
        if (term_leave_signal() != 0) {
            status = 128 + term_leave_signal();
        }
    }
    if (open) {
        player_close(p);
    }
    free(p);
    return status;
}
