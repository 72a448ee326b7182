a, b = [1], [2]
a, b = b, a
first, *rest = [[1], [2], [3]]
(x, (y, z)) = ([4], ([5], [6]))
c = d = []
c.append(d)
c.clear()
del rest[0]
del first, rest, x, y, z
