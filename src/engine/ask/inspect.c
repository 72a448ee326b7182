/* inspect.c - the bytes of a block, each word with the name of its field and what it says. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "alloc/alloc_view.h"
#include "base/float_text.h"
#include "base/i18n.h"
#include "engine/look/snapshot_internal.h"
#include "gc/gc_view.h"
#include "object/code/generator.h"
#include "object/io/io.h"
#include "object/library/library.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/text/str.h"
#include "object/type/descriptor.h"
#include "object/type/instance.h"

enum { SHOWN_WORDS = 512 };

/* ---- the fields of each layout --------------------------------------------------------------- */

typedef enum FieldKind {
    FIELD_WORD,
    FIELD_U32,
    FIELD_PAD,
    FIELD_DOUBLE,
    FIELD_DIGIT,
    FIELD_CHAR,
    FIELD_WIDER,
    FIELD_RUNNING,
    FIELD_STATE,
    FIELD_TOP
} FieldKind;

typedef struct Field {
    uint8_t type; /* TypeId */
    uint8_t kind, count;
    PythonVersion first, last;
    const char *name;
    size_t place; /* in the image, when it is another; else 0 */
} Field;

/* Where GenTail has it in a generator. */
#define IN_TAIL(field) (FRAME_RECORD_BYTES + offsetof(GenTail, field))

static const Field fields[] = {
#define FIELD(type, name, kind, count, first, last)                                                \
    {TYPE_##type, FIELD_##kind, count, first, last, name, 0},
#define FIELD_AT(type, name, kind, first, last, offset)                                            \
    {TYPE_##type, FIELD_##kind, 1, first, last, name, offset},
#define IN_FRONT(word, name, first, last)
#include "engine/ask/fields.def"
};

static const char *name_in_front(PythonVersion version, uint64_t word) {
    static const struct {
        uint64_t word;
        PythonVersion first, last;
        const char *name;
    } in_front[] = {
#define FIELD(type, name, kind, count, first, last)
#define FIELD_AT(type, name, kind, first, last, offset)
#define IN_FRONT(word, name, first, last) {word, first, last, name},
#include "engine/ask/fields.def"
    };
    for (size_t i = 0; i < ARRAY_LEN(in_front); i++)
        if (in_front[i].word == word && version >= in_front[i].first && version <= in_front[i].last)
            return in_front[i].name;
    return "";
}

static const uint8_t kind_bytes[] = {
    [FIELD_WORD] = 8, [FIELD_U32] = 4,   [FIELD_PAD] = 1,     [FIELD_DOUBLE] = 8, [FIELD_DIGIT] = 4,
    [FIELD_CHAR] = 1, [FIELD_WIDER] = 8, [FIELD_RUNNING] = 1, [FIELD_STATE] = 1,  [FIELD_TOP] = 4,
};

static bool field_is_there(const Field *field, TypeId type, PythonVersion version) {
    return field->type == type && version >= field->first && version <= field->last;
}

int64_t inspect_fixed_bytes(int type, PythonVersion version) {
    int64_t bytes = 0;
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const Field *field = &fields[i];
        if (field_is_there(field, (TypeId)type, version) && field->kind != FIELD_WIDER)
            bytes += field->count * kind_bytes[field->kind];
    }
    return bytes ? bytes + (int64_t)sizeof(Ob) : 0;
}

const char *inspect_field_of(const Proc *p, const Ob *holder, const Ob *held) {
    const uint8_t *base = (const uint8_t *)holder, *at = (const uint8_t *)(holder + 1);
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const Field *field = &fields[i];
        if (!field_is_there(field, (TypeId)ob_kind(holder), p->s->profile.version)) continue;
        const uint8_t *word = field->place ? base + field->place : at;
        if (field->kind == FIELD_WORD && *(Ob *const *)(const void *)word == held)
            return field->name;
        at += field->count * kind_bytes[field->kind];
    }
    return "";
}

typedef struct Inspector {
    Engine *e;
    Proc *p;
    InspectList list;
    size_t cap;
    StrBuf name, meaning;
    int width;           /* bytes of the next row */
    uint64_t asked, end; /* what the block has beyond what was asked for, as far as that is known */
} Inspector;

