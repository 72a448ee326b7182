/* objects.c - the picture of the objects: names left, boxes right, references as lines; or the
 * table of them.
 *
 * The layout is ui/picture/graph.c's; here it is drawn. Called through pane_draw. */
#include "ui/panes/objects.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

enum { FOLDED_TYPES = 64, FOLDED_NAMED = 3, MOST_STRETCH = 3 };

static Graph *graph_for(const Canvas *canvas, View *view, int box_width, int enough) {
    GraphOptions options = {.width = canvas->w,
                            .height = canvas->h,
                            .enough = enough,
                            .box_width = box_width,
                            .values = view->values,
                            .story = view_story(view),
                            .focus = view_selected_object(view) + 1};
    return graph_new(view->snap, view->memory, &options);
}

/* For a projector: boxes as wide as they can be without folding the picture otherwise, and up to
 * three times as tall. */
static Graph *enlarged(const Canvas *canvas, View *view, Graph *graph) {
    static const int widths[] = {46, 40, 34, 30, 26};
    int most = graph_rows(graph) > canvas->h ? graph_rows(graph) : canvas->h;
    for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
        Graph *wider = graph_for(canvas, view, widths[i], 0);
        if (wider->bands <= graph->bands && wider->width <= canvas->w &&
            graph_rows(wider) <= most) {
            graph_free(graph);
            graph = wider;
            break;
        }
        graph_free(wider);
    }
    int rows = graph_rows(graph);
    int times = rows > 1 ? (canvas->h - 1) / (rows - 1) : 1;
    if (times > 1) {
        graph_stretch(graph, times < MOST_STRETCH ? times : MOST_STRETCH);
    }
    return graph;
}

/* The picture that was measured is the one to draw, where it has the rows it wants. */
static Graph *take_measured(const Canvas *canvas, View *view, int selected) {
    Graph *graph = view->measured;
    bool fits = graph != NULL && view->need_width == canvas->w && view->need_lines &&
                view->need_rows <= canvas->h && view->need_focus == selected;
    view->measured = fits ? NULL : graph;
    return fits ? graph : NULL;
}

static const Graph *graph_of(const Canvas *canvas, View *view) {
    int selected = view_selected_object(view);
    bool large = view->presenting && !view->table;
    bool elsewhere =
        view->graph != NULL && (view->graph->hidden > 0 || large) && view->graph_focus != selected;
    bool resized = view->graph_width != canvas->w || view->graph_height != canvas->h ||
                   view->graph_large != large;
    if (view->graph == NULL || resized || elsewhere) {
        graph_free(view->graph);
        view->graph_focus = selected;
        view->graph = take_measured(canvas, view, selected);
        view->graph = view->graph != NULL ? view->graph : graph_for(canvas, view, 0, 0);
        if (large) {
            view->graph = enlarged(canvas, view, view->graph);
        }
        view->graph_width = canvas->w;
        view->graph_height = canvas->h;
        view->graph_large = large;
    }
    return view->graph;
}

int objects_rows(View *view, int width, int *nodes) {
    /* Boxes that fill the screen were measured without their lines. */
    bool known =
        view->need_width == width && (view->need_lines || view->need_rows >= view->screen_rows);
    if (!known) {
        graph_free(view->measured);
        view->measured = graph_for(&(Canvas){.w = width}, view, 0, view->screen_rows);
        view->need_width = width;
        view->need_focus = view_selected_object(view);
        view->need_rows = graph_rows(view->measured);
        view->need_lines = view->measured->lines != NULL;
        view->need_nodes = view->measured->nnodes;
    }
    *nodes = view->need_nodes;
    return view->need_rows;
}

bool objects_are_blocks(const View *view) {
    return view->snap != NULL && view->snap->nscopes > 0 &&
           view->snap->scopes[view->snap->nscopes - 1].kind == SCOPE_BLOCKS;
}

