d = {}
for k, v in [('a', [1]), ('b', [2]), ('a', [3])]:
    d.setdefault(k, []).append(v)
v = d.pop('a')
k = None
d['b'].clear()
items = list(d.items())
del d
del items
del v
