import gc


class N:
    pass


gc.collect()
gc.disable()
print(gc.isenabled(), gc.get_threshold()[0] > 0, len(gc.get_count()))
a = N()
a.self = a
del a
print(gc.collect() >= 1, gc.garbage, gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked({}), gc.is_tracked({"a": []}), gc.is_tracked((1, 2)))
l = [1]
d = {"k": l}
print(gc.get_referents(d), any(x is d for x in gc.get_referrers(l)))
seen = []


def told(phase, info):
    seen.append((phase, sorted(info)))


gc.callbacks.append(told)
gc.collect(0)
gc.callbacks.remove(told)
print(seen[0][0], seen[1], len(gc.get_stats()), sorted(gc.get_stats()[0]))
gc.set_threshold(5, 2, 2)
print(gc.get_threshold())
gc.set_threshold(700, 10, 10)
gc.enable()


class D:
    def __del__(self):
        print("del", self.n)


x, y = D(), D()
x.n, y.n = 1, 2
x.o, y.o = y, x
del x, y
print(gc.collect() >= 2)
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.unfreeze()
print(gc.get_freeze_count(), gc.get_debug())
