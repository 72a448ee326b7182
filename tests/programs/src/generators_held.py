# Generators in company: decorators and closures around them, scopes of generator expressions, weak references, the collector.
import gc
import sys
import weakref

gc.collect()


def primed(make):
    def start(*args, **kw):
        made = make(*args, **kw)
        next(made)
        return made
    start.__name__ = make.__name__
    return start


@primed
def averager(first=0):
    total, count = first, 0
    average = None
    while True:
        total += yield average
        count += 1
        average = total / count


a = averager()
print(a.send(10), a.send(20), averager.__name__, a.__name__, a.__qualname__)


def counter(step):
    count = 0

    def up():
        nonlocal count
        while count < 3 * step:
            count += step
            yield count

    def now():
        return count
    return up, now


up, now = counter(2)
first, second = up(), up()
print(next(first), next(second), now(), next(first), list(second), list(first), now())
print(up.__closure__[0].cell_contents, sys.getrefcount(up.__closure__[0]))

# ---- scopes of generator expressions: the first iterable belongs outside, the rest inside
late = 1
e = (x + late for x in [late])
late = 10
print(list(e))
try:
    (x for x in 5)
except TypeError as error:
    print("at once:", error)
later = (y for x in [1] for y in 5)
try:
    list(later)
except TypeError as error:
    print("later:", error)


class Scope:
    base = 3
    items = [1, 2]
    fine = list(x for x in items)
    try:
        wrong = list(x * base for x in items)
    except NameError as error:
        print(error)


print(Scope.fine, "x" in globals(), "y" in vars(Scope))
functions = list((lambda: n) for n in range(3))
print([f() for f in functions])
print((lambda k: sum(k * x for x in range(3)))(5), [list(i * j for j in range(i)) for i in range(3)])
walrus = list((last := x) for x in range(4))
print(walrus, last)
e = (x for x in "ab")
print(e.__name__, e.__qualname__, e.gi_code.co_name, e.gi_code.co_varnames, e.gi_frame.f_lineno)
print(next(e), e.gi_running, list(e), e.gi_frame)


# ---- close, throw and values through several floors
def bottom(log):
    try:
        while True:
            try:
                log.append((yield len(log)))
            except KeyError as error:
                log.append(repr(error))
    finally:
        log.append("bottom")


def middle(log):
    try:
        yield from bottom(log)
    except ZeroDivisionError as error:
        log.append("middle " + str(error))
        return "from middle"
    finally:
        log.append("middle left")


def top(log):
    got = yield from middle(log)
    log.append(got)
    yield "last"


log = []
t = top(log)
print(next(t), t.send("x"), t.throw(KeyError("k")), t.gi_yieldfrom.__name__, t.gi_yieldfrom.gi_yieldfrom.__name__)
print(t.throw(ZeroDivisionError("z")), log)
t.close()
log.clear()
t = top(log)
next(t)
t.close()
print(log, t.gi_yieldfrom)
log.clear()
t = top(log)
next(t)
del t
print(log)


# ---- the order in which things go
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def keeps(name):
    one = Loud(name + "1")
    two = Loud(name + "2")
    try:
        yield one
    finally:
        print("finally", name)
    del two


g = keeps("a")
print(next(g) is not None, sys.getrefcount(g))
del g
g = keeps("b")
next(g)
g.close()
print("closed b")
g = keeps("c")
ref = weakref.ref(g, lambda r: print("callback", r() is None))
next(g)
print(ref() is g, weakref.getweakrefcount(g))
del g
g = keeps("d")
list(g)
print("done d")
held = Loud("argument")


def late_start(thing):
    print("never")
    yield thing


g = late_start(held)
del held
print(sys.getrefcount(g), gc.is_tracked(g))
del g


# ---- cycles
def knot(name, box):
    mine = Loud(name)
    try:
        yield mine
    finally:
        print("untied", name, len(box))


box = []
g = knot("k", box)
box.append(g)
next(g)
del box, g
print("collect", gc.collect() > 0)


def itself():
    me = yield
    yield me


g = itself()
next(g)
print(g.send(g) is g, sys.getrefcount(g))
ref = weakref.ref(g)
del g
print(ref() is None, gc.collect() > 0, ref() is None)
saved = []


def comes_back(me):
    try:
        yield
    finally:
        saved.append(me[0])


me = []
g = comes_back(me)
me.append(g)
next(g)
del g, me
gc.collect()
print(len(saved), saved[0].gi_frame, next(saved[0], "over"))
saved.clear()


# ---- errors in places
def broken():
    try:
        yield 1
    finally:
        print(sys.exc_info()[0])
        raise OSError("in finally")


g = broken()
next(g)
try:
    g.close()
except OSError as error:
    print(repr(error), repr(error.__context__))
g = broken()
next(g)
try:
    g.throw(KeyError("k"))
except OSError as error:
    print(repr(error), repr(error.__context__))
try:
    for x in broken():
        raise ValueError("in the loop")
except ValueError as error:
    print(repr(error), error.__context__)
for name in ("gi_frame", "gi_running", "gi_yieldfrom", "gi_code"):
    try:
        setattr(g, name, None)
    except AttributeError as error:
        print(type(error).__name__)
g.__name__ = "renamed"
print(g.__name__, repr(g)[:18])
try:
    g.__name__ = 1
except TypeError as error:
    print(error)
