x = 1.5 * len("ab")
y = 2.5 * len("ab")
del x
z = 3.5 * len("ab")
a = 100 * len("abc")
b = 200 * len("abc")
del a
c = 300 * len("abc")
s = "abc".upper()
t = "abcd".upper()
del s
u = "xyz".upper()
big = 10 ** 30
bigger = big * big
negative = -big
division = 7 / 2
floor = 7 // 2
text = "a" * 20
joined = text + "b"
formatted = "%s-%d" % (text, 5)
parts = "a,b,c".split(",")
word = "-".join(parts)
piece = text[2:9]
letter = text[0]
data = bytes(3)
accent = "\u00e9" * 3
wide = "\u20ac" * 3
marked = "%s!" % word
