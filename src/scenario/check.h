/* check.h - hold a scenario's claims against the engine. Called by `ouro check` and the tests. */
#ifndef OURO_SCENARIO_CHECK_H
#define OURO_SCENARIO_CHECK_H

#include "engine/engine.h"
#include "scenario/scenario.h"

typedef struct CheckResult {
    size_t steps, expectations, questions; /* that were held */
} CheckResult;

/* Run the scenario from the engine's start and hold every `expect`, `output`, `raises`,
 * `answer`, `wrong` and `focus`. Each one that does not hold is added to `errors` with its place in the file. True when
 * all hold. */
OURO_MUST_CHECK bool scenario_check(const Scenario *scenario, Engine *e, CheckResult *result,
                                    DiagList *errors);

#endif
