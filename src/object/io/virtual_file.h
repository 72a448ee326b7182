/* virtual_file.h - the files that the simulated process can open: those that its loader was given and
 * those that it writes itself. They lie in the image, outside the simulated heap, where the kernel of
 * a real machine keeps them; nothing of the host is opened. */
#ifndef OURO_VIRTUAL_FILE_H
#define OURO_VIRTUAL_FILE_H

#include "image/image.h"

enum { FD_STDIN = 0, FD_FIRST = 3, FD_COUNT = 256, FILE_NAME_BYTES = 512 };

/* Numbers of errors, as Linux has them. */
typedef enum FileError {
    FILE_ENOENT = 2,
    FILE_EBADF = 9,
    FILE_EBUSY = 16,
    FILE_EEXIST = 17,
    FILE_ENOTDIR = 20,
    FILE_EISDIR = 21,
    FILE_EINVAL = 22,
    FILE_EMFILE = 24,
    FILE_ENOSPC = 28,
    FILE_ESPIPE = 29,
    FILE_EPIPE = 32,
    FILE_ENAMETOOLONG = 36,
    FILE_ENOTEMPTY = 39,
    FILE_ENOTSOCK = 88,
    FILE_EPROTONOSUPPORT = 93,
    FILE_EAFNOSUPPORT = 97,
    FILE_ENOTCONN = 107
} FileError;

typedef struct VirtualFileNode {
    struct VirtualFileNode *next; /* in the order in which they came */
    char *name;
    uint8_t *data; /* in SEG_TEXT; a file that grows moves to a place twice as large */
    uint64_t len, cap;
} VirtualFileNode;

/* One number of an open file: what the kernel knows of it. */
typedef struct OpenFile {
    VirtualFileNode *file; /* NULL: the number is free */
    uint64_t pos;
    uint64_t appends;
} OpenFile;

typedef struct FileTable {
    VirtualFileNode *first;
    OpenFile open[FD_COUNT];
    uint64_t bytes;                 /* of all files: what there is room for */
    VirtualFileNode standard_input; /* without contents: its lines come from outside */
    VirtualFileNode socket;         /* without contents: what every number of a socket leads to */
    uint64_t input_used;            /* bytes of it that are read */
} FileTable;

enum FileFlags {
    FILE_CREATE = 1, /* make it when it is not there */
    FILE_EXCLUSIVE = 2,
    FILE_TRUNCATE = 4,
    FILE_APPEND = 8,
    FILE_WRITES = 16
};

/* The words of an error: "No such file or directory". */
const char *file_error_text(int error);
/* The file of that name, or NULL. */
VirtualFileNode *file_find(const Proc *p, const char *name);
/* Is it a folder: one that is always there, was made, or has a file in it? */
bool file_is_directory(const Proc *p, const char *name);
/* 0, or a FileError: what unlink(2), mkdir(2), rmdir(2), rename(2) say. An open file stays readable. */
int file_unlink(Proc *p, const char *name);
int file_make_directory(Proc *p, const char *name);
int file_remove_directory(Proc *p, const char *name);
int file_rename(Proc *p, const char *from, const char *to);
/* The next name in a folder: `f` is the file that the last one came from, NULL at the beginning; NULL at the end.
 * What lies deeper comes as its folder, perhaps several times. *len bytes at *name. */
const VirtualFileNode *file_next_in(const Proc *p, const char *folder, const VirtualFileNode *f,
                                    const char **name, size_t *len);
/* Before the program runs: a file that is there from the start. */
void file_add(Proc *p, const char *name, const char *data, size_t len);
/* The number of an open file, or a FileError below zero. */
int file_open(Proc *p, const char *name, unsigned flags);
/* Standard input gets its number; start-up. */
void file_open_standard(Proc *p);
/* The number of a new socket, or a FileError below zero. */
int file_open_socket(Proc *p);
bool file_is_socket(const Proc *p, int fd);
/* The open file of a number, or NULL. */
OpenFile *file_of(const Proc *p, int fd);
void file_close(Proc *p, int fd);
/* At the place of the open file, which moves on. Bytes, or a FileError below zero. */
int64_t file_read(Proc *p, int fd, void *to, size_t n);
int64_t file_write(Proc *p, int fd, const void *from, size_t n);
/* The new place. */
int64_t file_seek(Proc *p, int fd, int64_t offset, int whence);
int file_truncate(Proc *p, int fd, uint64_t len); /* 0 or a FileError below zero */

#endif
