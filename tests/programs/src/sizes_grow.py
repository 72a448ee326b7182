import sys
sizes = []
l = []
for i in range(40):
    size = sys.getsizeof(l)
    if not sizes or sizes[-1][1] != size:
        sizes.append((len(l), size))
    l.append(i)
print(sizes)
d = {}
steps = []
for i in range(200):
    size = sys.getsizeof(d)
    if not steps or steps[-1][1] != size:
        steps.append((len(d), size))
    d[i] = i
print(steps)
s = set()
steps = []
for i in range(100):
    size = sys.getsizeof(s)
    if not steps or steps[-1][1] != size:
        steps.append((len(s), size))
    s.add(i)
print(steps)
print([sys.getsizeof(x) for x in ("", "a", "abc", "\u00e9", "\u0444", "\U0001f600", b"", b"abc", (), (1,), 0, 1, 2 ** 30, 2 ** 60, 1.5, 1j, None, True, range(3), slice(1), frozenset(), bytearray(), object())])
