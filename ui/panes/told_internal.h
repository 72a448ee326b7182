/* told_internal.h - what the files that make the sentences of a stop share: told.c chooses and
 * orders, told_changes.c tells how the picture differs from the one before, told_words.c names
 * things. */
#ifndef OURO_UI_PANES_TOLD_INTERNAL_H
#define OURO_UI_PANES_TOLD_INTERNAL_H

#include "ui/panes/told.h"

/* ---- told.c ---------------------------------------------------------------------------------- */

/* Append a row. `event` is an index or -1; `own` is taken over. */
void told_add(ToldList *list, const View *view, int event, int weight, char *own);
/* The last event that speaks of the object at `address`, -1; `kind` EV_NONE: of any kind. */
int told_event_of(const View *view, uint64_t address, EventKind kind);

/* ---- told_changes.c -------------------------------------------------------------------------- */

/* A reference that an object won or lost. */
typedef struct Holder {
    int target;   /* as TargetOf counts */
    bool gained;  /* by a place of the present; else lost by one of the previous stop */
    bool is_name; /* `index` is an entry, else an edge */
    int index;
} Holder;

typedef struct Changes {
    ToldList *list;
    View *view;
    const Snapshot *now, *before;
    bool fine; /* events are told as well: what they say is not said again */
    Holder *holders;
    size_t nholders, cap;
    bool *parts[2]; /* by object of before and of now: what it holds is told of its owner as well */
    bool *gone_scope;      /* by scope of before: the frame is gone as a whole */
    bool *born, *dead;     /* by target */
    bool *told;            /* by target: a sentence names it */
    int64_t *count_change; /* by target */
    int ntargets;
} Changes;

/* Append a sentence for each way in which the picture differs from that of the previous stop. */
void told_changes(ToldList *list, View *view);

/* Targets are numbered: the objects of now, then those of before that are no more. */
int told_target_now(int object);
int told_target_before(const Changes *c, int object);
bool told_target_is_now(const Changes *c, int target);
const SnapObject *told_target_object(const Changes *c, int target);
/* Was it drawn at either stop? */
bool told_target_is_drawn(const Changes *c, int target);
/* Has an event of this kind told it? `changes`: any that tells of a reference, whatever the kind. */
bool told_is_spoken_of(const Changes *c, uint64_t address, EventKind kind, bool changes);
/* Append a sentence about the object at `address`; the text is taken over. */
void told_say(Changes *c, uint64_t address, int weight, StrBuf *text);

/* ---- told_objects.c -------------------------------------------------------------------------- */

/* Sort the differences by the object that they are about. */
void told_collect(Changes *c);
/* Append a sentence for each object that was born, died, or is held by others than before; marks
 * in c->told whom the sentences name. */
void told_objects(Changes *c);

/* ---- told_words.c ---------------------------------------------------------------------------- */

/* "the name a", "the name x of f()", "the stack", "p[0]": who holds by this entry. */
void told_put_name(const Snapshot *snap, int entry, StrBuf *out);
/* "a.next", "Node #7.next", "list #3[0]": the place in its holder. */
void told_put_row(const Snapshot *snap, int edge, StrBuf *out);
/* What an entry refers to, NULL of the stack too. */
void told_put_entry_value(const Snapshot *snap, int entry, StrBuf *out);
/* "Node #7", "Node #7 (was b)"; `was` NULL: no other name is known. */
void told_put_known_as(const char *label, const char *was, StrBuf *out);
/* The same of an object; its last name stands when it has none any more. */
void told_put_object(const View *view, int object, StrBuf *out);
const SnapScope *told_scope_of(const Snapshot *snap, int entry);

/* A list of words: "a, b and 3 more". */
typedef struct ToldWords {
    StrBuf text;
    int count, most;
} ToldWords;
void told_word(ToldWords *words, const char *word);
/* Ends the list; the text is valid until told_words_free. */
const char *told_words_end(ToldWords *words);
void told_words_free(ToldWords *words);

#endif
