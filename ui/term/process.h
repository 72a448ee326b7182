/* process.h - run another program and read what it says, within a time. Real interpreters are run
 * with it. */
#ifndef OURO_UI_PROCESS_H
#define OURO_UI_PROCESS_H

#include "base/strbuf.h"

/* Bytes of each stream that are kept. */
enum { OUTPUT_MOST = 4 << 20 };

typedef struct ProcessResult {
    char *out, *err; /* cut to OUTPUT_MOST each; never NULL after process_run said true */
    size_t out_len;
    char *folder;   /* where it ran, as process_run_apart names it; NULL: where its caller runs */
    int status;     /* exit status, 128+n for a signal */
    bool timed_out; /* it was ended because it took too long */
    bool stopped;   /* it was ended because nobody wants to wait for it */
} ProcessResult;

/* Asked many times a second while a program runs: shall it be ended? */
typedef bool ProcessStop(void *context);

/* Run argv[0] (a path) with the arguments that follow, NULL-ended, without a terminal and with
 * empty input, for at most `milliseconds`; `stop` may be NULL. False when it could not be started.
 * Free the result. */
OURO_MUST_CHECK bool process_run(const char *const *argv, int milliseconds, ProcessStop *stop,
                                 void *context, ProcessResult *result);
/* A file in the folder of its own that a process finds there: "package/module.py". */
typedef struct ProcessFile {
    const char *name, *text;
} ProcessFile;

/* What a process that is kept apart has around it. */
typedef struct ProcessPlace {
    const ProcessFile *files;
    size_t nfiles;
    const char *const *environment; /* "NAME=VALUE", NULL-ended; nothing else is there */
    const char *input;              /* what standard input holds */
    size_t input_len;
} ProcessPlace;

/* The same for a program that the user did not write: in a folder of its own, which is removed,
 * without the user's environment, with limits of time, memory and file size. */
OURO_MUST_CHECK bool process_run_apart(const char *const *argv, int milliseconds, ProcessStop *stop,
                                       void *context, const ProcessPlace *place,
                                       ProcessResult *result);
void process_free(ProcessResult *result);

/* The next file called `name` in the folders of PATH that may be run; *from counts the folders
 * already seen (0 at first). Caller frees; NULL when there is none left. */
char *process_find(const char *name, size_t *from);

#endif
