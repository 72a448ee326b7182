/* virtual_file.c - the files of the simulated process, as a small kernel keeps them. Called by FileIO
 * (file_io.c). */
#include "object/io/virtual_file.h"

#include <string.h>

#include "object/io/io.h"

enum { FIRST_CAPACITY = 256, BYTES_MAX = 4 << 20 };

static FileTable *table(const Proc *p) { return &p->ob->io->files; }

const char *file_error_text(int error) {
    switch (error) {
    case FILE_ENOENT: return "No such file or directory";
    case FILE_EBADF: return "Bad file descriptor";
    case FILE_EBUSY: return "Device or resource busy";
    case FILE_ENOTDIR: return "Not a directory";
    case FILE_ENOTEMPTY: return "Directory not empty";
    case FILE_EEXIST: return "File exists";
    case FILE_EISDIR: return "Is a directory";
    case FILE_EINVAL: return "Invalid argument";
    case FILE_EMFILE: return "Too many open files";
    case FILE_ESPIPE: return "Illegal seek";
    case FILE_EPIPE: return "Broken pipe";
    case FILE_ENOTSOCK: return "Socket operation on non-socket";
    case FILE_EPROTONOSUPPORT: return "Protocol not supported";
    case FILE_EAFNOSUPPORT: return "Address family not supported by protocol";
    case FILE_ENOTCONN: return "Transport endpoint is not connected";
    case FILE_ENOSPC: return "No space left on device";
    default: return "File name too long";
    }
}

/* Without "./" in front and "//" within. False: too long. */
static bool plain_name(const char *name, char out[FILE_NAME_BYTES]) {
    size_t n = 0;
    for (const char *c = name; *c;) {
        bool starts = c == name || c[-1] == '/';
        if (starts && c[0] == '.' && c[1] == '/') {
            c += 2;
        } else if (*c == '/' && n > 0 && out[n - 1] == '/') {
            c++;
        } else {
            if (n + 1 >= FILE_NAME_BYTES) return false;
            out[n++] = *c++;
        }
    }
    out[n] = '\0';
    return true;
}

static VirtualFileNode *find_plain(const Proc *p, const char *name) {
    for (VirtualFileNode *f = table(p)->first; f; f = f->next)
        if (strcmp(f->name, name) == 0) return f;
    return NULL;
}

VirtualFileNode *file_find(const Proc *p, const char *name) {
    char plain[FILE_NAME_BYTES];
    return plain_name(name, plain) ? find_plain(p, plain) : NULL;
}

/* The folders that are always there, and those in which a file lies. `len` without a slash at the end. */
static bool directory_of_len(const Proc *p, const char *name, size_t len) {
    static const char *const always[] = {"", ".", "..", "/tmp"};
    for (size_t i = 0; i < ARRAY_LEN(always); i++)
        if (strlen(always[i]) == len && memcmp(name, always[i], len) == 0) return true;
    for (const VirtualFileNode *f = table(p)->first; f; f = f->next)
        if (strncmp(f->name, name, len) == 0 && f->name[len] == '/') return true;
    return false;
}

bool file_is_directory(const Proc *p, const char *name) {
    char plain[FILE_NAME_BYTES];
    if (!name[0] || !plain_name(name, plain)) return false;
    size_t len = strlen(plain);
    while (len > 0 && plain[len - 1] == '/') len--;
    return directory_of_len(p, plain, len);
}

/* Room for `len` bytes. False: the disk is full. */
static bool reserve(Proc *p, VirtualFileNode *f, uint64_t len) {
    if (len <= f->cap) return true;
    uint64_t cap = f->cap ? f->cap : FIRST_CAPACITY;
    while (cap < len) cap *= 2;
    if (len > BYTES_MAX || table(p)->bytes + cap > BYTES_MAX) return false;
    uint8_t *data = img_carve(p, SEG_TEXT, cap, 8);
    if (f->len) memcpy(data, f->data, f->len);
    table(p)->bytes += cap;
    f->data = data;
    f->cap = cap;
    return true;
}

/* A new empty file, the last of all. */
static VirtualFileNode *file_new(Proc *p, const char *name) {
    size_t len = strlen(name);
    VirtualFileNode *f = img_carve(p, SEG_TEXT, sizeof *f, 8);
    *f = (VirtualFileNode){.name = img_carve(p, SEG_TEXT, len + 1, 8)};
    memcpy(f->name, name, len + 1);
    VirtualFileNode **at = &table(p)->first;
    while (*at) at = &(*at)->next;
    *at = f;
    return f;
}

void file_add(Proc *p, const char *name, const char *data, size_t len) {
    char plain[FILE_NAME_BYTES];
    if (!plain_name(name, plain) || find_plain(p, plain)) return;
    VirtualFileNode *f = file_new(p, plain);
    if (len && reserve(p, f, len)) {
        memcpy(f->data, data, len);
        f->len = len;
    }
}

