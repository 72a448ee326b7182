a = 10 ** 20
b = a + 1
c = a * b
c //= b
d = c - a
n = 255
n += 1
n += 1
m = n
del a, b
c = -c
del c, m
f = 1.5
f *= 2
g = f
del f, g
