def simple():
    yield 1


def nothing():
    return
    yield


def values(a, b):
    x = yield a
    y = yield
    z = (yield b), (yield)
    print((yield x), [(yield y)])
    return z


def delegates(items):
    yield from items
    result = yield from values(1, 2)
    return result


def guarded(items):
    try:
        for item in items:
            yield item
    except ValueError as error:
        yield error
    finally:
        yield "end"


def with_block(manager):
    with manager as value:
        got = yield value
        if got:
            return got


def closure(n):
    def inner():
        yield n
        yield from inner()
    return inner


def loops(n):
    while n:
        n -= 1
        if n == 3:
            continue
        yield n, n + 1
    else:
        yield None


def arguments(a, *args, k=1, **kwargs):
    """docstring"""
    a += yield
    kwargs[k] = yield args
    del a
    assert (yield)
    raise (yield)


def augmented(a):
    a.b = yield
    a[0]: int = yield
    a, *b = yield 1, 2
    lambda: (yield)
    return lambda x: (yield from x)


class Body:
    def __iter__(self):
        yield self.__hidden
        super().__iter__()
        yield __class__


total = sum(n * n for n in range(10))
pairs = ((a, b) for a in range(3) for b in range(a) if a if b)
nested = (list(c for c in row) for row in [])
lazy = (x for x in (y for y in []))
wide = (
    n
    for n in total
    if n
)


def expressions(items, factor):
    a = (item for item in items)
    b = (factor * item for item in items if factor)
    c = (lambda: item for item in items)
    d = [(factor for x in a) for y in b]
    return all((last := item) for item in items), last


def raising(manager):
    with manager:
        for x in (yield):
            try:
                yield x
            except (yield):
                return (yield)
            else:
                continue
        while (yield):
            break


class Scoped:
    size = 3
    a = (i for i in range(size))
    b = (i * 2 for i in a if size)
    c = list([j for j in x] for x in (k for k in a))
