/* json_scan.c - strict reading of JSON: every rule of RFC 8259, with line and column.
 *
 * cJSON (json.c) builds the tree, but it is lenient: it lets bad UTF-8 and U+0000 through and reads
 * a number of more than 63 characters in part. So this scan sees the text first. It reports what is
 * wrong, notes where each key and value stands, and replaces what it has reported inside a string
 * by a mark, so that the rest of the file is checked in the same run. */
#include "scenario/json_scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "base/i18n.h"
#include "base/safe_text.h"
#include "base/utf8.h"

typedef struct Level { /* one open array or object */
    bool object;
    int line, column;          /* of its bracket */
    size_t index;              /* of the present member */
    size_t key_start, key_len; /* its key, as spelled */
} Level;

typedef struct Scanner {
    const char *file, *text;
    size_t len, at;
    int line, column; /* of text[at] */
    Level levels[JSON_DEPTH];
    size_t depth;
    size_t place_cap;
    DiagList *errors;
    JsonScan *out;
} Scanner;

static bool scan_value(Scanner *s);

/* ---- where we are ---------------------------------------------------------------------------- */

static char *path_now(const Scanner *s) {
    StrBuf path = {0};
    enum { SHOWN = 12 }; /* levels; a path that is longer helps nobody */
    for (size_t i = 0; i < s->depth; i++) {
        const Level *level = &s->levels[i];
        if (i == SHOWN) {
            sb_put(&path, "...");
            break;
        }
        if (!level->object)
            json_put_path_index(&path, level->index);
        else if (level->key_len)
            json_put_path_key(&path, s->text + level->key_start, level->key_len);
    }
    return sb_take(&path);
}

static void report_at(Scanner *s, int line, int column, const char *message, const char *expected,
                      const char *found, const char *hint) {
    char *path = path_now(s);
    diag_tell(s->errors, (Diag){.file = (char *)s->file,
                                .line = line,
                                .column = column,
                                .path = path,
                                .message = (char *)message,
                                .expected = (char *)expected,
                                .found = (char *)found,
                                .hint = (char *)hint});
    free(path);
}

static bool is_word(uint32_t cp) {
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9') ||
           cp == '_' || (cp >= 0x80 && cp != UTF8_BAD);
}

/* What stands here, in words; the caller frees it. */
static char *found_here(const Scanner *s) {
    StrBuf out = {0};
    if (s->at >= s->len) {
        sb_put(&out, _("the end of the file"));
        return sb_take(&out);
    }
    uint32_t cp;
    size_t end = s->at + utf8_decode(s->text + s->at, s->len - s->at, &cp);
    if (cp == UTF8_BAD) {
        sb_printf(&out, _("the byte 0x%02X"), (unsigned)(unsigned char)s->text[s->at]);
    } else if (cp == ' ' || cp == '\n' || cp == '\r') {
        sb_put(&out, cp == ' ' ? _("a space") : _("the end of the line"));
    } else if (!safe_codepoint(cp)) {
        sb_printf(&out, _("the character U+%04X"), (unsigned)cp);
    } else {
        while (is_word(cp) && end < s->len && end - s->at < 40) {
            size_t bytes = utf8_decode(s->text + end, s->len - end, &cp);
            if (!is_word(cp) || !safe_codepoint(cp)) break;
            end += bytes;
        }
        json_quote(&out, s->text + s->at, end - s->at);
    }
    return sb_take(&out);
}

static bool fail_here(Scanner *s, const char *message, const char *expected, const char *hint) {
    char *found = found_here(s);
    report_at(s, s->line, s->column, message, expected, found, hint);
    free(found);
    return false;
}

static int peek(const Scanner *s) { return s->at < s->len ? (unsigned char)s->text[s->at] : -1; }

/* Step over `bytes` bytes that make one character (or one bad byte). */
static void advance(Scanner *s, size_t bytes) {
    if (s->text[s->at] == '\n') {
        s->line++;
        s->column = 1;
    } else {
        s->column++;
    }
    s->at += bytes;
}

