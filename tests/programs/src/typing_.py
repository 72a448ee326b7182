import typing
from typing import (Any, AnyStr, Callable, ClassVar, Dict, FrozenSet, Generic, Iterable, Iterator, List, Literal, Mapping,
                    NamedTuple, NewType, NoReturn, Optional, Protocol, Sequence, Set, Tuple, Type, TypedDict, TypeVar, Union, cast,
                    get_args, get_origin, get_type_hints, overload, runtime_checkable)


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


T = TypeVar("T")
K = TypeVar("K", bound=int)


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> Optional[T]:
        return self.items.pop() if self.items else None


class Pair(Generic[T, K]):
    pass


class Numbers(List[int]):
    pass


class Point(NamedTuple):
    x: int
    y: int = 0

    def total(self) -> int:
        return self.x + self.y


class Movie(TypedDict):
    name: str
    year: int


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...


class File:
    def close(self) -> None:
        pass


def f(a: int, b: "str" = "x", *args: Any, **kw: Dict[str, int]) -> Union[int, str]:
    return a


print(List[int], Dict[str, int], Tuple[int, ...], Tuple[()], Set[str], FrozenSet[int], Type[int], Callable[[int], str], Callable[..., int])
print(Union[int, str], Union[int, int], Union[int, Union[str, float]], Any, NoReturn, Iterable[int], Iterator, Sequence[T], Mapping[str, T], ClassVar[int])
print(List, Dict, Optional, Union, Callable, Literal[1, "a"], List["Point"], Dict[str, List[Tuple[int, str]]], T, K, AnyStr)
print(Stack, Stack[int], Stack[T], Stack[int].__origin__, Stack[int].__args__, Stack.__parameters__, Stack.__orig_bases__, Stack.__mro__)
s = Stack[int]()
s.push(3)
print(type(s) is Stack, s.pop(), s.pop(), Stack().pop(), Numbers([1]), Numbers.__mro__, Pair[int, int])
print(Point(1), Point(1, 2).total(), Point._fields, Point.__annotations__, Point.__mro__, Point(1)[1], Point._field_defaults)
print(Movie(name="a", year=1), type(Movie(name="a", year=1)), Movie.__annotations__, Movie.__total__)
print(isinstance(File(), Closes), isinstance(3, Closes), isinstance([], List), issubclass(list, List), List[int] == List[int], List[int] == List[str])
print(get_type_hints(f), get_origin(List[int]), get_args(Dict[str, int]), get_args(Callable[[int], str]), cast(int, "a"), typing.TYPE_CHECKING)
UserId = NewType("UserId", int)
print(UserId(5) + 1, f.__annotations__["a"], Dict[str, T][int], List[T].__parameters__, hash(List[int]) == hash(List[int]))
for g in (lambda: List[int](), lambda: isinstance([], List[int]), lambda: Pair[int, int, int], lambda: Generic[int], lambda: Closes(),
          lambda: Any(1), lambda: List[int, str]):
    try:
        print(g())
    except TypeError as e:
        print("TypeError", str(e).split(";")[0].replace("parameters", "arguments")[:40])


@overload
def over(x: int) -> int: ...


@overload
def over(x: str) -> str: ...


def over(x):
    return x


print(over(3), typing.List is List, typing.Text)
