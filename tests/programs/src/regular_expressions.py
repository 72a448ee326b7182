import re
import sys
import warnings

warnings.simplefilter("ignore")

# what is found
m = re.match(r"(?P<key>\w+)\s*=\s*(?P<value>\d+)?(;)?", "abc = 123")
print(m, m.group(), m.group(1, "value"), m["key"], m.groups("-"), m.groupdict(), m.span("value"))
print(m.lastindex, m.lastgroup, m.regs, m.pos, m.endpos, m.re.groupindex, m.string)
print(re.search("b+", "aabbb").span(), re.fullmatch("a|ab", "ab").group(), re.match("x", "abc"))
print(re.findall(r"(\w)(\d)", "a1 b2"), re.findall("a*", "baac"), [x.start() for x in re.finditer("a", "banana")])
print(re.split(r"[,;]\s*", "a, b;c"), re.split("(x)", "axbxc", maxsplit=1), re.split("x*", "axbc"))

# what stands there instead
print(re.sub(r"(\w+) (\w+)", r"\2 \g<1>", "hello world"), re.subn("a", "b", "banana"))
print(re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "1 and 22"), re.sub("x*", "-", "abxd"))
print(m.expand(r"\1:\g<value>:\3."), re.escape("a.b*c[d]"))

# looking around, choices, repetitions
print(re.findall(r"(?<=\$)\d+(?!\d|\.)", "$10 $2.50 $30"), re.findall(r"(?i)the\b", "The other the THE"))
print(re.match(r"(a|ab)(c|bcd)(d*)", "abcd").groups(), re.match(r"(?:(a)|b)*", "abb").groups())
print(re.match(r"<(.+?)>", "<a><b>").group(1), re.match(r"(['\"]).*?\1", "'it' \"x\"").group())
print(re.match(r"(<)?\w+(?(1)>|$)", "<a>").group(), re.match(r"(<)?\w+(?(1)>|$)", "<a"))
print(re.findall(r"^\w+$", "one\ntwo three\nfour", re.M), re.match("a.c", "a\nc", re.S).group())
print(re.compile(r"""(\d+)  # whole
                     \.     # point
                     (\d*)""", re.X).match("3.14").groups())
print(re.findall("(?i)straße", "STRAßE straſſe"), re.findall(r"\w+", "naïve 日本 x_1"), re.findall(rb"\w+", b"ab \xe9c"))
print(re.match(r"(?:x+x+)+y", "x" * 12), len(re.match("(?:ab|cd)*", "abcd" * 2000).group()))

# patterns
p = re.compile("a(b)?", re.I | re.M)
print(p, p.flags, p.groups, p.pattern, p == re.compile("a(b)?", re.I | re.M), p is re.compile("a(b)?", re.I | re.M))
print(repr(re.I | re.S), re.compile(b"x"), re.compile("x", re.A), re.compile(p) is p)
print([sys.getsizeof(re.compile(x)) for x in ("", "abc", r"(\w+)\s*=\s*([^;]+)", "[a-f0-9]+|x{2,3}?", "[а-яё]+")])
print(sys.getsizeof(m), sys.getsizeof(re.match("", "")))

# mistakes
for bad in ("(", "a)", "a**", "[a", "(?P<n>a)(?P<n>b)", r"\q", "(?P=x)", "a{3,2}", "(?<=a*)b", "x\n(?z)", "*", r"(?P<1>a)"):
    try:
        re.compile(bad)
    except re.error as e:
        print(repr(bad), "|", e, "|", e.pos, e.lineno, e.colno)
for wrong in (lambda: m.group(9), lambda: m.group("no"), lambda: re.sub("a", r"\q", "a"), lambda: re.sub("(a)", r"\3", "a"),
              lambda: p.match(b"a"), lambda: re.match(b"a", "a"), lambda: p.match(3), lambda: re.compile(3),
              lambda: re.compile(p, re.I), lambda: p.match()):
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, e)


def tokens(text):
    rules = [("NUMBER", r"\d+(?:\.\d*)?"), ("NAME", r"[A-Za-z_]\w*"), ("OP", r"[+\-*/=()]"), ("SKIP", r"\s+"), ("BAD", r".")]
    for found in re.finditer("|".join("(?P<%s>%s)" % rule for rule in rules), text):
        if found.lastgroup != "SKIP":
            yield found.lastgroup, found.group()


print(list(tokens("x = 3.5*(y1+2) ?")))
scanner = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"[a-z]+", lambda s, t: t.upper()), (r"\s+", None)])
print(scanner.scan("12 abc 3 !"))
