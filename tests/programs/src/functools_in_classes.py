import functools


class Circle:
    def __init__(self, r):
        self.r = r

    if hasattr(functools, "cached_property"):
        @functools.cached_property
        def area(self):
            print("computed")
            return self.r ** 2 * 3
    else:
        area = property(lambda self: self.r ** 2 * 3)

    scale = functools.partialmethod(lambda self, k, add=0: self.r * k + add, 2)


c = Circle(2)
print(c.area, c.area, c.scale(), c.scale(add=1))


@functools.lru_cache(maxsize=2)
def slow(n):
    print("slow", n)
    return n * n


print(slow(1), slow(2), slow(1), slow(3), slow(2), slow.cache_info())
slow.cache_clear()
print(slow.cache_info(), slow.__wrapped__(5))


@functools.total_ordering
class V:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __lt__(self, o):
        return self.v < o.v


print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2))


@functools.singledispatch
def show(x):
    return "object"


@show.register(int)
def _(x):
    return "int"


@show.register(list)
def _(x):
    return "list of %d" % len(x)


print(show(1), show([1]), show("s"), show(True), show.dispatch(bool) is show.dispatch(int))


def deco(f):
    @functools.wraps(f)
    def inner(*a):
        return f(*a)
    return inner


@deco
def named():
    "Doc."


print(named.__name__, named.__doc__, named.__wrapped__.__name__, functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.partial(int, base=2)("101"))
