/* answer.c - reading a typed answer. Called by ui/player/player_ask.c; entry: answer_judge. */
#include "ui/player/answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* ---- words for values ------------------------------------------------------------------------ */

typedef struct ValueWord {
    const char *word; /* small letters */
    const char *value;
} ValueWord;

static const ValueWord truths[] = {
    {"true", "True"},      {"yes", "True"},      {"y", "True"},     {"да", "True"},
    {"истина", "True"},    {"правда", "True"},   {"верно", "True"}, {"false", "False"},
    {"no", "False"},       {"n", "False"},       {"нет", "False"},  {"ложь", "False"},
    {"неправда", "False"}, {"неверно", "False"},
};

static const ValueWord nothings[] = {
    {"none", "None"},    {"null", "None"},  {"nil", "None"},
    {"nothing", "None"}, {"ничто", "None"}, {"ничего", "None"},
};

static const ValueWord numbers[] = {
    {"zero", "0"},        {"none", "0"},      {"nothing", "0"},     {"no", "0"},
    {"one", "1"},         {"two", "2"},       {"three", "3"},       {"four", "4"},
    {"five", "5"},        {"six", "6"},       {"seven", "7"},       {"eight", "8"},
    {"nine", "9"},        {"ten", "10"},      {"eleven", "11"},     {"twelve", "12"},
    {"twenty", "20"},     {"hundred", "100"}, {"thousand", "1000"}, {"ноль", "0"},
    {"нуль", "0"},        {"ничего", "0"},    {"нисколько", "0"},   {"ни одного", "0"},
    {"ни одной", "0"},    {"нет", "0"},       {"один", "1"},        {"одна", "1"},
    {"одно", "1"},        {"два", "2"},       {"две", "2"},         {"три", "3"},
    {"четыре", "4"},      {"пять", "5"},      {"шесть", "6"},       {"семь", "7"},
    {"восемь", "8"},      {"девять", "9"},    {"десять", "10"},     {"одиннадцать", "11"},
    {"двенадцать", "12"}, {"двадцать", "20"}, {"сто", "100"},       {"тысяча", "1000"},
};

static uint32_t small_letter(uint32_t cp) {
    if ((cp >= 'A' && cp <= 'Z') || (cp >= 0x410 && cp <= 0x42F)) { /* Latin, Cyrillic А-Я */
        return cp + 0x20;
    }
    return cp == 0x401 ? 0x451 : cp; /* Ё */
}

/* The text without blanks at its ends and without a full stop, in small letters. */
static char *plain_words(const char *text) {
    StrBuf out = {0};
    size_t len = strlen(text);
    while (len > 0 && strchr(" \t.!", text[len - 1]) != NULL) {
        len--;
    }
    size_t i = strspn(text, " \t");
    while (i < len) {
        uint32_t cp;
        i += utf8_decode(text + i, len - i, &cp);
        sb_put_codepoint(&out, small_letter(cp));
    }
    return sb_take(&out);
}

static const char *value_of_word(const ValueWord *words, size_t count, const char *typed) {
    char *plain = plain_words(typed);
    const char *value = NULL;
    for (size_t i = 0; i < count && value == NULL; i++) {
        if (strcmp(words[i].word, plain) == 0) {
            value = words[i].value;
        }
    }
    free(plain);
    return value;
}

/* ---- numbers as people write them ------------------------------------------------------------ */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_letter_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

/* Three digits and no more: what stands between thousands. */
static bool three_digits(const char *at) {
    return is_digit(at[0]) && is_digit(at[1]) && is_digit(at[2]) && !is_digit(at[3]);
}

/* "1 000" and "1,000" are 1000, "64 bytes" is 64, "0,5" is 0.5: the number alone, or NULL when it is
 * not so simple. Caller frees. */
static char *plain_number(const char *typed) {
    StrBuf out = {0};
    const char *at = typed + strspn(typed, " \t");
    if (*at == '-' || *at == '+') {
        sb_putc(&out, *at++);
    }
    size_t digits = 0;
    bool fraction = false;
    bool zero_first = *at == '0';
    for (; *at != '\0'; at++) {
        bool between = digits > 0 && !fraction && !zero_first && three_digits(at + 1);
        if (is_digit(*at)) {
            sb_putc(&out, *at);
            digits++;
        } else if (between && (*at == ' ' || *at == ',')) {
            continue;
        } else if ((*at == ',' || *at == '.') && !fraction && is_digit(at[1]) && digits > 0) {
            sb_putc(&out, '.');
            fraction = true;
        } else {
            break;
        }
    }
    at += strspn(at, " \t");
    while (is_letter_byte(*at)) { /* the name of a unit */
        at++;
    }
    at += strspn(at, " \t.");
    if (digits == 0 || *at != '\0') {
        sb_free(&out);
        return NULL;
    }
    /* 007 is no number of Python, but a reader may mean it */
    const char *text = sb_text(&out);
    size_t sign = text[0] == '-' || text[0] == '+';
    size_t zeros = strspn(text + sign, "0");
    zeros = is_digit(text[sign + zeros]) ? zeros : zeros > 0 ? zeros - 1 : 0;
    StrBuf number = {0};
    sb_write(&number, text, sign);
    sb_put(&number, text + sign + zeros);
    sb_free(&out);
    return sb_take(&number);
}

