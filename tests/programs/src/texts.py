import io
import string
import textwrap
import time
from string import Template

print(string.ascii_letters, string.digits, string.hexdigits, string.punctuation, repr(string.whitespace), len(string.printable))
print(string.capwords("hello big  world"), string.capwords("a-b-c", "-"))
t = Template("$who likes ${what}s for $$5, $missing")
print(t.safe_substitute(who="tim", what="kiwi"), t.template)
try:
    t.substitute(who="tim")
except KeyError as e:
    print("KeyError", e)
try:
    Template("a $ b").substitute()
except ValueError as e:
    print(e)
text = "The quick brown fox jumped over the lazy dog, and a well-known extraordinarily-long-word came along. The end!"
print(textwrap.fill(text, 30))
print(textwrap.wrap(text, 20), textwrap.wrap("", 10), textwrap.wrap("aaaaaaaaaaaaaaaaaaaaaaa bb", 10))
print(textwrap.shorten(text, 40), textwrap.shorten("short", 40), textwrap.shorten(text, 30, placeholder="..."))
print(repr(textwrap.dedent("    a\n      b\n\n    c")), repr(textwrap.dedent("\ta\n\tb")), repr(textwrap.indent("a\n\nb\n", "> ")))
print(textwrap.fill("word " * 10, 22, initial_indent="* ", subsequent_indent="  "))
out = io.StringIO()
print(out.write("first line\nsecond"), out.getvalue(), out.tell())
print("printed", file=out)
out.seek(0)
print(out.read(5), repr(out.readline()), out.readlines(), out.read())
with io.StringIO("a\nb\nc") as f:
    print([line.strip() for line in f], f.closed)
print(f.closed)
try:
    f.read()
except ValueError as e:
    print(e)
try:
    io.StringIO(3)
except TypeError as e:
    print(e)
try:
    out.write(3)
except TypeError as e:
    print(e)
s = io.StringIO("hello")
s.seek(2)
s.write("XY")
s.seek(0, 2)
s.write("!")
print(s.getvalue(), s.truncate(3), s.getvalue(), s.readable(), s.isatty())
start = time.perf_counter()
total = sum(range(1000))
print(time.perf_counter() > start, time.time() >= 0, type(time.time_ns()), time.monotonic() <= time.monotonic(), isinstance(time.process_time(), float))
before = time.monotonic()
time.sleep(0.01)
print(time.monotonic() - before >= 0.01)
for wrong in (-1,):
    try:
        time.sleep(wrong)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
