a = list(range(10))
print(a[::2], a[::-1], a[7:2:-2], a[-3:], a[:-8], a[20:], a[5:5], a[slice(1, None, 3)])
a[2:4] = "xyz"
print(a)
a[::2] = [0] * len(a[::2])
print(a)
del a[1::2]
print(a)
a[1:1] = [7, 8]
a[:0] = [9]
a[len(a):] = (5,)
print(a)
for bad in ("a[::2] = [1]", "a[0:1] = 3", "a[::0]", "a['x']", "a[1.5]", "a[100]", "del a[100]", "a[1, 2]"):
    try:
        exec(bad)
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
s = slice(2, 8, 3)
print(s, s.indices(6), s == slice(2, 8, 3), "abcdefghij"[s], (1, 2, 3)[::-1], b"bytes"[1:3], range(20)[s])


class R:
    def __getitem__(self, key):
        return key


r = R()
print(r[1], r[1:2], r[:, ::3, ...], r[()], r[1,])