static void skip_space(Scanner *s) {
    for (;;) {
        int c = peek(s);
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return;
        advance(s, 1);
    }
}

/* Index of a new place, or SIZE_MAX when there are too many. */
static size_t new_place(Scanner *s) {
    if (s->out->count == JSON_VALUES) {
        fail_here(s, N_("the file has too many values"), N_("at most 1000000 values and keys"),
                  NULL);
        return SIZE_MAX;
    }
    s->out->places =
        host_grow(s->out->places, &s->place_cap, s->out->count + 1, sizeof *s->out->places);
    s->out->places[s->out->count] =
        (JsonPlace){.line = s->line, .column = s->column, .start = s->at};
    return s->out->count++;
}

/* ---- strings --------------------------------------------------------------------------------- */

/* The value of `\uXXXX` at byte `at`, or -1. */
static int32_t unicode_escape(const Scanner *s, size_t at) {
    if (at + 6 > s->len || s->text[at] != '\\' || s->text[at + 1] != 'u') return -1;
    int32_t value = 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = digit_value(s->text[i]);
        if (digit >= 16) return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* `bytes` bytes that were reported become harmless characters of the same string. */
static void replace(Scanner *s, size_t bytes) { memset(s->out->plain + s->at, '?', bytes); }

static void scan_unicode_escape(Scanner *s) {
    int32_t value = unicode_escape(s, s->at);
    if (value < 0) {
        report_at(s, s->line, s->column, N_("`\\u` needs four hexadecimal digits"),
                  N_("for example `\\u00e9`"), NULL, NULL);
        replace(s, 2);
        advance(s, 1), advance(s, 1);
        return;
    }
    size_t chars = 6;
    bool high = value >= 0xD800 && value < 0xDC00, low = value >= 0xDC00 && value < 0xE000;
    if (high) {
        int32_t second = unicode_escape(s, s->at + 6);
        if (second >= 0xDC00 && second < 0xE000) chars = 12, high = false;
    }
    if (high || low) {
        report_at(s, s->line, s->column, N_("half of a surrogate pair stands alone"),
                  N_("a pair such as `\\ud83d\\ude00`, or the character itself"), NULL, NULL);
        memcpy(s->out->plain + s->at, "\\ufffd", 6);
    } else if (value == 0) {
        report_at(s, s->line, s->column, N_("a string cannot hold the character U+0000"), NULL,
                  NULL, N_("in Python code write `\\\\0`: Python then makes the character"));
        memcpy(s->out->plain + s->at, "\\ufffd", 6);
    }
    for (size_t i = 0; i < chars; i++) advance(s, 1);
}

static void scan_escape(Scanner *s) {
    int c = s->at + 1 < s->len ? (unsigned char)s->text[s->at + 1] : -1;
    if (c == 'u') {
        scan_unicode_escape(s);
        return;
    }
    if (c == '\n' || c == '\r' || c == -1) { /* the caller reports the line break or the end */
        replace(s, 1);
        advance(s, 1);
        return;
    }
    if (!strchr("\"\\/bfnrt", c) || c == 0) {
        uint32_t cp;
        size_t bytes = utf8_decode(s->text + s->at + 1, s->len - s->at - 1, &cp);
        StrBuf found = {0};
        json_quote(&found, s->text + s->at, cp == UTF8_BAD || c < 0x20 ? 1 : 1 + bytes);
        report_at(s, s->line, s->column, N_("this escape is not one of JSON's"),
                  N_("one of `\\\"` `\\\\` `\\/` `\\b` `\\f` `\\n` `\\r` `\\t` `\\uXXXX`"),
                  sb_text(&found), N_("a backslash for Python is written twice: `\\\\`"));
        sb_free(&found);
        replace(s, 1);
        advance(s, 1);
        return;
    }
    advance(s, 1), advance(s, 1);
}

static bool not_utf8(Scanner *s) {
    return fail_here(s, N_("this byte is not UTF-8"), NULL,
                     N_("save the file in the encoding UTF-8"));
}

static bool scan_string(Scanner *s) {
    size_t place = new_place(s);
    if (place == SIZE_MAX) return false;
    int line = s->line, column = s->column;
    bool bad_utf8 =
        false; /* said once per string: a file in another encoding has many such bytes */
    advance(s, 1);
    for (;;) {
        int c = peek(s);
        if (c == '"') break;
        if (c == -1 || c == '\n' || c == '\r') {
            report_at(s, line, column, N_("this string does not end on its line"),
                      N_("a closing `\"`"),
                      c == -1 ? N_("the end of the file") : N_("the end of the line"),
                      c == -1 ? NULL : N_("a line break inside a string is written `\\n`"));
            return false;
        }
        if (c == '\\') {
            scan_escape(s);
            continue;
        }
        if (c < 0x20) {
            char *found = found_here(s);
            report_at(s, s->line, s->column, N_("a control character stands in a string"),
                      N_("an escape"), found, c == '\t' ? N_("a tab is written `\\t`") : NULL);
            free(found);
            replace(s, 1);
            advance(s, 1);
            continue;
        }
        uint32_t cp;
        size_t bytes = utf8_decode(s->text + s->at, s->len - s->at, &cp);
        if (cp == UTF8_BAD) {
            if (!bad_utf8) not_utf8(s);
            bad_utf8 = true;
            replace(s, 1);
        }
        advance(s, bytes);
    }
    advance(s, 1);
    s->out->places[place].end = s->at;
    return true;
}

/* ---- numbers and words ----------------------------------------------------------------------- */

static bool is_digit(int c) { return c >= '0' && c <= '9'; }

static void skip_digits(Scanner *s) {
    while (is_digit(peek(s))) advance(s, 1);
}

/* cJSON reads so many characters of a number; the value is taken from the spelling anyway. */
enum { CJSON_DIGITS = 60 };

static bool scan_number(Scanner *s) {
    size_t place = new_place(s), start = s->at;
    if (place == SIZE_MAX) return false;
    if (peek(s) == '-') advance(s, 1);
    if (!is_digit(peek(s))) return fail_here(s, N_("this is not a number"), N_("a digit"), NULL);
    bool zero = peek(s) == '0';
    advance(s, 1);
    if (zero && is_digit(peek(s)))
        return fail_here(s, N_("a number cannot start with 0"), N_("a number such as 10 or 0.5"),
                         NULL);
    if (!zero) skip_digits(s);
    if (peek(s) == '.') {
        advance(s, 1);
        if (!is_digit(peek(s)))
            return fail_here(s, N_("a digit must follow the decimal point"),
                             N_("a number such as 0.5"), NULL);
        skip_digits(s);
    }
    if (peek(s) == 'e' || peek(s) == 'E') {
        advance(s, 1);
        if (peek(s) == '+' || peek(s) == '-') advance(s, 1);
        if (!is_digit(peek(s)))
            return fail_here(s, N_("a digit must follow the exponent"), N_("a number such as 1e6"),
                             NULL);
        skip_digits(s);
    }
    int c = peek(s);
    if (c == '_' || c == '.' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80)
        return fail_here(s, N_("this is not part of a number"), N_("a comma or a closing bracket"),
                         N_("JSON writes numbers in plain decimal digits"));
    s->out->places[place].end = s->at;
    if (s->at - start > CJSON_DIGITS) {
        memset(s->out->plain + start, ' ', s->at - start);
        s->out->plain[start] = '0';
    }
    return true;
}

static const char no_comments[] =
    N_("JSON has no comments; a remark for the teacher belongs in `presenter`");

static bool starts_with(const Scanner *s, const char *word) {
    size_t len = strlen(word);
    return s->len - s->at >= len && memcmp(s->text + s->at, word, len) == 0;
}

static bool scan_word(Scanner *s) {
    static const char *const words[] = {"null", "true", "false"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (!starts_with(s, words[i])) continue;
        size_t len = strlen(words[i]);
        int after = s->at + len < s->len ? (unsigned char)s->text[s->at + len] : -1;
        if ((after >= 'a' && after <= 'z') || (after >= 'A' && after <= 'Z') || is_digit(after) ||
            after == '_' || after >= 0x80)
            break;
        size_t place = new_place(s);
        if (place == SIZE_MAX) return false;
        for (size_t k = 0; k < len; k++) advance(s, 1);
        s->out->places[place].end = s->at;
        return true;
    }
    static const struct {
        const char *word, *hint;
    } known[] = {{"'", N_("JSON writes strings between double quotes: \"text\"")},
                 {"\xE2\x80\x9C", N_("use the plain quote `\"`, not a typographic one")},
                 {"\xC2\xAB", N_("use the plain quote `\"`, not a typographic one")},
                 {"//", no_comments},
                 {"/*", no_comments},
                 {"#", no_comments},
                 {"True", N_("JSON writes `true`")},
                 {"False", N_("JSON writes `false`")},
                 {"None", N_("JSON writes `null`")},
                 {"NaN", N_("JSON has no such number")},
                 {"Infinity", N_("JSON has no such number")},
                 {"+", N_("JSON writes a positive number without a sign")},
                 {".", N_("JSON writes the 0 before the decimal point")}};
    uint32_t cp;
    if (s->at < s->len && (utf8_decode(s->text + s->at, s->len - s->at, &cp), cp == UTF8_BAD))
        return not_utf8(s);
    const char *hint = NULL;
    for (size_t i = 0; i < ARRAY_LEN(known) && !hint; i++)
        if (starts_with(s, known[i].word)) hint = known[i].hint;
    int c = peek(s);
    if (!hint && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80))
        hint = N_("text is written between double quotes");
    return fail_here(s,
                     c == -1 ? N_("the text ends too early") : N_("no JSON value starts like this"),
                     N_("a value: a string, a number, `true`, `false`, `null`, `[` or `{`"), hint);
}

