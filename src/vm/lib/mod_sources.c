/* mod_sources.c - what linecache and traceback need of the machinery that prints uncaught exceptions: the
 * texts that programs are compiled from (where CPython opens the file again, the simulated process has only
 * what was read when it was loaded), and the lines with the marks below them. */
#include <string.h>

#include "base/strbuf.h"
#include "lang/code/dis.h"
#include "object/code/code.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/number/bool.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "vm/import/c_modules.h"
#include "vm/import/import.h"
#include "vm/loop/state.h"
#include "vm/report/syntax_place.h"

static bool named(const Proc *p, const Ob *name, const char *filename) {
    char text[1024];
    size_t len = str_utf8(p, name, text, sizeof text);
    return len < sizeof text && strcmp(text, filename) == 0;
}

/* The whole text of the file with that name, or None. */
static Ob *text_of(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "text", nargs, 1, 1, kwnames)) return NULL;
    bool known = ob_is(args[0], TYPE_STR) && !p->vm->sources_gone;
    for (const SourceText *s = p->vm->sources; known && s; s = s->next)
        if (named(p, args[0], s->filename)) return str_new(p, s->data, s->len);
    return ob_newref(p, OB_NONE(p));
}

/* Of a file and the number of a line as tracebacks name it: which line of its text that is. */
static Ob *line_here(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    int64_t told;
    if (!args_check(p, "line_here", nargs, 2, 2, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_STR) || !ob_is(args[1], TYPE_INT)) return ob_newref(p, args[1]);
    if (ob_as_ssize_arg(p, args[1], &told) < 0) return NULL;
    char name[1024];
    bool fits = str_utf8(p, args[0], name, sizeof name) < sizeof name;
    return int_from_i64(p, fits ? library_line_here(p, name, told) : told);
}

/* What was written to standard error since it was `from` bytes long, taken back; new. */
static Ob *take_back(Proc *p, uint64_t from) {
    OutBuf *out = &p->vm->out[OUT_STDERR];
    size_t len = (size_t)(out->len - from);
    char *text = img_carve(p, SEG_TEXT, len + 1, 1);
    if (len) memcpy(text, out->data + from, len);
    if (len) memset(out->data + from, 0, len);
    out->len = from;
    return str_new(p, text, len);
}

/* Of a link of a traceback: its source with the marks. */
static Ob *marked(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "marked", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_TRACEBACK))
        return err_format(p, EXC_TypeError, "expected traceback, got %N", args[0]->ob_type);
    uint64_t from = p->vm->out[OUT_STDERR].len;
    traceback_link_source(p, args[0]);
    return take_back(p, from);
}

/* Of a SyntaxError: (lines that say where it is, the file if they do not say it). */
static Ob *place(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "place", nargs, 1, 1, kwnames)) return NULL;
    uint64_t from = p->vm->out[OUT_STDERR].len;
    PlaceTold told = syntax_place_print(p, args[0]);
    Ob *text = take_back(p, from);
    Ob *file = told.file ? str_from_cstr(p, told.file) : ob_newref(p, OB_NONE(p));
    Ob *pair = text && file ? tuple_pack(p, 2, text, file) : NULL;
    ob_xdecref(p, file);
    ob_xdecref(p, text);
    return pair;
}

/* Of an exception: what its message may end with, the name that was perhaps meant. */
static Ob *suggestion(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "suggestion", nargs, 1, 1, kwnames)) return NULL;
    uint64_t from = p->vm->out[OUT_STDERR].len;
    if (ob_is_exception(args[0])) suggest_name(p, args[0]);
    return take_back(p, from);
}

/* One instruction: (name, argument or None, number of its constant or None, what the argument stands for, offset, offset with
 * EXTENDED_ARG, line or None, does the line begin here?, is it jumped to?, where it jumps or None, (line, end line, column, end
 * column)). New. */
static Ob *instruction(Proc *p, const CodeUnit *unit, size_t i, bool target) {
    PythonVersion version = p->s->profile.version;
    const Instr *ins = &unit->instrs[i];
    const SourceSpan *span = &unit->spans[i];
    bool jumps = opcode_has_jump(ins->op), has_arg = opcode_has_arg(ins->op, version);
    bool constant = dis_tells_constant(version, ins->op);
    uint32_t to = jumps ? dis_start_offset(unit, (size_t)ins->arg) : 0;
    StrBuf text = {0};
    DisNames names = dis_unit_names(unit, version);
    if (has_arg && !constant) dis_argument(&text, version, ins->op, ins->arg, to, &names);
    size_t len = text.len;
    char *kept = img_carve(p, SEG_TEXT, len + 1,
                           1); /* an event may leave the engine while the text is used */
    memcpy(kept, sb_text(&text), len);
    sb_free(&text);
    Ob *parts[11] = {0}, *places[4] = {0};
    const int32_t columns[] = {span->line, span->end_line, span->col, span->end_col};
    for (size_t k = 0; k < ARRAY_LEN(places); k++)
        places[k] = columns[k] >= 0 ? int_from_i64(p, columns[k]) : ob_newref(p, OB_NONE(p));
    parts[0] = str_from_cstr(p, opcode_name(ins->op));
    parts[1] = has_arg ? int_from_i64(p, dis_raw_arg(unit, version, i)) : ob_newref(p, OB_NONE(p));
    parts[2] = has_arg && constant ? int_from_i64(p, ins->arg) : ob_newref(p, OB_NONE(p));
    parts[3] = str_new(p, kept, len);
    parts[4] = int_from_i64(p, unit->offsets[i]);
    parts[5] = int_from_i64(p, dis_start_offset(unit, i));
    parts[6] = ob_newref(p, places[0]);
    parts[7] = bool_from(p, ins->flags & INSTR_STARTS_LINE);
    parts[8] = bool_from(p, target);
    parts[9] = jumps ? int_from_i64(p, to) : ob_newref(p, OB_NONE(p));
    parts[10] = tuple_from_array_take(p, places, ARRAY_LEN(places));
    return tuple_from_array_take(p, parts, ARRAY_LEN(parts));
}

