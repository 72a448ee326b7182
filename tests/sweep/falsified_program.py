import gc
import sys

grown = []
for i in range(17):
    grown.append(i)
extended = []
extended.extend((1, 2, 3))
called = list((1, 2, 3))
keyed = {"a": 1, "b": 2}
numbered = {1: "a", 2: "b"}
zero, one = sys.getsizeof(0), sys.getsizeof(1)
text = sys.getsizeof("text" * 3)
print(zero, one, text, sys.getsizeof(keyed), sys.getsizeof(numbered))
print(sum([0.1] * 10), sum([1e16, 1.0, -1e16]))


class Asked:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print(self.name, "is asked")
        return False


print(Asked("value") in [Asked("item")])
many = set()
for i in range(20):
    many.add(i)
print(sys.getsizeof(many))
kept = []


class Phoenix:
    def __del__(self):
        kept.append(self)


class Plain:
    pass


a, b = Phoenix(), Plain()
a.self, b.self = a, b
ends = []


class Told:
    def __del__(self):
        ends.append("told")


b.told = Told()
del a, b
found = gc.collect()
print(found, ends)
plain = Plain()
plain.x = 1
size = sys.getsizeof(plain)
print(sorted(type(held).__name__ for held in gc.get_referents(plain)))
