/* socket.c - _socket.socket (Modules/socketmodule.c): a resource with a number, open until it is closed or dies.
 *
 * There is no network: no address is bound, nothing is sent. What would need one says so; what the system answers
 * without one (a socket that is not connected, a number that is closed) is answered as there. socket.py is Python
 * around it, as in CPython. */
#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/io/io.h"
#include "object/number/bool.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "object/type/object_type.h"
#include "object/type/type.h"

enum { FAMILY_UNIX = 1, FAMILY_INET = 2, FAMILY_INET6 = 10, TYPE_STREAM = 1, TYPE_DGRAM = 2 };

static double seconds_of(const SocketOb *s) { return (double)s->timeout / 1e9; }

/* ---- opening --------------------------------------------------------------------------------- */

static Ob *socket_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    SocketOb *s = (SocketOb *)instance_alloc(p, type, 0);
    if (!s) return NULL;
    s->fd = -1;
    s->timeout = -1;
    return &s->base;
}

static bool number_or(Proc *p, Ob *given, int32_t otherwise, int32_t *out) {
    int64_t value = otherwise;
    if (given && ob_as_int_arg(p, given, &value) < 0) return false;
    *out = value == -1 ? otherwise : (int32_t)value;
    return true;
}

static bool take_number(Proc *p, SocketOb *s, Ob *fileno) {
    int64_t fd;
    if (ob_as_int_arg(p, fileno, &fd) < 0) return false;
    if (fd < 0) {
        err_format(p, EXC_ValueError, "negative file descriptor");
        return false;
    }
    if (!file_is_socket(p, (int)fd)) {
        io_error(p, file_of(p, (int)fd) ? FILE_ENOTSOCK : FILE_EBADF, NULL);
        return false;
    }
    s->fd = (int32_t)fd;
    return true;
}

static int socket_tp_init(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"family", "type", "proto", "fileno"};
    static const Signature signature = {"socket", names, 4, 0, 0, 4};
    SocketOb *s = (SocketOb *)o;
    Ob *given[4];
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return -1;
    int32_t family, type, proto;
    if (!number_or(p, given[0], FAMILY_INET, &family) ||
        !number_or(p, given[1], TYPE_STREAM, &type) || !number_or(p, given[2], 0, &proto))
        return -1;
    if (given[3] && given[3] != OB_NONE(p)) {
        if (!take_number(p, s, given[3])) return -1;
    } else {
        if (family != FAMILY_UNIX && family != FAMILY_INET && family != FAMILY_INET6) {
            io_error(p, FILE_EAFNOSUPPORT, NULL);
            return -1;
        }
        int fd = file_open_socket(p);
        if (fd < 0) {
            io_error(p, -fd, NULL);
            return -1;
        }
        s->fd = fd;
        img_emit(p, EV_SOCKET_OPEN, 0, fd, s, NULL, 0);
    }
    s->family = family;
    s->type = type;
    s->proto = proto;
    return 0;
}

/* ---- methods --------------------------------------------------------------------------------- */

#define METHOD(name)                                                                               \
    static Ob *socket_##name(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames)
#define TAKES(name, min, max)                                                                      \
    SocketOb *s = (SocketOb *)self;                                                                \
    (void)args, (void)s;                                                                           \
    if (!method_args(p, "socket." name, nargs, min, max, kwnames)) return NULL

static Ob *none(Proc *p) { return ob_newref(p, OB_NONE(p)); }

METHOD(fileno) {
    TAKES("fileno", 0, 0);
    return int_from_i64(p, s->fd);
}

METHOD(close) {
    TAKES("close", 0, 0);
    int fd = s->fd;
    s->fd = -1;
    if (fd < 0) return none(p);
    if (!file_of(p, fd)) return io_error(p, FILE_EBADF, NULL);
    img_emit(p, EV_FILE_CLOSE, 0, fd, s, NULL, 0);
    file_close(p, fd);
    return none(p);
}

