import gc
gc.collect()
flat = (1, 2)
made = tuple([1, 2, 3])
nested = (flat, made)
items = []
holder = (items, 1)
deep = (holder,)
both = tuple([flat, made])
found = gc.collect()
t1 = gc.is_tracked(flat)
t2 = gc.is_tracked(made)
t3 = gc.is_tracked(holder)
t4 = gc.is_tracked(both)
table = {}
table["i"] = 1
table["s"] = "q"
t5 = gc.is_tracked(table)
table["l"] = []
t6 = gc.is_tracked(table)
del made
made2 = tuple([4, 5, 6])
found = gc.collect()
del table["l"]
found = gc.collect()
t7 = gc.is_tracked(table)
