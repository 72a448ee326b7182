/* heap.c - the heap at four depths: arenas and the system heap, one arena's pools, one pool's
 * blocks, one block's words.
 *
 * Column names are those of sys._debugmallocstats, so that a reader can compare with a Python of
 * their own. Called through pane_draw. */
#include "ui/panes/heap.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

enum { POOL_MAP_X = 28, WIDE_POOL_ROW = 90 };

Role heap_block_role(char state) {
    return state == 'a' ? ROLE_BLOCK_USED : state == 'f' ? ROLE_BLOCK_FREE : ROLE_BLOCK_UNTOUCHED;
}

Glyph heap_block_glyph(char state) {
    return state == 'a' ? GLYPH_USED : state == 'f' ? GLYPH_FREE : GLYPH_UNTOUCHED;
}

const char *heap_pool_state(char state) {
    switch (state) {
    case 'u': return _("used");
    case 'f': return _("full");
    case 'e': return _("empty");
    default: return _("untouched");
    }
}

/* One sign for a pool of an arena: how full it is. */
static void put_pool_sign(const Canvas *canvas, int x, int y, const SnapPool *pool) {
    switch (pool->state) {
    case 'f': put_glyph(canvas, x, y, ROLE_BLOCK_USED, GLYPH_FULL); break;
    case 'u':
        put_glyph(canvas, x, y, ROLE_BLOCK_USED,
                  pool->used * 2 >= pool->total ? GLYPH_SHADE3 : GLYPH_SHADE2);
        break;
    case 'e': put_glyph(canvas, x, y, ROLE_BLOCK_FREE, GLYPH_SHADE1); break;
    default: put_glyph(canvas, x, y, ROLE_BLOCK_UNTOUCHED, GLYPH_UNTOUCHED);
    }
}

static int pool_of_selection(const View *view) {
    int selected = view_selected_object(view);
    return selected >= 0 ? view->snap->objects[selected].pool : -1;
}

/* Does this row hold what was chosen in the pane? */
static bool is_cursor(const View *view, int item) {
    return view->focus == PANE_HEAP && view->pane[PANE_HEAP].cursor == item;
}

static void mark_row(const Canvas *canvas, View *view, int item, int y) {
    view_hit(view, canvas, (Rect){0, y, canvas->w, 1}, PANE_HEAP, item);
    if (is_cursor(view, item)) {
        put_role(canvas, (Rect){0, y, canvas->w, 1}, ROLE_CURSOR_LINE);
    }
}

static void put_bytes(StrBuf *out, int64_t bytes) {
    if (bytes >= 1024 * 1024 && bytes % (1024 * 1024) == 0) {
        sb_printf(out, "%" PRId64 " %s", bytes / (1024 * 1024), _("MiB"));
    } else if (bytes >= 1024 && bytes % 1024 == 0) {
        sb_printf(out, "%" PRId64 " %s", bytes / 1024, _("KiB"));
    } else {
        put_number(out, bytes);
        sb_printf(out, " %s", _("B"));
    }
}

static void put_arena_row(const Canvas *canvas, View *view, int index, int y) {
    const SnapArena *arena = &view->snap->arenas[index];
    StrBuf text = {0};
    sb_printf(&text, _("arena %d"), arena->index);
    sb_put(&text, "  ");
    put_bytes(&text, (int64_t)arena->bytes);
    sb_put(&text, "  ");
    sb_printf(&text, _("%d pools, %d free"), arena->npools, arena->nfree);
    sb_put(&text, "  ");
    int x = 1 + put_text(canvas, 1, y, ROLE_TEXT, sb_text(&text));
    sb_free(&text);
    for (int i = 0; i < arena->npools && x < canvas->w; i++, x++) {
        put_pool_sign(canvas, x, y, &view->snap->pools[arena->first_pool + i]);
    }
    mark_row(canvas, view, view_item(view, PANE_HEAP, ITEM_ARENA, (uint64_t)index, 0, y), y);
}

static void put_class_row(const Canvas *canvas, const SnapClass *row, int y, bool chosen) {
    put_format(canvas, 1, y, chosen ? ROLE_CHANGED : ROLE_TEXT, "%7d %7d %7d %8d %6d %11d",
               row->index, row->bytes, row->pools, row->used, row->free, row->untouched);
}

