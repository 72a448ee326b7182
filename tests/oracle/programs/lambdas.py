import gc
gc.collect()
fs = [lambda x, i=i: [x, i] for i in range(3)]
a = fs[0](9)
del fs[1]
key = lambda p: p[0]
rows = [(3, 'c'), (1, 'a'), (2, 'b')]
rows.sort(key=key)
del key
del fs, a
del rows
