/* library_unit.h - what the modules of the library compile to. */
#ifndef OURO_VM_LIBRARY_UNIT_H
#define OURO_VM_LIBRARY_UNIT_H

#include "lang/compile.h"
#include "vm/import/import.h"

/* The unit of a module of the library (`text` as module_text_find gives it) for the instruction set of
 * `version`: compiled when it is first asked for, then the same one in every engine of this process.
 * Host memory; it belongs to the table and stays. NULL with what is wrong in `diags`. */
const CodeUnit *library_unit(const ModuleText *text, PythonVersion version, DiagList *diags);

#endif