static void put_system_heap(const Canvas *canvas, View *view, int y) {
    const Snapshot *snap = view->snap;
    int64_t used = 0;
    int64_t spare = 0;
    int64_t top = 0;
    int nused = 0;
    int nspare = 0;
    for (int i = 0; i < snap->nchunks; i++) {
        const SnapChunk *chunk = &snap->chunks[i];
        if (chunk->state == 't') {
            top += chunk->bytes;
        } else if (chunk->state == 'f') {
            spare += chunk->bytes;
            nspare++;
        } else {
            used += chunk->bytes;
            nused++;
        }
    }
    StrBuf text = {0};
    sb_put(&text, _("system heap (a model)"));
    sb_put(&text, "  ");
    sb_printf(&text, i18n_plural("%d chunk in use", "%d chunks in use", (uint64_t)nused), nused);
    sb_putc(&text, ' ');
    put_bytes(&text, used);
    sb_put(&text, "   ");
    sb_printf(&text, _("%d free"), nspare);
    sb_putc(&text, ' ');
    put_bytes(&text, spare);
    sb_put(&text, "   ");
    sb_put(&text, _("top"));
    sb_putc(&text, ' ');
    put_bytes(&text, top);
    put_text(canvas, 1, y, ROLE_TEXT, sb_text(&text));
    sb_free(&text);
}

static void put_chunk_row(const Canvas *canvas, View *view, int index, int y) {
    const SnapChunk *chunk = &view->snap->chunks[index];
    StrBuf text = {0};
    put_address(&text, chunk->address, true);
    Role role = heap_block_role(chunk->state == 'm'   ? 'a'
                                : chunk->state == 't' ? '.'
                                                      : chunk->state);
    int x = 1 + put_text(canvas, 1, y, ROLE_ADDRESS, sb_text(&text)) + 2;
    sb_truncate(&text, 0);
    put_bytes(&text, chunk->bytes);
    put_right(canvas, x + 12, y, ROLE_TEXT, sb_text(&text));
    sb_free(&text);
    x += 14;
    put_glyph(canvas, x, y, role,
              heap_block_glyph(chunk->state == 'm'   ? 'a'
                               : chunk->state == 't' ? '.'
                                                     : chunk->state));
    const char *label = chunk->label[0] != '\0' ? chunk->label
                        : chunk->state == 'f'   ? _("free")
                        : chunk->state == 't'   ? _("top: not yet handed out")
                                                : "";
    put_clipped(canvas, x + 2, y, canvas->w - x - 2, role, label);
    mark_row(canvas, view, view_item(view, PANE_HEAP, ITEM_CHUNK, (uint64_t)index, 0, y), y);
}

uint64_t heap_block_address(const SnapPool *pool, int block) {
    return pool->address + HEAP_POOL_HEADER + (uint64_t)block * (uint64_t)pool->class_bytes;
}

char *heap_news(const Snapshot *snap, const SnapPool *pool) {
    char *news = host_alloc((size_t)pool->total + 1);
    uint64_t first = heap_block_address(pool, 0);
    for (int i = 0; i < snap->nevents && pool->class_bytes > 0; i++) {
        const SnapEvent *event = &snap->events[i];
        bool taken = event->event.kind == EV_MALLOC;
        if ((!taken && event->event.kind != EV_FREE) || event->address < first) {
            continue;
        }
        uint64_t block = (event->address - first) / (uint64_t)pool->class_bytes;
        if (block < (uint64_t)pool->total &&
            heap_block_address(pool, (int)block) == event->address) {
            news[block] = taken ? '+' : '-';
        }
    }
    return news;
}

/* The sign of a block: what became of it comes before what it is. */
static void put_block_sign(const Canvas *canvas, int x, int y, const SnapBlock *block, char news,
                           bool selected) {
    if (news != 0) {
        put_text(canvas, x, y, selected ? ROLE_SELECTED : ROLE_CHANGED, (char[]){news, '\0'});
        return;
    }
    put_glyph(canvas, x, y, selected ? ROLE_SELECTED : heap_block_role(block->state),
              heap_block_glyph(block->state));
}

