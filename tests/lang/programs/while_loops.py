while a:
    b
while a < 10:
    a += 1
else:
    c
while True:
    if x:
        break
    if y:
        continue
    z
while 1:
    break
while not a:
    b
while a and b:
    c
while a or b:
    c
while 0:
    d
while 0:
    d
else:
    e
while a:
    while b:
        if c:
            break
        continue
    else:
        d
