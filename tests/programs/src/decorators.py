def trace(fn):
    def wrapper(*a, **k):
        r = fn(*a, **k)
        print(fn.__name__, a, k, "->", r)
        return r
    wrapper.__name__ = fn.__name__
    return wrapper
def repeat(n):
    def deco(fn):
        def inner(*a):
            out = []
            for i in range(n):
                out.append(fn(*a))
            return out
        return inner
    return deco
@trace
def add(a, b=1):
    return a + b
@repeat(3)
@trace
def sq(x):
    return x * x
add(2)
add(2, b=5)
print(sq(4))
class Count:
    def __init__(self, fn):
        self.fn = fn
        self.n = 0
    def __call__(self, *a):
        self.n += 1
        return self.fn(*a)
@Count
def hello(name):
    return "hi " + name
print(hello("a"), hello("b"), hello.n)
def cls_deco(cls):
    cls.extra = 42
    return cls
@cls_deco
class K:
    pass
print(K.extra)
cache = {}
def memo(fn):
    def m(n):
        if n not in cache:
            cache[n] = fn(n)
        return cache[n]
    return m
@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60))
