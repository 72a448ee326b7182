/* vm_world.h - a process with the VM in it and a program loaded: for tests of the VM floor. Include
 * cmocka first. */
#ifndef OURO_VM_WORLD_H
#define OURO_VM_WORLD_H

#include <stdlib.h>
#include <string.h>

#include "base/os.h"
#include "gc/gc.h"
#include "lang/compile.h"
#include "object/core/singletons.h"
#include "scenario/own_modules.h"
#include "vm/start/start.h"
#include "vm/vm.h"

typedef struct VmWorld {
    Proc *p;
    CodeUnit *unit;
    char *source;
} VmWorld;

/* Every top-level statement becomes a scenario step when `steps`. Takes the source. */
static inline VmWorld vm_world_take(char *source, const char *filename, const char *version,
                                    bool steps, const Scenario *files) {
    VmWorld world = {.source = source};
    DiagList diags = {0};
    const Profile *profile = profile_of(version_named(version));
    assert_non_null(profile);
    size_t len = strlen(source);
    world.unit = lang_compile(source, len, filename, LANG_MODULE, profile, &diags);
    for (size_t i = 0; i < diags.count; i++)
        print_message("%s:%d: %s\n", filename, diags.items[i].line, diags.items[i].message);
    diag_free(&diags);
    assert_non_null(world.unit);
    world.p = img_create(profile, (size_t)256 << 20);
    assert_non_null(world.p);
    alloc_boot(world.p);
    object_boot(world.p);
    gc_boot(world.p);
    vm_boot(world.p);
    start_counts_apply(world.p);
    for (size_t i = 0; files && i < files->file_count; i++) {
        const VirtualFile *file = &files->files[i];
        vm_add_file(world.p, file->name, file->name, file->text, strlen(file->text));
    }
    vm_load_module(world.p, world.unit, NULL, steps ? world.unit->stmt_starts : NULL,
                   steps ? (int)world.unit->nstmts : 0, source, len);
    if (files) start_as_python(world.p, world.unit); /* a file, as `ouro run` takes it */
    img_booted(world.p);
    return world;
}

static inline VmWorld vm_world(const char *source, const char *version) {
    return vm_world_take(host_strdup(source), "test.py", version, false, NULL);
}

/* The modules that lie beside the program. */
static inline Scenario *vm_world_modules(const char *path, const char *source, size_t len,
                                         const Profile *profile) {
    DiagList errors = {0};
    Scenario *files = host_alloc(sizeof *files);
    CodeUnit *unit = lang_compile(source, len, path, LANG_MODULE, profile, &errors);
    assert_non_null(unit);
    assert_true(scenario_add_modules(files, path, unit, profile, &errors));
    code_unit_free(unit);
    return files;
}

static inline VmWorld vm_world_of_file(const char *path, const char *version) {
    char *source;
    size_t len;
    assert_int_equal(os_read_file(path, 1 << 20, &source, &len), 0);
    const char *name = strrchr(path, '/');
    Scenario *files = vm_world_modules(path, source, len, profile_of(version_named(version)));
    VmWorld world = vm_world_take(source, name ? name + 1 : path, version, false, files);
    scenario_free(files);
    return world;
}

static inline void vm_world_body(Proc *p, void *context) {
    (void)context;
    while (vm_run(p) != VM_DONE) continue;
    vm_finalize(p);
}

/* Run to the end, teardown included. */
static inline PauseReason vm_world_run(VmWorld *world) {
    PauseReason reason = img_run_guarded(world->p, UINT64_MAX, vm_world_body, NULL);
    return reason == PAUSE_EXIT ? PAUSE_NONE : reason;
}

static inline void vm_world_free(VmWorld *world) {
    code_unit_free(world->unit);
    free(world->source);
    img_destroy(world->p);
}

#endif