OpenFile *file_of(const Proc *p, int fd) {
    if (fd < 0 || fd >= FD_COUNT || !table(p)->open[fd].file) return NULL;
    return &table(p)->open[fd];
}

void file_open_standard(Proc *p) {
    table(p)->standard_input.name = img_carve(p, SEG_TEXT, sizeof "<stdin>", 8);
    memcpy(table(p)->standard_input.name, "<stdin>", sizeof "<stdin>");
    table(p)->open[FD_STDIN].file = &table(p)->standard_input;
}

/* A line, or what is left of one: as a terminal gives it. */
static int64_t read_input(Proc *p, uint8_t *to, size_t n) {
    FileTable *t = table(p);
    const char *text;
    size_t len;
    if (n == 0 || !p->hooks.input_line || !p->hooks.input_line(p, t->input_used, &text, &len))
        return 0;
    size_t got = n < len ? n : len;
    memcpy(to, text, got);
    t->input_used += got;
    return (int64_t)got;
}

/* The file to open, made when the flags say so; NULL with *error. */
static VirtualFileNode *file_to_open(Proc *p, const char *name, unsigned flags, int *error) {
    char plain[FILE_NAME_BYTES];
    *error = FILE_ENAMETOOLONG;
    if (!plain_name(name, plain)) return NULL;
    *error = FILE_ENOENT;
    if (!name[0]) return NULL;
    VirtualFileNode *f = find_plain(p, plain);
    *error = flags & FILE_EXCLUSIVE ? FILE_EEXIST : FILE_EISDIR;
    if (!f && file_is_directory(p, plain)) return NULL;
    if (f && flags & FILE_EXCLUSIVE) return NULL;
    *error = FILE_ENOENT;
    if (f || !(flags & FILE_CREATE)) return f;
    const char *slash = strrchr(plain, '/');
    if (slash && !directory_of_len(p, plain, (size_t)(slash - plain))) return NULL;
    return slash && slash == plain ? NULL : file_new(p, plain);
}

/* ---- folders --------------------------------------------------------------------------------- */

/* A folder that was made is a file without contents whose name ends with a slash. */
static bool folder_name(const char *name, char out[FILE_NAME_BYTES]) {
    if (!plain_name(name, out)) return false;
    size_t len = strlen(out);
    while (len > 0 && out[len - 1] == '/') len--;
    if (len + 1 >= FILE_NAME_BYTES) return false;
    out[len] = '/';
    out[len + 1] = '\0';
    return true;
}

static void take_out(Proc *p, const VirtualFileNode *f) {
    VirtualFileNode **at = &table(p)->first;
    while (*at != f) at = &(*at)->next;
    *at = f->next;
}

static bool parent_exists(const Proc *p, const char *plain, size_t len) {
    while (len > 0 && plain[len - 1] != '/') len--;
    return len <= 1 || directory_of_len(p, plain, len - 1);
}

int file_unlink(Proc *p, const char *name) {
    VirtualFileNode *f = file_find(p, name);
    if (!f || !name[0]) return file_is_directory(p, name) ? FILE_EISDIR : FILE_ENOENT;
    take_out(p, f);
    return 0;
}

int file_make_directory(Proc *p, const char *name) {
    char folder[FILE_NAME_BYTES];
    if (!name[0]) return FILE_ENOENT;
    if (!folder_name(name, folder)) return FILE_ENAMETOOLONG;
    if (file_find(p, name) || file_is_directory(p, name)) return FILE_EEXIST;
    if (!parent_exists(p, folder, strlen(folder) - 1)) return FILE_ENOENT;
    file_new(p, folder);
    return 0;
}

int file_remove_directory(Proc *p, const char *name) {
    char folder[FILE_NAME_BYTES];
    if (!folder_name(name, folder)) return FILE_ENAMETOOLONG;
    if (file_find(p, name)) return FILE_ENOTDIR;
    if (!file_is_directory(p, name)) return FILE_ENOENT;
    size_t len = strlen(folder);
    for (const VirtualFileNode *f = table(p)->first; f; f = f->next)
        if (strncmp(f->name, folder, len) == 0 && f->name[len]) return FILE_ENOTEMPTY;
    VirtualFileNode *made = find_plain(p, folder);
    if (!made) return FILE_EBUSY;
    take_out(p, made);
    return 0;
}

int file_rename(Proc *p, const char *from, const char *to) {
    char plain[FILE_NAME_BYTES];
    VirtualFileNode *f = file_find(p, from), *there = file_find(p, to);
    if (!f) return file_is_directory(p, from) ? FILE_EBUSY : FILE_ENOENT;
    if (!plain_name(to, plain)) return FILE_ENAMETOOLONG;
    if (!there && file_is_directory(p, to)) return FILE_EISDIR;
    if (!plain[0] || !parent_exists(p, plain, strlen(plain))) return FILE_ENOENT;
    if (there == f) return 0;
    if (there) take_out(p, there);
    size_t len = strlen(plain);
    f->name = img_carve(p, SEG_TEXT, len + 1, 8);
    memcpy(f->name, plain, len + 1);
    return 0;
}

