/* references.c - the references that an object holds, each with the name that a person would give
 * it. */
#include <stdio.h>
#include <string.h>

#include "engine/look/snapshot_internal.h"
#include "object/code/cell.h"
#include "object/code/code.h"
#include "object/code/frame.h"
#include "object/code/function.h"
#include "object/code/generator.h"
#include "object/code/module.h"
#include "object/container/deque.h"
#include "object/container/list.h"
#include "object/container/odict.h"
#include "object/container/set.h"
#include "object/container/tuple.h"
#include "object/exception/exc_fields.h"
#include "object/exception/exception.h"
#include "object/exception/traceback.h"
#include "object/io/io.h"
#include "object/library/library.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/weakref.h"

typedef struct Teller {
    Proc *p;
    Ob *from;
    ReferenceFn fn;
    void *context;
    Ways *ways;           /* NULL: nobody asks for expressions that must be searched */
    bool bare;            /* nobody asks for words at all */
    SpokenOfFn spoken_of; /* of whom words are wanted; NULL: of all */
    StrBuf label, expression;
} Teller;

enum { LABEL_CUT = 24 };

/* Does anybody want words about the reference to `to`? */
static bool speaks_of(const Teller *t, const Ob *to) {
    return !t->bare && (!t->spoken_of || (to && t->spoken_of(t->context, to)));
}

/* Who asks for no words, or for those about some, looks each object up in a census, which knows the living. */
static void tell_to(Teller *t, Ob *to, const Reference *reference) {
    if (!to || (!t->bare && !t->spoken_of && !object_alive(t->p, to))) return;
    Reference told = *reference;
    told.to = to;
    if (t->bare) told.label = told.expression = NULL;
    t->fn(t->p, t->from, &told, t->context);
}

/* A field of the structure whose name in Python is `path`, ".args": the label goes without the dot.
 */
static void tell_field(Teller *t, Ob *to, const char *path, SnapRole role) {
    if (!to) return;
    tell_to(t, to,
            &(Reference){.label = path + 1,
                         .expression = path,
                         .role = role,
                         .special = name_is_special(path + 1)});
}

/* One that no Python code can ask for. */
static void tell_hidden(Teller *t, Ob *to, const char *label, SnapRole role) {
    tell_to(t, to, &(Reference){.label = label, .role = role, .special = name_is_special(label)});
}

/* `own`: the class may answer a subscript with anything. */
static void tell_item(Teller *t, Ob *to, int64_t index, bool own) {
    char label[32];
    Reference reference = {.role = REF_ITEM};
    if (speaks_of(t, to)) {
        snprintf(label, sizeof label, "[%lld]", (long long)index);
        reference.label = label;
        reference.expression = own ? NULL : label;
    }
    tell_to(t, to, &reference);
}

static void tell_items(Teller *t, Ob *const *items, int64_t count) {
    /* What it defines itself may answer with anything. */
    bool own = !t->bare && type_defines(t->from->ob_type, SP_GETITEM);
    for (int64_t i = 0; i < count; i++) {
        tell_item(t, items[i], i, own);
    }
}

/* As tell_items, as far as the chain of blocks is whole. */
static void tell_deque(Teller *t, const Ob *deque) {
    bool own = !t->bare && type_defines(deque->ob_type, SP_GETITEM);
    DequeWalk walk = deque_walk(deque);
    for (int64_t i = 0; walk.left > 0; i++) {
        const DequeBlock *block = walk.block;
        if (walk.index == DEQUE_BLOCKLEN && block_alive(t->p, block)) block = block->rightlink;
        if (!block_alive(t->p, block)) return;
        tell_item(t, deque_walk_next(&walk), i, own);
    }
}

/* ---- attributes and keys --------------------------------------------------------------------- */

