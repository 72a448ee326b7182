/* graph_stretch.c - a picture made taller: every row becomes `times` rows, boxes and lines with it.
 * Called by ui/panes/objects.c for the projector. */
#include "ui/picture/graph.h"

#include <stdlib.h>

#include "ui/draw/cells.h"

/* Between two rows there is a line where one led down. */
static void stretch_lines(Graph *graph, int times) {
    int height = graph->height * times;
    GraphLine *lines = host_alloc((size_t)(graph->width * height + 1) * sizeof *lines);
    for (int i = 0; i < graph->width * height; i++) {
        lines[i].target = lines[i].second = -1;
    }
    for (int y = 0; y < graph->height; y++) {
        for (int x = 0; x < graph->width; x++) {
            const GraphLine *line = &graph->lines[y * graph->width + x];
            lines[y * times * graph->width + x] = *line;
            for (int more = 1; more < times && (line->joins & LINE_S) != 0; more++) {
                GraphLine *below = &lines[(y * times + more) * graph->width + x];
                *below = *line;
                below->joins = LINE_N | LINE_S;
            }
        }
    }
    free(graph->lines);
    graph->lines = lines;
}

static void stretch_head(Graph *graph, GraphEdge *edge, int times) {
    int by = edge->arrow == LINE_N ? -1 : 1;
    GraphLine *line = &graph->lines[edge->arrow_y * graph->width + edge->arrow_x];
    for (int more = 1; more < times; more++) {
        GraphLine *next = line + more * by * graph->width;
        next->target = (int16_t)edge->to;
        next->joins |= LINE_N | LINE_S;
    }
    line->target = (int16_t)edge->to;
    line->joins |= LINE_N | LINE_S;
    edge->arrow_y += by * (times - 1);
}

void graph_stretch(Graph *graph, int times) {
    if (graph->lines != NULL) {
        stretch_lines(graph, times);
    }
    for (int i = 0; i < graph->nnodes; i++) {
        GraphNode *node = &graph->nodes[i];
        node->y *= times;
        node->h = (node->h - 1) * times + 1;
    }
    for (int i = 0; i < graph->nnames; i++) {
        graph->names[i].y *= times;
    }
    for (int i = 0; i < graph->nedges; i++) {
        GraphEdge *edge = &graph->edges[i];
        edge->row *= times;
        edge->arrow_y *= times;
        bool upright = edge->arrow == LINE_N || edge->arrow == LINE_S;
        if (edge->routed && upright && graph->lines != NULL) { /* the head touches its box */
            stretch_head(graph, edge, times);
        }
    }
    graph->rule_y = graph->rule_y < 0 ? graph->rule_y : graph->rule_y * times;
    graph->height *= times;
    graph->stretch = times;
}
