# What is printed here must be the same with and without an observer.
import gc, sys
gc.collect()
class Plain:
    pass
print(gc.get_count()[1:])
a = Plain(); b = Plain(); c = Plain()
was = id(b)
del b
d = Plain()
print(id(d) == was)
print(sys.getrefcount(a), sys.getrefcount(d))
x = 300
print(sys.getrefcount(x))
s = "two words"
print(sys.getrefcount(s))
l = [a, a, d]
print(sys.getrefcount(a), sys.getrefcount(l))
def count(q):
    return sys.getrefcount(q)
print(count(a), count(l), count([]))
before = gc.get_count()[0]
k = [[], [], [], [], [], [], []]
after = gc.get_count()[0]
print(after - before)
a.me = a
del a, l
print(gc.collect())
print(gc.get_count()[1:])
w = [1.5 * x, 2.5 * x]
was = id(w)
del w
v = [3.5 * x, 4.5 * x]
print(id(v) == was)