/* An attribute `name` (a str, or NULL when unknown). */
static void tell_attribute(Teller *t, Ob *to, Ob *name, SnapRole role, const Ob *part) {
    if (!to) return;
    if (t->bare) {
        tell_to(t, to, &(Reference){.role = role, .part = part});
        return;
    }
    sb_truncate(&t->label, 0);
    sb_truncate(&t->expression, 0);
    label_text(t->p, name, &t->label, LABEL_CUT);
    bool whole = name && object_alive(t->p, name) && ob_is(name, TYPE_STR);
    sb_putc(&t->expression, '.');
    if (whole) label_text(t->p, name, &t->expression, INT32_MAX);
    const char *path = sb_text(&t->expression);
    bool special = whole && name_is_special(path + 1);
    bool way = t->ways && way_by_attribute(t->p, t->ways, t->from, to, name, role, special);
    tell_to(t, to,
            &(Reference){.label = sb_text(&t->label),
                         .expression = way ? path : NULL,
                         .role = role,
                         .part = part,
                         .special = special,
                         .private = whole && path[1] == '_' && !special});
}

/* A str as Python would read it again, never cut. */
static void put_str_literal(const Proc *p, const Ob *str, StrBuf *out) {
    sb_putc(out, '\'');
    for (int64_t i = 0; i < str_len(str); i++) {
        uint32_t cp = str_char(p, str, i);
        if (cp == '\\' || cp == '\'')
            sb_printf(out, "\\%c", (int)cp);
        else if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
            sb_printf(out, "\\x%02x", cp);
        else if (cp >= 0xD800 && cp < 0xE000)
            sb_printf(out, "\\u%04x", cp);
        else
            sb_put_codepoint(out, cp);
    }
    sb_putc(out, '\'');
}

/* "['k']"; false for keys that cannot be written down in full. */
static bool put_subscript(Teller *t, Ob *key) {
    sb_truncate(&t->expression, 0);
    sb_putc(&t->expression, '[');
    if (key->ob_type->flags & TYPE_HEAP || type_defines(t->from->ob_type, SP_GETITEM)) return false;
    switch (ob_kind(key)) {
    case TYPE_STR: put_str_literal(t->p, key, &t->expression); break;
    case TYPE_INT:
    case TYPE_BOOL:
    case TYPE_NONE:
        if (!label_is_whole(key)) return false;
        label_put(t->p, key, &t->expression);
        break;
    default: return false;
    }
    sb_putc(&t->expression, ']');
    return true;
}

bool dict_walkable(const Proc *p, const Ob *dict) {
    const DictKeys *table = ((const DictOb *)dict)->ma_keys;
    const char *keys = (const char *)table, *floor = (const char *)p->ob;
    bool is_static = keys >= floor && keys < floor + sizeof *p->ob;
    return table && (is_static || block_alive(p, table));
}

static void tell_dict(Teller *t, Ob *dict) {
    if (!dict_walkable(t->p, dict)) return;
    int64_t at = 0;
    Ob *key, *value;
    while (dict_next(t->p, dict, &at, &key, &value)) {
        if (!t->bare && !object_alive(t->p, key)) continue;
        bool speaks = speaks_of(t, value);
        bool written = speaks && t->ways && put_subscript(t, key);
        sb_truncate(&t->label, 0);
        if (speaks) {
            sb_putc(&t->label, '[');
            label_put(t->p, key, &t->label);
            sb_putc(&t->label, ']');
        }
        tell_to(t, value,
                &(Reference){.label = sb_text(&t->label),
                             .expression = written ? sb_text(&t->expression) : NULL,
                             .role = REF_VALUE});
        tell_hidden(t, key, "key", REF_KEY);
    }
}

static void tell_names(Teller *t, Ob *dict, const Ob *part) {
    if (!ob_is_dict(dict) || !dict_walkable(t->p, dict)) return;
    int64_t at = 0;
    Ob *key, *value;
    while (dict_next(t->p, dict, &at, &key, &value))
        tell_attribute(t, value, key, REF_ATTRIBUTE, part);
}

/* A __dict__: the dict itself, and what it holds as attributes of its owner. */
static void tell_namespace(Teller *t, Ob *dict) {
    if (!dict || !object_alive(t->p, dict)) return;
    /* That of a class shows itself only through a mappingproxy. */
    if (ob_is(t->from, TYPE_TYPE))
        tell_hidden(t, dict, "__dict__", REF_DICT);
    else
        tell_field(t, dict, ".__dict__", REF_DICT);
    tell_names(t, dict, dict);
}

