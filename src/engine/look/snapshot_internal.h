/* snapshot_internal.h - shared by the files that fill a Snapshot, and by the queries that look at
 * live objects.
 *
 * Everything here only reads the image and trusts no pointer: an object is one whose birth the side
 * table vouches for (census.c), and a block of data is followed only while it is live. */
#ifndef OURO_SNAPSHOT_INTERNAL_H
#define OURO_SNAPSHOT_INTERNAL_H

#include "base/strbuf.h"
#include "engine/engine_internal.h"
#include "object/code/frame.h"

/* ---- census: every live object of the heap (census.c) ---------------------------------------- */

typedef struct CensusEntry {
    Ob *object;
    uint32_t serial;
    uint32_t mark; /* free for the user of the census */
    int32_t depth; /* distance from the roots, -1 unreachable */
    bool held;     /* unreachable, but the interpreter itself holds it (census_find_held) */
    bool
        of_program; /* an object of the program that is reached holds it (census_reach), not only as its type */
    bool as_dict; /* and as the dict of its attributes */
} CensusEntry;

typedef struct CensusMap { /* of one segment: which cells hold an object */
    uint8_t *start;
    size_t bytes, first; /* its first entry */
    uint64_t *bits;
    uint32_t *before; /* bits set before each word */
} CensusMap;

/* What start-up made holds something that the program made: both are indices of entries. */
typedef struct CensusHold {
    uint32_t holder, held;
} CensusHold;

typedef struct Census {
    CensusEntry *entries; /* by address in each segment */
    size_t count;
    const ObjectState
        *floor; /* its types and singletons are the first entries; NULL: they are not */
    CensusMap maps[4];
    int nmaps;
    CensusHold *outside; /* found by census_reach */
    size_t noutside, cap_outside;
} Census;

typedef enum CensusReach {
    CENSUS_PROGRAM,   /* what was made after start-up */
    CENSUS_HEAP,      /* also what start-up made */
    CENSUS_EVERYTHING /* also what lies in no heap: None, the built-in types */
} CensusReach;
/* Free with census_free. */
void census_take(Proc *p, Census *census, CensusReach what);
void census_free(Census *census);
/* Index of an object or -1. */
int64_t census_find(const Census *census, const Ob *object);
/* Fill `depth`, `of_program`, `as_dict` and `outside` (reach.c): breadth first from names, frames and what start-up made. */
void census_reach(Proc *p, Census *census);
/* Fill `held` (reach.c), after census_reach: what is being made or taken apart, and what hangs on
 * it. */
void census_find_held(Proc *p, Census *census);

/* ---- alive.c --------------------------------------------------------------------------------- */

/* Is it an object now: static, or live by the side table? */
bool object_alive(const Proc *p, const Ob *object);
/* Whether the object in a live block has its type already: between MALLOC and NEW it has not. */
bool object_has_header(const Proc *p, const Ob *object);
/* Built-in types and singletons, which lie outside the heap. */
bool object_static(const Proc *p, const Ob *object);
/* Number of its birth; 0 for static objects. */
uint32_t object_serial(const Proc *p, const Ob *object);
/* Was it made by the program, and not by start-up or for the interpreter's own use? */
bool object_of_program(const Proc *p, const Ob *object);
/* The object of a running frame; NULL where nobody asked for one yet. */
OURO_INLINE const Ob *frame_object_of(const Proc *p, const Frame *f) {
    return py_frames_on_heap(p) ? &f->base.ob : f->frame_obj;
}
/* Does a live block start at this address? */
bool block_alive(const Proc *p, const void *block);

/* ---- expressions that lead on (way.c) -------------------------------------------------------- */

/* Can Python code have this str as a name? Not a keyword, and not one that Python would read as
 * another name. */
bool way_is_name(const Proc *p, const Ob *name);
/* Answers that were already found, for as long as nothing in the image changes. Starts as {0}. */
enum { WAYS_REMEMBERED = 256 };
typedef struct Ways {
    struct WayAnswer {
        const TypeOb *type; /* of the holder; NULL: free */
        const Ob *name;
        SnapRole role;
        bool leads;
    } answers[WAYS_REMEMBERED];
} Ways;
/* Does `from.name` give `to`, which `from` holds under that name? Not where a class answers instead
 * (a property of the same name, a __getattribute__) or makes something new of it. `special`: as SnapEdge has it. */
bool way_by_attribute(Proc *p, Ways *ways, const Ob *from, const Ob *to, const Ob *name,
                      SnapRole role, bool special);

/* ---- references of an object with their names (references.c) --------------------------------- */

typedef struct Reference {
    Ob *to;
    const char *label;      /* valid during the call, as is the next */
    const char *expression; /* or NULL: see SnapEdge */
    SnapEdgeKind kind;
    SnapRole role;
    /* Held by this part of `from` (its __dict__, its defaults, a cell), which is told as well;
     * NULL: by `from` itself. */
    const Ob *part;
    bool special; /* its name is one of Python's own: __name__ */
    bool private; /* an attribute whose name begins with an underscore, and is no such name */
} Reference;
typedef void (*ReferenceFn)(Proc *p, Ob *from, const Reference *reference, void *context);
/* Each reference that `object` holds, in CPython's traverse order where that is meant; weak ones
 * too. */
void references_of(Proc *p, Ob *object, ReferenceFn fn, void *context);
/* The same without any words: label and expression are NULL, `special` is not told. `to` need not be
 * alive: the caller looks it up in a census (census_find). */
void references_bare(Proc *p, Ob *object, ReferenceFn fn, void *context);
/* The same, and attributes and values of dicts have their expressions, which cost more to find. `spoken_of` (NULL:
 * of all) says of which targets words are wanted; items and entries of others come without. Where it is asked, `to` need
 * not be alive. */