Ob *code_places(Proc *p, Ob *code) {
    const CodeUnit *unit = ((const CodeOb *)code)->text->unit;
    Ob *list = list_new(p, 0);
    int64_t whole = bytes_len(((const CodeOb *)code)->co_code);
    for (size_t i = 0; list && i < unit->ninstrs; i++) {
        const SourceSpan *span = &unit->spans[i];
        const int32_t columns[] = {span->line, span->end_line, span->col, span->end_col};
        Ob *parts[6] = {
            int_from_i64(p, dis_start_offset(unit, i)),
            int_from_i64(p, i + 1 < unit->ninstrs ? dis_start_offset(unit, i + 1) : whole)};
        for (size_t k = 0; k < ARRAY_LEN(columns); k++)
            parts[2 + k] = columns[k] >= 0 ? int_from_i64(p, columns[k]) : ob_newref(p, OB_NONE(p));
        Ob *one = tuple_from_array_take(p, parts, ARRAY_LEN(parts));
        if (!one || list_append_take(p, list, one) < 0) {
            ob_decref(p, list);
            return NULL;
        }
    }
    return list;
}

/* Of a code object: (its instructions, its exception table as (start, end, target, depth, lasti)). */
static Ob *instructions(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "instructions", nargs, 1, 1, kwnames)) return NULL;
    if (!ob_is(args[0], TYPE_CODE))
        return err_format(p, EXC_TypeError, "expected code, got %N", args[0]->ob_type);
    const CodeUnit *unit = ((CodeOb *)args[0])->text->unit;
    bool *targets = img_carve(p, SEG_TEXT, unit->ninstrs + 1, 1);
    memset(targets, 0, unit->ninstrs + 1);
    for (size_t i = 0; i < unit->ninstrs; i++)
        if (opcode_has_jump(unit->instrs[i].op)) targets[unit->instrs[i].arg] = true;
    for (size_t i = 0; i < unit->nexc; i++) targets[unit->exc_table[i].target] = true;
    Ob *list = list_new(p, 0), *table = list ? list_new(p, 0) : NULL;
    bool good = table != NULL;
    for (size_t i = 0; good && i < unit->ninstrs; i++) {
        Ob *one = instruction(p, unit, i, targets[i]);
        good = one && list_append_take(p, list, one) == 0;
    }
    for (size_t i = 0; good && i < unit->nexc; i++) {
        const ExcRange *e = &unit->exc_table[i];
        uint32_t end = (size_t)e->end < unit->ninstrs ? dis_start_offset(unit, (size_t)e->end)
                                                      : unit->offsets[e->end - 1] + 2;
        Ob *row[] = {int_from_i64(p, dis_start_offset(unit, (size_t)e->start)),
                     int_from_i64(p, end),
                     int_from_i64(p, dis_start_offset(unit, (size_t)e->target)),
                     int_from_i64(p, e->depth), bool_from(p, e->push_lasti)};
        Ob *one = tuple_from_array_take(p, row, ARRAY_LEN(row));
        good = one && list_append_take(p, table, one) == 0;
    }
    Ob *pair = good ? tuple_pack(p, 2, list, table) : NULL;
    ob_xdecref(p, list);
    ob_xdecref(p, table);
    return pair;
}

/* The instructions of this version by their numbers, 256 at the least: a list of names, None where there is none. New. */
static Ob *instruction_names(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    if (!args_check(p, "instruction_names", nargs, 0, 0, kwnames)) return NULL;
    enum {
        ALL = 512
    }; /* from 3.12 on some that only the compiler uses stand above what a byte holds */
    int count = ALL;
    while (count > 256 && !opcode_numbered(count - 1, p->s->profile.version)) count--;
    Ob *list = list_new(p, 0);
    bool good = list != NULL;
    for (int i = 0; good && i < count; i++) {
        const char *name = opcode_numbered(i, p->s->profile.version);
        Ob *one = name ? str_from_cstr(p, name) : ob_newref(p, OB_NONE(p));
        good = one && list_append_take(p, list, one) == 0;
    }
    if (!good) ob_xdecref(p, list);
    return good ? list : NULL;
}

const MethodDef sources_module_functions[] = {
    {"instruction_names", instruction_names, METH_PLAIN, "instruction_names()"},
    {"instructions", instructions, METH_PLAIN, NULL},
    {"line_here", line_here, METH_PLAIN, "line_here(filename, lineno)"},
    {"marked", marked, METH_PLAIN, "marked(traceback)"},
    {"place", place, METH_PLAIN, "place(exception)"},
    {"suggestion", suggestion, METH_PLAIN, "suggestion(exception)"},
    {"text", text_of, METH_PLAIN, "text(filename)"},
    {NULL, NULL, 0, NULL},
};

int sources_module_fill(Proc *p, Ob *module) {
    (void)p, (void)module;
    return 0;
}
