# Descriptors of a metaclass that only store, or only give; a partial whose parts change while it is shown.
import functools


class Stores:
    def __init__(self, name):
        self.name = name

    def __set__(self, obj, value):
        print("set", self.name, value)


class Gives:
    def __get__(self, obj, type=None):
        return "given", obj is not None


class Meta(type):
    pass


class X(metaclass=Meta):
    pass


X.a = 42
Meta.a = Stores("a")
print(X.a)
X.a = 5
print(X.a)


class Y(metaclass=Meta):
    pass


print(type(Y.a).__name__)
Meta.b = Gives()
print(X.b)
X.b = 3
print(X.b)


class Changes:
    def __str__(self):
        kept.keywords[self] = ["after"]
        return "shown"


kept = functools.partial(print)
kept.keywords[Changes()] = ["before"]
print(repr(kept).split("built-in function print>")[1])


print(functools.partialmethod(len, 1, k=2).keywords)
