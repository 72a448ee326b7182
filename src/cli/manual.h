/* manual.h - the places, settings and variables that the manual explains and the completion offers:
 * one list each. */
#ifndef OURO_CLI_MANUAL_H
#define OURO_CLI_MANUAL_H

#include "base/base.h"

typedef struct Explained {
    const char *word, *meaning;
} Explained;

static const Explained manual_places[] = {
    {"step:N", "the first N steps have run, as the header of the player counts them"},
    {"line:N", "line N of the program is about to run for the first time"},
    {"line:N#TIMES", "the same, for the given time: line:12#4 is the fourth time"},
    {"event:N", "event number N has happened"},
    {"mark:NAME", "the step with this mark is about to run"},
    {"gc:N", "the N-th collection begins"},
    {"free:NAME", "the object that the global NAME referred to has been freed"},
    {"exit:PHASE", "a phase of the exit begins: threads, atexit, collect, modules, garbage, "
                   "survivors, system, last, gone"},
    {"start", "nothing has run yet"},
    {"end", "the program is over"},
};

static const Explained manual_reports[] = {
    {"text", "a transcript in sentences, as fine as --grain says"},
    {"state", "the snapshot as JSON: objects with address, type, count, size, block, generation "
              "and references; "
              "generations, arenas, pools, blocks, frames and output"},
    {"events", "every event as one line of JSON"},
    {"mallocstats",
     "the allocator, laid out as sys._debugmallocstats() of the chosen version does"},
};

static const Explained manual_grains[] = {
    {"step", "steps and what is printed"},
    {"line", "source lines too"},
    {"instruction", "bytecode instructions too"},
    {"phase", "lines and the phases of collections"},
    {"event", "lines and all events but the traffic of the value stack (the default)"},
    {"all", "everything"},
};

static const Explained manual_kinds[] = {
    {"svg", "the screen as a picture"},
    {"txt", "the screen as text"},
    {"json", "the snapshot, as run --report state prints it"},
    {"dot", "the graph of the objects for graphviz"},
};

#endif
