/* os.h - every call of the engine to the operating system. */
#ifndef OURO_OS_H
#define OURO_OS_H

#include "base/base.h"

/* Reserve `bytes` of zeroed address space aligned to `align` (a power of two); pages cost nothing
 * until they are written. NULL when the host refuses. */
void *os_reserve(size_t bytes, size_t align);
void os_release(void *base, size_t bytes);
/* Make [at, at+bytes), whole pages of a reserved region, zero again and give the pages back to the
 * host. */
void os_zero_pages(void *at, size_t bytes);

/* Read a whole file ("-" is standard input) of at most `limit` bytes into *data (caller frees; a
 * NUL follows). Returns 0, or an errno value; EFBIG when it is longer than `limit`. */
OURO_MUST_CHECK int os_read_file(const char *path, size_t limit, char **data, size_t *len);

/* Read the regular file `name`, a path of components without "." and "..", below `folder` ("": the
 * current one), as os_read_file does. No component may be a symbolic link: ELOOP or ENOTDIR then;
 * what is no regular file is EISDIR. */
OURO_MUST_CHECK int os_read_below(const char *folder, const char *name, size_t limit, char **data,
                                  size_t *len);

/* Where the running program lies: what the symbolic link `self` leads to (the kernel keeps one at
 * OS_SELF on Linux); else `argv0` itself when it names a folder; else the first executable file of
 * that name in the folders of `search` (as PATH). Links are followed. Caller frees; NULL when none
 * of them leads to a file. */
char *os_program_path(const char *self, const char *argv0, const char *search);
/* The path from the root on: behind the current folder unless it begins with "/", and else as it was
 * given. Caller frees. The path as it is when there is no current folder. */
char *os_absolute_path(const char *path);
#define OS_SELF "/proc/self/exe"

#define OS_PAGE ((size_t)4096)

#endif
