words = ["banana", "Apple", "cherry", "apple", "Banana"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
pairs = [(2, "b"), (1, "a"), (2, "a"), (1, "b")]
pairs.sort(key=lambda p: p[0])
print(pairs, sorted(pairs, key=lambda p: p[1]), sorted([3, 1, 2], reverse=True), sorted({3: 1, 1: 2}), sorted("cab"))
from functools import cmp_to_key
from operator import itemgetter, attrgetter, methodcaller
print(sorted([1, 10, 9, 100], key=cmp_to_key(lambda a, b: (str(a) > str(b)) - (str(a) < str(b)))), sorted(pairs, key=itemgetter(1, 0)), sorted([1 + 2j, 3 + 0j], key=attrgetter("imag")), sorted(["b", "A"], key=methodcaller("lower")))


class K:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        return self.v < o.v

    def __repr__(self):
        return "K%d" % self.v


print(sorted([K(3), K(1), K(2)]), min(K(5), K(4)), max([K(1), K(7)]), min([], default="none"), max("a", "bb", key=len))
for bad in ("sorted([1, 'a'])", "sorted([None, 1])", "sorted([1j, 2j])", "sorted(3)", "min([])", "max(1)", "sorted([1], key=3)", "[].sort(lambda x: x)"):
    try:
        print(eval(bad))
    except (TypeError, ValueError) as e:
        print(bad, "->", type(e).__name__, e)
l = [3, 1, 2]
try:
    l.sort(key=lambda x: l.append(x) or x)
except ValueError as e:
    print(e)
