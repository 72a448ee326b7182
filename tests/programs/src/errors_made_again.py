# The fields of exceptions after a second __init__, and what the constructors refuse.
def show(e):
    fields = [(n, getattr(e, n)) for n in ("msg", "name", "path", "obj", "value", "code", "errno", "strerror",
              "filename", "filename2", "lineno", "offset", "text", "encoding", "object", "start", "end", "reason")
              if hasattr(e, n)]
    print(type(e).__name__, e.args, [f for f in fields if f[1] is not None], end=" ")
    try: print(e, repr(e))
    except Exception as x: print(type(x).__name__, x)


def attempt(f):
    try: show(f())
    except Exception as x: print(type(x).__name__, x)


def again(e, *args, **kwargs):
    e.__init__(*args, **kwargs)
    return e


I, N, A, O, S, T = ImportError, NameError, AttributeError, OSError, SyntaxError, StopIteration
class O1(OSError): pass
class O2(OSError):
    def __init__(self, *a): pass
class O3(OSError):
    def __init__(self, *a): OSError.__init__(self, *a)
class O4(OSError):
    def __new__(cls, *a): return OSError.__new__(cls, *a)
class O5(FileNotFoundError):
    def __init__(self, a, b, c): super().__init__(a, b)
class I1(ImportError):
    def __init__(self): pass
class S1(SystemExit): pass
tests = (
    lambda: I(), lambda: I("m"), lambda: I("m", 1), lambda: I("m", name="n", path="p"), lambda: I(zzzz=1),
    lambda: I(1, msg=1), lambda: I(1, 2, name=1, nope=2),
    lambda: again(I("m", name="n", path="p")), lambda: again(I("m", name="n"), "k"), lambda: again(I("m"), 1, 2, path="q"),
    lambda: I1(), lambda: ModuleNotFoundError("a", name="b"),
    lambda: N("x"), lambda: N("x", "y"), lambda: again(N("x"), "z"), lambda: UnboundLocalError("u"),
    lambda: A("x", 1), lambda: again(A("x"), 5),
    lambda: O(), lambda: O(1), lambda: O(1, 2), lambda: O(2, "x"), lambda: O(2, "x", "f"), lambda: O(2, "x", None),
    lambda: O(2, "x", "f", None, "g"), lambda: O(2, "x", None, None, "g"), lambda: O(2, "x", "f", 3, None), lambda: O(1, 2, 3, 4, 5, 6),
    lambda: O("a", "b"), lambda: O(True, 2), lambda: O(17, "e", "f"), lambda: O(99999, "e"), lambda: O(2, "x", end=1),
    lambda: again(O(2, "x", "f"), 3), lambda: again(O(2, "x", "f"), 3, "y"), lambda: again(O(), 3, "y"), lambda: again(O(), k=1),
    lambda: O1(2, "x", "f"), lambda: again(O1(2, "x", "f"), 4, "k"), lambda: O2(2, "x", "f"), lambda: O3(2, "x", "f"),
    lambda: again(O3(2, "x", "f"), 4, "k"), lambda: again(O3(2, "x", "f")), lambda: O4(2, "x", "f"), lambda: again(O4(2, "x"), 5, "t"),
    lambda: O5(1, 2, 3), lambda: again(FileNotFoundError(1, 2), 7, 8), lambda: IOError(13, "d"), lambda: PermissionError(2, "x"),
    lambda: S(), lambda: S("m"), lambda: S("m", 1), lambda: S("m", ()), lambda: S("m", ("f", 1, 2, "t")), lambda: S("m", ["f", 1, 2, "t"]),
    lambda: S("m", "abcd"), lambda: S("m", ("f", 1, 2)), lambda: S("m", ("f", 1, 2, "t"), 3), lambda: S("m", (5, None, 2, "t")),
    lambda: S("m", (None, 7, 2, "t")), lambda: S("m", ("a/b/c", 7, 2, "t")), lambda: S(None, ("a", "b", 2, "t")), lambda: S(name=1),
    lambda: again(S("m", ("f", 1, 2, "t"))), lambda: again(S("m", ("f", 1, 2, "t")), "k"), lambda: again(S("m", ("f", 1, 2, "t")), "k", ("a", 2, 3, "u")),
    lambda: IndentationError("m", ("f", 1, 2, "t")),
    lambda: T(), lambda: T(1), lambda: T(1, 2), lambda: again(T(1)), lambda: again(T(1), 2, 3), lambda: again(T(), 5),
    lambda: S1(), lambda: S1(1), lambda: S1(1, 2), lambda: again(S1(1)), lambda: again(S1(1), 2, 3), lambda: S1(a=1),
    lambda: UnicodeDecodeError("a", b"b", 0, 1, "r"), lambda: UnicodeEncodeError("a", "b", 0, 1, "r"), lambda: UnicodeDecodeError("a", "b", 0, 1, "r"),
    lambda: UnicodeEncodeError("a", b"b", 0, 1, "r"), lambda: UnicodeDecodeError(1, b"b", 0, 1, "r"), lambda: UnicodeDecodeError("a", b"b", "c", 1, "r"),
    lambda: UnicodeDecodeError("a", b"b", 0, 1.5, "r"), lambda: UnicodeEncodeError("a", "b", 0, 1, b"r"), lambda: UnicodeEncodeError("a", "b", 0),
    lambda: again(UnicodeEncodeError("a", "b", 0, 1, "r"), "c", "d", 0, 1, "s"), lambda: again(UnicodeEncodeError("a", "b", 0, 1, "r"), 5),
    lambda: UnicodeEncodeError.__new__(UnicodeEncodeError), lambda: SyntaxError.__new__(SyntaxError, "a", 1),
    lambda: OSError.__new__(OSError, 2, "x", "f"), lambda: OSError.__new__(O3, 2, "x", "f"), lambda: ImportError.__new__(ImportError, "a"),
    lambda: again(ValueError(1), 2, 3), lambda: ValueError(a=1), lambda: again(KeyError(1), a=2), lambda: ValueError.__new__(ValueError, 1),
)
for test in tests: attempt(test)
e, d = UnicodeEncodeError("a", "x", 0, 1, "r"), UnicodeDecodeError("a", b"bcd", 0, 1, "r")
for start, end in ((0, 1), (5, 6), (0, 5), (3, 1), (7, 9)):
    e.start = d.start = start
    e.end = d.end = end
    print(e, d)
for text in "\xe9\u20ac\U0001f600":
    print(UnicodeEncodeError("a", text, 0, 1, "r"))
for value in "a", None, 2.5:
    attempt(lambda: setattr(e, "start", value))
def delete(): del e.end
attempt(delete)
