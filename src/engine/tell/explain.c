/* explain.c - one sentence for each event, said while the image stands at it.
 *
 * The sentences stand in events.def; here they get their arguments, by the shape of the row. They
 * name objects as the pictures do ("Node #7"); a translation may number the arguments and order
 * them as its language likes. Called by snap_events for what is on the screen. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/look/snapshot_internal.h"
#include "gc/gc_view.h"
#include "lang/code/opcode.h"
#include "object/code/code.h"
#include "object/code/frame.h"
#include "object/container/dict.h"
#include "object/type/instance.h"
#include "object/type/weakref.h"
#include "vm/vm.h"

enum { NAME_CAP = 160 };

typedef struct Speaker {
    Engine *e;
    Proc *p;
    const Event *event;
    StrBuf *out;
} Speaker;

static Ob *object_at(const Speaker *s, uint64_t offset) {
    return offset ? (Ob *)(void *)(s->p->base + offset) : NULL;
}

/* Label of an object, or its address when it is none any more. */
static const char *name_of(const Speaker *s, uint64_t offset, char *buffer) {
    StrBuf text = {0};
    Ob *o = object_at(s, offset);
    if (o && object_alive(s->p, o))
        label_put(s->p, o, &text);
    else
        sb_printf(&text, "0x%llx", offset ? (unsigned long long)(SIM_BASE + offset) : 0ull);
    snprintf(buffer, NAME_CAP, "%s", sb_text(&text));
    sb_free(&text);
    return buffer;
}

/* "Node #7" when the dict is the __dict__ of an instance, found by looking at all instances. */
static bool dict_owner(Proc *p, const Ob *dict, StrBuf *out) {
    Census census;
    census_take(p, &census, CENSUS_PROGRAM);
    bool found = false;
    for (size_t i = 0; i < census.count && !found; i++) {
        Ob *o = census.entries[i].object;
        if (!(o->ob_type->flags & TYPE_HEAP) || o->ob_refcnt == 0) continue;
        InstanceView view;
        instance_view(p, o, &view);
        found = view.dict == dict;
        if (found) label_put(p, o, out);
    }
    census_free(&census);
    return found;
}

/* The owner of a slot by a global name that refers to it, else as the pictures call it. */
static void put_owner(Proc *p, const Ob *owner, StrBuf *out) {
    Ob *globals = vm_main_dict(p);
    int64_t at = 0;
    Ob *key, *value;
    while (globals && dict_walkable(p, globals) && dict_next(p, globals, &at, &key, &value)) {
        if (value != owner || !object_alive(p, key)) continue;
        label_text(p, key, out, 24);
        return;
    }
    label_put(p, owner, out);
}

static void put_local(Proc *p, const Frame *f, int slot, StrBuf *out) {
    StrBuf name = {0}, function = {0};
    label_text(p, code_slot_name(f->f_code, slot), &name, 24);
    label_text(p, f->f_code->co_name, &function, 24);
    sb_put(&function, "()");
    sb_printf(out, _("the name %s of %s"), sb_text(&name), sb_text(&function));
    sb_free(&name), sb_free(&function);
}

/* The slot together with its owner: "the name a", "Node #9.other", "list #3[0]". */
static void put_slot(const Speaker *s, StrBuf *out) {
    const Event *e = s->event;
    Proc *p = s->p;
    Ob *owner = object_at(s, e->b);
    bool is_object = owner && object_alive(p, owner);
    StrBuf text = {0};
    if (is_object && owner == vm_main_dict(p) && e->c) {
        label_text(p, object_at(s, e->c), &text, 24);
        sb_printf(out, _("the name %s"), sb_text(&text));
        sb_free(&text);
        return;
    }
    if (is_object && ob_is_dict(owner) && e->c &&
        (label_namespace(p, owner, out) || dict_owner(p, owner, out))) {
        sb_putc(out, '.');
        label_text(p, object_at(s, e->c), out, 24);
        return;
    } else if (is_object) {
        put_owner(p, owner, out);
        if (e->small != SLOT_INDEX && e->small != SLOT_VALUE) sb_putc(out, '.');
    } else if (e->small == SLOT_LOCAL) {
        put_local(p, (const Frame *)(const void *)owner, (int)e->c, out);
        return;
    }
    label_slot(p, (SlotKind)e->small, e->c, owner, out);
}

static const char *slot_of(const Speaker *s, char *buffer) {
    StrBuf text = {0};
    put_slot(s, &text);
    snprintf(buffer, NAME_CAP, "%s", sb_text(&text));
    sb_free(&text);
    return buffer;
}

static void say_phase(StrBuf *out, int phase) {
    static const char *const sentences[GC_PHASE_COUNT] = {
        [GC_PHASE_MERGE] = N_("younger generations join the one that is collected"),
        [GC_PHASE_UPDATE_REFS] = N_("update_refs: copy each reference count to gc_refs"),
        [GC_PHASE_SUBTRACT_REFS] =
            N_("subtract_refs: take away every reference that comes from inside"),
        [GC_PHASE_MOVE_UNREACHABLE] =
            N_("move_unreachable: what has gc_refs 0 is tentatively unreachable"),
        [GC_PHASE_UNTRACK_TUPLES] = N_("untrack_tuples: tuples of plain values need no watching"),
        [GC_PHASE_SURVIVORS] = N_("the survivors join the next generation"),
        [GC_PHASE_LEGACY_FINALIZERS] = N_("move_legacy_finalizers: objects that must not be freed"),
        [GC_PHASE_WEAKREFS] =
            N_("handle_weakrefs: clear weak references to the unreachable, call callbacks"),
        [GC_PHASE_FINALIZE] = N_("finalize_garbage: call the finalizers"),
        [GC_PHASE_RESURRECTED] =
            N_("handle_resurrected_objects: did a finalizer bring something back?"),
        [GC_PHASE_DELETE] = N_("delete_garbage: break the references, and counting does the rest"),
    };
    if (phase > 0 && phase < GC_PHASE_COUNT && sentences[phase]) sb_put(out, _(sentences[phase]));
}

