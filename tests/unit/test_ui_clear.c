/* test_ui_clear.c - what a reader needs at a step of a lesson stands on the screen, at the smallest
 * usual size too, in both languages: whole titles, the object that the step is about, what changed.
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support.h"

#include "base/i18n.h"
#include "ui/player/player.h"
#include "unit/scenario_files.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

static const struct { int width, height; } sizes[] = {{80, 24}, {120, 40}};

static int wrong, looked;

static void complain(const Player *p, const char *path, const char *what, const char *about) {
    const char *name = strrchr(path, '/');
    fprintf(stderr, "%s %dx%d step %d: %s: %s\n", name ? name + 1 : path, p->cells.width,
            p->cells.height, p->view.shown_step + 1, what, about);
    wrong++;
}

/* Does a row of the picture show in the pane? */
static bool is_in_sight(const View *view, int y) {
    int scroll = view->pane[PANE_OBJECTS].scroll;
    return y >= scroll && y < scroll + view->graph_height;
}

static void check_titles(const Player *p, const char *path) {
    const Graph *graph = p->view.graph;
    for (int i = 0; i < graph->nnodes; i++) {
        const GraphNode *node = &graph->nodes[i];
        const SnapObject *object = &p->snap->objects[node->object];
        StrBuf facts = {0};
        put_object_facts(object, &facts);
        int beside =
            graph_title_stands_alone(object, node->w) ? 0 : text_columns(sb_text(&facts)) + 1;
        if (text_columns(object->label) > node->w - 4 - beside)
            complain(p, path, "the title is cut", object->label);
        sb_free(&facts);
    }
}

/* Of what a reader looks for, news first: came, went, in another state; else any change. */
static bool is_news(const Snapshot *snap, const GraphNode *node) {
    int before = snap->before != NULL ? snap->before_of[node->object] : -1;
    const SnapObject *object = &snap->objects[node->object];
    return node->ghost || (object->flags & SNAP_NEW) != 0 ||
           (before >= 0 && snap->before->objects[before].letter != object->letter);
}

/* Do both boxes fit into the pane at once? */
static bool fit_together(const View *view, const GraphNode *a, const GraphNode *b) {
    int top = a->y < b->y ? a->y : b->y;
    int bottom = a->y + a->h > b->y + b->h ? a->y + a->h : b->y + b->h;
    return bottom - top <= view->graph_height;
}

static void check_sight(Player *p, const char *path) {
    const Graph *graph = p->view.graph;
    int selected = view_selected_object(&p->view);
    int news = 0, news_seen = 0, changes = 0, changes_seen = 0;
    for (int i = 0; i < graph->nnodes; i++) {
        const GraphNode *node = &graph->nodes[i];
        const SnapObject *object = &p->snap->objects[node->object];
        bool sight = is_in_sight(&p->view, node->y);
        if (node->object == selected && !sight) {
            complain(p, path, "what the step is about is out of sight", object->label);
        }
        int about = selected >= 0 ? graph->node_of[selected] : -1;
        bool fits = about < 0 || fit_together(&p->view, node, &graph->nodes[about]);
        if (fits && is_news(p->snap, node)) {
            news++;
            news_seen += sight;
        }
        if ((object->flags & SNAP_CHANGED) != 0) {
            changes++;
            changes_seen += sight;
        }
    }
    if (news > 0 && news_seen == 0) {
        complain(p, path, "nothing is in sight of what came, went or is in another state", "");
    }
    if (changes > 0 && changes_seen + news_seen == 0) {
        complain(p, path, "nothing is in sight of what changed", "");
    }
}

/* The end of what the step printed can be read, by whatever grain the reader went through it. */
static void check_printed(Player *p, const char *path, size_t before) {
    enum { ENOUGH = 12 };
    size_t len;
    const char *out = engine_stdout(p->engine, &len);
    if (len <= before) {
        return;
    }
    while (len > before && out[len - 1] == '\n') {
        len--;
    }
    size_t start = len;
    while (start > before && out[start - 1] != '\n') {
        start--;
    }
    char *line = host_strndup(out + start, min_size(len - start, ENOUGH));
    StrBuf screen = {0};
    cells_to_text(&p->cells, &screen);
    if (strstr(sb_text(&screen), line) == NULL) {
        complain(p, path, "what was printed is nowhere on the screen", line);
    }
    sb_free(&screen);
    free(line);
}

static void play(const char *path, int width, int height) {
    static const UiOptions options = {.open = open_scenario};
    Player p;
    DiagList errors = {0};
    assert_true(player_open(&p, &options, path, &errors));
    cells_init(&p.cells, width, height, CHARSET_UNICODE);
    for (int i = 0; i < p.lesson.nsteps; i++) {
        p.results[i] = RESULT_SKIPPED;
    }
    size_t printed = 0;
    for (int i = 1; i <= p.lesson.nsteps; i++) {
        uint64_t event = player_step_event(&p, i);
        if (event == UINT64_MAX) {
            break;
        }
        player_go(&p, event);
        player_draw(&p);
        check_printed(&p, path, printed);
        engine_stdout(p.engine, &printed);
        if (p.view.graph == NULL || p.view.view != PANE_OBJECTS) {
            continue;
        }
        looked++;
        check_titles(&p, path);
        check_sight(&p, path);
    }
    player_close(&p);
}

static void the_screen_of_a_lesson_is_clear(void **state) {
    (void)state;
    if (test_catalogues() == NULL) {
        skip();
    }
    size_t count;
    char **paths = list_files("scenarios", ".json", &count);
    for (int russian = 0; russian < 2; russian++) {
        i18n_set_language(russian ? "ru" : "en");
        for (size_t i = 0; i < count; i++)
            for (size_t s = 0; s < ARRAY_LEN(sizes); s++)
                play(paths[i], sizes[s].width, sizes[s].height);
    }
    free_files(paths, count);
    assert_true(looked > 500);
    assert_int_equal(wrong, 0);
}

int main(void) {
    i18n_init(test_catalogues());
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_screen_of_a_lesson_is_clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
