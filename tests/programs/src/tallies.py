# Counter and the dicts of collections as programs use them: tallies, groups, least recently used.
from collections import ChainMap, Counter, OrderedDict, defaultdict

words = "the cat saw the dog and the bird saw the cat".split()
count = Counter(words)
print(count, count.most_common(2), count["nothing"], sum(count.values()))
groups = defaultdict(list)
for word in words:
    groups[len(word)].append(word)
print(dict(groups), groups)
by = defaultdict(lambda: defaultdict(int))
for word in words:
    by[word[0]][word] += 1
print({k: dict(v) for k, v in by.items()})


class Lru:
    def __init__(self, size):
        self.size, self.items = size, OrderedDict()

    def get(self, key):
        if key in self.items:
            self.items.move_to_end(key)
            return self.items[key]
        return -1

    def put(self, key, value):
        self.items[key] = value
        self.items.move_to_end(key)
        if len(self.items) > self.size:
            self.items.popitem(last=False)


cache = Lru(2)
cache.put(1, "a")
cache.put(2, "b")
print(cache.get(1), cache.put(3, "c"), cache.get(2), cache.items)
a, b = Counter(x=3, y=1), Counter(x=1, y=2)
print(a + b, a - b, a & b, a | b, +Counter(x=-1, z=2), -Counter(x=-1))
a += b
print(a)
a -= Counter(x=9)
print(a)
a |= Counter(q=1)
a &= Counter(y=2, q=5)
print(a, a == Counter(y=2, q=1), Counter(x=0) == Counter())
a.subtract(y=5)
print(a, list(a.elements()), a.copy(), Counter(a) is a)
try:
    print(Counter(x=1) <= Counter(x=2), Counter(x=1) < Counter(x=1), Counter(x=2) >= Counter(x=1), Counter(y=1) > Counter(x=1))
except TypeError as error:
    print(error)
chain = ChainMap({"a": 1}, {"a": 2, "b": 3})
chain["c"] = 4
print(chain["a"], chain["b"], chain.maps, sorted(chain), len(chain))
merged = OrderedDict(sorted({"b": 2, "a": 1}.items()))
merged.update(c=3)
print(merged, list(merged.items())[::-1], OrderedDict.fromkeys("abc"))
print(eval(repr(merged)) == merged, merged.__eq__({"c": 3, "b": 2, "a": 1}))
