items = []
items.append(1)
items.append(2)
items.append(3)
items.append(4)
items.append(5)
items.append(6)
items.append(7)
items.append(8)
items.append(9)
items.append(10)
items.append(11)
items.append(12)
items.append(13)
items.append(14)
items.append(15)
items.append(16)
items.append(17)
last = items.pop()
last = items.pop()
last = items.pop()
last = items.pop()
last = items.pop()
last = items.pop()
last = items.pop()
last = items.pop()
last = items.pop()
items.clear()
three = [1, 2, 3]
copy = three[:]
nones = [None] * 5
sum_ = three + nones
three.extend(copy)
three.insert(0, 9)
three.remove(9)
three += [4]
del three[1:3]
three[1:1] = [7, 8, 9]
listed = list(range(10))
listed = list((1, 2, 3))
three.sort()
three.reverse()
