import sys
rc = sys.getrefcount
class A:
    def __init__(self):
        pass
    def me(self):
        return rc(self)
a = A()
print(rc(a), a.me(), rc(A))
x = a
y = [x, x]
z = (x,)
d = {1: x, "k": x}
print(rc(a))
y[0] = None
print(rc(a))
del d[1], z
print(rc(a))
s = {a}
print(rc(a))
f = a.me
print(rc(a), f())
del f
b = A()
b.a = a
print(rc(a), rc(b.a))
del b
print(rc(a))
def g(p, q):
    p = None
    return rc(q)
print(g(a, a))
def h(p):
    l = [p]
    t = (p, p)
    return rc(p)
print(h(a))
it = iter([a])
print(rc(a))
next(it)
print(rc(a))
del it
it = [a, a, a]
for v in it:
    pass
print(rc(a))
del it, v
def default(v=a):
    return rc(v)
print(default(), rc(a))
def clo():
    v = a
    return lambda: rc(v)
k = clo()
print(k(), rc(a))
try:
    raise ValueError(a)
except ValueError as e:
    print(rc(a), rc(e.args[0]))
print(rc(a))
print(rc(a) if a else 0, [rc(a), rc(a)], {"k": rc(a)})
print(len([a] * 10), rc(a))
m = map(lambda q: rc(q), [a])
print(next(m))
print(sorted([a, a], key=lambda q: rc(q)) is not None)
w = a, *y
print(rc(a))
a.loop = a
print(rc(a))
