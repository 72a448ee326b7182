"""Abstract base classes: who has instances, who counts as a subclass, and what is remembered of the answers."""
import abc
import gc
import sys
import weakref
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): return 1
    @property
    @abc.abstractmethod
    def name(self): pass
    @classmethod
    @abc.abstractmethod
    def make(cls): pass
    @staticmethod
    @abc.abstractmethod
    def helper(): pass
def refused(f, *args):
    try:
        print("made", type(f(*args)).__name__)
    except TypeError as e:
        print("TypeError", e)
print(type(Shape), type(Shape).__mro__, isinstance(Shape, abc.ABCMeta))
print(sorted(Shape.__abstractmethods__), Shape.name.__isabstractmethod__, Shape.__dict__["make"].__isabstractmethod__, Shape.__dict__["helper"].__isabstractmethod__)
refused(Shape)
class Half(Shape):
    def area(self): return super().area() + 1
    name = "half"
refused(Half)
class Nearly(Half):
    make = classmethod(lambda cls: cls())
refused(Nearly)
class Whole(Nearly):
    helper = staticmethod(lambda: 5)
refused(Whole)
print(Whole().area(), Whole.helper(), isinstance(Whole(), Shape), issubclass(Whole, Shape), Whole.__abstractmethods__)
print(bool(Shape.__flags__ & 1 << 20), bool(Whole.__flags__ & 1 << 20))
class Old: pass
print(isinstance(Old(), Shape), issubclass(Old, Shape))
token = abc.get_cache_token()
print(Shape.register(Old) is Old, abc.get_cache_token() - token)
print(isinstance(Old(), Shape), issubclass(Old, Shape), Shape in Old.__mro__)
class Young(Old): pass
print(isinstance(Young(), Shape), issubclass(Young, Half), issubclass(int, Shape))
@Shape.register
class Decorated: pass
print(issubclass(Decorated, Shape))
for bad in (5, Shape):
    try: print(Half.register(bad))
    except (TypeError, RuntimeError) as e: print(type(e).__name__, e)
try: issubclass(5, Shape)
except TypeError as e: print("TypeError", e)
tell = print
class Hooked(metaclass=abc.ABCMeta):
    answer = NotImplemented
    @classmethod
    def __subclasshook__(cls, C):
        tell("asked", cls.__name__, C.__name__)
        return cls.answer
print(issubclass(int, Hooked), issubclass(int, Hooked))
Hooked.answer = True
print(issubclass(int, Hooked), issubclass(str, Hooked), issubclass(str, Hooked))
Hooked.answer = False
print(issubclass(bytes, Hooked), issubclass(str, Hooked))
Hooked.answer = 5
try: issubclass(list, Hooked)
except AssertionError as e: print("AssertionError", e)
Hooked.answer = NotImplemented
class Liar:
    @property
    def __class__(self): return Whole
asked = []  # up to 3.6 the order is that of two addresses
tell = lambda *words: asked.append(words)
print(isinstance(Liar(), Shape), isinstance(Liar(), Half), isinstance(Liar(), Hooked), sorted(asked))
tell = print
def gone():
    class Short: pass
    r = weakref.ref(Short)
    print(Shape.register(Short).__name__, issubclass(Short, Shape), isinstance(Short(), Shape))
    return r
r = gone()
gc.collect()
print(r())
impl = Shape.__dict__["_abc_impl"]
print(type(impl).__name__, type(impl).__basicsize__, gc.is_tracked(impl), sys.getsizeof(impl))
class Loose(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
refused(Loose)
Loose.__abstractmethods__ = frozenset()
refused(Loose)
Loose.__abstractmethods__ = {"x"}
refused(Loose)
del Loose.__abstractmethods__
refused(Loose)
for c in (Loose, type, int):
    try: print(c.__abstractmethods__)
    except AttributeError as e: print("AttributeError", e)
class Plain:
    @abc.abstractmethod
    def f(self): pass
refused(Plain)
class Meta(abc.ABCMeta):
    def __call__(cls, *a):
        print("call", cls.__name__)
        return super().__call__(*a)
class M(metaclass=Meta): pass
M()
class Stamped(abc.ABC):
    def __init_subclass__(cls, **kw): print("subclass", cls.__name__, kw)
class S(Stamped, k=1): pass
print(abc.ABC.__slots__, abc.ABC.__mro__)
class Ints(abc.ABC): pass
Ints.register(int)
print(isinstance(True, Ints), isinstance(5, Ints), isinstance("x", Ints), [c.__name__ for c in Ints.__subclasses__()])
del r, impl
