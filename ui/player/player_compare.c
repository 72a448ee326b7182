/* player_compare.c - the same program as another Python runs it (`:compare 3.8`): where the two differ is told at its
 * stop, listed in a dialog, and gone to with the keys for the next and the previous difference. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "profile/profile.h"
#include "scenario/to_program.h"
#include "ui/player/player.h"

void player_forget_compare(Player *p) {
    compare_free(&p->compared);
    free(p->compared_with);
    p->compared_with = NULL;
    p->view.compared = NULL;
    p->view.compared_with = NULL;
}

/* An engine of its own for each side: the player's stays where it is. */
static Engine *engine_for(const Player *p, const char *python, UiSource *source, DiagList *errors) {
    if (!p->options->open(p->options->context, p->path, python, source, errors)) {
        *source = (UiSource){0}; /* nothing to free */
        return NULL;
    }
    Engine *engine =
        scenario_engine(source->scenario, source->program, &p->options->engine, errors);
    player_give_typed(p, engine);
    return engine;
}

static void free_side(Engine *engine, UiSource *source) {
    engine_free(engine);
    if (source->scenario != NULL) {
        scenario_free(source->scenario);
        program_free(source->program);
    }
}

static bool compare_with(Player *p, const char *python) {
    UiSource sources[2] = {{0}};
    DiagList errors = {0};
    const char *pythons[2] = {p->snap->python, python};
    Engine *engines[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        engines[i] = engine_for(p, pythons[i], &sources[i], &errors);
    }
    bool both = engines[0] != NULL && engines[1] != NULL;
    if (both) {
        player_forget_compare(p);
        p->compared = compare_runs(engines[0], engines[1]);
        p->compared_with = host_strdup(python);
        p->view.compared = &p->compared;
        p->view.compared_with = p->compared_with;
    } else {
        player_say(p, true, _("Python %s cannot run it: %s"), python,
                   errors.count > 0 ? errors.items[0].message : "");
    }
    for (int i = 0; i < 2; i++) {
        free_side(engines[i], &sources[i]);
    }
    diag_free(&errors);
    return both;
}

/* Why: the rows of the list of differences that are about these matters. Those of behaviour and code are
 * left out, which are long and about more than memory. */
static void add_reasons(const Player *p, Dialog *dialog) {
    bool told[AREA_COUNT] = {false};
    told[AREA_BEHAVIOUR] = told[AREA_CODE] = true;
    PythonVersion here = version_named(p->snap->python), there = version_named(p->compared_with);
    size_t count;
    const Difference *differences = profile_differences(&count);
    for (size_t i = 0; i < p->compared.count; i++) {
        ProfileArea area = aspect_infos[p->compared.rows[i].aspect].area;
        for (size_t k = 0; k < count && !told[area]; k++) {
            const Difference *d = &differences[k];
            bool is_here = d->first <= here && here <= d->last;
            bool is_there = d->first <= there && there <= d->last;
            if (d->area == area && is_here != is_there) {
                dialog_row(dialog, ROLE_DIM, is_here ? p->snap->python : p->compared_with,
                           _(d->what));
            }
        }
        told[area] = true;
    }
}

static void show_list(Player *p) {
    StrBuf text = {0};
    sb_printf(&text, _("Python %s and %s"), p->snap->python, p->compared_with);
    Dialog *dialog = dialog_new(sb_text(&text), _("Enter go there   q close"));
    sb_truncate(&text, 0);
    int line = -1;
    for (size_t i = 0; i < p->compared.count; i++) {
        const CompareRow *row = &p->compared.rows[i];
        if (row->line != line) {
            sb_printf(&text, row->line > 0 ? _("after line %d") : _("after step %d"),
                      row->line > 0 ? row->line : row->step + 1);
        }
        StrBuf words = {0};
        compare_put_what(row, &words);
        sb_printf(&words, ": %s → %s", compare_value(row, 0), compare_value(row, 1));
        dialog_event_row(dialog, ROLE_DIALOG, sb_text(&text), sb_text(&words), row->event[0]);
        sb_free(&words);
        sb_truncate(&text, 0);
        line = row->line;
    }
    sb_free(&text);
    add_reasons(p, dialog);
    if (dialog->nrows == 0) {
        dialog_row(dialog, ROLE_DIM, NULL,
                   _("No difference in what is printed, named, counted, sized, tracked or "
                     "collected."));
    }
    dialog->cursor = p->compared.count > 0 ? 0 : -1;
    player_open_dialog(p, DIALOG_TRAVEL, dialog);
}

void player_compare(Player *p, const char *python) {
    char names[80];
    profile_names(names, sizeof names, false, ", ");
    const Profile *profile = profile_find(python);
    if (strcmp(python, "off") == 0) {
        player_forget_compare(p);
        view_renew(&p->view);
    } else if (python[0] == '\0' && p->compared_with != NULL) {
        show_list(p);
    } else if (profile == NULL || !profile->offered) {
        player_say(p, true, _("say with which: compare 3.8; there are %s"), names);
    } else if (compare_with(p, python)) {
        view_renew(&p->view);
        show_list(p);
    }
}

void player_next_difference(Player *p, int direction) {
    if (p->compared_with == NULL) {
        player_say(p, true, "%s", _("compare with another Python first: :compare 3.8"));
        return;
    }
    uint64_t now = p->snap->event, found = 0;
    for (size_t i = 0; i < p->compared.count; i++) {
        uint64_t event = p->compared.rows[i].event[0];
        if (direction > 0 ? event > now && found == 0 : event < now) {
            found = event;
        }
    }
    if (found != 0) {
        player_go(p, found);
    } else {
        player_say(p, false,
                   direction > 0 ? _("Python %s differs no further")
                                 : _("Python %s does not differ before this"),
                   p->compared_with);
    }
}
