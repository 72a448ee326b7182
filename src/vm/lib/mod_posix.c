/* mod_posix.c - the little of the operating system that programs may reach (Modules/posixmodule.c); os is
 * Python around it. There are two files, standard output and standard error. */
#include <string.h>

#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/exception/exception.h"
#include "object/io/io.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"
#include "object/text/str.h"
#include "vm/import/c_modules.h"
#include "vm/lib/builtins.h"
#include "vm/loop/state.h"

/* os_write_impl: at once, past every buffer. */
static Ob *posix_write(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    if (!args_check(p, "write", nargs, 2, 2, kwnames)) return NULL;
    int64_t fd;
    if (ob_as_int_arg(p, args[0], &fd) < 0) return NULL;
    ByteSpan bytes;
    if (!byte_span(p, args[1], &bytes)) return NULL;
    if (fd != 1 && fd != 2) {
        bool open = file_of(p, (int)fd) && !file_is_socket(p, (int)fd);
        int64_t wrote = open ? file_write(p, (int)fd, bytes.data, (size_t)bytes.len) : -FILE_EBADF;
        return wrote < 0 ? io_error(p, (int)-wrote, NULL) : int_from_i64(p, wrote);
    }
    out_write(p, fd == 1 ? OUT_STDOUT : OUT_STDERR, (const char *)bytes.data, (size_t)bytes.len);
    return int_from_i64(p, bytes.len);
}

/* os_close_impl: the number goes, whoever still has it. */
static Ob *posix_close(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    static const char *const names[] = {"fd"};
    static const Signature signature = {"close", names, 1, 0, 1, 1};
    Ob *given[1];
    int64_t fd;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (ob_as_int_arg(p, given[0], &fd) < 0) return NULL;
    if (!file_of(p, (int)fd)) return io_error(p, FILE_EBADF, NULL);
    img_emit(p, EV_NUMBER_CLOSE, 0, (int)fd, NULL, NULL, 0);
    file_close(p, (int)fd);
    return ob_newref(p, OB_NONE(p));
}

/* os__exit_impl: nothing is flushed, called or freed; the system takes the memory back. */
static Ob *posix_exit(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    static const char *const known[] = {"status", NULL};
    if (!keywords_known(p, "_exit", kwnames, known)) return NULL;
    Ob *status = nargs ? args[0] : keyword_arg(p, "status", args, nargs, kwnames);
    if (!status)
        return err_format(p, EXC_TypeError, "_exit() missing required argument 'status' (pos 1)");
    int64_t code = int_as_i64_err(p, status);
    if (code == -1 && err_occurred(p)) return NULL;
    p->vm->exit_status = (int32_t)(code & 0xFF);
    p->vm->phase = PHASE_FINALIZED;
    if (p->hooks.exited) p->hooks.exited(p);
    img_pause(p, PAUSE_EXIT);
    return NULL;
}

/* os_register_at_fork_impl. No process is forked here, but what is registered is held until the interpreter
 * is cleared, with all that it holds. */
static Ob *posix_register_at_fork(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    static const char *const names[] = {"before", "after_in_child", "after_in_parent"};
    static const Signature signature = {"register_at_fork", names, 3, 0, 0, 0};
    Ob *given[3];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    if (!given[0] && !given[1] && !given[2])
        return err_format(p, EXC_TypeError, "At least one argument is required.");
    for (size_t i = 0; i < ARRAY_LEN(given); i++)
        if (given[i] && !ob_is_callable(given[i]))
            return err_format(p, EXC_TypeError, "'%s' must be callable, not %N", names[i],
                              given[i]->ob_type);
    for (size_t i = 0; i < ARRAY_LEN(given); i++) {
        Ob **list = &p->vm->forkers[i];
        if (given[i] && !*list) *list = list_new(p, 0);
        if (given[i] && (!*list || list_append(p, *list, given[i]) < 0)) return NULL;
    }
    return ob_newref(p, OB_NONE(p));
}

/* ---- files and folders ----------------------------------------------------------------------- */

