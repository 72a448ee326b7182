import sys
l = []
prev = None
for i in range(70):
    s = sys.getsizeof(l)
    if s != prev:
        print(i, s, end="; ")
        prev = s
    l.append(None)
print()
while l:
    l.pop()
    s = sys.getsizeof(l)
    if s != prev:
        print(len(l), s, end="; ")
        prev = s
print()
print(sys.getsizeof([1, 2, 3]), sys.getsizeof([None] * 10), sys.getsizeof(list(range(10))), sys.getsizeof([*range(10)]))
d = {}
prev = None
for i in range(100):
    s = sys.getsizeof(d)
    if s != prev:
        print(i, s, end="; ")
        prev = s
    d["k%d" % i] = i
print()
class A:
    def __init__(self):
        self.a = 1
        self.b = 2
x = A()
print(sys.getsizeof(x), sys.getsizeof(x.__dict__), sys.getsizeof("a" * 100), sys.getsizeof(2 ** 1000), sys.getsizeof((1,) * 5))
