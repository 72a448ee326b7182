/* test_ui_looks.c - what the player keeps of the looks that it has taken is what a look taken anew
 * would show: at stops of every third lesson and of some programs, forwards and backwards, by every grain; of all of them
 * with OURO_LOOKS_ALL. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support.h"

#include "base/i18n.h"
#include "ui/player/player.h"
#include "unit/scenario_files.h"
#include "unit/ui_locale.h"
#include "unit/ui_open.h"

enum { STOPS = 7 };

static void put_objects(const Snapshot *snap, FILE *out) {
    for (int i = 0; i < snap->nobjects + snap->nghosts; i++) {
        const SnapObject *o = &snap->objects[i];
        fprintf(out,
                "%llx #%u %c %d %x %d %lld %lld %lld %lld %s|%s|%s|%s %lld %llx %d %d %d %d %lld\n",
                (unsigned long long)o->address, o->serial, o->letter, o->kind, (unsigned)o->flags,
                o->generation, (long long)o->refcount, (long long)o->gc_refs, (long long)o->size,
                (long long)o->block_bytes, o->type, o->name, o->label, o->value, (long long)o->room,
                (unsigned long long)o->table, o->pool, o->block_index, o->nedges, o->depth,
                (long long)o->more);
        for (int e = 0; e < o->nedges; e++) {
            const SnapEdge *edge = &snap->edges[o->first_edge + e];
            fprintf(out, "  %d %s %s %d %d %d %d %d %d\n", edge->to, edge->label,
                    edge->expression ? edge->expression : "-", edge->kind, edge->role, edge->folded,
                    edge->part, edge->special, edge->changed);
        }
    }
}

static void put_names(const Snapshot *snap, FILE *out) {
    for (int s = 0; s < snap->nscopes; s++) {
        const SnapScope *scope = &snap->scopes[s];
        fprintf(out, "%d %s %d %d %d\n", scope->kind, scope->name, scope->line, scope->frame,
                scope->thread);
        for (int e = scope->first_entry; e < scope->first_entry + scope->nentries; e++)
            fprintf(out, "  %s %d %s %d\n", snap->entries[e].name, snap->entries[e].object,
                    snap->entries[e].text ? snap->entries[e].text : "-", snap->entries[e].changed);
    }
    for (int t = 0; t < snap->nthreads; t++)
        fprintf(out, "thread %d %d %s %d %d\n", snap->threads[t].number, snap->threads[t].state,
                snap->threads[t].name, snap->threads[t].line, snap->threads[t].waits_for);
    for (int f = 0; f < snap->nfiles; f++) fprintf(out, "file %d\n", snap->files[f].number);
}

/* Blocks are looked at here, one pool after the other, if they were not described at once. */
static void put_heap(Engine *e, Snapshot *snap, FILE *out) {
    for (int i = 0; i < snap->npools; i++) {
        fprintf(out, "pool %d %d %c\n", snap->pools[i].arena, snap->pools[i].index,
                snap->pools[i].state);
        const SnapBlock *blocks = engine_pool_blocks(e, snap, i);
        for (int b = 0; b < snap->pools[i].total; b++)
            fprintf(out, "  %c %d %d %s\n", blocks[b].state, blocks[b].object, blocks[b].next_free,
                    blocks[b].label);
    }
    for (int i = 0; i < snap->nchunks; i++)
        fprintf(out, "chunk %llx %c %s\n", (unsigned long long)snap->chunks[i].address,
                snap->chunks[i].state, snap->chunks[i].label);
    for (int i = 0; i < 3; i++)
        fprintf(out, "generation %d %d %d\n", snap->generations[i].count,
                snap->generations[i].members, snap->generations[i].shown);
}