/* The number goes on, the object is closed. */
METHOD(detach) {
    TAKES("detach", 0, 0);
    int fd = s->fd;
    s->fd = -1;
    return int_from_i64(p, fd);
}

METHOD(gettimeout) {
    TAKES("gettimeout", 0, 0);
    return s->timeout < 0 ? none(p) : float_new(p, seconds_of(s));
}

METHOD(getblocking) {
    TAKES("getblocking", 0, 0);
    return bool_from(p, s->timeout != 0);
}

METHOD(settimeout) {
    TAKES("settimeout", 1, 1);
    double seconds = args[0] == OB_NONE(p) ? -1 : ob_as_double(p, args[0]);
    if (seconds == -1.0 && err_occurred(p)) return NULL;
    if (args[0] != OB_NONE(p) && seconds < 0)
        return err_format(p, EXC_ValueError, "Timeout value out of range");
    if (seconds > 9e9)
        return err_format(p, EXC_OverflowError, "timestamp too large to convert to C _PyTime_t");
    if (s->fd < 0) return io_error(p, FILE_EBADF, NULL);
    s->timeout = seconds < 0 ? -1 : (int64_t)(seconds * 1e9);
    return none(p);
}

METHOD(setblocking) {
    TAKES("setblocking", 1, 1);
    int blocks = ob_is_true(p, args[0]);
    if (blocks < 0) return NULL;
    if (s->fd < 0) return io_error(p, FILE_EBADF, NULL);
    s->timeout = blocks ? -1 : 0;
    return none(p);
}

/* Nothing is bound: the address of no host. */
METHOD(getsockname) {
    TAKES("getsockname", 0, 0);
    if (s->fd < 0) return io_error(p, FILE_EBADF, NULL);
    if (s->family == FAMILY_UNIX) return str_from_cstr(p, "");
    bool six = s->family == FAMILY_INET6;
    Ob *host = str_from_cstr(p, six ? "::" : "0.0.0.0"), *zero = host ? int_from_i64(p, 0) : NULL;
    Ob *address = !zero ? NULL
                  : six ? tuple_pack(p, 4, host, zero, zero, zero)
                        : tuple_pack(p, 2, host, zero);
    ob_xdecref(p, zero);
    ob_xdecref(p, host);
    return address;
}

static Ob *not_connected(Proc *p, const SocketOb *s, int number) {
    return io_error(p, s->fd < 0 ? FILE_EBADF : number, NULL);
}

/* What the system refuses of a socket that is connected to nobody. */
METHOD(ask_peer) {
    TAKES("getpeername", 0, 2);
    return not_connected(p, s, FILE_ENOTCONN);
}

METHOD(send) {
    TAKES("send", 1, 2);
    return not_connected(p, s, s->type == TYPE_STREAM ? FILE_EPIPE : FILE_ENOTCONN);
}

/* What needs a network. */
static Ob *no_network(Proc *p, const SocketOb *s, const char *method) {
    if (s->fd < 0) return io_error(p, FILE_EBADF, NULL);
    return err_format(p, EXC_OSError, "socket.%s(): a simulated process has no network", method);
}

