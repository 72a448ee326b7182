class A(B):
    def m(self):
        super().m()
        super().x
        super().m(1, k=2)
        super(A, self).m()
        super(A, self).y
        super
        super().m(*a)
        return super()
    @classmethod
    def c(cls):
        return super().c()
    def n(*args):
        super().n()
    def d(self):
        x = super().a.b.c
        super().a = 1
        def inner():
            super().q()
    async_ = 1
class C:
    x = super
    def f(self): return super().__class__
def g(self):
    return super().m()
