class CM:
    def __init__(self, n, swallow=False):
        self.n = n
        self.swallow = swallow
    def __enter__(self):
        print("enter", self.n)
        return self.n
    def __exit__(self, t, v, tb):
        print("exit", self.n, t and t.__name__, v, tb is not None)
        return self.swallow
with CM(1) as a:
    print("body", a)
with CM(2) as a, CM(3) as b:
    print(a, b)
with CM(4, True):
    raise ValueError("x")
try:
    with CM(5):
        raise KeyError("y")
except KeyError as e:
    print("out", e)
def f():
    with CM(6):
        return 42
print(f())
def g():
    for i in range(3):
        with CM(i):
            if i == 0:
                continue
            break
g()
try:
    with 5:
        pass
except (AttributeError, TypeError) as e:
    print(type(e).__name__, e)
