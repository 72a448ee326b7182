"""How much room lists and dicts keep when they are joined, emptied and filled again."""
import sys
def size(o): return sys.getsizeof(o)
d = {1: 0, 2: 1, 3: 2, 4: 3}
d.update({8: 2, 1: 3})
print(len(d), size(d))
e = {1: 0, 2: 1, 3: 2, 4: 3, 5: 4}
e = {**e, 1: 9}
print(len(e), size(e), size(e.copy()))
for n in range(1, 9):
    for m in range(1, 9):
        d = dict.fromkeys(range(n))
        d.update(dict.fromkeys(range(100, 100 + m)))
        e = {}
        for i in range(n): e[i] = i
        e.update(d)
        print(n, m, size(d), size(e))
l = "a b c".split()
l.append(1)
print(size(l))
m = [1, 2]
m.pop(0)
print(size(m))
m.pop(0)
print(size(m))
m.extend("xyz")
print(size(m))
l = [1]
l.pop()
print(size(l))
l *= 0
print(size(l))
l.extend([5])
print(size(l))
class Raises:
    def __length_hint__(self): return 40
    def __iter__(self): return map(lambda x: 1 // (3 - x), range(9))
l = []
try:
    l.extend(Raises())
except ZeroDivisionError:
    pass
print(len(l), size(l))
l.append(1)
print(len(l), size(l))
class H:
    def __hash__(self): return 1
    def __eq__(self, o):
        print("eq")
        return False
d = {H(): 1}
d.setdefault(H(), 2)
print(len(d), len(dict.fromkeys(d)), len(dict.fromkeys(set(d))), len(dict.fromkeys(list(d))))
