from collections import *
c = Counter("abracadabra")
print(c.most_common(2), c["z"], sum(c.values()), c - Counter("aab"), c & Counter("aabb"), (Counter(a=1) | Counter(a=3))["a"], sorted(c.elements())[:4])
c.subtract("aaa")
c.update({"q": 5})
print(c["a"], c["q"], +Counter(a=-1, b=2))
d = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    d[k].append(v)
print(dict(d), d.default_factory, "zz" in d, d["zz"], len(d), defaultdict(int, x=1))
P = namedtuple("P", "x y", defaults=[0])
p = P(1)
print(p, p.x, p[1], p._replace(y=5), p._asdict() == {"x": 1, "y": 0}, P._fields, P._make([3, 4]), p == (1, 0), P._field_defaults)
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 9
print(m["a"], m["b"], m.maps[0], len(m), m.new_child({"a": 0})["a"], m.parents["a"])
q = deque([1, 2, 3], maxlen=3)
q.append(4)
q.appendleft(0)
q.rotate(1)
print(q, q.maxlen, q[0], list(reversed(q)), q.index(2))
o = OrderedDict([("x", 1), ("y", 2)])
o.move_to_end("x")
print(list(o), o == OrderedDict([("x", 1), ("y", 2)]), o == {"x": 1, "y": 2}, o.popitem(last=False))


class L(UserList):
    pass


class S(UserString):
    pass


print(L([1]) + [2], S("ab").upper() + "c", UserDict(a=1)["a"])
for bad in ("P()", "P(1, 2, 3)", "namedtuple('X', 'a a')", "namedtuple('X', 'def')", "deque().pop()", "defaultdict(3)", "p.x", "deque([1])[5]"):
    try:
        print(eval(bad))
    except (TypeError, ValueError, IndexError) as e:
        print(bad, "->", type(e).__name__)