/* Is the block one that a lesson asked for by name? */
static bool is_named(const SnapBlock *block) { return block->state == 'a' && block->named; }

/* Columns of the strip with names, 0 when no block has one. */
static int named_columns(const SnapPool *pool, const SnapBlock *blocks) {
    int columns = 0;
    bool named = false;
    for (int i = 0; i < pool->used + pool->free; i++) {
        const SnapBlock *block = &blocks[i];
        named = named || is_named(block);
        columns += 2 + (is_named(block) ? text_columns(block->label) : 0);
    }
    return named ? columns + 2 : 0;
}

/* "■p ■q □ ■s[2] ·…": each touched block with its name. */
static void put_named_map(const Canvas *canvas, const SnapPool *pool, const SnapBlock *blocks,
                          const char *news, int x, int y, int selected) {
    for (int i = 0; i < pool->used + pool->free; i++) {
        const SnapBlock *block = &blocks[i];
        put_block_sign(canvas, x++, y, block, news[i], i == selected);
        if (is_named(block)) {
            x += put_text(canvas, x, y, news[i] != 0 ? ROLE_CHANGED : ROLE_NAME, block->label);
        }
        x++;
    }
    if (pool->untouched > 0) {
        x += put_glyph(canvas, x, y, ROLE_BLOCK_UNTOUCHED, GLYPH_UNTOUCHED);
        put_glyph(canvas, x, y, ROLE_BLOCK_UNTOUCHED, GLYPH_ELLIPSIS);
    }
}

/* What the signs mean, on the screen where they stand. */
static void put_signs(const Canvas *canvas, int y) {
    int x = 2;
    static const struct {
        char state;
        const char *words;
    } signs[] = {{'a', N_("in use")}, {'f', N_("free")}, {'.', N_("never used")}};
    for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
        x += put_glyph(canvas, x, y, heap_block_role(signs[i].state),
                       heap_block_glyph(signs[i].state)) +
             1;
        x += put_text(canvas, x, y, ROLE_DIM, _(signs[i].words)) + 3;
    }
    x += put_text(canvas, x, y, ROLE_CHANGED, "+") + 1;
    x += put_text(canvas, x, y, ROLE_DIM, _("just handed out")) + 3;
    x += put_text(canvas, x, y, ROLE_CHANGED, "-") + 1;
    put_clipped(canvas, x, y, canvas->w - x, ROLE_DIM, _("just given back"));
}

/* A sign for each block. When they do not fit, those never handed out are cut first: what they have
 * in common is said by one sign as well as by two hundred. */
static void put_block_map(const Canvas *canvas, const View *view, int index, int x, int y, int room,
                          int selected) {
    const SnapPool *pool = &view->snap->pools[index];
    const SnapBlock *blocks = view_blocks(view, index);
    int touched = pool->used + pool->free;
    char *news = heap_news(view->snap, pool);
    int named = named_columns(pool, blocks);
    if (named > 0 && named <= room) {
        put_named_map(canvas, pool, blocks, news, x, y, selected);
        free(news);
        return;
    }
    /* For a projector as large as the room allows. */
    int wide = view->presenting && touched > 0 ? room / (touched + 2) : 1;
    wide = wide > 4 ? 4 : wide < 1 ? 1 : wide;
    room /= wide;
    int shown = touched < room - 1
                    ? room
                    : pool->total; /* the touched ones one by one, or all of them in scale */
    shown = shown < pool->total ? shown : pool->total;
    for (int i = 0; i < room; i++) {
        int from = shown <= room ? i : i * pool->total / room;
        int to = shown <= room ? i + 1 : (i + 1) * pool->total / room;
        if (from >= pool->total) {
            break;
        }
        const SnapBlock *block = &blocks[from];
        bool here = selected >= from && selected < to;
        if (i == room - 1 && shown <= room && to < pool->total) {
            put_glyph(canvas, x + i * wide, y, heap_block_role(block->state), GLYPH_ELLIPSIS);
            continue;
        }
        char changed = 0; /* of all that share the sign */
        for (int b = from; b < to || b == from; b++) {
            changed = news[b] != 0 ? news[b] : changed;
        }
        for (int part = 0; part < (wide > 1 ? wide - 1 : 1); part++) {
            put_block_sign(canvas, x + i * wide + part, y, block, changed, here);
        }
    }
    free(news);
}