const VirtualFileNode *file_next_in(const Proc *p, const char *folder, const VirtualFileNode *f,
                                    const char **name, size_t *len) {
    char plain[FILE_NAME_BYTES];
    size_t skip = 0;
    if (strcmp(folder, ".") != 0 && folder[0]) {
        if (!folder_name(folder, plain)) return NULL;
        skip = strlen(plain);
    }
    for (f = f ? f->next : table(p)->first; f; f = f->next) {
        if (skip ? strncmp(f->name, plain, skip) != 0 : f->name[0] == '/') continue;
        const char *rest = f->name + skip;
        if (!rest[0]) continue;
        *name = rest;
        *len = strcspn(rest, "/");
        return f;
    }
    return NULL;
}

/* ---- numbers of open files ------------------------------------------------------------------- */

/* The lowest number that is free; FD_COUNT: none. */
static int free_number(const Proc *p) {
    int fd = FD_FIRST;
    while (fd < FD_COUNT && table(p)->open[fd].file) fd++;
    return fd;
}

int file_open_socket(Proc *p) {
    VirtualFileNode *node = &table(p)->socket;
    int fd = free_number(p);
    if (fd == FD_COUNT) return -FILE_EMFILE;
    if (!node->name) {
        node->name = img_carve(p, SEG_TEXT, sizeof "socket", 8);
        memcpy(node->name, "socket", sizeof "socket");
    }
    table(p)->open[fd] = (OpenFile){.file = node};
    return fd;
}

bool file_is_socket(const Proc *p, int fd) {
    const OpenFile *open = file_of(p, fd);
    return open && open->file == &table(p)->socket;
}

/* Has it contents of its own, which one can read, write and move in? */
static bool has_contents(const Proc *p, int fd) { return fd != FD_STDIN && !file_is_socket(p, fd); }

int file_open(Proc *p, const char *name, unsigned flags) {
    int fd = free_number(p), error;
    if (fd == FD_COUNT) return -FILE_EMFILE;
    VirtualFileNode *f = file_to_open(p, name, flags, &error);
    if (!f) return -error;
    if (flags & FILE_TRUNCATE) f->len = 0;
    table(p)->open[fd] = (OpenFile){f, 0, flags & FILE_APPEND ? 1 : 0};
    return fd;
}

void file_close(Proc *p, int fd) {
    OpenFile *open = file_of(p, fd);
    if (open) *open = (OpenFile){0};
}

int64_t file_read(Proc *p, int fd, void *to, size_t n) {
    OpenFile *open = file_of(p, fd);
    if (!open) return -FILE_EBADF;
    if (fd == FD_STDIN) return read_input(p, to, n);
    if (!has_contents(p, fd)) return -FILE_ENOTCONN;
    uint64_t left = open->pos < open->file->len ? open->file->len - open->pos : 0;
    size_t got = n < left ? n : (size_t)left;
    if (got) memcpy(to, open->file->data + open->pos, got);
    open->pos += got;
    return (int64_t)got;
}

/* What lies between the old end and the new one is zero. */
static bool lengthen(Proc *p, VirtualFileNode *f, uint64_t len) {
    if (len <= f->len) return true;
    if (!reserve(p, f, len)) return false;
    memset(f->data + f->len, 0, len - f->len);
    f->len = len;
    return true;
}

int64_t file_write(Proc *p, int fd, const void *from, size_t n) {
    OpenFile *open = file_of(p, fd);
    if (!open || !has_contents(p, fd)) return open && fd != FD_STDIN ? -FILE_EPIPE : -FILE_EBADF;
    if (open->appends) open->pos = open->file->len;
    if (n == 0) return 0;
    if (n > BYTES_MAX || open->pos > BYTES_MAX || !lengthen(p, open->file, open->pos + n))
        return -FILE_ENOSPC;
    memcpy(open->file->data + open->pos, from, n);
    open->pos += n;
    return (int64_t)n;
}

int64_t file_seek(Proc *p, int fd, int64_t offset, int whence) {
    OpenFile *open = file_of(p, fd);
    if (!open) return -FILE_EBADF;
    if (!has_contents(p, fd)) return -FILE_ESPIPE;
    int64_t from = whence == 0 ? 0 : (int64_t)(whence == 1 ? open->pos : open->file->len);
    if (offset > INT64_MAX - from || from + offset < 0) return -FILE_EINVAL;
    open->pos = (uint64_t)(from + offset);
    return (int64_t)open->pos;
}

int file_truncate(Proc *p, int fd, uint64_t len) {
    OpenFile *open = file_of(p, fd);
    if (!open) return -FILE_EBADF;
    if (!has_contents(p, fd)) return -FILE_EINVAL;
    if (len <= open->file->len)
        open->file->len = len;
    else if (len > BYTES_MAX || !lengthen(p, open->file, len))
        return -FILE_ENOSPC;
    return 0;
}
