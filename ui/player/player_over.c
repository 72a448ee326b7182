/* player_over.c - the end of a lesson: what has been walked through and answered, the score, and the
 * lesson that comes next. Called by the loop of the player and by the keys that go forward. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/browser/files.h"
#include "ui/browser/progress.h"
#include "ui/player/player.h"

enum { STEPS_KEPT = 1000 };

/* ---- what has been walked through ------------------------------------------------------------ */

void player_note_walk(Player *p, uint64_t from) {
    uint64_t here = p->snap->event;
    for (int i = 0; i < p->lesson.nsteps; i++) {
        uint64_t begins = player_step_event(p, i);
        uint64_t ends = player_step_event(p, i + 1);
        if (begins == UINT64_MAX || begins > here) {
            return;
        }
        ends = ends != UINT64_MAX ? ends : player_end(p); /* an exception ends it, or a limit */
        if (ends > from && ends <= here) {
            p->walked[i] = true;
        }
    }
}

bool player_is_over(Player *p) {
    bool exits = scenario_ends_with_exit(p->source.scenario);
    return p->snap->event >= (exits && p->last_event != 0 ? p->last_event : player_end(p));
}

/* The first step that was jumped over, -1 when there is none. Steps that the run never reaches ask
 * nothing of anybody. */
static int first_unwalked(Player *p, int *count) {
    int first = -1;
    *count = 0;
    for (int i = 0; i < p->lesson.nsteps && player_step_event(p, i) != UINT64_MAX; i++) {
        if (!p->walked[i]) {
            first = first < 0 ? i : first;
            ++*count;
        }
    }
    return first;
}

bool player_is_done(Player *p) {
    int count;
    return player_is_over(p) && (p->source.scenario->from_python ||
                                 (first_unwalked(p, &count) < 0 && player_first_question(p) < 0));
}

/* ---- the place, from one sitting to the next --------------------------------------------------- */

/* One letter a step: how its question was answered, large when it was walked through. */
static char *marks_of(const Player *p) {
    StrBuf marks = {0};
    for (int i = 0; i < p->lesson.nsteps; i++) {
        sb_putc(&marks, (char)((p->walked[i] ? 'A' : 'a') + p->results[i]));
    }
    return sb_take(&marks);
}

/* Behind which step one wants to go on: at the end, where something was left out. */
static int place_of(const Player *p) {
    int open = player_first_question(p);
    if (p->view.shown_step + 1 < p->lesson.nsteps) {
        return p->view.shown_step + 1;
    }
    for (int i = 0; i < p->lesson.nsteps; i++) {
        if (!p->walked[i] || i == open) {
            return i;
        }
    }
    return 0;
}

void player_keep_place(const Player *p) {
    if (p->keeps_place && p->lesson.nsteps <= STEPS_KEPT) {
        char *marks = marks_of(p);
        progress_leave(p->path, place_of(p), marks);
        free(marks);
    }
}

void player_take_place(Player *p) {
    p->keeps_place = !p->options->quiz && !p->options->present;
    char *marks = NULL;
    int step = p->keeps_place && p->options->at == NULL ? progress_place(p->path, &marks) : 0;
    uint64_t event = player_step_event(p, step);
    /* a file that was changed since has other steps, and other questions */
    if (step > 0 && (int)strlen(marks) == p->lesson.nsteps && event != UINT64_MAX) {
        for (int i = 0; i < p->lesson.nsteps; i++) {
            bool large = marks[i] >= 'A' && marks[i] <= 'Z';
            int result = marks[i] - (large ? 'A' : 'a');
            p->walked[i] = large;
            p->results[i] = result > RESULT_OPEN && result <= RESULT_SKIPPED ? (uint8_t)result : 0;
        }
        player_go(p, event);
        if (p->message == NULL) {
            player_say(p, false, "%s", _("this is where you left it: g goes to the beginning"));
        }
    }
    free(marks);
}

/* ---- the score ------------------------------------------------------------------------------- */

typedef struct Score {
    int questions, right, second, open;
} Score;

static Score score_of(const Player *p) {
    Score score = {0};
    for (int i = 0; i < p->lesson.nsteps; i++) {
        if (p->lesson.steps[i].question == NULL) {
            continue;
        }
        score.questions++;
        score.right += p->results[i] == RESULT_RIGHT || p->results[i] == RESULT_SECOND;
        score.second += p->results[i] == RESULT_SECOND;
        score.open += p->results[i] == RESULT_OPEN;
    }
    return score;
}

