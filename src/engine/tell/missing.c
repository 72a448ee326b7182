/* missing.c - an import that works with Python and not here.
 *
 * Called by `ouro run` and by the check of scenarios, to say what the traceback cannot: that the
 * program is right and the simulator small. */
#include <stdlib.h>
#include <string.h>

#include "engine/engine.h"
#include "vm/vm.h"

char *engine_missing_module(Engine *e) {
    static const char lead[] = "ModuleNotFoundError: No module named '";
    size_t len, lead_len = sizeof lead - 1;
    const char *text = engine_stderr(e, &len);
    if (len && text[len - 1] == '\n') len--;
    size_t start = len;
    while (start > 0 && text[start - 1] != '\n') start--;
    if (len - start <= lead_len || memcmp(text + start, lead, lead_len) != 0) return NULL;
    const char *name = text + start + lead_len;
    size_t n = strcspn(name, ".'\n"); /* of a.b the first part */
    return vm_library_has(name, n) ? host_strndup(name, n) : NULL;
}
