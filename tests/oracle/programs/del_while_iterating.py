d = {}
for i in range(8):
    d[i] = [i]
for k in list(d):
    if k % 2:
        del d[k]
l = list(range(1000, 1008))
for n in l[:]:
    if n % 2:
        l.remove(n)
d = None
l = None
