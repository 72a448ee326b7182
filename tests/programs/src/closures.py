def make():
    fs = []
    for i in range(3):
        def f(i=i):
            return i
        fs.append(f)
    return fs
print(make()[0](), make()[2]())
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    def get():
        return n
    return inc, get
inc, get = counter()
inc()
inc()
print(get(), inc.__closure__[0].cell_contents, get.__code__.co_freevars)
def outer():
    def undefined():
        return later
    try:
        undefined()
    except NameError as e:
        print(e)
    later = 5
    return undefined()
print(outer())
def shadow():
    try:
        print(q)
        q = 1
    except UnboundLocalError as e:
        print(e)
shadow()
class C:
    y = 10
    def m(self):
        return __class__.__name__
print(C().m())
def argcell(a, b):
    def f():
        return a + b
    a = 100
    return f
print(argcell(1, 2)())
