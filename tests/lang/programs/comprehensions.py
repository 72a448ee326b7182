squares = [n * n for n in range(10)]
evens = {n for n in range(10) if n % 2 == 0}
table = {n: n * n for n in range(3) if n if n > 1}
pairs = [(a, b) for a in range(3) for b in range(a) if a != b]
nested = [[cell for cell in row] for row in ([1], [2, 3])]
once = [y for x in range(3) for y in [x + 1]]
constant = [x for x in [1, 2, 3]]
members = {x for x in {1, 2, 3} if x in [1, 2]}
spread = [
    n
    for n in range(4)
    if n
]
first, *rest = [c for c in "abc"]
x = 1
later = [lambda: x for x in range(3)]
print([x for x in range(2)], x)
walrus = [(last := n) for n in range(3)]
print(last)
nothing = [0 for _ in ()]
for name, value in [(k, v) for k, v in []] if 0 else []:
    pass


def simple(items):
    return [item for item in items]


def shadowed(x):
    y = [x for x in x]
    return x, y


def cells(items):
    return [lambda: item for item in items]


def cell_outside(item, items):
    get = lambda: item
    return [lambda: item for item in items], get


def free_inside(items, factor):
    def inner():
        return [item * factor for item in items]
    return inner


def cell_used_inside(items):
    factor = 2
    return [(lambda: factor * item)() for item in items]


def walrus_inside(items):
    result = [last := item for item in items]
    return last, result


def nested_walrus(items):
    return [[deep := (a, b) for b in a] for a in items], deep


def several(a, b):
    return [p + q for p in a for q in b if p if q]


def dictionary(a):
    try:
        return {k: v for k, v in a}
    except ValueError:
        return {k: v for
                k in a for
                v in k}


def attributes(o, d):
    return [0 for o.x in range(3)], [0 for d[0] in range(3)]


def unpacking(rows):
    return [[a, b] for a, *b in rows]


def condition(items):
    return [a if a > 1 else -a for a in items if a > 0 or a < -3 if not a == 2]


def stored(items):
    a = b = [c for c in items]
    return a, b


def used_as_argument(items):
    return len([i for i in items]) + sum([i for i in items], 0)


def several_in_a_row(items):
    a = [i for i in items]
    b = [i for i in items]
    c = {i for i in a for j in b}
    return [[k for k in c] for i in a if [i for i in b]]


def deleted(items):
    i = 0
    del i
    r = [i for i in items]
    return r


def in_global(items):
    global shared
    return [shared := i for i in items]


class Body:
    size = 3
    items = [i for i in range(size)]
    doubled = [i * 2 for i in items]
    __hidden = 1
    mangled = [__x for __x in range(3)]
    outer = [size for size in range(3)]
    functions = [lambda: i for i in range(3)]

    def method(self):
        return [self.size for self.x in [__class__]]


def with_class(factor):
    class Local:
        values = [factor * i for i in range(factor)]
        fs = [lambda: (factor, i) for i in range(factor)]
    return Local


lambda_inside = lambda items: [i for i in items]
default = lambda items=[i for i in range(3)]: items
