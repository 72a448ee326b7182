/* graph_fit.c - the picture cut to its pane. Called by ui/picture/graph.c.
 *
 * Boxes are as wide as their texts need. Columns that find no room to the right go on below the
 * others, as words of a line do; rows that nobody needs are left out; and where the picture is higher
 * than the pane and not half as wide, its lower part goes on at the right, as in a newspaper. All of
 * it follows from the rows and columns that graph_place.c found and the size of the pane, so that
 * the same place in a run always looks the same. */
#include <stdlib.h>
#include <string.h>

#include "ui/draw/cells.h"
#include "ui/picture/graph_internal.h"

enum {
    CHANNEL_WIDEST = 6,
    CHANNEL_NARROWEST = 3, /* a dot's cell, one to turn, an arrow head */
    NAME_NARROWEST = 7,
    NAME_WITH_VALUE = 13,
    BOX_NARROWEST = 14,
    RIGHT_MARGIN = 2, /* where a line leaves the last column */
    LOWER_MARGIN = 2,
    ISLAND_LEAST = 6,
    WIDE_PANE = 90,
    UNLIMITED = 100000
};

typedef struct Column {
    int w, x, band;
    bool lines; /* some leave it to the right */
} Column;

typedef struct Fit {
    Graph *graph;
    const Snapshot *snap;
    int width, height; /* of the pane */
    int channel, name_width, box_width;
    Column *columns[2]; /* by section and layer */
    int layers[2], bands[2];
} Fit;

static int between(int low, int value, int high) {
    return value < low ? low : value > high ? high : value;
}

/* ---- columns --------------------------------------------------------------------------------- */

static void measure_names(Fit *f) {
    int widest = 0;
    for (int i = 0; i < f->graph->nnames; i++) {
        const GraphName *name = &f->graph->names[i];
        int columns = text_columns(name->text) + 4; /* a blank before, a blank and the dot behind */
        if (name->node < 0) { /* its value stands beside it as far as there is room */
            columns += name->value != NULL ? text_columns(name->value) : 0;
            columns = columns < NAME_WITH_VALUE ? columns : NAME_WITH_VALUE;
        }
        widest = columns > widest ? columns : widest;
    }
    f->name_width = between(NAME_NARROWEST, widest, f->width < WIDE_PANE ? 16 : 24);
}

