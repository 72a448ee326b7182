def t(a, b, c):
    return a and b or c
print(t(1, 0, 3), t(0, 2, 3), t(1, 2, 3))
print(1 if [] else 2, None is None, not (1 and 0))
x = 5
print(0 < x < 10, 0 < x > 3, x == 5 != 6, 1 < 2 > 3, (1, 2) < (1, 3), [1] == [1])
print(x in [1, 5], x not in (1, 2), "a" in {"a": 1})
if x > 3 and x < 10 or x == 0:
    print("and or")
if not x == 5:
    print("no")
elif x is None:
    print("none")
elif x:
    print("elif")
else:
    print("else")
while x and x > 2:
    x -= 1
print(x)
y = None
if y is None:
    print("is none")
if y is not None:
    print("not")
z = y or [] or {} or "last"
print(z)
print([] and 1, 0 or "", 1 and 2 and 3, 0 or 0.0 or False)
a = b = c = 3
print(a, b, c)
a, b = b, a + 1
print(a, b)
a, b, c = c, a, b
print(a, b, c)
(a, b), *c = [(1, 2), 3, 4]
print(a, b, c)
assert a == 1
pass
print(type(...), ... is Ellipsis, NotImplemented)
