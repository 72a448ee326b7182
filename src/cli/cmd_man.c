/* cmd_man.c - `ouro man`: the manual page, made from the tables of commands, options and keys.
 *
 * The build's own command: assets/ouro.1 is its output, and a test compares the two. Always
 * English. */
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "cli/cli.h"
#include "cli/manual.h"
#include "ui/term/keymap.h"

#define MAN_DATE "2026-11-20"

static const Explained settings[] = {
    {"gc.enabled", "whether automatic collection is on"},
    {"gc.threshold", "three thresholds, one per generation, such as [700,10,10]; 0 as the first: "
                     "only gc.collect() collects"},
    {"gc.debug", "flags as gc.set_debug() takes them: "
                 "[\"STATS\",\"COLLECTABLE\",\"UNCOLLECTABLE\",\"SAVEALL\",\"LEAK\"]"},
    {"gc.start",
     "empty: with counters of zero and empty free lists, as a scenario begins; python: with "
     "those that start-up and the compiler leave, as a .py does"},
    {"pymalloc.arena_bytes, pymalloc.pool_bytes",
     "sizes of arenas and pools, powers of two; small ones fit on a slide"},
    {"pymalloc.alignment, pymalloc.max_small",
     "bytes: 8 or 16; the largest request that pools serve"},
    {"finalizers", "pep442, or legacy: objects with __del__ in a cycle are left in gc.garbage"},
    {"compile", "file: one module; cells: each step compiled alone, as at the prompt"},
    {"hash_seed", "as PYTHONHASHSEED"},
    {"threads.schedule",
     "turns such as [\"1 line:5\", \"2\"]: thread 1 until the GIL can be given away in line 5, "
     "then thread 2 until it waits or ends; \"1 looks:3\": until the third time that it can"},
    {"gil",
     "false: a thread may be left before every instruction, and \"1 count:5\" leaves one between "
     "the load and the store of a count: what the GIL is for"},
    {"threads.seed",
     "dice decide where the GIL is given away, and to whom: the same number, the same run"},
    {"limits.events, limits.image_mib, limits.depth",
     "when a run is ended: events, MiB of simulated memory, nested calls"},
};

static const Explained variables[] = {
    {"LANG, LC_ALL, LC_MESSAGES, LANGUAGE", "the language, unless --lang chooses it"},
    {"NO_COLOR", "when not empty, no colours"},
    {"TERM", "the terminal, as for every program with a screen"},
    {"VISUAL, EDITOR", "the editor that the player's key E starts"},
    {"XDG_CONFIG_HOME", "where the reader's settings are (else ~/.config), in ouroboros/"},
    {"XDG_STATE_HOME", "where the lesson browser remembers which lessons are done (else "
                       "~/.local/state), in ouroboros/"},
    {"OURO_DATA", "the folder of lessons, when it is not ../share/ouroboros beside the binary"},
};

static const Explained examples[] = {
    {"ouro", "choose a lesson and play it"},
    {"ouro program.py", "step through a program of your own"},
    {"ouro run program.py --python 3.8", "what would 3.8 print?"},
    {"ouro run program.py --to line:12#4 --report state",
     "the heap when line 12 is about to run for the fourth time"},
    {"ouro versions 3.8 3.13", "what has changed between two Pythons, with sources"},
    {"ouro check my.json", "does every claim of the lesson hold?"},
    {"ouro export 14-a-cycle-of-two --to svg --at step:10 -o cycle.svg", "a picture for a slide"},
};

static const Explained statuses[] = {
    {"0", "done"},
    {"1",
     "the simulated program failed (or its own status, from sys.exit), or a check does not hold"},
    {"2", "wrong usage, unreadable or invalid input, no terminal"},
    {"3", "a limit was hit; stderr names it and says how to raise it"},
    {"128+n", "ended by signal n"},
};

/* Text for roff: what roff would make typographic is spelled out. */
static void escape(StrBuf *out, const char *text) {
    for (; *text; text++) {
        static const struct {
            char plain;
            const char *roff;
        } special[] = {{'\\', "\\e"},   {'-', "\\-"},   {'`', "\\(ga"},
                       {'\'', "\\(aq"}, {'~', "\\(ti"}, {'^', "\\(ha"}};
        const char *roff = NULL;
        for (size_t i = 0; i < ARRAY_LEN(special); i++)
            if (*text == special[i].plain) roff = special[i].roff;
        if (roff)
            sb_put(out, roff);
        else
            sb_putc(out, *text);
    }
}

