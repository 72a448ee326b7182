/* os.c - every call of the engine to the operating system. */
#define _DEFAULT_SOURCE   /* MAP_ANONYMOUS, MAP_NORESERVE and madvise are not in POSIX.1-2008 */
#define _XOPEN_SOURCE 700 /* realpath */
#include "base/os.h"

#include "base/strbuf.h"
#include "base/track.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* An earlier region may have lain there. To write its gigabytes of shadow would be most of the time of a
 * short run; whole pages of it are given back instead, and read as zero. */
static void forget_poison(char *at, size_t bytes) {
#if OURO_ASAN
    enum { SHADOW_PAGE = 4096 };
    size_t scale, offset;
    __asan_get_shadow_mapping(&scale, &offset);
    size_t first = round_up(((size_t)at >> scale) + offset, SHADOW_PAGE);
    size_t end = (((size_t)(at + bytes) >> scale) + offset) & ~(size_t)(SHADOW_PAGE - 1);
    char *start = (char *)((first - offset) << scale), *stop = (char *)((end - offset) << scale);
    if (first < end && madvise((void *)first, end - first, MADV_DONTNEED) == 0) {
        track_unpoison(at, (size_t)(start - at));
        track_unpoison(stop, (size_t)(at + bytes - stop));
        return;
    }
#endif
    track_unpoison(at, bytes);
}

void *os_reserve(size_t bytes, size_t align) {
    size_t whole = bytes + align;
    char *mapped = mmap(NULL, whole, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapped == MAP_FAILED) return NULL;
    char *base = (char *)round_up((size_t)mapped, align);
    if (base > mapped) munmap(mapped, (size_t)(base - mapped));
    char *end = base + bytes, *mapped_end = mapped + whole;
    if (mapped_end > end) munmap(end, (size_t)(mapped_end - end));
    forget_poison(base, bytes);
    return base;
}

void os_release(void *base, size_t bytes) { munmap(base, bytes); }

void os_zero_pages(void *at, size_t bytes) {
    if (bytes && madvise(at, bytes, MADV_DONTNEED) != 0) memset(at, 0, bytes);
}

static int read_whole(FILE *file, size_t limit, char **data, size_t *len) {
    char *bytes = NULL;
    size_t cap = 0, used = 0;
    int failure = 0;
    errno = 0;
    for (;;) {
        bytes = host_grow(bytes, &cap, used + 65536 + 1, 1);
        size_t got = fread(bytes + used, 1, 65536, file);
        used += got;
        if (used > limit) failure = EFBIG;
        if (got == 0 && ferror(file)) failure = errno ? errno : EIO;
        if (got == 0 || failure) break;
    }
    if (failure) {
        free(bytes);
        return failure;
    }
    bytes[used] = '\0';
    *data = bytes;
    *len = used;
    return 0;
}

int os_read_file(const char *path, size_t limit, char **data, size_t *len) {
    bool standard_input = strcmp(path, "-") == 0;
    errno = 0;
    FILE *file = standard_input ? stdin : fopen(path, "rb");
    if (!file) return errno ? errno : EIO;
    int failure = read_whole(file, limit, data, len);
    if (!standard_input) fclose(file);
    return failure;
}

/* The part of a path up to its next slash is entered; *folder is replaced. 0 or an errno value. */
static int enter(int *folder, const char *name, size_t len) {
    StrBuf part = {0};
    sb_write(&part, name, len);
    int next = openat(*folder, sb_text(&part), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int failure = next < 0 ? errno : 0;
    sb_free(&part);
    if (next >= 0) {
        close(*folder);
        *folder = next;
    }
    return failure;
}

int os_read_below(const char *folder, const char *name, size_t limit, char **data, size_t *len) {
    int at = open(*folder ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), failure = 0;
    if (at < 0) return errno;
    for (const char *slash; !failure && (slash = strchr(name, '/')) != NULL; name = slash + 1)
        failure = enter(&at, name, (size_t)(slash - name));
    int fd = failure ? -1 : openat(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (!failure && fd < 0) failure = errno;
    close(at);
    struct stat st;
    if (!failure && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) failure = EISDIR;
    FILE *file = failure ? NULL : fdopen(fd, "rb");
    if (!failure && !file) failure = errno;
    if (file) {
        failure = read_whole(file, limit, data, len);
        fclose(file);
    } else if (fd >= 0) {
        close(fd);
    }
    return failure;
}

/* The path without links, when a file that may be run lies there. */
static char *program_at(const char *path) {
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) || access(path, X_OK) != 0) return NULL;
    return realpath(path, NULL);
}

char *os_program_path(const char *self, const char *argv0, const char *search) {
    char *found = program_at(self);
    if (found || !argv0 || !argv0[0]) return found;
    if (strchr(argv0, '/')) return program_at(argv0);
    for (const char *at = search; at && !found;) {
        size_t len = strcspn(at, ":");
        StrBuf path = {0};
        /* An empty entry is the current folder. */
        sb_printf(&path, "%.*s%s%s", (int)len, at, len ? "/" : "./", argv0);
        found = program_at(sb_text(&path));
        sb_free(&path);
        at = at[len] ? at + len + 1 : NULL;
    }
    return found;
}

char *os_absolute_path(const char *path) {
    char *folder = path[0] == '/' ? NULL : getcwd(NULL, 0);
    if (!folder) return host_strdup(path);
    size_t bytes = strlen(folder) + 1 + strlen(path) + 1;
    char *whole = host_alloc(bytes);
    snprintf(whole, bytes, "%s/%s", folder, path);
    free(folder);
    return whole;
}
