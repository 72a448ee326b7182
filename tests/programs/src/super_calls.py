class A:
    def __init__(self, **kw):
        print("A", kw)
    def who(self):
        return "A"
    @classmethod
    def make(cls):
        return "A.make " + cls.__name__
    @property
    def p(self):
        return "A.p"
class B(A):
    def __init__(self, b=1, **kw):
        print("B", b)
        super().__init__(**kw)
    def who(self):
        return "B" + super().who()
    @classmethod
    def make(cls):
        return "B>" + super().make()
    @property
    def p(self):
        return "B" + super().p
class C(A):
    def __init__(self, c=2, **kw):
        print("C", c)
        super(C, self).__init__(**kw)
    def who(self):
        return "C" + super(C, self).who()
class D(B, C):
    def who(self):
        def inner():
            return super(D, self).who()
        return "D" + inner()
d = D(b=5, c=6)
print(d.who(), D.make(), d.p, super(D, d).who(), super(B, d).who())
try:
    super().x
except RuntimeError as e:
    print(e)
try:
    D(zz=1, b=2)
except TypeError as e:
    print(e)
print(D.__mro__)
try:
    class E(A, B):
        pass
except TypeError as e:
    print(str(e)[:40])
