/* event.h - the fixed record of one observable change. Written by img_emit, read by whoever
 * explains. */
#ifndef OURO_EVENT_H
#define OURO_EVENT_H

#include "base/base.h"

typedef enum EventKind {
    EV_NONE,
#define EVENT(name, grain, a, b, c, n, meaning) EV_##name,
#include "image/events.def"
#undef EVENT
    EV_COUNT
} EventKind;

typedef enum EventGrain { GRAIN_NONE, GRAIN_PHASE, GRAIN_EVENT, GRAIN_STACK } EventGrain;

enum { EVF_LINE = 1 }; /* on INSTR: a source line begins */

/* What kind of slot HOLD, RELEASE and SLOT speak of; `c` then holds the detail in brackets. */
typedef enum SlotKind {
    SLOT_NONE,
    SLOT_NAME,     /* a name of a namespace (offset of the str): globals, builtins, class body */
    SLOT_ATTR,     /* an attribute (offset of the str) */
    SLOT_INDEX,    /* an item of a list or tuple (index) */
    SLOT_KEY,      /* a key of a dict or set (entry index) */
    SLOT_VALUE,    /* a value of a dict (offset of the key) */
    SLOT_LOCAL,    /* a local variable of a frame (index) */
    SLOT_CELL,     /* the contents of a cell */
    SLOT_TYPE,     /* ob_type */
    SLOT_CONST,    /* co_consts (index) */
    SLOT_DICT,     /* __dict__ */
    SLOT_BASE,     /* a base class */
    SLOT_SELF,     /* the object of a bound method or iterator */
    SLOT_FUNCTION, /* the function of a bound method, code/globals/defaults/closure of a function
                      (detail: which) */
    SLOT_CALLBACK, /* the callback of a weak reference */
    SLOT_EXC,      /* a field of an exception or traceback */
    SLOT_PARSER,   /* the parser's arena keeps the constants of a script */
    SLOT_INTERNED, /* the table of interned strings */
    SLOT_CACHE,    /* a cache of the interpreter */
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
/* Grain of one record: references of the interpreter's own bookkeeping (keys of a namespace,
 * caches, interned strings) are as hidden as the traffic of the stack. */
EventGrain event_grain_of(const Event *event);

#endif
