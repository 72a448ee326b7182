/* manual.h - the places, settings and variables that the manual explains and the completion offers:
 * one list each. */
#ifndef OURO_CLI_MANUAL_H
#define OURO_CLI_MANUAL_H

#include "base/i18n.h"

typedef struct Explained {
    const char *word, *meaning;
} Explained;

static const Explained manual_places[] = {
#define PLACE(id, word, rest, least, written, meaning) {written, meaning},
#include "scenario/places.def"
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
