def f(a, b):
    c = a
    d = b
    e, g = c, d
    c, d = d, c
    a, b, c = c, a, b
    del e
    return g
def g():
    x = 1
    y = 2
    z = x
    w = y
    print(x, y)
    print(z, w)
    return x + y
def h(x):
    del x
    x = 1
    return x
def i(c):
    if c:
        v = 1
    return v
def j():
    for k in x:
        v = k
    print(v)
    del k
    print(k)
def k(a):
    try:
        b = a()
    except E:
        c = 1
    return b, c
def l(a, b):
    a = a + b
    b = a
    a = a
    return a, b
def m(x, y):
    while x:
        y = x
        x = y
    return y
def n():
    a = b = 1
    c = d = e = a
    return b, c, d, e
def o(a, b):
    a, b = b, a
    a, a = b, b
    return a
