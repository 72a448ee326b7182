/* template.h - a scenario to start from. */
#ifndef OURO_SCENARIO_TEMPLATE_H
#define OURO_SCENARIO_TEMPLATE_H

#include "base/base.h"

/* Write a new file at `path`: a lesson with notes and a question, or the shortest scenario that
 * shows anything; for a name that ends in .py a program. Returns 0 or an errno value; EEXIST when there is such a file already: it stays
 * as it is. */
OURO_MUST_CHECK int scenario_write_new(const char *path, bool whole_lesson);

#endif
