import weakref, gc
class K:
    pass
k = K()
r = weakref.ref(k)
print(r() is k, weakref.getweakrefcount(k), weakref.ref(k) is r)
def cb(ref):
    print("callback", ref is s)
s = weakref.ref(k, cb)
print(weakref.getweakrefcount(k))
del k
print(r(), s())
class N:
    pass
a = N()
a.me = a
w = weakref.ref(a, lambda x: print("gone"))
del a
print(w() is not None)
gc.collect()
print(w())
try:
    weakref.ref(5)
except TypeError as e:
    print(e)
