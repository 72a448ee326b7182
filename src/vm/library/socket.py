# socket - sockets, with the names of what C numbers (Lib/socket.py). No network is behind them: what would need one says so.

import _socket
from _socket import *
from enum import IntEnum

if "timeout-is-TimeoutError" in __lacks__:
    class timeout(OSError):
        pass
else:
    timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


AddressFamily = IntEnum("AddressFamily", {name: value for name, value in vars(_socket).items() if name[:3] == "AF_"}, module=__name__)
SocketKind = IntEnum("SocketKind", {name: value for name, value in vars(_socket).items() if name[:5] == "SOCK_"}, module=__name__)
globals().update(AddressFamily.__members__)
globals().update(SocketKind.__members__)


def _named(value, kinds):
    try:
        return kinds(value)
    except ValueError:
        return value


class socket(_socket.socket):
    __slots__ = ["__weakref__", "_io_refs", "_closed"]

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is None:
            family = AF_INET if family == -1 else family
            type = SOCK_STREAM if type == -1 else type
            proto = 0 if proto == -1 else proto
        _socket.socket.__init__(self, family, type, proto, fileno)
        self._io_refs = 0
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __repr__(self):
        cls, closed = self.__class__, getattr(self, "_closed", False)
        text = "<%s.%s%s fd=%i, family=%s, type=%s, proto=%i" % (
            cls.__module__, cls.__qualname__, " [closed]" if closed else "", self.fileno(), self.family, self.type, self.proto)
        for word, ask in (("laddr", self.getsockname), ("raddr", self.getpeername)) if not closed else ():
            try:
                address = ask()
            except OSError:
                continue
            if address:
                text += ", %s=%s" % (word, address)
        return text + ">"

    def __getstate__(self):
        if _names_object:
            raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")
        raise TypeError("Cannot serialize socket object")

    def accept(self):
        return self._accept()

    def dup(self):
        other = self.__class__(self.family, self.type, self.proto, fileno=_socket.dup(self.fileno()))
        other.settimeout(self.gettimeout())
        return other

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        if not set(mode) <= {"r", "w", "b"}:
            raise ValueError("invalid mode %r (only r, w, b allowed)" % (mode,))
        raise OSError("socket.makefile(): a simulated process has no network")

    def _decref_socketios(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closed:
            self.close()

    def _real_close(self, _ss=_socket.socket):
        _ss.close(self)

    def close(self):
        self._closed = True
        if self._io_refs <= 0:
            self._real_close()

    def detach(self):
        self._closed = True
        return super().detach()

    @property
    def family(self):
        return _named(super().family, AddressFamily)

    @property
    def type(self):
        return _named(super().type, SocketKind)


_names_object = "names-object" not in __lacks__
SocketType = socket


def fromfd(fd, family, type, proto=0):
    return socket(family, type, proto, _socket.dup(fd))


def create_connection(address, timeout=None, source_address=None, *, all_errors=False):
    raise OSError("create_connection(): a simulated process has no network")


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    raise OSError("create_server(): a simulated process has no network")
