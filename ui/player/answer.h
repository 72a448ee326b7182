/* answer.h - what a reader typed as the answer to a question: which value it means, and whether that
 * is the right one.
 *
 * Read by the kind of the right value: `two` is 2 where a number is asked for, `yes` is True where a
 * truth is. The engine stands where the step has run; nothing of the asking remains. */
#ifndef OURO_UI_ANSWER_H
#define OURO_UI_ANSWER_H

#include "engine/engine.h"
#include "scenario/scenario.h"

typedef enum AnswerResult {
    ANSWER_RIGHT,
    ANSWER_WRONG,
    /* No answer at all, so that nothing is lost by it: */
    ANSWER_EMPTY,
    ANSWER_NO_NUMBER, /* a number is asked for */
    ANSWER_NO_TRUTH,  /* True or False is asked for */
    ANSWER_NO_VALUE,  /* not understood */
    ANSWER_NO_ECHO    /* an expression that looks the value up instead of saying it */
} AnswerResult;

/* Judge what was typed. `right` is what ask->answer gave at this place. When it is wrong, *wrong is
 * the index of the reason among ask->wrong, or -1. */
AnswerResult answer_judge(Engine *e, const Ask *ask, const Answer *right, const char *typed,
                          int *wrong);

#endif
