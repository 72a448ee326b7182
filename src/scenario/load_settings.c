/* load_settings.c - the object `settings`: what differs from the profile. Called by load.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

#include "engine/engine.h"
#include "scenario/load.h"

const char *const load_settings_keys[] = {"gc",        "pymalloc", "finalizers", "threads", "gil",
                                          "hash_seed", "compile",  "limits",     NULL};
static const char *const gc_keys[] = {"enabled", "threshold", "debug", "start", NULL};
static const char *const pymalloc_keys[] = {"arena_bytes", "pool_bytes", "alignment", "max_small",
                                            NULL};
static const char *const thread_keys[] = {"schedule", "seed", NULL};
static const char *const limit_keys[] = {"events", "image_mib", "depth", NULL};

enum { POOL_SMALLEST = 256, POOL_LARGEST = 65536, ARENA_LARGEST = 16777216 };

/* The object under `key`, its keys checked; NULL when it is not there or not an object. */
static const JsonValue *section(Loader *l, const JsonValue *object, const char *key,
                                const char *const *names) {
    const JsonValue *value = json_member(object, key);
    if (!value || !load_kind(l, value, JSON_OBJECT, N_("an object"))) return NULL;
    load_keys(l, value, names);
    return value;
}

static void load_threshold(Loader *l, const JsonValue *value, Settings *out) {
    const char *expected = N_("an array of three integers such as [700, 10, 10]");
    if (!load_kind(l, value, JSON_ARRAY, expected)) return;
    if (value->count != 3) {
        load_error(l, value,
                   (Issue){.message = N_("there are three thresholds, one per generation"),
                           .expected = expected,
                           .found = load_found(l, value)});
        return;
    }
    for (size_t i = 0; i < 3; i++)
        load_int(l, &value->items[i], 0, INT32_MAX, &out->gc_threshold[i]);
}

static void load_debug(Loader *l, const JsonValue *value, Settings *out) {
    static const char *const names[] = {"STATS",   "COLLECTABLE", "UNCOLLECTABLE",
                                        "SAVEALL", "LEAK",        NULL};
    static const int bits[] = {SCN_GC_STATS, SCN_GC_COLLECTABLE, SCN_GC_UNCOLLECTABLE,
                               SCN_GC_SAVEALL, SCN_GC_LEAK};
    if (!load_kind(l, value, JSON_ARRAY, N_("an array such as [\"SAVEALL\"]"))) return;
    SettingInt debug = {.given = true, .at = load_pos(value)};
    bool seen[ARRAY_LEN(bits)] = {false};
    for (size_t i = 0; i < value->count; i++) {
        int choice;
        if (!load_enum(l, &value->items[i], names, &choice)) continue;
        if (seen[choice])
            load_error(l, &value->items[i],
                       (Issue){.message = N_("this flag is given twice"),
                               .found = load_found(l, &value->items[i])});
        seen[choice] = true;
        debug.value |= bits[choice];
    }
    out->gc_debug = debug;
}

static void load_gc(Loader *l, const JsonValue *settings, Settings *out) {
    const JsonValue *gc = section(l, settings, "gc", gc_keys), *v;
    if (!gc) return;
    if ((v = json_member(gc, "enabled"))) load_bool(l, v, &out->gc_enabled);
    if ((v = json_member(gc, "threshold"))) load_threshold(l, v, out);
    if ((v = json_member(gc, "debug"))) load_debug(l, v, out);
    static const char *const starts[] = {"empty", "python", NULL};
    int choice;
    if ((v = json_member(gc, "start")) && load_enum(l, v, starts, &choice))
        out->gc_start = (SettingInt){.given = true, .value = choice, .at = load_pos(v)};
}

static void load_power(Loader *l, const JsonValue *value, int64_t from, int64_t to,
                       SettingInt *out) {
    SettingInt number;
    if (!load_int(l, value, from, to, &number)) return;
    if (number.value & (number.value - 1))
        load_error(l, value,
                   (Issue){.message = N_("the size is not a power of two"),
                           .expected = load_text(l, _("a power of two from %lld to %lld"),
                                                 (long long)from, (long long)to),
                           .found = load_found(l, value)});
    else
        *out = number;
}

