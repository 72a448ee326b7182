#!/usr/bin/env python3
"""Record what the real interpreters answer to operations on numbers, text and bytes.

Usage: record_values.py PYTHON_ROOT [SUBJECT...]   (PYTHON_ROOT/<version>/bin/python are the interpreters)

Writes recorded/values_<subject>.txt beside this file: one case per line, `operation(arguments)`, a tab, and the
repr of the result or `!Exception: message`, with a column for each version where they differ; the first line
names the versions. The cases are drawn with a fixed seed, so a second run writes the same files. test_int.c and its neighbours read them.
"""
import math
import operator
import os
import random
import struct
import subprocess
import sys

VERSIONS = ["3.6.15", "3.7.16", "3.8.18", "3.9.18", "3.10.13", "3.11.7", "3.12.1", "3.13.0"]
COUNTS = {"int": 60, "float": 60, "str": 70, "format": 260, "bytes": 50}

OPS = {name: getattr(operator, name) for name in
       "add sub mul floordiv truediv mod pow lshift rshift and_ or_ xor lt le eq ne gt ge neg pos invert abs".split()}
CALLS = dict(OPS, hash=hash, repr=repr, str=str, len=len, sizeof=sys.getsizeof, getitem=operator.getitem,
             contains=operator.contains, divmod=divmod, int=int, float=float, bytes=bytes, pow3=pow, fmt=format)


def literal(value):
    """The argument as the reader of the tests takes it: repr, ASCII only, floats by their bits."""
    if isinstance(value, float):
        return "f" + struct.pack(">d", value).hex()
    if isinstance(value, tuple):
        return "(" + "".join(literal(v) + ", " for v in value) + ")"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(literal(k) + ": " + literal(v) for k, v in value.items()) + "}"
    if isinstance(value, slice):
        return "slice(%s, %s, %s)" % (literal(value.start), literal(value.stop), literal(value.step))
    return ascii(value)


class Cases:
    def __init__(self):
        self.lines = []
        self.seen = set()

    def __call__(self, operation, *args):
        """A builtin or operator by name, or a method of the first argument (a name beginning with a dot)."""
        line = operation + "(" + ", ".join(map(literal, args)) + ")"
        if line not in self.seen and len(line) < 600:
            self.seen.add(line)
            self.lines.append((line, operation, args))


def answer(operation, args):
    try:
        if operation.startswith("."):
            result = getattr(args[0], operation[1:])(*args[1:])
        else:
            result = CALLS[operation](*args)
        return ascii(result)
    except Exception as e:  # the message is what is recorded
        text = "!%s: %s" % (type(e).__name__, e)
        return text.encode("ascii", "backslashreplace").decode()


def an_int():
    if random.random() < .1:
        return random.choice([0, 1, -1, 2, -2, 256, 257, -5, -6, 10])
    bits = random.choice([4, 8, 16, 29, 30, 31, 32, 45, 59, 60, 61, 62, 63, 64, 65, 89, 90, 91, 120, 200, 500])
    value = random.choice([random.getrandbits(bits), random.getrandbits(bits), 1 << bits, (1 << bits) - 1])
    return random.choice([value, -value])


def a_float():
    kind = random.random()
    if kind < .2:
        return random.choice([0.0, -0.0, 1.0, -1.0, .5, 2.5, 0.1, 1e16, 1e22, 1e-5, 123456789.0, math.inf, -math.inf,
                              math.nan, 5e-324, 1.7976931348623157e308, 2.**-44, 2.**-1022])
    if kind < .5:
        return round(random.uniform(-1000, 1000), random.randint(0, 6))
    if kind < .6:
        return float(an_int())
    if kind < .7:
        return math.ldexp(1.0, random.randint(-1074, 1023))
    return struct.unpack(">d", struct.pack(">Q", random.getrandbits(64)))[0]


