/* graph_text.c - the words of the picture: rows of boxes, values beside names, who else holds an
 * object, and how wide a box must be for them. Called by ui/picture/graph.c and the panes. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/look/story.h"
#include "ui/draw/cells.h"
#include "ui/picture/graph_internal.h"

enum { VALUES_COLUMNS = 24, ALSO_GROUPS = 2, ALSO_COLUMNS = 22 };

/* ---- objects --------------------------------------------------------------------------------- */

void put_object_facts(const SnapObject *object, StrBuf *out) {
    sb_putc(out, object->letter);
    if (object->letter == OBJ_FREED || object->letter == OBJ_IMMORTAL) {
        return;
    }
    if ((object->flags & SNAP_STARTUP) != 0 && (object->flags & SNAP_LEAF) != 0) {
        sb_printf(out, " %s", _("shared")); /* the interpreter's own references outnumber all */
    } else {
        sb_printf(out, " rc %" PRId64, object->refcount);
    }
}

void put_object_generation(const SnapObject *object, StrBuf *out) {
    if (object->letter == OBJ_FREED || object->generation < 0) {
        return;
    }
    sb_printf(out, object->generation == 3 ? "gp" : "g%d", object->generation);
}

void put_short_label(const SnapObject *object, const char *name, StrBuf *out) {
    if (object->kind != KIND_CLASS && object->kind != KIND_FUNCTION) {
        sb_put(out, (object->flags & SNAP_WRITTEN) != 0 ? object->value : object->label);
        return;
    }
    sb_put(out, object->kind == KIND_CLASS ? "class" : "def");
    if (name == NULL || strcmp(name, object->name) != 0) {
        sb_printf(out, " %s", object->name);
    }
}

bool graph_title_stands_alone(const SnapObject *object, int box_width) {
    StrBuf facts = {0};
    put_object_facts(object, &facts);
    int columns = text_columns(object->label) + text_columns(sb_text(&facts));
    sb_free(&facts);
    return columns > box_width - 5; /* the frame, the mark, a blank between and one behind */
}

