/* snap_scopes.c - names, frames and the stack: what holds objects from outside. */
#include <string.h>

#include "engine/look/snapshot_internal.h"
#include "object/code/cell.h"
#include "object/code/frame.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/text/str.h"
#include "vm/vm.h"

static SnapScope *add_scope(SnapBuilder *b, SnapScopeKind kind, const char *name, int line) {
    Snapshot *snap = b->snap;
    snap->scopes =
        host_grow(snap->scopes, &b->cap_scopes, (size_t)snap->nscopes + 1, sizeof *snap->scopes);
    SnapScope *scope = &snap->scopes[snap->nscopes++];
    *scope = (SnapScope){
        .kind = kind, .name = name, .line = line, .frame = -1, .first_entry = snap->nentries};
    return scope;
}

static void add_entry(SnapBuilder *b, SnapScope *scope, const char *name, bool written, Ob *value) {
    Snapshot *snap = b->snap;
    snap->entries = host_grow(snap->entries, &b->cap_entries, (size_t)snap->nentries + 1,
                              sizeof *snap->entries);
    SnapEntry *entry = &snap->entries[snap->nentries++];
    *entry = (SnapEntry){.name = snap_text(b, name),
                         .object = snap_object(b, value),
                         .text = "",
                         .special = name_is_special(name)};
    if (written) entry->expression = entry->name;
    entry->address = img_vaddr(b->p, value);
    if (!value) /* PUSH_NULL puts one on the stack */
        sb_put(&b->scratch, "NULL");
    else if (object_alive(b->p, value))
        label_put(b->p, value, &b->scratch);
    entry->text = snap_scratch(b);
    scope->nentries++;
    if (scope->kind == SCOPE_STACK || entry->object < 0) return;
    SnapObject *o = &snap->objects[entry->object];
    bool of_module = scope->kind == SCOPE_MODULE;
    sb_printf(&b->scratch, "%s%s%s%s%s", o->names, o->names[0] ? ", " : "",
              of_module ? scope->name : "", of_module ? "." : "", entry->name);
    o->names = snap_scratch(b);
}

static void add_dict_entries(SnapBuilder *b, SnapScope *scope, Ob *dict) {
    const DictKeys *keys = ((DictOb *)dict)->ma_keys;
    const char *at_keys = (const char *)keys, *floor = (const char *)b->p->ob;
    bool is_static = at_keys >= floor && at_keys < floor + sizeof *b->p->ob;
    if (!object_alive(b->p, dict) || (!is_static && !block_alive(b->p, keys))) return;
    int64_t at = 0;
    Ob *key, *value;
    while (dict_next(b->p, dict, &at, &key, &value)) {
        if (!object_alive(b->p, key) || !ob_is(key, TYPE_STR)) continue;
        label_text(b->p, key, &b->scratch, INT32_MAX);
        const char *name = snap_scratch(b);
        bool own = value && !label_is_leaf(value) && object_of_program(b->p, value);
        if (name_is_special(name) && !own) continue;
        add_entry(b, scope, name, way_is_name(b->p, key), value);
    }
}

/* The name by which the program calls the module, when it is the module's own. */
static bool is_imported(SnapBuilder *b, const char *module, const Ob *dict) {
    Ob *names = vm_main_dict(b->p), *key, *value;
    int64_t at = 0;
    while (names && dict_walkable(b->p, names) && dict_next(b->p, names, &at, &key, &value)) {
        if (!value || !object_alive(b->p, value) || !ob_is(value, TYPE_MODULE)) continue;
        if (module_dict(value) == dict && object_alive(b->p, key) && str_eq_cstr(b->p, key, module))
            return true;
    }
    return false;
}

static void add_module_entries(void *arg, const char *module, Ob *dict) {
    SnapBuilder *b = arg;
    SnapScope *scope = NULL;
    bool imported = false;
    int64_t at = 0;
    Ob *key, *value;
    while (dict_walkable(b->p, dict) && dict_next(b->p, dict, &at, &key, &value)) {
        if (!object_alive(b->p, key) || !ob_is(key, TYPE_STR) ||
            !namespace_value_is_own(b->p, value) || snap_object(b, value) < 0)
            continue;
        if (!scope) {
            scope = add_scope(b, SCOPE_MODULE, snap_text(b, module), 0);
            imported = is_imported(b, module, dict);
        }
        label_text(b->p, key, &b->scratch, INT32_MAX);
        add_entry(b, scope, snap_scratch(b), false, value);
        if (!imported || !way_is_name(b->p, key)) continue;
        SnapEntry *entry = &b->snap->entries[b->snap->nentries - 1];
        sb_printf(&b->scratch, "%s.%s", module, entry->name);
        entry->expression = snap_scratch(b);
    }
}

