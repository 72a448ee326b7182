class P:
    pass
a = [1]
i = id(a)
del a
b = [2]
print(id(b) == i)
x = 1.25
y = x + 1
i = id(y)
del y
z = x + 2
print(id(z) == i)
print(id(None) == id(None))
s = "ab"
t = "".join(["a", "b"])
print(s == t, s is t)
import sys
print(sys.intern(t) is s)
