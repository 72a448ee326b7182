/* player_prove.c - `v`: is it true? The page that shows what would run in a real interpreter, and what it says then: the same
 * witness and the same report as `ouro verify` (ui/proof).
 *
 * A lesson may come from anyone and a real interpreter is no simulation: it runs only after the reader has seen the program
 * and asked for it. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/safe_text.h"
#include "base/utf8.h"
#include "report/compare_text.h"
#include "scenario/to_program.h"
#include "ui/player/player.h"
#include "ui/proof/verify.h"
#include "ui/term/pythons.h"

enum { SIDE_MOST = 52, PROGRAM_MOST = 100 * 1024 };

static int steps_shown(Player *p) {
    int boundary = player_boundary(p);
    return boundary >= 0 ? boundary : p->snap->step + 1;
}

static bool host_stops(void *context) { return player_watch(context, 0, 0) != WISH_GO_ON; }

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

/* The program as a real interpreter is given it. */
static Program *witnessed(const Player *p) {
    DiagList errors = {0};
    Program *program =
        scenario_to_program(p->source.scenario, p->source.program->profile.name, &errors);
    diag_free(&errors);
    if (program) verify_prepare(program);
    return program;
}

static void show_what_runs(Player *p, const char *text) {
    Dialog *dialog = dialog_new(_("Prove it: the same program in a real Python"),
                                _("Enter read on, then run it   ↑ ↓ scroll   q close"));
    StrBuf words = {0};
    if (p->proof_python)
        sb_printf(&words,
                  _("Enter runs it for real with %s (Python %s) and holds what it says against the "
                    "simulator."),
                  p->proof_python, p->proof_version);
    else
        sb_put(&words, _("There is no Python on this computer that could run it."));
    dialog_row(dialog, ROLE_NOTE, NULL, sb_text(&words));
    sb_free(&words);
    dialog_row(dialog, ROLE_NOTE, NULL,
               _("It runs once alone, and once for each step, with one line more in front of what "
                 "comes next:"));
    dialog_row(dialog, ROLE_DIALOG, NULL, "");
    add_program(dialog, text);
    dialog_row(dialog, ROLE_DIALOG, NULL, "");
    dialog_row(dialog, ROLE_NOTE, NULL,
               _("That line executes this, which looks, tells and ends the process:"));
    dialog_row(dialog, ROLE_DIALOG, NULL, "");
    add_program(dialog, verify_probe);
    if (p->proof_python) {
        dialog_row(dialog, ROLE_DIALOG, NULL, "");
        dialog_row(dialog, ROLE_NOTE, NULL,
                   _("That is all of it. Enter runs it on this computer."));
    }
    player_open_dialog(p, DIALOG_PROOF, dialog);
}

/* Is it a release of that version? The last resort of the search is any Python at all: another one proves nothing. */
static bool is_same_version(const char *profile, const char *release) {
    size_t len = strlen(profile);
    return strncmp(profile, release, len) == 0 && (release[len] == '.' || release[len] == '\0');
}

static void find_python(Player *p) {
    if (p->proof_python) return;
    p->proof_python = python_find(p->snap->python, host_stops, p, &p->proof_version);
    if (!p->proof_python || is_same_version(p->snap->python, p->proof_version)) return;
    free(p->proof_python);
    free(p->proof_version);
    p->proof_python = p->proof_version = NULL;
}

void player_prove(Player *p) {
    const char *why_not = verify_obstacle(p->source.scenario, p->source.program);
    if (why_not) {
        player_say(p, true, _("no Python can confirm this: %s"), why_not);
        return;
    }
    Program *program = witnessed(p);
    char *text = program ? verify_text(program, steps_shown(p)) : NULL;
    if (!text || strlen(text) > PROGRAM_MOST) {
        player_say(p, true, "%s", _("the program is too long to be run from here"));
    } else {
        find_python(p);
        show_what_runs(p, text);
    }
    free(text);
    program_free(program);
}

/* ---- what it says ---------------------------------------------------------------------------- */

static void add_lines(Dialog *dialog, Role role, const char *text) {
    while (*text) {
        size_t len = strcspn(text, "\n");
        char *line = host_strndup(text, len);
        dialog_code_row(dialog, line);
        dialog->rows[dialog->nrows - 1].role = role;
        free(line);
        text += len + (text[len] == '\n');
    }
}

static void show_verdict(Player *p, const Verification *v) {
    Dialog *dialog = dialog_new(_("What they say"), _("↑ ↓ scroll   q close"));
    int most = 2 * SIDE_MOST + 9;
    dialog->width = p->cells.width - 4 < most ? p->cells.width - 4 : most;
    StrBuf text = {0}, here = {0};
    sb_printf(&here, _("%s (here)"), p->snap->python);
    sb_printf(&text,
              i18n_plural("Python %s and %s, %d statement", "Python %s and %s, %d statements",
                          (uint64_t)v->result.stops),
              sb_text(&here), p->proof_version, v->result.stops);
    dialog_row(dialog, ROLE_TITLE, NULL, sb_text(&text));
    sb_truncate(&text, 0);
    if (verify_agrees(v))
        dialog_row(dialog, ROLE_RIGHT, NULL,
                   _("No difference in what is printed, named, counted, sized or tracked."));
    compare_text(&text, &v->result, (const char *const[2]){sb_text(&here), p->proof_version});
    add_lines(dialog, ROLE_WRONG, sb_text(&text));
    sb_truncate(&text, 0);
    verify_unseen(&text, v, p->proof_version);
    add_lines(dialog, ROLE_DIM, sb_text(&text));
    sb_free(&text);
    sb_free(&here);
    player_open_dialog(p, DIALOG_TEXT, dialog);
}

void player_prove_run(Player *p) {
    if (!p->proof_python) {
        player_close_dialog(p);
        return;
    }
    Program *program = witnessed(p);
    VerifyHost host = {player_watch, host_stops, p};
    Verification v;
    if (!program || !verify_run(program, p->proof_python, &host, &v)) {
        player_close_dialog(p);
        player_say(p, true, "%s", _("it cannot be run"));
    } else {
        if (v.stopped) { /* half of a proof proves nothing */
            player_close_dialog(p);
            player_say(p, false, "%s", _("stopped: nothing is proved"));
        } else {
            show_verdict(p, &v);
        }
        verify_free(&v);
    }
    program_free(program);
}

void player_forget_proof(Player *p) {
    free(p->proof_python);
    free(p->proof_version);
    p->proof_python = p->proof_version = NULL;
}
