/* story.h - what belongs to the program's story and what is the interpreter's machinery.
 *
 * The one place that decides it: the picture, its table and its folding, the dot and JSON reports
 * and the programs that prove all ask here. Everything is told by kind and by role; no name of a
 * type or of a reference is looked at. */
#ifndef OURO_STORY_H
#define OURO_STORY_H

#include "engine/look/holders.h"

/* Parts of the interpreter's own machinery: a reader meets them only when a lesson asks. */
bool story_is_machinery(const SnapObject *object);
/* Is its reference count the program's doing? Of what the interpreter made or shares it is not. */
bool story_counts(const SnapObject *object);
/* Classes, functions and methods: named in one row unless they hold something that is drawn, since
 * as boxes they would crowd out what the lesson is about. */
bool story_is_definition(const SnapObject *object);
/* An object that a picture may show as a box for its own sake; `values`: numbers and strings too. */
bool story_may_show(const SnapObject *object, bool values);
/* A reference that is a row of its holder. Keys of a dict are, for those who draw the key itself. */
bool story_is_row(const SnapEdge *edge);
/* A row of a part that has a box of its own, told without a picture: a frame object that holds objects of the story has
 * one, and the variables are its rows, not those of its generator. story_has_row says it of a picture that is there. */
bool story_is_row_of_part(const Snapshot *snap, const SnapEdge *edge);
/* Does it lead to a traceback one of whose frames keeps something that is drawn? Such a traceback is a box, so that
 * `__traceback__` is a row although it is a name of Python's own. */
bool story_leads_to_frame(const Snapshot *snap, const SnapEdge *edge);
/* A reference by which a definition or the machinery holds a part of its own. */
bool story_is_own_part(const Snapshot *snap, const SnapEdge *edge);
/* May the reader's eye go on along this reference? Definitions are entered only by what the program
 * put into them, never by what makes them work. */
bool story_leads_on(const Snapshot *snap, const SnapEdge *edge);
/* Which objects have boxes, freed ones aside; `shown` has an entry for each. What makes programs work
 * (a method, a class, a function, a frame that is over, a traceback) has one when it holds something
 * that has one; the tuple of a function's defaults and the cells that no other function shares are rows of
 * their function. */
void story_choose(const Snapshot *snap, const Holders *holders, bool values, bool *shown);
/* Is the reference a row of its holder's box, in a picture that shows these? */
bool story_has_row(const Snapshot *snap, const bool *shown, const SnapEdge *edge);
/* A name of Python's own among the globals, or a module that was imported: no news. */
bool story_is_name(const Snapshot *snap, const SnapScope *scope, const SnapEntry *entry);

#endif
