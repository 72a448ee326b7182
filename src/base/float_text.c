/* float_text.c - doubles from and to decimal text; see float_text.h. */
#include "base/float_text.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t float_digits_text(double value, char type, int precision, bool alternate, char *out,
                         size_t cap) {
    char format[8] = "%";
    size_t n = 1;
    if (alternate) format[n++] = '#';
    format[n++] = '.';
    format[n++] = '*';
    format[n++] = type;
    format[n] = '\0';
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    int len = snprintf(out, cap, format, precision, value);
#pragma GCC diagnostic pop
    char point = localeconv()->decimal_point[0];
    if (point != '.') {
        for (size_t i = 0; i + 1 < cap && out[i]; i++) {
            if (out[i] == point) out[i] = '.';
        }
    }
    return (size_t)len;
}

/* The value of n digits d1d2...dn * 10^(exponent - n + 1). */
static double value_of_digits(const char *digits, int n, int exponent) {
    char text[40];
    snprintf(text, sizeof(text), "%.*se%d", n, digits, exponent - n + 1);
    return strtod(text, NULL);
}

/* The n-digit rounding of value: digits and the exponent of the first. */
static int round_digits(double value, int n, char *digits) {
    char text[40];
    float_digits_text(value, 'e', n - 1, false, text, sizeof(text));
    int at = 0;
    const char *c = text;
    for (; *c && *c != 'e'; c++) {
        if (*c != '.') digits[at++] = *c;
    }
    digits[at] = '\0';
    return (int)strtol(c + 1, NULL, 10);
}

/* The next larger number of n digits. */
static void next_digits(char *digits, int n, int *exponent) {
    int i = n - 1;
    while (i >= 0 && digits[i] == '9') digits[i--] = '0';
    if (i >= 0) {
        digits[i]++;
        return;
    }
    digits[0] = '1';
    ++*exponent;
}

/* Digits of the shortest text that reads back as |value| (finite, not 0): digits without point,
 * returns how many, and the decimal exponent: 0.d1d2... * 10^*point. At most 17. */
static int float_shortest_digits(double value, char out[18], int *point) {
    value = fabs(value);
    int exponent = 0;
    int used;
    int binary;
    /* Below a power of two the neighbours lie closer than above it: the nearest n digits may read
     * back as the lower neighbour when the next larger n digits read back as the number itself. */
    bool power_of_two = frexp(value, &binary) == 0.5;
    int n = 15;
    /* Most numbers of programs have few digits: 15 always survive, so start there and drop zeros.
     */
    exponent = round_digits(value, n, out);
    if (value_of_digits(out, n, exponent) != value) {
        for (n = 16; n < 17; n++) {
            exponent = round_digits(value, n, out);
            if (value_of_digits(out, n, exponent) == value) break;
            if (power_of_two) {
                next_digits(out, n, &exponent);
                if (value_of_digits(out, n, exponent) == value) break;
            }
        }
        if (n == 17) exponent = round_digits(value, n, out);
    } else if (value < 2.3e-308) {
        /* Subnormal numbers have fewer digits of precision: look for less than 15. */
        for (n = 1; n < 15; n++) {
            exponent = round_digits(value, n, out);
            if (value_of_digits(out, n, exponent) == value) break;
        }
        if (n == 15) exponent = round_digits(value, n, out);
    }
    used = n;
    while (used > 1 && out[used - 1] == '0') used--;
    out[used] = '\0';
    *point = exponent + 1;
    return used;
}

