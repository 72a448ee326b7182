import weakref


class Box:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, v):
        self.items[i] = v

    def __delitem__(self, i):
        del self.items[i]

    def __contains__(self, v):
        return v in self.items

    def __iter__(self):
        return iter(self.items)

    def __bool__(self):
        return False

    def __add__(self, other):
        return ("add", other)

    def __radd__(self, other):
        return ("radd", other)

    def __iadd__(self, other):
        self.items.append(other)
        return self

    def __neg__(self):
        return "neg"

    def __index__(self):
        return 2

    def __int__(self):
        return 7

    def __float__(self):
        return 2.5

    def __str__(self):
        return "a box"

    def __bytes__(self):
        return b"box"

    def __eq__(self, other):
        return "eq"

    def __lt__(self, other):
        return "lt"

    def __floordiv__(self, other):
        return ("floordiv", other)

    def __pow__(self, other):
        return ("pow", other)

    def __divmod__(self, other):
        return ("divmod", other)

    __hash__ = None


b = Box([1, 2, 3])
p = weakref.proxy(b)
print(len(p), p[0], 2 in p, list(p), bool(p), p + 1, 1 + p, -p, p == 3, p < 3, p // 2, p ** 2, divmod(p, 3))
p[0] = 10
del p[1]
print(b.items, [0, 1, 2, 3][p], int(p), float(p), str(p), bytes(p), range(p), "%d" % p)
p.extra = 5
print(b.extra, p.extra, hasattr(p, "nothing"), isinstance(p, Box), p.__class__, type(p) is weakref.ProxyType)
del p.extra
print(hasattr(b, "extra"))
q = p
q += 4
print(q is b, type(q) is Box, b.items)
del q
print(p is weakref.proxy(b), weakref.getweakrefcount(b))
r = weakref.ref(b)
c = weakref.proxy(b, lambda ref: print("callback", ref is c))
print([type(x).__name__ for x in weakref.getweakrefs(b)], weakref.getweakrefs(b)[0] is r)
print(weakref.ref(b) is r, weakref.proxy(b) is p, weakref.getweakrefcount(b))


class Callable:
    def __call__(self, *args, **kw):
        return args, kw


f = Callable()
pf = weakref.proxy(f)
print(type(pf) is weakref.CallableProxyType, pf(1, a=2), callable(pf), callable(p))
try:
    hash(p)
except TypeError as e:
    print(e)
del b
for attempt in (lambda: p.x, lambda: len(p), lambda: p + 1, lambda: p == 1, lambda: str(p), lambda: bool(p),
                lambda: iter(p), lambda: p[0], lambda: 1 in p, lambda: int(p), lambda: isinstance(p, Box),
                lambda: hash(p), lambda: setattr(p, "a", 1)):
    try:
        print(attempt())
    except (ReferenceError, TypeError) as e:
        print(type(e).__name__, e)


class Method:
    def m(self):
        return 1


m = Method()
pm = weakref.proxy(m)
print(pm.m(), pm.m.__self__ is m)
pg = weakref.proxy(iter_ := (x for x in "ab"))
print(next(pg), next(pg), next(pg, "end"))
