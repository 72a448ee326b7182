/* own_modules.h - the files that a program imports and that lie beside it. */
#ifndef OURO_OWN_MODULES_H
#define OURO_OWN_MODULES_H

#include "lang/code/code_unit.h"
#include "profile/profile.h"
#include "scenario/scenario.h"

/* Add to scenario->files what `unit`, the program in the file `path`, imports from the folder of
 * that file, and what those modules import in turn. Nothing is read outside the folder, and no link
 * is followed. False after errors about a file that cannot be read or does not compile; a module
 * that is not there is no error, since it may belong to the library or be missing. */
OURO_MUST_CHECK bool scenario_add_modules(Scenario *scenario, const char *path,
                                          const CodeUnit *unit, const Profile *profile,
                                          DiagList *errors);

#endif
