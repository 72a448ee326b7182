/* player_ask.c - questions: put before the step that answers them, answered by the engine,
 * explained in any case.
 *
 * The answer is never stored: it is the scenario's expression evaluated where the step has run. A
 * first wrong answer gets its reason and a second try; what is no answer at all costs nothing. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/player/player.h"
#include "ui/term/term.h"

enum { CODE_SHOWN = 8, ROOMY_HEIGHT = 34, TRIES = 2 }; /* lines of the step that a question shows */

static const Ask *ask_of(const Player *p, int step) {
    bool written = step >= 0 && (size_t)step < p->source.scenario->step_count;
    return written ? p->source.scenario->steps[step].ask : NULL;
}

bool player_has_question(const Player *p, int step) {
    return ask_of(p, step) != NULL && p->results[step] == RESULT_OPEN;
}

int player_first_question(const Player *p) {
    for (int i = 0; i < p->lesson.nsteps; i++) {
        if (player_has_question(p, i)) {
            return i;
        }
    }
    return -1;
}

static const char *in_language(const Text *text) {
    const char *found = text_get(text, i18n_language());
    return found != NULL ? found : "";
}

/* The last lines of the code are what mostly decides: of a long step they are the ones shown. */
static void put_step_code(const Player *p, Dialog *dialog, const LessonStep *step) {
    if (step->line_count == 0) {
        dialog_row(dialog, ROLE_CODE, NULL, step->action);
        return;
    }
    int last = step->first_line + step->line_count - 1;
    last = last < p->lesson.nlines ? last : p->lesson.nlines;
    int first = last;
    int shown = 0;
    for (; first >= step->first_line; first--) {
        shown += p->lesson.lines[first - 1][0] != '\0';
        if (shown > CODE_SHOWN) {
            dialog_row(dialog, ROLE_CODE, NULL, "...");
            break;
        }
    }
    for (int line = first + 1; line <= last; line++) {
        if (p->lesson.lines[line - 1][0] != '\0') {
            dialog_code_row(dialog, p->lesson.lines[line - 1]);
        }
    }
}

/* The picture is what the answer is found in: the question covers the words below it. For a class it
 * stands in the middle, large. */
static DialogPlace place_of_question(const Player *p) {
    return p->view.presenting ? DIALOG_CENTRED : DIALOG_BELOW;
}

/* Guessing between two is over with the first guess, and who came to be examined has one try. */
static int tries_of(const Player *p, const Ask *ask) {
    return p->options->quiz || ask->choice_count == 2 ? 1 : TRIES;
}

/* ---- the question ---------------------------------------------------------------------------- */

/* The key of the first choice; the others follow it. Choices that are numbers themselves get letters,
 * or "1" would mean one thing and choose another. */
static char first_key(const Ask *ask) {
    enum { LETTERS = 7 }; /* `h` gives the hint */
    for (size_t i = 0; i < ask->choice_count && ask->choice_count <= LETTERS; i++) {
        const char *text = in_language(&ask->choices[i].text);
        text += *text == '-';
        if (*text >= '0' && *text <= '9') {
            return 'a';
        }
    }
    return '1';
}

static char *question_foot(const Player *p, const Ask *ask) {
    StrBuf foot = {0};
    bool chooses = ask->choice_count > 0;
    if (chooses) {
        char first = first_key(ask);
        sb_printf(&foot, _("%c-%c choose   "), first, first + (int)ask->choice_count - 1);
    }
    sb_put(&foot, _("Enter answer"));
    if (in_language(&ask->hint)[0] != '\0' && !p->question.hinted) {
        sb_put(&foot, chooses ? _("   h hint") : _("   Tab hint"));
    }
    if (p->view.presenting) {
        sb_put(&foot, chooses ? _("   R reveal") : _("   Enter alone reveals"));
    }
    sb_put(&foot, p->options->quiz ? _("   Esc later") : _("   Esc skip"));
    return sb_take(&foot);
}

/* The reader's own answer, and what is wrong about it, as far as the lesson knows. `again`: there is
 * another try. */
