/* snap_files.c - the open files: their numbers, what has reached each and what still waits above it. */
#include "engine/look/snapshot_internal.h"
#include "object/io/io.h"

/* The stream below, NULL at the bottom: a TextIOWrapper has a buffered one, that a raw one. */
static const Ob *below(const Ob *stream) {
    switch (ob_kind(stream)) {
    case TYPE_TEXT_IO: return ((const TextIoOb *)stream)->buffer;
    case TYPE_BUFFERED_READER:
    case TYPE_BUFFERED_WRITER:
    case TYPE_BUFFERED_RANDOM: return ((const BufferedOb *)stream)->raw;
    default: return NULL;
    }
}

typedef struct Outermost {
    const Ob *stream;
    int layers;
} Outermost;

/* Of which open file is this a layer, and how many are below it? The number, or -1. */
static int number_of(const Proc *p, const Ob *stream, int *layers) {
    *layers = 0;
    if (ob_is(stream, TYPE_SOCKET)) return ((const SocketOb *)stream)->fd;
    for (const Ob *under; (under = below(stream)) != NULL; stream = under) {
        if (!object_alive(p, under) || !io_is_stream(under)) return -1;
        ++*layers;
    }
    return ob_is(stream, TYPE_FILE_IO) ? ((const FileIoOb *)stream)->fd : -1;
}

static void find_outermost(SnapBuilder *b, Outermost outermost[FD_COUNT]) {
    for (size_t i = 0; i < b->census.count; i++) {
        const Ob *o = b->census.entries[i].object;
        if (!object_alive(b->p, o) || o->ob_refcnt == 0) continue;
        if (!io_is_stream(o) && !ob_is(o, TYPE_SOCKET)) continue;
        int layers, number = number_of(b->p, o, &layers);
        if (number < FD_FIRST || number >= FD_COUNT) continue;
        if (!outermost[number].stream || layers > outermost[number].layers)
            outermost[number] = (Outermost){o, layers};
    }
}

void snap_files(SnapBuilder *b) {
    Snapshot *snap = b->snap;
    int count = 0;
    for (int fd = FD_FIRST; fd < FD_COUNT; fd++) count += file_of(b->p, fd) != NULL;
    if (count == 0) return;
    Outermost outermost[FD_COUNT] = {{0}};
    find_outermost(b, outermost);
    snap->files = host_alloc((size_t)count * sizeof *snap->files);
    for (int fd = FD_FIRST; fd < FD_COUNT; fd++) {
        const OpenFile *open = file_of(b->p, fd);
        if (!open) continue;
        const Ob *stream = outermost[fd].stream;
        if (stream) label_put(b->p, stream, &b->scratch);
        snap->files[snap->nfiles++] = (SnapFile){
            .number = fd,
            .stream = stream ? snap_scratch(b) : "",
            .object = snap_object(b, stream),
            .name = snap_text(b, open->file->name),
            .bytes = file_is_socket(b->p, fd) ? -1 : (int64_t)open->file->len,
            .waiting = stream ? io_unwritten(stream) : 0,
        };
    }
}
