s = "  Hello, World  "
print(repr(s.strip()), repr(s.lstrip()), s.strip("  Hd"), "xxabcxx".strip("x"), "abc".center(9, "*"), "abc".ljust(5) + "|", "abc".rjust(5), "7".zfill(3), "-7".zfill(4))
print("a,b,,c".split(","), "a b  c".split(), "a,b,c".rsplit(",", 1), "l1\nl2\r\nl3".splitlines(), "a-b-c".partition("-"), "a-b-c".rpartition("-"), "x".partition("-"))
print("hello".find("l"), "hello".rfind("l"), "hello".count("l"), "hello".replace("l", "L", 1), "hello".index("e"), "abc".startswith(("x", "a")), "abc".endswith("bc", 1))
print("Hello".swapcase(), "hello world".title(), "HELLO".capitalize(), "\u00df".upper(), "\u0130".lower(), "\u00df".casefold(), "abc".translate({97: "A", 98: None}), str.maketrans("ab", "xy", "c"))
print("12".isdigit(), "\u00b2".isdigit(), "\u00b2".isdecimal(), "\u00bd".isnumeric(), "ab1".isalnum(), "".isalpha(), " ".isspace(), "Ab".istitle(), "a_1".isidentifier(), "a\n".isprintable(), "A1".isupper())
print("-".join("abc"), "\t".expandtabs(4) + "|", "a\tb".expandtabs(), "abc" * 2, "b" in "abc", "abc" < "abd", min("hello"), sorted("hello"), "".join(reversed("abc")))
for bad in ("'abc'.index('z')", "','.join([1])", "'a'.split('')", "'a' + 1", "'a' * 'b'", "'abc'[5]", "'a'.center('x')"):
    try:
        print(eval(bad))
    except (TypeError, ValueError, IndexError) as e:
        print(bad, "->", type(e).__name__, e)