GraphMemory objects_remember(const Snapshot *snap, const GraphMemory *before, bool values,
                             GraphStory *story) {
    /* What is remembered does not depend on the pane. */
    GraphOptions options = {.values = values, .story = story};
    Graph *graph = graph_new(snap, before, &options);
    GraphMemory memory = graph_remember(graph, snap);
    memory.rows = graph_rows(graph);
    graph_free(graph);
    return memory;
}

/* What the selection makes of the lines: those from and to it, and those of its cycle. */
typedef struct Highlight {
    int node; /* selected, -1 */
    bool cycle[GRAPH_MAX_NODES];
} Highlight;

static Highlight highlight_of(const View *view, const Graph *graph) {
    Highlight highlight = {.node = -1};
    int object = view_selected_object(view);
    if (object >= 0) {
        highlight.node = graph->node_of[object];
    }
    if (highlight.node >= 0) {
        graph_cycle_of(graph, highlight.node, highlight.cycle);
    }
    return highlight;
}

static Role edge_role(const Highlight *highlight, const GraphEdge *edge) {
    bool both = edge->from >= 0 && highlight->cycle[edge->from] && highlight->cycle[edge->to];
    if (both) {
        return ROLE_EDGE_CYCLE;
    }
    if (highlight->node >= 0 && (edge->from == highlight->node || edge->to == highlight->node)) {
        return ROLE_EDGE_SELECTED;
    }
    return edge->weak ? ROLE_EDGE_WEAK : ROLE_EDGE;
}

/* Lines that lead to one target share cells, so a line's role is that of its target. */
static Role line_role(const Highlight *highlight, int target) {
    if (highlight->node < 0) {
        return ROLE_EDGE;
    }
    if (highlight->cycle[target]) {
        return ROLE_EDGE_CYCLE;
    }
    return target == highlight->node ? ROLE_EDGE_SELECTED : ROLE_EDGE;
}

static void put_lines(const Canvas *canvas, const Graph *graph, const Highlight *highlight) {
    for (int y = 0; y < graph->height; y++) {
        for (int x = 0; x < graph->width; x++) {
            const GraphLine *line = &graph->lines[y * graph->width + x];
            if (line->joins != 0) {
                put_join(canvas, x, y, line_role(highlight, line->target), line->joins);
            }
        }
    }
    for (int i = 0; i < graph->nedges; i++) {
        const GraphEdge *edge = &graph->edges[i];
        if (!edge->routed) {
            continue;
        }
        Glyph head = edge->arrow == LINE_E   ? GLYPH_ARROW_RIGHT
                     : edge->arrow == LINE_W ? GLYPH_ARROW_LEFT
                     : edge->arrow == LINE_N ? GLYPH_ARROW_UP
                                             : GLYPH_ARROW_DOWN;
        put_glyph(canvas, edge->arrow_x, edge->arrow_y, edge_role(highlight, edge), head);
    }
}

static void put_dot(const Canvas *canvas, const GraphEdge *edge, const Highlight *highlight) {
    put_glyph(canvas, edge->x, edge->row, edge_role(highlight, edge),
              edge->weak ? GLYPH_WEAK_DOT : GLYPH_DOT);
}

static void put_field(const Canvas *canvas, const View *view, const Graph *graph,
                      const GraphNode *node, const GraphField *field, int y,
                      const Highlight *highlight) {
    int x = node->x + 2;
    int right = node->x + node->w - 2;
    Role role = view->snap->objects[node->object].letter == OBJ_FREED ? ROLE_FREED
                : field->changed                                      ? ROLE_CHANGED
                                                                      : ROLE_FIELD;
    int label = put_clipped(canvas, x, y, right - x, role, field->label);
    x += label > 0 ? label + 1 : 0;
    const GraphEdge *edge = field->edge >= 0 ? &graph->edges[field->edge] : NULL;
    if (edge != NULL && edge->routed) {
        put_dot(canvas, edge, highlight);
        return;
    }
    if (edge != NULL) {
        x += put_glyph(canvas, x, y, edge_role(highlight, edge), GLYPH_TO) + 1;
    } else if (field->equals) {
        x += put_text(canvas, x, y, ROLE_DIM, "= ");
    }
    put_clipped(canvas, x, y, right - x + 1, edge != NULL ? edge_role(highlight, edge) : ROLE_VALUE,
                field->text);
}

