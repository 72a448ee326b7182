/* player_command.c - the `:` line: places, settings, and every action by name; and the search. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/look/story.h"
#include "profile/profile.h"
#include "scenario/place.h"
#include "ui/player/player.h"

bool player_go_where(Player *p, const char *where, char **wrong) {
    Place place;
    StrBuf text = {0};
    if (!place_read(where, &place)) {
        place_tell_unknown(where, &text);
    } else {
        uint64_t event = place_event(p->engine, p->source.scenario, &place);
        if (player_was_stopped(p)) {
            return true;
        }
        if (event != PLACE_NEVER) {
            player_go(p, event);
            return true;
        }
        place_tell_never(p->source.scenario, where, &text);
    }
    *wrong = sb_take(&text);
    return false;
}

static void change_python(Player *p, const char *version) {
    if (version[0] == '\0') {
        player_say(p, true, "%s", _("say which: python 3.8"));
        return;
    }
    if (profile_find(version) == NULL) {
        StrBuf known = {0};
        size_t count;
        const Profile *const *rows = profile_rows(&count);
        for (size_t i = 0; i < count; i++) {
            sb_printf(&known, "%s%s", i > 0 ? ", " : "", rows[i]->name);
        }
        player_say(p, true, _("there is no Python %s here; there are %s"), version,
                   sb_text(&known));
        sb_free(&known);
        return;
    }
    player_reload(p, version);
}

void player_command(Player *p, const char *text) {
    text += strspn(text, " :");
    size_t len = strcspn(text, " ");
    char *word = host_strndup(text, len);
    const char *rest = text + len + strspn(text + len, " ");
    UiAction action = action_of_name(word);
    bool number = word[0] != '\0' && word[strspn(word, "0123456789")] == '\0';
    char *wrong = NULL;
    if (word[0] == '\0') {
        /* nothing was asked for */
    } else if (strcmp(word, "q") == 0 || strcmp(word, "quit") == 0) {
        p->leave = true;
    } else if (strcmp(word, "lang") == 0) {
        player_set_language(p, rest);
    } else if (strcmp(word, "python") == 0) {
        change_python(p, rest);
    } else if (strcmp(word, "compare") == 0) {
        player_compare(p, rest);
    } else if (strcmp(word, "f") == 0 ||
               strcmp(word, "F") == 0) { /* `f Node`: of that class only */
        free(p->free_type);
        p->free_type = rest[0] != '\0' ? host_strdup(rest) : NULL;
        player_act(p, word[0] == 'f' ? ACTION_NEXT_FREE : ACTION_PREV_FREE);
    } else if (number) {
        StrBuf where = {0};
        sb_printf(&where, "line:%s", word); /* as in vi */
        player_go_where(p, sb_text(&where), &wrong);
        sb_free(&where);
    } else if (action != ACTION_NONE && strcmp(word, "end") != 0 && strcmp(word, "start") != 0) {
        player_act(p, action);
    } else {
        player_go_where(p, word, &wrong);
    }
    if (wrong != NULL) {
        player_say(p, true, "%s", wrong);
        free(wrong);
    }
    free(word);
}

/* Is one of the rows of its box called so? */
static bool has_row(const Snapshot *snap, const SnapObject *object, const char *text) {
    for (int i = 0; i < object->nedges; i++) {
        const SnapEdge *edge = &snap->edges[object->first_edge + i];
        if (!edge->special && story_is_row(edge) && strstr(edge->label, text) != NULL) {
            return true;
        }
    }
    return false;
}

static bool matches(const Snapshot *snap, const SnapObject *object, const char *text) {
    StrBuf address = {0};
    put_address(&address, object->address, true);
    bool found = strstr(object->label, text) != NULL || strstr(object->type, text) != NULL ||
                 strstr(object->names, text) != NULL || strstr(object->value, text) != NULL ||
                 strstr(sb_text(&address), text) != NULL || has_row(snap, object, text);
    sb_free(&address);
    return found;
}

void player_search(Player *p, const char *text, int direction) {
    int count = p->snap->nobjects;
    int start = view_selected_object(&p->view);
    int at = start >= 0 ? start : direction > 0 ? -1 : 0;
    for (int i = 0; i < count; i++) {
        at += direction;
        bool wrapped = at < 0 || at >= count;
        at = (at + count) % count;
        const SnapObject *object = &p->snap->objects[at];
        bool drawn = story_may_show(object, true) || story_is_definition(object) ||
                     view_in_story(&p->view, at);
        if (drawn && matches(p->snap, object, text)) {
            player_select(p, object->address, object->serial);
            if (wrapped) {
                player_say(p, false, "%s", _("the search went round"));
            }
            return;
        }
    }
    for (int i = 0; i < p->snap->nentries; i++) {
        const SnapEntry *entry = &p->snap->entries[i];
        if (!entry->special && strstr(entry->name, text) != NULL) {
            player_say(p, false, _("the name %s is here: its value %s has no box, i draws one"),
                       entry->name, entry->text);
            return;
        }
    }
    player_say(p, true, _("nothing here is called %s"), text);
}
