s = "hello"
t = 'world'
print(s + " " + t, s * 2, len(s), s[0], s[-1], s[1:3], s[::-1])
print(s.upper(), t.title(), s.find("l"), s.replace("l", "L"), "a,b,c".split(","))
print("-".join(["x", "y", "z"]), "  pad ".strip(), s.startswith("he"), "e" in s, "z" not in s)
print(repr(s), repr("it's"), repr('a"b'), repr("new\nline\t"), repr("\x00\xe9\u20ac"))
print("%s is %d years and %.2f" % ("Tom", 30, 1.5), "%5d|%-5d|%05d" % (42, 42, 42))
print("{} {} {name}".format(1, "two", name="three"), "{0:>10}|{1:<5}|".format("r", "l"))
s += "!"
print(s, s == "hello!", s < t, ord("a"), chr(98), s.count("l"))
print("abc" < "abd", "a" "b" "c", """triple
quoted""")
for c in "xyz":
    print(c, end=" ")
print()
print(b"bytes", b"ab"[0], bytes([1, 2, 3]), len(b"abc"), b"a" + b"b")
print(str(None), str([1, "a"]), str((1,)), str({"k": 1}), str({1}))
