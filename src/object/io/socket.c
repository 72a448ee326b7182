/* socket.c - _socket.socket (Modules/socketmodule.c): a resource with a number, open until it is closed or dies.
 *
 * There is no network: no address is bound, nothing is sent. What would need one says so; what the system answers
 * without one (a socket that is not connected, a number that is closed) is answered as there. socket.py is Python
 * around it, as in CPython. */
#include <string.h>

#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/io/io.h"
#include "object/number/bool.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
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
    int (*const as_int)(Proc *, Ob *, int64_t *) =
        py_socket_init_clinic(p) ? ob_as_int_arg : ob_as_int_parsed;
    if (given && as_int(p, given, &value) < 0) return false;
    *out = value == -1 ? otherwise : (int32_t)value;
    return true;
}

/* A number that is open already. Up to 3.7 nobody asks whether it is a socket's. */
static bool take_number(Proc *p, SocketOb *s, Ob *fileno) {
    int64_t fd;
    if (ob_as_int_parsed(p, fileno, &fd) < 0) return false;
    bool asks = py_socket_number_checked(p);
    if (asks ? fd < 0 : fd == -1) {
        err_format(p, EXC_ValueError,
                   asks ? "negative file descriptor" : "can't use invalid socket value");
        return false;
    }
    if (asks && !file_is_socket(p, (int)fd)) {
        io_error(p, file_of(p, (int)fd) ? FILE_ENOTSOCK : FILE_EBADF, NULL);
        return false;
    }
    s->fd = (int32_t)fd;
    return true;
}

/* What the system says of such a combination, 0: it makes one. */
static int refusal_of(int32_t family, int32_t type, int32_t proto) {
    enum { KIND = 15, FLAGS = 0x80800 /* close on exec, non-blocking */, TCP = 6, UDP = 17 };
    enum { LAST_TYPE = 10 };
    int32_t kind = type & KIND;
    if (family != FAMILY_UNIX && family != FAMILY_INET && family != FAMILY_INET6)
        return FILE_EAFNOSUPPORT;
    if (kind <= 0 || kind > LAST_TYPE || type & ~(KIND | FLAGS)) return FILE_EINVAL;
    bool fits = proto == 0 || family == FAMILY_UNIX || (kind == TYPE_STREAM && proto == TCP) ||
                (kind == TYPE_DGRAM && proto == UDP) || kind > TYPE_DGRAM;
    return fits ? 0 : FILE_EPROTONOSUPPORT;
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
        int refusal = refusal_of(family, type, proto);
        int fd = refusal ? -refusal : file_open_socket(p);
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
    s->timeout = socket_default_timeout(p);
    return 0;
}

int64_t socket_default_timeout(const Proc *p) { return p->ob->socket_timeout - 1; }

bool socket_timeout(Proc *p, Ob *given, int64_t *ns) {
    *ns = -1;
    if (given == OB_NONE(p)) return true;
    if (ob_as_seconds(p, given, ns) < 0) return false;
    if (*ns < 0) err_format(p, EXC_ValueError, "Timeout value out of range");
    return *ns >= 0;
}

/* ---- addresses ------------------------------------------------------------------------------- */