static Role node_frame_role(const View *view, const Graph *graph, int index,
                            const Highlight *highlight) {
    const SnapObject *object = &view->snap->objects[graph->nodes[index].object];
    if (view_is_selected(view, object)) {
        return ROLE_FRAME_FOCUS;
    }
    if (highlight->node >= 0 && highlight->cycle[index]) {
        return ROLE_EDGE_CYCLE;
    }
    switch (object->letter) {
    case OBJ_LIVE:
    case OBJ_IMMORTAL: return (object->flags & SNAP_NEW) != 0 ? ROLE_CHANGED : ROLE_OBJECT;
    default: return letter_role(object->letter);
    }
}

/* In the lower frame: readers know an object by the name that it had. */
static void put_last_name(const Canvas *canvas, const GraphNode *node, int right) {
    if (node->was == NULL) {
        return;
    }
    StrBuf text = {0};
    sb_printf(&text, _(" was %s "), node->was);
    int room = node->w - 2 - (right > 0 ? right + 2 : 0);
    if (text_columns(sb_text(&text)) <= room) {
        put_text(canvas, node->x + 1, node->y + node->h - 1, ROLE_DIM, sb_text(&text));
    }
    sb_free(&text);
}

/* "L rc 2", its right end at `right`. */
static void put_facts(const Canvas *canvas, const SnapObject *object, bool ghost, int right,
                      int y) {
    StrBuf facts = {0};
    put_object_facts(object, &facts);
    int x = right - text_columns(sb_text(&facts));
    Role role =
        (object->flags & SNAP_COUNTED) != 0 && !ghost ? ROLE_CHANGED : letter_role(object->letter);
    put_format(canvas, x - 1, y, role, " %s ", sb_text(&facts));
    put_text(canvas, x, y, letter_role(object->letter), (char[]){object->letter, '\0'});
    sb_free(&facts);
}

/* The upper frame: what it is, and its state and count as far as both have room. The count stands in the lower
 * frame else: by its name and number a reader knows the object. */
static void put_frame_words(const Canvas *canvas, const View *view, const GraphNode *node) {
    const SnapObject *object = &view->snap->objects[node->object];
    Role title = view_is_selected(view, object) ? ROLE_SELECTED
                 : node->ghost                  ? ROLE_FREED
                                                : ROLE_OBJECT;
    int right = node->x + node->w - 2, bottom = node->y + node->h - 1;
    StrBuf words = {0};
    put_object_generation(object, &words);
    int generation = text_columns(sb_text(&words));
    if (generation > 0) {
        put_format(canvas, right - generation - 1, bottom, ROLE_DIM, " %s ", sb_text(&words));
    }
    sb_truncate(&words, 0);
    put_object_facts(object, &words);
    int facts = text_columns(sb_text(&words));
    sb_truncate(&words, 0);
    int room = right - node->x - 2;
    int below = generation > 0 ? generation + 1 : 0; /* used of the lower frame */
    if (graph_title_stands_alone(object, node->w)) {
        put_facts(canvas, object, node->ghost, right - below, bottom);
        below += facts + 1;
    } else {
        put_facts(canvas, object, node->ghost, right, node->y);
        room -= facts + 1;
    }
    put_last_name(canvas, node, below > 0 ? below - 1 : 0);
    put_object_title(object, room, &words);
    int used = put_clipped(canvas, node->x + 2, node->y, room, title, sb_text(&words));
    put_text(canvas, node->x + 2 + used, node->y, ROLE_TEXT, " ");
    sb_free(&words);
}

