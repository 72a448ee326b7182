def f(a, b=1, /, c=2, *, d=3): pass
def g(a, /, *args, k): return args
h = lambda a, /, b=1: a
