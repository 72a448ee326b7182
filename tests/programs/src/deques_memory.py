import gc
import sys
import weakref
from collections import deque
gc.collect()

class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


print([sys.getsizeof(deque(range(n))) for n in (0, 1, 30, 62, 63, 64, 127, 128, 1000)])
d = deque()
print(gc.is_tracked(d), sys.getsizeof(d), sys.getsizeof(iter(d)), deque.__basicsize__)
for i in range(33):
    d.append(i)
print(sys.getsizeof(d))
for i in range(100):
    d.appendleft(i)
print(sys.getsizeof(d))
while d:
    d.popleft()
print(sys.getsizeof(d))
d = deque((Item(i) for i in range(4)), maxlen=2)
print(sys.getrefcount(d[0]), [x for x in gc.get_referents(d) if type(x) is Item] == list(d))
d.append(Item("new"))
d.clear()
x = Item("x")
d.extend([x, x, x])
print(sys.getrefcount(x), len(d))
d *= 2
print(sys.getrefcount(x))
d.rotate(1)
del d[0]
print(sys.getrefcount(x))
w = weakref.ref(d, lambda r: print("deque gone"))
it = iter(d)
del d
print(w() is not None)
del it
print(sys.getrefcount(x))
ring = deque([Item("in a ring")])
ring.append(ring)
del ring
print(gc.collect())
one = deque(range(300))
said = [0] * 12
for i in range(4):
    before = sys.getallocatedblocks()
    one.clear()
    one.extend(range(300))
    said[i] = sys.getallocatedblocks() - before
many = [deque(range(200)) for _ in range(3)]


def count():
    return gc.get_count()[0]


gc.collect()
gc.disable()
for i, make in enumerate((deque, lambda: deque([1]), lambda: iter(many[0]), lambda: deque([1], 3),
                          lambda: deque((1,), maxlen=3), lambda: many[0].copy(), lambda: many[0].rotate(3))):
    start = count()
    kept = make()
    said[4 + i] = count() - start
print(said)


class Sub(deque):
    pass


s = Sub([1])
print(sys.getsizeof(s), Sub.__basicsize__, weakref.ref(s)() is s)
nested = None
for i in range(5000):
    nested = deque([nested])
print(len(nested))
