/* player_command.c - the `:` line: places, settings, and every action by name; and the search. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/look/story.h"
#include "profile/profile.h"
#include "ui/player/player.h"

static char *message(const char *format, const char *word) {
    StrBuf text = {0};
    sb_printf(&text, format, word);
    return sb_take(&text);
}

/* A whole decimal number; false for anything else. */
static bool read_number(const char *text, uint64_t *number) {
    char *end;
    if (text[0] < '0' || text[0] > '9') {
        return false;
    }
    *number = strtoull(text, &end, 10);
    return *end == '\0';
}

static uint64_t find_mark(Player *p, const char *name) {
    for (int i = 0; i < p->lesson.nsteps; i++) {
        if (p->lesson.steps[i].mark != NULL && strcmp(p->lesson.steps[i].mark, name) == 0) {
            return player_step_event(p, i);
        }
    }
    return UINT64_MAX;
}

/* The event that `what`:`value` names; UINT64_MAX when the run has no such place. */
static uint64_t find_place(Player *p, const char *what, const char *value, bool *known) {
    uint64_t number = 0;
    *known = true;
    if (strcmp(what, "mark") == 0 || strcmp(what, "step") == 0) {
        player_last_event(p); /* the reader may not have waited for it before */
    }
    if (strcmp(what, "mark") == 0) {
        return find_mark(p, value);
    }
    if (strcmp(what, "free") == 0) {
        uint64_t event = engine_find_free(p->engine, value);
        return event != 0 ? event : UINT64_MAX;
    }
    if (strcmp(what, "line") == 0) {
        char *line = host_strdup(value);
        char *nth_text = strchr(line, '#');
        uint64_t nth = 1;
        if (nth_text != NULL) {
            *nth_text++ = '\0';
        }
        bool good = read_number(line, &number) && (nth_text == NULL || read_number(nth_text, &nth));
        uint64_t event = good ? engine_find_line(p->engine, (int)number, (int)nth) : 0;
        free(line);
        return event != 0 ? event : UINT64_MAX;
    }
    if (!read_number(value, &number)) {
        *known = strcmp(what, "step") == 0 || strcmp(what, "event") == 0 || strcmp(what, "gc") == 0;
        return UINT64_MAX;
    }
    if (strcmp(what, "step") == 0) { /* numbered as the header does: step n has run */
        if (number > (uint64_t)p->lesson.nsteps) {
            return UINT64_MAX;
        }
        return player_step_event(p, (int)number);
    }
    if (strcmp(what, "event") == 0) {
        return number <= player_last_event(p) ? number : UINT64_MAX;
    }
    if (strcmp(what, "gc") == 0) {
        uint64_t event = engine_find_collection(p->engine, (int)number);
        return event != 0 ? event : UINT64_MAX;
    }
    *known = false;
    return UINT64_MAX;
}

bool player_go_where(Player *p, const char *where, char **wrong) {
    uint64_t event = UINT64_MAX;
    bool known = true;
    if (strcmp(where, "end") == 0) {
        player_last_event(p);
        event = player_end(p);
    } else if (strcmp(where, "start") == 0) {
        event = player_step_event(p, 0);
        event = event == UINT64_MAX ? 0 : event;
    } else if (strchr(where, ':') != NULL) {
        char *what = host_strdup(where);
        char *value = strchr(what, ':');
        *value++ = '\0';
        event = find_place(p, what, value, &known);
        free(what);
    } else {
        known = false;
    }
    if (player_was_stopped(p)) {
        return true;
    }
    if (event != UINT64_MAX) {
        player_go(p, event);
        return true;
    }
    *wrong = message(known ? _("this run has no %s")
                           : _("%s: not a place; say step:3, line:12, event:5000, mark:NAME, gc:1, "
                               "free:NAME, start, end"),
                     where);
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
    uint64_t number;
    char *wrong = NULL;
    if (word[0] == '\0') {
        /* nothing was asked for */
    } else if (strcmp(word, "q") == 0 || strcmp(word, "quit") == 0) {
        p->leave = true;
    } else if (strcmp(word, "lang") == 0) {
        player_set_language(p, rest);
    } else if (strcmp(word, "python") == 0) {
        change_python(p, rest);
    } else if (strcmp(word, "f") == 0 ||
               strcmp(word, "F") == 0) { /* `f Node`: of that class only */
        free(p->free_type);
        p->free_type = rest[0] != '\0' ? host_strdup(rest) : NULL;
        player_act(p, word[0] == 'f' ? ACTION_NEXT_FREE : ACTION_PREV_FREE);
    } else if (read_number(word, &number)) {
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
