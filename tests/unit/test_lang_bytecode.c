/* test_lang_bytecode.c - the compiler against recorded listings of real interpreters.
 *
 * tests/lang/programs holds sources, tests/lang/expected/<version> what the interpreter of that
 * version makes of them (recorded by tests/lang/record_dis.py). Everything is compared:
 * instructions, arguments, offsets, lines, positions, constants, names, flags, stack size,
 * exception table. tests/lang/expected/differences.txt names what is known to differ; the test
 * fails when such a difference is gone, so that the list stays honest.
 *
 * With OURO_LANG_DUMP set to a folder, the listings of the project's compiler are written there. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../versions.h"
#include "base/os.h"
#include "lang/code/dis.h"
#include "lang/compile.h"
#include "profile/profile.h"

typedef struct Version {
    const char *name;
    PythonVersion family;
} Version;

/* ---- the listing, as record_dis.py writes it ------------------------------------------------- */

static void put_text(StrBuf *out, const char *text, size_t len) {
    sb_putc(out, '"');
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 32 && c < 127 && c != '"' && c != '\\') {
            sb_putc(out, (char)c);
        } else {
            sb_printf(out, "\\x%02x", c);
        }
    }
    sb_putc(out, '"');
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void put_const(StrBuf *out, const Const *value);

static void put_set(StrBuf *out, const Const *value) {
    char **items = host_alloc((value->count + 1) * sizeof(char *));
    for (size_t i = 0; i < value->count; i++) {
        StrBuf item = {0};
        put_const(&item, &value->items[i]);
        items[i] = sb_take(&item);
    }
    if (value->count) qsort(items, value->count, sizeof(char *), by_text);
    for (size_t i = 0; i < value->count; i++) {
        sb_printf(out, "%s%s", i ? ", " : "", items[i]);
        free(items[i]);
    }
    free(items);
}

static void put_const(StrBuf *out, const Const *value) {
    uint64_t bits, imag;
    switch (value->kind) {
    case CONST_NONE: sb_put(out, "None"); break;
    case CONST_TRUE: sb_put(out, "True"); break;
    case CONST_FALSE: sb_put(out, "False"); break;
    case CONST_ELLIPSIS: sb_put(out, "..."); break;
    case CONST_INT:
        sb_printf(out, "%s0x", value->text[0] == '-' ? "-" : "");
        sb_put(out, value->text + (value->text[0] == '-'));
        break;
    case CONST_FLOAT:
        memcpy(&bits, &value->number, sizeof bits);
        sb_printf(out, "float:%016llx", (unsigned long long)bits);
        break;
    case CONST_COMPLEX:
        memcpy(&bits, &value->number, sizeof bits);
        memcpy(&imag, &value->imag, sizeof imag);
        sb_printf(out, "complex:%016llx:%016llx", (unsigned long long)bits,
                  (unsigned long long)imag);
        break;
    case CONST_STR:
    case CONST_BYTES:
        if (value->kind == CONST_BYTES) sb_putc(out, 'b');
        put_text(out, value->text, value->len);
        break;
    case CONST_TUPLE:
        sb_putc(out, '(');
        for (size_t i = 0; i < value->count; i++) {
            if (i) sb_put(out, ", ");
            put_const(out, &value->items[i]);
        }
        sb_putc(out, ')');
        break;
    case CONST_FROZENSET:
        sb_putc(out, '{');
        put_set(out, value);
        sb_putc(out, '}');
        break;
    case CONST_CODE: sb_printf(out, "<code %s>", value->code->name); break;
    }
}

static void put_names(StrBuf *out, const char *kind, char *const *names, size_t count) {
    if (count == 0) return;
    sb_put(out, kind);
    for (size_t i = 0; i < count; i++) sb_printf(out, " %s", names[i]);
    sb_putc(out, '\n');
}

static void put_place(StrBuf *out, int32_t number) {
    if (number < 0) {
        sb_putc(out, '-');
    } else {
        sb_printf(out, "%d", (int)number);
    }
}

