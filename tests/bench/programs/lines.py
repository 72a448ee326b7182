items = []
i = 0
while i < 200000:
    item = [i]
    items.append(item)
    if i % 100 == 0:
        items = []
    i += 1
