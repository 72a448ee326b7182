def counters():
    n = 0

    def up():
        nonlocal n
        n += 1
        return n

    def down():
        nonlocal n
        n -= 1
        return n
    return up, down


up, down = counters()
print(up(), up(), down(), up.__closure__[0] is down.__closure__[0], up.__closure__[0].cell_contents)
up2, _ = counters()
print(up2(), up.__closure__[0] is up2.__closure__[0])
adders = []
for i in range(3):
    def add(x):
        return x + i
    adders.append(add)
print([f(10) for f in adders], adders[0].__closure__)


def late():
    def inner():
        return value
    try:
        inner()
    except NameError as e:
        print(type(e).__name__)
    value = 5
    return inner()


print(late())


def outer(x):
    class C:
        y = x

        def m(self):
            return x, self.y
    return C


print(outer(1)().m(), outer.__code__.co_cellvars)


def recursive(n):
    def fact(k):
        return 1 if k < 2 else k * fact(k - 1)
    return fact(n)


print(recursive(5))
import gc, weakref


class Big:
    pass


def hold():
    big = Big()
    r = weakref.ref(big)
    return (lambda: big), r


f, r = hold()
print(r() is not None)
del f
gc.collect()
print(r())