static void add_row(Inspector *in, uint64_t address, const uint8_t *bytes, uint64_t target) {
    InspectList *list = &in->list;
    list->rows = host_grow(list->rows, &in->cap, list->count + 1, sizeof *list->rows);
    InspectRow *row = &list->rows[list->count++];
    *row = (InspectRow){.address = address, .nbytes = in->width, .target = target};
    memcpy(row->bytes, bytes, (size_t)in->width);
    row->name = sb_take(&in->name);
    row->meaning = sb_take(&in->meaning);
}

/* What a word says: an object, an address, or a number. Pointers are shown canonically.
 * It is read at `place`, which may differ from where CPython has it. */
static void add_word_of(Inspector *in, uint64_t address, uint64_t place) {
    uint8_t bytes[8] = {0};
    uint64_t word;
    alloc_peek(in->p, place, bytes, sizeof bytes);
    memcpy(&word, bytes, sizeof word);
    const void *pointer = (const void *)(uintptr_t)word;
    uint64_t target = 0;
    if (address >= in->asked && address < in->end) {
        sb_put(&in->meaning, _("not asked for"));
    } else if (img_contains(in->p, pointer)) {
        word = img_vaddr(in->p, pointer);
        memcpy(bytes, &word, sizeof word);
        if (object_alive(in->p, pointer)) {
            target = word;
            sb_put(&in->meaning, "→ ");
            label_put(in->p, pointer, &in->meaning);
        } else {
            sb_printf(&in->meaning, "→ 0x%" PRIx64, word);
        }
    } else {
        sb_printf(&in->meaning, "%" PRId64, (int64_t)word);
    }
    add_row(in, address, bytes, target);
}

static void add_word(Inspector *in, uint64_t address) { add_word_of(in, address, address); }

static void add_named(Inspector *in, uint64_t address, const char *name) {
    sb_put(&in->name, name);
    add_word(in, address);
}

/* A link of the collector's lists leads to the head of the next object, or to the head of a list,
 * never to an object itself; its two low bits are flags. */
static void add_gc_link(Inspector *in, uint64_t address, const char *name) {
    uint8_t bytes[8] = {0};
    uint64_t word, target = 0;
    alloc_peek(in->p, address, bytes, sizeof bytes);
    memcpy(&word, bytes, sizeof word);
    uint64_t flags = word & 3;
    const uint8_t *head = (const uint8_t *)(uintptr_t)(word & ~(uint64_t)3);
    sb_put(&in->name, name);
    if (img_contains(in->p, head)) {
        uint64_t place = img_vaddr(in->p, head);
        const Ob *linked = (const Ob *)(head + in->p->s->profile.gc_head);
        word = place | flags;
        memcpy(bytes, &word, sizeof word);
        sb_put(&in->meaning, "→ ");
        if (block_alive(in->p, head) && object_alive(in->p, linked)) {
            target = img_vaddr(in->p, linked);
            label_put(in->p, linked, &in->meaning);
        } else {
            sb_printf(&in->meaning, "0x%" PRIx64, place);
        }
    } else {
        sb_printf(&in->meaning, "%" PRId64, (int64_t)word);
    }
    add_row(in, address, bytes, target);
}

/* During a collection gc_prev holds gc_refs. */
static void add_gc_head(Inspector *in, const Ob *object) {
    uint64_t at = img_vaddr(in->p, gc_head(in->p, object));
    add_gc_link(in, at, "_gc_next");
    int64_t refs = gc_view_refs(in->p, object);
    if (refs >= 0) sb_printf(&in->meaning, "gc_refs %" PRId64 "  ", refs);
    add_gc_link(in, at + 8, "_gc_prev");
    for (int64_t extra = 16; extra < in->p->s->profile.gc_head; extra += 8)
        add_named(in, at + (uint64_t)extra, "_gc_refs");
}

/* ---- fields of a known structure ------------------------------------------------------------- */

static void add_number(Inspector *in, uint64_t address, int bytes) {
    uint8_t raw[8] = {0};
    uint64_t value = 0;
    alloc_peek(in->p, address, raw, (size_t)bytes);
    memcpy(&value, raw, (size_t)bytes); /* the image is little-endian, as its host */
    sb_printf(&in->meaning, "%" PRIu64, value);
    in->width = bytes;
    add_row(in, address, raw, 0);
    in->width = 8;
}

