import gc, sys
gc.disable()
class N:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
a = N("a")
b = N("b")
a.other = b
b.other = a
del a, b
print("unreachable")
print(gc.collect())
l = []
l.append(l)
del l
print(gc.collect())
d = {}
d["self"] = d
del d
print(gc.collect(), gc.get_count()[1:], gc.isenabled())
class Res:
    def __del__(self):
        global keep
        keep = self
        print("resurrect")
r = Res()
r.me = r
del r
print(gc.collect())
print(keep.me is keep)
del keep
print(gc.collect())
print(gc.garbage, gc.get_threshold())
x = []
print(gc.is_tracked(x), gc.is_tracked(1), gc.is_tracked({}), gc.is_tracked((1, 2)), gc.is_tracked({"a": []}))
