# How much room a list keeps when its only item goes, and the names of built-in types as objects.
import sys

one = [1, 2, 3, 4, 5, 6][5:]
print(one.pop(0), sys.getsizeof(one))
one = [1, 2, 3, 4, 5, 6][5:]
print(one.pop(), sys.getsizeof(one))
one = [1, 2, 3, 4, 5, 6][5:]
one.remove(6)
print(sys.getsizeof(one))
grown = []
grown.append(1)
print(grown.pop(), sys.getsizeof(grown))
print(int.__name__ is int.__name__, int.__name__ == "int", list.__qualname__)
two = 2
print(round(2.5) is two, int(2.5) is two, round(-1.0) == -1, round(0.2))


class Held:
    def __hash__(self):
        return sys.getrefcount(self)


held = Held()
print(len({held: 1}), hash(held))


class Own(Exception):
    def __init__(self, code):
        print(sys.getrefcount(self.args))
        Exception.__init__(self, code)
        print(sys.getrefcount(self.args), self.args)


print(repr(Own(5)), max(3, 4), min("b", "a"), str(None) is str(None))
