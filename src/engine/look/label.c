/* label.c - short names of objects, made without touching the image. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "alloc/alloc.h"
#include "base/complex_math.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "engine/look/snapshot_internal.h"
#include "object/code/code.h"
#include "object/code/frame.h"
#include "object/code/function.h"
#include "object/code/module.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/range.h"
#include "object/container/set.h"
#include "object/container/tuple.h"
#include "object/number/complex.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/text/byte_span.h"
#include "object/text/bytearray.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/thread/lock.h"
#include "object/type/weakref.h"
#include "vm/vm.h"

enum { LABEL_CHARS = 20, LABEL_DIGITS = 22, LABEL_INT_DIGITS = 4, LABEL_RUNNING = 40 };

void label_text(const Proc *p, const Ob *str, StrBuf *out, int limit) {
    if (!str || !object_alive(p, str) || !ob_is(str, TYPE_STR)) {
        sb_putc(out, '?');
        return;
    }
    int64_t len = str_len(str);
    for (int64_t i = 0; i < len; i++) {
        if (i == limit - 1 && len > limit) {
            sb_put(out, "\xE2\x80\xA6");
            return;
        }
        uint32_t cp = str_char(p, str, i);
        if (cp == '\n')
            sb_put(out, "\\n");
        else if (cp == '\t')
            sb_put(out, "\\t");
        else if (cp < 0x20 || cp == 0x7F)
            sb_printf(out, "\\x%02x", cp);
        else
            sb_put_codepoint(out, cp);
    }
}

static void put_bytes(const Ob *bytes, StrBuf *out) {
    sb_put(out, "b'");
    ByteSpan span = bytes_span(bytes);
    for (int64_t i = 0; i < span.len && i < LABEL_CHARS; i++) {
        uint8_t byte = span.data[i];
        if (byte < 0x20 || byte >= 0x7F)
            sb_printf(out, "\\x%02x", byte);
        else
            sb_putc(out, (char)byte);
    }
    if (span.len > LABEL_CHARS) sb_put(out, "\xE2\x80\xA6");
    sb_putc(out, '\'');
}

/* Decimal digits of numbers up to 120 bits; of larger ones only how large they are. */
static void put_int(const Ob *value, StrBuf *out) {
    int64_t digits = int_digit_count(value);
    if (digits > LABEL_INT_DIGITS) {
        sb_printf(out, _("int of %lld bits"), (long long)int_bit_length(value));
        return;
    }
    uint32_t rest[LABEL_INT_DIGITS];
    for (int64_t i = 0; i < digits; i++) rest[i] = ((const IntOb *)value)->ob_digit[i];
    char text[LABEL_DIGITS + 24];
    size_t at = sizeof text;
    text[--at] = '\0';
    do {
        uint64_t carry = 0; /* divide all digits by ten; the remainder is the next decimal digit */
        for (int64_t i = digits - 1; i >= 0; i--) {
            carry = carry << INT_SHIFT | rest[i];
            rest[i] = (uint32_t)(carry / 10);
            carry %= 10;
        }
        text[--at] = (char)('0' + carry);
        while (digits > 0 && rest[digits - 1] == 0) digits--;
    } while (digits > 0);
    if (int_sign(value) < 0) text[--at] = '-';
    sb_put(out, text + at);
}

bool label_is_leaf(const Ob *object) {
    return object_kind(object) == KIND_VALUE && !(object->ob_type->flags & TYPE_HEAP);
}

bool label_is_whole(const Ob *object) {
    return !ob_is(object, TYPE_INT) || int_digit_count(object) <= LABEL_INT_DIGITS;
}

static const Ob *code_name(const Proc *p, const Ob *code) {
    return code && object_alive(p, code) ? ((const CodeOb *)code)->co_name : NULL;
}

/* __name__: of a built-in type without the module. */
static const Ob *type_short_name(const TypeOb *type) {
    return type->flags & TYPE_HEAP ? type->tp_name : type->qualname;
}

/* What a class, a function, a module, a code object or something made of them is called; NULL: it
 * has no name. */
