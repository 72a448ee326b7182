/* player_prove.c - `v`: the program that proves what is on the screen, and what the engine and a
 * real interpreter say to it, side by side.
 *
 * A lesson may come from anyone and a real interpreter is no simulation: it runs only after the
 * reader has seen the program and asked for it. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/safe_text.h"
#include "base/utf8.h"
#include "ui/player/player.h"
#include "ui/player/prove.h"

enum { SIDE_MOST = 52, PROGRAM_MOST = 100 * 1024 };

static int steps_shown(Player *p) {
    int boundary = player_boundary(p);
    return boundary >= 0 ? boundary : p->snap->step + 1;
}

enum { BLANKS_UNMARKED = 3, INDENT_UNMARKED = 40 };

/* A code point that a reader would not see as it is: its escape. */
static bool put_hidden(StrBuf *out, uint32_t cp, const char *bytes, size_t len) {
    char one[8] = {0};
    memcpy(one, bytes, len);
    if (cp == UTF8_BAD) {
        sb_printf(out, "\\x%02x", (unsigned)(unsigned char)bytes[0]);
    } else if (cp < 0x20 || (cp >= 0x7f && cp < 0xa1)) {
        sb_printf(out, "\\x%02x", (unsigned)cp);
    } else if (!safe_codepoint(cp) || text_columns(one) == 0 || cp == 0x3000 ||
               (cp >= 0x2000 && cp <= 0x200f)) {
        sb_printf(out, cp > 0xffff ? "\\U%08x" : "\\u%04x", (unsigned)cp);
    } else {
        return false;
    }
    return true;
}

/* A line of a program as a reader must see it who decides whether it may run: nothing in it is
 * invisible, and blanks in a row are marked. */
static void put_visible(StrBuf *out, const char *line, size_t len) {
    size_t indent = strspn(line, " ");
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        size_t bytes = utf8_decode(line + at, len - at, &cp);
        size_t blanks = strspn(line + at, " ");
        size_t unmarked = at == 0 && indent < INDENT_UNMARKED ? INDENT_UNMARKED : BLANKS_UNMARKED;
        if (blanks > unmarked) {
            for (bytes = blanks; blanks > 0; blanks--) {
                sb_put(out, "·");
            }
        } else if (blanks > 0) {
            sb_write(out, line + at, blanks);
            bytes = blanks;
        } else if (!put_hidden(out, cp, line + at, bytes)) {
            sb_write(out, line + at, bytes);
        }
        at += bytes;
    }
}

static void add_output(Dialog *dialog, const char *text) {
    while (*text != '\0') {
        size_t len = strcspn(text, "\n");
        char *line = host_strndup(text, len);
        dialog_code_row(dialog, line);
        free(line);
        text += len + (text[len] == '\n');
    }
}

static void add_program(Dialog *dialog, const char *program) {
    while (*program != '\0') {
        size_t len = strcspn(program, "\n");
        StrBuf line = {0};
        put_visible(&line, program, len);
        dialog_whole_row(dialog, sb_text(&line));
        sb_free(&line);
        program += len + (program[len] == '\n');
    }
}

void player_prove(Player *p) {
    free(p->proof);
    p->proof = prove_program(&p->source, &p->view, steps_shown(p));
    if (strlen(p->proof) > PROGRAM_MOST) {
        player_say(p, true, "%s", _("the program is too long to be run from here"));
        return;
    }
    if (p->proof_python == NULL) {
        p->proof_python =
            prove_find_python(p->snap->python, &(ProveHost){player_watch, p}, &p->proof_version);
    }
    Dialog *dialog = dialog_new(_("Prove it: a program that shows the same"),
                                _("Enter read on, then run it   ↑ ↓ scroll   q close"));
    StrBuf text = {0};
    if (p->proof_python != NULL) {
        sb_printf(&text,
                  _("Enter runs it twice: in the simulator, and for real with %s (Python %s)."),
                  p->proof_python, p->proof_version);
    } else {
        sb_put(&text,
               _("There is no Python on this computer: Enter runs it in the simulator only."));
    }
    dialog_row(dialog, ROLE_NOTE, NULL, sb_text(&text));
    dialog_row(dialog, ROLE_DIALOG, NULL, "");
    sb_free(&text);
    add_program(dialog, p->proof);
    if (p->proof_python != NULL) {
        dialog_row(dialog, ROLE_DIALOG, NULL, "");
        dialog_row(dialog, ROLE_NOTE, NULL,
                   _("That is all of it. Enter runs it on this computer."));
    }
    player_open_dialog(p, DIALOG_PROOF, dialog);
}

/* ---- side by side ---------------------------------------------------------------------------- */

/* Append the text in exactly `width` columns: cut, or filled with blanks. */
static void put_column(StrBuf *out, const char *text, size_t len, int width) {
    char *line = host_strndup(text, len);
    int columns = text_columns(line);
    if (columns > width) {
        size_t at = 0;
        size_t end = 0;
        for (uint32_t cp; at < len; end = at) {
            at += utf8_decode(line + at, len - at, &cp);
            char kept = line[at];
            line[at] = '\0';
            bool fits = text_columns(line) <= width - 1;
            line[at] = kept;
            if (!fits) {
                break;
            }
        }
        line[end] = '\0';
        sb_put(out, line);
        sb_put(out, "…");
        columns = text_columns(line) + 1;
    } else {
        sb_put(out, line);
    }
    for (; columns < width; columns++) {
        sb_putc(out, ' ');
    }
    free(line);
}

