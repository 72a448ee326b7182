import gc
import sys
import weakref
from itertools import (accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle,
                       dropwhile, filterfalse, groupby, islice, permutations, product, repeat, starmap, takewhile,
                       tee, zip_longest)
from operator import attrgetter, itemgetter

gc.collect()
made = [accumulate([1]), chain([1]), combinations("abc", 2), combinations_with_replacement("abc", 2), compress("ab", [1]),
        count(), cycle("a"), dropwhile(bool, []), filterfalse(None, []), groupby("a"), islice("abc", 2), permutations("abc", 2),
        product("ab", "cd", repeat=2), repeat(1), starmap(pow, []), takewhile(bool, []), tee("a")[0], zip_longest("a", "b"),
        itemgetter(1), attrgetter("a")]
print([(type(x).__name__, sys.getsizeof(x), gc.is_tracked(x)) for x in made])


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


# one tuple, handed out again while nobody keeps it
for iterator in (product("ab", "cd"), combinations("abc", 2), permutations("abc", 2), zip_longest("ab", "cd")):
    seen = {id(t) for t in iterator}
    print(len(seen), end=" ")
print()
kept = list(combinations("abc", 2))
print(len({id(t) for t in kept}))
# what cycle and tee keep
things = [Thing(i) for i in range(2)]
c = cycle(things)
first = next(c)
del things, first
print("cycle holds", gc.get_referents(c) != [])
del c
a, b = tee(Thing(i) for i in (10, 11))
print(next(a).name)
del a
print("b still has it", next(b).name)
del b
# groups
g = groupby([Thing("g")], key=lambda t: t.name)
key, group = next(g)
print(key, sys.getrefcount(g))
del g
print([t.name for t in group])
del group
# cycles through iterators
t = Thing("ring")
t.it = chain([t])
del t
print(gc.collect())
x = object()
n = sys.getrefcount(x)
r = repeat(x)
p = product([x], [x])
next(p)
print(sys.getrefcount(x) - n)
del r, p
print(sys.getrefcount(x) - n)
i = itemgetter(x)
print(sys.getrefcount(x) - n)
w = weakref.ref(tee([])[0])
print(w() is None)
said = []
gc.collect()
gc.disable()
for make in (lambda: chain([], []), lambda: count(5), lambda: cycle([]), lambda: islice([], 3), lambda: tee([]), lambda: product("ab", "c"),
             lambda: list(groupby("aab")), lambda: list(product("ab", "cd")), lambda: list(zip_longest("ab", "c"))):
    start = gc.get_count()[0]
    kept = make()
    said.append(gc.get_count()[0] - start)
print(said)
many = []
for n in range(1000):
    many = chain([n], many)
print(sum(many))