static void put_move(const Snapshot *snap, FILE *out) {
    fprintf(out, "event %llu step %d line %d safe %d output %s errors %s at %d of %s\n",
            (unsigned long long)snap->event, snap->step, snap->line, snap->safe,
            snap->output ? snap->output : "-", snap->errors ? snap->errors : "-",
            snap->current_instr, snap->function);
    for (int i = 0; i < snap->nevents; i++)
        fprintf(out, "%llu %s %s %d %d\n", (unsigned long long)snap->events[i].number,
                snap->events[i].sentence, snap->events[i].let_go ? snap->events[i].let_go : "-",
                snap->events[i].object, snap->events[i].owner);
    for (int i = 0; i < snap->ndeltas; i++)
        fprintf(out, "delta %d %d %d\n", snap->deltas[i].kind, snap->deltas[i].now,
                snap->deltas[i].before);
}

static char *everything(Engine *e, Snapshot *snap) {
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    put_move(snap, out);
    put_objects(snap, out);
    put_names(snap, out);
    put_heap(e, snap, out);
    fclose(out);
    return text;
}

static void first_difference(const char *a, const char *b) {
    size_t line = 0, i = 0;
    for (; a[i] && a[i] == b[i]; i++)
        if (a[i] == '\n') line = i + 1;
    fail_msg("kept: %.200s\nanew: %.200s", a + line, b + line);
}

static void look(Player *p, const char *path) {
    char *kept = everything(p->engine, p->snap);
    Snapshot *whole = engine_snapshot(p->engine, WANT_ALL | WANT_BLOCKS, p->view.since);
    char *anew = everything(p->engine, whole);
    if (strcmp(kept, anew) != 0) {
        fprintf(stderr, "%s, event %llu\n", path, (unsigned long long)p->snap->event);
        first_difference(kept, anew);
    }
    snapshot_free(whole);
    free(kept);
    free(anew);
}

/* There and back, and there again: what was kept is used in either direction. */
static void walk(Player *p, const char *path, Grain grain, int stops) {
    static const int ways[] = {+1, -1, +1};
    p->user_grain = p->view.grain = grain;
    for (size_t w = 0; w < ARRAY_LEN(ways); w++) {
        for (int i = 0; i < stops && player_move(p, grain, ways[w]); i++) {
            look(p, path);
        }
    }
}

static void play(const char *path) {
    static const UiOptions options = {.open = open_any};
    Player p;
    DiagList errors = {0};
    assert_true(player_open(&p, &options, path, &errors));
    for (int i = 0; i < p.lesson.nsteps; i++) {
        p.results[i] = RESULT_SKIPPED;
        p.source.scenario->steps[i].grain = SCN_GRAIN_UNSET;
    }
    bool whole = getenv("OURO_LOOKS_ALL") != NULL;
    walk(&p, path, MOVE_STEP, whole ? 1000 : STOPS);
    static const Grain grains[] = {MOVE_LINE, MOVE_INSTRUCTION, MOVE_PHASE, MOVE_EVENT};
    for (size_t g = 0; g < ARRAY_LEN(grains); g++) {
        uint64_t middle = player_step_event(&p, p.lesson.nsteps / 2);
        player_go(&p, middle != UINT64_MAX ? middle : 0);
        walk(&p, path, grains[g], whole ? 100 : 3);
    }
    player_close(&p);
}

static void play_all(const char *folder, const char *ending, size_t stride) {
    size_t count;
    char **paths = list_files(folder, ending, &count);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i += stride) {
        play(paths[i]);
    }
    free_files(paths, count);
}

static void what_is_kept_of_a_lesson_is_what_a_look_anew_shows(void **state) {
    (void)state;
    play_all("scenarios", ".json", getenv("OURO_LOOKS_ALL") != NULL ? 1 : 3);
}

static void what_is_kept_of_a_program_is_what_a_look_anew_shows(void **state) {
    (void)state;
    play_all("tests/programs/src", ".py", getenv("OURO_LOOKS_ALL") != NULL ? 1 : 60);
}

int main(void) {
    i18n_init(test_catalogues());
    i18n_set_language("en");
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_of_a_lesson_is_what_a_look_anew_shows),
        cmocka_unit_test(what_is_kept_of_a_program_is_what_a_look_anew_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
