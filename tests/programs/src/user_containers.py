# UserDict, UserList, UserString, ChainMap, reprlib
import reprlib
import sys
from collections import ChainMap, UserDict, UserList, UserString, defaultdict


class D(UserDict):
    def __missing__(self, key):
        return key * 2


d = D({"a": 1}, b=2)
d["c"] = 3
print(d, len(d), d["z"], "z" in d, d.get("a"), sorted(d), d == {"a": 1, "b": 2, "c": 3})
e = d.copy()
e["a"] = 9
print(type(e).__name__, d["a"], e["a"], D.fromkeys("xy", 0), sys.getrefcount(d.data) - 1)

l = UserList([3, 1, 2])
l.sort()
l += (7,)
print(l, l + [4], [0] + l, l[1:], type(l[1:]).__name__, l * 2, l == [1, 2, 3, 7], l < UserList([2]))
l.extend(UserList("ab"))
print(l, l.pop(), l.index("a"), l.count(1), UserList(l) == l)

s = UserString("Hello")
print(s.upper(), s + " you", "oh " + s, s[1], s == "Hello", s.center(9, "*"), s % (), hash(s) == hash("Hello"))
print(UserString("%s-%d") % ("a", 3), "l" in s, s.find("l"), s.split("l"), int(UserString("12")), s.encode())

c = ChainMap({"a": 1}, {"b": 2, "a": 3}, defaultdict(int))
print(c["a"], c["b"], list(c), len(c), c.new_child({"z": 0})["z"], c.parents.maps[0]["a"])
c["n"] = 4
del c["a"]
print(c.maps[0], c["a"], c["unknown"], bool(ChainMap()))
for wrong in (lambda: c.pop("b"), lambda: ChainMap().popitem(), lambda: ChainMap()["k"]):
    try:
        wrong()
    except KeyError as e:
        print("KeyError", e)
m = ChainMap({})
m["self"] = m
print(m)
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(9)}))
print(reprlib.repr(10 ** 80), reprlib.repr([[[[[[[1]]]]]]]), reprlib.repr(frozenset("a")), reprlib.repr((1,)))
