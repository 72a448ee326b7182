# How often what a special method works on is held while it runs: bound methods, tuples, slots of the base.
import sys
g = sys.getrefcount
def make(name, bases=(), more=()):
    """A class whose special methods tell the counts they see."""
    space = {}
    def compare(op):
        def f(self, other): print(name, op, g(self), g(other)); return NotImplemented if "nothing" in more else op in ("__eq__", "__lt__")
        return f
    for op in more:
        if op != "nothing": space[op] = compare(op)
    return type(name, bases, space)


def attempt(f):
    try: return f()
    except Exception as e: return type(e).__name__ + " " + str(e)


def compare_all(b, c):
    for text in ("b == c", "b != c", "b < c", "b <= c", "b > c", "b >= c", "b == q", "q == b", "b != q", "[b] == [c]", "(b,) != (c,)", "b in [c]"):
        r = attempt(lambda: eval(text, {"b": b, "c": c, "q": q}))
        print(text, r if isinstance(r, bool) else str(r)[:9])


q = [[], 0][:1]
for more in (("__eq__",), ("__lt__",), ("__ne__",), ("__ge__", "nothing"), ("__eq__", "__lt__", "nothing")):
    T = make("plain", (), more)
    compare_all(T(), T())
for base, args in ((list, ([1],)), (tuple, ((1, 2),)), (int, (5,)), (str, ("s",)), (dict, ({1: 2},)), (float, (1.5,)), (frozenset, ({1},))):
    T = make(base.__name__, (base,), ("__eq__",))
    U = make(base.__name__ + "_lt", (base,), ("__lt__", "nothing"))
    compare_all(T(*args), T(*args))
    compare_all(U(*args), U(*args))


class B:
    def __call__(self, *a): print("call", g(self), [g(x) for x in a]); return 1
    def __iter__(self): print("iter", g(self)); return iter([1])
    def __format__(self, s): print("format", g(self), s); return ""
    def __dir__(self): print("dir", g(self)); return ["x"]
    def __len__(self): print("len", g(self)); return 1
    def __bool__(self): print("bool", g(self)); return True
    def __hash__(self): print("hash", g(self)); return 1
    def __getattr__(self, n): print("getattr", g(self)); return 1
b, c, t = B(), B(), B()
for f in (lambda: b(*[c]), lambda: b(*(c,)), lambda: b(c), lambda: b(c, *[c]), lambda: max(b), lambda: min(b), lambda: max(*[[1], [0]]), lambda: format(b), lambda: format(b, "x"),
          lambda: "{}".format(b), lambda: "{:y}".format(b), lambda: f"{b}", lambda: f"{b:z}", lambda: list(b), lambda: tuple(b), lambda: sum(b), lambda: sorted(b), lambda: set(b),
          lambda: len(b), lambda: bool(b), lambda: not b, lambda: hash(b), lambda: {b}, lambda: {b: 1}, lambda: b.q, lambda: getattr(b, "q"), lambda: [*b], lambda: print(*b),
          lambda: max(b, default=0), lambda: min(b, key=lambda k: 1), lambda: any(b), lambda: all(b), lambda: zip(b), lambda: enumerate(b), lambda: map(len, b), lambda: iter(b)):
    r = attempt(f)
    print(type(r).__name__)
class K: pass
k, l = K(), K()
def key(x): print("key", g(x)); return 1
for f in (lambda: max(k, l, key=key), lambda: min(k, l, key=key), lambda: max([k, l], key=key), lambda: sorted([k, l], key=key), lambda: [k, l].sort(key=key), lambda: list(map(key, [k, l])), lambda: list(filter(key, [k]))):
    attempt(f)
class E(Exception):
    def __init__(self, *a, **k): print("init", [g(x) for x in a], [g(x) for x in k.values()])
    def __new__(cls, *a, **k): print("new", [g(x) for x in a], [g(x) for x in k.values()]); return Exception.__new__(cls, *a)
E(k), E(*[k]), E(*(k, l)), E(k, x=l)
class N:
    def __init__(self, *a, **k): print("init", [g(x) for x in a], [g(x) for x in k.values()])
N(k), N(*[k]), N(*(k, l)), N(k, x=l)