/* Is the row one that the canvas shows? What is out of sight is offered to the cursor, but not drawn. */
static bool is_in_sight(const Canvas *canvas, int y) {
    int row = canvas->y + y;
    return row >= canvas->clip.y && row < canvas->clip.y + canvas->clip.h;
}

static void put_pool_row(const Canvas *canvas, View *view, int index, int y) {
    const SnapPool *pool = &view->snap->pools[index];
    int item = view_item(view, PANE_HEAP, ITEM_POOL, (uint64_t)index, 0, y);
    if (!is_in_sight(canvas, y)) {
        return;
    }
    put_format(canvas, 2, y, pool_of_selection(view) == index ? ROLE_CHANGED : ROLE_TEXT,
               _("pool %d"), pool->index);
    int selected = view_selected_object(view);
    int block_of_selection = selected >= 0 && pool_of_selection(view) == index
                                 ? view->snap->objects[selected].block_index
                                 : -1;
    if (pool->class_bytes > 0) {
        put_format(canvas, 10, y, ROLE_TEXT, "%4d %s", pool->class_bytes, _("B"));
    }
    put_clipped(canvas, 18, y, 10, ROLE_FIELD, heap_pool_state(pool->state));
    StrBuf counts = {0};
    sb_printf(&counts, _("%d used %d free"), pool->used, pool->free);
    if (canvas->w >= WIDE_POOL_ROW) {
        sb_put(&counts, " ");
        sb_printf(&counts, _("%d untouched"), pool->untouched);
    }
    int width = text_columns(sb_text(&counts));
    put_right(canvas, canvas->w, y, ROLE_DIM, sb_text(&counts));
    sb_free(&counts);
    put_block_map(canvas, view, index, POOL_MAP_X, y, canvas->w - POOL_MAP_X - width - 2,
                  block_of_selection);
    mark_row(canvas, view, item, y);
}

/* The pools of an arena that were ever carved, a row each, and how many were not. */
static int put_pools(const Canvas *canvas, View *view, const SnapArena *arena, int y) {
    for (int i = 0; i < arena->npools; i++) {
        if (view->snap->pools[arena->first_pool + i].state != '.') {
            put_pool_row(canvas, view, arena->first_pool + i, y++);
            y += view->presenting; /* air */
        }
    }
    return y;
}

/* Everything: arenas, the table of size classes, the system heap. Rows are drawn at their place in
 * the whole, the canvas is already moved by the scroll. */
static int draw_all(const Canvas *canvas, View *view) {
    const Snapshot *snap = view->snap;
    int selected_class =
        pool_of_selection(view) >= 0 ? snap->pools[pool_of_selection(view)].class_bytes : 0;
    int y = 0;
    for (int i = 0; i < snap->narenas; i++) {
        put_arena_row(canvas, view, i, y++);
        y = put_pools(canvas, view, &snap->arenas[i], y);
    }
    if (snap->narenas == 0) {
        put_text(canvas, 1, y++, ROLE_DIM, _("no arena is mapped yet"));
    }
    if (snap->npools > 0) {
        put_signs(canvas, y++);
    }
    put_system_heap(canvas, view, y++);
    put_text(canvas, 1, y++, ROLE_DIM, _("  class    size   pools   in use   free   untouched"));
    for (int i = 0; i < snap->nclasses; i++) {
        if (snap->classes[i].pools > 0) {
            put_class_row(canvas, &snap->classes[i], y++, snap->classes[i].bytes == selected_class);
        }
    }
    int shown = 0;
    for (int i = 0; i < snap->nchunks && shown < 200; i++, shown++) {
        put_chunk_row(canvas, view, i, y++);
    }
    return y;
}

