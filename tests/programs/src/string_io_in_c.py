# io.StringIO: newlines, places, sizes, its state, life.
import gc
import io
import pickle
import sys
import weakref


def told(text, **names):
    try:
        print(text, "->", repr(eval(text, globals(), names)))
    except Exception as error:
        print(text, "->", type(error).__name__, error)


for newline in (None, "", "\n", "\r", "\r\n"):
    s = io.StringIO("one\ntwo\rthree\r\nfour", newline=newline)
    print(repr(newline), list(s), repr(s.getvalue()), s.newlines)
    s.seek(0)
    print(repr(s.readline()), repr(s.readline(2)), s.tell(), s.write("x\ny\r"), repr(s.getvalue()), repr(s.read(3)), repr(s.read()))
S, s = io.StringIO, io.StringIO("abc")
print(S.__basicsize__, sys.getsizeof(s), sys.getsizeof(S("x" * 1000)), S.__mro__, S.__module__)
for text in ("S(1)", "S('a', 1)", "S(newline='x')", "s.write(1)", "s.seek(-1)", "s.seek(1, 1)", "s.seek(0, 3)", "s.truncate(-1)",
             "s.read('a')", "s.seek(2, 2)", "s.fileno()", "s.detach()", "(s.seek(10), s.write('z'), s.getvalue())",
             "(s.truncate(2), s.getvalue(), s.tell())", "(s.newlines, s.line_buffering, s.encoding, s.errors)", "s.__getstate__()",
             "s.readlines()", "(s.seek(0), s.readlines(1))", "(s.readable(), s.writable(), s.seekable(), s.isatty())", "s.writelines(['a', 'b'])",
             "s.getvalue()", "s.close()", "s.closed", "s.close()", "s.read()", "s.getvalue()", "s.isatty()", "next(s)", "s.__enter__()",
             "S('x').__setstate__(('a',))", "S('x').__setstate__(('abc', '\\n', -1, None))"):
    told(text, s=s)
s = io.StringIO()
s.__setstate__(("hello", "\n", 2, {"kept": 1}))
print(s.read(), s.kept, s.__dict__)
again = pickle.loads(pickle.dumps(io.StringIO("text\n")))
print(again.getvalue(), again.tell())
with io.StringIO() as out:
    print("printed", 1, file=out)
    print(repr(out.getvalue()))
    out.me = out
    ref = weakref.ref(out)
print(out.closed, ref() is out)
del out
print(gc.collect() > 0, ref())


class Mine(io.StringIO):
    def readline(self, size=-1):
        return super().readline(size).upper()


print(list(Mine("a\nb")), Mine("q").read(), repr(Mine())[:10])
s = io.StringIO("wide \u20ac and \U0001f40d\n")
print(s.read(6), s.tell(), s.read(), len(s.getvalue()))
s = io.StringIO()
for i in range(1000):
    s.write(str(i))
print(len(s.getvalue()), s.tell(), s.truncate(5), s.getvalue(), s.seek(0), s.write("ab"), s.getvalue())