static void put_instruction(StrBuf *out, const CodeUnit *unit, PythonVersion family, size_t i) {
    const Instr *ins = &unit->instrs[i];
    StrBuf line = {0};
    char arg[16] = "";
    if (opcode_has_arg(ins->op, family)) {
        snprintf(arg, sizeof arg, "%d", (int)dis_raw_arg(unit, family, i));
    }
    sb_printf(&line, "%5u %-30s %5s", (unsigned)unit->offsets[i], opcode_name(ins->op), arg);
    if (family >= PY_3_11) {
        const SourceSpan *at = &unit->spans[i];
        int32_t places[] = {at->line, at->col, at->end_line, at->end_col};
        for (size_t k = 0; k < ARRAY_LEN(places); k++) {
            sb_put(&line, k == 0 ? "  " : k == 2 ? "-" : ":");
            put_place(&line, places[k]);
        }
    }
    size_t end = line.len;
    while (end && line.data[end - 1] == ' ') end--;
    sb_write(out, sb_text(&line), end);
    sb_putc(out, '\n');
    sb_free(&line);
}

static void put_unit(StrBuf *out, const CodeUnit *unit, PythonVersion family) {
    sb_printf(out, "code %s line %d args %d %d %d stack %d flags %x\n",
              family >= PY_3_11 ? unit->qualname : unit->name, unit->firstlineno, unit->argcount,
              unit->posonlyargcount, unit->kwonlyargcount, unit->stacksize,
              (unsigned)unit->flags & 0xFF);
    for (size_t i = 0; i < unit->nconsts; i++) {
        sb_put(out, "const ");
        put_const(out, &unit->consts[i]);
        sb_putc(out, '\n');
    }
    put_names(out, "names", unit->names, unit->nnames);
    put_names(out, "varnames", unit->varnames, unit->nvarnames);
    put_names(out, "cellvars", unit->cellvars, unit->ncellvars);
    put_names(out, "freevars", unit->freevars, unit->nfreevars);
    for (size_t i = 0; i < unit->ninstrs; i++) put_instruction(out, unit, family, i);
    sb_put(out, "lines");
    for (size_t i = 0; i < unit->ninstrs; i++) {
        if (!(unit->instrs[i].flags & INSTR_STARTS_LINE)) continue;
        sb_printf(out, " %u:", (unsigned)dis_start_offset(unit, i));
        put_place(out, unit->spans[i].line);
    }
    sb_putc(out, '\n');
    for (size_t i = 0; i < unit->nexc; i++) {
        const ExcRange *e = &unit->exc_table[i];
        uint32_t end = (size_t)e->end < unit->ninstrs
                           ? dis_start_offset(unit, (size_t)e->end)
                           : unit->offsets[e->end - 1] + 2 +
                                 2 * (uint32_t)opcode_caches(unit->instrs[e->end - 1].op, family);
        sb_printf(out, "except %u %u %u depth %d%s\n",
                  (unsigned)dis_start_offset(unit, (size_t)e->start), (unsigned)end,
                  (unsigned)dis_start_offset(unit, (size_t)e->target), (int)e->depth,
                  e->push_lasti ? " lasti" : "");
    }
    for (size_t i = 0; i < unit->nconsts; i++) {
        if (unit->consts[i].kind == CONST_CODE) put_unit(out, unit->consts[i].code, family);
    }
}

/* ---- comparing ------------------------------------------------------------------------------- */

static char *read_text(const char *path, size_t *len) {
    char *text = NULL;
    return os_read_file(path, (size_t)1 << 24, &text, len) == 0 ? text : NULL;
}

static bool listed(const char *list, const Version *version, const char *name) {
    StrBuf entry = {0};
    sb_printf(&entry, "%s %s ", version->name, name);
    bool found = false;
    for (const char *line = list; line && *line && !found;) {
        found = strncmp(line, sb_text(&entry), entry.len) == 0;
        line = strchr(line, '\n');
        if (line) line++;
    }
    sb_free(&entry);
    return found;
}

static void show_difference(const char *ours, const char *theirs) {
    int number = 1;
    while (*ours && *theirs) {
        size_t a = strcspn(ours, "\n"), b = strcspn(theirs, "\n");
        if (a != b || memcmp(ours, theirs, a) != 0) {
            print_message("    line %d\n      expected %.*s\n      found    %.*s\n", number, (int)b,
                          theirs, (int)a, ours);
            return;
        }
        ours += a + (ours[a] == '\n');
        theirs += b + (theirs[b] == '\n');
        number++;
    }
    print_message("    one listing is longer, from line %d\n", number);
}