static int draw_arena(const Canvas *canvas, View *view) {
    const Snapshot *snap = view->snap;
    if (view->heap_arena >= snap->narenas) {
        put_text(canvas, 1, 0, ROLE_DIM, _("this arena was returned to the operating system"));
        return 1;
    }
    const SnapArena *arena = &snap->arenas[view->heap_arena];
    StrBuf text = {0};
    put_address(&text, arena->address, true);
    sb_put(&text, "  ");
    if (arena->rank >= 0) {
        sb_printf(&text,
                  arena->rank == 0 ? _("next to be used: the fullest with a free pool")
                                   : _("number %d in the queue of usable arenas"),
                  arena->rank);
    } else {
        sb_put(&text, _("no free pool: not in the queue of usable arenas"));
    }
    put_clipped(canvas, 1, 0, canvas->w - 1, ROLE_DIM, sb_text(&text));
    sb_free(&text);
    int y = 1;
    int untouched = 0;
    for (int i = 0; i < arena->npools; i++) {
        untouched += snap->pools[arena->first_pool + i].state == '.';
    }
    y = put_pools(canvas, view, arena, y);
    if (untouched > 0) {
        StrBuf rest = {0};
        sb_printf(&rest,
                  i18n_plural("%d pool never carved", "%d pools never carved", (uint64_t)untouched),
                  untouched);
        put_text(canvas, 1, y++, ROLE_DIM, sb_text(&rest));
        sb_free(&rest);
    }
    put_signs(canvas, y++);
    return y;
}

static void draw_window(const Canvas *canvas, View *view, int (*draw)(const Canvas *, View *)) {
    PaneState *state = &view->pane[PANE_HEAP];
    int cursor_y =
        view->focus == PANE_HEAP && state->cursor >= 0 && (size_t)state->cursor < state->nitems
            ? state->items[state->cursor].y
            : -1;
    state->scroll =
        view_scroll(view, PANE_HEAP, cursor_y, state->content > 0 ? state->content : 1, canvas->h);
    state->nitems = 0;
    Canvas scrolled = *canvas;
    scrolled.y -= state->scroll;
    state->content = draw(&scrolled, view);
    if (state->content - state->scroll > canvas->h) {
        put_glyph(canvas, canvas->w - 1, canvas->h - 1, ROLE_KEY, GLYPH_ARROW_DOWN);
    }
    if (state->scroll > 0) {
        put_glyph(canvas, canvas->w - 1, 0, ROLE_KEY, GLYPH_ARROW_UP);
    }
}

/* The kernel takes the pages of a process that is gone; the interpreter has given back none of these. */
static void draw_gone(const Canvas *canvas, View *view) {
    const Snapshot *snap = view->snap;
    int64_t bytes = 0;
    for (int i = 0; i < snap->narenas; i++) {
        bytes += (int64_t)snap->arenas[i].bytes;
    }
    StrBuf text = {0};
    sb_printf(&text,
              i18n_plural("%d arena went with the process", "%d arenas went with the process",
                          (uint64_t)snap->narenas),
              snap->narenas);
    sb_printf(
        &text,
        _(": %lld KiB, and %lld blocks that nobody had freed. The system has the pages again; "
          "the next process gets them empty."),
        (long long)(bytes / 1024), (long long)snap->allocated_blocks);
    int y =
        put_paragraph(canvas, (Rect){1, 0, canvas->w - 2, canvas->h}, ROLE_NOTE, sb_text(&text), 0);
    sb_free(&text);
    for (int i = 0; i < snap->narenas; i++) {
        if (y + 1 + i < canvas->h) {
            put_format(canvas, 1, y + 1 + i, ROLE_DIM, _("arena %d  unmapped"),
                       snap->arenas[i].index);
        }
    }
    view->pane[PANE_HEAP].content = y + 1 + snap->narenas;
}

void pane_heap(const Canvas *canvas, View *view) {
    if (view->snap == NULL) {
        return;
    }
    if (view->snap->exit_phase == EXIT_GONE) {
        draw_gone(canvas, view);
        return;
    }
    switch (view->heap_depth) {
    case HEAP_ALL: draw_window(canvas, view, draw_all); break;
    case HEAP_ARENA: draw_window(canvas, view, draw_arena); break;
    case HEAP_POOL: draw_window(canvas, view, heap_draw_pool); break;
    case HEAP_BLOCK: draw_window(canvas, view, heap_draw_block); break;
    }
}
