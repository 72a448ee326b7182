/* heap_pool.c - one pool: its header, its blocks and the free list through them; and one block,
 * word by word. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/panes/heap.h"
#include "ui/panes/words.h"

enum { BLOCK_COLUMN = 25, FREE_LIST_MOST = 12, HEADER_ROWS = 2 };

/* "block 5 → block 2 → end": the list as the pool's freeblock and the blocks' own bytes link it. */
static void put_free_list(StrBuf *out, const SnapPool *pool, const SnapBlock *blocks, int first) {
    int at = first;
    for (int shown = 0; at >= 0 && at < pool->total; shown++) {
        if (shown == FREE_LIST_MOST) {
            sb_put(out, "...");
            return;
        }
        sb_printf(out, _("block %d"), at);
        sb_put(out, " → ");
        at = blocks[at].next_free;
    }
    sb_put(out, _("end"));
}

static int first_free(const SnapPool *pool, const SnapBlock *blocks) {
    if (pool->freeblock == 0 || pool->class_bytes == 0) {
        return -1;
    }
    /* Blocks lie at the end of the pool's header; the first one is known by its distance from
     * nextoffset. */
    bool linked[4096] = {false};
    int total = pool->total < 4096 ? pool->total : 4096;
    for (int i = 0; i < total; i++) {
        const SnapBlock *block = &blocks[i];
        if (block->state == 'f' && block->next_free >= 0 && block->next_free < total) {
            linked[block->next_free] = true;
        }
    }
    for (int i = 0; i < total; i++) { /* the head is the free block that no other one names */
        if (blocks[i].state == 'f' && !linked[i]) {
            return i;
        }
    }
    return -1;
}

static int put_block(const Canvas *canvas, View *view, const SnapBlock *block, int index, char news,
                     int x, int y) {
    int used = put_format(canvas, x, y, ROLE_LINE_NO, "%3d", index);
    if (news != 0) {
        put_text(canvas, x + used + 1, y, ROLE_CHANGED, (char[]){news, '\0'});
    } else {
        put_glyph(canvas, x + used + 1, y, heap_block_role(block->state),
                  heap_block_glyph(block->state));
    }
    const char *label = block->label[0] != '\0' ? block->label
                        : block->state == 'f'   ? _("free")
                                                : "";
    Role role = block->state == 'a' ? ROLE_OBJECT : ROLE_FREED;
    bool selected =
        block->object >= 0 && view_is_selected(view, &view->snap->objects[block->object]);
    put_clipped(canvas, x + used + 3, y, BLOCK_COLUMN - used - 5, selected ? ROLE_SELECTED : role,
                label);
    if (block->state == 'f') { /* the first word of a free block is the link to the next one */
        StrBuf link = {0};
        if (block->next_free >= 0) {
            sb_printf(&link, " →%d", block->next_free);
        } else {
            sb_printf(&link, " →%s", _("end"));
        }
        put_right(canvas, x + BLOCK_COLUMN - 2, y, ROLE_EDGE, sb_text(&link));
        sb_free(&link);
    }
    int item = view_item(view, PANE_HEAP, ITEM_BLOCK, (uint64_t)index, 0, y);
    view_hit(view, canvas, (Rect){x, y, BLOCK_COLUMN - 1, 1}, PANE_HEAP, item);
    if (view->focus == PANE_HEAP && view->pane[PANE_HEAP].cursor == item) {
        put_role(canvas, (Rect){x, y, BLOCK_COLUMN - 1, 1}, ROLE_CURSOR_LINE);
    }
    return item;
}