/* ---- what was typed, as an expression of Python ---------------------------------------------- */

static char *copy_or_null(const char *text) { return text != NULL ? host_strdup(text) : NULL; }

/* An expression for the value that is meant, for a right value of this kind; NULL: as it is typed.
 * Caller frees. */
static char *meant(AnswerKind kind, const char *typed) {
    const char *word = NULL;
    switch (kind) {
    case ANSWER_NUMBER: {
        word = value_of_word(numbers, ARRAY_LEN(numbers), typed);
        return word != NULL ? host_strdup(word) : plain_number(typed);
    }
    case ANSWER_BOOL: word = value_of_word(truths, ARRAY_LEN(truths), typed); break;
    case ANSWER_NONE: word = value_of_word(nothings, ARRAY_LEN(nothings), typed); break;
    case ANSWER_TEXT:
    case ANSWER_OTHER:
        word = value_of_word(nothings, 1, typed); /* `none` */
        break;
    }
    return copy_or_null(word);
}

static AnswerResult misunderstood(AnswerKind kind) {
    return kind == ANSWER_NUMBER ? ANSWER_NO_NUMBER
           : kind == ANSWER_BOOL ? ANSWER_NO_TRUTH
                                 : ANSWER_NO_VALUE;
}

static bool holds(Engine *e, const char *format, const char *left, const char *right) {
    StrBuf question = {0};
    for (const char *at = format; *at != '\0'; at++) {
        if (*at == '<' || *at == '>') {
            sb_printf(&question, "(%s\n)", *at == '<' ? left : right);
        } else {
            sb_putc(&question, *at);
        }
    }
    Answer answer;
    bool good = engine_ask(e, sb_text(&question), &answer) && answer.truth;
    answer_free(&answer);
    sb_free(&question);
    return good;
}

/* Equal as Python values, so that 2, 2.0 and 1 + 1 are the same answer; items may be given in
 * brackets of either kind. */
static bool same_value(Engine *e, const char *typed, const char *expression) {
    return holds(e, "not not (< == >)", typed, expression) ||
           holds(e,
                 "isinstance(<, (list, tuple)) and isinstance(>, (list, tuple)) and list(<) == "
                 "list(>)",
                 typed, expression);
}

/* A text is mostly typed without its quotes. */
static bool same_text(const char *typed, const char *text) {
    size_t from = strspn(typed, " \t");
    size_t len = strlen(typed);
    while (len > from && strchr(" \t", typed[len - 1]) != NULL) {
        len--;
    }
    return strcmp(typed, text) == 0 ||
           (strlen(text) == len - from && memcmp(typed + from, text, len - from) == 0);
}

static int find_reason(Engine *e, const Ask *ask, const char *value, const char *text) {
    for (size_t i = 0; i < ask->wrong_count; i++) {
        Answer wrong;
        bool same = engine_ask(e, ask->wrong[i].answer.text, &wrong) &&
                    ((wrong.text != NULL && text != NULL && same_text(text, wrong.text)) ||
                     (value != NULL && same_value(e, value, ask->wrong[i].answer.text)));
        answer_free(&wrong);
        if (same) {
            return (int)i;
        }
    }
    return -1;
}

/* A value was typed: is it the right one? */
static AnswerResult judge_value(Engine *e, const Ask *ask, const Answer *right, const char *value,
                                int *wrong) {
    Answer typed;
    AnswerResult result = misunderstood(right->kind);
    if (engine_ask(e, value, &typed)) {
        bool number = typed.kind == ANSWER_NUMBER || typed.kind == ANSWER_BOOL;
        if (typed.looks) {
            result = ANSWER_NO_ECHO;
        } else if (same_value(e, value, ask->answer.text)) {
            result = ANSWER_RIGHT;
        } else if (right->kind == ANSWER_NUMBER && !number && typed.kind != ANSWER_NONE) {
            result = ANSWER_NO_NUMBER;
        } else if (right->kind == ANSWER_BOOL && !number && typed.kind != ANSWER_NONE) {
            result = ANSWER_NO_TRUTH;
        } else {
            result = ANSWER_WRONG;
        }
    }
    answer_free(&typed);
    if (result == ANSWER_WRONG) {
        *wrong = find_reason(e, ask, value, NULL);
    }
    return result;
}

AnswerResult answer_judge(Engine *e, const Ask *ask, const Answer *right, const char *typed,
                          int *wrong) {
    *wrong = -1;
    if (typed[strspn(typed, " \t")] == '\0') {
        return ANSWER_EMPTY;
    }
    if (right->text != NULL && same_text(typed, right->text)) {
        return ANSWER_RIGHT;
    }
    char *value = meant(right->kind, typed);
    AnswerResult result = judge_value(e, ask, right, value != NULL ? value : typed, wrong);
    if (right->text != NULL && result == ANSWER_NO_VALUE) { /* any words are a text */
        *wrong = find_reason(e, ask, NULL, typed);
        result = ANSWER_WRONG;
    }
    free(value);
    return result;
}
