# functools and what it needs of collections: partial and caches are C types, the rest is Python.
import functools, gc, weakref, sys
from functools import partial, reduce, wraps, lru_cache, total_ordering, cmp_to_key, singledispatch
def f(a, b=2, *c, **d): return a, b, c, d
p = partial(f, 1, x=3)
print(p(), p(5), p(5, 6, x=4, y=5), p.func is f, p.args, p.keywords)
q = partial(p, 7, z=1)
print(q.func is f, q.args, q.keywords, q(8), type(q), partial.__name__, partial.__module__, partial.__qualname__)
r = partial(print, "a", sep="-")
print(r, partial(len), sys.getsizeof(r), gc.is_tracked(r))
r("b", "c")
p.note = 1
print(p.__dict__, partial(p).func is p, weakref.ref(p)() is p)
class Sub(partial): pass
print(Sub(f, 1)(2), repr(Sub(len)), isinstance(Sub(f), partial))
for bad in ("partial()", "partial(3)", "reduce(f, [])", "reduce(f, 3)"):
    try: eval(bad)
    except TypeError as e: print(e)
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(lambda a, b: a + b, [], 7))
def deco(g):
    @wraps(g)
    def inner(*args):
        "inner"
        return g(*args) + 1
    return inner
@deco
def one(n: int) -> int:
    "one more"
    return n
print(one(1), one.__name__, one.__doc__, one.__wrapped__(1), one.__annotations__, one.__qualname__)
calls = []
@lru_cache(maxsize=2)
def sq(n, k=0):
    calls.append(n); return n * n
print(sq(1), sq(2), sq(1), sq(3), sq(2), calls, sq.cache_info(), sq.__wrapped__(4), sq.__name__)
sq.cache_clear(); print(sq.cache_info(), type(sq).__name__, sys.getrefcount(sq))
bare = lru_cache if sys.version_info >= (3, 8) else lru_cache()
@bare
def plain(x): return x
plain(1); plain(1.0); plain("a"); plain(True); print(plain.cache_info())
@lru_cache(None, typed=True)
def typed(x, **k): return x
typed(1); typed(1.0); typed(1, a=2); typed(1, a=2); print(typed.cache_info(), hasattr(typed, "cache_parameters"))
class Big:
    def __del__(self): print("big dies")
@lru_cache(1)
def keep(x): return x
keep(Big()); print("kept"); keep(None); print("gone")
class M:
    @lru_cache(maxsize=None)
    def m(self, n): return n + 1
o = M(); ref = weakref.ref(o); print(o.m(1), o.m(1), M.m.cache_info().hits); del o; gc.collect(); print(ref() is None)
M.m.cache_clear(); print(ref() is None)
try: keep([])
except TypeError as e: print(e)
@total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(T(1) <= T(1), T(1) > T(2), T(2) >= T(1), T(1) < T(2), T.__le__.__name__)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
@singledispatch
def show(x): return "object"
@show.register(int)
def _(x): return "int"
@show.register
def _(x: list): return "list"
print(show(1), show([]), show("s"), show(True), show.dispatch(bool) is show.dispatch(int))
class C:
    @functools.cached_property
    def v(self): print("computed"); return 9
c = C(); print(c.v, c.v, c.__dict__)
try: from functools import cache; print("cache", cache(len)("abc"))
except ImportError as e: print(str(e).split(" (")[0])
class PM:
    def g(self, a, b): return a, b
    h = functools.partialmethod(g, 1)
print(PM().h(2))