static void add_locals(SnapBuilder *b, SnapScope *scope, const Frame *f) {
    for (int i = 0; i < f->f_code->co_nlocalsplus; i++) {
        Ob *value = f->localsplus[i];
        if (!value) continue;
        Ob *slot = code_slot_name(f->f_code, i);
        if (slot) label_text(b->p, slot, &b->scratch, INT32_MAX);
        add_entry(b, scope, snap_scratch(b), way_is_name(b->p, slot), value);
    }
}

static void add_stack(SnapBuilder *b, const Frame *f, const char *function) {
    Ob **base = frame_stack_base(f);
    if (f->sp <= base) return;
    sb_printf(&b->scratch, "%s", function);
    SnapScope *scope = add_scope(b, SCOPE_STACK, snap_scratch(b), 0);
    scope->innermost = f == vm_frame(b->p);
    for (Ob **at = base; at < f->sp; at++) {
        sb_printf(&b->scratch, "%td", at - base);
        add_entry(b, scope, snap_scratch(b), false, *at);
    }
}

static void add_frame(SnapBuilder *b, const Frame *f) {
    bool body = label_running(b->p, f->f_code, &b->scratch);
    const char *name = snap_scratch(b);
    bool module = f->f_locals && f->f_locals == vm_main_dict(b->p), comprehension = false;
    for (int i = 0; i < f->f_code->co_nlocals; i++) comprehension |= f->localsplus[i] != NULL;
    if (!module || comprehension) { /* an inlined one has its variables in the module's frame */
        SnapScope *scope = add_scope(b, SCOPE_FRAME, name,
                                     f->f_code->text->foreign ? 0 : code_line(f->f_code, f->instr));
        scope->body = body;
        scope->frame = snap_object(b, frame_object_of(b->p, f));
        add_locals(b, scope, f);
        if (f->f_locals && !module)
            add_dict_entries(b, &b->snap->scopes[b->snap->nscopes - 1], f->f_locals);
    }
    add_stack(b, f, name);
}

/* The frames of a thread, the outermost first. */
static void add_thread(SnapBuilder *b, const ThreadState *thread) {
    const Frame *chain[256];
    int depth = 0, first = b->snap->nscopes;
    for (const Frame *f = thread->frame; f && depth < (int)ARRAY_LEN(chain); f = f->f_back)
        chain[depth++] = f;
    while (depth-- > 0) add_frame(b, chain[depth]);
    for (int i = first; i < b->snap->nscopes; i++) b->snap->scopes[i].thread = (int)thread->number;
}

void snap_scopes(SnapBuilder *b) {
    SnapScope *globals = add_scope(b, SCOPE_GLOBALS, "globals", 0);
    if (vm_main_dict(b->p)) add_dict_entries(b, globals, vm_main_dict(b->p));
    startup_namespaces(b->p, add_module_entries, b);
    for (const ThreadState *t = vm_threads(b->p); t; t = t->next)
        if (t != b->p->tstate) add_thread(b, t);
    add_thread(b, b->p->tstate);
    snap_threads(b);
    snap_files(b);
    SnapScope *blocks = NULL;
    for (size_t i = 0; i < b->e->nnames; i++) {
        const BlockName *name = &b->e->names[i];
        for (size_t j = 0; j < name->count; j++) {
            const void *block = b->e->driver->blocks[name->first + j].block;
            if (!block) continue;
            if (!blocks) blocks = add_scope(b, SCOPE_BLOCKS, "blocks", 0);
            Snapshot *snap = b->snap;
            snap->entries = host_grow(snap->entries, &b->cap_entries, (size_t)snap->nentries + 1,
                                      sizeof *snap->entries);
            if (name->count > 1)
                sb_printf(&b->scratch, "%s[%zu]", name->name, j);
            else
                sb_put(&b->scratch, name->name);
            const char *label = snap_scratch(b);
            sb_printf(&b->scratch, "%zu", mem_block_bytes(b->p, block));
            snap->entries[snap->nentries++] = (SnapEntry){.name = label,
                                                          .object = -1,
                                                          .address = img_vaddr(b->p, block),
                                                          .text = snap_scratch(b)};
            blocks->nentries++;
        }
    }
}
