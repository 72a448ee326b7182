/* bench_history.c - what history costs: stepping back, seeking anywhere, bytes of checkpoints.
 * Prints one line each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/os.h"
#include "engine/engine.h"

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

enum { SAMPLES = 101 };

static void print_times(const char *what, double *times) {
    qsort(times, SAMPLES, sizeof *times, by_value);
    printf("%-34s median %8.3f ms   worst %8.3f ms\n", what, times[SAMPLES / 2],
           times[SAMPLES - 1]);
}

int main(int argc, char **argv) {
    char *text;
    size_t len;
    if (argc < 2 || os_read_file(argv[1], 8 << 20, &text, &len) != 0) return 2;
    Program *program = program_from_source(argv[1], text, profile_find("3.11"));
    program->event_limit = UINT64_C(4000000000);
    program->image_bytes = (uint64_t)1 << 30;
    DiagList errors = {0};
    Engine *e = engine_new(program, NULL, &errors);
    if (!e) return 2;
    double start = now_ms();
    engine_run_to_end(e);
    uint64_t last = engine_now(e);
    EngineStats stats = engine_stats(e);
    printf("run: %llu events in %.0f ms, %llu checkpoints, history %.1f MiB, image %.1f MiB\n",
           (unsigned long long)last, now_ms() - start, (unsigned long long)stats.checkpoints,
           (double)stats.history_bytes / (1 << 20), (double)stats.image_bytes / (1 << 20));
    double times[SAMPLES];
    uint64_t random = 1;
    for (int i = 0; i < SAMPLES; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        start = now_ms();
        engine_seek(e, (random >> 11) % last);
        times[i] = now_ms() - start;
    }
    print_times("seek to a random event", times);
    engine_seek(e, last - last / 3);
    static const struct {
        Grain grain;
        const char *name;
    } moves[] = {{MOVE_LINE, "step back one line"},
                 {MOVE_INSTRUCTION, "step back one instruction"},
                 {MOVE_EVENT, "step back one event"}};
    for (size_t m = 0; m < sizeof moves / sizeof *moves; m++) {
        for (int i = 0; i < SAMPLES; i++) {
            start = now_ms();
            engine_move(e, moves[m].grain, -1);
            times[i] = now_ms() - start;
        }
        print_times(moves[m].name, times);
    }
    for (int i = 0; i < SAMPLES; i++) {
        start = now_ms();
        engine_move(e, MOVE_LINE, +1);
        times[i] = now_ms() - start;
    }
    print_times("step forward one line", times);
    engine_free(e);
    program_free(program);
    free(text);
    return 0;
}