#define NEEDS_NETWORK(name)                                                                        \
    METHOD(name) {                                                                                 \
        (void)args, (void)nargs, (void)kwnames;                                                    \
        return no_network(p, (const SocketOb *)self, #name);                                       \
    }
NEEDS_NETWORK(accept)
NEEDS_NETWORK(bind)
NEEDS_NETWORK(connect)
NEEDS_NETWORK(connect_ex)
NEEDS_NETWORK(getsockopt)
NEEDS_NETWORK(listen)
NEEDS_NETWORK(recvfrom)
NEEDS_NETWORK(sendto)
NEEDS_NETWORK(setsockopt)

static const MethodDef socket_methods[] = {
    {"_accept", socket_accept, 0, "_accept()"},
    {"bind", socket_bind, 0, "bind(address)"},
    {"close", socket_close, 0, "close()"},
    {"connect", socket_connect, 0, "connect(address)"},
    {"connect_ex", socket_connect_ex, 0, "connect_ex(address)"},
    {"detach", socket_detach, 0, "detach()"},
    {"fileno", socket_fileno, 0, "fileno()"},
    {"getblocking", socket_getblocking, METH_SINCE(PY_3_7), "getblocking()"},
    {"getpeername", socket_ask_peer, 0, "getpeername()"},
    {"getsockname", socket_getsockname, 0, "getsockname()"},
    {"getsockopt", socket_getsockopt, 0, "getsockopt(level, option[, buffersize])"},
    {"gettimeout", socket_gettimeout, 0, "gettimeout()"},
    {"listen", socket_listen, 0, "listen([backlog])"},
    {"recv", socket_ask_peer, 0, "recv(buffersize[, flags])"},
    {"recvfrom", socket_recvfrom, 0, "recvfrom(buffersize[, flags])"},
    {"send", socket_send, 0, "send(data[, flags])"},
    {"sendall", socket_send, 0, "sendall(data[, flags])"},
    {"sendto", socket_sendto, 0, "sendto(data, [flags,] address)"},
    {"setblocking", socket_setblocking, 0, "setblocking(flag)"},
    {"setsockopt", socket_setsockopt, 0, "setsockopt(level, option, value)"},
    {"settimeout", socket_settimeout, 0, "settimeout(timeout)"},
    {"shutdown", socket_ask_peer, 0, "shutdown(how)"},
    {NULL, NULL, 0, NULL},
};

static Ob *get_family(Proc *p, Ob *o) { return int_from_i64(p, ((SocketOb *)o)->family); }
static Ob *get_type(Proc *p, Ob *o) { return int_from_i64(p, ((SocketOb *)o)->type); }
static Ob *get_proto(Proc *p, Ob *o) { return int_from_i64(p, ((SocketOb *)o)->proto); }
static Ob *get_timeout(Proc *p, Ob *o) { return socket_gettimeout(p, o, NULL, 0, NULL); }

static const GetSetDef socket_getsets[] = {
    {"family", get_family, NULL},   {"type", get_type, NULL}, {"proto", get_proto, NULL},
    {"timeout", get_timeout, NULL}, {NULL, NULL, NULL},
};

static Ob *socket_repr(Proc *p, Ob *o) {
    const SocketOb *s = (const SocketOb *)o;
    return str_format(p, "<socket object, fd=%d, family=%d, type=%d, proto=%d>", s->fd, s->family,
                      s->type, s->proto);
}

/* ---- the end --------------------------------------------------------------------------------- */

/* sock_finalize: it says that nobody closed it, then it closes itself. */
static void socket_finalize(Proc *p, Ob *o) {
    SocketOb *s = (SocketOb *)o;
    if (s->fd < 0) return;
    Ob *saved = err_fetch(p);
    img_emit(p, EV_FILE_UNCLOSED, 0, 0, o, NULL, 0);
    if (err_warn_unclosed(p, o, "unclosed %R", o) < 0) {
        if (err_matches(p, EXC_Warning))
            err_write_unraisable(p, o);
        else
            err_clear(p);
    }
    Ob *result = socket_close(p, o, NULL, 0, NULL);
    if (!result) err_clear(p);
    ob_xdecref(p, result);
    err_restore(p, saved);
}

/* From 3.12 on it is a member of the collector's world, and holds nothing but its class. */
static int socket_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    (void)p, (void)o, (void)visit, (void)arg;
    return 0;
}

static void socket_dealloc(Proc *p, Ob *o) {
    if (ob_finalize_from_dealloc(p, o)) return;
    if (ob_is_gc(o)) ob_gc_untrack(p, o);
    ob_free(p, o);
}

const TypeOps socket_ops = {
    .dealloc = socket_dealloc,
    .finalize = socket_finalize,
    .traverse = socket_traverse,
    .repr = socket_repr,
    .tp_new = socket_tp_new,
    .tp_init = socket_tp_init,
    .methods = socket_methods,
    .getsets = socket_getsets,
};
