/* player_ask.c - questions: put before the step that answers them, answered by the engine,
 * explained in any case.
 *
 * The answer is never stored: it is the scenario's expression evaluated where the step has run. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/player/player.h"
#include "ui/term/term.h"

enum { CODE_SHOWN = 8, ROOMY_HEIGHT = 34 }; /* lines of the step that a question shows */

static const Ask *ask_of(const Player *p, int step) {
    bool written = step >= 0 && (size_t)step < p->source.scenario->step_count;
    return written ? p->source.scenario->steps[step].ask : NULL;
}

bool player_has_question(const Player *p, int step) {
    return ask_of(p, step) != NULL && !p->answered[step];
}

static const char *in_language(const Text *text) {
    const char *found = text_get(text, i18n_language());
    return found != NULL ? found : "";
}

static void put_step_code(const Player *p, Dialog *dialog, const LessonStep *step) {
    if (step->line_count == 0) {
        dialog_row(dialog, ROLE_CODE, NULL, step->action);
        return;
    }
    for (int i = 0; i < step->line_count && step->first_line + i <= p->lesson.nlines; i++) {
        const char *line = p->lesson.lines[step->first_line - 1 + i];
        if (i == CODE_SHOWN) {
            dialog_row(dialog, ROLE_CODE, NULL, "...");
            return;
        }
        if (line[0] != '\0') {
            dialog_code_row(dialog, line);
        }
    }
}

/* The picture is what the answer is found in: the question covers the words below it. On a small
 * screen for presenting it would cover both, so there it leaves the note, which the class reads. */
static DialogPlace place_of_question(const Player *p) {
    bool small = p->cells.height < ROOMY_HEIGHT;
    return p->view.presenting && small ? DIALOG_ABOVE : DIALOG_BELOW;
}

void player_question_rows(Player *p) {
    const Ask *ask = ask_of(p, p->question_step);
    StrBuf foot = {0};
    sb_put(&foot, _("Enter answer"));
    if (in_language(&ask->hint)[0] != '\0') {
        sb_put(&foot, ask->choice_count > 0 ? _("   h hint") : _("   Tab hint"));
    }
    if (p->view.presenting) {
        sb_put(&foot, ask->choice_count > 0 ? _("   R reveal") : _("   Enter alone reveals"));
    }
    sb_put(&foot, p->options->quiz ? _("   Esc later") : _("   Esc skip"));
    Dialog *dialog = dialog_new(_("Before you go on"), sb_text(&foot));
    sb_free(&foot);
    const LessonStep *step = &p->lesson.steps[p->question_step];
    bool roomy = p->cells.height >= ROOMY_HEIGHT;
    if (step->action[0] != '\0') {
        dialog_row(dialog, ROLE_DIM, NULL, _("When this has run:"));
        put_step_code(p, dialog, step);
        if (roomy) {
            dialog_row(dialog, ROLE_DIALOG, NULL, "");
        }
    }
    dialog_lines(dialog, ROLE_DIALOG, in_language(&ask->question));
    for (size_t i = 0; i < ask->choice_count; i++) {
        char number[2] = {(char)('1' + (i < 9 ? i : 8)), '\0'};
        dialog_choice_row(dialog, number, in_language(&ask->choices[i].text), (int)i);
    }
    dialog->has_input = ask->choice_count == 0;
    dialog->place = place_of_question(p);
    player_open_dialog(p, DIALOG_QUESTION, dialog);
}

void player_ask(Player *p, int step, Grain grain) {
    p->question_step = step;
    p->pending = (PendingMove){.waits = true, .grain = grain};
    p->view.playing = false;
    player_question_rows(p);
}

/* Stand where the step has run. */
static void seek_behind(Player *p, int step) {
    uint64_t end = player_step_event(p, step + 1);
    engine_seek(p->engine, end != UINT64_MAX ? end : player_end(p));
}

/* The answer's repr (caller frees), or NULL when it cannot be computed; *error then says why. */
static char *right_answer(Player *p, int step, char **error) {
    const Ask *ask = ask_of(p, step);
    char *repr = NULL;
    if (ask->choice_count > 0 && ask->answer_index >= 0 && ask->answer.text == NULL) {
        StrBuf index = {0};
        sb_printf(&index, "%d", (int)ask->answer_index);
        return sb_take(&index);
    }
    engine_evaluate(p->engine, ask->answer.text, &repr, error);
    return repr;
}

static bool same_word(const char *typed, const char *repr) {
    size_t len = strlen(repr);
    if (len >= 2 &&
        (repr[0] == '\'' || repr[0] == '"')) { /* a string may be typed without its quotes */
        return strlen(typed) == len - 2 && memcmp(typed, repr + 1, len - 2) == 0;
    }
    return strcmp(typed, repr) == 0;
}

/* Equal as Python values, so that 2, 2.0 and 1 + 1 are the same answer. */
static bool is_right(Player *p, const char *typed, const char *repr) {
    if (same_word(typed, repr)) {
        return true;
    }
    StrBuf comparison = {0};
    sb_printf(&comparison, "(%s) == (%s)", typed, repr);
    char *result = NULL;
    char *error = NULL;
    bool right = engine_evaluate(p->engine, sb_text(&comparison), &result, &error) &&
                 strcmp(result, "True") == 0;
    free(result);
    free(error);
    sb_free(&comparison);
    return right;
}

