/* mod_posix.c - the little of the operating system that programs may reach (Modules/posixmodule.c); os is
 * Python around it. There are two files, standard output and standard error. */
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

const MethodDef posix_module_functions[] = {
    {"close", posix_close, 0, "close(fd)"},
    {"_exit", posix_exit, 0, "_exit(status)"},
    {"register_at_fork", posix_register_at_fork, 0, "register_at_fork(...)"},
    {"write", posix_write, 0, "write(fd, data)"},
    {NULL, NULL, 0, NULL},
};

int posix_module_fill(Proc *p, Ob *module) {
    (void)p, (void)module;
    return 0;
}
