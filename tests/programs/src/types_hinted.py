from typing import *
import typing
print(List[int], Dict[str, int], Optional[int], Tuple[int, ...], Callable[[int], str], Any, Type[int])
T = TypeVar("T")
print(T, Generic[T] is not None, NewType("Id", int)(5), cast(int, "s"))


class P(NamedTuple):
    x: int
    y: int = 0


print(P(1), P(1, 2).y, P._fields, P.__annotations__ == {"x": int, "y": int})


class Box(Generic[T]):
    def __init__(self, v: T):
        self.v = v


print(Box[int](3).v, Box[int], get_type_hints(Box.__init__))


def f(a: "int", b: Optional[str] = None) -> List[int]:
    return [1]


print(get_type_hints(f)["a"], f.__annotations__["a"], TYPE_CHECKING)
x: int = 5
print(__annotations__ if "__annotations__" in dir() else "later", isinstance([], typing.Sequence), Union[int, str] == Union[str, int], Union[int, int] is int)
