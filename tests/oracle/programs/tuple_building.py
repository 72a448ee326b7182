t = ()
for i in range(4):
    t = t + (i,)
u = t[1:3]
n = (t, u)
m = n * 2
del t
del u, n
last = m[-1]
del m
del last