/* The chain holds each key once more. A class derived from it tells its attributes itself. */
static void tell_odict(Teller *t, OdictOb *od) {
    Ob *o = &od->dict.base;
    if (!(o->ob_type->flags & TYPE_HEAP)) tell_namespace(t, od->od_inst_dict);
    for (const OdictNode *node = od->od_first; node && block_alive(t->p, node); node = node->next)
        tell_hidden(t, node->key, "key", REF_KEY);
    tell_dict(t, o);
}

static void tell_attributes(Teller *t) {
    Proc *p = t->p;
    InstanceView view;
    instance_view(p, t->from, &view);
    const TypeOb *type = t->from->ob_type;
    for (int64_t i = 0; i < view.nslots; i++) {
        Ob *name = type->slot_names && i < tuple_size(type->slot_names)
                       ? tuple_item(type->slot_names, i)
                       : NULL;
        tell_attribute(t, view.slots[i], name, REF_SLOT, NULL);
    }
    if (view.dict) {
        tell_namespace(t, view.dict);
    } else if (view.values && (!view.values_block || block_alive(p, view.values_block))) {
        for (int64_t i = 0; i < view.nvalues; i++)
            tell_attribute(t, view.values[i], instance_view_name(p, &view, i), REF_ATTRIBUTE, NULL);
    }
}

/* ---- the structures of C --------------------------------------------------------------------- */

/* The value of a parameter or of a free variable, under its name: the function holds it by a part of
 * its own, which is told as well. `path` leads to it. */
static void tell_inner(Teller *t, Ob *to, Ob *name, const char *path, SnapRole role,
                       const Ob *part) {
    if (!to || !name) return;
    if (t->bare) {
        tell_to(t, to, &(Reference){.role = role, .part = part});
        return;
    }
    sb_truncate(&t->label, 0);
    label_text(t->p, name, &t->label, LABEL_CUT);
    if (role == REF_DEFAULT) sb_putc(&t->label, '=');
    tell_to(
        t, to,
        &(Reference){.label = sb_text(&t->label), .expression = path, .role = role, .part = part});
}

static Ob *item_or_null(const Proc *p, Ob *tuple, int64_t i) {
    bool there = tuple && object_alive(p, tuple) && ob_is(tuple, TYPE_TUPLE) && i >= 0;
    return there && i < tuple_size(tuple) ? tuple_item(tuple, i) : NULL;
}

static void tell_defaults(Teller *t, const FunctionOb *f, const CodeOb *code) {
    Ob *defaults = f->func_defaults;
    int64_t count = defaults && object_alive(t->p, defaults) ? tuple_size(defaults) : 0;
    for (int64_t i = 0; i < count; i++) {
        char path[48];
        snprintf(path, sizeof path, ".__defaults__[%lld]", (long long)i);
        Ob *name = item_or_null(t->p, code->co_varnames, code->co_argcount - count + i);
        tell_inner(t, tuple_item(defaults, i), name, path, REF_DEFAULT, defaults);
    }
    Ob *named = f->func_kwdefaults;
    if (!named || !object_alive(t->p, named) || !dict_walkable(t->p, named)) return;
    int64_t at = 0;
    Ob *key, *value;
    while (dict_next(t->p, named, &at, &key, &value)) {
        if (!object_alive(t->p, key) || !ob_is(key, TYPE_STR)) continue;
        StrBuf path = {0};
        sb_put(&path, ".__kwdefaults__['");
        label_text(t->p, key, &path, INT32_MAX);
        sb_put(&path, "']");
        tell_inner(t, value, key, sb_text(&path), REF_DEFAULT, named);
        sb_free(&path);
    }
}

static void tell_free_variables(Teller *t, const FunctionOb *f, const CodeOb *code) {
    Ob *closure = f->func_closure;
    int64_t count = closure && object_alive(t->p, closure) ? tuple_size(closure) : 0;
    for (int64_t i = 0; i < count; i++) {
        Ob *cell = tuple_item(closure, i);
        if (!cell || !object_alive(t->p, cell) || !ob_is(cell, TYPE_CELL)) continue;
        char path[64];
        Ob *name = item_or_null(t->p, code->co_freevars, i);
        /* The variable, for when several share it; what it refers to, for when it is this
         * function's alone. Only one of the two is a row. */
        snprintf(path, sizeof path, ".__closure__[%lld]", (long long)i);
        tell_inner(t, cell, name, path, REF_FREE, closure);
        snprintf(path, sizeof path, ".__closure__[%lld].cell_contents", (long long)i);
        tell_inner(t, ((const CellOb *)cell)->ob_ref, name, path, REF_FREE, cell);
    }
}

