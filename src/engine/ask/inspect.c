/* inspect.c - the bytes of a block, each word with the name of its field and what it says. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "alloc/alloc_view.h"
#include "base/i18n.h"
#include "engine/look/snapshot_internal.h"
#include "gc/gc_view.h"
#include "object/text/str.h"
#include "object/type/instance.h"

enum { SHOWN_WORDS = 512 };

/* Names of the words after ob_refcnt and ob_type, by layout; the last name with "[]" repeats. */
static const char *const field_names[TYPE_COUNT][12] = {
    [TYPE_INT] = {"ob_size", "ob_digit[]"},
    [TYPE_BOOL] = {"ob_size", "ob_digit[]"},
    [TYPE_FLOAT] = {"ob_fval"},
    [TYPE_STR] = {"length", "hash", "state", "wstr / data", "data[]"},
    [TYPE_BYTES] = {"ob_size", "ob_shash", "ob_sval[]"},
    [TYPE_LIST] = {"ob_size", "ob_item", "allocated"},
    [TYPE_TUPLE] = {"ob_size", "ob_item[]"},
    [TYPE_DICT] = {"ma_used", "ma_version_tag", "ma_keys", "ma_values"},
    [TYPE_SET] = {"fill", "used", "mask", "table", "hash", "finger", "smalltable[]"},
    [TYPE_FROZENSET] = {"fill", "used", "mask", "table", "hash", "finger", "smalltable[]"},
    [TYPE_RANGE] = {"start", "stop", "step", "length"},
    [TYPE_SLICE] = {"start", "stop", "step"},
    [TYPE_FUNCTION] = {"func_code", "func_globals", "func_defaults", "func_kwdefaults",
                       "func_closure", "func_doc", "func_name", "func_dict", "func_weakreflist",
                       "func_module", "func_annotations", "func_[]"},
    [TYPE_METHOD] = {"im_func", "im_self", "im_weakreflist", "vectorcall"},
    [TYPE_BUILTIN] = {"m_ml", "m_self", "m_module", "m_weakreflist", "vectorcall"},
    [TYPE_CELL] = {"ob_ref"},
    [TYPE_MODULE] = {"md_dict", "md_def", "md_state", "md_weaklist", "md_name"},
    [TYPE_WEAKREF] = {"wr_object", "wr_callback", "hash", "wr_prev", "wr_next", "vectorcall"},
    [TYPE_EXCEPTION] = {"dict", "args", "traceback", "context", "cause", "suppress_context",
                        "fields[]"},
    [TYPE_LIST_ITERATOR] = {"it_index", "it_seq"},
    [TYPE_TUPLE_ITERATOR] = {"it_index", "it_seq"},
};

typedef struct Inspector {
    Engine *e;
    Proc *p;
    InspectList list;
    size_t cap;
    StrBuf name, meaning;
} Inspector;

static void add_row(Inspector *in, uint64_t address, const uint8_t *bytes, uint64_t target) {
    InspectList *list = &in->list;
    list->rows = host_grow(list->rows, &in->cap, list->count + 1, sizeof *list->rows);
    InspectRow *row = &list->rows[list->count++];
    *row = (InspectRow){.address = address, .nbytes = 8, .target = target};
    memcpy(row->bytes, bytes, 8);
    row->name = sb_take(&in->name);
    row->meaning = sb_take(&in->meaning);
}

/* What a word says: an object, an address, or a number. Pointers are shown canonically. */
static void add_word(Inspector *in, uint64_t address) {
    uint8_t bytes[8] = {0};
    uint64_t word;
    alloc_peek(in->p, address, bytes, sizeof bytes);
    memcpy(&word, bytes, sizeof word);
    const void *pointer = (const void *)(uintptr_t)word;
    uint64_t target = 0;
    if (img_contains(in->p, pointer)) {
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

static void name_field(Inspector *in, const Ob *object, int word) {
    const char *const *names = field_names[ob_kind(object)];
    enum { NAMES = 12 };
    int last = -1;
    for (int i = 0; i < NAMES && names[i]; i++) last = i;
    if (word <= last && !strstr(names[word], "[]")) {
        sb_put(&in->name, names[word]);
        return;
    }
    size_t len = last >= 0 ? strlen(names[last]) : 0;
    if (len > 2 && strcmp(names[last] + len - 2, "[]") == 0) {
        sb_write(&in->name, names[last], len - 2);
        sb_printf(&in->name, "[%d]", word - last);
    }
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
        add_named(in, word, "pre-header");
    }
    add_named(in, at, "ob_refcnt");
    add_named(in, at + 8, "ob_type");
    int shown = 0;
    for (uint64_t word = at + 16; word + 8 <= end && shown < SHOWN_WORDS; word += 8, shown++) {
        if (object->ob_type->flags & TYPE_HEAP)
            name_instance_word(in, object, img_pointer(in->p, word));
        if (in->name.len == 0) name_field(in, object, shown);
        add_word(in, word);
    }
}

InspectList engine_inspect(Engine *e, uint64_t address) {
    Inspector in = {.e = e, .p = e->p};
    void *at = img_pointer(e->p, address);
    if (!at) return in.list;
    Ob *object = at;
    if (object_alive(e->p, object) && !object_static(e->p, object)) {
        void *block = ob_block(e->p, object);
        inspect_object(&in, object, img_vaddr(e->p, block), mem_block_bytes(e->p, block));
    } else if (block_alive(e->p, at)) {
        const BlockInfo *info = img_side(e->p, at);
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
