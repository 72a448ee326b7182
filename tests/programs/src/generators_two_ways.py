def average():
    total = n = 0
    value = None
    while True:
        try:
            x = yield value
        except ZeroDivisionError as e:
            x = 0
            print("thrown", e)
        if x is None:
            return total
        total += x
        n += 1
        value = total / n


g = average()
print(next(g), g.send(10), g.send(20), g.throw(ZeroDivisionError("z")))
try:
    g.send(None)
except StopIteration as e:
    print("returned", e.value)


def outer():
    result = yield from average()
    yield "total", result


o = outer()
next(o)
o.send(4)
print(o.send(None), o.gi_yieldfrom, o.gi_frame is not None)
o.close()
print(o.gi_frame, list(o))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as e:
    print(e)
lazy = (print("made", i) or i for i in range(3))
print("nothing yet", next(lazy))
print(sum(lazy))
