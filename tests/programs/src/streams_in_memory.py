import io, sys
s = io.StringIO("line1\nline2\nline3")
print(s.readline(), s.read(3), s.tell(), s.readlines(), s.read(), s.seek(0), list(s))
w = io.StringIO()
print("to buffer", 42, sep="|", end="!", file=w)
w.write(" more")
print(w.getvalue(), w.tell(), w.writable(), w.closed)
w.seek(0)
w.truncate(4)
print(repr(w.getvalue()))
w.close()
try:
    w.read()
except ValueError as e:
    print(e)
b = io.BytesIO(b"\x00\x01\x02")
print(b.read(2), b.getvalue(), b.write(b"ab"), b.getvalue(), b.seek(-1, 2), b.read())
old = sys.stdout
sys.stdout = io.StringIO()
print("captured")
text, sys.stdout = sys.stdout.getvalue(), old
print(repr(text))
with io.StringIO("x") as f:
    print(f.read(), bool(sys.stdout), bool(sys.stderr))
print("a", "b", sep="", end="\n", flush=True)
sys.stdout.write("direct\n")
for bad in ("io.StringIO(b'x')", "io.BytesIO('x')", "io.StringIO().write(b'')", "print(1, file=3)", "io.StringIO().seek(-1)"):
    try:
        print(eval(bad))
    except (TypeError, ValueError, AttributeError) as e:
        print(bad, "->", type(e).__name__)
