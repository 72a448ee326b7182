/* cmd_new.c - `ouro new`: a scenario to start from. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "scenario/template.h"

int cmd_new(const CommandLine *line) {
    const char *path = line->files[0];
    if (line->value[OPT_LESSON] != NULL && scenario_is_python(path, "{", 1)) {
        fprintf(stderr, _("ouro: a lesson is JSON: name it %.*s.json, or leave out --lesson\n"),
                (int)(strlen(path) - strlen(".py")), path);
        return STATUS_USAGE;
    }
    int error = scenario_write_new(path, line->value[OPT_LESSON] != NULL);
    if (error == EEXIST) {
        fprintf(stderr, _("ouro: %s exists already; choose another name\n"), path);
        return STATUS_USAGE;
    }
    if (error != 0) {
        fprintf(stderr, _("ouro: cannot write %s: %s\n"), path, strerror(error));
        return error == EIO || error == ENOSPC ? STATUS_FAILED : STATUS_USAGE;
    }
    printf(_("%s is written. Play it with 'ouro %s', check it with 'ouro check %s'.\n"), path, path,
           path);
    return STATUS_OK;
}
