import sys


def count(o):
    return sys.getrefcount(o) - 2


a = []
print(count(a))
b = a
c = [a, a]
d = {"k": a}
t = (a,)
print(count(a))
del b
c.pop()
print(count(a))


def held(x):
    return sys.getrefcount(x)


before = sys.getrefcount(a)
print(held(a) - before > 0)
f = lambda: a
class K:
    attr = a
print(count(a))
del K, f, t
d.clear()
import gc
gc.collect()
print(count(a))
g = (x for x in [a])
next(g)
print(count(a))
g.close()
del g
print(count(a))
try:
    raise ValueError(a)
except ValueError as e:
    print(count(a))
print(count(a))
