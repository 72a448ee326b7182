class Seq:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), [*Seq()])
for x in Seq():
    print(x)
it = iter(lambda l=[3, 2, 1]: l.pop(), 1)
print(list(it))
print(list(zip("abc", [1, 2], (True, False, None))), list(enumerate("xy", 5)))
print(list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(lambda v: v % 2, range(6))))
print(sorted({"b": 1, "a": 2}), max("hello"), min([3, 1], key=lambda v: -v), sum((1.5, 2)))
r = range(10)
print(r[2], r[-1], r[2:5], len(r), 5 in r, list(r[::3]), r == range(0, 10), r.index(3))
e = enumerate([])
print(next(e, None), list(e), type(e).__name__, type(iter([])).__name__, type(iter({})).__name__)
d = {"x": 1, "y": 2}
ks = d.keys()
d["z"] = 3
print(ks, len(ks), "z" in ks, d.values(), d.items())
print(list(reversed([1, 2, 3])), list(reversed("ab")), list(reversed(range(3))))
print(all([True]), tuple(range(3)), set([1, 1, 2]), dict(zip("ab", [1, 2])))
try:
    for x in [1, 2]:
        if x == 2:
            raise StopIteration("explicit")
except StopIteration as s:
    print("got", s)
