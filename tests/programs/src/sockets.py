# A socket as a resource: it has a number while it is open, and somebody has to close it. Nothing here needs a network.
import socket
import sys
import warnings

s = socket.socket()
print(s)
print(s.fileno() > 2, s.family, s.type, s.proto, s.gettimeout(), s.getblocking(), s.timeout, s.getsockname())
same = s
s.close()
print(same, same.fileno(), same._closed)
s.close()
for call in (s.getsockname, lambda: s.send(b"x"), lambda: s.recv(1), lambda: s.settimeout(1), lambda: s.setblocking(True), s.listen):
    try:
        call()
    except OSError as error:
        print(type(error).__name__, error)
with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as d:
    print(d)
    number = d.fileno()
print(d, d.fileno())
with socket.socket() as t:
    print(t.fileno() == number)
    t.settimeout(2.5)
    print(t.gettimeout(), t.getblocking())
    t.setblocking(False)
    print(t.gettimeout(), t.getblocking())
    t.settimeout(None)
    for call in (t.getpeername, lambda: t.recv(1), lambda: t.sendall(b"x"), lambda: t.settimeout(-1),
                 lambda: t.shutdown(socket.SHUT_RDWR)):
        try:
            call()
        except (OSError, ValueError, TypeError) as error:
            print(type(error).__name__, error)
u = socket.socket()
number = u.detach()
print(u, u.fileno(), u.detach())
again = socket.socket(fileno=number)
print(again.fileno() == number, again.family)
again.close()
for args in ((99,), (98,)):
    try:
        socket.socket(*args)
    except (OSError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(socket.error is OSError, socket.timeout.__mro__[1].__name__, socket.AF_INET, repr(socket.SOCK_DGRAM), socket.AF_UNIX.name)
print(sys.getsizeof(s), socket.socket.__slots__, isinstance(s, socket._socket.socket))
warnings.simplefilter("always")


class Own(socket.socket):
    def __del__(self):
        print("del", self.fileno() > 2)


def forgets():
    mine = socket.socket()
    own = Own()
    return 1


print(forgets())
ring = [socket.socket()]
ring.append(ring)
last = socket.socket()
raw = socket._socket.socket()
print(repr(raw).split(",")[0].split("=")[0])
