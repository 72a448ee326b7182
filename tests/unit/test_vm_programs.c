/* test_vm_programs.c - whole programs print what the real interpreters print.
 *
 * tests/programs/src holds the programs, tests/programs/expected/<version> what
 * tests/programs/record.py recorded. One claim for each version, made of all programs: status,
 * standard output and standard error, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../versions.h"
#include "vm_world.h"

/* Addresses depend on the machine that recorded: "0x" and six or more digits become "0x...". */
static char *normalise(const char *text, size_t len) {
    StrBuf out = {0};
    for (size_t i = 0; i < len;) {
        size_t digits = 0;
        if (text[i] == '0' && i + 1 < len && text[i + 1] == 'x') {
            while (i + 2 + digits < len && strchr("0123456789abcdef", text[i + 2 + digits]))
                digits++;
        }
        if (digits >= 6) {
            sb_put(&out, "0x...");
            i += 2 + digits;
        } else {
            sb_putc(&out, text[i++]);
        }
    }
    return sb_take(&out);
}

static char *run_program(const char *path, const char *version) {
    VmWorld world = vm_world_of_file(path, version);
    PauseReason reason = vm_world_run(&world);
    size_t out_len, err_len;
    const char *out = vm_stdout(world.p, &out_len), *err = vm_stderr(world.p, &err_len);
    char *out_text = normalise(out, out_len), *err_text = normalise(err, err_len);
    StrBuf all = {0};
    sb_printf(&all, "status %d\n--- stdout\n%s--- stderr\n%s", vm_exit_status(world.p), out_text,
              err_text);
    if (reason != PAUSE_NONE) sb_printf(&all, "(paused: %d)\n", (int)reason);
    free(out_text);
    free(err_text);
    vm_world_free(&world);
    return sb_take(&all);
}

/* The first line in which two texts differ, as a message. */
static void show_difference(const char *name, const char *version, const char *expected,
                            const char *found) {
    int line = 1;
    const char *start_e = expected, *start_f = found;
    while (*expected && *expected == *found) {
        if (*expected == '\n') {
            line++;
            start_e = expected + 1;
            start_f = found + 1;
        }
        expected++;
        found++;
    }
    print_message("%s under %s, line %d of the record:\n  real: %.*s\n  ours: %.*s\n", name,
                  version, line, (int)strcspn(start_e, "\n"), start_e, (int)strcspn(start_f, "\n"),
                  start_f);
}

/* Of a version that is only tried differences may be known: lines "version program refused" for what
 * its grammar does not have yet, "version program differs" for what is not as there. */
static char known_difference(const char *list, const char *version, const char *name) {
    size_t vlen = strlen(version), nlen = strlen(name) - 3;
    for (const char *line = list; line && *line;
         line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
        if (strncmp(line, version, vlen) == 0 && line[vlen] == ' ' &&
            strncmp(line + vlen + 1, name, nlen) == 0 && line[vlen + 1 + nlen] == ' ')
            return line[vlen + nlen + 2];
    return 0;
}

static bool refused(const char *path, const char *version) {
    char *source;
    size_t len;
    assert_int_equal(os_read_file(path, 1 << 20, &source, &len), 0);
    DiagList diags = {0};
    CodeUnit *unit =
        lang_compile_for(source, len, path, LANG_MODULE, version_named(version), &diags);
    bool is = unit == NULL;
    code_unit_free(unit);
    diag_free(&diags);
    free(source);
    return is;
}

static void programs_agree(const char *version) {
    glob_t files;
    char *list;
    size_t list_len;
    assert_int_equal(
        os_read_file(OURO_TEST_DIR "/programs/differences.txt", 1 << 20, &list, &list_len), 0);
    assert_int_equal(glob(OURO_TEST_DIR "/programs/src/[!_]*.py", 0, NULL, &files), 0);
    assert_true(files.gl_pathc >= 60);
    int wrong = 0;
    for (size_t i = 0; i < files.gl_pathc; i++) {
        const char *path = files.gl_pathv[i], *name = strrchr(path, '/') + 1;
        char record[1024], *expected;
        size_t len;
        snprintf(record, sizeof record, "%s/programs/expected/%s/%.*s.txt", OURO_TEST_DIR, version,
                 (int)(strlen(name) - 3), name);
        if (os_read_file(record, 1 << 20, &expected, &len) != 0) {
            print_message("%s is missing: run tests/programs/record.py\n", record);
            wrong++;
            continue;
        }
        char known = known_difference(list, version, name);
        if (known == 'r') {
            if (!refused(path, version)) {
                print_message("%s under %s is no longer refused\n", name, version);
                wrong++;
            }
            free(expected);
            continue;
        }
        char *found = run_program(path, version);
        bool same = strcmp(expected, found) == 0;
        if (!same && !known) {
            show_difference(name, version, expected, found);
            wrong++;
        }
        if (same && known) {
            print_message("%s under %s agrees now, take it out of differences.txt\n", name,
                          version);
            wrong++;
        }
        free(expected);
        free(found);
    }
    free(list);
    globfree(&files);
    assert_int_equal(wrong, 0);
}

static void all_programs_print_what_each_python_prints(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(tried_versions); v++)
        programs_agree(profile_of(tried_versions[v])->name);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_programs_print_what_each_python_prints),
    };
    return cmocka_run_group_tests_name("programs", tests, NULL, NULL);
}
