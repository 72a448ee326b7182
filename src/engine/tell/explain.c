/* explain.c - one sentence for each event, said while the image stands at it.
 *
 * Sentences name objects as the pictures do ("Node #7"). Format strings use numbered arguments, so
 * that a translation may order them as its language likes. Called by snap_events for what is on the
 * screen. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/look/snapshot_internal.h"
#include "gc/gc_view.h"
#include "lang/code/opcode.h"
#include "object/code/code.h"
#include "object/code/frame.h"
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
    census_take(p, &census, false);
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

/* What the owner of a slot is called together with the slot: "globals: a", "Node #9.other", "list
 * #3[0]". */
static const char *slot_of(const Speaker *s, char *buffer) {
    const Event *e = s->event;
    StrBuf text = {0};
    Ob *owner = object_at(s, e->b);
    bool is_object = owner && object_alive(s->p, owner);
    if (is_object && label_namespace(s->p, owner, &text)) {
        sb_putc(&text, ' ');
    } else if (is_object && ob_is(owner, TYPE_DICT) && dict_owner(s->p, owner, &text)) {
        sb_putc(&text, '.');
        label_text(s->p, object_at(s, e->c), &text, 24);
        snprintf(buffer, NAME_CAP, "%s", sb_text(&text));
        sb_free(&text);
        return buffer;
    } else if (is_object) {
        label_put(s->p, owner, &text);
        if (e->small != SLOT_INDEX && e->small != SLOT_VALUE) sb_putc(&text, '.');
    } else if (e->small == SLOT_LOCAL) {
        const Frame *f = (const Frame *)(const void *)owner;
        label_text(s->p, f->f_code->co_name, &text, 24);
        sb_put(&text, "() ");
        Ob *name = code_slot_name(s->p, f->f_code, (int)e->c);
        label_text(s->p, name, &text, 24);
        snprintf(buffer, NAME_CAP, "%s", sb_text(&text));
        sb_free(&text);
        return buffer;
    }
    label_slot(s->p, (SlotKind)e->small, e->c, owner, &text);
    snprintf(buffer, NAME_CAP, "%s", sb_text(&text));
    sb_free(&text);
    return buffer;
}

static void say_reference(const Speaker *s) {
    char object[NAME_CAP], slot[NAME_CAP];
    const Event *e = s->event;
    name_of(s, e->a, object);
    int n = e->n;
    switch (e->kind) {
    case EV_INCREF:
        sb_printf(s->out, _("%s: one more reference, from the stack: %d → %d"), object, n - 1, n);
        return;
    case EV_DECREF:
        sb_printf(s->out, _("%s: one reference less, from the stack: %d → %d"), object, n + 1, n);
        return;
    case EV_HOLD:
        sb_printf(s->out, _("%s now refers to %s: %d → %d"), slot_of(s, slot), object, n - 1, n);
        return;
    case EV_RELEASE:
        sb_printf(s->out, _("%s lets go of %s: %d → %d"), slot_of(s, slot), object, n + 1, n);
        return;
    default:
        sb_printf(s->out, _("%s takes over the reference to %s from the stack"), slot_of(s, slot),
                  object);
        return;
    }
}

static void say_running(const Speaker *s) {
    char a[NAME_CAP], b[NAME_CAP];
    const Event *e = s->event;
    switch (e->kind) {
    case EV_STEP: sb_printf(s->out, _("step %d of the scenario begins"), e->n + 1); return;
    case EV_END:
        sb_put(s->out,
               e->n ? _("an uncaught exception ends the program") : _("the program is over"));
        return;
    case EV_INSTR: sb_printf(s->out, _("line %d: %s"), (int)e->c, opcode_name(e->small)); return;
    case EV_CALL:
        sb_printf(s->out, _("%s is called: a frame for its local variables is made"),
                  name_of(s, e->c, a));
        return;
    case EV_RETURN:
        sb_printf(s->out, _("the function returns %s; its frame lets go of its variables"),
                  name_of(s, e->b, b));
        return;
    case EV_RAISE: sb_printf(s->out, _("%s is raised"), name_of(s, e->a, a)); return;
    case EV_CATCH: sb_printf(s->out, _("a handler takes %s"), name_of(s, e->a, a)); return;
    default:
        sb_printf(s->out,
                  i18n_plural("the program prints %d byte", "the program prints %d bytes",
                              (uint64_t)e->n),
                  e->n);
        return;
    }
}

