def f():
    pass
def g(a):
    return a
def h(a, b=1, *args, c, d=2, **kw):
    return a, b, args, c, d, kw
def i(a, /, b, *, c):
    return a
def j(a=1, b=2):
    x = a
    y = b
    return x + y
def k():
    return
def l():
    return None
def m(x):
    if x:
        return 1
    return 2
def n(x):
    if x:
        return 1
    else:
        return 2
def o(*, a=1, b):
    pass
def p(a, b=(1, 2), *, c=[1]):
    pass
def q(): return 1
def r(a, /): pass
def s(x):
    while x:
        if x == 1:
            return x
        x -= 1
def t():
    "docstring"
def u():
    "docstring"
    return 1
def v():
    """many
    lines
      deeper
    end
    """
    x = "docstring"
    return x
def w():
    1
    "text"
    x
    ...
def z(a, b, c):
    a = b = c
    return a
