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

/* sys.stdin: text over a buffer over the number 0; start-up (mod_io.c). New. */
Ob *io_stdin_new(Proc *p);
/* A new stream object called <name>; start-up. */
Ob *stream_new(Proc *p, const char *name);
/* A line of sys.stdout: of whatever the program has put there, too. False with an exception. Source:
 * Python/sysmodule.c, sys_displayhook. */
OURO_MUST_CHECK bool stream_show(Proc *p, Ob *text);
/* The interpreter shuts down: what waits goes to the files, and what the program has put into
 * sys.stdout and sys.stderr is told to flush. False: one of them failed. Source: flush_std_files. */
bool streams_flush(Proc *p);
/* A program has come to its end: what it has put into sys.stderr and sys.stdout is told to flush. A
 * pending exception stays. Source: Python/pythonrun.c, flush_io. */
void streams_flush_program(Proc *p);

#endif
