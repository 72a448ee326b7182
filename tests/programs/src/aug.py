class A:
    v = 1
a = A()
a.v += 5
print(a.v, A.v)
d = {"k": [1]}
d["k"] += [2]
d["k"] *= 2
print(d)
l = [1, 2, 3]
l[0] -= 10
l[-1] **= 2
print(l)
i = 0
def idx():
    global i
    i += 1
    return i
l[idx()] += 100
print(l, i)
t = ([1],)
try:
    t[0] += [2]
except TypeError as e:
    print(e, t)
s = "a"
for n in range(5):
    s += str(n)
print(s)
x = 5
x /= 2
x //= 1
x *= 3
print(x)
b = 0b1100
b &= 0b0110
b >>= 1
b ^= 7
print(b)
st = {1, 2}
st |= {3}
st &= {2, 3}
st -= {3}
print(st)
