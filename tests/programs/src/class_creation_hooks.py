class Base:
    kinds = []

    def __init_subclass__(cls, kind=None, **kw):
        super().__init_subclass__(**kw)
        cls.kinds.append((cls.__name__, kind))

    def __class_getitem__(cls, item):
        return cls.__name__, item


class A(Base, kind="a"):
    pass


class B(A):
    pass


print(Base.kinds, A[int], B["x", 1])


class Meta(type):
    def __prepare__(name, bases, **kw):
        print("prepare", name, kw)
        return {"early": 1}
    __prepare__ = classmethod(lambda m, n, b, _f=__prepare__, **k: _f(n, b, **k))

    def __new__(m, name, bases, ns, **kw):
        ns["made"] = sorted(k for k in ns if not k.startswith("__"))
        return super().__new__(m, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)

    def __call__(cls, *a):
        print("call", cls.__name__, a)
        return super().__call__(*a)

    def __len__(cls):
        return 7

    def __instancecheck__(cls, o):
        return o == "magic"


class C(metaclass=Meta, flag=True):
    x = 1

    def __init__(self, *a):
        self.a = a


print(C.made, C.early, len(C), C(1, 2).a, isinstance("magic", C), isinstance(3, C), type(C).__name__)
D = type("D", (C,), {"y": 2})
print(type(D).__name__, D.__mro__[1] is C, D.y)
