/* test_ui_told_all.c - over the shipped lessons and recorded programs, every version and every grain:
 * what differs between the pictures of two stops is told and marked, and nothing else is marked.
 *
 * The pictures are compared as text (ui_drawn.h), the sentences are made from the engine's own
 * comparison: two ways to the same answer. Here a sample runs; with OURO_TOLD_ALL=1 every lesson and
 * program in every version, as tests/sweep/told.sh does. */
#include <ctype.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support.h"

#include "base/i18n.h"
#include "ui/panes/told.h"
#include "ui/player/player.h"
#include "unit/scenario_files.h"
#include "unit/ui_drawn.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

enum { REPORTED = 40, PER_STEP = 4, STOPS = 10, STEPS_LOOKED_AT = 2, VALUES_STEPS = 20 };

typedef struct Tour {
    Player player;
    const char *path;
    Grain grain;
    DrawnList before;
    uint64_t before_event;
    int compared, wrong;
} Tour;

static int reported;

static const char *const grains[] = {[MOVE_STEP] = "step",
                                     [MOVE_LINE] = "line",
                                     [MOVE_INSTRUCTION] = "instruction",
                                     [MOVE_PHASE] = "phase",
                                     [MOVE_EVENT] = "event"};

static void complain(Tour *t, const char *what, const char *thing, const char *was, const char *is,
                     const ToldList *told) {
    t->wrong++;
    if (reported++ >= REPORTED) {
        return;
    }
    fprintf(stderr, "%s, Python %s, by %s, event %llu: %s: %s\n  was: %s\n  is:  %s\n", t->path,
            t->player.snap->python, grains[t->grain], (unsigned long long)t->player.snap->event,
            what, thing, was, is);
    for (int i = 0; i < told->count; i++) {
        fprintf(stderr, "  told: %s\n", told_sentence(&t->player.view, told, i));
    }
}

static bool is_word_part(char c) { return isalnum((unsigned char)c) || c == '_'; }

/* Does the text contain the word, not as a part of a longer one? */
static bool contains_word(const char *text, const char *word, size_t len) {
    for (const char *at = text; (at = strchr(at, word[0])) != NULL; at++) {
        if (strncmp(at, word, len) == 0 && (at == text || !is_word_part(at[-1])) &&
            !(is_word_part(at[len]) && is_word_part(word[len - 1]))) {
            return true;
        }
    }
    return false;
}

static bool is_told(Tour *t, const ToldList *told, const Drawn *item) {
    for (int i = 0; i < told->count; i++) {
        const char *many = told->rows[i].many;
        if (many != NULL && (many[0] == '\0' || strcmp(many, item->type) == 0)) {
            return true;
        }
        const char *sentence = told_sentence(&t->player.view, told, i);
        for (const char *word = item->words; *word != '\0';) {
            size_t len = strcspn(word, "\n");
            if (len > 0 && contains_word(sentence, word, len)) {
                return true;
            }
            word += len + 1;
        }
    }
    return false;
}

static void check_marks(Tour *t, const ToldList *told, const Drawn *is, const Drawn *was) {
    const Snapshot *snap = t->player.snap;
    if (is->object < 0 || is->more) {
        return;
    }
    int flags = snap->objects[is->object].flags;
    if (was == NULL) {
        bool lived = snap->before_of[is->object] >= 0;
        if (!lived && (flags & (SNAP_NEW | SNAP_STARTUP)) == 0) {
            complain(t, "new, but not marked", is->words, "", is->text, told);
        }
        return;
    }
    bool differs = strcmp(is->text, was->text) != 0;
    if (differs != ((flags & SNAP_CHANGED) != 0) || (flags & SNAP_NEW) != 0) {
        complain(t, differs ? "changed, but not marked" : "marked, but not changed", is->words,
                 was->text, is->text, told);
    }
}

/* Is the object of the previous stop no more? What Python made at its start lives on unseen. */
static bool is_dead(const Snapshot *snap, int object) {
    if ((snap->before->objects[object].flags & SNAP_STARTUP) != 0) {
        return false;
    }
    int now = snap->now_of[object];
    return now < 0 || snap->objects[now].letter == OBJ_FREED;
}

