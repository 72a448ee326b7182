items = [[], [1], [2, 3]]
x = any(items)
y = all(items)
z = max(items, key=len)
w = sum(len(i) for i in items)
paired = list(zip(items, 'abc'))
items = None
z = None
paired = None