static void tell_function(Teller *t, const FunctionOb *f) {
    tell_field(t, f->func_code, ".__code__", REF_FIELD);
    tell_field(t, f->func_globals, ".__globals__", REF_FIELD);
    tell_field(t, f->func_defaults, ".__defaults__", REF_DEFAULTS);
    tell_field(t, f->func_kwdefaults, ".__kwdefaults__", REF_DEFAULTS);
    tell_field(t, f->func_closure, ".__closure__", REF_CLOSURE);
    tell_field(t, f->func_doc, ".__doc__", REF_FIELD);
    tell_field(t, f->func_name, ".__name__", REF_FIELD);
    tell_namespace(t, f->func_dict);
    tell_field(t, f->func_module, ".__module__", REF_FIELD);
    tell_field(t, f->func_annotations, ".__annotations__", REF_FIELD);
    tell_field(t, f->func_qualname, ".__qualname__", REF_FIELD);
    /* Before 3.10 the block of a function ends here. */
    if (f->base.ob_type->basicsize > (int64_t)offsetof(FunctionOb, func_builtins))
        tell_field(t, f->func_builtins, ".__builtins__", REF_FIELD);
    if (!f->func_code || !object_alive(t->p, f->func_code)) return;
    tell_defaults(t, f, (const CodeOb *)f->func_code);
    tell_free_variables(t, f, (const CodeOb *)f->func_code);
}

static void tell_type(Teller *t, const TypeOb *type) {
    if (type->flags & TYPE_HEAP)
        tell_namespace(t, type->tp_dict);
    else
        tell_hidden(t, type->tp_dict, "__dict__", REF_DICT);
    tell_field(t, type->tp_bases, ".__bases__", REF_FIELD);
    tell_field(t, type->tp_mro, ".__mro__", REF_FIELD);
    tell_field(t, (Ob *)type->tp_base, ".__base__", REF_FIELD);
    tell_field(t, type->tp_name, ".__name__", REF_FIELD);
    tell_field(t, type->qualname, ".__qualname__", REF_FIELD);
    tell_hidden(t, type->subclasses, "subclasses", REF_FIELD);
    tell_hidden(t, type->slot_names, "__slots__", REF_FIELD);
}

static void tell_exception(Teller *t, const ExceptionOb *exc) {
    if (!(t->from->ob_type->flags & TYPE_HEAP))
        tell_namespace(t, exc->dict); /* else as attributes */
    tell_field(t, exc->args, ".args", REF_FIELD);
    tell_field(t, exc->traceback, ".__traceback__", REF_FIELD);
    tell_field(t, exc->context, ".__context__", REF_FIELD);
    tell_field(t, exc->cause, ".__cause__", REF_FIELD);
    const char *name;
    for (size_t i = 0; (name = exc_field_name(t->p, t->from->ob_type, i)) != NULL; i++) {
        char path[48];
        snprintf(path, sizeof path, ".%s", name);
        tell_field(t, exc_field(t->p, &exc->base, i), path, REF_FIELD);
    }
}

static void tell_traceback(Teller *t, const TracebackOb *tb) {
    tell_field(t, (Ob *)tb->tb_next, ".tb_next", REF_FIELD);
    tell_field(t, tb->tb_frame, ".tb_frame", REF_FIELD);
}

/* The results lie in links, which the table leads to; what the wrapper adds to its own attributes is
 * machinery. */
static void tell_lru_cache(Teller *t, const LruCacheOb *cache) {
    tell_hidden(t, cache->cache, "cache", REF_FIELD);
    tell_field(t, cache->func, ".__wrapped__", REF_FIELD);
    tell_to(t, cache->info_type,
            &(Reference){.label = "cache_info_type", .role = REF_FIELD, .special = true});
    tell_namespace(t, cache->dict);
}

