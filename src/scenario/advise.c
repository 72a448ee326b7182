/* advise.c - is a question put before its words have been explained?
 *
 * A word counts as a term where a text marks it, as `code` or *emphasis*. A term of a question that
 * stands in no text before it and in no code up to it, but in the note of its own step, is explained
 * too late: the note is read after the answer. Words are compared by their beginnings, because both
 * languages put endings to them. Entry: scenario_advise. */
#include "scenario/advise.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"

enum { TERM_LEAST = 3, WORD_CODEPOINTS = 40, ENDING = 2, LONGER = 3 };

typedef struct Word {
    uint32_t letters[WORD_CODEPOINTS]; /* small letters */
    size_t count;
} Word;

static bool is_letter(uint32_t cp) {
    return cp == '_' || (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
           (cp >= 'A' && cp <= 'Z') || cp > 0xBF;
}

static uint32_t small(uint32_t cp) {
    if (cp >= 'A' && cp <= 'Z') return cp + ('a' - 'A');
    return cp >= 0x410 && cp <= 0x42F ? cp + 0x20 : cp;
}

/* The next word of [*at, end): false when there is none. */
static bool next_word(const char **at, const char *end, Word *word) {
    word->count = 0;
    while (*at < end) {
        uint32_t cp;
        size_t bytes = utf8_decode(*at, (size_t)(end - *at), &cp);
        if (!is_letter(cp)) {
            if (word->count) return true;
        } else if (word->count < WORD_CODEPOINTS) {
            word->letters[word->count++] = small(cp);
        }
        *at += bytes;
    }
    return word->count > 0;
}

/* The same word, whatever its ending. */
static bool same_word(const Word *a, const Word *b) {
    size_t common = 0;
    while (common < a->count && common < b->count && a->letters[common] == b->letters[common])
        common++;
    size_t stem = a->count > TERM_LEAST + ENDING ? a->count - ENDING : a->count;
    return common >= stem && b->count <= a->count + LONGER;
}

static bool text_has(const char *text, const Word *term) {
    Word word;
    const char *end = text + strlen(text);
    while (next_word(&text, end, &word))
        if (same_word(term, &word)) return true;
    return false;
}

/* The next marked piece: `code` or *emphasis*. False when there is none. */
static bool next_marked(const char **at, const char **start, const char **end) {
    for (; **at; (*at)++) {
        if (**at != '`' && **at != '*') continue;
        const char *close = strchr(*at + 1, **at);
        if (!close) continue;
        *start = *at + 1, *end = close, *at = close + 1;
        return true;
    }
    return false;
}

typedef struct Reading { /* a lesson in one language, up to a question */
    const char *lang;
    StrBuf known; /* all that a reader has seen */
    StrBuf question;
    const char *note; /* of the step itself, read after the answer */
} Reading;

static void read_text(StrBuf *out, const Text *text, const char *lang) {
    const char *found = text_get(text, lang);
    if (!found) return;
    sb_put(out, found);
    sb_putc(out, '\n');
}

/* What is told once the question has been answered. */
static void read_answer(StrBuf *out, const Ask *ask, const char *lang) {
    read_text(out, &ask->question, lang);
    read_text(out, &ask->why, lang);
    for (size_t i = 0; i < ask->choice_count; i++) {
        read_text(out, &ask->choices[i].text, lang);
        read_text(out, &ask->choices[i].why, lang);
    }
}

/* The first word between `start` and `end` that is explained too late. */
static bool is_late(const Reading *r, const char *start, const char *end, Word *late) {
    while (next_word(&start, end, late)) {
        if (late->count < TERM_LEAST) continue;
        if (text_has(sb_text(&r->question), late) && text_has(r->note, late) &&
            !text_has(sb_text(&r->known), late))
            return true;
    }
    return false;
}

static bool find_late(const Reading *r, const char *marked, Word *late) {
    const char *start, *end;
    while (next_marked(&marked, &start, &end))
        if (is_late(r, start, end, late)) return true;
    return false;
}

static void report_late(const Scenario *scenario, size_t step, const Word *late, DiagList *advice) {
    StrBuf message = {0};
    StrBuf letters = {0};
    for (size_t i = 0; i < late->count; i++) sb_put_codepoint(&letters, late->letters[i]);
    sb_printf(&message,
              _("advice: the question uses `%s`, which only the note of the same step explains, "
                "after the answer"),
              sb_text(&letters));
    sb_free(&letters);
    char *path = scenario_path(step, "ask", NULL);
    const Ask *ask = scenario->steps[step].ask;
    diag_tell(advice,
              (Diag){.file = scenario->name,
                     .line = ask->question.at.line,
                     .column = ask->question.at.column,
                     .path = path,
                     .message = (char *)sb_text(&message),
                     .hint = N_("say it in `before` of the question, or in an earlier note")});
    free(path);
    sb_free(&message);
}

static void read_lesson(const Scenario *scenario, const char *lang, bool *reported,
                        DiagList *advice) {
    Reading r = {.lang = lang};
    read_text(&r.known, &scenario->title, lang);
    read_text(&r.known, &scenario->summary, lang);
    for (size_t i = 0; i < scenario->step_count; i++) {
        const Step *step = &scenario->steps[i];
        if (step->action.kind == SCN_ACTION_CODE) sb_put(&r.known, step->action.code.text);
        if (step->ask) {
            read_text(&r.known, &step->ask->before, lang);
            sb_truncate(&r.question, 0);
            read_text(&r.question, &step->ask->question, lang);
            for (size_t k = 0; k < step->ask->choice_count; k++)
                read_text(&r.question, &step->ask->choices[k].text, lang);
            const char *note = text_get(&step->note, lang);
            r.note = note ? note : "";
            Word late;
            if (!reported[i] &&
                (find_late(&r, sb_text(&r.question), &late) || find_late(&r, r.note, &late))) {
                report_late(scenario, i, &late, advice);
                reported[i] = true; /* in one language is enough */
            }
            read_answer(&r.known, step->ask, lang);
        }
        read_text(&r.known, &step->note, lang);
    }
    sb_free(&r.known), sb_free(&r.question);
}

void scenario_advise(const Scenario *scenario, DiagList *advice) {
    bool *reported = host_alloc((scenario->step_count + 1) * sizeof *reported);
    read_lesson(scenario, "en", reported, advice);
    read_lesson(scenario, "ru", reported, advice);
    free(reported);
}