static void put_node(const Canvas *canvas, const View *view, const Graph *graph, int index,
                     const Highlight *highlight) {
    const GraphNode *node = &graph->nodes[index];
    const SnapObject *object = &view->snap->objects[node->object];
    Role frame = node_frame_role(view, graph, index, highlight);
    put_fill(canvas, (Rect){node->x, node->y, node->w, node->h}, ROLE_TEXT);
    put_box(canvas, (Rect){node->x, node->y, node->w, node->h}, frame);
    const char *mark = (object->flags & SNAP_NEW) != 0       ? "+"
                       : (object->flags & SNAP_CHANGED) != 0 ? "*"
                                                             : " ";
    put_text(canvas, node->x + 1, node->y, ROLE_CHANGED, node->ghost ? " " : mark);
    if (view_is_watched(view, object)) {
        put_glyph(canvas, node->x, node->y, ROLE_BREAK, GLYPH_BREAK);
    }
    put_frame_words(canvas, view, node);
    for (int f = 0; f < node->nfields; f++) {
        put_field(canvas, view, graph, node, &graph->fields[node->first_field + f],
                  node->y + (1 + f) * graph->stretch, highlight);
    }
    if (node->more > 0) {
        StrBuf more = {0};
        sb_printf(&more, i18n_plural("... %d more", "... %d more", (uint64_t)node->more),
                  node->more);
        if (node->more_type != NULL) {
            sb_printf(&more, " %s", node->more_type);
        }
        sb_printf(&more, " %s", _("(key 5)"));
        put_clipped(canvas, node->x + 2, node->y + (1 + node->nfields) * graph->stretch,
                    node->w - 4, ROLE_DIM, sb_text(&more));
        sb_free(&more);
    }
    if (node->also != NULL) {
        put_clipped(canvas, node->x + 2, node->y + node->h - 1 - graph->stretch, node->w - 4,
                    ROLE_DIM, node->also);
    }
}

static void put_scope_header(const Canvas *canvas, const Snapshot *snap, const GraphName *name,
                             int room) {
    const SnapScope *scope = &snap->scopes[name->scope];
    const char *words = scope->kind == SCOPE_STACK    ? _("stack")
                        : scope->kind == SCOPE_BLOCKS ? _("blocks")
                                                      : name->text;
    int x = name->x + put_clipped(canvas, name->x, name->y, room, ROLE_TITLE, words);
    put_attribute(canvas, (Rect){name->x, name->y, x - name->x, 1}, ATTR_BOLD);
    if (scope->kind == SCOPE_FRAME && scope->line > 0) {
        StrBuf line = {0};
        sb_printf(&line, _("line %d"), scope->line);
        if (snap->nthreads > 0) { /* whose frame it is comes first */
            StrBuf thread = {0};
            sb_printf(&thread, _("thread %d"), scope->thread);
            int both = text_columns(sb_text(&thread)) + 1 + text_columns(sb_text(&line));
            if (both <= name->x + room - x - 1) sb_printf(&thread, " %s", sb_text(&line));
            sb_truncate(&line, 0);
            sb_put(&line, sb_text(&thread));
            sb_free(&thread);
        }
        put_clipped(canvas, x + 1, name->y, name->x + room - x - 1, ROLE_DIM, sb_text(&line));
        sb_free(&line);
    }
}

static void put_names(const Canvas *canvas, const View *view, const Graph *graph,
                      const Highlight *highlight) {
    const Snapshot *snap = view->snap;
    for (int i = 0; i < graph->nnames; i++) {
        const GraphName *name = &graph->names[i];
        if (name->header) {
            put_scope_header(canvas, snap, name, name->room);
            continue;
        }
        const GraphEdge *edge = name->edge >= 0 ? &graph->edges[name->edge] : NULL;
        bool routed = edge != NULL && edge->routed;
        int room = routed ? name->w - 3 : name->room - 1;
        int x = name->x + 1;
        x += put_clipped(canvas, x, name->y, room, ROLE_NAME, name->text);
        if (routed) {
            put_repeat(canvas, x + 1, name->y, edge->x - x - 1, ROLE_BAR_EMPTY, GLYPH_UNTOUCHED);
            put_dot(canvas, edge, highlight);
            continue;
        }
        x += edge != NULL ? 1 : 2;
        if (edge != NULL) {
            x += put_glyph(canvas, x, name->y, edge_role(highlight, edge), GLYPH_TO) + 1;
        }
        put_clipped(canvas, x, name->y, name->x + name->room - x, ROLE_VALUE, name->value);
    }
}

