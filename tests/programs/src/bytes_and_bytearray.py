# What bytes and bytearray both can do.
def attempt(f, *args, **named):
    try:
        result = f(*args, **named)
        print(f.__name__, args, named, result)
    except Exception as e:
        print(f.__name__, args, named, type(e).__name__, e)


CALLS = [
    ("find", b"b"), ("find", 98), ("find", "b"), ("find", 300), ("find", b"", 9), ("rfind", b"b", -3), ("index", b"zz"), ("rindex", b"c"),
    ("rindex", b"zz"), ("count", b""), ("count", b"b"), ("count", 98, 2), ("startswith", b"ab"), ("startswith", (b"x", b"a")), ("startswith", 1),
    ("startswith", (1,)), ("endswith", b"", 99), ("endswith", b"c", None, -1), ("split",), ("split", b"b"), ("split", None, 1), ("split", b""),
    ("split", 1), ("rsplit", None, 1), ("rsplit", b"b", 1), ("splitlines",), ("splitlines", True), ("strip",), ("strip", b"ac"), ("lstrip", b"a "),
    ("rstrip", None), ("strip", 1), ("partition", b"b"), ("rpartition", b"b"), ("partition", b"z"), ("rpartition", b"z"), ("partition", b""),
    ("partition", 1), ("replace", b"b", b"XY"), ("replace", b"", b"-"), ("replace", b"b", b"", 1), ("replace", 1, b""), ("join", [b"x", b"y"]),
    ("join", [1]), ("join", 1), ("join", []), ("join", [b"only"]), ("center", 12), ("center", 11, b"*"), ("center", 9, "*"), ("ljust", 10, b"."),
    ("rjust", 10), ("zfill", 12), ("expandtabs",), ("expandtabs", 2), ("upper",), ("lower",), ("title",), ("capitalize",), ("swapcase",), ("islower",),
    ("isupper",), ("istitle",), ("isalpha",), ("isdigit",), ("isspace",), ("isalnum",), ("isascii",), ("hex",), ("translate", None, b"b"),
    ("translate", b"a"), ("translate", bytes(range(256))), ("maketrans", b"ab", b"xy"), ("maketrans", b"a", b"bc"), ("decode",), ("decode", "ascii", "ignore"),
]
for kind in (bytes, bytearray):
    for text in (b"abc abc\tb\r\nc\n", b"", b"-12", b"Title Case", b"  a  b  "):
        value = kind(text)
        for name, *args in CALLS:
            result = getattr(value, name)
            attempt(result, *args)
for kind in (bytes, bytearray):
    for text in ("12 AB", "1", "zz", "12 3", "", " 0a\n0b "):
        attempt(kind.fromhex, text)
    attempt(kind.fromhex, b"12")
    attempt(kind(b"abcdefg").split, sep=b"d", maxsplit=1)
    attempt(kind(b"a\nb").splitlines, keepends=True)
    attempt(kind(b"a\tb").expandtabs, tabsize=3)
    attempt(kind(b"abc").translate, None, delete=b"b")
    attempt(kind(b"+5").zfill, 5)
text = b"same"
print(text.strip() is text, text.replace(b"x", b"y") is text, text[:] is text, b"".join([text]) is text, text.ljust(2) is text, text.partition(b"z")[0] is text)
