import copy
a = [[1, 2], {"k": [3]}, (4, [5])]
s, d = copy.copy(a), copy.deepcopy(a)
a[0].append(99)
a[1]["k"].append(98)
a[2][1].append(97)
print(s, d, s[0] is a[0], d[0] is a[0])
r = [1]
r.append(r)
q = copy.deepcopy(r)
print(q[1] is q, q is not r)
shared = []
pair = copy.deepcopy([shared, shared])
print(pair[0] is pair[1], copy.deepcopy((1, "a")) == (1, "a"))


class C:
    def __init__(self, x):
        self.x = x

    def __copy__(self):
        return C("copied")

    def __deepcopy__(self, memo):
        return C(("deep", copy.deepcopy(self.x, memo)))


class P:
    def __init__(self):
        self.l = [1]


class S:
    __slots__ = ("a", "b")


p = P()
p2, p3 = copy.copy(p), copy.deepcopy(p)
o = S()
o.a = [1]
o2 = copy.copy(o)
print(copy.copy(C(1)).x, copy.deepcopy(C([2])).x, p2.l is p.l, p3.l is p.l, p3.l, o2.a is o.a, hasattr(o2, "b"))
print(copy.copy({1: 2}), copy.copy({1}), copy.copy(bytearray(b"x")), copy.copy(len) is len, copy.deepcopy(int) is int, copy.copy(range(3)), copy.deepcopy(1 + 2j))
try:
    copy.deepcopy(x for x in [])
except TypeError as e:
    print(type(e).__name__)