static void add_generator_number(Inspector *in, uint64_t address, Ob *gen, FieldKind kind) {
    int64_t value = generator_number(in->p, gen,
                                     kind == FIELD_RUNNING ? GEN_NUMBER_RUNNING
                                     : kind == FIELD_STATE ? GEN_NUMBER_STATE
                                                           : GEN_NUMBER_TOP);
    uint8_t raw[8];
    memcpy(raw, &value, sizeof raw);
    sb_printf(&in->meaning, "%" PRId64, value);
    in->width = kind_bytes[kind];
    add_row(in, address, raw, 0);
    in->width = 8;
}

static void add_double(Inspector *in, uint64_t address) {
    uint8_t raw[8] = {0};
    double value;
    char text[FLOAT_REPR_MAX];
    alloc_peek(in->p, address, raw, sizeof raw);
    memcpy(&value, raw, sizeof value);
    float_repr_text(value, text);
    sb_put(&in->meaning, text);
    add_row(in, address, raw, 0);
}

/* Up to eight bytes of a string's contents, as text where they are ASCII. */
static void add_chars(Inspector *in, uint64_t address, int bytes) {
    uint8_t raw[8] = {0};
    alloc_peek(in->p, address, raw, (size_t)bytes);
    sb_putc(&in->meaning, '\'');
    for (int i = 0; i < bytes; i++) {
        if (raw[i] >= 0x20 && raw[i] < 0x7F)
            sb_putc(&in->meaning, (char)raw[i]);
        else
            sb_printf(&in->meaning, "\\x%02x", raw[i]);
    }
    sb_putc(&in->meaning, '\'');
    in->width = bytes;
    add_row(in, address, raw, 0);
    in->width = 8;
}

/* How many of a field there are in this object, whose bytes end at `end`. */
static int64_t field_count(Inspector *in, const Ob *object, const Field *field, uint64_t at,
                           uint64_t end) {
    if (field->kind == FIELD_WIDER) {
        const StrOb *str = (const StrOb *)(const void *)object;
        return str->state & STR_ASCII && str->state & STR_COMPACT ? 0 : 1;
    }
    if (field->kind == FIELD_DIGIT) return int_digit_count(object) ? int_digit_count(object) : 1;
    if (field->count) return field->count;
    (void)in;
    return (int64_t)(end - at) / kind_bytes[field->kind];
}

/* The rows of the object's structure; returns where it ends. */
static uint64_t add_fields(Inspector *in, Ob *object, uint64_t at, uint64_t end) {
    TypeId type = ob_kind(object);
    uint64_t base = img_vaddr(in->p, object);
    int shown = 0;
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const Field *field = &fields[i];
        if (!field_is_there(field, type, in->p->s->profile.version)) continue;
        int bytes = kind_bytes[field->kind];
        int64_t count = field_count(in, object, field, at, end);
        if (field->kind == FIELD_CHAR) {
            for (int64_t k = 0; k < count && shown < SHOWN_WORDS; k += 8, shown++) {
                int64_t room = count - k < 8 ? count - k : 8;
                sb_printf(&in->name, "%s[%" PRId64 "]", field->name, k);
                add_chars(in, at, (int)room);
                at += (uint64_t)room;
            }
            continue;
        }
        for (int64_t k = 0; k < count && at + (uint64_t)bytes <= end && shown < SHOWN_WORDS;
             k++, shown++, at += (uint64_t)bytes) {
            if (field->kind == FIELD_PAD) continue;
            sb_put(&in->name, field->name);
            if (field->count != 1) sb_printf(&in->name, "[%" PRId64 "]", k);
            if (field->kind == FIELD_U32 || field->kind == FIELD_DIGIT)
                add_number(in, at, 4);
            else if (field->kind >= FIELD_RUNNING)
                add_generator_number(in, at, object, (FieldKind)field->kind);
            else if (field->place)
                add_word_of(in, at, base + field->place);
            else if (field->kind == FIELD_DOUBLE)
                add_double(in, at);
            else
                add_word(in, at);
        }
    }
    return at;
}

