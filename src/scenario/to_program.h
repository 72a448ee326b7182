/* to_program.h - what the engine runs of a scenario. Called by the commands and the player. */
#ifndef OURO_SCENARIO_TO_PROGRAM_H
#define OURO_SCENARIO_TO_PROGRAM_H

#include "engine/program.h"
#include "scenario/scenario.h"

/* The program of a scenario: its code joined, its actions, its settings applied to the profile.
 * `python` overrides the scenario's version (NULL: as it says, or the newest). Strings are copied:
 * the scenario may be freed. NULL with an error when there is no such version. */
OURO_MUST_CHECK Program *scenario_to_program(const Scenario *scenario, const char *python,
                                             DiagList *errors);

#endif
