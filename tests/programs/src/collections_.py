# Named tuples, dicts that make values, keep an order of their own or count.
from collections import namedtuple, defaultdict, OrderedDict, Counter
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], p._asdict(), p._replace(x=5), P._fields, P._make([3, 4]), p == (1, 2), isinstance(p, tuple), hash(p) == hash((1, 2)))
print(P.__name__, P.__module__, P.__doc__, P.x.__doc__, P.__new__.__name__, P._field_defaults, P.__slots__, P.__mro__[1])
Q = namedtuple("Q", ["a", "b", "c"], defaults=[7, 8])
print(Q(1), Q._field_defaults, namedtuple("R", "a def a", rename=True)._fields)
for bad in ("namedtuple('X', 'a a')", "namedtuple('X', 'def')", "namedtuple('X', '_a')", "namedtuple('1', 'a')", "p._replace(z=1)", "P._make([1])"):
    try: eval(bad)
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
try: p.x = 3
except AttributeError as e: print("AttributeError")
class Pt(namedtuple("Pt", "x, y")):
    def norm(self): return self.x + self.y
print(Pt(1, 2).norm(), Pt(1, 2))
d = defaultdict(list)
d["a"].append(1); d["a"].append(2); d["b"]
print(d, dict(d), d.default_factory is list, d.get("z"), "z" in d, d.copy() == d, type(d.copy()).__name__)
try: defaultdict()[1]
except KeyError as e: print("KeyError", e)
try: defaultdict(3)
except TypeError as e: print(e)
print(defaultdict(int, {1: 2}, ), defaultdict(None, x=1))
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a"); print(list(o), o.popitem(last=False), o); o.move_to_end("a", last=False); print(list(o), o == OrderedDict([("c", 3), ("a", 1)]), o == {"c": 3, "a": 1})
try: o.move_to_end("q")
except KeyError as e: print("KeyError", e)
print(OrderedDict.fromkeys("ab"), OrderedDict(), list(reversed(o)), o.copy())
c = Counter("abracadabra")
print(c, c["a"], c["z"], c.most_common(2), sorted(c.elements())[:4], len(c), hasattr(c, "total"))
c.update("aa"); c.subtract("b"); print(c)
print(Counter(a=3, b=1) + Counter(a=1, c=2), Counter(a=3, b=1) - Counter(a=1, b=2), Counter(a=1) | Counter(a=2), Counter(a=1, b=1) & Counter(a=2), +Counter(a=-1, b=1), -Counter(a=-1))
print(Counter(), Counter({"x": 0}), isinstance(c, dict))