static void put_score(const Player *p, Dialog *dialog) {
    Score score = score_of(p);
    if (score.questions == 0) {
        return;
    }
    StrBuf line = {0};
    sb_printf(&line, _("Questions answered right: %d of %d"), score.right, score.questions);
    if (score.second > 0) {
        sb_printf(&line, _(", at the second try: %d"), score.second);
    }
    if (score.open > 0) {
        sb_printf(&line, _(", still open: %d"), score.open);
    }
    bool all = score.right == score.questions;
    dialog_row(dialog, all ? ROLE_RIGHT : ROLE_DIALOG, NULL, sb_text(&line));
    sb_free(&line);
}

/* Each question that was not answered right, to be asked again. */
static void put_missed(Player *p, Dialog *dialog) {
    for (int i = 0; i < p->lesson.nsteps; i++) {
        bool missed = p->lesson.steps[i].question != NULL && p->results[i] != RESULT_RIGHT &&
                      p->results[i] != RESULT_SECOND;
        uint64_t event = player_step_event(p, i);
        if (!missed || event == UINT64_MAX) {
            continue;
        }
        StrBuf key = {0};
        sb_printf(&key, _("step %d"), i + 1);
        dialog_event_row(dialog, ROLE_DIM, sb_text(&key), p->lesson.steps[i].question, event);
        sb_free(&key);
    }
}

static void put_jumped(Player *p, Dialog *dialog) {
    int count;
    int first = first_unwalked(p, &count);
    if (first < 0) {
        return;
    }
    StrBuf line = {0};
    StrBuf key = {0};
    sb_printf(&key, _("step %d"), first + 1);
    sb_printf(
        &line,
        i18n_plural("%d step was jumped over: the lesson counts as done when it was seen, too",
                    "%d steps were jumped over: the lesson counts as done when they were "
                    "seen, too",
                    (uint64_t)count),
        count);
    dialog_event_row(dialog, ROLE_DIM, sb_text(&key), sb_text(&line), player_step_event(p, first));
    sb_free(&key);
    sb_free(&line);
}

/* ---- the next lesson ------------------------------------------------------------------------- */

/* The title of a lesson, or its file's name. Caller frees. */
static char *title_of(const char *path) {
    DiagList errors = {0};
    Scenario *scenario = scenario_load_file(path, &errors);
    const char *title = scenario != NULL ? text_get(&scenario->title, i18n_language()) : NULL;
    char *copy = host_strdup(title != NULL ? title : path_base(path));
    scenario_free(scenario);
    diag_free(&errors);
    return copy;
}

static void put_next(const Player *p, Dialog *dialog) {
    char *next = path_next_lesson(p->path);
    if (next == NULL) {
        dialog_row(dialog, ROLE_DIM, NULL, _("It was the last lesson of this folder."));
        return;
    }
    char *title = title_of(next);
    dialog_choice_row(dialog, _("next"), title, 0);
    dialog->cursor = (int)dialog->nrows - 1;
    free(title);
    free(next);
}

void player_tell_over(Player *p) {
    Dialog *dialog = dialog_new(_("The end of the lesson"), _("Enter go there   q close"));
    dialog_row(dialog, ROLE_EMPHASIS, NULL, p->lesson.title);
    if (p->lesson.summary != NULL) {
        dialog_lines(dialog, ROLE_NOTE, p->lesson.summary);
    }
    dialog_row(dialog, ROLE_DIALOG, NULL, "");
    put_score(p, dialog);
    put_missed(p, dialog);
    put_jumped(p, dialog);
    dialog_row(dialog, ROLE_DIALOG, NULL, "");
    put_next(p, dialog);
    p->over_told = true;
    player_open_dialog(p, DIALOG_OVER, dialog);
}

/* Back to a question: it is put once more, unless the answers count. */
static void ask_again(Player *p, uint64_t event) {
    for (int i = 0; i < p->lesson.nsteps && !p->options->quiz; i++) {
        if (player_step_event(p, i) == event && p->lesson.steps[i].question != NULL &&
            p->results[i] != RESULT_RIGHT && p->results[i] != RESULT_SECOND) {
            p->results[i] = RESULT_OPEN;
        }
    }
}

void player_over_enter(Player *p) {
    const DialogRow *row = dialog_chosen(p->dialog);
    if (row == NULL) {
        player_close_dialog(p);
    } else if (row->event != UINT64_MAX) {
        uint64_t event = row->event;
        player_close_dialog(p);
        ask_again(p, event);
        player_go(p, event);
    } else {
        char *next = path_next_lesson(p->path);
        player_close_dialog(p);
        if (next != NULL) {
            player_open_other(p, next);
        }
        free(next);
    }
}
