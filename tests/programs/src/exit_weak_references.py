# Callbacks of weak references at the end: of what dies by its count, in a ring, with the module; weakref.finalize before all.
import os
import weakref


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self, write=os.write):
        write(1, b"del " + self.name + b"\n")


def gone(name, write=os.write):
    return lambda ref: write(1, b"callback " + name + b" " + repr(ref() is None).encode() + b"\n")


def finalizer(name, write=os.write):
    write(1, b"finalize " + name + b"\n")


a = Told(b"a")
to_a = weakref.ref(a, gone(b"a"))
ring = Told(b"ring")
ring.me = ring
to_ring = weakref.ref(ring, gone(b"ring"))
inside = Told(b"inside")
inside.ref = weakref.ref(inside, gone(b"inside, never called"))
proxy = weakref.proxy(a, gone(b"proxy"))
to_function = weakref.ref(gone, lambda ref: print("function"))
late = Told(b"late")
weakref.finalize(late, finalizer, b"late")
weakref.finalize(ring, finalizer, b"ring")
silent = weakref.finalize(a, finalizer, b"a, not at exit")
silent.atexit = False
values = weakref.WeakValueDictionary(a=a, ring=ring)
keys = weakref.WeakKeyDictionary({a: 1, late: Told(b"value of a weak key")})
print(len(values), len(keys))
