l = [[0], [1], [2], [3], [4]]
a = l[1:3]
b = l[::-1]
l[::2] = ['x', 'y', 'z']
del l[1:]
del a
s = slice(1, None)
c = b[s]
del s
del b
del c, l
