/* driver.c - puts a process together and runs the steps of its program, one after the other.
 *
 * Code of a `file` program is one module: the VM runs it and stops where the code of the next step
 * begins. Other steps (alloc, collect, slides) are carried out in between. Everything the driver
 * remembers lies in the image. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/engine_internal.h"
#include "gc/gc.h"
#include "lang/compile.h"
#include "object/core/singletons.h"
#include "vm/start/start.h"
#include "vm/vm.h"

static void exited(Proc *p);

/* ---- loading --------------------------------------------------------------------------------- */

/* Give each distinct block name of the program its slots. Returns how many slots there are. */
static size_t number_blocks(Engine *e) {
    size_t slots = 0, cap = 0;
    for (size_t i = 0; i < e->program->nsteps; i++) {
        const ProgramStep *step = &e->program->steps[i];
        if (step->kind != ACT_ALLOC) continue;
        BlockName *known = NULL;
        for (size_t j = 0; j < e->nnames; j++)
            if (strcmp(e->names[j].name, step->blocks[0]) == 0) known = &e->names[j];
        if (known && known->count >= (size_t)step->count) continue;
        if (known)
            known->name =
                ""; /* a later `alloc` of the name with more blocks takes new slots for all */
        e->names = host_grow(e->names, &cap, e->nnames + 1, sizeof *e->names);
        e->names[e->nnames++] = (BlockName){step->blocks[0], slots, (size_t)step->count};
        slots += (size_t)step->count;
    }
    return slots;
}

static const BlockName *find_name(const Engine *e, const char *name, size_t len) {
    for (size_t i = e->nnames; i-- > 0;)
        if (strlen(e->names[i].name) == len && memcmp(e->names[i].name, name, len) == 0)
            return &e->names[i];
    return NULL;
}

NamedBlock *driver_block(const Engine *e, const char *name) {
    size_t len = strcspn(name, "[");
    const BlockName *found = find_name(e, name, len);
    if (!found) return NULL;
    size_t index = name[len] == '[' ? strtoul(name + len + 1, NULL, 10) : 0;
    return index < found->count ? &e->driver->blocks[found->first + index] : NULL;
}

/* Empty lines in front of a cell keep the line numbers of the whole program. Caller frees. */
static char *cell_text(const ProgramStep *step) {
    StrBuf text = {0};
    for (int line = 1; line < step->first_line; line++) sb_putc(&text, '\n');
    sb_put(&text, step->code);
    return sb_take(&text);
}

/* ---- what is missing here -------------------------------------------------------------------- */

static bool name_missing(void *engine, const char *module, const char *name) {
    return vm_name_missing(((Engine *)engine)->p, module, name);
}

/* Of a.b the first part decides, and a file of the program comes before the library. */
static bool module_missing(void *engine, const char *dotted) {
    const Engine *e = engine;
    size_t n = strcspn(dotted, ".");
    for (size_t i = 0; i < e->program->nfiles; i++) {
        const char *file = e->program->files[i].name;
        if (strncmp(file, dotted, n) == 0 && (file[n] == '.' || file[n] == '/')) return false;
    }
    return vm_library_has(e->p, dotted, n) && !vm_module_known(dotted, n);
}

/* Compiled to be run: what is not modelled is refused with its place. */
static CodeUnit *compile_whole(Engine *e, const char *text, const char *file, LangMode mode,
                               DiagList *diags) {
    char *here = engine_modules_here();
    LangAbsent absent = {e, name_missing, module_missing, here};
    LangOptions options = {.family = e->program->profile.version, .absent = &absent};
    CodeUnit *unit = lang_compile_with(text, strlen(text), file, mode, &options, diags);
    free(here);
    return unit;
}

/* The modules of the program, which are compiled when they are imported. */
static bool modules_are_fit(Engine *e, DiagList *diags) {
    size_t before = diags->total;
    for (size_t i = 0; i < e->program->nfiles; i++) {
        const ProgramFile *file = &e->program->files[i];
        size_t n = strlen(file->name);
        if (n < 4 || strcmp(file->name + n - 3, ".py") != 0) continue;
        code_unit_free(compile_whole(e, file->text, file->path, LANG_MODULE, diags));
    }
    return diags->total == before;
}

static bool compile_cells(Engine *e, DiagList *diags) {
    const Program *program = e->program;
    e->units = host_alloc(program->nsteps * sizeof *e->units);
    for (size_t i = 0; i < program->nsteps; i++) {
        const ProgramStep *step = &program->steps[i];
        if (step->kind != ACT_CODE) continue;
        char *text = cell_text(step);
        e->units[i] = compile_whole(e, text, program->filename, LANG_CELL, diags);
        free(text);
        if (!e->units[i]) return false;
    }
    return true;
}

