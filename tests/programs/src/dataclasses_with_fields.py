from dataclasses import *


@dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False, repr=False)

    def __post_init__(self):
        self.sum = self.x + self.y


print(P(1), P(1, 2) < P(2), P(1) == P(1, tags=[3]), P(1).sum, asdict(P(1, tags=[2])), astuple(P(5)), replace(P(1), y=9))


@dataclass(frozen=True)
class F:
    a: int
    b: str = "b"


f = F(1)
print(f, hash(f) == hash(F(1)), {f: 1}[F(1)])
try:
    f.a = 2
except FrozenInstanceError as e:
    print(e)


@dataclass
class C(P):
    z: int = 3
    init: InitVar[int] = None

    def __post_init__(self, init):
        self.got = init


print(C(1, init=4).got, C(1), [g.name for g in fields(C)], is_dataclass(C), is_dataclass(3))
try:
    @dataclass
    class Bad:
        x: int = 1
        y: int
except TypeError as e:
    print(e)
try:
    @dataclass
    class Bad2:
        x: list = []
except ValueError as e:
    print(str(e)[:40])
M = make_dataclass("M", [("a", int), ("b", str, "q")])
print(M(1), M.__annotations__)
print(P.__eq__ is not object.__eq__, P.__hash__)