/* Words of instances: slots, the dict word, inline values. */
static void name_instance_word(Inspector *in, Ob *object, const uint8_t *word) {
    InstanceView view;
    instance_view(in->p, object, &view);
    const TypeOb *type = object->ob_type;
    const uint8_t *base = (const uint8_t *)object;
    if (type->weak_offset && word == base + type->weak_offset)
        sb_put(&in->name, "weaklist");
    else if (type->dict_offset && word == base + type->dict_offset)
        sb_put(&in->name, "__dict__");
    else if (view.slots && word >= (const uint8_t *)view.slots &&
             word < (const uint8_t *)(view.slots + view.nslots)) {
        int64_t i = ((const uint8_t *)word - (const uint8_t *)view.slots) / 8;
        label_text(in->p, ((Ob **)((uint8_t *)type->slot_names + sizeof(VarOb)))[i], &in->name, 30);
    } else if (view.values && word >= (const uint8_t *)view.values &&
               word < (const uint8_t *)(view.values + view.nvalues)) {
        label_text(in->p,
                   instance_view_name(in->p, &view,
                                      ((const uint8_t *)word - (const uint8_t *)view.values) / 8),
                   &in->name, 30);
    }
}

static void inspect_object(Inspector *in, Ob *object, uint64_t block, size_t bytes) {
    uint64_t at = img_vaddr(in->p, object), end = block + bytes;
    for (uint64_t word = block; word < at; word += 8) {
        if (word == img_vaddr(in->p, object) - (uint64_t)in->p->s->profile.gc_head &&
            ob_is_gc(object)) {
            add_gc_head(in, object);
            word = at - 8;
            continue;
        }
        add_named(in, word, name_in_front(in->p->s->profile.version, (word - block) / 8));
    }
    add_named(in, at, "ob_refcnt");
    add_named(in, at + 8, "ob_type");
    /* An int or a string needs less than its block; what the block has beyond is no part of it. */
    uint64_t own = end;
    if (object->ob_refcnt > 0 && !type_defines(object->ob_type, SP_SIZEOF)) {
        int64_t size =
            ob_getsizeof(in->p, object) - (ob_is_gc(object) ? in->p->s->profile.gc_head : 0);
        if (size > 0 && at + (uint64_t)size < end && label_is_leaf(object))
            own = at + (uint64_t)size;
    }
    uint64_t word = add_fields(in, object, at + sizeof(Ob), own);
    /* What a class adds stands behind the structure of its base. */
    if (!(object->ob_type->flags & TYPE_HEAP) && label_is_leaf(object)) return;
    word = (word + 7) & ~(uint64_t)7;
    for (int shown = 0; word + 8 <= end && shown < SHOWN_WORDS; word += 8, shown++) {
        if (object->ob_type->flags & TYPE_HEAP)
            name_instance_word(in, object, img_pointer(in->p, word));
        add_word(in, word);
    }
}

/* A block of pymalloc is as large as its class; how much of it was asked for is known of each. */
static void know_asked(Inspector *in, const void *block) {
    if (!img_in_segment(in->p, SEG_ARENA, block)) return;
    in->asked = img_vaddr(in->p, block) + ((img_side(in->p, block)->asked + 7u) & ~7u);
    in->end = img_vaddr(in->p, block) + mem_block_bytes(in->p, block);
}

InspectList engine_inspect(Engine *e, uint64_t address) {
    Inspector in = {.e = e, .p = e->p, .width = 8};
    void *at = img_pointer(e->p, address);
    if (!at) return in.list;
    Ob *object = at;
    if (object_alive(e->p, object) && !object_static(e->p, object)) {
        void *block = ob_block(e->p, object);
        know_asked(&in, block);
        inspect_object(&in, object, img_vaddr(e->p, block), mem_block_bytes(e->p, block));
    } else if (block_alive(e->p, at)) {
        const BlockInfo *info = img_side(e->p, at);
        know_asked(&in, at);
        bool of_object = info->kind == BLOCK_OBJECT || info->kind == BLOCK_GC_OBJECT ||
                         info->kind == BLOCK_INSTANCE;
        /* Until its header is written the block of an object is bytes like any other. */
        if (of_object && object_alive(e->p, ob_in_block(e->p, at))) {
            inspect_object(&in, ob_in_block(e->p, at), address, mem_block_bytes(e->p, at));
        } else {
            size_t bytes = mem_block_bytes(e->p, at);
            for (size_t i = 0; i + 8 <= bytes && i < SHOWN_WORDS * 8; i += 8) {
                sb_printf(&in.name, "+%zu", i);
                add_word(&in, address + i);
            }
        }
    }
    return in.list;
}

void inspect_free(InspectList *list) {
    for (size_t i = 0; i < list->count; i++) free(list->rows[i].name), free(list->rows[i].meaning);
    free(list->rows);
    *list = (InspectList){0};
}
