# string.Formatter: str.format() in parts
import string


class Shouting(string.Formatter):
    def get_value(self, key, args, kwargs):
        return f"<{key}>"

    def convert_field(self, value, conversion):
        return value.upper() if conversion == "u" else super().convert_field(value, conversion)

    def check_unused_args(self, used, args, kwargs):
        print("used", sorted(map(str, used)), len(args))


f = string.Formatter()
print(f.format("{0} {a!r:>6} {b[1]} {{}} {c.real:.2f}", 7, a="x", b=[1, 2], c=1.5))
print(f.format("{} {} {:{}}", 1, 2, "r", ">4"), f.vformat("{k[0]}", (), {"k": "text"}))
print(Shouting().format("{} {name!u} {}", 1, 2))
print(list(f.parse("a{b!r:c{d}}e{{f}}g")), list(f.parse("")))
for text in ("{", "}", "{a", "{a!}", "{a!x}", "{0}{}", "{}{0}", "{a[}", "{a.}", "{a[0]x}", "{nothing}"):
    try:
        print(f.format(text, 1, a=[[3]]))
    except (ValueError, LookupError) as e:
        print(repr(text), type(e).__name__, e)
try:
    string.Formatter.format()
except TypeError as e:
    print(type(e).__name__)
