/* split_list.h - the list that split() of str and bytes fills: room for as many parts as are
 * promised, 12 at most (Objects/stringlib/split.h: PREALLOC_SIZE, SPLIT_ADD). */
#ifndef OURO_SPLIT_LIST_H
#define OURO_SPLIT_LIST_H

#include "object/container/list.h"

enum { SPLIT_PREALLOC = 12 };

/* New, without parts; `splits` is how often the text may be split. NULL with MemoryError. */
static inline Ob *split_list_new(Proc *p, int64_t splits) {
    Ob *list = list_new(p, splits >= SPLIT_PREALLOC ? SPLIT_PREALLOC : splits + 1);
    if (list) ((VarOb *)list)->ob_size = 0;
    return list;
}

/* Into the room that is there, then by appending. Steals the part, which may be NULL with an
 * exception; 0, or -1. */
static inline int split_list_add(Proc *p, Ob *list, Ob *part) {
    if (!part) return -1;
    int64_t n = list_size(list);
    if (n >= SPLIT_PREALLOC || n >= ((ListOb *)list)->allocated)
        return list_append_take(p, list, part);
    ((VarOb *)list)->ob_size = n + 1;
    list_init_item(p, list, n, part);
    return 0;
}

#endif
