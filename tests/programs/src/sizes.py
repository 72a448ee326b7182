import sys
print(sys.getsizeof(1), sys.getsizeof(0), sys.getsizeof(2**30), sys.getsizeof(2**60), sys.getsizeof(1.5))
print(sys.getsizeof(""), sys.getsizeof("abc"), sys.getsizeof("é"), sys.getsizeof("€"), sys.getsizeof("😀"), sys.getsizeof(b"abc"))
print(sys.getsizeof([]), sys.getsizeof([1, 2, 3]), sys.getsizeof(()), sys.getsizeof((1, 2)), sys.getsizeof({}), sys.getsizeof({"a": 1}), sys.getsizeof(set()))
l = []
for i in range(20):
    l.append(i)
    print(len(l), sys.getsizeof(l), end="; ")
print()
d = {}
for i in range(25):
    d[str(i)] = i
    print(sys.getsizeof(d), end=" ")
print()
s = set()
for i in range(40):
    s.add(i)
    print(sys.getsizeof(s), end=" ")
print()
class A:
    pass
class S:
    __slots__ = ("a", "b")
def f():
    pass
print(sys.getsizeof(A()), sys.getsizeof(S()), sys.getsizeof(f), sys.getsizeof(range(3)), sys.getsizeof(A().__dict__), sys.getsizeof(None), sys.getsizeof(True))
print(sys.getsizeof(f.__code__), sys.getsizeof(slice(1)), sys.getsizeof(object()), sys.getsizeof(len), sys.getsizeof(iter([])))