size_t float_repr_text(double value, char out[FLOAT_REPR_MAX]) {
    if (isnan(value)) return (size_t)snprintf(out, FLOAT_REPR_MAX, "nan");
    if (isinf(value)) return (size_t)snprintf(out, FLOAT_REPR_MAX, value < 0 ? "-inf" : "inf");
    size_t at = 0;
    if (signbit(value)) out[at++] = '-';
    char digits[18] = "0";
    int point = 1;
    int n = value == 0 ? 1 : float_shortest_digits(value, digits, &point);
    if (point > -4 && point <= 16) {
        if (point <= 0) {
            out[at++] = '0';
            out[at++] = '.';
            for (int i = point; i < 0; i++) out[at++] = '0';
            for (int i = 0; i < n; i++) out[at++] = digits[i];
        } else {
            for (int i = 0; i < point || i < n; i++) {
                if (i == point) out[at++] = '.';
                out[at++] = i < n ? digits[i] : '0';
            }
            if (n <= point) {
                out[at++] = '.';
                out[at++] = '0';
            }
        }
        out[at] = '\0';
        return at;
    }
    out[at++] = digits[0];
    if (n > 1) out[at++] = '.';
    for (int i = 1; i < n; i++) out[at++] = digits[i];
    int exponent = point - 1;
    int written =
        snprintf(out + at, FLOAT_REPR_MAX - at, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
    return at + (size_t)written;
}

size_t float_buffer_bytes(const char *text, size_t len) {
    size_t bytes = 3;
    for (size_t i = 0; i < len; i++) {
        if (text[i] >= '0' && text[i] <= '9') bytes++;
        if (text[i] == 'e' || text[i] == 'E') return bytes + 5;
    }
    return bytes == 3 ? 5 : bytes; /* "inf" and "nan" take 5 */
}

static size_t word_length(const char *text, size_t len, const char *word) {
    size_t n = strlen(word);
    if (len < n) return 0;
    for (size_t i = 0; i < n; i++) {
        if ((text[i] | 0x20) != word[i]) return 0;
    }
    return n;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The digits are handed to strtod without a point, so that no locale matters; what lies beyond
 * those that decide the value is folded into a final '1'. */
enum { DIGITS_THAT_COUNT = 800, TEXT_MAX = DIGITS_THAT_COUNT + 40 };

size_t float_parse_prefix(const char *text, size_t len, double *value) {
    size_t i = 0;
    bool negative = false;
    if (i < len && (text[i] == '+' || text[i] == '-')) negative = text[i++] == '-';
    size_t word = word_length(text + i, len - i, "infinity");
    if (!word) word = word_length(text + i, len - i, "inf");
    if (word) {
        *value = negative ? -HUGE_VAL : HUGE_VAL;
        return i + word;
    }
    word = word_length(text + i, len - i, "nan");
    if (word) {
        *value = negative ? -(double)NAN : (double)NAN;
        return i + word;
    }
    char digits[TEXT_MAX];
    size_t n = 0;
    int64_t exponent = 0; /* of ten, for the digits kept */
    bool any = false;
    bool sticky = false;
    bool fraction = false;
    for (; i < len && (is_digit(text[i]) || (text[i] == '.' && !fraction)); i++) {
        if (text[i] == '.') {
            fraction = true;
            continue;
        }
        any = true;
        if (n == 0 && text[i] == '0') {
            if (fraction) exponent--;
            continue;
        }
        if (n < DIGITS_THAT_COUNT) {
            digits[n++] = text[i];
            if (fraction) exponent--;
        } else {
            sticky = sticky || text[i] != '0';
            if (!fraction) exponent++;
        }
    }
    if (!any) return 0;
    if (i < len && (text[i] | 0x20) == 'e') {
        size_t j = i + 1;
        bool minus = false;
        if (j < len && (text[j] == '+' || text[j] == '-')) minus = text[j++] == '-';
        if (j < len && is_digit(text[j])) {
            int64_t given = 0;
            for (; j < len && is_digit(text[j]); j++) {
                if (given < 1000000) given = given * 10 + (text[j] - '0');
            }
            exponent += minus ? -given : given;
            i = j;
        }
    }
    if (sticky) {
        digits[n++] = '1';
        exponent--;
    }
    if (n == 0) {
        *value = negative ? -0.0 : 0.0;
        return i;
    }
    if (exponent > 100000) exponent = 100000;
    if (exponent < -100000) exponent = -100000;
    snprintf(digits + n, sizeof(digits) - n, "e%d", (int)exponent);
    double magnitude = strtod(digits, NULL);
    *value = negative ? -magnitude : magnitude;
    return i;
}