static const char *next_line(const char *text, size_t *len) {
    *len = strcspn(text, "\n");
    return text + *len + (text[*len] == '\n');
}

/* Rows of both outputs; returns how many differ. */
static int add_sides(Dialog *dialog, const char *left, const char *right, int width) {
    int differ = 0;
    while (*left != '\0' || *right != '\0') {
        size_t left_len;
        size_t right_len;
        const char *left_rest = next_line(left, &left_len);
        const char *right_rest = next_line(right, &right_len);
        bool same = left_len == right_len && memcmp(left, right, left_len) == 0;
        StrBuf row = {0};
        put_column(&row, left, left_len, width);
        sb_put(&row, same ? " │ " : " ≠ ");
        put_column(&row, right, right_len, width);
        dialog_code_row(dialog, sb_text(&row));
        dialog->rows[dialog->nrows - 1].role = same ? ROLE_DIALOG : ROLE_WRONG;
        sb_free(&row);
        differ += !same;
        left = left_rest;
        right = right_rest;
    }
    return differ;
}

static void add_complaint(Dialog *dialog, const char *who, const ProcessResult *run) {
    if (run->timed_out) {
        StrBuf text = {0};
        sb_printf(&text, _("%s was stopped: it took too long"), who);
        dialog_row(dialog, ROLE_ERROR, NULL, sb_text(&text));
        sb_free(&text);
    }
    if (run->err[0] == '\0') {
        return;
    }
    StrBuf text = {0};
    sb_printf(&text, _("%s wrote to standard error:"), who);
    dialog_row(dialog, ROLE_DIM, NULL, sb_text(&text));
    sb_free(&text);
    add_output(dialog, run->err);
}

static bool is_same_version(const char *profile, const char *version) {
    size_t len = strlen(profile);
    return strncmp(profile, version, len) == 0 && (version[len] == '.' || version[len] == '\0');
}

static void add_verdict(Player *p, Dialog *dialog, int differ, bool same_status) {
    StrBuf text = {0};
    if (differ == 0 && same_status) {
        dialog_row(dialog, ROLE_RIGHT, NULL, _("Both say the same."));
        return;
    }
    sb_printf(&text, i18n_plural("%d line differs.", "%d lines differ.", (uint64_t)differ), differ);
    if (!is_same_version(p->snap->python, p->proof_version)) {
        sb_putc(&text, ' ');
        sb_printf(&text, _("The simulator follows Python %s, this interpreter is %s."),
                  p->snap->python, p->proof_version);
    }
    dialog_row(dialog, ROLE_WRONG, NULL, sb_text(&text));
    sb_free(&text);
}

static void compare(Player *p, Dialog *dialog, const ProcessResult *here,
                    const ProcessResult *there) {
    int width = (dialog->width - 9) / 2;
    StrBuf who = {0};
    StrBuf text = {0};
    sb_printf(&who, "Python %s", p->proof_version);
    sb_printf(&text, _("simulator (%s)"), p->snap->python);
    char *title = sb_take(&text);
    put_column(&text, title, strlen(title), width);
    sb_put(&text, " │ ");
    put_column(&text, sb_text(&who), who.len, width);
    dialog_code_row(dialog, sb_text(&text));
    dialog->rows[dialog->nrows - 1].role = ROLE_TITLE;
    int differ = add_sides(dialog, here->out, there->out, width);
    dialog_row(dialog, ROLE_DIALOG, NULL, "");
    add_verdict(p, dialog, differ, here->status == there->status);
    add_complaint(dialog, title, here);
    add_complaint(dialog, sb_text(&who), there);
    free(title);
    sb_free(&text);
    sb_free(&who);
}

void player_prove_run(Player *p) {
    ProveHost host = {player_watch, p};
    ProcessResult here;
    if (!prove_here(&p->source, p->proof, &host, &here)) {
        player_close_dialog(p);
        player_say(p, true, "%s", _("the simulator cannot run this program"));
        return;
    }
    ProcessResult there = {0};
    bool both = !here.stopped && p->proof_python != NULL &&
                prove_there(p->proof_python, p->proof, &host, &there);
    if (here.stopped || there.stopped) { /* half of an output proves nothing */
        process_free(&there);
        process_free(&here);
        player_close_dialog(p);
        player_say(p, false, "%s", _("stopped: nothing is proved"));
        return;
    }
    Dialog *dialog = dialog_new(_("What they say"), _("↑ ↓ scroll   q close"));
    int most = 2 * SIDE_MOST + 9;
    dialog->width = p->cells.width - 4 < most ? p->cells.width - 4 : most;
    if (both) {
        compare(p, dialog, &here, &there);
    } else {
        add_output(dialog, here.out);
        add_complaint(dialog, _("the simulator"), &here);
    }
    process_free(&there);
    process_free(&here);
    player_open_dialog(p, DIALOG_TEXT, dialog);
}

void player_forget_proof(Player *p) {
    free(p->proof);
    free(p->proof_python);
    free(p->proof_version);
    p->proof = p->proof_python = p->proof_version = NULL;
}
