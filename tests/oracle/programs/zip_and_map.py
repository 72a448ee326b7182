import gc
gc.collect()
z = zip([[1], [2]], 'ab')
a = next(z)
d = dict([a[::-1]])
del z
m = map(lambda x: [x], 'xy')
b = next(m)
c = list(m)
del m
e = list(enumerate(c))
del a, b, c, d
del e
