def make(n):
    def outer(x):
        y = x + n
        def inner(z):
            nonlocal y
            y += z
            return lambda: (x, y, z, n)
        return inner
    return outer
f = make(1)(2)(3)
print(f())
def deco(*args, **kw):
    def wrap(fn):
        def call(*a, **k):
            return fn(*args, *a, **kw, **k)
        return call
    return wrap
@deco(1, k=2)
def g(a, b, k): return a, b, k