/* No sentence names more references to a newborn than its count has. */
static void check_births(Tour *t, const ToldList *told) {
    const Snapshot *snap = t->player.snap;
    for (int i = 0; i < told->count; i++) {
        const Told *row = &told->rows[i];
        const SnapObject *born = row->born >= 0 ? &snap->objects[row->born] : NULL;
        bool counted = born != NULL && born->letter != OBJ_IMMORTAL && born->miscount <= 0;
        if (counted && row->holders > born->refcount) {
            complain(t, "more references are told than there are", born->label, "", "", told);
        }
    }
}

static void compare(Tour *t, const DrawnList *now) {
    ToldList told = told_list(&t->player.view);
    check_births(t, &told);
    int differences = 0;
    int ghosts = 0;
    /* The same row is written otherwise where values have boxes. */
    bool redrawn = t->player.view.values != t->player.view.values_before;
    for (size_t i = 0; i < now->count; i++) {
        const Drawn *is = &now->items[i];
        const Drawn *was = drawn_find(&t->before, is->key);
        if (redrawn && was != NULL) {
            continue;
        }
        check_marks(t, &told, is, was);
        if (was != NULL && strcmp(was->text, is->text) == 0) {
            continue;
        }
        differences++;
        if (!is_told(t, &told, is)) {
            complain(t, "not told", is->words, was != NULL ? was->text : "", is->text, &told);
        }
    }
    for (size_t i = 0; i < t->before.count; i++) {
        const Drawn *was = &t->before.items[i];
        if (drawn_find(now, was->key) != NULL) {
            continue;
        }
        differences++;
        if (!is_told(t, &told, was)) {
            complain(t, "its going is not told", was->words, was->text, "", &told);
        }
        bool died = was->object >= 0 && is_dead(t->player.snap, was->object);
        ghosts += died;
        if (died && ghosts + (int)now->count < GRAPH_MAX_NODES && !drawn_has_ghost(now, was->key)) {
            complain(t, "leaves no ghost", was->words, was->text, "", &told);
        }
    }
    t->compared += differences > 0;
    told_free(&told);
}

static void look(Tour *t) {
    View *view = &t->player.view;
    DrawnList now = drawn_of(view);
    bool comparable = t->before.items != NULL && view->since == t->before_event && !now.folded &&
                      !t->before.folded && view->snap->before != NULL;
    if (comparable) {
        compare(t, &now);
    }
    drawn_free(&t->before);
    t->before = now;
    t->before_event = view->snap->event;
}

static char *told_text(View *view) {
    ToldList told = told_list(view);
    StrBuf text = {0};
    for (int i = 0; i < told.count; i++) {
        sb_printf(&text, "%s\n", told_sentence(view, &told, i));
    }
    told_free(&told);
    return sb_take(&text);
}

/* Whoever jumps here is told the same as who came by a move. */
static void look_again_after_a_jump(Tour *t) {
    Player *p = &t->player;
    uint64_t event = p->snap->event;
    char *came = told_text(&p->view);
    player_go(p, 0);
    p->view.grain = t->grain;
    player_go(p, event);
    p->view.grain = t->grain;
    char *jumped = told_text(&p->view);
    if (strcmp(came, jumped) != 0) {
        ToldList none = {0};
        complain(t, "told otherwise after a jump", "", came, jumped, &none);
    }
    free(came);
    free(jumped);
}

static void walk(Tour *t, int most) {
    t->player.view.grain = t->grain;
    drawn_free(&t->before);
    look(t);
    for (int i = 0; i < most && player_move(&t->player, t->grain, 1); i++) {
        t->player.view.grain = t->grain;
        look(t);
    }
    look_again_after_a_jump(t);
}

/* A lesson may draw numbers and strings at one step and not at the next: then boxes come and go with it. */
static void tour_with_values(Tour *t) {
    t->grain = t->player.user_grain = MOVE_STEP;
    for (int s = 0; s < t->player.lesson.nsteps; s++) {
        t->player.lesson.steps[s].values = s % 2 == 0;
    }
    player_go(&t->player, 0);
    walk(t, 1000);
    for (int s = 0; s < t->player.lesson.nsteps; s++) {
        t->player.lesson.steps[s].values = t->player.lesson.values;
    }
}

