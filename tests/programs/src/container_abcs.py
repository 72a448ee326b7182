"""Abstract classes of containers: what counts as one, and the methods that come with them."""
import collections.abc
from collections.abc import (Hashable, Iterable, Iterator, Generator, Reversible, Sized, Container, Callable, Collection,
                             Set, MutableSet, Mapping, MutableMapping, MappingView, KeysView, ItemsView, ValuesView,
                             Sequence, MutableSequence)
kinds = (Hashable, Iterable, Iterator, Generator, Reversible, Sized, Container, Callable, Collection, Set, MutableSet,
         Mapping, MutableMapping, KeysView, ItemsView, ValuesView, Sequence, MutableSequence)
def gen(): yield 1
class Nothing: pass
class NoHash: __hash__ = None
class Lens:
    def __len__(self): return 0
class All(Lens):
    def __iter__(self): return iter(())
    def __contains__(self, x): return False
    def __call__(self): pass
    def __reversed__(self): pass
things = (5, "x", b"x", [], (), {}, set(), frozenset(), range(3), gen(), gen, int, {}.keys(), {}.values(), {}.items(),
          iter([]), iter({}), reversed([]), zip(), map(len, []), enumerate([]), None, Nothing(), NoHash(), Lens(), All(),
          slice(1), len, [].append)
for k in kinds:
    print(k.__name__, k.__module__, sorted(k.__abstractmethods__), "".join(".x"[isinstance(t, k)] for t in things))
print([c.__name__ for c in MutableMapping.__mro__], [c.__name__ for c in MutableSequence.__mro__])
class Words(MutableMapping):
    def __init__(self, *a, **k): self.d = {}; self.update(*a, **k)
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
w = Words({"a": 1}, b=2)
w.update([("c", 3)])
print(dict(w), w == {"a": 1, "b": 2, "c": 3}, "a" in w, "z" in w, w.get("z", 9), w.pop("a"), w.pop("z", None), w.setdefault("d", 4), len(w))
print(list(w.keys()), list(w.values()), list(w.items()), w.keys() & {"b"}, ("b", 2) in w.items(), 3 in w.values(), w.keys() - {"b"} == {"c", "d"})
try: w.pop("z")
except KeyError as e: print("KeyError", e)
print(w.popitem(), len(w)); w.clear(); print(len(w), bool(w))
try: w.popitem()
except KeyError as e: print("KeyError", e.args, e.__cause__, e.__suppress_context__)
try: reversed(w)
except TypeError as e: print("TypeError", e)
class Bag(MutableSequence):
    def __init__(self, items=()): self.items = list(items)
    def __getitem__(self, i): return self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def __len__(self): return len(self.items)
    def insert(self, i, v): self.items.insert(i, v)
b = Bag("hello")
b.append("!"); b.extend("ab"); b += [1]
print(list(b), b.index("l"), b.index("l", 3), b.count("l"), "e" in b, 7 in b, b.pop(), b.pop(0), list(reversed(b)))
b.reverse(); b.remove("l"); print(list(b)); b.extend(list(b)); print(len(b)); b.clear(); print(len(b))
try: b.index("x")
except ValueError as e: print("ValueError", e.args)
class Small(MutableSet):
    def __init__(self, it=()): self.items = []; [self.add(x) for x in it]
    def __contains__(self, x): return x in self.items
    def __iter__(self): return iter(self.items)
    def __len__(self): return len(self.items)
    def add(self, x):
        if x not in self.items: self.items.append(x)
    def discard(self, x):
        if x in self.items: self.items.remove(x)
    def __repr__(self): return "Small(%r)" % self.items
s, t = Small([1, 2, 3]), Small([2, 3, 4])
print(s & t, s | t, s - t, s ^ t, s <= t, s < s, s >= Small([1]), s == Small([3, 2, 1]), s.isdisjoint(t), {1, 9} & s, s | [7], [1] - s)
s |= t; s &= [1, 2, 4]; s -= [4]; s ^= [2, 8]; print(s)
s.remove(8); print(s.pop(), s)
try: s.remove(5)
except KeyError as e: print("KeyError", e)
s.clear(); print(s)
try: s.pop()
except KeyError as e: print("KeyError", e.args)
for bad in (Words.__mro__[1], Sequence, Set):
    try: bad()
    except TypeError as e: print("TypeError", e)
class G(Generator):
    n = 0
    def send(self, v): self.n += 1; return (self.n, v)
    def throw(self, *a): return super().throw(*a)
g = G()
print(next(g), g.send(5), iter(g) is g, g.close(), isinstance(g, Iterator))
try: g.throw(ValueError, ValueError("x"))
except ValueError as e: print("ValueError", e)
class Row(Sequence):
    def __getitem__(self, i): return (10, 20, 30)[i]
    def __len__(self): return 3
print(list(Row()), 20 in Row(), list(reversed(Row())), Row().index(30), Row().count(10))
print(KeysView({1: 2}), MappingView([1]), len(ItemsView({1: 2})), list(ItemsView({1: 2})))
print(collections.abc.__name__, hasattr(collections, "abc"))
for x in (slice(1), type.__dict__, [], {}.keys()):
    print(type(x).__name__, type(x).__dict__.get("__hash__", 5) is None, isinstance(x, Hashable))
