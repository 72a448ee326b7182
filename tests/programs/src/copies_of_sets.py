# copies of sets, frozen sets, byte arrays and of classes derived from them
import copy


class Tracer:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return self.value

    def __deepcopy__(self, memo=None):
        return Tracer(self.value + 1)


class S(set):
    pass


class F(frozenset):
    pass


class B(bytearray):
    pass


for kind in (set, frozenset, S, F):
    t = Tracer(10)
    s = kind([t])
    shallow, deep = copy.copy(s), copy.deepcopy(s)
    print(kind.__name__, shallow is s, shallow == s, type(shallow).__name__, deep is s, type(deep).__name__,
          [e.value for e in deep], [e is t for e in shallow])
    print(sorted(copy.deepcopy(kind("abc"))), copy.deepcopy(kind()) == kind())
s = S("a")
s.name = ["kept"]
d = copy.deepcopy(s)
print(d.name, d.name is s.name, copy.copy(s).name is s.name)
for kind in (bytearray, B):
    b = kind(b"abc")
    for c in (copy.copy(b), copy.deepcopy(b)):
        print(type(c).__name__, bytes(c), c is b, len(c))
x = frozenset([(1, frozenset([2]))])
print(copy.deepcopy(x), copy.deepcopy([x, x])[0] == x)
