/* data_stack.c - records of frames in chunks (push_chunk and _PyThreadState_PopFrame of
 * Python/pystate.c). A chunk is 16 KiB, or as much more as one record needs; what threads have left is
 * taken again. */
#include "object/code/data_stack.h"

#include <string.h>

enum { CHUNK_BYTES = 16 * 1024, RECORD_ALIGN = 16 };

/* At the start of each chunk. */
typedef struct Chunk {
    struct Chunk *previous; /* of the same thread, or the next free one */
    uint8_t *top;           /* of `previous`, when this one was begun */
    uint64_t bytes;
    uint64_t padding;
} Chunk;

static Chunk *take_chunk(Proc *p, size_t bytes) {
    for (Chunk **at = (Chunk **)&p->ob->free_chunks; *at; at = &(*at)->previous) {
        Chunk *chunk = *at;
        if (chunk->bytes < bytes) continue;
        *at = chunk->previous;
        return chunk;
    }
    uint64_t used = p->s->seg[SEG_CHUNKS].used;
    if (!img_set_used(p, SEG_CHUNKS, used + bytes)) return NULL;
    Chunk *chunk = (Chunk *)(void *)(p->base + p->s->seg[SEG_CHUNKS].start + used);
    chunk->bytes = bytes;
    return chunk;
}

static void give_chunk(Proc *p, Chunk *chunk) {
    uint64_t bytes = chunk->bytes;
    memset(chunk, 0, bytes);
    chunk->bytes = bytes;
    chunk->previous = p->ob->free_chunks;
    p->ob->free_chunks = chunk;
}

static bool push_chunk(Proc *p, DataStack *stack, size_t record) {
    size_t bytes = max_size(CHUNK_BYTES, round_up(record + sizeof(Chunk), CHUNK_BYTES));
    Chunk *chunk = take_chunk(p, bytes);
    if (!chunk) return false;
    chunk->previous = (Chunk *)(void *)stack->chunk;
    chunk->top = stack->top;
    stack->chunk = (uint8_t *)chunk;
    stack->top = stack->chunk + sizeof(Chunk);
    stack->limit = stack->chunk + bytes;
    return true;
}

static void pop_chunk(Proc *p, DataStack *stack) {
    Chunk *chunk = (Chunk *)(void *)stack->chunk;
    stack->chunk = (uint8_t *)chunk->previous;
    stack->top = chunk->top;
    stack->limit = chunk->previous ? stack->chunk + chunk->previous->bytes : NULL;
    give_chunk(p, chunk);
}

bool data_stack_open(Proc *p, DataStack *stack) { return push_chunk(p, stack, 0); }

void data_stack_close(Proc *p, DataStack *stack) {
    while (stack->chunk) pop_chunk(p, stack);
}

void *data_stack_push(Proc *p, size_t bytes) {
    DataStack *stack = &p->tstate->stack;
    bytes = round_up(bytes, RECORD_ALIGN);
    if (bytes > (size_t)(stack->limit - stack->top) && !push_chunk(p, stack, bytes)) return NULL;
    void *place = stack->top;
    stack->top += bytes;
    return place;
}

void data_stack_pop(Proc *p, void *place) {
    DataStack *stack = &p->tstate->stack;
    memset(place, 0, (size_t)(stack->top - (uint8_t *)place));
    stack->top = place;
    const Chunk *chunk = (Chunk *)(void *)stack->chunk;
    if (chunk->previous && stack->top == stack->chunk + sizeof(Chunk)) pop_chunk(p, stack);
}
