# Context managers made of generators, and stacks of them.
import contextlib
from contextlib import contextmanager, closing, suppress, ExitStack, nullcontext, ContextDecorator
@contextmanager
def cm(name):
    print("enter", name)
    try: yield name.upper()
    except KeyError as e: print("caught", e)
    finally: print("leave", name)
with cm("a") as a: print(a)
with cm("b"): raise KeyError("k")
try:
    with cm("c"): raise ValueError("v")
except ValueError as e: print("out", e)
@cm("deco")
def f(x): print("f", x); return x
print(f(1), f(2), f.__name__, cm.__name__)
@contextmanager
def twice(): yield 1; yield 2
@contextmanager
def never():
    if 0: yield
for g in (twice, never):
    try:
        with g(): pass
    except RuntimeError as e: print(e)
try:
    with cm("stop"): raise StopIteration("s")
except StopIteration as e: print("StopIteration", e)
class R:
    def close(self): print("closed")
with closing(R()) as r: print(type(r).__name__)
with suppress(ZeroDivisionError, KeyError): 1 / 0
with nullcontext(5) as n: print(n)
with ExitStack() as stack:
    for n in "xy": print(stack.enter_context(cm(n)))
    stack.callback(print, "callback", end="!\n")
    stack.push(lambda *exc: print("pushed", exc[0]))
with ExitStack() as stack:
    stack.enter_context(cm("inner")); keep = stack.pop_all()
print("later"); keep.close()
try:
    with ExitStack() as s:
        s.callback(lambda: 1 / 0)
        raise KeyError("first")
except ZeroDivisionError as e: print(repr(e), repr(e.__context__))
with ExitStack() as s:
    s.push(lambda *e: True)
    raise ValueError
class D(ContextDecorator):
    def __enter__(self): print("in")
    def __exit__(self, *e): print("out")
@D()
def g(): print("g")
g()