/* Nodes as the reader's eye orders them: the reachable ones first, each section from top to bottom.
 */
static void offer_items(View *view, const Graph *graph, const Canvas *scrolled) {
    PaneState *state = &view->pane[PANE_OBJECTS];
    state->nitems = 0;
    bool *offered = host_alloc((size_t)graph->nnodes + 1);
    for (int n = 0; n < graph->nnodes; n++) {
        int best = -1;
        for (int i = 0; i < graph->nnodes; i++) {
            const GraphNode *a = &graph->nodes[i];
            const GraphNode *b = best >= 0 ? &graph->nodes[best] : NULL;
            if (!offered[i] && (b == NULL || a->y < b->y || (a->y == b->y && a->x < b->x))) {
                best = i;
            }
        }
        offered[best] = true;
        const GraphNode *node = &graph->nodes[best];
        const SnapObject *object = &view->snap->objects[node->object];
        int item =
            view_item(view, PANE_OBJECTS, ITEM_OBJECT, object->address, object->serial, node->y);
        view_hit(view, scrolled, (Rect){node->x, node->y, node->w, node->h}, PANE_OBJECTS, item);
        if (view_is_selected(view, object)) {
            state->cursor = item;
        }
    }
    free(offered);
}

/* Is it reachable, unreachable, kept ... otherwise than at the previous stop? */
static bool is_in_new_state(const Snapshot *snap, int object) {
    int before = snap->before != NULL ? snap->before_of[object] : -1;
    return before >= 0 && snap->before->objects[before].letter != snap->objects[object].letter;
}

/* How much a reader wants to see the box: what was selected, what is new, gone or no longer reachable, what
 * changed. */
static int interest(const View *view, const Graph *graph, int node) {
    const SnapObject *object = &view->snap->objects[graph->nodes[node].object];
    if (view_is_selected(view, object)) {
        return 3;
    }
    if (graph->nodes[node].ghost || (object->flags & SNAP_NEW) != 0 ||
        is_in_new_state(view->snap, graph->nodes[node].object)) {
        return 2;
    }
    return (object->flags & SNAP_CHANGED) != 0 ? 1 : 0;
}

/* Of the rows that a reader wants to see, as many as the pane can hold: [*top, *bottom). */
static void find_wanted(const View *view, const Graph *graph, int height, int *top, int *bottom) {
    *top = *bottom = -1;
    for (int wish = 3; wish > 0; wish--) {
        for (int i = 0; i < graph->nnodes; i++) {
            const GraphNode *node = &graph->nodes[i];
            if (interest(view, graph, i) != wish) {
                continue;
            }
            int upper = *top < 0 || node->y < *top ? node->y : *top;
            int lower = node->y + node->h > *bottom ? node->y + node->h : *bottom;
            if (*top < 0 || lower - upper <= height) {
                *top = upper;
                *bottom = lower;
            }
        }
    }
}

static void scroll_into_sight(View *view, const Canvas *canvas, const Graph *graph, int node) {
    PaneState *state = &view->pane[PANE_OBJECTS];
    int top = -1;
    int bottom = -1;
    if (!state->by_hand) {
        state->scroll = state->scroll_x = 0;
        find_wanted(view, graph, canvas->h, &top, &bottom);
    }
    if (top >= 0) {
        view_scroll(view, PANE_OBJECTS, bottom - 1, graph->height, canvas->h);
    }
    if (node >= 0 && !state->by_hand) {
        const GraphNode *at = &graph->nodes[node];
        if (at->x + at->w > state->scroll_x + canvas->w) {
            state->scroll_x = at->x + at->w - canvas->w + 1;
        }
    }
    view_scroll(view, PANE_OBJECTS, top, graph->height, canvas->h);
    if (state->scroll_x > graph->width - canvas->w) {
        state->scroll_x = graph->width - canvas->w;
    }
    if (state->scroll_x < 0) {
        state->scroll_x = 0;
    }
}

