/* cmd_screen.c - the commands that draw: the player, the browser, and export. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "report/report.h"
#include "scenario/to_program.h"
#include "ui/browser/config.h"
#include "ui/ui.h"

static bool open_for_ui(void *context, const char *path, const char *python, UiSource *out,
                        DiagList *errors) {
    const CommandLine *line = context;
    Source source;
    if (!source_open(line, path, python ? python : line->value[OPT_PYTHON], &source, errors))
        return false;
    *out = (UiSource){source.scenario, source.program};
    free(source.path);
    return true;
}

typedef struct Screen { /* how to draw: command line before environment before settings file */
    UiOptions options;
    UiConfig config;
    char *theme, *notice;
    char *lessons;
} Screen;

/* The first thing wrong with the settings, short enough for one line of the screen. */
static char *notice_of(const DiagList *wrong) {
    if (wrong->count == 0) return NULL;
    const Diag *first = &wrong->items[0];
    const char *base = first->file ? strrchr(first->file, '/') : NULL;
    StrBuf text = {0};
    sb_printf(&text, "%s:%d: %s%s%s", base ? base + 1 : "config.json", first->line,
              first->path ? first->path : "", first->path ? ": " : "", first->message);
    return sb_take(&text);
}

/* Find the theme asked for. False after a message when the command line names none that exists. */
static bool choose_theme(const CommandLine *line, Screen *screen, DiagList *wrong) {
    const char *asked = line->value[OPT_THEME];
    const char *name = asked ? asked : screen->config.theme;
    if (!name) return true;
    StrBuf shipped = {0};
    sb_printf(&shipped, "%s/assets/themes", data_folder());
    screen->theme = config_theme_path(name, sb_text(&shipped));
    sb_free(&shipped);
    if (screen->theme) return true;
    if (asked) {
        fprintf(stderr, _("ouro: there is no theme %s; shipped are default, light, contrast\n"),
                asked);
        return false;
    }
    diag_add(wrong, (Diag){.file = "config.json",
                           .path = "theme",
                           .message = (char *)(uintptr_t)_("there is no such theme"),
                           .found = screen->config.theme});
    return true;
}

static bool screen_options(const CommandLine *line, Screen *screen) {
    *screen = (Screen){0};
    DiagList wrong = {0};
    config_load(&screen->config, &wrong);
    const UiConfig *config = &screen->config;
    if (config->lang && !line->language_given) i18n_set_language(config->lang);
    bool good = choose_theme(line, screen, &wrong);
    screen->notice = notice_of(&wrong);
    if (good)
        diag_print(&wrong);
    else
        diag_free(&wrong);
    const char *no_color = getenv("NO_COLOR");
    StrBuf lessons = {0};
    sb_printf(&lessons, "%s/scenarios", data_folder());
    screen->lessons = sb_take(&lessons);
    screen->options =
        (UiOptions){.ascii = line->value[OPT_ASCII] || config->ascii,
                    .no_color = line->value[OPT_NO_COLOR] || (no_color && no_color[0]),
                    .no_mouse = line->value[OPT_NO_MOUSE] || config->no_mouse,
                    .present = line->value[OPT_PRESENT] != NULL,
                    .quiz = line->value[OPT_QUIZ] != NULL,
                    .at = line->value[OPT_AT],
                    .python = line->value[OPT_PYTHON],
                    .lessons = screen->lessons,
                    .theme = screen->theme,
                    .notice = screen->notice,
                    .speed = config->speed,
                    .grain = config->grain,
                    .open = open_for_ui,
                    .context = (void *)(uintptr_t)line};
    return good;
}

static void screen_free(Screen *screen) {
    config_free(&screen->config);
    free(screen->theme);
    free(screen->notice);
    free(screen->lessons);
}

int cmd_play(const CommandLine *line) {
    Screen screen;
    int status = STATUS_USAGE;
    if (screen_options(line, &screen)) {
        char *path = source_path(line->files[0]);
        status = ui_play(&screen.options, path);
        free(path);
    }
    screen_free(&screen);
    return status;
}