static void load_pymalloc(Loader *l, const JsonValue *settings, Settings *out) {
    const JsonValue *pymalloc = section(l, settings, "pymalloc", pymalloc_keys), *v;
    if (!pymalloc) return;
    if ((v = json_member(pymalloc, "arena_bytes")))
        load_power(l, v, 2 * POOL_SMALLEST, ARENA_LARGEST, &out->arena_bytes);
    if ((v = json_member(pymalloc, "pool_bytes")))
        load_power(l, v, POOL_SMALLEST, POOL_LARGEST, &out->pool_bytes);
    if ((v = json_member(pymalloc, "alignment"))) load_power(l, v, 8, 16, &out->alignment);
    if ((v = json_member(pymalloc, "max_small"))) load_int(l, v, 8, 512, &out->max_small);
}

static int64_t or_else(const SettingInt *setting, int64_t otherwise) {
    return setting->given ? setting->value : otherwise;
}

void load_check_sizes(Loader *l, const JsonValue *settings, const Settings *s) {
    const JsonValue *at = json_member(settings, "pymalloc");
    if (!at || at->kind != JSON_OBJECT) return;
    const Profile *p = l->profile;
    int64_t arena = or_else(&s->arena_bytes, p->arena_bytes);
    int64_t pool = or_else(&s->pool_bytes, p->pool_bytes);
    int64_t alignment = or_else(&s->alignment, p->alignment);
    int64_t max_small = or_else(&s->max_small, p->max_small);
    if (arena < 2 * pool)
        load_error(l, at,
                   (Issue){.message = N_("the arena is too small for its pools"),
                           .expected = load_text(l, _("`arena_bytes` of at least two pools: %lld"),
                                                 (long long)(2 * pool)),
                           .found = load_text(l, _("an arena of %lld bytes and pools of %lld"),
                                              (long long)arena, (long long)pool)});
    if (max_small % alignment)
        load_error(l, at,
                   (Issue){.message = N_("`max_small` must be a multiple of the alignment"),
                           .expected = load_text(l, _("a multiple of %lld"), (long long)alignment),
                           .found = load_text(l, "%lld", (long long)max_small)});
    int64_t room = (pool - p->pool_header) / alignment * alignment;
    if (max_small > room)
        load_error(
            l, at,
            (Issue){.message = N_("a pool has no room for one block of the largest size class"),
                    .expected = load_text(l, _("`max_small` of at most %lld"), (long long)room),
                    .found = load_text(l, N_("%lld, in pools of %lld bytes with a header of %lld"),
                                       (long long)max_small, (long long)pool,
                                       (long long)p->pool_header)});
}

/* "1", "1 line:5", "1 looks:3", "1 count:5" */
static bool read_turn(const char *text, ThreadTurn *turn) {
    int end = 0;
    int thread, number;
    *turn = (ThreadTurn){0};
    if (sscanf(text, "%3d%n", &thread, &end) != 1 || thread < 0) return false;
    turn->thread = thread;
    if (text[end] == '\0') return true;
    text += end;
    end = 0;
    if (sscanf(text, " line:%6d%n", &number, &end) == 1 && number > 0 && text[end] == '\0')
        turn->line = number;
    else if (sscanf(text, " looks:%6d%n", &number, &end) == 1 && number > 0 && text[end] == '\0')
        turn->looks = number;
    else if (sscanf(text, " count:%6d%n", &number, &end) == 1 && number > 0 && text[end] == '\0')
        turn->line = number, turn->count = 1;
    else
        return false;
    return true;
}