static void say_life(const Speaker *s) {
    char a[NAME_CAP], b[NAME_CAP];
    const Event *e = s->event;
    name_of(s, e->a, a);
    switch (e->kind) {
    case EV_NEW: sb_printf(s->out, _("%s is born: %d bytes, count 1"), a, (int)e->c); return;
    case EV_REUSE: sb_printf(s->out, _("%s exists already and is handed out again"), a); return;
    case EV_DEALLOC:
        sb_printf(s->out, _("nothing refers to %s any more: it is deallocated"), a);
        return;
    case EV_FINALIZE: sb_printf(s->out, _("%s: its __del__ is called"), a); return;
    case EV_RESURRECT: sb_printf(s->out, _("%s: its finalizer brought it back to life"), a); return;
    case EV_TRASHCAN:
        sb_printf(s->out, _("%s waits: too many deallocations are nested already"), a);
        return;
    case EV_WEAKREF:
        sb_printf(s->out, _("%s refers weakly to %s: no count changes"), a, name_of(s, e->b, b));
        return;
    case EV_WEAK_CLEAR:
        sb_printf(s->out, _("%s is cleared: %s dies"), a, name_of(s, e->b, b));
        return;
    default:
        sb_printf(s->out, _("the callback of %s is called: %s"), a, name_of(s, e->b, b));
        return;
    }
}

static void say_block(const Speaker *s) {
    const Event *e = s->event;
    unsigned long long at = e->a ? SIM_BASE + e->a : 0;
    switch (e->kind) {
    case EV_MALLOC:
        if (e->b)
            sb_printf(s->out, _("%d bytes asked: pymalloc gives a block of %d at 0x%llx"), e->n,
                      (int)e->c, at);
        else
            sb_printf(s->out, _("%d bytes asked: the system heap gives %d at 0x%llx"), e->n,
                      (int)e->c, at);
        return;
    case EV_FREE:
        sb_printf(s->out, _("the block of %d bytes at 0x%llx is given back"), (int)e->c, at);
        return;
    case EV_REALLOC:
        if (e->a == e->b)
            sb_printf(s->out, _("the block at 0x%llx is resized in place to %d bytes"), at, e->n);
        else
            sb_printf(s->out, _("the block moves to 0x%llx and has room for %d bytes"), at, e->n);
        return;
    case EV_POOL_INIT:
        sb_printf(s->out, _("a free pool is carved for size class %d"), e->n);
        return;
    case EV_POOL_FULL:
        sb_printf(s->out, _("the pool of size class %d is full: it leaves usedpools"), e->n);
        return;
    case EV_POOL_USED:
        sb_printf(s->out,
                  _("the full pool of size class %d has a free block again: first in usedpools"),
                  e->n);
        return;
    case EV_POOL_EMPTY:
        sb_printf(s->out, _("a pool of class %d is empty: to the arena's free pools"), e->n);
        return;
    case EV_ARENA_NEW:
        sb_printf(s->out, _("arena %d is mapped: %d bytes"), e->n, (int)e->c);
        return;
    case EV_ARENA_FREE:
        sb_printf(s->out, _("arena %d is empty: its %d bytes go back to the operating system"),
                  e->n, (int)e->c);
        return;
    case EV_ARENA_MOVE:
        sb_printf(s->out,
                  i18n_plural("an arena with %d free pool changes its place in usable_arenas",
                              "an arena with %d free pools changes its place in usable_arenas",
                              (uint64_t)e->n),
                  e->n);
        return;
    case EV_SYS_SPLIT:
        sb_printf(s->out, _("a free chunk of the system heap is split: %d bytes are used"), e->n);
        return;
    case EV_SYS_MERGE:
        sb_printf(s->out, _("two free neighbours of the system heap become one of %d bytes"), e->n);
        return;
    case EV_SYS_GROW: sb_printf(s->out, _("the break moves up by %d bytes"), e->n); return;
    case EV_SYS_TRIM: sb_printf(s->out, _("the break moves down by %d bytes"), e->n); return;
    case EV_SYS_MAP:
        sb_printf(s->out, _("a large request gets a mapping of its own: %d bytes"), e->n);
        return;
    default:
        sb_printf(s->out, _("the mapping of %d bytes goes back to the operating system"), e->n);
        return;
    }
}

static void say_freelist(const Speaker *s) {
    char a[NAME_CAP], b[NAME_CAP];
    const Event *e = s->event;
    if (e->b)
        name_of(s, e->b, b);
    else
        snprintf(b, NAME_CAP, "%s", _("keys of dicts")); /* blocks, not objects: no type */
    switch (e->kind) {
    case EV_FREELIST_PUT:
        sb_printf(s->out, _("the dead object is kept on the free list of %s, which now has %d"), b,
                  e->n);
        return;
    case EV_FREELIST_TAKE:
        sb_printf(s->out, _("%s is made from the free list, which now has %d"), name_of(s, e->a, a),
                  e->n);
        return;
    default: sb_printf(s->out, _("the free list of %s is emptied: %d objects"), b, e->n); return;
    }
}

static void say_phase(const Speaker *s) {
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
    int phase = s->event->n;
    if (phase > 0 && phase < GC_PHASE_COUNT && sentences[phase])
        sb_put(s->out, _(sentences[phase]));
}

