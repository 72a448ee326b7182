# The C types of collections: sizes, the order, iterators that notice changes, life.
import gc
import sys
import weakref
from collections import Counter, OrderedDict, defaultdict


def told(text, **names):
    try:
        print(text, "->", eval(text, globals(), names))
    except Exception as error:
        print(text, "->", type(error).__name__, error)


for n in (0, 1, 5, 6, 20, 100):
    print(n, sys.getsizeof(OrderedDict.fromkeys(range(n))), sys.getsizeof(defaultdict(int, dict.fromkeys(range(n)))))
o = OrderedDict(a=1, b=2, c=3)
print(o, type(iter(o)), o.keys(), o.values(), o.items(), type(o.keys()).__mro__)
print(sys.getsizeof(o), sys.getsizeof(iter(o)), OrderedDict.__basicsize__, defaultdict.__basicsize__, OrderedDict.__mro__)
for text in ("o.popitem(1, 2)", "o.move_to_end()", "o.pop()", "o.setdefault()", "o.update(1, 2)", "OrderedDict(1, 2)",
             "o.update([1])", "o.update([(1,)])", "o.update([()])", "o.update([(1, 2, 3)])", "o.pop(5)", "o.move_to_end(9)",
             "OrderedDict().popitem()", "OrderedDict().move_to_end(1)", "defaultdict(1)", "defaultdict()[1]",
             "o.pop('zz', 7)", "o.setdefault('d', 4)", "o.popitem(last=False)", "o.popitem()", "o == OrderedDict(c=3, b=2)",
             "o == dict(c=3, b=2)", "o != OrderedDict(b=2, c=3)", "o < o", "hash(o)", "list(reversed(o))", "list(reversed(o.items()))",
             "o.keys() & {'b'}", "('b', 2) in o.items()", "'b' in o", "o.__reduce__()[:4]", "OrderedDict.fromkeys('ab', 0)",
             "dict(o)", "{**o}", "OrderedDict(o)", "OrderedDict({'x': 1}, y=2)", "o.get('b')", "o.get('q', 9)", "o.copy()"):
    told(text, o=o)
o.move_to_end("b")
print(list(o), dict(o), list(dict.items(o)))
o.move_to_end("b", last=False)
print(list(o))
dict.__setitem__(o, "hidden", 1)
print(list(o), len(o))
it = iter(OrderedDict.fromkeys("abc"))
changed = OrderedDict.fromkeys("abc")
for act in (lambda: changed.update(z=1), lambda: changed.pop("z"), lambda: changed.move_to_end("a"), lambda: changed.clear()):
    try:
        for key in changed:
            act()
    except Exception as error:
        print(type(error).__name__, error, list(changed))
o.attribute = [o]
print(o.__dict__ if len(o.__dict__) == 0 else sorted(o.__dict__), o.__reduce__()[2] is not None)
ref = weakref.ref(o)
del o
print(ref() is not None, gc.collect() > 0, ref())
keys = [object() for _ in range(3)]
held = OrderedDict.fromkeys(keys)
print([sys.getrefcount(key) for key in keys])
del held[keys[0]]
held.pop(keys[1])
print([sys.getrefcount(key) for key in keys])
nested = OrderedDict()
nested["me"] = nested
print(nested)


class Mine(OrderedDict):
    def __init__(self, *args):
        self.seen = []
        super().__init__(*args)

    def __setitem__(self, key, value):
        self.seen.append(key)
        super().__setitem__(key, value)

    def __missing__(self, key):
        return "none of " + key


m = Mine([("k", 1), ("l", 2)])
print(m, m.seen, m["zz"], m.copy(), m.pop("k"), m.setdefault("w", 5), m, sys.getsizeof(m) > 0, m.__reduce__()[2])
print(isinstance(m, dict), issubclass(OrderedDict, dict), type(m).__mro__)

d = defaultdict(list)
d["a"].append(1)
print(d, d["b"], d, d.default_factory, d.copy(), d.__reduce__()[:4], type(d).__mro__)
d.default_factory = None
told("d['c']", d=d)
del d.default_factory
print(d.default_factory, d.get("zz"), d.setdefault("s", 1), len(d))
rec = defaultdict()
rec.default_factory = rec.__missing__
print("...)" in repr(rec) or repr(rec)[:30])
tree = lambda: defaultdict(tree)
t = tree()
t["x"]["y"]["z"] = 1
print(list(t), list(t["x"]["y"].values()))
print(defaultdict(int, {"a": 1}, b=2), defaultdict(None, [(1, 2)]))
for word in "the cat and the dog and the bird".split():
    d[word] = d.get(word, 0) + 1
print(sorted(d.items(), key=str))


class Loud(defaultdict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


print(Loud(None, a=1)["ab"], Loud()["x"])
factory_list = [1]
cyclic = defaultdict(factory_list.copy)
cyclic["me"] = cyclic
ref = weakref.ref(type("T", (defaultdict,), {})(list))
print(ref())
del cyclic
print(gc.collect() >= 1)
c = Counter("abracadabra")
c += Counter("aaa")
print(c, c.most_common(2), c - Counter("aab"), c == Counter(dict(c)), +c)


class Bad:
    def __init__(self, d):
        self.d = d

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.d.clear()
        return False


bad = OrderedDict()
bad[Bad(bad)] = 1
try:
    bad[Bad(bad)] = 2
except Exception as error:
    print(type(error).__name__)
print(len(bad) < 3)