static const Ob *own_name(Proc *p, const Ob *object) {
    switch (ob_kind(object)) {
    case TYPE_TYPE: return type_short_name((const TypeOb *)object);
    case TYPE_FUNCTION: return ((const FunctionOb *)object)->func_name;
    case TYPE_MODULE: return ((const ModuleOb *)object)->md_name;
    case TYPE_CODE: return ((const CodeOb *)object)->co_name;
    case TYPE_FRAME:
        return object->ob_refcnt > 0
                   ? code_name(p, (const Ob *)frame_ob_code(p, (Ob *)(uintptr_t)object))
                   : NULL;
    case TYPE_METHOD: {
        const Ob *function = ((const MethodOb *)object)->im_func;
        bool named = function && object_alive(p, function) && ob_is(function, TYPE_FUNCTION);
        return named ? ((const FunctionOb *)function)->func_name : NULL;
    }
    default: return NULL;
    }
}

void label_name(Proc *p, const Ob *object, StrBuf *out) {
    const Ob *name = own_name(p, object);
    if (name) label_text(p, name, out, INT32_MAX);
}

const char *label_type(Proc *p, const Ob *object, StrBuf *out) {
    if (object->ob_type == &p->ob->types[TYPE_WEAKREF]) {
        sb_put(out, "weakref"); /* as it shows itself, whatever its class is called */
    } else {
        label_text(p, type_short_name(object->ob_type), out, 40);
    }
    return sb_text(out);
}

static void put_number(const Proc *p, const Ob *object, StrBuf *out) {
    if (object_of_program(p, object)) sb_printf(out, " #%u", object_serial(p, object));
}

enum { WRITTEN_ITEMS = 4, WRITTEN_CHARS = 24 };

bool label_is_written(Proc *p, const Ob *object) {
    if (object->ob_type != &p->ob->types[TYPE_TUPLE]) return false;
    int64_t count = tuple_size(object);
    if (count > WRITTEN_ITEMS) return false;
    StrBuf text = {0};
    bool all = true;
    for (int64_t i = 0; i < count && all; i++) {
        const Ob *item = tuple_item(object, i);
        all = item && object_alive(p, item) && label_is_leaf(item);
        if (all) label_put(p, item, &text);
    }
    all = all && utf8_count(sb_text(&text), text.len) <= WRITTEN_CHARS;
    sb_free(&text);
    return all;
}

/* "(1, 2)" */
static void put_written(Proc *p, const Ob *tuple, StrBuf *out) {
    int64_t count = tuple_size(tuple);
    sb_putc(out, '(');
    for (int64_t i = 0; i < count; i++) {
        if (i > 0) sb_put(out, ", ");
        label_put(p, tuple_item(tuple, i), out);
    }
    sb_put(out, count == 1 ? ",)" : ")");
}

static void put_named(Proc *p, const Ob *object, const char *what, StrBuf *out) {
    sb_put(out, what);
    sb_putc(out, ' ');
    label_text(p, own_name(p, object), out, 40);
    put_number(p, object, out);
}

/* "print", "gc.collect"; of a method of an object its name alone. */
static void put_builtin(Proc *p, const Ob *object, StrBuf *out) {
    const BuiltinOb *builtin = (const BuiltinOb *)object;
    const MethodDef *def = cfunction_def(p, (uint32_t)builtin->m_ml);
    const Ob *self = builtin->m_self;
    if (self && object_alive(p, self) && ob_is(self, TYPE_MODULE)) {
        StrBuf module = {0};
        label_name(p, self, &module);
        if (strcmp(sb_text(&module), "builtins") != 0) sb_printf(out, "%s.", sb_text(&module));
        sb_free(&module);
    }
    sb_put(out, def ? def->name : "?");
    put_number(p, object, out);
}

