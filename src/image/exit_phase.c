/* exit_phase.c - what is known of the phases of the exit (exit_phases.def). */
#include "image/exit_phase.h"

#include "base/i18n.h"

static const ExitPhaseInfo phases[EXIT_PHASE_COUNT] = {
#define EXIT_PHASE(id, word, title, sentence, source) [EXIT_##id] = {word, title, sentence, source},
#include "image/exit_phases.def"
};

const ExitPhaseInfo *exit_phase_info(ExitPhase phase) { return &phases[phase]; }