/* getsockaddrarg, as far as it asks no network: what an address has to look like. False with an exception. */
static bool address_fits(Proc *p, const SocketOb *s, Ob *address, const char *function) {
    bool six = s->family == FAMILY_INET6, named = py_socket_errors_name_function(p);
    if (s->family == FAMILY_UNIX) {
        ByteSpan path;
        return ob_is(address, TYPE_STR) || byte_span(p, address, &path);
    }
    const char *what = named ? function : "getsockaddrarg", *call = named ? "()" : "";
    if (!ob_is(address, TYPE_TUPLE)) {
        err_format(p, EXC_TypeError, "%s%s: AF_INET%s address must be tuple, not %N", what, call,
                   six ? "6" : "", address->ob_type);
        return false;
    }
    int64_t count = tuple_size(address), port = 0;
    if (count < 2 || count > (six ? 4 : 2)) {
        if (!named)
            (void)args_check_tuple(p, "getsockaddrarg", (size_t)count, 2, six ? 4 : 2, NULL);
        else
            err_format(p, EXC_TypeError,
                       six ? "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])"
                           : "AF_INET address must be a pair (host, port)");
        return false;
    }
    Ob *host = tuple_item(address, 0);
    if (!ob_is(host, TYPE_STR) && !ob_is(host, TYPE_BYTES) && !ob_is(host, TYPE_BYTEARRAY)) {
        err_format(p, EXC_TypeError, "str, bytes or bytearray expected, not %N", host->ob_type);
        return false;
    }
    if (ob_as_int_parsed(p, tuple_item(address, 1), &port) < 0) return false;
    if (port >= 0 && port <= 0xFFFF) return true;
    err_format(p, EXC_OverflowError, "%s%s: port must be 0-65535.", what, call);
    return false;
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
    if (fd == -1) return none(p);
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
    int64_t ns;
    if (!socket_timeout(p, args[0], &ns)) return NULL;
    if (s->fd < 0) return io_error(p, FILE_EBADF, NULL);
    s->timeout = ns;
    return none(p);
}

