/* main.c - the command line: finds the command, parses its options, prints help from the same
 * tables. */
#include <errno.h>
#include <getopt.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "cli/cli.h"

const OptionInfo option_infos[] = {
#define OPTION(id, name, letter, argument, commands, help)                                         \
    [OPT_##id] = {name, argument, commands, help, letter},
#include "cli/options.def"
#undef OPTION
};

const CommandInfo command_infos[] = {
#define COMMAND(id, letter, name, arguments, function, help)                                       \
    {name, arguments, help, function, letter},
#include "cli/commands.def"
#undef COMMAND
};

const size_t command_count = ARRAY_LEN(command_infos);

bool option_fits(const OptionInfo *option, char letter) {
    return strchr(option->commands, '*') || strchr(option->commands, letter);
}

static void print_help(const CommandInfo *only) {
    if (only) {
        printf(_("Usage: ouro %s [OPTIONS] %s\n\n%s\n\nOptions:\n"), only->name, only->arguments,
               only->help ? _(only->help) : "");
    } else {
        printf("%s\n\n", _("ouro - watch how CPython manages memory, one step at a time, forwards "
                           "and backwards"));
        printf("%s\n", _("Usage: ouro [OPTIONS] [COMMAND] [FILE]"));
        printf("\n%s\n", _("Commands:"));
        for (size_t i = 0; i < command_count; i++) {
            const CommandInfo *c = &command_infos[i];
            if (c->help) printf("  %-8s %-10s %s\n", c->name, c->arguments, _(c->help));
        }
        printf("\n%s\n", _("FILE is a scenario (.json), a program (.py), - for standard input, or "
                           "a shipped lesson's name."));
        printf("\n%s\n", _("Options:"));
    }
    for (size_t i = 0; i < OPT_COUNT; i++) {
        const OptionInfo *o = &option_infos[i];
        if (only && !option_fits(o, only->letter)) continue;
        char left[64];
        snprintf(left, sizeof left, "%s--%s%s%s",
                 o->letter ? (char[]){'-', o->letter, ',', ' ', 0} : "    ", o->name,
                 o->argument ? " " : "", o->argument ? o->argument : "");
        printf("  %-26s %s\n", left, _(o->help));
    }
    if (!only)
        printf("\n%s\n", _("Exit status: 0 done; 1 the program or a check failed; 2 wrong usage or "
                           "input; 3 a limit was hit."));
}

static const CommandInfo *find_command(const char *name) {
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(command_infos[i].name, name) == 0) return &command_infos[i];
    return NULL;
}

