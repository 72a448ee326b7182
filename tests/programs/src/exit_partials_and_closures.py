# What closures, partials, bound methods, properties and defaults hold at the end.
import functools


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)

    def method(self):
        pass


def closure():
    inside = Told("in a cell")

    def inner(default=Told("default")):
        return inside
    return inner


f = closure()
f.attribute = Told("attribute of a function")
bound = Told("of a bound method").method
part = functools.partial(print, Told("argument of a partial"), sep=Told("keyword of a partial"))


@functools.lru_cache(maxsize=None)
def cached(n):
    return Told("cached %d" % n)


cached(1)
cached(2)
iterator = map(lambda t: t, [Told("of an iterator")])
annotated: Told("annotation") = 1
