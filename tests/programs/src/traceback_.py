# the module traceback: exceptions, chains, stacks, frames as text
import sys
import traceback


def inner(n):
    return [1, 2][n] + 1


def outer(n):
    return inner(n) * 2


def chained():
    try:
        outer(9)
    except IndexError as e:
        raise ValueError("chained") from e


def context():
    try:
        {}["missing"]
    except KeyError:
        undefined_name


def deep(n):
    return deep(n - 1) if n else 1 / 0


def told(f, *args):
    try:
        f(*args)
    except Exception:
        print(traceback.format_exc(), end="")


told(outer, 5)
told(chained)
told(context)
told(deep, 7)
told(compile, "x = 1 2", "some.py", "exec")
try:
    outer(3)
except IndexError as e:
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exception_only(type(e), e))
    print(traceback.format_tb(e.__traceback__, 1))
    frames = traceback.extract_tb(e.__traceback__)
    print([(f.name, f.lineno, f.line) for f in frames], frames[0] == tuple(frames[0]))
    print(repr(frames[-1]).replace(__file__, "FILE"))
    info = traceback.TracebackException(type(e), e, e.__traceback__.tb_next, capture_locals=True)
    print(str(info), len(info.stack), info.stack[-1].locals)
    print("".join(info.format(chain=False)), end="")
    traceback.clear_frames(e.__traceback__)
    print(e.__traceback__.tb_next.tb_frame.f_locals)


def stack():
    return traceback.extract_stack()


print([(f.name, f.lineno, f.line) for f in stack()])
traceback.print_stack(file=sys.stdout, limit=1)
print(traceback.format_list([("some.py", 3, "f", "x = 1"), ("some.py", 4, "g", None)]))
print(traceback.format_exception_only(ValueError, None), traceback.format_exception_only(KeyError, KeyError("k")))


class Unprintable(Exception):
    def __str__(self):
        raise TypeError


print(traceback.format_exception_only(Unprintable, Unprintable()))
print([line for frame, line in traceback.walk_stack(sys._getframe())])
if sys.version_info >= (3, 11):
    e = ValueError("with notes")
    e.add_note("first\nsecond")
    print(traceback.format_exception(e))
