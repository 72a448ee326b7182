/* startup_modules.c - the modules of the interpreter itself, in which a program can leave things: sys.kept. */
#include <string.h>

#include "engine/look/snapshot_internal.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/text/str.h"
#include "vm/vm.h"

void startup_namespaces(Proc *p, NamespaceFn visit, void *arg) {
    visit(arg, "sys", vm_sys_dict(p)); /* these two are there when sys.modules is no more */
    visit(arg, "builtins", p->ob->builtins_dict);
    int64_t at = 0;
    Ob *name, *module;
    while (dict_walkable(p, p->ob->modules) && dict_next(p, p->ob->modules, &at, &name, &module)) {
        if (!module || !object_alive(p, module) || !ob_is(module, TYPE_MODULE)) continue;
        Ob *dict = module_dict(module);
        if (!dict || object_of_program(p, dict) || dict == vm_sys_dict(p) ||
            dict == p->ob->builtins_dict || dict == vm_main_dict(p) || !ob_is(name, TYPE_STR))
            continue;
        StrBuf text = {0};
        label_text(p, name, &text, INT32_MAX);
        visit(arg, sb_text(&text), dict);
        sb_free(&text);
    }
}

typedef struct Asked {
    const Ob *dict;
    StrBuf *out;
    bool found;
} Asked;

static void answer(void *arg, const char *module, Ob *dict) {
    Asked *asked = arg;
    if (dict != asked->dict || asked->found) return;
    sb_put(asked->out, module);
    asked->found = true;
}

bool label_namespace(Proc *p, const Ob *dict, StrBuf *out) {
    Asked asked = {dict, out, false};
    startup_namespaces(p, answer, &asked);
    return asked.found;
}

bool namespace_value_is_own(Proc *p, const Ob *value) {
    return value && object_alive(p, value) && !label_is_leaf(value) && object_of_program(p, value);
}
