/* flow38.c - up to 3.9: blocks become flat code, which the peephole optimiser then reworks in place.
 *
 * After assemble() of Python/compile.c and PyCode_Optimize() of Python/peephole.c of 3.8. The
 * optimiser works on two-byte units with their EXTENDED_ARG prefixes and the line table, and gives
 * up in odd cases (a line table with a byte 255): to arrive at the same code, the same
 * representation is used here. Main entry flow38_finish, called by assemble.c. */
#include <stdlib.h>
#include <string.h>

#include "lang/flow/flow_flat.h"
#include "lang/scope/const_ops.h"
#include "lang/scope/fold_internal.h"

static int units_for(uint32_t arg) {
    return arg > 0xFFFFFF ? 4 : arg > 0xFFFF ? 3 : arg > 0xFF ? 2 : 1;
}

static void write_arg(Unit *to, int op, uint32_t arg, int units, int stmt) {
    for (int i = units - 1; i > 0; i--) {
        *to++ = (Unit){OP_EXTENDED_ARG, (uint8_t)(arg >> (8 * i)), stmt};
    }
    *to = (Unit){(uint8_t)op, (uint8_t)arg, stmt};
}

/* ---- assembling ------------------------------------------------------------------------------ */

static bool relative(int op) {
    return op == OP_FOR_ITER || op == OP_JUMP_FORWARD || op == OP_SETUP_FINALLY ||
           op == OP_SETUP_WITH || op == OP_CALL_FINALLY || op == OP_SETUP_LOOP ||
           op == OP_SETUP_EXCEPT;
}

/* Offsets depend on the size of jumps, which depends on offsets: repeat until it settles. */
static void jump_offsets(Flow *flow) {
    bool again;
    do {
        size_t total = 0;
        again = false;
        for (Block *b = flow->entry; b; b = b->next) {
            b->offset = total;
            for (size_t i = 0; i < b->count; i++)
                total += (size_t)units_for((uint32_t)b->items[i].arg);
        }
        for (Block *b = flow->entry; b; b = b->next) {
            size_t at = b->offset;
            for (size_t i = 0; i < b->count; i++) {
                Ins *ins = &b->items[i];
                int size = units_for((uint32_t)ins->arg);
                at += (size_t)size;
                if (!ins_has_target(ins)) continue;
                size_t target = ins->target->offset;
                ins->arg = (int)(relative(ins->op) ? target - at : target) * 2;
                again |= units_for((uint32_t)ins->arg) != size;
            }
        }
    } while (again);
}

static void tab_put(Flat *flat, int a, int b) {
    flat->lnotab = host_grow(flat->lnotab, &flat->tab_cap, flat->ntab + 2, 1);
    flat->lnotab[flat->ntab++] = (uint8_t)a;
    flat->lnotab[flat->ntab++] = (uint8_t)b;
}

/* One step of the line table (assemble_lnotab). */
static void tab_entry(Flat *flat, int d_bytecode, int d_line) {
    if (d_bytecode == 0 && d_line == 0) return;
    for (; d_bytecode > 255; d_bytecode -= 255) tab_put(flat, 255, 0);
    if (d_line < -128 || d_line > 127) {
        int step = d_line < 0 ? -128 : 127, n = d_line / step;
        d_line -= n * step;
        tab_put(flat, d_bytecode, step);
        d_bytecode = 0;
        for (int i = 1; i < n; i++) tab_put(flat, 0, step);
    }
    tab_put(flat, d_bytecode, d_line);
}

static void emit(Flat *flat, int firstlineno) {
    size_t line_at = 0;
    int line = firstlineno;
    for (Block *b = flat->flow->entry; b; b = b->next) {
        for (size_t i = 0; i < b->count; i++) {
            const Ins *ins = &b->items[i];
            int size = units_for((uint32_t)ins->arg);
            if (ins->at.line) {
                int d_bytecode = (int)(flat->len - line_at) * 2;
                if (d_bytecode || ins->at.line != line) {
                    tab_entry(flat, d_bytecode, ins->at.line - line);
                    line = ins->at.line;
                    line_at = flat->len;
                }
            }
            flat->code = host_grow(flat->code, &flat->cap, flat->len + (size_t)size, sizeof(Unit));
            write_arg(&flat->code[flat->len], ins->op, (uint32_t)ins->arg, size, ins->stmt);
            flat->len += (size_t)size;
        }
    }
}

/* ---- the peephole optimiser ------------------------------------------------------------------ */

