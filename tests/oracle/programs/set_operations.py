a = {1, 2, 3}
b = {3, 4}
c = a | b
d = a & b
a -= b
f = frozenset(c)
g = {f}
del c
d.clear()
del f
g.pop()
del a, b, d, g
