/* program.c - life of a Program. */
#include "engine/time/program.h"

#include <stdlib.h>
#include <string.h>

Program *program_from_source(const char *filename, const char *source, const Profile *profile) {
    Program *program = host_alloc(sizeof *program);
    program->filename = host_strdup(filename);
    program->source = host_strdup(source);
    program->steps = host_alloc(sizeof *program->steps);
    program->nsteps = 1;
    program->steps[0] =
        (ProgramStep){.kind = ACT_CODE, .code = host_strdup(source), .first_line = 1};
    for (const char *c = source; *c; c++) program->steps[0].line_count += *c == '\n';
    size_t len = strlen(source);
    if (len && source[len - 1] != '\n') program->steps[0].line_count++;
    program->profile = *profile;
    program->exit_at_end = true;
    program->gc_enabled = true;
    program->event_limit = UINT64_C(50000000);
    program->image_bytes = (uint64_t)64 << 20;
    program->depth_limit = 20000;
    return program;
}

void program_free(Program *program) {
    if (!program) return;
    for (size_t i = 0; i < program->nsteps; i++) {
        ProgramStep *step = &program->steps[i];
        free(step->code);
        for (size_t j = 0; j < step->nblocks; j++) free(step->blocks[j]);
        free(step->blocks);
    }
    for (size_t i = 0; i < program->nfiles; i++)
        free(program->files[i].name), free(program->files[i].path), free(program->files[i].text);
    free(program->files);
    free(program->input);
    free(program->turns);
    free(program->steps);
    free(program->source);
    free(program->filename);
    free(program->script);
    free(program);
}