static void tell_partial(Teller *t, const PartialOb *partial) {
    tell_field(t, partial->fn, ".func", REF_FIELD);
    tell_field(t, partial->args, ".args", REF_FIELD);
    tell_field(t, partial->kw, ".keywords", REF_FIELD);
    tell_namespace(t, partial->dict);
}

/* The layers of an open file. A class of the program tells its attributes itself. */
static void tell_stream(Teller *t, Ob *stream) {
    Ob *dict = NULL;
    switch (ob_kind(stream)) {
    case TYPE_TEXT_IO: {
        const TextIoOb *text = (const TextIoOb *)stream;
        tell_field(t, text->buffer, ".buffer", REF_FIELD);
        tell_field(t, text->encoding, ".encoding", REF_FIELD);
        tell_hidden(t, text->encoder, "encoder", REF_FIELD);
        tell_hidden(t, text->decoder, "decoder", REF_FIELD);
        tell_hidden(t, text->readnl, "readnl", REF_FIELD);
        tell_hidden(t, text->decoded_chars, "decoded_chars", REF_FIELD);
        tell_hidden(t, text->pending_bytes, "pending_bytes", REF_FIELD);
        tell_hidden(t, text->snapshot, "snapshot", REF_FIELD);
        tell_field(t, text->errors, ".errors", REF_FIELD);
        tell_hidden(t, text->raw, "raw", REF_FIELD);
        dict = text->dict;
        break;
    }
    case TYPE_FILE_IO: dict = ((FileIoOb *)stream)->dict; break;
    case TYPE_STRING_IO:
        tell_hidden(t, ((StringIoOb *)stream)->decoder, "decoder", REF_FIELD);
        tell_hidden(t, ((StringIoOb *)stream)->readnl, "readnl", REF_FIELD);
        tell_hidden(t, ((StringIoOb *)stream)->writenl, "writenl", REF_FIELD);
        dict = ((StringIoOb *)stream)->dict;
        break;
    case TYPE_BYTES_IO:
        tell_hidden(t, ((BytesIoOb *)stream)->buf, "buf", REF_FIELD);
        dict = ((BytesIoOb *)stream)->dict;
        break;
    default:
        tell_field(t, ((BufferedOb *)stream)->raw, ".raw", REF_FIELD);
        dict = ((BufferedOb *)stream)->dict;
        break;
    }
    if (!(stream->ob_type->flags & TYPE_HEAP)) tell_namespace(t, dict);
}

/* `part`: through which the holder has them, told as well, or NULL. */
static void tell_slots(Teller *t, const CodeOb *code, Ob *const *slots, int64_t count,
                       const Ob *part) {
    for (int64_t i = 0; i < count; i++) {
        sb_truncate(&t->label, 0);
        if (i < code->co_nlocalsplus)
            label_text(t->p, code_slot_name(code, (int)i), &t->label, LABEL_CUT);
        else
            sb_printf(&t->label, "stack %lld", (long long)(i - code->co_nlocalsplus));
        tell_to(t, slots[i],
                &(Reference){.label = sb_text(&t->label),
                             .role = REF_LOCAL,
                             .part = part,
                             .special = name_is_special(sb_text(&t->label))});
    }
}

static void tell_own_slots(Teller *t, const Frame *f, const Ob *part) {
    if (f->executing) return; /* its scope tells them */
    tell_slots(t, f->f_code, f->localsplus, f->sp - f->localsplus, part);
}

/* A frame that is over and still held. What a running one holds is told as its scope, and in some
 * versions it is not the object that holds it. */
static void tell_frame(Teller *t, Ob *frame) {
    if (py_frames_on_heap(t->p)) {
        const Frame *f = (const Frame *)(void *)frame;
        tell_field(t, (Ob *)f->f_back, ".f_back", REF_FIELD);
        tell_field(t, (Ob *)f->f_code, ".f_code", REF_FIELD);
        tell_field(t, f->f_builtins, ".f_builtins", REF_FIELD);
        tell_field(t, f->f_globals, ".f_globals", REF_FIELD);
        tell_hidden(t, f->f_locals, "f_locals", REF_FIELD);
        if (f->f_code) tell_own_slots(t, f, NULL);
        return;
    }
    const FrameOb *f = (const FrameOb *)(void *)frame;
    if (f->frame) return;
    tell_field(t, f->f_back, ".f_back", REF_FIELD);
    tell_field(t, (Ob *)f->f_code, ".f_code", REF_FIELD);
    tell_hidden(t, f->f_func, "f_func", REF_FIELD);
    tell_hidden(t, f->f_locals, "f_locals", REF_FIELD);
    if (f->f_code) tell_slots(t, f->f_code, f->slots, f->nslots, NULL);
}

