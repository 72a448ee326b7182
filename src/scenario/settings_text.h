/* settings_text.h - a setting given on the command line: "gc.enabled=false". */
#ifndef OURO_SCENARIO_SETTINGS_TEXT_H
#define OURO_SCENARIO_SETTINGS_TEXT_H

#include "scenario/scenario.h"

/* Change one setting of a loaded scenario, by the same rules and with the same messages as in a
 * file: the text is `section.key=value` or `key=value`, the value JSON (a bare word is a string).
 * False after reporting why not. */
OURO_MUST_CHECK bool scenario_set(Scenario *scenario, const char *text, DiagList *errors);

#endif
