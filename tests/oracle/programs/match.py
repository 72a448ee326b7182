# What patterns make and drop: parts of sequences, the rest of a mapping, attributes of an instance.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


items = [[1], (2, [3])]
match items:
    case [first, *rest]:
        taken = 1

match items:
    case [_, (two, [*inner])] as whole:
        taken = 2

table = {"a": [4], "b": {"c": [5]}, "d": None}
match table:
    case {"a": four, "b": {"c": five}, **others}:
        taken = 3

match table:
    case {"a": four, "nothing": five}:
        taken = 4
    case {"d": None}:
        taken = 5

place = Point([6], Point(7, [8]))
match place:
    case Point(six, Point(y=eight)):
        taken = 6

match place:
    case Point(z=1) | [_, _]:
        taken = 7
    case Point(x=[*sixes]):
        taken = 8

match "text":
    case str(text) | bytes(text):
        taken = 9


def bind(value):
    match value:
        case {"k": kept} | [_, kept]:
            return [kept]
        case _ if value:
            return value


given = [bind({"k": items}), bind((0, table)), bind(place)]
del rest, inner, others, whole, first, four, five
