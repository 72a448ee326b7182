/* bench_frame.c - what one key costs the player at 200x60 while ten thousand objects are alive: the
 * move, the snapshot and the drawing, and the bytes of the cells that changed (what a terminal is
 * sent, less the moves of its cursor). Prints one line each; the scenario is the first argument. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "scenario/to_program.h"
#include "ui/player/player.h"

enum { KEYS = 51, WIDTH = 200, HEIGHT = 60 };

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_sorted(const char *what, const char *unit, double *values) {
    qsort(values, KEYS, sizeof *values, by_value);
    printf("%-34s median %8.3f %s   worst %8.3f %s\n", what, values[KEYS / 2], unit,
           values[KEYS - 1], unit);
}

static bool open_scenario(void *context, const char *path, const char *python, UiSource *source,
                          DiagList *errors) {
    (void)context;
    source->scenario = scenario_load_file(path, errors);
    source->program =
        source->scenario ? scenario_to_program(source->scenario, python, errors) : NULL;
    return source->program != NULL;
}

static double changed_bytes(const Cells *before, const Cells *after) {
    double bytes = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        const Cell *a = &before->at[i], *b = &after->at[i];
        bool same = strcmp(a->text, b->text) == 0 && a->role == b->role && a->joins == b->joins &&
                    a->attributes == b->attributes;
        if (!same) bytes += b->text[0] ? (double)strlen(b->text) : 1;
    }
    return bytes;
}

int main(int argc, char **argv) {
    setlocale(LC_ALL, "C.UTF-8");
    UiOptions options = {.open = open_scenario, .grain = MOVE_LINE};
    Player p;
    DiagList errors = {0};
    if (argc < 2 || !player_open(&p, &options, argv[1], &errors)) return 2;
    cells_init(&p.cells, WIDTH, HEIGHT, CHARSET_UNICODE);
    Cells before = {0};
    cells_init(&before, WIDTH, HEIGHT, CHARSET_UNICODE);
    player_go(&p, p.last_event - p.last_event / 10); /* most of the objects are there */
    player_draw(&p);
    static const struct {
        int direction;
        const char *name;
    } ways[] = {{+1, "frame after a step forward"}, {-1, "frame after a step back"}};
    for (size_t w = 0; w < ARRAY_LEN(ways); w++) {
        double times[KEYS], draws[KEYS], bytes[KEYS];
        for (int i = 0; i < KEYS; i++) {
            memcpy(before.at, p.cells.at, sizeof *before.at * WIDTH * HEIGHT);
            double start = now_ms();
            player_move(&p, MOVE_LINE, ways[w].direction);
            double moved = now_ms();
            player_draw(&p);
            draws[i] = now_ms() - moved;
            times[i] = now_ms() - start;
            bytes[i] = changed_bytes(&before, &p.cells);
        }
        printf("%u objects at event %llu\n", (unsigned)p.snap->nobjects,
               (unsigned long long)p.snap->event);
        print_sorted(ways[w].name, "ms", times);
        print_sorted("  of it drawing", "ms", draws);
        print_sorted("  cells that changed", "bytes", bytes);
    }
    cells_free(&before);
    player_close(&p);
    return 0;
}
