/* holders.h - who holds each object of a snapshot: every counted reference, once.
 *
 * An attribute is told twice in a snapshot, by its owner and by the dict that really holds it; a
 * running frame holds by its scope; what start-up made is mostly not described at all. Here each
 * of them stands for one reference, so that their number can be laid beside ob_refcnt: what is
 * missing then is held by C code that is at work. */
#ifndef OURO_HOLDERS_H
#define OURO_HOLDERS_H

#include "engine/look/snapshot.h"

typedef struct Hold {
    int holder; /* object; -1: a name, the stack, or something that the snapshot does not describe */
    int edge;   /* in Snapshot.edges, or -1 */
    int entry;  /* in Snapshot.entries, or -1 */
    const char *label; /* of a holder that is not described; else NULL */
} Hold;

typedef struct Holders {
    Hold *holds;
    int *first; /* by object, and one more: its holds are first[i] to first[i + 1] */
} Holders;

/* For all objects at once, in time that grows with the references. Free with holders_free. */
Holders holders_new(const Snapshot *snap);
void holders_free(Holders *holders);
static inline int holders_count(const Holders *holders, int object) {
    return holders->first[object + 1] - holders->first[object];
}

#endif
