/* cmd_completion.c - `ouro completion`: completion for bash, made from the tables of commands and
 * options.
 *
 * The build's own command: assets/completions/ouro is its output, and a test compares the two. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/manual.h"
#include "profile/profile.h"

/* The words up to what the reader must choose: "step:" of "step:N". */
static void put_words(const Explained *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t len = strcspn(list[i].word, ":");
        printf("%s%.*s", i ? " " : "", (int)(len + (list[i].word[len] == ':')), list[i].word);
    }
}

#define PUT_WORDS(list) put_words(list, ARRAY_LEN(list))

static void put_values(void) {
    puts("    case $previous in");
    printf("    --python) words='");
    size_t nprofiles;
    const Profile *const *profiles = profile_rows(&nprofiles);
    for (size_t i = 0; i < nprofiles; i++) printf("%s%s", i ? " " : "", profiles[i]->name);
    puts("' ;;");
    printf("    versions | 3.*)\n        [[ $command == versions ]] && words='");
    for (int v = 0; v < PY_COUNT; v++)
        printf("%s%s", v ? " " : "", profile_of((PythonVersion)v)->name);
    puts("' ;;");
    puts("    --lang) words='en ru' ;;");
    printf("    --at) words='"), PUT_WORDS(manual_places), puts("' ;;");
    printf("    --to)\n        words='"), PUT_WORDS(manual_places), puts("'");
    printf("        [[ $command == export ]] && words='"), PUT_WORDS(manual_kinds), puts("' ;;");
    printf("    --report) words='"), PUT_WORDS(manual_reports), puts("' ;;");
    printf("    --grain) words='"), PUT_WORDS(manual_grains), puts("' ;;");
    puts("    --hostile) words='check=1 check=2 check=3 collect fail=' ;;");
    puts("    --output | -o) COMPREPLY=($(compgen -f -- \"$current\")); return ;;");
    puts("    --set | --size) return ;;");
    puts("    esac");
}

static void put_options(void) {
    puts("    if [[ -z $words && $current == -* ]]; then\n        case $command in");
    for (size_t i = 0; i < command_count; i++) {
        const CommandInfo *c = &command_infos[i];
        if (!c->help) continue;
        printf("        %s) words='", c->name);
        const char *between = "";
        for (size_t j = 0; j < OPT_COUNT; j++) {
            if (!option_fits(&option_infos[j], c->letter)) continue;
            printf("%s--%s", between, option_infos[j].name);
            between = " ";
        }
        puts("' ;;");
    }
    puts("        esac\n    fi");
}

int cmd_completion(const CommandLine *line) {
    (void)line;
    puts("# bash completion for ouro. Made by 'ouro completion' from the tables of commands and "
         "options; do not edit.");
    puts("_ouro() {");
    puts("    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} "
         "command=play words= word");
    puts("    COMPREPLY=()");
    puts("    # A place such as step:3 is one word to ouro and three to bash.");
    puts("    if [[ $COMP_WORDBREAKS == *:* && ($current == : || $previous == :) ]]; then return; "
         "fi");
    printf("    for word in \"${COMP_WORDS[@]:1}\"; do\n        case $word in\n        ");
    const char *between = "";
    for (size_t i = 0; i < command_count; i++) {
        if (!command_infos[i].help) continue;
        printf("%s%s", between, command_infos[i].name);
        between = " | ";
    }
    puts(") command=$word; break ;;\n        esac\n    done");
    put_values();
    put_options();
    puts("    if [[ -n $words ]]; then");
    puts("        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))");
    puts("        [[ ${COMPREPLY[0]-} == *[:=] ]] && compopt -o nospace");
    puts("        return");
    puts("    fi");
    printf("    (( COMP_CWORD == 1 )) && COMPREPLY=($(compgen -W '");
    between = "";
    for (size_t i = 0; i < command_count; i++) {
        if (!command_infos[i].help) continue;
        printf("%s%s", between, command_infos[i].name);
        between = " ";
    }
    puts("' -- \"$current\"))");
    puts("    compopt -o filenames");
    puts(
        "    COMPREPLY+=($(compgen -d -- \"$current\") $(compgen -f -X '!*.json' -- \"$current\")");
    puts("        $(compgen -f -X '!*.py' -- \"$current\"))");
    puts("}");
    puts("complete -F _ouro ouro");
    return STATUS_OK;
}
