import gc
gc.collect()
young = []
found = gc.collect(0)
middle = []
found = gc.collect(1)
old = []
found = gc.collect()
a = []
b = [a]
a.append(b)
c = {}
found = gc.collect(0)
del a, b
found = gc.collect(0)
found = gc.collect(1)
d = [young, c]
found = gc.collect()
gc.freeze()
e = []
found = gc.collect()
gc.unfreeze()
found = gc.collect()
