import textwrap, string, re
text = "The quick brown fox jumped over the lazy dog, and then it ran far away from there."
print(textwrap.fill(text, 30), textwrap.wrap(text, 20)[:2], textwrap.shorten(text, 25), textwrap.dedent("  a\n   b\n  c"), textwrap.indent("a\nb", "> "), sep="\n")
print(string.Template("$who likes ${what} $$5").substitute(who="Ada", what="maths"), string.Template("$a $b").safe_substitute(a=1), string.capwords("hello big world"), string.ascii_lowercase[:5], string.digits, string.punctuation[:5])
m = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)", "2024-05-17")
print(m.group(), m.groups(), m.groupdict(), m.span("month"), m["year"], m.expand(r"\2/\1"))
print(re.findall(r"\b(\w)(\w*)\b", "ab cd"), re.sub(r"\d+", lambda k: str(int(k.group()) * 2), "a1b22"), re.split(r"[,;]\s*", "a, b;c"), re.sub("(a)(b)?", r"[\1]", "ab a"), re.fullmatch("a+", "aab"))
print([k.start() for k in re.finditer("a", "banana")], re.search("(?i)WORLD", "hello world").group(), re.compile("x", re.I | re.M).flags & re.M == re.M, re.escape("a.b*c"), re.subn("a", "b", "aaa", 2))
for bad in ("(", "*a", "a{2,1}", "[z-a]", "(?P<n>a)(?P<n>b)", "\\"):
    try:
        re.compile(bad)
    except re.error as e:
        print(bad, "->", e)
