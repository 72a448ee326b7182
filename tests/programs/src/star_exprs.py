def f(*a, **k):
    return a, k
l = [1, 2]
d = {"x": 1}
print(f(*l, 3, *l, y=2, **d), f(*"ab", *(), **{}), f(**d, **{"z": 2}))
print([*l, 3, *l], (*l,), {*l, 5}, {**d, "y": 2, **{"x": 9}})
a, *b = range(4)
*c, e = "xyz"
x, (y, *z), w = 1, [2, 3, 4], 5
print(a, b, c, e, x, y, z, w)
for i, *r in [(1, 2, 3), [4]]:
    print(i, r)
print(*l, *[3], sep="-")
def g(a, b=2, *, c=3, **kw):
    return a, b, c, kw
print(g(*[1], **{"c": 5, "q": 1}), g(1, *[2], c=4))
def h(*args, k=None):
    return len(args), k
print(h(*range(5), k=1), h())
