import gc
import weakref


class N:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "N(%s)" % self.name

    def m(self):
        return "method of " + self.name


a = N("a")
r = weakref.ref(a, lambda w: print("callback", w() is None))
p = weakref.proxy(a)
m = weakref.WeakMethod(a.m)
f = weakref.finalize(a, print, "finalized", 1)
s = weakref.WeakSet([a])
v = weakref.WeakValueDictionary(k=a)
k = weakref.WeakKeyDictionary({a: "value"})
print(r() is a, p.name, m()(), f.alive, len(s), v["k"], k[a], weakref.getweakrefcount(a) > 2)
del a
print(r(), m(), f.alive, len(s), len(v), len(k))
try:
    p.name
except ReferenceError as e:
    print(e)
b = N("b")
b.me = b
rb = weakref.ref(b)
del b
print(rb())
gc.collect()
print(rb())
for bad in (1, "s", (), None):
    try:
        weakref.ref(bad)
    except TypeError as e:
        print(e)
c = N("c")
print(weakref.ref(c) is weakref.ref(c), weakref.ref(c) == weakref.ref(c), hash(weakref.ref(c)) == hash(c))
f = weakref.finalize(c, print, "detached")
print(f.detach() is not None, f.alive, f())