void put_object_title(const SnapObject *object, int room, StrBuf *out) {
    const char *number = object->number_at > 0 ? object->label + object->number_at : "";
    int most = room - text_columns(number);
    if (text_columns(object->label) <= room || most < 2) {
        sb_put(out, object->label);
        return;
    }
    StrBuf name = {0};
    sb_write(&name, object->label, (size_t)object->number_at);
    while (name.len > 0 && text_columns(sb_text(&name)) > most - 1) {
        do { /* a whole character */
            sb_truncate(&name, name.len - 1);
        } while (name.len > 0 && ((unsigned char)object->label[name.len] & 0xC0) == 0x80);
    }
    sb_printf(out, "%s…%s", sb_text(&name), number);
    sb_free(&name);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static GraphField *add_field(Builder *b, int node) {
    Graph *g = b->graph;
    g->fields = host_grow(g->fields, &b->fields_cap, (size_t)g->nfields + 1, sizeof *g->fields);
    GraphField *field = &g->fields[g->nfields++];
    *field = (GraphField){.label = "", .object = -1, .node = -1, .edge = -1, .snap_edge = -1};
    g->nodes[node].nfields++;
    return field;
}

/* That many references find no row; those of one class (address 0: of several) are told by it. */
static void count_more(GraphNode *node, int count, const char *type, uint64_t type_address) {
    bool same = node->more == 0 || node->more_type_address == type_address;
    node->more_type = same ? type : NULL;
    node->more_type_address = same ? type_address : 0;
    node->more += count;
}

static bool is_named(SnapRole role) {
    return role != REF_ITEM && role != REF_VALUE && role != REF_MEMBER && role != REF_DEFAULT;
}

static void add_reference(Builder *b, int node, const SnapEdge *edge) {
    GraphField *field = add_field(b, node);
    field->label = edge->role == REF_MEMBER ? "" : edge->label;
    field->changed = edge->changed;
    field->equals = is_named(edge->role) && edge->label[0] != '\0';
    field->object = edge->to;
    field->node = b->graph->node_of[edge->to];
    field->snap_edge = (int)(edge - b->snap->edges);
    field->weak = edge->kind == EDGE_WEAK;
    StrBuf text = {0};
    put_short_label(&b->snap->objects[edge->to], edge->label, &text);
    field->text = graph_keep_text(b->graph, sb_take(&text));
}

static bool is_row(const Builder *b, const SnapEdge *edge) {
    bool key = edge->role == REF_KEY && b->graph->node_of[edge->to] < 0;
    return !key && story_has_row(b->snap, b->shown, edge);
}

/* A list, a tuple or a set of nothing but values: "1, 2, 3" is read faster than three rows. */
static bool holds_values_alone(const Builder *b, const SnapObject *object) {
    if (object->kind != KIND_LIST && object->kind != KIND_TUPLE && object->kind != KIND_SET) {
        return false;
    }
    int values = 0;
    for (int i = 0; i < object->nedges; i++) {
        const SnapEdge *edge = &b->snap->edges[object->first_edge + i];
        if (!is_row(b, edge)) {
            continue;
        }
        bool item = edge->role == REF_ITEM || edge->role == REF_MEMBER;
        bool value = (b->snap->objects[edge->to].flags & SNAP_LEAF) != 0;
        if (!item || !value || b->graph->node_of[edge->to] >= 0) {
            return false;
        }
        values++;
    }
    return values > 0;
}

static void add_values(Builder *b, int node, const SnapObject *object) {
    GraphNode *owner = &b->graph->nodes[node];
    StrBuf text = {0};
    int shown = 0;
    for (int i = 0; i < object->nedges; i++) {
        const SnapEdge *edge = &b->snap->edges[object->first_edge + i];
        if (!is_row(b, edge)) {
            continue;
        }
        const char *value = b->snap->objects[edge->to].label;
        bool room = text_columns(sb_text(&text)) + 2 + text_columns(value) <= VALUES_COLUMNS;
        if (owner->more > 0 || (shown > 0 && !room)) {
            const SnapObject *target = &b->snap->objects[edge->to];
            count_more(owner, 1, target->type, target->type_address);
            continue;
        }
        sb_printf(&text, "%s%s", shown > 0 ? ", " : "", value);
        shown++;
    }
    add_field(b, node)->text = graph_keep_text(b->graph, sb_take(&text));
}

/* The rows of an object: all that lead to a box have one, so that no box stands without its line; a
 * second reference to the same box, and values, as long as there is room. */
static void add_references(Builder *b, int node, const SnapObject *object, bool *led) {
    Graph *g = b->graph;
    int rows = 0;
    int links = 0;
    for (int i = 0; i < object->nedges; i++) {
        const SnapEdge *edge = &b->snap->edges[object->first_edge + i];
        if (is_row(b, edge)) {
            int to = g->node_of[edge->to];
            rows++;
            links += to >= 0 && !led[to];
            if (to >= 0) {
                led[to] = true;
            }
        }
    }
    memset(led, 0, (size_t)g->nnodes * sizeof *led);
    int others = rows <= GRAPH_MAX_FIELDS ? rows - links : GRAPH_MAX_FIELDS - links;
    for (int i = 0; i < object->nedges; i++) {
        const SnapEdge *edge = &b->snap->edges[object->first_edge + i];
        if (!is_row(b, edge)) {
            continue;
        }
        int to = g->node_of[edge->to];
        bool link = to >= 0 && !led[to];
        if (link || others > 0) {
            add_reference(b, node, edge);
            others -= !link;
        } else {
            const SnapObject *target = &b->snap->objects[edge->to];
            count_more(&g->nodes[node], 1, target->type, target->type_address);
        }
        if (to >= 0) {
            led[to] = true;
        }
    }
    memset(led, 0, (size_t)g->nnodes * sizeof *led);
}

void graph_add_fields(Builder *b) {
    Graph *g = b->graph;
    bool *led = host_alloc((size_t)g->nnodes + 1);
    for (int i = 0; i < g->nnodes; i++) {
        const SnapObject *object = &b->snap->objects[g->nodes[i].object];
        g->nodes[i].first_field = g->nfields;
        if (g->nodes[i].ghost) {
            continue;
        }
        if (holds_values_alone(b, object)) {
            add_values(b, i, object);
        } else {
            add_references(b, i, object, led);
        }
        if (object->more > 0) { /* there are so many objects that these are only counted */
            count_more(&g->nodes[i], (int)object->more, object->more_type,
                       object->more_type_address);
        }
        g->nodes[i].h += g->nodes[i].nfields + (g->nodes[i].more > 0 ? 1 : 0);
    }
    free(led);
}

/* ---- who else holds it ----------------------------------------------------------------------- */

typedef struct Through { /* a line that stands for the reference of a part */
    int node, part;
    bool used;
} Through;

typedef struct Account {
    const Builder *b;
    bool *drawn; /* per reference of the snapshot: a line shows it */
    Through *through;
    int nthrough;
    struct Group {
        const char *label;
        int64_t count;
    } groups[16];
    int ngroups;
    int64_t beyond; /* held by what has no group any more: counted without a name */
} Account;

static void find_drawn(Account *a) {
    const Graph *g = a->b->graph;
    for (int i = 0; i < g->nnodes; i++) {
        for (int f = 0; f < g->nodes[i].nfields; f++) {
            const GraphField *field = &g->fields[g->nodes[i].first_field + f];
            if (field->node < 0 || field->snap_edge < 0) {
                continue;
            }
            const SnapEdge *edge = &a->b->snap->edges[field->snap_edge];
            a->drawn[field->snap_edge] = true;
            if (edge->folded) {
                a->through[a->nthrough++] = (Through){field->node, edge->part, false};
            }
        }
    }
}

static bool goes_through(Account *a, int node, int part) {
    for (int i = 0; i < a->nthrough; i++) {
        Through *through = &a->through[i];
        if (through->node == node && through->part == part && !through->used) {
            through->used = true;
            return true;
        }
    }
    return false;
}

static void count_group(Account *a, const char *label, int64_t count) {
    for (int i = 0; i < a->ngroups; i++) {
        if (strcmp(a->groups[i].label, label) == 0) {
            a->groups[i].count += count;
            return;
        }
    }
    if (a->ngroups < (int)ARRAY_LEN(a->groups)) {
        a->groups[a->ngroups++] = (struct Group){label, count};
    } else {
        a->beyond += count;
    }
}

/* What holds the object without a line; NULL: there is a line. */
static const char *undrawn_holder(Account *a, int node, const Hold *hold) {
    const Snapshot *snap = a->b->snap;
    if (hold->label != NULL) {
        return hold->label;
    }
    if (hold->entry >= 0 || a->drawn[hold->edge]) {
        return NULL;
    }
    const SnapEdge *edge = &snap->edges[hold->edge];
    const SnapObject *holder = &snap->objects[hold->holder];
    const SnapObject *held = &snap->objects[edge->to];
    if (edge->role == REF_CLASS) {
        return _("its instances");
    }
    bool own = holder->kind == KIND_DESCRIPTOR || holder->kind == KIND_TUPLE;
    if (held->kind == KIND_CLASS && own && (holder->flags & SNAP_PROGRAM) != 0) {
        return _("parts of its own");
    }
    bool may_be_part = (holder->flags & SNAP_NAMESPACE) != 0 || holder->kind == KIND_TUPLE ||
                       holder->kind == KIND_CELL || holder->kind == KIND_DICT ||
                       holder->kind == KIND_FRAME;
    return may_be_part && goes_through(a, node, hold->holder) ? NULL : holder->label;
}

static void say_holders(Account *a, int index) {
    GraphNode *node = &a->b->graph->nodes[index];
    const SnapObject *object = &a->b->snap->objects[node->object];
    const Holders *holders = a->b->holders;
    if (node->ghost || !story_counts(object)) {
        return;
    }
    a->ngroups = 0;
    a->beyond = 0;
    for (int i = holders->first[node->object]; i < holders->first[node->object + 1]; i++) {
        const char *label = undrawn_holder(a, index, &holders->holds[i]);
        if (label != NULL) {
            count_group(a, label, 1);
        }
    }
    if (object->miscount < 0) {
        count_group(a, _("nobody's: a change was lost"), -object->miscount);
    }
    int64_t rest = object->refcount + object->miscount - holders_count(holders, node->object);
    if (rest > 0) {
        count_group(a, a->b->snap->nundrawn > 0 ? _("not drawn") : _("the interpreter"), rest);
    }
    const char *state = object->kind == KIND_LOCK ? object->value : "";
    if (a->ngroups == 0 && object->miscount <= 0 && state[0] == '\0') {
        return;
    }
    StrBuf text = {0};
    sb_printf(&text, "%s%s", state, state[0] && a->ngroups > 0 ? ", " : "");
    if (object->miscount > 0) {
        sb_printf(&text, _("%d not counted"), (int)object->miscount);
        sb_put(&text, a->ngroups > 0 ? ", " : "");
    }
    int64_t others = a->beyond;
    node->undrawn += a->beyond;
    for (int i = 0; i < a->ngroups; i++) {
        node->undrawn += a->groups[i].count;
        if (i < ALSO_GROUPS) {
            sb_printf(&text, "%s+%" PRId64 " %s", i > 0 ? ", " : "", a->groups[i].count,
                      a->groups[i].label);
        } else {
            others += a->groups[i].count;
        }
    }
    if (others > 0) {
        sb_printf(&text, ", +%" PRId64, others);
    }
    node->also = graph_keep_text(a->b->graph, sb_take(&text));
    node->h++;
}

void graph_say_holders(Builder *b) {
    Account *a = host_alloc(sizeof *a);
    a->b = b;
    a->drawn = host_alloc((size_t)b->snap->nedges + 1);
    a->through = host_alloc((size_t)(b->graph->nfields + 1) * sizeof *a->through);
    find_drawn(a);
    for (int i = 0; i < b->graph->nnodes; i++) {
        say_holders(a, i);
    }
    free(a->drawn);
    free(a->through);
    free(a);
}

/* ---- widths ---------------------------------------------------------------------------------- */

static int field_columns(const GraphField *field) {
    int label = text_columns(field->label);
    if (field->node >= 0) {
        return label + 2; /* and something of its line's beginning */
    }
    return label + (label > 0 ? 1 : 0) + (field->equals ? 2 : 0) + text_columns(field->text);
}

int graph_natural_width(const Graph *graph, const Snapshot *snap, const GraphNode *node) {
    const SnapObject *object = &snap->objects[node->object];
    StrBuf facts = {0};
    put_object_facts(object, &facts);
    int width = text_columns(object->label) + 2 + text_columns(sb_text(&facts));
    sb_free(&facts);
    for (int f = 0; f < node->nfields; f++) {
        int columns = field_columns(&graph->fields[node->first_field + f]);
        width = columns > width ? columns : width;
    }
    if (node->also != NULL) { /* whole where it is short; the box is not made wide for it */
        int also = text_columns(node->also);
        also = also < ALSO_COLUMNS ? also : ALSO_COLUMNS;
        width = also > width ? also : width;
    }
    return width + 4;
}