static void dump(const Version *version, const char *name, const char *text) {
    const char *folder = getenv("OURO_LANG_DUMP");
    if (!folder) return;
    StrBuf path = {0};
    sb_printf(&path, "%s/%s-%s.dis", folder, version->name, name);
    FILE *file = fopen(sb_text(&path), "w");
    if (file) {
        fputs(text, file);
        fclose(file);
    }
    sb_free(&path);
}

/* eval_* are expressions, cell_* are typed at the prompt. */
static LangMode mode_of(const char *name) {
    if (strncmp(name, "eval_", 5) == 0) return LANG_EXPR;
    return strncmp(name, "cell_", 5) == 0 ? LANG_CELL : LANG_MODULE;
}

/* Does the compiler agree with the recording? A program that the version refuses has no recording.
 */
static bool agrees(const Version *version, const char *name, bool quiet) {
    StrBuf path = {0};
    size_t len = 0, wanted_len = 0;
    sb_printf(&path, OURO_TEST_DIR "/lang/programs/%s.py", name);
    char *source = read_text(sb_text(&path), &len);
    assert_non_null(source);
    sb_truncate(&path, 0);
    sb_printf(&path, OURO_TEST_DIR "/lang/expected/%s/%s.dis", version->name, name);
    char *wanted = read_text(sb_text(&path), &wanted_len);
    sb_free(&path);
    DiagList diags = {0};
    CodeUnit *unit =
        lang_compile_for(source, len, "<program>", mode_of(name), version->family, &diags);
    bool same = !unit == !wanted;
    if (!same && !quiet) {
        print_message("%s %s: %s\n", version->name, name,
                      unit ? "compiles, but should not" : diags.items[0].message);
    }
    if (unit && wanted) {
        StrBuf ours = {0};
        put_unit(&ours, unit, version->family);
        dump(version, name, sb_text(&ours));
        same = strcmp(sb_text(&ours), wanted) == 0;
        if (!same && !quiet) {
            print_message("%s %s\n", version->name, name);
            show_difference(sb_text(&ours), wanted);
        }
        sb_free(&ours);
    }
    code_unit_free(unit);
    diag_free(&diags);
    free(source);
    free(wanted);
    return same;
}

static int names_of_programs(char ***out) {
    DIR *folder = opendir(OURO_TEST_DIR "/lang/programs");
    assert_non_null(folder);
    size_t cap = 0;
    int count = 0;
    *out = NULL;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        size_t len = strlen(entry->d_name);
        if (len < 4 || strcmp(entry->d_name + len - 3, ".py") != 0) continue;
        *out = host_grow(*out, &cap, (size_t)count + 1, sizeof(char *));
        (*out)[count++] = host_strndup(entry->d_name, len - 3);
    }
    closedir(folder);
    qsort(*out, (size_t)count, sizeof(char *), by_text);
    return count;
}

static void check_version(const Version *version) {
    size_t len = 0;
    char *list = read_text(OURO_TEST_DIR "/lang/expected/differences.txt", &len);
    char **names;
    int count = names_of_programs(&names), wrong = 0, known = 0;
    for (int i = 0; i < count; i++) {
        bool expected = listed(list, version, names[i]);
        bool same = agrees(version, names[i], expected);
        if (same && expected) {
            print_message("%s %s: agrees now, take it out of differences.txt\n", version->name,
                          names[i]);
        }
        wrong += same == expected;
        known += expected;
        free(names[i]);
    }
    print_message("%s: %d programs, %d known differences, %d wrong\n", version->name, count, known,
                  wrong);
    free(names);
    free(list);
    assert_true(count >= 60);
    assert_int_equal(getenv("OURO_LANG_DUMP") ? 0 : wrong, 0);
}

static void the_bytecode_of_each_python_equals_the_recorded_listings(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(tried_versions); v++)
        check_version(&(Version){profile_of(tried_versions[v])->name, tried_versions[v]});
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bytecode_of_each_python_equals_the_recorded_listings),
    };
    return cmocka_run_group_tests_name("lang_bytecode", tests, NULL, NULL);
}
