/* load_ask.c - questions and expectations of a step. Called by load_step.c. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

#include "scenario/load.h"

const char *const load_ask_keys[] = {"before", "question", "answer", "choices",
                                     "wrong",  "why",      "hint",   NULL};
static const char *const choice_keys[] = {"text", "why", NULL};
static const char *const wrong_keys[] = {"answer", "why", NULL};

enum { CHOICES_LEAST = 2, CHOICES_MOST = 9 }; /* a choice is one digit key */

/* ---- does an expression look at anything? ---------------------------------------------------- */

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (c & 0x80);
}

static bool names_nothing(const char *word, size_t len) {
    static const char *const words[] = {"True", "False", "None", "and", "or",
                                        "not",  "in",    "is",   "if",  "else"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strlen(words[i]) == len && memcmp(words[i], word, len) == 0) return true;
    return false;
}

static const char *skip_quoted(const char *at) {
    char quote = *at++;
    while (*at && *at != quote) at += *at == '\\' && at[1] ? 2 : 1;
    return *at ? at + 1 : at;
}

/* Whether the expression mentions any name. One that does not is a literal, however it is dressed
 * up, and then the engine has nothing to compute. */
static bool mentions_a_name(const char *at) {
    while (*at) {
        if (*at == '\'' || *at == '"') {
            at = skip_quoted(at);
            continue;
        }
        if (!is_word(*at)) {
            at++;
            continue;
        }
        const char *word = at;
        while (is_word(*at)) at++;
        bool prefix = (*at == '\'' || *at == '"') && at - word <= 2;
        bool number = *word >= '0' && *word <= '9';
        if (!prefix && !number && !names_nothing(word, (size_t)(at - word))) return true;
    }
    return false;
}

/* ---- ask ------------------------------------------------------------------------------------- */

static void load_choice(Loader *l, const JsonValue *value, Choice *choice) {
    if (!load_kind(l, value, JSON_OBJECT, N_("an object with `text` and `why`"))) return;
    load_keys(l, value, choice_keys);
    const JsonValue *v;
    if ((v = load_required(l, value, "text", N_("a text: the choice"), NULL)))
        load_localized(l, v, &choice->text);
    if ((v = load_required(l, value, "why", N_("a text: why it is right or wrong"), NULL)))
        load_localized(l, v, &choice->why);
}

static void load_choices(Loader *l, const JsonValue *value, Ask *ask) {
    if (!load_kind(l, value, JSON_ARRAY, N_("an array of choices"))) return;
    if (value->count < CHOICES_LEAST || value->count > CHOICES_MOST) {
        load_error(l, value,
                   (Issue){.message = value->count < CHOICES_LEAST
                                          ? N_("a question has at least two choices")
                                          : N_("a question has at most nine choices"),
                           .expected = N_("2 to 9 choices"),
                           .found = load_found(l, value)});
        return;
    }
    ask->choices = host_alloc(value->count * sizeof *ask->choices);
    ask->choice_count = value->count;
    for (size_t i = 0; i < value->count; i++) load_choice(l, &value->items[i], &ask->choices[i]);
}

/* A wrong answer is an expression, or a number, `true`, `false`, `null` as JSON has them. */
static void load_wrong_answer(Loader *l, const JsonValue *value, SourceString *out) {
    const char *literal = value->kind == JSON_NUMBER ? value->text
                          : value->kind == JSON_BOOL ? (value->boolean ? "True" : "False")
                          : value->kind == JSON_NULL ? "None"
                                                     : NULL;
    if (literal)
        *out = (SourceString){.text = host_strdup(literal), .at = load_pos(value)};
    else
        load_line(l, value, N_("a number, or an expression such as `refcount(x) + 1`"), out);
}

static void load_wrong(Loader *l, const JsonValue *value, const JsonValue *choices, Ask *ask) {
    if (choices) {
        load_error(l, value,
                   (Issue){.message = N_("a question with choices has no `wrong`"),
                           .expected = N_("the reason in the `why` of the choice"),
                           .at_key = true});
        return;
    }
    const char *expected = N_("an array such as [{\"answer\": 3, \"why\": \"...\"}]");
    if (!load_kind(l, value, JSON_ARRAY, expected)) return;
    ask->wrong = host_alloc((value->count + 1) * sizeof *ask->wrong);
    for (size_t i = 0; i < value->count; i++) {
        const JsonValue *item = &value->items[i], *v;
        if (!load_kind(l, item, JSON_OBJECT, N_("an object with `answer` and `why`"))) continue;
        load_keys(l, item, wrong_keys);
        WrongAnswer *wrong = &ask->wrong[ask->wrong_count++];
        if ((v = load_required(l, item, "answer", N_("a wrong answer that readers may give"),
                               NULL)))
            load_wrong_answer(l, v, &wrong->answer);
        if ((v = load_required(l, item, "why", N_("a text: what is wrong about it"), NULL)))
            load_localized(l, v, &wrong->why);
    }
}

