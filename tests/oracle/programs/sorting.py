import gc
gc.collect()
l = [[3], [1], [2]]
s = sorted(l)
r = sorted(l, key=lambda x: -x[0])
l.sort()
m = max(l)
del l
del s[0]
del r, s
m.append(0)
del m
