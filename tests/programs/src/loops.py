i = 0
while i < 5:
    i += 1
    if i == 2:
        continue
    if i == 4:
        break
    print(i)
else:
    print("never")
for x in range(3):
    print(x, end=",")
else:
    print("else")
for i, c in enumerate("ab", 1):
    print(i, c)
for a, b in zip([1, 2, 3], "xyz"):
    print(a, b)
print(list(range(10, 0, -3)), list(map(str, [1, 2])), list(filter(None, [0, 1, 2])), list(reversed([1, 2])))
n = 0
for i in range(100):
    for j in range(100):
        if (i * j) % 7 == 3:
            n += 1
print(n)
it = iter([1, 2])
print(next(it), next(it), next(it, "end"))
while True:
    n -= 1000
    if n < 0:
        break
print(n, any([0, 1]), all([1, 0]), all([]))
if (m := 10) > 5:
    print(m)
x = [1, 2, 3]
for v in x:
    if v == 1:
        x.append(4)
print(x)
