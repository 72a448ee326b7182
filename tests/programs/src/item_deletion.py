"""What cannot lose an item says so: in one way to a number, in another to any other key."""
class Plain: pass
class Pair(tuple): pass
for o in (Plain(), Pair(), (1,), "a", 5, None, range(3), {1}, {1: 2}.keys(), frozenset(), b"a", len, iter([])):
    for key in (0, "a", slice(1)):
        try:
            del o[key]
        except TypeError as e:
            print(type(o).__name__, type(key).__name__, e)
class Shown(bytes):
    def __repr__(self): return "shown"
print(str(Shown(b"x")), repr(Shown(b"x")), "{}".format(Shown(b"y")), "%s" % Shown(b"z"))
for spec in (5, None, b"x"):
    try:
        print(format(1, spec))
    except TypeError as e:
        print(e)
