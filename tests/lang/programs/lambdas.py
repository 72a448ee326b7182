f = lambda: 1
g = lambda x: x
h = lambda x, y=1, *a, z, **k: (x, y, a, z, k)
i = lambda: None
j = lambda x: x if x else 0
k = lambda x: lambda y: x + y
l = lambda *a: a
m = (lambda: 0, lambda: 0)
def n(a):
    return lambda b: a + b
o = lambda: (yield_ := 1)
p = sorted(x, key=lambda v: v.y)
q = lambda x: (x and
               y)
