/* process.c - fork, exec, two pipes and a clock. Called by ui/proof
 * and ui/term/pythons.c. */
#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */
#include "ui/term/process.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NAP_MS = 10, CANNOT_START = 127 };

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What a program of a stranger may use: far more than a lesson needs. */
enum { CPU_SECONDS = 20, FILE_MIB = 8, MEMORY_MIB = 2048 };

static void limit(int resource, rlim_t most) {
    struct rlimit now;
    if (getrlimit(resource, &now) == 0) {
        if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most) {
            most = now.rlim_max;
        }
        now.rlim_cur = now.rlim_max = most;
        (void)setrlimit(resource, &now);
    }
}

static void live_apart(const char *folder) {
    if (chdir(folder) != 0) {
        _exit(CANNOT_START);
    }
    limit(RLIMIT_CPU, CPU_SECONDS);
    limit(RLIMIT_FSIZE, (rlim_t)FILE_MIB << 20);
    limit(RLIMIT_AS, (rlim_t)MEMORY_MIB << 20);
    limit(RLIMIT_CORE, 0);
}

/* Where a process is kept apart. */
typedef struct Apart {
    const char *folder;
    const ProcessPlace *place;
    int input; /* file */
} Apart;

/* In the child: no terminal to write to or to read keys from. */
static void become(const char *const *argv, const int out[2], const int err[2],
                   const Apart *apart) {
    setsid();
    int in = apart ? apart->input : open("/dev/null", O_RDONLY);
    if (in < 0 || dup2(in, 0) < 0 || dup2(out[1], 1) < 0 || dup2(err[1], 2) < 0) {
        _exit(CANNOT_START);
    }
    for (int fd = 3; fd < 64; fd++) {
        close(fd);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (apart) {
        live_apart(apart->folder);
        execve(argv[0], (char *const *)(uintptr_t)argv,
               (char *const *)(uintptr_t)apart->place->environment);
    } else {
        execv(argv[0], (char *const *)(uintptr_t)argv);
    }
    _exit(CANNOT_START);
}

/* Read what is there; false at the end of the file. What exceeds the limit is read and dropped, so
 * that the child does not wait for a reader. */
static bool drain(int fd, StrBuf *text) {
    char bytes[4096];
    ssize_t count = read(fd, bytes, sizeof bytes);
    if (count < 0) {
        return errno == EINTR || errno == EAGAIN;
    }
    size_t room = text->len < OUTPUT_MOST ? OUTPUT_MOST - text->len : 0;
    sb_write(text, bytes, (size_t)count < room ? (size_t)count : room);
    return count > 0;
}

/* How long it may take, and who may end it before. */
typedef struct Patience {
    int64_t deadline;
    ProcessStop *stop;
    void *context;
    bool stopped;
} Patience;

static bool lost(Patience *patience) {
    patience->stopped =
        patience->stopped || (patience->stop != NULL && patience->stop(patience->context));
    return patience->stopped || now_ms() >= patience->deadline;
}

static void read_both(int out, int err, Patience *patience, StrBuf *said, StrBuf *complained) {
    struct pollfd fds[2] = {{.fd = out, .events = POLLIN}, {.fd = err, .events = POLLIN}};
    StrBuf *texts[2] = {said, complained};
    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        if (lost(patience)) {
            return;
        }
        if (poll(fds, 2, NAP_MS) < 0 && errno != EINTR) {
            return;
        }
        for (int i = 0; i < 2; i++) {
            if (fds[i].fd >= 0 && fds[i].revents != 0 && !drain(fds[i].fd, texts[i])) {
                fds[i].fd = -1;
            }
            fds[i].revents = 0;
        }
    }
}