/* Up to 3.10 a generator holds a frame object, whose variables are also told as its own; later it is
 * the frame and holds what that holds. */
static void tell_generator(Teller *t, Ob *gen) {
    GenParts parts = generator_parts(t->p, gen);
    Frame *f = parts.inside;
    if (parts.frame) {
        tell_field(t, frame_as_object(parts.frame), ".gi_frame", REF_FIELD);
        if (parts.frame->f_code) tell_own_slots(t, parts.frame, frame_as_object(parts.frame));
    }
    if (f) {
        tell_own_slots(t, f, NULL);
        tell_field(t, f->frame_obj, ".gi_frame", REF_FIELD);
        tell_hidden(t, f->f_func, "__function__", REF_FIELD);
        tell_hidden(t, f->f_locals, "f_locals", REF_FIELD);
        tell_hidden(t, &f->f_code->base.ob, "__code__", REF_FIELD);
    }
    /* The code is what runs, not something that the program made the generator hold: its function has shown it already. */
    tell_to(t, parts.code,
            &(Reference){
                .label = "gi_code", .expression = ".gi_code", .role = REF_FIELD, .special = true});
    tell_field(t, parts.name, ".__name__", REF_FIELD);
    tell_field(t, parts.qualname, ".__qualname__", REF_FIELD);
    for (size_t i = 0; i < ARRAY_LEN(parts.handled); i++)
        tell_hidden(t, parts.handled[i], "handled exception", REF_FIELD);
}

/* A proxy has no way to what it stands for, nor an attribute of its own. */
static void tell_weakref(Teller *t, const WeakrefOb *ref) {
    bool proxy = ob_is_proxy(&ref->base);
    bool calls = !proxy && !t->bare && !type_defines(ref->base.ob_type, SP_CALL);
    tell_to(t, ref->wr_object,
            &(Reference){.label = "referent",
                         .expression = calls ? "()" : NULL,
                         .kind = EDGE_WEAK,
                         .role = REF_REFERENT});
    tell_to(t, ref->wr_callback,
            &(Reference){.label = "callback",
                         .expression = proxy ? NULL : ".__callback__",
                         .role = REF_FIELD});
}

static int tell_child(Proc *p, Ob *child, void *context) {
    const Teller *t = context;
    tell_hidden(context, child, t->bare ? "" : inspect_field_of(p, t->from, child), REF_UNNAMED);
    return 0;
}

