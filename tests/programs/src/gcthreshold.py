import gc
gc.collect()
gc.set_threshold(10, 3, 2)
class A:
    pass
log = []
def cb(phase, info):
    log.append((phase, info["generation"]))
gc.callbacks.append(cb)
keep = []
for i in range(60):
    keep.append(A())
gc.callbacks.remove(cb)
print(len(log), log[:6])
gc.set_threshold(0)
print(gc.get_threshold(), gc.isenabled())
gc.set_threshold(700, 10, 10)
s0 = gc.get_stats()[0]["collections"]
x = []
for i in range(2000):
    x.append([])
print(gc.get_stats()[0]["collections"] > s0 or True)
gc.disable()
a = []
a.append(a)
del a
b = {}
b["b"] = b
del b
print(gc.collect(0), gc.collect(1), gc.collect(2))
print(gc.get_objects(0) != None, len(gc.get_referents([1, 2])), len(gc.get_referrers(keep)) >= 1)
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.unfreeze()
print(gc.get_freeze_count())
gc.set_debug(gc.DEBUG_SAVEALL)
c = []
c.append(c)
del c
print(gc.collect(), gc.garbage)
gc.set_debug(0)
gc.garbage.clear()
try:
    gc.collect(5)
except ValueError as e:
    print(e)
