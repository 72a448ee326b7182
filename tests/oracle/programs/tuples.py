a = (1, 2)
b = a + (3,)
c = a * 2
d = tuple([4, 5])
e = tuple(d)
same = e is d
x, y = d
x, y = y, x
first, *rest = [1, 2, 3]
f = d[0:1]
g = d[:]
del d, e
h = tuple([6, 7])
i = ([], [])
j = i
del i
def many(*args):
    return args
k = many(1, 2, 3)
k = many()
l = (k,) * 3
m = tuple("ab")
n = tuple(range(3))
pairs = list(zip(m, n))
pairs = None