static void tell_all(Teller t) {
    Proc *p = t.p;
    Ob *object = t.from;
    switch (ob_kind(object)) {
    case TYPE_LIST: {
        const ListOb *list = (ListOb *)object;
        if (list->ob_item && block_alive(p, list->ob_item))
            tell_items(&t, list->ob_item, list->base.ob_size);
        break;
    }
    case TYPE_TUPLE: tell_items(&t, ((TupleOb *)object)->ob_item, tuple_size(object)); break;
    case TYPE_DICT: tell_dict(&t, object); break;
    case TYPE_DEFAULT_DICT:
        tell_field(&t, ((DefaultDictOb *)object)->default_factory, ".default_factory", REF_FIELD);
        tell_dict(&t, object);
        break;
    case TYPE_ORDERED_DICT: tell_odict(&t, (OdictOb *)object); break;
    case TYPE_SET:
    case TYPE_FROZENSET: {
        int64_t at = 0;
        Ob *key;
        const SetOb *set = (SetOb *)object;
        if (set->table && set->table != set->smalltable && !block_alive(p, set->table)) break;
        while (set_next(object, &at, &key)) tell_hidden(&t, key, "item", REF_MEMBER);
        break;
    }
    case TYPE_FUNCTION: tell_function(&t, (FunctionOb *)object); break;
    case TYPE_METHOD:
        tell_field(&t, ((MethodOb *)object)->im_func, ".__func__", REF_FIELD);
        tell_field(&t, ((MethodOb *)object)->im_self, ".__self__", REF_FIELD);
        break;
    case TYPE_BUILTIN:
        tell_field(&t, ((BuiltinOb *)object)->m_self, ".__self__", REF_FIELD);
        tell_field(&t, ((BuiltinOb *)object)->m_module, ".__module__", REF_FIELD);
        break;
    case TYPE_CELL: tell_field(&t, ((CellOb *)object)->ob_ref, ".cell_contents", REF_CELL); break;
    case TYPE_MODULE: tell_field(&t, ((ModuleOb *)object)->md_dict, ".__dict__", REF_DICT); break;
    case TYPE_TYPE: tell_type(&t, (TypeOb *)object); break;
    case TYPE_CODE:
        tell_field(&t, ((CodeOb *)object)->co_consts, ".co_consts", REF_FIELD);
        tell_field(&t, ((CodeOb *)object)->co_names, ".co_names", REF_FIELD);
        tell_field(&t, ((CodeOb *)object)->co_name, ".co_name", REF_FIELD);
        break;
    case TYPE_DEQUE: tell_deque(&t, object); break;
    case TYPE_WEAKREF:
    case TYPE_WEAK_PROXY:
    case TYPE_WEAK_CALLABLE_PROXY: tell_weakref(&t, (WeakrefOb *)object); break;
    case TYPE_GENERATOR: tell_generator(&t, object); break;
    case TYPE_EXCEPTION: tell_exception(&t, (ExceptionOb *)object); break;
    case TYPE_LRU_CACHE: tell_lru_cache(&t, (LruCacheOb *)object); break;
    case TYPE_CACHE_LINK:
        tell_hidden(&t, ((CacheLink *)object)->key, "key", REF_FIELD);
        tell_hidden(&t, ((CacheLink *)object)->result, "result", REF_FIELD);
        break;
    case TYPE_FILE_IO:
    case TYPE_BUFFERED_READER:
    case TYPE_BUFFERED_WRITER:
    case TYPE_BUFFERED_RANDOM:
    case TYPE_TEXT_IO:
    case TYPE_STRING_IO:
    case TYPE_BYTES_IO: tell_stream(&t, object); break;
    case TYPE_PARTIAL: tell_partial(&t, (PartialOb *)object); break;
    case TYPE_TRACEBACK: tell_traceback(&t, (TracebackOb *)object); break;
    case TYPE_FRAME:
        if (object->ob_refcnt > 0) tell_frame(&t, object);
        break;
    case TYPE_SOCKET: /* nothing but what a class derived from it adds */
    case TYPE_INSTANCE: break;
    default:
        if (object->ob_refcnt > 0 && ob_is_gc(object)) ob_traverse(p, object, tell_child, &t);
        break;
    }
    if (object->ob_type->flags & TYPE_HEAP) {
        if (ob_kind(object) != TYPE_TYPE)
            tell_attributes(&t); /* the dict of a class is told already */
        tell_to(&t, (Ob *)object->ob_type,
                &(Reference){.label = "__class__",
                             .expression = ".__class__",
                             .kind = EDGE_TYPE,
                             .role = REF_CLASS,
                             .special = true});
    }
    sb_free(&t.label);
    sb_free(&t.expression);
}

void references_with_ways(Proc *p, Ob *object, Ways *ways, ReferenceFn fn, SpokenOfFn spoken_of,
                          void *context) {
    tell_all((Teller){.p = p,
                      .from = object,
                      .fn = fn,
                      .context = context,
                      .ways = ways,
                      .spoken_of = spoken_of});
}

void references_of(Proc *p, Ob *object, ReferenceFn fn, void *context) {
    references_with_ways(p, object, NULL, fn, NULL, context);
}

void references_bare(Proc *p, Ob *object, ReferenceFn fn, void *context) {
    tell_all((Teller){.p = p, .from = object, .fn = fn, .context = context, .bare = true});
}

void references_of_namespace(Proc *p, Ob *dict, ReferenceFn fn, void *context) {
    Teller t = {.p = p, .from = dict, .fn = fn, .context = context};
    tell_names(&t, dict, NULL);
    sb_free(&t.label);
    sb_free(&t.expression);
}
