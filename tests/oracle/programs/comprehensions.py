class Thing:
    def __init__(self, n):
        self.n = n
shared = Thing(0)
same = [shared for i in range(3)]
numbers = [i * 1000 for i in range(6)]
pairs = [(i, str(i)) for i in range(4)]
nested = [[j for j in range(i)] for i in range(4)]
chosen = {i for i in numbers if i > 1000}
table = {str(i): [i] for i in range(6)}
big = [i for i in range(40)]
things = [Thing(i) for i in range(3)]
del same
functions = [lambda: i for i in range(3)]
del functions
i = "outer"
again = [i for i in ("a", "b")]
def inside(items, factor):
    made = [factor * item for item in items]
    got = {item: Thing(item) for item in items}
    fs = [lambda: (factor, item) for item in items]
    last = [kept := item for item in items]
    del got
    return fs
kept = inside([1, 2], 3.5)
del kept
class Body:
    size = 3
    items = [i for i in range(size)]
    rows = [[j] for j in items]
def fails(items):
    try:
        return [1 // i for i in items]
    except ZeroDivisionError:
        pass
    return items
fails([1, 0])
del things
flat = [c for row in nested for c in row]
once = [y for x in range(3) for y in [Thing(x)]]
