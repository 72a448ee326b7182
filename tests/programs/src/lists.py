l = [1, 2, 3]
l.append(4)
l.insert(0, 0)
print(l, len(l), l[2], l[-1], l[1:3])
l[1] = "one"
del l[0]
print(l, 3 in l, l.index(3), l.count(2))
l.extend([7, 8])
l.remove(2)
print(l.pop(), l.pop(0), l)
m = [3, 1, 2]
m.sort()
print(m, sorted([3, 1, 2], reverse=True), sorted(["bb", "a", "ccc"], key=len))
m.reverse()
print(m, m + [9], m * 2, [[]] * 2)
a, b, *c = [1, 2, 3, 4]
print(a, b, c)
*a, b = (1, 2, 3)
print(a, b)
(x, y), z = (1, 2), 3
print(x, y, z)
l[1:2] = [10, 11, 12]
print(l)
del l[::2]
print(l)
l.clear()
print(l, [1, 2] == [1, 2], [1, 2] < [1, 3], [*range(3), *"ab"])
n = [1, 2, 3]
k = n
k += [4]
print(n, n is k)
copy = n[:]
print(copy == n, copy is n)
print([1, [2, [3]]], [])
