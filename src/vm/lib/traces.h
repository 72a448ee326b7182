/* traces.h - who asked for each block of memory: the tables behind the module _tracemalloc (Python/tracemalloc.c).
 *
 * While memory is traced, each block that is handed out gets a trace: its size as it was asked for, and the lines
 * that the frames stood at. The tables lie in SEG_TEXT, so that they take part in the image's time; they are no memory of
 * the simulated process, as CPython's own are not traced either. */
#ifndef OURO_VM_TRACES_H
#define OURO_VM_TRACES_H

#include "object/core/object.h"

/* Up to 3.8 more may be asked for than any recursion gives; more than MOST are never kept. */
enum { TRACED_FRAMES_MOST = UINT16_MAX, TRACED_FRAMES_ONCE = 178956969 };

/* State.tracing: all is told; only what is given back, while the traces become objects (set_reentrant). */
enum { TRACING = 1, TRACING_DEATHS = 2 };

/* The lines of some frames, the innermost first; each sequence is kept once. */
typedef struct TraceLines {
    uint64_t hash;
    int64_t nframe; /* those in `frames` */
    int64_t total;  /* and those beyond the limit, at most UINT16_MAX */
    struct {
        Ob *filename; /* borrowed from Traces.filenames; NULL: unknown */
        int64_t line;
    } frames[];
} TraceLines;

typedef struct Trace {
    const void *block; /* NULL: a free place of the table */
    uint64_t bytes;
    TraceLines *lines;
} Trace;

/* Keys by hash, an open table: a power of two of places, at most three quarters of them taken. */
typedef struct TraceSet {
    void **slots;
    uint64_t capacity, count;
} TraceSet;

typedef struct Traces {
    Trace *traces; /* an open table by address */
    uint64_t capacity, count;
    TraceSet lines;     /* of TraceLines */
    TraceSet filenames; /* of str; owned */
    uint64_t traced_bytes, peak_bytes;
    int64_t limit;   /* frames to be kept of each */
    TraceLines *met; /* where those of an allocation are put together, with room for met_frames */
    int64_t met_frames;
    Trace *copy; /* of traces, where somebody reads them who makes objects */
    uint64_t copy_capacity;
} Traces;

/* ProcHooks.block_traced. */
void traces_told(Proc *p, const void *block, TracedAs what, size_t bytes);
/* Begin, with at most `limit` frames for each block; nothing happens when memory is traced already. */
void traces_start(Proc *p, int64_t limit);
/* End, and forget everything. */
void traces_stop(Proc *p);
/* Forget all blocks so far (PyTraceMalloc_ClearTraces). */
void traces_clear(Proc *p);
/* The trace of the block, or NULL. It stands until the next allocation. */
const Trace *traces_find(const Proc *p, const void *block);
/* All traces, *n of them, as they are now; they stay until the next call. Only while memory is traced. */
const Trace *traces_copied(Proc *p, uint64_t *n);
/* Bytes that the tables take. */
uint64_t traces_own_bytes(const Proc *p);

#endif
