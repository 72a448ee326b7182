+s = {1, 2, 3}
s.add(4)
s.add(2)
print(s, len(s), 2 in s)
s.discard(1)
s.remove(2)
print(s, s | {9}, s & {3, 9}, s - {3}, s ^ {3, 5})
print({1, 2} <= {1, 2, 3}, {1} == {1}, set(), frozenset([1, 2]))
t = set("hello")
print(sorted(t))
u = {1, 2}
u.update([5, 6])
print(u, u.pop(), u)
