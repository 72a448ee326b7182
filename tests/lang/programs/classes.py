class A:
    pass
class B(A):
    x = 1
    def m(self):
        return self.x
class C(A, B):
    """doc"""
    y = 2
class D(A, k=1):
    pass
class E:
    def __init__(self, a):
        self.a = a
        self.b = 2
        o.c = 3
    def m(self):
        self.d += 1
        self.e.f = 1
        def g():
            self.h = 1
class F(E):
    def __init__(self):
        super().__init__(1)
    def m(self):
        return __class__
class G:
    class H:
        z = 1
        def m(self): return G
    def n(self): pass
class I(*bases):
    pass
class J(A, metaclass_=M): pass
def f():
    class K:
        def m(self): return K
    return K
def g(x):
    class L:
        y = x
        x = 1
        def m(self): return x
    return L
class M:
    __private = 1
    def __m(self):
        self.__x = self.__private
        return __other
    def n(self, __a): return __a
class N: x = 1; y = 2
class _O__:
    __p = 1
class P:
    """doc
       more"""
    def m(self):
        """method
           doc"""
    x = "not doc"