/* ---- arrays and objects ---------------------------------------------------------------------- */

static bool unclosed(Scanner *s, const Level *level, const char *expected) {
    StrBuf hint = {0};
    int c = peek(s);
    const char *message = N_("a comma is missing between two values");
    if (c == -1)
        message = N_("the text ends inside brackets");
    else if (c == ']' || c == '}')
        message = N_("the brackets do not match");
    else if (c != '"' && c != '{' && c != '[' && c != '-' && !is_digit(c))
        message = N_("this does not belong here");
    sb_printf(&hint, _("`%c` was opened at line %d, column %d"), level->object ? '{' : '[',
              level->line, level->column);
    bool show = c == -1 || c == ']' || c == '}';
    fail_here(s, message, expected, show ? sb_text(&hint) : NULL);
    sb_free(&hint);
    return false;
}

static bool scan_key(Scanner *s, Level *level) {
    if (peek(s) != '"') {
        int c = peek(s);
        if (c == -1) return unclosed(s, level, N_("a key in double quotes"));
        const char *hint = NULL;
        if (c == '\'') hint = N_("JSON writes strings between double quotes: \"text\"");
        if (c == '/' || c == '#') hint = no_comments;
        return fail_here(s, N_("a key must be a string"), N_("a key in double quotes"), hint);
    }
    size_t place = s->out->count;
    if (!scan_string(s)) return false;
    level->key_start = s->out->places[place].start + 1;
    level->key_len = s->out->places[place].end - level->key_start - 1;
    skip_space(s);
    if (peek(s) != ':')
        return fail_here(s, N_("a key is followed by a colon"), "`:`",
                         peek(s) == '=' ? N_("JSON writes `:` where Python writes `=`") : NULL);
    advance(s, 1);
    skip_space(s);
    return true;
}

