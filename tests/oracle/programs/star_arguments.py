def f(*args, **kw):
    return args, kw
a = f(1, 2, k=[3])
args, kw = a
del a
b = f(*args, **kw)
kw['k'].append(4)
del args
del kw
del b