static void refuse_literal(Loader *l, const JsonValue *value) {
    load_error(l, value,
               (Issue){.message = N_("an answer is computed, not written down"),
                       .expected = N_("an expression such as `refcount(x)`"),
                       .found = load_found(l, value)});
}

static void load_index(Loader *l, const JsonValue *value, Ask *ask) {
    size_t count = ask->choice_count;
    SettingInt index;
    if (count && load_int(l, value, 0, (int64_t)count - 1, &index)) ask->answer_index = index.value;
}

static void load_answer(Loader *l, const JsonValue *value, const JsonValue *choices, Ask *ask) {
    if (choices && value->kind == JSON_NUMBER) {
        load_index(l, value, ask);
        return;
    }
    bool literal =
        value->kind == JSON_NUMBER || value->kind == JSON_BOOL || value->kind == JSON_NULL;
    if (literal && !choices) {
        refuse_literal(l, value);
        return;
    }
    const char *expected =
        choices ? N_("the index of the right choice, from 0, or an expression for it")
                : N_("an expression");
    if (!load_line(l, value, expected, &ask->answer) || mentions_a_name(value->text)) return;
    if (choices)
        load_error(l, value,
                   (Issue){.message = N_("an index is written without quotes"),
                           .expected = expected,
                           .found = load_found(l, value)});
    else
        refuse_literal(l, value);
}

void load_ask(Loader *l, const JsonValue *value, Step *step) {
    if (!load_kind(l, value, JSON_OBJECT, N_("an object with `question`, `answer` and `why`")))
        return;
    load_keys(l, value, load_ask_keys);
    Ask *ask = step->ask = host_alloc(sizeof *ask);
    ask->at = load_pos(value);
    ask->answer_index = -1;
    const JsonValue *v;
    if ((v = json_member(value, "before"))) load_localized(l, v, &ask->before);
    if ((v = load_required(l, value, "question", N_("a text: the question"), NULL)))
        load_localized(l, v, &ask->question);
    if ((v = load_required(l, value, "why", N_("a text: why the answer is right"),
                           N_("a right answer needs a reason as much as a wrong one"))))
        load_localized(l, v, &ask->why);
    if ((v = json_member(value, "hint"))) load_localized(l, v, &ask->hint);
    const JsonValue *choices = json_member(value, "choices");
    if (choices) load_choices(l, choices, ask);
    if ((v = load_required(l, value, "answer", N_("an expression such as `refcount(x)`"), NULL)))
        load_answer(l, v, choices, ask);
    if ((v = json_member(value, "wrong"))) load_wrong(l, v, choices, ask);
}

/* ---- expect ---------------------------------------------------------------------------------- */

static bool load_value(Loader *l, const JsonValue *value, Value *out) {
    out->at = load_pos(value);
    switch (value->kind) {
    case JSON_NULL: out->kind = SCN_VALUE_NONE; return true;
    case JSON_BOOL:
        out->kind = SCN_VALUE_BOOL;
        out->boolean = value->boolean;
        return true;
    case JSON_NUMBER:
        out->kind = json_is_integer(value) ? SCN_VALUE_INT : SCN_VALUE_FLOAT;
        out->text = host_strdup(value->text);
        return true;
    case JSON_STRING:
        out->kind = SCN_VALUE_STR;
        out->text = host_strdup(value->text);
        return true;
    case JSON_ARRAY: {
        out->kind = SCN_VALUE_LIST;
        out->items = host_alloc((value->count + 1) * sizeof *out->items);
        bool fine = true;
        for (size_t i = 0; i < value->count; i++)
            fine &= load_value(l, &value->items[i], &out->items[out->count++]);
        return fine;
    }
    case JSON_OBJECT: break;
    }
    load_error(l, value,
               (Issue){.message = N_("a value of the wrong kind"),
                       .expected = N_("null, a boolean, a number, a string or an array of these"),
                       .found = load_found(l, value),
                       .hint = N_("compare inside the expression: {\"d == {'k': 1}\": true}")});
    return false;
}

void load_expect(Loader *l, const JsonValue *value, Step *step) {
    if (!load_kind(l, value, JSON_OBJECT, N_("an object such as {\"refcount(a)\": 1}"))) return;
    if (value->count == 0) {
        load_error(l, value,
                   (Issue){.message = N_("nothing is expected"),
                           .expected = N_("an object such as {\"refcount(a)\": 1}"),
                           .found = N_("an empty object")});
        return;
    }
    step->expect = host_alloc(value->count * sizeof *step->expect);
    for (size_t i = 0; i < value->count; i++) {
        const JsonValue *item = &value->items[i];
        Expectation *expectation = &step->expect[step->expect_count++];
        JsonValue key = *item; /* the key seen as a string */
        key.kind = JSON_STRING, key.text = item->key;
        key.line = item->key_line, key.column = item->key_column;
        load_line(l, &key, N_("an expression"), &expectation->expression);
        load_value(l, item, &expectation->value);
    }
}
