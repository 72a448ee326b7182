# A tracer and generators: what is told when one is dropped, closed or thrown into, and who is told no more.
import sys


def tracer(frame, event, arg):
    print(event, frame.f_code.co_name, frame.f_lineno)
    return tracer


def numbers():
    yield 1
    yield 2


def guarded():
    try:
        yield 1
    except ValueError:
        yield 2


def deeper(n):
    return deeper(n - 1) if n else 0


sys.settrace(tracer)
a = numbers()
next(a)
del a
deeper(3)
for i in range(3):
    b = numbers()
    next(b)
c = guarded()
next(c)
c.throw(ValueError)
c.close()
sys.settrace(None)
del b, c
print(sys.getrefcount(tracer))


class Tracer:
    def __call__(self, frame, event, arg):
        return self

    def __del__(self):
        print("no tracer left")


sys.settrace(Tracer())
d = numbers()
next(d)
sys.settrace(None)
print("the generator keeps it")
del d


class Bad(Exception):
    pass


def bad(frame, event, arg):
    if event == "call" and frame.f_lasti > 0:
        raise Bad
    return bad


sys.settrace(bad)
e = guarded()
next(e)
try:
    e.throw(ValueError)
except Bad:
    print("Bad", sys.gettrace())
