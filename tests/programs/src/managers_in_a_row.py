from contextlib import contextmanager, ExitStack, suppress, closing, redirect_stdout, nullcontext
import io


@contextmanager
def told(name, swallow=False):
    print("enter", name)
    try:
        yield name.upper()
    except ValueError as e:
        print("saw", e, name)
        if not swallow:
            raise
    finally:
        print("leave", name)


with told("a") as a, told("b", True) as b:
    print(a, b)
    raise ValueError("inside")
with suppress(KeyError, IndexError):
    [][1]
    print("never")
with ExitStack() as stack:
    names = [stack.enter_context(told(n)) for n in "xy"]
    stack.callback(print, "callback", 1)
    print(names)
    kept = stack.pop_all()
print("still open")
kept.close()


class Thing:
    def close(self):
        print("closed")


with closing(Thing()), nullcontext(3) as n:
    print(n)
buffer = io.StringIO()
with redirect_stdout(buffer):
    print("hidden")
print(repr(buffer.getvalue()))


@told("decorated")
def f():
    return "result"


print(f())
try:
    with told("c"):
        raise KeyError(1)
except KeyError as e:
    print(repr(e))
