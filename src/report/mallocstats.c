/* mallocstats.c - the text of sys._debugmallocstats. Called by the command line's reports.
 *
 * Layout, order and the meaning of each line are CPython's: Objects/obmalloc.c,
 * _PyObject_DebugMallocStats and _PyDebugAllocatorStats; Objects/object.c,
 * _PyObject_DebugTypeStats. */
#include "report/mallocstats.h"

#include <stdio.h>
#include <string.h>

#include "alloc/alloc_view.h"
#include "object/core/object.h"

enum { MAX_CLASSES = 64, LABEL_WIDTH = 35, VALUE_WIDTH = 21 };

/* "label      =      1,234,567"; returns the value, so that a sum can be made on the way. */
static uint64_t print_one(StrBuf *out, const char *label, uint64_t value) {
    char plain[24], text[32];
    int digits = snprintf(plain, sizeof plain, "%llu", (unsigned long long)value), at = 0;
    for (int i = 0; i < digits; i++) {
        if (i > 0 && (digits - i) % 3 == 0) text[at++] = ',';
        text[at++] = plain[i];
    }
    text[at] = '\0';
    sb_printf(out, "%-*s=%*s\n", LABEL_WIDTH, label, VALUE_WIDTH, text);
    return value;
}

static void print_classes(StrBuf *out, const AllocStats *stats, const ClassView *classes) {
    sb_printf(out, "Small block threshold = %llu, in %u size classes.\n",
              (unsigned long long)stats->max_small, stats->nclasses);
    sb_put(out, "\nclass   size   num pools   blocks in use  avail blocks\n"
                "-----   ----   ---------   -------------  ------------\n");
    for (uint32_t i = 0; i < stats->nclasses; i++) {
        const ClassView *c = &classes[i];
        if (c->pools == 0) continue;
        sb_printf(out, "%5u %6u %11llu %15llu %13llu\n", i, c->block_bytes,
                  (unsigned long long)c->pools, (unsigned long long)c->allocated,
                  (unsigned long long)c->available);
    }
    sb_putc(out, '\n');
}

static void print_arenas(StrBuf *out, const AllocStats *stats) {
    char label[80];
    print_one(out, "# arenas allocated total", stats->arenas_allocated_total);
    print_one(out, "# arenas reclaimed", stats->arenas_reclaimed);
    print_one(out, "# arenas highwater mark", stats->arenas_highwater);
    print_one(out, "# arenas allocated current", stats->arenas_current);
    snprintf(label, sizeof label, "%llu arenas * %llu bytes/arena",
             (unsigned long long)stats->arenas_current, (unsigned long long)stats->arena_bytes);
    print_one(out, label, stats->arenas_current * stats->arena_bytes);
    sb_putc(out, '\n');
}

static void print_bytes(StrBuf *out, const AllocStats *stats, const ClassView *classes) {
    uint64_t allocated = 0, available = 0, headers = 0, quantization = 0;
    for (uint32_t i = 0; i < stats->nclasses; i++) {
        const ClassView *c = &classes[i];
        allocated += c->allocated * c->block_bytes;
        available += c->available * c->block_bytes;
        headers += c->pools * stats->pool_header;
        quantization += c->pools * ((stats->pool_bytes - stats->pool_header) % c->block_bytes);
    }
    char label[80];
    uint64_t total = print_one(out, "# bytes in allocated blocks", allocated);
    total += print_one(out, "# bytes in available blocks", available);
    snprintf(label, sizeof label, "%llu unused pools * %llu bytes",
             (unsigned long long)stats->free_pools, (unsigned long long)stats->pool_bytes);
    total += print_one(out, label, stats->free_pools * stats->pool_bytes);
    total += print_one(out, "# bytes lost to pool headers", headers);
    total += print_one(out, "# bytes lost to quantization", quantization);
    total += print_one(out, "# bytes lost to arena alignment",
                       0); /* simulated arenas are aligned to pools */
    print_one(out, "Total", total);
}

/* One inner node and one leaf cover all simulated arenas. */
static void print_arena_map(const Proc *p, StrBuf *out, const AllocStats *stats) {
    uint64_t node = (uint64_t)p->s->profile.arena_map_node_bytes,
             nodes = stats->arenas_allocated_total > 0;
    if (node == 0) return;
    sb_put(out, "\narena map counts\n");
    print_one(out, "# arena map mid nodes", nodes);
    print_one(out, "# arena map bot nodes", nodes);
    sb_putc(out, '\n');
    uint64_t total = print_one(out, "# bytes lost to arena map root", node);
    total += print_one(out, "# bytes lost to arena map mid", nodes * node);
    total += print_one(out, "# bytes lost to arena map bot",
                       nodes * (uint64_t)p->s->profile.arena_map_leaf_bytes);
    print_one(out, "Total", total);
}

static void print_free_list(StrBuf *out, const char *name, int32_t count, int64_t bytes) {
    char text[80], label[96];
    snprintf(text, sizeof text, "%d %ss * %lld bytes each", count, name, (long long)bytes);
    snprintf(label, sizeof label, "%48s ", text);
    print_one(out, label, (uint64_t)(count * bytes));
}

static void print_free_lists(const Proc *p, StrBuf *out) {
    const Profile *profile = &p->s->profile;
    const struct ObjectState *ob = p->ob;
    int64_t size_of[TYPE_COUNT];
    for (int i = 0; i < TYPE_COUNT; i++) size_of[i] = ob->types[i].basicsize;
    if (profile->free_cfunction)
        print_free_list(out, "free PyCFunctionObject", ob->free_cfunctions.count,
                        size_of[TYPE_BUILTIN]);
    print_free_list(out, "free PyDictObject", ob->free_dicts.count, size_of[TYPE_DICT]);
    if (version_stats_dict_keys(profile->version))
        print_free_list(out, "free PyDictKeysObject", ob->free_dict_keys.count,
                        profile->dict_keys_header);
    print_free_list(out, "free PyFloatObject", ob->free_floats.count, size_of[TYPE_FLOAT]);
    if (profile->free_frame)
        print_free_list(out, "free PyFrameObject", ob->free_frames.count, size_of[TYPE_FRAME]);
    print_free_list(out, "free PyListObject", ob->free_lists.count, size_of[TYPE_LIST]);
    if (profile->free_method)
        print_free_list(out, "free PyMethodObject", ob->free_methods.count, size_of[TYPE_METHOD]);
    for (int n = 1; n <= profile->free_tuple_sizes; n++) {
        char name[40];
        snprintf(name, sizeof name, "free %d-sized PyTupleObject", n);
        print_free_list(out, name, ob->free_tuples[n].count, size_of[TYPE_TUPLE] + n * 8);
    }
}

void mallocstats_text(const Proc *p, StrBuf *out) {
    AllocStats stats;
    ClassView classes[MAX_CLASSES];
    alloc_view_stats(p, &stats);
    alloc_view_classes(p, classes);
    print_classes(out, &stats, classes);
    print_arenas(out, &stats);
    print_bytes(out, &stats, classes);
    print_arena_map(p, out, &stats);
    sb_putc(out, '\n');
    if (p->ob) print_free_lists(p, out);
}