static void load_schedule(Loader *l, const JsonValue *value, Settings *out) {
    enum { TURNS_MOST = 10000 };
    const char *expected =
        N_("\"1\": thread 1 until it waits or ends; \"1 line:5\": until the GIL can be "
           "given away in line 5; \"1 looks:3\": until the third time that it can; \"1 count:5\", "
           "without the "
           "GIL: until it has changed a count in line 5 and not stored it");
    if (!load_kind(l, value, JSON_ARRAY, N_("an array of turns such as [\"1 line:5\", \"2\"]")))
        return;
    if (value->count > TURNS_MOST) {
        load_error(l, value,
                   (Issue){.message = N_("there are too many turns"),
                           .expected = N_("at most 10000 turns"),
                           .found = load_found(l, value)});
        return;
    }
    free(out->turns);
    out->turns = host_alloc((value->count + 1) * sizeof *out->turns);
    out->turn_count = value->count;
    for (size_t i = 0; i < value->count; i++) {
        const JsonValue *turn = &value->items[i];
        if (!load_kind(l, turn, JSON_STRING, expected)) continue;
        if (!read_turn(turn->text, &out->turns[i]))
            load_error(l, turn,
                       (Issue){.message = N_("this is not a turn"),
                               .expected = expected,
                               .found = load_found(l, turn)});
    }
}

static void load_threads(Loader *l, const JsonValue *settings, Settings *out) {
    const JsonValue *threads = section(l, settings, "threads", thread_keys), *v;
    if (!threads) return;
    if ((v = json_member(threads, "schedule"))) load_schedule(l, v, out);
    if ((v = json_member(threads, "seed"))) {
        load_int(l, v, 1, UINT32_MAX, &out->thread_seed);
        if (json_member(threads, "schedule"))
            load_error(l, v,
                       (Issue){.message = N_("a schedule leaves nothing to dice"),
                               .expected = N_("either `schedule` or `seed`"),
                               .at_key = true});
    }
}

/* With the GIL nobody comes between the load and the store of a count. */
static void check_turns(Loader *l, const JsonValue *settings, const Settings *s) {
    const JsonValue *threads = json_member(settings, "threads");
    const JsonValue *turns = threads ? json_member(threads, "schedule") : NULL;
    for (size_t i = 0; i < s->turn_count && !(s->gil.given && s->gil.value == 0); i++) {
        if (!s->turns[i].count || !turns || i >= turns->count) continue;
        load_error(
            l, &turns->items[i],
            (Issue){
                .message =
                    N_("with the GIL no thread is left between the load and the store of a count"),
                .expected = N_("`\"gil\": false` in the settings, or a turn such as \"1 line:5\""),
                .found = load_found(l, &turns->items[i])});
    }
}

void load_settings(Loader *l, const JsonValue *value, Settings *out) {
    static const char *const finalizers[] = {"pep442", "legacy", NULL};
    static const char *const compile[] = {"file", "cells", NULL};
    if (!load_kind(l, value, JSON_OBJECT, N_("an object"))) return;
    load_keys(l, value, load_settings_keys);
    load_gc(l, value, out);
    load_pymalloc(l, value, out);
    load_threads(l, value, out);
    const JsonValue *v;
    int choice;
    if ((v = json_member(value, "finalizers")) && load_enum(l, v, finalizers, &choice))
        out->finalizers = (SettingInt){.given = true, .value = choice, .at = load_pos(v)};
    if ((v = json_member(value, "compile")) && load_enum(l, v, compile, &choice))
        out->compile = (SettingInt){.given = true, .value = choice, .at = load_pos(v)};
    if ((v = json_member(value, "gil"))) load_bool(l, v, &out->gil);
    check_turns(l, value, out);
    if ((v = json_member(value, "hash_seed"))) load_int(l, v, 0, UINT32_MAX, &out->hash_seed);
    const JsonValue *limits = section(l, value, "limits", limit_keys);
    if (!limits) return;
    if ((v = json_member(limits, "events"))) load_int(l, v, 1, 1000000000000, &out->limit_events);
    if ((v = json_member(limits, "image_mib"))) load_int(l, v, 1, 4096, &out->limit_image_mib);
    if ((v = json_member(limits, "depth"))) load_int(l, v, 1, 2000, &out->limit_depth);
}
