# What operations of sets and views ask of the other side, and what str() asks of a number.
class Told(set):
    def __iter__(self):
        print("iterated")
        return iter([1, 2])


print({1}.isdisjoint(Told()), {3}.isdisjoint(Told([3])), frozenset().isdisjoint(Told()))


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        print("hash of", self.name)
        return hash(self.name)

    def __eq__(self, other):
        return self.name == getattr(other, "name", None)


names = {Key("a"): 1, Key("b"): 2}
print("keys & []", names.keys() & [])
print("items & []", names.items() & [])
print("items & one", len(names.items() & [1]))
for kind in int, float, complex, bool:
    print(kind.__name__, "__str__" in vars(kind))


class Whole(int):
    def __repr__(self):
        return "whole"


class Part(float):
    def __repr__(self):
        return "part"


print(str(Whole(3)), "%s" % Part(1.5), format(Whole(3)), "{}".format(Part(2.5)), repr(Whole(1)))