static bool unconditional(int op) { return op == OP_JUMP_ABSOLUTE || op == OP_JUMP_FORWARD; }
static bool or_pop(int op) { return op == OP_JUMP_IF_FALSE_OR_POP || op == OP_JUMP_IF_TRUE_OR_POP; }
static bool conditional(int op) {
    return op == OP_POP_JUMP_IF_FALSE || op == OP_POP_JUMP_IF_TRUE || or_pop(op);
}
static bool absolute(int op) {
    return op == OP_JUMP_ABSOLUTE || op == OP_JUMP_IF_NOT_EXC_MATCH || op == OP_CONTINUE_LOOP ||
           conditional(op);
}
static bool on_true(int op) { return op == OP_POP_JUMP_IF_TRUE || op == OP_JUMP_IF_TRUE_OR_POP; }

size_t flat_find_op(const Flat *flat, size_t i) {
    while (i < flat->len && flat->code[i].op == OP_EXTENDED_ARG) i++;
    return i;
}

uint32_t flat_arg(const Flat *flat, size_t i) {
    uint32_t arg = flat->code[i].arg;
    for (int shift = 8; shift < 32 && i > 0 && flat->code[i - 1].op == OP_EXTENDED_ARG;
         shift += 8) {
        arg |= (uint32_t)flat->code[--i].arg << shift;
    }
    return arg;
}

void flat_nops(Flat *flat, size_t start, size_t end) {
    for (; start < end; start++) {
        flat->code[start].op = OP_NOP;
        flat->code[start].arg = 0;
    }
}

/* Give the instruction at `i` another argument, if that needs no more units; its new place or -1.
 */
static long set_arg(Flat *flat, size_t i, uint32_t arg) {
    uint32_t old = flat_arg(flat, i);
    if (old == arg) return (long)i;
    int have = units_for(old), need = units_for(arg);
    if (have < need) return -1;
    size_t start = i + 1 - (size_t)have;
    write_arg(&flat->code[start], flat->code[i].op, arg, need, flat->code[i].stmt);
    flat_nops(flat, start + (size_t)need, i + 1);
    return (long)(start + (size_t)need) - 1;
}

bool flat_put_at_end(Flat *flat, size_t i, int op, uint32_t arg, size_t end) {
    int need = units_for(arg);
    if (i + (size_t)need > end) return false;
    write_arg(&flat->code[end - (size_t)need], op, arg, need, flat->code[end - 1].stmt);
    flat_nops(flat, i, end - (size_t)need);
    return true;
}

static size_t jump_target(const Flat *flat, size_t i) {
    return flat_arg(flat, i) / 2 + (absolute(flat->code[i].op) ? 0 : i + 1);
}

static void mark_blocks(Flat *flat) {
    flat->blocks = host_alloc((flat->len + 1) * sizeof(size_t));
    for (size_t i = 0; i < flat->len; i++) {
        if (opcode_has_jump(flat->code[i].op)) flat->blocks[jump_target(flat, i)] = 1;
    }
    size_t number = 0;
    for (size_t i = 0; i < flat->len; i++) flat->blocks[i] = number += flat->blocks[i];
}

size_t flat_const_start(const Flat *flat, size_t i, size_t n) {
    for (;;) {
        i--;
        if (flat->code[i].op != OP_LOAD_CONST || --n) continue;
        while (i > 0 && flat->code[i - 1].op == OP_EXTENDED_ARG) i--;
        return i;
    }
}

static Const as_set(Const tuple) {
    Arena arena = {0};
    Const set = const_copy(fold_frozenset(&arena, tuple.items, tuple.count));
    arena_free(&arena);
    const_clear(&tuple);
    return set;
}

bool flat_fold_tuple(Flat *flat, size_t start, size_t end, size_t n, bool set) {
    Const tuple = {.kind = CONST_TUPLE, .items = host_alloc((n + 1) * sizeof(Const)), .count = n};
    for (size_t i = 0, pos = start; i < n; pos++) {
        if (flat->code[pos = flat_find_op(flat, pos)].op != OP_LOAD_CONST) continue;
        tuple.items[i++] = const_copy(&flat->flow->consts[flat_arg(flat, pos)]);
    }
    Const folded = set ? as_set(tuple) : tuple;
    folded.folded = true;
    int index = flow_append_const(flat->flow, folded);
    return flat_put_at_end(flat, start, OP_LOAD_CONST, (uint32_t)index, end);
}

/* Returns how many LOAD_CONST stand in a row now, the folded tuple among them. */
static size_t build_tuple(Flat *flat, size_t op_start, size_t i, size_t nexti, size_t loads) {
    uint32_t n = flat_arg(flat, i);
    if (n > 0 && loads >= n) {
        size_t start = flat_const_start(flat, op_start, n);
        if (flat->blocks[start] == flat->blocks[op_start]) {
            return flat_fold_tuple(flat, start, i + 1, n, false) ? loads - n + 1 : 0;
        }
    }
    if (nexti >= flat->len || flat->code[nexti].op != OP_UNPACK_SEQUENCE ||
        flat->blocks[op_start] != flat->blocks[i + 1] || n != flat_arg(flat, nexti)) {
        return 0;
    }
    if (n < 2) {
        flat_nops(flat, op_start, nexti + 1);
    } else if (n == 2) {
        flat->code[op_start].op = OP_ROT_TWO;
        flat->code[op_start].arg = 0;
        flat_nops(flat, op_start + 1, nexti + 1);
    } else if (n == 3) {
        flat->code[op_start].op = OP_ROT_THREE;
        flat->code[op_start].arg = 0;
        flat->code[op_start + 1].op = OP_ROT_TWO;
        flat->code[op_start + 1].arg = 0;
        flat_nops(flat, op_start + 2, nexti + 1);
    }
    return 0;
}

