/* check.c - hold a scenario's claims against the engine, step by step. */
#include "scenario/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"

typedef struct Checker {
    const Scenario *scenario;
    Engine *e;
    CheckResult *result;
    DiagList *errors;
    size_t step;
    uint64_t begins;        /* event at which the step begins */
    size_t out_from;        /* of standard output, where the step began */
    uint64_t raised_before; /* uncaught exceptions before the step */
} Checker;

static void report_hint(Checker *c, SourcePos at, const char *field, const char *key,
                        const char *message, const char *expected, const char *found,
                        const char *hint) {
    char *path = scenario_path(c->step, field, key);
    diag_tell(c->errors, (Diag){.file = c->scenario->name,
                                .line = at.line,
                                .column = at.column,
                                .path = path,
                                .message = (char *)(uintptr_t)message,
                                .expected = (char *)(uintptr_t)expected,
                                .found = (char *)(uintptr_t)found,
                                .hint = (char *)(uintptr_t)hint});
    free(path);
}

static void report(Checker *c, SourcePos at, const char *field, const char *key,
                   const char *message, const char *expected, const char *found) {
    report_hint(c, at, field, key, message, expected, found, NULL);
}

/* "not not ((E) == (V))": what == gives may be any object, whose repr says nothing of its truth. A
 * list is equal to a tuple of the same items, and None is asked by identity. */
static char *comparison(const Expectation *expect) {
    StrBuf text = {0}, value = {0};
    scenario_put_value(&value, &expect->value);
    const char *expression = expect->expression.text;
    if (expect->value.kind == SCN_VALUE_NONE)
        sb_printf(&text, "(%s) is None", expression);
    else if (expect->value.kind == SCN_VALUE_LIST)
        sb_printf(&text, "not not ((%s) in (%s, tuple(%s)))", expression, sb_text(&value),
                  sb_text(&value));
    else
        sb_printf(&text, "not not ((%s) == (%s))", expression, sb_text(&value));
    sb_free(&value);
    return sb_take(&text);
}

/* What to do about an expression that has no value; NULL when nothing is known. Caller frees. */
static char *advice_for(const Answer *answer) {
    if (!answer->nearest) return NULL;
    StrBuf hint = {0};
    sb_printf(&hint, _("did you mean `%s`?"), answer->nearest);
    return sb_take(&hint);
}

static void check_expectation(Checker *c, const Expectation *expect) {
    char *question = comparison(expect);
    Answer answer;
    c->result->expectations++;
    bool holds = engine_ask(c->e, question, &answer) && answer.truth;
    answer_free(&answer);
    if (!holds) {
        StrBuf expected = {0};
        scenario_put_value(&expected, &expect->value);
        bool shown = engine_ask(c->e, expect->expression.text, &answer);
        char *hint = advice_for(&answer);
        report_hint(c, expect->expression.at, "expect", expect->expression.text,
                    N_("this does not hold after the step"), sb_text(&expected),
                    shown ? answer.repr : answer.error, hint);
        free(hint);
        answer_free(&answer);
        sb_free(&expected);
    }
    free(question);
}

static void check_index(Checker *c, const Ask *ask, SourcePos at, const Answer *answer) {
    if (answer->is_int && answer->number >= 0 && (size_t)answer->number < ask->choice_count) return;
    report_hint(c, at, "ask.answer", NULL, N_("the answer is not the index of a choice"),
                N_("an index from 0"), answer->repr,
                answer->kind == ANSWER_BOOL ? N_("write int(...): False is 0, True is 1") : NULL);
}

/* A wrong answer that the run makes right would be explained away. */
static void check_wrong(Checker *c, const Ask *ask) {
    for (size_t i = 0; i < ask->wrong_count; i++) {
        const SourceString *wrong = &ask->wrong[i].answer;
        StrBuf field = {0}, equal = {0};
        sb_printf(&field, "ask.wrong[%zu].answer", i);
        sb_printf(&equal, "not not ((%s) == (%s))", wrong->text, ask->answer.text);
        Answer answer;
        if (!engine_ask(c->e, sb_text(&equal), &answer)) {
            char *hint = advice_for(&answer);
            report_hint(c, wrong->at, sb_text(&field), NULL,
                        N_("the wrong answer cannot be computed after the step"), NULL,
                        answer.error, hint);
            free(hint);
        } else if (answer.truth) {
            report(c, wrong->at, sb_text(&field), NULL, N_("this wrong answer is the right one"),
                   N_("another value"), wrong->text);
        }
        answer_free(&answer);
        sb_free(&field), sb_free(&equal);
    }
}

static void check_question(Checker *c, const Ask *ask) {
    c->result->questions++;
    if (!ask->answer.text) return; /* the index is written, and was checked by the loader */
    Answer answer;
    if (!engine_ask(c->e, ask->answer.text, &answer)) {
        char *hint = advice_for(&answer);
        report_hint(c, ask->answer.at, "ask.answer", NULL,
                    N_("the answer cannot be computed after the step"), NULL, answer.error, hint);
        free(hint);
    } else {
        if (ask->choice_count) check_index(c, ask, ask->answer.at, &answer);
        check_wrong(c, ask);
    }
    answer_free(&answer);
}

/* What the step is to show must be there when it is over, or have been there when it began (what
 * it deletes). */