int cmd_browse(const CommandLine *line) {
    Screen screen;
    int status = STATUS_USAGE;
    if (screen_options(line, &screen)) {
        status = ui_browse(&screen.options, line->nfiles ? line->files[0] : screen.lessons);
    }
    screen_free(&screen);
    return status;
}

int cmd_notes(const CommandLine *line) {
    Screen screen;
    int status = screen_options(line, &screen) ? ui_notes(&screen.options) : STATUS_USAGE;
    screen_free(&screen);
    return status;
}

/* ---- export ---------------------------------------------------------------------------------- */

static bool parse_size(const char *text, int *width, int *height) {
    *width = 120, *height = 40;
    if (!text) return true;
    char rest;
    bool good = sscanf(text, "%dx%d%c", width, height, &rest) == 2 && *width >= 60 &&
                *height >= 16 && *width <= 500 && *height <= 300;
    if (!good)
        fprintf(stderr, _("ouro: --size is COLSxROWS from 60x16 to 500x300, not %s\n"), text);
    return good;
}

static int export_screen(const CommandLine *line, const char *kind, FILE *out) {
    int width, height;
    if (!parse_size(line->value[OPT_SIZE], &width, &height)) return STATUS_USAGE;
    Screen screen;
    bool good = screen_options(line, &screen);
    screen.options.notice = NULL; /* a picture shows the lesson alone */
    if (good) {
        UiOptions *options = &screen.options;
        if (!options->at) options->at = "end"; /* a picture is of what the lesson came to */
        char *path = source_path(line->files[0]);
        StrBuf text = {0};
        good = strcmp(kind, "svg") == 0 ? ui_render_svg(options, path, 0, width, height, &text)
                                        : ui_render_text(options, path, 0, width, height, &text);
        if (good) fwrite(sb_text(&text), 1, text.len, out);
        sb_free(&text);
        free(path);
    }
    screen_free(&screen);
    return good ? STATUS_OK : STATUS_USAGE;
}

static int export_state(const CommandLine *line, const char *kind, FILE *out) {
    Source source;
    if (!source_load(line, line->files[0], &source)) return STATUS_USAGE;
    DiagList errors = {0};
    Engine *e = scenario_engine(source.scenario, source.program, NULL, &errors);
    bool good =
        e && go_to_where(e, source.scenario, line->value[OPT_AT] ? line->value[OPT_AT] : "end");
    if (good) {
        Snapshot *snap = engine_snapshot(e, WANT_ALL | WANT_MANY | WANT_BLOCKS, engine_now(e));
        if (strcmp(kind, "json") == 0)
            report_state(snap, out);
        else
            report_dot(snap, out);
        snapshot_free(snap);
    }
    diag_print(&errors);
    engine_free(e);
    source_free(&source);
    return good ? STATUS_OK : STATUS_USAGE;
}

int cmd_export(const CommandLine *line) {
    const char *kind = line->value[OPT_TO];
    bool screen = kind && (strcmp(kind, "svg") == 0 || strcmp(kind, "txt") == 0);
    bool state = kind && (strcmp(kind, "json") == 0 || strcmp(kind, "dot") == 0);
    if (!screen && !state) {
        fprintf(stderr, _("ouro: export needs --to svg, txt, json or dot%s%s\n"),
                kind ? _("; found ") : "", kind ? kind : "");
        return STATUS_USAGE;
    }
    const char *path = line->value[OPT_OUTPUT];
    FILE *out = path ? fopen(path, "w") : stdout;
    if (!out) {
        fprintf(stderr, _("ouro: cannot write %s: %s\n"), path, strerror(errno));
        return STATUS_USAGE;
    }
    int status = screen ? export_screen(line, kind, out) : export_state(line, kind, out);
    if (path && fclose(out) != 0) {
        fprintf(stderr, _("ouro: cannot write %s: %s\n"), path, strerror(errno));
        status = STATUS_FAILED;
    }
    if (path && status != STATUS_OK) remove(path);
    return status;
}