typedef bool (*SpokenOfFn)(void *context, const Ob *to);
void references_with_ways(Proc *p, Ob *object, Ways *ways, ReferenceFn fn, SpokenOfFn spoken_of,
                          void *context);
/* The keys of a dict may be the shared empty object of the floor, or a live block. */
bool dict_walkable(const Proc *p, const Ob *dict);
/* What a dict of names holds, told as attributes. */
void references_of_namespace(Proc *p, Ob *dict, ReferenceFn fn, void *context);

/* The field of the structure of `holder` that points to `held`, as fields.def names it; "" where it
 * has no name (ask/inspect.c). */
const char *inspect_field_of(const Proc *p, const Ob *holder, const Ob *held);

/* ---- names (label.c) ------------------------------------------------------------------------- */

/* "Node #7", or the value of a leaf: "257", "'abc'". */
void label_put(Proc *p, const Ob *object, StrBuf *out);
/* The contents in a few words: "3 items", "def f"; empty when there is nothing to say. */
void label_value(Proc *p, const Ob *object, StrBuf *out);
const char *label_type(Proc *p, const Ob *object, StrBuf *out); /* "Node" */
bool label_is_leaf(const Ob *object);
/* A tuple so small that its value is written out in one line: "(1, 'a')". */
bool label_is_written(Proc *p, const Ob *object);
/* Does label_put write the value of this leaf down in full? Told of numbers only. */
bool label_is_whole(const Ob *object);
/* The name of a class, a function, a module or a code object, uncut; nothing for others. */
void label_name(Proc *p, const Ob *object, StrBuf *out);
/* Its kind, by its layout (kind.c). */
SnapKind object_kind(const Ob *object);
/* "__name__": two underscores on both sides. */
bool name_is_special(const char *name);
/* Text of a str object, cut to `limit` code points. */
void label_text(const Proc *p, const Ob *str, StrBuf *out, int limit);
/* "a" for a namespace slot, "[3]", "local x" ...: the slot of an event's HOLD, RELEASE or SLOT. */
/* What runs, by its code: "f()", "class Node", "<module>". True when that is the body of a class or of
 * a module, which nobody calls. */
bool label_running(const Proc *p, const CodeOb *code, StrBuf *out);
void label_slot(Proc *p, SlotKind slot, uint64_t detail, const void *owner, StrBuf *out);
/* Writes the name of the module of start-up whose names the dict has: "sys". False: it is none. */
bool label_namespace(Proc *p, const Ob *dict, StrBuf *out);

/* The modules that start-up has made and a program can reach. They are in no picture; what a program puts
 * into them is held by a name like one of its own. Calls visit for each namespace, with the module's name. */
typedef void (*NamespaceFn)(void *arg, const char *module, Ob *dict);
void startup_namespaces(Proc *p, NamespaceFn visit, void *arg);

/* Has the program itself put this value there? */
bool namespace_value_is_own(Proc *p, const Ob *value);

/* ---- building (snap_builder.c) --------------------------------------------------------------- */

typedef struct SnapBuilder {
    Engine *e;
    Proc *p;
    Snapshot *snap;
    StrBuf scratch;
    Census census;
    Ways ways;
    const Ob **scope_dicts; /* that the scopes tell: globals, the namespaces of running bodies */
    size_t nscope_dicts, cap_scope_dicts;
    int *index_of; /* census index -> object index in the snapshot, -1 */
    const Ob *undrawn_types[SNAP_UNDRAWN_TYPES];
    const Ob *more_type; /* the last type of a reference that was only counted, and its name */
    const char *more_type_text;
    const Ob
        *block_type; /* the last type of an object of which only its block is shown, and its name */
    const char *block_type_text;
    size_t cap_objects, cap_edges, cap_outside, cap_scopes, cap_entries, cap_members, cap_rows,
        cap_owners, cap_events;
} SnapBuilder;

Snapshot *snap_new(void);
/* Copy of the text, owned by the snapshot. */
const char *snap_text(SnapBuilder *b, const char *text);
/* Copy of b->scratch, which is emptied. */
const char *snap_scratch(SnapBuilder *b);
/* Index of an object in the snapshot, -1. */
int snap_object(const SnapBuilder *b, const Ob *object);

/* The parts, one file each (snap_*.c). */
void snap_objects(SnapBuilder *b, bool startup, bool many);
void snap_threads(SnapBuilder *b);
/* The thread whose end is told through this object (object/thread/lock.h); NULL. */
const ThreadState *thread_ending_with(const Proc *p, const Ob *what);
void snap_files(SnapBuilder *b);
void snap_scopes(SnapBuilder *b);
void snap_code(SnapBuilder *b);
void snap_generations(SnapBuilder *b);
void snap_heap(SnapBuilder *b, bool all_blocks);
/* What happened from `since` to `now`, where the engine stands then; it stands there already, or at `since`. */
void snap_events(SnapBuilder *b, uint64_t since, uint64_t now);
void snap_link_events(SnapBuilder *b);

/* Note how `now` differs from `before`, mark what is new or changed, and keep `before` with it
 * (compare.c). Both were taken of one run. */
void snapshot_compare(Snapshot *now, Snapshot *before);

/* Take back what snapshot_compare has noted and marked, and what only the shown stop has: code, blocks,
 * events, output. */
void snapshot_forget_move(Snapshot *snap);

/* The words about an event, without its count, said while the image stands at it (explain.c). */
void explain_event(Engine *e, const Event *event, StrBuf *out);

/* The slot that a HOLD, RELEASE or SLOT is about: "Node #9.other", "the name a". */
void explain_slot(Engine *e, const Event *event, StrBuf *out);

#endif
