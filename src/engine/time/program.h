/* program.h - what the engine runs: steps, settings and limits, free of any file format.
 *
 * The scenario floor makes a Program from a JSON scenario or a .py file; tests make them by hand.
 *
 * Room engine/time: moving: running, stopping, checkpoints, going back. Called from: engine. */
#ifndef OURO_PROGRAM_H
#define OURO_PROGRAM_H

#include "base/diag.h"
#include "profile/profile.h"
#include "vm/schedule.h"

typedef enum ProgramAction {
    ACT_NONE, /* a slide */
    ACT_CODE,
    ACT_ALLOC,
    ACT_REALLOC,
    ACT_FREE,
    ACT_COLLECT,
    ACT_EXIT /* the interpreter exits behind it; the last one */
} ProgramAction;

typedef struct ProgramStep {
    ProgramAction kind;
    char *code;     /* ACT_CODE: its text, owned */
    int first_line; /* ACT_CODE: line (from 1) of its first line in Program.source */
    int line_count;
    /* ALLOC: the one name; REALLOC: the block; FREE: the names ("p", "p[2]"); owned */
    char **blocks;
    size_t nblocks;
    int64_t bytes;  /* ALLOC, REALLOC */
    int64_t count;  /* ALLOC */
    int generation; /* COLLECT */
} ProgramStep;

/* A file that imports may find. */
typedef struct ProgramFile {
    char *name; /* within the program's folder: "package/module.py"; owned, as the others */
    char *path; /* as tracebacks name it */
    char *text;
} ProgramFile;

typedef struct Program {
    char *filename; /* as tracebacks name it; owned */
    char *script;   /* as the command line named it, sys.argv[0]; owned; NULL: like filename */
    char *source;   /* all code steps, one after the other; owned */
    ProgramFile *files;
    size_t nfiles;
    char *input; /* what standard input begins with, lines with their ends; NULL: nothing */
    size_t input_len;
    bool input_open; /* more lines may be given while it runs */
    ProgramStep *steps;
    size_t nsteps;
    bool cells;       /* each code step is compiled alone, when it is reached */
    bool exit_at_end; /* shut the interpreter down after the last step, as a script does */
    Profile profile;  /* with the scenario's settings applied */
    bool gc_enabled;
    uint32_t gc_debug;
    bool legacy_finalizers; /* the rule of 2.7: a cycle with __del__ is uncollectable */
    uint64_t hash_seed;
    ThreadTurn *turns; /* of the threads, in their order; then by the interval */
    size_t nturns;
    bool no_gil;
    bool
        starts_as_python; /* with the counters and free lists of python -I -S, not with empty ones (vm/start/start.h) */
    uint64_t thread_seed; /* without turns: dice decide; 0: the interval does */
    uint64_t event_limit; /* events */
    uint64_t image_bytes; /* heap of the simulated process */
    int depth_limit;      /* nested calls from C to Python */
} Program;

/* A program with the defaults of `profile`: one code step holding `source`. */
Program *program_from_source(const char *filename, const char *source, const Profile *profile);
void program_free(Program *program);

#endif
