def f():
    return 1
    x = 2
def g():
    while True:
        pass
    y
def h():
    raise E
    z
def i():
    for a in b:
        break
        c
def j():
    for a in b:
        continue
        c
def k(x):
    if x:
        return 1
    else:
        return 2
    y
def l():
    return 1
    def inner(): pass
def m():
    if 0:
        x = 1
    return x
def n():
    while 1:
        return 1
