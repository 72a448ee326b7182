/* gen_absent.c - what a source uses that Python has and the simulator has not: modules, names of built-in
 * modules, built-in functions. All places are found and refused together, before anything runs.
 *
 * gen_note_* are called while code is generated, gen_refuse_absent when all of it is there: a name that
 * the program itself binds somewhere is its own. */
#include <string.h>

#include "base/i18n.h"
#include "lang/gen/gen.h"

static AbsentUse *new_use(Gen *g, const char *name, SourceSpan at) {
    Absences *a = &g->absences;
    a->uses = arena_room(&g->tree->arena, a->uses, a->count, sizeof *a->uses);
    a->uses[a->count] = (AbsentUse){.name = name, .at = at};
    return &a->uses[a->count++];
}

static bool lacks(const Gen *g, const char *module, const char *name) {
    return g->absent->name(g->absent->arg, module, name);
}

static bool listed(const NameList *list, const char *name) {
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i], name) == 0) return true;
    return false;
}

void gen_note_bound(Gen *g, const char *name) {
    if (g->absent && lacks(g, "builtins", name) && !listed(&g->absences.bound, name))
        name_list_add(&g->tree->arena, &g->absences.bound, name);
}

void gen_note_name(Gen *g, const Expr *e) {
    if (g->absent && e->ctx == CTX_LOAD && lacks(g, "builtins", e->u.name))
        new_use(g, e->u.name, e->at);
}

/* `module.name`, where an import binds the module to its own name. */
void gen_note_attribute(Gen *g, const Expr *e) {
    const Expr *value = e->u.attribute.value;
    if (!g->absent || e->ctx != CTX_LOAD || value->kind != EX_NAME) return;
    if (!listed(&g->absences.imported, value->u.name) ||
        !lacks(g, value->u.name, e->u.attribute.name))
        return;
    new_use(g, e->u.attribute.name, e->at)->module = value->u.name;
}

static void note_module(Gen *g, const Stmt *s, const char *dotted) {
    if (g->absent->module(g->absent->arg, dotted)) new_use(g, NULL, s->at)->module = dotted;
}

void gen_note_import(Gen *g, const Stmt *s) {
    if (!g->absent) return;
    if (s->kind == ST_IMPORT) {
        for (size_t i = 0; i < s->u.import.count; i++) {
            const Alias *alias = &s->u.import.items[i];
            note_module(g, s, alias->name);
            if (!alias->asname) name_list_add(&g->tree->arena, &g->absences.imported, alias->name);
        }
        return;
    }
    if (s->u.import.level || !s->u.import.module) return;
    note_module(g, s, s->u.import.module);
    for (size_t i = 0; i < s->u.import.count; i++) {
        const char *name = s->u.import.items[i].name;
        if (strcmp(name, "*") == 0) g->absences.star = true;
        if (lacks(g, s->u.import.module, name))
            new_use(g, name, s->at)->module = s->u.import.module;
    }
}

static void refuse(Gen *g, const AbsentUse *use) {
    StrBuf what = {0}, hint = {0}, shown = {0}, shown_hint = {0};
    if (!use->name) {
        sb_printf(&what, "the module %s is", use->module);
        sb_printf(&shown, _("the module %s is"), use->module);
        sb_printf(&hint, "here there are only %s", g->absent->modules_here);
        sb_printf(&shown_hint, _("here there are only %s"), g->absent->modules_here);
    } else if (use->module) {
        sb_printf(&what, "%s of the module %s is", use->name, use->module);
        sb_printf(&shown, _("%s of the module %s is"), use->name, use->module);
    } else {
        sb_printf(&what, "the built-in name %s is", use->name);
        sb_printf(&shown, _("the built-in name %s is"), use->name);
    }
    source_refuse(g->source, use->at, sb_text(&what), sb_text(&shown),
                  hint.len ? sb_text(&hint) : NULL, hint.len ? sb_text(&shown_hint) : NULL);
    sb_free(&what), sb_free(&hint), sb_free(&shown), sb_free(&shown_hint);
}

bool gen_refuse_absent(Gen *g) {
    const Absences *a = &g->absences;
    bool any = false;
    for (size_t i = 0; i < a->count; i++) {
        const AbsentUse *use = &a->uses[i];
        bool own = use->name && !use->module && (a->star || listed(&a->bound, use->name));
        if (own) continue;
        refuse(g, use);
        any = true;
    }
    return any;
}