static void put_wrong_answer(Dialog *dialog, const Ask *ask, const Question *q, bool again) {
    StrBuf line = {0};
    if (q->chosen >= 0) {
        sb_printf(&line, again ? _("Not so: %s") : _("Your answer: %s"),
                  in_language(&ask->choices[q->chosen].text));
    } else {
        sb_printf(&line, again ? _("Not so: `%s`.") : _("Your answer: `%s`."), q->typed);
    }
    dialog_row(dialog, ROLE_WRONG, NULL, sb_text(&line));
    sb_free(&line);
    const Text *why = q->chosen >= 0   ? &ask->choices[q->chosen].why
                      : q->reason >= 0 ? &ask->wrong[q->reason].why
                                       : NULL;
    if (why != NULL) {
        dialog_lines(dialog, ROLE_DIALOG, in_language(why));
    }
    if (again) {
        dialog_row(dialog, ROLE_DIM, NULL, _("Once more?"));
    }
}

/* What came of the last Enter, when the question is still open. */
static void put_remark(Dialog *dialog, const Ask *ask, const Question *q) {
    const char *please = NULL;
    switch (q->said) {
    case ANSWER_RIGHT: return;
    case ANSWER_WRONG: put_wrong_answer(dialog, ask, q, true); return;
    case ANSWER_EMPTY: please = _("Type an answer; Esc goes on without one."); break;
    case ANSWER_NO_NUMBER: please = _("A number, please."); break;
    case ANSWER_NO_TRUTH: please = _("True or False, please."); break;
    case ANSWER_NO_VALUE: please = _("A value as Python writes it, please."); break;
    case ANSWER_NO_ECHO: please = _("That looks it up. What will the value be?"); break;
    }
    if (please != NULL) {
        dialog_row(dialog, ROLE_WRONG, NULL, please);
    }
}

void player_question_rows(Player *p) {
    const Question *q = &p->question;
    const Ask *ask = ask_of(p, q->step);
    char *typed = p->dialog_kind == DIALOG_QUESTION && p->dialog->has_input
                      ? host_strdup(sb_text(&p->dialog->input.text))
                      : NULL;
    int cursor = p->dialog_kind == DIALOG_QUESTION ? p->dialog->cursor : -1;
    const DialogRow *row = cursor >= 0 ? dialog_chosen(p->dialog) : NULL;
    int choice = row != NULL ? row->choice : -1;
    char *foot = question_foot(p, ask);
    Dialog *dialog = dialog_new(_("Before you go on"), foot);
    free(foot);
    const LessonStep *step = &p->lesson.steps[q->step];
    bool roomy = p->cells.height >= ROOMY_HEIGHT;
    if (in_language(&ask->before)[0] != '\0') {
        dialog_lines(dialog, ROLE_NOTE, in_language(&ask->before));
        if (roomy) {
            dialog_row(dialog, ROLE_DIALOG, NULL, "");
        }
    }
    if (step->action[0] != '\0') {
        dialog_row(dialog, ROLE_DIM, NULL, _("After this step:"));
        put_step_code(p, dialog, step);
        if (roomy) {
            dialog_row(dialog, ROLE_DIALOG, NULL, "");
        }
    }
    dialog_lines(dialog, ROLE_DIALOG, in_language(&ask->question));
    for (size_t i = 0; i < ask->choice_count; i++) {
        char key[2] = {(char)(first_key(ask) + (i < 9 ? (int)i : 8)), '\0'};
        dialog_choice_row(dialog, key, in_language(&ask->choices[i].text), (int)i);
        if ((int)i == choice) {
            dialog->cursor = (int)dialog->nrows - 1;
        }
    }
    if (q->hinted && in_language(&ask->hint)[0] != '\0') {
        dialog_lines(dialog, ROLE_PRESENTER, in_language(&ask->hint));
    }
    put_remark(dialog, ask, q);
    dialog->has_input = ask->choice_count == 0;
    dialog->place = place_of_question(p);
    dialog->large = p->view.presenting;
    if (typed != NULL && dialog->has_input) {
        line_set(&dialog->input, typed);
    }
    free(typed);
    player_open_dialog(p, DIALOG_QUESTION, dialog);
}

