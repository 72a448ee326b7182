# typing: parameters of all kinds, and what a version has of them.
import copy
import typing
from typing import Generic, TypeVar

T = TypeVar("T")
print(T, [n for n in ("TypeVarTuple", "ParamSpec", "Unpack", "TypeAliasType", "NoDefault", "ReadOnly", "TypeIs", "is_protocol") if hasattr(typing, n)])


class Box(Generic[T]):
    def __init__(self, item: T):
        self.item = item


print(Box[int], Box.__parameters__, Box[int](3).item, Box(3).__class__.__name__)
if hasattr(typing, "ParamSpec"):
    P = typing.ParamSpec("P")
    print(P, P.args, P.kwargs, P.args == P.args, P.args == P.kwargs, P.args.__origin__ is P)
    print(typing.Callable[P, int], typing.Concatenate[int, P])
if hasattr(typing, "TypeVarTuple"):
    Ts = typing.TypeVarTuple("Ts")
    print(Ts, Ts.__name__, list(Ts), typing.Unpack[Ts])

    class Row(Generic[typing.Unpack[Ts]]):
        pass

    print(Row.__name__, Row.__parameters__)


class Closes(typing.Protocol if hasattr(typing, "Protocol") else object):
    def close(self): ...


if hasattr(typing, "is_protocol"):
    print(typing.is_protocol(Closes), typing.is_protocol(Box), typing.get_protocol_members(Closes), typing.NoDefault)
    try:
        typing.get_protocol_members(Box)
    except TypeError as error:
        print(error)
if hasattr(copy, "replace"):
    import collections
    Point = collections.namedtuple("Point", "x y")
    print(copy.replace(Point(1, 2), y=5))
    try:
        copy.replace(5, x=1)
    except TypeError as error:
        print(error)