int heap_draw_pool(const Canvas *canvas, View *view) {
    const Snapshot *snap = view->snap;
    if (view->heap_pool >= snap->npools) {
        put_text(canvas, 1, 0, ROLE_DIM,
                 _("this pool's arena was returned to the operating system"));
        return 1;
    }
    const SnapPool *pool = &snap->pools[view->heap_pool];
    const SnapBlock *blocks = view_blocks(view, view->heap_pool);
    StrBuf text = {0};
    sb_printf(&text, _("%d-byte blocks, %s"), pool->class_bytes, heap_pool_state(pool->state));
    sb_printf(&text, "   ref.count %d   nextoffset %d", pool->used, pool->nextoffset);
    put_clipped(canvas, 1, 0, canvas->w - 1, ROLE_DIM, sb_text(&text));
    sb_truncate(&text, 0);
    sb_put(&text, "freeblock → ");
    put_free_list(&text, pool, blocks, first_free(pool, blocks));
    put_clipped(canvas, 1, 1, canvas->w - 1, ROLE_DIM, sb_text(&text));
    sb_free(&text);
    int columns = canvas->w / BLOCK_COLUMN > 0 ? canvas->w / BLOCK_COLUMN : 1;
    int cell = 0;
    char *news = heap_news(snap, pool);
    for (int i = 0; i < pool->total; i++) {
        int run = 0;
        while (i + run < pool->total && blocks[i + run].state == '.') {
            run++;
        }
        int x = cell % columns * BLOCK_COLUMN;
        int y = HEADER_ROWS + cell / columns;
        if (run > 2) { /* many alike in one cell */
            put_format(canvas, x, y, ROLE_LINE_NO, "%3d", i);
            put_glyph(canvas, x + 4, y, ROLE_BLOCK_UNTOUCHED, GLYPH_UNTOUCHED);
            StrBuf rest = {0};
            sb_printf(&rest, _("untouched ×%d"), run);
            put_clipped(canvas, x + 6, y, BLOCK_COLUMN - 7, ROLE_BLOCK_UNTOUCHED, sb_text(&rest));
            sb_free(&rest);
            i += run - 1;
        } else {
            put_block(canvas, view, &blocks[i], i, news[i], x, y);
        }
        cell++;
    }
    free(news);
    return HEADER_ROWS + (cell + columns - 1) / columns;
}

/* A free block holds the link to the next one in its first word, and nothing else that counts. */
static int draw_free_block(const Canvas *canvas, const SnapPool *pool, const SnapBlock *block,
                           int index) {
    uint64_t link = block->next_free >= 0 ? heap_block_address(pool, block->next_free) : 0;
    StrBuf text = {0};
    put_address(&text, heap_block_address(pool, index), false);
    int x = 1 + put_text(canvas, 1, 0, ROLE_ADDRESS, sb_text(&text)) + 1;
    sb_truncate(&text, 0);
    for (int byte = 0; byte < 8; byte++) {
        sb_printf(&text, "%02x ", (unsigned)(link >> (8 * byte)) & 0xFF);
    }
    x += put_text(canvas, x, 0, ROLE_FIELD, sb_text(&text)) + 1;
    sb_truncate(&text, 0);
    if (block->next_free >= 0) {
        sb_printf(&text, _("→ the next free block: block %d"), block->next_free);
    } else {
        sb_put(&text, _("NULL: no free block comes after this one"));
    }
    put_clipped(canvas, x, 0, canvas->w - x, ROLE_VALUE, sb_text(&text));
    sb_free(&text);
    return 1 +
           put_paragraph(canvas, (Rect){1, 1, canvas->w - 2, 3}, ROLE_DIM,
                         _("The block is free: its first word is the link of the free list, the "
                           "rest means nothing until it is handed out again."),
                         0);
}

int heap_draw_block(const Canvas *canvas, View *view) {
    const Snapshot *snap = view->snap;
    const SnapPool *pool = view->heap_pool < snap->npools ? &snap->pools[view->heap_pool] : NULL;
    if (pool != NULL && view->heap_block < pool->total) {
        const SnapBlock *block = &view_blocks(view, view->heap_pool)[view->heap_block];
        if (block->state == 'f') {
            return draw_free_block(canvas, pool, block, view->heap_block);
        }
        if (block->state == 'a' && block->object < 0 && block->label[0] != '\0' &&
            (view->inspect == NULL || view->inspect->count == 0)) {
            put_format(canvas, 1, 0, ROLE_TEXT, _("%s: %d of its %d bytes were asked for"),
                       block->label, (int)block->asked, pool->class_bytes);
            return 1;
        }
    }
    if (view->inspect == NULL || view->inspect->count == 0) {
        put_text(canvas, 1, 0, ROLE_DIM, _("nothing is stored in this block"));
        return 1;
    }
    return words_draw(canvas, view, PANE_HEAP, view->inspect, true);
}