static void measure_columns(Fit *f, int section) {
    Graph *g = f->graph;
    int left = section == GRAPH_ISLAND ? f->channel : f->name_width + f->channel;
    int most = f->width < WIDE_PANE ? 30 : 40;
    most = f->box_width > most ? f->box_width : most;
    most = between(BOX_NARROWEST, f->width - left - RIGHT_MARGIN, most);
    for (int i = 0; i < g->nnodes; i++) {
        const GraphNode *node = &g->nodes[i];
        if ((int)node->section != section) {
            continue;
        }
        Column *column = &f->columns[section][node->layer];
        int least = between(BOX_NARROWEST, f->box_width, most);
        int natural = between(least, graph_natural_width(g, f->snap, node), most);
        column->w = natural > column->w ? natural : column->w;
        for (int k = 0; k < node->nfields; k++) {
            column->lines = column->lines || g->fields[node->first_field + k].node >= 0;
        }
    }
    int x = left;
    int band = 0;
    for (int layer = 0; layer < f->layers[section]; layer++) {
        Column *column = &f->columns[section][layer];
        int margin = column->lines ? RIGHT_MARGIN : 0;
        if (x > left && x + column->w + margin > f->width) {
            x = left;
            band++;
        }
        column->x = x;
        column->band = band;
        x += column->w > 0 ? column->w + f->channel : 0;
    }
    f->bands[section] = band + 1;
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* What went on below stands under all that was before it. */
static void stack_bands(Fit *f, int section) {
    Graph *g = f->graph;
    int offset = 0;
    for (int band = 0; band < f->bands[section]; band++) {
        int top = UNLIMITED;
        int bottom = 0;
        for (int i = 0; i < g->nnodes; i++) {
            const GraphNode *node = &g->nodes[i];
            if ((int)node->section == section && f->columns[section][node->layer].band == band &&
                node->row < top) {
                top = node->row;
            }
        }
        for (int i = 0; i < g->nnodes; i++) {
            GraphNode *node = &g->nodes[i];
            const Column *column =
                (int)node->section == section ? &f->columns[section][node->layer] : NULL;
            if (column == NULL || column->band != band) {
                continue;
            }
            node->x = column->x;
            node->w = column->w;
            node->y = band == 0 ? node->row : node->row - top + offset;
            bottom = node->y + node->h > bottom ? node->y + node->h : bottom;
        }
        offset = bottom > offset ? bottom + 1 : offset;
    }
}

static int bottom_of(const Graph *g, int section) {
    int bottom = 0;
    for (int i = 0; i < g->nnodes; i++) {
        const GraphNode *node = &g->nodes[i];
        if ((int)node->section == section && node->y + node->h > bottom) {
            bottom = node->y + node->h;
        }
    }
    for (int i = 0; i < g->nnames && section == GRAPH_REACHED; i++) {
        bottom = g->names[i].y + 1 > bottom ? g->names[i].y + 1 : bottom;
    }
    return bottom;
}

static void mark_rows(const Graph *g, int section, bool *used) {
    for (int i = 0; i < g->nnodes; i++) {
        const GraphNode *node = &g->nodes[i];
        if ((int)node->section == section) {
            memset(used + node->y, 1, (size_t)node->h * sizeof *used);
        }
    }
    for (int i = 0; i < g->nnames && section == GRAPH_REACHED; i++) {
        used[g->names[i].y] = true;
    }
}

/* Of the empty rows between two things one is enough. */
static void leave_out_empty_rows(Fit *f, int section) {
    Graph *g = f->graph;
    int bottom = bottom_of(g, section);
    bool *used = host_alloc((size_t)bottom + 1);
    int *row = host_alloc((size_t)(bottom + 1) * sizeof *row);
    mark_rows(g, section, used);
    int next = 0;
    for (int y = 0; y < bottom; y++) {
        row[y] = next;
        next += used[y] || (y > 0 && used[y - 1]);
    }
    for (int i = 0; i < g->nnodes; i++) {
        if ((int)g->nodes[i].section == section) {
            g->nodes[i].y = row[g->nodes[i].y];
        }
    }
    for (int i = 0; i < g->nnames && section == GRAPH_REACHED; i++) {
        g->names[i].y = row[g->names[i].y];
    }
    free(used);
    free(row);
}

/* ---- side by side ---------------------------------------------------------------------------- */

/* Mark the rows before which the picture may be cut: no box runs on there. The first row of all is
 * one. Empty rows belong to the part above. */
static void find_cuts(const Graph *g, int section, int bottom, bool *cut) {
    bool *used = host_alloc((size_t)bottom + 1);
    mark_rows(g, section, used);
    for (int y = 0; y < bottom; y++) {
        cut[y] = y == 0 || used[y];
    }
    for (int i = 0; i < g->nnodes; i++) {
        const GraphNode *node = &g->nodes[i];
        if ((int)node->section == section) {
            memset(cut + node->y + 1, 0, (size_t)(node->h - 1) * sizeof *cut);
        }
    }
    for (int i = 0; i < g->nnames && section == GRAPH_REACHED; i++) {
        /* A scope's title is not left behind its names, nor a name behind its box. */
        if (g->names[i].header && i + 1 < g->nnames) {
            memset(cut + g->names[i].y + 1, 0,
                   (size_t)(g->names[i + 1].y - g->names[i].y) * sizeof *cut);
        }
        const GraphNode *node = g->names[i].node >= 0 ? &g->nodes[g->names[i].node] : NULL;
        if (node != NULL && (int)node->section == section && node->y < g->names[i].y &&
            g->names[i].y < node->y + 2 * node->h) {
            memset(cut + node->y + 1, 0, (size_t)(g->names[i].y - node->y) * sizeof *cut);
        }
    }
    free(used);
}

/* How many strips of `capacity` rows the parts fill; `strip` and `row` of each row are set. */
static int fill_strips(const bool *cut, int bottom, int capacity, int *strip, int *row) {
    int at = 0;
    int used = 0;
    for (int y = 0; y < bottom;) {
        int end = y + 1;
        while (end < bottom && !cut[end]) {
            end++;
        }
        if (used > 0 && used + end - y > capacity) {
            at++;
            used = 0;
        }
        for (; y < end; y++) {
            strip[y] = at;
            row[y] = used++;
        }
    }
    return at + 1;
}

static int right_of(const Graph *g, int section, int least) {
    int right = least;
    for (int i = 0; i < g->nnodes; i++) {
        const GraphNode *node = &g->nodes[i];
        if ((int)node->section == section && node->x + node->w > right) {
            right = node->x + node->w;
        }
    }
    return right;
}

static void set_side_by_side(Fit *f, int section, int room) {
    Graph *g = f->graph;
    int bottom = bottom_of(g, section);
    int left = section == GRAPH_REACHED ? 0 : f->channel;
    int w = right_of(g, section, section == GRAPH_REACHED ? f->name_width : 0) - left + f->channel;
    int strips = (f->width - left + f->channel - RIGHT_MARGIN) / w;
    if (bottom <= room || strips < 2 || f->bands[section] > 1) {
        return;
    }
    bool *cut = host_alloc((size_t)bottom + 1);
    int *strip = host_alloc((size_t)(bottom + 1) * sizeof *strip);
    int *row = host_alloc((size_t)(bottom + 1) * sizeof *row);
    find_cuts(g, section, bottom, cut);
    int capacity = room > 1 ? room : 1;
    while (fill_strips(cut, bottom, capacity, strip, row) > strips) {
        capacity++;
    }
    for (int i = 0; i < g->nnodes; i++) {
        GraphNode *node = &g->nodes[i];
        if ((int)node->section == section) {
            node->x += strip[node->y] * w;
            node->y = row[node->y];
        }
    }
    for (int i = 0; i < g->nnames && section == GRAPH_REACHED; i++) {
        g->names[i].x = strip[g->names[i].y] * w;
        g->names[i].y = row[g->names[i].y];
    }
    free(cut);
    free(strip);
    free(row);
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void count_layers(Fit *f) {
    for (int i = 0; i < f->graph->nnodes; i++) {
        const GraphNode *node = &f->graph->nodes[i];
        if (node->layer >= f->layers[node->section]) {
            f->layers[node->section] = node->layer + 1;
        }
    }
    for (int section = 0; section < 2; section++) {
        f->columns[section] = host_alloc((size_t)(f->layers[section] + 1) * sizeof(Column));
    }
}

static void put_below_rule(Graph *g, int upper) {
    g->rule_y = upper + (upper > 0 ? 1 : 0);
    for (int i = 0; i < g->nnodes; i++) {
        if (g->nodes[i].section == GRAPH_ISLAND) {
            g->nodes[i].y += g->rule_y + 1;
        }
    }
}

/* Returns the number of times that columns went on below. */
static int fit(Builder *b, int channel) {
    Graph *g = b->graph;
    Fit f = {.graph = g, .snap = b->snap, .channel = channel, .box_width = b->options->box_width};
    f.width = b->options->width > 0 ? b->options->width : UNLIMITED;
    f.height = b->options->height > 0 ? b->options->height : UNLIMITED;
    count_layers(&f);
    measure_names(&f);
    for (int i = 0; i < g->nnames; i++) {
        g->names[i].x = 0;
        g->names[i].y = g->names[i].row;
        g->names[i].w = f.name_width;
    }
    for (int section = 0; section < 2; section++) {
        measure_columns(&f, section);
        stack_bands(&f, section);
        leave_out_empty_rows(&f, section);
    }
    bool island = f.layers[GRAPH_ISLAND] > 0;
    int lower = bottom_of(g, GRAPH_ISLAND);
    int upper = bottom_of(g, GRAPH_REACHED);
    if (island && upper + lower + 2 > f.height) {
        set_side_by_side(&f, GRAPH_ISLAND, between(ISLAND_LEAST, f.height - upper - 2, f.height));
        lower = bottom_of(g, GRAPH_ISLAND);
    }
    set_side_by_side(&f, GRAPH_REACHED,
                     island ? between(ISLAND_LEAST, f.height - lower - 2, f.height) : f.height);
    upper = bottom_of(g, GRAPH_REACHED);
    g->rule_y = -1;
    if (island) {
        put_below_rule(g, upper);
    }
    g->height = (island ? g->rule_y + 1 + lower : upper) + LOWER_MARGIN;
    int right = right_of(g, GRAPH_ISLAND, right_of(g, GRAPH_REACHED, f.name_width));
    g->width = right + channel;
    g->bands = f.bands[0] + f.bands[1];
    free(f.columns[0]);
    free(f.columns[1]);
    return g->bands;
}

void graph_fit(Builder *b, int channel) { fit(b, channel); }

int graph_best_channel(const Builder *b) {
    Builder copy = *b; /* places are found again for the channel that is chosen */
    int best = CHANNEL_WIDEST;
    int best_bands = UNLIMITED;
    int best_height = UNLIMITED;
    for (int channel = CHANNEL_WIDEST; channel >= CHANNEL_NARROWEST; channel--) {
        int bands = fit(&copy, channel);
        int over = b->graph->height - LOWER_MARGIN - b->options->height;
        over = b->options->height > 0 && over > 0 ? over : 0;
        if (bands < best_bands || (bands == best_bands && over < best_height)) {
            best = channel;
            best_bands = bands;
            best_height = over;
        }
    }
    return best;
}
