/* advise.h - what a teacher may want to do better: nothing that makes a lesson wrong. Called by
 * `ouro check` and the tests. */
#ifndef OURO_SCENARIO_ADVISE_H
#define OURO_SCENARIO_ADVISE_H

#include "scenario/scenario.h"

/* Add to `advice` each question that uses a marked word which no text before it has, while the note
 * of its own step, which is read after the answer, does. */
void scenario_advise(const Scenario *scenario, DiagList *advice);

#endif
