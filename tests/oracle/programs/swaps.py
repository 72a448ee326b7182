a = [1]
b = [2]
c = [3]
a, b = b, a
a, b, c = c, a, b
x = y = z = [0]
x = None
y.append(z)
y = None
z.pop()
z = None
