# Generators: values in and out, ends, errors, what they hold and how they go.
import gc
import sys
import weakref

gc.collect()


def values(a):
    x = yield a
    print("got", x)
    y = yield x
    print("got", y)
    return "result"


g = values(1)
print(next(g), g.send("s"), g.gi_running, g.gi_frame is None, g.gi_code.co_name, g.__name__, g.__qualname__)
try:
    g.send("t")
except StopIteration as stop:
    print("stop", stop.value, stop.args)
print(g.gi_frame, next(g, "default"), list(g))
try:
    next(g)
except StopIteration as stop:
    print("stop", stop.value, stop.args)
try:
    values(1).send(2)
except TypeError as error:
    print(error)
print(repr(values(1))[:25], iter(g) is g, hasattr(g, "__next__"), type(g).__name__)


def inner(n):
    try:
        got = yield n
        print("inner got", got)
    except ValueError as error:
        print("inner caught", error)
        yield "after"
    finally:
        print("inner left", n)
    return n * 10


def outer():
    r = yield from inner(1)
    print("inner returned", r)
    r = yield from inner(2)
    print("inner returned", r)
    yield from [3, 4]
    yield from "ab"
    return (yield from inner(5))


print(list(outer()))
g = outer()
print(next(g), g.gi_yieldfrom.__name__, g.send("hello"), g.throw(ValueError("thrown")), next(g), next(g))
g.close()
print(g.gi_frame, g.gi_yieldfrom)
g = outer()
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as error:
    tb, lines = error.__traceback__, []
    while tb:
        lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print("out", error, lines, error.__context__)


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)
g = stubborn()
next(g)
del g
print("gone")


def cleans(name):
    try:
        yield name
    finally:
        print("cleanup", name)


g = cleans("a")
del g
g = cleans("b")
next(g)
del g
for _ in cleans("c"):
    break
cycle = cleans("d")
next(cycle)
holder = [cycle]


def holds(me):
    mine = me
    try:
        yield
    finally:
        print("cycle left", len(me))


box = []
box.append(holds(box))
next(box[0])
ref = weakref.ref(box[0])
del box, holder, cycle
print("collect", gc.collect() > 0, ref())


def stops():
    yield 1
    raise StopIteration("inside")


try:
    list(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__), error.__cause__ is error.__context__)
for kind in (ValueError, StopIteration):
    def raises():
        yield
        raise kind
    try:
        for _ in raises():
            pass
    except Exception as error:
        print(type(error).__name__)


def busy():
    try:
        next(me)
    except ValueError as error:
        yield str(error)


me = busy()
print(next(me))


def handled():
    try:
        raise KeyError("own")
    except KeyError:
        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]


try:
    raise ValueError
except ValueError:
    g = handled()
    print(next(g), sys.exc_info()[0].__name__, next(g))
    print(next(g).__name__)
print(sys.exc_info())
g = handled()
print(next(g), sys.exc_info()[0], next(g), next(g))


def context():
    try:
        yield
    except KeyError:
        yield
    raise IndexError("last")


g = context()
next(g)
g.throw(KeyError)
try:
    next(g)
except IndexError as error:
    print(repr(error.__context__))
for bad in (1, "x", int):
    try:
        values(1).throw(bad)
    except TypeError as error:
        print(error)

print(sum(n * n for n in range(5)), max((len(w), w) for w in ["aa", "b"]), dict((k, 1) for k in "ab"))
lazy = (print("item", n) or n for n in [1, 2, 3])
print("not yet")
print(next(lazy), 3 in lazy, list(lazy))
print(list((x, y) for x in range(3) for y in range(x) if y != 1), [list(c for c in row) for row in ["ab", "c"]])
print(all(n < 3 for n in range(3)), any(n > 1 for n in range(3)), sorted(-n for n in [1, 3, 2]), set(n % 2 for n in range(5)))
print([*values(0)], (lambda: [(yield)])().send(None))
a, *b = (n for n in range(4))
print(a, b)


class Tree:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child


print(list(Tree(1, Tree(2, Tree(3)), Tree(4))))


class Init:
    def __init__(self):
        yield


try:
    Init()
except TypeError as error:
    print(error)


class Delegate:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("from class")

    def close(self):
        print("closed delegate")


def to_class():
    print("value", (yield from Delegate()))
    yield "end"


print(list(to_class()))


class Endless:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *args):
        print("throw", args[0])
        return "thrown"

    def close(self):
        print("close")


def to_endless():
    yield from Endless()


g = to_endless()
print(next(g), g.throw(OSError), next(g))
try:
    g.send(3)
except AttributeError as error:
    print(error)


def depth(n):
    if n:
        yield from depth(n - 1)
    yield n


print(sum(depth(30)), sys.getsizeof(values(1)), sys.getsizeof(n for n in []))


def numbers():
    a = 1
    b = [a]
    yield b
    yield a


g = numbers()
next(g)
print([type(o).__name__ for o in gc.get_referents(g)], gc.is_tracked(g), sys.getrefcount(g))
frame = g.gi_frame
print(frame.f_code is g.gi_code, frame.f_lineno, frame.f_back, g.gi_frame is frame)
list(g)
print(g.gi_frame, frame.f_code.co_name, sys.getrefcount(numbers.__code__) - sys.getrefcount(values.__code__))


def fails():
    yield 1
    1 / 0


def uses():
    for x in fails():
        print(x)


uses()