ALPHABETS = ["abcABC xyz019", "aAbB \t\n_.", "\xe9\xc0\xdf\xe7\xff \xf1", "\u0391\u03a3\u03c3\u03c2 \u03b1\u03b2",
             "\u0100\u0101\u0416\u0436\u044a", "\U0001f600\U0001f389x", "a", "ab", "\u01c5\u0149\ufb01\xdf\u0130i",
             "'\"\\\r\x00\x7f\x1f\x85\xa0\u2028", "\u0663\u096b\xb2\xbd\u2167"]


def a_str(n=None):
    letters = random.choice(ALPHABETS) + (random.choice(ALPHABETS) if random.random() < .3 else "")
    return "".join(random.choice(letters) for _ in range(random.randint(0, 12) if n is None else n))


def some_bytes(n=None):
    return bytes(random.choice(b"abAB 01\t\n\x00\xff'\"\\\x7f") for _ in range(random.randint(0, 9) if n is None else n))


def part_of(s):
    if not s or random.random() < .6:
        return None
    i = random.randrange(len(s))
    return s[i:i + random.randint(0, 2)]


def a_slice():
    pick = lambda values: random.choice([None] + values)
    return slice(pick(list(range(-12, 13))), pick(list(range(-12, 13))), pick([1, 2, -1, -2]))


def cases_int(case):
    a, b = an_int(), an_int()
    for name in random.sample("add sub mul floordiv truediv mod and_ or_ xor lt le eq ne gt ge".split(), 5):
        case(name, a, b)
    case("add", a, -a + random.randint(-7, 7))
    case(random.choice(["lshift", "rshift"]), a, random.choice([0, 1, 29, 30, 31, 64, 100, -1]))
    case("pow", an_int(), random.randint(-3, 9))
    case("pow3", a, random.getrandbits(60), an_int())
    case(random.choice(["neg", "pos", "invert", "abs", "hash", "sizeof", "str"]), a)
    case("divmod", a, b)
    case("mul", random.getrandbits(800), random.getrandbits(750))
    case("mod", random.getrandbits(900), random.getrandbits(400) + 1)
    case(random.choice([".bit_length", ".bit_count", ".conjugate"]), a)
    case(".to_bytes", a, random.randint(0, 10), random.choice(["big", "little"]))
    case(".__round__", a, random.choice([-1, -2, -5, 0, 2]))
    text = random.choice([str(a), hex(a), bin(random.getrandbits(9)), oct(a), " 1_000 ", "1__0", "_1", "0x_1f", a_str(),
                          "zz9Z", "-0b11", "\u0663\u096b", "0_7", "00", ""])
    case("int", text, random.choice([2, 3, 7, 8, 10, 16, 36, 0]))
    case("int", random.choice([text, a_float(), True, None, [], b"12"]))


def cases_float(case):
    a, b = random.choice([a_float, a_float, an_int])(), a_float()
    for name in random.sample("add sub mul floordiv truediv mod lt le eq ne gt ge".split(), 4):
        case(name, a, b)
    case("floordiv", b, random.choice([0.0, 0, 1.5, -3]))
    case("mod", b, random.choice([0.0, 0, 1.5, -3]))
    case("pow", abs(a_float()), random.choice([0, 1, -1, .5, 2.0, 3]))
    if math.isfinite(b):
        case(random.choice(["lt", "eq", "ge"]), b, int(b) + random.choice([-1, 0, 1]))
        case("hash", b)
    case("repr", b)
    case("sizeof", b)
    case("truediv", an_int(), an_int())
    case(random.choice(["neg", "pos", "invert", "abs"]), b)
    case(random.choice([".is_integer", ".as_integer_ratio", ".__trunc__", ".conjugate"]), b)
    case(".__round__", b, random.choice([None, 0, 1, 2, 3, -1, -2, 5, 10, -300, 400]))
    case(".__round__", b)
    case("float", random.choice([repr(b), "%.20e" % b, " 1_0.5e1_0 ", "1_.5", "infinity", "-NaN", a_str(), "1e400", ".5",
                                 "5.", ".", "e5", "1e", "\u0663.\u096b", "", "  "]))
    case("float", random.choice([an_int(), True, None, [], b"1.5"]))


