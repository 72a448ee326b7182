class A:
    def f(self):
        return "f"
    def __eq__(self, o):
        return True
a = A()
m = a.f
print(m(), m.__name__, m.__self__ is a, m.__func__ is A.f, A.f(a))
import sys
print(sys.getrefcount(a))
n = a.f
print(sys.getrefcount(a), m == n, m is n)
del m, n
print(sys.getrefcount(a))
l = [3, 1]
ap = l.append
ap(9)
print(l, "abc".upper(), str.upper("x"), list.append is list.append)
print([1, 2].__len__(), (5).__class__.__name__, "a".__add__("b"), A.__dict__["f"] is A.f)
class S:
    @staticmethod
    def s(x):
        return x
    @classmethod
    def c(cls):
        return cls.__name__
class T(S):
    pass
print(S.s(1), T.s(2), S().s(3), S.c(), T.c(), T().c())
class P:
    def __init__(self):
        self._v = 0
    @property
    def v(self):
        "doc"
        return self._v
    @v.setter
    def v(self, x):
        self._v = x
    @v.deleter
    def v(self):
        print("deleted")
p = P()
p.v = 3
print(p.v)
del p.v
try:
    class Q:
        @property
        def r(self):
            return 1
    Q().r = 2
except AttributeError as e:
    print(e)
f = A.f
A.g = lambda self: "patched"
print(a.g(), hasattr(A, "g"))
del A.g
print(hasattr(a, "g"))
print(callable(a.f), callable(5), callable(A), dir(p)[-1])
