/* assemble.c - optimised blocks into a CodeUnit. Main entry gen_assemble, called when a unit is
 * left. */
#include <stdlib.h>
#include <string.h>

#include "lang/gen/gen.h"

static char **copy_names(const NameList *list) {
    char **names = host_alloc((list->count + 1) * sizeof(char *));
    for (size_t i = 0; i < list->count; i++) names[i] = host_strdup(list->items[i]);
    return names;
}

static int unit_flags(const Gen *g, const GenUnit *u, bool no_free_flag) {
    int flags = u->flags | (int)g->tree->future;
    if (gen_function_like(u)) {
        flags |= CO_OPTIMIZED | CO_NEWLOCALS;
        if (u->scope->nested) flags |= CO_NESTED;
        if (u->scope->generator) flags |= CO_GENERATOR;
    }
    if (no_free_flag && u->cellvars.count + u->freevars.count == 0) flags |= CO_NOFREE;
    return flags;
}

static void room(CodeUnit *unit, size_t count) {
    unit->ninstrs = count;
    unit->instrs = host_alloc((count + 1) * sizeof(Instr));
    unit->spans = host_alloc((count + 1) * sizeof(SourceSpan));
    unit->offsets = host_alloc((count + 1) * sizeof(uint32_t));
}

static uint8_t extended_flag(int extended) { return (uint8_t)(extended << INSTR_EXTENDED_SHIFT); }

/* The first line of a statement: what decorates it belongs to it. */
static int32_t first_line(const Stmt *s) {
    const ExprList *decorators = s->kind == ST_FUNCTION ? &s->u.function.decorators
                                 : s->kind == ST_CLASS  ? &s->u.class_.decorators
                                                        : NULL;
    return decorators && decorators->count ? decorators->items[0]->at.line : s->at.line;
}

/* Where each top-level statement begins: at its first instruction, or where the next one begins. Where its
 * instructions go on behind those of others is noted, too: it may be a copy of its beginning. */
static void statements(const Gen *g, CodeUnit *unit, const int *stmts) {
    if (g->u->kind != UNIT_MODULE || g->mode == LANG_EXPR) return;
    size_t n = g->tree->body.count;
    unit->nstmts = n;
    unit->stmt_starts = host_alloc((n + 1) * sizeof(int32_t));
    unit->stmt_lines = host_alloc((n + 1) * sizeof(int32_t));
    for (size_t i = 0; i < n; i++) {
        unit->stmt_starts[i] = -1;
        unit->stmt_lines[i] = first_line(g->tree->body.items[i]);
    }
    int32_t end = (int32_t)unit->ninstrs - 1;
    for (size_t i = unit->ninstrs; i-- > 0;) {
        if (stmts[i] > 0) unit->stmt_starts[stmts[i] - 1] = (int32_t)i;
        if (stmts[i] == 0 && opcode_ends_flow(unit->instrs[i].op)) end = (int32_t)i;
    }
    for (size_t i = n; i-- > 0;) {
        if (unit->stmt_starts[i] < 0)
            unit->stmt_starts[i] = i + 1 < n ? unit->stmt_starts[i + 1] : end;
    }
    size_t cap = 0;
    for (size_t i = 1; i < unit->ninstrs; i++) {
        if (stmts[i] <= 0 || stmts[i] == stmts[i - 1] ||
            unit->stmt_starts[stmts[i] - 1] == (int32_t)i)
            continue;
        unit->stmt_copies =
            host_grow(unit->stmt_copies, &cap, unit->nstmt_copies + 1, sizeof *unit->stmt_copies);
        unit->stmt_copies[unit->nstmt_copies++] = (StmtCopy){stmts[i] - 1, (int32_t)i};
    }
}

/* ---- 3.8 ------------------------------------------------------------------------------------- */

