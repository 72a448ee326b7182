/* graph_choose.c - which objects the picture shows: those of the program's story, and the ghosts of
 * those that it showed a step ago. */
#include <stdlib.h>

#include "engine/look/story.h"
#include "ui/picture/graph.h"

const GraphPlace *graph_place_before(const GraphMemory *memory, const SnapObject *object) {
    for (int i = 0; memory != NULL && i < memory->count; i++) {
        if (memory->places[i].address == object->address &&
            memory->places[i].serial == object->serial) {
            return &memory->places[i];
        }
    }
    return NULL;
}

/* What died since the previous stop stays until the next one, if it had a box: so the reader sees
 * what went. */
static void choose_ghosts(const Snapshot *snap, bool values, bool *shown) {
    const Snapshot *before = snap->before;
    bool *story = NULL;
    for (int i = 0; i < snap->nobjects + snap->nghosts; i++) {
        int was = before != NULL && snap->objects[i].letter == OBJ_FREED ? snap->before_of[i] : -1;
        if (was < 0) {
            continue;
        }
        if (story == NULL) {
            Holders holders = holders_new(before);
            story = host_alloc((size_t)before->nobjects + 1);
            story_choose(before, &holders, values, story);
            holders_free(&holders);
        }
        shown[i] = story[was];
    }
    free(story);
}

void graph_choose(const Snapshot *snap, const Holders *holders, bool values, bool *shown) {
    story_choose(snap, holders, values, shown);
    choose_ghosts(snap, values, shown);
}
