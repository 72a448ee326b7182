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

/* Append a sentence for each way in which the picture differs from that of the previous stop. */
void told_changes(ToldList *list, View *view);

/* ---- told_words.c ---------------------------------------------------------------------------- */

/* "the name a", "the name x of f()", "the stack", "p[0]": who holds by this entry. */
void told_put_name(const Snapshot *snap, int entry, StrBuf *out);
/* "a.next", "Node #7.next", "list #3[0]": the place in its holder. */
void told_put_row(const Snapshot *snap, int edge, StrBuf *out);
/* What an entry refers to, NULL of the stack too. */
void told_put_entry_value(const Snapshot *snap, int entry, StrBuf *out);
/* "Node #7", "Node #7 (was b)" of one that has no name any more. */
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
