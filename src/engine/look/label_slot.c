/* label_slot.c - what the place of a reference is called: the name, the index, the field. */
#include "engine/look/snapshot_internal.h"
#include "object/code/function.h"
#include "object/exception/exc_fields.h"
#include "object/exception/exception.h"
#include "object/exception/traceback.h"
#include "object/io/io.h"
#include "vm/vm.h"

enum { SLOT_NAME_CUT = 24 };

static const char *exception_field(Proc *p, const Ob *exc, uint64_t detail) {
    switch (detail) {
    case EXC_SLOT_ARGS: return "args";
    case EXC_SLOT_TRACEBACK: return "__traceback__";
    case EXC_SLOT_CONTEXT: return "__context__";
    case EXC_SLOT_CAUSE: return "__cause__";
    case EXC_SLOT_NOTES: return "__notes__";
    default: return exc_field_name(p, exc->ob_type, (size_t)(detail - EXC_SLOT_FIELD));
    }
}

static const char *function_field(uint64_t detail) {
    static const char *const words[] = {
        [FUNC_CODE] = "__code__",
        [FUNC_GLOBALS] = "__globals__",
        [FUNC_DEFAULTS] = "__defaults__",
        [FUNC_KWDEFAULTS] = "__kwdefaults__",
        [FUNC_CLOSURE] = "__closure__",
        [FUNC_DOC] = "__doc__",
        [FUNC_NAME] = "__name__",
        [FUNC_DICT] = "__dict__",
        [FUNC_MODULE] = "__module__",
        [FUNC_ANNOTATIONS] = "__annotations__",
        [FUNC_QUALNAME] = "__qualname__",
        [FUNC_BUILTINS] = "__builtins__",
        [FUNC_METHOD_FUNCTION] = "__func__",
    };
    return detail < ARRAY_LEN(words) ? words[detail] : NULL;
}

/* The attribute that reads the field, where the owner has one; else NULL. */
static const char *field_word(Proc *p, SlotKind slot, uint64_t detail, const Ob *owner) {
    if (!owner || !object_alive(p, owner)) return NULL;
    if (slot == SLOT_STREAM) return io_slot_name((IoSlot)detail);
    switch (ob_kind(owner)) {
    case TYPE_EXCEPTION: return slot == SLOT_EXC ? exception_field(p, owner, detail) : NULL;
    case TYPE_TRACEBACK: return detail == TB_SLOT_NEXT ? "tb_next" : "tb_frame";
    case TYPE_FUNCTION:
    case TYPE_METHOD:
    case TYPE_BUILTIN: return slot == SLOT_FUNCTION ? function_field(detail) : NULL;
    default: return NULL;
    }
}

void label_slot(Proc *p, SlotKind slot, uint64_t detail, const void *owner, StrBuf *out) {
    const char *field = field_word(p, slot, detail, owner);
    if (field) {
        sb_put(out, field);
        return;
    }
    const Ob *name = detail ? (const Ob *)(const void *)(p->base + detail) : NULL;
    switch (slot) {
    case SLOT_NAME:
    case SLOT_ATTR: label_text(p, name, out, SLOT_NAME_CUT); break;
    case SLOT_VALUE:
        if (owner && owner == vm_main_dict(p) && name)
            label_text(p, name, out, SLOT_NAME_CUT);
        else if (name) {
            sb_putc(out, '[');
            label_put(p, name, out);
            sb_putc(out, ']');
        }
        break;
    case SLOT_INDEX: sb_printf(out, "[%llu]", (unsigned long long)detail); break;
    case SLOT_KEY: sb_put(out, "key"); break;
    case SLOT_LOCAL: sb_printf(out, "local %llu", (unsigned long long)detail); break;
    case SLOT_CELL: sb_put(out, "cell_contents"); break;
    case SLOT_TYPE: sb_put(out, "ob_type"); break;
    case SLOT_CONST: sb_printf(out, "co_consts[%llu]", (unsigned long long)detail); break;
    case SLOT_DICT: sb_put(out, "__dict__"); break;
    case SLOT_BASE: sb_put(out, "__base__"); break;
    case SLOT_SELF: sb_put(out, "__self__"); break;
    case SLOT_FUNCTION: sb_put(out, "function"); break;
    case SLOT_CALLBACK: sb_put(out, "callback"); break;
    case SLOT_EXC: sb_put(out, "exception"); break;
    case SLOT_STREAM: sb_put(out, "stream"); break;
    case SLOT_PARSER: sb_put(out, "parser"); break;
    case SLOT_INTERNED: sb_put(out, "interned"); break;
    case SLOT_CACHE: sb_put(out, "cache"); break;
    case SLOT_NONE:
    case SLOT_COUNT: break;
    }
}