/* The name of a file as os gives it: a text. False with an exception. */
static bool file_name(Proc *p, const char *function, Ob *o, char out[FILE_NAME_BYTES]) {
    if (!ob_is(o, TYPE_STR)) {
        err_format(p, EXC_TypeError, "%s: path should be string, bytes or os.PathLike, not %N",
                   function, o->ob_type);
        return false;
    }
    if (str_utf8(p, o, out, FILE_NAME_BYTES) < FILE_NAME_BYTES) return true;
    io_error(p, FILE_ENAMETOOLONG, o);
    return false;
}

typedef int (*FileFn)(Proc *p, const char *name);

static Ob *with_name(Proc *p, const char *name, FileFn act, Ob *const *args, size_t nargs,
                     Ob *kwnames) {
    char path[FILE_NAME_BYTES];
    if (!args_check(p, name, nargs, 1, 1, kwnames) || !file_name(p, name, args[0], path))
        return NULL;
    int error = act(p, path);
    return error ? io_error(p, error, args[0]) : ob_newref(p, OB_NONE(p));
}

#define ON_NAME(name, act)                                                                         \
    static Ob *posix_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {       \
        (void)self;                                                                                \
        return with_name(p, #name, act, args, nargs, kwnames);                                     \
    }
ON_NAME(unlink, file_unlink)
ON_NAME(mkdir, file_make_directory)
ON_NAME(rmdir, file_remove_directory)

static Ob *posix_rename(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    char from[FILE_NAME_BYTES], to[FILE_NAME_BYTES];
    if (!args_check(p, "rename", nargs, 2, 2, kwnames) || !file_name(p, "rename", args[0], from) ||
        !file_name(p, "rename", args[1], to))
        return NULL;
    int error = file_rename(p, from, to);
    return error ? io_error(p, error, args[0]) : ob_newref(p, OB_NONE(p));
}

/* The names in a folder, each once. */
static Ob *posix_listdir(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    char folder[FILE_NAME_BYTES];
    if (!args_check(p, "listdir", nargs, 1, 1, kwnames) ||
        !file_name(p, "listdir", args[0], folder))
        return NULL;
    if (!file_is_directory(p, folder))
        return io_error(p, file_find(p, folder) ? FILE_ENOTDIR : FILE_ENOENT, args[0]);
    Ob *seen = dict_new(p);
    const char *name;
    size_t len;
    const VirtualFileNode *f = NULL;
    while (seen && (f = file_next_in(p, folder, f, &name, &len)) != NULL) {
        Ob *text = str_new(p, name, len);
        int status = text ? dict_setitem(p, seen, text, OB_NONE(p)) : -1;
        ob_xdecref(p, text);
        if (status < 0) {
            ob_decref(p, seen);
            return NULL;
        }
    }
    Ob *names = seen ? dict_keys(p, seen) : NULL;
    ob_xdecref(p, seen);
    return names;
}

/* How many bytes the file has; None for a folder; OSError when there is neither. */
static Ob *posix_look(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    char path[FILE_NAME_BYTES];
    if (!args_check(p, "stat", nargs, 1, 1, kwnames) || !file_name(p, "stat", args[0], path))
        return NULL;
    const VirtualFileNode *f = file_find(p, path);
    if (f && path[0]) return int_from_i64(p, (int64_t)f->len);
    return file_is_directory(p, path) || strcmp(path, "/") == 0 ? ob_newref(p, OB_NONE(p))
                                                                : io_error(p, FILE_ENOENT, args[0]);
}

const MethodDef posix_module_functions[] = {
    {"close", posix_close, 0, "close(fd)"},
    {"unlink", posix_unlink, 0, "unlink(path)"},
    {"mkdir", posix_mkdir, 0, "mkdir(path)"},
    {"rmdir", posix_rmdir, 0, "rmdir(path)"},
    {"rename", posix_rename, 0, "rename(src, dst)"},
    {"listdir", posix_listdir, 0, "listdir(path)"},
    {"_look", posix_look, 0, "_look(path)"},
    {"_exit", posix_exit, 0, "_exit(status)"},
    {"register_at_fork", posix_register_at_fork, 0, "register_at_fork(...)"},
    {"write", posix_write, 0, "write(fd, data)"},
    {NULL, NULL, 0, NULL},
};

int posix_module_fill(Proc *p, Ob *module) {
    (void)p, (void)module;
    return 0;
}
