# int | str: the union of types, and before 3.10 the error.
import copy
import gc
import sys

if not hasattr(type, "__or__"):
    try:
        int | str
    except TypeError as error:
        print(error)
    try:
        int | None
    except TypeError as error:
        print(error)
    sys.exit()
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
U=type(int|str)
print(U, U.__basicsize__, U.__weakrefoffset__, U.__dictoffset__)
t(lambda: int|str); t(lambda: int|None); t(lambda: None|int); t(lambda: int|str|int); t(lambda: int|int); t(lambda: (int|str)|(str|float)); t(lambda: list[int]|None); t(lambda: list[int]|list[int]); t(lambda: int|'x'); t(lambda: 'x'|int); t(lambda: int|5); t(lambda: None|None); t(lambda: int|...); t(lambda: [int|str])
x=int|str
t(lambda: x.__args__); t(lambda: x.__parameters__); t(lambda: x==str|int); t(lambda: hash(x)==hash(str|int)); t(lambda: hash(x)==hash(frozenset((int,str)))); t(lambda: isinstance(3,x)); t(lambda: isinstance(3.0,x)); t(lambda: issubclass(bool,x)); t(lambda: isinstance(None,int|None)); t(lambda: issubclass(type(None),int|None)); t(lambda: isinstance(3,int|list[int])); t(lambda: issubclass(int,int|list[int])); t(lambda: isinstance([], list[int]|int)); t(lambda:issubclass(3,int|str))
t(lambda: x[int]); t(lambda: x()); t(lambda: U()); t(lambda: U[int]); t(lambda: x.foo); t(lambda: x.__module__); t(lambda: x.__class__); t(lambda: x.__origin__); t(lambda: x|float); t(lambda: x|None); t(lambda: x!=int|str); t(lambda: x<x); t(lambda: list[x]); t(lambda: {x:1}[str|int]); t(lambda: x==3); t(lambda: int|True); t(lambda: type|int); t(lambda: int|type(None)); t(lambda: bool(x)); t(lambda: isinstance(1,(x,float))); t(lambda: isinstance(1.0,(x,float)))
try: x.a=1
except Exception as e: print(type(e).__name__, e)
try:
    class A(int|str): pass
except Exception as e: print(type(e).__name__, e)
class M(type):
    def __or__(c,o): return 'M or'
    def __ror__(c,o): return 'M ror'
class C(metaclass=M): pass
t(lambda: C|int); t(lambda: int|C); t(lambda: x|C); t(lambda: None|C)
class D: pass
t(lambda: D|int); t(lambda: D|None); t(lambda: D.__or__(int)); t(lambda: type.__or__(int,5)); t(lambda: int.__or__(5,3)); t(lambda: type.__ror__(int,str)); t(lambda: U.__or__(x,float))
t(lambda: sorted(U.__dict__)); t(lambda:U.__name__)
t(lambda: (gc.is_tracked(x), sys.getsizeof(x), gc.get_referents(x)))
x=int; x|=str; print(x)
def f(a: int|None=None)->'str|None': return a
print(f.__annotations__)
t(lambda: copy.copy(int|str)); t(lambda:copy.deepcopy(int|str))
t(lambda: isinstance(1, None|int)); t(lambda: (int|list[str]).__args__); t(lambda: hash(int|list[str])==hash(list[str]|int)); t(lambda: (int|list[str])==(list[str]|int))
t(lambda: int|list)
t(lambda: tuple[int|str,...])
t(lambda: (list|dict).__args__)
