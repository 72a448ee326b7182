/* story.c - story and machinery; see story.h. */
#include "engine/look/story.h"

bool story_is_machinery(const SnapObject *object) {
    switch ((SnapKind)object->kind) {
    case KIND_DESCRIPTOR:
    case KIND_BUILTIN:
    case KIND_CODE:
    case KIND_MODULE:
    case KIND_FRAME: return true;
    default: return false;
    }
}

bool story_counts(const SnapObject *object) {
    return object->letter != OBJ_IMMORTAL && !(object->flags & SNAP_STARTUP);
}

bool story_is_definition(const SnapObject *object) {
    return object->kind == KIND_CLASS || object->kind == KIND_FUNCTION ||
           object->kind == KIND_METHOD;
}

bool story_may_show(const SnapObject *object, bool values) {
    bool outside =
        !(object->flags & SNAP_PROGRAM) || object->flags & (SNAP_NAMESPACE | SNAP_FREELISTED);
    if (outside || story_is_machinery(object) || object->kind == KIND_TRACEBACK) return false;
    return !story_is_definition(object) && (values || !(object->flags & SNAP_LEAF));
}

bool story_is_row(const SnapEdge *edge) {
    return edge->role != REF_CLASS && edge->role != REF_DICT && !edge->special && !edge->inner;
}

static bool frame_holds_story(const Snapshot *snap, const SnapObject *frame) {
    for (int i = 0; i < frame->nedges; i++) {
        const SnapEdge *held = &snap->edges[frame->first_edge + i];
        if (held->role == REF_LOCAL && story_may_show(&snap->objects[held->to], false)) return true;
    }
    return false;
}

bool story_is_row_of_part(const Snapshot *snap, const SnapEdge *edge) {
    if (!edge->folded || edge->part < 0) return false;
    const SnapObject *part = &snap->objects[edge->part];
    return part->kind == KIND_FRAME && frame_holds_story(snap, part);
}

static bool is_running(const Snapshot *snap, int frame) {
    for (int i = 0; i < snap->nscopes; i++)
        if (snap->scopes[i].frame == frame) return true;
    return false;
}

bool story_leads_to_frame(const Snapshot *snap, const SnapEdge *edge) {
    int traceback = edge->to;
    for (int left = snap->nobjects; left > 0 && traceback >= 0;
         left--) { /* a program may close the chain */
        const SnapObject *o = &snap->objects[traceback];
        if (o->kind != KIND_TRACEBACK) return false;
        traceback = -1;
        for (int i = 0; i < o->nedges; i++) {
            const SnapEdge *held = &snap->edges[o->first_edge + i];
            const SnapObject *to = &snap->objects[held->to];
            if (to->kind == KIND_TRACEBACK) traceback = held->to;
            if (to->kind == KIND_FRAME && !is_running(snap, held->to) &&
                frame_holds_story(snap, to))
                return true;
        }
    }
    return false;
}

bool story_is_own_part(const Snapshot *snap, const SnapEdge *edge) {
    const SnapObject *holder = &snap->objects[edge->from];
    bool own = story_is_definition(holder) || story_is_machinery(holder);
    /* A bound method and a frame hold what the program gave them. */
    if (holder->kind == KIND_METHOD || holder->kind == KIND_BUILTIN || holder->kind == KIND_FRAME)
        return false;
    return own && (edge->special || edge->role == REF_DICT);
}

bool story_leads_on(const Snapshot *snap, const SnapEdge *edge) {
    const SnapObject *from = &snap->objects[edge->from];
    if (edge->role == REF_CLASS) return false;
    if (edge->role == REF_ATTRIBUTE && edge->special)
        return false; /* __wrapped__, __orig_class__ */
    if (edge->inner) return false;
    if (from->flags & SNAP_NAMESPACE) return false; /* its owner has told the attributes */
    if (from->kind == KIND_FRAME) return edge->role == REF_LOCAL;
    if (from->kind == KIND_DESCRIPTOR || from->kind == KIND_BUILTIN)
        return (from->flags & SNAP_PROGRAM) != 0;
    if (story_is_machinery(from)) return false;
    if (from->kind == KIND_FUNCTION && from->flags & SNAP_LIBRARY) return false;
    if (from->kind == KIND_FUNCTION) return edge->role == REF_DEFAULTS || edge->role == REF_CLOSURE;
    return from->kind != KIND_CLASS || !edge->special || edge->role == REF_DICT;
}

bool story_is_name(const Snapshot *snap, const SnapScope *scope, const SnapEntry *entry) {
    if (entry->object >= 0 && snap->objects[entry->object].kind == KIND_MODULE) return false;
    return scope->kind != SCOPE_GLOBALS || !entry->special;
}
