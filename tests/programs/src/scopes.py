x = "global"
def f():
    x = "local"
    class C:
        y = x
        x = "class"
        z = x
        def m(self):
            return x
    return C
c = f()
print(c.y, c.x, c.z, c().m())
def g():
    global newglobal
    newglobal = 1
g()
print(newglobal)
def h():
    def i():
        nonlocal v
        v = 5
    v = 1
    i()
    return v
print(h())
class K:
    a = 1
    b = a + 1
    def __init__(self):
        self.c = self.b + K.a
print(K().c, K.__name__, K.__qualname__, K.__module__, f().__qualname__)
def outer():
    a = 1
    b = 2
    def mid():
        def inner():
            return a + b
        return inner
    return mid()()
print(outer())
def defaults(a, b=x, *c, d=[1], **e):
    return locals()
print(defaults(1))
del x
try:
    x
except NameError as e:
    print(e)
