/* mod_socket.c - _socket: the class, the errors, the numbers of families and kinds (Modules/socketmodule.c).
 * Nothing here asks a network. */
#include "object/code/module.h"
#include "object/exception/exception.h"
#include "object/io/io.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/type.h"
#include "vm/import/c_modules.h"
#include "vm/loop/state.h"

/* What would go out to a network, and says so by its name. */
#define NEEDS_NETWORK(name)                                                                        \
    static Ob *name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {               \
        (void)self, (void)args, (void)nargs, (void)kwnames;                                        \
        return err_format(p, EXC_OSError, "%s(): a simulated process has no network", #name);      \
    }
NEEDS_NETWORK(getaddrinfo)
NEEDS_NETWORK(gethostbyname)
NEEDS_NETWORK(gethostname)
NEEDS_NETWORK(socketpair)

static Ob *socket_setdefaulttimeout(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    int64_t ns;
    if (!method_args(p, "_socket.setdefaulttimeout", nargs, 1, 1, kwnames)) return NULL;
    if (!socket_timeout(p, args[0], &ns)) return NULL;
    p->ob->socket_timeout = size_add(ns, 1);
    return ob_newref(p, OB_NONE(p));
}

static Ob *socket_getdefaulttimeout(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self, (void)args;
    if (!method_args(p, "_socket.getdefaulttimeout", nargs, 0, 0, kwnames)) return NULL;
    int64_t ns = socket_default_timeout(p);
    return ns < 0 ? ob_newref(p, OB_NONE(p)) : float_new(p, (double)ns / 1e9);
}

/* socket_dup: another number for the same socket. */
static Ob *socket_dup(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)self;
    int64_t fd;
    if (!method_args(p, "_socket.dup", nargs, 1, 1, kwnames)) return NULL;
    if (ob_as_int_parsed(p, args[0], &fd) < 0) return NULL;
    if (!file_is_socket(p, (int)fd)) return io_error(p, FILE_EBADF, NULL);
    int number = file_open_socket(p);
    return number < 0 ? io_error(p, -number, NULL) : int_from_i64(p, number);
}

const MethodDef socket_module_functions[] = {
    {"dup", socket_dup, 0, "dup(fd)"},
    {"getdefaulttimeout", socket_getdefaulttimeout, 0, "getdefaulttimeout()"},
    {"setdefaulttimeout", socket_setdefaulttimeout, 0, "setdefaulttimeout(timeout)"},
    {"getaddrinfo", getaddrinfo, 0, "getaddrinfo(host, port, ...)"},
    {"gethostbyname", gethostbyname, 0, "gethostbyname(host)"},
    {"gethostname", gethostname, 0, "gethostname()"},
    {"socketpair", socketpair, 0, "socketpair()"},
    {NULL, NULL, 0, NULL},
};

int socket_module_fill(Proc *p, Ob *module) {
    static const struct {
        const char *name;
        int value;
    } numbers[] = {{"AF_UNSPEC", 0},   {"AF_UNIX", 1},      {"AF_INET", 2},
                   {"AF_INET6", 10},   {"SOCK_STREAM", 1},  {"SOCK_DGRAM", 2},
                   {"SOCK_RAW", 3},    {"SOL_SOCKET", 1},   {"SO_REUSEADDR", 2},
                   {"IPPROTO_TCP", 6}, {"IPPROTO_UDP", 17}, {"SOMAXCONN", 4096},
                   {"SHUT_RD", 0},     {"SHUT_WR", 1},      {"SHUT_RDWR", 2}};
    int failed = 0;
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        failed |= module_set_take(p, module, numbers[i].name, int_from_i64(p, numbers[i].value));
    failed |= module_set(p, module, "socket", (Ob *)type_of_id(p, TYPE_SOCKET));
    failed |= module_set(p, module, "SocketType", (Ob *)type_of_id(p, TYPE_SOCKET));
    failed |= module_set(p, module, "error", (Ob *)exc_type(p, EXC_OSError));
    failed |= module_set_take(p, module, "has_ipv6", ob_newref(p, p->ob->true_));
    return failed ? -1 : 0;
}
