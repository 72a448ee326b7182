from collections import deque, namedtuple, OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

def kind(x):
    match x:
        case []: return "empty"
        case [a]: return ("one", a)
        case {"k": v, **rest}: return ("map", v, rest)
        case {}: return "mapping"
        case int(n): return ("int", n)
        case str(s) | bytes(s): return ("text", s)
        case [a, *_, b]: return ("ends", a, b)
        case _: return "else"

for v in ([], (1,), range(3), deque([1, 2]), "ab", b"ab", {"k": 1, "z": 2}, {}, 3, True, 2.5, None, {1}, frozenset(), iter([1]), OrderedDict(a=1), defaultdict(int, k=3)):
    print(type(v).__name__, kind(v))

class Seq(Sequence):
    def __len__(self): return 2
    def __getitem__(self, i):
        if i > 1: raise IndexError(i)
        print("item", i)
        return i * 10
class Map(Mapping):
    def __len__(self): return 1
    def __iter__(self): return iter("k")
    def __getitem__(self, k):
        print("get", k)
        if k != "k": raise KeyError(k)
        return 7
class Plain: pass
class Late(Plain): pass
print(kind(Seq()), kind(Map()), kind(Late()))
Sequence.register(Plain)
Plain.__len__ = lambda self: 0
print(kind(Late()), kind(Plain()))

@dataclass
class Point:
    x: int
    y: int
P = namedtuple("P", "a b")
def where(p):
    match p:
        case Point(0, 0): return "origin"
        case Point(x, y=0): return ("x", x)
        case Point(x=0) as q: return ("y", q)
        case P(a, b): return ("P", a, b)
        case Point(x, y): return (x, y)
for p in Point(0, 0), Point(1, 0), Point(0, 2), Point(3, 4), P(5, 6):
    print(where(p))
print(Point.__match_args__, P.__match_args__)

class Bad:
    __match_args__ = ["x"]
class Bad2:
    __match_args__ = (1,)
class Twice:
    __match_args__ = ("x",)
    x = 1
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
def t1():
    match Bad():
        case Bad(1): pass
def t2():
    match Bad2():
        case Bad2(1): pass
def t3():
    match Twice():
        case Twice(1, x=1): pass
def t4():
    match Twice():
        case Twice(1, 2): pass
def t5():
    f = print
    match 1:
        case f(): pass
def t6():
    match Plain():
        case Plain(1): return 1
    return 2
def t7():
    match 3:
        case int(3, 4): pass
def t8():
    k = P("x", "x")
    match {"x": 1}:
        case {k.a: 1, k.b: 1}: pass
def t9():
    class L:
        def __len__(self): raise ZeroDivisionError
        def __getitem__(self, i): return i
    Sequence.register(L)
    match L():
        case [a]: pass
for t in (t1, t2, t3, t4, t5, t6, t7, t8, t9):
    attempt(t)
def guard(x):
    match x:
        case [a, b] if a > b: return "down"
        case [a, b] if a < b: return "up"
        case [a, _]: return ("same", a)
print(guard([1, 2]), guard((2, 1)), guard([3, 3]), guard([1]))
for t in (list, tuple, dict, int, bool, str, Seq, Map, Plain, Late, set, object, type, Sequence, Mapping):
    print(t.__name__, t.__flags__ >> 5 & 3, t.__flags__ >> 22 & 1)
match [1, [2, [3, 4]]]:
    case [a, [b, [*c]]]:
        print(a, b, c)
match {"a": {"b": [1, {"c": 2}]}}:
    case {"a": {"b": [_, {"c": n}]}}:
        print(n)
class Attr:
    def __getattr__(self, name):
        print("asked", name)
        raise AttributeError(name)
match Attr():
    case Attr(foo=1): pass
    case Attr(): print("plain")
