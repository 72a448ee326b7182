import pprint
from collections import Counter, OrderedDict, defaultdict, deque
from pprint import pformat, pp

data = {"name": "a name that is rather long", "items": list(range(30)), "nested": {"key": ["value " * 3] * 4, 1: (1, 2)}, "t": (1,), "e": []}
pprint.pprint(data)
pprint.pprint(data, width=40)
pprint.pprint(data, compact=True)
pprint.pprint(data, depth=1)
pprint.pprint([[1, 2, [3, [4, [5]]]], "x"], depth=2)
pprint.pprint(list(range(50)), width=30, compact=True)
pprint.pprint({"b": 1, "a": 2})
pp({"b": 1, "a": 2})
pprint.pprint({3: "c", 1: "a", "x": 2}, width=10)
print(pformat([1, 2, 3]), pformat("short"), pformat({1: {2: {}}}), pformat(()), pformat((1,)), pformat(set()), pformat({3, 1, 2}))
pprint.pprint("a long text with many words that has to be broken into several lines because it is so long", width=30)
pprint.pprint(["line one\nline two\nline three and more", "x"], width=20)
pprint.pprint({i: "x" * i for i in range(12)}, indent=4)
pprint.pprint(set("abcdefghijklmnopqrstuvwxyz"), width=40)
pprint.pprint(frozenset(range(30)), width=40)
r = [1]
r.append(r)
print(pprint.isrecursive(r), pprint.isreadable(r), pprint.isreadable([1]), "<Recursion on list" in pprint.saferepr(r))
pprint.pprint(deque(range(30)), width=40)
pprint.pprint(deque("abc", maxlen=5), width=10)
pprint.pprint(b"some bytes " * 8, width=40)


class Thing:
    def __repr__(self):
        return "Thing()"


pprint.pprint([Thing()] * 12, width=40)
pprint.PrettyPrinter(width=20, indent=2).pprint({"abc": [1, 2, 3, 4, 5, 6, 7], "d": "e"})
pprint.pprint(None)
pprint.pprint([None, True, 1.5, 2 ** 70, "é"])