void label_put(Proc *p, const Ob *object, StrBuf *out) {
    if (!object_alive(p, object)) {
        sb_put(out, "?");
        return;
    }
    if (!label_is_leaf(object)) {
        switch (ob_kind(object)) {
        case TYPE_TYPE: put_named(p, object, "type", out); return;
        case TYPE_FUNCTION: put_named(p, object, "function", out); return;
        case TYPE_MODULE: put_named(p, object, "module", out); return;
        case TYPE_CODE: put_named(p, object, "code", out); return;
        case TYPE_BUILTIN: put_builtin(p, object, out); return;
        case TYPE_FRAME:
        case TYPE_METHOD:
            if (own_name(p, object)) {
                put_named(p, object, ob_is(object, TYPE_FRAME) ? "frame" : "method", out);
                return;
            }
            break;
        default: break;
        }
        if (!object_of_program(p, object) && label_is_written(p, object)) {
            put_written(p, object, out); /* a constant has no number to know it by */
            return;
        }
        label_type(p, object, out);
        put_number(p, object, out);
        return;
    }
    char number[COMPLEX_REPR_MAX];
    switch (ob_kind(object)) {
    case TYPE_NONE: sb_put(out, "None"); break;
    case TYPE_NOTIMPLEMENTED: sb_put(out, "NotImplemented"); break;
    case TYPE_ELLIPSIS: sb_put(out, "Ellipsis"); break;
    case TYPE_BOOL: sb_put(out, int_sign(object) ? "True" : "False"); break;
    case TYPE_INT: put_int(object, out); break;
    case TYPE_FLOAT:
        float_repr_text(float_value(object), number);
        sb_put(out, number);
        break;
    case TYPE_COMPLEX:
        complex_repr_text(complex_value(object), number);
        sb_put(out, number);
        break;
    case TYPE_BYTES: put_bytes(object, out); break;
    default:
        sb_putc(out, '\'');
        label_text(p, object, out, LABEL_CHARS);
        sb_putc(out, '\'');
        break;
    }
}

/* Between two events the block may not yet be there, or no more. */
static bool bytearray_walkable(const Proc *p, const Ob *o) {
    const ByteArrayOb *b = (const ByteArrayOb *)o;
    if (!b->ob_bytes) return b->base.ob_size == 0;
    return block_alive(p, b->ob_bytes) && b->ob_start >= b->ob_bytes &&
           b->ob_start + b->base.ob_size < b->ob_bytes + mem_block_bytes(p, b->ob_bytes);
}

void label_value(Proc *p, const Ob *object, StrBuf *out) {
    if (label_is_written(p, object)) {
        put_written(p, object, out);
        return;
    }
    switch (ob_kind(object)) {
    case TYPE_LIST: sb_printf(out, "len %lld", (long long)list_size(object)); break;
    case TYPE_TUPLE: sb_printf(out, "len %lld", (long long)((const VarOb *)object)->ob_size); break;
    case TYPE_DICT:
    case TYPE_DEFAULT_DICT:
    case TYPE_ORDERED_DICT: sb_printf(out, "len %lld", (long long)dict_size(object)); break;
    case TYPE_SET:
    case TYPE_FROZENSET: sb_printf(out, "len %lld", (long long)set_size(object)); break;
    case TYPE_LOCK:
        sb_put(out, ((const LockOb *)object)->locked ? _("locked") : _("unlocked"));
        break;
    case TYPE_RLOCK:
        sb_put(out, ((const RLockOb *)object)->rlock_count ? _("locked") : _("unlocked"));
        break;
    case TYPE_BYTEARRAY:
        if (bytearray_walkable(p, object)) put_bytes(object, out);
        break;
    default:
        if (label_is_leaf(object)) label_put(p, object, out);
        break;
    }
}

bool label_running(const Proc *p, const CodeOb *code, StrBuf *out) {
    bool body = (code->co_flags & CO_OPTIMIZED) == 0;
    StrBuf name = {0};
    label_text(p, code->co_name, &name, LABEL_RUNNING);
    bool of_class = body && sb_text(&name)[0] != '<';
    sb_printf(out, of_class ? "class %s" : body ? "%s" : "%s()", sb_text(&name));
    sb_free(&name);
    return body;
}
