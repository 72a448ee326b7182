from enum import Enum, Flag, IntEnum, IntFlag, auto, unique


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1


class Number(IntEnum):
    ONE = 1
    TWO = 2


class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RW = R | W


class Bits(IntFlag):
    A = 1
    B = 2


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (0.6, 3.3)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def density(self):
        return self.mass / self.radius

    @classmethod
    def first(cls):
        return next(iter(cls))


class Text(str, Enum):
    A = "a"


print(Color, Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(1), Color["GREEN"], list(Color), len(Color))
print(Color.CRIMSON is Color.RED, dict(Color.__members__), Color.RED in Color, isinstance(Color.RED, Color), Color.RED == 1, Color.RED == Color.RED)
print(hash(Color.RED) == hash("RED"), {Color.RED: 1}, f"{Color.RED}", "%s" % Color.RED, format(Color.RED, ">12"), bool(Color.RED), list(reversed(Color)))
print(repr(Number.ONE), Number.ONE + 1, Number.ONE < Number.TWO, Number.ONE == 1, Number(2), f"{Number.ONE}", "%d" % Number.TWO, sorted(Number), isinstance(Number.ONE, int))
print(repr(Perm.R), repr(Perm.R | Perm.W), repr(Perm.R | Perm.X), Perm.R in Perm.RW, repr(~Perm.R), repr(Perm.RW & Perm.R), repr(Perm.R ^ Perm.RW), bool(Perm.R & Perm.X))
print(repr(Perm(0)), (Perm.R | Perm.X).value, len(Perm), list(Perm), repr(Perm(7)), str(Perm.R | Perm.X))
print(repr(Bits.A), repr(Bits.A | Bits.B), repr(Bits.A | 8), repr(Bits(8)), Bits.A + 1, Bits.A | Bits.B == 3, f"{Bits.A}", repr(Bits.A | 2))
print(list(Auto), Auto.D.value, Planet.EARTH.mass, Planet.MARS.density, Planet.first(), Planet((0.6, 3.3)))
print(repr(Text.A), Text.A == "a", Text.A.upper(), f"{Text.A}", str(Text.A), Color.__name__, Color.__module__)
Animal = Enum("Animal", "CAT DOG")
Level = IntEnum("Level", [("LOW", 10), ("HIGH", 20)])
print(list(Animal), repr(Animal.CAT), Animal(2), list(Level), Level.LOW + 1, Animal.__module__)
for f, *args in ((Color, 9), (lambda: Color["X"],), (lambda: Color.X,), (setattr, Color, "RED", 3), (delattr, Color, "RED"), (lambda: Color.RED < Color.GREEN,),
                 (unique, Color), (unique, Number), (Perm, 8), (lambda: Perm.R | 1,), (setattr, Color.RED, "value", 3)):
    attempt(f, *args)


def again():
    class Twice(Enum):
        A = 1
        A = 2


def extend():
    class More(Color):
        BLUE = 3


attempt(again)
attempt(extend)


class Missing(Enum):
    A = 1

    @classmethod
    def _missing_(cls, value):
        return cls.A


class Named(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    ONE = auto()
    TWO = auto()


print(Missing(7), [n.value for n in Named], type(Color.RED) is Color, Color.RED.__class__)