static void check_focus(Checker *c, const Step *step) {
    for (size_t i = 0; i < step->focus_count; i++) {
        const SourceString *focus = &step->focus[i];
        Answer after, before;
        if (!engine_ask(c->e, focus->text, &after)) {
            uint64_t here = engine_now(c->e);
            engine_seek(c->e, c->begins);
            bool was = engine_ask(c->e, focus->text, &before);
            engine_seek(c->e, here);
            answer_free(&before);
            char *hint = advice_for(&after);
            StrBuf field = {0};
            sb_printf(&field, "focus[%zu]", i);
            if (!was)
                report_hint(
                    c, focus->at, sb_text(&field), NULL,
                    N_("there is nothing of this name to show, before the step or after it"), NULL,
                    after.error, hint);
            free(hint);
            sb_free(&field);
        }
        answer_free(&after);
    }
}

/* Printed text as Python would write it down: line ends and blanks at the end are what most often
 * differ. */
static char *written_down(const char *text) {
    StrBuf out = {0};
    char quote = strchr(text, '\'') && !strchr(text, '"') ? '"' : '\'';
    sb_putc(&out, quote);
    for (; *text; text++) {
        if (*text == '\n')
            sb_put(&out, "\\n");
        else if (*text == '\t')
            sb_put(&out, "\\t");
        else if (*text == '\r')
            sb_put(&out, "\\r");
        else if (*text == '\\' || *text == quote)
            sb_printf(&out, "\\%c", *text);
        else if ((unsigned char)*text < 0x20 || *text == 0x7F)
            sb_printf(&out, "\\x%02x", (unsigned)*text);
        else
            sb_putc(&out, *text);
    }
    sb_putc(&out, quote);
    return sb_take(&out);
}

static void check_output(Checker *c, const Step *step) {
    size_t len;
    const char *text = engine_stdout(c->e, &len);
    char *printed = host_strndup(text + c->out_from, len - c->out_from);
    if (strcmp(printed, step->output.text) != 0) {
        char *expected = written_down(step->output.text), *found = written_down(printed);
        report(c, step->output.at, "output", NULL, N_("the step prints something else"), expected,
               found);
        free(expected), free(found);
    }
    free(printed);
}

static void check_raises(Checker *c, const Step *step) {
    EngineRaised raised = {0};
    bool any = engine_raised(c->e, &raised) && raised.number > c->raised_before;
    c->raised_before = any ? raised.number : c->raised_before;
    const char *expected = step->raises.text;
    if (expected && (!any || strcmp(raised.type, expected) != 0)) {
        report(c, step->raises.at, "raises", NULL, N_("the step does not end with this exception"),
               expected, any ? raised.type : N_("no exception"));
    } else if (!expected && any) {
        char *module = engine_missing_module(c->e);
        size_t len = raised.message_bytes;
        while (len > 0 && raised.message[len - 1] == '\n') len--;
        char *text = host_strndup(raised.message, len);
        StrBuf hint = {0};
        if (module) {
            char *here = engine_modules_here();
            sb_printf(&hint, _("Python has this module; here there are only %s"), here);
            free(here);
        }
        report_hint(c, step->at, NULL, NULL, N_("an uncaught exception ends the step"),
                    N_("no exception"), text, module ? sb_text(&hint) : NULL);
        sb_free(&hint);
        free(module), free(text);
    }
}

static void check_step(Checker *c) {
    const Step *step = &c->scenario->steps[c->step];
    for (size_t i = 0; i < step->expect_count; i++) check_expectation(c, &step->expect[i]);
    check_focus(c, step);
    if (step->ask) check_question(c, step->ask);
    if (step->action.kind == SCN_ACTION_EXIT) engine_run_to_end(c->e); /* it prints on its way */
    if (step->output.text) check_output(c, step);
    check_raises(c, step);
    engine_stdout(c->e, &c->out_from);
    c->result->steps++;
}

static bool stops_as_expected(const Engine *e, const Step *step) {
    switch (step->stops) {
    case SCN_STOP_DEADLOCK: return engine_stop(e) == STOPPED_BY_DEADLOCK;
    case SCN_STOP_MISCOUNT: return engine_stop(e) == STOPPED_BY_MISCOUNT;
    case SCN_STOP_NONE: break;
    }
    return false;
}

bool scenario_check(const Scenario *scenario, Engine *e, CheckResult *result, DiagList *errors) {
    Checker c = {.scenario = scenario, .e = e, .result = result, .errors = errors};
    size_t before = errors->total;
    *result = (CheckResult){0};
    engine_seek(e, 0);
    bool more = engine_move(e, MOVE_STEP, +1); /* the first step begins */
    for (c.step = 0; more && c.step < scenario->step_count; c.step++) {
        c.begins = engine_now(e);
        more = engine_move(e, MOVE_STEP, +1); /* the next one begins, or the program ends */
        const Step *step = &scenario->steps[c.step];
        if (engine_state(e) == RUN_LIMIT && stops_as_expected(e, step)) {
            if (step->output.text) check_output(&c, step);
            result->steps++;
            break;
        }
        if (step->stops) {
            report(&c, step->stops_at, "stops", NULL,
                   N_("the run does not stop in this step as expected"),
                   engine_state(e) == RUN_LIMIT ? engine_limit_text(e) : NULL, NULL);
            break;
        }
        if (engine_state(e) == RUN_LIMIT) {
            report(&c, scenario->steps[c.step].at, NULL, NULL, engine_limit_text(e), NULL, NULL);
            break;
        }
        check_step(&c);
        if (engine_state(e) == RUN_FAILED) {
            bool left = c.step + 1 < scenario->step_count;
            for (size_t i = c.step + 1; left && i < scenario->step_count; i++)
                if (scenario->steps[i].action.kind != SCN_ACTION_NONE) {
                    c.step = i;
                    report(&c, scenario->steps[i].at, NULL, NULL, N_("this step is never reached"),
                           NULL, NULL);
                    break;
                }
            break;
        }
    }
    return errors->total == before;
}
