import gc
import sys


class Temperature:
    def __init__(self, degrees):
        self.degrees = degrees

    def __format__(self, spec):
        return "%s in %s" % (self.degrees, spec or "nothing")

    def __repr__(self):
        return "Temperature(%d)" % self.degrees

    def __str__(self):
        return "%d degrees" % self.degrees


t = Temperature(21)
width = 12
print(f"{t} {t:K} {t!s:>{width}} {t!r} {t=} {t=!s} { t = :C}")
print(f"{{}} {{{width}}} {width:>{6}}{'x' * 3}")
print(f"{3.14159:.2f}|{255:#x}|{'é'!a}|{1000000:,}|{True}|{None!r:>6}")
print(f"" == "", f"a" 'b' f"{'c'}", rf"\n{width}", f"\x41{width}\t|")
print(f"""first {width}
second {width + 1:04d} {
    width * 2
}""")
print(f"{(lambda x: x + 1)(width)} { {'a': 1}['a'] } {[1, 2][1]} {width if width > 3 else 0} {1, 2}")
print(f"{width != 12} {width == 12} {width >= 3}")

# the parts are temporaries: nothing keeps the object when the text is made
c = [t]
print(sys.getrefcount(t), f"{t}", sys.getrefcount(t))
before = len(gc.get_objects())
text = f"{[1, 2]} and {(t, t)}"
print(text, len(gc.get_objects()) - before)
print(f"{'constant'}" is "constant", f"{text}" is text)

for source in ("f'{'a'}'", "f'{chr(92)}'", "f'{\"\\n\"}'", "f'{1 # comment\n}'", "f'{f'{f'{1}'}'}'", "f'{}'", "f'{a b}'", "f'}'"):
    try:
        print(eval(source))
    except SyntaxError as error:
        print(type(error).__name__)


class Bad:
    def __format__(self, spec):
        return 7


try:
    f"{Bad()}"
except TypeError as error:
    print(error)
try:
    f"{3:d d}"
except ValueError as error:
    print(error)
print(f"{missing}", f"{t}")
