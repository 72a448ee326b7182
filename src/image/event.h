/* event.h - the fixed record of one observable change. Written by img_emit, read by whoever
 * explains. */
#ifndef OURO_EVENT_H
#define OURO_EVENT_H

#include "base/base.h"

typedef enum EventKind {
    EV_NONE,
#define EVENT(name, ...) EV_##name,
#include "image/events.def"
    EV_COUNT
} EventKind;

typedef enum EventGrain { GRAIN_NONE, GRAIN_PHASE, GRAIN_EVENT, GRAIN_STACK } EventGrain;

/* How much an event matters to who goes by steps or lines. */
typedef enum EventTelling {
    TELLING_NEVER,        /* the header and the note say it already */
    TELLING_DETAIL,       /* only to who goes event by event */
    TELLING_BLOCK,        /* a detail, but the point of a step that asks the allocator for blocks */
    TELLING_NEWS,         /* worth a line */
    TELLING_MAIN,         /* what a step is about */
    TELLING_STORY_NEWS,   /* the same three, of objects that are drawn; nothing of others */
    TELLING_STORY_CHANGE, /* between news and main: a count changed */
    TELLING_STORY_MAIN
} EventTelling;

/* Which fields a sentence takes, in the order of its arguments, and when the other one is said:
 * explain.c says them. */
typedef enum EventShape {
    SHAPE_NONE,
    SHAPE_PLAIN,       /* nothing; the other when n is not 0 */
    SHAPE_N,           /* n */
    SHAPE_N1,          /* n + 1, for what people count from 1 */
    SHAPE_MANY,        /* n; the other when it is not one */
    SHAPE_N_C,         /* n and c, numbers */
    SHAPE_C_N,         /* c and n, numbers */
    SHAPE_N_GIL,       /* n; the other where small is 1: without the GIL */
    SHAPE_A_N_C,       /* the object a, n, c; the other, of a and n alone, when c is 0 */
    SHAPE_N_WAIT,      /* n and the object a; the other, of n alone, when there is no a */
    SHAPE_A,           /* the object a */
    SHAPE_B,           /* the object b */
    SHAPE_CODE,        /* what runs, by its code b; the other when nobody calls it: a body */
    SHAPE_A_B,         /* the objects a and b; the other, of a alone, when there is no b */
    SHAPE_A_C,         /* the object a and the number c */
    SHAPE_A_N,         /* the object a and n */
    SHAPE_A_B_N,       /* the objects a and b, n + 1 and n */
    SHAPE_SLOT_A,      /* the slot of b that small and c name, and the object a */
    SHAPE_TYPE_N,      /* the type b, or the keys of dicts when there is none, and n */
    SHAPE_N_C_AT,      /* n and c, numbers, and the address a; the other when there is no b */
    SHAPE_C_AT,        /* the number c and the address a */
    SHAPE_AT_N,        /* the address a and n; the other when a is b */
    SHAPE_INSTRUCTION, /* the line c and the name of the instruction small */
    SHAPE_PHASE,       /* the sentence of phase n of a collection */
    SHAPE_EXIT         /* the sentence of phase n of the exit */
} EventShape;

typedef enum EventAbout { ABOUT_NONE, ABOUT_A } EventAbout;

/* A row of events.def. */
typedef struct EventInfo {
    const char *name; /* "GC_START" */
    EventGrain grain;
    EventTelling telling;
    EventAbout about; /* the object that it is about */
    EventShape shape;
    int change;                   /* of the count of that object: n is the new one */
    const char *sentence, *other; /* English; explain.c translates */
    const char *fields[4];        /* a, b, c, n; "-" unused */
    const char *meaning;
} EventInfo;

const EventInfo *event_info(EventKind kind);

enum { EVF_LINE = 1 }; /* on INSTR: a source line begins */

/* What kind of slot HOLD, RELEASE and SLOT speak of (their field small); c then holds the detail. */
typedef enum SlotKind {
#define SLOT(name, ...) SLOT_##name,
#include "image/slots.def"
    SLOT_COUNT
} SlotKind;

typedef enum ReuseKind { REUSE_SMALL_INT, REUSE_SINGLETON, REUSE_INTERNED, REUSE_CHAR } ReuseKind;

/* One change. Addresses are byte offsets into the image (canonical address = SIM_BASE + offset; 0 =
 * none), so records are the same on each machine. 32 bytes. */
typedef struct Event {
    union {
        struct {
            uint8_t kind;   /* EventKind */
            uint8_t flags;  /* EVF_* */
            uint16_t small; /* as events.def says */
        };
        uint32_t what; /* the three of them, event_what: written at once */
    };
    int32_t n;
    uint64_t a, b, c;
} Event;
_Static_assert(sizeof(Event) == 32, "an event record is 32 bytes");

/* Event.what on this host. */
OURO_INLINE uint32_t event_what(unsigned kind, unsigned flags, unsigned small) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return kind | flags << 8 | small << 16;
#else
    return kind << 24 | flags << 16 | small;
#endif
}

const char *event_name(EventKind kind); /* "GC_START" */
/* Does the record speak of an owner's slot: HOLD, RELEASE, SLOT? */
OURO_INLINE bool event_has_slot(const Event *event) {
    return event->kind == EV_HOLD || event->kind == EV_RELEASE || event->kind == EV_SLOT;
}
/* Does an owner's slot take or lose the object, other than a slot of the machinery? */
bool event_changes_story(const Event *event);
/* Grain of one record: what the interpreter's own bookkeeping holds (keys of a namespace, caches,
 * interned strings) is as hidden as the traffic of the stack. */
EventGrain event_grain_of(const Event *event);

#endif