static void put_rule(const Canvas *canvas, const Graph *graph, int width) {
    if (graph->rule_y < 0) {
        return;
    }
    bool allocated = false;
    for (int i = 0; i < graph->nnodes; i++) {
        allocated =
            allocated || (graph->nodes[i].section == GRAPH_ISLAND && !graph->nodes[i].ghost);
    }
    put_repeat(canvas, 0, graph->rule_y, width, ROLE_UNREACHABLE, GLYPH_RULE);
    put_format(canvas, 2, graph->rule_y, ROLE_UNREACHABLE, " %s ",
               allocated ? _("unreachable, still allocated") : _("unreachable, now freed"));
}

static void put_more_signs(const Canvas *canvas, const View *view, const Graph *graph) {
    const PaneState *state = &view->pane[PANE_OBJECTS];
    if (state->scroll > 0) {
        put_glyph(canvas, canvas->w - 1, 0, ROLE_KEY, GLYPH_ARROW_UP);
    }
    if (state->scroll + canvas->h < graph_rows(graph)) {
        put_glyph(canvas, canvas->w - 1, canvas->h - 1, ROLE_KEY, GLYPH_ARROW_DOWN);
    }
    if (state->scroll_x + canvas->w < graph->width - 6) {
        put_glyph(canvas, canvas->w - 1, canvas->h / 2, ROLE_KEY, GLYPH_ARROW_RIGHT);
    }
    if (state->scroll_x > 0) {
        put_glyph(canvas, 0, canvas->h / 2, ROLE_KEY, GLYPH_ARROW_LEFT);
    }
}

typedef struct TypeCount {
    const char *type;
    uint64_t address;
    int count;
} TypeCount;

/* Append "400 Node, 37 list": the commonest types of what is folded away. */
static void put_folded_types(View *view, const Graph *graph, StrBuf *out) {
    TypeCount types[FOLDED_TYPES] = {0};
    int ntypes = 0;
    for (int i = 0; i < view->snap->nundrawn; i++) {
        const SnapUndrawn *undrawn = &view->snap->undrawn[i];
        if (!undrawn->value || view->values) {
            types[ntypes++] =
                (TypeCount){undrawn->type, undrawn->type_address, (int)undrawn->count};
        }
    }
    for (int i = 0; i < view->snap->nobjects; i++) {
        if (graph->node_of[i] >= 0 || !view_in_story(view, i)) {
            continue;
        }
        const SnapObject *one = &view->snap->objects[i];
        int at = 0;
        while (at < ntypes && types[at].address != one->type_address) {
            at++;
        }
        if (at < ntypes) {
            types[at].count++;
        } else if (ntypes < FOLDED_TYPES) {
            types[ntypes++] = (TypeCount){one->type, one->type_address, 1};
        }
    }
    for (int named = 0; named < FOLDED_NAMED && named < ntypes; named++) {
        int most = 0;
        for (int i = 1; i < ntypes; i++) {
            most = types[i].count > types[most].count ? i : most;
        }
        if (types[most].count > 0) {
            sb_printf(out, "%s%d %s", named > 0 ? ", " : "", types[most].count, types[most].type);
        }
        types[most].count = 0;
    }
}

/* Over the last row of the pane. */
static void put_folded(const Canvas *canvas, View *view, const Graph *graph) {
    StrBuf text = {0};
    sb_printf(&text,
              i18n_plural("+%d object is folded away", "+%d objects are folded away",
                          (uint64_t)graph->hidden),
              graph->hidden);
    sb_put(&text, " (");
    put_folded_types(view, graph, &text);
    sb_put(&text, _("); Enter follows a reference, t shows all in a table"));
    int y = canvas->h - 1;
    put_fill(canvas, (Rect){0, y, canvas->w, 1}, ROLE_NOTE);
    put_clipped(canvas, 1, y, canvas->w - 2, ROLE_NOTE, sb_text(&text));
    sb_free(&text);
}

