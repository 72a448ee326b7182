/* snap_code.c - the instructions of the innermost frame, as dis prints them. */
#include <string.h>

#include "base/i18n.h"
#include "engine/look/snapshot_internal.h"
#include "lang/code/dis.h"
#include "lang/code/opcode.h"
#include "object/code/frame.h"
#include "vm/vm.h"

/* "0 (a)", "" for an instruction without argument. */
static void put_argument(const CodeUnit *unit, PythonVersion family, size_t index, StrBuf *out) {
    const Instr *instr = &unit->instrs[index];
    if (!opcode_has_arg(instr->op, family)) return;
    bool jump = opcode_has_jump(instr->op);
    uint32_t target =
        jump && (size_t)instr->arg < unit->ninstrs ? dis_start_offset(unit, (size_t)instr->arg) : 0;
    DisNames names = dis_unit_names(unit, family);
    sb_printf(out, "%d", dis_raw_arg(unit, family, index));
    size_t before = out->len;
    sb_put(out, " (");
    dis_argument(out, family, instr->op, instr->arg, target, &names);
    if (out->len == before + 2)
        sb_truncate(out, before);
    else
        sb_putc(out, ')');
}

void snap_code(SnapBuilder *b) {
    const Frame *f = vm_frame(b->p);
    Snapshot *snap = b->snap;
    snap->function = "";
    snap->current_instr = -1;
    if (!f || !f->f_code->text->unit) return;
    const CodeUnit *unit = f->f_code->text->unit;
    PythonVersion family = b->p->s->profile.version;
    label_text(b->p, f->f_code->co_name, &b->scratch, 40);
    snap->function = snap_scratch(b);
    snap->code = host_alloc((unit->ninstrs + 1) * sizeof *snap->code);
    snap->current_instr = f->instr;
    for (size_t i = 0; i < unit->ninstrs; i++) {
        const Instr *instr = &unit->instrs[i];
        SnapInstr *out = &snap->code[snap->ncode++];
        bool starts = instr->flags & INSTR_STARTS_LINE;
        put_argument(unit, family, i, &b->scratch);
        *out = (SnapInstr){.offset = unit->offsets[i],
                           .line = starts && !f->f_code->text->foreign ? unit->spans[i].line : 0,
                           .name = opcode_name(instr->op),
                           .arg = snap_scratch(b),
                           .help = snap_text(b, _(opcode_help(instr->op))),
                           .current = (int)i == f->instr};
    }
}
