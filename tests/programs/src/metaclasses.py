"""Classes of classes: who makes them, who answers for them."""
import gc
class Meta(type):
    """Notes what happens to it."""
    made = []
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], sorted(kw))
        return {"prepared": True}
    def __new__(mcls, name, bases, ns, **kw):
        print("new", mcls.__name__, name, sorted(k for k in ns if k[:2] != "__"), sorted(kw))
        cls = super().__new__(mcls, name, bases, ns)
        cls.tag = kw.get("tag", "none")
        return cls
    def __init__(cls, name, bases, ns, **kw):
        print("init", cls.__name__, name, sorted(kw))
        super().__init__(name, bases, ns)
        Meta.made.append(cls.__name__)
    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args, sorted(kw))
        return super().__call__(*args, **kw)
    def __repr__(cls): return "<Meta " + cls.__name__ + ">"
    def __len__(cls): return 42
    def __iter__(cls): return iter("abc")
    def __contains__(cls, x): return x == 7
    def __getitem__(cls, k): return ("item", k)
    def __getattr__(cls, name):
        if name == "magic": return "made up"
        raise AttributeError(name)
    def __add__(cls, other): return ("add", other)
    def __eq__(cls, other): return cls is other
    def __hash__(cls): return 5
    def __bool__(cls): return False
    def __lt__(cls, other): return cls.__name__ < other.__name__
    @property
    def size(cls): return len(cls.__name__)
    def hello(cls): return "hello from " + cls.__name__
class A(metaclass=Meta):
    x = 1
    def __init__(self, v=0): self.v = v
class B(A, tag="b"):
    y = 2
print(type(A), type(B), type(Meta), isinstance(A, Meta), isinstance(A, type), issubclass(Meta, type))
print(A, repr(B), [A, B], str(A))
a = A(3)
b = B(v=4)
print(a.v, b.v, type(a), B.tag, A.tag, B.prepared)
print(len(A), list(A), 7 in A, 8 in A, A["k"], A.magic, A + 1, A == A, A == B, hash(A), bool(A), A < B)
print(A.size, A.hello(), B.hello())
for what in (lambda: a.hello, lambda: a.size, lambda: A.nothing, lambda: A.made):
    try: print(what())
    except AttributeError as e: print("AttributeError", str(e)[:40])
print(Meta.made, Meta.mro(Meta), type.mro(A), A.__mro__)
print(A.__class__, A.__dict__["x"], "hello" in dir(A), "x" in dir(A))
class Plain(type): pass
class C(metaclass=Plain): pass
print(type(C), C, isinstance(C(), C))
D = Plain("D", (C,), {"z": 1})
print(D, D.z, type(D), D.__module__, D.__qualname__, D.__bases__)
E_ = type("E_", (C,), {})
print(type(E_))
class Other(type): pass
try:
    class Bad(C, metaclass=Other): pass
except TypeError as e: print("TypeError", e)
try:
    type("Bad", (C, Other("O", (), {})), {})
except TypeError as e: print("TypeError", e)
def maker(name, bases, ns, **kw):
    print("maker", name, bases, sorted(k for k in ns if k[:2] != "__"), kw)
    return 5
class F(metaclass=maker, k=1):
    q = 0
print(F)
class G(int, metaclass=Plain): pass
print(G(5) + 1, type(G), G.__mro__)
class Order(type):
    def mro(cls):
        print("mro of", cls.__name__)
        return [cls, Extra, object] if "Extra" in globals() else super().mro()
class Extra:
    word = "extra"
class H(metaclass=Order): pass
print(H.word, H.__mro__, H().word)
class Wrong(type):
    answer = ()
    def mro(cls): return Wrong.answer
for answer in ((), [5], (int,), 7):
    Wrong.answer = answer
    try:
        Wrong("W", (), {})
    except TypeError as e: print("TypeError", e)
class Checked(type):
    def __instancecheck__(cls, o): return o == 3
    def __subclasscheck__(cls, c): return c is int
class I(metaclass=Checked): pass
print(isinstance(3, I), isinstance(4, I), issubclass(int, I), issubclass(str, I), isinstance(I(), I), type.__instancecheck__(I, 3), type.__subclasscheck__(I, int))
class Space(dict):
    def __setitem__(self, k, v):
        if k[:2] != "__": print("set", k)
        dict.__setitem__(self, k, v)
    def __getitem__(self, k):
        if k[:2] != "__": print("get", k)
        return dict.__getitem__(self, k)
class Spaced(type):
    @classmethod
    def __prepare__(mcls, name, bases): return Space()
class J(metaclass=Spaced):
    one = 1
    two = one + 1
    print(len("x"))
    del two
print(type(J.__dict__), J.one)
class NoMapping(type):
    @classmethod
    def __prepare__(mcls, name, bases): return 5
try:
    class K(metaclass=NoMapping): pass
except TypeError as e: print("TypeError", e)
try:
    class K(metaclass=None): pass
except TypeError as e: print("TypeError", e)
for args in ((), ("x",), ("x", ()), ("x", (), {}, 1), (1, (), {}), ("x", [], {}), ("x", (), [])):
    try: print(Plain(*args))
    except TypeError as e: print("TypeError", e)
class Gone(type):
    def __del__(cls): print("class gone", cls.__name__)
class L(metaclass=Gone): pass
del L
print(gc.collect() > 0)
class SetName:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name)
class M1(Plain):
    attr = SetName()
    def __init_subclass__(mcls, **kw): print("init_subclass of a metaclass", mcls.__name__, kw)
class M2(M1, flag=1): pass
class N(metaclass=M2):
    attr = SetName()
    def __init_subclass__(cls, **kw):
        print("init_subclass", cls.__name__, kw)
class O(N): pass
keywords = {"metaclass": Plain}
class P(**keywords): pass
print(type(P))
class Q(*(C,), **{}): pass
print(type(Q), Q.__bases__)
class Single(type):
    only = {}
    def __call__(cls, *a):
        if cls not in Single.only: Single.only[cls] = type.__call__(cls, *a)
        return Single.only[cls]
class R(metaclass=Single):
    def __init__(self): print("made once")
print(R() is R())
class Attr(type):
    def __setattr__(cls, k, v):
        print("setattr", k)
        super().__setattr__(k, v)
    def __delattr__(cls, k):
        print("delattr", k)
        super().__delattr__(k)
    def __getattribute__(cls, k):
        if k == "seen": print("getattribute", k)
        return super().__getattribute__(k)
class S(metaclass=Attr): seen = 1
S.t = 2
print(S.seen, S.t)
del S.t
print(hasattr(S, "t"))
