class Base:
    shared = []
    def __init__(self, n):
        self.n = n
    def me(self):
        return self
class Derived(Base):
    def __init__(self, n):
        super().__init__(n)
        self.more = [n]
    def me(self):
        return super().me()
class Mixed(Derived, Base):
    pass
b = Base(1)
d = Derived(2)
m = Mixed(3)
same = d.me() is d
method = d.me
same = method() is d
d.shared.append(1)
isa = isinstance(m, Base)
kind = type(m)
name = kind.__name__
order = kind.__mro__
del order, kind
del b
del d
del m
class Numbers(list):
    pass
n = Numbers()
n.append(1)
n.note = "x"
del n
class Table(dict):
    pass
t = Table()
t["a"] = 1
del t
del Mixed
del Derived