PLAIN = ("upper lower title capitalize swapcase casefold isdigit isalpha isalnum isspace isupper islower istitle "
         "isidentifier isnumeric isdecimal isprintable isascii split rsplit splitlines strip lstrip rstrip "
         "expandtabs").split()


def cases_str(case):
    s = a_str()
    t = part_of(s) or a_str(random.randint(0, 2))
    for name in random.sample(PLAIN, 5):
        case("." + name, s)
    bounds = [random.choice([None, random.randint(-6, 14)]) for _ in range(random.randint(0, 2))]
    case("." + random.choice("find rfind index rindex count startswith endswith".split()), s, t, *bounds)
    case("." + random.choice("partition rpartition strip lstrip rstrip removeprefix removesuffix".split()), s, t)
    case("." + random.choice(["split", "rsplit"]), s, random.choice([t, None]), random.randint(-1, 3))
    case(".replace", s, t, a_str(random.randint(0, 3)), *random.choice([[], [random.randint(-1, 3)]]))
    case("." + random.choice("center ljust rjust".split()), s, random.randint(0, 20), random.choice("*\xe9 "))
    case(".zfill", random.choice(["-", ""]) + s, random.randint(0, 15))
    case(".join", s, [a_str(3) for _ in range(random.randint(0, 4))])
    case(".splitlines", s, True)
    case(".expandtabs", s, random.randint(0, 9))
    case(random.choice(["repr", "hash", "sizeof", "len"]), s)
    case(random.choice("lt le eq ne gt ge contains add".split()), s, t)
    case("getitem", s, random.choice([random.randint(-14, 14), a_slice()]))
    case("mul", s, random.randint(-1, 4))
    case(".encode", s, random.choice("utf-8 ascii latin-1 UTF8 bogus".split()),
         random.choice("strict ignore replace backslashreplace".split()))
    case(".translate", s, {ord(c): random.choice([None, "xx", ord("z"), "\xe9"]) for c in sorted(set(s))[::2]})
    wrong = random.choice([1, 2.5, None, b"a", (1,)])
    case(*random.choice([(".find", s, wrong), (".split", s, wrong), (".replace", s, wrong, ""), (".join", s, [s, wrong]),
                         (".startswith", s, wrong), (".strip", s, wrong), (".partition", s, wrong), (".zfill", s, "x"),
                         (".center", s, "x"), (".encode", s, wrong), (".join", s, wrong), ("add", s, wrong),
                         ("mul", s, 2.5), ("contains", s, wrong), ("getitem", s, wrong)]))


TEMPLATES = ["{}", "{} {}", "{0} {1} {0}", "{0[0]}", "{0[a]}", "{:>5}", "{:{}}", "{0:{1}}", "{!r}", "{!s:>9}", "{!a}",
             "{{}}", "{", "}", "{0.x}", "{}{0}", "{0}{}", "{!x}", "{:", "{0[}", "{0[]}", "{0!}", "{x", "{0!rr}", "{:.2f}",
             "a{}b{}c", "{0[0]x}", "{2}", "{:d}", "{a}"]


def cases_format(case):
    spec = "".join(random.choice(c) for c in [
        ["", "", "", "*<", "\xe9>", "0=", "^", "<", ">", "=", "x^"], ["", "", "+", "-", " "], ["", "", "#"], ["", "", "0"],
        ["", "", "5", "12", "30"], ["", "", "", ",", "_"], ["", "", ".0", ".3", ".10"],
        ["", "d", "f", "e", "g", "x", "X", "o", "b", "n", "c", "s", "%", "E", "G", "F", "y"]])
    case("fmt", random.choice([an_int, a_float, a_float, a_str, lambda: random.randint(0, 5000)])(), spec)
    flags = "".join(random.sample("-+ #0", random.randint(0, 3)))
    directive = "<%" + flags + random.choice(["", "", "5", "12"]) + random.choice(["", "", ".0", ".3", "."])
    value = random.choice([an_int(), a_float(), a_str(), random.randint(0, 5000), "a", None, True])
    case("mod", directive + random.choice("diouxXeEfFgGcrsa%y") + ">", (value,))
    case("mod", random.choice(["%s", "%s %s", "%(a)s %(b)5d", "%%", "%*d", "%.*f", "%", "%(a", "a%", "%s%s%s", "no", "%d"]),
         random.choice([(1, 2), {"a": 1, "b": 22}, (5,), "x", 3, (3, 2.5), [1, 2], {}, (6, 3.14159)]))
    case(".format", random.choice(TEMPLATES), *random.choice(
        [(1, 2), ("\xe9", "b"), ([1, 2], "k"), ({"a": 7},), (3.14159, 10), (), ("x",), (True, 5)]))
    case(".format_map", random.choice(TEMPLATES), random.choice([{}, {"a": [5, 6]}]))


