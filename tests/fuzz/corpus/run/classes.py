class A:
    x = 1
    def __init__(self, v):
        self.v = v
    def get(self):
        return self.v
    def __repr__(self):
        return "A(%r)" % self.v
    @property
    def double(self):
        return self.v * 2
    @double.setter
    def double(self, n):
        self.v = n // 2
    @classmethod
    def make(cls, n):
        return cls(n + 100)
    @staticmethod
    def st(a, b):
        return a + b
class B(A):
    def __init__(self, v, w):
        super().__init__(v)
        self.w = w
    def get(self):
        return super().get() + self.w
a = A(5)
b = B(1, 2)
print(a, a.get(), b.get(), a.double, A.make(1), A.st(1, 2), a.st(3, 4))
a.double = 50
print(a.v, a.x, A.x, B.x, isinstance(b, A), issubclass(B, A), type(b).__name__, B.__mro__)
A.x = 7
print(a.x, b.x)
a.x = 8
print(a.x, b.x, a.__dict__, b.__dict__)
del a.x
print(a.x, hasattr(a, "x"), hasattr(a, "nope"), getattr(a, "nope", "dflt"))
setattr(a, "dyn", 1)
print(a.dyn, vars(a))
class V:
    __slots__ = ("x", "y")
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def __add__(self, o):
        return V(self.x + o.x, self.y + o.y)
    def __eq__(self, o):
        return self.x == o.x and self.y == o.y
    def __hash__(self):
        return hash((self.x, self.y))
    def __len__(self):
        return 2
    def __getitem__(self, i):
        return (self.x, self.y)[i]
    def __str__(self):
        return "<%d,%d>" % (self.x, self.y)
    def __bool__(self):
        return True
    def __call__(self, *a):
        return a
    def __contains__(self, v):
        return v == self.x
    def __lt__(self, o):
        return self.x < o.x
v = V(1, 2) + V(3, 4)
print(v, v == V(4, 6), v != V(0, 0), len(v), v[0], v[1], v(1, 2), 4 in v, V(1, 0) < v, list(v))
print({v: 1}[V(4, 6)])
class It:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n
print(list(It(3)), [*It(2)], sum(It(4)))
for i in It(2):
    print(i)
print(type(A), type("Dyn", (A,), {"z": 3})(9).z)
class G:
    def __getattr__(self, n):
        return "got " + n
    def __setattr__(self, n, v):
        object.__setattr__(self, n, v * 2)
g = G()
g.q = 4
print(g.q, g.zzz)
class D1:
    def hi(self): return "D1"
class D2(D1):
    def hi(self): return "D2" + super().hi()
class D3(D1):
    def hi(self): return "D3" + super().hi()
class D4(D2, D3):
    def hi(self): return "D4" + super().hi()
print(D4().hi(), D4.__mro__[1].__name__)
