/* stream.h - sys.stdout and sys.stderr, and what they keep between two writes. */
#ifndef OURO_VM_STREAM_H
#define OURO_VM_STREAM_H

#include "object/core/object.h"

/* What has been written and has not gone down to the file yet. */
typedef struct StreamState {
    Ob *pending;           /* pending_bytes of TextIOWrapper: a text, bytes, or a list of them */
    int64_t pending_bytes; /* how many bytes that is */
    int64_t buffered;      /* bytes in the BufferedWriter below */
} StreamState;

/* A new stream object called <name>; start-up. */
Ob *stream_new(Proc *p, const char *name);
/* The interpreter shuts down: what waits goes to the files (flush_std_files). */
void streams_flush(Proc *p);

#endif
