class V:
    def __init__(self, x):
        self.x = x
    def __repr__(self):
        return "V(%s)" % self.x
    def __add__(self, o):
        return NotImplemented if isinstance(o, str) else V(self.x + (o.x if isinstance(o, V) else o))
    def __radd__(self, o):
        return V(o * 100 + self.x)
    def __iadd__(self, o):
        self.x += 1000
        return self
    def __neg__(self):
        return V(-self.x)
    def __eq__(self, o):
        return isinstance(o, V) and self.x == o.x
    def __ge__(self, o):
        return self.x >= o.x
    def __index__(self):
        return self.x
    def __int__(self):
        return self.x
    def __float__(self):
        return float(self.x)
    def __setitem__(self, k, v):
        print("set", k, v)
    def __delitem__(self, k):
        print("del", k)
    def __getitem__(self, k):
        return k
    def __abs__(self):
        return "abs"
    def __mul__(self, o):
        return "mul"
    def __rmul__(self, o):
        return "rmul"
    def __mod__(self, o):
        return "mod"
    def __invert__(self):
        return "inv"
    def __reversed__(self):
        return iter([3, 2])
    def __format__(self, spec):
        return "fmt:" + spec
a = V(1)
b = V(2)
print(a + b, a + 5, 5 + a, -a, a == V(1), a != b, a >= b, b >= a)
c = a
a += 1
print(a, c is a)
a[1] = 2
a[1:2] = 3
del a["k"]
print(a[1:2:3], a[..., 1], [10, 20, 30][V(1)], int(V(7)), float(V(7)), abs(a), a * 1, 2 * a, a % 1, ~a)
print(list(reversed(a)), format(a, "x"), "{:>3}".format(a), hex(V(255)))
try:
    a + "s"
except TypeError as e:
    print(e)
try:
    hash(a)
except TypeError as e:
    print(e)
try:
    a < b
except TypeError as e:
    print(e)
class Lazy:
    def __getattribute__(self, n):
        if n == "real":
            return object.__getattribute__(self, "_real")
        return "intercepted " + n
l = Lazy()
print(l.foo)
class Desc:
    def __get__(self, o, t):
        return ("get", o is None, t.__name__)
    def __set__(self, o, v):
        print("set", v)
    def __set_name__(self, owner, name):
        print("name", owner.__name__, name)
class H:
    d = Desc()
h = H()
print(h.d, H.d)
h.d = 5
print(h.__dict__)
class Base:
    def __init_subclass__(cls, **kw):
        print("sub", cls.__name__, kw)
class Sub(Base, flag=1):
    pass
class New:
    def __new__(cls, *a):
        print("new", a)
        return super().__new__(cls)
    def __init__(self, *a):
        print("init", a)
New(1, 2)
class Single:
    inst = None
    def __new__(cls):
        if cls.inst is None:
            cls.inst = object.__new__(cls)
        return cls.inst
print(Single() is Single())
class Neg:
    def __bool__(self):
        return False
    def __len__(self):
        return 5
print(bool(Neg()), not Neg(), 1 if Neg() else 2, Neg() and 3, Neg() or 4)
class L:
    def __len__(self):
        return 0
print(bool(L()), len(L()))