static void tour(Tour *t, bool whole) {
    if (t->player.lesson.nsteps > 1 && t->player.lesson.nsteps <= VALUES_STEPS) {
        tour_with_values(t);
    }
    for (int g = MOVE_STEP; g <= MOVE_EVENT; g++) {
        t->grain = (Grain)g;
        t->player.user_grain = t->grain; /* whatever the steps ask for */
        for (size_t s = 0; s < t->player.source.scenario->step_count; s++) {
            t->player.source.scenario->steps[s].grain = SCN_GRAIN_UNSET;
        }
        int steps = t->player.lesson.nsteps;
        if (g <= MOVE_LINE) {
            player_go(&t->player, 0);
            walk(t, whole ? 1000 : STOPS);
            continue;
        }
        int stride = whole ? 1 : (steps + STEPS_LOOKED_AT - 1) / STEPS_LOOKED_AT;
        for (int s = steps > 1 ? 1 : 0; s < steps; s += stride) {
            uint64_t begins = player_step_event(&t->player, s);
            if (begins != UINT64_MAX) {
                player_go(&t->player, begins);
                walk(t, whole ? 80 : steps == 1 ? PER_STEP * 3 : PER_STEP);
            }
        }
    }
}

static int play(const char *path, const char *python, bool whole, int *compared) {
    Tour t = {.path = path};
    DiagList errors = {0};
    const UiOptions options = {.open = open_any, .python = python};
    if (!player_open(&t.player, &options, path, &errors)) {
        diag_free(&errors);
        return 0; /* a program that this version does not compile */
    }
    for (int i = 0; i < t.player.lesson.nsteps; i++) {
        t.player.results[i] = RESULT_SKIPPED;
    }
    cells_init(&t.player.cells, 120, 40, CHARSET_UNICODE);
    tour(&t, whole);
    drawn_free(&t.before);
    player_close(&t.player);
    *compared += t.compared;
    return t.wrong;
}

/* Which files are looked at, and in which version, goes by their names: another program more or less moves none of the
 * others (FNV-1a). */
static uint32_t lot_of(const char *path) {
    const char *name = strrchr(path, '/');
    uint32_t lot = 2166136261u;
    for (const char *at = name ? name : path; *at; at++) {
        lot = (lot ^ (unsigned char)*at) * 16777619u;
    }
    return lot;
}

static void check_files(const char *folder, const char *ending, size_t sample) {
    bool whole = getenv("OURO_TOLD_ALL") != NULL;
    const char *only = getenv("OURO_TOLD_ONLY");
    size_t count, versions;
    char **paths = list_files(folder, ending, &count);
    assert_true(count > 0);
    const Profile *const *profiles = profile_rows(&versions);
    int wrong = 0, compared = 0;
    for (size_t i = 0; i < count; i++) {
        if (only != NULL && strstr(paths[i], only) == NULL) {
            continue;
        }
        uint32_t lot = lot_of(paths[i]);
        for (size_t v = 0; v < versions; v++) {
            if (whole || only != NULL || (lot % sample == 0 && lot / sample % versions == v)) {
                wrong += play(paths[i], profiles[v]->name, whole, &compared);
            }
        }
    }
    free_files(paths, count);
    fprintf(stderr, "%s: %d stops with differences, %d wrong\n", folder, compared, wrong);
    assert_true(only != NULL || compared > 100);
    assert_int_equal(wrong, 0);
}

static void what_differs_in_a_lesson_is_told_and_marked(void **state) {
    (void)state;
    check_files("scenarios", ".json", 1);
}

static void what_differs_in_a_program_is_told_and_marked(void **state) {
    (void)state;
    check_files("tests/programs/src", ".py", 18);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_differs_in_a_lesson_is_told_and_marked),
        cmocka_unit_test(what_differs_in_a_program_is_told_and_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
