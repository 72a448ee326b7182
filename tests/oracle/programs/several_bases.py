class A:
    def __init__(self):
        self.a = [1]
class B(A):
    def __init__(self):
        super().__init__()
        self.b = [2]
class C(A):
    pass
class D(B, C):
    pass
d = D()
x = d.a
del d
del x
kinds = D.__mro__
del kinds
