def counter():
    n = 0
    def step():
        nonlocal n
        n += 1000
        return n
    return step
a = counter()
b = counter()
x = a()
x = a()
y = b()
cell = a.__closure__[0]
del a
x = cell.cell_contents
cell = None
b = None