void player_ask(Player *p, int step, Grain grain) {
    player_forget_question(p);
    p->question = (Question){.step = step, .chosen = -1, .reason = -1, .said = ANSWER_RIGHT};
    p->pending = (PendingMove){.waits = true, .grain = grain};
    p->view.playing = false;
    player_question_rows(p);
}

void player_forget_question(Player *p) {
    free(p->question.typed);
    p->question = (Question){0};
}

/* ---- the verdict ----------------------------------------------------------------------------- */

/* Stand where the step has run. */
static void seek_behind(Player *p, int step) {
    uint64_t end = player_step_event(p, step + 1);
    engine_seek(p->engine, end != UINT64_MAX ? end : player_end(p));
}

/* The index of the right choice, or -1. */
static int right_choice(const Ask *ask, const Answer *right) {
    int64_t index = ask->answer.text == NULL ? ask->answer_index
                    : right->is_int          ? right->number
                                             : -1;
    return index >= 0 && index < (int64_t)ask->choice_count ? (int)index : -1;
}

static void put_right_answer(Dialog *dialog, const Ask *ask, const Answer *right, Role role) {
    StrBuf line = {0};
    int choice = right_choice(ask, right);
    if (ask->choice_count == 0) {
        sb_printf(&line, _("It is `%s`."), right->repr);
    } else if (choice >= 0) {
        sb_printf(&line, _("It is: %s"), in_language(&ask->choices[choice].text));
    }
    dialog_row(dialog, role, NULL, sb_text(&line));
    sb_free(&line);
}

static void show_verdict(Player *p, const Ask *ask, Result result, const Answer *right) {
    const Question *q = &p->question;
    bool good = result == RESULT_RIGHT || result == RESULT_SECOND;
    Dialog *dialog = dialog_new(good                     ? _("Right")
                                : result == RESULT_WRONG ? _("Not so")
                                                         : _("The answer"),
                                _("Enter go on   e ledger of the selected object"));
    dialog->place = place_of_question(p);
    dialog->large = p->view.presenting;
    if (right->error != NULL) {
        dialog_row(dialog, ROLE_ERROR, NULL, _("The answer cannot be computed:"));
        dialog_lines(dialog, ROLE_DIALOG, right->error);
    } else {
        if (result == RESULT_WRONG) {
            put_wrong_answer(dialog, ask, q, false);
        }
        put_right_answer(dialog, ask, right, result == RESULT_WRONG ? ROLE_EMPHASIS : ROLE_RIGHT);
        int choice = right_choice(ask, right);
        if (good && choice >= 0 && in_language(&ask->choices[choice].why)[0] != '\0') {
            dialog_lines(dialog, ROLE_DIALOG, in_language(&ask->choices[choice].why));
        }
    }
    dialog_lines(dialog, ROLE_DIALOG, in_language(&ask->why));
    player_open_dialog(p, DIALOG_VERDICT, dialog);
}

/* What the right answer is where the step has run. */
static Answer right_answer(Player *p, const Ask *ask) {
    Answer right = {0};
    if (ask->answer.text != NULL) {
        engine_ask(p->engine, ask->answer.text, &right);
    }
    return right;
}

char *player_answer_text(Player *p, int step) {
    const Ask *ask = ask_of(p, step);
    uint64_t here = engine_now(p->engine);
    seek_behind(p, step);
    Answer right = right_answer(p, ask);
    engine_seek(p->engine, here);
    int choice = right_choice(ask, &right);
    char *text = host_strdup(choice >= 0           ? in_language(&ask->choices[choice].text)
                             : right.repr != NULL  ? right.repr
                             : right.error != NULL ? right.error
                                                   : "");
    answer_free(&right);
    return text;
}

char *player_answer_why(const Player *p, int step) {
    return host_strdup(in_language(&ask_of(p, step)->why));
}

