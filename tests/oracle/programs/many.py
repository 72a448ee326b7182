import gc
gc.collect()
gc.disable()
items = []
for i in range(20):
    items.append([])
del items[5:15]
made = []
for j in range(30): made.append([])
del items
del made
gc.enable()
found = gc.collect()
