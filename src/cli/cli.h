/* cli.h - shared by the commands: the parsed command line, and how a file becomes a program.
 *
 * Room cli: the command line: one file for each command. Called from: nobody: main is here. */
#ifndef OURO_CLI_H
#define OURO_CLI_H

#include "engine/engine.h"
#include "profile/profile.h"
#include "scenario/scenario.h"

enum ExitStatus { STATUS_OK = 0, STATUS_FAILED = 1, STATUS_USAGE = 2, STATUS_LIMIT = 3 };

typedef enum OptionId {
#define OPTION(id, name, letter, argument, commands, help) OPT_##id,
#include "cli/options.def"
#undef OPTION
    OPT_COUNT
} OptionId;

typedef struct CommandLine {
    const char *value[OPT_COUNT]; /* the last one given; "" for options without an argument; NULL:
                                     not given */
    const char **settings;        /* every --set, in order */
    size_t nsettings;
    char **files;
    size_t nfiles;
    bool language_given; /* by --lang or LANGUAGE, before which no settings file goes */
} CommandLine;

typedef int (*CommandFn)(const CommandLine *line);

typedef struct OptionInfo {
    const char *name, *argument, *commands, *help; /* help in English; translate with _() */
    char letter;
} OptionInfo;

typedef struct CommandInfo {
    const char *name, *arguments,
        *help; /* help: as above; NULL: a command of the build, not for people */
    CommandFn function;
    char letter;
} CommandInfo;

/* The tables options.def (OPT_COUNT entries, by OptionId) and commands.def. */
extern const OptionInfo option_infos[];
extern const CommandInfo command_infos[];
extern const size_t command_count;
/* Whether the command of this letter takes the option. */
bool option_fits(const OptionInfo *option, char letter);

/* A source read completely: what the teacher wrote, and what the engine runs. */
typedef struct Source {
    char *path;
    Scenario *scenario;
    Program *program;
} Source;

/* Where a file is: the path as given, or that of the shipped lesson of this name. Caller frees. */
char *source_path(const char *name);
/* Read the file at `path` (--set applied). False with errors in the list. Free with source_free. */
OURO_MUST_CHECK bool source_open(const CommandLine *line, const char *path, const char *python,
                                 Source *source, DiagList *errors);
/* Load a scenario or .py program by path, "-" or the name of a shipped lesson, with --python and
 * --set applied. False after printing every error on stderr. Free with source_free. */
OURO_MUST_CHECK bool source_load(const CommandLine *line, const char *name, Source *source);
void source_free(Source *source);
/* Find the folders below; main calls it first of all, with its own argv[0]. */
void folders_find(const char *argv0);
/* The folder of shipped data: $OURO_DATA, else the one beside the binary, else that of the
 * configured prefix. */
const char *data_folder(void);
/* The folder of translations, found likewise; NULL: the one compiled in. */
const char *locale_folder(void);

/* Move the engine to a place (scenario/place.h). False after saying on stderr what is wrong. */
OURO_MUST_CHECK bool go_to_where(Engine *e, const Scenario *scenario, const char *where);
/* Options of --hostile. False after a message. */
OURO_MUST_CHECK bool hostile_options(const CommandLine *line, EngineOptions *options);

/* Scenario files of a folder, sorted by name; caller frees each and the array. -1 when it cannot be
 * read. */
int list_scenarios(const char *folder, char ***paths);

/* What differs in one area between two versions, as `ouro versions A B` prints it; how many rows. */
size_t versions_print_area(ProfileArea area, PythonVersion from, PythonVersion to);

#define COMMAND(id, letter, name, arguments, function, help) int function(const CommandLine *line);
#include "cli/commands.def"
#undef COMMAND

#endif
