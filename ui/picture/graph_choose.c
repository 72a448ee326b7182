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

static bool *choose(const Snapshot *snap, const Holders *holders, bool values) {
    bool *shown = host_alloc((size_t)(snap->nobjects + snap->nghosts) + 1);
    story_choose(snap, holders, values, shown);
    return shown;
}

bool graph_story_was(GraphStory *story, int object) {
    const Snapshot *before = story->snap->before;
    if (before == NULL || object < 0 || object >= before->nobjects) {
        return false;
    }
    if (story->before == NULL) {
        Holders holders = holders_new(before);
        story->before = choose(before, &holders, story->values_before);
        holders_free(&holders);
    }
    return story->before[object];
}

/* What died since the previous stop stays until the next one, if it had a box: so the reader sees
 * what went. */
static void choose_ghosts(GraphStory *story) {
    const Snapshot *snap = story->snap;
    for (int i = 0; snap->before != NULL && i < snap->nobjects + snap->nghosts; i++) {
        if (snap->objects[i].letter == OBJ_FREED && snap->before_of[i] >= 0) {
            story->shown[i] = graph_story_was(story, snap->before_of[i]);
        }
    }
}

GraphStory *graph_story_new(const Snapshot *snap, bool values, bool values_before) {
    GraphStory *story = host_alloc(sizeof *story);
    *story = (GraphStory){.snap = snap,
                          .values = values,
                          .values_before = values_before,
                          .holders = holders_new(snap)};
    story->shown = choose(snap, &story->holders, values);
    choose_ghosts(story);
    return story;
}

void graph_story_free(GraphStory *story) {
    if (story != NULL) {
        holders_free(&story->holders);
        free(story->shown);
        free(story->before);
        free(story);
    }
}
