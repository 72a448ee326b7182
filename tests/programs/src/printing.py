print()
print(1, 2, sep="", end="|\n")
print("a", None, True, 1.5, [1, "x"], ("t",), {"d": {1}}, b"b", sep=", ")
print("no newline", end="")
print(" then")
print(sep="x")
print("é ü € 😀", repr("é\x7f\u200b"), ascii("é€"))
class S:
    def __str__(self):
        return "str"
class R:
    def __repr__(self):
        return "repr"
print(S(), R(), [R()], "%s %r" % (S(), R()), str(R()), "{!r} {!s}".format(R(), S()))
print(float(1), 1e10, 1e-10, 12345678901234567890.0, -0.0, 100 * 1.1)
print([[]], [()], (), {}, set(), {()}, ((),), frozenset())
print("tab\there", 'quote"s', "back\\slash", r"raw\n", """multi
line""")
print(range(3), slice(1, 2), type(1), type, len, print, int, Ellipsis, object)
print("%5.2f|%-8s|%+d|%x|%o|%e|%c|%%" % (3.14159, "ab", 5, 255, 8, 12345.678, "z"))
print("{:,}|{:08.3f}|{:^10}|{:<5}|{:b}|{:#x}|{:.1%}".format(1234567, 3.14159, "mid", "l", 10, 255, 0.25))
print("abc".center(9, "*"), "7".zfill(3), "a b c".split(), "x".join("abc"), "A".lower(), "abc".title())
import sys
print("err", file=sys.stderr)
print("flush", flush=True)
