# What gc.get_referents names, in which order, and what gc.get_referrers leaves out: its own arguments.
import gc, sys


class N: pass
def f(): pass
def g():
    "with a text"
def names(o): return [x.__name__ if isinstance(x, type) else type(x).__name__ for x in gc.get_referents(o)]


for p in property(), property(f), property(g), property(f, g), property(None, None, None, "doc"), property(f, doc="doc"), property(f, doc=None):
    print("property", names(p))
class C:
    p = property(f)
    q = property(g)
    def own(self): pass
print("property", names(C.__dict__["p"]), names(C.__dict__["q"]))
class Sub(property): pass
print("property", names(Sub(f)), names(Sub(g)))
for kind in staticmethod, classmethod:
    s = kind(f)
    print(kind.__name__, names(s))
    s.x = 1
    print(kind.__name__, names(s))
def local(a, b=[]):
    c = {}
    return names(sys._getframe())
print("frame", local((), b={1}))
print("frame", names(sys._getframe()))
def depth():
    x = [1]
    return len([names(sys._getframe(1)), sys._getframe(1)])
def outer(n=()):
    return depth(), names(sys._getframe())
print("frame", outer())
def gen():
    y = []
    yield names(sys._getframe())
    yield y
it = gen()
print("frame", next(it))
next(it)
def inner():
    z = {}
    return lambda: z
h = inner()
for o in (h, h.__closure__[0], C().own, N(), iter([1]), enumerate([]), {1: [], "a": ()}, [[], 1], (N, 2), {N}, slice([], {}), range(3), super(C, C()), [].append, len, zip([], ()), map(f, []), reversed([[]]), ValueError([1]), iter({}), {}.items()):
    print(type(o).__name__, names(o))

print("referrers")
a = N()
l = [a]
def count(*objects): return len(gc.get_referrers(*objects))
print(len(gc.get_referrers(a)), count(a), count(l), count(a, l), count(l[0]))
t = (a,)
print(len(gc.get_referrers(a)), len(gc.get_referrers(*t)), len(gc.get_referrers(a, a)))
def held(x): return [type(r).__name__ for r in gc.get_referrers(x) if r is not globals()]
print(held(a), held(t), held([]))
