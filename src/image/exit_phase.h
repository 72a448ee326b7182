/* exit_phase.h - the phases of the interpreter's exit: n of EV_EXIT events. */
#ifndef OURO_EXIT_PHASE_H
#define OURO_EXIT_PHASE_H

typedef enum ExitPhase {
    EXIT_NONE, /* the program runs */
#define EXIT_PHASE(id, word, title, sentence, source) EXIT_##id,
#include "image/exit_phases.def"
    EXIT_PHASE_COUNT
} ExitPhase;

typedef struct ExitPhaseInfo {
    const char *word, *title, *sentence; /* see exit_phases.def; the last two to be translated */
    const char *source;                  /* where CPython does it */
} ExitPhaseInfo;
/* `phase` is not EXIT_NONE. */
const ExitPhaseInfo *exit_phase_info(ExitPhase phase);

#endif
