a = [1] if 1 else [2]
b = a or [3]
c = a and [4]
d = not a
e = None
e = e or [5]
x = [6] if e is None else e
del a
del b, c
del e
del x
