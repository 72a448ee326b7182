import gc
gc.collect()
class C:
    shared = []
    n = 0
a, b = C(), C()
a.shared.append([1])
a.n = 5
b.n += 1
C.shared = {}
x = a.shared
del a
del b
del x
del C
found = gc.collect()
