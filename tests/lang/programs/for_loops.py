for i in range(3):
    print(i)
for i in x:
    pass
for a, b in x:
    c
for i in x:
    if i:
        break
else:
    d
for i in x:
    if i:
        continue
    e
for i in [1, 2, 3]:
    f
for i in (1, 2):
    f
for i in {1, 2}:
    f
for i in [a, b]:
    f
for o.x in y:
    f
for l[0] in y:
    f
for i in x:
    for j in y:
        if j:
            break
        if i:
            continue
for (a, *b) in x: c
for i in 1, 2, x:
    f
for i in x: break
for i in x: continue
