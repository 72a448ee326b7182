def f(a, b=2, *args, c, d=4, **kwargs):
    return (a, b, args, c, d, kwargs)
print(f(1, c=3))
print(f(1, 2, 3, 4, c=5, e=6))
print(f(*[1, 2, 3], **{"c": 9, "z": 0}))
def g(x, /, y, *, z):
    return x + y + z
print(g(1, 2, z=3), g(1, y=2, z=3))
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
print(fact(10))
def outer(x):
    def inner(y):
        nonlocal x
        x += y
        return x
    return inner
h = outer(10)
print(h(1), h(2))
def gen_default(l=[]):
    l.append(1)
    return l
print(gen_default(), gen_default())
k = lambda a, b=5: a * b
print(k(2), k(2, 3))
print(f.__name__, k.__name__, outer.__qualname__, h.__qualname__, f.__defaults__, f.__kwdefaults__)
def doc():
    "the docstring"
    pass
print(doc.__doc__, doc())
counter = 0
def inc():
    global counter
    counter += 1
inc()
inc()
print(counter)
def deco(fn):
    def wrap(*a, **k):
        print("before")
        r = fn(*a, **k)
        print("after")
        return r
    return wrap
@deco
def add(a, b):
    return a + b
print(add(1, 2))
def multi():
    return 1, 2
a, b = multi()
print(a, b)
def annotated(x: int, y: str = "a") -> bool:
    return True
print(annotated.__annotations__)