/* JUMP_IF_x_OR_POP at another test; returns the place from which to go on, or -1 when nothing was
 * done. */
static long thread_or_pop(Flat *flat, size_t i) {
    int op = flat->code[i].op;
    size_t target = flat_find_op(flat, flat_arg(flat, i) / 2);
    int there = flat->code[target].op;
    long place;
    if (!conditional(there)) return -1;
    if (on_true(there) == on_true(op)) {
        place = set_arg(flat, i, flat_arg(flat, target));
    } else {
        place = set_arg(flat, i, (uint32_t)(target + 1) * 2);
        there = op == OP_JUMP_IF_TRUE_OR_POP ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE;
    }
    if (place >= 0) flat->code[place].op = (uint8_t)there;
    return place;
}

static void thread_jump(Flat *flat, size_t op_start, size_t i) {
    int op = flat->code[i].op;
    size_t target = flat_find_op(flat, jump_target(flat, i));
    if (unconditional(op) && flat->code[target].op == OP_RETURN_VALUE) {
        flat->code[op_start].op = OP_RETURN_VALUE;
        flat->code[op_start].arg = 0;
        flat_nops(flat, op_start + 1, i + 1);
    } else if (unconditional(flat->code[target].op)) {
        size_t to = jump_target(flat, target);
        if (op == OP_JUMP_FORWARD) {
            op = OP_JUMP_ABSOLUTE;
        } else if (!absolute(op)) {
            if (to < i + 1) return;
            to -= i + 1;
        }
        flat_put_at_end(flat, op_start, op, (uint32_t)to * 2, i + 1);
    }
}

/* Code after a return that no jump reaches. Returns where to go on. */
static size_t after_return(Flat *flat, size_t i, size_t nexti) {
    size_t h = i + 1;
    while (h < flat->len && flat->blocks[i] == flat->blocks[h] &&
           flat->code[h].op != OP_END_FINALLY && flat->code[h].op != OP_RERAISE) {
        if (flat->code[h].op == OP_SETUP_FINALLY) {
            while (h > i + 1 && flat->code[h - 1].op == OP_EXTENDED_ARG) h--;
            break;
        }
        h++;
    }
    if (h <= i + 1) return nexti;
    flat_nops(flat, i + 1, h);
    return flat_find_op(flat, h);
}

static void peephole(Flat *flat) {
    bool folds = version_fold_instructions(flat->flow->family);
    size_t loads = 0, nexti;
    for (size_t i = flat_find_op(flat, 0); i < flat->len; i = nexti) {
        int op = flat->code[i].op;
        size_t op_start = i, before = loads;
        while (op_start > 0 && flat->code[op_start - 1].op == OP_EXTENDED_ARG) op_start--;
        nexti = flat_find_op(flat, i + 1);
        loads = 0;
        long place;
        switch (op) {
        case OP_LOAD_CONST:
            loads = before + 1;
            if (nexti < flat->len && flat->code[nexti].op == OP_POP_JUMP_IF_FALSE &&
                flat->blocks[op_start] == flat->blocks[i + 1] &&
                const_is_true(&flat->flow->consts[flat_arg(flat, i)])) {
                flat_nops(flat, op_start, nexti + 1);
                loads = 0;
            }
            break;
        case OP_BUILD_TUPLE:
            loads = build_tuple(flat, op_start, i, nexti, before);
            if (!folds) loads = 0;
            break;
        case OP_JUMP_IF_FALSE_OR_POP:
        case OP_JUMP_IF_TRUE_OR_POP:
            place = thread_or_pop(flat, i);
            if (place >= 0) {
                nexti = (size_t)place;
            } else {
                thread_jump(flat, op_start, i);
            }
            break;
        case OP_POP_JUMP_IF_FALSE:
        case OP_POP_JUMP_IF_TRUE:
        case OP_JUMP_IF_NOT_EXC_MATCH:
        case OP_JUMP_FORWARD:
        case OP_JUMP_ABSOLUTE:
        case OP_CONTINUE_LOOP:
        case OP_SETUP_LOOP:
        case OP_SETUP_EXCEPT: thread_jump(flat, op_start, i); break;
        case OP_FOR_ITER:
        case OP_SETUP_FINALLY:
        case OP_SETUP_WITH:
            if (flat->flow->family < PY_3_8) thread_jump(flat, op_start, i);
            break;
        case OP_RETURN_VALUE: nexti = after_return(flat, i, nexti); break;
        default:
            if (folds) loads = flat_fold(flat, op_start, i, nexti, before);
            break;
        }
    }
}

