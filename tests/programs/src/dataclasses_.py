import dataclasses
from dataclasses import FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, repr=False, compare=False)


@dataclass(order=True)
class Version:
    major: int
    minor: int = 0


@dataclass(frozen=True)
class Fixed:
    a: int
    b: str = "b"


@dataclass(unsafe_hash=True)
class Hashed:
    a: int
    b: list = field(default_factory=list, hash=False)


@dataclass
class Child(Point):
    z: int = 5

    def __post_init__(self):
        self.sum = self.x + self.z


@dataclass
class WithInit:
    a: InitVar[int]
    b: int = field(init=False)

    def __post_init__(self, a):
        self.b = a * 2


@dataclass
class Node:
    name: str
    next: "Node" = None


print(Point(1), Point(1, 2), Point(1) == Point(1, 0), Point(1) != Point(2), Point(1).tags is Point(1).tags, Point(x=3, y=4))
print(Version(1) < Version(1, 1), sorted([Version(2), Version(1, 5)]), max(Version(1), Version(0, 9)), Version(1) >= Version(1))
print(Fixed(1), hash(Fixed(1)) == hash((1, "b")), {Fixed(1): "x"}[Fixed(1)], hash(Hashed(3)) == hash((3,)))
print(Child(1), Child(1).sum, [f.name for f in fields(Child)], Child.__mro__[1] is Point, WithInit(3), WithInit(3).b)
print(asdict(Point(1, 2, [Point(3)])), astuple(Point(1, 2, [Point(3)])), replace(Point(1, 2), x=9), replace(Fixed(1), b="c"))
print(is_dataclass(Point), is_dataclass(Point(1)), is_dataclass(3), Point.__doc__, list(Point.__dataclass_fields__), Point.y)
n = Node("a")
n.next = n
print(n, Point.__annotations__, fields(Point)[0].name, fields(Point)[0].type, Point.__hash__)
Made = make_dataclass("Made", [("a", int), ("b", int, field(default=3))], namespace={"double": lambda self: self.a * 2})
print(Made(1), Made(1).double(), Made.__name__)
for f, *args in ((Point,), (Point, 1, 2, 3, 4), (hash, Point(1)), (setattr, Fixed(1), "a", 2), (delattr, Fixed(1), "a"), (lambda: Version(1) < 3,),
                 (fields, 3), (replace, 3), (asdict, Point), (lambda: Point(z=1),)):
    attempt(f, *args)


def mutable():
    @dataclass
    class Bad:
        a: list = []


def order():
    @dataclass
    class Bad:
        a: int = 1
        b: int


def frozen():
    @dataclass(frozen=True)
    class Bad(Point):
        pass


def no_type():
    @dataclass
    class Bad:
        a = field()


for f in (mutable, frozen, no_type):
    attempt(f)
if hasattr(dataclasses, "KW_ONLY"):
    @dataclass(slots=True, kw_only=True)
    class Slotted:
        a: int
        b: int = 2

    print(Slotted(a=1), Slotted.__slots__, Slotted.__match_args__, hasattr(Slotted(a=1), "__dict__"), Point.__match_args__)
    attempt(Slotted, 1)
print(issubclass(FrozenInstanceError, AttributeError))
