/* bench_scale.c - what a move and a frame cost while very many objects are alive: a list of instances,
 * a chain of them, a dict of lists. Times are those of the processor, medians, in milliseconds; a
 * line for each shape and size. Arguments: the sizes, else 10000 100000 1000000. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "scenario/to_program.h"
#include "ui/player/player.h"

enum { WIDTH = 120, HEIGHT = 40, MOST = 31, SLOW_MS = 200 };

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static const struct {
    const char *name, *make;
} shapes[] = {
    {"list of instances", "\"class A: pass\", \"a = []\", \"for i in range(N):\", "
                          "\"    x = A()\", \"    x.n = i\", \"    a.append(x)\""},
    {"chain", "\"class A: pass\", \"a = None\", \"for i in range(N):\", \"    x = A()\", "
              "\"    x.next = a\", \"    a = x\""},
    {"dict of lists", "\"a = {}\", \"for i in range(N):\", \"    x = [i]\", \"    a[i] = x\""},
};

/* A lesson: it makes the objects, goes through a loop, makes two more. NULL: no folder for it. */
static char *write_lesson(const char *make, long size) {
    char *path = host_strdup("/tmp/ouro-bench-XXXXXX");
    int fd = mkstemp(path);
    FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!out) return free(path), NULL;
    fprintf(out,
            "{\"format\": 1, \"title\": {\"en\": \"Scale\", \"ru\": \"Масштаб\"}, \"python\": "
            "\"3.11\", \"settings\": {\"limits\": {\"events\": 4000000000, \"image_mib\": 2048}}, "
            "\"steps\": [{\"code\": [\"N = %ld\", %s]}, {\"code\": [\"for i in range(200):\", "
            "\"    y = [i]\"]}, {\"code\": [\"z = [x]\"]}, {\"code\": [\"w = [z, y]\"]}]}\n",
            size, make);
    fclose(out);
    return path;
}

static bool open_lesson(void *context, const char *path, const char *python, UiSource *source,
                        DiagList *errors) {
    (void)context;
    source->scenario = scenario_load_file(path, errors);
    source->program =
        source->scenario ? scenario_to_program(source->scenario, python, errors) : NULL;
    return source->program != NULL;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Median of the times of `what`, done MOST times or, when it is slow, a few times. */
static double median(Player *p, void (*what)(Player *p, int round)) {
    double times[MOST];
    int count = 0;
    double sum = 0;
    while (count < MOST && (count < 5 || sum < 10 * SLOW_MS)) {
        double start = now_ms();
        what(p, count);
        times[count] = now_ms() - start;
        sum += times[count++];
    }
    qsort(times, (size_t)count, sizeof *times, by_value);
    return times[count / 2];
}

static Grain grain;
static void back(Player *p, int round) {
    (void)round;
    engine_move(p->engine, grain, -1);
}
static void frame_back(Player *p, int round) {
    (void)round;
    player_move(p, grain, -1);
    player_draw(p);
}
static void seek(Player *p, int round) {
    uint64_t last = p->last_event;
    engine_seek(p->engine, last / 100 * (uint64_t)(round * 37 % 97));
}
static void look(Player *p, int round) {
    (void)round;
    snapshot_free(engine_snapshot(p->engine, WANT_ALL, 0));
}

static void measure(const char *name, const char *make, long size) {
    char *path = write_lesson(make, size);
    if (!path) return;
    UiOptions options = {.open = open_lesson, .grain = MOVE_STEP};
    Player p;
    DiagList errors = {0};
    double start = now_ms();
    if (!player_open(&p, &options, path, &errors)) {
        diag_print(&errors);
        free(path);
        return;
    }
    double opened = now_ms() - start;
    cells_init(&p.cells, WIDTH, HEIGHT, CHARSET_UNICODE);
    uint64_t loop_ends = player_step_event(&p, 2);
    printf("%-18s %8ld  open %8.0f", name, size, opened);
    player_go(&p, loop_ends);
    start = now_ms();
    player_go(&p, player_step_event(&p, 3));
    player_draw(&p);
    printf("  frame %7.1f", now_ms() - start);
    printf("  look %7.1f", median(&p, look));
    printf("  seek %7.1f", median(&p, seek));
    static const Grain grains[] = {MOVE_LINE, MOVE_INSTRUCTION, MOVE_EVENT};
    static const char *const names[] = {"line", "instr", "event"};
    for (size_t g = 0; g < ARRAY_LEN(grains); g++) {
        grain = grains[g];
        engine_seek(p.engine, loop_ends);
        printf("  %s %6.1f", names[g], median(&p, back));
    }
    grain = p.user_grain = p.view.grain = MOVE_LINE; /* as the reader's key does */
    player_go(&p, loop_ends);
    printf("  line+frame %7.1f", median(&p, frame_back));
    grain = p.user_grain = p.view.grain = MOVE_STEP;
    player_go(&p, player_step_event(&p, 3));
    start = now_ms();
    frame_back(&p, 0);
    printf("  step+frame %7.1f", now_ms() - start);
    EngineStats stats = engine_stats(p.engine);
    printf("  image %5.0f MiB history %5.0f MiB\n", (double)stats.image_bytes / (1 << 20),
           (double)stats.history_bytes / (1 << 20));
    fflush(stdout);
    player_close(&p);
    unlink(path);
    free(path);
}

int main(int argc, char **argv) {
    setlocale(LC_ALL, "C.UTF-8");
    static const long usual[] = {10000, 100000, 1000000};
    int count = argc > 1 ? argc - 1 : (int)ARRAY_LEN(usual);
    for (int i = 0; i < count; i++)
        for (size_t s = 0; s < ARRAY_LEN(shapes); s++)
            measure(shapes[s].name, shapes[s].make, argc > 1 ? atol(argv[i + 1]) : usual[i]);
    return 0;
}
