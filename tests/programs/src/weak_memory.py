import gc
import sys
import weakref
from weakref import KeyedRef, WeakKeyDictionary, WeakMethod, WeakSet, WeakValueDictionary, finalize, proxy, ref


class Node:
    pass


class Slotted:
    __slots__ = ("__weakref__",)


class Callable:
    def __call__(self):
        pass


n = Node()
c = Callable()
r = ref(n)
p = proxy(n)
q = proxy(c)
print([sys.getsizeof(x) for x in (r, weakref.getweakrefs(n)[1], weakref.getweakrefs(c)[0])])
print(sys.getrefcount(n), sys.getrefcount(r), weakref.getweakrefcount(n))
print([gc.is_tracked(x) for x in weakref.getweakrefs(n)], gc.get_referents(r))
k = KeyedRef(n, None, "key")
print(sys.getsizeof(k), k.key, weakref.getweakrefcount(n), gc.get_referents(k) == ["key", KeyedRef])


def callback(ref):
    print("callback")


before = sys.getrefcount(callback)
s = ref(n, callback)
print(sys.getrefcount(callback) - before, s.__callback__ is callback, gc.get_referents(s) == [callback])
print([type(x).__name__ for x in weakref.getweakrefs(n)])
del s
print(sys.getrefcount(callback) - before)
m = WeakMethod(c.__call__)
print(sys.getsizeof(m), weakref.getweakrefcount(c), WeakMethod.__slots__)

d = WeakValueDictionary()
d[1] = n
print(sys.getrefcount(n), weakref.getweakrefcount(n), sys.getsizeof(d.data), sorted(vars(d)))
print(weakref.getweakrefs(n)[-1].__callback__ is d._remove, sys.getrefcount(d._remove))
e = WeakKeyDictionary()
e[n] = [n]
print(sys.getrefcount(n), weakref.getweakrefcount(n), sorted(vars(e)))
w = WeakSet([n])
print(sys.getrefcount(n), weakref.getweakrefcount(n), sorted(vars(w)), sys.getsizeof(w.data))
f = finalize(n, callback)
print(sys.getsizeof(f), weakref.getweakrefcount(n), f.detach() is not None)
e.clear()
del d, k, m, p, q, r
w.clear()
print(weakref.getweakrefcount(n))
r = ref(n)
print(weakref.getweakrefcount(n), ref(n) is r)
gc.collect()
gc.disable()
one = gc.get_count()[0]
d = WeakValueDictionary()
made = gc.get_count()[0] - one
d["n"] = n
print(made > 0, len(d))
del d
print(gc.collect())
x = WeakValueDictionary({"x": n})
x.self = x
del x
print(gc.collect() > 0)
a, b = Node(), Node()
a.other, b.other = b, a
dead = []
ra, rb = ref(a, lambda r: dead.append("a")), ref(b, lambda r: dead.append("b"))
pa = proxy(a)
keys = WeakKeyDictionary({a: 1, b: 2})
del a, b
print(len(keys), gc.collect(), len(keys), sorted(dead), ra(), rb())
a = Node()
a.ref = ref(a, lambda r: dead.append("never"))
del a
gc.collect()
print(dead)
