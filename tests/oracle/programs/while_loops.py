n = 0
kept = []
while n < 4:
    kept.append([n])
    n += 1
else:
    last = kept[-1]
kept[1:3] = []
del last
kept.reverse()
del kept
