/* gc_view.h - read-only look at the generations and at a running collection, for snapshots. Safe at
 * any event: walks are bounded, and every object is vouched for by the side table before it is
 * touched. */
#ifndef OURO_GC_VIEW_H
#define OURO_GC_VIEW_H

#include "gc/gc.h"

typedef struct GcCollectionView { /* of the running collection */
    int generation;
    GcPhase phase;
    Ob *current; /* whose references are followed just now (subtract_refs, move_unreachable); may be
                    NULL */
} GcCollectionView;

/* False when no collection is running. */
bool gc_view_collection(const Proc *p, GcCollectionView *view);
/* By GcPhase, NULL-ended: CPython's name of the function that does the phase, "subtract_refs". */
const char *const *gc_phase_names(void);

/* Objects of a list in order: the next after `after` (NULL: the first) or NULL at the end. `list`
 * is a generation 0 to 2, 3 for the permanent one. */
Ob *gc_view_next(const Proc *p, int generation, const Ob *after);
int64_t gc_view_size(const Proc *p, int generation);
/* The same for a list of the running collection. */
Ob *gc_view_list_next(const Proc *p, GcList list, const Ob *after);

/* gc_refs of an object under collection; -1 when it has none now. */
int64_t gc_view_refs(const Proc *p, const Ob *o);
/* It is on the tentatively unreachable list of a running collection. */
bool gc_view_is_tentative(const Proc *p, const Ob *o);
int gc_view_generation(const Proc *p, const Ob *o); /* 0-2, 3 permanent, -1 none; walks the lists */

int64_t gc_view_long_lived_total(const Proc *p);
int64_t gc_view_long_lived_pending(const Proc *p);

#endif
