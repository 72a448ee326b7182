def f(x):
    return 1 if x else 2
def g(x):
    return x and 1
def h(x):
    return not x
def i(x, y):
    return x == y
def j(x, y):
    return x if x is not None else y
def k(x):
    return x in (1, 2) or x is None
def l(a, b, c):
    return a < b < c
def m(a, b):
    if a is None or b is None:
        return
    if not a and not b:
        return a
    return b
def n(a):
    while a is not None:
        a = a.next
def o(x):
    return (x if x > 1 else -x) + 1
