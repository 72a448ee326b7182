class Thing:
    def __init__(self, n):
        self.n = n
def plain(a, b):
    c = [a, b]
    yield c
    d = Thing(a)
    yield d
    yield b
g = plain(1.5, "text")
first = next(g)
second = next(g)
waiting = plain(2.5, None)
other = waiting
del other
third = next(g)
end = next(g, None)
del g
del waiting
made = list(plain(3.5, []))
def delegates(n):
    kept = (yield from plain(n, [n]))
    yield kept
g = delegates(4.5)
a = next(g)
b = next(g)
g.close()
del g
lazy = (Thing(i) for i in range(3))
one = next(lazy)
rest = [t for t in lazy]
del lazy
def guarded(thing):
    try:
        yield thing
    finally:
        thing = None
g = guarded(Thing(1))
x = next(g)
del g
def receives():
    got = None
    while True:
        got = yield got
r = receives()
next(r)
sent = r.send(Thing(2))
again = r.send([sent])
r.close()
total = sum(i * 1000 for i in range(5))
def loops():
    for t in plain(5.5, 6.5):
        pass
    return t
last = loops()
def raises():
    yield 1
    raise KeyError("gone")
try:
    for v in raises():
        pass
except KeyError as error:
    text = error.args
