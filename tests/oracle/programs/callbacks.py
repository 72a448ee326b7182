import gc, weakref
gc.collect()
seen = []
class Thing:
    def __del__(self):
        seen.append("del")
def note(ref):
    seen.append(ref)
t = Thing()
w1 = weakref.ref(t, note)
w2 = weakref.ref(t, lambda r: seen.append("second"))
del t
size = len(seen)
del seen[:]
a = Thing()
b = Thing()
a.b = b
b.a = a
wa = weakref.ref(a, note)
wb = weakref.ref(b, note)
a.inner = weakref.ref(a, note)
del a, b
found = gc.collect()
size = len(seen)
del seen[:], wa, wb
values = weakref.ref(note)
call = values()
del call
