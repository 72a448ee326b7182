import gc
gc.collect()
a = 1 + 2j
b = a * 2
c = b
d = complex(a)
e = complex(3, 4)
f = +e
class C(complex):
    pass
g = C(1)
h = repr(b)
i = a.real
j = abs(e)
k = format(b, ".2f")
del b
l = a - 1
m = {e: 1}
n = complex("5j")
del c, l
o = (-8.0) ** i
p = g + 1
del g
