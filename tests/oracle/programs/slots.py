import gc
gc.collect()
class Slim:
    __slots__ = ("b", "a", "c")
    def __init__(self, n):
        self.a = n
s1 = Slim(1)
s2 = Slim(2)
s1.b = s2
s2.b = s1
s1.c = [s1]
del s1, s2
found = gc.collect()
class Wide(Slim):
    pass
w = Wide(3)
w.free = [4]
class Both:
    __slots__ = ("x", "__dict__", "__weakref__")
b = Both()
b.x = 1
b.y = 2
del w
del b
