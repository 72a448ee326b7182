/* notes_client.c - the reader's side of the notes: the players that there are, and what the one that
 * is followed says. Entry: notes_client_poll. */
#define _XOPEN_SOURCE 700
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "ui/browser/state.h"
#include "ui/notes/notes.h"

enum { PLAYERS = 32, CHUNK = 4096 };

typedef struct Found { /* a player, by the number of its process */
    long process;
    int fd; /* connected */
    StrBuf got;
    NotesPage page;
    bool any; /* a page has come */
} Found;

struct NotesClient {
    Found player[PLAYERS];
    int count;
    int followed; /* -1: none */
    bool ended;
};

NotesClient *notes_client_new(void) {
    NotesClient *client = host_alloc(sizeof *client);
    client->followed = -1;
    return client;
}

static void found_free(Found *found) {
    close(found->fd);
    sb_free(&found->got);
    notes_page_free(&found->page);
}

void notes_client_free(NotesClient *client) {
    for (int i = 0; i < client->count; i++) {
        found_free(&client->player[i]);
    }
    free(client);
}

/* The number in "notes-123.sock", 0 for other names. */
static long process_of(const char *name) {
    static const char stem[] = "notes-";
    if (strncmp(name, stem, sizeof stem - 1) != 0) {
        return 0;
    }
    char *end;
    long number = strtol(name + sizeof stem - 1, &end, 10);
    return number > 0 && strcmp(end, ".sock") == 0 ? number : 0;
}

/* Connect; -1 when nobody listens there: then the file is left over and goes. */
static int reach(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t len = strlen(path);
    if (len >= sizeof address.sun_path) {
        return -1;
    }
    memcpy(address.sun_path, path, len + 1);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0) {
        return -1;
    }
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        if (errno == ECONNREFUSED) {
            unlink(path);
        }
        close(fd);
        return -1;
    }
    if (fcntl(fd, F_SETFL, O_NONBLOCK) != 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static bool knows(const NotesClient *client, long process) {
    for (int i = 0; i < client->count; i++) {
        if (client->player[i].process == process) {
            return true;
        }
    }
    return false;
}

/* Players that have come since; the newest of them is the one to follow when there was none. */
static bool look_around(NotesClient *client) {
    StrBuf path = {0};
    bool changed = false;
    DIR *folder = state_folder(&path, false) ? opendir(sb_text(&path)) : NULL;
    size_t stem = path.len;
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        long process = process_of(entry->d_name);
        if (process == 0 || client->count == PLAYERS || knows(client, process)) {
            continue;
        }
        sb_truncate(&path, stem);
        sb_printf(&path, "/%s", entry->d_name);
        int fd = reach(sb_text(&path));
        if (fd >= 0) {
            client->player[client->count++] = (Found){.process = process, .fd = fd};
            changed = true;
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    sb_free(&path);
    if (client->followed < 0 && client->count > 0) {
        client->followed = client->count - 1;
        client->ended = false;
    }
    return changed;
}

/* Read what has come from one player. False when it is over. */
static bool listen_to(Found *found, bool *changed) {
    char chunk[CHUNK];
    ssize_t got;
    while ((got = recv(found->fd, chunk, sizeof chunk, 0)) > 0) {
        sb_write(&found->got, chunk, (size_t)got);
        if (found->got.len > 2 * (size_t)NOTES_MOST) {
            return false;
        }
    }
    bool over = got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
    size_t used = 0;
    while (used < found->got.len) {
        NotesPage page;
        int64_t taken = notes_unpack(found->got.data + used, found->got.len - used, &page);
        if (taken < 0) {
            return false;
        }
        if (taken == 0) {
            break;
        }
        notes_page_free(&found->page);
        found->page = page;
        found->any = *changed = true;
        used += (size_t)taken;
    }
    if (used > 0) {
        StrBuf rest = {0};
        sb_write(&rest, found->got.data + used, found->got.len - used);
        sb_free(&found->got);
        found->got = rest;
    }
    return !over;
}

static void forget(NotesClient *client, int index) {
    found_free(&client->player[index]);
    memmove(&client->player[index], &client->player[index + 1],
            (size_t)(client->count - index - 1) * sizeof client->player[0]);
    client->count--;
    if (client->followed == index) {
        client->followed = -1;
        client->ended = true;
    } else if (client->followed > index) {
        client->followed--;
    }
}

bool notes_client_poll(NotesClient *client) {
    bool changed = false;
    for (int i = client->count - 1; i >= 0; i--) {
        if (!listen_to(&client->player[i], &changed)) {
            forget(client, i);
            changed = true;
        }
    }
    return look_around(client) || changed;
}

int notes_client_players(const NotesClient *client, int *followed) {
    *followed = client->followed;
    return client->count;
}

void notes_client_next(NotesClient *client) {
    if (client->count > 0) {
        client->followed = (client->followed + 1) % client->count;
        client->ended = false;
    }
}

const NotesPage *notes_client_page(const NotesClient *client) {
    const Found *found = client->followed >= 0 ? &client->player[client->followed] : NULL;
    return found != NULL && found->any ? &found->page : NULL;
}

bool notes_client_ended(const NotesClient *client) { return client->ended; }