def cases_bytes(case):
    s = some_bytes()
    t = part_of(s) or some_bytes(random.randint(0, 2))
    for name in random.sample("upper lower isdigit isalpha isalnum isspace split strip lstrip rstrip hex".split(), 4):
        case("." + name, s)
    case("." + random.choice("find rfind index count startswith endswith".split()), s, t,
         *[random.randint(-6, 11) for _ in range(random.randint(0, 2))])
    case(".find", s, random.choice([97, 300, -1, "a"]))
    case(".split", s, random.choice([t, None]), random.randint(-1, 3))
    case(".replace", s, t, some_bytes(2), *random.choice([[], [random.randint(-1, 3)]]))
    case("." + random.choice(["strip", "lstrip", "rstrip"]), s, t)
    case(".join", s, [some_bytes(2) for _ in range(random.randint(0, 3))])
    case(random.choice(["repr", "hash", "sizeof", "len"]), s)
    case(random.choice("lt le eq ne gt ge contains add".split()), s, t)
    case("mul", s, random.randint(-1, 3))
    case("getitem", s, random.choice([random.randint(-10, 10), a_slice()]))
    data = bytes(random.choice(b"a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xed\xa0") for _ in range(6))
    case(".decode", data, random.choice("utf-8 ascii latin-1".split()),
         random.choice("strict ignore replace backslashreplace".split()))
    case("bytes", random.choice([3, 0, -1, [1, 2, 255], [256], ["a"], "abc", b"xy", 2.5, (65,), [65]]))
    wrong = random.choice([1, "a", None, 2.5])
    case(*random.choice([(".join", s, [s, wrong]), (".split", s, wrong), (".startswith", s, wrong), (".strip", s, wrong),
                         ("add", s, wrong), ("contains", s, wrong), ("getitem", s, wrong)]))


MAKERS = {"int": cases_int, "float": cases_float, "str": cases_str, "format": cases_format, "bytes": cases_bytes}


def draw(subject):
    random.seed("ouroboros " + subject)
    case = Cases()
    for _ in range(COUNTS[subject]):
        MAKERS[subject](case)
    return case.lines


def main():
    if sys.argv[1] == "--answer":
        for line, operation, args in draw(sys.argv[2]):
            print(line + "\t" + answer(operation, args))
        return
    here = os.path.dirname(os.path.abspath(__file__))
    for subject in sys.argv[2:] or sorted(MAKERS):
        columns = []
        for version in VERSIONS:
            python = os.path.join(sys.argv[1], version, "bin", "python")
            env = dict(os.environ, PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8")
            out = subprocess.check_output([python, "-W", "ignore", __file__, "--answer", subject], env=env)
            columns.append([row.split("\t") for row in out.decode().splitlines()])
        with open(os.path.join(here, "recorded", "values_%s.txt" % subject), "w") as f:
            f.write("\t".join(version.rsplit(".", 1)[0] for version in VERSIONS) + "\n")
            for rows in zip(*columns):
                assert len({row[0] for row in rows}) == 1, "the versions drew different cases"
                results = [row[1] for row in rows]
                if any("j)" in r or "complex" in r for r in results):
                    continue  # complex numbers are outside the subset
                f.write(rows[0][0] + "\t" + "\t".join(results if len(set(results)) > 1 else results[:1]) + "\n")


main()
