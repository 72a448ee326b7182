from abc import ABC, abstractmethod, ABCMeta
from collections.abc import *
import numbers


class Shape(ABC):
    @abstractmethod
    def area(self):
        return "base"

    @property
    @abstractmethod
    def name(self):
        pass


class Square(Shape):
    def area(self):
        return super().area(), 4
    name = "square"


print(Square().area(), Square().name, sorted(Shape.__abstractmethods__), Square.__abstractmethods__)
try:
    Shape()
except TypeError as e:
    print(type(e).__name__)


@Shape.register
class Fake:
    pass


print(issubclass(Fake, Shape), isinstance(Fake(), Shape), Shape in Fake.__mro__)


class Sized2(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, c):
        return any("size" in b.__dict__ for b in c.__mro__) or NotImplemented


class HasSize:
    size = 1


print(issubclass(HasSize, Sized2), isinstance(3, Sized2), isinstance([], Sequence), isinstance({}, Mapping), isinstance((x for x in []), Generator), isinstance(len, Callable), issubclass(int, Hashable), isinstance([], Hashable), isinstance("a", Iterable), isinstance(3, numbers.Integral), isinstance(True, numbers.Number))


class MySeq(Sequence):
    def __getitem__(self, i):
        return [10, 20, 30][i]

    def __len__(self):
        return 3


s = MySeq()
print(list(s), 20 in s, s.index(30), list(reversed(s)), s.count(10))


class MyMap(MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


m = MyMap()
m.update(a=1, b=2)
print(m.pop("a"), m.get("z", 0), dict(m), m.setdefault("c", 3), sorted(m.items()), "b" in m, m == {"b": 2, "c": 3})
m.clear()
print(len(m))
