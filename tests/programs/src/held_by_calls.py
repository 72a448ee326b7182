# What a call holds while it runs: the callable, the object of a bound method, arguments given by name.
import sys
g = sys.getrefcount
N = object()


def f(*a, **k): return g(f), [g(x) for x in a], [g(x) for x in k.values()]
def plain(x, y=N): return g(plain), g(x), g(y)
def gen(x): yield g(x), g(gen)


class A:
    def __init__(self, x=N, y=N): self.seen = g(self), g(x), g(y), g(A)
    def m(self, x=N): return g(self), g(x), g(A.m)
    def __call__(self, x=N): return g(self), g(x)


class S(list):
    def __eq__(self, other): return g(self), g(other)


a, o, t, d = A(), object(), (object(),), {'x': object()}
print(f(o), f(o, k=o), f(*t), f(**d), f(*t, **d))
print(plain(o), plain(o, y=o), plain(*t), plain(**d), plain(*t, y=o))
print(a.m(o), a.m(x=o), a.m(*t), a.m(**d))
m = a.m
print(m(o), m(x=o), m(*t), m(**d), (a.m)(o), getattr(a, 'm')(o), A.m(a, o))
print(a(o), a(x=o), a(*t))
print(A(o).seen, A(o, y=o).seen, A(*t).seen)
print(next(gen(o)), next(gen(x=o)), next(gen(*t)), next(gen(**d)))
k, l = S(), S()
print(k.__eq__(l), k == l, k != l, list.__ne__(k, l), k.__ne__([]))
print(list(map(f, [o])), sorted([o], key=plain) == [o], max([o], key=m) is o)
print(g(f), g(plain), g(A), g(a), g(o), g(t), g(d), g(m))