static bool is_folder(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* A first word that is neither a command nor a file nor a lesson, but nearly a command. */
static bool suggest_command(const char *word) {
    struct stat st;
    const char *names[ARRAY_LEN(command_infos) + 1] = {0};
    for (size_t i = 0; i < command_count; i++) names[i] = command_infos[i].name;
    const char *near = diag_nearest(word, names);
    if (!near || stat(word, &st) == 0) return false;
    char *path = source_path(word);
    bool lesson = strcmp(path, word) != 0;
    free(path);
    if (lesson) return false;
    fprintf(stderr, _("ouro: there is no command or file %s; did you mean 'ouro %s'?\n"), word,
            near);
    return true;
}

static int usage_error(void) {
    fprintf(stderr, "%s\n", _("Try 'ouro --help'."));
    return STATUS_USAGE;
}

static void suggest_option(const char *word) {
    const char *names[OPT_COUNT + 1] = {0};
    for (size_t i = 0; i < OPT_COUNT; i++) names[i] = option_infos[i].name;
    char plain[64];
    snprintf(plain, sizeof plain, "%.*s", (int)strcspn(word, "="), word);
    const char *near = diag_nearest(plain, names);
    if (near) fprintf(stderr, _("ouro: did you mean --%s?\n"), near);
}

/* Parse all options; positional arguments keep their order. Returns 0 or an exit status. */
static int parse(int argc, char **argv, CommandLine *line) {
    struct option longs[OPT_COUNT + 1] = {0};
    char shorts[2 * OPT_COUNT + 2] = ":";
    for (int i = 0; i < OPT_COUNT; i++) {
        const OptionInfo *o = &option_infos[i];
        longs[i] =
            (struct option){o->name, o->argument ? required_argument : no_argument, NULL, 1000 + i};
        size_t len = strlen(shorts);
        if (o->letter)
            snprintf(shorts + len, sizeof shorts - len, "%c%s", o->letter, o->argument ? ":" : "");
    }
    opterr = 0;
    int found;
    while ((found = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        if (found == ':') {
            fprintf(stderr, _("ouro: option %s needs an argument\n"), argv[optind - 1]);
            return usage_error();
        }
        if (found == '?') {
            const char *word = argv[optind - 1];
            fprintf(stderr, _("ouro: unknown option %s\n"), word);
            if (strncmp(word, "--", 2) == 0) suggest_option(word + 2);
            return usage_error();
        }
        int id = found - 1000;
        for (int i = 0; i < OPT_COUNT; i++)
            if (found == option_infos[i].letter) id = i;
        line->value[id] = optarg ? optarg : "";
        if (id == OPT_SET) {
            line->settings =
                host_resize(line->settings, (line->nsettings + 1) * sizeof *line->settings);
            line->settings[line->nsettings++] = optarg;
        }
    }
    line->files = argv + optind;
    line->nfiles = (size_t)(argc - optind);
    return 0;
}

static bool options_fit(const CommandLine *line, const CommandInfo *command) {
    for (size_t i = 0; i < OPT_COUNT; i++) {
        if (!line->value[i] || option_fits(&option_infos[i], command->letter)) continue;
        fprintf(stderr, _("ouro: option --%s does not belong to 'ouro %s'\n"), option_infos[i].name,
                command->name);
        return false;
    }
    return true;
}

static bool choose_language(const CommandLine *line) {
    const char *lang = line->value[OPT_LANG];
    if (lang && strcmp(lang, "en") != 0 && strcmp(lang, "ru") != 0) {
        fprintf(stderr, _("ouro: --lang is en or ru, not %s\n"), lang);
        return false;
    }
    if (lang) i18n_set_language(lang);
    return true;
}

int main(int argc, char **argv) {
    const char *language = getenv("LANGUAGE"); /* i18n_init writes the choice into it */
    bool language_given = language && language[0];
    folders_find(argv[0]);
    i18n_init(locale_folder());

    CommandLine line = {.language_given = language_given};
    int wrong = parse(argc, argv, &line);
    if (wrong) return wrong;
    if (!choose_language(&line)) return usage_error();
    line.language_given = line.language_given || line.value[OPT_LANG];
    const CommandInfo *command = line.nfiles ? find_command(line.files[0]) : NULL;
    if (line.value[OPT_VERSION]) {
        printf("ouro %s\n", OURO_VERSION);
        return STATUS_OK;
    }
    if (line.value[OPT_HELP]) {
        print_help(command);
        return STATUS_OK;
    }
    if (command) {
        line.files++;
        line.nfiles--;
    } else if (line.nfiles == 0 || is_folder(line.files[0])) {
        command = find_command("browse");
    } else {
        if (suggest_command(line.files[0])) return usage_error();
        command = find_command("play");
    }
    if (!options_fit(&line, command)) return usage_error();
    bool needs_file = command->arguments[0] == 'F';
    if (needs_file && line.nfiles == 0) {
        fprintf(stderr, _("ouro: 'ouro %s' needs %s\n"), command->name, command->arguments);
        return usage_error();
    }
    if (line.nfiles && !command->arguments[0]) {
        fprintf(stderr, _("ouro: 'ouro %s' takes no argument; found %s\n"), command->name,
                line.files[0]);
        return usage_error();
    }
    if (line.nfiles > 1 && !strpbrk(command->arguments, ". ")) {
        fprintf(stderr, _("ouro: 'ouro %s' takes one argument; the second is %s\n"), command->name,
                line.files[1]);
        return usage_error();
    }
    int status = command->function(&line);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, _("ouro: cannot write to standard output: %s\n"), strerror(errno));
        status = status ? status : STATUS_FAILED;
    }
    free(line.settings);
    return status;
}