/* Drop the NOPs, aim the jumps anew. False when the code cannot be written in place: then nothing
 * has changed. */
static bool squeeze(Flat *flat) {
    size_t nops = 0, h = 0;
    Unit *out = host_alloc((flat->len + 1) * sizeof(Unit));
    for (size_t i = 0; i < flat->len; i++) {
        flat->blocks[i] = i - nops;
        if (flat->code[i].op == OP_NOP) nops++;
    }
    for (size_t i = 0; i < flat->len; i++) {
        size_t start = i;
        uint32_t arg = flat->code[i].arg;
        while (flat->code[i].op == OP_EXTENDED_ARG) arg = arg << 8 | flat->code[++i].arg;
        int op = flat->code[i].op;
        if (op == OP_NOP) continue;
        if (absolute(op)) {
            arg = (uint32_t)flat->blocks[arg / 2] * 2;
        } else if (opcode_has_jump(op)) {
            arg = (uint32_t)(flat->blocks[arg / 2 + i + 1] - flat->blocks[i] - 1) * 2;
        }
        size_t size = i - start + 1;
        if ((size_t)units_for(arg) > size || size > 4) {
            free(out);
            return false;
        }
        write_arg(&out[h], op, arg, (int)size, flat->code[i].stmt);
        h += size;
    }
    size_t origin = 0, last = 0;
    for (size_t i = 0; i < flat->ntab; i += 2) {
        origin += flat->lnotab[i];
        size_t now = flat->blocks[origin / 2] * 2;
        flat->lnotab[i] = (uint8_t)(now - last);
        last = now;
    }
    free(flat->code);
    flat->code = out;
    flat->len = h;
    return true;
}

static void optimize(Flat *flat) {
    for (size_t i = 0; i < flat->ntab; i += 2) {
        if (flat->lnotab[i] == 255) return; /* a line with more than 254 bytes of code */
    }
    Unit *saved = host_alloc((flat->len + 1) * sizeof(Unit));
    memcpy(saved, flat->code, flat->len * sizeof(Unit));
    mark_blocks(flat);
    peephole(flat);
    if (!squeeze(flat)) memcpy(flat->code, saved, flat->len * sizeof(Unit));
    free(saved);
}

/* ---- the result ------------------------------------------------------------------------------ */

static void set_lines(const Flat *flat, FlatCode *out) {
    size_t entry = 0, at = 0;
    int line = out->firstlineno, shown = -1;
    /* Within one offset the last line counts; `shown` is the line that dis printed last
     * (findlinestarts). */
    for (size_t i = 0; i < out->count; i++) {
        FlatIns *ins = &out->items[i];
        size_t start = ins->offset - (size_t)ins->extended * 2;
        while (entry < flat->ntab && at + flat->lnotab[entry] <= start) {
            at += flat->lnotab[entry];
            line += (int8_t)flat->lnotab[entry + 1];
            entry += 2;
        }
        ins->line = line;
        ins->starts_line = line != shown && at <= start && (at == start || i == 0);
        if (ins->starts_line) shown = line;
    }
}

FlatCode flow38_finish(Flow *flow, int firstlineno) {
    FlatCode out = {.firstlineno = firstlineno};
    if (!firstlineno) {
        const Block *entry = flow->entry;
        out.firstlineno = entry->count && entry->items[0].at.line ? entry->items[0].at.line : 1;
    }
    out.stack_size = version_fold_instructions(flow->family) ? flow36_stack_depth(flow)
                                                             : flow_stack_depth(flow, 0);
    Flat flat = {.flow = flow};
    jump_offsets(flow);
    emit(&flat, out.firstlineno);
    optimize(&flat);
    for (size_t i = 0; i < flat.len; i++) {
        size_t start = i;
        i = flat_find_op(&flat, i);
        out.items = host_grow(out.items, &out.cap, out.count + 1, sizeof(FlatIns));
        FlatIns *ins = &out.items[out.count++];
        uint32_t arg = flat_arg(&flat, i);
        int op = flat.code[i].op;
        if (opcode_has_jump(op)) arg = (uint32_t)jump_target(&flat, i) * 2;
        *ins = (FlatIns){.op = op,
                         .arg = (int)arg,
                         .stmt = flat.code[i].stmt,
                         .extended = (int)(i - start),
                         .offset = (uint32_t)i * 2};
    }
    set_lines(&flat, &out);
    free(flat.code);
    free(flat.lnotab);
    free(flat.blocks);
    return out;
}
