/* objects.c - the picture of the objects: names left, boxes right, references as lines; or the
 * table of them.
 *
 * The layout is ui/picture/graph.c's; here it is drawn. Called through pane_draw. */
#include "ui/panes/objects.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

enum {
    NARROW_PANE = 70,
    MIDDLE_PANE = 84,
    FOLDED_TYPES = 64,
    FOLDED_NAMED = 3,
    HUGE_COUNT = 1000000
};

/* Two columns of objects and the names should fit the panes of an 80 and of a 120 column screen. */
static GraphOptions graph_options(const View *view, int width) {
    GraphOptions options = {
        .box_width = 26, .name_width = 16, .channel = 6, .values = view->values};
    if (width < NARROW_PANE) {
        options.box_width = 21;
        options.name_width = 11;
        options.channel = 4;
    } else if (width < MIDDLE_PANE) { /* three columns of an island fit 78 */
        options.box_width = 22;
        options.name_width = 14;
        options.channel = 4;
    }
    return options;
}

const Graph *objects_graph(View *view, int width) {
    int selected = view_selected_object(view);
    bool elsewhere =
        view->graph != NULL && view->graph->hidden > 0 && view->graph_focus != selected;
    if (view->graph == NULL || view->graph_width != width || elsewhere) {
        graph_free(view->graph);
        GraphOptions options = graph_options(view, width);
        options.focus = selected + 1;
        view->graph_focus = selected;
        view->graph = graph_new(view->snap, view->memory, &options);
        view->graph_width = width;
    }
    return view->graph;
}

int objects_rows(const Graph *graph) {
    int rows = graph->nnames > 0 ? graph->names[graph->nnames - 1].y + 1 : 0;
    for (int i = 0; i < graph->nnodes; i++) {
        int bottom = graph->nodes[i].y + graph->nodes[i].h;
        rows = bottom > rows ? bottom : rows;
    }
    for (int y = graph->height - 1; graph->lines != NULL && y >= rows;
         y--) { /* a line may run below the last box */
        for (int x = 0; x < graph->width; x++) {
            if (graph->lines[y * graph->width + x].joins != 0) {
                return y + 1;
            }
        }
    }
    return rows;
}

bool objects_are_blocks(const View *view) {
    return view->snap != NULL && view->snap->nscopes > 0 &&
           view->snap->scopes[view->snap->nscopes - 1].kind == SCOPE_BLOCKS;
}

