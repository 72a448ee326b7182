/* tree.c - memory and lists of the syntax tree. */
#include "lang/parse/tree.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

typedef struct ArenaChunk {
    struct ArenaChunk *next;
    size_t used, size;
    max_align_t data[];
} ArenaChunk;

enum { CHUNK_BYTES = 16 * 1024 };

void *arena_alloc(Arena *arena, size_t bytes) {
    bytes = round_up(bytes ? bytes : 1, sizeof(max_align_t));
    ArenaChunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->used < bytes) {
        size_t size = max_size(bytes, CHUNK_BYTES);
        chunk = host_alloc(sizeof(ArenaChunk) + size);
        chunk->size = size;
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    void *place = (char *)chunk->data + chunk->used;
    chunk->used += bytes;
    return place;
}

char *arena_text(Arena *arena, const char *text, size_t len) {
    char *copy = arena_alloc(arena, len + 1);
    if (len) memcpy(copy, text, len);
    return copy;
}

void arena_free(Arena *arena) {
    ArenaChunk *chunk = arena->chunks;
    while (chunk) {
        ArenaChunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    arena->chunks = NULL;
}

void *arena_room(Arena *arena, void *items, size_t count, size_t size) {
    enum { FIRST = 4 };
    bool full = count == 0 || (count >= FIRST && (count & (count - 1)) == 0);
    if (!full) return items;
    void *grown = arena_alloc(arena, (count ? count * 2 : FIRST) * size);
    if (count) memcpy(grown, items, count * size);
    return grown;
}

void expr_list_add(Arena *arena, ExprList *list, Expr *item) {
    list->items = arena_room(arena, list->items, list->count, sizeof *list->items);
    list->items[list->count++] = item;
}

void stmt_list_add(Arena *arena, StmtList *list, Stmt *item) {
    list->items = arena_room(arena, list->items, list->count, sizeof *list->items);
    list->items[list->count++] = item;
}

void name_list_add(Arena *arena, NameList *list, const char *item) {
    list->items = arena_room(arena, list->items, list->count, sizeof *list->items);
    list->items[list->count++] = item;
}

void pattern_list_add(Arena *arena, PatternList *list, Pattern *item) {
    list->items = arena_room(arena, list->items, list->count, sizeof *list->items);
    list->items[list->count++] = item;
}

bool pattern_is_wildcard(const Pattern *pattern) {
    return pattern->kind == PAT_AS && !pattern->inner && !pattern->name;
}

const Const *tree_docstring(const StmtList *body) {
    if (body->count == 0 || body->items[0]->kind != ST_EXPR) return NULL;
    const Expr *value = body->items[0]->u.expr;
    if (value->kind != EX_CONST || value->u.value->kind != CONST_STR) return NULL;
    return value->u.value;
}

static size_t name_slot(const Tree *tree, const char *text, size_t len) {
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < len; i++) hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
    size_t mask = tree->names_cap - 1, slot = (size_t)hash & mask;
    while (tree->names[slot] &&
           (strncmp(tree->names[slot], text, len) != 0 || tree->names[slot][len])) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

const char *tree_name(Tree *tree, const char *text, size_t len) {
    if (tree->nnames * 2 >= tree->names_cap) {
        Tree old = *tree;
        tree->names_cap = old.names_cap ? old.names_cap * 2 : 64;
        tree->names = host_alloc(tree->names_cap * sizeof(char *));
        for (size_t i = 0; i < old.names_cap; i++) {
            const char *name = old.names[i];
            if (name) tree->names[name_slot(tree, name, strlen(name))] = name;
        }
        free(old.names);
    }
    size_t slot = name_slot(tree, text, len);
    if (!tree->names[slot]) {
        tree->names[slot] = arena_text(&tree->arena, text, len);
        tree->nnames++;
    }
    return tree->names[slot];
}

void tree_warn(Tree *tree, int32_t line, const char *format, ...) {
    StrBuf text = {0};
    va_list args;
    va_start(args, format);
    sb_vprintf(&text, format, args);
    va_end(args);
    WarningList *list = &tree->warnings;
    LangWarning *warning = arena_alloc(&tree->arena, sizeof *warning);
    *warning = (LangWarning){line, arena_text(&tree->arena, sb_text(&text), text.len)};
    list->items = arena_room(&tree->arena, list->items, list->count, sizeof *list->items);
    list->items[list->count++] = warning;
    sb_free(&text);
}

void tree_free(Tree *tree) {
    arena_free(&tree->arena);
    free(tree->names);
    *tree = (Tree){0};
}
