import shapes


def literals(x):
    match x:
        case 0:
            return "zero"
        case -1 | "one" "s" | b"two":
            return "some"
        case 1.5:
            pass
        case None | True:
            return
        case False:
            a = 1
        case shapes.kind.unit:
            return "unit"
        case _:
            return "rest"


def no_default(x):
    match x:
        case 1:
            y = 1
        case 2:
            y = 2
    return y


def names(x):
    match x:
        case y:
            return y


def guard(x, y):
    match x, y:
        case a, b if a < b:
            return a
        case (a, b) if a == b and b:
            return b
        case _ if x:
            return 3


def sequences(x):
    match x:
        case []:
            return 0
        case [a]:
            return a
        case (a, b, _):
            return a, b
        case [a, *rest]:
            return rest
        case [*_, last]:
            return last
        case [first, _, *_, last]:
            return first, last
        case [_, _]:
            return 2
        case [*_]:
            return 3
        case first, *middle, (inner, [deep]), last:
            return first, middle, inner, deep, last


def mappings(x):
    match x:
        case {}:
            return 0
        case {"a": 1}:
            return 1
        case {"a": a, "b": _, shapes.key: [b]}:
            return a, b
        case {"a": a, **rest}:
            return rest
        case {**rest}:
            return rest
        case {"a": a, "b": b, -3: c, **rest}:
            return a, b, c, rest


def classes(x):
    match x:
        case int():
            return 1
        case int(n) | float(n):
            return n
        case shapes.Point(x=0, y=0):
            return 0
        case shapes.Point(a, _, z=c):
            return a, c
        case Line(shapes.Point(x=a), Point(b, y=_)) as whole:
            return a, b, whole


def alternatives(x):
    match x:
        case [a, b, c] | (c, a, b, _) | {"a": b, "b": (a, c)}:
            return a, b, c
        case [1 | 2 as n, ("x" | "y") as s] | (s, n, _):
            return n, s
        case ((a, b), (c, d)) | ((d, c), (b, a), _):
            return a, b, c, d


def in_loops(items):
    for item in items:
        match item:
            case 1:
                continue
            case [x]:
                break
            case {"k": v} if v:
                return v
            case _:
                pass
    while items:
        match items:
            case [_, *items]:
                continue


def nested(x):
    match x:
        case [y]:
            match y:
                case 1:
                    return 1
                case z:
                    def inner():
                        return z
                    return inner
        case other:
            try:
                match other:
                    case int():
                        return 2
            finally:
                done()
    return None


class C:
    match 1:
        case x:
            pass
    match x:
        case [a, *b]:
            c = a


match command.split():
    case ["go", ("north" | "south") as way]:
        print(way)
    case ["get", thing, *_]: print(thing)
    case [x]:

        print(x)

    case _:
        print("what?")
match x:
    case 1: pass
match x:
    case _:
        pass
match (x):
    case {1: 2, **rest}:
        print(rest)
    case [
        a,
        b,
    ] | C(
        a=a,
        b=b
    ):
        print(a, b)
match = case = 1
match = (match)
print(match, case)
