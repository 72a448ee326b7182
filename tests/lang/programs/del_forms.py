del a
del a, b
del o.x
del l[0]
del l[1:2]
del (a, b)
del [a, b]
del a, (b, c)
del o.p.q, l[i][j]
del l[:]
