import sys
a = 256
b = int("256")
c = int("257")
d = int("257")
print(a is b, c is d, c == d, -5 is int("-5") if False else int("-5") is int("-5"), int("-6") is int("-6"))
s = "hello"
t = "".join(["hel", "lo"])
print(s is t, s == t, sys.intern(t) is s, "a" is chr(97) if False else chr(97) is chr(97), chr(300) is chr(300))
e1, e2 = (), tuple([])
print(e1 is e2, frozenset() is frozenset([]), [] is [], None is None, NotImplemented is NotImplemented, ... is Ellipsis)


def f():
    return (1, 2), "const"


print(f()[0] is f()[0], f()[1] is f()[1], f.__code__.co_consts.count("const"))
x = [1, 2]
y = x[:]
z = x
z += [3]
print(x, y, x is z, id(x) == id(z))
n = 10 ** 20
m = n
m += 0
print(m is n, m == n)
print(bool is type(True), type(None)() is None, str(s) is s, tuple(e1) is e1, bytes(b"ab") == b"ab", float(1.5) == 1.5)
