import gc, sys
gc.disable()
gc.collect()
class A:
    pass
def cyc(n):
    for i in range(n):
        a = A()
        a.self = a
cyc(5)
print(gc.collect())
a = A()
a.l = [a]
a.d = {"a": a}
del a
print(gc.collect())
class S:
    __slots__ = ("me",)
s = S()
s.me = s
del s
print(gc.collect())
def rec():
    def inner():
        return inner
    return None
rec()
print(gc.collect())
class K:
    def m(self):
        pass
del K
print(gc.collect())
x = A()
y = A()
x.y = y
y.x = x
x.__dict__
del x, y
print(gc.collect())
class Order:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
p = Order("p")
q = Order("q")
r = Order("r")
r.next = p
q.next = r
p.next = q
del p, q, r
print(gc.collect())
print(gc.is_tracked({}), gc.is_tracked({"a": 1}), gc.is_tracked({"a": []}), gc.is_tracked([]), gc.is_tracked(A()), gc.is_tracked(()), gc.is_tracked((1, [])), gc.is_tracked("s"), gc.is_tracked(len), gc.is_tracked(A))
print(gc.get_count()[1:], gc.isenabled())
e = None
try:
    raise ValueError
except ValueError as err:
    e = err
    e.me = e
del e
print(gc.collect() >= 1)
