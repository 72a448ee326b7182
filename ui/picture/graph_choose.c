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

/* A freed object stays for the step in which it died, so that the reader sees what went. */
static bool ghost_is_shown(const GraphMemory *before, const SnapObject *object) {
    const GraphPlace *place = graph_place_before(before, object);
    return place != NULL && !place->ghost;
}

void graph_choose(const Snapshot *snap, const Holders *holders, const GraphMemory *before,
                  bool values, bool *shown) {
    story_choose(snap, holders, values, shown);
    for (int i = 0; i < snap->nobjects; i++) {
        if (snap->objects[i].letter == OBJ_FREED) {
            shown[i] = ghost_is_shown(before, &snap->objects[i]);
        }
    }
}
