x = 42
y = 300
z = x
a = b = c = x
x = y = z
