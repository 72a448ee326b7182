/* notes.h - the presenter's notes on a second terminal: what a player says of the place where it
 * stands, through a socket in the reader's state folder.
 *
 * A player that somebody plays listens; `ouro notes` connects and shows. Nothing of it goes over a
 * network: the socket is a file that its owner alone may open. What is sent is text for people.
 *
 * Room ui/notes: presenter's notes on another terminal. Called from: ui. */
#ifndef OURO_UI_NOTES_H
#define OURO_UI_NOTES_H

#include "base/strbuf.h"

typedef enum NotesField { /* all in the language of the player; "" where there is nothing */
                          NOTES_TITLE,
                          NOTES_STEP, /* "3" of */
                          NOTES_STEPS,
                          NOTES_PRESENTER, /* for the teacher alone */
                          NOTES_NOTE,      /* what the class reads */
                          NOTES_QUESTION,  /* asked now, or by the next step */
                          NOTES_ASKING,    /* "1": it is on the screen now */
                          NOTES_ANSWER,
                          NOTES_WHY,
                          NOTES_NEXT_CODE, /* of the step that comes next */
                          NOTES_NEXT_PRESENTER,
                          NOTES_NEXT_NOTE,
                          NOTES_COUNT
} NotesField;

typedef struct NotesPage {
    char *field[NOTES_COUNT]; /* owned; NULL: "" */
} NotesPage;

void notes_page_free(NotesPage *page);

/* ---- the player's side (notes_server.c) ------------------------------------------------------ */

typedef struct NotesServer NotesServer;

/* Listen under this process's number. NULL when there is no state folder or the system refuses:
 * then there are no notes, and nothing else is missing. */
NotesServer *notes_serve(void);
/* Take in who has come; true when somebody reads. Never waits. */
bool notes_read(NotesServer *server);
/* Send the page to whoever has not got it yet. Never waits: a reader that is stuck is dropped. */
void notes_send(NotesServer *server, const NotesPage *page);
void notes_end(NotesServer *server); /* readers learn that it is over; NULL is fine */

/* ---- the reader's side (notes_client.c) ------------------------------------------------------ */

typedef struct NotesClient NotesClient;

NotesClient *notes_client_new(void);
void notes_client_free(NotesClient *client);
/* Look for players and read what has come, without waiting. True when something has changed.
 * Sockets that nobody listens to any more are removed. */
bool notes_client_poll(NotesClient *client);
/* How many players there are, and which of them (from 0) is followed; -1: none. */
int notes_client_players(const NotesClient *client, int *followed);
void notes_client_next(NotesClient *client); /* follow the next one */
/* The newest page of the player that is followed; NULL: none has come. Valid until the next poll. */
const NotesPage *notes_client_page(const NotesClient *client);
/* Has a player that was followed ended? Until another one is found. */
bool notes_client_ended(const NotesClient *client);

/* ---- what both agree on (notes_wire.c) ------------------------------------------------------- */

enum { NOTES_MOST = 1024 * 1024 }; /* bytes of one page on its way */

/* Append the page as it goes over the wire. */
void notes_pack(const NotesPage *page, StrBuf *out);
/* Take one page from the beginning of `len` bytes. Returns the bytes used; 0: it is not complete; -1:
 * this is no page. */
int64_t notes_unpack(const char *data, size_t len, NotesPage *page);

#endif
