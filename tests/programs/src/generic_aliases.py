# list[int] and what it answers; before 3.9 there is no such thing.
import copy
import gc
import sys
import weakref

try:
    list[int]
except TypeError as error:
    print(error)
    sys.exit()
G=type(list[int])
print(G, G.__basicsize__, G.__weakrefoffset__, G.__dictoffset__)
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
t(lambda: list[int]); t(lambda: dict[str,int]); t(lambda: tuple[()]); t(lambda: tuple[int,...]); t(lambda: list[[1,2]]); t(lambda: list[None]); t(lambda: list['x']); t(lambda: type[int])
t(lambda: list[int].__args__); t(lambda: list[int].__origin__); t(lambda: list[int].__parameters__)
t(lambda: list[int]([1,2])); t(lambda: list[int]==list[int]); t(lambda: list[int]!=list[str]); t(lambda: hash(list[int])==hash(list)^hash((int,)))
class A(list[int]): pass
print(A.__orig_bases__, A.__mro__)
class B:
    def __class_getitem__(c,k): return G(c,k)
t(lambda: B[int]); b=B[int](); t(lambda: b.__orig_class__); t(lambda: B[int,str])
t(lambda: [*list[int]])
t(lambda: G(list,int)); t(lambda: G(list,(int,))); t(lambda: G()); t(lambda: G(list)); t(lambda: G(list,int,3)); t(lambda: G(list,int,x=1))
t(lambda: G(5,'x')); t(lambda: G(5,'x')()); t(lambda:G(5,'x').real)
t(lambda: len(list[int])); t(lambda: list[int].__reduce__()); t(lambda: bool(list[int])); t(lambda: list[int]<list[int]); t(lambda: list[list[int]]); t(lambda: list[A]); t(lambda:enumerate[int]); t(lambda:set[int]); t(lambda:frozenset[int]); t(lambda: int[int]); t(lambda: str[0]); t(lambda: range[0]); t(lambda: type(list[int])[int]); t(lambda: list.__class_getitem__(int)); t(lambda: list.__class_getitem__()); t(lambda: A[str])
x=list[int]
try: x.foo=1
except Exception as e: print(type(e).__name__, e)
try: del x.foo
except Exception as e: print(type(e).__name__, e)
try: x.__origin__=1
except Exception as e: print(type(e).__name__, e)
t(lambda: list[1:2])
t(lambda: list[A()])
print(x.__class__ is G, type(x) is G, G.__module__, G.__qualname__, G.__name__)
print(weakref.ref(x)() is x, gc.is_tracked(x), sys.getsizeof(x), gc.get_referents(x))
t(lambda: copy.copy(x)); t(lambda: copy.deepcopy(x) is x)
r=[]; t(lambda: r.append(list[r]) or r)
t(lambda: callable(x))
t(lambda: list[int]|None)
t(lambda: x.__unpacked__)
t(lambda: G.__or__)
class M(type):
    def __getitem__(c,k): return (c.__name__,k)
class N(metaclass=M): pass
t(lambda: N[3])
import collections.abc
import types
t(lambda: types.GenericAlias is G); t(lambda: collections.abc.Iterable[int]); t(lambda: collections.abc.Mapping[str, list[int]])
t(lambda: type(iter(list[int])).__name__); t(lambda: next(iter(list[int])).__unpacked__)
t(lambda: next(iter(tuple[int, str])).__typing_unpacked_tuple_args__)
t(lambda: next(iter(list[int])) == list[int]); t(lambda: sys.getsizeof(list[int]))
before = sys.getrefcount(list)
many = [list[int] for i in range(5)]
if sys.version_info < (3, 12): print(sys.getrefcount(list) - before)
del many
class Box:
    __class_getitem__ = classmethod(types.GenericAlias)
    def __init__(self, item): self.item = item
box = Box[int](5)
print(box.__orig_class__, box.item, Box[int].__args__)
def f(a: list[int], b: dict[str, list[int]] = {}) -> tuple[int, ...]:
    return tuple(a)
print(f.__annotations__)