static void say_collector(const Speaker *s) {
    char a[NAME_CAP], b[NAME_CAP];
    const Event *e = s->event;
    name_of(s, e->a, a);
    switch (e->kind) {
    case EV_GC_COUNT: sb_printf(s->out, _("generation 0 counts: %d"), e->n); return;
    case EV_GC_TRACK:
        sb_printf(s->out, _("the collector watches %s from now on: generation 0"), a);
        return;
    case EV_GC_UNTRACK: sb_printf(s->out, _("the collector stops watching %s"), a); return;
    case EV_GC_DUE:
        sb_printf(s->out, _("the threshold of generation %d is passed: a collection is due"), e->n);
        return;
    case EV_GC_START: sb_printf(s->out, _("a collection of generation %d begins"), e->n); return;
    case EV_GC_PHASE: say_phase(s); return;
    case EV_GC_REFS: sb_printf(s->out, _("%s: gc_refs = %d"), a, e->n); return;
    case EV_GC_SUBTRACT:
        sb_printf(s->out, _("%s is referred to by %s, from inside: gc_refs %d → %d"), a,
                  name_of(s, e->b, b), e->n + 1, e->n);
        return;
    case EV_GC_REACHABLE:
        if (e->b)
            sb_printf(s->out, _("%s is reachable: %s leads to it"), a, name_of(s, e->b, b));
        else
            sb_printf(s->out, _("%s is reachable from outside: its gc_refs is not 0"), a);
        return;
    case EV_GC_TENTATIVE:
        sb_printf(s->out, _("%s: gc_refs is 0, so it is tentatively unreachable"), a);
        return;
    case EV_GC_KEEP: sb_printf(s->out, _("%s moves to another list of the collection"), a); return;
    case EV_GC_MERGE:
        sb_printf(s->out, _("%d survivors are in generation %d now"), (int)e->c, e->n);
        return;
    case EV_GC_CLEAR: sb_printf(s->out, _("tp_clear: %s lets go of what it refers to"), a); return;
    case EV_GC_GARBAGE: sb_printf(s->out, _("%s is put into gc.garbage"), a); return;
    default:
        sb_printf(s->out,
                  i18n_plural("the collection is over: %d unreachable object",
                              "the collection is over: %d unreachable objects", (uint64_t)e->n),
                  e->n);
        return;
    }
}

void explain_slot(Engine *e, const Event *event, StrBuf *out) {
    char buffer[NAME_CAP];
    Speaker s = {e, e->p, event, out};
    sb_put(out, slot_of(&s, buffer));
}

void explain_event(Engine *e, uint64_t number, const Event *event, StrBuf *out) {
    Speaker s = {e, e->p, event, out};
    (void)number;
    switch ((EventKind)event->kind) {
    case EV_NONE:
    case EV_COUNT: return;
    case EV_STEP:
    case EV_END:
    case EV_INSTR:
    case EV_CALL:
    case EV_RETURN:
    case EV_RAISE:
    case EV_CATCH:
    case EV_PRINT: say_running(&s); return;
    case EV_INCREF:
    case EV_DECREF:
    case EV_HOLD:
    case EV_RELEASE:
    case EV_SLOT: say_reference(&s); return;
    case EV_NEW:
    case EV_REUSE:
    case EV_DEALLOC:
    case EV_FINALIZE:
    case EV_RESURRECT:
    case EV_TRASHCAN:
    case EV_WEAKREF:
    case EV_WEAK_CLEAR:
    case EV_WEAK_CALLBACK: say_life(&s); return;
    case EV_FREELIST_PUT:
    case EV_FREELIST_TAKE:
    case EV_FREELIST_CLEAR: say_freelist(&s); return;
    case EV_MALLOC:
    case EV_FREE:
    case EV_REALLOC:
    case EV_POOL_INIT:
    case EV_POOL_FULL:
    case EV_POOL_USED:
    case EV_POOL_EMPTY:
    case EV_ARENA_NEW:
    case EV_ARENA_FREE:
    case EV_ARENA_MOVE:
    case EV_SYS_SPLIT:
    case EV_SYS_MERGE:
    case EV_SYS_GROW:
    case EV_SYS_TRIM:
    case EV_SYS_MAP:
    case EV_SYS_UNMAP: say_block(&s); return;
    case EV_GC_COUNT:
    case EV_GC_TRACK:
    case EV_GC_UNTRACK:
    case EV_GC_DUE:
    case EV_GC_START:
    case EV_GC_PHASE:
    case EV_GC_REFS:
    case EV_GC_SUBTRACT:
    case EV_GC_REACHABLE:
    case EV_GC_TENTATIVE:
    case EV_GC_KEEP:
    case EV_GC_MERGE:
    case EV_GC_CLEAR:
    case EV_GC_GARBAGE:
    case EV_GC_STOP: say_collector(&s); return;
    }
}
