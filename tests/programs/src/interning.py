a = "hello"
b = "hello"
print(a is b)
c = "hello world"
d = "hello world"
print(c is d)
def f():
    return "hello world", 257, 1.5, (1, 2)
def g():
    return "hello world", 257, 1.5, (1, 2)
print(f()[0] is c, f()[0] is g()[0], f()[1] is g()[1], f()[2] is g()[2], f()[3] is g()[3])
x = 257
y = 257
print(x is y)
n = 100
m = n * 2 + 56
print(m == 256)
s = "ab"
t = s + ""
u = "".join(["a", "b"])
print(t is s, u is s, s[0] is u[0])
k = int("300")
j = int("300")
print(k is j, int("5") is int("5"))