/* The free list of keys tables keeps blocks, not objects: it has no type. */
static const char *type_of(const Speaker *s, uint64_t offset, char *buffer) {
    if (offset) return name_of(s, offset, buffer);
    snprintf(buffer, NAME_CAP, "%s", _("keys of dicts"));
    return buffer;
}

/* Who waits for the lock that a thread holds as long as it lives waits for its end. */
static void say_wait(const Speaker *s, const EventInfo *info, int n) {
    const Event *e = s->event;
    char a[NAME_CAP];
    Ob *what = object_at(s, e->a);
    const ThreadState *joined = what ? thread_ending_with(s->p, what) : NULL;
    if (joined)
        sb_printf(s->out,
                  e->small ? _("thread %d waits for the end of thread %d")
                           : _("thread %d waits for the end of thread %d and lets go of the GIL"),
                  n, (int)joined->number);
    else if (e->a)
        sb_printf(s->out, e->small ? _("thread %d waits for %s") : _(info->sentence), n,
                  name_of(s, e->a, a));
    else
        sb_printf(s->out, e->small ? _("thread %d sleeps") : _(info->other), n);
}

/* One formatter for each shape: what of the record goes into the sentence, in which order. */
static void say(const Speaker *s, const EventInfo *info) {
    const Event *e = s->event;
    const char *text = info->sentence, *other = info->other;
    char a[NAME_CAP], b[NAME_CAP];
    unsigned long long at = e->a ? SIM_BASE + e->a : 0;
    int n = e->n, c = (int)e->c;
    switch (info->shape) {
    case SHAPE_NONE: return;
    case SHAPE_PLAIN: sb_put(s->out, _(n && other ? other : text)); return;
    case SHAPE_N: sb_printf(s->out, _(text), n); return;
    case SHAPE_N_GIL: sb_printf(s->out, _(e->small ? other : text), n); return;
    case SHAPE_A_N_C:
        if (other && c == 0)
            sb_printf(s->out, _(other), name_of(s, e->a, a), n);
        else
            sb_printf(s->out, _(text), name_of(s, e->a, a), n, c);
        return;
    case SHAPE_N1: sb_printf(s->out, _(text), n + 1); return;
    case SHAPE_MANY: sb_printf(s->out, i18n_plural(text, other, (uint64_t)n), n); return;
    case SHAPE_N_C: sb_printf(s->out, _(text), n, c); return;
    case SHAPE_C_N: sb_printf(s->out, _(text), c, n); return;
    case SHAPE_A: sb_printf(s->out, _(text), name_of(s, e->a, a)); return;
    case SHAPE_B: sb_printf(s->out, _(text), name_of(s, e->b, b)); return;
    case SHAPE_CODE: {
        StrBuf name = {0};
        bool body = label_running(s->p, (const CodeOb *)object_at(s, e->b), &name);
        sb_printf(s->out, _(body ? other : text), sb_text(&name));
        sb_free(&name);
        return;
    }
    case SHAPE_A_B:
        if (other && !e->b)
            sb_printf(s->out, _(other), name_of(s, e->a, a));
        else
            sb_printf(s->out, _(text), name_of(s, e->a, a), name_of(s, e->b, b));
        return;
    case SHAPE_A_C: sb_printf(s->out, _(text), name_of(s, e->a, a), c); return;
    case SHAPE_N_WAIT: say_wait(s, info, n); return;
    case SHAPE_A_N: sb_printf(s->out, _(text), name_of(s, e->a, a), n); return;
    case SHAPE_A_B_N:
        sb_printf(s->out, _(text), name_of(s, e->a, a), name_of(s, e->b, b), n + 1, n);
        return;
    case SHAPE_SLOT_A: sb_printf(s->out, _(text), slot_of(s, b), name_of(s, e->a, a)); return;
    case SHAPE_TYPE_N: sb_printf(s->out, _(text), type_of(s, e->b, b), n); return;
    case SHAPE_N_C_AT: sb_printf(s->out, _(e->b ? text : other), n, c, at); return;
    case SHAPE_C_AT: sb_printf(s->out, _(text), c, at); return;
    case SHAPE_AT_N: sb_printf(s->out, _(e->a == e->b ? other : text), at, n); return;
    case SHAPE_INSTRUCTION: sb_printf(s->out, _(text), c, opcode_name(e->small)); return;
    case SHAPE_PHASE: say_phase(s->out, n); return;
    case SHAPE_EXIT: sb_printf(s->out, _(text), _(exit_phase_info((ExitPhase)n)->sentence)); return;
    }
}

void explain_slot(Engine *e, const Event *event, StrBuf *out) {
    char buffer[NAME_CAP];
    Speaker s = {e, e->p, event, out};
    sb_put(out, slot_of(&s, buffer));
}

void explain_event(Engine *e, const Event *event, StrBuf *out) {
    Speaker s = {e, e->p, event, out};
    say(&s, event_info((EventKind)event->kind));
}

void sentence_with_count(const char *words, int64_t before, int64_t after, StrBuf *out) {
    sb_printf(out, _("%s: %lld → %lld"), words, (long long)before, (long long)after);
}

void engine_sentence(Engine *e, const Event *event, StrBuf *out) {
    int change = event_info((EventKind)event->kind)->change;
    StrBuf words = {0};
    explain_event(e, event, change ? &words : out);
    if (change) sentence_with_count(sb_text(&words), event->n - change, event->n, out);
    sb_free(&words);
}
