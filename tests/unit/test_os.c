/* test_os.c - how the running program finds its own place, and reads below a folder. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/os.h"

#define NO_SELF "/there/is/no/such/link"

/* A folder with bin/tool (may be run), bin/notes (may not) and link -> bin/tool; the current one. */
static char folder[64], tool[96];

static void write_file(const char *path, mode_t mode) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
    assert_int_equal(chmod(path, mode), 0);
}

static int make_folder(void **state) {
    (void)state;
    char made[] = "/tmp/ouro-test-os-XXXXXX";
    char real[4096];
    assert_non_null(mkdtemp(made));
    assert_int_equal(chdir(made), 0);
    assert_non_null(getcwd(real, sizeof real)); /* /tmp may be a link itself */
    snprintf(folder, sizeof folder, "%.*s", (int)sizeof folder - 1, real);
    snprintf(tool, sizeof tool, "%s/bin/tool", folder);
    assert_int_equal(mkdir("bin", 0700), 0);
    write_file("bin/tool", 0700);
    write_file("bin/notes", 0600);
    assert_int_equal(symlink("bin/tool", "link"), 0);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    return unlink("link") || unlink("bin/tool") || unlink("bin/notes") || rmdir("bin") ||
           chdir("/") || rmdir(folder);
}

static void assert_found(const char *self, const char *argv0, const char *search) {
    char *found = os_program_path(self, argv0, search);
    assert_non_null(found);
    assert_string_equal(found, tool);
    free(found);
}

static void the_kernels_link_is_believed_first(void **state) {
    (void)state;
    assert_found("link", "/bin/sh", "/bin");
    assert_found("link", NULL, NULL);
}

static void without_it_a_name_with_a_folder_is_the_place(void **state) {
    (void)state;
    assert_found(NO_SELF, "bin/tool", "/bin");
    assert_found(NO_SELF, "./link", NULL);
    assert_found(NO_SELF, tool, NULL);
}

static void a_bare_name_is_searched_as_the_shell_does(void **state) {
    (void)state;
    assert_found(NO_SELF, "tool", "/nowhere:bin");
    assert_found(NO_SELF, "tool", "bin:/nowhere");
    assert_found(NO_SELF, "link", "/nowhere::bin"); /* an empty entry is the current folder */
}

static void what_cannot_be_run_is_not_the_program(void **state) {
    (void)state;
    assert_null(os_program_path(NO_SELF, "notes", "bin"));
    assert_null(os_program_path(NO_SELF, "bin", ".")); /* a folder */
    assert_null(os_program_path(NO_SELF, "tool", "/nowhere"));
    assert_null(os_program_path(NO_SELF, "tool", NULL));
    assert_null(os_program_path(NO_SELF, "", "bin"));
    assert_null(os_program_path(NO_SELF, NULL, "bin"));
}

static int read_below(const char *name, char **text) {
    size_t len;
    *text = NULL;
    return os_read_below(folder, name, 100, text, &len);
}

static void nothing_is_read_outside_a_folder_or_by_a_link(void **state) {
    (void)state;
    char *text;
    FILE *file = fopen("bin/part.py", "w");
    fputs("x = 1\n", file);
    fclose(file);
    assert_int_equal(read_below("bin/part.py", &text), 0);
    assert_string_equal(text, "x = 1\n");
    free(text);
    assert_int_equal(symlink("bin", "linked"), 0);
    assert_int_equal(symlink("bin/part.py", "part.py"), 0);
    assert_int_not_equal(read_below("linked/part.py", &text), 0);
    assert_int_equal(read_below("part.py", &text), ELOOP);
    assert_int_equal(read_below("bin", &text), EISDIR);
    assert_int_equal(mkfifo("pipe.py", 0600), 0);
    assert_int_equal(read_below("pipe.py", &text), EISDIR);
    assert_int_equal(read_below("missing/part.py", &text), ENOENT);
    file = fopen("long.py", "w");
    for (int i = 0; i < 101; i++) fputc('#', file);
    fclose(file);
    assert_int_equal(read_below("long.py", &text), EFBIG);
    unlink("linked"), unlink("part.py"), unlink("bin/part.py"), unlink("pipe.py"),
        unlink("long.py");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_kernels_link_is_believed_first),
        cmocka_unit_test(without_it_a_name_with_a_folder_is_the_place),
        cmocka_unit_test(a_bare_name_is_searched_as_the_shell_does),
        cmocka_unit_test(what_cannot_be_run_is_not_the_program),
        cmocka_unit_test(nothing_is_read_outside_a_folder_or_by_a_link),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
