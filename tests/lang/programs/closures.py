def outer():
    x = 1
    def inner():
        return x
    return inner
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
def arg_cell(a, b):
    def f():
        return a
    return f, b
def deep():
    a = 1
    def m():
        b = 2
        def n():
            return a, b
        return n
    return m
def loop():
    fs = []
    for i in range(3):
        def f():
            return i
        fs.append(f)
    return fs
def cell_del():
    x = 1
    def f(): return x
    del x
    return f
def many(z, y, x):
    c = b = a = 1
    def f():
        return a, b, c, x, y, z
    return f
def self_ref():
    def f(): return f
    return f
def default(x):
    def f(y=x): return y
    def g(*, z=x): return z, x
    return f, g
def star(*args, **kw):
    def f(): return args, kw
    return f