static void put(const char *text) {
    StrBuf roff = {0};
    escape(&roff, text);
    if (text[0] == '.') fputs("\\&", stdout); /* else it would be a request */
    fputs(sb_text(&roff), stdout);
    sb_free(&roff);
}

/* A paragraph of its own lines, none longer than 80 characters; no line begins with a dot. */
static void put_sentence(const char *text) {
    StrBuf roff = {0};
    escape(&roff, text);
    size_t column = 0;
    for (const char *word = sb_text(&roff); *word;) {
        size_t len = strcspn(word, " ");
        bool fits = column == 0 || column + 1 + len <= 78;
        if (column) putchar(fits ? ' ' : '\n');
        if (!fits) column = 0;
        if (column == 0 && word[0] == '.') fputs("\\&", stdout);
        fwrite(word, 1, len, stdout);
        column += len + (column > 0);
        word += len + strspn(word + len, " ");
    }
    putchar('\n');
    sb_free(&roff);
}

static void put_section(const char *name) { printf(".SH %s\n", name); }

static void put_tag(const char *bold) {
    fputs(".TP\n\\fB", stdout);
    put(bold);
    fputs("\\fR", stdout);
}

static void put_list(const Explained *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        put_tag(list[i].word);
        putchar('\n');
        put_sentence(list[i].meaning);
    }
}

#define PUT_LIST(list) put_list(list, ARRAY_LEN(list))

static void put_phases(void) {
    puts(".PP");
    put_sentence("The phases of an exit, in their order:");
    for (int phase = EXIT_NONE + 1; phase < EXIT_PHASE_COUNT; phase++) {
        const ExitPhaseInfo *info = exit_phase_info((ExitPhase)phase);
        put_tag(info->word);
        putchar('\n');
        put_sentence(info->title);
    }
}

static void put_synopsis(void) {
    put_section("SYNOPSIS");
    fputs(".B ouro\n[\\fIOPTIONS\\fR] [\\fIDIR\\fR | \\fIFILE\\fR]\n", stdout);
    for (size_t i = 0; i < command_count; i++) {
        const CommandInfo *c = &command_infos[i];
        if (c->help)
            printf(".br\n.B ouro %s\n[\\fIOPTIONS\\fR] \\fI%s\\fR\n", c->name, c->arguments);
    }
}

static void put_description(void) {
    put_section("DESCRIPTION");
    put_sentence(
        "ouro simulates how CPython manages memory: reference counts, the generational cycle "
        "collector, the "
        "allocator with its arenas, pools and blocks, and the bytecode machine that drives them. A "
        "lesson or "
        "a program of your own is played step by step, forwards and backwards, in a terminal.");
    puts(".PP");
    put_sentence("FILE is a scenario (JSON), a program (.py), - for standard input, or the name of "
                 "a shipped lesson "
                 "(see ouro list); its number will do. Without a command, a FILE is played and a "
                 "DIR browsed.");
}

static void put_commands(void) {
    put_section("COMMANDS");
    for (size_t i = 0; i < command_count; i++) {
        const CommandInfo *c = &command_infos[i];
        if (!c->help) continue;
        put_tag(c->name);
        printf(" \\fI%s\\fR\n", c->arguments);
        put_sentence(c->help);
    }
}

/* "(run, check)": the commands that take an option which not all take. */
static void put_takers(const OptionInfo *option) {
    const char *between = "(";
    if (strchr(option->commands, '*')) return;
    for (size_t i = 0; i < command_count; i++) {
        if (!option_fits(option, command_infos[i].letter)) continue;
        printf("%s%s", between, command_infos[i].name);
        between = ", ";
    }
    puts(")");
}

