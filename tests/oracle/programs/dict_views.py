d = {'a': 1, 'b': [2]}
keys = d.keys()
values = d.values()
items = d.items()
d['c'] = 3
pairs = list(items)
it = iter(keys)
first = next(it)
del d['b']
d = None
keys = None
pairs = None
it = None
values = items = None