/* An answer was given, or (RESULT_REVEALED) a teacher lets the class guess and then shows it. */
static void judge(Player *p, bool reveals) {
    Question *q = &p->question;
    const Ask *ask = ask_of(p, q->step);
    uint64_t here = engine_now(p->engine);
    seek_behind(p, q->step);
    Answer right = right_answer(p, ask);
    q->reason = -1;
    if (reveals || right.error != NULL) {
        q->said = ANSWER_WRONG;
    } else if (q->chosen >= 0) {
        q->said = right_choice(ask, &right) == q->chosen ? ANSWER_RIGHT : ANSWER_WRONG;
    } else {
        q->said = answer_judge(p->engine, ask, &right, q->typed, &q->reason);
    }
    engine_seek(p->engine, here);
    q->tries += q->said == ANSWER_WRONG;
    if (reveals || right.error != NULL || q->said == ANSWER_RIGHT ||
        (q->said == ANSWER_WRONG && q->tries >= tries_of(p, ask))) {
        Result result = reveals || right.error != NULL ? RESULT_REVEALED
                        : q->said == ANSWER_WRONG      ? RESULT_WRONG
                        : q->tries > 0                 ? RESULT_SECOND
                                                       : RESULT_RIGHT;
        p->results[q->step] = result;
        show_verdict(p, ask, result, &right);
    } else {
        if (q->said == ANSWER_WRONG && p->dialog->has_input) {
            line_clear(&p->dialog->input);
        }
        player_question_rows(p);
    }
    answer_free(&right);
}

static void judge_typed(Player *p, const char *typed) {
    free(p->question.typed);
    p->question.typed = host_strdup(typed);
    p->question.chosen = -1;
    judge(p, false);
}

static void judge_chosen(Player *p) {
    const DialogRow *row = dialog_chosen(p->dialog);
    if (row != NULL && row->choice >= 0) {
        p->question.chosen = row->choice;
        judge(p, false);
    }
}

/* ---- keys ------------------------------------------------------------------------------------ */

static void skip(Player *p) {
    if (p->options->quiz) { /* not answering is leaving the question for later */
        p->pending.waits = false;
        player_close_dialog(p);
        return;
    }
    p->results[p->question.step] = RESULT_SKIPPED;
    player_close_dialog(p);
    player_after_question(p);
}

static void show_hint(Player *p) {
    p->question.hinted = true;
    player_question_rows(p);
}

/* Its key moves to the choice; Enter answers with it. */
static void choose(Dialog *dialog, int choice) {
    for (size_t i = 0; i < dialog->nrows; i++) {
        if (dialog->rows[i].choice == choice) {
            dialog->cursor = (int)i;
        }
    }
}

static void choice_key(Player *p, int key) {
    const Ask *ask = ask_of(p, p->question.step);
    int first = first_key(ask), count = (int)ask->choice_count;
    if (key == 'q') {
        skip(p);
    } else if (key == 'h') {
        show_hint(p);
    } else if (key >= first && key < first + count) {
        choose(p->dialog, key - first);
    } else if (key == TKEY_ENTER) {
        judge_chosen(p);
    } else if (key == TKEY_UP || key == TKEY_DOWN || key == 'k' || key == 'j') {
        dialog_move(p->dialog, key == TKEY_UP || key == 'k' ? -1 : 1, 1);
    } else if (p->view.presenting && key == 'R') {
        judge(p, true);
    }
}

static void typing_key(Player *p, int key) {
    LineEdit *input = &p->dialog->input;
    if (p->view.presenting && key == TKEY_ENTER && input->text.len == 0) {
        judge(p, true);
    } else if (line_key(input, key) == LINE_DONE) {
        char *typed = host_strdup(sb_text(&input->text));
        judge_typed(p, typed);
        free(typed);
    }
}

void player_answer_key(Player *p, int key) {
    if (key == TKEY_ESC) {
        skip(p);
    } else if (key == TKEY_TAB) {
        show_hint(p);
    } else if (ask_of(p, p->question.step)->choice_count > 0) {
        choice_key(p, key);
    } else {
        typing_key(p, key);
    }
}
