import gc
import weakref
gc.collect()
class Thing:
    pass
a = Thing()
b = Thing()
ra = weakref.ref(a)
rb = weakref.ref(b)
a.other = b
b.other = a
a = None
alive = ra() is not None
b = None
found = gc.collect()
alive = ra() is not None
ra = rb = None
