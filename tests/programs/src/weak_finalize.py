import gc
import weakref


class File:
    pass


def close(name, *, how="quietly"):
    print("closing", name, how)
    return name


f = File()
g = File()
fin = weakref.finalize(f, close, "f")
print(fin.alive, fin.atexit, fin.peek()[1:], fin.peek()[0] is f)
del f
print(fin.alive, fin(), fin.peek(), fin.detach())
first = weakref.finalize(g, close, "g", how="early")
print(first(), first(), first.alive)
second = weakref.finalize(g, close, "detached")
print(second.detach()[2], second.alive)
third = weakref.finalize(g, close, "not at exit")
third.atexit = False
print(third.atexit, weakref.getweakrefcount(g))
print(repr(third).replace(hex(id(third)), "0x1").replace(hex(id(g)), "0x2"), repr(fin).split(";")[1])
ring = File()
ring.me = ring
weakref.finalize(ring, print, "ring is gone")
del ring
print(gc.collect() > 0)
late = File()
for n in range(3):
    weakref.finalize(late, print, "at exit", n)




weakref.finalize(late, print, "last one registered is called first")


class Holder:
    def method(self):
        return "called"

    def other(self):
        pass


h = Holder()
wm = weakref.WeakMethod(h.method, lambda r: print("method is gone", r is wm))
print(wm()(), wm == weakref.WeakMethod(h.method), wm == weakref.WeakMethod(h.other), wm != 3)
print(len({wm, weakref.WeakMethod(h.method)}))
print(weakref.ref(h.method)())
del h
print(wm(), wm == wm)
try:
    weakref.WeakMethod(close)
except TypeError as e:
    print(str(e).split(",")[0])
print("end")
