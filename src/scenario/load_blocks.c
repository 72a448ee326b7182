/* load_blocks.c - the actions alloc, realloc and free, and the book of names they share. Called by
 * load_step.c.
 *
 * The steps run in the order of the file, so a name that is not allocated, or freed twice, is found
 * here, before anything runs. A reference is `p` (all blocks of that name), `p[3]` or `p[1:4]`. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

#include "scenario/load.h"

enum { BYTES_MOST = 1 << 30, BLOCKS_MOST = 1000000 };

static const char *const alloc_keys[] = {"bytes", "as", "count", NULL};
static const char *const realloc_keys[] = {"block", "bytes", NULL};

/* Where the name stands in the book, which is sorted, or would stand; *found says which. */
static size_t place_of(const Loader *l, const char *name, size_t len, bool *found) {
    size_t low = 0, high = l->block_names;
    *found = false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *other = l->blocks[middle].name;
        int order = strncmp(other, name, len);
        if (order == 0 && other[len]) order = 1;
        if (order == 0) *found = true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static LiveBlocks *find_blocks(Loader *l, const char *name, size_t len) {
    bool found;
    size_t at = place_of(l, name, len, &found);
    return found ? &l->blocks[at] : NULL;
}

void load_blocks_done(Loader *l) {
    for (size_t i = 0; i < l->block_names; i++) free(l->blocks[i].name), free(l->blocks[i].freed);
    free(l->blocks);
    l->blocks = NULL;
    l->block_names = 0;
}

static void mark_freed(Loader *l, LiveBlocks *blocks, int64_t index) {
    blocks->freed[index] = true;
    if (--blocks->left) return;
    l->blocks_total -= blocks->count;
    free(blocks->name), free(blocks->freed);
    size_t behind = (size_t)(l->blocks + --l->block_names - blocks);
    memmove(blocks, blocks + 1, behind * sizeof *blocks);
}

static void add_blocks(Loader *l, const char *name, int64_t count, int line) {
    bool found;
    size_t at = place_of(l, name, strlen(name), &found);
    l->blocks = host_grow(l->blocks, &l->block_cap, l->block_names + 1, sizeof *l->blocks);
    memmove(l->blocks + at + 1, l->blocks + at, (l->block_names++ - at) * sizeof *l->blocks);
    l->blocks[at] = (LiveBlocks){.name = host_strdup(name),
                                 .count = count,
                                 .left = count,
                                 .freed = host_alloc((size_t)count),
                                 .line = line};
    l->blocks_total += count;
}

void load_alloc(Loader *l, const JsonValue *value, Action *out) {
    if (!load_kind(l, value, JSON_OBJECT, N_("an object such as {\"bytes\": 65, \"as\": \"p\"}")))
        return;
    load_keys(l, value, alloc_keys);
    const JsonValue *v;
    SettingInt bytes = {0}, count = {.value = 1};
    if ((v = load_required(l, value, "bytes", N_("an integer: how many bytes are asked for"),
                           NULL)))
        load_int(l, v, 0, BYTES_MOST, &bytes);
    if ((v = json_member(value, "count"))) load_int(l, v, 1, SCN_BLOCKS, &count);
    SourceString name = {0};
    v = load_required(l, value, "as", N_("a name for the block"), N_("for example \"as\": \"p\""));
    if (!v || !load_line(l, v, N_("a name"), &name)) return;
    out->alloc.name = name.text;
    out->alloc.bytes = bytes.value;
    out->alloc.count = count.value;
    const LiveBlocks *old = find_blocks(l, name.text, strlen(name.text));
    if (!load_is_identifier(name.text, strlen(name.text))) {
        load_error(l, v,
                   (Issue){.message = N_("a block is named as a Python variable is"),
                           .expected = N_("letters, digits and `_`"),
                           .found = load_found(l, v)});
    } else if (old) {
        load_error(l, v,
                   (Issue){.message = load_text(l, _("%s already names blocks in use"),
                                                load_quoted(l, name.text)),
                           .found = load_text(l, _("allocated on line %d"), old->line),
                           .hint = N_("free them first, or take another name")});
    } else if (l->blocks_total + count.value > BLOCKS_MOST) {
        load_error(l, value,
                   (Issue){.message = N_("the scenario allocates too many blocks"),
                           .expected = N_("at most 1000000 at a time")});
    } else {
        /* also after a wrong size, so that later steps may use the name without another error */
        add_blocks(l, name.text, count.value, value->line);
    }
}

typedef struct Span { /* blocks [from, to) of a name */
    LiveBlocks *blocks;
    int64_t from, to;
} Span;

/* A decimal index at *at, or `otherwise` when there are no digits. False when it is too large. */
static bool read_index(const char **at, int64_t otherwise, int64_t *out) {
    if (**at < '0' || **at > '9') {
        *out = otherwise;
        return true;
    }
    char *end;
    errno = 0;
    intmax_t number = strtoimax(*at, &end, 10);
    *at = end;
    *out = number;
    return errno == 0;
}

static bool bad_reference(Loader *l, const JsonValue *value) {
    load_error(l, value,
               (Issue){.message = N_("this does not name a block"),
                       .expected = N_("a name such as `p`, `p[3]` or `p[1:4]`"),
                       .found = load_found(l, value)});
    return false;
}

static bool unknown_blocks(Loader *l, const JsonValue *value, const char *name) {
    bool heard = l->errors->count < DIAG_MAX; /* else nobody reads the hint */
    size_t count = heard ? l->block_names : 0;
    const char **names = host_alloc((count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++) names[i] = l->blocks[i].name;
    load_error(l, value,
               (Issue){.message = load_text(l, _("no block %s is in use at this step"),
                                            load_quoted(l, name)),
                       .expected = N_("a block that an earlier step allocates and none has freed"),
                       .hint = load_nearest(l, name, names)});
    free(names);
    return false;
}

/* Read `p`, `p[3]` or `p[1:4]`. */
static bool read_reference(Loader *l, const JsonValue *value, Span *out) {
    if (!load_kind(l, value, JSON_STRING, N_("a name such as `p` or `p[3]`"))) return false;
    const char *text = value->text;
    size_t len = strcspn(text, "[");
    if (!load_is_identifier(text, len)) return bad_reference(l, value);
    out->blocks = find_blocks(l, text, len);
    if (!out->blocks)
        return unknown_blocks(l, value, load_text(l, "%.*s", (int)min_size(len, 200), text));
    int64_t count = out->blocks->count;
    out->from = 0, out->to = count;
    if (text[len] == '[') {
        const char *at = text + len + 1, *start = at;
        bool fits = read_index(&at, 0, &out->from);
        bool digits = at > start;
        fits &= out->from < count;
        out->to = fits ? out->from + 1 : 0;
        if (*at == ':') {
            at++;
            fits &= read_index(&at, count, &out->to);
        } else if (!digits) {
            return bad_reference(l, value);
        }
        if (strcmp(at, "]") != 0) return bad_reference(l, value);
        if (!fits || out->to > count || out->from >= out->to) {
            load_error(l, value,
                       (Issue){.message = N_("there is no such block"),
                               .expected = load_text(l, _("an index from 0 to %lld"),
                                                     (long long)(count - 1)),
                               .found = load_found(l, value)});
            return false;
        }
    }
    return true;
}

static bool all_in_use(Loader *l, const JsonValue *value, Span span) {
    for (int64_t i = span.from; i < span.to; i++) {
        if (!span.blocks->freed[i]) continue;
        load_error(l, value,
                   (Issue){.message = load_text(l, _("the block `%.60s[%lld]` is freed twice"),
                                                span.blocks->name, (long long)i),
                           .expected = N_("a block in use"),
                           .found = load_found(l, value)});
        return false;
    }
    return true;
}

/* Add the blocks of the span to the action, and strike them out in the book. `p` alone stands for
 * those that are left; an index or a slice must name blocks in use. */
static void free_span(Loader *l, const JsonValue *value, Span span, Action *out) {
    bool whole = !strchr(value->text, '[');
    if (!whole && !all_in_use(l, value, span)) return;
    size_t room = out->free.count + (size_t)(span.to - span.from);
    out->free.blocks = host_resize(out->free.blocks, room * sizeof *out->free.blocks);
    char *name = host_strdup(span.blocks->name);
    bool last = false; /* with its last block the entry of the book goes */
    for (int64_t i = span.from; i < span.to && !last; i++) {
        if (span.blocks->freed[i]) continue;
        out->free.blocks[out->free.count++] = (BlockRef){.name = host_strdup(name), .index = i};
        last = span.blocks->left == 1;
        mark_freed(l, span.blocks, i);
    }
    free(name);
}

void load_realloc(Loader *l, const JsonValue *value, Action *out) {
    if (!load_kind(l, value, JSON_OBJECT,
                   N_("an object such as {\"block\": \"p\", \"bytes\": 130}")))
        return;
    load_keys(l, value, realloc_keys);
    const JsonValue *v;
    SettingInt bytes;
    if ((v = load_required(l, value, "bytes", N_("an integer: the new size"), NULL)) &&
        load_int(l, v, 0, BYTES_MOST, &bytes))
        out->realloc.bytes = bytes.value;
    Span span;
    v = load_required(l, value, "block", N_("the name of a block"), NULL);
    if (!v || !read_reference(l, v, &span)) return;
    if (span.to - span.from != 1) {
        load_error(
            l, v,
            (Issue){.message = N_("realloc takes one block"),
                    .expected = load_text(l, _("one block, such as `%.60s[0]`"), span.blocks->name),
                    .found = load_found(l, v)});
        return;
    }
    if (span.blocks->freed[span.from]) {
        load_error(l, v,
                   (Issue){.message = N_("the block is already free"),
                           .expected = N_("a block in use"),
                           .found = load_found(l, v)});
        return;
    }
    out->realloc.block = (BlockRef){.name = host_strdup(span.blocks->name), .index = span.from};
}

void load_free(Loader *l, const JsonValue *value, Action *out) {
    if (value->kind != JSON_ARRAY &&
        !load_kind(l, value, JSON_STRING, N_("the name of a block, or an array of names")))
        return;
    const JsonValue *items = value->kind == JSON_ARRAY ? value->items : value;
    size_t count = value->kind == JSON_ARRAY ? value->count : 1;
    if (count == 0)
        load_error(l, value,
                   (Issue){.message = N_("there is nothing to free"),
                           .expected = N_("at least one name"),
                           .found = N_("an empty array")});
    for (size_t i = 0; i < count; i++) {
        Span span;
        if (read_reference(l, &items[i], &span)) free_span(l, &items[i], span, out);
    }
}