static void put_options(void) {
    put_section("OPTIONS");
    for (size_t i = 0; i < OPT_COUNT; i++) {
        const OptionInfo *o = &option_infos[i];
        fputs(".TP\n", stdout);
        if (o->letter) printf("\\fB\\-%c\\fR, ", o->letter);
        fputs("\\fB\\-\\-", stdout);
        put(o->name);
        fputs("\\fR", stdout);
        if (o->argument) printf(" \\fI%s\\fR", o->argument);
        putchar('\n');
        put_sentence(o->help);
        put_takers(o);
    }
}

static void put_keys(int context) {
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        const ActionInfo *action = action_info((UiAction)i);
        if (!(action->contexts & context)) continue;
        put_tag(action->keys);
        putchar('\n');
        put_sentence(action->help);
    }
}

/* Each kind of event with the fields of its record. */
static void put_events(void) {
    static const char *const letters[] = {"a", "b", "c", "n"};
    for (int kind = EV_NONE + 1; kind < EV_COUNT; kind++) {
        const EventInfo *info = event_info((EventKind)kind);
        put_tag(info->name);
        putchar('\n');
        StrBuf text = {0};
        sb_put(&text, info->meaning);
        const char *between = " (";
        for (size_t i = 0; i < ARRAY_LEN(letters); i++) {
            if (strcmp(info->fields[i], "-") == 0) continue;
            sb_printf(&text, "%s%s: %s", between, letters[i], info->fields[i]);
            between = "; ";
        }
        if (between[0] == ';') sb_putc(&text, ')');
        put_sentence(sb_text(&text));
        sb_free(&text);
    }
}

static void put_files(void) {
    put_section("FILES");
    put_tag("../share/ouroboros/scenarios/*.json");
    putchar('\n');
    put_sentence("the shipped lessons, seen from the binary");
    put_tag("../share/ouroboros/assets/scenario.schema.json");
    putchar('\n');
    put_sentence("the JSON Schema of scenarios, for editors");
    put_tag("~/.config/ouroboros/config.json");
    putchar('\n');
    put_sentence(
        "settings of the screen, a JSON object of theme (a name or a path), ascii (true or "
        "false), mouse (true or false), lang (en or ru; LANGUAGE and --lang go before it), "
        "speed (1 to 30 steps a second) and grain (step, line, instruction, phase, event)");
    put_tag("~/.config/ouroboros/themes/NAME.theme");
    putchar('\n');
    put_sentence("colours for --theme NAME");
}

int cmd_man(const CommandLine *line) {
    (void)line;
    printf(
        ".\\\" Made by 'ouro man' from the tables of commands, options and keys; do not edit.\n");
    printf(".TH OURO 1 \"%s\" \"ouro %s\" \"User commands\"\n", MAN_DATE, OURO_VERSION);
    put_section("NAME");
    puts("ouro \\- watch how CPython manages memory, one step at a time");
    put_synopsis();
    put_description();
    put_commands();
    put_options();
    put_section("PLACES");
    put_sentence("WHERE, as --at and --to take it, names a place in the run:");
    PUT_LIST(manual_places);
    put_phases();
    put_section("REPORTS");
    put_sentence("What ouro run --report prints about the place reached (--to; without it the end "
                 "of the program):");
    PUT_LIST(manual_reports);
    puts(".PP");
    put_sentence("The text report is as fine as --grain says:");
    PUT_LIST(manual_grains);
    puts(".PP");
    put_sentence("What ouro export --to writes:");
    PUT_LIST(manual_kinds);
    put_section("EVENTS");
    put_sentence("What the report events tells: every observable change has a kind and a record of "
                 "four fields. Addresses are those of the simulated process.");
    put_events();
    put_section("SETTINGS");
    put_sentence("What --set overrides; the values are JSON, a bare word is a string:");
    PUT_LIST(settings);
    put_section("KEYS OF THE PLAYER");
    put_keys(IN_PLAYER);
    put_section("KEYS OF THE LESSON BROWSER");
    put_keys(IN_BROWSER);
    put_section("EXIT STATUS");
    PUT_LIST(statuses);
    put_section("ENVIRONMENT");
    PUT_LIST(variables);
    put_files();
    put_section("EXAMPLES");
    PUT_LIST(examples);
    put_section("SEE ALSO");
    puts(".BR python3 (1)");
    return STATUS_OK;
}