static bool scan_members(Scanner *s, Level *level) {
    char close = level->object ? '}' : ']';
    skip_space(s);
    if (peek(s) == close) {
        advance(s, 1);
        return true;
    }
    for (;;) {
        if (level->object && !scan_key(s, level)) return false;
        if (!scan_value(s)) return false;
        skip_space(s);
        if (peek(s) == close) {
            advance(s, 1);
            return true;
        }
        if (peek(s) != ',')
            return unclosed(s, level, level->object ? N_("`,` or `}`") : N_("`,` or `]`"));
        int line = s->line, column = s->column;
        advance(s, 1);
        skip_space(s);
        if (peek(s) == ']' || peek(s) == '}') {
            report_at(s, line, column, N_("a comma stands before the closing bracket"),
                      N_("another value after the comma"), NULL, N_("remove the comma"));
            return false;
        }
        level->index++;
        level->key_len = 0;
    }
}

static bool scan_value(Scanner *s) {
    int c = peek(s);
    if (c == '"') return scan_string(s);
    if (c == '-' || is_digit(c)) return scan_number(s);
    if (c != '[' && c != '{') return scan_word(s);
    if (s->depth == JSON_DEPTH)
        return fail_here(s, N_("the brackets are nested too deeply"), N_("at most 100 levels"),
                         NULL);
    size_t place = new_place(s);
    if (place == SIZE_MAX) return false;
    Level *level = &s->levels[s->depth++];
    *level = (Level){.object = c == '{', .line = s->line, .column = s->column};
    advance(s, 1);
    s->out->places[place].end = s->at;
    bool fine = scan_members(s, level);
    s->depth--;
    return fine;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool starts_well(Scanner *s) {
    static const char bom[] = "\xEF\xBB\xBF";
    const unsigned char *head = (const unsigned char *)s->text;
    const char *hint = N_("save the file in the encoding UTF-8 without a byte-order mark");
    if (s->len > JSON_BYTES) {
        report_at(s, 0, 0, N_("the file is too long"), N_("at most 8 MiB"), NULL, NULL);
        return false;
    }
    if (s->len >= 3 && memcmp(s->text, bom, 3) == 0) {
        report_at(s, 1, 1, N_("the file starts with a byte-order mark"), NULL, NULL, hint);
        return false;
    }
    if (s->len >= 2 && ((head[0] == 0xFF && head[1] == 0xFE) ||
                        (head[0] == 0xFE && head[1] == 0xFF) || head[0] == 0 || head[1] == 0)) {
        report_at(s, 1, 1, N_("the file is not UTF-8 (it looks like UTF-16 or binary data)"), NULL,
                  NULL, hint);
        return false;
    }
    skip_space(s);
    if (s->at == s->len) {
        report_at(s, 1, 1, N_("the file is empty"), N_("a JSON object"), NULL, NULL);
        return false;
    }
    return true;
}

bool json_scan(const char *file, const char *data, size_t len, DiagList *errors, JsonScan *out) {
    *out = (JsonScan){0};
    Scanner *s = host_alloc(sizeof *s);
    *s = (Scanner){.file = file,
                   .text = data,
                   .len = len,
                   .line = 1,
                   .column = 1,
                   .errors = errors,
                   .out = out};
    bool fine = starts_well(s);
    if (fine) {
        out->plain = host_strndup(data, len);
        fine = scan_value(s);
    }
    if (fine) {
        skip_space(s);
        if (s->at < s->len)
            fine = fail_here(s, N_("text follows after the end of the JSON value"),
                             N_("the end of the file"), NULL);
    }
    free(s);
    return fine;
}

void json_scan_free(JsonScan *scan) {
    free(scan->places);
    free(scan->plain);
    *scan = (JsonScan){0};
}