GraphMemory objects_remember(const Snapshot *snap, const GraphMemory *before, bool values) {
    /* Rows do not depend on the width, so any width will do for what is remembered. */
    View view = {.values = values};
    GraphOptions options = graph_options(&view, NARROW_PANE);
    options.no_lines = true;
    Graph *graph = graph_new(snap, before, &options);
    GraphMemory memory = graph_remember(graph, snap);
    memory.rows = objects_rows(graph);
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
    const Snapshot *snap = view->snap;
    int x = node->x + 2;
    int right = node->x + node->w - 2;
    Role role = snap->objects[node->object].letter == OBJ_FREED ? ROLE_FREED
                : field->changed                                ? ROLE_CHANGED
                                                                : ROLE_FIELD;
    x += put_clipped(canvas, x, y, right - x, role, field->label) + 1;
    const GraphEdge *edge = field->edge >= 0 ? &graph->edges[field->edge] : NULL;
    if (edge != NULL && edge->routed) {
        put_dot(canvas, edge, highlight);
        return;
    }
    if (edge != NULL) {
        x += put_glyph(canvas, x, y, edge_role(highlight, edge), GLYPH_TO) + 1;
    }
    StrBuf text = {0};
    put_short_label(&snap->objects[field->object], field->label, &text);
    put_clipped(canvas, x, y, right - x + 1, edge != NULL ? edge_role(highlight, edge) : ROLE_VALUE,
                sb_text(&text));
    sb_free(&text);
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

static void put_node(const Canvas *canvas, const View *view, const Graph *graph, int index,
                     const Highlight *highlight) {
    const GraphNode *node = &graph->nodes[index];
    const SnapObject *object = &view->snap->objects[node->object];
    Role frame = node_frame_role(view, graph, index, highlight);
    put_fill(canvas, (Rect){node->x, node->y, node->w, node->h}, ROLE_TEXT);
    put_box(canvas, (Rect){node->x, node->y, node->w, node->h}, frame);
    StrBuf facts = {0};
    put_object_facts(object, &facts);
    int facts_width = text_columns(sb_text(&facts));
    if (object->refcount >= HUGE_COUNT && text_columns(object->label) > node->w - 5 - facts_width) {
        sb_truncate(&facts, 1); /* which value it is matters more than a count of this size */
        facts_width = 1;
    }
    int facts_x = node->x + node->w - 2 - facts_width;
    Role title = view_is_selected(view, object) ? ROLE_SELECTED
                 : node->ghost                  ? ROLE_FREED
                                                : ROLE_OBJECT;
    const char *mark = (object->flags & SNAP_NEW) != 0       ? "+"
                       : (object->flags & SNAP_CHANGED) != 0 ? "*"
                                                             : " ";
    put_text(canvas, node->x + 1, node->y, ROLE_CHANGED, node->ghost ? " " : mark);
    if (view_is_watched(view, object)) {
        put_glyph(canvas, node->x, node->y, ROLE_BREAK, GLYPH_BREAK);
    }
    int x = node->x + 2;
    int used = put_clipped(canvas, x, node->y, facts_x - 1 - x, title, object->label);
    put_text(canvas, x + used, node->y, ROLE_TEXT, " ");
    put_text(canvas, facts_x - 1, node->y, ROLE_TEXT, " ");
    Role role = (object->flags & SNAP_COUNTED) != 0 && !node->ghost ? ROLE_CHANGED
                                                                    : letter_role(object->letter);
    put_text(canvas, facts_x, node->y, role, sb_text(&facts));
    put_text(canvas, facts_x, node->y, letter_role(object->letter), (char[]){object->letter, '\0'});
    put_text(canvas, facts_x + facts_width, node->y, ROLE_TEXT, " ");
    sb_truncate(&facts, 0);
    put_object_generation(object, &facts);
    if (facts.len > 0) {
        int generation_x = node->x + node->w - 2 - text_columns(sb_text(&facts));
        put_format(canvas, generation_x - 1, node->y + node->h - 1, ROLE_DIM, " %s ",
                   sb_text(&facts));
    }
    sb_free(&facts);
    for (int f = 0; f < node->nfields; f++) {
        put_field(canvas, view, graph, node, &graph->fields[node->first_field + f], node->y + 1 + f,
                  highlight);
    }
    if (node->more > 0) {
        StrBuf more = {0};
        sb_printf(&more, i18n_plural("... %d more", "... %d more", (uint64_t)node->more),
                  node->more);
        if (node->more_type != NULL) {
            sb_printf(&more, " %s", node->more_type);
        }
        put_clipped(canvas, node->x + 2, node->y + 1 + node->nfields, node->w - 4, ROLE_DIM,
                    sb_text(&more));
        sb_free(&more);
    }
}

static void put_scope_header(const Canvas *canvas, const SnapScope *scope, const GraphName *name,
                             int room) {
    const char *words = scope->kind == SCOPE_STACK    ? _("stack")
                        : scope->kind == SCOPE_BLOCKS ? _("blocks")
                                                      : name->text;
    int x = put_clipped(canvas, 0, name->y, room, ROLE_TITLE, words);
    put_attribute(canvas, (Rect){0, name->y, x, 1}, ATTR_BOLD);
    if (scope->kind == SCOPE_FRAME && scope->line > 0) {
        StrBuf line = {0};
        sb_printf(&line, _("line %d"), scope->line);
        put_clipped(canvas, x + 1, name->y, room - x - 1, ROLE_DIM, sb_text(&line));
        sb_free(&line);
    }
}

static void put_names(const Canvas *canvas, const View *view, const Graph *graph,
                      const Highlight *highlight, int name_width) {
    const Snapshot *snap = view->snap;
    for (int i = 0; i < graph->nnames; i++) {
        const GraphName *name = &graph->names[i];
        if (name->header) {
            put_scope_header(canvas, &snap->scopes[name->scope], name, name_width + 4);
            continue;
        }
        const SnapEntry *entry = &snap->entries[name->entry];
        const GraphEdge *edge = name->edge >= 0 ? &graph->edges[name->edge] : NULL;
        int x = 1 + put_clipped(canvas, 1, name->y, name_width - 3, ROLE_NAME, name->text);
        if (edge != NULL && edge->routed) {
            put_repeat(canvas, x + 1, name->y, edge->x - x - 1, ROLE_BAR_EMPTY, GLYPH_UNTOUCHED);
            put_dot(canvas, edge, highlight);
            continue;
        }
        StrBuf text = {0};
        if (entry->object >= 0) {
            put_short_label(&snap->objects[entry->object], entry->name, &text);
        } else {
            sb_put(&text, entry->text != NULL ? entry->text : "");
        }
        x += edge != NULL ? 1 : 2;
        if (edge != NULL) {
            x += put_glyph(canvas, x, name->y, edge_role(highlight, edge), GLYPH_TO) + 1;
        }
        put_clipped(canvas, x, name->y, name->room - x, ROLE_VALUE, sb_text(&text));
        sb_free(&text);
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

static void scroll_to_node(View *view, const Canvas *canvas, const Graph *graph, int node) {
    PaneState *state = &view->pane[PANE_OBJECTS];
    int top = -1;
    if (!state->by_hand) {
        state->scroll = state->scroll_x = 0;
    }
    if (node >= 0 && !state->by_hand) {
        const GraphNode *at = &graph->nodes[node];
        view_scroll(view, PANE_OBJECTS, at->y + at->h - 1, graph->height, canvas->h);
        top = at->y;
        if (at->x + at->w > state->scroll_x + canvas->w) {
            state->scroll_x = at->x + at->w - canvas->w + 1;
        }
        if (at->x < state->scroll_x) {
            state->scroll_x = at->layer == 0 ? 0 : at->x - 2;
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
    put_repeat(canvas, 0, graph->rule_y, width, ROLE_UNREACHABLE, GLYPH_RULE);
    put_format(canvas, 2, graph->rule_y, ROLE_UNREACHABLE, " %s ",
               _("unreachable, still allocated"));
}

static void put_more_signs(const Canvas *canvas, const View *view, const Graph *graph) {
    const PaneState *state = &view->pane[PANE_OBJECTS];
    if (state->scroll > 0) {
        put_glyph(canvas, canvas->w - 1, 0, ROLE_KEY, GLYPH_ARROW_UP);
    }
    if (state->scroll + canvas->h < graph->height - 2) {
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
    const Graph *graph = objects_graph(view, canvas->w);
    if (view->table) {
        objects_table(canvas, view);
        return;
    }
    GraphOptions options = graph_options(view, canvas->w);
    Highlight highlight = highlight_of(view, graph);
    scroll_to_node(view, canvas, graph, highlight.node);
    PaneState *state = &view->pane[PANE_OBJECTS];
    Canvas scrolled = *canvas;
    scrolled.x -= state->scroll_x;
    scrolled.y -= state->scroll;
    put_rule(&scrolled, graph, graph->width > canvas->w ? graph->width : canvas->w);
    put_lines(&scrolled, graph, &highlight);
    put_names(&scrolled, view, graph, &highlight, options.name_width);
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