static bool has_names(const Graph *graph) {
    for (int i = 0; i < graph->nnames; i++) {
        if (!graph->names[i].header) {
            return true;
        }
    }
    return false;
}

/* Of what the program made and the picture does not show: was there an object, freed by now (its
 * ghost or the layout remembers it), and is there a value? */
static void find_undrawn(const View *view, bool *freed, bool *value) {
    *freed = view->memory != NULL && view->memory->count > 0;
    *value = false;
    for (int i = 0; i < view->snap->nobjects; i++) {
        const SnapObject *object = &view->snap->objects[i];
        bool leaf = (object->flags & SNAP_LEAF) != 0;
        if ((object->flags & SNAP_PROGRAM) != 0) {
            bool inner = object->kind == KIND_TUPLE; /* of arguments, mostly */
            *freed = *freed || (!leaf && !inner && object->letter == OBJ_FREED);
            *value = *value || (leaf && object->letter != OBJ_FREED);
        }
    }
}

/* While there is nothing to draw: how to begin, and how the picture will have to be read; or where
 * the values are. */
static void put_legend(const Canvas *canvas, const View *view, const Graph *graph) {
    bool freed;
    bool value;
    find_undrawn(view, &freed, &value);
    value = value && view->shown_step >= 0;
    const char *const lines[] = {
        freed   ? _("no object of the program is left: all were freed")
        : value ? _("only values, no other objects of the program: i draws values too")
                : _("no objects of the program yet: → runs the next step, ← takes it back"),
        _("A name leads to its object: a ●──▶ box. Inside the box: what the object refers to."),
        _("rc: how many references lead to it   g0: its generation   + new   * changed"),
        _("L live   U unreachable   H held by the interpreter   W weakly held   F freed   I "
          "immortal   ? all keys"),
    };
    const char *const values[] = {
        _("Numbers and strings stand beside their names; i draws them as objects.")};
    bool named = has_names(graph);
    int y = graph->nnames > 0 ? graph->names[graph->nnames - 1].y + 2 : 0;
    for (size_t i = 0; i < (named ? 1 : ARRAY_LEN(lines)); i++) {
        y += put_paragraph(canvas, (Rect){1, y, canvas->w - 2, canvas->h - y}, ROLE_DIM,
                           named ? values[i] : lines[i], 0);
        y += i == 0 && canvas->h > 12;
    }
}

void pane_objects(const Canvas *canvas, View *view) {
    if (view->snap == NULL) {
        return;
    }
    const Graph *graph = graph_of(canvas, view);
    if (view->table) {
        objects_table(canvas, view);
        return;
    }
    Highlight highlight = highlight_of(view, graph);
    scroll_into_sight(view, canvas, graph, highlight.node);
    PaneState *state = &view->pane[PANE_OBJECTS];
    Canvas scrolled = *canvas;
    scrolled.x -= state->scroll_x;
    scrolled.y -= state->scroll;
    put_rule(&scrolled, graph, graph->width > canvas->w ? graph->width : canvas->w);
    put_lines(&scrolled, graph, &highlight);
    put_names(&scrolled, view, graph, &highlight);
    for (int i = 0; i < graph->nnodes; i++) {
        put_node(&scrolled, view, graph, i, &highlight);
    }
    /* The dots lie on the frames, so they come last. */
    for (int i = 0; i < graph->nedges; i++) {
        if (graph->edges[i].routed) {
            put_dot(&scrolled, &graph->edges[i], &highlight);
        }
    }
    offer_items(view, graph, &scrolled);
    if (graph->hidden > 0) {
        put_folded(canvas, view, graph);
    }
    put_more_signs(canvas, view, graph);
    if (graph->nnodes == 0) {
        put_legend(canvas, view, graph);
    }
}