/* Its exit status; it is ended when it does not leave by itself in time. */
static int wait_for(pid_t child, Patience *patience, bool *timed_out) {
    int status = 0;
    pid_t gone;
    while ((gone = waitpid(child, &status, WNOHANG)) == 0 && !lost(patience)) {
        nanosleep(&(struct timespec){.tv_nsec = NAP_MS * 1000000L}, NULL);
    }
    if (gone == 0) {
        *timed_out = !patience->stopped;
        kill(-child, SIGKILL); /* and whatever it started */
        kill(child, SIGKILL);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static bool run(const char *const *argv, int milliseconds, ProcessStop *stop, void *context,
                const Apart *apart, ProcessResult *result) {
    *result = (ProcessResult){0};
    int out[2];
    int err[2];
    if (pipe(out) != 0) {
        return false;
    }
    if (pipe(err) != 0) {
        close(out[0]);
        close(out[1]);
        return false;
    }
    pid_t child = fork();
    if (child == 0) {
        become(argv, out, err, apart);
    }
    close(out[1]);
    close(err[1]);
    if (child > 0) {
        Patience patience = {now_ms() + milliseconds, stop, context, false};
        StrBuf said = {0};
        StrBuf complained = {0};
        read_both(out[0], err[0], &patience, &said, &complained);
        result->status = wait_for(child, &patience, &result->timed_out);
        result->stopped = patience.stopped;
        result->out_len = said.len;
        sb_put(&said, "");
        sb_put(&complained, "");
        result->out = sb_take(&said);
        result->err = sb_take(&complained);
    }
    close(out[0]);
    close(err[0]);
    return child > 0;
}

bool process_run(const char *const *argv, int milliseconds, ProcessStop *stop, void *context,
                 ProcessResult *result) {
    return run(argv, milliseconds, stop, context, NULL, result);
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk) {
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

/* Folders above the file are made. */
static bool write_file(const char *folder, const ProcessFile *file) {
    StrBuf path = {0};
    sb_printf(&path, "%s/", folder);
    for (const char *at = file->name; *at; at++) {
        if (*at == '/') (void)mkdir(sb_text(&path), S_IRWXU);
        sb_putc(&path, *at);
    }
    FILE *stream = fopen(sb_text(&path), "wb");
    sb_free(&path);
    if (!stream) return false;
    bool whole = fwrite(file->text, 1, strlen(file->text), stream) == strlen(file->text);
    return fclose(stream) == 0 && whole;
}

/* What standard input holds, as a file without a name; NULL when the system has no room for it. */
static FILE *input_file(const ProcessPlace *place) {
    FILE *stream = tmpfile();
    if (!stream) return NULL;
    bool whole = fwrite(place->input, 1, place->input_len, stream) == place->input_len;
    if (fflush(stream) == 0 && whole && lseek(fileno(stream), 0, SEEK_SET) == 0) return stream;
    fclose(stream);
    return NULL;
}

bool process_run_apart(const char *const *argv, int milliseconds, ProcessStop *stop, void *context,
                       const ProcessPlace *place, ProcessResult *result) {
    *result = (ProcessResult){0};
    const char *temporary = getenv("TMPDIR");
    StrBuf folder = {0};
    sb_printf(&folder, "%s/ouro-XXXXXX",
              temporary != NULL && temporary[0] == '/' ? temporary : "/tmp");
    FILE *input = mkdtemp(folder.data) != NULL ? input_file(place) : NULL;
    bool started = input != NULL;
    for (size_t i = 0; i < place->nfiles && started; i++)
        started = write_file(folder.data, &place->files[i]);
    if (started) {
        Apart apart = {.folder = folder.data, .place = place, .input = fileno(input)};
        started = run(argv, milliseconds, stop, context, &apart, result);
    }
    enum { FOLDERS_OPEN = 16 };
    nftw(folder.data, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
    if (input) fclose(input);
    result->folder = sb_take(&folder);
    return started;
}

void process_free(ProcessResult *result) {
    free(result->out);
    free(result->err);
    free(result->folder);
    *result = (ProcessResult){0};
}

char *process_find(const char *name, size_t *from) {
    const char *folders = getenv("PATH");
    size_t index = 0;
    while (folders != NULL && *folders != '\0') {
        size_t len = strcspn(folders, ":");
        if (index++ >= *from && len > 0) {
            StrBuf path = {0};
            sb_printf(&path, "%.*s/%s", (int)len, folders, name);
            *from = index;
            if (access(sb_text(&path), X_OK) == 0) {
                return sb_take(&path);
            }
            sb_free(&path);
        }
        folders += len + (folders[len] == ':');
    }
    *from = index;
    return NULL;
}
