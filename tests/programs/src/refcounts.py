import sys
a = []
print(sys.getrefcount(a))
b = a
print(sys.getrefcount(a))
c = [a, a]
print(sys.getrefcount(a))
del b
print(sys.getrefcount(a))
c.pop()
print(sys.getrefcount(a))
def f(x):
    return sys.getrefcount(x)
print(f(a), f([]))
class K:
    def m(self):
        return sys.getrefcount(self)
    def __init__(self, v=None):
        self.rc = sys.getrefcount(v)
k = K(a)
print(k.m(), K().m(), k.rc, sys.getrefcount(k), sys.getrefcount(K))
x = 257
print(sys.getrefcount(x))
y = 1.5
print(sys.getrefcount(y), sys.getrefcount("hello world"), sys.getrefcount((1, 2)))
d = {"a": a}
print(sys.getrefcount(a))
for z in [a]:
    print(sys.getrefcount(z))
def g(*args, **kw):
    return sys.getrefcount(args[0]) if args else sys.getrefcount(kw["q"])
print(g(a), g(q=a), g(*[a]), g(**{"q": a}))
print(sys.getrefcount(object()), sys.getrefcount([]))
l = lambda: sys.getrefcount(a)
print(l())
def local():
    v = []
    w = v
    return sys.getrefcount(v), sys.getrefcount(w)
print(local())
def two(v):
    return f(v)
print(two([]))
def cell():
    v = []
    def inner():
        return sys.getrefcount(v)
    return inner(), sys.getrefcount(v)
print(cell())
