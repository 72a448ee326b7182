from collections import deque
import copy


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


d = deque("abc")
d.append("d")
d.appendleft("z")
print(d, len(d), d[0], d[-1], d.pop(), d.popleft(), list(d), "b" in d, bool(deque()))
d.extend("def")
d.extendleft("yx")
print(d, d.count("a"), d.index("c"), d.index("e", 3), d.maxlen)
d.rotate(2)
print(d)
d.rotate(-5)
d.rotate()
print(d)
d.reverse()
print(d, list(reversed(d)))
d[1] = "one"
del d[2]
d.insert(3, "three")
d.insert(-1, "late")
d.insert(100, "end")
d.insert(-100, "begin")
d.remove("three")
print(d)
e = d.copy()
print(e == d, e is d, e != d, d < e, d <= e, deque([1, 2]) < deque([1, 3]), deque([1]) < deque([1, 0]))
print(deque([1]) + deque([2]), deque([1, 2]) * 2, 2 * deque([1]), deque([1]) * 0)
e += [1, 2]
e *= 2
print(e)
limited = deque(range(10), maxlen=3)
limited.append(10)
limited.appendleft(6)
print(limited, limited.maxlen, limited * 3, limited + deque([1, 2]), limited.copy(), copy.copy(limited))
limited.extend(limited)
print(limited, deque([1, 2], 0), deque([1], 5) * 3, deque([1], 5) * 9)
attempt(limited.insert, 0, 1)
for f, *args in ((deque, 3), (deque, [], -1), (deque, [], "a"), (d.__getitem__, 50), (d.index, "nothing"), (d.remove, 99),
                 (deque().pop,), (deque().popleft,), (d.append,), (d.pop, 1), (hash, d), (lambda: d + [1],),
                 (lambda: d * "a",), (lambda: d["a"],), (lambda: d[0:1],), (lambda: d < [],), (d.rotate, "a")):
    attempt(f, *args)
many = deque(range(1000))
for n in (1, 63, 64, 65, 129, -1, -64, -200, 5000, -5001):
    many.rotate(n)
print(many[0], many[-1], many[500], sum(many), len(many))
for i in range(900):
    many.pop() if i % 3 else many.popleft()
print(list(many)[:5], many[50], many.index(many[70]))
del many[40]
many.insert(64, "x")
print(many[64], len(many))
many.clear()
print(many, list(many))


def change():
    for x in d:
        d.append(x)


attempt(change)


class Clears:
    def __eq__(self, other):
        c.clear()
        return False


for method in ("remove", "index", "count", "__contains__"):
    c = deque([Clears(), 1, 2])
    attempt(getattr(c, method), 1)
r = deque([1])
r.append(r)
print(r)
it = iter(deque([1, 2, 3]))
print(next(it), it.__length_hint__(), list(it), next(it, "end"), type(it).__name__)


class Stack(deque):
    def push(self, x):
        self.append(x)


s = Stack([1, 2], 3)
s.push(3)
s.push(4)
s.name = "s"
print(s, s.copy(), type(s + s).__name__, type(s * 2).__name__, s.name)
print(deque("ab").__reduce__()[:3], deque("ab", 5).__reduce__()[:2], s.__reduce__()[:3])
print(deque.__module__, deque.__name__, deque)
