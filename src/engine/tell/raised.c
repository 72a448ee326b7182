/* raised.c - what nothing caught, and whether it was an import that works with Python and not here.
 *
 * Called by `ouro run` and by the check of scenarios; the second tells what the traceback cannot:
 * that the program is right and the simulator small. */
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "engine/engine.h"
#include "image/image.h"
#include "vm/vm.h"

bool engine_raised(Engine *e, EngineRaised *raised) {
    VmRaised known;
    uint64_t number = vm_raised(engine_proc(e), &known);
    if (number == 0) return false;
    *raised = (EngineRaised){number, known.type, known.message, known.message_bytes};
    return true;
}

char *engine_missing_module(Engine *e) {
    VmRaised known;
    if (vm_raised(engine_proc(e), &known) == 0) return NULL;
    size_t n = strcspn(known.module, "."); /* of a.b the first part */
    size_t count;
    const char **here = vm_modules_here(&count);
    bool is_here = false;
    for (size_t i = 0; i < count; i++)
        is_here = is_here || (strlen(here[i]) == n && memcmp(here[i], known.module, n) == 0);
    free((void *)here);
    if (is_here) return NULL;
    return n && vm_library_has(engine_proc(e), known.module, n) ? host_strndup(known.module, n)
                                                                : NULL;
}

char *engine_modules_here(void) {
    StrBuf names = {0};
    size_t count;
    const char **here = vm_modules_here(&count);
    for (size_t i = 0; i < count; i++) sb_printf(&names, "%s%s", i > 0 ? ", " : "", here[i]);
    free((void *)here);
    return sb_take(&names);
}