static int32_t index_at(const FlatCode *code, int offset) {
    size_t low = 0, high = code->count;
    while (low + 1 < high) { /* the last instruction whose prefixes begin at or before the offset */
        size_t middle = (low + high) / 2;
        int begin = (int)code->items[middle].offset - code->items[middle].extended * 2;
        if (begin <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (int32_t)low;
}

static void from_flat(const Gen *g, CodeUnit *unit) {
    FlatCode code = flow38_finish(&g->u->flow, g->u->firstlineno);
    unit->firstlineno = code.firstlineno;
    unit->stacksize = code.stack_size;
    room(unit, code.count);
    int *stmts = host_alloc((code.count + 1) * sizeof(int));
    for (size_t i = 0; i < code.count; i++) {
        const FlatIns *ins = &code.items[i];
        unit->instrs[i].op = (uint8_t)ins->op;
        unit->instrs[i].arg = opcode_has_jump(ins->op) ? index_at(&code, ins->arg) : ins->arg;
        unit->instrs[i].flags =
            (uint8_t)((ins->starts_line ? INSTR_STARTS_LINE | INSTR_BEGINS_LINE : 0) |
                      extended_flag(ins->extended));
        unit->spans[i] = (SourceSpan){ins->line, ins->line, -1, -1};
        unit->offsets[i] = ins->offset;
        stmts[i] = ins->stmt;
    }
    statements(g, unit, stmts);
    free(stmts);
    free(code.items);
}

/* ---- 3.10 and later -------------------------------------------------------------------------- */

typedef struct Placed {
    const Ins *ins;
    int32_t target; /* index of the instruction jumped to */
    int extended;
    uint32_t start; /* offset of the first prefix */
} Placed;

typedef struct Layout {
    PythonVersion family;
    Placed *items;
    size_t count;
} Layout;

static uint32_t size_of(const Layout *layout, const Placed *p) {
    return 2u * (uint32_t)(p->extended + 1 + opcode_caches(p->ins->op, layout->family));
}

static int prefixes(uint32_t arg) {
    return arg > 0xFFFFFF ? 3 : arg > 0xFFFF ? 2 : arg > 0xFF ? 1 : 0;
}

static uint32_t raw_arg(const Layout *layout, const Placed *p) {
    if (p->target < 0) return (uint32_t)p->ins->arg;
    if (opcode_jumps_absolutely(p->ins->op, layout->family)) {
        return layout->items[p->target].start / 2;
    }
    int64_t end = (int64_t)p->start + size_of(layout, p);
    int64_t distance = (int64_t)layout->items[p->target].start - end;
    return (uint32_t)((distance < 0 ? -distance : distance) / 2);
}

static void place(Layout *layout) {
    bool again = true;
    for (int rounds = 0; again && rounds < 20; rounds++) {
        uint32_t at = 0;
        again = false;
        for (size_t i = 0; i < layout->count; i++) {
            layout->items[i].start = at;
            at += size_of(layout, &layout->items[i]);
        }
        for (size_t i = 0; i < layout->count; i++) {
            int need = prefixes(raw_arg(layout, &layout->items[i]));
            if (need != layout->items[i].extended) again = true;
            layout->items[i].extended = need;
        }
    }
}

static Layout lay_out(const Flow *flow) {
    Layout layout = {.family = flow->family};
    for (Block *b = flow->entry; b; b = b->next) {
        b->offset = layout.count;
        layout.count += b->count;
    }
    layout.items = host_alloc((layout.count + 1) * sizeof(Placed));
    size_t at = 0;
    for (const Block *b = flow->entry; b; b = b->next) {
        for (size_t i = 0; i < b->count; i++, at++) {
            const Ins *ins = &b->items[i];
            layout.items[at].ins = ins;
            layout.items[at].target = ins_has_target(ins) ? (int32_t)ins->target->offset : -1;
        }
    }
    /* There can be two stable layouts; the one that is found depends on the sizes at the start.
     * In 3.13 a jump still holds the index of its target then, in 3.11 nothing. */
    for (size_t i = 0; i < layout.count && flow->family >= PY_3_12; i++) {
        Placed *p = &layout.items[i];
        if (p->target >= 0) p->extended = prefixes((uint32_t)p->target);
    }
    place(&layout);
    return layout;
}

/* Who comes to an instruction by a jump or an exception has run another line before: a tracer looks
 * at the line that ran last, not at the one that stands before (maybe_call_line_trace). */
static void begin_line_at(CodeUnit *unit, int32_t at) {
    if (at >= 0 && (size_t)at < unit->ninstrs && unit->spans[at].line >= 0)
        unit->instrs[at].flags |= INSTR_BEGINS_LINE;
}

static void begin_lines_at_targets(CodeUnit *unit) {
    for (size_t i = 0; i < unit->ninstrs; i++)
        if (opcode_has_jump(unit->instrs[i].op)) begin_line_at(unit, unit->instrs[i].arg);
    for (size_t i = 0; i < unit->nexc; i++) begin_line_at(unit, unit->exc_table[i].target);
}

static void exception_table(CodeUnit *unit, const Layout *layout) {
    const Block *handler = NULL;
    size_t start = 0, cap = 0;
    for (size_t i = 0; i <= layout->count; i++) {
        const Block *now = i < layout->count ? layout->items[i].ins->except : NULL;
        if (now == handler) continue;
        if (handler) {
            unit->exc_table = host_grow(unit->exc_table, &cap, unit->nexc + 1, sizeof(ExcRange));
            unit->exc_table[unit->nexc++] =
                (ExcRange){.start = (int32_t)start,
                           .end = (int32_t)i,
                           .target = (int32_t)handler->offset,
                           .depth = handler->start_depth - 1 - handler->keeps_lasti,
                           .push_lasti = handler->keeps_lasti};
        }
        start = i;
        handler = now;
    }
}

/* What has line 0 goes on with the line before it (assemble_emit of 3.10). */
static void continue_lines(Flow *flow, int firstlineno) {
    int line = firstlineno;
    for (Block *b = flow->entry; b; b = b->next) {
        for (size_t i = 0; i < b->count; i++) {
            if (b->items[i].at.line == 0) b->items[i].at.line = line;
            line = b->items[i].at.line;
        }
    }
}

static void from_blocks(const Gen *g, CodeUnit *unit) {
    GenUnit *u = g->u;
    int ncells = (int)u->cellvars.count, nfrees = (int)u->freevars.count;
    int nlocals = (int)u->varnames.count;
    int *fixed = host_alloc((size_t)(ncells + nfrees + 1) * sizeof(int));
    for (int i = 0; i < ncells + nfrees; i++) fixed[i] = nlocals + i;
    for (int i = 0; i < ncells; i++) {
        for (int k = 0; k < nlocals; k++) {
            if (u->varnames.items[k] == u->cellvars.items[i]) fixed[i] = k;
        }
    }
    int nparams = u->argcount + u->kwonlyargcount + ((u->flags & CO_VARARGS) != 0) +
                  ((u->flags & CO_VARKEYWORDS) != 0);
    bool generator = gen_function_like(u) && u->scope->generator;
    FlowInfo info = {nlocals, nparams, u->firstlineno, fixed, ncells, nfrees, generator};
    unit->stacksize = gen_is(g, PY_3_13)   ? flow313_finish(&u->flow, &info)
                      : gen_is(g, PY_3_12) ? flow312_finish(&u->flow, &info)
                                           : flow311_finish(&u->flow, &info);
    if (!gen_is(g, PY_3_11)) continue_lines(&u->flow, u->firstlineno);
    free(fixed);
    Layout layout = lay_out(&u->flow);
    room(unit, layout.count);
    int *stmts = host_alloc((layout.count + 1) * sizeof(int)), shown = -2, before = -1;
    bool waiting = false;                 /* a line that begins at RESUME */
    bool traceable = !gen_is(g, PY_3_11); /* behind RESUME, where there is one */
    for (size_t i = 0; i < layout.count; i++) {
        const Placed *p = &layout.items[i];
        unit->instrs[i].op = (uint8_t)p->ins->op;
        unit->instrs[i].arg = p->target >= 0 ? p->target : p->ins->arg;
        unit->spans[i] = p->ins->at;
        unit->offsets[i] = p->start + 2u * (uint32_t)p->extended;
        bool starts =
            p->ins->at.line >= 0 ? p->ins->at.line != shown : gen_is(g, PY_3_13) && shown != -1;
        waiting |= p->ins->at.line >= 0 && p->ins->at.line != before;
        before = p->ins->at.line;
        bool traced = traceable || p->ins->op == OP_RESUME;
        unit->instrs[i].flags =
            (uint8_t)((starts ? INSTR_STARTS_LINE : 0) |
                      (waiting && traced ? INSTR_BEGINS_LINE : 0) | extended_flag(p->extended));
        waiting &= !traced;
        traceable = traced;
        if (p->ins->at.line >= 0 || gen_is(g, PY_3_13)) shown = p->ins->at.line;
        stmts[i] = p->ins->stmt;
    }
    exception_table(unit, &layout);
    begin_lines_at_targets(unit);
    statements(g, unit, stmts);
    free(stmts);
    free(layout.items);
}

/* Cells in the order of their slots: parameters first (3.11+, co_cellvars). */
static NameList slot_order(Gen *g) {
    NameList out = {0};
    NameList *vars = &g->u->varnames, *cells = &g->u->cellvars;
    for (size_t i = 0; i < vars->count; i++)
        if (gen_find_name(g, cells, vars->items[i]) >= 0)
            name_list_add(&g->tree->arena, &out, vars->items[i]);
    for (size_t k = 0; k < cells->count; k++)
        if (gen_find_name(g, vars, cells->items[k]) < 0)
            name_list_add(&g->tree->arena, &out, cells->items[k]);
    return out;
}

static int32_t *cell_variables(Gen *g, const NameList *cells) {
    int32_t *found = host_alloc((cells->count + 1) * sizeof *found);
    for (size_t k = 0; k < cells->count; k++)
        found[k] = gen_find_name(g, &g->u->varnames, cells->items[k]);
    return found;
}

static void count_blocks(CodeUnit *unit, const Scope *scope) {
    unit->blocks++;
    bool directives = false;
    for (size_t i = 0; i < scope->count && !directives; i++)
        directives = scope->symbols[i].declared.line > 0;
    unit->blocks_with_directives += directives;
    for (const Scope *inner = scope->first_child; inner; inner = inner->next_sibling)
        count_blocks(unit, inner);
}

CodeUnit *gen_assemble(Gen *g) {
    GenUnit *u = g->u;
    CodeUnit *unit = host_alloc(sizeof(CodeUnit));
    unit->name = host_strdup(u->name);
    unit->qualname = host_strdup(u->qualname);
    unit->filename = host_strdup(g->source->filename);
    unit->firstlineno = u->firstlineno;
    unit->argcount = u->argcount;
    unit->posonlyargcount = u->posonlyargcount;
    unit->kwonlyargcount = u->kwonlyargcount;
    unit->flags = unit_flags(g, u, !gen_is(g, PY_3_11));
    if (gen_has_places(g)) {
        from_blocks(g, unit);
    } else {
        from_flat(g, unit);
    }
    NameList cells = gen_is(g, PY_3_11) ? slot_order(g) : u->cellvars;
    unit->names = copy_names(&u->names);
    unit->nnames = u->names.count;
    unit->varnames = copy_names(&u->varnames);
    unit->nvarnames = u->varnames.count;
    unit->cellvars = copy_names(&cells);
    unit->ncellvars = cells.count;
    unit->cell_variables = cell_variables(g, &cells);
    unit->freevars = copy_names(&u->freevars);
    unit->nfreevars = u->freevars.count;
    if (!u->parent) count_blocks(unit, u->scope);
    unit->consts = u->flow.consts; /* handed over */
    unit->nconsts = u->flow.nconsts;
    u->flow.consts = NULL;
    u->flow.nconsts = u->flow.consts_cap = 0;
    return unit;
}
