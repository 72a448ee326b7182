/* notes_server.c - the player's side of the notes: a socket that listens, and who has come. Entry:
 * notes_serve. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "ui/browser/state.h"
#include "ui/notes/notes.h"

enum { READERS = 8, WAITING = 4 };

struct NotesServer {
    char *path;
    int listener;
    struct Reader {
        int fd;      /* -1: the place is free */
        bool served; /* has got the newest page */
    } reader[READERS];
    StrBuf page; /* the newest, packed */
};

static bool make_quiet(int fd) {
    return fcntl(fd, F_SETFL, O_NONBLOCK) == 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

NotesServer *notes_serve(void) {
    StrBuf path = {0};
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    bool good = state_folder(&path, true);
    sb_printf(&path, "/notes-%ld.sock", (long)getpid());
    int fd = -1;
    if (good && path.len < sizeof address.sun_path) {
        memcpy(address.sun_path, path.data, path.len + 1);
        fd = socket(AF_UNIX, SOCK_STREAM, 0);
    }
    if (fd >= 0) {
        unlink(sb_text(&path));    /* of a process that had this number and is no more */
        mode_t mask = umask(0177); /* for its owner alone, from the first moment */
        good = make_quiet(fd) && bind(fd, (struct sockaddr *)&address, sizeof address) == 0 &&
               listen(fd, WAITING) == 0;
        umask(mask);
        if (!good) {
            close(fd);
            fd = -1;
        }
    }
    if (fd < 0) {
        sb_free(&path);
        return NULL;
    }
    NotesServer *server = host_alloc(sizeof *server);
    server->path = sb_take(&path);
    server->listener = fd;
    for (int i = 0; i < READERS; i++) {
        server->reader[i].fd = -1;
    }
    return server;
}

static void drop(struct Reader *reader) {
    close(reader->fd);
    reader->fd = -1;
}

bool notes_read(NotesServer *server) {
    if (server == NULL) {
        return false;
    }
    int fd;
    while ((fd = accept(server->listener, NULL, NULL)) >= 0) {
        struct Reader *place = NULL;
        for (int i = 0; i < READERS && place == NULL; i++) {
            place = server->reader[i].fd < 0 ? &server->reader[i] : NULL;
        }
        if (place == NULL || !make_quiet(fd)) {
            close(fd);
        } else {
            *place = (struct Reader){.fd = fd};
        }
    }
    bool any = false;
    for (int i = 0; i < READERS; i++) { /* who has gone says so by the end of his stream */
        struct Reader *reader = &server->reader[i];
        char byte;
        if (reader->fd >= 0 && recv(reader->fd, &byte, 1, MSG_DONTWAIT) == 0) {
            drop(reader);
        }
        any = any || reader->fd >= 0;
    }
    return any;
}

void notes_send(NotesServer *server, const NotesPage *page) {
    StrBuf packed = {0};
    notes_pack(page, &packed);
    bool same = packed.len == server->page.len &&
                (packed.len == 0 || memcmp(packed.data, server->page.data, packed.len) == 0);
    if (!same) {
        sb_free(&server->page);
        server->page = packed;
    } else {
        sb_free(&packed);
    }
    for (int i = 0; i < READERS; i++) {
        struct Reader *reader = &server->reader[i];
        if (reader->fd < 0 || (same && reader->served)) {
            continue;
        }
        ssize_t sent = send(reader->fd, server->page.data, server->page.len, MSG_NOSIGNAL);
        reader->served = sent == (ssize_t)server->page.len;
        if (!reader->served) { /* half a page would be read wrongly: he comes again */
            drop(reader);
        }
    }
}

void notes_end(NotesServer *server) {
    if (server == NULL) {
        return;
    }
    for (int i = 0; i < READERS; i++) {
        if (server->reader[i].fd >= 0) {
            drop(&server->reader[i]);
        }
    }
    unlink(server->path);
    close(server->listener);
    sb_free(&server->page);
    free(server->path);
    free(server);
}
