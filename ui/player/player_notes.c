/* player_notes.c - what the player tells the presenter's notes of the place where it stands. Called
 * by the loop of the player, when somebody reads. */
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "ui/notes/notes.h"
#include "ui/player/player.h"

static char *number(int n) {
    StrBuf text = {0};
    sb_printf(&text, "%d", n);
    return sb_take(&text);
}

static char *copy_or_null(const char *text) { return text != NULL ? host_strdup(text) : NULL; }

/* The code of a step, or what it does. */
static char *code_of(const Player *p, const LessonStep *step) {
    StrBuf code = {0};
    for (int i = 0; i < step->line_count && step->first_line + i <= p->lesson.nlines; i++) {
        sb_printf(&code, "%s%s", i > 0 ? "\n" : "", p->lesson.lines[step->first_line - 1 + i]);
    }
    if (step->line_count == 0 && step->action != NULL) {
        sb_put(&code, step->action);
    }
    return sb_take(&code);
}

/* The answer is computed once for each step: the engine has to go there and back. */
static const char *answer_of(Player *p, int step) {
    if (p->answers[step] == NULL) {
        p->answers[step] = player_answer_text(p, step);
    }
    return p->answers[step];
}

void player_send_notes(Player *p) {
    if (!notes_read(p->notes)) {
        return;
    }
    bool asking = p->dialog_kind == DIALOG_QUESTION;
    int shown = p->view.shown_step;
    int next = p->view.next_step < p->lesson.nsteps ? p->view.next_step : -1;
    next = next == shown ? shown + 1 : next; /* inside of a step its note is the one shown */
    next = next < p->lesson.nsteps ? next : -1;
    NotesPage page = {0};
    page.field[NOTES_TITLE] = copy_or_null(p->lesson.title);
    page.field[NOTES_STEP] = number(shown + 1);
    page.field[NOTES_STEPS] = number(p->lesson.nsteps);
    if (shown >= 0 && shown < p->lesson.nsteps) {
        page.field[NOTES_PRESENTER] = copy_or_null(p->lesson.steps[shown].presenter);
    }
    page.field[NOTES_NOTE] = copy_or_null(view_note(&p->view));
    if (next >= 0) {
        const LessonStep *step = &p->lesson.steps[next];
        page.field[NOTES_NEXT_CODE] = code_of(p, step);
        page.field[NOTES_NEXT_PRESENTER] = copy_or_null(step->presenter);
        page.field[NOTES_NEXT_NOTE] = copy_or_null(step->note);
        page.field[NOTES_QUESTION] = copy_or_null(step->question);
        if (step->question != NULL) {
            page.field[NOTES_ANSWER] = copy_or_null(answer_of(p, next));
            page.field[NOTES_WHY] = player_answer_why(p, next);
        }
    }
    page.field[NOTES_ASKING] = asking ? host_strdup("1") : NULL;
    notes_send(p->notes, &page);
    notes_page_free(&page);
}
