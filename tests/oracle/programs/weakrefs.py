import gc, weakref
gc.collect()
def gone(ref):
    print("gone")
class Thing:
    pass
thing = Thing()
called = weakref.ref(thing, gone)
plain = weakref.ref(thing)
same = weakref.ref(thing)
alive = plain() is thing
del thing
dead = plain() is None
thing = Thing()
thing.self = thing
called = weakref.ref(thing, gone)
del thing
still = called() is not None
found = gc.collect()
dead = called() is None
del plain, same, called
keep = Thing()
another = weakref.ref(keep)
count = weakref.getweakrefcount(keep)
del keep