/* First statement of the unit on a line of [from, from + count); -1 if none. Statements stand in the order of their
 * lines. */
static int first_statement(const CodeUnit *unit, int from, int count) {
    size_t low = 0;
    for (size_t high = unit->nstmts; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (unit->stmt_lines[middle] < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low < unit->nstmts && unit->stmt_lines[low] < from + count ? (int)low : -1;
}

/* Does a statement of the unit begin in the step, or does it hold nothing but comments and blank
 * lines? */
static bool holds_statement(const CodeUnit *unit, const ProgramStep *step) {
    if (first_statement(unit, step->first_line, step->line_count) >= 0) return true;
    for (const char *at = step->code; *at;) {
        size_t blank = strspn(at, " \t\r\f");
        if (at[blank] && at[blank] != '\n' && at[blank] != '#') return false;
        at += strcspn(at, "\n");
        at += *at == '\n';
    }
    return true;
}

static bool compile_file(Engine *e, DiagList *diags) {
    const Program *program = e->program;
    size_t len = strlen(program->source);
    e->unit = compile_whole(e, program->source, program->filename, LANG_MODULE, diags);
    if (!e->unit) return false;
    int32_t *starts = host_alloc((program->nsteps + 1) * sizeof *starts);
    e->vm_step_of = host_alloc((program->nsteps + 1) * sizeof *e->vm_step_of);
    int *last = host_alloc((program->nsteps + 1) *
                           sizeof *last); /* the step that each VM step belongs to */
    int n = 0;
    for (size_t i = 0; i < program->nsteps; i++) {
        const ProgramStep *step = &program->steps[i];
        if (step->kind == ACT_CODE && !holds_statement(e->unit, step)) {
            diag_add(diags,
                     (Diag){.file = program->filename,
                            .line = step->first_line,
                            .column = 1,
                            .message = "no statement begins in this step: its lines belong to the "
                                       "statement of an earlier one",
                            .hint = "write a compound statement completely in one step"});
            free(starts), free(last);
            return false;
        }
        int statement = step->kind == ACT_CODE
                            ? first_statement(e->unit, step->first_line, step->line_count)
                            : -1;
        e->vm_step_of[i] = statement < 0 ? -1 : n;
        if (statement < 0) continue;
        /* What stands before the first statement (RESUME, the docstring) belongs to the first step.
         */
        starts[n] = n == 0 ? 0 : e->unit->stmt_starts[statement];
        last[n] = (int)i;
        /* A statement without instructions begins where the next one does: its step has nothing to
         * run. */
        if (n > 0 && starts[n] == starts[n - 1]) {
            e->vm_step_of[last[n - 1]] = -1;
            last[n - 1] = (int)i;
            e->vm_step_of[i] = n - 1;
            continue;
        }
        n++;
    }
    vm_load_module(e->p, e->unit, program->script, starts, n, program->source, len);
    free(starts), free(last);
    return true;
}

bool driver_load(Engine *e, DiagList *diags) {
    Proc *p = e->p;
    size_t slots = number_blocks(e);
    p->s->profile.hash_seed = e->program->hash_seed; /* before the first name is interned */
    alloc_boot(p);
    object_boot(p);
    gc_boot(p);
    vm_boot(p);
    start_counts_apply(p);
    for (int i = 0; i < 3; i++) p->ob->generations[i].threshold = p->s->profile.gc_threshold[i];
    p->ob->gc_enabled = e->program->gc_enabled;
    gc_set_debug(p, (int)e->program->gc_debug);
    gc_set_legacy_finalizers(p, e->program->legacy_finalizers);
    e->driver = img_carve(p, SEG_STATE, sizeof(DriverState) + slots * sizeof(NamedBlock), 16);
    p->owner = e;
    p->hooks.exited = exited;
    e->driver->step = -1;
    e->driver->nblocks = slots;
    vm_set_depth_limit(p, e->program->depth_limit);
    vm_set_gil(p, !e->program->no_gil);
    vm_set_schedule(p, e->program->turns, e->program->nturns, e->program->thread_seed);
    for (size_t i = 0; i < e->program->nfiles; i++) {
        const ProgramFile *file = &e->program->files[i];
        vm_add_file(p, file->name, file->path, file->text, strlen(file->text));
    }
    if (!(e->program->cells ? compile_cells(e, diags) : compile_file(e, diags))) return false;
    if (e->program->starts_as_python) start_as_python(p, e->unit);
    return modules_are_fit(e, diags);
}

/* ---- actions --------------------------------------------------------------------------------- */

static void free_block(Proc *p, NamedBlock *slot) {
    if (!slot || !slot->block) return;
    void *block = slot->block;
    slot->block = NULL;
    mem_free(p, block);
}

static void act_alloc(Engine *e, const ProgramStep *step) {
    const BlockName *name = find_name(e, step->blocks[0], strlen(step->blocks[0]));
    for (int64_t i = 0; i < step->count; i++) {
        NamedBlock *slot = &e->driver->blocks[name->first + (size_t)i];
        slot->block = mem_alloc(e->p, (size_t)step->bytes, BLOCK_RAW);
    }
}

static void act_realloc(Engine *e, const ProgramStep *step) {
    NamedBlock *slot = driver_block(e, step->blocks[0]);
    if (!slot || !slot->block) return;
    void *moved = mem_realloc(e->p, slot->block, (size_t)step->bytes, BLOCK_RAW);
    if (moved) slot->block = moved;
}

static void act_free(Engine *e, const ProgramStep *step) {
    for (size_t i = 0; i < step->nblocks; i++) free_block(e->p, driver_block(e, step->blocks[i]));
}

static void act(Engine *e, const ProgramStep *step) {
    switch (step->kind) {
    case ACT_ALLOC: act_alloc(e, step); break;
    case ACT_REALLOC: act_realloc(e, step); break;
    case ACT_FREE: act_free(e, step); break;
    case ACT_COLLECT: gc_collect(e->p, step->generation); break;
    case ACT_CODE:
    case ACT_EXIT: /* it comes when the program is over: DRIVER_EXIT */
    case ACT_NONE: break;
    }
}

/* ---- running --------------------------------------------------------------------------------- */

/* A record at a safe point; true when it is time to return. */
static bool note(Proc *p, EventKind kind, int n) {
    img_record(p, kind, 0, 0, n, NULL, NULL, 0);
    index_note(p->owner, kind, p->s->clock);
    if (p->s->clock < p->instr_stop_at) return false;
    if (!vm_can_be_left(p)) {
        img_reached_between(p);
        return false;
    }
    img_observe(p);
    return p->s->clock >= p->safe_at;
}

static void finish(Engine *e) {
    DriverState *d = e->driver;
    d->failed = vm_uncaught(e->p) != NULL;
    d->phase = e->exits ? DRIVER_EXIT : DRIVER_FINISHED;
}

/* ProcHooks.exited: nothing is torn down. */
static void exited(Proc *p) {
    Engine *e = p->owner;
    img_landmark(p, EV_END);
    img_emit(p, EV_END, 0, 0, NULL, NULL, 0);
    vm_exit_gone(p);
    e->driver->phase = DRIVER_FINISHED;
    img_landmark(p, EV_EXIT);
    img_emit(p, EV_EXIT, 0, EXIT_GONE, NULL, NULL, 0);
}

static bool begin_code(Engine *e) {
    DriverState *d = e->driver;
    if (e->program->cells) {
        char *text = cell_text(&e->program->steps[d->step]);
        vm_start_unit(e->p, e->units[d->step], text, strlen(text));
        free(text);
        return true;
    }
    if (e->vm_step_of[d->step] < 0) return false;
    vm_step_taken(e->p);
    return true;
}

/* Run the code of the current step, or what is left of it. False when it is time to return. */
static bool run_code(Engine *e) {
    DriverState *d = e->driver;
    d->phase = DRIVER_BETWEEN;
    if (!d->in_code && !begin_code(e)) return true;
    d->in_code = 1;
    d->phase = DRIVER_CODE;
    VmStatus status = vm_run(e->p);
    if (status == VM_SAFE) return false;
    /* VM_STEP: the next statement belongs to a later step. */
    d->in_code = 0;
    d->phase = DRIVER_BETWEEN;
    if (status == VM_DONE && !e->program->cells && vm_uncaught(e->p)) {
        finish(e);
        return !note(e->p, EV_END, 1);
    }
    return true;
}

void driver_run(Proc *p, void *engine) {
    Engine *e = engine;
    DriverState *d = e->driver;
    for (;;) {
        switch ((DriverPhase)d->phase) {
        case DRIVER_BETWEEN:
            if ((size_t)(d->step + 1) >= e->program->nsteps) {
                finish(e);
                if (note(p, EV_END, d->failed)) return;
                break;
            }
            d->step++;
            d->phase = e->program->steps[d->step].kind == ACT_CODE ? DRIVER_CODE : DRIVER_ACTION;
            if (note(p, EV_STEP, d->step)) return;
            break;
        case DRIVER_ACTION:
            act(e, &e->program->steps[d->step]);
            d->phase = DRIVER_BETWEEN;
            if (p->s->clock >= p->safe_at && vm_can_be_left(p)) return;
            break;
        case DRIVER_CODE:
            if (!run_code(e)) return;
            break;
        case DRIVER_EXIT:
            vm_finalize(p);
            vm_exit_gone(p);
            d->phase = DRIVER_FINISHED;
            if (note(p, EV_EXIT, EXIT_GONE)) return;
            break;
        case DRIVER_FINISHED: return;
        }
    }
}