METHOD(setblocking) {
    TAKES("setblocking", 1, 1);
    int64_t blocks;
    /* Read as a long; up to 3.9 that of a float is its whole part. */
    bool whole = ob_is(args[0], TYPE_FLOAT) && py_c_int_error_got_type(p);
    if (whole && !py_int_argument_no_index(p) &&
        err_warn(p, EXC_DeprecationWarning,
                 "an integer is required (got type float).  Implicit conversion to integers using "
                 "__int__ is deprecated, and may be removed in a future version of Python.") < 0)
        return NULL;
    blocks = whole ? ob_is_true(p, args[0]) : ob_as_flag(p, args[0]);
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

/* What the system refuses of a socket that is connected to nobody. */
static Ob *not_connected(Proc *p, const SocketOb *s, int number) {
    return io_error(p, s->fd < 0 ? FILE_EBADF : number, NULL);
}

METHOD(getpeername) {
    TAKES("getpeername", 0, 0);
    return not_connected(p, s, FILE_ENOTCONN);
}

METHOD(shutdown) {
    TAKES("shutdown", 1, 1);
    int64_t how;
    if (ob_as_int_arg(p, args[0], &how) < 0) return NULL;
    return not_connected(p, s, how < 0 || how > 2 ? FILE_EINVAL : FILE_ENOTCONN);
}

/* Arguments that a method reads by a format: so many, the first of which are read by `kinds`: i a C int, n a
 * size, b bytes, anything else an object. The numbers go to `values`. */
static bool read_args(Proc *p, const char *name, const char *kinds, size_t min, Ob *const *args,
                      size_t nargs, Ob *kwnames, int64_t *values) {
    ByteSpan bytes;
    if (!args_check_tuple(p, name, nargs, min, strlen(kinds), kwnames)) return false;
    for (size_t i = 0; i < nargs; i++) {
        bool read = kinds[i] == 'i'   ? ob_as_int_parsed(p, args[i], &values[i]) == 0
                    : kinds[i] == 'n' ? ob_as_ssize_arg(p, args[i], &values[i]) == 0
                    : kinds[i] == 'b' ? byte_span(p, args[i], &bytes)
                                      : true;
        if (!read) return false;
    }
    return true;
}
#define READS(name, kinds, min)                                                                    \
    const SocketOb *s = (const SocketOb *)self;                                                    \
    int64_t values[4] = {0};                                                                       \
    if (!read_args(p, name, kinds, min, args, nargs, kwnames, values)) return NULL

METHOD(recv) {
    READS("recv", "ni", 1);
    if (values[0] < 0) return err_format(p, EXC_ValueError, "negative buffersize in recv");
    if (values[0] == 0) return bytes_new(p, NULL, 0);
    return not_connected(p, s, FILE_ENOTCONN);
}

METHOD(send) {
    READS("send", "bi", 1);
    return not_connected(p, s, s->type == TYPE_STREAM ? FILE_EPIPE : FILE_ENOTCONN);
}

METHOD(sendall) {
    READS("sendall", "bi", 1);
    return not_connected(p, s, s->type == TYPE_STREAM ? FILE_EPIPE : FILE_ENOTCONN);
}

/* What needs a network. */
static Ob *no_network(Proc *p, const SocketOb *s, const char *method) {
    if (s->fd < 0) return io_error(p, FILE_EBADF, NULL);
    return err_format(p, EXC_OSError, "socket.%s(): a simulated process has no network", method);
}

#define NEEDS_ADDRESS(name)                                                                        \
    METHOD(name) {                                                                                 \
        TAKES(#name, 1, 1);                                                                        \
        return address_fits(p, s, args[0], #name) ? no_network(p, s, #name) : NULL;                \
    }
NEEDS_ADDRESS(bind)
NEEDS_ADDRESS(connect)
NEEDS_ADDRESS(connect_ex)

METHOD(accept) {
    TAKES("_accept", 0, 0);
    return no_network(p, s, "accept");
}

METHOD(listen) {
    READS("listen", "i", 0);
    return no_network(p, s, "listen");
}

METHOD(recvfrom) {
    READS("recvfrom", "ni", 1);
    if (values[0] < 0) return err_format(p, EXC_ValueError, "negative buffersize in recvfrom");
    return no_network(p, s, "recvfrom");
}

METHOD(sendto) {
    if (nargs != 2 && nargs != 3)
        return err_format(p, EXC_TypeError, "sendto() takes 2 or 3 arguments (%zd given)",
                          (int64_t)nargs);
    READS("sendto", nargs == 2 ? "bo" : "bio", 2);
    return address_fits(p, s, args[nargs - 1], "sendto") ? no_network(p, s, "sendto") : NULL;
}

METHOD(getsockopt) {
    READS("getsockopt", "iii", 2);
    return no_network(p, s, "getsockopt");
}

METHOD(setsockopt) {
    READS("setsockopt", "iio", 3);
    return no_network(p, s, "setsockopt");
}

static const MethodDef socket_methods[] = {
    {"_accept", socket_accept, 0, "_accept()"},
    {"bind", socket_bind, 0, "bind(address)"},
    {"close", socket_close, 0, "close()"},
    {"connect", socket_connect, 0, "connect(address)"},
    {"connect_ex", socket_connect_ex, 0, "connect_ex(address)"},
    {"detach", socket_detach, 0, "detach()"},
    {"fileno", socket_fileno, 0, "fileno()"},
    {"getblocking", socket_getblocking, METH_SINCE(PY_3_7), "getblocking()"},
    {"getpeername", socket_getpeername, 0, "getpeername()"},
    {"getsockname", socket_getsockname, 0, "getsockname()"},
    {"getsockopt", socket_getsockopt, 0, "getsockopt(level, option[, buffersize])"},
    {"gettimeout", socket_gettimeout, 0, "gettimeout()"},
    {"listen", socket_listen, 0, "listen([backlog])"},
    {"recv", socket_recv, 0, "recv(buffersize[, flags])"},
    {"recvfrom", socket_recvfrom, 0, "recvfrom(buffersize[, flags])"},
    {"send", socket_send, 0, "send(data[, flags])"},
    {"sendall", socket_sendall, 0, "sendall(data[, flags])"},
    {"sendto", socket_sendto, 0, "sendto(data, [flags,] address)"},
    {"setblocking", socket_setblocking, 0, "setblocking(flag)"},
    {"setsockopt", socket_setsockopt, 0, "setsockopt(level, option, value)"},
    {"settimeout", socket_settimeout, 0, "settimeout(timeout)"},
    {"shutdown", socket_shutdown, 0, "shutdown(how)"},
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
