/* fuzz_run.c - any bytes as a program, run by the engine while somebody looks and moves about.
 *
 * The first byte chooses the version and the hostile options, the second where to look; the rest is
 * the source. Build with clang: -fsanitize=fuzzer,address,undefined; seeds are the programs of
 * tests/programs/src behind two bytes (tests/fuzz/seeds.sh makes them), words are in
 * tests/fuzz/python.dict. tests/unit/test_fuzz_run.c replays the corpus without the fuzzer. */
#include <stdint.h>
#include <stdlib.h>

#include "../versions.h"
#include "engine/engine.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void look(Engine *e) {
    Snapshot *snap = engine_snapshot(e, WANT_ALL, engine_previous(e, MOVE_EVENT));
    for (int i = 0; i < snap->nobjects && i < 40; i++) {
        InspectList rows = engine_inspect(e, snap->objects[i].address);
        inspect_free(&rows);
    }
    if (snap->nobjects) free(engine_why_alive(e, snap->objects[snap->nobjects - 1].address));
    if (snap->nedges)
        free(engine_what_if(e, snap->objects[snap->edges[0].from].address,
                            snap->objects[snap->edges[0].to].address));
    snapshot_free(snap);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 3) return 0;
    char *source = host_strndup((const char *)data + 2, size - 2);
    Program *program = program_from_source(
        "fuzz.py", source, profile_find(test_versions[data[0] % ARRAY_LEN(test_versions)]));
    program->event_limit = 20000;
    program->image_bytes = (uint64_t)16 << 20;
    EngineOptions options = {.check_level = 1,
                             .collect_every_alloc = (data[0] & 0x30) == 0x30,
                             .fail_alloc = data[0] & 0x80 ? data[1] : 0};
    DiagList diags = {0};
    Engine *e = engine_new(program, &options, &diags);
    if (!e != !!diags.total) abort();
    if (e) {
        uint64_t last = engine_last_event(e), hash;
        engine_run_to_end(e);
        hash = engine_hash(e);
        uint64_t random = (uint64_t)data[1] * UINT64_C(0x9E3779B97F4A7C15) + size;
        for (int i = 0; i < 3 && last > 0; i++) {
            random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
            engine_seek(e, (random >> 20) % (last + 1));
            look(e);
            engine_move(e, (Grain)((random >> 40) % MOVE_COUNT), random & 1 ? 1 : -1);
        }
        bool limited = engine_run_to_end(e) == RUN_LIMIT;
        if (engine_now(e) != last || (!limited && engine_hash(e) != hash)) abort();
        engine_free(e);
    }
    diag_free(&diags);
    program_free(program);
    free(source);
    return 0;
}
