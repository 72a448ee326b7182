/* to_program.h - what the engine runs of a scenario. Called by the commands and the player. */
#ifndef OURO_SCENARIO_TO_PROGRAM_H
#define OURO_SCENARIO_TO_PROGRAM_H

#include "engine/engine.h"
#include "scenario/scenario.h"

/* The program of a scenario: its code joined, its actions, its settings applied to the profile.
 * `python` overrides the scenario's version (NULL: as it says, or the newest). Strings are copied:
 * the scenario may be freed. NULL with an error when there is no such version. */
OURO_MUST_CHECK Program *scenario_to_program(const Scenario *scenario, const char *python,
                                             DiagList *errors);

/* engine_new for the program of a scenario: errors of its code are reported where the code is
 * written in the scenario's file, with the path of the step. */
OURO_MUST_CHECK Engine *scenario_engine(const Scenario *scenario, const Program *program,
                                        const EngineOptions *options, DiagList *errors);

#endif
