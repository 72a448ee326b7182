/* base.c - host memory and the assertion that ends the program. Called by everybody. */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ouro_assert_failed(const char *file, int line, const char *what) {
    fprintf(stderr, "ouro: internal error at %s:%d: this must hold: %s\n", file, line, what);
    abort();
}

static OURO_COLD OURO_NORETURN void out_of_host_memory(size_t bytes) {
    fprintf(stderr, "ouro: the host gave no memory (%zu bytes asked)\n", bytes);
    exit(70);
}

void *host_alloc(size_t bytes) {
    void *memory = calloc(1, bytes ? bytes : 1);
    if (!memory) out_of_host_memory(bytes);
    return memory;
}

void *host_resize(void *old, size_t bytes) {
    void *memory = realloc(old, bytes ? bytes : 1);
    if (!memory) out_of_host_memory(bytes);
    return memory;
}

char *host_strndup(const char *text, size_t len) {
    char *copy = host_alloc(len + 1);
    memcpy(copy, text, len);
    return copy;
}

char *host_strdup(const char *text) { return host_strndup(text, strlen(text)); }

void *host_grow(void *items, size_t *cap, size_t need, size_t size) {
    if (need <= *cap) return items;
    size_t old = *cap;
    size_t cap_new = max_size(old ? old * 2 : 8, need);
    items = host_resize(items, cap_new * size);
    memset((char *)items + old * size, 0, (cap_new - old) * size);
    *cap = cap_new;
    return items;
}