typedef enum Verdict { VERDICT_RIGHT, VERDICT_WRONG, VERDICT_REVEALED } Verdict;

static void show_verdict(Player *p, const Ask *ask, Verdict verdict, int chosen, const char *repr,
                         const char *error) {
    Dialog *dialog = dialog_new(verdict == VERDICT_RIGHT   ? _("Right")
                                : verdict == VERDICT_WRONG ? _("Not so")
                                                           : _("The answer"),
                                _("Enter go on   e ledger of the selected object"));
    dialog->place = place_of_question(p);
    bool revealed = verdict == VERDICT_REVEALED;
    if (error != NULL) {
        dialog_row(dialog, ROLE_ERROR, NULL, _("The answer cannot be computed:"));
        dialog_lines(dialog, ROLE_DIALOG, error);
    } else if (verdict != VERDICT_RIGHT) { /* "Right" and "Not so" are said by the title */
        StrBuf line = {0};
        if (ask->choice_count > 0) {
            size_t index = (size_t)strtoul(repr, NULL, 10);
            sb_printf(&line, _("It is: %s"),
                      index < ask->choice_count ? in_language(&ask->choices[index].text) : repr);
        } else {
            sb_printf(&line, _("It is `%s`."), repr);
        }
        dialog_row(dialog, revealed ? ROLE_RIGHT : ROLE_WRONG, NULL, sb_text(&line));
        sb_free(&line);
    }
    if (error != NULL || verdict != VERDICT_RIGHT) {
        dialog_row(dialog, ROLE_DIALOG, NULL, "");
    }
    if (chosen >= 0 && in_language(&ask->choices[chosen].why)[0] != '\0') {
        dialog_lines(dialog, ROLE_DIALOG, in_language(&ask->choices[chosen].why));
    }
    dialog_lines(dialog, ROLE_DIALOG, in_language(&ask->why));
    player_open_dialog(p, DIALOG_VERDICT, dialog);
}

/* `typed` empty and nothing chosen: a teacher lets the class guess and then shows the answer. */
static void judge(Player *p, const char *typed, int chosen) {
    const Ask *ask = ask_of(p, p->question_step);
    uint64_t here = engine_now(p->engine);
    seek_behind(p, p->question_step);
    char *error = NULL;
    char *repr = right_answer(p, p->question_step, &error);
    bool reveals = typed[0] == '\0' && chosen < 0;
    bool right = repr != NULL && !reveals &&
                 (chosen >= 0 ? strtol(repr, NULL, 10) == chosen : is_right(p, typed, repr));
    engine_seek(p->engine, here);
    p->answered[p->question_step] = true;
    p->asked += !reveals;
    p->right += right;
    show_verdict(p, ask,
                 reveals ? VERDICT_REVEALED
                 : right ? VERDICT_RIGHT
                         : VERDICT_WRONG,
                 chosen, repr, repr == NULL ? error != NULL ? error : "?" : NULL);
    free(repr);
    free(error);
}

static void show_hint(Player *p) {
    const Ask *ask = ask_of(p, p->question_step);
    const char *hint = in_language(&ask->hint);
    if (hint[0] != '\0') {
        dialog_row(p->dialog, ROLE_DIALOG, NULL, "");
        dialog_lines(p->dialog, ROLE_PRESENTER, hint);
    }
}

void player_answer_key(Player *p, int key) {
    Dialog *dialog = p->dialog;
    const Ask *ask = ask_of(p, p->question_step);
    bool chooses = ask->choice_count > 0;
    bool skips = key == TKEY_ESC || (chooses && key == 'q');
    if (skips &&
        p->options->quiz) { /* here to be asked: not answering is leaving the question for later */
        p->pending.waits = false;
        player_close_dialog(p);
    } else if (skips) {
        p->answered[p->question_step] = true;
        player_close_dialog(p);
        player_after_question(p);
    } else if (key == TKEY_TAB || (chooses && key == 'h')) {
        show_hint(p);
    } else if (chooses && key >= '1' && key < '1' + (int)ask->choice_count) {
        judge(p, "", key - '1');
    } else if (chooses && key == TKEY_ENTER) {
        const DialogRow *row = dialog_chosen(dialog);
        if (row != NULL && row->choice >= 0) {
            judge(p, "", row->choice);
        }
    } else if (chooses && (key == TKEY_UP || key == TKEY_DOWN || key == 'k' || key == 'j')) {
        dialog_move(dialog, key == TKEY_UP || key == 'k' ? -1 : 1, 1);
    } else if (p->view.presenting &&
               (key == 'R' || (!chooses && key == TKEY_ENTER && dialog->input.text.len == 0))) {
        judge(p, "", -1);
    } else if (!chooses && line_key(&dialog->input, key) == LINE_DONE &&
               dialog->input.text.len > 0) {
        char *typed = host_strdup(sb_text(&dialog->input.text));
        judge(p, typed, -1);
        free(typed);
    }
}
