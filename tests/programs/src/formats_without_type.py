"""A precision alone: at least one digit behind the point, or the form with an exponent."""
for value in (1234.56, 12345.0, 100.0, 9999.6, 0.5, 1e10, 1.0, 123456789.0, float("inf"), float("nan"), -0.0, 1e-7):
    print([format(value, "." + str(n)) for n in range(8)], format(value, "#.4"), format(value, "10.3"), "%r" % format(value, "+.2"))
for a, b, c in ((10, 20, 3), (0, -10, -3), (-2 ** 32 - 2, -2 ** 64 - 2, -2 ** 31), (2 ** 63, 2 ** 63 + 5, 2)):
    r = range(a, b, c)
    print(list(reversed(r))[:3], list(r)[:3] if len(r) < 100 else r[0])
b = b"abcabc"
big = 2 ** 63 - 1
print(b.find(b"ab", big, 0), b.find(b"abc", big), b.rfind(b"abc", big, 0), b.count(b"abc", big), b.count(b"", 3, 2), b.find(b"", 7), b"".find(b""))


class A:
    def f(self):
        "What it says."


print(A().f.__doc__, A.f.__doc__)
